"""What was set aside: rows and pages by reason, and where their raw files lie."""

from __future__ import annotations

from pathlib import Path

from warehouse.schema.database import open_reader
from warehouse.sql import quote
from warehouse.values import Result


def list_quarantine(database: Path, by_row: bool = False) -> Result:
    """What is in quarantine: by table and reason with a sample page, or each row."""
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
    """The raw files of pages that have something in quarantine, all or those whose reason holds some words."""
    where = f"WHERE contains(lower(reason), {quote(reason.lower())})" if reason else ""
    with open_reader(database) as connection:
        rows = connection.execute(
            f"""SELECT DISTINCT split_part(location, '!/', 1) FROM ops.quarantine JOIN ops.inputs USING (page_id) {where} ORDER BY 1"""
        ).fetchall()
    return [row[0] for row in rows]
