"""Batches of pages to staged shards, on worker processes that are replaced when one is killed."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from types import TracebackType

from pipelines.batch import Job, Known, Staged, run_batch
from pipelines.plan import Plan, default_workers
from pipelines.sources import Entry, PageRef, RawFile, entries, unread
from pipelines.work import Work
from pipelines.worker import remember, work_batch

BATCH_PAGES = 800
BATCH_BYTES = 32 * 1024 * 1024
# Below this a pool of worker processes costs more than it saves.
SMALL_PAGES = 150
GUILTY = "it ended the process that parsed it (out of memory?), twice"

Progress = Callable[[Staged], None]
Numbered = tuple[int, list[Entry]]


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
    count = plan.options.workers or default_workers()
    source = batches(work.files)
    first, second = next(source, None), next(source, None)
    if first is None:
        return []
    if second is None:
        # One batch alone is shared out, unless it is so small that starting processes costs more than it saves.
        size = len(first) if len(first) <= SMALL_PAGES else -(-len(first) // count)
        source = iter([first[begin : begin + size] for begin in range(0, len(first), size)])
    else:
        source = chain((first, second), source)
    if count == 1 or (second is None and len(first) <= SMALL_PAGES):
        return [
            _reported(run_batch(batch, work.known, plan.job, batch_name(number)), progress)
            for number, batch in enumerate(source)
        ]
    with Workers(count, work.known) as workers:
        return workers.stage(enumerate(source), plan.job, progress)


def batch_name(number: int, part: str = "") -> str:
    """The folder that a batch, or a part of one, is staged in."""
    return f"batch-{number:06d}{part}"


def _reported(staged: Staged, progress: Progress) -> Staged:
    progress(staged)
    return staged


class Workers:
    """Worker processes. When one is killed its batch is split until the page that did it is found; that page is set aside."""

    def __init__(self, count: int, known: dict[str, Known]) -> None:
        self.count, self._known = count, known
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=error is not None)

    def stage(self, numbered: Iterable[Numbered], job: Job, progress: Progress) -> list[Staged]:
        """Stage numbered batches, in order. At most two a worker are under way: memory holds a few batches whatever the number of pages."""
        done: dict[int, list[Staged]] = {}
        pending: dict[Future[Staged], Numbered] = {}
        for number, batch in numbered:
            self._submit(pending, number, batch, job)
            if len(pending) >= self.count * 2:
                self._collect(pending, done, job, progress)
        while pending:
            self._collect(pending, done, job, progress)
        return [staged for number in sorted(done) for staged in done[number]]

    def _submit(self, pending: dict[Future[Staged], Numbered], number: int, batch: list[Entry], job: Job) -> None:
        try:
            future = self._run(batch, job, batch_name(number))
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        pending[future] = (number, batch)

    def _collect(
        self, pending: dict[Future[Staged], Numbered], done: dict[int, list[Staged]], job: Job, progress: Progress
    ) -> None:
        finished, _ = wait(pending, return_when=FIRST_COMPLETED)
        if any(isinstance(future.exception(), BrokenProcessPool) for future in finished):
            # All that was under way is lost with the pool, and one of it is guilty.
            wait(pending)
            self._replace()
            finished = set(pending)
        for future in finished:
            number, batch = pending.pop(future)
            if isinstance(future.exception(), BrokenProcessPool):
                done[number] = list(self._carefully(number, batch, job, progress))
            else:
                done[number] = [_reported(future.result(), progress)]

    def _carefully(
        self, number: int, batch: list[Entry], job: Job, progress: Progress, part: str = ""
    ) -> Iterator[Staged]:
        """Stage one batch with nothing beside it; if that ends its process too, each half of it, down to one page."""
        name = batch_name(number, part)
        for _ in range(1 if len(batch) > 1 else 2):
            try:
                yield _reported(self._run(batch, job, name).result(), progress)
                return
            except BrokenProcessPool:
                self._replace()
        if len(batch) == 1:
            yield _reported(run_batch([unread(batch[0], GUILTY)], {}, job, name), progress)
            return
        half = len(batch) // 2
        yield from self._carefully(number, batch[:half], job, progress, f"{part}.1")
        yield from self._carefully(number, batch[half:], job, progress, f"{part}.2")

    def _run(self, batch: list[Entry], job: Job, name: str) -> Future[Staged]:
        with _main_hidden():
            if self._pool is None:
                spawn = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self.count, spawn, remember, (self._known,))
            return self._pool.submit(work_batch, batch, job, name)

    def _replace(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Processes that are started here import the parsers, and nothing of their parent's main module (which may be Prefect's)."""
    main = sys.modules["__main__"]
    hidden: dict[str, object] = {name: vars(main).pop(name) for name in ("__spec__", "__file__") if name in vars(main)}
    vars(main)["__spec__"] = None
    try:
        yield
    finally:
        vars(main).update(hidden)
