"""The jobs as Prefect flows: the same functions as the command's, with a task run for each batch."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from pipelines.export import run as exporting
from pipelines.ingest.changes import Changes
from pipelines.ingest.plan import IngestOptions, Plan, default_workers
from pipelines.ingest.pool import Numbered, WorkerPool, batches
from pipelines.ingest.run import PagesRejected
from pipelines.ingest.run import ingest as run_ingest
from pipelines.reporting.progress import Combined, JsonLines, Progress, write_json_line
from pipelines.reporting.webhook import telling
from pipelines.schedule.artifacts import FlowProgress, catch_up_once, explained, show, show_closed, show_export
from pipelines.settings import ProcwhSettings, read_settings
from pipelines.values import Staged
from warehouse.errors import GateClosed

# Prefect drops events and slows down beyond some hundreds of task runs a flow run.
MOST_TASKS = 200
_EVEN = 60
_DOUBLING = 6
# Seconds that a flow waits for another run on the same warehouse, where no setting says otherwise.
_WAIT = 60.0

if "PREFECT__FLOW_RUN_ID" in os.environ:
    # When a process with threads ends, DuckDB's binding (nanobind) prints pages about references that it takes for leaked.
    atexit.register(lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno()))


def batches_of(part: int) -> int:
    """How many batches the task run of a number (from 0) stages: one at first, then doubling, so that millions of pages stay below `MOST_TASKS`."""
    return int(2 ** (max(0, part - _EVEN) // _DOUBLING))


class BatchQueue:
    """The batches of a run with their numbers, handed out one at a time to any thread, and read no sooner than that."""

    def __init__(self, found: Iterator[Numbered]) -> None:
        self._found, self._guard = found, threading.Lock()

    def take(self) -> Numbered | None:
        """The next batch; None after the last."""
        with self._guard:
            return next(self._found, None)


class TaskBatches:
    """What one task run stages: a batch, and up to `count - 1` more of those that are left when it gets to them."""

    def __init__(self, queue: BatchQueue, first: Numbered, count: int) -> None:
        self._queue, self._first, self._count = queue, first, count

    def __iter__(self) -> Iterator[Numbered]:
        yield self._first
        for _ in range(self._count - 1):
            if (numbered := self._queue.take()) is None:
                return
            yield numbered


@task(name="stage", task_run_name="stage part {part}", cache_policy=NO_CACHE, persist_result=False)
def stage_part(mine: TaskBatches, workers: WorkerPool, part: int) -> list[tuple[int, list[Staged]]]:
    """Parse, check and stage some batches (one, in a run of ordinary size) on the flow's worker processes."""
    log = get_run_logger()
    done: list[tuple[int, list[Staged]]] = []
    for number, entries in mine:
        staged = workers.run(number, entries)
        done.append((number, staged))
        for batch in staged:
            log.info("batch %d: %d pages parsed, %d unchanged", number, batch.parsed, batch.skipped)
            for page, reason in batch.rejections:
                log.warning("rejected %s: %s", page, reason)
    return done


def stage_as_tasks(plan: Plan, changes: Changes) -> list[Staged]:
    """Stage a run's batches as task runs, a few at a time."""
    count = plan.options.workers or default_workers()
    queue = BatchQueue(enumerate(batches(changes.files)))
    plan.progress.begin(plan.run.run_id, len(changes.files), len(changes.files) if changes.is_countable else None)
    futures: list[PrefectFuture[list[tuple[int, list[Staged]]]]] = []
    done: list[tuple[int, list[Staged]]] = []

    def collect(most: int) -> None:
        while len(futures) > most:
            found = futures.pop(0).result()
            done.extend(found)
            for _, staged in found:
                for batch in staged:
                    plan.progress.batch(batch)

    with WorkerPool(count, changes.known, plan.job) as workers:
        part = 0
        while (first := queue.take()) is not None:
            futures.append(stage_part.submit(TaskBatches(queue, first, batches_of(part)), workers, part + 1))
            collect(count * 2 - 1)
            part += 1
        collect(0)
    return [staged for _, parts in sorted(done, key=lambda pair: pair[0]) for staged in parts]


def _named(verb: str) -> Callable[[], str]:
    def name() -> str:
        given = flow_run.parameters
        what = ", ".join(given.get("paths") or [str(read_settings().raw)]) if verb != "export" else given.get("out")
        return f"{verb} {what}"

    return name


def _options(settings: ProcwhSettings, workers: int | None, **options: bool) -> IngestOptions:
    return IngestOptions(
        workers or settings.workers or default_workers(),
        limits=settings.thresholds(),
        wait=settings.wait or _WAIT,
        webhook=settings.webhook,
        drift_pages=settings.drift_pages,
        **options,
    )


def _database(settings: ProcwhSettings, db: str | None) -> Path:
    return Path(db) if db else settings.db


@explained
@flow(
    name="ingest",
    flow_run_name=_named("ingest"),
    persist_result=False,
    validate_parameters=False,
    task_runner=ThreadPoolTaskRunner(max_workers=4 * (os.cpu_count() or 1)),  # type: ignore[arg-type]
)
def ingest(
    paths: list[str] | None = None,
    db: str | None = None,
    workers: int | None = None,
    checksum: bool = False,
    full: bool = False,
    accept: bool = False,
    strict: bool = False,
    log_json: bool = False,
) -> dict[str, object]:
    """Read raw pages, parse, check, load, audit and publish them; the figures of the run, as `procwh ingest --json` prints them.

    `log_json`: write JSON lines on standard error as well, those of `procwh ingest --log-json`.
    """
    catch_up_once()
    settings = read_settings()
    options = _options(settings, workers, checksum=checksum, full=full, accept=accept, strict=strict)
    sources = [Path(path) for path in paths or [str(settings.raw)]]
    progress: Progress = FlowProgress(get_run_logger())
    if log_json:
        progress = Combined(progress, JsonLines(sys.stderr))
    try:
        summary = run_ingest(sources, _database(settings, db), settings.raw, options, progress, stage_as_tasks)
    except GateClosed as closed:
        show_closed(closed)
        raise
    except PagesRejected as rejected:
        show(rejected.summary)
        raise
    show(summary)
    return summary.as_json()


@explained
@flow(name="export", flow_run_name=_named("export"), persist_result=False, validate_parameters=False)
def export(
    out: str,
    format: str = "parquet",
    db: str | None = None,
    tables: list[str] | None = None,
    since: str | None = None,
    without_descriptors: bool = False,
    log_json: bool = False,
) -> dict[str, object]:
    """Write the published tables as files with a manifest; what was written, as `procwh export --json` prints it.

    `since`: only what changed after a run, or after the export that lies in `out` (`last`); `log_json`: a JSON line on standard error as well.
    """
    options = exporting.ExportOptions(out, format, tuple(tables or ()), since, without_descriptors=without_descriptors)
    settings = read_settings()
    with telling(settings.webhook, _database(settings, db), "export"):
        summary = exporting.export(options, _database(settings, db))
    get_run_logger().info("%d rows written to %s", summary.rows, out)
    if log_json:
        write_json_line(sys.stderr, "info", "export written", **summary.as_json())
    show_export(out, summary)
    return summary.as_json()


@explained
@flow(
    name="ingest-then-export",
    flow_run_name=_named("ingest and export"),
    persist_result=False,
    validate_parameters=False,
)
def ingest_then_export(
    out: str,
    format: str = "parquet",
    paths: list[str] | None = None,
    db: str | None = None,
    workers: int | None = None,
    since: str | None = None,
    without_descriptors: bool = False,
    log_json: bool = False,
) -> dict[str, object]:
    """Ingest, and if that published, export; the figures of both."""
    catch_up_once()
    figures = ingest(paths, db, workers, log_json=log_json)
    written = export(out, format, db, since=since, without_descriptors=without_descriptors, log_json=log_json)
    return {"ingest": figures, "export": written}
