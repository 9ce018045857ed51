"""The tables and views that can be exported, with their columns, keys and descriptions."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from schemas.manifest import ExportColumn
from schemas.model import Table, columns_of, describe
from schemas.tables import HISTORY_TABLES, MAIN_TABLES, OPS_TABLES
from warehouse.connection import Connection
from warehouse.errors import InvalidRequest
from warehouse.export.formats.base import Format
from warehouse.export.options import ExportOptions
from warehouse.schema.history import VERSION_COLUMNS
from warehouse.sql import qualified

# Whole numbers that Parquet and most readers have no type for.
_CAST = {"HUGEINT": "BIGINT", "UHUGEINT": "BIGINT", "UBIGINT": "BIGINT"}


class ExportTable(NamedTuple):
    """A table or view to export, with the columns that were asked for. `key` is empty where rows have none."""

    name: str
    source: str
    description: str
    key: tuple[str, ...]
    columns: tuple[ExportColumn, ...]
    model: type[Table] | None


def chosen(connection: Connection, options: ExportOptions, format: Format) -> list[ExportTable]:
    """What the options ask for, each once. Raises InvalidRequest for what is not there, or cannot be had that way."""
    names = [name.removeprefix("main.") for name in options.tables] or [model.sql_name for model in MAIN_TABLES]
    found = [_with_columns(exported_of(connection, name), options) for name in dict.fromkeys(names)]
    _check_columns(found, options)
    for exported in found:
        _check_fit(exported, options)
        format.check_table(exported)
    return found


def exported_of(connection: Connection, name: str) -> ExportTable:
    """A table or view by its name: `risks`, `ops.findings`, `history.risks`, or a view of main."""
    tables = {model.sql_name: model for model in MAIN_TABLES}
    tables |= {f"ops.{model.sql_name}": model for model in OPS_TABLES}
    if (model := tables.get(name)) is not None:
        columns = tuple(
            ExportColumn(name=c.name, type=c.sql_type, nullable=c.nullable, description=c.description)
            for c in columns_of(model)
        )
        return ExportTable(name, qualified(model), describe(model), model.primary_key, columns, model)
    views = {
        (view if schema == "main" else f"{schema}.{view}"): (schema, view, comment or "")
        for schema, view, comment in connection.execute(
            "SELECT schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal AND schema_name IN ('main', 'history')"
        ).fetchall()
    }
    if name not in views:
        near = difflib.get_close_matches(name, [*tables, *views], 1, 0.7)
        hint = f"did you mean {near[0]}?" if near else "`procwh dictionary` lists them"
        raise InvalidRequest(f"there is no table {name}; {hint}")
    schema, view, comment = views[name]
    history = {model.sql_name: ("version_id", *model.primary_key) for model in HISTORY_TABLES}
    key = history[view] if schema == "history" else ()
    return ExportTable(name, f'{schema}."{view}"', comment, key, _view_columns(connection, schema, view), None)


def _view_columns(connection: Connection, schema: str, view: str) -> tuple[ExportColumn, ...]:
    comments = dict(
        connection.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = ? AND table_name = ?", [schema, view]
        ).fetchall()
    )
    described = connection.execute(f'DESCRIBE {schema}."{view}"').fetchall()
    never_null = VERSION_COLUMNS[:2] if schema == "history" else ()
    return tuple(
        ExportColumn(
            name=name,
            type=_CAST.get(kind, kind),
            nullable=name not in never_null,
            description=comments.get(name) or "",
        )
        for name, kind, *_ in described
    )


def _with_columns(exported: ExportTable, options: ExportOptions) -> ExportTable:
    """The key, and the columns that were asked for, in the order asked; all of them where none were."""
    if not options.columns:
        return exported
    by_name = {column.name: column for column in exported.columns}
    names = dict.fromkeys([*exported.key, *(name for name in options.columns if name in by_name)])
    return exported._replace(columns=tuple(by_name[name] for name in names))


def _check_columns(found: list[ExportTable], options: ExportOptions) -> None:
    there = {column.name for exported in found for column in exported.columns}
    if missing := [name for name in options.columns if name not in there]:
        raise InvalidRequest(
            f"no table of this export has a column {missing[0]}; `procwh dictionary` lists the columns"
        )
    for exported in found:
        if options.columns and not {column.name for column in exported.columns} & set(options.columns):
            raise InvalidRequest(
                f"{exported.name} has none of the columns asked for; name the tables that have, with --table"
            )


def _check_fit(exported: ExportTable, options: ExportOptions) -> None:
    is_main = exported.name in {model.sql_name for model in MAIN_TABLES}
    if options.since is not None and not is_main:
        raise InvalidRequest(f"what changed is known of tables of main alone; export {exported.name} without --since")
    if options.without_descriptors and not is_main:
        raise InvalidRequest(f"{exported.name} quotes pages as they are; --without-descriptors is for tables of main")
    if not options.without_descriptors or exported.model is None:
        pass
    elif wrong := [c.name for c in columns_of(exported.model) if c.is_descriptor and c.name in options.columns]:
        raise InvalidRequest(f"{exported.name}.{wrong[0]} holds descriptors; leave out one of the two")
