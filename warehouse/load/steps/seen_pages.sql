UPDATE pages SET last_seen_at = $started_at WHERE page_id IN (SELECT page_id FROM unchanged);

-- A page that was loaded and can no longer be read keeps its rows and its text; only its status changes.
UPDATE pages SET status = 'rejected', reason = staged_pages.reason, last_seen_at = $started_at FROM staged_pages
WHERE pages.page_id = staged_pages.page_id AND staged_pages.status = 'rejected' AND pages.text IS NOT NULL;
