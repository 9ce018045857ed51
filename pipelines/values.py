"""What the packages of `pipelines` pass to each other about a run: a staged batch, a summary, a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from warehouse.errors import Alarm
from warehouse.values import NO_EFFECTS, Counts, Effects

if TYPE_CHECKING:  # a worker process has no use for DuckDB
    from warehouse.gate.diff import TableDiff


class Staged(NamedTuple):
    """A staged batch: its folder and its pages by outcome (duplicates are found at loading). `rejections` are (page, reason) pairs."""

    folder: str
    parsed: int
    skipped: int
    rejected: int
    rejections: tuple[tuple[str, str], ...]


class Summary(NamedTuple):
    """What a run did. `rejections` are (page, reason) pairs; `effects` is what it changed and found; `seconds` from its start."""

    run_id: str
    status: str
    counts: Counts
    seconds: float
    rejections: tuple[tuple[str, str], ...]
    effects: Effects = NO_EFFECTS

    def as_json(self) -> dict[str, object]:
        """The object that `procwh ingest --json` prints."""
        counts = self.counts
        return {
            "run_id": self.run_id,
            "status": self.status,
            "pages_seen": counts.seen,
            "pages_loaded": counts.loaded,
            "pages_unchanged": counts.unchanged,
            "pages_duplicate": counts.duplicate,
            "pages_rejected": counts.rejected,
            "pages_gone": counts.gone,
            "procedures": counts.procedures,
            "seconds": round(self.seconds, 3),
        }


class Preview(NamedTuple):
    """What an ingest would do: its figures, the tables that would change, and what would close the gate.

    `rejections` are (page, reason) pairs; `new_headings` are unknown headings with their number of pages.
    """

    counts: Counts
    tables: list[TableDiff]
    alarms: list[Alarm]
    rejections: tuple[tuple[str, str], ...]
    new_headings: list[tuple[str, int]]

    def as_json(self) -> dict[str, Any]:
        """The object that `procwh diff --json` prints."""
        return {
            "pages": self.counts._asdict(),
            "tables": [
                {**diff._asdict(), "samples": [{"sign": s, "row": row} for s, row in diff.samples]}
                for diff in self.tables
            ],
            "alarms": [alarm._asdict() for alarm in self.alarms],
            "rejected": dict(self.rejections),
            "new_headings": dict(self.new_headings),
        }
