#!/usr/bin/env bash
# Expected A gzip body of two members (servers that append compressed parts send such) is decoded whole: a gzip file is a series of
#          members (RFC 1952), and warcio reads its own archives so.
# Happens  content_stream() ends after the first member without an error: the rest of the page is missing. fastwarc gives all of
#          it.
# With     warcio 1.8.1, fastwarc 2.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   warcio b'first half, '
#   fastwarc b'first half, second half'
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'warcio==1.8.1' 'fastwarc==2.0.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import gzip
import io

import fastwarc.warc
import warcio.archiveiterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

body = gzip.compress(b"first half, ") + gzip.compress(b"second half")
file = io.BytesIO()
writer = WARCWriter(file, gzip=True)
encoded = StatusAndHeaders("200 OK", [("Content-Encoding", "gzip")], protocol="HTTP/1.1")
writer.write_record(writer.create_warc_record("http://a.example/", "response", io.BytesIO(body), http_headers=encoded))
data = file.getvalue()
by_warcio = next(warcio.archiveiterator.ArchiveIterator(io.BytesIO(data))).content_stream().read()
by_fastwarc = next(iter(fastwarc.warc.ArchiveIterator(io.BytesIO(data), auto_decode="all"))).reader.read()
print("warcio", by_warcio)
print("fastwarc", by_fastwarc)
assert by_warcio == b"first half, " and by_fastwarc == b"first half, second half", "changed"
PY
