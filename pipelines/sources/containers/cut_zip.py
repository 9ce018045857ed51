"""Zip archives that are cut short, so that their central directory is lost: their members by the members' own headers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipelines.sources.containers.members import ContainerError, MemberError, too_large

MEMBER, DIRECTORY, DESCRIPTOR = b"PK\x03\x04", b"PK\x01\x02", b"PK\x07\x08"
HEADER = struct.Struct("<4s5H3I2H")
STORED, DEFLATED = 0, 8
ENCRYPTED, SIZES_FOLLOW = 0x1, 0x8
IN_ZIP64_FIELD = 0xFFFFFFFF
# Bytes read and unpacked at a time.
STEP = 64 * 1024


class _Local(NamedTuple):
    """A member by its local header, with offsets in the file; `end` is None where only unpacking finds it, `crc` 0 where it follows the data."""

    name: str
    flags: int
    method: int
    crc: int
    start: int
    end: int | None


def cut_zip_entries(path: Path, reason: str) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """The name of each member that is whole, and a function that reads it up to a number of bytes.

    Always raises ContainerError after the last one: the archive is cut short or no archive, and `reason` is `zipfile`'s word for it.
    """
    with open(path, "rb") as file:
        file_end = file.seek(0, 2)
        file.seek(0)
        if file.read(4) != MEMBER:
            raise ContainerError("the file is empty" if not file_end else f"it is no zip archive: {reason}")
        file.seek(0)
        while (local := _local(file)) is not None:
            end = local.end if local.end is not None else _found_end(file, local)
            if end is None or end > file_end:
                break
            if not local.name.endswith("/"):
                yield local.name, partial(_read, file, local._replace(end=end))
            file.seek(end)
            _skip_descriptor(file, local.flags)
    raise ContainerError("the zip archive is cut short or its directory is broken; members without a header are lost")


def _local(file: BinaryIO) -> _Local | None:
    data = file.read(HEADER.size)
    if len(data) < HEADER.size or not data.startswith(MEMBER):
        return None
    _, _, flags, method, _, _, crc, packed, unpacked, name_size, extra_size = HEADER.unpack(data)
    name, extra = file.read(name_size), file.read(extra_size)
    if packed == IN_ZIP64_FIELD:
        packed = _zip64_size(extra, unpacked)
    start = file.tell()
    end = None if flags & SIZES_FOLLOW and not packed else start + packed
    return _Local(_name(name), flags, method, crc, start, end)


def _name(name: bytes) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp437")


def _zip64_size(extra: bytes, unpacked: int) -> int:
    """The compressed size from the zip64 extra field, where it follows the uncompressed one if that is there."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<2H", extra)
        skip = 8 if unpacked == IN_ZIP64_FIELD else 0
        if kind == 1 and size >= skip + 8 and len(extra) >= skip + 12:
            return int(struct.unpack_from("<Q", extra, 4 + skip)[0])
        extra = extra[4 + size :]
    return IN_ZIP64_FIELD


def _found_end(file: BinaryIO, local: _Local) -> int | None:
    """The offset where a deflated member without a stated size ends; None if it does not end within the file."""
    if local.method != DEFLATED or local.flags & ENCRYPTED:
        return None
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not decoder.eof:
            data = decoder.unconsumed_tail or file.read(STEP)
            if not decoder.decompress(data, STEP) and not data:
                return None
    except zlib.error:
        return None
    return file.tell() - len(decoder.unused_data)


def _skip_descriptor(file: BinaryIO, flags: int) -> None:
    """Skip the checksum and sizes that follow a member: 12 or 20 bytes, with or without a signature before them."""
    if not flags & SIZES_FOLLOW:
        return
    start = file.tell()
    data = file.read(28)
    signature = 4 if data.startswith(DESCRIPTOR) else 0
    after_32_bit, after_64_bit = data[signature + 12 : signature + 16], data[signature + 20 : signature + 24]
    is_zip64 = after_64_bit in (MEMBER, DIRECTORY) and after_32_bit not in (MEMBER, DIRECTORY)
    file.seek(start + signature + (20 if is_zip64 else 12))


def _read(file: BinaryIO, local: _Local, largest: int) -> bytes:
    if local.flags & ENCRYPTED:
        raise MemberError("it is encrypted")
    if local.method not in (STORED, DEFLATED) or local.end is None:
        raise MemberError("its method of compression is not read in an archive that is cut short")
    file.seek(local.start)
    size = local.end - local.start
    body = file.read(min(size, largest + 1)) if local.method == STORED else _inflated(file, size, largest)
    if len(body) > largest:
        raise too_large(largest)
    if not local.flags & SIZES_FOLLOW and zlib.crc32(body) != local.crc:
        raise MemberError("it is damaged: its checksum is wrong")
    return body


def _inflated(file: BinaryIO, size: int, largest: int) -> bytes:
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    chunks: list[bytes] = []
    room = largest + 1
    try:
        while room and not decoder.eof:
            data = decoder.unconsumed_tail
            if not data:
                data = file.read(min(STEP, size))
                size -= len(data)
            chunk = decoder.decompress(data, room)
            if not chunk and not data:
                raise MemberError("it is damaged: it ends too early")
            chunks.append(chunk)
            room -= len(chunk)
    except zlib.error as error:
        raise MemberError(f"it is damaged: {error}") from error
    return b"".join(chunks)
