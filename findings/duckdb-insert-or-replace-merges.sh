#!/usr/bin/env bash
# Expected INSERT OR REPLACE puts a new row in the place of the old one, so a column that the statement does not name gets its
#          default, as in SQLite, whose syntax this is.
# Happens  It updates only the named columns: what the old row held elsewhere lives on in the new one.
# With     duckdb 2.0.1 (SQLite: as built into Python), Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   duckdb [(1, 'new', 'of the old row')]
#   sqlite [(1, 'new', 'default')]
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import sqlite3

import duckdb

seen = {}
for name, connection in (("duckdb", duckdb.connect()), ("sqlite", sqlite3.connect(":memory:"))):
    connection.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, words TEXT, note TEXT DEFAULT 'default')")
    connection.execute("INSERT INTO facts VALUES (1, 'old', 'of the old row')")
    connection.execute("INSERT OR REPLACE INTO facts (id, words) VALUES (1, 'new')")
    seen[name] = connection.execute("SELECT * FROM facts").fetchall()
    print(name, seen[name])
assert seen == {"duckdb": [(1, "new", "of the old row")], "sqlite": [(1, "new", "default")]}, "changed"
PY
