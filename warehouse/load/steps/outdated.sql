-- outdated (page_id): staged pages whose stored version, from another raw file that is unchanged, counts.
-- Of the two raw files the one fetched later counts, else the later in the alphabet; a page that cannot be read never does.
CREATE OR REPLACE TEMP TABLE outdated AS
SELECT page_id FROM staged_pages
JOIN staged_inputs USING (page_id)
JOIN unchanged USING (page_id)
JOIN pages USING (page_id)
JOIN ops.inputs AS stored_inputs USING (page_id)
WHERE pages.status = 'current' AND (
  staged_pages.status = 'rejected'
  OR coalesce(staged_pages.fetched_at, TIMESTAMP '0001-01-01') < coalesce(pages.fetched_at, TIMESTAMP '0001-01-01')
  OR (staged_pages.fetched_at IS NOT DISTINCT FROM pages.fetched_at AND staged_inputs.location < stored_inputs.location)
);

DELETE FROM staged_pages WHERE page_id IN (SELECT page_id FROM outdated);
DELETE FROM staged_inputs WHERE page_id IN (SELECT page_id FROM outdated);
DELETE FROM unchanged WHERE page_id IN (SELECT page_id FROM staged_pages);
