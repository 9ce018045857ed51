-- Findings and quarantined rows of staged pages, as this run has them; a duplicate has none of its own.
DELETE FROM {table} WHERE page_id IN (SELECT page_id FROM staged_pages);

INSERT INTO {table} ({columns})
SELECT {columns} FROM (SELECT * REPLACE ($run_id AS run_id) FROM parquet_{name}) r
SEMI JOIN staged_pages s ON s.page_id = r.page_id AND s.shard = r.shard
WHERE page_id NOT IN (SELECT page_id FROM duplicates);
