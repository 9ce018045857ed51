"""What every reader of containers shares: the member, the errors, media types by file name, and the cap on size."""

from __future__ import annotations

from datetime import datetime
from typing import IO, NamedTuple

from pipelines.sources.containers.metadata import Metadata

# Bytes of one page, unpacked: a thousand times the largest of the real pages that the project was measured on (50 KB), and
# little enough to hold several times over in each worker process.
LARGEST = 64 * 1024 * 1024
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".qmd": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
PACKED = (".gz", ".zst")


class ContainerError(Exception):
    """A container, or the rest of it, cannot be read; the message says why in one line."""


class MemberError(ContainerError):
    """One member cannot be read; the others can."""


class Member(NamedTuple):
    """One page of a container.

    `name` is its path inside the container, its record's id, or `line-12` or `row-12`, from 1. `charset` is what an
    HTTP header declares, or the encoding that the container's format prescribes. `fetched_at` is naive and in UTC.
    `remarks` has a line for each piece of metadata that could not be used. `error` says why the member could not be
    read; `body` is empty then.
    """

    name: str
    body: bytes
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    fetched_at: datetime | None = None
    code: str | None = None
    code_system: str | None = None
    site: str | None = None
    remarks: tuple[str, ...] = ()
    error: str | None = None


def with_metadata(member: Member, metadata: Metadata) -> Member:
    """A member with the metadata of its sidecar or record."""
    return member._replace(
        url=metadata.url,
        fetched_at=metadata.fetched_at,
        code=metadata.code,
        code_system=metadata.code_system,
        site=metadata.site,
        remarks=member.remarks + metadata.remarks,
    )


def media_type_of(name: str) -> str | None:
    """The media type that a page's file name implies, compressed or not; None if it is not the name of a page."""
    lowered = name.lower()
    for packed in PACKED:
        lowered = lowered.removesuffix(packed)
    stem, dot, suffix = lowered.rpartition("/")[2].rpartition(".")
    return MEDIA_TYPES.get(dot + suffix) if stem else None


def one_line(error: Exception) -> str:
    """The message of a library's error as one line of at most 200 characters."""
    text = " ".join((str(error) or type(error).__name__).split())
    return text if len(text) <= 200 else f"{text[:199]}…"


def too_large(largest: int) -> MemberError:
    """The error for a member that is larger than `largest` bytes."""
    size = f"{largest // 1024 // 1024} MiB" if largest >= 1024 * 1024 else f"{largest} bytes"
    return MemberError(f"larger than {size} unpacked")


def read_capped(stream: IO[bytes], largest: int) -> bytes:
    """The rest of `stream`. Raises MemberError if that is more than `largest` bytes."""
    chunks: list[bytes] = []
    room = largest + 1
    while room and (chunk := stream.read(min(room, 1024 * 1024))):
        chunks.append(chunk)
        room -= len(chunk)
    if not room:
        raise too_large(largest)
    return b"".join(chunks)
