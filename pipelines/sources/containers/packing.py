"""gzip and Zstandard: unpacked streams that are bounded in memory and raise where their file is cut short."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipelines.sources.containers.members import LARGEST, ContainerError, one_line, read_capped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Bytes read at a time: four bytes of Zstandard can stand for 128 KiB, so this many unpack to 16 MiB at most.
ZSTD_STEP = 512
# Bytes unpacked at a time.
BUFFER = 64 * 1024


def unpack(path: Path, largest: int = LARGEST) -> bytes:
    """The unpacked bytes of a `.gz` or `.zst` file.

    Raises ContainerError if it is broken, cut short, or larger than `largest` bytes unpacked; OSError as `open` does.
    """
    with open_stream(path) as stream:
        return read_capped(stream, largest)


def unpack_bytes(packed: bytes, name: str, largest: int) -> bytes:
    """Bytes unpacked according to the suffix of `name`; as they are where it has none. Raises ContainerError as `unpack` does."""
    kind = packing_of(name)
    if kind is None:
        return packed
    with _reader(io.BytesIO(packed), kind) as stream:
        return read_capped(stream, largest)


def open_stream(path: Path) -> io.BufferedReader:
    """A file's bytes, unpacked according to its name: a stream that can seek forward.

    Reading raises ContainerError where the file is broken or cut short; opening raises OSError as `open` does.
    """
    kind = packing_of(path.name)
    if kind is None:
        return io.BufferedReader(io.FileIO(path))
    return _reader(io.BufferedReader(io.FileIO(path)), kind)


def packing_of(name: str) -> str | None:
    """How a file of this name is compressed: `gzip`, `zstd` or None."""
    lowered = name.lower()
    if lowered.endswith((".gz", ".tgz")):
        return "gzip"
    return "zstd" if lowered.endswith(".zst") else None


def _reader(file: BinaryIO, kind: str) -> io.BufferedReader:
    return io.BufferedReader(_Unpacked(file, kind), BUFFER)


class _Unpacked(io.RawIOBase):
    """Unpacked bytes of a file. What is whole is given before an error is raised; every later read raises it again."""

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._file = file
        self._chunks = _gzip_chunks(file) if kind == "gzip" else _zstd_chunks(file)
        self._rest = memoryview(b"")
        self._position = 0
        self._error: ContainerError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Forward only, which is all that tar archives need; stops at the end."""
        target = offset + (self._position if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END or target < self._position:
            raise io.UnsupportedOperation("an unpacked stream goes forward only")
        while self._position < target and self._fill():
            self._take(target - self._position)
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if not self._fill():
            return 0
        chunk = self._take(len(view))
        view[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._rest = memoryview(b"")
        self._file.close()
        super().close()

    def _take(self, size: int) -> memoryview:
        chunk, self._rest = self._rest[:size], self._rest[size:]
        self._position += len(chunk)
        return chunk

    def _fill(self) -> bool:
        """Whether any bytes are left to give."""
        if self._error is not None:
            raise self._error
        if not self._rest:
            try:
                self._rest = memoryview(next(self._chunks, b""))
            except ContainerError as error:
                self._error = error
                raise
        return bool(self._rest)


def _gzip_chunks(file: BinaryIO) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            while chunk := unpacked.read1(BUFFER):
                yield chunk
        if file.tell() == 0:
            raise EOFError
    except EOFError:
        raise ContainerError("its gzip data ends too early: the file is cut short") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ContainerError(f"its gzip data is broken: {one_line(error)}") from error


def _zstd_chunks(file: BinaryIO) -> Iterator[bytes]:
    from zstandard import ZstdDecompressor, ZstdError

    decoder = None
    try:
        while data := file.read(ZSTD_STEP):
            while data:
                decoder = decoder or ZstdDecompressor().decompressobj()
                chunk = decoder.decompress(data)
                data = decoder.unused_data if decoder.eof else b""
                decoder = None if decoder.eof else decoder
                if chunk:
                    yield chunk
    except ZstdError as error:
        raise ContainerError(f"its Zstandard data is broken: {one_line(error)}") from error
    if decoder is not None or file.tell() == 0:
        raise ContainerError("its Zstandard data ends too early: the file is cut short")
