#!/usr/bin/env bash
# Expected A chunk's size may be followed by an extension (5;name=value) that a reader ignores (RFC 9112, section 7.1.1).
# Happens  With auto_decode reading the body raises OSError and not one byte of the page comes out. warcio reads it.
# With     fastwarc 2.0.1, warcio 1.8.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   fastwarc: OSError: Invalid chunk header: '5;name=value'
#   warcio: b'hello'
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'fastwarc==2.0.1' 'warcio==1.8.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import io

from fastwarc.warc import ArchiveIterator as Fast
from warcio.archiveiterator import ArchiveIterator as Plain

http = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;name=value\r\nhello\r\n0\r\n\r\n"
lines = (
    b"WARC/1.1",
    b"WARC-Type: response",
    b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>",
    b"WARC-Date: 2026-12-01T00:00:00Z",
    b"WARC-Target-URI: http://a.example/",
    b"Content-Type: application/http; msgtype=response",
    b"Content-Length: %d" % len(http),
    b"",
    http,
    b"",
    b"",
)
archive = b"\r\n".join(lines)
try:
    by_fastwarc = next(iter(Fast(io.BytesIO(archive), auto_decode="all"))).reader.read()
except OSError as error:
    by_fastwarc = f"OSError: {error}"
by_warcio = next(Plain(io.BytesIO(archive))).content_stream().read()
print("fastwarc:", by_fastwarc)
print("warcio:", by_warcio)
assert by_fastwarc == "OSError: Invalid chunk header: '5;name=value'" and by_warcio == b"hello", "changed"
PY
