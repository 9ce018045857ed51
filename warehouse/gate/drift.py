"""Unknown headings: all that are published, and those that are new in a run."""

from __future__ import annotations

from pathlib import Path

from warehouse.connection import Connection
from warehouse.schema.database import open_reader
from warehouse.sql import quote
from warehouse.values import Result

_FOLDED = "lower(trim(heading, ' :?-'))"
_UNKNOWN = "section = 'other' AND heading IS NOT NULL"


def unknown_headings(database: Path, most: int) -> Result:
    """At most `most` headings of `other` sections, those on most pages first: heading, pages, sites, the first 100 characters under one."""
    with open_reader(database) as connection:
        cursor = connection.execute(
            f"""SELECT any_value(heading), count(DISTINCT page_id) AS pages, string_agg(DISTINCT coalesce(site, ''), ', '),
            left(any_value(text), 100) FROM sections JOIN procedures USING (procedure_id)
            WHERE {_UNKNOWN} GROUP BY {_FOLDED} ORDER BY pages DESC, 1 LIMIT $most""",
            {"most": most},
        )
        return Result(("heading", "pages", "sites", "text"), cursor.fetchall())


def new_headings(connection: Connection, published: Path, pages: int, most: int = 20) -> list[tuple[str, int]]:
    """Unknown headings on at least `pages` pages of the open warehouse and on none of the published file, as (heading, pages)."""
    if not published.exists():
        return []
    connection.execute(f"ATTACH {quote(str(published))} AS old (READ_ONLY)")
    try:
        return connection.execute(
            f"""SELECT any_value(heading), count(DISTINCT page_id) AS pages FROM sections JOIN procedures USING (procedure_id)
            WHERE {_UNKNOWN} AND {_FOLDED} NOT IN (SELECT {_FOLDED} FROM old.main.sections WHERE {_UNKNOWN})
            GROUP BY {_FOLDED} HAVING pages >= $pages ORDER BY pages DESC, 1 LIMIT $most""",
            {"pages": pages, "most": most},
        ).fetchall()
    finally:
        connection.execute("DETACH old")
