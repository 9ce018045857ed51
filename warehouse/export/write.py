"""`procwh export`: tables of the published warehouse as files in a folder, with their manifest and data package."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from schemas.manifest import DATA_PACKAGE, MANIFEST, DataPackageFile, ExportContent, ExportFile, LeftOut, Manifest
from schemas.model import columns_of
from schemas.rendering.datapackage import render
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.export.copy import measure, write_file
from warehouse.export.delta import CHANGE_COLUMN, Since, delta_query, find_since, prepare_descriptors
from warehouse.export.descriptors import descriptor_columns, find_descriptors, masked
from warehouse.export.formats import format_named
from warehouse.export.formats.base import Format
from warehouse.export.options import START, ExportOptions
from warehouse.export.partitions import parts_of
from warehouse.export.tables import ExportTable, chosen
from warehouse.schema.database import open_reader
from warehouse.schema.ddl import SCHEMA_VERSION


def write_export(database: Path, options: ExportOptions, folder: Path) -> Manifest:
    """Write an export into an empty folder.

    Raises InvalidRequest for options that cannot be, WarehouseError if it fails.
    """
    format = format_named(options.format).asked(options)
    with open_reader(database) as connection:
        run_id, created_at = _published(connection, database)
        tables = chosen(connection, options, format)
        since = _prepare(connection, options, database)
        files: list[ExportFile] = []
        for table in tables:
            table = _without_descriptors(table) if options.without_descriptors else table
            files.extend(_write_table(connection, table, options, since, folder, format))
        left_out = _left_out(connection, tables, files, options) if options.without_descriptors else None
    settings = format.settings()
    stated: dict[str, Any] = {} if settings is None else {format.name: settings}
    content = ExportContent(
        run_id=run_id,
        schema_version=SCHEMA_VERSION,
        created_at=created_at,
        format=format.name,
        since=START if options.is_from_start else options.since,
        partition_by=options.partition_by,
        without_descriptors=left_out is not None,
        left_out=left_out,
        files=tuple(files),
        **stated,
    )
    return _finish(content, format, folder)


def _published(connection: Connection, database: Path) -> tuple[str, str]:
    """The run that published the state, and when."""
    row = connection.execute(
        "SELECT run_id, finished_at FROM ops.runs WHERE status = 'published' ORDER BY run_id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        raise WarehouseError(f"nothing is published in {database} yet; run `procwh ingest` first")
    run_id, finished_at = row
    assert isinstance(finished_at, datetime)
    return run_id, f"{finished_at:%Y-%m-%dT%H:%M:%S.%fZ}"


def _prepare(connection: Connection, options: ExportOptions, database: Path) -> Since | None:
    is_delta = options.since is not None and not options.is_from_start
    since = find_since(connection, options.since or "", database) if is_delta else None
    if options.without_descriptors:
        find_descriptors(connection, "now", "main")
        if since is not None:
            prepare_descriptors(connection)
    return since


def _without_descriptors(table: ExportTable) -> ExportTable:
    assert table.model is not None
    marked = descriptor_columns(table.model)
    return table._replace(columns=tuple(column for column in table.columns if column.name not in marked))


def _write_table(
    connection: Connection,
    table: ExportTable,
    options: ExportOptions,
    since: Since | None,
    folder: Path,
    format: Format,
) -> Iterator[ExportFile]:
    is_masked = options.without_descriptors
    if options.since is not None:
        query = delta_query(table, since, is_masked=is_masked)
        # A row to delete has nothing but its key.
        kept = tuple(
            column.model_copy(update={"nullable": column.nullable or column.name not in table.key})
            for column in table.columns
        )
        table = table._replace(columns=(CHANGE_COLUMN, *kept))
    elif is_masked and table.model is not None:
        query = masked(table.model, table.columns, table.source, "now")
    else:
        columns = ", ".join(f't."{column.name}"' for column in table.columns)
        query = f"SELECT {columns} FROM {table.source} t"
    for part in parts_of(connection, table, query, options.partition_by, format.ending):
        yield write_file(connection, part, folder, format)


def _left_out(
    connection: Connection, tables: list[ExportTable], files: list[ExportFile], options: ExportOptions
) -> LeftOut:
    """What is missing: columns; and of a full export, how many rows of each table."""
    columns = [
        f"{table.name}.{column.name}"
        for table in tables
        for column in (columns_of(table.model) if table.model is not None else ())
        if column.is_descriptor
    ]
    rows: dict[str, int] = {}
    for table in tables if options.since is None else []:
        row = connection.execute(f"SELECT count(*) FROM {table.source}").fetchone()
        missing = (row[0] if row else 0) - sum(file.rows for file in files if file.table == table.name)
        if missing:
            rows[table.name] = missing
    return LeftOut(columns=tuple(columns), rows=rows)


def _finish(content: ExportContent, format: Format, folder: Path) -> Manifest:
    path = folder / DATA_PACKAGE
    path.write_text(render(content, format.resource()), encoding="utf-8", newline="")
    size, sha256 = measure(path)
    manifest = Manifest(**dict(content), data_package=DataPackageFile(path=DATA_PACKAGE, bytes=size, sha256=sha256))
    (folder / MANIFEST).write_text(manifest.text(), encoding="utf-8", newline="")
    return manifest
