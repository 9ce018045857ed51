"""`procwh export`: tables of the published warehouse as files in a folder, with their manifest and data package."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote as percent

from schemas.manifest import DATA_PACKAGE, MANIFEST, ExportFile, LeftOut, Manifest
from schemas.model import column_names, columns_of
from schemas.rendering.datapackage import render
from schemas.tables import CONTENT_TABLES
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.export.copy import measure, write_file
from warehouse.export.delta import CHANGE_COLUMN, Since, delta_query, find_since, prepare_descriptors
from warehouse.export.descriptors import descriptor_columns, find_descriptors, masked
from warehouse.export.options import START, Options
from warehouse.export.tables import Exported, chosen
from warehouse.schema.database import open_reader
from warehouse.schema.ddl import SCHEMA_VERSION
from warehouse.sql import quote

# What Hive, Spark, DuckDB, Arrow and Polars call the folder of rows without a value.
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
_CONTENT = {model.sql_name for model in CONTENT_TABLES}


class _Part(NamedTuple):
    """One file to write: its path, its partition, and the condition on its rows."""

    path: str
    partition: dict[str, str | None]
    where: str


def write_export(database: Path, options: Options, folder: Path) -> Manifest:
    """Write an export into an empty folder.

    Raises InvalidRequest for what cannot be asked, WarehouseError for what cannot be done.
    """
    with open_reader(database) as connection:
        run_id, created_at = _published(connection, database)
        exports = chosen(connection, options)
        since = _prepare(connection, options, database)
        files: list[ExportFile] = []
        for exported in exports:
            exported = _without_descriptors(exported) if options.without_descriptors else exported
            files.extend(_write_table(connection, exported, options, since, folder))
        left_out = _left_out(connection, exports, files, options) if options.without_descriptors else None
    manifest = Manifest(
        run_id, SCHEMA_VERSION, created_at, options.format,
        START if options.is_from_start else options.since, options.partition_by, options.dialect, left_out, tuple(files),
    )  # fmt: skip
    return _finish(manifest, folder)


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


def _prepare(connection: Connection, options: Options, database: Path) -> Since | None:
    is_delta = options.since is not None and not options.is_from_start
    since = find_since(connection, options.since or "", database) if is_delta else None
    if options.without_descriptors:
        find_descriptors(connection, "now", "main")
        if since is not None:
            prepare_descriptors(connection)
    return since


def _without_descriptors(exported: Exported) -> Exported:
    assert exported.model is not None
    marked = descriptor_columns(exported.model)
    return exported._replace(columns=tuple(column for column in exported.columns if column.name not in marked))


def _write_table(
    connection: Connection, exported: Exported, options: Options, since: Since | None, folder: Path
) -> Iterator[ExportFile]:
    is_masked = options.without_descriptors
    if options.since is not None:
        query = delta_query(exported, since, is_masked=is_masked)
        # Of a row to delete nothing is there but its key.
        kept = tuple(c._replace(nullable=c.nullable or c.name not in exported.key) for c in exported.columns)
        exported = exported._replace(columns=(CHANGE_COLUMN, *kept))
    elif is_masked and exported.model is not None:
        query = masked(exported.model, exported.columns, exported.source, "now")
    else:
        columns = ", ".join(f't."{column.name}"' for column in exported.columns)
        query = f"SELECT {columns} FROM {exported.source} t"
    for part in _parts(connection, exported, options):
        rows = query if not part.where else f"{query} {'AND' if is_masked else 'WHERE'} {part.where}"
        file = write_file(connection, rows, exported, folder / part.path, part.path, options.dialect)
        yield file._replace(partition=part.partition)


def _parts(connection: Connection, exported: Exported, options: Options) -> list[_Part]:
    """The files of a table: one, or one for each value of the procedures' column that the export is cut by."""
    by = options.partition_by
    if by is None or exported.name not in _CONTENT or exported.model is None:
        return [_Part(f"{exported.name}.{options.format}", {}, "")]
    # A column of its own with that name says something else; readers would put the folder's value in its place.
    is_taken = exported.name != "procedures" and by in column_names(exported.model)
    folder = f"procedure_{by}" if is_taken else by
    values = connection.execute(
        f"""SELECT DISTINCT p."{by}" FROM {exported.source} t JOIN main.procedures p USING (procedure_id) ORDER BY 1 NULLS LAST"""
    ).fetchall()
    parts = []
    for (value,) in values or [(None,)]:
        named = NO_VALUE if value is None else percent(value, safe="")
        matches = f"IS NOT DISTINCT FROM {'NULL' if value is None else quote(value)}"
        where = f't.procedure_id IN (SELECT procedure_id FROM main.procedures WHERE "{by}" {matches})'
        parts.append(_Part(f"{exported.name}/{folder}={named}/part.{options.format}", {folder: value}, where))
    return parts


def _left_out(connection: Connection, exports: list[Exported], files: list[ExportFile], options: Options) -> LeftOut:
    """What is missing: columns; and of a full export, how many rows of each table."""
    columns = [
        f"{exported.name}.{column.name}"
        for exported in exports
        for column in (columns_of(exported.model) if exported.model is not None else ())
        if column.is_descriptor
    ]
    rows: dict[str, int] = {}
    for exported in exports if options.since is None else []:
        row = connection.execute(f"SELECT count(*) FROM {exported.source}").fetchone()
        missing = (row[0] if row else 0) - sum(file.rows for file in files if file.table == exported.name)
        if missing:
            rows[exported.name] = missing
    return LeftOut(tuple(columns), rows)


def _finish(manifest: Manifest, folder: Path) -> Manifest:
    (folder / DATA_PACKAGE).write_text(render(manifest), encoding="utf-8", newline="")
    manifest = manifest._replace(data_package=measure(folder / DATA_PACKAGE))
    (folder / MANIFEST).write_text(manifest.text(), encoding="utf-8", newline="")
    return manifest
