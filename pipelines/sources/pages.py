"""Pages before they are parsed: what a worker is sent of each, and its bytes with what is known of it from outside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from parsers.page import PageRejected, RawPage
from pipelines.retry import RETRIES, TransientError, is_transient, pauses
from pipelines.sources.containers import ContainerError, read_members, read_sidecar, unpack
from pipelines.sources.containers.archives import SIDECAR
from pipelines.sources.containers.members import LARGEST, PACKED, media_type_of
from pipelines.sources.files import RawFile


class PageRef(NamedTuple):
    """A page in a file of its own: its identity if no sidecar gives another, path, location, stamp, and size in bytes."""

    uri: str
    path: str
    location: str
    stamp: str
    size: int


class MemberPage(NamedTuple):
    """A page of a container, already read, or with an `error` that says why it could not be. Its stamp is the container's."""

    page: RawPage
    location: str
    stamp: str
    error: str | None


# What a worker gets of a page: a file to read, or what the container held.
PageInput = PageRef | MemberPage


def page_inputs(file: RawFile) -> Iterator[PageInput]:
    """The page of a file, or the pages of a container in its own order.

    Never raises: what cannot be read is a `MemberPage` with an `error`. A container is read again where its error may pass.
    """
    if file.is_page:
        yield PageRef(file.uri, file.path, file.location, file.stamp, file.size)
    else:
        yield from _members(file)


def unread(found: PageInput, error: str) -> MemberPage:
    """An input as a page that could not be read, with `error` as the reason; its bytes are not read again."""
    if isinstance(found, PageRef):
        page = RawPage(found.uri, b"", found.uri)
        with suppress(TransientError, PageRejected):
            page = with_sidecar(page, Path(found.path))
        return MemberPage(page, found.location, found.stamp, error)
    return found._replace(page=found.page._replace(body=b""), error=error)


def _members(file: RawFile) -> Iterator[MemberPage]:
    """The members of a container. After an error that may pass it is opened again, and the members already given are skipped."""
    given = 0
    for pause in (*pauses(RETRIES), None):
        try:
            for member in islice(_read_members(file), given, None):
                given += 1
                yield member
            return
        except (ContainerError, OSError) as error:
            if pause is None or not (is_transient(error) or is_transient(error.__cause__)):
                yield MemberPage(RawPage(file.uri, b"", file.uri), file.location, file.stamp, _reason(error))
                return
        time.sleep(pause)


def _read_members(file: RawFile) -> Iterator[MemberPage]:
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
    """The page of a reference: its bytes, unpacked, with the metadata of its sidecar.

    Raises PageRejected if the file or its sidecar cannot be read, TransientError if that may pass.
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
    """A page with the metadata of its sidecar, if it has one. Raises PageRejected if the sidecar cannot be read, TransientError if that may pass."""
    try:
        with open(f"{path}{SIDECAR}", "rb") as file:
            metadata = read_sidecar(file.read())
    except FileNotFoundError:
        return page
    except OSError as error:
        if is_transient(error):
            raise TransientError(_reason(error)) from error
        # Without its sidecar the page might be taken for another one.
        raise PageRejected(f"its sidecar cannot be read: {_reason(error)}") from error
    return page._replace(
        uri=metadata.url or page.uri,
        site=metadata.site,
        code=metadata.code,
        code_system=metadata.code_system,
        fetched_at=metadata.fetched_at,
        remarks=metadata.remarks,
    )


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
