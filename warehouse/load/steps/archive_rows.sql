-- The rows of superseded versions.
INSERT INTO archive.{name} (version_id, {columns})
SELECT superseded.version_id, {archived_values} FROM {table} r JOIN superseded ON superseded.page_id = {page};
