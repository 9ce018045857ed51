"""Questions to a published warehouse: users' SQL in a sandbox, and unknown headings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from warehouse.database import open_reader
from warehouse.errors import WarehouseError


class Result(NamedTuple):
    """Column names and rows of a query."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def run_sql(database: Path, sql: str) -> Result:
    """The result of one read-only query. Raises WarehouseError with DuckDB's own first line if it fails."""
    with open_reader(database, sandbox=True, earlier=True) as connection:
        try:
            cursor = connection.execute(sql)
            if cursor is None or cursor.description is None:
                raise WarehouseError("there is no query in that text; give one SELECT")
            return Result(tuple(column[0] for column in cursor.description), cursor.fetchall())
        except duckdb.Error as error:
            raise WarehouseError(_first_lines(error)) from error


def _first_lines(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[:2])[:300] if lines else type(error).__name__


def unknown_headings(database: Path, most: int) -> Result:
    """Headings under `other`: (heading, pages, sites, the beginning of a text under it), the commonest first."""
    with open_reader(database) as connection:
        cursor = connection.execute(
            f"""SELECT any_value(heading), count(DISTINCT page_id) AS pages, string_agg(DISTINCT coalesce(site, ''), ', '),
            left(any_value(text), 100) FROM sections JOIN procedures USING (procedure_id)
            WHERE section = 'other' AND heading IS NOT NULL GROUP BY lower(trim(heading, ' :?-')) ORDER BY pages DESC, 1 LIMIT {int(most)}"""
        )
        return Result(("heading", "pages", "sites", "text"), cursor.fetchall())
