#!/usr/bin/env bash
# Expected DuckDB writes an empty text to CSV as "" and a null as nothing, so reading its own file back gives the two apart again.
# Happens  Both come back as null, into a typed table too. The reader takes a quoted nothing for null unless allow_quoted_nulls is
#          switched off.
# With     duckdb 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   file: 'label,n\n"",1\n,2\n'
#   read back: [(None, 1), (None, 2)]
#   read back, allow_quoted_nulls off: [('', 1), (None, 2)]
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb

connection = duckdb.connect()
connection.execute("CREATE TABLE labels AS FROM (VALUES ('', 1), (NULL, 2)) AS t(label, n)")
connection.execute("COPY labels TO 'labels.csv'")
with open("labels.csv") as file:
    written = file.read()


def back(options):
    connection.execute("CREATE OR REPLACE TABLE again (label TEXT, n INTEGER)")
    connection.execute(f"COPY again FROM 'labels.csv' {options}")
    return connection.execute("FROM again ORDER BY n").fetchall()


plain, told = back(""), back("(allow_quoted_nulls false)")
print("file:", repr(written))
print("read back:", plain)
print("read back, allow_quoted_nulls off:", told)
assert written == 'label,n\n"",1\n,2\n', "changed"
assert plain == [(None, 1), (None, 2)] and told == [("", 1), (None, 2)], "changed"
PY
