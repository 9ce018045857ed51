#!/usr/bin/env bash
# Expected A text column that partitions a Parquet folder is text again when the folder is read, or all readers lose the type in
#          the same way.
# Happens  Of the folders code=001 and code=002, written by DuckDB from text, pyarrow and polars make the integers 1 and 2; DuckDB
#          keeps '001'. Add a folder code=A01 and all keep the text, so that the type hangs on which rows there are.
# With     duckdb 2.0.1, pyarrow 26.0.1, polars 2.1.0, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   ['001', '002']: pyarrow [1, 2] polars [1, 2] duckdb ['001', '002']
#   ['001', 'A01']: pyarrow ['001', 'A01'] polars ['001', 'A01'] duckdb ['001', 'A01']
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' 'pyarrow==26.0.1' 'polars==2.1.0' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb
import polars
import pyarrow.parquet


def read(folder, codes):
    values = ", ".join(f"('{code}', {n})" for n, code in enumerate(codes))
    duckdb.execute(f"COPY (FROM (VALUES {values}) AS t(code, n)) TO '{folder}' (FORMAT parquet, PARTITION_BY (code))")
    return (
        pyarrow.parquet.read_table(folder).sort_by("n")["code"].to_pylist(),
        polars.read_parquet(folder, hive_partitioning=True).sort("n")["code"].to_list(),
        [code for (code,) in duckdb.sql(f"SELECT code FROM '{folder}/*/*.parquet' ORDER BY n").fetchall()],
    )


for folder, codes, wanted in (("digits", ["001", "002"], [1, 2]), ("mixed", ["001", "A01"], ["001", "A01"])):
    seen = read(folder, codes)
    print(f"{codes}: pyarrow {seen[0]} polars {seen[1]} duckdb {seen[2]}")
    assert seen == (wanted, wanted, codes), "changed"
PY
