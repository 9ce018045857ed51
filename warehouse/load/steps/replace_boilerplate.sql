-- What is boilerplate in the text that a page has now. A page that keeps its text while it cannot be read keeps this too.
DELETE FROM ops.boilerplate WHERE page_id IN (SELECT page_id FROM page_rows);

INSERT INTO ops.boilerplate BY NAME
SELECT b.* EXCLUDE (shard, is_leftover) FROM parquet_boilerplate b
SEMI JOIN staged_pages s ON s.page_id = b.page_id AND s.shard = b.shard
WHERE page_id IN (SELECT page_id FROM page_rows WHERE text IS NOT NULL);
