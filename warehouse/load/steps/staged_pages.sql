-- staged_pages (the columns of pages, shard, is_leftover): one row for each page that was parsed, from the shard whose rows count.
-- Of the leftover shards the last one counts, and only for a resumed page; of several raw files with one identity the one fetched last.
CREATE OR REPLACE TEMP TABLE staged_pages AS
SELECT * FROM (
  SELECT * FROM parquet_pages
  QUALIFY NOT is_leftover OR shard = max(shard) FILTER (is_leftover) OVER (PARTITION BY page_id)
)
WHERE NOT is_leftover OR page_id IN (SELECT page_id FROM resumed)
QUALIFY row_number() OVER (PARTITION BY page_id ORDER BY status, fetched_at DESC NULLS LAST, shard DESC) = 1;
