DELETE FROM ops.inputs WHERE page_id IN (SELECT page_id FROM staged_inputs);
INSERT INTO ops.inputs SELECT * FROM staged_inputs;

-- A file that was touched and holds the bytes that it held need not be read again.
UPDATE ops.inputs SET stamp = touched.stamp, location = touched.location FROM (
  SELECT * FROM parquet_stamps WHERE NOT is_leftover
  QUALIFY row_number() OVER (PARTITION BY page_id, input_sha256 ORDER BY location DESC) = 1
) AS touched
WHERE inputs.page_id = touched.page_id AND inputs.input_sha256 = touched.input_sha256
  AND inputs.page_id NOT IN (SELECT page_id FROM outdated);
