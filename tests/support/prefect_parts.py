"""Real parts for the tests of the flows: a Prefect server on loopback, processes of their own, pages that wait until they are let go."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import httpx

from pipelines.schedule.server import own_server
from schemas.model import columns_of
from schemas.tables import MAIN_TABLES
from tests.support.house import page

# Python runs this at the start of every process that has its folder on PYTHONPATH: batches are small, a page that says `wait-for-it` is parsed
# when the file that TEST_HOLD names is gone, and one that says `deadly` kills the worker process that parses it.
_AT_THE_START = """
import importlib.abc, importlib.machinery, multiprocessing, os, signal, sys, time

def batch(module):
    parse = module.parse_page
    def parse_page(page):
        while b"wait-for-it" in page.body and os.path.exists(os.environ.get("TEST_HOLD", "")):
            time.sleep(0.05)
        if b"deadly" in page.body and multiprocessing.parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)
        return parse(page)
    module.parse_page = parse_page

def stage(module):
    module.BATCH_PAGES = int(os.environ["TEST_BATCH_PAGES"])

CHANGES = {"pipelines.ingest.batch": batch, "pipelines.ingest.pool": stage}

class Changing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name not in CHANGES:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        inner = spec.loader.exec_module
        def exec_module(module):
            inner(module)
            CHANGES[name](module)
        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Changing())
"""
INGEST = "import json, sys; from pipelines.schedule.flows import ingest; print(json.dumps(ingest(**json.loads(sys.argv[1]))))"
SERVE = ("-c", "from pipelines.command import main; main()", "serve")


class Prefect:
    """A Prefect server as its users see it: over its API."""

    def __init__(self, url: str, environment: dict[str, str]) -> None:
        self.url, self.environment = url, environment

    def ask(self, path: str, **filters: Any) -> Any:
        """A list of objects, by Prefect's filters."""
        answer = httpx.post(f"{self.url}/{path}/filter", json={"limit": 200, **filters}, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def flow_runs(self, **filters: Any) -> list[dict[str, Any]]:
        """Flow runs, the earliest first."""
        return sorted(self.ask("flow_runs", **filters), key=lambda run: run["start_time"] or run["expected_start_time"])

    def overdue(self) -> list[dict[str, Any]]:
        """Flow runs that were due and have not begun."""
        return self.flow_runs(
            flow_runs={
                "state": {"type": {"any_": ["SCHEDULED"]}},
                "expected_start_time": {"before_": str(datetime.now(UTC))},
            }
        )

    def of(self, run: dict[str, Any]) -> dict[str, Any]:
        """The filter for what belongs to one flow run."""
        return {"flow_runs": {"id": {"any_": [run["id"]]}}}

    def task_runs(self, run: dict[str, Any]) -> list[dict[str, Any]]:
        """The task runs of a flow run. They come to the server as events, some moments late."""
        return list(self.ask("task_runs", **self.of(run)))

    def artifacts(self, run: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """The latest artifacts of a flow run by key."""
        found = sorted(self.ask("artifacts", **self.of(run)), key=lambda artifact: artifact["created"])
        return {artifact["key"]: artifact for artifact in found}

    def logs(self, run: dict[str, Any]) -> list[str]:
        """The log lines of a flow run and its task runs."""
        return [line["message"] for line in self.ask("logs", logs={"flow_run_id": {"any_": [run["id"]]}})]


def environment(base: dict[str, str], folder: Path, batch_pages: int = 1000, **more: object) -> dict[str, str]:
    """The environment of a process of the tests: a home of its own, and the changes above."""
    changes = folder / "changes"
    changes.mkdir(parents=True, exist_ok=True)
    (changes / "sitecustomize.py").write_text(_AT_THE_START, encoding="utf-8")
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return base | {
        "HOME": str(home),
        "PYTHONPATH": f"{changes}{os.pathsep}{base['PYTHONPATH']}",
        "TEST_BATCH_PAGES": str(batch_pages),
        "TEST_HOLD": str(folder / "hold"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "NO_COLOR": "1",
        "COLUMNS": "200",
        **{name: str(value) for name, value in more.items()},
    }


@contextmanager
def prefect_server(base: dict[str, str], folder: Path) -> Iterator[Prefect]:
    """A server that ends with the test."""
    with own_server(folder / "server", None) as url:
        yield Prefect(url, base | {"PREFECT_API_URL": url, "PREFECT_HOME": str(folder / "prefect")})


class Receiver:
    """A receiver of webhooks that answers as it is told, and keeps what it was sent."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.status, self.delay, self.types = 200, 0.0, set[str]()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(receiver.delay)
                receiver.types.add(self.headers["Content-Type"])
                receiver.sent.append(json.loads(body))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    @property
    def texts(self) -> list[str]:
        assert all(set(body) == {"text"} for body in self.sent), "what Slack and its like take"
        return [body["text"] for body in self.sent]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that ends with the block."""
    made = Receiver()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        thread.join()
        made.server.server_close()


def write_pages(folder: Path, count: int, **risks: str) -> Path:
    """Pages p00.txt, p01.txt, ...; `p03="..."` is what one of them names as its risk."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name = f"p{number:02}"
        (folder / f"{name}.txt").write_text(page(name, risks.get(name, "Bleeding")), encoding="utf-8")
    return folder


class Started:
    """A process in a session of its own, with what it wrote."""

    def __init__(self, arguments: tuple[object, ...], folder: Path, env: dict[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._out, self._err = folder / "out.txt", folder / "err.txt"
        with open(self._out, "wb") as out, open(self._err, "wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, *map(str, arguments)],
                cwd=folder,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        self.seen: set[int] = {self.process.pid}

    @property
    def out(self) -> str:
        return self._out.read_text(encoding="utf-8", errors="replace")

    @property
    def err(self) -> str:
        return self._err.read_text(encoding="utf-8", errors="replace")

    def family(self) -> dict[int, str]:
        """The processes that came of it and are still there, with their command lines."""
        table = subprocess.run(["ps", "-Awwo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in table.splitlines()]
        found = {int(pid): args for pid, _, args in (row for row in rows if len(row) == 3) if int(pid) in self.seen}
        size = -1
        while size != len(found):
            size = len(found)
            found |= {int(row[0]): row[2] for row in rows if len(row) == 3 and int(row[1]) in found}
        self.seen |= set(found)
        return {pid: args for pid, args in found.items() if "<defunct>" not in args}

    def members(self, words: str) -> list[int]:
        """Those of the family with some words in their command lines."""
        return [pid for pid, args in self.family().items() if words in args]

    def wait(self, seconds: float = 120) -> int:
        return self.process.wait(seconds)

    def end(self) -> None:
        """Kill all that is left of it."""
        for pid in self.family():
            with _gone():
                os.kill(pid, signal.SIGKILL)
        with _gone():
            self.process.wait(10)


@contextmanager
def _gone() -> Iterator[None]:
    try:
        yield
    except ProcessLookupError:
        pass


@contextmanager
def started(folder: Path, env: dict[str, str], *arguments: object) -> Iterator[Started]:
    """A Python process that is gone, with all its children, at the end of the block."""
    process = Started(arguments, folder, env)
    try:
        yield process
    finally:
        process.end()


def run_flow(folder: Path, env: dict[str, str], **parameters: Any) -> Started:
    """The ingest flow in a process of its own, to its end."""
    with started(folder, env, "-c", INGEST, json.dumps(parameters)) as process:
        process.wait(240)
    return process


def until(condition: Callable[[], Any], seconds: float = 60, process: Started | None = None) -> Any:
    """Wait for something to be true, and give it."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        told = f"{process.out}\n{process.err[-6000:]}" if process else ""
        assert time.monotonic() < end, f"it did not come true in {seconds} s\n{told}"
        time.sleep(0.1)
    return found


def ask(database: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a published warehouse; none if there is none."""
    if not database.exists():
        return []
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def runs(database: Path) -> list[tuple[Any, ...]]:
    return ask(database, "SELECT status, stage, error, pages_seen, pages_loaded FROM ops.runs ORDER BY run_id")


def content(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that do not tell of the run and its time."""
    changing = ("first_seen_at", "last_seen_at", "run_id")
    found = {}
    for model in MAIN_TABLES:
        kept = [column.name for column in columns_of(model) if column.name not in changing]
        found[model.sql_name] = ask(database, f"SELECT {', '.join(kept)} FROM {model.sql_name} ORDER BY ALL")
    found["findings"] = ask(database, "SELECT * EXCLUDE (run_id) FROM ops.findings ORDER BY ALL")
    found["inputs"] = ask(database, "SELECT * EXCLUDE (stamp) FROM ops.inputs ORDER BY ALL")
    return found
