-- files_read (the columns of ops.inputs): every raw file that this run has read, one row for each page that it gives.
CREATE OR REPLACE TEMP TABLE files_read AS
SELECT * EXCLUDE (shard, is_leftover) FROM (
  SELECT * FROM parquet_inputs UNION ALL BY NAME SELECT * FROM parquet_stamps UNION ALL BY NAME SELECT * FROM parquet_superseded_inputs
) WHERE NOT is_leftover;

DELETE FROM ops.superseded_inputs WHERE (page_id, location) IN (SELECT page_id, location FROM files_read);

INSERT INTO ops.superseded_inputs
SELECT f.* FROM files_read f JOIN ops.inputs i USING (page_id)
WHERE f.location <> i.location
QUALIFY row_number() OVER (PARTITION BY page_id, f.location ORDER BY f.stamp) = 1;
