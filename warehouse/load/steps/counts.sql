-- Pages by outcome, one row. A page that was not read counts as what it is in the ledger.
WITH unread AS (
  SELECT status FROM pages WHERE page_id IN (SELECT page_id FROM unchanged)
), figures AS (
  SELECT
    (SELECT count(*) FROM new_versions) AS loaded,
    (SELECT count(*) FROM originals WHERE page_id NOT IN (SELECT page_id FROM new_versions))
      + (SELECT count(*) FROM unread WHERE status NOT IN ('duplicate', 'rejected')) AS unchanged,
    (SELECT count(*) FROM duplicates) + (SELECT count(*) FROM unread WHERE status = 'duplicate') AS duplicate,
    (SELECT count(*) FROM staged_pages WHERE status = 'rejected')
      + (SELECT count(*) FROM unread WHERE status = 'rejected') AS rejected,
    (SELECT count(*) FROM gone) AS gone,
    (SELECT count(*) FROM procedures) AS procedures
)
SELECT loaded + unchanged + duplicate + rejected AS seen, * FROM figures;
