"""One export, many readers: DuckDB, pandas, Polars, Arrow and LibreOffice get the same rows and types out of it."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from pipelines.export.run import Options, export
from schemas.manifest import ExportFile, Manifest
from schemas.tables import MAIN_TABLES, TABLE_BY_NAME
from warehouse.export.check import csv_source

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
    return folder, export(Options(str(folder), "parquet"), warehouse).manifest


@pytest.fixture(scope="module")
def plain(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    """CSV with a marker for null, which pandas and Polars need to tell it from an empty text."""
    folder = tmp_path_factory.mktemp("csv") / "out"
    return folder, export(Options(str(folder), "csv", null=NULL), warehouse).manifest


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
    by_default = folder, export(Options(str(folder), "csv"), warehouse).manifest
    for (path, file), (csv_path, csv_file) in zip(files(parquet), files(by_default), strict=True):
        assert by_default[1].dialect is not None
        for source in (f"'{path}'", csv_source(csv_path, csv_file, by_default[1].dialect)):
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
        assert {name: str(kind) for name, kind in frame.dtypes.items() if str(kind) != "float64"}.items() <= (kinds | {n: "int64" for n, k in kinds.items() if k == "Int64" and str(frame.dtypes[n]) == "int64"}).items()  # fmt: skip
        assert of_pandas(frame.astype(kinds)) == expected(warehouse, file.table), file.table
        times = [name for name, kind in kinds.items() if kind.startswith("datetime")]
        frame = pd.read_csv(
            csv_path, dtype={n: k for n, k in kinds.items() if n not in times}, na_values=[NULL], keep_default_na=False,
        )  # fmt: skip
        for name in times:
            frame[name] = (
                pd.to_datetime(frame[name], format="ISO8601", utc=True).dt.tz_localize(None).astype("datetime64[us]")
            )
        assert of_pandas(frame) == expected(warehouse, file.table), file.table


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (libreoffice-calc)")
def test_libreoffice_opens_a_safe_export(warehouse: Path, tmp_path: Path) -> None:
    """Rows and numbers are those of the warehouse, and nothing is computed."""
    export(Options(str(tmp_path / "out"), "csv", ("risks", "durations"), excel_safe=True), warehouse)
    for table in ("risks", "durations"):
        # Comma, quote, UTF-8; quoted cells are no text of their own, numbers are found.
        filters = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "fods", filters,
             "--outdir", str(tmp_path), str(tmp_path / "out" / f"{table}.csv")],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
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
