"""`procwh serve` for real: a server that comes up and goes down with it, runs on a schedule, signals, and a machine that sleeps."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from pipelines.ingest.plan import IngestOptions
from pipelines.ingest.run import ingest
from tests.support.prefect_parts import (
    SERVE,
    Prefect,
    Started,
    ask,
    content,
    environment,
    prefect_server,
    runs,
    started,
    until,
    write_pages,
)

DATABASE = "var/w.duckdb"


@contextmanager
def serving(
    folder: Path, base: dict[str, str], *options: object, batch_pages: int = 1000, **env: object
) -> Iterator[Started]:
    """`procwh serve raw/pages --db var/w.duckdb ...`, until the block ends."""
    environ = environment(base, folder, batch_pages, **env)
    with started(folder, environ, *SERVE, "raw/pages", "--db", DATABASE, "--workers", 1, *options) as serve:
        yield serve


def address(serve: Started) -> str:
    """Where the UI is."""
    found = until(lambda: re.search(r"Prefect's UI: (http://127\.0\.0\.1:\d+) ", serve.out), 120, serve)
    return str(found[1])


def next_run(serve: Started) -> str:
    found = until(lambda: re.search(r"next run: (.+?);", serve.out), 60, serve)
    return str(found[1])


def finished(database: Path) -> int:
    return len(runs(database))


def all_gone(serve: Started, seconds: float = 30) -> None:
    until(lambda: not serve.family(), seconds)


def staged(folder: Path) -> int:
    return len(list((folder / "var").glob(".w.duckdb.work/staging/*/batch-*/batch.json")))


# --- a schedule -------------------------------------------------------------------------------------------------------


def test_ticks_until_it_is_ended(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    write_pages(tmp_path / "raw" / "pages", 3)
    with serving(tmp_path, isolated_environment, "--interval", 3) as serve:
        url = address(serve)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", next_run(serve))
        assert "<html" in httpx.get(url, timeout=10).text.lower()
        until(lambda: runs(tmp_path / DATABASE), 60, serve)
        assert serve.members("uvicorn")
        serve.process.terminate()
        assert serve.wait(60) == 0, serve.err
        all_gone(serve)
    assert runs(tmp_path / DATABASE)[0] == ("published", "published", None, 3, 3)
    assert ask(tmp_path / DATABASE, "SELECT source_uri FROM pages ORDER BY 1") == [
        (f"pages/p{n:02}.txt",) for n in range(3)
    ]
    assert serve.out.splitlines()[-1] == "ended; the schedule is paused until the next `procwh serve`"
    assert "Traceback" not in serve.out + serve.err and "nanobind" not in serve.err
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, timeout=5)


def test_announced_run_is_the_one_that_prefect_has_scheduled(
    tmp_path: Path, isolated_environment: dict[str, str]
) -> None:
    """Cron lines differ between schedulers where day of month and day of week both stand: the server's own runs count."""
    write_pages(tmp_path / "raw" / "pages", 1)
    options = ("--cron", "0 2 */2 * 1", "--timezone", "America/New_York")
    with serving(tmp_path, isolated_environment, *options) as serve:
        server = Prefect(f"{address(serve)}/api", {})
        announced = datetime.strptime(next_run(serve)[:19], "%Y-%m-%d %H:%M:%S").replace(
            tzinfo=ZoneInfo("America/New_York")
        )
        scheduled = until(lambda: server.flow_runs(flow_runs={"state": {"type": {"any_": ["SCHEDULED"]}}}), 60, serve)
        assert datetime.fromisoformat(scheduled[0]["expected_start_time"]) == announced
        serve.process.terminate()
        assert serve.wait(60) == 0, serve.err


@pytest.mark.slow
def test_changes_without_descriptors_are_exported_and_logged_as_json(
    tmp_path: Path, isolated_environment: dict[str, str]
) -> None:
    write_pages(tmp_path / "raw" / "pages", 3)
    (tmp_path / "raw" / "pages" / "broken.txt").write_bytes(b"\x00\x01" * 50)
    options = ("--interval", 3, "--export", "out", "--since", "last", "--without-descriptors", "--log-json")

    def manifest() -> dict[str, Any]:
        path = tmp_path / "out" / "manifest.json"
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}

    with serving(tmp_path, isolated_environment, *options) as serve:
        until(lambda: manifest().get("since") not in (None, "start"), 240, serve)
        serve.process.terminate()
        assert serve.wait(60) == 0, serve.err
        all_gone(serve)
    published = [row[0] for row in ask(tmp_path / DATABASE, "SELECT run_id FROM ops.runs ORDER BY run_id")]
    found = manifest()
    assert found["since"] in published and found["run_id"] > found["since"] and found["without_descriptors"]
    assert serve.out == ""
    lines = [json.loads(line) for line in serve.err.splitlines()]
    assert all(set(line) >= {"time", "level", "message"} for line in lines)
    messages = [line["message"] for line in lines]
    assert messages[0].startswith("Prefect's UI: ") and messages[1].startswith("next run: ")
    (rejected, *_) = [line for line in lines if line["message"] == "page rejected"]
    assert rejected["page"].endswith("broken.txt") and rejected["level"] == "warning" and rejected["run_id"]
    ended = [line for line in lines if line["message"] == "run ended"]
    assert ended[0]["status"] == "published" and ended[0]["pages_loaded"] == 3
    written = [line for line in lines if line["message"] == "export written"]
    assert [line["since"] for line in written[:2]] == ["start", written[0]["run_id"]]


@pytest.mark.slow
def test_export_after_each_ingest_and_a_cron_in_a_time_zone(
    tmp_path: Path, isolated_environment: dict[str, str]
) -> None:
    write_pages(tmp_path / "raw" / "pages", 3)
    options = ("--cron", "* * * * *", "--timezone", "Asia/Kolkata", "--export", "out", "--format", "csv")
    with serving(tmp_path, isolated_environment, *options) as serve:
        server = Prefect(f"{address(serve)}/api", {})
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:00 IST", next_run(serve))
        until(lambda: (tmp_path / "out" / "manifest.json").exists(), 120, serve)
        done = until(lambda: [run for run in server.flow_runs() if run["state_type"] == "COMPLETED"][2:], 60, serve)
        assert len(done) == 1
        names = {run["name"]: run for run in server.flow_runs() if run["start_time"]}
        assert set(names) == {"ingest and export raw/pages", "ingest raw/pages", "export out"}
        assert set(server.artifacts(names["export out"])) == {"export-files"}
        due, began = (names["ingest and export raw/pages"][name] for name in ("expected_start_time", "start_time"))
        assert began >= due, "never before its time"
        serve.process.send_signal(signal.SIGINT)
        assert serve.wait(60) == 0, serve.err
        all_gone(serve)
    assert (tmp_path / "out" / "procedures.csv").read_text(encoding="utf-8").count("\n") == 4


@pytest.mark.slow
def test_runs_never_overlap(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    write_pages(tmp_path / "raw" / "pages", 3, p01="wait-for-it")
    (tmp_path / "hold").touch()
    with serving(tmp_path, isolated_environment, "--interval", 2) as serve:
        server = Prefect(f"{address(serve)}/api", {})
        until(lambda: serve.members("prefect.engine"), 60, serve)
        until(lambda: len(server.overdue()) >= 3, 60, serve)
        assert len(serve.members("prefect.engine")) == 1
        (tmp_path / "hold").unlink()
        until(lambda: finished(tmp_path / DATABASE) >= 3, 60, serve)
        called_off = [run for run in server.flow_runs() if run["state_type"] == "CANCELLED"]
        assert called_off and all("caught up" in run["state"]["message"] for run in called_off)
        times = sorted(
            (run["start_time"], run["end_time"]) for run in server.flow_runs() if run["state_type"] == "COMPLETED"
        )
        assert all(end <= begin for (_, end), (begin, _) in pairwise(times))
        serve.process.terminate()
        assert serve.wait(60) == 0, serve.err


@pytest.mark.slow
def test_machine_that_sleeps_catches_up_once(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    write_pages(tmp_path / "raw" / "pages", 3)
    with serving(tmp_path, isolated_environment, "--interval", 8) as serve:
        server = Prefect(f"{address(serve)}/api", {})
        until(lambda: runs(tmp_path / DATABASE) and not serve.members("prefect.engine"), 60, serve)
        asleep = list(serve.family())
        for pid in asleep:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(34)
        before = finished(tmp_path / DATABASE)
        for pid in asleep:
            os.kill(pid, signal.SIGCONT)
        woke = time.monotonic()
        until(lambda: finished(tmp_path / DATABASE) > before, 60, serve)
        until(lambda: time.monotonic() - woke > 7 and not serve.members("prefect.engine"), 60, serve)
        called_off = [run for run in server.flow_runs() if run["state_type"] == "CANCELLED"]
        missed = finished(tmp_path / DATABASE) - before
        assert len(called_off) >= 2 and missed <= 2, (
            "one run for all that were missed, and at most one that became due since"
        )
        serve.process.terminate()
        assert serve.wait(60) == 0, serve.err


# --- its end ----------------------------------------------------------------------------------------------------------


@contextmanager
def held(folder: Path, base: dict[str, str], **env: object) -> Iterator[Started]:
    """A `serve` whose second run waits in its third batch: three pages are new, and one of them waits."""
    pages = write_pages(folder / "raw" / "pages", 4)
    ingest([pages], folder / DATABASE, folder / "raw", IngestOptions(workers=1))
    for name in ("x1", "x2", "x3"):
        text = (pages / "p00.txt").read_text(encoding="utf-8").replace("p00", name)
        (pages / f"{name}.txt").write_text(
            text.replace("Bleeding", "wait-for-it") if name == "x3" else text, encoding="utf-8"
        )
    (folder / "hold").touch()
    with serving(folder, base, "--interval", 2, batch_pages=1, **env) as serve:
        until(lambda: staged(folder) == 2, 120, serve)
        serve.family()
        yield serve


def check_resumed(folder: Path, run_command: object, env: dict[str, str], *parsed: int) -> None:
    """The last good publication stands; the next run takes up what was staged, and gives the interrupted one its row."""
    assert ask(folder / DATABASE, "SELECT count(*) FROM procedures") == [(4,)]
    (folder / "hold").unlink(missing_ok=True)
    log = run_command("ingest", "raw/pages", "--db", DATABASE, "--log-json", cwd=folder, env=env)  # type: ignore[operator]
    assert log.returncode == 0, log.stderr
    assert sum(int(count) for count in re.findall(r'"parsed": (\d+)', log.stderr)) in parsed, log.stderr
    assert [run[0] for run in runs(folder / DATABASE)] == ["published", "failed", "published"]
    ingest([folder / "raw" / "pages"], folder / "plain.duckdb", folder / "raw", IngestOptions(workers=1))
    found, plain = content(folder / DATABASE), content(folder / "plain.duckdb")
    assert {table: rows for table, rows in found.items() if table != "findings"} == {
        table: rows for table, rows in plain.items() if table != "findings"
    }


@pytest.mark.slow
@pytest.mark.parametrize("how", ["SIGTERM", "SIGTERM and the batch hangs", "Ctrl-C in a terminal"])
def test_end_in_mid_run_loses_nothing(
    tmp_path: Path, isolated_environment: dict[str, str], run_command: object, how: str
) -> None:
    hangs = "hangs" in how
    with held(tmp_path, isolated_environment) as serve:
        if how.startswith("Ctrl-C"):
            os.killpg(serve.process.pid, signal.SIGINT)
        else:
            serve.process.terminate()
        time.sleep(2)
        if not hangs:
            # The batch that is under way is let come to its end.
            (tmp_path / "hold").unlink()
        assert serve.wait(90) == 0, serve.err
        all_gone(serve)
        assert "Traceback" not in serve.out + serve.err, serve.err
    if not hangs:
        assert runs(tmp_path / DATABASE)[-1][:3] == ("failed", "staging", "interrupted")
    parsed = {"SIGTERM": (0,), "SIGTERM and the batch hangs": (1,)}
    check_resumed(tmp_path, run_command, environment(isolated_environment, tmp_path), *parsed.get(how, (0, 1)))


@pytest.mark.slow
def test_kill_in_mid_run_takes_the_server_down_and_loses_nothing(
    tmp_path: Path, isolated_environment: dict[str, str], run_command: object
) -> None:
    with held(tmp_path, isolated_environment) as serve:
        url = address(serve)
        flow_run = serve.members("prefect.engine")
        serve.process.kill()
        serve.wait()
        until(lambda: not serve.members("uvicorn"), 30)
        with pytest.raises(httpx.ConnectError):
            httpx.get(url, timeout=5)
        os.kill(flow_run[0], signal.SIGKILL)
        all_gone(serve)
    check_resumed(tmp_path, run_command, environment(isolated_environment, tmp_path), 1)


def test_sigterm_while_it_comes_up(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    write_pages(tmp_path / "raw" / "pages", 1)
    with serving(tmp_path, isolated_environment, "--cron", "0 2 * * *") as serve:
        until(lambda: serve.members("uvicorn"), 60, serve)
        serve.process.terminate()
        assert serve.wait(60) == 0, serve.err
        all_gone(serve)
    assert "Traceback" not in serve.err, serve.err


# --- when Prefect is the trouble --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_own_server_that_dies_is_brought_up_again(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    write_pages(tmp_path / "raw" / "pages", 2)
    with serving(tmp_path, isolated_environment, "--interval", 5) as serve:
        url = address(serve)
        until(lambda: runs(tmp_path / DATABASE), 60, serve)
        time.sleep(10)
        for pid in serve.members("uvicorn --factory"):
            if pid not in serve.members("import os, signal"):
                os.kill(pid, signal.SIGKILL)
        until(lambda: "does not answer" in serve.out or "no Prefect server answers" in serve.out, 30, serve)
        until(lambda: "answers again" in serve.out, 60, serve)
        before = finished(tmp_path / DATABASE)
        until(lambda: finished(tmp_path / DATABASE) > before + 1, 90, serve)
        assert httpx.get(url, timeout=10).status_code == 200
        serve.process.terminate()
        assert serve.wait(60) == 0, serve.err
        all_gone(serve)


@pytest.mark.slow
def test_server_of_others_that_stays_away_ends_it_in_one_line(
    tmp_path: Path, isolated_environment: dict[str, str]
) -> None:
    write_pages(tmp_path / "raw" / "pages", 2)
    impatient = (
        "-c",
        "import pipelines.schedule.serve as s; s._SILENT = 15.0; from pipelines.command import main; main()",
    )
    with ExitStack() as stack:
        server = stack.enter_context(prefect_server(isolated_environment, tmp_path / "other"))
        env = environment(server.environment, tmp_path)
        with started(tmp_path, env, *impatient, "serve", "raw/pages", "--db", DATABASE, "--interval", 3600) as serve:
            next_run(serve)
            stack.close()
            assert serve.wait(60) == 1
    assert "waiting for it" in serve.out and "Traceback" not in serve.out + serve.err
    assert serve.err.splitlines()[-1].startswith(
        f"procwh: no Prefect server answers at {server.url}; start it with `prefect server start`"
    )


@pytest.mark.slow
def test_server_of_others_is_used_and_left_alone(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    write_pages(tmp_path / "raw" / "pages", 2)
    with prefect_server(isolated_environment, tmp_path / "other") as server:
        with serving(tmp_path, server.environment, "--interval", 3) as serve:
            until(lambda: runs(tmp_path / DATABASE), 90, serve)
            assert not serve.members("uvicorn")
            serve.process.terminate()
            assert serve.wait(60) == 0, serve.err
        (deployment,) = server.ask("deployments")
        assert (deployment["name"], deployment["paused"]) == ("w", True)


@pytest.mark.slow
def test_second_serve_of_a_warehouse_is_refused(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    write_pages(tmp_path / "raw" / "pages", 1)
    with serving(tmp_path, isolated_environment, "--cron", "0 2 * * *") as first:
        address(first)
        options = (*SERVE, "raw/pages", "--db", tmp_path / DATABASE, "--cron", "0 2 * * *")
        with started(tmp_path / "again", environment(isolated_environment, tmp_path), *options) as second:
            assert second.wait(60) == 1
        assert "another `procwh serve`" in second.err and second.err.count("\n") == 1
        assert first.process.poll() is None


# --- wrong use --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "give --cron"),
        (["--cron", "0 2 * * *", "--interval", "60"], "one of them"),
        (["--cron", "every night"], "'every night' is no cron expression"),
        (["--cron", "61 2 * * *"], "is no cron expression"),
        (["--cron", "0 2 * * * *"], "it has 6 fields"),
        (["--cron", "0 0 LW * *"], "'0 0 LW * *' is no cron expression"),
        (["--cron", "0 2 30 2 *"], "a day that no year has"),
        (["--cron", "0 2 * * *", "--timezone", "Mars/Olympus"], "there is no time zone Mars/Olympus"),
        (["--interval", "0"], "--interval"),
        (["--interval", "soon"], "--interval"),
        (["--cron", "0 2 * * *", "--format", "xls", "--export", "out"], "there is no format xls"),
        (["--cron", "0 2 * * *", "--port", "70000"], "--port"),
        (["--cron", "0 2 * * *", "--since", "last"], "--since is for the export"),
        (["--cron", "0 2 * * *", "--without-descriptors"], "--without-descriptors is for the export"),
        (["--cron", "0 2 * * *", "--export", "out", "--since", "yesterday"], "knows run yesterday; give --since last"),
    ],
)
def test_wrong_use_is_one_line(run_command: object, options: list[str], words: str) -> None:
    done = run_command("serve", *options)  # type: ignore[operator]
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert words in done.stderr and done.stderr.count("\n") == 1 and done.stderr.startswith("procwh: ")


def test_port_that_is_taken_is_one_line(run_command: object) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run_command("serve", "--interval", "60", "--port", port)  # type: ignore[operator]
    assert (
        done.returncode == 2
        and done.stderr == f"procwh: port {port} cannot be used (Address already in use); name another with --port\n"
    )


def test_server_that_is_not_there_is_one_line_that_says_what_to_start(run_command: object) -> None:
    done = run_command("serve", "--interval", "60", env={"PREFECT_API_URL": "http://127.0.0.1:9/api"})  # type: ignore[operator]
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "http://127.0.0.1:9/api" in done.stderr
        and "prefect server start" in done.stderr
        and done.stderr.count("\n") == 1
    )
