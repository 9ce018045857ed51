#!/usr/bin/env bash
# Expected One anchored pattern for a code, in Pandera's str_matches and in a CHECK of DuckDB, judges alike, so what was validated
#          loads.
# Happens  Python's $ also matches before a last line break, and its \d takes the digits of every script; DuckDB's RE2 does
#          neither. Pandera passes what the CHECK refuses.
# With     pandera 0.35.0, pandas 3.1.1, duckdb 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   'G0991': pandera takes, duckdb takes
#   'G0991\n': pandera takes, duckdb refuses
#   'G٠٩٩١': pandera takes, duckdb refuses
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pandera==0.35.0' 'pandas==3.1.1' 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb
import pandas as pd
import pandera.pandas as pa

PATTERN = r"^[A-Z]\d{4}$"
schema = pa.DataFrameSchema({"code": pa.Column(str, pa.Check.str_matches(PATTERN))})


def takes(action, error):
    try:
        action()
    except error:
        return "refuses"
    return "takes"


for code, wanted in (("G0991", "takes"), ("G0991\n", "refuses"), ("G٠٩٩١", "refuses")):
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE t (code TEXT CHECK (regexp_matches(code, '{PATTERN}')))")
    by_pandera = takes(lambda: schema.validate(pd.DataFrame({"code": [code]})), pa.errors.SchemaError)
    by_duckdb = takes(lambda: connection.execute("INSERT INTO t VALUES (?)", [code]), duckdb.ConstraintException)
    print(f"{code!r}: pandera {by_pandera}, duckdb {by_duckdb}")
    assert (by_pandera, by_duckdb) == ("takes", wanted), "changed"
PY
