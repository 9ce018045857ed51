#!/usr/bin/env bash
# Expected ZstdDecompressor().decompress() of two frames in a row (what cat a.zst b.zst gives) returns both, as gzip.decompress()
#          does and as the same package's stream_reader() does; or it raises.
# Happens  It returns the first frame and drops the rest without a word, unless allow_extra_data=False is given, which raises.
# With     zstandard 0.25.0, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   decompress b'first, '
#   stream_reader b'first, second'
#   allow_extra_data=False: ZstdError
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'zstandard==0.25.0' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
import io

import zstandard

frames = zstandard.compress(b"first, ") + zstandard.compress(b"second")
decompressor = zstandard.ZstdDecompressor()
at_once, streamed = decompressor.decompress(frames), decompressor.stream_reader(io.BytesIO(frames)).read()
print("decompress", at_once)
print("stream_reader", streamed)
assert (at_once, streamed) == (b"first, ", b"first, second"), "changed"
try:
    decompressor.decompress(frames, allow_extra_data=False)
except zstandard.ZstdError:
    print("allow_extra_data=False: ZstdError")
else:
    raise SystemExit("changed: allow_extra_data=False does not raise")
PY
