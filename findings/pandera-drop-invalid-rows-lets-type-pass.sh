#!/usr/bin/env bash
# Expected A text column where the schema says int is refused, with drop_invalid_rows or without: no row of it has the type.
# Happens  It is refused as long as every text in it could be a number. With one that could not, only that row counts as the
#          failure: it is dropped, and the rest is returned as valid, still text.
# With     pandera 0.35.0, pandas 3.1.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   ['20', '30']: refused
#   ['20', 'soon', '30']: returned ['20', '30'] as str
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pandera==0.35.0' 'pandas==3.1.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import pandas as pd
import pandera.pandas as pa

schema = pa.DataFrameSchema({"minutes": pa.Column(int)}, drop_invalid_rows=True)
try:
    schema.validate(pd.DataFrame({"minutes": ["20", "30"]}), lazy=True)
    raise SystemExit("changed: a column of numbers as text is taken")
except pa.errors.SchemaErrors:
    print("['20', '30']: refused")
returned = schema.validate(pd.DataFrame({"minutes": ["20", "soon", "30"]}), lazy=True)["minutes"]
print("['20', 'soon', '30']: returned", returned.tolist(), "as", returned.dtype)
assert returned.tolist() == ["20", "30"] and str(returned.dtype) == "str", "changed"
PY
