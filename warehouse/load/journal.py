"""The journal of runs: one small file a run beside the warehouse, so that `ops.runs` gets a row whatever becomes of the run.

A run writes its entry when it begins, and the stage whenever it reaches the next. One that publishes puts its own row into its own file; the
entries of all others (failed, gate closed, killed) are taken in by a publication of that row alone, or by the next run.
"""

from __future__ import annotations

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from schemas.model import column_names
from schemas.tables.bookkeeping import Runs
from warehouse.connection import Connection
from warehouse.values import NO_COUNTS, Counts, Run

KILLED = "it was killed, or the machine went down"


class Entry(NamedTuple):
    """One run as `ops.runs` has it: `stage` is the last that it reached, `error` what ended it there."""

    run_id: str
    started_at: datetime
    parser_version: str
    stage: str = "planning"
    status: str = "running"
    error: str | None = None
    finished_at: datetime | None = None
    counts: Counts = NO_COUNTS

    def row(self) -> tuple[object, ...]:
        """The values of the row in the order of the table's columns."""
        seconds = (self.finished_at - self.started_at).total_seconds() if self.finished_at else 0.0
        return (
            self.run_id, self.started_at, self.finished_at, self.status, self.parser_version, *self.counts[:5], self.counts.procedures,
            max(0.0, round(seconds, 3)), self.counts.gone, self.stage, self.error,
        )  # fmt: skip


class Journal:
    """The entry of one run, kept on disk as the run goes on."""

    def __init__(self, folder: Path, run: Run) -> None:
        self._path = folder / f"{run.run_id}.json"
        self.entry = Entry(run.run_id, run.started_at, run.parser_version)
        self.is_published = False

    def reach(self, stage: str, counts: Counts | None = None) -> None:
        """The run begins a stage; `counts` are its figures as far as they are known."""
        self._keep(self.entry._replace(stage=stage, counts=counts or self.entry.counts))

    def end(self, status: str, finished_at: datetime, error: str | None = None) -> None:
        """The run ends without publishing, at the stage that it reached."""
        self._keep(self.entry._replace(status=status, finished_at=finished_at, error=error))

    def _keep(self, entry: Entry) -> None:
        self.entry = entry
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial")
        partial.write_text(json.dumps(entry, default=datetime.isoformat), encoding="utf-8")
        os.replace(partial, self._path)


def entries(folder: Path) -> list[Entry]:
    """The entries that wait for their row, oldest first. A file that is none is passed over."""
    found: list[Entry] = []
    for path in sorted(folder.glob("*.json")):
        with contextlib.suppress(OSError, ValueError, TypeError):
            found.append(_read(path))
    return found


def _read(path: Path) -> Entry:
    values = json.loads(path.read_text(encoding="utf-8"))
    entry = Entry(*values)
    finished = entry.finished_at and datetime.fromisoformat(str(entry.finished_at))
    return entry._replace(
        started_at=datetime.fromisoformat(str(entry.started_at)), finished_at=finished, counts=Counts(*entry.counts)
    )


def take_in(connection: Connection, folder: Path, but: str | None = None) -> None:
    """Give every entry its row, except that of the run named and of those that have theirs. One that still says `running` was killed: its lock is free."""
    for entry in entries(folder):
        if entry.run_id == but:
            continue
        if entry.status == "running":
            entry = entry._replace(status="failed", error=KILLED)
        if not connection.execute("SELECT 1 FROM ops.runs WHERE run_id = ?", [entry.run_id]).fetchone():
            record(connection, entry)


def forget(folder: Path) -> None:
    """Remove the entries: their rows are published."""
    for path in folder.glob("*.json"):
        path.unlink(missing_ok=True)


def record(connection: Connection, entry: Entry) -> None:
    """One row of `ops.runs`."""
    columns = column_names(Runs)
    connection.execute(
        f"INSERT INTO ops.runs ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", list(entry.row())
    )
