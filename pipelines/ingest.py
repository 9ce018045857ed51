"""The ingest as plain functions: plan, batches on worker processes, load, publish. The command and the flow both call these."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from parsers.version import parser_version
from pipelines.batch import Job, Known, Staged, run_batch, staged_by, staged_inputs, write_keys
from pipelines.sources import Entry, PageRef, RawFile, Source, entries, open_sources, raw_files
from pipelines.worker import remember, work_batch
from warehouse.audit import audit
from warehouse.database import open_reader, open_writer
from warehouse.errors import Alarm, GateClosed, WarehouseError
from warehouse.load import Counts, KnownPage, Run, Shard, known_pages, last_run_started, load, rejected_pages
from warehouse.publish import Workplace, clear_staging, held, prepare, publish
from warehouse.thresholds import DEFAULTS as LIMITS
from warehouse.thresholds import Thresholds

BATCH_PAGES = 800
BATCH_BYTES = 32 * 1024 * 1024
# Below this a pool of worker processes costs more than it saves.
SMALL_PAGES = 150

Progress = Callable[[Staged], None]


class Options(NamedTuple):
    """How a run goes about it: `checksum` reads every file, `full` parses every page, `accept` publishes past the gate."""

    workers: int | None = None
    checksum: bool = False
    full: bool = False
    accept: bool = False
    strict: bool = False
    limits: Thresholds = LIMITS


DEFAULTS = Options()


class Plan(NamedTuple):
    """What a run will do: its sources, its job for the workers, and the loader's view of it."""

    sources: tuple[Source, ...]
    job: Job
    run: Run
    workplace: Workplace
    options: Options


class Work(NamedTuple):
    """What is left to read: files, what workers need not parse again, and shards that are there already."""

    files: tuple[RawFile, ...]
    known: dict[str, Known]
    shards: tuple[Shard, ...]
    skipped: int


class Summary(NamedTuple):
    """What a run did. `rejections` are (page, reason) pairs."""

    run_id: str
    status: str
    counts: Counts
    seconds: float
    rejections: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, object]:
        """The object that `procwh ingest --json` prints."""
        counts = self.counts
        return {
            "run_id": self.run_id, "status": self.status, "pages_seen": counts.seen, "pages_loaded": counts.loaded,
            "pages_unchanged": counts.unchanged, "pages_duplicate": counts.duplicate, "pages_rejected": counts.rejected,
            "pages_gone": counts.gone, "procedures": counts.procedures, "seconds": round(self.seconds, 3),
        }  # fmt: skip


class PagesRejected(WarehouseError):
    """Pages were rejected, and the options do not allow that: nothing was published."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        page, reason = summary.rejections[0]
        super().__init__(
            f"{summary.counts.rejected} pages were rejected, nothing was published (--strict): {page}: {reason}"
        )


def now() -> datetime:
    """The time in UTC, without a zone, as the tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


def make_plan(
    paths: Sequence[Path], database: Path, raw_root: Path, options: Options = DEFAULTS, folder: Path | None = None
) -> Plan:
    """Check the sources and name the run, which works in `folder`. Raises SourceError before anything is written."""
    sources = open_sources(paths, raw_root)
    started = _later_than_last(database)
    run_id = f"{started:%Y%m%dT%H%M%S%f}-{os.urandom(2).hex()}"
    workplace = Workplace(database.absolute(), folder)
    job = Job(run_id, started, parser_version(), str(workplace.staging / run_id))
    run = Run(run_id, started, job.parser_version, tuple(source.scope for source in sources))
    return Plan(tuple(sources), job, run, workplace, options)


def _later_than_last(database: Path) -> datetime:
    """Now, or just after the last run where the clock was set back: keys of runs sort by time."""
    if not database.exists():
        return now()
    with open_reader(database) as connection:
        last = last_run_started(connection)
    return max(now(), last + timedelta(microseconds=1)) if last is not None else now()


def find_work(plan: Plan) -> Work:
    """List the sources, leave out files that have not changed, and take up what an interrupted run has staged."""
    loaded = _loaded(plan)
    files = [file for source in plan.sources for file in raw_files(source)]
    skipped: set[str] = set()
    if not (plan.options.checksum or plan.options.full):
        files, skipped = _without_unchanged(files, loaded)
    staging = Path(plan.job.staging)
    shards: list[Shard] = []
    if skipped:
        write_keys(staging / "unread", "unchanged", sorted(skipped))
        shards.append(Shard(staging / "unread"))
    known = {
        key: Known("unchanged", page.input_sha256)
        for key, page in loaded.items()
        if page.status == "current" and not plan.options.full
    }
    leftovers: list[Shard] = []
    for folder in _leftovers(plan):
        leftovers.append(Shard(folder, is_leftover=True))
        known.update({key: Known("resumed", sha) for key, sha in staged_inputs(folder).items()})
    shards = [*leftovers, *shards]
    return Work(tuple(files), known, tuple(shards), len(skipped))


def _loaded(plan: Plan) -> dict[str, KnownPage]:
    """Pages that today's parser has read."""
    if not plan.workplace.published.exists():
        return {}
    with open_reader(plan.workplace.published) as connection:
        known = known_pages(connection)
    return {key: page for key, page in known.items() if page.parser_version == plan.job.parser_version}


def _without_unchanged(files: list[RawFile], loaded: dict[str, KnownPage]) -> tuple[list[RawFile], set[str]]:
    """Files to read, and the keys of pages in files whose size and time are those of the last run.

    A duplicate is passed over only with the page that holds its bytes, since it may have to take its place.
    """
    by_file: dict[str, list[tuple[str, KnownPage]]] = {}
    for key, page in loaded.items():
        by_file.setdefault(page.location.partition("!/")[0], []).append((key, page))
    same = {
        file.location: found
        for file in files
        if (found := by_file.get(file.location))
        and all(page.stamp == file.stamp and page.status != "gone" for _, page in found)
    }
    settled = {location for location, found in same.items() if all(page.input_sha256 for _, page in found)}
    unread = {key for location in settled for key, _ in same[location]}
    for location in list(settled):
        if any(page.duplicate_of is not None and page.duplicate_of not in unread for _, page in same[location]):
            settled.discard(location)
    skipped = {key for location in settled for key, _ in same[location]}
    return [file for file in files if file.location not in settled], skipped


def _leftovers(plan: Plan) -> list[Path]:
    """Whole batches that an interrupted run of the same parser has staged, oldest first; all else there is removed."""
    found: list[Path] = []
    for run in sorted(plan.workplace.staging.glob("*")) if plan.workplace.staging.exists() else []:
        for folder in sorted(run.iterdir()) if run.is_dir() and run.name != plan.run.run_id else []:
            if not plan.options.full and staged_by(folder) == plan.job.parser_version:
                found.append(folder)
            else:
                shutil.rmtree(folder, ignore_errors=True)
    return found


def batches(files: Iterable[RawFile]) -> Iterator[list[Entry]]:
    """The pages of files in batches of bounded number and size, read no further ahead than one batch."""
    batch: list[Entry] = []
    size = 0
    for file in files:
        for entry in entries(file):
            batch.append(entry)
            size += entry.size if isinstance(entry, PageRef) else len(entry.page.body)
            if len(batch) >= BATCH_PAGES or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def stage(plan: Plan, work: Work, progress: Progress) -> list[Staged]:
    """Parse, check and stage every batch, on worker processes where there is enough to do; in the order of the batches."""
    workers, known = plan.options.workers or default_workers(), work.known
    source = batches(work.files)
    first, second = next(source, None), next(source, None)
    if first is None:
        return []
    if second is None:
        # One batch alone is shared out, unless it is so small that starting processes costs more than it saves.
        size = len(first) if len(first) <= SMALL_PAGES else -(-len(first) // workers)
        source = iter([first[begin : begin + size] for begin in range(0, len(first), size)])
    else:
        source = chain((first, second), source)
    if workers == 1 or (second is None and len(first) <= SMALL_PAGES):
        return [
            _reported(run_batch(batch, known, plan.job, batch_name(number)), progress)
            for number, batch in enumerate(source)
        ]
    with worker_pool(workers, known) as pool:
        return stage_on(pool, enumerate(source), plan.job, workers, progress)


def batch_name(number: int) -> str:
    """The folder that a batch is staged in."""
    return f"batch-{number:06d}"


def _reported(staged: Staged, progress: Progress) -> Staged:
    progress(staged)
    return staged


def stage_on(
    pool: Executor, numbered: Iterable[tuple[int, list[Entry]]], job: Job, workers: int, progress: Progress
) -> list[Staged]:
    """Stage numbered batches on a pool, in order. At most two a worker are under way: memory holds a few batches whatever the number of pages."""
    done: dict[int, Staged] = {}
    pending: dict[Future[Staged], int] = {}
    for number, batch in numbered:
        pending[pool.submit(work_batch, batch, job, batch_name(number))] = number
        if len(pending) >= workers * 2:
            _collect(pending, done, progress)
    while pending:
        _collect(pending, done, progress)
    return [done[number] for number in sorted(done)]


def _collect(pending: dict[Future[Staged], int], done: dict[int, Staged], progress: Progress) -> None:
    finished, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in finished:
        try:
            done[pending.pop(future)] = _reported(future.result(), progress)
        except BrokenProcessPool as error:
            raise WarehouseError(
                "a worker process was killed (out of memory?), nothing was published; "
                "run it again: what was staged is taken up (fewer --workers need less memory)"
            ) from error


@contextmanager
def worker_pool(workers: int, known: dict[str, Known]) -> Iterator[Executor]:
    """Worker processes that import the parsers and nothing of their parent's main module (which may be Prefect's)."""
    main = sys.modules["__main__"]
    hidden: dict[str, object] = {name: vars(main).pop(name) for name in ("__spec__", "__file__") if name in vars(main)}
    vars(main)["__spec__"] = None
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), remember, (known,))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    finally:
        pool.shutdown()
        vars(main).update(hidden)


def apply(plan: Plan, work: Work, staged: list[Staged]) -> tuple[Counts, list[Alarm], tuple[tuple[str, str], ...]]:
    """Load what was staged into a copy of the published file, and audit it: figures, alarms, and rejected pages with reasons."""
    target = prepare(plan.workplace)
    shards = [*work.shards, *(Shard(Path(batch.folder)) for batch in staged)]
    with open_writer(target) as connection:
        counts = load(connection, shards, plan.run, now())
        rejections = rejected_pages(connection, plan.run)
        return counts, audit(connection, plan.workplace.published, plan.run, plan.options.limits), rejections


def finish(plan: Plan, work: Work, staged: list[Staged]) -> Summary:
    """Load, audit and publish in one rename. Raises GateClosed if the audit finds something and the options do not accept it."""
    counts, alarms, rejections = apply(plan, work, staged)
    if alarms and not plan.options.accept:
        raise GateClosed(alarms)
    if plan.options.strict and counts.rejected:
        seconds = (now() - plan.run.started_at).total_seconds()
        raise PagesRejected(Summary(plan.run.run_id, "failed", counts, seconds, rejections))
    publish(plan.workplace)
    clear_staging(plan.workplace)
    seconds = max(0.0, (now() - plan.run.started_at).total_seconds())
    return Summary(plan.run.run_id, "published", counts, seconds, rejections)


def ingest(
    paths: Sequence[Path],
    database: Path,
    raw_root: Path,
    options: Options = DEFAULTS,
    progress: Progress = lambda staged: None,
) -> Summary:
    """The whole job: read, parse, check, load, audit, publish. Raises SourceError, WarehouseError; nothing is published then."""
    plan = make_plan(paths, database, raw_root, options)
    with held(plan.workplace):
        work = find_work(plan)
        return finish(plan, work, stage(plan, work, progress))


def default_workers() -> int:
    """One worker process a core that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
