-- One row for each procedure with every fact of it: texts stand one a line in page order; null where the page gives none.
--
-- procedure_id: Key of the procedure (procedures.procedure_id)
-- code_system: Code system of the code, or the one that the page names
-- code: Billing code as text, leading zeros kept
-- code_origin: Where the code was found
-- title: Title as printed: the code's descriptor on pages of the family
-- name: Preferred name
-- other_names: Its other names
-- site: Site that the page comes from
-- source_uri: Identity of the page: its address, else its path
-- summary: What it is, in short
-- purpose: What it is for
{{ overview_comments }}
-- unparsed: Words of sections that their tables could not take, each with its section
-- sections_empty: Known sections with a heading and nothing under it, parted by commas; null where there are none
-- sections_absent: Known sections without a heading on the page, parted by commas; null where there are none
WITH gathered AS (
  SELECT
    procedure_id,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'procedure_names' AND value <> 'preferred') AS other_names,
    {{ overview_lists }}
  FROM facts GROUP BY procedure_id
), minutes AS (
  SELECT procedure_id, min(min_minutes) AS min_minutes, max(max_minutes) AS max_minutes FROM durations GROUP BY procedure_id
), places AS (
  SELECT procedure_id, string_agg(DISTINCT setting, ', ' ORDER BY setting) AS settings FROM settings GROUP BY procedure_id
), staff AS (
  SELECT procedure_id, string_agg(concat(roles, ' (' || condition || ')'), chr(10) ORDER BY requirement) AS personnel
  FROM staffing_requirements GROUP BY procedure_id
), coverage AS (
  SELECT
    procedure_id,
    string_agg(section, ', ' ORDER BY k.position) FILTER (state = 'empty') AS sections_empty,
    string_agg(section, ', ' ORDER BY k.position) FILTER (state = 'absent') AS sections_absent
  FROM section_coverage JOIN section_kinds k USING (section) GROUP BY procedure_id
), left_over AS (
  SELECT procedure_id, string_agg(concat(section, ': ', text), chr(10) ORDER BY position) AS unparsed
  FROM sections WHERE state = 'unparsed' GROUP BY procedure_id
)
SELECT
  p.procedure_id, p.code_system, p.code, p.code_origin, p.title, p.name, g.other_names, p.site, p.source_uri, p.summary, p.purpose,
  {{ overview_names }},
  l.unparsed, c.sections_empty, c.sections_absent
FROM procedures p
LEFT JOIN gathered g USING (procedure_id)
LEFT JOIN minutes m USING (procedure_id)
LEFT JOIN places USING (procedure_id)
LEFT JOIN staff USING (procedure_id)
LEFT JOIN coverage c USING (procedure_id)
LEFT JOIN left_over l USING (procedure_id)
