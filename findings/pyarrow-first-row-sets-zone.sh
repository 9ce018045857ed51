#!/usr/bin/env bash
# Expected A list of datetimes with different offsets becomes a UTC column, or is refused; the order of the rows does not change
#          the type.
# Happens  The column takes the zone of its first value, and the others are moved into it; a naive datetime counts as UTC, and with
#          a naive one first the zone is gone. Batches of the same data differ in schema and do not concatenate.
# With     pyarrow 26.0.1, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   Berlin first: timestamp[us, tz=Europe/Berlin]
#   UTC first: timestamp[us, tz=UTC]
#   naive first: timestamp[us]
#   concat_tables: ArrowInvalid
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'pyarrow==26.0.1' 'tzdata==2026.2' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa

berlin = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
utc = datetime(2026, 7, 1, 12, tzinfo=UTC)
naive = datetime(2026, 7, 1, 12)
seen = {name: str(pa.array(values).type) for name, values in (("Berlin", [berlin, utc]), ("UTC", [utc, berlin]), ("naive", [naive, berlin]))}
for name, kind in seen.items():
    print(f"{name} first: {kind}")
assert seen == {"Berlin": "timestamp[us, tz=Europe/Berlin]", "UTC": "timestamp[us, tz=UTC]", "naive": "timestamp[us]"}, "changed"
try:
    pa.concat_tables([pa.table({"at": [berlin, utc]}), pa.table({"at": [utc, berlin]})])
except pa.ArrowInvalid:
    print("concat_tables: ArrowInvalid")
else:
    raise SystemExit("changed: the two batches concatenate")
PY
