#!/usr/bin/env bash
# Expected With coerce and drop_invalid_rows, a row whose value cannot be coerced is an invalid row and is dropped like one that
#          fails a check.
# Happens  One such value raises SchemaErrors for the whole frame, and no row of it gets through; rows that fail a check are
#          dropped as promised.
# With     pandera 0.35.0, pandas 3.1.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   a value out of range: kept [20, 30]
#   a value that is no number: SchemaErrors, nothing kept
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pandera==0.35.0' 'pandas==3.1.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import pandas as pd
import pandera.pandas as pa

schema = pa.DataFrameSchema({"minutes": pa.Column(int, pa.Check.ge(0), coerce=True)}, drop_invalid_rows=True)
kept = schema.validate(pd.DataFrame({"minutes": ["20", "-5", "30"]}), lazy=True)["minutes"].tolist()
print("a value out of range: kept", kept)
assert kept == [20, 30], "changed"
try:
    kept = schema.validate(pd.DataFrame({"minutes": ["20", "soon", "30"]}), lazy=True)
except pa.errors.SchemaErrors:
    print("a value that is no number: SchemaErrors, nothing kept")
else:
    raise SystemExit(f"changed: kept {kept['minutes'].tolist()}")
PY
