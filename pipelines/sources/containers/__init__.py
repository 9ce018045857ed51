"""Containers of pages: archives, JSON lines, Parquet and WARC, read one member at a time and never unpacked to disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.sources.containers.archives import read_tar, read_zip
from pipelines.sources.containers.members import LARGEST, ContainerError, Member, is_container, kind_of
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

READERS = {
    "zip": read_zip,
    "tar": read_tar,
    "json_lines": read_json_lines,
    "parquet": read_parquet,
    "warc": read_warc,
}


def read_members(path: Path, largest: int = LARGEST) -> Iterator[Member]:
    """The pages of a container in its own order, streamed; members that are no pages are passed over.

    A member that cannot be read, or is larger than `largest` bytes, comes with an `error`, and the rest goes on. Raises
    ContainerError where nothing more can be read, after the members that are whole, and OSError as `open` does.
    """
    kind = kind_of(path.name)
    if kind is None:
        raise ContainerError("this kind of container is not known")
    return READERS[kind](path, largest)
