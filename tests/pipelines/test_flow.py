"""The ingest as a Prefect flow, on a real server: what an operator sees in the UI, and what becomes of a run that something kills."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from pipelines.ingest.plan import IngestOptions
from pipelines.ingest.pool import ENDED_ITS_PROCESS
from pipelines.ingest.run import ingest
from tests.support.prefect_parts import (
    INGEST,
    Prefect,
    Started,
    content,
    environment,
    prefect_server,
    receiving,
    run_flow,
    runs,
    started,
    until,
    write_pages,
)
from warehouse.checks.verify import verify

PARTS = """
import json
from pipelines.schedule.flows import MOST_TASKS, batches_of
counts = [batches_of(part) for part in range(MOST_TASKS)]
print(json.dumps([counts[:60], counts == sorted(counts), sum(counts)]))
"""


@pytest.fixture(scope="module")
def server(isolated_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefect]:
    with prefect_server(isolated_environment, tmp_path_factory.mktemp("prefect")) as server:
        yield server


def only_run(server: Prefect, name: str) -> dict[str, Any]:
    """The flow run of a name; each test's pages lie in a folder of their own."""
    (run,) = [run for run in server.flow_runs() if run["name"] == name]
    return run


def plain(pages: Path, database: Path) -> dict[str, Any]:
    """What the plain function makes of the same pages."""
    ingest([pages], database, pages.parent, IngestOptions(workers=1))
    return content(database)


# --- what an operator sees --------------------------------------------------------------------------------------------


def test_flow_gives_what_the_plain_function_gives_and_shows_it(
    tmp_path: Path, repository: Path, server: Prefect
) -> None:
    pages = tmp_path / "raw" / "seen"
    shutil.copytree(repository / "raw" / "sample", pages)
    (pages / "broken.txt").write_bytes(b"\x00\x01" * 50)
    env = environment(server.environment, tmp_path, batch_pages=4)
    done = run_flow(tmp_path, env, paths=["raw/seen"], db="w.duckdb", workers=2)
    assert done.process.returncode == 0, done.err
    assert "Traceback" not in done.err
    summary = json.loads(done.out)
    assert (summary["status"], summary["pages_seen"], summary["pages_loaded"], summary["pages_rejected"]) == (
        "published",
        15,
        14,
        1,
    )
    assert content(tmp_path / "w.duckdb") == plain(pages, tmp_path / "plain.duckdb")

    run = only_run(server, "ingest raw/seen")
    assert run["state_type"] == "COMPLETED"
    assert {name: run["parameters"][name] for name in ("paths", "db", "workers", "strict", "full")} == {
        "paths": ["raw/seen"],
        "db": "w.duckdb",
        "workers": 2,
        "strict": False,
        "full": False,
    }
    tasks = until(lambda: len(found := server.task_runs(run)) == 4 and found)
    assert {task["name"] for task in tasks} == {f"stage part {part}" for part in range(1, 5)}
    until(lambda: any(re.match(r"rejected (seen/)?broken\.txt: ", line) for line in server.logs(run)))
    check_artifacts(server, run, summary)


def check_artifacts(server: Prefect, run: dict[str, Any], summary: dict[str, Any]) -> None:
    artifacts = server.artifacts(run)
    assert set(artifacts) == {"ingest-progress", "ingest-run", "ingest-findings"}
    figures = {row["figure"]: row["value"] for row in json.loads(artifacts["ingest-run"]["data"])}
    assert figures == summary
    assert (
        artifacts["ingest-progress"]["data"] == 100.0
        and "15 of 15 pages" in artifacts["ingest-progress"]["description"]
    )
    findings = artifacts["ingest-findings"]["data"]
    for words in (f"Run {summary['run_id']}", "| new | 14 |", "broken.txt", "page_rejected"):
        assert words in findings


@pytest.mark.slow
def test_parts_stay_few_whatever_the_number_of_batches(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    with started(tmp_path, environment(isolated_environment, tmp_path), "-c", PARTS) as done:
        assert done.wait() == 0, done.err
    first, is_growing, batches = json.loads(done.out)
    assert first == [1] * 60, "of a run of ordinary size every batch is a task run"
    assert is_growing and batches * 800 > 1_000_000_000


@pytest.mark.slow
def test_closed_gate_is_a_failed_run_that_says_why(tmp_path: Path, server: Prefect) -> None:
    pages = write_pages(tmp_path / "raw" / "gate", 20)
    env = environment(server.environment, tmp_path)
    before = plain(pages, tmp_path / "w.duckdb")
    for number in range(12):
        (pages / f"p{number:02}.txt").write_bytes(b"\x00\x01" * 50)
    with receiving() as receiver:
        env["PROCWH_WEBHOOK"] = receiver.url
        done = run_flow(tmp_path, env, paths=["raw/gate"], db="w.duckdb", workers=1)
    assert done.process.returncode != 0
    assert len(receiver.texts) == 1 and "the gate of w.duckdb is closed" in receiver.texts[0]
    run = only_run(server, "ingest raw/gate")
    assert run["state_type"] == "FAILED" and "GateClosed" in run["state"]["message"]
    text = server.artifacts(run)["ingest-findings"]["data"]
    assert "gate is closed" in text and "rejected" in text
    assert runs(tmp_path / "w.duckdb")[-1][:2] == ("gate_closed", "auditing")
    after = content(tmp_path / "w.duckdb")
    assert after["risks"] == before["risks"] and after["pages"] == before["pages"]


@pytest.mark.slow
def test_second_flow_on_a_warehouse_waits_for_the_first(tmp_path: Path, server: Prefect) -> None:
    write_pages(tmp_path / "twice", 4, p00="wait-for-it")
    env = environment(server.environment, tmp_path)
    (tmp_path / "hold").touch()
    parameters = json.dumps({"paths": [str(tmp_path / "twice")], "db": str(tmp_path / "w.duckdb"), "workers": 1})
    with (
        started(tmp_path / "first", env, "-c", INGEST, parameters) as first,
        started(tmp_path / "second", env, "-c", INGEST, parameters) as second,
    ):
        names = lambda: [each for each in server.flow_runs() if each["name"].endswith("/twice")]  # noqa: E731
        until(lambda: [run["state_type"] for run in names()] == ["RUNNING"] * 2)
        until(lambda: any(process.members("multiprocessing") for process in (first, second)))
        (tmp_path / "hold").unlink()
        assert (first.wait(), second.wait()) == (0, 0), first.err + second.err
    loaded = sorted(json.loads(process.out)["pages_loaded"] for process in (first, second))
    assert loaded == [0, 4]


# --- what kills a run -------------------------------------------------------------------------------------------------


def held_run(tmp_path: Path, env: dict[str, str], name: str) -> tuple[Started, Path]:
    """A flow run of 12 pages in 6 batches that waits in the fourth of them."""
    write_pages(tmp_path / "raw" / name, 12, p07="wait-for-it")
    (tmp_path / "hold").touch()
    parameters = {"paths": [f"raw/{name}"], "db": "w.duckdb", "workers": 2}
    process = Started(("-c", INGEST, json.dumps(parameters)), tmp_path, env)
    return process, tmp_path / ".w.duckdb.work" / "staging"


def staged(staging: Path) -> int:
    return len(list(staging.glob("*/batch-*/batch.json")))


@pytest.mark.slow
def test_killed_worker_process_costs_nothing(tmp_path: Path, server: Prefect) -> None:
    process, staging = held_run(tmp_path, environment(server.environment, tmp_path, batch_pages=2), "killed")
    try:
        until(lambda: staged(staging) >= 4, process=process)
        workers = process.members("multiprocessing.spawn import spawn_main")
        assert len(workers) == 2, process.family()
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        (tmp_path / "hold").unlink()
        assert process.wait() == 0, process.err
    finally:
        process.end()
    assert only_run(server, "ingest raw/killed")["state_type"] == "COMPLETED"
    assert content(tmp_path / "w.duckdb") == plain(tmp_path / "raw" / "killed", tmp_path / "plain.duckdb")


@pytest.mark.slow
def test_page_that_kills_its_process_is_found_and_named_in_the_log(tmp_path: Path, server: Prefect) -> None:
    write_pages(tmp_path / "raw" / "deadly", 9, p05="deadly")
    env = environment(server.environment, tmp_path, batch_pages=4)
    done = run_flow(tmp_path, env, paths=["raw/deadly"], db="w.duckdb", workers=2)
    assert done.process.returncode == 0, done.err
    assert json.loads(done.out)["pages_rejected"] == 1
    run = only_run(server, "ingest raw/deadly")
    until(lambda: any("p05.txt" in line and ENDED_ITS_PROCESS in line for line in server.logs(run)))
    assert ENDED_ITS_PROCESS in server.artifacts(run)["ingest-findings"]["data"]


@pytest.mark.slow
def test_flow_that_is_killed_is_resumed_by_the_next(tmp_path: Path, server: Prefect) -> None:
    env = environment(server.environment, tmp_path, batch_pages=2)
    process, staging = held_run(tmp_path, env, "resumed")
    try:
        until(lambda: staged(staging) == 5, process=process)
        process.family()
        process.process.kill()
        until(lambda: not process.family(), 20)
    finally:
        process.end()
    (tmp_path / "hold").unlink()
    done = run_flow(tmp_path, env, paths=["raw/resumed"], db="w.duckdb", workers=2)
    assert done.process.returncode == 0, done.err
    assert [run[:2] for run in runs(tmp_path / "w.duckdb")] == [("failed", "staging"), ("published", "published")]
    parsed = re.findall(r"batch \d+: (\d) pages parsed, (\d) unchanged", done.err)
    assert sum(int(count) for count, _ in parsed) == 2, "ten of the twelve pages were staged already"
    assert content(tmp_path / "w.duckdb") == plain(tmp_path / "raw" / "resumed", tmp_path / "plain.duckdb")


# --- when Prefect is the trouble --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_server_that_dies_in_mid_run_costs_no_data(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    with ExitStack() as stack:
        server = ExitStack()
        stack.enter_context(server)
        own = server.enter_context(prefect_server(isolated_environment, tmp_path / "prefect"))
        env = environment(own.environment, tmp_path, batch_pages=2, PREFECT_CLIENT_MAX_RETRIES=1)
        process, staging = held_run(tmp_path, env, "alone")
        stack.callback(process.end)
        until(lambda: staged(staging) >= 4, process=process)
        server.close()
        (tmp_path / "hold").unlink()
        assert process.wait(200) == 1
    assert [run[:2] for run in runs(tmp_path / "w.duckdb")] == [("published", "published")], process.err
    assert verify(tmp_path / "w.duckdb")[1] == []
    assert content(tmp_path / "w.duckdb") == plain(tmp_path / "raw" / "alone", tmp_path / "plain.duckdb")
    assert "published: {" in process.err and "Prefect did not take" in process.err
    last = process.err.strip().splitlines()
    assert any("prefect server start" in line and "procwh status" in line for line in last), process.err


@pytest.mark.slow
def test_flow_without_a_server_says_what_to_start(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    env = environment(isolated_environment, tmp_path, PREFECT_API_URL="http://127.0.0.1:9/api", PREFECT_HOME=tmp_path)
    write_pages(tmp_path / "raw", 1)
    done = run_flow(tmp_path, env, paths=["raw"], db="w.duckdb")
    assert done.process.returncode == 1
    last = done.err.strip().splitlines()[-1]
    assert "http://127.0.0.1:9/api" in last and "prefect server start" in last
    assert not (tmp_path / "w.duckdb").exists()
