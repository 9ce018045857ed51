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
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from uuid import UUID

from pipelines.schedule.logs import JSON_CONSOLE
from pipelines.schedule.server import POLL_SECONDS, PRIVACY, answers, own_server, unreachable
from pipelines.schedule.timing import Schedule, ask_prefect
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner

# Seconds between two checks that the server answers.
_CHECK_EVERY = 5.0
# Seconds that it may stay silent; a restart of a server takes about half a minute.
_SILENT = 120.0
# Seconds that a run has to end in order, and that the server has to take the pause of the schedule.
_ENDING = 60.0
_PAUSING = 5.0


class ScheduledJob(NamedTuple):
    """What runs on the schedule: the ingest of some paths, and an export after it if a folder is named.

    `since`: export only what changed after a run, or after the last export (`last`); `log_json`: runs log as JSON lines on standard error.
    """

    paths: tuple[str, ...]
    db: Path
    workers: int | None = None
    export_to: str | None = None
    export_format: str = "parquet"
    since: str | None = None
    without_descriptors: bool = False
    log_json: bool = False


def serve(job: ScheduledJob, schedule: Schedule, port: int | None, say: Callable[[str], None]) -> None:
    """Run the flows on a schedule until SIGTERM or Ctrl-C. `port`: that of a server of our own (None: a free one).

    Raises SourceError for a schedule that cannot run or a port that is taken, WarehouseError if no server answers.
    """
    for name, value in PRIVACY.items():
        os.environ.setdefault(name, value)
    if job.log_json:
        os.environ |= JSON_CONSOLE
    try:
        with _api(ask_prefect(schedule), job.db, port, say) as url:
            _run(job, schedule, url, say)
    except KeyboardInterrupt:
        say("ended before the schedule began")


@contextmanager
def _api(named: str | None, db: Path, port: int | None, say: Callable[[str], None]) -> Iterator[str]:
    """The address of Prefect's API: the one that the settings name, or that of a server of our own for as long as this process runs."""
    if named:
        if not answers(named):
            raise WarehouseError(unreachable(named))
        say(f"Prefect's UI: {named.removesuffix('/api')}")
        yield named
        return
    home = db.absolute().parent / f".{db.name}.prefect"
    with own_server(home, port) as url:
        os.environ |= {"PREFECT_API_URL": url, "PREFECT_HOME": str(home)}
        os.environ.setdefault("PREFECT_RUNNER_POLL_FREQUENCY", str(POLL_SECONDS))
        say(f"Prefect's UI: {url.removesuffix('/api')} (a server of our own; it ends with this process)")
        yield url


def _run(job: ScheduledJob, schedule: Schedule, url: str, say: Callable[[str], None]) -> None:
    from prefect.runner import Runner

    # Nothing is fetched before it is due: a run never begins before its time.
    runner = Runner(name="procwh", limit=1, prefetch_seconds=0, pause_on_shutdown=False)
    anchor = datetime.now(UTC)
    added = runner.add_deployment(_deployment(job, schedule, anchor))
    say(
        f"next run: {schedule.runs_after(datetime.now(UTC), anchor=anchor)[0]:%Y-%m-%d %H:%M:%S %Z}; end with Ctrl-C or SIGTERM"
    )
    try:
        with _without_noise(say) as announce:
            asyncio.run(_until_ended(runner, url, announce))
    finally:
        with contextlib.suppress(Exception):
            asyncio.run(asyncio.wait_for(_pause(cast("UUID", added)), _PAUSING))
    say("ended; the schedule is paused until the next `procwh serve`")


@contextmanager
def _without_noise(say: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """Silence Prefect while it serves, and give the function to announce with: Prefect would log a traceback for everything that it tries on a server that is away."""
    for name in ("prefect.FlowRunCancellingObserver", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # It says every two seconds how many runs wait.
    logging.getLogger("prefect.runner").setLevel(logging.WARNING)
    warnings.filterwarnings("ignore", message="coroutine 'Runner", category=RuntimeWarning)
    shown = sys.stdout

    def announce(line: str) -> None:
        with contextlib.redirect_stdout(shown):
            say(line)

    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        yield announce


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
    """Ask the flow run that is under way to end, and wait for it; one that is about to begin is asked once it has begun."""
    with contextlib.suppress(TimeoutError, RuntimeError):
        async with asyncio.timeout(_ENDING):
            await runner.astop()
            while not running.done():
                await asyncio.wait([running], timeout=1)
                await runner.cancel_all()


async def _watch(url: str, say: Callable[[str], None]) -> None:
    """Report a server that does not answer, and its return. Raises WarehouseError if it stays silent."""
    silent = 0.0
    while silent < _SILENT:
        await asyncio.sleep(_CHECK_EVERY)
        is_up = await asyncio.to_thread(answers, url)
        if silent and is_up:
            say(f"Prefect at {url} answers again")
        elif not silent and not is_up:
            say(f"{unreachable(url)}; waiting for it")
        silent = 0.0 if is_up else silent + _CHECK_EVERY
    raise WarehouseError(unreachable(url))


def _deployment(job: ScheduledJob, schedule: Schedule, anchor: datetime) -> RunnerDeployment:
    from prefect.types.entrypoint import EntrypointType

    from pipelines.schedule import flows

    parameters: dict[str, Any] = {
        "paths": list(job.paths) or None,
        "db": str(job.db),
        "workers": job.workers,
        "log_json": job.log_json,
    }
    if job.export_to is not None:
        parameters |= {
            "out": job.export_to,
            "format": job.export_format,
            "since": job.since,
            "without_descriptors": job.without_descriptors,
        }
    flow = flows.ingest_then_export if job.export_to is not None else flows.ingest
    made = flow.to_deployment(
        name=job.db.stem,
        schedules=[schedule.as_prefect(anchor)],
        parameters=parameters,
        entrypoint_type=EntrypointType.MODULE_PATH,
        description="Set up by `procwh serve`.",
    )
    return cast("RunnerDeployment", made)
