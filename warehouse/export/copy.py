"""Writing one file of an export with DuckDB's COPY: the same rows give the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.manifest import Dialect, ExportColumn, ExportFile
from schemas.model import COLUMN_TYPES
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.export.options import FORMULA_SIGNS
from warehouse.export.tables import Exported
from warehouse.schema.ddl import SCHEMA_VERSION
from warehouse.sql import quote

ROW_GROUP = 122_880
# A row of pages holds the text of a whole page.
ROW_GROUPS = {"pages": 4_096, "history.pages": 4_096}
_ARROW = {name: pa.type_for_alias(each.arrow) for name, each in COLUMN_TYPES.items()}
_MARK = "\ufeff"


def write_file(
    connection: Connection, query: str, exported: Exported, path: Path, name: str, dialect: Dialect | None
) -> ExportFile:
    """Write the rows of a query, ordered by key, and say what the file holds. Raises WarehouseError if it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    order = ", ".join(f'"{column}"' for column in exported.key) or "ALL"
    columns = ", ".join(_cell(column, dialect, is_first=number == 0) for number, column in enumerate(exported.columns))
    options = _parquet_options(exported) if dialect is None else _csv_options(dialect)
    rows = f"SELECT {columns} FROM (FROM ({query}) ORDER BY {order})"
    if dialect is None:
        # DuckDB declares columns without nulls as required, by statistics that outlive the rows: with a row that might be, none is.
        nulls = ", ".join(f"NULL::{column.type}" for column in exported.columns)
        rows = f"({rows}) UNION ALL SELECT {nulls} WHERE random() < -1"
    copy = f"COPY ({rows}) TO {quote(str(path))} ({options})"
    try:
        row = connection.execute(copy).fetchone()
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise WarehouseError(
            f"the export could not be written: {str(error).splitlines()[0][:200]}; make room, or name another --out"
        ) from error
    size, sha256 = measure(path)
    return ExportFile(
        name,
        exported.name,
        exported.description,
        exported.key,
        {},
        row[0] if row else 0,
        size,
        sha256,
        exported.columns,
    )


def measure(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _cell(column: ExportColumn, dialect: Dialect | None, *, is_first: bool) -> str:
    value = f'"{column.name}"'
    if column.type != "VARCHAR":
        value = f"{value}::{column.type}"
    elif dialect is not None and dialect.excel_safe:
        signs = ", ".join(f"chr({ord(sign)})" for sign in FORMULA_SIGNS)
        value = f"CASE WHEN left({value}, 1) IN ({signs}) THEN '''' || {value} ELSE {value} END"
    # The byte order mark by which Excel knows UTF-8 is written as part of the header's first name.
    mark = _MARK if is_first and dialect is not None and dialect.excel_safe else ""
    return f'{value} AS "{mark}{column.name}"'


def _csv_options(dialect: Dialect) -> str:
    return (
        f"FORMAT csv, HEADER true, DELIMITER {quote(dialect.delimiter)}, QUOTE '\"', ESCAPE '\"', NULLSTR {quote(dialect.null)}, "
        "NEW_LINE '\\r\\n', TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ', DATEFORMAT '%Y-%m-%d'"
    )


def _parquet_options(exported: Exported) -> str:
    metadata = {
        "table": exported.name,
        "description": exported.description,
        "schema_version": SCHEMA_VERSION,
        "columns": json.dumps({column.name: column.description for column in exported.columns}, ensure_ascii=False),
    }
    if all(column.type in _ARROW for column in exported.columns):
        metadata["ARROW:schema"] = _arrow_schema(exported)
    listed = ", ".join(f"{quote(name)}: {quote(value)}" for name, value in metadata.items())
    size = ROW_GROUPS.get(exported.name, ROW_GROUP)
    return f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {size}, KV_METADATA {{{listed}}}"


def _arrow_schema(exported: Exported) -> str:
    """The columns as Arrow keeps them in a Parquet file: the only place where a description can stand at its column."""
    fields = [
        pa.field(column.name, _ARROW[column.type], metadata={"description": column.description})
        for column in exported.columns
    ]
    schema = pa.schema(fields, metadata={"description": exported.description, "schema_version": SCHEMA_VERSION})
    return base64.b64encode(schema.serialize().to_pybytes()).decode()
