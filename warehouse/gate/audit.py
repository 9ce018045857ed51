"""The audit before publishing: a run's result compared with what is published, each check with a threshold and its figures."""

from __future__ import annotations

from pathlib import Path

from schemas.model import column_names
from schemas.tables import CONTENT_TABLES
from warehouse.connection import Connection
from warehouse.errors import Alarm
from warehouse.gate.thresholds import DEFAULT_THRESHOLDS, Thresholds
from warehouse.sql import quote
from warehouse.values import Run

# Tables whose rows carry a value read from their words: table -> SQL that is null where it could not be read.
_TYPED = {"durations": "coalesce(min_minutes, max_minutes)", "settings": "setting", "personnel": "role"}


def audit(connection: Connection, published: Path, run: Run, limits: Thresholds = DEFAULT_THRESHOLDS) -> list[Alarm]:
    """The checks that fail for a loaded run, against the published file; none before anything is published.

    `connection` is the writer's own file after the load. Attaches the published file as `old` for the time of the call.
    """
    if not published.exists():
        return []
    connection.execute(f"ATTACH {quote(str(published))} AS old (READ_ONLY)")
    try:
        # run_pages (page_id): pages of which the run made a version.
        connection.execute(
            """CREATE OR REPLACE TEMP TABLE run_pages AS SELECT page_id FROM ops.versions
            WHERE run_id = $run_id AND valid_to IS NULL""",
            {"run_id": run.run_id},
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


def _figures(connection: Connection, sql: str, parameters: dict[str, object] | None = None) -> tuple[float, ...]:
    """The one row of a query, nulls as 0."""
    row = connection.execute(sql, parameters or {}).fetchone()
    return tuple(value or 0 for value in row) if row else ()


def _pages_lost(connection: Connection, limits: Thresholds) -> list[Alarm]:
    before, lost = _figures(
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
    """The share of newly rejected pages in this run, against the share of rejected pages among all published."""
    seen, new, known, rejected = _figures(
        connection,
        """SELECT (SELECT count(*) FROM pages WHERE last_seen_at = $started_at),
        (SELECT count(*) FROM pages p LEFT JOIN old.main.pages o USING (page_id) WHERE p.status = 'rejected'
          AND p.last_seen_at = $started_at AND coalesce(o.status, '') <> 'rejected'),
        (SELECT count(*) FROM old.main.pages), (SELECT count(*) FROM old.main.pages WHERE status = 'rejected')""",
        {"started_at": run.started_at},
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
    """Sections that are missing on the pages of this run and were not on those published of the same site: a changed layout."""
    rows = connection.execute(
        """WITH now AS (
          SELECT coalesce(site, '') AS site, section, count(*) AS pages, count(*) FILTER (state = 'parsed') AS parsed
          FROM section_coverage JOIN procedures USING (procedure_id) WHERE page_id IN (SELECT page_id FROM run_pages) GROUP BY ALL
        ), before AS (
          SELECT coalesce(site, '') AS site, section, count(*) AS pages, count(*) FILTER (state = 'parsed') AS parsed
          FROM old.main.section_coverage JOIN old.main.procedures USING (procedure_id) GROUP BY ALL
        )
        SELECT site, section, now.parsed, now.pages, before.parsed, before.pages FROM now JOIN before USING (site, section)
        WHERE now.pages >= $pages AND before.pages >= $pages AND section <> 'other'
          AND now.parsed / now.pages < before.parsed / before.pages - $drop
        ORDER BY before.parsed / before.pages - now.parsed / now.pages DESC, section""",
        {"pages": limits.section_pages, "drop": limits.section_drop},
    ).fetchall()
    return [
        Alarm(
            f"section {section} of {site or 'pages without a site'}",
            f"on {parsed} of the {pages} pages of this run; published: on {parsed_before} of {pages_before}",
        )
        for site, section, parsed, pages, parsed_before, pages_before in rows
    ]


def _unclaimed(connection: Connection, limits: Thresholds) -> list[Alarm]:
    now, before = _figures(
        connection,
        """SELECT (SELECT sum(unclaimed_chars) / greatest(sum(content_chars), 1) FROM pages WHERE page_id IN (SELECT page_id FROM run_pages)),
        (SELECT sum(unclaimed_chars) / greatest(sum(content_chars), 1) FROM old.main.pages)""",
    )
    if now > before + limits.unclaimed_rise:
        return [
            Alarm("unclaimed text", f"{now:.1%} of the characters of this run's pages, {before:.1%} of those published")
        ]
    return []


def _nulls(connection: Connection, limits: Thresholds) -> list[Alarm]:
    """Typed facts whose value is null more often than in the published rows."""
    alarms: list[Alarm] = []
    for table, value in _TYPED.items():
        rows, nulls, rows_before, nulls_before = _figures(
            connection,
            f"""SELECT (SELECT count(*) FROM {table} JOIN procedures USING (procedure_id) WHERE page_id IN (SELECT page_id FROM run_pages)),
            (SELECT count(*) FROM {table} JOIN procedures USING (procedure_id) WHERE page_id IN (SELECT page_id FROM run_pages) AND {value} IS NULL),
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
        rows, before = _figures(
            connection,
            f"SELECT (SELECT count(*) FROM {model.sql_name}), (SELECT count(*) FROM old.main.{model.sql_name})",
        )
        lost = before - rows
        if lost >= limits.rows_lost_at_least and lost > before * limits.rows_lost:
            alarms.append(Alarm(f"rows of {model.sql_name}", f"{rows:.0f}, {before:.0f} published"))
    return alarms
