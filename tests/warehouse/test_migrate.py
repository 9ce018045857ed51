"""A warehouse of an earlier version, or with other comments and closed lists: brought forward by the next ingest, or refused with what to do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.model import column_names
from schemas.tables import HISTORY_TABLES, TABLES
from tests.support.house import ingest, page
from warehouse.checks.verify import verify
from warehouse.schema.ddl import EARLIER_VERSIONS, SCHEMA_VERSION, schema_fingerprint

EARLIER = sorted(Path(__file__).parent.glob("earlier/schema-*.sql"))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(page(name), encoding="utf-8")
    return folder


def as_written_by(script: Path, database: Path) -> None:
    """Turn a warehouse into one of an earlier version: its tables by its own DDL, its rows where it has the columns."""
    old = database.with_suffix(".old")
    with duckdb.connect(str(old), config={"storage_compatibility_version": "v1.5.0"}) as connection:
        connection.execute(script.read_text(encoding="utf-8"))
        connection.execute(f"ATTACH '{database}' AS today (READ_ONLY)")
        wanted = [(model.sql_schema, model.sql_name, column_names(model)) for model in TABLES]
        wanted += [("archive", model.sql_name, ("version_id", *column_names(model))) for model in HISTORY_TABLES]
        for schema, table, columns in wanted:
            there = {
                name
                for (name,) in connection.execute(
                    "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = ? AND table_name = ?",
                    [schema, table],
                ).fetchall()
            }
            listed = ", ".join(column for column in columns if column in there)
            if listed:
                connection.execute(
                    f"INSERT INTO {schema}.{table} ({listed}) SELECT {listed} FROM today.{schema}.{table}"
                )
    shutil.move(old, database)


def content(database: Path) -> dict[str, Any]:
    """Every row of the tables and of the archive, but for the list of runs and for rules, which earlier versions did not tell."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE table_name NOT IN ('runs', 'schema_version', 'superseded_inputs')"
        ).fetchall()
        return {
            ".".join(table): connection.execute(
                f"SELECT COLUMNS(lambda name: name NOT IN ('rule', 'title_rule')) FROM {'.'.join(table)} ORDER BY ALL"
            ).fetchall()
            for table in tables
        }


def version(database: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute("SELECT * FROM ops.schema_version").fetchall()


def test_every_earlier_version_is_kept_to_be_tried() -> None:
    assert [path.stem.removeprefix("schema-") for path in EARLIER] == list(EARLIER_VERSIONS)
    assert SCHEMA_VERSION not in EARLIER_VERSIONS


@pytest.mark.parametrize("script", EARLIER, ids=lambda path: path.stem)
def test_earlier_version_is_brought_forward_with_its_history(
    call: Any, tmp_path: Path, raw: Path, script: Path
) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    (raw / "a.txt").write_text(page("a", "Fever"), encoding="utf-8")
    ingest(raw, database)
    (raw / "c.txt").unlink()
    ingest(raw, database)
    before = content(database)
    as_written_by(script, database)
    told = call("verify", "--db", database)
    assert told.code == 1 and "`procwh ingest` brings it forward" in told.err and told.err.count("\n") == 1
    assert call("sql", "SELECT count(*) AS n FROM procedures", "--db", database, "--csv").out == "n\r\n3\r\n"
    old = database.read_bytes()
    assert call("diff", raw, "--db", database).code == 0
    assert database.read_bytes() == old
    assert ingest(raw, database).counts[:2] == (2, 0)
    assert version(database) == [(SCHEMA_VERSION, schema_fingerprint())]
    assert verify(database)[1] == []
    after = content(database)
    seen = before.pop("main.pages"), after.pop("main.pages")
    assert [row[:11] for row in seen[0]] == [row[:11] for row in seen[1]]
    assert after == before
    (raw / "b.txt").write_text(page("b", "Chills"), encoding="utf-8")
    assert ingest(raw, database).counts[:2] == (2, 1)


def test_other_comment_reaches_a_warehouse_that_is_there(tmp_path: Path, raw: Path) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("COMMENT ON COLUMN risks.frequency IS 'as it was once'")
        connection.execute("UPDATE ops.schema_version SET fingerprint = 'another'")
    assert verify(database)[1] != []
    assert ingest(raw, database).counts[:3] == (3, 0, 3)
    assert verify(database)[1] == []


def test_value_that_left_its_closed_list_becomes_null_until_its_page_is_read(tmp_path: Path, raw: Path) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE other AS SELECT * REPLACE ('once allowed' AS frequency) FROM risks")
        for statement in ("DROP VIEW history.risks", "DROP TABLE risks", "ALTER TABLE other RENAME TO risks"):
            connection.execute(statement)
        connection.execute("UPDATE ops.schema_version SET fingerprint = 'another'")
    assert ingest(raw / "a.txt", database).counts[:2] == (1, 0)
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute("SELECT count(*), count(frequency) FROM risks").fetchall() == [(3, 0)]
    assert verify(database)[1] == []


def test_rows_that_do_not_fit_are_refused_with_what_to_do(call: Any, tmp_path: Path, raw: Path) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE other AS SELECT * REPLACE ('once allowed' AS kind) FROM section_items")
        for statement in (
            "DROP VIEW history.section_items",
            "DROP TABLE section_items",
            "ALTER TABLE other RENAME TO section_items",
        ):
            connection.execute(statement)
        connection.execute("UPDATE ops.schema_version SET fingerprint = 'another'")
    old = database.read_bytes()
    done = call("ingest", raw, "--db", database)
    assert (done.code, done.out) == (1, "") and "new file with --db" in done.err and done.err.count("\n") == 1
    assert database.read_bytes() == old
    assert call("ingest", raw, "--db", tmp_path / "new.duckdb").code == 0


def test_later_version_is_refused_and_left_alone(call: Any, tmp_path: Path, raw: Path) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE ops.schema_version SET version = '99'")
    old = database.read_bytes()
    for arguments in (["ingest", raw], ["diff", raw], ["verify"], ["status"], ["sql", "SELECT 1"]):
        done = call(*arguments, "--db", database)
        assert (done.code, done.out) == (1, "") and "schema version 99" in done.err and done.err.count("\n") == 1
    assert database.read_bytes() == old
