"""Writing one file of an export with DuckDB's COPY: the same rows give the same bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from schemas.manifest import ExportFile
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.export.formats.base import Format
from warehouse.export.partitions import ExportPart
from warehouse.sql import quote


def write_file(connection: Connection, part: ExportPart, folder: Path, format: Format) -> ExportFile:
    """Write a file, its rows ordered by key, and say what it holds. Raises WarehouseError if it cannot be written."""
    table, path = part.table, folder / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    order = ", ".join(f'"{column}"' for column in table.key) or "ALL"
    rows = format.select(f"FROM ({part.query}) ORDER BY {order}", table)
    try:
        row = connection.execute(f"COPY ({rows}) TO {quote(str(path))} ({format.copy_options(table)})").fetchone()
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise WarehouseError(
            f"the export could not be written: {str(error).splitlines()[0][:200]}; make room, or name another --out"
        ) from error
    size, sha256 = measure(path)
    return ExportFile(
        path=part.path,
        table=table.name,
        description=table.description,
        key=table.key,
        partition=part.partition,
        rows=row[0] if row else 0,
        bytes=size,
        sha256=sha256,
        columns=table.columns,
    )


def measure(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
