"""The data dictionary, rendered from the table models."""

from __future__ import annotations

from schemas.model import Column, Table, columns_of, describe
from schemas.tables import TABLES

_SHOWN = 8


def _values(column: Column) -> str:
    if not column.allowed:
        return column.description
    shown = ", ".join(f"`{value}`" for value in column.allowed[:_SHOWN])
    more = f", ... ({len(column.allowed)} in all)" if len(column.allowed) > _SHOWN else ""
    return f"{column.description}. One of {shown}{more}"


def table_markdown(model: type[Table]) -> str:
    """One table as Markdown."""
    lines = [
        f"## {model.sql_schema}.{model.sql_name}" if model.sql_schema != "main" else f"## {model.sql_name}",
        "",
        describe(model),
    ]
    if model.primary_key:
        lines += ["", "Key: " + ", ".join(f"`{name}`" for name in model.primary_key)]
    lines += ["", "| column | type | null | description |", "|---|---|---|---|"]
    for column in columns_of(model):
        text = _values(column).replace("|", "\\|")
        lines.append(f"| `{column.name}` | {column.sql_type} | {'yes' if column.nullable else 'no'} | {text} |")
    return "\n".join(lines)


def markdown() -> str:
    """The whole dictionary as Markdown."""
    head = "# Data dictionary\n\nRendered from the table models in `schemas/tables/` by `make docs`; do not edit.\n\n"
    return head + "\n\n".join(table_markdown(model) for model in TABLES) + "\n"
