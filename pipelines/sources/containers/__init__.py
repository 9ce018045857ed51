"""Containers of pages: archives, JSON lines, Parquet and WARC, read one member at a time and never unpacked to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipelines.sources.containers.archives import read_tar, read_zip
from pipelines.sources.containers.members import LARGEST, ContainerError, Member
from pipelines.sources.containers.metadata import Metadata, read_metadata, read_sidecar
from pipelines.sources.containers.packing import unpack
from pipelines.sources.containers.parquet import read_parquet
from pipelines.sources.containers.records import read_json_lines
from pipelines.sources.containers.warc import read_warc

__all__ = [
    "LARGEST",
    "ContainerError",
    "Member",
    "Metadata",
    "is_container",
    "read_members",
    "read_metadata",
    "read_sidecar",
    "unpack",
]

JSON_LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst")


class ContainerKind(NamedTuple):
    """A kind of container: the endings of its files' names, in lower case, and its reader.

    The reader takes a file and the most bytes that a member may have unpacked, and gives members as `read_members` does.
    """

    suffixes: tuple[str, ...]
    read: Callable[[Path, int], Iterator[Member]]


def is_container(name: str) -> bool:
    """Whether a file's name says that it is a container, in any case of letters."""
    return name.lower().endswith(_SUFFIXES)


# Everything that the project reads as a container: a new kind is its module and one row here.
CONTAINER_KINDS = (
    ContainerKind((".zip",), partial(read_zip, is_container=is_container)),
    ContainerKind((".tar", ".tar.gz", ".tgz", ".tar.zst"), partial(read_tar, is_container=is_container)),
    ContainerKind(JSON_LINES, read_json_lines),
    ContainerKind((".parquet",), read_parquet),
    ContainerKind((".warc", ".warc.gz"), read_warc),
)
_SUFFIXES = tuple(suffix for kind in CONTAINER_KINDS for suffix in kind.suffixes)


def read_members(path: Path, largest: int = LARGEST) -> Iterator[Member]:
    """The pages of a container in its own order, streamed; members that are not pages are skipped.

    A member that cannot be read, or that is larger than `largest` bytes unpacked, comes with an `error`, and reading goes
    on. Raises ContainerError where nothing more can be read, after the members before that point, and OSError as `open` does.
    """
    for kind in CONTAINER_KINDS:
        if path.name.lower().endswith(kind.suffixes):
            return kind.read(path, largest)
    raise ContainerError("this kind of container is not known")
