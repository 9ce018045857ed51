#!/usr/bin/env bash
# Expected unique with nullable means what UNIQUE means in SQL: any number of rows without a value.
# Happens  Pandera calls the second null a duplicate, for one column and for a key of several, where DuckDB's UNIQUE takes both
#          rows.
# With     pandera 0.35.0, pandas 3.1.1, duckdb 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   pandera: column refused, key of two columns refused
#   duckdb: 2 rows, 2 rows
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pandera==0.35.0' 'pandas==3.1.1' 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb
import pandas as pd
import pandera.pandas as pa

frame = pd.DataFrame({"label": [None, None], "n": [1, 1]})
column = pa.DataFrameSchema({"label": pa.Column(str, nullable=True, unique=True)})
key = pa.DataFrameSchema({"label": pa.Column(str, nullable=True), "n": pa.Column(int)}, unique=["label", "n"])


def verdict(schema):
    try:
        schema.validate(frame.astype({"label": "str"}))
    except pa.errors.SchemaError as error:
        assert error.reason_code.name in ("SERIES_CONTAINS_DUPLICATES", "DUPLICATES"), error
        return "refused"
    return "taken"


def rows(constraint):
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE t (label TEXT, n INTEGER, {constraint})")
    connection.execute("INSERT INTO t VALUES (NULL, 1), (NULL, 1)")
    return connection.execute("SELECT count(*) FROM t").fetchall()[0][0]


judged, stored = (verdict(column), verdict(key)), (rows("UNIQUE (label)"), rows("UNIQUE (label, n)"))
print(f"pandera: column {judged[0]}, key of two columns {judged[1]}")
print(f"duckdb: {stored[0]} rows, {stored[1]} rows")
assert judged == ("refused", "refused") and stored == (2, 2), "changed"
PY
