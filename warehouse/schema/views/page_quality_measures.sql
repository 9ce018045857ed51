-- One row for each page ever seen: how well it was read.
--
-- page_id: Key of the page (pages.page_id)
-- source_uri: Identity of the page: its address, else its path
-- site: Site that it comes from; null where neither metadata nor address say
-- status: current, duplicate, rejected or gone
-- procedures: How many procedures it describes, as published; those of a duplicate stand at the page that it repeats
-- content_chars: Non-blank characters of its text
-- unclaimed_chars: Of those, accounted for by nothing
-- unclaimed_share: unclaimed_chars of content_chars; null where no text of it is kept (duplicate and rejected pages)
-- chrome_share: Share of the characters that named rules take for the site's own; null where no text of it is kept
-- errors: Findings of severity error, as it was last loaded
-- warnings: Findings of severity warning
-- infos: Findings of severity info
-- quarantined: Rows, or the page itself, that were set aside
-- sections_parsed: Known sections that gave facts, summed over its procedures; null where it has none
-- sections_empty: Known sections with a heading and nothing under it
-- sections_unparsed: Known sections whose text their tables could not take
-- sections_absent: Known sections without a heading
WITH remarks AS (
  SELECT
    page_id,
    count(*) FILTER (severity = 'error') AS errors,
    count(*) FILTER (severity = 'warning') AS warnings,
    count(*) FILTER (severity = 'info') AS infos
  FROM ops.findings GROUP BY page_id
), aside AS (
  SELECT page_id, count(*) AS quarantined FROM ops.quarantine GROUP BY page_id
), described AS (
  SELECT page_id, count(*) AS procedures FROM procedures GROUP BY page_id
), covered AS (
  SELECT
    page_id,
    count(*) FILTER (state = 'parsed') AS sections_parsed,
    count(*) FILTER (state = 'empty') AS sections_empty,
    count(*) FILTER (state = 'unparsed') AS sections_unparsed,
    count(*) FILTER (state = 'absent') AS sections_absent
  FROM section_coverage JOIN procedures USING (procedure_id) GROUP BY page_id
)
SELECT
  pages.page_id, pages.source_uri, pages.site, pages.status,
  coalesce(described.procedures, 0) AS procedures,
  pages.content_chars, pages.unclaimed_chars,
  pages.unclaimed_chars / nullif(pages.content_chars, 0) AS unclaimed_share,
  pages.chrome_chars / nullif(pages.content_chars, 0) AS chrome_share,
  coalesce(remarks.errors, 0) AS errors,
  coalesce(remarks.warnings, 0) AS warnings,
  coalesce(remarks.infos, 0) AS infos,
  coalesce(aside.quarantined, 0) AS quarantined,
  covered.sections_parsed, covered.sections_empty, covered.sections_unparsed, covered.sections_absent
FROM pages
LEFT JOIN described USING (page_id)
LEFT JOIN remarks USING (page_id)
LEFT JOIN aside USING (page_id)
LEFT JOIN covered USING (page_id)
