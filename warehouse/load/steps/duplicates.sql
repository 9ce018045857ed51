-- page_holders (page_id, holder): for each staged page the page that holds the rows of its bytes, which may be itself; null if it was rejected.
-- Of several pages with the same bytes the one already current holds them, else the first by identity.
CREATE OR REPLACE TEMP TABLE page_holders AS
WITH candidates AS (
  SELECT content_sha256, page_id, source_uri, 0 AS preference FROM pages
  WHERE status = 'current' AND page_id NOT IN (SELECT page_id FROM staged_pages)
  UNION ALL
  SELECT staged_pages.content_sha256, staged_pages.page_id, staged_pages.source_uri,
    CASE WHEN pages.status = 'current' AND pages.content_sha256 = staged_pages.content_sha256 THEN 0 ELSE 1 END
  FROM staged_pages LEFT JOIN pages USING (page_id) WHERE staged_pages.status = 'current'
), holders AS (
  SELECT content_sha256, arg_min(page_id, (preference, source_uri)) AS holder FROM candidates GROUP BY ALL
)
SELECT page_id, CASE WHEN status = 'current' THEN holder END AS holder
FROM staged_pages LEFT JOIN holders USING (content_sha256);

-- originals (page_id): staged pages that hold rows themselves.
CREATE OR REPLACE TEMP TABLE originals AS
SELECT page_id FROM page_holders WHERE holder = page_id;

-- duplicates (page_id, holder): staged pages with the same bytes as another page, and that page.
CREATE OR REPLACE TEMP TABLE duplicates AS
SELECT page_id, holder FROM page_holders WHERE holder <> page_id;
