#!/usr/bin/env bash
# Expected failure_cases has one row a bad value, so counting its rows counts bad values.
# Happens  With coerce a value that cannot be coerced stands there twice, as coerce_dtype and again as dtype; without coerce the
#          same value stands there once.
# With     pandera 0.35.0, pandas 3.1.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   coerce: [("coerce_dtype('int64')", 'soon'), ("dtype('int64')", 'soon')]
#   no coerce: [("dtype('int64')", 'soon')]
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pandera==0.35.0' 'pandas==3.1.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import pandas as pd
import pandera.pandas as pa


def cases(coerce):
    schema = pa.DataFrameSchema({"minutes": pa.Column(int, coerce=coerce)})
    try:
        schema.validate(pd.DataFrame({"minutes": ["20", "soon"]}), lazy=True)
    except pa.errors.SchemaErrors as errors:
        return list(zip(errors.failure_cases["check"], errors.failure_cases["failure_case"], strict=True))
    raise SystemExit("changed: nothing failed")


with_coerce, without = cases(True), cases(False)
print("coerce:", with_coerce)
print("no coerce:", without)
assert with_coerce == [("coerce_dtype('int64')", "soon"), ("dtype('int64')", "soon")], "changed"
assert without == [("dtype('int64')", "soon")], "changed"
PY
