"""WARC files: the pages among the records of a crawl.

The records are told apart here and not by `warcio.ArchiveIterator`, which takes a file that is cut short for a whole
one and writes warnings to standard error; warcio reads their headers. Nor do its readers serve for chunked and
compressed bodies: trailer fields and what follows a long chunk extension end up in the page, and a body that is cut
short or damaged passes for whole.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pipelines.sources.containers.members import ContainerError, Member, MemberError, too_large, with_metadata
from pipelines.sources.containers.metadata import read_metadata
from pipelines.sources.containers.packing import open_stream, unpack_bytes

PAGE_RECORDS = ("response", "resource", "conversion")
PAGE_TYPES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
    "text/x-markdown": "text/markdown",
}
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
MAGIC = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
# Bytes and lines of a header. Browsers and servers refuse HTTP headers of more than 256 KiB or so.
LONGEST_LINE = 64 * 1024
MOST_LINES = 1000
HTTP_HEAD = 1024 * 1024

Headers = dict[str, str]


class _Record(NamedTuple):
    """One record: its number, from 1, its headers with lower-case names, and its block up to a cap."""

    number: int
    headers: Headers
    block: bytes = b""
    is_cut: bool = False
    error: str | None = None


def read_warc(path: Path, largest: int) -> Iterator[Member]:
    """The pages of a WARC file, each up to `largest` bytes: HTML and plain text from responses with a 2xx status, except robots.txt.

    Raises ContainerError where the file is cut short, broken or no WARC file, after the records before; OSError as `open` does.
    """
    with open_stream(path) as stream:
        for record in _records(stream, largest + HTTP_HEAD):
            member = _member(record, largest)
            if member is not None:
                yield member


def _records(stream: io.BufferedReader, most: int) -> Iterator[_Record]:
    line = stream.readline(LONGEST_LINE)
    if not line.startswith(b"WARC/"):
        raise ContainerError("it is no WARC file" if line else "the file is empty")
    number = 0
    while line or (line := stream.readline(LONGEST_LINE)):
        if not line.strip():
            line = b""
            continue
        number += 1
        record = _record(number, line, stream, most)
        line = _line_after(stream) if record.error is None else b""
        if line.strip() and not line.startswith(b"WARC/"):
            record = record._replace(error="its Content-Length is wrong, or what follows it is broken")
        yield record
        if record.error is not None:
            line = _next_start(stream)


def _record(number: int, line: bytes, stream: io.BufferedReader, most: int) -> _Record:
    if not line.startswith(b"WARC/"):
        return _Record(number, {}, error="it does not start as a WARC record")
    headers = _parsed_headers(line + _head(stream))[1]
    length = headers.get("content-length", "")
    if re.fullmatch(r"\d{1,18}", length, re.ASCII) is None:
        return _Record(number, headers, error="its header is broken")
    keep = most if headers.get("warc-type") in PAGE_RECORDS else 0
    block = _block(stream, int(length), keep)
    return _Record(number, headers, block, is_cut=len(block) < int(length))


def _head(stream: io.BufferedReader) -> bytes:
    """The lines up to the blank one that ends a record's header."""
    lines: list[bytes] = []
    while len(lines) < MOST_LINES and (line := stream.readline(LONGEST_LINE)).strip():
        lines.append(line)
    return b"".join(lines)


def _parsed_headers(head: bytes | io.BytesIO) -> tuple[str, Headers]:
    """The first line without its protocol, and the headers; of headers with the same name the first."""
    from warcio.statusandheaders import StatusAndHeadersParser

    stream = io.BytesIO(head) if isinstance(head, bytes) else head
    parsed = StatusAndHeadersParser([], verify=False).parse(stream)
    headers = {name.lower(): value.strip() for name, value in reversed(parsed.headers)}
    return (parsed.statusline if parsed.protocol.upper().startswith(("HTTP/", "WARC/")) else ""), headers


def _block(stream: io.BufferedReader, length: int, keep: int) -> bytes:
    """The first `keep` bytes of a block of `length` bytes, all of which are consumed."""
    chunks: list[bytes] = []
    while length:
        chunk = stream.read1(min(length, LONGEST_LINE))
        if not chunk:
            raise ContainerError("the WARC file is cut short inside a record")
        length -= len(chunk)
        if keep:
            chunks.append(chunk[:keep])
            keep -= len(chunks[-1])
    return b"".join(chunks)


def _line_after(stream: io.BufferedReader) -> bytes:
    """The line after a record. Where it cannot be read the record is still whole, and the next read raises the error."""
    try:
        return stream.readline(LONGEST_LINE)
    except ContainerError:
        return b""


def _next_start(stream: io.BufferedReader) -> bytes:
    """The first line of the next record, after something that is not a record; empty at the end."""
    while (line := stream.readline(LONGEST_LINE)) and not line.startswith(b"WARC/"):
        pass
    return line


def _member(record: _Record, largest: int) -> Member | None:
    """The page of a record; None if the record holds none."""
    url = record.headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
    name = record.headers.get("warc-record-id", "").strip("<>") or f"record-{record.number}"
    metadata = read_metadata({"url": url, "fetched_at": record.headers.get("warc-date")})
    if record.error is not None:
        return with_metadata(Member(name, b"", error=record.error), metadata)
    if record.headers.get("warc-type") not in PAGE_RECORDS or _path_of(url) == "/robots.txt":
        return None
    try:
        member = _page(name, record, largest)
    except ContainerError as error:
        member = Member(name, b"", error=str(error))
    return None if member is None else with_metadata(member, metadata)


def _path_of(url: str) -> str:
    """The path of an address; empty if it is not an address."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _page(name: str, record: _Record, largest: int) -> Member | None:
    headers, body = record.headers, io.BytesIO(record.block)
    content_type = headers.get("content-type", "")
    if content_type.lower().startswith("application/http") and record.headers["warc-type"] == "response":
        if not record.block:
            raise MemberError("it has no HTTP header")
        status, headers = _parsed_headers(body)
        if re.match(r"\d{3}\b", status, re.ASCII) is None:
            raise MemberError("it has no HTTP status")
        if not status.startswith("2"):
            return None
        content_type = headers.get("content-type", record.headers.get("warc-identified-payload-type", ""))
    else:
        headers = {}
    media_type = PAGE_TYPES.get(content_type.partition(";")[0].strip().lower())
    if media_type is None:
        return None
    if record.is_cut:
        raise too_large(largest)
    payload = _decoded(body.read(), headers, largest)
    charset = CHARSET.search(content_type)
    truncated = record.headers.get("warc-truncated")
    remarks = (f"the crawler cut the page short ({truncated})",) if truncated else ()
    return Member(name, payload, media_type=media_type, charset=charset[1] if charset else None, remarks=remarks)


def _decoded(body: bytes, headers: Headers, largest: int) -> bytes:
    """A payload without its transfer and content encodings; some crawlers have removed them and still name them."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    for encoding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = _without_encoding(body, encoding.strip(), largest)
    if len(body) > largest:
        raise too_large(largest)
    return body


def _unchunked(body: bytes) -> bytes:
    """A body without its division into chunks; as it is where it is not in chunks."""
    parts: list[bytes] = []
    position = 0
    while (match := CHUNK.match(body, position)) is not None:
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        part = body[match.end() : match.end() + size]
        parts.append(part)
        position = match.end() + size + 2
        if len(part) < size:
            raise MemberError("its transfer in chunks is cut short")
    if position:
        raise MemberError("its transfer in chunks is broken")
    return body


def _without_encoding(body: bytes, encoding: str, largest: int) -> bytes:
    """A body without one content encoding; as it is where it is not in that encoding after all."""
    if encoding in ("", "identity") or not body:
        return body
    if encoding in MAGIC:
        suffix = ".zst" if encoding == "zstd" else ".gz"
        return unpack_bytes(body, suffix, largest) if body.startswith(MAGIC[encoding]) else body
    if encoding == "deflate" and (inflated := _inflated(body, largest)) is not None:
        return inflated
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise MemberError(f"its content encoding cannot be read: {encoding[:40]}") from None
    return body


def _inflated(body: bytes, largest: int) -> bytes | None:
    """What a `deflate` body holds, with or without a zlib header; None if it is neither."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        decoder = zlib.decompressobj(window)
        try:
            unpacked = decoder.decompress(body, largest + 1)
        except zlib.error:
            continue
        if len(unpacked) > largest:
            raise too_large(largest)
        if decoder.eof:
            return unpacked
    return None
