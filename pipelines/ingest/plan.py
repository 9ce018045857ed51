"""What a run is to do: its options, sources, id and start, settled before anything is read or written."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from parsers.version import parser_version
from pipelines.ingest.batch import BatchJob
from pipelines.reporting.progress import SILENT, Progress
from pipelines.sources.files import RawSource, open_sources
from warehouse.gate.thresholds import DEFAULT_THRESHOLDS as LIMITS
from warehouse.gate.thresholds import Thresholds
from warehouse.load.journal import Journal
from warehouse.load.load import last_run_started
from warehouse.load.publish import Workplace
from warehouse.schema.database import open_reader
from warehouse.values import Run


class IngestOptions(NamedTuple):
    """How an ingest is done.

    `workers`: worker processes, None for one a core; `checksum`: read every file, whatever its size and time say; `full`:
    parse every page again; `accept`: publish even if the gate is closed; `strict`: fail if a page is rejected; `limits`: the
    thresholds of the gate; `wait`: seconds to wait for another run on the same warehouse; `webhook`: the URL that is told
    of failures and drift; `drift_pages`: on how many pages a new unknown heading counts as drift.
    """

    workers: int | None = None
    checksum: bool = False
    full: bool = False
    accept: bool = False
    strict: bool = False
    limits: Thresholds = LIMITS
    wait: float = 0
    webhook: str | None = None
    drift_pages: int = 5


DEFAULT_OPTIONS = IngestOptions()


class Plan(NamedTuple):
    """What a run will do: its sources and options, what workers and the loader need to know of it, and its entry in the journal."""

    sources: tuple[RawSource, ...]
    job: BatchJob
    run: Run
    workplace: Workplace
    options: IngestOptions
    journal: Journal
    raw_root: Path
    progress: Progress


def now() -> datetime:
    """The time in UTC, naive, as the tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


def make_plan(
    paths: Sequence[Path],
    database: Path,
    raw_root: Path,
    options: IngestOptions = DEFAULT_OPTIONS,
    folder: Path | None = None,
    progress: Progress = SILENT,
) -> Plan:
    """Check the sources and name the run. It works in `folder`, by default one beside the database.

    Raises SourceError for a path that cannot be read. Writes nothing.
    """
    sources = tuple(open_sources(paths, raw_root))
    workplace = Workplace(database.absolute(), folder)
    return _with_id(sources, workplace, options, raw_root, progress, now())


def with_new_run_id(plan: Plan) -> Plan:
    """The plan with an id and a start from now: while a run waits for another one, its own start grows old."""
    started = _later_than_last(plan.workplace.published)
    return _with_id(plan.sources, plan.workplace, plan.options, plan.raw_root, plan.progress, started)


def _with_id(
    sources: tuple[RawSource, ...],
    workplace: Workplace,
    options: IngestOptions,
    raw_root: Path,
    progress: Progress,
    started: datetime,
) -> Plan:
    run_id = f"{started:%Y%m%dT%H%M%S%f}-{os.urandom(2).hex()}"
    job = BatchJob(run_id, started, parser_version(), str(workplace.staging / run_id))
    run = Run(run_id, started, job.parser_version, tuple(source.scope for source in sources))
    return Plan(sources, job, run, workplace, options, Journal(workplace.journal, run), raw_root, progress)


def _later_than_last(database: Path) -> datetime:
    """Now, or just after the last run if the clock was set back: run ids sort by time."""
    if not database.exists():
        return now()
    with open_reader(database, earlier=True) as connection:
        last = last_run_started(connection)
    return max(now(), last + timedelta(microseconds=1)) if last is not None else now()


def default_workers() -> int:
    """One worker process for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
