#!/usr/bin/env bash
# Expected Codes such as 0X0 and 0B1 (tables of ICD-10-PCS) are no decimal numbers, so a CSV reader that guesses types keeps them
#          as text.
# Happens  DuckDB takes 0X... for a hexadecimal and 0B... for a binary literal and gives integers; pyarrow does so for 0X... alone;
#          polars and pandas keep the text. Whether a file is hit hangs on its other rows: one code with a letter that is no digit
#          of the base, and the column is text.
# With     duckdb 2.0.1, pyarrow 26.0.1, polars 2.1.0, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   0X: duckdb [0, 1, 9] pyarrow [0, 1, 9] polars ['0X0', '0X1', '0X9']
#   0B: duckdb [0, 1, 2] pyarrow ['0B0', '0B1', '0B10'] polars ['0B0', '0B1', '0B10']
#   0X with 0XH: duckdb ['0X0', '0XH']
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'duckdb==2.0.1' 'pyarrow==26.0.1' 'polars==2.1.0' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import duckdb
import polars
import pyarrow.csv


def read(codes):
    with open("codes.csv", "w") as file:
        file.write("code,n\n" + "".join(f"{code},7\n" for code in codes))
    return (
        [code for code, _ in duckdb.sql("FROM 'codes.csv'").fetchall()],
        pyarrow.csv.read_csv("codes.csv")["code"].to_pylist(),
        polars.read_csv("codes.csv")["code"].to_list(),
    )


hexadecimal, binary = ["0X0", "0X1", "0X9"], ["0B0", "0B1", "0B10"]
for kind, codes, wanted in (("0X", hexadecimal, ([0, 1, 9], [0, 1, 9], hexadecimal)), ("0B", binary, ([0, 1, 2], binary, binary))):
    seen = read(codes)
    print(f"{kind}: duckdb {seen[0]} pyarrow {seen[1]} polars {seen[2]}")
    assert seen == wanted, "changed"
mixed = read(["0X0", "0XH"])[0]
print("0X with 0XH: duckdb", mixed)
assert mixed == ["0X0", "0XH"], "changed"
PY
