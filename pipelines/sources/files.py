"""Raw files: those of the files and folders that are to be read, with the stamps by which a change is seen."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipelines.errors import SourceError
from pipelines.sources.containers import is_container
from pipelines.sources.containers.archives import SIDECAR
from pipelines.sources.containers.members import media_type_of


class RawFile(NamedTuple):
    """A file of a source, not yet opened. `stamp` changes when it or its sidecar does; `size` in bytes."""

    uri: str
    path: str
    location: str
    stamp: str
    size: int

    @property
    def is_page(self) -> bool:
        """Whether it is a page rather than a container of pages."""
        return media_type_of(self.path) is not None


class RawSource(NamedTuple):
    """One file or folder to ingest.

    `base`: the folder that its pages are named relative to; `scope`: the locations that it covers, see `covers`;
    `location_base`: the raw root if it lies under that.
    """

    path: Path
    base: Path
    scope: str
    location_base: Path | None


def open_sources(paths: Sequence[Path], raw_root: Path) -> list[RawSource]:
    """The sources at some paths. Raises SourceError for a path that does not exist or is no page, container or folder."""
    root = Path(os.path.normpath(raw_root.absolute()))
    sources: list[RawSource] = []
    for path in paths:
        if not _exists(path):
            raise SourceError(f"{str(path)[:200]} does not exist; name a file or folder with raw pages")
        if not path.is_dir() and media_type_of(path.name) is None and not is_container(path.name):
            raise SourceError(
                f"{path} is no page and no container of pages; see `procwh ingest --help` for what is read"
            )
        full = Path(os.path.normpath(path.absolute()))
        inside = full == root or root in full.parents
        base = root if inside else (full if full.is_dir() else full.parent)
        scope = _location(full, root if inside else None)
        sources.append(
            RawSource(full, base, f"{scope.rstrip('/')}/" if full.is_dir() else scope, root if inside else None)
        )
    return sources


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _location(path: Path, root: Path | None) -> str:
    """Where a raw file is: `raw:` and the path under the raw root, else its absolute path."""
    if root is None:
        return path.as_posix()
    relative = path.relative_to(root).as_posix()
    return "raw:" if relative == "." else f"raw:/{relative}"


def covers(scope: str, location: str) -> bool:
    """Whether a location is in a scope: below its folder, its file, or a member of its container."""
    return location.startswith(scope) if scope.endswith("/") else file_of(location) == scope


def file_of(location: str) -> str:
    """The location of the raw file; for a member, that of its container."""
    return location.partition("!/")[0]


def file_at(location: str, raw_root: Path) -> Iterator[RawFile]:
    """The raw file of a location; nothing if it is no longer there."""
    name = file_of(location)
    path = raw_root / name.removeprefix("raw:/") if name.startswith("raw:") else Path(name)
    if path.is_file():
        for source in open_sources([path], raw_root):
            yield from raw_files(source)


def raw_files(source: RawSource) -> Iterator[RawFile]:
    """The files of a source in the order of their paths: pages and containers. A sidecar counts as part of its page.

    Hidden files and folders, and files of other kinds, are skipped. Raises OSError where a folder cannot be listed.
    """
    # Names are cut as text: making a Path for each of 100,000 files takes longer than listing them.
    base = _folder(source.base)
    root = None if source.location_base is None else _folder(source.location_base)
    for path, stamp, size in _walk(str(source.path)):
        location = path if root is None else f"raw:/{path.removeprefix(root)}"
        yield RawFile(_printable(path.removeprefix(base)), path, _printable(location), stamp, size)


def _folder(path: Path) -> str:
    """A folder's path as the prefix of the paths in it."""
    return f"{path.as_posix().rstrip('/')}/"


def _printable(name: str) -> str:
    """A name as text that UTF-8 can hold: bytes of a file name that are not UTF-8 are written as `\\xe9`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _walk(path: str, within: tuple[str, ...] = ()) -> Iterator[tuple[str, str, int]]:
    """Path, stamp and size of files. A link back to a folder that holds it is not followed; pipes and devices are skipped."""
    if (file := Path(path)).is_file():
        sidecar = Path(f"{path}{SIDECAR}")
        yield path, _stamp(file, sidecar if sidecar.exists() else None), _size(file)
        return
    real = os.path.realpath(path)
    if real in within:
        return
    with os.scandir(path) as scan:
        found = {entry.name: entry for entry in scan}
    for name in sorted(found):
        entry = found[name]
        if name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(entry.path, (*within, real))
        elif not name.endswith(SIDECAR) and (media_type_of(name) or is_container(name)) and _may_be_page(entry):
            yield entry.path, _stamp(entry, found.get(name + SIDECAR)), _size(entry)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _may_be_page(entry: os.DirEntry[str]) -> bool:
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return True


def _stamp(file: os.DirEntry[str] | Path, sidecar: os.DirEntry[str] | Path | None) -> str:
    """Size and modification time of a file and its sidecar."""
    parts = []
    for each in (file, sidecar):
        try:
            status = each.stat() if each is not None else None
        except OSError:
            status = None
        parts.append(f"{status.st_size}:{status.st_mtime_ns}" if status else "-")
    return "/".join(parts)


def _size(file: os.DirEntry[str] | Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
