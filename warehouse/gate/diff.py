"""The differences between two states of the warehouse, table by table, with counts and samples."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from schemas.model import Table, column_names
from schemas.tables import CONTENT_TABLES
from schemas.tables.sources import Pages
from warehouse.connection import Connection
from warehouse.sql import quote

# Columns of pages that describe the page; the others change with every run.
_PAGE_COLUMNS = (
    "page_id",
    "source_uri",
    "site",
    "status",
    "reason",
    "duplicate_of",
    "encoding",
    "content_sha256",
    "unclaimed_chars",
)
# Sample rows of each kind a table.
SAMPLES = 5


class TableDiff(NamedTuple):
    """One table: how many rows are added, removed and changed (same key), and samples as (`+`, `-` or `~`, row by column)."""

    table: str
    added: int
    removed: int
    changed: int
    samples: list[tuple[str, dict[str, Any]]]


def diff_tables(connection: Connection, published: Path) -> list[TableDiff]:
    """The tables of an open warehouse that differ from those of a published file, in the order of the tables. No file: all rows are added."""
    if published.exists():
        connection.execute(f"ATTACH {quote(str(published))} AS old (READ_ONLY)")
    try:
        models: list[tuple[type[Table], tuple[str, ...]]] = [(Pages, _PAGE_COLUMNS)]
        models += [(model, column_names(model)) for model in CONTENT_TABLES]
        found = [_diff(connection, model, columns, published.exists()) for model, columns in models]
        return [diff for diff in found if diff.added or diff.removed or diff.changed]
    finally:
        if published.exists():
            connection.execute("DETACH old")


def _diff(connection: Connection, model: type[Table], columns: tuple[str, ...], has_old: bool) -> TableDiff:
    listed = ", ".join(f'"{column}"' for column in columns)
    name = model.sql_name
    before = f"SELECT {listed} FROM old.main.{name}" if has_old else f"SELECT {listed} FROM {name} LIMIT 0"
    # plus and minus (the compared columns): rows that only the open warehouse has, and those that only the published file has.
    connection.execute(f"CREATE OR REPLACE TEMP TABLE plus AS (SELECT {listed} FROM {name}) EXCEPT ALL ({before})")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE minus AS ({before}) EXCEPT ALL (SELECT {listed} FROM {name})")
    key = ", ".join(model.primary_key)
    row = connection.execute(
        f"""SELECT (SELECT count(*) FROM plus), (SELECT count(*) FROM minus),
        (SELECT count(*) FROM (SELECT {key} FROM plus INTERSECT SELECT {key} FROM minus))"""
    ).fetchone()
    added, removed, changed = row or (0, 0, 0)
    samples: list[tuple[str, dict[str, Any]]] = []
    for sign, side, other in (("+", "plus", "minus"), ("-", "minus", "plus")):
        rows = connection.execute(
            f"SELECT * FROM {side} ANTI JOIN {other} USING ({key}) ORDER BY ALL LIMIT {SAMPLES}"
        ).fetchall()
        samples += [(sign, dict(zip(columns, values, strict=True))) for values in rows]
    rows = connection.execute(
        f"SELECT * FROM plus SEMI JOIN minus USING ({key}) ORDER BY ALL LIMIT {SAMPLES}"
    ).fetchall()
    samples += [("~", dict(zip(columns, values, strict=True))) for values in rows]
    return TableDiff(name, added - changed, removed - changed, changed, samples)
