"""Partitions: the tables of procedures as a folder for each code system or site, `risks/CPT/part.parquet`.

The column stays in the files and the folders are not named as Hive names them (`code_system=CPT`): of Hive's folders pandas cannot read rows
without a value, Arrow refuses a column that is in the files too, and nobody reads CSV.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote as percent

from schemas.manifest import ExportColumn
from schemas.model import column_names
from schemas.tables import CONTENT_TABLES
from warehouse.connection import Connection
from warehouse.export.tables import ExportTable
from warehouse.sql import quote

# The folder of rows without a value.
NO_VALUE = "none"
_CONTENT = {model.sql_name for model in CONTENT_TABLES}


class ExportPart(NamedTuple):
    """One file to write: its path below the export's folder, its partition, the table with the columns it has, and its rows."""

    path: str
    partition: dict[str, str | None]
    table: ExportTable
    query: str


def folder_of(value: str | None) -> str:
    """The folder of a value: percent-encoded, so that it is one name on any system, and no name that readers pass over."""
    if value is None:
        return NO_VALUE
    name = percent(value, safe="")
    if name == NO_VALUE or name.startswith((".", "_")):
        return f"%{ord(name[0]):02X}{name[1:]}"
    return name or "%"


def parts_of(connection: Connection, table: ExportTable, query: str, by: str | None, ending: str) -> list[ExportPart]:
    """The files of a table, whose rows a query gives: one, or one for each value of the procedures' column `by`."""
    if by is None or table.name not in _CONTENT or table.model is None:
        return [ExportPart(f"{table.name}.{ending}", {}, table, query)]
    # A column of its own with that name says something else.
    is_taken = table.name != "procedures" and by in column_names(table.model)
    name = f"procedure_{by}" if is_taken else by
    is_there = any(column.name == name for column in table.columns)
    column = ExportColumn(
        name=name,
        type="VARCHAR",
        nullable=True,
        description=f"The procedure's {by.replace('_', ' ')}, by which files are cut",
    )
    cut = table if is_there else table._replace(columns=(*table.columns, column))
    parts = []
    for value in _values(connection, table, by):
        literal = "NULL" if value is None else quote(value)
        added = "" if is_there else f', {literal}::VARCHAR AS "{name}"'
        rows = f"""SELECT q.*{added} FROM ({query}) q
            WHERE q.procedure_id IN (SELECT procedure_id FROM main.procedures WHERE "{by}" IS NOT DISTINCT FROM {literal})"""
        parts.append(ExportPart(f"{table.name}/{folder_of(value)}/part.{ending}", {name: value}, cut, rows))
    return parts


def _values(connection: Connection, table: ExportTable, by: str) -> list[str | None]:
    """The values that rows of a table have, none last; a table without rows has one file too, to show its columns."""
    found = connection.execute(
        f"""SELECT DISTINCT p."{by}" FROM {table.source} t JOIN main.procedures p USING (procedure_id) ORDER BY 1 NULLS LAST"""
    ).fetchall()
    return [value for (value,) in found] or [None]
