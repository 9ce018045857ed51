#!/usr/bin/env bash
# Expected With the brotli package installed, warcio decodes bodies in br, since it imports a module of that name and registers a
#          decoder.
# Happens  It registers one, and reading such a body raises AttributeError: it wants to set an attribute on brotli's Decompressor,
#          which takes none (brotlipy, the older package of the same module name, did). Without any brotli package the body is
#          given undecoded: installing a decoder turns reading into an error.
# With     warcio 1.8.1, brotli 1.2.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   AttributeError: 'brotli.Decompressor' object has no attribute 'unused_data'
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'warcio==1.8.1' 'brotli==1.2.1' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import io

import brotli
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.warcwriter import WARCWriter
from warcio.statusandheaders import StatusAndHeaders

assert "br" in BufferedReader.DECOMPRESSORS, "changed: no decoder registered"
payload = io.BytesIO(brotli.compress(b"the page"))
archive = io.BytesIO()
out = WARCWriter(archive, gzip=False)
fields = StatusAndHeaders("200 OK", [("Content-Encoding", "br")], protocol="HTTP/1.1")
out.write_record(out.create_warc_record("http://a.example/", "response", payload, http_headers=fields))
archive.seek(0)
try:
    body = next(ArchiveIterator(archive)).content_stream().read()
except AttributeError as error:
    print("AttributeError:", error)
else:
    raise SystemExit(f"changed: read {body!r}")
PY
