#!/usr/bin/env bash
# Expected Names of transfer codings are compared without regard to case (RFC 9112, section 7): Chunked is chunked.
# Happens  Only lower case counts. With any other the sizes and line breaks of the chunks stay in the body that content_stream()
#          gives, without an error.
# With     warcio 1.8.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   chunked b'hello world'
#   Chunked b'5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n'
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'warcio==1.8.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import io

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

BODY = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"


def read(spelling):
    headers = StatusAndHeaders("200 OK", [("Transfer-Encoding", spelling)], protocol="HTTP/1.1")
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    writer.write_record(writer.create_warc_record("http://a.example/", "response", io.BytesIO(BODY), http_headers=headers))
    file.seek(0)
    return next(ArchiveIterator(file)).content_stream().read()


lower, capital = read("chunked"), read("Chunked")
print("chunked", lower)
print("Chunked", capital)
assert lower == b"hello world" and capital == BODY, "changed"
PY
