"""Putting an export in place, whole or not at all: it is written to a hidden folder beside its destination, and renamed."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote_to_bytes

from pipelines.errors import SourceError
from pipelines.export.remote import check_place, listed, manifest_at, nested, place_of, refuse_foreign, upload
from schemas.manifest import MANIFEST, is_ours
from warehouse.export.check import found_in
from warehouse.load.locks import folder_locked, try_folder_lock
from warehouse.load.publish import fsync

_LEFTOVER = ".{}.procwh-"
_FILE = re.compile("file:", re.IGNORECASE)


def is_remote(out: str) -> bool:
    """Whether an address names another system; `file:` is this machine."""
    return "://" in out and not _FILE.match(out)


@contextmanager
def staged(out: str) -> Iterator[Path]:
    """A folder to write an export to; at the end it is put in place. On any error what was there is left unchanged.

    Raises SourceError for a destination that cannot be used, or that holds anything but an export.
    """
    if is_remote(out):
        place = place_of(out)
        check_place(place)
        with tempfile.TemporaryDirectory(prefix="procwh-export-") as folder:
            yield Path(folder)
            upload(place, Path(folder))
        return
    target = local_path(out)
    _check_local(target)
    with _work_folder(target) as work:
        new = work / "new"
        new.mkdir()
        yield new
        _swap(new, target, work / "old")


def local_path(out: str) -> Path:
    """The folder that `out` names, without links. Raises SourceError for an address of another machine, or a path that is not absolute."""
    if not _FILE.match(out):
        return Path(out).resolve()
    rest = out[len("file:") :]
    if rest.startswith("//"):
        host, slash, rest = rest[2:].partition("/")
        if host.lower() not in ("", "localhost"):
            raise SourceError(f"{out} names another machine, {host}; write file:///folder, or the path alone")
        rest = slash + rest
    path = os.fsdecode(unquote_to_bytes(rest))
    if not path.startswith("/") or "\0" in path:
        raise SourceError(f"{out} is not an absolute path; write file:///folder, or the path alone")
    return Path(path).resolve()


def manifest_text(out: str) -> str:
    """The manifest of the export in a place, here or on another system; empty if there is none. Raises SourceError, WarehouseError."""
    return manifest_at(place_of(out)) if is_remote(out) else _text(local_path(out) / MANIFEST)


def leftovers(target: Path) -> list[Path]:
    """Hidden folders beside a destination: of exports under way, or left behind by killed ones."""
    prefix = _LEFTOVER.format(target.name)
    beside = target.parent.iterdir() if target.parent.is_dir() else ()
    return sorted(path for path in beside if path.name.startswith(prefix))


def _check_local(target: Path) -> None:
    if target == Path.cwd() or target in Path.cwd().parents:
        raise SourceError(f"{target} is where you are: it is replaced whole; name a folder in it, such as --out export")
    if target.exists() and not target.is_dir():
        raise SourceError(f"{target} is a file; name a folder with --out")
    if os.path.ismount(target):
        raise SourceError(f"{target} is a mount point and cannot be replaced whole; name a folder in it")
    for parent in target.parents:
        if is_ours(_text(parent / MANIFEST)):
            raise nested(str(target), str(parent))
    if target.exists():
        plain, others = found_in(target)
        refuse_foreign(plain | others, listed(_text(target / MANIFEST)) - others, str(target))


def _text(path: Path) -> str:
    """The text of a file; empty if it is not there, or cannot be read."""
    with suppress(OSError):
        if path.is_file():
            return path.read_text("utf-8", "replace")
    return ""


@contextmanager
def _work_folder(target: Path) -> Iterator[Path]:
    """A hidden folder beside the destination, locked while it is in use. What killed exports left is removed."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with folder_locked(target.parent):
            _clear_leftovers(target)
            work = Path(tempfile.mkdtemp(prefix=_LEFTOVER.format(target.name), dir=target.parent))
            lock = try_folder_lock(work)
    except OSError as error:
        raise SourceError(f"cannot write beside {target}: {error.strerror}; name another folder with --out") from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _clear_leftovers(target: Path) -> None:
    for leftover in leftovers(target):
        if (lock := try_folder_lock(leftover)) is not None:
            # Killed between the two renames: what was there is put back.
            if (leftover / "old").exists() and not target.exists():
                os.replace(leftover / "old", target)
            shutil.rmtree(leftover, ignore_errors=True)
            os.close(lock)


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put the finished folder in place; everything is on disk before it can be seen."""
    for folder, _, names in os.walk(new):
        for name in names:
            fsync(Path(folder, name))
        fsync(Path(folder))
    with folder_locked(target.parent):
        _check_local(target)
        if target.exists():
            shutil.copymode(target, new)
            os.replace(target, old)
        try:
            os.replace(new, target)
        except BaseException:
            if old.exists():
                os.replace(old, target)
            raise
        fsync(target.parent)
