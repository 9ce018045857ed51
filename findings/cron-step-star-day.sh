#!/usr/bin/env bash
# Expected Two libraries for five-field cron agree on what `0 2 */2 * 1` means.
# Happens  CronSim, as Debian's cron, counts a field that begins with * as unrestricted: both day fields must match. croniter takes
#          a step as a restriction, so that either is enough. A preview by one and a scheduler by the other differ: 2 against 18
#          runs in December 2026.
# With     cronsim 2.8, croniter 7.0.0, Python 3.11
# Since    seen on 2026-12-01
# Source   observed output:
#   0 2 */2 * 1: days of December 2026: cronsim [7, 21]
#     croniter [1, 3, 5, 7, 9, 11, 13, 14, 15, 17, 19, 21, 23, 25, 27, 28, 29, 31]
#   0 2 1 * */2: days of December 2026: cronsim [1]
#     croniter [1, 3, 5, 6, 8, 10, 12, 13, 15, 17, 19, 20, 22, 24, 26, 27, 29, 31]
set -euo pipefail
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --quiet 'cronsim==2.8' 'croniter==7.0.0' || exit 2
cd "$folder" && venv/bin/python - <<'PY'
from datetime import datetime

from croniter import croniter
from cronsim import CronSim

EXPRESSIONS = {"0 2 */2 * 1": ([7, 21], 18), "0 2 1 * */2": ([1], 18)}
MONTH = datetime(2026, 11, 30, 12), datetime(2027, 1, 1)


def days(moments):
    found = []
    for moment in moments:
        if moment >= MONTH[1]:
            return found
        found.append(moment.day)


for expression, (both, number) in EXPRESSIONS.items():
    by_cronsim = days(CronSim(expression, MONTH[0]))
    by_croniter = days(croniter(expression, MONTH[0]).all_next(datetime))
    print(f"{expression}: days of December 2026: cronsim", by_cronsim, "\n  croniter", by_croniter)
    assert by_cronsim == both and len(by_croniter) == number, "changed"
PY
