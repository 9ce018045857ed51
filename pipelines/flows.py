"""The job as a Prefect flow: the same functions as the command's, a task a group of batches. The only importer of Prefect."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from pipelines.batch import Job, Staged
from pipelines.ingest import finish, writing
from pipelines.plan import Options, default_workers, make_plan
from pipelines.settings import read_settings
from pipelines.stage import Numbered, Workers, batches
from pipelines.work import find_work

# Prefect drops events and slows down beyond some hundreds of task runs a flow run; groups grow so that this many are enough.
MOST_TASKS = 200
_EVEN = 60
_DOUBLING = 6


def groups(numbered: Iterator[Numbered], workers: int) -> Iterator[list[Numbered]]:
    """Batches in groups, one task run each: even at first, then doubling, so that millions of pages stay below `MOST_TASKS`."""
    count = 0
    while True:
        doublings = max(0, count - _EVEN) // _DOUBLING
        group = list(islice(numbered, workers * 2 * 2**doublings))
        if not group:
            return
        yield group
        count += 1


@task(name="stage-batches", task_run_name="stage {first} to {last}", cache_policy=NO_CACHE, persist_result=False)
def stage_batches(workers: Any, group: list[Numbered], job: Job, first: int, last: int) -> list[Staged]:
    """Parse, check and stage one group of batches on the flow's worker processes."""
    logger = get_run_logger()
    staged: list[Staged] = workers.stage(iter(group), job, lambda batch: None)
    for batch in staged:
        for page, reason in batch.rejections:
            logger.warning("rejected %s: %s", page, reason)
    return staged


@flow(name="ingest", flow_run_name="ingest {paths}", persist_result=False, validate_parameters=False)
def ingest(
    paths: list[str] | None = None,
    db: str | None = None,
    workers: int | None = None,
    checksum: bool = False,
    full: bool = False,
    accept: bool = False,
) -> dict[str, object]:
    """Read raw pages, parse, check, load, audit and publish them; the figures of the run, as `procwh ingest --json` prints them."""
    logger = get_run_logger()
    settings = read_settings()
    processes = workers or settings.workers or default_workers()
    options = Options(processes, checksum, full, accept, limits=settings.thresholds())
    sources = [Path(path) for path in paths or [str(settings.raw)]]
    plan = make_plan(sources, Path(db) if db else settings.db, settings.raw, options)
    staged: list[Staged] = []
    with writing(plan):
        work = find_work(plan)
        plan.journal.reach("staging")
        with Workers(processes, work.known) as pool:
            for group in groups(enumerate(batches(work.files)), processes):
                staged += stage_batches(pool, group, plan.job, group[0][0], group[-1][0])
        summary = finish(plan, work, staged)
    logger.info("%s", summary.as_json())
    return summary.as_json()
