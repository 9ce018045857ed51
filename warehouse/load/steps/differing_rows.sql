-- Rows of one table that are stored and not staged, or staged and not stored.
INSERT INTO differing
WITH stored AS (
  SELECT {columns} FROM {table} r WHERE {page} IN (SELECT page_id FROM reread)
), staged AS (
  SELECT {columns} FROM parquet_{name} r SEMI JOIN reread ON reread.page_id = {page} AND reread.shard = r.shard
)
SELECT DISTINCT {page} FROM (
  ((FROM stored) EXCEPT ALL (FROM staged)) UNION ALL ((FROM staged) EXCEPT ALL (FROM stored))
) r;
