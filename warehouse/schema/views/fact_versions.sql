-- One row for each fact of every version of each page, all tables in one shape: `facts` over the whole history.
--
-- version_id: Key of the version (ops.versions.version_id)
-- page_id: Page that it is a version of (pages.page_id)
-- valid_from: When the version was published first, in UTC
-- valid_to: When the next version took its place, in UTC; null for the current one
-- change: What made the version: new, source, parser or reappeared
-- procedure_id: Key of the procedure (procedures.procedure_id)
-- fact: Table that holds it; title; or the section, for the words of one that has no table or whose table could not take them
-- position: Place in page order among the facts of its kind; in a section counted within that section
-- value: What the table makes of it: kind, topic, minutes, setting, role, frequency, phase or code; null where there is nothing
-- text: The page's own words, white space cleaned
-- char_start: Where its source text starts in pages.text, counted from 0; null for names, titles and codes
-- char_end: Where its source text ends in pages.text, exclusive; null for names, titles and codes
WITH found AS (
  SELECT version_id, procedure_id, 'title' AS fact, 1 AS position, NULL AS value, title AS text, NULL AS char_start, NULL AS char_end FROM history.procedures
  {{ fact_rows }}
  UNION ALL
  SELECT i.version_id, i.procedure_id, i.section, i.position, NULL, {{ item_words }}, i.char_start, i.char_end
  FROM history.section_items i
  JOIN history.sections s ON s.version_id = i.version_id AND s.procedure_id = i.procedure_id AND s.position = i.section_position
  -- The sections whose facts stand in tables of their own.
  WHERE s.state = 'unparsed' OR i.section NOT IN ({{ sections_with_tables }})
)
SELECT
  version_id, v.page_id, v.valid_from, v.valid_to, v.change,
  f.procedure_id, f.fact, f.position, f.value, f.text, f.char_start, f.char_end
FROM found f JOIN ops.versions v USING (version_id)
