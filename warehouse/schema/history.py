"""The DDL of the history: superseded rows in schema archive, views over all versions in schema history, and `<table>_as_of(moment)`.

The current version's rows are those of schema main; only superseded rows are stored again. `history.<table>` joins both with `ops.versions`.
"""

from __future__ import annotations

from schemas.model import Table, columns_of, describe
from schemas.tables import HISTORY_TABLES
from warehouse.sql import columns_sql, qualified, quote

VERSION_COLUMNS = ("version_id", "valid_from", "valid_to", "change")
_DESCRIPTIONS = {
    "version_id": "Key of the version (ops.versions.version_id)",
    "valid_from": "When the version was published first, in UTC",
    "valid_to": "When the next version took its place, in UTC; null for the current one",
    "change": "What made the version: new, source, parser or reappeared",
}


def history_statements() -> list[str]:
    """The statements that create archive tables, history views and as-of macros, in order."""
    statements = ["CREATE SCHEMA IF NOT EXISTS archive", "CREATE SCHEMA IF NOT EXISTS history"]
    for model in HISTORY_TABLES:
        statements.append(_archive_table(model))
        statements.extend(_comments("TABLE", "archive", model, f"Superseded rows of {model.sql_name}", ("version_id",)))
        statements.append(_view(model))
        statements.extend(
            _comments("VIEW", "history", model, f"{describe(model)} Every version of each page.", VERSION_COLUMNS)
        )
        statements.append(_as_of(model))
    return statements


def _archive_table(model: type[Table]) -> str:
    lines = ['"version_id" VARCHAR NOT NULL', *(f'"{column.name}" {column.sql_type}' for column in columns_of(model))]
    return f"CREATE TABLE archive.{model.sql_name} (\n  " + ",\n  ".join(lines) + "\n)"


def _comments(kind: str, schema: str, model: type[Table], text: str, extra: tuple[str, ...]) -> list[str]:
    name = f"{schema}.{model.sql_name}"
    described = [(column, _DESCRIPTIONS[column]) for column in extra]
    described += [(column.name, column.description) for column in columns_of(model)]
    statements = [f"COMMENT ON {kind} {name} IS {quote(text)}"]
    statements.extend(
        f'COMMENT ON COLUMN {name}."{column}" IS {quote(description)}' for column, description in described
    )
    return statements


def _view(model: type[Table]) -> str:
    version = ", ".join(f"v.{column}" for column in VERSION_COLUMNS)
    is_page = "page_id" in {column.name for column in columns_of(model)}
    through = "" if is_page else " JOIN main.procedures p ON p.procedure_id = t.procedure_id"
    page = "t.page_id" if is_page else "p.page_id"
    columns = ", ".join(columns_sql(model, "t"))
    return (
        f"CREATE VIEW history.{model.sql_name} AS\n"
        f"SELECT {version}, {columns} FROM {qualified(model)} t{through} JOIN ops.versions v ON v.page_id = {page} AND v.valid_to IS NULL\n"
        f"UNION ALL\nSELECT {version}, {columns} FROM archive.{model.sql_name} t JOIN ops.versions v ON v.version_id = t.version_id"
    )


def _as_of(model: type[Table]) -> str:
    columns = ", ".join(columns_sql(model))
    return (
        f"CREATE MACRO {model.sql_name}_as_of(moment) AS TABLE SELECT {columns} FROM history.{model.sql_name}\n"
        "WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment)"
    )
