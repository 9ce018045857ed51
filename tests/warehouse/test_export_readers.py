"""One export, many readers: DuckDB, pandas, Polars, Arrow and LibreOffice get the same rows and types out of it."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

from pipelines.export.run import ExportOptions, export
from schemas.manifest import ExportFile, Manifest
from schemas.model import columns_of
from schemas.tables import MAIN_TABLES, TABLE_BY_NAME
from warehouse.export.formats import format_of

Rows = list[tuple[Any, ...]]
TABLES = [model.sql_name for model in MAIN_TABLES]
POLARS = {"VARCHAR": pl.String(), "BIGINT": pl.Int64(), "DOUBLE": pl.Float64(), "TIMESTAMP": pl.Datetime("us")}
PANDAS = {"VARCHAR": "str", "BIGINT": "Int64", "DOUBLE": "float64", "TIMESTAMP": "datetime64[us]"}
NULL = "\\N"


@pytest.fixture(scope="module")
def warehouse(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample warehouse with texts that readers stumble over."""
    path = Path(shutil.copy(sample_warehouse, tmp_path_factory.mktemp("readers") / "w.duckdb"))
    with duckdb.connect(str(path)) as connection:
        texts = ["", "NA", "null", 'a "b", c', "two\r\nlines", "007", "1e5", "=1+1", "2026-01-01", " x "]
        for number, text in enumerate(texts):
            connection.execute(
                "UPDATE risks SET text = ? WHERE rowid = (SELECT rowid FROM risks ORDER BY procedure_id, position LIMIT 1 OFFSET ?)",
                [text, number],
            )
    return path


@pytest.fixture(scope="module")
def parquet(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    folder = tmp_path_factory.mktemp("parquet") / "out"
    return folder, export(ExportOptions(str(folder), "parquet"), warehouse).manifest


@pytest.fixture(scope="module")
def plain(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    """CSV with a marker for null, which pandas and Polars need to tell it from an empty text."""
    folder = tmp_path_factory.mktemp("csv") / "out"
    return folder, export(ExportOptions(str(folder), "csv", null=NULL), warehouse).manifest


def expected(warehouse: Path, table: str) -> Rows:
    key = ", ".join(TABLE_BY_NAME[table].primary_key)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()


def files(exported: tuple[Path, Manifest]) -> list[tuple[Path, ExportFile]]:
    assert [file.table for file in exported[1].files] == TABLES
    return [(exported[0] / file.path, file) for file in exported[1].files]


def types(file: ExportFile) -> list[str]:
    return [column.type for column in file.columns]


def of_pandas(frame: pd.DataFrame) -> Rows:
    values = frame.astype(object).where(frame.notna(), None)
    return [
        tuple(value.to_pydatetime() if isinstance(value, pd.Timestamp) else value for value in row)
        for row in values.itertuples(index=False, name=None)
    ]


def test_duckdb_reads_parquet_and_csv(
    warehouse: Path, parquet: tuple[Path, Manifest], tmp_path_factory: pytest.TempPathFactory
) -> None:
    # Without a marker: DuckDB tells a null from an empty text.
    folder = tmp_path_factory.mktemp("default") / "out"
    by_default = folder, export(ExportOptions(str(folder), "csv"), warehouse).manifest
    for (path, file), (csv_path, csv_file) in zip(files(parquet), files(by_default), strict=True):
        for source in (f"'{path}'", format_of(by_default[1]).source(csv_path, csv_file)):
            found = duckdb.sql(f"FROM {source}")
            assert [str(kind) for kind in found.types] == types(file), file.table
            assert found.fetchall() == expected(warehouse, file.table), file.table


def test_polars_reads_parquet_and_csv(
    warehouse: Path, parquet: tuple[Path, Manifest], plain: tuple[Path, Manifest]
) -> None:
    for (path, file), (csv_path, _) in zip(files(parquet), files(plain), strict=True):
        kinds = {column.name: POLARS[column.type] for column in file.columns}
        frame = pl.read_parquet(path)
        assert dict(frame.schema) == kinds and frame.rows() == expected(warehouse, file.table), file.table
        times = [name for name, kind in kinds.items() if isinstance(kind, pl.Datetime)]
        read = {name: pl.String() if name in times else kind for name, kind in kinds.items()}
        frame = pl.read_csv(csv_path, schema=read, null_values=NULL, empty_string_is_null=False)
        frame = frame.with_columns(
            pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M:%S%.6fZ", time_unit="us") for name in times
        )
        assert dict(frame.schema) == kinds and frame.rows() == expected(warehouse, file.table), file.table


def test_pandas_reads_parquet_and_csv(
    warehouse: Path, parquet: tuple[Path, Manifest], plain: tuple[Path, Manifest]
) -> None:
    for (path, file), (csv_path, _) in zip(files(parquet), files(plain), strict=True):
        kinds = {column.name: PANDAS[column.type] for column in file.columns}
        frame = pd.read_parquet(path)
        for name, kind in frame.dtypes.items():
            # Whole numbers beside nulls are fractions to pandas, which has no null for them unless asked.
            expected_kinds = {kinds[str(name)], "float64"} | ({"int64"} if kinds[str(name)] == "Int64" else set())
            assert str(kind) in expected_kinds, (file.table, name)
        assert of_pandas(frame.astype(kinds)) == expected(warehouse, file.table), file.table
        times = [name for name, kind in kinds.items() if kind.startswith("datetime")]
        given = {name: kind for name, kind in kinds.items() if name not in times}
        frame = pd.read_csv(csv_path, dtype=given, na_values=[NULL], keep_default_na=False)
        for name in times:
            frame[name] = (
                pd.to_datetime(frame[name], format="ISO8601", utc=True).dt.tz_localize(None).astype("datetime64[us]")
            )
        assert of_pandas(frame) == expected(warehouse, file.table), file.table


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (libreoffice-calc)")
def test_libreoffice_opens_a_safe_export(warehouse: Path, tmp_path: Path) -> None:
    """Rows and numbers are those of the warehouse, and nothing is computed."""
    export(ExportOptions(str(tmp_path / "out"), "csv", ("risks", "durations"), excel_safe=True), warehouse)
    for table in ("risks", "durations"):
        # Comma, quote, UTF-8; quoted cells are no text of their own, numbers are found.
        filters = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        convert = ["--convert-to", "fods", filters, "--outdir", str(tmp_path), str(tmp_path / "out" / f"{table}.csv")]
        subprocess.run(["soffice", "--headless", profile, *convert], check=True, capture_output=True, timeout=180)
        rows = sheet(tmp_path / f"{table}.fods")
        wanted = expected(warehouse, table)
        assert len(rows) == len(wanted) + 1
        for found, row in zip(rows[1:], wanted, strict=True):
            assert found[1] == row[1], "positions are numbers"
            if table == "durations":
                assert found[2:4] == list(row[2:4])
            elif row[3].startswith("="):
                assert found[3] == f"'{row[3]}"


def sheet(path: Path) -> list[list[Any]]:
    """The cells of a flat OpenDocument sheet: numbers as floats, all else as text; a formula fails the test."""
    office, table, text = (
        f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
    )
    rows = []
    for row in ElementTree.parse(path).iter(f"{table}table-row"):
        cells: list[Any] = []
        for cell in row.iter(f"{table}table-cell"):
            assert cell.get(f"{table}formula") is None
            value = cell.get(f"{office}value")
            words = "\n".join("".join(each.itertext()) for each in cell.iter(f"{text}p"))
            found = float(value) if value is not None else words or None
            cells.extend([found] * int(cell.get(f"{table}number-columns-repeated", "1")))
        if any(cell is not None for cell in cells):
            rows.append(cells)
    return rows


def test_moments_of_parquet_are_utc_without_a_zone(parquet: tuple[Path, Manifest]) -> None:
    found = duckdb.sql(f"SELECT max(last_seen_at) FROM '{parquet[0]}/pages.parquet'").fetchall()
    assert isinstance(found[0][0], datetime) and found[0][0].tzinfo is None


# --- partitions -------------------------------------------------------------------------------------------------------

PARTITIONED: dict[str, Callable[[Path], pa.Table]] = {
    "duckdb": lambda folder: duckdb.sql(f"FROM read_parquet('{folder}/*/*.parquet')").to_arrow_table(),
    "duckdb, Hive": lambda folder: duckdb.sql(
        f"FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    ).to_arrow_table(),
    "polars": lambda folder: pl.read_parquet(folder).to_arrow(),
    "polars, Hive": lambda folder: pl.read_parquet(folder, hive_partitioning=True).to_arrow(),
    "polars, lazy": lambda folder: pl.scan_parquet(folder, hive_partitioning=True).collect().to_arrow(),
    "arrow": pq.read_table,
    "arrow, data set": lambda folder: pa.dataset.dataset(folder, partitioning="hive").to_table(),
}


# Of the tables that are cut: the one with the column itself, one with a column of its own by that name, one without rows, and others.
CUT = ("procedures", "similar_codes", "anesthesia", "risks", "durations")


def without_values(warehouse: Path, folder: Path, where: str) -> Path:
    """A warehouse whose procedures have no code system and no site where a condition holds; `anesthesia` has no rows."""
    path = Path(shutil.copy(warehouse, folder / "w.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE procedures SET code_system = 'CPT' WHERE code < 'G'")
        connection.execute(f"UPDATE procedures SET code_system = NULL, site = NULL WHERE {where}")
        connection.execute("DELETE FROM anesthesia")
    return path


@pytest.fixture(
    scope="module",
    params=[("code_system", "code > 'L'"), ("site", "code > 'L'"), ("code_system", "true")],
    ids=["code systems", "sites", "no value at all"],
)
def partitions(
    request: pytest.FixtureRequest, warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str, Path]:
    """An export cut by a column, the column, and the same export uncut."""
    by, where = request.param
    folder = tmp_path_factory.mktemp("partitions")
    database = without_values(warehouse, folder, where)
    export(ExportOptions(str(folder / "cut"), "parquet", CUT, partition_by=by), database)
    export(ExportOptions(str(folder / "whole"), "parquet", CUT), database)
    return folder / "cut", by, folder / "whole"


def column_of(table: str, by: str) -> str:
    """The column that says which partition a row is of."""
    return "procedure_code_system" if (table, by) == ("similar_codes", "code_system") else by


def values_of(whole: Path, table: str, by: str) -> list[Any]:
    """The procedure's value for each row of a table, in the order of its key."""
    key = ", ".join(f"t.{name}" for name in TABLE_BY_NAME[table].primary_key)
    found = duckdb.sql(
        f"""SELECT p.{by} FROM '{whole}/{table}.parquet' t
        JOIN '{whole}/procedures.parquet' p ON t.procedure_id = p.procedure_id ORDER BY {key}"""
    ).fetchall()
    return [value for (value,) in found]


@pytest.mark.parametrize("reader", PARTITIONED)
def test_partitions_read_as_one_table(reader: str, partitions: tuple[Path, str, Path]) -> None:
    """Columns, types, rows and nulls are those of the export that is not cut; the partition is a column of text."""
    cut, by, whole = partitions
    for table in CUT:
        wanted = pq.read_table(whole / f"{table}.parquet")
        order = [(name, "ascending") for name in TABLE_BY_NAME[table].primary_key]
        found = PARTITIONED[reader](cut / table).sort_by(order)
        column = column_of(table, by)
        assert found.column_names == list(dict.fromkeys([*wanted.column_names, column])), table
        same = found.select(wanted.column_names)
        assert same.to_pylist() == wanted.to_pylist(), table
        assert [plain_type(field.type) for field in same.schema] == [field.type for field in wanted.schema], table
        assert found.column(column).to_pylist() == values_of(whole, table, by), table
        assert plain_type(found.field(column).type) == pa.string(), table


def plain_type(kind: pa.DataType) -> pa.DataType:
    """A column's type; Arrow's several types of text are one."""
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    return pa.string() if is_text else kind


def test_pandas_reads_partitions_as_one_table(partitions: tuple[Path, str, Path]) -> None:
    cut, by, whole = partitions
    for table in CUT:
        wanted = pd.read_parquet(whole / f"{table}.parquet")
        found = pd.read_parquet(cut / table).sort_values(list(TABLE_BY_NAME[table].primary_key), ignore_index=True)
        pd.testing.assert_frame_equal(found[wanted.columns], wanted)
        assert [value for (value,) in of_pandas(found[[column_of(table, by)]])] == values_of(whole, table, by), table


def test_partitions_of_csv_read_as_one_table(warehouse: Path, tmp_path: Path) -> None:
    database = without_values(warehouse, tmp_path, "code > 'L'")
    out = tmp_path / "out"
    manifest = export(ExportOptions(str(out), "csv", CUT, null=NULL, partition_by="code_system"), database).manifest
    for table in CUT:
        parts = [file for file in manifest.files if file.table == table]
        names, key = [column.name for column in columns_of(TABLE_BY_NAME[table])], TABLE_BY_NAME[table].primary_key
        sources = " UNION ALL ".join(f"FROM {format_of(manifest).source(out / part.path, part)}" for part in parts)
        found = duckdb.sql(f"SELECT {', '.join(names)} FROM ({sources}) ORDER BY {', '.join(key)}").fetchall()
        assert found == expected(database, table), table
        kinds = {column.name: PANDAS[column.type] for column in parts[0].columns}
        frames = [pd.read_csv(out / part.path, dtype=kinds, na_values=[NULL], keep_default_na=False) for part in parts]
        assert of_pandas(pd.concat(frames).sort_values(list(key))[names]) == expected(database, table), table
