-- One row for each statement on fasting or medication before a procedure: what it restricts, in the page's own words.
--
-- procedure_id: Key of the procedure (procedures.procedure_id); one whose page says nothing of either has no row
-- code_system: Code system of the code
-- code: Billing code as text
-- name: Preferred name of the procedure
-- position: Which statement it is (preparations.position); one that speaks of both has two rows
-- restriction: fasting, or medication: stopping or changing medicines
-- is_required: Judged by words: true if they tell to fast or stop, if only perhaps; false if only that it need not or must not be; else null
-- text: The page's own words, white space cleaned
-- char_start: Where the row's source text starts in pages.text, counted from 0
-- char_end: Where the row's source text ends in pages.text, exclusive
WITH said AS (
  SELECT procedure_id, position, topic, text, char_start, char_end, lower(replace(text, '’', '''')) AS words FROM preparations
), asked AS (
  -- What a page says need not or must not be left out is no restriction: it is cut out before the rest is judged.
  SELECT *,
    regexp_replace(words, '\b(no|without)( (special|need|for|to|any|strict|particular))* (fast\b|fasting|((food|drink|diet|dietary|eating|drinking)( (or|and) )?)+ ?(restrictions?|limits?))|\bfasting (is ?|are ?|will be ?|may be ?)?(n''t|not|usually not|rarely|never|optional|unnecessary)[^.;]*|\b((do|does|need|will)( not|n''t)|not|no need)( (need|have|require|required|necessary|be|to))* fast\b|\b((do|does|need)( not|n''t)|no need|not)( (need|have|necessary|required|to|for))+ (avoid|stop|skip|refrain|give up)[^.;]*|\bempty stomach is (not|n''t|un)[^.;]*', ' ', 'g') AS fasting_words,
    regexp_replace(words, '\b(((do|does|need|should|must|would|will)( not|n''t))|cannot|can''t|never|no need|not)( (need|have|necessary|required|to|for|be|usually|normally|generally|ever|simply|just))* (stop|paus|skip|interrupt|hold|held|discontinu|adjust|suspend|withh|ceas|chang|avoid)\w*', ' ', 'g') AS medication_words
  FROM said
), fasting AS (
  SELECT procedure_id, position, topic, text, char_start, char_end, words, 'fasting' AS restriction,
    CASE
      WHEN regexp_matches(fasting_words, '\bfast(ing|s)?\b|empty stomach|\bnpo\b|nothing (to eat|to drink|by mouth|but)|(eat|drink|have) nothing|(do not|don''t|not to|cannot|must not|should not|may not|without|avoid|stop|refrain from|no) [^.;]*\b(eat|eating|drink|drinking|food|foods|solids?|meals?|fluids?|liquids?|alcohol|caffeine|coffee|milk|breakfast)\b')
        THEN true
      WHEN fasting_words <> words
        OR regexp_matches(words, '(may|can|should|please) (still )?(eat|drink)\b|(eat|drink|meal|snack|breakfast|diet)\b[^.;]*\b(as usual|normally|is allowed|is fine|are allowed)|^eat\b')
        THEN false
    END AS is_required
  FROM asked
), medication AS (
  SELECT procedure_id, position, topic, text, char_start, char_end, words, 'medication' AS restriction,
    CASE
      WHEN regexp_matches(medication_words, '\b(stop|stopped|stopping|paus(e|ed|ing)|hold|held|holding|withh\w+|discontinu\w+|skip\w*|interrupt\w*|suspend\w*|adjust\w*|do not take|don''t take|not take|not taking|cease|come off)\b|\b(avoid\w*|refrain\w*)\b[^.;]*\b(medic(ine|ation)s?|blood thinners?|anticoagula\w+|aspirin|ibuprofen|nsaids?|insulin|metformin|supplements?|drugs?|tablets?|pills?|taking)\b')
        THEN true
      WHEN medication_words <> words OR regexp_matches(words, '\b(continue|keep taking|as usual|take (all|your)|no changes?)\b')
        THEN false
    END AS is_required
  FROM asked
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
