INSERT INTO {table} ({columns})
SELECT {columns} FROM parquet_{name} r SEMI JOIN new_versions v ON v.page_id = {page} AND v.shard = r.shard;
