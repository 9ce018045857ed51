#!/usr/bin/env bash
# Expected Half a minute becomes a whole one by one rule within one database: CAST(2.5 AS INTEGER) does not depend on how 2.5 is
#          stored.
# Happens  DECIMAL and text round half away from zero, DOUBLE rounds half to even; pandas' astype, which Pandera's coercion calls,
#          cuts. One value, three integers.
# With     duckdb 2.0.1, pandas 3.1.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   2.5: decimal 3, text 3, double 2, pandas 2
#   3.5: decimal 4, text 4, double 4, pandas 3
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' 'pandas==3.1.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb
import pandas as pd

for value, wanted in (("2.5", (3, 3, 2, 2)), ("3.5", (4, 4, 4, 3))):
    forms = (f"{value}::DECIMAL(4, 1)", f"'{value}'", f"{value}::DOUBLE")
    seen = [duckdb.sql(f"SELECT CAST({form} AS INTEGER)").fetchall()[0][0] for form in forms]
    seen.append(int(pd.Series([float(value)]).astype("int64")[0]))
    print(f"{value}: decimal {seen[0]}, text {seen[1]}, double {seen[2]}, pandas {seen[3]}")
    assert tuple(seen) == wanted, "changed"
PY
