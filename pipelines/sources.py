"""Where raw pages come from: files and folders, as page references that a worker turns into pages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from parsers.page import PageRejected, RawPage
from pipelines.containers import ContainerError, is_container, read_members, read_sidecar, unpack
from pipelines.containers.archives import SIDECAR
from pipelines.containers.members import LARGEST, PACKED, media_type_of


class SourceError(Exception):
    """A named source cannot be used; the message says what to do."""


class PageRef(NamedTuple):
    """A page that lies in a file of its own: identity without metadata, the file, and its size in bytes."""

    uri: str
    path: str
    location: str
    size: int


class MemberPage(NamedTuple):
    """A page out of a container, already read; `error` says why it could not be."""

    page: RawPage
    location: str
    error: str | None


Entry = PageRef | MemberPage


class Source(NamedTuple):
    """One file or folder to ingest: what its pages are named relative to, and the scope of locations that it covers."""

    path: Path
    base: Path
    scope: str
    location_base: Path | None


def open_sources(paths: Sequence[Path], raw_root: Path) -> list[Source]:
    """The sources to read. Raises SourceError for a path that does not exist or is no page, container or folder."""
    root = raw_root.absolute()
    sources: list[Source] = []
    for path in paths:
        if not path.exists():
            raise SourceError(f"{path} does not exist; name a file or folder with raw pages")
        if path.is_file() and media_type_of(path.name) is None and not is_container(path.name):
            raise SourceError(
                f"{path} is no page and no container of pages; see `procwh ingest --help` for what is read"
            )
        full = path.absolute()
        inside = full == root or root in full.parents
        base = root if inside else (full if full.is_dir() else full.parent)
        scope = _location(full, root if inside else None)
        sources.append(
            Source(full, base, f"{scope.rstrip('/')}/" if full.is_dir() else scope, root if inside else None)
        )
    return sources


def _location(path: Path, root: Path | None) -> str:
    """Where a raw file lies: `raw:` and the path under the raw root, else its absolute path."""
    if root is None:
        return path.as_posix()
    relative = path.relative_to(root).as_posix()
    return "raw:" if relative == "." else f"raw:/{relative}"


def entries(source: Source) -> Iterator[Entry]:
    """The pages of a source in the order of their paths; a container's members in its own order."""
    for path in _files(source.path):
        uri = _printable(path.relative_to(source.base).as_posix())
        location = _printable(_location(path, source.location_base))
        if media_type_of(path.name) is not None:
            yield PageRef(uri, str(path), location, _size(path))
        elif is_container(path.name):
            yield from _members(path, uri, location)


def _printable(name: str) -> str:
    """A name as text that every table can hold: bytes of a file name that are no UTF-8 are written as `\\xe9`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    with os.scandir(path) as scan:
        found = sorted(scan, key=lambda entry: entry.name)
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path))
        elif not entry.name.endswith(SIDECAR) and (media_type_of(entry.name) or is_container(entry.name)):
            yield Path(entry.path)


def _members(path: Path, uri: str, location: str) -> Iterator[Entry]:
    try:
        for member in read_members(path):
            name = f"{uri}!/{member.name}"
            page = RawPage(
                member.url or name, member.body, name, member.media_type or media_type_of(member.name), member.charset, member.site,
                member.code, member.code_system, member.fetched_at, member.remarks,
            )  # fmt: skip
            yield MemberPage(page, f"{location}!/{member.name}", member.error)
    except (ContainerError, OSError) as error:
        yield MemberPage(RawPage(uri, b"", uri), location, _reason(error))


def load_page(ref: PageRef) -> RawPage:
    """The page of a reference: its bytes, unpacked, and its sidecar. Raises PageRejected if the file cannot be read."""
    path = Path(ref.path)
    try:
        if ref.size > LARGEST:
            raise PageRejected(f"larger than {LARGEST // 1024 // 1024} MiB")
        body = unpack(path) if path.name.lower().endswith(PACKED) else path.read_bytes()
    except (ContainerError, OSError) as error:
        raise PageRejected(_reason(error)) from error
    page = RawPage(ref.uri, body, ref.uri, media_type_of(path.name))
    return with_sidecar(page, path)


def with_sidecar(page: RawPage, path: Path) -> RawPage:
    """A page with the metadata of its sidecar, if it has one."""
    try:
        with open(f"{path}{SIDECAR}", "rb") as file:
            metadata = read_sidecar(file.read())
    except FileNotFoundError:
        return page
    except OSError as error:
        return page._replace(remarks=(f"the sidecar cannot be read: {_reason(error)}",))
    return page._replace(
        uri=metadata.url or page.uri, site=metadata.site, code=metadata.code, code_system=metadata.code_system,
        fetched_at=metadata.fetched_at, remarks=metadata.remarks,
    )  # fmt: skip


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
