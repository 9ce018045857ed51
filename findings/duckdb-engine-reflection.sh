#!/usr/bin/env bash
# Expected duckdb-engine, which asks for any SQLAlchemy from 1.3 on, works with SQLAlchemy 2.1; a first query and to_sql confirm
#          it.
# Happens  Queries, inserts and get_table_names() work; get_columns(), autoload_with and so pandas.read_sql_table fail, since
#          SQLAlchemy's PostgreSQL dialect, from which it inherits, now asks for pg_collation. With SQLAlchemy 2.0 they work. pip
#          check is content.
# With     duckdb-engine 0.17.0, duckdb 2.0.1, SQLAlchemy 2.1.9 and 2.0.51, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   2.1.9: tables ['risks'], columns: ProgrammingError
#   2.0.51: tables ['risks'], columns: ['n']
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb-engine==0.17.0' 'duckdb==2.0.1' 'sqlalchemy==2.1.9' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import subprocess
import sys

CODE = """
import sqlalchemy as sa
engine = sa.create_engine("duckdb:///:memory:")
with engine.begin() as connection:
    connection.execute(sa.text("CREATE TABLE risks (n INTEGER)"))
try:
    columns = [column["name"] for column in sa.inspect(engine).get_columns("risks")]
except sa.exc.ProgrammingError:
    columns = "ProgrammingError"
print(f"{sa.__version__}: tables {sa.inspect(engine).get_table_names()}, columns: {columns}")
"""


def look():
    line = subprocess.run([sys.executable, "-W", "ignore", "-c", CODE], check=True, capture_output=True, text=True).stdout.strip()
    print(line)
    return line


new = look()
assert subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True).returncode == 0, "changed"
if subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--quiet", "sqlalchemy==2.0.51"]).returncode:
    raise SystemExit(2)
old = look()
assert new == "2.1.9: tables ['risks'], columns: ProgrammingError", "changed"
assert old == "2.0.51: tables ['risks'], columns: ['n']", "changed"
PY
