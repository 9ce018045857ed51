"""A Prefect server of our own on loopback that ends with this process, and whether a server answers at all."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pipelines.errors import SourceError
from warehouse.errors import WarehouseError
from warehouse.load.locks import LockTaken, take_lock_file

HOST = "127.0.0.1"
# Seconds: the first start of a server makes its database, which takes a slow machine a minute.
_UP_WITHIN = 120.0
_DOWN_WITHIN = 20.0
# Seconds between two looks for due runs: a server of our own answers nobody else, so that may be often.
POLL_SECONDS = 2
# Prefect reports nothing to its maker. Where it brings up a server for one flow, that may take as long as ours.
PRIVACY = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
# Keeps the server up: starts it again should it end, and ends it when this process is gone, however that ended (the pipe on its standard
# input closes then). A server that does not stay up for a while cannot be kept up.
_KEEPER = """
import os, signal, subprocess, sys, threading, time
ended = threading.Event()
server = None
def end(*_):
    ended.set()
    if server is not None:
        server.terminate()
def watch():
    os.read(0, 1)
    end()
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, end)
threading.Thread(target=watch, daemon=True).start()
code = 0
while not ended.is_set():
    began = time.monotonic()
    server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    if ended.is_set():
        server.terminate()
    code = server.wait()
    if time.monotonic() - began < 10:
        break
os._exit(0 if ended.is_set() else code or 1)
"""


@contextmanager
def own_server(home: Path, port: int | None) -> Iterator[str]:
    """A Prefect server on loopback, with its database in `home`; the address of its API. It ends with this process.

    Raises SourceError for a port that is taken, WarehouseError if another process serves from `home` or the server does not come up.
    """
    chosen = port or _free_port()
    _check_free(chosen)
    home.mkdir(parents=True, exist_ok=True)
    with _held(home), open(home / "server.log", "ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-c", _KEEPER, *_command(chosen)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env={**os.environ, **_settings(home, chosen)},
            start_new_session=True,
        )
        try:
            url = f"http://{HOST}:{chosen}/api"
            _wait_for(url, keeper, Path(log.name))
            yield url
        finally:
            _end(keeper)


def answers(url: str) -> bool:
    """Whether a Prefect API answers at an address."""
    import httpx

    try:
        return httpx.get(f"{url.rstrip('/')}/health", timeout=5).status_code < 500
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


def unreachable(url: str) -> str:
    """What to say of a server that does not answer at an address."""
    return (
        f"no Prefect server answers at {url}; start it with `prefect server start`, "
        "or unset PREFECT_API_URL (`procwh serve` then brings one up, `procwh ingest` needs none)"
    )


def _command(port: int) -> list[str]:
    application = ("uvicorn", "--factory", "prefect.server.api.server:create_app")
    options = {"--host": HOST, "--port": str(port), "--log-level": "warning", "--timeout-graceful-shutdown": "3"}
    return [sys.executable, "-m", *application, *(word for pair in options.items() for word in pair)]


def _settings(home: Path, port: int) -> dict[str, str]:
    return PRIVACY | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": str(POLL_SECONDS),
        "PREFECT__SERVER_FINAL": "1",
    }


def _held(home: Path) -> TextIO:
    try:
        return take_lock_file(home / "lock")
    except LockTaken as taken:
        raise WarehouseError(f"another `procwh serve` ({taken.holder}) works in {home}; end it first") from taken


def _wait_for(url: str, keeper: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _UP_WITHIN
    while not answers(url):
        if keeper.poll() is not None or time.monotonic() > until:
            raise WarehouseError(f"the Prefect server did not come up; see {log}")
        time.sleep(0.2)


def _end(keeper: subprocess.Popen[bytes]) -> None:
    keeper.terminate()
    try:
        keeper.wait(_DOWN_WITHIN)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(keeper.pid, signal.SIGKILL)
        keeper.wait()
    finally:
        if keeper.stdin is not None:
            keeper.stdin.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise SourceError(f"port {port} cannot be used ({reason}); name another with --port") from error
