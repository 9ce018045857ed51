"""The DDL, rendered from the table models: types, NOT NULL, keys, CHECKs and comments."""

from __future__ import annotations

import hashlib
from functools import cache

from schemas.model import Column, Table, columns_of, describe
from schemas.tables import TABLES
from schemas.vocabulary.rules import RULES
from schemas.vocabulary.sections import SECTIONS
from warehouse.schema.history import history_statements
from warehouse.schema.views import view_statements
from warehouse.sql import qualified, quote

SCHEMA_VERSION = "2"
# Earlier versions that warehouse/schema/migrate.py migrates.
EARLIER_VERSIONS = ("1",)


def _column(column: Column) -> str:
    parts = [f'"{column.name}"', column.sql_type]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.allowed:
        parts.append(f'CHECK ("{column.name}" IN ({", ".join(map(quote, column.allowed))}))')
    if column.minimum is not None:
        parts.append(f'CHECK ("{column.name}" >= {column.minimum:g})')
    if column.pattern is not None:
        parts.append(f'CHECK (regexp_full_match("{column.name}", {quote(column.pattern)}))')
    return " ".join(parts)


def create_table(model: type[Table]) -> str:
    """The CREATE TABLE statement of a model."""
    lines = [_column(column) for column in columns_of(model)]
    if model.primary_key:
        lines.append(f"PRIMARY KEY ({', '.join(model.primary_key)})")
    lines.extend(f"CHECK ({left} {sign} {right})" for left, sign, right in model.row_checks)
    return f"CREATE TABLE {qualified(model)} (\n  " + ",\n  ".join(lines) + "\n)"


def comments(model: type[Table]) -> list[str]:
    """The COMMENT statements of a model."""
    statements = [f"COMMENT ON TABLE {qualified(model)} IS {quote(describe(model))}"]
    statements.extend(
        f'COMMENT ON COLUMN {qualified(model)}."{column.name}" IS {quote(column.description)}'
        for column in columns_of(model)
    )
    return statements


def all_statements() -> list[str]:
    """Every statement that makes an empty warehouse, in order: tables, history, views, and the version's own table."""
    statements = [
        f"CREATE SCHEMA IF NOT EXISTS {schema}" for schema in sorted({model.sql_schema for model in TABLES} - {"main"})
    ]
    for model in TABLES:
        statements.append(create_table(model))
        statements.extend(comments(model))
    statements.extend(history_statements())
    statements.extend(view_statements())
    statements.append("CREATE TABLE ops.schema_version (version VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)")
    statements.append("COMMENT ON TABLE ops.schema_version IS 'The version of the tables, one row.'")
    described = {
        "version": "Version of the schema that the warehouse was written with",
        "fingerprint": "SHA-256 of the statements that made it, by which a change of a comment or a closed list is known",
    }
    statements.extend(
        f"COMMENT ON COLUMN ops.schema_version.{column} IS {quote(text)}" for column, text in described.items()
    )
    return statements


@cache
def schema_fingerprint() -> str:
    """SHA-256 (hexadecimal) of all statements, so that any change of the schema is noticed."""
    return hashlib.sha256("\n".join(all_statements()).encode()).hexdigest()


def section_kind_rows() -> list[tuple[str, int, str, str]]:
    """The rows of `section_kinds`: section, position, title, description."""
    return [(section.key, position, section.title, section.description) for position, section in enumerate(SECTIONS, 1)]


def rule_rows() -> list[tuple[str, str, str]]:
    """The rows of `ops.rules` for the rules of today: rule, decides, reason."""
    return [(rule.name, rule.decides, rule.reason) for rule in RULES]


def render() -> str:
    """The DDL as one script: docs/schema.sql."""
    return ";\n\n".join(all_statements()) + ";\n"
