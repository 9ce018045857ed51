-- One row for each complication as pages word it: how many procedures name it, and how often they say that it happens.
--
-- complication: The page's words in lower case, without a final stop and without the word for its frequency
-- procedures: How many procedures name it
-- procedure_share: Their share of the procedures that name any complication
-- common: Procedures whose page calls it common
-- uncommon: Procedures whose page calls it uncommon
-- rare: Procedures whose page calls it rare
-- unstated: Procedures whose page does not say how often
-- codes: Codes of the procedures, parted by commas; null where none has a code
-- example: The words of one page as they stand there
WITH named AS (
  SELECT
    r.procedure_id, p.code, r.frequency, r.text,
    regexp_replace(
      regexp_replace(lower(r.text), '^(rarely|commonly|occasionally|in rare cases),?\s+|\s*\((common|uncommon|rare|very rare)\)', '', 'g'),
      '[.;,\s]+$', '') AS complication
  FROM risks r JOIN procedures p USING (procedure_id)
)
SELECT
  complication,
  count(DISTINCT procedure_id) AS procedures,
  count(DISTINCT procedure_id) / (SELECT count(DISTINCT procedure_id) FROM risks) AS procedure_share,
  count(DISTINCT procedure_id) FILTER (frequency = 'common') AS common,
  count(DISTINCT procedure_id) FILTER (frequency = 'uncommon') AS uncommon,
  count(DISTINCT procedure_id) FILTER (frequency = 'rare') AS rare,
  count(DISTINCT procedure_id) FILTER (frequency IS NULL) AS unstated,
  string_agg(DISTINCT code, ', ' ORDER BY code) AS codes,
  min(text) AS example
FROM named
GROUP BY complication
