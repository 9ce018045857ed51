"""Staged Parquet shards to tables, in one transaction: rows, versions, findings, raw files, and the run's own row."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from schemas.model import column_names
from schemas.tables.bookkeeping import Rules, SupersededInputs
from schemas.tables.reference import SectionKinds
from warehouse.connection import Connection, transaction
from warehouse.errors import WarehouseError
from warehouse.load.journal import RunRecord, insert_record
from warehouse.load.shards import show_shards
from warehouse.load.steps import COUNTS, STEPS, Values, execute, run_step, statements
from warehouse.schema.database import is_todays
from warehouse.schema.ddl import rule_rows, section_kind_rows
from warehouse.sql import qualified
from warehouse.values import Counts, Effects, KnownPage, Run, Shard, Superseded


def known_pages(connection: Connection) -> dict[str, KnownPage]:
    """Every page that the warehouse has seen, by its key."""
    columns = ", ".join(KnownPage._fields)
    rows = connection.execute(f"SELECT page_id, {columns} FROM pages JOIN ops.inputs USING (page_id)").fetchall()
    return {page_id: KnownPage._make(values) for page_id, *values in rows}


def last_run_started(connection: Connection) -> datetime | None:
    """When the newest run started, in UTC without a zone; None before the first."""
    row = connection.execute("SELECT max(started_at) FROM ops.runs").fetchone()
    return row[0] if row else None


def superseded_inputs(connection: Connection) -> list[Superseded]:
    """The raw files whose pages another raw file gives. None where the warehouse is of an earlier version, which did not know."""
    if not is_todays(connection):
        return []
    columns = ", ".join(Superseded._fields)
    rows = connection.execute(f"SELECT {columns} FROM {qualified(SupersededInputs)}").fetchall()
    return [Superseded._make(row) for row in rows]


def load(connection: Connection, shards: list[Shard], run: Run, finished_at: datetime) -> Counts:
    """Load the shards of a run (folders with one Parquet file a table) and its row in `ops.runs`: everything, or nothing on any error.

    `finished_at` is in UTC without a zone. Raises WarehouseError if a shard is gone.
    """
    if missing := next((shard.folder for shard in shards if not shard.folder.is_dir()), None):
        raise WarehouseError(f"what was staged in {missing} is gone; run the same ingest again")
    with transaction(connection):
        values = _values(connection, run)
        show_shards(connection, shards)
        for step in STEPS:
            run_step(connection, step, values)
        counts = _counts(connection, values)
        published = RunRecord.begun(run)._replace(
            stage="published", status="published", finished_at=finished_at, counts=counts
        )
        insert_record(connection, published)
    return counts


def _values(connection: Connection, run: Run) -> Values:
    return Values(
        run_id=run.run_id,
        started_at=run.started_at,
        valid_from=_valid_from(connection, run),
        scopes=list(run.scopes),
        section_kinds=[dict(zip(column_names(SectionKinds), row, strict=True)) for row in section_kind_rows()],
        rules=[dict(zip(column_names(Rules), row, strict=True)) for row in rule_rows()],
    )


def _valid_from(connection: Connection, run: Run) -> datetime:
    """When the run's versions begin: its start, or just after the newest version where the clock was set back."""
    row = connection.execute("SELECT greatest(max(valid_from), max(valid_to)) FROM ops.versions").fetchone()
    newest: datetime | None = row[0] if row else None
    return run.started_at if newest is None or newest < run.started_at else newest + timedelta(microseconds=1)


def _counts(connection: Connection, values: Values) -> Counts:
    (text,) = statements(COUNTS)
    cursor = execute(connection, text, values)
    names = [column[0] for column in cursor.description or ()]
    return Counts(**dict(zip(names, cursor.fetchall()[0], strict=True)))


# How many changed pages a run names for each; chosen: a screenful.
_EXAMPLES = 20


def effects_of(connection: Connection, run: Run) -> Effects:
    """What a run that is loaded changed and found: versions by cause, at most 20 of their pages, and findings by code."""
    made = "FROM ops.versions JOIN pages USING (page_id) WHERE run_id = $run_id"

    def ask(query: str) -> tuple[tuple[Any, ...], ...]:
        return tuple(connection.execute(query, {"run_id": run.run_id}).fetchall())

    return Effects(
        changes=ask(f"SELECT change, count(*) {made} GROUP BY ALL ORDER BY ALL"),
        examples=ask(f"SELECT change, source_uri {made} ORDER BY ALL LIMIT {_EXAMPLES}"),
        findings=ask(
            "SELECT severity, code, count(*) FROM ops.findings WHERE run_id = $run_id GROUP BY ALL ORDER BY count(*) DESC, code"
        ),
    )


def rejected_pages(connection: Connection, run: Run) -> tuple[tuple[str, str], ...]:
    """The rejected pages that a run saw, as (identity, reason), by identity."""
    rows = connection.execute(
        "SELECT source_uri, reason FROM pages WHERE status = 'rejected' AND last_seen_at = ? ORDER BY 1",
        [run.started_at],
    ).fetchall()
    return tuple((uri, reason or "") for uri, reason in rows)
