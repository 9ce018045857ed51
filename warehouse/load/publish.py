"""The writer's own copy of the warehouse and its publication: one writer at a time, and one atomic rename."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.load.locks import LockTaken, is_locked, take_lock_file
from warehouse.schema.migrate import bring_forward, needs_migration


class Workplace:
    """The files of a run: a folder beside the published file, on the same file system, so that a rename publishes."""

    def __init__(self, published: Path, folder: Path | None = None) -> None:
        # A symbolic link stays: the file that it points to is replaced.
        self.published = Path(os.path.realpath(published))
        self.folder = folder or self.published.parent / f".{self.published.name}.work"
        self.next_file = self.folder / "next.duckdb"
        self.brought_forward = self.folder / "forward.duckdb"
        self.staging = self.folder / "staging"
        self.trash = self.folder / "trash"
        self.lock_file = self.folder / "lock"
        self.journal = self.folder / "runs"

    @property
    def last_good(self) -> Path:
        """The published rows in today's schema: the migrated copy if `prepare` had to make one."""
        return self.brought_forward if self.brought_forward.exists() else self.published


@contextmanager
def held(workplace: Workplace, wait: float = 0) -> Iterator[None]:
    """Hold the warehouse as its one writer; `wait` is how many seconds to wait for another writer to end.

    Raises WarehouseError naming the process that holds it, or if the folder of the published file cannot be written.
    """
    try:
        workplace.folder.mkdir(parents=True, exist_ok=True)
        if not os.access(workplace.published.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        handle = take_lock_file(workplace.lock_file, wait)
    except LockTaken as taken:
        raise WarehouseError(
            f"another ingest ({taken.holder}) is writing {workplace.published}; wait for it to end"
        ) from taken
    except OSError as error:
        raise WarehouseError(
            f"cannot write beside {workplace.published}: {error.strerror}; choose another place with --db"
        ) from error
    with handle:
        yield


def is_held(workplace: Workplace) -> bool:
    """Whether a run is writing the warehouse now."""
    return is_locked(workplace.lock_file)


def prepare(workplace: Workplace) -> Path:
    """Copy the published file, migrated to today's schema, for the writer; the path of the copy, which does not exist where nothing is published."""
    clear_copies(workplace)
    if workplace.published.exists():
        if needs_migration(workplace.published):
            bring_forward(workplace.published, workplace.brought_forward)
        shutil.copyfile(workplace.last_good, workplace.next_file)
    return workplace.next_file


def clear_copies(workplace: Workplace) -> None:
    """Remove the copies that a run left that did not publish, to free their disk space."""
    for leftover in (*workplace.folder.glob("next.duckdb*"), *workplace.folder.glob("forward.duckdb*")):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    shutil.rmtree(workplace.trash, ignore_errors=True)


def publish(workplace: Workplace) -> None:
    """Replace the published file by the writer's closed one, durably. Readers keep what they have open."""
    if workplace.published.exists():
        shutil.copymode(workplace.published, workplace.next_file)
    fsync(workplace.next_file)
    os.replace(workplace.next_file, workplace.published)
    fsync(workplace.published.parent)
    workplace.brought_forward.unlink(missing_ok=True)


def clear_staging(workplace: Workplace) -> None:
    """Remove what was staged. It is renamed away first, so that no half-deleted batch is ever found."""
    shutil.rmtree(workplace.trash, ignore_errors=True)
    if workplace.staging.exists():
        os.replace(workplace.staging, workplace.trash)
        shutil.rmtree(workplace.trash, ignore_errors=True)


def fsync(path: Path) -> None:
    """Flush a file, or the entries of a folder, to disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
