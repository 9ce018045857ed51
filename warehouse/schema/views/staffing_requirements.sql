-- One row for each thing that must be there: who is needed for which procedure, with alternatives and conditions.
--
-- procedure_id: Key of the procedure (procedures.procedure_id); one whose page names nobody has no row
-- code_system: Code system of the code
-- code: Billing code as text
-- name: Preferred name of the procedure
-- requirement: Number of the requirement within the procedure, from 1
-- roles: Who can meet it, parted by ` or `, each with a condition of its own in brackets; a role off the closed list stands in the page's own words, in quotes
-- alternatives: How many can meet it, any one of whom is enough
-- condition: When it applies, as printed; null where the page gives none, or one for some alternatives alone: that stands with the role
-- duty: What they do, as printed, with the role where it differs; null where the page does not say
-- text: The page's own words, those of alternatives parted by ` or `
WITH named AS (
  SELECT *, coalesce(role, concat('"', text, '"')) AS who,
    count(*) OVER one = count(condition) OVER one AND min(condition) OVER one = max(condition) OVER one AS is_one_condition,
    count(*) OVER one = count(duty) OVER one AND min(duty) OVER one = max(duty) OVER one AS is_one_duty
  FROM personnel WINDOW one AS (PARTITION BY procedure_id, requirement)
)
SELECT
  p.procedure_id, p.code_system, p.code, p.name, s.requirement,
  string_agg(CASE WHEN s.is_one_condition OR s.condition IS NULL THEN s.who ELSE concat(s.who, ' (', s.condition, ')') END, ' or ' ORDER BY s.position) AS roles,
  count(*) AS alternatives,
  any_value(s.condition) FILTER (s.is_one_condition) AS condition,
  coalesce(any_value(s.duty) FILTER (s.is_one_duty), string_agg(concat(s.who, ': ', s.duty), '; ' ORDER BY s.position) FILTER (s.duty IS NOT NULL)) AS duty,
  string_agg(s.text, ' or ' ORDER BY s.position) AS text
FROM named s JOIN procedures p USING (procedure_id)
GROUP BY p.procedure_id, p.code_system, p.code, p.name, s.requirement
