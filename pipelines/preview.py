"""`procwh diff`: what an ingest would change, found by doing it aside and throwing it away."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.ingest import apply
from pipelines.plan import Options, make_plan
from pipelines.progress import Progress
from pipelines.stage import stage
from pipelines.work import find_work
from warehouse.database import open_writer
from warehouse.diff import TableDiff, diff_tables
from warehouse.errors import Alarm
from warehouse.run import Counts


class Preview(NamedTuple):
    """What an ingest would do: its figures, the tables that would change, and what would close the gate."""

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


def preview(paths: Sequence[Path], database: Path, raw_root: Path, options: Options, progress: Progress) -> Preview:
    """Read, parse, check and load aside, and compare. Writes nothing but a temporary folder, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="procwh-diff-") as folder:
        plan = make_plan(paths, database, raw_root, options, Path(folder), progress)
        work = find_work(plan)
        counts, alarms, rejections, _, headings = apply(plan, work, stage(plan, work))
        with open_writer(plan.workplace.next_file) as connection:
            return Preview(counts, diff_tables(connection, plan.workplace.last_good), alarms, rejections, headings)
