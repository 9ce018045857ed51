"""Migration of a warehouse with another schema: a new file with today's tables, filled from the old one.

The old file is left unchanged; the run that asked for the migration publishes the new one in its place.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from schemas.model import Table, columns_of
from schemas.tables import HISTORY_TABLES, TABLES
from warehouse.connection import Connection, transaction
from warehouse.errors import WarehouseError
from warehouse.schema.database import is_todays, open_reader, open_writer
from warehouse.sql import quote

# SQL for columns that came later and may not be null, evaluated on the old rows.
_DEFAULTS = {
    "ops.runs.pages_gone": "0",
    "ops.runs.stage": "CASE status WHEN 'published' THEN 'published' ELSE 'planning' END",
}


def needs_migration(path: Path) -> bool:
    """Whether a file has another schema than today's. Raises WarehouseError for one of a later version or no warehouse."""
    with open_reader(path, earlier=True) as connection:
        return not is_todays(connection)


def bring_forward(old: Path, new: Path) -> None:
    """Write `new` with today's tables and the rows of `old`. Raises WarehouseError if the rows do not fit the tables."""
    with open_writer(new) as connection:
        connection.execute(f"ATTACH {quote(str(old))} AS earlier (READ_ONLY)")
        try:
            with transaction(connection):
                for model in TABLES:
                    _copy(connection, f"{model.sql_schema}.{model.sql_name}", _values(model))
                for model in HISTORY_TABLES:
                    _copy(connection, f"archive.{model.sql_name}", {"version_id": '"version_id"', **_values(model)})
        except duckdb.Error as error:
            raise WarehouseError(
                f"{old} cannot be brought to today's tables ({str(error).splitlines()[0][:150]}); "
                "ingest the raw folder into a new file with --db"
            ) from error
        finally:
            connection.execute("DETACH earlier")


def _values(model: type[Table]) -> dict[str, str]:
    """For each column the SQL of its value. A value that is no longer on a closed list becomes null where null is allowed."""
    return {
        column.name: f'CASE WHEN "{column.name}" IN ({", ".join(map(quote, column.allowed))}) THEN "{column.name}" END'
        if column.allowed and column.nullable
        else f'"{column.name}"'
        for column in columns_of(model)
    }


def _copy(connection: Connection, table: str, values: dict[str, str]) -> None:
    schema, _, name = table.partition(".")
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = 'earlier' AND schema_name = ? AND table_name = ?",
        [schema, name],
    ).fetchall()
    there = {row[0] for row in rows}
    if not there:
        return
    filled = {column: value for column, value in values.items() if column in there}
    filled |= {
        column: _DEFAULTS[key] for column in values if column not in there and (key := f"{table}.{column}") in _DEFAULTS
    }
    connection.execute(
        f"INSERT INTO {table} ({', '.join(filled)}) SELECT {', '.join(filled.values())} FROM earlier.{table}"
    )
