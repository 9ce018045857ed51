-- staged_inputs (the columns of ops.inputs): the raw file of each staged page, one row a page.
CREATE OR REPLACE TEMP TABLE staged_inputs AS
SELECT i.* EXCLUDE (shard, is_leftover) FROM parquet_inputs i
SEMI JOIN staged_pages s ON s.page_id = i.page_id AND s.shard = i.shard;
