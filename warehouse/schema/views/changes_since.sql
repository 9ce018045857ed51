-- What pages say today and did not say at a moment, and the other way round: one row for each fact added or removed.
--
-- moment (parameter): A moment in UTC, e.g. TIMESTAMP '2026-11-01'; what was published until then is compared with what is published now
-- procedure_id: Key of the procedure
-- code_system: Code system of the code
-- code: Billing code as text
-- name: Preferred name of the procedure, else its title; of one that is no longer described, as it was
-- procedure_change: new: not there at that moment; removed: there then and no longer; changed
-- change: added or removed. A fact that says something else now is removed and added; one that only moved is neither
-- fact: Table that holds it; title; or the section, for words without a table of their own (facts.fact)
-- value: What the table makes of it (facts.value)
-- text: The page's own words
-- changed_at: When the page changed last, in UTC
-- reason: What changed it: new, source (other bytes), parser (read otherwise), reappeared, or duplicate (another page holds its bytes now)
WITH touched AS (
  -- Of a page that has become a duplicate the last version ended, and none began.
  FROM (
    SELECT page_id, greatest(max(valid_from), max(valid_to)) AS changed_at,
      coalesce(any_value(change) FILTER (valid_to IS NULL), 'duplicate') AS reason
    FROM ops.versions GROUP BY page_id
  ) WHERE changed_at > moment
), today AS (
  SELECT page_id, procedure_id, fact, value, text FROM fact_versions SEMI JOIN touched USING (page_id) WHERE valid_to IS NULL
), then_said AS (
  SELECT page_id, procedure_id, fact, value, text FROM fact_versions SEMI JOIN touched USING (page_id)
  WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment)
), changed AS (
  SELECT 'added' AS change, * FROM (FROM today EXCEPT ALL FROM then_said)
  UNION ALL SELECT 'removed', * FROM (FROM then_said EXCEPT ALL FROM today)
), described AS (
  SELECT procedure_id, code_system, code, coalesce(name, title) AS name FROM history.procedures
  QUALIFY row_number() OVER (PARTITION BY procedure_id ORDER BY valid_from DESC) = 1
)
SELECT
  c.procedure_id, d.code_system, d.code, d.name,
  CASE
    WHEN c.procedure_id NOT IN (SELECT procedure_id FROM then_said) THEN 'new'
    WHEN c.procedure_id NOT IN (SELECT procedure_id FROM today) THEN 'removed'
    ELSE 'changed'
  END AS procedure_change,
  c.change, c.fact, c.value, c.text, t.changed_at, t.reason
FROM changed c JOIN touched t USING (page_id) LEFT JOIN described d USING (procedure_id)
