"""`procwh quarantine replay`: the pages with something in quarantine, tried again with today's parser and schemas."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import SourceError
from pipelines.ingest import Summary, finish, writing
from pipelines.plan import Options, make_plan
from pipelines.sources import file_at
from pipelines.stage import Progress, stage
from pipelines.work import Work
from warehouse.quarantine import quarantined_locations


def replay(
    database: Path, raw_root: Path, options: Options, progress: Progress, reason: str | None = None
) -> tuple[Summary, int]:
    """Read the pages in quarantine again; what passes is loaded and leaves it. The run's summary, and how many raw files are gone.

    Raises SourceError if there is nothing to try.
    """
    locations = quarantined_locations(database, reason)
    files = {file.location: file for location in locations for file in file_at(location, raw_root)}
    if not files:
        raise SourceError("there is nothing in quarantine that could be tried again; see `procwh quarantine list`")
    plan = make_plan([], database, raw_root, options)
    work = Work(tuple(files.values()), {}, (), 0)
    with writing(plan):
        plan.journal.reach("staging")
        return finish(plan, work, stage(plan, work, progress)), len(locations) - len(files)
