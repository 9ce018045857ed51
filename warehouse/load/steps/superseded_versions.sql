-- superseded (page_id, version_id): current versions that this run ends, by a new version or because the page has become a duplicate.
CREATE OR REPLACE TEMP TABLE superseded AS
SELECT page_id, version_id FROM ops.versions
WHERE valid_to IS NULL AND page_id IN (SELECT page_id FROM new_versions UNION ALL SELECT page_id FROM duplicates);

-- replaced_procedures (procedure_id): procedures whose stored rows go, one row a procedure.
CREATE OR REPLACE TEMP TABLE replaced_procedures AS
SELECT procedure_id FROM procedures
WHERE page_id IN (SELECT page_id FROM new_versions UNION ALL SELECT page_id FROM duplicates);
