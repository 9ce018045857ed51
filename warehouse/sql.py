"""Names and literals in SQL."""

from __future__ import annotations

from datetime import datetime

from schemas.model import Table, column_names


def quote(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def timestamp(moment: datetime) -> str:
    """A SQL timestamp literal."""
    return f"TIMESTAMP {quote(moment.strftime('%Y-%m-%d %H:%M:%S.%f'))}"


def qualified(model: type[Table]) -> str:
    """`schema.table` of a model."""
    return f"{model.sql_schema}.{model.sql_name}"


def columns_sql(model: type[Table], alias: str = "") -> list[str]:
    """The model's columns, quoted, with a table alias if one is given."""
    return [f'{alias}."{name}"' if alias else f'"{name}"' for name in column_names(model)]


def page_key_sql(model: type[Table], alias: str) -> str:
    """The key of the page that a row belongs to, of a table alias: a procedure's key is its page's key, a hyphen and a number."""
    return f"{alias}.page_id" if "page_id" in column_names(model) else f"split_part({alias}.procedure_id, '-', 1)"


def words_sql(model: type[Table], alias: str = "") -> str:
    """The page's own words of a model's row, with a table alias if one is given: one column, or several joined where they are not null."""
    columns = [f"{alias}.{name}" if alias else name for name in model.words]
    return columns[0] if len(columns) == 1 else f"concat_ws({quote(model.joiner)}, {', '.join(columns)})"
