-- page_rows (the columns of pages): the new row of each staged page, but for those that keep their text while they cannot be read.
-- A duplicate has no text of its own.
CREATE OR REPLACE TEMP TABLE page_rows AS
SELECT staged_pages.* EXCLUDE (shard, is_leftover) REPLACE (
  coalesce(pages.first_seen_at, $started_at) AS first_seen_at,
  $started_at AS last_seen_at,
  CASE WHEN holder IS NOT NULL THEN 'duplicate' ELSE staged_pages.status END AS status,
  CASE WHEN holder IS NOT NULL THEN 'the same bytes as ' || uris.source_uri ELSE staged_pages.reason END AS reason,
  holder AS duplicate_of,
  CASE WHEN holder IS NULL THEN staged_pages.text END AS text,
  CASE WHEN holder IS NULL THEN staged_pages.content_chars ELSE 0 END AS content_chars,
  CASE WHEN holder IS NULL THEN staged_pages.claimed_chars ELSE 0 END AS claimed_chars,
  CASE WHEN holder IS NULL THEN staged_pages.chrome_chars ELSE 0 END AS chrome_chars,
  CASE WHEN holder IS NULL THEN staged_pages.unclaimed_chars ELSE 0 END AS unclaimed_chars
)
FROM staged_pages
LEFT JOIN duplicates USING (page_id)
LEFT JOIN pages ON pages.page_id = staged_pages.page_id
LEFT JOIN (
  SELECT page_id, source_uri FROM staged_pages UNION SELECT page_id, source_uri FROM pages
) uris ON uris.page_id = holder
WHERE NOT (staged_pages.status = 'rejected' AND coalesce(pages.text IS NOT NULL, false));

DELETE FROM pages WHERE page_id IN (SELECT page_id FROM page_rows);
INSERT INTO pages BY NAME SELECT * FROM page_rows;
