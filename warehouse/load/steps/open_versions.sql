-- A version's key is the page's key and a number that counts from 1.
INSERT INTO ops.versions (version_id, page_id, valid_from, valid_to, change, run_id)
SELECT
  page_id || '-' || (1 + coalesce(last_number, 0)), page_id, $valid_from, NULL, change, $run_id
FROM new_versions
LEFT JOIN (
  SELECT page_id, max(split_part(version_id, '-', -1)::BIGINT) AS last_number FROM ops.versions GROUP BY page_id
) USING (page_id);
