"""`procwh diff`: what an ingest would change, found by doing it in a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipelines.ingest.changes import find_changes
from pipelines.ingest.plan import IngestOptions, make_plan
from pipelines.ingest.pool import stage_batches
from pipelines.ingest.run import load_and_audit
from pipelines.reporting.progress import Progress
from pipelines.values import Preview
from warehouse.gate.diff import diff_tables
from warehouse.schema.database import open_writer


def preview(
    paths: Sequence[Path], database: Path, raw_root: Path, options: IngestOptions, progress: Progress
) -> Preview:
    """Read, parse, check and load into a temporary folder, and compare with what is published.

    Raises SourceError or WarehouseError as an ingest does. Nothing is left behind.
    """
    with tempfile.TemporaryDirectory(prefix="procwh-diff-") as folder:
        plan = make_plan(paths, database, raw_root, options, Path(folder), progress)
        changes = find_changes(plan)
        counts, alarms, rejections, _, headings = load_and_audit(plan, changes, stage_batches(plan, changes))
        with open_writer(plan.workplace.next_file) as connection:
            return Preview(counts, diff_tables(connection, plan.workplace.last_good), alarms, rejections, headings)
