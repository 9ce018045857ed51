"""What a worker process does. It imports neither the warehouse's loader nor Prefect."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading

from pipelines.ingest.batch import BatchJob, Known, run_batch
from pipelines.sources.pages import PageInput
from pipelines.values import Staged

# The pages already loaded: sent once to a process, not with every batch.
_known: dict[str, Known] = {}


def start_worker(known: dict[str, Known]) -> None:
    """Start a worker process with the pages already loaded; it ends when its parent does, even if that is killed."""
    # Ctrl-C goes to the whole process group; the parent decides what becomes of a batch that is under way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _known.update(known)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent ends: it would wait for batches for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def run_on_worker(batch: list[PageInput], job: BatchJob, name: str) -> Staged:
    """Parse, check and stage one batch in this worker process. Raises as `run_batch` does."""
    return run_batch(batch, _known, job, name)
