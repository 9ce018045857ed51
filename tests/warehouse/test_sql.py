"""`procwh sql`: its outputs, and the sandbox that it asks in. What it prints as a table is tested in test_command.py."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warehouse.read.query import ask, unique

VALUES = """SELECT 1 AS a, 2 AS a, 3 AS "A", ['nan'::DOUBLE, 1.5] AS list, {'x': 'infinity'::DOUBLE, 'd': 1.50::DECIMAL(5, 2)} AS struct,
    map([1], [NULL]) AS map, 7::DECIMAL(3, 0) AS whole, 0.25::DECIMAL(4, 2) AS part, DATE '2026-01-02' AS day, TIMESTAMP '2026-01-02 03:04:05' AS moment,
    TIME '03:04:05' AS clock, true AS yes, '\\xAA'::BLOB AS bytes, sum(5) AS sum, NULL AS nothing, 'a "b", c' AS words"""


def refuse(constant: str) -> Any:
    raise AssertionError(f"{constant} is not JSON")


def assert_refused(done: Any, *words: str) -> None:
    assert (done.code, done.out) == (2, ""), done
    assert done.err.startswith("procwh: ") and done.err.count("\n") == 1, done.err
    assert all(word in done.err for word in words), done.err


def test_json_has_plain_values_under_names_of_their_own(call: Any, sample_warehouse: Path) -> None:
    done = call("sql", VALUES, "--db", sample_warehouse, "--json")
    assert json.loads(done.out, parse_constant=refuse) == [
        {
            "a": 1,
            "a_1": 2,
            "A_2": 3,
            "list": [None, 1.5],
            "struct": {"x": None, "d": 1.5},
            "map": {"1": None},
            "whole": 7,
            "part": 0.25,
            "day": "2026-01-02",
            "moment": "2026-01-02T03:04:05",
            "clock": "03:04:05",
            "yes": True,
            "bytes": "aa",
            "sum": 5,
            "nothing": None,
            "words": 'a "b", c',
        }
    ]


def test_csv_has_the_same_values_and_json_in_cells(call: Any, sample_warehouse: Path) -> None:
    done = call("sql", VALUES, "--db", sample_warehouse, "--csv")
    header, row = csv.reader(io.StringIO(done.out, newline=""))
    assert header[:3] == ["a", "a_1", "A_2"]
    found = dict(zip(header, row, strict=True))
    assert (found["nothing"], found["yes"], found["part"], found["moment"], found["words"]) == (
        "",
        "true",
        "0.25",
        "2026-01-02T03:04:05",
        'a "b", c',
    )
    assert json.loads(found["struct"], parse_constant=refuse) == {"x": None, "d": 1.5}


def test_parquet_keeps_types_and_rows(call: Any, sample_warehouse: Path, tmp_path: Path) -> None:
    done = call("sql", VALUES, "--db", sample_warehouse, "--parquet", "out.parquet")
    assert (done.code, done.out, done.err) == (0, "1 rows written to out.parquet\n", "")
    schema = pq.read_schema(tmp_path / "out.parquet")
    assert schema.names[:3] == ["a", "a_1", "A_2"]
    assert (schema.field("sum").type, schema.field("moment").type) == (pa.int64(), pa.timestamp("us"))
    query = "SELECT * FROM risks ORDER BY procedure_id, position"
    assert call("sql", query, "--db", sample_warehouse, "--parquet", "risks.parquet").code == 0
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        expected = connection.execute(query).fetchall()
    assert [tuple(row.values()) for row in pq.read_table(tmp_path / "risks.parquet").to_pylist()] == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "risks.parquet"]


def test_parquet_of_no_rows_has_the_columns(call: Any, sample_warehouse: Path, tmp_path: Path) -> None:
    assert call("sql", "FROM risks WHERE false", "--db", sample_warehouse, "--parquet", "none.parquet").code == 0
    assert pq.read_table(tmp_path / "none.parquet").schema.names[:2] == ["procedure_id", "position"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT INTERVAL 1 DAY AS i", ("cast", "VARCHAR")),
        ("SELECT 9223372036854775807::HUGEINT + 1 AS i", ("64 bits", "cast")),
        ("SELECT error('row ' || i) FROM range(200000) t(i) WHERE i > 150000", ("row 150001",)),
        ("DROP TABLE risks", ("DROP", "SELECT")),
    ],
)
def test_parquet_that_cannot_be_written_leaves_nothing(
    call: Any, sample_warehouse: Path, tmp_path: Path, query: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "out.parquet").write_bytes(b"as it was")
    assert_refused(call("sql", query, "--db", sample_warehouse, "--parquet", "out.parquet"), *words)
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]
    assert (tmp_path / "out.parquet").read_bytes() == b"as it was"


def test_parquet_is_written_to_a_file_that_can_be_one(call: Any, sample_warehouse: Path, tmp_path: Path) -> None:
    before = sample_warehouse.read_bytes()
    wrong = [
        ("nowhere/out.parquet", "No such file"),
        (tmp_path, "folder"),
        ("/dev/null", "no file"),
        (sample_warehouse, "warehouse"),
    ]
    for out, word in wrong:
        assert_refused(call("sql", "SELECT 1", "--db", sample_warehouse, "--parquet", out), word)
    assert sample_warehouse.read_bytes() == before
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "link.parquet").symlink_to("real.parquet")
    assert call("sql", "SELECT 1", "--db", sample_warehouse, "--parquet", "link.parquet").code == 0
    assert (tmp_path / "link.parquet").is_symlink() and pq.read_table(tmp_path / "real.parquet").num_rows == 1


@pytest.mark.parametrize(
    "options", [("--csv", "--json"), ("--json", "--parquet", "x"), ("--csv", "--json", "--parquet", "x")], ids=" ".join
)
def test_outputs_exclude_each_other(
    call: Any, sample_warehouse: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    assert_refused(call("sql", "SELECT 1", "--db", sample_warehouse, *options), "exclude each other")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT 1; SELECT 2", "2 statements"),
        ("", "no query"),
        ("  \n ", "no query"),
        ("/* nothing */", "no query"),
        (";", "no query"),
        ("PRAGMA database_list", "PRAGMA"),
        ("CALL pragma_version()", "CALL"),
        ("SET threads = 1", "SET"),
        ("SET VARIABLE a = 1", "SET"),
        ("BEGIN", "TRANSACTION"),
        ("ATTACH 'x.duckdb'", "ATTACH"),
        ("USE memory", "SET"),
        ("INSTALL httpfs", "LOAD"),
        ("COPY risks TO 'x.csv'", "COPY"),
        ("CREATE TEMP TABLE x AS SELECT 1", "CREATE"),
        ("PREPARE x AS SELECT 1", "PREPARE"),
        ("CHECKPOINT", "not allowed"),
        ("VACUUM", "VACUUM"),
        ("EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'", "disabled"),
        ("SELECT getenv('HOME')", "getenv"),
        ("FROM read_csv('/etc/passwd')", "disabled"),
        ("FROM glob('*')", "disabled"),
        ("FROM sniff_csv('/etc/passwd')", "disabled"),
        ("SELECT 'x'::INTEGER", "Could not convert"),
        ("SELECT 1 FROM database", "does not exist"),
        ("SELECT 1 FROM sql", "does not exist"),
    ],
)
def test_what_is_no_question_is_wrong_use(
    call: Any, sample_warehouse: Path, tmp_path: Path, query: str, word: str
) -> None:
    assert_refused(call("sql", query, "--db", sample_warehouse, "--csv"), word)
    assert list(tmp_path.iterdir()) == []


def test_a_question_may_end_with_a_semicolon_and_a_remark(call: Any, sample_warehouse: Path) -> None:
    for query in ("SELECT 1 AS n; -- one", "SELECT 1 AS n;", "PIVOT risks ON frequency USING count(*)"):
        assert call("sql", query, "--db", sample_warehouse, "--csv").code == 0, query


def test_rows_come_before_the_last_is_known(sample_warehouse: Path) -> None:
    """A query of many rows is not gathered first: its error stands behind a million of them."""
    query = "SELECT CASE WHEN i = 99999999 THEN error('the end') ELSE i END AS i FROM range(100000000) t(i)"
    with ask(sample_warehouse, query) as answer:
        assert answer.columns == ("i",)
        assert [next(answer.rows)[0] for _ in range(20_000)] == list(range(20_000))


def test_names_are_made_unique_without_taking_one_that_is_there() -> None:
    assert unique(["name", "name", "NAME", "x"]) == ("name", "name_1", "NAME_2", "x")
    assert unique(["a", "a", "a_1", "a"]) == ("a", "a_2", "a_1", "a_3")
    assert unique([]) == ()
