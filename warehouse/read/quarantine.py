"""The quarantine: rows and pages that were set aside, by reason, and their raw files."""

from __future__ import annotations

from pathlib import Path

from warehouse.schema.database import open_reader
from warehouse.values import Result


def list_quarantine(database: Path, by_row: bool = False) -> Result:
    """The quarantine by table and reason, with counts and a sample page, or row by row. Raises WarehouseError if nothing is published."""
    source = "FROM ops.quarantine q LEFT JOIN pages USING (page_id)"
    sql = (
        f'SELECT q.table_name AS "table", q.reason, source_uri AS page, row_json AS "row" {source} ORDER BY ALL'
        if by_row
        else f"""SELECT q.table_name AS "table", q.reason, count(*) AS "rows", count(DISTINCT page_id) AS pages,
        min(source_uri) AS "for example" {source} GROUP BY ALL ORDER BY "rows" DESC, q.reason"""
    )
    with open_reader(database) as connection:
        cursor = connection.execute(sql)
        return Result(tuple(column[0] for column in cursor.description or ()), cursor.fetchall())


def quarantined_locations(database: Path, reason: str | None) -> list[str]:
    """The raw files (a container for its members) of pages in quarantine, in order; only those whose reason contains `reason`, in any case.

    Raises WarehouseError if nothing is published.
    """
    with open_reader(database) as connection:
        rows = connection.execute(
            """SELECT DISTINCT split_part(location, '!/', 1) FROM ops.quarantine JOIN ops.inputs USING (page_id)
            WHERE contains(lower(reason), lower($reason)) ORDER BY 1""",
            {"reason": reason or ""},
        ).fetchall()
    return [row[0] for row in rows]
