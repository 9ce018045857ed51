"""The journal of runs: one small file a run beside the warehouse, so that `ops.runs` gets a row whatever becomes of the run.

A run writes its record when it begins, and again at each stage. One that publishes puts its own row into its own file; the records of all
others (failed, gate closed, killed) become rows by a publication of those rows alone, or with the next run.
"""

from __future__ import annotations

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from schemas.tables.bookkeeping import Runs
from warehouse.connection import Connection
from warehouse.sql import qualified
from warehouse.values import NO_COUNTS, Counts, Run

KILLED = "it was killed, or the machine went down"
# The order in which the first release wrote a record and its counts, as lists. An upgrade may find the record of a run that was killed before it.
_LISTED = ("run_id", "started_at", "parser_version", "stage", "status", "error", "finished_at", "counts")
_LISTED_COUNTS = ("seen", "loaded", "unchanged", "duplicate", "rejected", "gone", "procedures")


class RunRecord(NamedTuple):
    """One run as `ops.runs` has it: `stage` is the last that it reached, `error` what ended it there; times are in UTC without a zone."""

    run_id: str
    started_at: datetime
    parser_version: str
    stage: str = "planning"
    status: str = "running"
    error: str | None = None
    finished_at: datetime | None = None
    counts: Counts = NO_COUNTS

    @classmethod
    def begun(cls, run: Run) -> RunRecord:
        """The record of a run that has just begun."""
        return cls(run.run_id, run.started_at, run.parser_version)

    def row(self) -> dict[str, object]:
        """The row of `ops.runs` by column."""
        seconds = (self.finished_at - self.started_at).total_seconds() if self.finished_at else 0.0
        counts = self.counts
        return {
            "run_id": self.run_id,
            "started_at": self.started_at,
            "finished_at": self.finished_at,
            "status": self.status,
            "parser_version": self.parser_version,
            "pages_seen": counts.seen,
            "pages_loaded": counts.loaded,
            "pages_unchanged": counts.unchanged,
            "pages_duplicate": counts.duplicate,
            "pages_rejected": counts.rejected,
            "procedures": counts.procedures,
            "seconds": max(0.0, round(seconds, 3)),
            "pages_gone": counts.gone,
            "stage": self.stage,
            "error": self.error,
        }

    def as_json(self) -> str:
        """The record as a JSON object by field name, times in ISO 8601."""
        return json.dumps({**self._asdict(), "counts": self.counts._asdict()}, default=datetime.isoformat)


class Journal:
    """The record of one run, kept on disk as the run goes on."""

    def __init__(self, folder: Path, run: Run) -> None:
        self._path = folder / f"{run.run_id}.json"
        self.record = RunRecord.begun(run)
        self.is_published = False

    def reach(self, stage: str, counts: Counts | None = None) -> None:
        """The run begins a stage; `counts` are its figures as far as they are known."""
        self._keep(self.record._replace(stage=stage, counts=counts or self.record.counts))

    def end(self, status: str, finished_at: datetime, error: str | None = None) -> None:
        """The run ends without publishing, at the stage that it reached."""
        self._keep(self.record._replace(status=status, finished_at=finished_at, error=error))

    def _keep(self, changed: RunRecord) -> None:
        self.record = changed
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial")
        partial.write_text(changed.as_json(), encoding="utf-8")
        os.replace(partial, self._path)


def pending_records(folder: Path) -> list[RunRecord]:
    """The records that have no row yet, oldest first. A file that is no record is passed over."""
    found: list[RunRecord] = []
    for path in sorted(folder.glob("*.json")):
        with contextlib.suppress(OSError, ValueError, TypeError):
            found.append(_parsed(json.loads(path.read_text(encoding="utf-8"))))
    return found


def _parsed(values: Any) -> RunRecord:
    """A record from its JSON. Raises TypeError or ValueError for what is none."""
    if isinstance(values, list):
        values = dict(zip(_LISTED, values, strict=True))
        values["counts"] = dict(zip(_LISTED_COUNTS, values["counts"], strict=True))
    record = RunRecord(**values)
    return record._replace(
        started_at=datetime.fromisoformat(values["started_at"]),
        finished_at=record.finished_at and datetime.fromisoformat(values["finished_at"]),
        counts=Counts(**values["counts"]),
    )


def insert_pending(connection: Connection, folder: Path, except_run: str | None = None) -> None:
    """Give every pending record its row, except that of the run named and of those that have theirs.

    The caller holds the warehouse: a record that still says `running` is of a run that was killed.
    """
    for pending in pending_records(folder):
        if pending.run_id == except_run:
            continue
        if pending.status == "running":
            pending = pending._replace(status="failed", error=KILLED)
        if not connection.execute("SELECT 1 FROM ops.runs WHERE run_id = ?", [pending.run_id]).fetchone():
            insert_record(connection, pending)


def forget(folder: Path) -> None:
    """Remove the records: their rows are published."""
    for path in folder.glob("*.json"):
        path.unlink(missing_ok=True)


def insert_record(connection: Connection, record: RunRecord) -> None:
    """The row of a run in `ops.runs`."""
    row = record.row()
    placeholders = ", ".join(f"${column}" for column in row)
    connection.execute(f"INSERT INTO {qualified(Runs)} ({', '.join(row)}) VALUES ({placeholders})", row)
