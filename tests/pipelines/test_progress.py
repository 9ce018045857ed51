"""How far a run is: a bar on a terminal, plain lines in a log file, JSON lines for collectors."""

from __future__ import annotations

import fcntl
import io
import json
import logging
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest

import pipelines.reporting.progress
from pipelines.reporting.progress import Combined, Counting, JsonLines, Lines
from pipelines.schedule.logs import JsonConsole
from pipelines.values import Staged
from tests.support.prefect_parts import environment, runs, write_pages

COMMAND = "from pipelines.command import main; main()"


class Clock:
    """A clock that stands still until it is told."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pipelines.reporting.progress.time, "monotonic", clock.monotonic)
    return clock


def staged(parsed: int, skipped: int = 0, rejections: tuple[tuple[str, str], ...] = ()) -> Staged:
    return Staged("/somewhere/batch-000007", parsed, skipped, len(rejections), rejections)


# --- in words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "seconds", "words"),
    [
        (10_000, 10, "1,000 of 10,000 pages (100 pages/s, 1 min 30 s left)"),
        (1_000, 10, "1,000 of 1,000 pages (100 pages/s)"),
        (1_200, 10, "1,000 of 1,200 pages (100 pages/s, 2 s left)"),
        (1_000_000, 10, "1,000 of 1,000,000 pages (100 pages/s, 2 h 46 min left)"),
        (None, 10, "1,000 pages (100 pages/s)"),
    ],
)
def test_how_far_it_is(clock: Clock, total: int | None, seconds: float, words: str) -> None:
    progress = Counting()
    progress.begin("run", 1, total)
    clock.now += seconds
    progress.batch(staged(600, 390, (("a", "b"),) * 10))
    assert progress.far() == words


def test_no_page_and_no_time(clock: Clock) -> None:
    progress = Counting()
    progress.begin("run", 0, 0)
    assert progress.far() == "0 of 0 pages (0 pages/s)"


# --- lines ------------------------------------------------------------------------------------------------------------


def test_plain_line_comes_every_ten_seconds_and_no_oftener(clock: Clock) -> None:
    out = io.StringIO()
    progress = Lines(out)
    progress.begin("run", 100, 100_000)
    for _ in range(100):
        clock.now += 0.5
        progress.batch(staged(400))
    lines = out.getvalue().splitlines()
    assert len(lines) == 5
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d staging: 8,000 of 100,000 pages \(800 pages/s, 1 min 55 s left\)", lines[0]
    )
    assert "\r" not in out.getvalue() and "\x1b" not in out.getvalue()


def test_json_lines_name_the_pages(clock: Clock) -> None:
    out = io.StringIO()
    progress = JsonLines(out)
    progress.stage("planning")
    progress.begin("run-1", 3, None)
    clock.now += 2
    progress.batch(staged(2, 1, (("https://example.org/ä\n", 'no "text"'),)))
    progress.end("failed", error="why")
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(line["level"], line["message"]) for line in lines] == [
        ("info", "stage reached"),
        ("info", "staging begins"),
        ("warning", "page rejected"),
        ("info", "batch staged"),
        ("error", "run ended"),
    ]
    assert lines[1]["files"] == 3 and lines[1]["pages"] is None and lines[1]["run_id"] == "run-1"
    assert (lines[2]["page"], lines[2]["reason"]) == ("https://example.org/ä\n", 'no "text"')
    assert (lines[3]["batch"], lines[3]["pages_done"], lines[3]["pages_per_second"]) == ("batch-000007", 4, 2.0)
    assert (lines[4]["status"], lines[4]["error"]) == ("failed", "why")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", line["time"]) for line in lines)


def test_two_reports_are_told_the_same(clock: Clock) -> None:
    first, second = io.StringIO(), io.StringIO()
    progress = Combined(JsonLines(first), JsonLines(second))
    progress.stage("planning")
    progress.begin("run-1", 3, 3)
    progress.batch(staged(2, 1))
    progress.end("published", run_id="run-1", pages_seen=3)
    assert [line["message"] for line in map(json.loads, first.getvalue().splitlines())] == [
        "stage reached",
        "staging begins",
        "batch staged",
        "run ended",
    ]
    assert first.getvalue().count("\n") == second.getvalue().count("\n") == 4


def test_log_of_prefect_as_json_lines() -> None:
    """Warnings of anybody, but only errors of a run's own loggers: the run writes JSON lines itself."""
    out = io.StringIO()
    console = JsonConsole(out, styles={"log.web_url": "blue"})
    for name, level in (
        ("prefect.runner", logging.INFO),
        ("procwh", logging.WARNING),
        ("prefect.task_runs", logging.WARNING),
        ("prefect.flow_runs", logging.ERROR),
    ):
        try:
            raise ValueError("why")
        except ValueError:
            console.handle(logging.LogRecord(name, level, "", 0, "it is %s", (name,), sys.exc_info()))
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(line["level"], line["message"]) for line in lines] == [
        ("warning", "it is procwh"),
        ("error", "it is prefect.flow_runs"),
    ]
    assert lines[1]["logger"] == "prefect.flow_runs" and lines[1]["error"] == "ValueError: why"


# --- the command ------------------------------------------------------------------------------------------------------


def test_log_of_the_command_is_json_alone(call: Any, tmp_path: Path) -> None:
    write_pages(tmp_path / "raw", 5)
    (tmp_path / "raw" / "broken.txt").write_bytes(b"\x00\x01" * 50)
    done = call("ingest", "raw", "--db", "w.duckdb", "--log-json", "--workers", 1)
    assert (done.code, done.out) == (0, "")
    lines = [json.loads(line) for line in done.err.splitlines()]
    assert [line["stage"] for line in lines if "stage" in line] == [
        "planning",
        "staging",
        "loading",
        "auditing",
        "publishing",
    ]
    (rejected,) = [line for line in lines if line["level"] == "warning"]
    assert rejected["message"] == "page rejected" and rejected["page"].endswith("broken.txt")
    end = lines[-1]
    assert (end["message"], end["status"], end["pages_loaded"], end["pages_rejected"]) == (
        "run ended",
        "published",
        5,
        1,
    )
    assert len({line["run_id"] for line in lines if "run_id" in line}) == 1


def test_log_of_a_run_that_fails_ends_with_the_error(call: Any, tmp_path: Path) -> None:
    write_pages(tmp_path / "raw", 2)
    (tmp_path / "raw" / "broken.txt").write_bytes(b"\x00\x01" * 50)
    done = call("ingest", "raw", "--db", "w.duckdb", "--log-json", "--strict", "--workers", 1)
    assert done.code == 1
    *lines, last = done.err.splitlines()
    end = json.loads(lines[-1])
    assert (end["level"], end["status"]) == ("error", "failed") and "broken.txt" in end["error"]
    assert last.startswith("procwh: ") or json.loads(last)


def test_quick_run_says_nothing_but_its_result_in_a_log_file(call: Any, tmp_path: Path) -> None:
    write_pages(tmp_path / "raw", 2)
    done = call("ingest", "raw", "--db", "w.duckdb", "--workers", 1)
    assert (done.code, done.err) == (0, "") and done.out.count("\n") == 2


def on_a_terminal(folder: Path, env: dict[str, str], *arguments: str) -> str:
    """All that the command writes to a terminal of 120 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 120, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments], cwd=folder, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:
        pass  # Linux tells the end of a terminal so.
    finally:
        os.close(ours)
    assert process.wait(60) == 0, shown
    return shown.decode("utf-8", "replace")


def test_bar_on_a_terminal_shows_speed_and_time_left(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    write_pages(tmp_path / "raw", 60)
    env = environment(isolated_environment, tmp_path, batch_pages=5, TERM="xterm-256color")
    env.pop("NO_COLOR")
    env.pop("COLUMNS")
    shown = on_a_terminal(tmp_path, env, "ingest", "raw", "--db", "w.duckdb", "--workers", "1")
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert re.search(r"staging .*\d+ of 60 pages \([\d,]+ pages/s, \d+ s left\)", plain), plain
    assert max(len(line) for line in re.split(r"[\r\n]+", plain)) <= 120, "a bar is one line"
    assert "60 pages seen: 60 loaded" in plain.splitlines()[-2], "the bar is gone at the end"
    assert runs(tmp_path / "w.duckdb") == [("published", "published", None, 60, 60)]
