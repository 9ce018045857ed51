"""What a worker process does. It imports parsers and sources, and neither the warehouse nor Prefect."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading

from pipelines.ingest.batch import BatchJob, Known, run_batch
from pipelines.sources.files import PageInput
from pipelines.values import Staged

# What the process knows of the pages already loaded: given once a process, not once a batch.
_known: dict[str, Known] = {}


def start_worker(known: dict[str, Known]) -> None:
    """Begin: take in what is known, and end with the parent, should it be killed."""
    # Ctrl-C goes to the whole process group; the parent decides what becomes of a batch that is under way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _known.update(known)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def run_on_worker(batch: list[PageInput], job: BatchJob, name: str) -> Staged:
    """Parse, check and stage one batch."""
    return run_batch(batch, _known, job, name)
