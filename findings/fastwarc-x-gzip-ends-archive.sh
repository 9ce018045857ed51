#!/usr/bin/env bash
# Expected A body in x-gzip is decoded (it equals gzip, RFC 9110, section 8.4.1.3); or its record alone fails and the next can be
#          read.
# Happens  With auto_decode the iterator raises OSError at that record and at every call after it: the records behind it cannot be
#          reached. Without auto_decode all are there.
# With     fastwarc 2.0.1 (archive written by warcio 1.8.1), Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   auto_decode='all': ['OSError: Unsupported Transfer-Encoding: x-gzip', 'OSError: No reader set', 'OSError: No reader set']
#   auto_decode='none': ['http://a.example/1', 'http://a.example/2', 'end']
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'fastwarc==2.0.1' 'warcio==1.8.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import gzip
import io

from fastwarc.warc import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

archive = io.BytesIO()
writer = WARCWriter(archive, gzip=True)
for n, fields in ((1, [("Content-Encoding", "x-gzip")]), (2, [])):
    body = gzip.compress(b"page") if fields else b"page"
    headers = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(f"http://a.example/{n}", "response", io.BytesIO(body), http_headers=headers))


def walk(auto_decode):
    records, seen = iter(ArchiveIterator(io.BytesIO(archive.getvalue()), auto_decode=auto_decode)), []
    for _ in range(3):
        try:
            seen.append(next(records).headers["WARC-Target-URI"])
        except StopIteration:
            seen.append("end")
        except OSError as error:
            seen.append(f"OSError: {error}")
    return seen


decoded, raw = walk("all"), walk("none")
print("auto_decode='all':", decoded)
print("auto_decode='none':", raw)
assert decoded == ["OSError: Unsupported Transfer-Encoding: x-gzip", *["OSError: No reader set"] * 2], "changed"
assert raw == ["http://a.example/1", "http://a.example/2", "end"], "changed"
PY
