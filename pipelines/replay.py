"""`procwh quarantine replay`: the pages with something in quarantine, tried again with today's parser and schemas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import SourceError
from pipelines.ingest import Options, Progress, Summary, Work, finish, make_plan, stage
from pipelines.sources import RawFile, open_sources, raw_files
from warehouse.publish import held
from warehouse.quarantine import quarantined_locations


def replay(
    database: Path, raw_root: Path, options: Options, progress: Progress, reason: str | None = None
) -> tuple[Summary, int]:
    """Read the pages in quarantine again; what passes is loaded and leaves it. The run's summary, and how many raw files are gone.

    Raises SourceError if there is nothing to try.
    """
    locations = quarantined_locations(database, reason)
    files = {file.location: file for location in locations for file in _files(location, raw_root)}
    if not files:
        raise SourceError("there is nothing in quarantine that could be tried again; see `procwh quarantine list`")
    plan = make_plan([], database, raw_root, options)
    work = Work(tuple(files.values()), {}, (), 0)
    with held(plan.workplace):
        return finish(plan, work, stage(plan, work, progress)), len(locations) - len(files)


def _files(location: str, raw_root: Path) -> Iterator[RawFile]:
    """The raw file of a location, if it is still there; a container is read whole."""
    name = location.partition("!/")[0]
    path = raw_root / name.removeprefix("raw:/") if name.startswith("raw:") else Path(name)
    if path.is_file():
        for source in open_sources([path], raw_root):
            yield from raw_files(source)
