#!/usr/bin/env bash
# Expected A nightly job at 02:30 local time runs once in the night in which the clocks go back.
# Happens  croniter gives 02:30 twice, an hour apart (fold 0 and 1); CronSim, as Debian's cron, once. In spring, when 02:30 does
#          not exist, both run it at 03:00.
# With     croniter 7.0.0, cronsim 2.8, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   autumn: cronsim ['25 02:30+0200', '26 02:30+0100'] croniter ['25 02:30+0200', '25 02:30+0100']
#   spring: cronsim ['29 03:00+0200', '30 02:30+0200'] croniter ['29 03:00+0200', '30 02:30+0200']
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'cronsim==2.8' 'croniter==7.0.0' 'tzdata==2026.2' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from croniter import croniter
from cronsim import CronSim


def two(moments):
    return [f"{moment:%d %H:%M%z}" for moment in islice(moments, 2)]


def both(*date):
    start = datetime(*date, 12, tzinfo=ZoneInfo("Europe/Paris"))
    return two(CronSim("30 2 * * *", start)), two(croniter("30 2 * * *", start).all_next(datetime))


autumn, spring = both(2026, 10, 24), both(2026, 3, 28)
print("autumn: cronsim", autumn[0], "croniter", autumn[1])
print("spring: cronsim", spring[0], "croniter", spring[1])
assert autumn == (["25 02:30+0200", "26 02:30+0100"], ["25 02:30+0200", "25 02:30+0100"]), "changed"
assert spring == (["29 03:00+0200", "30 02:30+0200"],) * 2, "changed"
PY
