"""`procwh quarantine replay`: the pages with something in quarantine, tried again with today's parser and schemas."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import SourceError
from pipelines.ingest.changes import Changes
from pipelines.ingest.plan import IngestOptions, make_plan
from pipelines.ingest.pool import stage_batches
from pipelines.ingest.run import begin_stage, load_and_publish, writing
from pipelines.reporting.progress import Progress
from pipelines.reporting.webhook import telling
from pipelines.sources.files import file_at
from pipelines.values import Summary
from warehouse.read.quarantine import quarantined_locations


def replay(
    database: Path, raw_root: Path, options: IngestOptions, progress: Progress, reason: str | None = None
) -> tuple[Summary | None, int]:
    """Read the pages in quarantine again, those with `reason` if one is given; what passes is loaded and leaves quarantine.

    The run's summary (None if there was nothing to try), and how many raw files no longer exist. Raises SourceError if the raw
    root does not exist, WarehouseError as an ingest does.
    """
    locations = quarantined_locations(database, reason)
    if any(location.startswith("raw:") for location in locations) and not raw_root.is_dir():
        raise SourceError(f"the raw root {raw_root} is not there; go to its folder, or name it with PROCWH_RAW")
    files = {file.location: file for location in locations for file in file_at(location, raw_root)}
    if not files:
        return None, len(locations)
    changes = Changes(tuple(files.values()), {}, ())
    with (
        telling(options.webhook, database),
        writing(make_plan([], database, raw_root, options, progress=progress)) as plan,
    ):
        begin_stage(plan, "staging")
        return load_and_publish(plan, changes, stage_batches(plan, changes)), len(locations) - len(files)
