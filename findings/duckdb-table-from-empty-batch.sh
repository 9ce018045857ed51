#!/usr/bin/env bash
# Expected CREATE TABLE AS from a pandas frame whose object column holds nothing yet (an empty or all-null batch) gives a text
#          column, or is refused.
# Happens  The column gets the type "NULL", and no text can ever be inserted into it: the first full batch fails, long after the
#          table was made.
# With     duckdb 2.0.1, pandas 3.1.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   [('code', 'VARCHAR'), ('note', '"NULL"')]
#   Conversion Error: Unimplemented type for cast (VARCHAR -> "NULL")
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' 'pandas==3.1.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb
import pandas as pd

batch = pd.DataFrame({"code": pd.Series(["A"], dtype="str"), "note": pd.Series([None], dtype=object)})
connection = duckdb.connect()
connection.execute("CREATE TABLE notes AS FROM batch")
columns = [row[:2] for row in connection.execute("DESCRIBE notes").fetchall()]
print(columns)
assert columns == [("code", "VARCHAR"), ("note", '"NULL"')], "changed"
try:
    connection.execute("INSERT INTO notes VALUES ('B', 'fasting')")
except duckdb.ConversionException as error:
    print(str(error).splitlines()[0])
else:
    raise SystemExit("changed: the text was taken")
PY
