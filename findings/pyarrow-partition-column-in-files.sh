#!/usr/bin/env bash
# Expected A hive-partitioned Parquet folder whose files hold the partition column too (DuckDB's write_partition_columns) is read
#          by pyarrow.parquet.read_table as by pyarrow.dataset.
# Happens  read_table fails: it makes the folder's name a dictionary and cannot merge that with the text in the files.
#          dataset(partitioning="hive") of the same library, polars and DuckDB read it.
# With     pyarrow 26.0.1, duckdb 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   read_table: ArrowTypeError: Unable to merge: Field code_system has incompatible types: string vs dictionary<...>
#   dataset: [('CPT', 1), ('ICD', 2)]
#   duckdb: [('CPT', 1), ('ICD', 2)]
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pyarrow==26.0.1' 'duckdb==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb
import pyarrow
import pyarrow.dataset
import pyarrow.parquet

duckdb.sql("FROM (VALUES ('CPT', 1), ('ICD', 2)) AS t(code_system, n)").create("risks")
duckdb.execute("COPY risks TO 'risks' (FORMAT parquet, PARTITION_BY (code_system), WRITE_PARTITION_COLUMNS true)")
try:
    pyarrow.parquet.read_table("risks")
except pyarrow.ArrowTypeError as error:
    print("read_table: ArrowTypeError:", error)
else:
    raise SystemExit("changed: read_table reads it")
rows = pyarrow.dataset.dataset("risks", partitioning="hive").to_table().sort_by("n").to_pylist()
by_dataset = [(row["code_system"], row["n"]) for row in rows]
by_duckdb = duckdb.sql("FROM 'risks/*/*.parquet' ORDER BY n").fetchall()
print("dataset:", by_dataset)
print("duckdb:", by_duckdb)
assert by_dataset == by_duckdb == [("CPT", 1), ("ICD", 2)], "changed"
PY
