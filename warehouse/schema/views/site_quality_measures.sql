-- One row for each site: how well its pages were read.
--
-- site: Site; null for pages of which neither metadata nor address name one
-- pages: Pages ever seen
-- current_pages: Pages whose rows are published and whose raw file is there
-- duplicate_pages: Pages with the same bytes as another
-- rejected_pages: Pages that gave no readable text
-- gone_pages: Pages whose raw file is no longer there
-- procedures: Procedures that they describe
-- content_chars: Non-blank characters of their text
-- unclaimed_chars: Of those, accounted for by nothing
-- unclaimed_share: unclaimed_chars of content_chars; null where there is no text
-- unclaimed_pages: Pages with any text that nothing accounts for
-- errors: Findings of severity error
-- warnings: Findings of severity warning
-- infos: Findings of severity info
-- clean_pages: Current pages without an error, a warning and unclaimed text
-- last_seen_at: When a run saw one of them last, in UTC
SELECT
  q.site,
  count(*) AS pages,
  count(*) FILTER (q.status = 'current') AS current_pages,
  count(*) FILTER (q.status = 'duplicate') AS duplicate_pages,
  count(*) FILTER (q.status = 'rejected') AS rejected_pages,
  count(*) FILTER (q.status = 'gone') AS gone_pages,
  sum(q.procedures)::BIGINT AS procedures,
  sum(q.content_chars)::BIGINT AS content_chars,
  sum(q.unclaimed_chars)::BIGINT AS unclaimed_chars,
  sum(q.unclaimed_chars) / nullif(sum(q.content_chars), 0) AS unclaimed_share,
  count(*) FILTER (q.unclaimed_chars > 0) AS unclaimed_pages,
  sum(q.errors)::BIGINT AS errors,
  sum(q.warnings)::BIGINT AS warnings,
  sum(q.infos)::BIGINT AS infos,
  count(*) FILTER (q.status = 'current' AND q.errors + q.warnings + q.unclaimed_chars = 0) AS clean_pages,
  max(pages.last_seen_at) AS last_seen_at
FROM page_quality_measures q JOIN pages USING (page_id)
GROUP BY q.site
