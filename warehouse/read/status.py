"""What `procwh status` shows: the last runs, those that have no row yet, what is published, and the disk space that it takes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from schemas.tables import MAIN_TABLES
from warehouse.connection import Connection
from warehouse.load.journal import pending_records
from warehouse.load.publish import Workplace, is_held
from warehouse.schema.database import open_reader
from warehouse.values import Result

_RUNS = """SELECT run_id AS run, status, pages_seen AS seen, pages_loaded AS loaded, pages_unchanged AS unchanged,
pages_duplicate AS duplicate, pages_rejected AS rejected, pages_gone AS gone, procedures, round(seconds, 1) AS seconds,
CASE WHEN status <> 'published' THEN stage || ': ' || left(regexp_replace(error, '\\s*\n\\s*', ' ', 'g'), 200) END AS "ended in"
FROM ops.runs ORDER BY run_id DESC LIMIT $last"""
_PAGES = """SELECT status, count(*) AS pages, sum(content_chars) AS characters, sum(unclaimed_chars) AS unclaimed
FROM pages GROUP BY ALL ORDER BY ALL"""
_FINDINGS = """SELECT severity, code AS finding, count(*) AS times, count(DISTINCT page_id) AS pages
FROM ops.findings GROUP BY ALL ORDER BY times DESC, code LIMIT 12"""


class Status(NamedTuple):
    """The last runs, newest first; runs without a row yet; rows by table, pages by status, the commonest findings; bytes on disk."""

    runs: Result
    under_way: Result
    tables: Result
    pages: Result
    findings: Result
    disk: Result


def read_status(database: Path, last: int) -> Status:
    """The status, with the `last` newest runs. Raises WarehouseError if nothing is published and no run is under way or waits for its row."""
    workplace = Workplace(database.absolute())
    under_way, disk = _under_way(workplace), _disk(workplace)
    nothing = Result((), [])
    if under_way.rows and not database.exists():
        return Status(nothing, under_way, nothing, nothing, nothing, disk)
    with open_reader(database) as connection:
        counted = " UNION ALL ".join(
            f"SELECT '{model.sql_name}', count(*) FROM {model.sql_name}" for model in MAIN_TABLES
        )
        runs = _ask(connection, _RUNS, {"last": last})
        tables = Result(("table", "rows"), _ask(connection, counted).rows)
        return Status(runs, under_way, tables, _ask(connection, _PAGES), _ask(connection, _FINDINGS), disk)


def _ask(connection: Connection, sql: str, parameters: dict[str, object] | None = None) -> Result:
    cursor = connection.execute(sql, parameters or {})
    return Result(tuple(column[0] for column in cursor.description or ()), cursor.fetchall())


def _under_way(workplace: Workplace) -> Result:
    """Runs without a row: the one that works now, and those whose row could not be published."""
    held = is_held(workplace)
    found = pending_records(workplace.journal)[::-1]
    rows: list[tuple[object, ...]] = []
    for number, record in enumerate(found):
        is_working = held and number == 0 and record.status == "running"
        status = "working" if is_working else "killed" if record.status == "running" else record.status
        rows.append((record.run_id, status, record.stage, (record.error or "").partition("\n")[0]))
    return Result(("run", "status", "stage", "error"), rows)


def _disk(workplace: Workplace) -> Result:
    """Bytes of the published file, of what interrupted runs have staged, and of all other work files."""
    staged = _size(workplace.staging)
    published = workplace.published.stat().st_size if workplace.published.exists() else 0
    rows = [
        ("published", str(workplace.published), published),
        ("staged by interrupted runs", str(workplace.staging), staged),
        ("other work files", str(workplace.folder), _size(workplace.folder) - staged),
    ]
    return Result(("what", "where", "bytes"), list(rows))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
