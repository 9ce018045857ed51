"""Advisory locks (flock) on files and folders. The operating system releases a lock when the process that holds it ends, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

# Seconds between two attempts to get a lock. Chosen: too short to notice, too long to keep a core busy.
_PAUSE = 0.2


class LockTaken(Exception):
    """Another process holds a lock file; `holder` is what it wrote there, such as `process 4711`."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(f"locked by {holder}")


def take_lock_file(path: Path, wait: float = 0) -> TextIO:
    """Lock a file exclusively and write this process's number to it; closing the returned handle releases the lock.

    Tries for `wait` seconds. Raises LockTaken if another process still holds it then, OSError if the file cannot be opened or written.
    """
    handle = open(path, "a+", encoding="utf-8")  # noqa: SIM115
    try:
        until = time.monotonic() + wait
        while not _try_flock(handle.fileno()):
            if time.monotonic() >= until:
                handle.seek(0)
                raise LockTaken(handle.read().strip() or "unknown")
            time.sleep(_PAUSE)
        handle.truncate(0)
        handle.write(f"process {os.getpid()}")
        handle.flush()
    except BaseException:
        handle.close()
        raise
    return handle


def is_locked(path: Path) -> bool:
    """Whether a process holds a lock file. A file that is missing or cannot be read is not locked."""
    try:
        with open(path, encoding="utf-8") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


@contextmanager
def folder_locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, waiting for it as long as it takes. Raises OSError if the folder cannot be opened."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def try_folder_lock(folder: Path) -> int | None:
    """Lock a folder without waiting: the descriptor that releases the lock when closed, or None if the lock cannot be had."""
    descriptor = os.open(folder, os.O_RDONLY)
    if _try_flock(descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _try_flock(descriptor: int) -> bool:
    """Take an exclusive lock if it is free. A file system that refuses locks counts as taken: nothing is written without one."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
