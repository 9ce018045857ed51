#!/usr/bin/env bash
# Expected A dict or list in a text column (a JSON field that was nested for once) fails validation; coerce is for numbers and
#          dates in another guise.
# Happens  With coerce it becomes Python's repr of itself, which is no JSON, and passes as valid text, while a None beside it stays
#          null.
# With     pandera 0.35.0, pandas 3.1.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   ["{'unit': 'min'}", "['a']", nan]
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pandera==0.35.0' 'pandas==3.1.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import pandas as pd
import pandera.pandas as pa

schema = pa.DataFrameSchema({"words": pa.Column(str, nullable=True, coerce=True)})
seen = schema.validate(pd.DataFrame({"words": [{"unit": "min"}, ["a"], None]}))["words"]
print(seen.tolist())
assert seen.tolist()[:2] == ["{'unit': 'min'}", "['a']"] and seen.isna().tolist() == [False, False, True], "changed"
PY
