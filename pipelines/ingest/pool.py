"""Batches of pages, staged by worker processes; a worker that is killed is replaced."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from types import TracebackType

from pipelines.ingest.batch import BatchJob, Known, run_batch
from pipelines.ingest.changes import Changes
from pipelines.ingest.plan import Plan, default_workers
from pipelines.ingest.worker import run_on_worker, start_worker
from pipelines.reporting.progress import Progress
from pipelines.sources.files import RawFile
from pipelines.sources.pages import PageInput, PageRef, page_inputs, unread
from pipelines.values import Staged

# A batch costs about 0.15 s of CPU for validation and writing, whatever its size, and a page about 5 ms: at this many pages the
# fixed cost is a few percent, and what an interrupted run loses a few seconds.
BATCH_PAGES = 800
# Bytes of raw pages. Their text, blocks and rows take a few times as much in the worker.
BATCH_BYTES = 32 * 1024 * 1024
# Pages. A worker process takes two to three seconds to start (it imports pandas and Pandera), this many pages take one to parse.
SMALL_PAGES = 150
# Bytes. A larger page is parsed in a process of its own, since it may need more memory than there is. Real pages have 5 to 50 KB.
SMALL_BYTES = 1024 * 1024
NO_MEMORY = "there is not enough memory to parse it"
ENDED_ITS_PROCESS = "it ended the process that parsed it (out of memory?), twice"

_SPAWN = multiprocessing.get_context("spawn")
Numbered = tuple[int, list[PageInput]]


def batches(files: Iterable[RawFile]) -> Iterator[list[PageInput]]:
    """The pages of files, in batches of at most BATCH_PAGES pages and about BATCH_BYTES bytes; read no further ahead than one batch."""
    batch: list[PageInput] = []
    size = 0
    for file in files:
        for page in page_inputs(file):
            batch.append(page)
            size += _size(page)
            if len(batch) >= BATCH_PAGES or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def stage_batches(plan: Plan, changes: Changes) -> list[Staged]:
    """Parse, check and stage every batch: on worker processes, or in this one if there is little to do. In the order of the batches."""
    count, progress = plan.options.workers or default_workers(), plan.progress
    progress.begin(plan.run.run_id, len(changes.files), len(changes.files) if changes.is_countable else None)
    source = batches(changes.files)
    first, second = next(source, None), next(source, None)
    if first is None:
        return []
    if second is None:
        # A single batch is divided among the workers, unless it is so small that starting them costs more than it saves.
        size = len(first) if len(first) <= SMALL_PAGES else -(-len(first) // count)
        source = iter([first[begin : begin + size] for begin in range(0, len(first), size)])
    else:
        source = chain((first, second), source)
    if count == 1 or (second is None and len(first) <= SMALL_PAGES and max(map(_size, first)) <= SMALL_BYTES):
        return [
            _reported(staged, progress)
            for number, batch in enumerate(source)
            for staged in _here(batch, changes.known, plan.job, number)
        ]
    with WorkerPool(count, changes.known, plan.job) as workers:
        return workers.stage(enumerate(source), progress)


def _here(
    batch: list[PageInput], known: dict[str, Known], job: BatchJob, number: int, part: str = ""
) -> Iterator[Staged]:
    """Stage a batch in this process; if memory runs out, each half of it, down to one page."""
    try:
        yield run_batch(batch, known, job, batch_name(number, part))
    except MemoryError:
        if len(batch) == 1:
            yield run_batch([unread(batch[0], NO_MEMORY)], {}, job, batch_name(number, part))
            return
        half = len(batch) // 2
        yield from _here(batch[:half], known, job, number, f"{part}.1")
        yield from _here(batch[half:], known, job, number, f"{part}.2")


def _size(found: PageInput) -> int:
    return found.size if isinstance(found, PageRef) else len(found.page.body)


def batch_name(number: int, part: str = "") -> str:
    """The name of the folder that a batch is staged in; `part` is that of a batch that was split, such as `.1.2`."""
    return f"batch-{number:06d}{part}"


def _reported(staged: Staged, progress: Progress) -> Staged:
    progress.batch(staged)
    return staged


class WorkerPool:
    """Worker processes, to be used from any number of threads.

    When a worker is killed, its batch is split until the page that caused it is found and set aside.
    """

    def __init__(self, count: int, known: dict[str, Known], job: BatchJob) -> None:
        self.count, self._known, self._job = count, known, job
        self._pool: ProcessPoolExecutor | None = None
        self._guard, self._one_at_a_time = threading.Lock(), threading.Lock()
        self._is_ended = False

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_ended = error is not None
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=error is not None)

    def stage(self, numbered: Iterable[Numbered], progress: Progress) -> list[Staged]:
        """Stage numbered batches; the results are in their order. At most two batches a worker are held in memory at a time."""
        done: dict[int, list[Staged]] = {}
        pending: dict[Future[list[Staged]], int] = {}
        with ThreadPoolExecutor(self.count * 2) as threads:
            try:
                for number, batch in numbered:
                    pending[threads.submit(self.run, number, batch)] = number
                    if len(pending) >= self.count * 2:
                        _collect(pending, done, progress)
                while pending:
                    _collect(pending, done, progress)
            except BaseException:
                self._is_ended = True
                threads.shutdown(wait=False, cancel_futures=True)
                raise
        return [staged for number in sorted(done) for staged in done[number]]

    def run(self, number: int, batch: list[PageInput]) -> list[Staged]:
        """Stage one batch on one of the workers; the result has several parts if it had to be split. Raises as `run_batch` does."""
        pool = self._shared()
        try:
            return [self._submit(pool, batch, batch_name(number)).result()]
        except MemoryError:
            with self._one_at_a_time:
                return list(self._alone(number, batch))
        except BrokenProcessPool:
            # Every batch under way is lost with the pool; one of them caused it.
            with self._guard:
                if self._pool is pool:
                    self._pool = None
            with self._one_at_a_time:
                return list(self._alone(number, batch))

    def _alone(self, number: int, batch: list[PageInput], part: str = "") -> Iterator[Staged]:
        """Stage a batch on a worker of its own; if that is killed too, each half of it, down to one page."""
        name = batch_name(number, part)
        for _ in range(1 if len(batch) > 1 else 2):
            if self._is_ended:
                raise CancelledError
            with ProcessPoolExecutor(1, _SPAWN, start_worker, (self._known,)) as pool:
                try:
                    yield self._submit(pool, batch, name).result()
                    return
                except (BrokenProcessPool, MemoryError):
                    pass
        if len(batch) == 1:
            yield run_batch([unread(batch[0], ENDED_ITS_PROCESS)], {}, self._job, name)
            return
        half = len(batch) // 2
        yield from self._alone(number, batch[:half], f"{part}.1")
        yield from self._alone(number, batch[half:], f"{part}.2")

    def _shared(self) -> ProcessPoolExecutor:
        with self._guard:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self.count, _SPAWN, start_worker, (self._known,))
            return self._pool

    def _submit(self, pool: ProcessPoolExecutor, batch: list[PageInput], name: str) -> Future[Staged]:
        with self._guard, _main_hidden():
            return pool.submit(run_on_worker, batch, self._job, name)


def _collect(pending: dict[Future[list[Staged]], int], done: dict[int, list[Staged]], progress: Progress) -> None:
    finished, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in finished:
        done[pending.pop(future)] = found = future.result()
        for staged in found:
            progress.batch(staged)


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Keep processes started meanwhile from importing their parent's main module, which may be Prefect's."""
    main = sys.modules["__main__"]
    hidden: dict[str, object] = {name: vars(main).pop(name) for name in ("__spec__", "__file__") if name in vars(main)}
    vars(main)["__spec__"] = None
    try:
        yield
    finally:
        vars(main).update(hidden)
