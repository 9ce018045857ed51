-- One row for each site and known section: of how many procedures it is there, and in what state.
--
-- site: Site; null for pages of which neither metadata nor address name one
-- section: Key of the section (section_kinds.section)
-- procedures: Procedures of the site
-- parsed: Procedures of which it gave facts
-- empty: Procedures whose page has the heading and nothing under it
-- unparsed: Procedures of which its text could not be taken by its table
-- absent: Procedures whose page has no such heading
-- parsed_share: parsed of procedures
SELECT
  p.site, c.section,
  count(*) AS procedures,
  count(*) FILTER (c.state = 'parsed') AS parsed,
  count(*) FILTER (c.state = 'empty') AS empty,
  count(*) FILTER (c.state = 'unparsed') AS unparsed,
  count(*) FILTER (c.state = 'absent') AS absent,
  count(*) FILTER (c.state = 'parsed') / count(*) AS parsed_share
FROM section_coverage c JOIN procedures p USING (procedure_id)
GROUP BY p.site, c.section
