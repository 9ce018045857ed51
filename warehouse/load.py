"""Staged Parquet shards to tables, in one transaction: who is loaded, who is a duplicate, who is gone, and what is a new version."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from schemas.model import Table, column_names
from schemas.tables import CONTENT_TABLES, HISTORY_TABLES
from schemas.tables.bookkeeping import Findings, Inputs, Quarantine, Runs
from schemas.tables.sources import Pages
from warehouse.database import Connection, transaction
from warehouse.ddl import section_kind_rows
from warehouse.history import archive_rows
from warehouse.names import columns_sql, qualified, quote, timestamp


class KnownPage(NamedTuple):
    """What the warehouse knows of a page and its raw input."""

    status: str
    duplicate_of: str | None
    location: str
    stamp: str
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


class Shard(NamedTuple):
    """A staged batch. Of one left by an interrupted run only the pages count that the run has seen again, unchanged."""

    folder: Path
    is_leftover: bool = False


def known_pages(connection: Connection) -> dict[str, KnownPage]:
    """Every page that the warehouse has seen, by key."""
    rows = connection.execute(
        """SELECT page_id, status, duplicate_of, location, stamp, input_sha256, parser_version
        FROM pages JOIN ops.inputs USING (page_id)"""
    ).fetchall()
    return {page_id: KnownPage(*rest) for page_id, *rest in rows}


def last_run_started(connection: Connection) -> datetime | None:
    """When the newest run started."""
    row = connection.execute("SELECT max(started_at) FROM ops.runs").fetchone()
    return row[0] if row else None


def load(connection: Connection, shards: list[Shard], run: Run, finished_at: datetime) -> Counts:
    """Load the shards of a run (folders with one Parquet file a table) and its row in `ops.runs`; all or nothing."""
    with transaction(connection):
        moment = _moment(connection, run)
        _stage(connection, shards)
        _mark_gone(connection, run)
        _decide_duplicates(connection)
        _decide_versions(connection, shards)
        _close_versions(connection, moment)
        _replace_rows(connection, shards)
        _open_versions(connection, run, moment)
        _replace_remarks(connection, shards, run)
        _update_pages(connection, run)
        _refresh_section_kinds(connection)
        counts = _counts(connection)
        _record_run(connection, run, counts, finished_at)
    return counts


# --- what was staged --------------------------------------------------------------------------------------------------


def _source(shards: list[Shard], table: str, columns: list[str]) -> str | None:
    """A query on one table of all shards, with the number of the shard as `shard`."""
    parts = [
        f"SELECT {', '.join(columns)}, {number} AS shard FROM read_parquet({quote(str(path))})"
        for number, shard in enumerate(shards)
        if (path := shard.folder / f"{table}.parquet").exists()
    ]
    return " UNION ALL ".join(parts) if parts else None


def _rows(shards: list[Shard], model: type[Table], pages: str) -> str | None:
    """A query on the staged rows of a content table that belong to the pages of a temporary table."""
    source = _source(shards, model.sql_name, columns_sql(model))
    if source is None:
        return None
    return (
        f"SELECT {', '.join(columns_sql(model, 's'))} FROM ({source}) s JOIN chosen c ON c.shard = s.shard AND c.page_id = {_page(model, 's.')} "
        f"WHERE c.page_id IN (SELECT page_id FROM {pages})"
    )


def _page(model: type[Table], alias: str = "") -> str:
    """The key of the page that a row belongs to: a procedure's key is its page's key and its number."""
    return f"{alias}page_id" if "page_id" in column_names(model) else f"split_part({alias}procedure_id, '-', 1)"


def _stage(connection: Connection, shards: list[Shard]) -> None:
    """Temporary tables: the shard that counts for each page, what it says of page and input, and which pages are unchanged."""
    own = [shard for shard in shards if not shard.is_leftover]
    for table in ("unchanged", "resumed"):
        source = _source(own, table, ["page_id"]) or "SELECT ''::VARCHAR AS page_id, 0 AS shard LIMIT 0"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT DISTINCT page_id FROM ({source})")
    pages = _source(shards, "pages", columns_sql(Pages)) or f"SELECT *, 0 AS shard FROM {qualified(Pages)} LIMIT 0"
    leftovers = ", ".join(str(number) for number, shard in enumerate(shards) if shard.is_leftover) or "-1"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE staged AS SELECT * FROM (
          SELECT * FROM ({pages}) QUALIFY shard NOT IN ({leftovers})
          OR shard = max(shard) FILTER (shard IN ({leftovers})) OVER (PARTITION BY page_id))
        WHERE shard NOT IN ({leftovers}) OR page_id IN (SELECT page_id FROM resumed)
        QUALIFY row_number() OVER (PARTITION BY page_id ORDER BY status, fetched_at DESC NULLS LAST, shard DESC) = 1"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE chosen AS SELECT page_id, shard FROM staged")
    connection.execute("ALTER TABLE staged DROP COLUMN shard")
    _settle_identities(connection, shards)
    connection.execute("DELETE FROM unchanged WHERE page_id IN (SELECT page_id FROM staged)")
    inputs = _rows(shards, Inputs, "chosen") or f"SELECT * FROM {qualified(Inputs)} LIMIT 0"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE staged_inputs AS {inputs}")


def _settle_identities(connection: Connection, shards: list[Shard]) -> None:
    """Two raw files with one identity, one of them loaded and unchanged: the one fetched later counts, else the later in the alphabet."""
    source = _rows(shards, Inputs, "chosen") or f"SELECT * FROM {qualified(Inputs)} LIMIT 0"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE outdated AS SELECT page_id FROM staged
        JOIN (SELECT page_id, location FROM ({source})) found USING (page_id)
        JOIN unchanged USING (page_id) JOIN pages USING (page_id) JOIN ops.inputs inputs USING (page_id)
        WHERE pages.status = 'current' AND (staged.status = 'rejected'
          OR coalesce(staged.fetched_at, TIMESTAMP '0001-01-01') < coalesce(pages.fetched_at, TIMESTAMP '0001-01-01')
          OR (staged.fetched_at IS NOT DISTINCT FROM pages.fetched_at AND found.location < inputs.location))"""
    )
    for table in ("staged", "chosen"):
        connection.execute(f"DELETE FROM {table} WHERE page_id IN (SELECT page_id FROM outdated)")


def _mark_gone(connection: Connection, run: Run) -> None:
    """Pages that the run should have seen and did not. A run that saw nothing at all says nothing of what is gone."""
    # A folder's scope ends in a slash; a file's covers the file and, if it is a container, its members.
    in_scope = (
        " OR ".join(
            f"starts_with(location, {quote(scope)})"
            if scope.endswith("/")
            else f"location = {quote(scope)} OR starts_with(location, {quote(scope + '!/')})"
            for scope in run.scopes
        )
        or "false"
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE gone AS
        SELECT page_id FROM ops.inputs inputs JOIN pages USING (page_id) WHERE status <> 'gone' AND ({in_scope})
          AND page_id NOT IN (SELECT page_id FROM staged) AND page_id NOT IN (SELECT page_id FROM unchanged)
          AND ((SELECT count(*) FROM staged) + (SELECT count(*) FROM unchanged)) > 0
          AND NOT EXISTS (SELECT 1 FROM staged_inputs container JOIN staged USING (page_id)
            WHERE staged.status = 'rejected' AND starts_with(inputs.location, container.location || '!/'))"""
    )
    # What was never loaded and is no longer there has nothing to be tried again.
    connection.execute(
        """DELETE FROM ops.quarantine WHERE page_id IN (SELECT page_id FROM gone)
        AND page_id NOT IN (SELECT page_id FROM ops.versions)"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE was_gone AS SELECT page_id FROM pages WHERE status = 'gone'")
    connection.execute(
        """UPDATE pages SET status = 'gone', reason = 'its raw file is no longer there', duplicate_of = NULL
        WHERE page_id IN (SELECT page_id FROM gone)"""
    )


# --- what becomes of each page ----------------------------------------------------------------------------------------


def _decide_duplicates(connection: Connection) -> None:
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
        ), chosen_holders AS (
          SELECT content_sha256, arg_min(page_id, (preference, source_uri)) AS holder FROM holders GROUP BY ALL
        )
        SELECT page_id, CASE WHEN status = 'current' THEN holder END AS holder
        FROM staged LEFT JOIN chosen_holders USING (content_sha256)"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE winners AS SELECT page_id FROM decided WHERE holder = page_id")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE losers AS SELECT page_id, holder FROM decided WHERE holder <> page_id"
    )


def _decide_versions(connection: Connection, shards: list[Shard]) -> None:
    """For each winner, what kind of new version it is; none if a second reading of the same bytes gives the same rows."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE reread AS
        SELECT page_id FROM winners JOIN staged USING (page_id) JOIN pages USING (page_id)
        WHERE pages.content_sha256 = staged.content_sha256 AND page_id NOT IN (SELECT page_id FROM was_gone)
          AND page_id IN (SELECT page_id FROM ops.versions WHERE valid_to IS NULL)"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE differing (page_id VARCHAR)")
    row = connection.execute("SELECT count(*) FROM reread").fetchone()
    if row and row[0]:
        for model in CONTENT_TABLES:
            _add_differing(connection, model, _rows(shards, model, "reread"))
        connection.execute(
            """INSERT INTO differing SELECT page_id FROM reread JOIN staged USING (page_id) JOIN pages USING (page_id)
            WHERE (staged.text, staged.encoding, staged.site, staged.fetched_at) IS DISTINCT FROM
                  (pages.text, pages.encoding, pages.site, pages.fetched_at)"""
        )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE versioned AS
        SELECT page_id, CASE
            WHEN page_id NOT IN (SELECT page_id FROM ops.versions) THEN 'new'
            WHEN page_id IN (SELECT page_id FROM was_gone) THEN 'reappeared'
            WHEN page_id NOT IN (SELECT page_id FROM reread) THEN 'source'
            WHEN inputs.parser_version <> staged_inputs.parser_version THEN 'parser' ELSE 'source' END AS change
        FROM winners JOIN staged_inputs USING (page_id) LEFT JOIN ops.inputs inputs USING (page_id)
        WHERE page_id NOT IN (SELECT page_id FROM reread) OR page_id IN (SELECT page_id FROM differing)"""
    )


def _add_differing(connection: Connection, model: type[Table], staged: str | None) -> None:
    columns = ", ".join(columns_sql(model))
    page = _page(model)
    before = f"SELECT {columns} FROM {qualified(model)} WHERE {page} IN (SELECT page_id FROM reread)"
    after = staged or f"SELECT {columns} FROM {qualified(model)} LIMIT 0"
    connection.execute(
        f"""INSERT INTO differing SELECT DISTINCT {page} FROM (
        (({before}) EXCEPT ALL ({after})) UNION ALL (({after}) EXCEPT ALL ({before})))"""
    )


# --- carrying it out --------------------------------------------------------------------------------------------------


def _moment(connection: Connection, run: Run) -> datetime:
    """When the run's versions begin: its start, or just after the newest version where the clock was set back."""
    row = connection.execute("SELECT greatest(max(valid_from), max(valid_to)) FROM ops.versions").fetchone()
    newest: datetime | None = row[0] if row else None
    return run.started_at if newest is None or newest < run.started_at else newest + timedelta(microseconds=1)


def _close_versions(connection: Connection, moment: datetime) -> None:
    """Put the rows that are superseded into the archive, and end their versions."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE closing AS SELECT page_id FROM ops.versions WHERE valid_to IS NULL
        AND page_id IN (SELECT page_id FROM versioned UNION ALL SELECT page_id FROM losers)"""
    )
    for model in HISTORY_TABLES:
        connection.execute(archive_rows(model))
    connection.execute(
        f"""UPDATE ops.versions SET valid_to = {timestamp(moment)}
        WHERE valid_to IS NULL AND page_id IN (SELECT page_id FROM closing)"""
    )


def _open_versions(connection: Connection, run: Run, moment: datetime) -> None:
    connection.execute(
        f"""INSERT INTO ops.versions SELECT
        versioned.page_id || '-' || (1 + (SELECT count(*) FROM ops.versions v WHERE v.page_id = versioned.page_id)),
        versioned.page_id, {timestamp(moment)}, NULL, versioned.change, {quote(run.run_id)} FROM versioned"""
    )


def _replace_rows(connection: Connection, shards: list[Shard]) -> None:
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE replaced AS SELECT procedure_id FROM procedures
        WHERE page_id IN (SELECT page_id FROM versioned UNION ALL SELECT page_id FROM losers)"""
    )
    row = connection.execute("SELECT count(*) FROM replaced").fetchone()
    for model in CONTENT_TABLES:
        if row and row[0]:
            connection.execute(
                f"DELETE FROM {model.sql_name} WHERE procedure_id IN (SELECT procedure_id FROM replaced)"
            )
        if (rows := _rows(shards, model, "versioned")) is not None:
            connection.execute(f"INSERT INTO {model.sql_name} {rows}")


def _replace_remarks(connection: Connection, shards: list[Shard], run: Run) -> None:
    """Findings, quarantine and inputs of every staged page, as this run has them."""
    for model in (Findings, Quarantine):
        columns = column_names(model)
        connection.execute(f"DELETE FROM {qualified(model)} WHERE page_id IN (SELECT page_id FROM staged)")
        if (rows := _rows(shards, model, "chosen")) is not None:
            own = ", ".join(quote(run.run_id) if column == "run_id" else f'"{column}"' for column in columns)
            connection.execute(
                f"INSERT INTO {qualified(model)} SELECT {own} FROM ({rows}) WHERE page_id NOT IN (SELECT page_id FROM losers)"
            )
    connection.execute("DELETE FROM ops.inputs WHERE page_id IN (SELECT page_id FROM staged_inputs)")
    connection.execute("INSERT INTO ops.inputs SELECT * FROM staged_inputs")
    # A file that was touched and holds what it held need not be read again.
    fresh = [shard for shard in shards if not shard.is_leftover]
    if (stamps := _source(fresh, "stamps", columns_sql(Inputs))) is not None:
        connection.execute(
            f"""UPDATE ops.inputs SET stamp = s.stamp, location = s.location FROM ({stamps}) s
            WHERE inputs.page_id = s.page_id AND inputs.input_sha256 = s.input_sha256
            AND inputs.page_id NOT IN (SELECT page_id FROM outdated)"""
        )


def _update_pages(connection: Connection, run: Run) -> None:
    seen_at = timestamp(run.started_at)
    connection.execute(f"UPDATE pages SET last_seen_at = {seen_at} WHERE page_id IN (SELECT page_id FROM unchanged)")
    # A page that was loaded and can no longer be read keeps its rows and text; only its status tells.
    connection.execute(
        f"""UPDATE pages SET status = 'rejected', reason = staged.reason, last_seen_at = {seen_at} FROM staged
        WHERE pages.page_id = staged.page_id AND staged.status = 'rejected' AND pages.text IS NOT NULL"""
    )
    kept_text = ", ".join(
        f"CASE WHEN losers.holder IS NULL THEN staged.{column} ELSE {other} END AS {column}"
        for column, other in (
            ("text", "NULL"),
            *((f"{kind}_chars", "0") for kind in ("content", "claimed", "chrome", "unclaimed")),
        )
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE fresh AS
        SELECT staged.* REPLACE (
          coalesce(pages.first_seen_at, {seen_at}) AS first_seen_at, {seen_at} AS last_seen_at,
          CASE WHEN losers.holder IS NOT NULL THEN 'duplicate' ELSE staged.status END AS status,
          CASE WHEN losers.holder IS NOT NULL THEN 'the same bytes as ' || uris.source_uri ELSE staged.reason END AS reason,
          losers.holder AS duplicate_of, {kept_text})
        FROM staged LEFT JOIN losers USING (page_id) LEFT JOIN pages ON pages.page_id = staged.page_id
        LEFT JOIN (SELECT page_id, source_uri FROM staged UNION SELECT page_id, source_uri FROM pages) uris ON uris.page_id = losers.holder
        WHERE NOT (staged.status = 'rejected' AND coalesce(pages.text IS NOT NULL, false))"""
    )
    connection.execute("DELETE FROM pages WHERE page_id IN (SELECT page_id FROM fresh)")
    connection.execute(f"INSERT INTO pages SELECT {', '.join(columns_sql(Pages))} FROM fresh")


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
    """Pages by outcome. A page that was skipped unread counts as what it is in the ledger."""
    row = connection.execute(
        """SELECT (SELECT count(*) FROM versioned),
          (SELECT count(*) FROM winners WHERE page_id NOT IN (SELECT page_id FROM versioned))
            + (SELECT count(*) FROM pages WHERE status NOT IN ('duplicate', 'rejected') AND page_id IN (SELECT page_id FROM unchanged)),
          (SELECT count(*) FROM losers) + (SELECT count(*) FROM pages WHERE status = 'duplicate' AND page_id IN (SELECT page_id FROM unchanged)),
          (SELECT count(*) FROM staged WHERE status = 'rejected')
            + (SELECT count(*) FROM pages WHERE status = 'rejected' AND page_id IN (SELECT page_id FROM unchanged)),
          (SELECT count(*) FROM gone), (SELECT count(*) FROM procedures)"""
    ).fetchone()
    assert row is not None
    loaded, unchanged, duplicate, rejected, gone, procedures = row
    return Counts(loaded + unchanged + duplicate + rejected, loaded, unchanged, duplicate, rejected, gone, procedures)


def rejected_pages(connection: Connection, run: Run) -> tuple[tuple[str, str], ...]:
    """The pages that a run saw and that are rejected, with the reason of each."""
    rows = connection.execute(
        f"SELECT source_uri, reason FROM pages WHERE status = 'rejected' AND last_seen_at = {timestamp(run.started_at)} ORDER BY 1"
    ).fetchall()
    return tuple((uri, reason or "") for uri, reason in rows)


def _record_run(connection: Connection, run: Run, counts: Counts, finished_at: datetime) -> None:
    columns = column_names(Runs)
    seconds = max(0.0, round((finished_at - run.started_at).total_seconds(), 3))
    values = [
        run.run_id,
        run.started_at,
        finished_at,
        "published",
        run.parser_version,
        *counts[:5],
        counts.procedures,
        seconds,
    ]
    connection.execute(f"INSERT INTO ops.runs ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values)
