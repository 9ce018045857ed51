"""Many at once: readers during publishes see one state or another and never an error; of two writers one works."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.support.house import ingest, page, state
from warehouse.checks.verify import verify

READERS = 8
PUBLISHES = 10

# Several questions in one connection: their answers must belong to one run. Loops until a file says that it is over.
READER = """
import json, pathlib, sys, time, traceback
import duckdb

database, over = sys.argv[1], pathlib.Path(sys.argv[2])
seen, rounds, errors = {}, 0, []
print("ready", flush=True)
while True:
    is_last = over.exists()
    try:
        with duckdb.connect(database, read_only=True) as connection:
            def ask(sql):
                return connection.execute(sql).fetchall()
            run, procedures = ask("SELECT run_id, procedures FROM ops.runs ORDER BY run_id DESC LIMIT 1")[0]
            found = [ask("SELECT count(*) FROM procedures")[0][0]]
            if rounds % 3 == 0:
                time.sleep(0.05)
            found.append(ask("SELECT count(*) FROM pages WHERE status = 'current'")[0][0])
            found.append(sorted(row[0] for row in ask("SELECT DISTINCT text FROM risks")))
            found.append(ask("SELECT count(*) FROM history.risks")[0][0])
            found.append(ask("SELECT run_id FROM ops.runs ORDER BY run_id DESC LIMIT 1")[0][0])
        answers = [procedures, *found]
        if seen.setdefault(run, answers) != answers:
            errors.append(f"two answers of run {run}: {seen[run]} and {answers}")
    except Exception:
        errors.append(traceback.format_exc())
    rounds += 1
    if is_last or len(errors) > 5:
        break
    time.sleep(0.1)
print(json.dumps({"seen": seen, "rounds": rounds, "errors": errors}))
"""
# An ingest that stops while it holds the warehouse, until a file says that it may go on.
HOLDER = """
import pathlib, sys, time
import pipelines.ingest.run
import pipelines.ingest.plan
import pipelines.ingest.pool

load, go = pipelines.ingest.run.load, pathlib.Path(sys.argv.pop(1))

def waits(*arguments):
    print("holding", flush=True)
    while not go.exists():
        time.sleep(0.02)
    return load(*arguments)

pipelines.ingest.run.load = waits
from pipelines.command import main
main()
"""


def write(raw: Path, number: int) -> None:
    """Now four pages with one risk, now three with another: each run has its own."""
    raw.mkdir(exist_ok=True)
    for place in range(4):
        path = raw / f"{place}.txt"
        if place == 3 and number % 2:
            path.unlink(missing_ok=True)
        else:
            path.write_text(page(f"joint {place}", f"Risk of run {number}"), encoding="utf-8")


Processes = list["subprocess.Popen[str]"]


@pytest.fixture
def processes() -> Iterator[Processes]:
    """Processes that a test starts; none of them outlives it."""
    started: Processes = []
    yield started
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def start(processes: Processes, isolated_environment: dict[str, str], tmp_path: Path) -> Any:
    """Start a program that says a word when it is ready."""

    def run(program: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", program, *map(str, arguments)],
            cwd=tmp_path,
            env=isolated_environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    return run


def wait_for(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None and process.stderr is not None
    line = process.stdout.readline()
    assert line.strip() == word, line + (process.stderr.read() if not line else "")


def test_readers_see_one_state_or_another_while_runs_are_published(tmp_path: Path, start: Any) -> None:
    raw, database, over = tmp_path / "raw", tmp_path / "w.duckdb", tmp_path / "over"
    write(raw, 0)
    runs = [ingest(raw, database).run_id]
    readers = [start(READER, database, over) for _ in range(READERS)]
    for reader in readers:
        wait_for(reader, "ready")
    for number in range(1, PUBLISHES + 1):
        write(raw, number)
        runs.append(ingest(raw, database).run_id)
    over.touch()
    found = []
    for reader in readers:
        out, err = reader.communicate(timeout=60)
        assert err == ""
        found.append(json.loads(out.splitlines()[-1]))
    expected = {}
    for number, run in enumerate(runs):
        # The fourth page stands aside in every other run, and keeps the rows that it had.
        texts = sorted({f"Risk of run {number}", f"Risk of run {number - number % 2}"})
        current = 3 if number % 2 else 4
        versions = sum(4 - earlier % 2 for earlier in range(number + 1))
        expected[run] = [4, 4, current, texts, versions, run]
    for answers in found:
        assert answers["errors"] == []
        assert {run: expected[run] for run in answers["seen"]} == answers["seen"]
        assert runs[-1] in answers["seen"], "a reader that opens it after the last publish sees that"
        assert answers["rounds"] >= PUBLISHES
    assert len({run for answers in found for run in answers["seen"]}) > 2, "readers came between publishes"
    assert verify(database)[1] == []


def test_reader_that_stays_open_keeps_its_state_through_many_publishes(tmp_path: Path, run_command: Any) -> None:
    raw, database = tmp_path / "raw", tmp_path / "w.duckdb"
    write(raw, 0)
    ingest(raw, database)
    program = """
import subprocess, sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
questions = ["SELECT * FROM risks ORDER BY ALL", "SELECT run_id FROM ops.runs ORDER BY ALL", "SELECT * FROM history.pages ORDER BY ALL"]
before = [connection.execute(sql).fetchall() for sql in questions[:2]]
for risk in ("Fever", "Chills"):
    open(sys.argv[2] + "/0.txt", "a").write(f"\\n\\nBenefits\\n\\n  • {risk}\\n")
    subprocess.run([sys.executable, "-c", "from pipelines.command import main; main()", "ingest", sys.argv[2], "--db", sys.argv[1]], check=True, stdout=subprocess.DEVNULL)
after = [connection.execute(sql).fetchall() for sql in questions]
assert after[:2] == before and len(after[2]) == 4, (before, after)
connection.close()
connection = duckdb.connect(sys.argv[1], read_only=True)
assert len(connection.execute(questions[1]).fetchall()) == 3
"""
    done = run_command(database, raw, program=program)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_of_two_ingests_at_once_one_works_and_the_other_names_it(tmp_path: Path, start: Any, run_command: Any) -> None:
    raw, database, go = tmp_path / "raw", tmp_path / "w.duckdb", tmp_path / "go"
    write(raw, 0)
    ingest(raw, database)
    old = database.read_bytes()
    write(raw, 2)
    holder = start(HOLDER, go, "ingest", raw, "--db", database, "--workers", "1")
    wait_for(holder, "holding")
    second = run_command("ingest", raw, "--db", database)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith("procwh: ") and second.stderr.count("\n") == 1
    assert f"process {holder.pid}" in second.stderr and str(database) in second.stderr
    assert database.read_bytes() == old
    # Readers are let in meanwhile.
    asked = run_command("sql", "SELECT DISTINCT text FROM risks", "--db", database, "--csv")
    assert (asked.returncode, asked.stdout) == (0, "text\r\nRisk of run 0\r\n")
    go.touch()
    out, err = holder.communicate(timeout=60)
    assert (holder.returncode, err) == (0, ""), "the second did not disturb it"
    assert "4 loaded" in out
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute("SELECT DISTINCT text FROM risks").fetchall() == [("Risk of run 2",)]
        assert connection.execute("SELECT count(*) FROM ops.runs").fetchall() == [(2,)]


def test_lock_of_a_killed_ingest_is_free(tmp_path: Path, start: Any) -> None:
    raw, database = tmp_path / "raw", tmp_path / "w.duckdb"
    write(raw, 0)
    holder = start(HOLDER, tmp_path / "never", "ingest", raw, "--db", database, "--workers", "1")
    wait_for(holder, "holding")
    os.kill(holder.pid, signal.SIGKILL)
    assert holder.wait(10) == -signal.SIGKILL
    assert ingest(raw, database).counts[:2] == (4, 4)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT], ids=["terminated", "interrupted"])
def test_ingest_that_is_stopped_publishes_nothing_and_frees_the_lock(tmp_path: Path, start: Any, end: int) -> None:
    raw, database = tmp_path / "raw", tmp_path / "w.duckdb"
    write(raw, 0)
    ingest(raw, database)
    old = state(database)
    write(raw, 2)
    holder = start(HOLDER, tmp_path / "never", "ingest", raw, "--db", database, "--workers", "1")
    wait_for(holder, "holding")
    holder.send_signal(end)
    out, err = holder.communicate(timeout=20)
    assert (holder.returncode, out, err) == (1, "", "procwh: interrupted; nothing was published\n")
    assert state(database) == old
    with duckdb.connect(str(database), read_only=True) as connection:
        ended = connection.execute("SELECT status, stage, error FROM ops.runs ORDER BY run_id DESC LIMIT 1").fetchone()
    assert ended == ("failed", "loading", "interrupted")
    assert ingest(raw, database).counts[:2] == (4, 4)


def test_ingests_into_two_warehouses_do_not_wait_for_each_other(tmp_path: Path, start: Any) -> None:
    raw = tmp_path / "raw"
    write(raw, 0)
    holder = start(HOLDER, tmp_path / "go", "ingest", raw, "--db", tmp_path / "one.duckdb", "--workers", "1")
    wait_for(holder, "holding")
    assert ingest(raw, tmp_path / "two.duckdb").counts[:2] == (4, 4)
    (tmp_path / "go").touch()
    assert "4 loaded" in holder.communicate(timeout=60)[0]


def test_ingests_one_after_another_from_many_processes(tmp_path: Path, start: Any) -> None:
    """Whoever comes while another works is sent away; what is published is whole, and every run that ended well is in it."""
    raw, database = tmp_path / "raw", tmp_path / "w.duckdb"
    write(raw, 0)
    program = "from pipelines.command import main; main()"
    crowd = [start(program, "ingest", raw, "--db", database, "--json", "--workers", "1") for _ in range(4)]
    ended = [(process, *process.communicate(timeout=120)) for process in crowd]
    good = [json.loads(out.splitlines()[-1])["run_id"] for process, out, _ in ended if process.returncode == 0]
    for process, out, err in ended:
        if process.returncode:
            assert (process.returncode, out) == (1, "")
            assert err.startswith("procwh: another ingest (process ") and err.count("\n") == 1, err
    with duckdb.connect(str(database), read_only=True) as connection:
        assert sorted(good) == [
            row[0] for row in connection.execute("SELECT run_id FROM ops.runs ORDER BY ALL").fetchall()
        ]
    assert good
    assert verify(database)[1] == []


def test_reader_that_holds_the_file_open_does_not_stop_a_writer(tmp_path: Path, start: Any) -> None:
    raw, database = tmp_path / "raw", tmp_path / "w.duckdb"
    write(raw, 0)
    ingest(raw, database)
    reader = start(
        "import duckdb, sys, time\nc = duckdb.connect(sys.argv[1], read_only=True)\nprint('open', flush=True)\ntime.sleep(60)",
        database,
    )
    wait_for(reader, "open")
    write(raw, 2)
    began = time.monotonic()
    assert ingest(raw, database).counts[:2] == (4, 4)
    assert time.monotonic() - began < 30 and reader.poll() is None
