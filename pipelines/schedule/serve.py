"""`procwh serve`: the flows on a schedule by Prefect, with a Prefect server of its own on loopback where none is named."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError

from pipelines.errors import SourceError
from pipelines.schedule.server import LOOKS_EVERY, QUIET, answers, named_server, own_server, unreachable
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner

# Seconds: between two looks at whether the server answers, how long it may be silent, how long a run may take to end, and how long a last
# word to the server may take.
_LOOK = 5.0
_SILENT = 120.0
_ENDING = 60.0
_LAST_WORD = 5.0


_LONGEST = 366 * 24 * 3600.0


class Schedule(NamedTuple):
    """When to run: a cron expression, or every so many seconds; in a time zone (an IANA name)."""

    cron: str | None
    interval: float | None
    timezone: str

    def check(self) -> None:
        """Raise SourceError for a schedule that is none."""
        if (self.cron is None) == (self.interval is None):
            raise SourceError('give --cron "0 2 * * *" or --interval SECONDS, one of them')
        if self.interval is not None and not 1 <= self.interval <= _LONGEST:
            raise SourceError("--interval is a number of seconds, from 1 to those of a year")
        if self.timezone not in available_timezones():
            raise SourceError(f"there is no time zone {self.timezone}; give an IANA name such as Europe/Paris")
        if self.cron is not None:
            try:
                CronSim(self.cron, datetime.now(UTC))
            except CronSimError as error:
                raise SourceError(
                    f'{self.cron!r} is no cron expression ({error}); give one such as "0 2 * * *"'
                ) from error

    def next_run(self, now: datetime) -> datetime:
        """The first run after a moment, in the schedule's time zone."""
        local = now.astimezone(ZoneInfo(self.timezone))
        return next(CronSim(self.cron, local)) if self.cron else local + timedelta(seconds=self.interval or 0)

    def as_prefect(self) -> CronSchedule | IntervalSchedule:
        """The schedule as Prefect has it."""
        from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule

        if self.cron is not None:
            return CronSchedule(cron=self.cron, timezone=self.timezone)
        anchor = datetime.now(ZoneInfo(self.timezone))
        return IntervalSchedule(
            interval=timedelta(seconds=self.interval or 0), anchor_date=anchor, timezone=self.timezone
        )


class Served(NamedTuple):
    """What runs on the schedule: the ingest of some paths, and an export after it if a folder is named."""

    paths: tuple[str, ...]
    db: Path
    workers: int | None
    export_to: str | None
    export_format: str


def serve(served: Served, schedule: Schedule, port: int | None, say: Callable[[str], None]) -> None:
    """Run the flows on a schedule until SIGTERM or Ctrl-C. Raises SourceError for a wrong schedule, WarehouseError if no server answers."""
    schedule.check()
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        with _api(served.db, port, say) as url:
            _run(served, schedule, url, say)
    except KeyboardInterrupt:
        say("ended before the schedule began")


@contextmanager
def _api(db: Path, port: int | None, say: Callable[[str], None]) -> Iterator[str]:
    """The Prefect API: the one that the settings name, or a server of our own for as long as we run."""
    if named := named_server():
        if not answers(named):
            raise WarehouseError(unreachable(named))
        say(f"Prefect's UI: {named.removesuffix('/api')}")
        yield named
        return
    home = db.absolute().parent / f".{db.name}.prefect"
    with own_server(home, port) as url:
        os.environ |= {"PREFECT_API_URL": url, "PREFECT_HOME": str(home)}
        os.environ.setdefault("PREFECT_RUNNER_POLL_FREQUENCY", str(LOOKS_EVERY))
        say(f"Prefect's UI: {url.removesuffix('/api')} (a server of our own; it ends with this process)")
        yield url


def _run(served: Served, schedule: Schedule, url: str, say: Callable[[str], None]) -> None:
    from prefect.runner import Runner

    # Nothing is fetched before it is due: a run never begins before its time.
    runner = Runner(name="procwh", limit=1, prefetch_seconds=0, pause_on_shutdown=False)
    added = runner.add_deployment(_deployment(served, schedule.as_prefect()))
    say(f"next run: {schedule.next_run(datetime.now(UTC)):%Y-%m-%d %H:%M:%S %Z}; end with Ctrl-C or SIGTERM")
    try:
        with _without_noise(say) as tell:
            asyncio.run(_until_ended(runner, url, tell))
    finally:
        with contextlib.suppress(Exception):
            asyncio.run(asyncio.wait_for(_pause(cast("UUID", added)), _LAST_WORD))
    say("ended; the schedule is paused until the next `procwh serve`")


@contextmanager
def _without_noise(say: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """A server that is away is told of in a line; Prefect would print and log a traceback for each thing that it tries. How to tell."""
    for name in ("prefect.FlowRunCancellingObserver", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # It says every two seconds how many runs wait.
    logging.getLogger("prefect.runner").setLevel(logging.WARNING)
    warnings.filterwarnings("ignore", message="coroutine 'Runner", category=RuntimeWarning)
    shown = sys.stdout

    def tell(line: str) -> None:
        with contextlib.redirect_stdout(shown):
            say(line)

    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        yield tell


async def _pause(added: UUID) -> None:
    from prefect.client.orchestration import get_client

    async with get_client() as client:
        await client.pause_deployment(added)


async def _until_ended(runner: Runner, url: str, say: Callable[[str], None]) -> None:
    """Run until SIGTERM or Ctrl-C; a flow run that is under way is ended likewise, and its warehouse left in order."""
    running: asyncio.Future[None] = asyncio.ensure_future(runner.start())
    asked = asyncio.Event()
    await asyncio.sleep(0)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    watching, ending = asyncio.ensure_future(_watch(url, say)), asyncio.ensure_future(asked.wait())
    try:
        await asyncio.wait((running, watching, ending), return_when=asyncio.FIRST_COMPLETED)
        if ending.done():
            await _end(runner, running)
        elif watching.done():
            watching.result()
        else:
            running.result()
    finally:
        for each in (running, watching, ending):
            each.cancel()
        await asyncio.gather(running, watching, ending, return_exceptions=True)


async def _end(runner: Runner, running: asyncio.Future[None]) -> None:
    """Ask the flow run that is under way to end, and wait for it; one that was about to begin is asked when it has."""
    with contextlib.suppress(TimeoutError, RuntimeError):
        async with asyncio.timeout(_ENDING):
            await runner.astop()
            while not running.done():
                await asyncio.wait([running], timeout=1)
                await runner.cancel_all()


async def _watch(url: str, say: Callable[[str], None]) -> None:
    """Tell of a server that does not answer, and of its return. Raises WarehouseError if it stays silent."""
    silent = 0.0
    while silent < _SILENT:
        await asyncio.sleep(_LOOK)
        is_up = await asyncio.to_thread(answers, url)
        if silent and is_up:
            say(f"Prefect at {url} answers again")
        elif not silent and not is_up:
            say(f"{unreachable(url)}; waiting for it")
        silent = 0.0 if is_up else silent + _LOOK
    raise WarehouseError(unreachable(url))


def _deployment(served: Served, when: CronSchedule | IntervalSchedule) -> RunnerDeployment:
    from prefect.types.entrypoint import EntrypointType

    from pipelines.schedule import flows

    parameters: dict[str, Any] = {"paths": list(served.paths) or None, "db": str(served.db), "workers": served.workers}
    if served.export_to is not None:
        parameters |= {"out": served.export_to, "format": served.export_format}
    flow = flows.ingest_then_export if served.export_to is not None else flows.ingest
    made = flow.to_deployment(
        name=served.db.stem, schedules=[when], parameters=parameters, entrypoint_type=EntrypointType.MODULE_PATH,
        description="Set up by `procwh serve`."
    )  # fmt: skip
    return cast("RunnerDeployment", made)
