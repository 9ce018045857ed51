#!/usr/bin/env bash
# Expected CronTrigger.from_crontab() reads a crontab line as cron does: weekday 1 is Monday, 7 is Sunday, and day of month and
#          weekday together mean either.
# Happens  Numbers of weekdays begin at Monday = 0, so that 1 runs on Tuesday and 7 is refused; and both day fields must match. MON
#          is Monday.
# With     apscheduler 3.11.3, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   0 2 * * 1: ['Tue 2026-12-08', 'Tue 2026-12-15']
#   0 2 * * MON: ['Mon 2026-12-07', 'Mon 2026-12-14']
#   0 2 1 * MON: ['Mon 2027-02-01', 'Mon 2027-03-01']
#   0 2 * * 7: ValueError
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'apscheduler==3.11.3' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
from datetime import UTC, datetime

from apscheduler.triggers.cron import CronTrigger


def two(line):
    trigger, now, runs = CronTrigger.from_crontab(line, timezone=UTC), datetime(2026, 12, 2, tzinfo=UTC), []
    while len(runs) < 2:
        now = trigger.get_next_fire_time(runs[-1] if runs else None, now)
        runs.append(now)
    return [f"{run:%a %Y-%m-%d}" for run in runs]


WANTED = {
    "0 2 * * 1": ["Tue 2026-12-08", "Tue 2026-12-15"],
    "0 2 * * MON": ["Mon 2026-12-07", "Mon 2026-12-14"],
    "0 2 1 * MON": ["Mon 2027-02-01", "Mon 2027-03-01"],
}
for line, wanted in WANTED.items():
    seen = two(line)
    print(f"{line}: {seen}")
    assert seen == wanted, "changed"
try:
    two("0 2 * * 7")
except ValueError:
    print("0 2 * * 7: ValueError")
else:
    raise SystemExit("changed: 7 is taken")
PY
