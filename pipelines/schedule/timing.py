"""When a schedule is due: checked and computed by the engine that Prefect runs it with, so that what is announced is what runs."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from pipelines.errors import SourceError

if TYPE_CHECKING:
    from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule

NICKNAMES = ("@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually")
_FIELDS = ("minute", "hour", "day of month", "month", "day of week")
_YEAR = 366 * 24 * 3600.0
# Names that some systems have beside those of IANA.
_NOT_IANA = {"Factory", "localtime", "posixrules"}
# A field that the engine fills by chance, anew each time that it is asked.
_RANDOM = re.compile(r"\b[hr]\b", re.IGNORECASE)
_EXAMPLE = 'give one such as "0 2 * * *"'
_TICK = timedelta(microseconds=1)
# What the process of `ask_prefect` runs, and the exit code that says that the line on its standard error is for the user.
_PROGRAM = "from pipelines.schedule.timing import answer; answer()"
_REFUSED = 2


class Schedule(NamedTuple):
    """When to run: a cron expression of five fields, or every so many seconds; in a time zone (an IANA name)."""

    cron: str | None
    interval: float | None
    timezone: str

    def check(self) -> None:
        """Refuse what can be refused without Prefect. Raises SourceError."""
        if (self.cron is None) == (self.interval is None):
            raise SourceError('give --cron "0 2 * * *" or --interval SECONDS, one of them')
        if self.interval is not None and not 1 <= self.interval <= _YEAR:
            raise SourceError("--interval is a number of seconds, from 1 to those of a year")
        if self.timezone not in available_timezones() - _NOT_IANA:
            raise SourceError(f"there is no time zone {self.timezone}; give an IANA name such as Europe/Paris")
        if self.cron is not None:
            _check_form(self.cron)

    def runs_after(self, moment: datetime, count: int = 1, anchor: datetime | None = None) -> list[datetime]:
        """The first runs after a moment (with a zone), in the schedule's time zone; an interval is counted from `anchor`, or from the moment.

        Raises SourceError for a cron expression that the engine does not take, or that never comes due.
        """
        from prefect.server.schemas import schedules

        given = self.as_prefect(anchor or moment)
        engine = getattr(schedules, type(given).__name__).model_validate(given.model_dump(exclude_unset=True))
        try:
            found = asyncio.run(engine.get_dates(n=count, start=moment + _TICK))
        except ValueError as error:
            raise SourceError(f"{self.cron!r} names a day that no year has; {_EXAMPLE}") from error
        return [due.astimezone(ZoneInfo(self.timezone)) for due in found]

    def as_prefect(self, anchor: datetime) -> CronSchedule | IntervalSchedule:
        """The schedule as Prefect has it; an interval is counted from `anchor`. Raises SourceError for a cron expression that is none."""
        from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule

        if self.cron is None:
            return IntervalSchedule(
                interval=timedelta(seconds=self.interval or 0),
                anchor_date=anchor.astimezone(ZoneInfo(self.timezone)),
                timezone=self.timezone,
            )
        try:
            return CronSchedule(cron=self.cron, timezone=self.timezone)
        except ValueError as error:
            raise SourceError(f"{self.cron!r} is no cron expression that Prefect can run; {_EXAMPLE}") from error


def _check_form(cron: str) -> None:
    """Five fields or a nickname: a sixth would be the seconds, and a seventh the year."""
    fields = cron.split()
    if len(fields) == 1 and fields[0].startswith("@"):
        if fields[0] not in NICKNAMES:
            raise SourceError(f"{cron!r} is no cron expression; of the nicknames there are {', '.join(NICKNAMES)}")
        return
    if len(fields) != len(_FIELDS):
        raise SourceError(
            f"{cron!r} is no cron expression: it has {len(fields)} fields, and not the five of {', '.join(_FIELDS)}; {_EXAMPLE}"
        )
    if _RANDOM.search(cron):
        raise SourceError(f"{cron!r} is no cron expression: a field by chance (R, H) cannot be announced; {_EXAMPLE}")


def ask_prefect(schedule: Schedule) -> str | None:
    """Have Prefect check a schedule, and say which API the environment or a Prefect profile names (None: no other server's).

    In another process: this one imports Prefect only once its server is known. Raises SourceError for a schedule that cannot run.
    """
    schedule.check()
    named = os.environ.get("PREFECT_API_URL")
    if named and schedule.cron is None:
        return named
    asked = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=json.dumps(schedule), capture_output=True, text=True, check=False
    )
    if asked.returncode == _REFUSED:
        raise SourceError(asked.stderr.strip().splitlines()[-1])
    return named or asked.stdout.strip() or None


def answer() -> None:
    """The other side of `ask_prefect`: a schedule from standard input, the API's address to standard output."""
    from prefect.settings import get_current_settings

    try:
        Schedule(*json.load(sys.stdin)).runs_after(datetime.now().astimezone())
    except SourceError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(_REFUSED)
    sys.stdout.write(str(get_current_settings().api.url or ""))
