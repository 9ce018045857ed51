#!/usr/bin/env bash
# Expected Fields after the last chunk (a trailer section, RFC 9112, section 7.1.2) are no part of the body and are dropped or kept
#          as fields.
# Happens  The last chunk's 0 and the trailer land in the body, less the trailer's first two bytes, without an error.
# With     warcio 1.8.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   b'hello0\r\nCheck: abc\r\n\r\n'
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'warcio==1.8.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import io

from warcio.archiveiterator import ArchiveIterator

HTTP = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Check\r\n\r\n5\r\nhello\r\n0\r\nX-Check: abc\r\n\r\n"
WARC = b"""WARC/1.0\r
WARC-Type: response\r
WARC-Target-URI: http://a.example/\r
WARC-Date: 2026-12-01T00:00:00Z\r
WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r
Content-Type: application/http; msgtype=response\r
Content-Length: %d\r
\r
%s\r
\r
"""
body = next(ArchiveIterator(io.BytesIO(WARC % (len(HTTP), HTTP)))).content_stream().read()
print(body)
assert body == b"hello0\r\nCheck: abc\r\n\r\n", "changed"
PY
