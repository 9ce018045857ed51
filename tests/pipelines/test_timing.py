"""When a schedule is due: days, time zones, the hours that daylight saving skips and repeats, and what is no schedule."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.errors import SourceError
from pipelines.schedule.timing import NICKNAMES, Schedule

# Prefect is imported in a process of its own, once for all cases.
PROGRAM = """
import json, sys
from datetime import datetime
from pipelines.errors import SourceError
from pipelines.schedule.timing import Schedule
def runs(cron, interval, timezone, moment, count):
    try:
        return [due.isoformat() for due in Schedule(cron, interval, timezone).runs_after(datetime.fromisoformat(moment), count)]
    except SourceError as error:
        return str(error)
print(json.dumps([runs(*case) for case in json.loads(sys.argv[1])]))
"""
PARIS, NEW_YORK = "Europe/Paris", "America/New_York"
DAYS = {
    # 2026-12-01 is a Tuesday.
    "0 2 * * *": ["01T02:00", "02T02:00", "03T02:00", "04T02:00"],
    "0 2 * * mon,5": ["04T02:00", "07T02:00", "11T02:00", "14T02:00"],
    # Day of month and day of week are both restricted, a step included: either will do.
    "0 2 */2 * 1": ["01T02:00", "03T02:00", "05T02:00", "07T02:00"],
    "0 2 1 * */2": ["01T02:00", "03T02:00", "05T02:00", "06T02:00"],
    "0 0 L * *": ["31T00:00"],
    "0 2 * * 5#2": ["11T02:00"],
    "*/30 22-23 * * *": ["01T22:00", "01T22:30", "01T23:00", "01T23:30"],
    "@daily": ["02T00:00", "03T00:00", "04T00:00", "05T00:00"],
    "@weekly": ["06T00:00", "13T00:00", "20T00:00", "27T00:00"],
}


@pytest.fixture(scope="module")
def runs_of(run_command: Any) -> Any:
    def runs(*cases: tuple[str | None, float | None, str, str, int]) -> list[Any]:
        done = run_command(json.dumps(cases), program=PROGRAM)
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    return runs


def test_days(runs_of: Any) -> None:
    found = runs_of(*((cron, None, "UTC", "2026-12-01T00:30:00+00:00", 4) for cron in DAYS))
    december = [[due[8:16] for due in runs if due.startswith("2026-12")] for runs in found]
    assert dict(zip(DAYS, december, strict=True)) == DAYS


def test_hour_that_daylight_saving_skips_or_repeats_has_one_run(runs_of: Any) -> None:
    """Whenever it is asked, before, in and after that hour: a time that is skipped comes an hour later by the clock, one that comes twice runs the first time."""
    spring, autumn = "2027-03-28T03:30:00+02:00", "2026-10-25T02:30:00+02:00"
    cases = {
        (PARIS, "2027-03-27T12:00:00+00:00"): [spring, "2027-03-29T02:30:00+02:00"],
        (PARIS, "2027-03-28T00:59:59+00:00"): [spring, "2027-03-29T02:30:00+02:00"],
        (PARIS, "2027-03-28T01:10:00+00:00"): [spring, "2027-03-29T02:30:00+02:00"],
        (PARIS, "2027-03-28T01:31:00+00:00"): ["2027-03-29T02:30:00+02:00", "2027-03-30T02:30:00+02:00"],
        (PARIS, "2026-10-24T12:00:00+00:00"): [autumn, "2026-10-26T02:30:00+01:00"],
        (PARIS, "2026-10-25T00:31:00+00:00"): ["2026-10-26T02:30:00+01:00", "2026-10-27T02:30:00+01:00"],
        (PARIS, "2026-10-25T01:10:00+00:00"): ["2026-10-26T02:30:00+01:00", "2026-10-27T02:30:00+01:00"],
        (NEW_YORK, "2027-03-14T00:00:00+00:00"): ["2027-03-14T03:30:00-04:00", "2027-03-15T02:30:00-04:00"],
        ("Asia/Kolkata", "2027-03-28T00:00:00+00:00"): ["2027-03-29T02:30:00+05:30", "2027-03-30T02:30:00+05:30"],
    }
    found = runs_of(*(("30 2 * * *", None, timezone, moment, 2) for timezone, moment in cases))
    assert dict(zip(cases, found, strict=True)) == cases


def test_interval_counts_from_the_moment_and_days_keep_the_time_of_day(runs_of: Any) -> None:
    day, quarter = runs_of(
        (None, 86400, PARIS, "2027-03-27T12:30:00+00:00", 2), (None, 900, PARIS, "2027-03-28T00:30:00+00:00", 3)
    )
    assert day == ["2027-03-28T13:30:00+02:00", "2027-03-29T13:30:00+02:00"]
    assert quarter == ["2027-03-28T01:45:00+01:00", "2027-03-28T03:00:00+02:00", "2027-03-28T03:15:00+02:00"]


def test_what_the_engine_does_not_take_is_refused_in_one_line(runs_of: Any) -> None:
    wrong = {
        "61 2 * * *": "no cron expression",
        "0 0 LW * *": "no cron expression",
        "0 0 15W * *": "no cron expression",
        "0 2 * * 5#6": "no cron expression",
        "*/0 * * * *": "no cron expression",
        "0 2 30 2 *": "a day that no year has",
        "0 2 31 2,4 *": "a day that no year has",
    }
    found = runs_of(*((cron, None, "UTC", "2026-12-01T00:00:00+00:00", 1) for cron in wrong))
    for cron, message in zip(wrong, found, strict=True):
        assert repr(cron) in message and wrong[cron] in message and "\n" not in message, message


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("0 2 * *", "it has 4 fields, and not the five"),
        ("0 2 * * * *", "it has 6 fields, and not the five"),
        ("0 0 2 * * * 2027", "it has 7 fields"),
        ("", "it has 0 fields"),
        ("@reboot", "@hourly, @daily"),
        ("@DAILY", "@hourly, @daily"),
        ("R 2 * * *", "a field by chance"),
        ("r(0-5) 2 * * *", "a field by chance"),
        ("H/5 2 * * *", "a field by chance"),
    ],
)
def test_form_is_checked_without_prefect(cron: str, words: str) -> None:
    with pytest.raises(SourceError, match=r"is no cron expression") as caught:
        Schedule(cron, None, "UTC").check()
    assert words in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("timezone", ["Mars/Olympus", "", "localtime", "posixrules", "europe/paris"])
def test_time_zone_is_an_iana_name(timezone: str) -> None:
    with pytest.raises(SourceError, match="there is no time zone"):
        Schedule("0 2 * * *", None, timezone).check()


def test_names_of_months_days_and_nicknames_pass() -> None:
    for cron in ("0 2 * mar thu", "0 2 * * fri-mon", " 0  2 * * * ", *NICKNAMES):
        Schedule(cron, None, "UTC").check()
