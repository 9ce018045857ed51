INSERT INTO differing
SELECT page_id FROM reread JOIN staged_pages USING (page_id) JOIN pages USING (page_id)
WHERE (staged_pages.text, staged_pages.encoding, staged_pages.site, staged_pages.fetched_at)
  IS DISTINCT FROM (pages.text, pages.encoding, pages.site, pages.fetched_at);
