-- One row for each thing that must be there: who is needed for which procedure, with alternatives and conditions.
--
-- procedure_id: Key of the procedure (procedures.procedure_id); one whose page names nobody has no row
-- code_system: Code system of the code
-- code: Billing code as text
-- name: Preferred name of the procedure
-- requirement: Number of the requirement within the procedure, from 1
-- roles: Who can meet it, parted by ` or `; a role off the closed list stands in the page's own words, in quotes
-- alternatives: How many can meet it, any one of whom is enough
-- condition: When it applies, as printed; null where the page gives no condition
-- duty: What they do, as printed; null where the page does not say
-- text: The page's own words, those of alternatives parted by ` or `
SELECT
  p.procedure_id, p.code_system, p.code, p.name, s.requirement,
  string_agg(coalesce(s.role, concat('"', s.text, '"')), ' or ' ORDER BY s.position) AS roles,
  count(*) AS alternatives,
  string_agg(DISTINCT s.condition, '; ' ORDER BY s.condition) AS condition,
  string_agg(DISTINCT s.duty, '; ' ORDER BY s.duty) AS duty,
  string_agg(s.text, ' or ' ORDER BY s.position) AS text
FROM personnel s JOIN procedures p USING (procedure_id)
GROUP BY ALL
