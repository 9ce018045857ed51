UPDATE ops.versions SET valid_to = $valid_from
WHERE valid_to IS NULL AND page_id IN (SELECT page_id FROM superseded);
