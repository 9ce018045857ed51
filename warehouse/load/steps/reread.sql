-- reread (page_id, shard): originals whose bytes are those of their current version; they get a new version only if their rows differ.
CREATE OR REPLACE TEMP TABLE reread AS
SELECT page_id, staged_pages.shard
FROM originals JOIN staged_pages USING (page_id) JOIN pages USING (page_id)
WHERE pages.content_sha256 = staged_pages.content_sha256
  AND page_id NOT IN (SELECT page_id FROM previously_gone)
  AND page_id IN (SELECT page_id FROM ops.versions WHERE valid_to IS NULL);

-- differing (page_id, with repeats): reread pages with other rows than before.
CREATE OR REPLACE TEMP TABLE differing (page_id VARCHAR);
