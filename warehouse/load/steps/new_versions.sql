-- new_versions (page_id, change, shard): pages of which this run makes a version, why (ops.versions.change), and the shard with its rows.
CREATE OR REPLACE TEMP TABLE new_versions AS
SELECT
  page_id,
  CASE
    WHEN page_id NOT IN (SELECT page_id FROM ops.versions) THEN 'new'
    WHEN page_id IN (SELECT page_id FROM previously_gone) THEN 'reappeared'
    WHEN page_id NOT IN (SELECT page_id FROM reread) THEN 'source'
    WHEN stored_inputs.parser_version <> staged_inputs.parser_version THEN 'parser'
    ELSE 'source'
  END AS change,
  staged_pages.shard
FROM originals
JOIN staged_pages USING (page_id)
JOIN staged_inputs USING (page_id)
LEFT JOIN ops.inputs AS stored_inputs USING (page_id)
WHERE page_id NOT IN (SELECT page_id FROM reread) OR page_id IN (SELECT page_id FROM differing);
