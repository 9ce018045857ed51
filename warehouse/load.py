"""Staged Parquet shards to tables, in one transaction: who is loaded, who is a duplicate, who is gone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from schemas.model import column_names
from schemas.tables import CONTENT_TABLES
from schemas.tables.bookkeeping import Findings, Inputs, Quarantine, Runs
from schemas.tables.sources import Pages
from warehouse.database import Connection, transaction
from warehouse.ddl import qualified, quote, section_kind_rows


class KnownPage(NamedTuple):
    """What the warehouse knows of a page's raw input."""

    status: str
    input_sha256: str | None
    parser_version: str


class Counts(NamedTuple):
    """What a run did with the pages that it saw; `seen` is the sum of the next four."""

    seen: int
    loaded: int
    unchanged: int
    duplicate: int
    rejected: int
    gone: int
    procedures: int


class Run(NamedTuple):
    """One run of the ingest as the loader needs it. `scopes` are prefixes of locations whose pages it should have seen."""

    run_id: str
    started_at: datetime
    parser_version: str
    scopes: tuple[str, ...]


def known_pages(connection: Connection) -> dict[str, KnownPage]:
    """Every page that the warehouse has seen, by key."""
    rows = connection.execute(
        "SELECT page_id, status, input_sha256, parser_version FROM pages JOIN ops.inputs USING (page_id)"
    ).fetchall()
    return {page_id: KnownPage(*rest) for page_id, *rest in rows}


def load(connection: Connection, shards: list[Path], run: Run, finished_at: datetime) -> Counts:
    """Load the shards of a run (folders with one Parquet file a table) and its row in `ops.runs`; all or nothing."""
    with transaction(connection):
        _stage(connection, shards)
        _mark_gone(connection, run)
        _decide(connection)
        _replace_rows(connection, shards, run)
        _update_pages(connection, run)
        _refresh_section_kinds(connection)
        counts = _counts(connection)
        _record_run(connection, run, counts, finished_at)
    return counts


def _files(shards: list[Path], table: str) -> list[str]:
    return [str(path) for shard in shards if (path := shard / f"{table}.parquet").exists()]


def _read(shards: list[Path], table: str, columns: tuple[str, ...]) -> str | None:
    files = _files(shards, table)
    return f"SELECT {', '.join(columns)} FROM read_parquet([{', '.join(map(quote, files))}])" if files else None


def _stage(connection: Connection, shards: list[Path]) -> None:
    """Temporary tables: what the shards say of pages and inputs, and which pages are unchanged."""
    for name, model in (("staged", Pages), ("staged_inputs", Inputs)):
        source = _read(shards, model.sql_name, column_names(model)) or f"SELECT * FROM {qualified(model)} LIMIT 0"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {source}")
    source = _read(shards, "unchanged", ("page_id",)) or "SELECT ''::VARCHAR AS page_id LIMIT 0"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE unchanged AS {source}")


def _mark_gone(connection: Connection, run: Run) -> None:
    """Pages that the run should have seen and did not. A run that saw nothing at all says nothing of what is gone."""
    in_scope = " OR ".join(f"starts_with(location, {quote(scope)})" for scope in run.scopes) or "false"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE gone AS
        SELECT page_id FROM ops.inputs JOIN pages USING (page_id) WHERE status <> 'gone' AND ({in_scope})
          AND page_id NOT IN (SELECT page_id FROM staged) AND page_id NOT IN (SELECT page_id FROM unchanged)
          AND ((SELECT count(*) FROM staged) + (SELECT count(*) FROM unchanged)) > 0"""
    )
    connection.execute(
        "UPDATE pages SET status = 'gone', reason = 'its raw file is no longer there' WHERE page_id IN (SELECT page_id FROM gone)"
    )


def _decide(connection: Connection) -> None:
    """For each staged page with text, the page that stands for its bytes: one already current, else the first by identity."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE decided AS
        WITH holders AS (
          SELECT content_sha256, page_id, source_uri, 0 AS preference FROM pages
          WHERE status = 'current' AND page_id NOT IN (SELECT page_id FROM staged)
          UNION ALL
          SELECT staged.content_sha256, staged.page_id, staged.source_uri,
                 CASE WHEN pages.status = 'current' AND pages.content_sha256 = staged.content_sha256 THEN 0 ELSE 1 END
          FROM staged LEFT JOIN pages USING (page_id) WHERE staged.status = 'current'
        ), chosen AS (
          SELECT content_sha256, arg_min(page_id, (preference, source_uri)) AS holder FROM holders GROUP BY ALL
        )
        SELECT page_id, status, CASE WHEN status = 'current' THEN holder END AS holder FROM staged LEFT JOIN chosen USING (content_sha256)"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE winners AS SELECT page_id FROM decided WHERE holder = page_id")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE losers AS SELECT page_id, holder FROM decided WHERE holder <> page_id"
    )


def _replace_rows(connection: Connection, shards: list[Path], run: Run) -> None:
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE replaced AS SELECT procedure_id FROM procedures
        WHERE page_id IN (SELECT page_id FROM winners UNION ALL SELECT page_id FROM losers)"""
    )
    has_old = (connection.execute("SELECT count(*) FROM replaced").fetchone() or (0,))[0] > 0
    for model in CONTENT_TABLES:
        columns = column_names(model)
        if has_old:
            connection.execute(
                f"DELETE FROM {model.sql_name} WHERE procedure_id IN (SELECT procedure_id FROM replaced)"
            )
        if (source := _read(shards, model.sql_name, columns)) is not None:
            # A procedure's key is its page's key and its number.
            connection.execute(
                f"INSERT INTO {model.sql_name} SELECT * FROM ({source}) WHERE split_part(procedure_id, '-', 1) IN (SELECT page_id FROM winners)"
            )
    for remarks in (Findings, Quarantine):
        columns = column_names(remarks)
        connection.execute(f"DELETE FROM {qualified(remarks)} WHERE page_id IN (SELECT page_id FROM staged)")
        if (source := _read(shards, remarks.sql_name, columns)) is not None:
            connection.execute(
                f"INSERT INTO {qualified(remarks)} SELECT * FROM ({source}) WHERE page_id NOT IN (SELECT page_id FROM losers)"
            )
    connection.execute("DELETE FROM ops.inputs WHERE page_id IN (SELECT page_id FROM staged_inputs)")
    connection.execute("INSERT INTO ops.inputs SELECT * FROM staged_inputs")


def _update_pages(connection: Connection, run: Run) -> None:
    seen_at = f"TIMESTAMP {quote(run.started_at.strftime('%Y-%m-%d %H:%M:%S.%f'))}"
    connection.execute(f"UPDATE pages SET last_seen_at = {seen_at} WHERE page_id IN (SELECT page_id FROM unchanged)")
    # A page that was loaded and can no longer be read keeps its rows and text; only its status tells.
    connection.execute(
        f"""UPDATE pages SET status = 'rejected', reason = staged.reason, last_seen_at = {seen_at} FROM staged
        WHERE pages.page_id = staged.page_id AND staged.status = 'rejected' AND pages.text IS NOT NULL"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE fresh AS
        SELECT staged.* REPLACE (
          coalesce(pages.first_seen_at, staged.first_seen_at) AS first_seen_at,
          CASE WHEN losers.holder IS NOT NULL THEN 'duplicate' ELSE staged.status END AS status,
          CASE WHEN losers.holder IS NOT NULL THEN 'the same bytes as ' || (SELECT any_value(uris.source_uri) FROM
            (SELECT page_id, source_uri FROM staged UNION SELECT page_id, source_uri FROM pages) uris WHERE uris.page_id = losers.holder)
            ELSE staged.reason END AS reason,
          losers.holder AS duplicate_of,
          CASE WHEN losers.holder IS NULL THEN staged.text END AS text,
          CASE WHEN losers.holder IS NULL THEN staged.content_chars ELSE 0 END AS content_chars,
          CASE WHEN losers.holder IS NULL THEN staged.claimed_chars ELSE 0 END AS claimed_chars,
          CASE WHEN losers.holder IS NULL THEN staged.chrome_chars ELSE 0 END AS chrome_chars,
          CASE WHEN losers.holder IS NULL THEN staged.unclaimed_chars ELSE 0 END AS unclaimed_chars)
        FROM staged LEFT JOIN losers USING (page_id) LEFT JOIN pages USING (page_id)
        WHERE NOT (staged.status = 'rejected' AND coalesce(pages.text IS NOT NULL, false))"""
    )
    connection.execute("DELETE FROM pages WHERE page_id IN (SELECT page_id FROM fresh)")
    connection.execute(f"INSERT INTO pages SELECT {', '.join(column_names(Pages))} FROM fresh")


def _refresh_section_kinds(connection: Connection) -> None:
    rows = section_kind_rows()
    if (
        connection.execute(
            "SELECT section, position, title, description FROM section_kinds ORDER BY position"
        ).fetchall()
        != rows
    ):
        connection.execute("DELETE FROM section_kinds")
        values = ", ".join(
            f"({quote(key)}, {position}, {quote(title)}, {quote(text)})" for key, position, title, text in rows
        )
        connection.execute(f"INSERT INTO section_kinds VALUES {values}")


def _counts(connection: Connection) -> Counts:
    row = connection.execute(
        """SELECT (SELECT count(*) FROM winners), (SELECT count(*) FROM unchanged), (SELECT count(*) FROM losers),
                  (SELECT count(*) FROM staged WHERE status = 'rejected'), (SELECT count(*) FROM gone), (SELECT count(*) FROM procedures)"""
    ).fetchone()
    assert row is not None
    loaded, unchanged, duplicate, rejected, gone, procedures = row
    return Counts(loaded + unchanged + duplicate + rejected, loaded, unchanged, duplicate, rejected, gone, procedures)


def _record_run(connection: Connection, run: Run, counts: Counts, finished_at: datetime) -> None:
    columns = column_names(Runs)
    connection.execute(
        f"INSERT INTO ops.runs ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [
            run.run_id, run.started_at, finished_at, "published", run.parser_version, counts.seen, counts.loaded, counts.unchanged,
            counts.duplicate, counts.rejected, counts.procedures, round((finished_at - run.started_at).total_seconds(), 3),
        ],
    )  # fmt: skip
