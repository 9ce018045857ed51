#!/usr/bin/env bash
# Expected str.upper() of a pandas column gives what Python's str.upper() gives, whatever else is installed.
# Happens  Where pyarrow can be imported the column is Arrow's and ß becomes the capital ẞ, as in DuckDB's upper(); without pyarrow
#          it becomes SS, as in Python. A key of upper-cased names changes when somebody installs pyarrow.
# With     pandas 3.1.1, pyarrow 26.0.1, duckdb 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   without pyarrow: python STRASSE
#   with pyarrow: pyarrow STRAẞE
#   duckdb: STRAẞE
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pandas==3.1.1' 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import subprocess
import sys

import duckdb

CODE = "import pandas as pd; s = pd.Series(['straße']); print(s.dtype.storage, s.str.upper()[0])"


def upper():
    return subprocess.run([sys.executable, "-X", "utf8", "-c", CODE], check=True, capture_output=True, encoding="utf-8").stdout.strip()


before = upper()
pip = [sys.executable, "-m", "pip", "install", "--quiet", "--quiet", "pyarrow==26.0.1"]
if subprocess.run(pip).returncode:
    raise SystemExit(2)
after, by_duckdb = upper(), duckdb.sql("SELECT upper('straße')").fetchall()[0][0]
print("without pyarrow:", before)
print("with pyarrow:", after)
print("duckdb:", by_duckdb)
assert (before, after, by_duckdb) == ("python STRASSE", "pyarrow STRAẞE", "STRAẞE"), "changed"
PY
