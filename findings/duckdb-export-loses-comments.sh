#!/usr/bin/env bash
# Expected EXPORT DATABASE followed by IMPORT DATABASE gives back what COMMENT ON stored, as COPY FROM DATABASE does.
# Happens  The exported schema.sql holds no COMMENT statement: every description of a table, column and view is lost without a
#          word. COPY FROM DATABASE keeps them.
# With     duckdb 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   export and import: [None, None, None]
#   copy from database: ['of the table', 'of the column', 'of the view']
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb

COMMENTS = """
    SELECT comment FROM duckdb_tables() WHERE database_name = current_database()
    UNION ALL SELECT comment FROM duckdb_columns() WHERE table_name = 'steps' AND database_name = current_database()
    UNION ALL SELECT comment FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
"""


def comments(connection):
    return [comment for (comment,) in connection.execute(COMMENTS).fetchall()]


source = duckdb.connect("source.duckdb")
source.execute("CREATE TABLE steps (n INTEGER); CREATE VIEW first_steps AS FROM steps WHERE n = 1")
source.execute("COMMENT ON TABLE steps IS 'of the table'; COMMENT ON COLUMN steps.n IS 'of the column'")
source.execute("COMMENT ON VIEW first_steps IS 'of the view'")
source.execute("EXPORT DATABASE 'exported'")
source.execute("ATTACH 'copy.duckdb' AS copied")
source.execute("COPY FROM DATABASE source TO copied")
source.close()

imported = duckdb.connect()
imported.execute("IMPORT DATABASE 'exported'")
after_import, after_copy = comments(imported), comments(duckdb.connect("copy.duckdb"))
print("export and import:", after_import)
print("copy from database:", after_copy)
assert after_import == [None, None, None], "changed"
assert after_copy == ["of the table", "of the column", "of the view"], "changed"
PY
