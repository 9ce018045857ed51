#!/usr/bin/env bash
# Expected A primary key on a 32-character text adds something like a third to the file, as a B-tree of the same keys would.
# Happens  The file is more than four times as large. The key column itself compresses well; the index holds every key again,
#          uncompressed.
# With     duckdb 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   without key 2.1 MB, with PRIMARY KEY 9.2 MB: 4.4 times
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import os

import duckdb


def size(constraint):
    name = f"{constraint.split()[0]}.duckdb"
    with duckdb.connect(name) as connection:
        connection.execute(f"CREATE TABLE risks (id TEXT {constraint}, line INTEGER, words TEXT)")
        connection.execute("INSERT INTO risks SELECT md5(i::TEXT), i, 'words ' || (i % 50) FROM range(100000) AS r(i)")
        connection.execute("CHECKPOINT")
    return os.path.getsize(name)


without, with_key = size("NOT NULL"), size("PRIMARY KEY")
print(f"without key {without / 1e6:.1f} MB, with PRIMARY KEY {with_key / 1e6:.1f} MB: {with_key / without:.1f} times")
assert with_key > 3 * without, "changed"
PY
