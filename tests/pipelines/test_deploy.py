"""`prefect deploy --all` and a process worker, as docs/operations.md tells it: what prefect.yaml declares runs, on a real server."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.prefect_parts import Prefect, Started, ask, environment, prefect_server, runs, started, until

DATABASE = "var/procedures.duckdb"
PREFECT = ("-m", "prefect", "--no-prompt")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a clone holds."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("schemas", "parsers", "warehouse", "pipelines", "raw/sample"):
        shutil.copytree(repository / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(repository / "prefect.yaml", folder)
    return folder


@pytest.fixture(scope="module")
def env(
    isolated_environment: dict[str, str], server: Prefect, tmp_path_factory: pytest.TempPathFactory, project: Path
) -> dict[str, str]:
    base = isolated_environment | {"PYTHONPATH": str(project)}
    return environment(base, tmp_path_factory.mktemp("env")) | {
        name: server.environment[name] for name in ("PREFECT_API_URL", "PREFECT_HOME")
    }


@pytest.fixture(scope="module")
def server(isolated_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefect]:
    with prefect_server(isolated_environment, tmp_path_factory.mktemp("prefect")) as server:
        yield server


@pytest.fixture(scope="module")
def deployed(project: Path, env: dict[str, str], server: Prefect) -> dict[str, dict[str, Any]]:
    """The deployments by their full names."""
    for arguments in (("work-pool", "create", "procwh", "--type", "process"), ("deploy", "--all")):
        with started(project, env, *PREFECT, *arguments) as done:
            assert done.wait() == 0, done.out + done.err
    flows = {flow["id"]: flow["name"] for flow in server.ask("flows")}
    return {f"{flows[each['flow_id']]}/{each['name']}": each for each in server.ask("deployments")}


@pytest.fixture(scope="module")
def worker(
    project: Path, env: dict[str, str], deployed: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Started]:
    with started(
        tmp_path_factory.mktemp("worker"), env, *PREFECT, "worker", "start", "--pool", "procwh", "--limit", 1
    ) as worker:
        yield worker
        worker.process.terminate()
        worker.wait(60)


def run(server: Prefect, deployment: dict[str, Any], worker: Started, **parameters: Any) -> dict[str, Any]:
    """A flow run of a deployment, as the UI's button starts it, at its end."""
    answer = httpx.post(
        f"{server.url}/deployments/{deployment['id']}/create_flow_run",
        json={"parameters": parameters, "state": {"type": "SCHEDULED"}},
        timeout=30,
    )
    answer.raise_for_status()

    def ended() -> Any:
        found = httpx.get(f"{server.url}/flow_runs/{answer.json()['id']}", timeout=30).json()
        return found if found["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") else None

    return dict(until(ended, 120, worker))


def test_deployments_have_their_schedules(deployed: dict[str, dict[str, Any]]) -> None:
    schedules = {
        name: [(each["schedule"]["cron"], each["schedule"]["timezone"], each["active"]) for each in found["schedules"]]
        for name, found in deployed.items()
    }
    assert schedules == {
        "ingest/ingest-nightly": [("0 2 * * *", "UTC", True)],
        "export/export-weekly": [("0 5 * * 0", "UTC", True)],
        "ingest-then-export/ingest-and-export-nightly": [("0 3 * * *", "UTC", False)],
    }
    assert len({found["name"] for found in deployed.values()}) == 3, "each has a name of its own"
    assert all(found["parameter_openapi_schema"]["properties"] for found in deployed.values())


def test_worker_runs_ingest_then_export(
    project: Path, server: Prefect, deployed: dict[str, dict[str, Any]], worker: Started
) -> None:
    done = run(server, deployed["ingest/ingest-nightly"], worker)
    assert (done["state_type"], done["name"]) == ("COMPLETED", "ingest raw"), worker.err
    assert runs(project / DATABASE) == [("published", "published", None, 14, 14)]
    again = run(server, deployed["ingest-then-export/ingest-and-export-nightly"], worker)
    assert (again["state_type"], again["name"]) == ("COMPLETED", "ingest and export raw"), worker.err
    assert runs(project / DATABASE)[-1] == ("published", "published", None, 14, 0)
    assert (project / "var" / "export" / "manifest.json").exists()
    names = {each["name"] for each in server.flow_runs()}
    assert {"ingest raw", "ingest and export raw", "export var/export"} <= names
    assert "nanobind" not in worker.out + worker.err


def test_export_of_a_parameter_given_in_the_ui(
    project: Path, server: Prefect, deployed: dict[str, dict[str, Any]], worker: Started, tmp_path: Path
) -> None:
    run(server, deployed["ingest/ingest-nightly"], worker)
    done = run(
        server, deployed["export/export-weekly"], worker, out=str(tmp_path / "out"), format="csv", tables=["procedures"]
    )
    assert done["state_type"] == "COMPLETED", worker.err
    assert {path.name for path in (tmp_path / "out").glob("*.csv")} == {"procedures.csv"}


def test_wrong_parameter_is_a_failed_run_that_says_why(
    project: Path, server: Prefect, deployed: dict[str, dict[str, Any]], worker: Started
) -> None:
    before = ask(project / DATABASE, "SELECT count(*) FROM procedures")
    done = run(server, deployed["ingest/ingest-nightly"], worker, paths=["no-such-folder"])
    assert done["state_type"] == "FAILED" and "no-such-folder" in done["state"]["message"]
    assert ask(project / DATABASE, "SELECT count(*) FROM procedures") == before


def test_worker_that_was_away_catches_up_once(
    server: Prefect, deployed: dict[str, dict[str, Any]], worker: Started
) -> None:
    url = f"{server.url}/deployments/{deployed['ingest/ingest-nightly']['id']}/schedules"
    os.kill(worker.process.pid, signal.SIGSTOP)
    try:
        made = httpx.post(url, json=[{"schedule": {"interval": 5}, "active": True}], timeout=30)
        made.raise_for_status()
        until(lambda: len(server.overdue()) >= 4, 60)
    finally:
        os.kill(worker.process.pid, signal.SIGCONT)
    cancelled = {"flow_runs": {"state": {"type": {"any_": ["CANCELLED"]}}}}
    until(lambda: len(server.flow_runs(**cancelled)) >= 3, 60, worker)
    httpx.delete(f"{url}/{made.json()[0]['id']}", timeout=30).raise_for_status()
    called_off = server.flow_runs(**cancelled)
    assert all("caught up for it" in run["state"]["message"] for run in called_off)
    ended = until(
        lambda: not any(run["state_type"] in ("RUNNING", "PENDING") for run in server.flow_runs()), 60, worker
    )
    assert ended
    ticks = [run for run in server.flow_runs() if run["auto_scheduled"] and run["state_type"] == "COMPLETED"]
    times = sorted((run["start_time"], run["end_time"]) for run in ticks)
    assert times and all(end <= begin for (_, end), (begin, _) in pairwise(times))


def test_prefect_that_is_not_there_is_told_of_by_its_own_commands(
    project: Path, env: dict[str, str], tmp_path: Path
) -> None:
    away = env | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    with started(tmp_path, away, *PREFECT, "worker", "start", "--pool", "procwh") as done:
        assert done.wait(60) == 1
    assert re.search(r"Unable to reach\s+the\s+Prefect\s+API", done.out + done.err)
    assert os.listdir(tmp_path)
