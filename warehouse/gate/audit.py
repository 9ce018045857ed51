"""The gate before publishing: a run's result against what is published, each check with a threshold and its figures."""

from __future__ import annotations

from pathlib import Path

from schemas.model import column_names
from schemas.tables import CONTENT_TABLES
from warehouse.connection import Connection
from warehouse.errors import Alarm
from warehouse.gate.thresholds import DEFAULTS, Thresholds
from warehouse.sql import quote, timestamp
from warehouse.values import Run

# Facts whose value can be null where the words could not be read: table -> (column, what a null means).
_TYPED = {"durations": "coalesce(min_minutes, max_minutes)", "settings": "setting", "personnel": "role"}


def audit(connection: Connection, published: Path, run: Run, limits: Thresholds = DEFAULTS) -> list[Alarm]:
    """What in the loaded run would surprise the readers of the published file. Nothing is published yet: nothing to compare."""
    if not published.exists():
        return []
    connection.execute(f"ATTACH {quote(str(published))} AS old (READ_ONLY)")
    try:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE made AS SELECT page_id FROM ops.versions
            WHERE run_id = {quote(run.run_id)} AND valid_to IS NULL"""
        )
        return [
            *_pages_lost(connection, limits),
            *_rejected(connection, run, limits),
            *_sections(connection, limits),
            *_unclaimed(connection, limits),
            *_nulls(connection, limits),
            *_rows_lost(connection, limits),
        ]
    finally:
        connection.execute("DETACH old")


def _one(connection: Connection, sql: str) -> tuple[float, ...]:
    row = connection.execute(sql).fetchone()
    return tuple(value or 0 for value in row) if row else ()


def _pages_lost(connection: Connection, limits: Thresholds) -> list[Alarm]:
    before, lost = _one(
        connection,
        """SELECT count(*), count(*) FILTER (new.status IN ('gone', 'rejected') OR new.status IS NULL)
        FROM old.main.pages o LEFT JOIN main.pages new USING (page_id) WHERE o.status = 'current'""",
    )
    if lost >= limits.pages_lost_at_least and lost > before * limits.pages_lost:
        return [
            Alarm(
                "pages lost",
                f"{lost:.0f} of {before:.0f} pages are gone or rejected (more than {limits.pages_lost:.0%})",
            )
        ]
    return []


def _rejected(connection: Connection, run: Run, limits: Thresholds) -> list[Alarm]:
    """Pages that this run rejects and the published ledger does not, against the share of rejected pages in that ledger."""
    seen, new, known, rejected = _one(
        connection,
        f"""SELECT (SELECT count(*) FROM pages WHERE last_seen_at = {timestamp(run.started_at)}),
        (SELECT count(*) FROM pages p LEFT JOIN old.main.pages o USING (page_id) WHERE p.status = 'rejected'
          AND p.last_seen_at = {timestamp(run.started_at)} AND coalesce(o.status, '') <> 'rejected'),
        (SELECT count(*) FROM old.main.pages), (SELECT count(*) FROM old.main.pages WHERE status = 'rejected')""",
    )
    share = rejected / max(1, known)
    if known and new >= limits.rejected_at_least and new / max(1, seen) > share + limits.rejected:
        return [
            Alarm(
                "pages rejected",
                f"{new:.0f} of {seen:.0f} pages, {rejected:.0f} of {known:.0f} before",
            )
        ]
    return []


def _sections(connection: Connection, limits: Thresholds) -> list[Alarm]:
    """Sections that the pages of a site had and those of this run have not: how a changed layout shows."""
    rows = connection.execute(
        f"""WITH now AS (
          SELECT coalesce(site, '') AS site, section, count(*) AS pages, count(*) FILTER (state = 'parsed') AS parsed
          FROM section_coverage JOIN procedures USING (procedure_id) WHERE page_id IN (SELECT page_id FROM made) GROUP BY ALL
        ), before AS (
          SELECT coalesce(site, '') AS site, section, count(*) AS pages, count(*) FILTER (state = 'parsed') AS parsed
          FROM old.main.section_coverage JOIN old.main.procedures USING (procedure_id) GROUP BY ALL
        )
        SELECT site, section, now.parsed, now.pages, before.parsed, before.pages FROM now JOIN before USING (site, section)
        WHERE now.pages >= {limits.section_pages} AND before.pages >= {limits.section_pages} AND section <> 'other'
          AND now.parsed / now.pages < before.parsed / before.pages - {limits.section_drop}
        ORDER BY before.parsed / before.pages - now.parsed / now.pages DESC, section"""
    ).fetchall()
    return [
        Alarm(
            f"section {section} of {site or 'pages without a site'}",
            f"on {parsed} of the {pages} pages of this run; published: on {parsed_before} of {pages_before}",
        )
        for site, section, parsed, pages, parsed_before, pages_before in rows
    ]


def _unclaimed(connection: Connection, limits: Thresholds) -> list[Alarm]:
    now, before = _one(
        connection,
        """SELECT (SELECT sum(unclaimed_chars) / greatest(sum(content_chars), 1) FROM pages WHERE page_id IN (SELECT page_id FROM made)),
        (SELECT sum(unclaimed_chars) / greatest(sum(content_chars), 1) FROM old.main.pages)""",
    )
    if now > before + limits.unclaimed_rise:
        return [
            Alarm("unclaimed text", f"{now:.1%} of the characters of this run's pages, {before:.1%} of those published")
        ]
    return []


def _nulls(connection: Connection, limits: Thresholds) -> list[Alarm]:
    """Typed facts that could not be read as often as they used to be."""
    alarms: list[Alarm] = []
    for table, value in _TYPED.items():
        rows, nulls, rows_before, nulls_before = _one(
            connection,
            f"""SELECT (SELECT count(*) FROM {table} JOIN procedures USING (procedure_id) WHERE page_id IN (SELECT page_id FROM made)),
            (SELECT count(*) FROM {table} JOIN procedures USING (procedure_id) WHERE page_id IN (SELECT page_id FROM made) AND {value} IS NULL),
            (SELECT count(*) FROM old.main.{table}), (SELECT count(*) FROM old.main.{table} WHERE {value} IS NULL)""",
        )
        share, share_before = nulls / max(1, rows), nulls_before / max(1, rows_before)
        if rows >= limits.null_rows and rows_before >= limits.null_rows and share > share_before + limits.null_rise:
            alarms.append(
                Alarm(
                    f"{table} without a value",
                    f"{share:.0%} of {rows:.0f} rows of this run, {share_before:.0%} of those published",
                )
            )
    return alarms


def _rows_lost(connection: Connection, limits: Thresholds) -> list[Alarm]:
    alarms: list[Alarm] = []
    for model in CONTENT_TABLES:
        if "position" not in column_names(model):
            continue
        rows, before = _one(
            connection,
            f"SELECT (SELECT count(*) FROM {model.sql_name}), (SELECT count(*) FROM old.main.{model.sql_name})",
        )
        lost = before - rows
        if lost >= limits.rows_lost_at_least and lost > before * limits.rows_lost:
            alarms.append(Alarm(f"rows of {model.sql_name}", f"{rows:.0f}, {before:.0f} published"))
    return alarms
