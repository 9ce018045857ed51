-- gone (page_id): pages that the run should have seen and did not; none if it saw no page at all.
-- A folder's scope ends in a slash; a file's covers the file and, if it is a container, its members. The members of a container that could
-- not be read are not gone.
CREATE OR REPLACE TEMP TABLE gone AS
SELECT page_id FROM ops.inputs AS stored_inputs JOIN pages USING (page_id)
WHERE status <> 'gone'
  AND EXISTS (
    SELECT 1 FROM (SELECT unnest($scopes::VARCHAR[]) AS scope)
    WHERE CASE
      WHEN ends_with(scope, '/') THEN starts_with(stored_inputs.location, scope)
      ELSE stored_inputs.location = scope OR starts_with(stored_inputs.location, scope || '!/')
    END
  )
  AND page_id NOT IN (SELECT page_id FROM staged_pages)
  AND page_id NOT IN (SELECT page_id FROM unchanged)
  AND (SELECT count(*) FROM staged_pages) + (SELECT count(*) FROM unchanged) > 0
  AND NOT EXISTS (
    SELECT 1 FROM staged_inputs AS container JOIN staged_pages USING (page_id)
    WHERE staged_pages.status = 'rejected'
      AND (stored_inputs.location = container.location OR starts_with(stored_inputs.location, container.location || '!/'))
  );

-- Nothing is left to try again of a page that was never loaded and whose raw file is gone.
DELETE FROM ops.quarantine
WHERE page_id IN (SELECT page_id FROM gone) AND page_id NOT IN (SELECT page_id FROM ops.versions);

-- previously_gone (page_id): pages that were gone before this run.
CREATE OR REPLACE TEMP TABLE previously_gone AS
SELECT page_id FROM pages WHERE status = 'gone';

UPDATE pages SET
  status = 'gone',
  duplicate_of = NULL,
  reason = CASE
    WHEN page_id IN (SELECT i.page_id FROM ops.inputs i JOIN staged_inputs s USING (location)) THEN 'its raw file is another page now'
    ELSE 'its raw file is no longer there'
  END
WHERE page_id IN (SELECT page_id FROM gone);
