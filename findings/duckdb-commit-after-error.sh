#!/usr/bin/env bash
# Expected COMMIT of a transaction in which a statement failed is refused, or says that it rolled back (PostgreSQL answers
#          ROLLBACK).
# Happens  COMMIT returns like any other and the transaction's rows are gone. Code that logs a failed statement, goes on and
#          commits reports success and has stored nothing.
# With     duckdb 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   COMMIT answered: []
#   rows: []
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb

connection = duckdb.connect()
connection.execute("CREATE TABLE steps (n INTEGER)")
connection.execute("BEGIN")
connection.execute("INSERT INTO steps VALUES (1)")
try:
    connection.execute("INSERT INTO steps VALUES (CAST('two' AS INTEGER))")
    raise SystemExit("changed: the cast did not fail")
except duckdb.ConversionException:
    pass
answer = connection.execute("COMMIT").fetchall()
rows = connection.execute("FROM steps").fetchall()
print("COMMIT answered:", answer)
print("rows:", rows)
assert (answer, rows) == ([], []), "changed"
PY
