-- unchanged (page_id): pages that this run saw and had no need to parse.
CREATE OR REPLACE TEMP TABLE unchanged AS
SELECT DISTINCT page_id FROM parquet_unchanged WHERE NOT is_leftover;

-- resumed (page_id): pages that this run saw with the bytes that an interrupted run has staged.
CREATE OR REPLACE TEMP TABLE resumed AS
SELECT DISTINCT page_id FROM parquet_resumed WHERE NOT is_leftover;
