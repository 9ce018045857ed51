"""Where raw pages come from: files and folders, as page references that a worker turns into pages."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from parsers.page import PageRejected, RawPage
from pipelines.errors import SourceError
from pipelines.retry import RETRIES, TransientError, is_transient, pauses
from pipelines.sources.containers import ContainerError, is_container, read_members, read_sidecar, unpack
from pipelines.sources.containers.archives import SIDECAR
from pipelines.sources.containers.members import LARGEST, PACKED, media_type_of


class PageRef(NamedTuple):
    """A page that lies in a file of its own: identity without metadata, the file, its place, its stamp, and its size in bytes."""

    uri: str
    path: str
    location: str
    stamp: str
    size: int


class MemberPage(NamedTuple):
    """A page out of a container, already read; `error` says why it could not be. Its stamp is the container's."""

    page: RawPage
    location: str
    stamp: str
    error: str | None


PageInput = PageRef | MemberPage


class RawFile(NamedTuple):
    """A file of a source, not yet opened. `stamp` tells whether it, or its sidecar, has changed since."""

    uri: str
    path: str
    location: str
    stamp: str
    size: int

    @property
    def is_page(self) -> bool:
        """Whether it is a page, and not a container of pages."""
        return media_type_of(self.path) is not None


class RawSource(NamedTuple):
    """One file or folder to ingest: what its pages are named relative to, and the scope of locations that it covers."""

    path: Path
    base: Path
    scope: str
    location_base: Path | None


def open_sources(paths: Sequence[Path], raw_root: Path) -> list[RawSource]:
    """The sources to read. Raises SourceError for a path that does not exist or is no page, container or folder."""
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
    """Where a raw file lies: `raw:` and the path under the raw root, else its absolute path."""
    if root is None:
        return path.as_posix()
    relative = path.relative_to(root).as_posix()
    return "raw:" if relative == "." else f"raw:/{relative}"


def covers(scope: str, location: str) -> bool:
    """Whether a location lies in a scope: below a folder, a file itself, or a member of that container."""
    return location.startswith(scope) if scope.endswith("/") else file_of(location) == scope


def file_of(location: str) -> str:
    """The location of the raw file: of a member, that of its container."""
    return location.partition("!/")[0]


def file_at(location: str, raw_root: Path) -> Iterator[RawFile]:
    """The raw file of a location, if it is still there."""
    name = file_of(location)
    path = raw_root / name.removeprefix("raw:/") if name.startswith("raw:") else Path(name)
    if path.is_file():
        for source in open_sources([path], raw_root):
            yield from raw_files(source)


def raw_files(source: RawSource) -> Iterator[RawFile]:
    """The files of a source in the order of their paths: pages and containers, sidecars taken with the page that they are of."""
    # Names are cut as texts: a path object for each of 100,000 files takes longer than listing them.
    base = _folder(source.base)
    root = None if source.location_base is None else _folder(source.location_base)
    for path, stamp, size in _walk(str(source.path)):
        location = path if root is None else f"raw:/{path.removeprefix(root)}"
        yield RawFile(_printable(path.removeprefix(base)), path, _printable(location), stamp, size)


def _folder(path: Path) -> str:
    """A folder as the beginning of the names of what lies in it."""
    return f"{path.as_posix().rstrip('/')}/"


def page_inputs(file: RawFile) -> Iterator[PageInput]:
    """The page of a file, or the pages of a container in its own order."""
    if file.is_page:
        yield PageRef(file.uri, file.path, file.location, file.stamp, file.size)
    else:
        yield from _members(file)


def _printable(name: str) -> str:
    """A name as text that every table can hold: bytes of a file name that are no UTF-8 are written as `\\xe9`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _walk(path: str, within: tuple[str, ...] = ()) -> Iterator[tuple[str, str, int]]:
    """Files with stamp and size. A link back to a folder that it lies in is not followed; pipes and devices are no pages."""
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


def unread(entry: PageInput, error: str) -> MemberPage:
    """An entry as a page that could not be read, without another look at its bytes."""
    if isinstance(entry, PageRef):
        page = RawPage(entry.uri, b"", entry.uri)
        with suppress(TransientError, PageRejected):
            page = with_sidecar(page, Path(entry.path))
        return MemberPage(page, entry.location, entry.stamp, error)
    return entry._replace(page=entry.page._replace(body=b""), error=error)


def _members(file: RawFile) -> Iterator[PageInput]:
    """The members of a container. Where reading it breaks off with an error that may pass, it is opened anew, and what was read is passed over."""
    given = 0
    for pause in (*pauses(RETRIES), None):
        try:
            for entry in islice(_read_members(file), given, None):
                given += 1
                yield entry
            return
        except (ContainerError, OSError) as error:
            if pause is None or not (is_transient(error) or is_transient(error.__cause__)):
                yield MemberPage(RawPage(file.uri, b"", file.uri), file.location, file.stamp, _reason(error))
                return
        time.sleep(pause)


def _read_members(file: RawFile) -> Iterator[PageInput]:
    for member in read_members(Path(file.path)):
        name = f"{file.uri}!/{member.name}"
        page = RawPage(
            member.url or name,
            member.body,
            name,
            member.media_type or media_type_of(member.name),
            member.charset,
            member.site,
            member.code,
            member.code_system,
            member.fetched_at,
            member.remarks,
        )
        yield MemberPage(page, f"{file.location}!/{member.name}", file.stamp, member.error)


def load_page(ref: PageRef) -> RawPage:
    """The page of a reference: its bytes, unpacked, and its sidecar.

    Raises PageRejected if the file cannot be read, TransientError if that may pass.
    """
    path = Path(ref.path)
    try:
        if ref.size > LARGEST:
            raise PageRejected(f"larger than {LARGEST // 1024 // 1024} MiB")
        body = unpack(path) if path.name.lower().endswith(PACKED) else path.read_bytes()
    except (ContainerError, OSError) as error:
        if is_transient(error) or is_transient(error.__cause__):
            raise TransientError(_reason(error)) from error
        raise PageRejected(_reason(error)) from error
    page = RawPage(ref.uri, body, ref.uri, media_type_of(path.name))
    return with_sidecar(page, path)


def with_sidecar(page: RawPage, path: Path) -> RawPage:
    """A page with the metadata of its sidecar, if it has one. Raises TransientError if it cannot be read, and that may pass."""
    try:
        with open(f"{path}{SIDECAR}", "rb") as file:
            metadata = read_sidecar(file.read())
    except FileNotFoundError:
        return page
    except OSError as error:
        if is_transient(error):
            raise TransientError(_reason(error)) from error
        # Without it the page might be taken for another.
        raise PageRejected(f"its sidecar cannot be read: {_reason(error)}") from error
    return page._replace(
        uri=metadata.url or page.uri, site=metadata.site, code=metadata.code, code_system=metadata.code_system,
        fetched_at=metadata.fetched_at, remarks=metadata.remarks,
    )  # fmt: skip


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
