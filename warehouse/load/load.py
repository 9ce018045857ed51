"""Staged Parquet shards to tables, in one transaction: rows, versions, remarks, inputs, and the run's own row."""

from __future__ import annotations

from datetime import datetime, timedelta

from schemas.model import column_names
from schemas.tables import CONTENT_TABLES, HISTORY_TABLES
from schemas.tables.bookkeeping import Findings, Quarantine, SupersededInputs
from schemas.tables.sources import Pages
from warehouse.connection import Connection, transaction
from warehouse.errors import WarehouseError
from warehouse.load.journal import Entry, record
from warehouse.load.outcomes import counts_of, decide_duplicates, decide_versions, mark_gone
from warehouse.load.shards import replace_inputs, rows_of, stage
from warehouse.schema.database import is_todays
from warehouse.schema.ddl import section_kind_rows
from warehouse.schema.history import archive_rows
from warehouse.sql import columns_sql, qualified, quote, timestamp
from warehouse.values import Counts, Effects, KnownPage, Run, Shard, Superseded


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


def superseded_inputs(connection: Connection) -> list[Superseded]:
    """The raw files whose pages another raw file gives. None where the warehouse is of an earlier version, which did not know."""
    if not is_todays(connection):
        return []
    columns = ", ".join(columns_sql(SupersededInputs))
    rows = connection.execute(f"SELECT {columns} FROM {qualified(SupersededInputs)}").fetchall()
    return [Superseded(*row) for row in rows]


def load(connection: Connection, shards: list[Shard], run: Run, finished_at: datetime) -> Counts:
    """Load the shards of a run (folders with one Parquet file a table) and its row in `ops.runs`; all or nothing."""
    if missing := next((shard.folder for shard in shards if not shard.folder.is_dir()), None):
        raise WarehouseError(f"what was staged in {missing} is gone; run the same ingest again")
    with transaction(connection):
        moment = _moment(connection, run)
        stage(connection, shards)
        mark_gone(connection, run)
        decide_duplicates(connection)
        decide_versions(connection, shards)
        _close_versions(connection, moment)
        _replace_rows(connection, shards)
        _open_versions(connection, run, moment)
        _replace_remarks(connection, shards, run)
        replace_inputs(connection, shards)
        _update_pages(connection, run)
        _refresh_section_kinds(connection)
        counts = counts_of(connection)
        _record_run(connection, run, counts, finished_at)
    return counts


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
        versioned.page_id || '-' || (1 + coalesce((SELECT max(split_part(v.version_id, '-', -1)::BIGINT) FROM ops.versions v WHERE v.page_id = versioned.page_id), 0)),
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
        if (rows := rows_of(shards, model, "versioned")) is not None:
            connection.execute(f"INSERT INTO {model.sql_name} {rows}")


def _replace_remarks(connection: Connection, shards: list[Shard], run: Run) -> None:
    """Findings and quarantine of every staged page, as this run has them."""
    for model in (Findings, Quarantine):
        columns = column_names(model)
        connection.execute(f"DELETE FROM {qualified(model)} WHERE page_id IN (SELECT page_id FROM staged)")
        if (rows := rows_of(shards, model, "chosen")) is not None:
            own = ", ".join(quote(run.run_id) if column == "run_id" else f'"{column}"' for column in columns)
            connection.execute(
                f"INSERT INTO {qualified(model)} SELECT {own} FROM ({rows}) WHERE page_id NOT IN (SELECT page_id FROM losers)"
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


_EXAMPLES = 20


def effects_of(connection: Connection, run: Run) -> Effects:
    """What a run that is loaded changed and found."""
    made = f"FROM ops.versions JOIN pages USING (page_id) WHERE run_id = {quote(run.run_id)}"
    found = f"FROM ops.findings WHERE run_id = {quote(run.run_id)}"
    queries = (
        f"SELECT change, count(*) {made} GROUP BY ALL ORDER BY ALL",
        f"SELECT change, source_uri {made} ORDER BY ALL LIMIT {_EXAMPLES}",
        f"SELECT severity, code, count(*) {found} GROUP BY ALL ORDER BY count(*) DESC, code",
    )
    return Effects(*(tuple(connection.execute(query).fetchall()) for query in queries))


def rejected_pages(connection: Connection, run: Run) -> tuple[tuple[str, str], ...]:
    """The pages that a run saw and that are rejected, with the reason of each."""
    rows = connection.execute(
        f"SELECT source_uri, reason FROM pages WHERE status = 'rejected' AND last_seen_at = {timestamp(run.started_at)} ORDER BY 1"
    ).fetchall()
    return tuple((uri, reason or "") for uri, reason in rows)


def _record_run(connection: Connection, run: Run, counts: Counts, finished_at: datetime) -> None:
    entry = Entry(run.run_id, run.started_at, run.parser_version, "published", "published", None, finished_at, counts)
    record(connection, entry)
