"""Zip and tar archives of page files, with their sidecars."""

from __future__ import annotations

import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader
from lzma import LZMAError
from pathlib import Path
from typing import NamedTuple, Self

from pipelines.sources.containers.cut_zip import cut_zip_entries
from pipelines.sources.containers.members import (
    ContainerError,
    Member,
    MemberError,
    media_type_of,
    one_line,
    read_capped,
    too_large,
    with_metadata,
)
from pipelines.sources.containers.metadata import Metadata, read_sidecar
from pipelines.sources.containers.packing import open_stream, unpack_bytes

SIDECAR = ".meta.json"
# Bytes. A sidecar has five short fields, and an extended header a few names: more is damage or an attack on memory.
LARGEST_SIDECAR = 1024 * 1024
LARGEST_TAR_HEADER = 1024 * 1024
CUT_TAR = "the tar archive is cut short"
# What `zipfile` raises for a broken archive, by kind of damage.
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)


NameTest = Callable[[str], bool]


class ArchiveEntry(NamedTuple):
    """One regular file of an archive. `read` gives its bytes up to a cap, and must be called before the next entry is taken."""

    name: str
    read: Callable[[int], bytes]


def read_zip(path: Path, largest: int, *, is_container: NameTest) -> Iterator[Member]:
    """The pages of a zip archive, each up to `largest` bytes; without its central directory, by its members' own headers.

    `is_container` tells the names of containers, which are not read inside another one. Raises ContainerError.
    """
    return _pages(partial(_zip_entries, path), largest, is_container)


def read_tar(path: Path, largest: int, *, is_container: NameTest) -> Iterator[Member]:
    """The pages of a tar archive, compressed or not, as `read_zip` gives them. It is read twice: a sidecar may follow its page."""
    return _pages(partial(_tar_entries, path), largest, is_container)


def _pages(entries: Callable[[], Iterator[ArchiveEntry]], largest: int, is_container: NameTest) -> Iterator[Member]:
    sidecars = _sidecars(entries())
    for entry in entries():
        if _is_hidden(entry.name) or entry.name.endswith(SIDECAR):
            continue
        if (media_type := media_type_of(entry.name)) is not None:
            member = _page(entry, media_type, largest)
        elif is_container(entry.name):
            member = Member(entry.name, b"", error="a container in a container is not read: unpack the outer one first")
        else:
            continue
        yield with_metadata(member, sidecars.get(f"{entry.name}{SIDECAR}", Metadata()))


def _page(entry: ArchiveEntry, media_type: str, largest: int) -> Member:
    try:
        body = entry.read(largest)
    except MemberError as error:
        return Member(entry.name, b"", media_type=media_type, error=str(error))
    try:
        body = unpack_bytes(body, entry.name, largest)
    except ContainerError as error:
        return Member(entry.name, b"", media_type=media_type, error=str(error))
    return Member(entry.name, body, media_type=media_type)


def _sidecars(entries: Iterator[ArchiveEntry]) -> dict[str, Metadata]:
    """The sidecars by name; of a broken archive, those before the damage, which is reported when its pages are read."""
    found: dict[str, Metadata] = {}
    try:
        for entry in entries:
            if entry.name.endswith(SIDECAR) and not _is_hidden(entry.name):
                found[entry.name] = _sidecar(entry)
    except ContainerError:
        pass
    return found


def _sidecar(entry: ArchiveEntry) -> Metadata:
    try:
        return read_sidecar(entry.read(LARGEST_SIDECAR))
    except MemberError as error:
        return Metadata(remarks=(f"the sidecar cannot be read: {error}",))


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part != ".." for part in parts)


def _clean_name(name: str) -> str:
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))


def _zip_entries(path: Path) -> Iterator[ArchiveEntry]:
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ZIP as error:
        for name, read in cut_zip_entries(path, one_line(error)):
            yield ArchiveEntry(_clean_name(name), read)
        return
    with archive:
        for info in archive.infolist():
            if not info.filename.endswith("/") and stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG):
                yield ArchiveEntry(_clean_name(_zip_name(info)), partial(_read_zip_member, archive, info))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a member. Many tools write UTF-8 without setting the flag for it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _read_zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, largest: int) -> bytes:
    if info.flag_bits & 1:
        raise MemberError("it is encrypted")
    if info.file_size > largest:
        raise too_large(largest)
    try:
        with archive.open(info) as stream:
            return read_capped(stream, largest)
    except (*BROKEN_ZIP, LZMAError, OSError) as error:
        raise MemberError(f"it is damaged: {one_line(error)}") from error


class _Header(tarfile.TarInfo):
    """A tar header that raises where it is broken; `tarfile` silently takes it for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        if not buf:
            raise ContainerError("the tar archive has no end marker: it may be cut short")
        if len(buf) < tarfile.BLOCKSIZE:
            raise ContainerError(CUT_TAR)
        if not any(buf):
            return super().frombuf(buf, encoding, errors)
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            raise ContainerError(f"a header of the tar archive is broken: {one_line(error)}") from error
        if header.size < 0 or (header.type in b"xgXLK" and header.size > LARGEST_TAR_HEADER):
            raise ContainerError("a header of the tar archive has an impossible size")
        return header


def _tar_entries(path: Path) -> Iterator[ArchiveEntry]:
    with open_stream(path) as stream:
        try:
            yield from _tar_stream_entries(stream)
        except (tarfile.TarError, ValueError, OverflowError) as error:
            raise ContainerError(f"the tar archive is broken: {one_line(error)}") from error


def _tar_stream_entries(stream: BufferedReader) -> Iterator[ArchiveEntry]:
    if not stream.peek(1):
        raise ContainerError("the file is empty")
    archive = tarfile.TarFile(fileobj=stream, tarinfo=_Header, encoding="utf-8", errors="surrogateescape")
    reached = -1
    while (info := archive.next()) is not None:
        if archive.offset <= reached:
            raise ContainerError("a header of the tar archive has an impossible size")
        reached = archive.offset
        archive.members.clear()  # type: ignore[attr-defined]
        if info.isreg():
            yield ArchiveEntry(_clean_name(_tar_name(info.name)), partial(_read_tar_member, archive, info))
    while chunk := stream.read1(1024 * 1024):
        if chunk.strip(b"\0"):
            raise ContainerError("something follows the end of the tar archive, and is not read")


def _tar_name(name: str) -> str:
    """The name of a member: UTF-8, else one character for each byte."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return name.encode("utf-8", "surrogateescape").decode("latin-1")


def _read_tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, largest: int) -> bytes:
    if info.size > largest:
        raise too_large(largest)
    stream = archive.extractfile(info)
    if stream is None:
        raise MemberError("it is no regular file")
    try:
        with stream:
            return read_capped(stream, largest)
    except tarfile.TarError as error:
        raise ContainerError(f"{CUT_TAR} inside a member") from error
