-- One row for each statement on fasting or medication before a procedure: what it restricts, in the page's own words.
--
-- procedure_id: Key of the procedure (procedures.procedure_id); one whose page says nothing of either has no row
-- code_system: Code system of the code
-- code: Billing code as text
-- name: Preferred name of the procedure
-- position: Which statement it is (preparations.position); one that speaks of both has two rows
-- restriction: fasting, or medication: stopping or changing medicines
-- is_required: Judged by words: true if they tell to fast or stop, if only perhaps; false if not to, or that it need not be; else null
-- text: The page's own words, white space cleaned
-- char_start: Where the row's source text starts in pages.text, counted from 0
-- char_end: Where the row's source text ends in pages.text, exclusive
WITH said AS (
  SELECT procedure_id, position, topic, text, char_start, char_end, lower(replace(text, '’', '''')) AS words FROM preparations
), fasting AS (
  SELECT *, 'fasting' AS restriction,
    CASE
      WHEN regexp_matches(words, '\b(no|without) (special |need for |need to )?(fast\b|fasting|dietary restriction)|fasting is (not|usually not|rarely|never)|not (need|have|required|necessary) to fast')
        THEN false
      WHEN regexp_matches(words, '\bfast(ing|s)?\b|empty stomach|\bnpo\b|nothing (to eat|to drink|by mouth|but)|(eat|drink|have) nothing|(do not|don''t|not to|cannot|must not|should not|may not|without|avoid|stop|refrain from|no) [^.;]*\b(eat|eating|drink|drinking|food|foods|solids?|meals?|fluids?|liquids?|alcohol|caffeine|coffee|milk|breakfast)\b')
        THEN true
      WHEN regexp_matches(words, '(may|can|should|please) (still )?(eat|drink)\b|(eat|drink|meal|snack|breakfast|diet)\b[^.;]*\b(as usual|normally|is allowed|is fine|are allowed)|^eat\b')
        THEN false
    END AS is_required
  FROM said
), medication AS (
  SELECT *, 'medication' AS restriction,
    CASE
      WHEN regexp_matches(words, '\b(do not|don''t|never|not have to|no need to|not need to) (stop|pause|skip|interrupt)\b')
        THEN false
      WHEN regexp_matches(words, '\b(stop|stopped|stopping|paus(e|ed|ing)|hold|held|holding|withh\w+|discontinu\w+|avoid\w*|skip\w*|interrupt\w*|suspend\w*|adjust\w*|refrain\w*|do not take|don''t take|not take|not taking|cease|come off)\b')
        THEN true
      WHEN regexp_matches(words, '\b(continue|keep taking|as usual|take (all|your) (regular|usual|normal)|no changes?)\b')
        THEN false
    END AS is_required
  FROM said
)
SELECT
  p.procedure_id, p.code_system, p.code, p.name, f.position, f.restriction, f.is_required, f.text, f.char_start, f.char_end
FROM (
  FROM fasting WHERE topic = 'fasting'
    OR regexp_matches(words, '\bfast(ing)?\b|empty stomach|\bnpo\b|nothing (to eat|by mouth)|(do not|don''t|avoid|not to|stop) (eat|drink|eating|drinking)\b')
  UNION ALL
  FROM medication WHERE topic = 'medication'
    OR (is_required AND regexp_matches(words, '\b(medic(ine|ation)s?|blood thinners?|anticoagula\w+|aspirin|ibuprofen|nsaids?|insulin|metformin|supplements?|drugs?|tablets?|pills?)\b'))
) f JOIN procedures p USING (procedure_id)
