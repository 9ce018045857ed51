"""The published file and its surroundings: links, modes, signals, clocks, and what may be taken away in mid-run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import pipelines.ingest.batch
import pipelines.ingest.run
from pipelines.ingest.plan import IngestOptions, make_plan
from tests.support.house import ask, ingest, page
from warehouse.checks.verify import verify
from warehouse.errors import WarehouseError
from warehouse.load.publish import Workplace, held, is_held


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(page(name), encoding="utf-8")
    return folder


def test_link_to_the_warehouse_stays_one(tmp_path: Path, raw: Path) -> None:
    real, link = tmp_path / "disk" / "w.duckdb", tmp_path / "w.duckdb"
    real.parent.mkdir()
    ingest(raw, real)
    link.symlink_to(real)
    (raw / "c.txt").write_text(page("c"), encoding="utf-8")
    ingest(raw, link)
    assert link.is_symlink()
    assert ask(real, "SELECT count(*) FROM procedures") == [(3,)]
    with held(Workplace(real)), pytest.raises(WarehouseError, match="is writing"):
        ingest(raw, link)


def test_mode_of_the_published_file_is_kept(tmp_path: Path, raw: Path) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    database.chmod(0o640)
    (raw / "c.txt").write_text(page("c"), encoding="utf-8")
    ingest(raw, database)
    assert stat.S_IMODE(database.stat().st_mode) == 0o640


def test_staged_batches_that_are_taken_away_are_no_pages(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    load = pipelines.ingest.run.load

    def without(connection: Any, shards: Any, *rest: Any) -> Any:
        shutil.rmtree(Workplace(database).staging)
        return load(connection, shards, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(pipelines.ingest.run, "load", without)
        with pytest.raises(WarehouseError, match="run the same ingest again"):
            ingest(raw, database, full=True)
    assert ask(database, "SELECT count(*) FROM procedures") == [(2,)]
    assert ingest(raw, database).counts[:3] == (2, 0, 2)


def test_page_whose_sidecar_cannot_be_read_keeps_its_identity(tmp_path: Path, raw: Path) -> None:
    database, sidecar = tmp_path / "w.duckdb", raw / "a.txt.meta.json"
    sidecar.write_text(json.dumps({"url": "https://example.org/a"}), encoding="utf-8")
    ingest(raw, database)
    sidecar.unlink()
    sidecar.mkdir()
    summary = ingest(raw, database)
    assert "sidecar cannot be read" in summary.rejections[0][1]
    statuses = "SELECT source_uri, status FROM pages ORDER BY ALL"
    assert ("https://example.org/a", "current") in ask(database, statuses)
    sidecar.rmdir()
    sidecar.write_text(json.dumps({"url": "https://example.org/a"}), encoding="utf-8")
    ingest(raw, database)
    assert dict(ask(database, statuses))["https://example.org/a"] == "current"
    assert verify(database)[1] == []


def test_run_that_waited_is_younger_than_the_one_that_it_waited_for(tmp_path: Path, raw: Path) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    plan = make_plan([raw], database, raw, IngestOptions(workers=1, wait=20))
    runs: list[str] = []

    def second() -> None:
        with pipelines.ingest.run.writing(plan) as named:
            runs.append(named.run.run_id)

    with held(Workplace(database)):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.3)
        before = make_plan([raw], database, raw).run.run_id
    thread.join()
    assert runs[0] > before > plan.run.run_id
    assert not is_held(Workplace(database))


# A run that takes its time in a batch, until it is told twice.
SLOW = """
import sys, time
import pipelines.ingest.batch
inner = pipelines.ingest.batch.parse_page

def slow(page):
    print("parsing", flush=True)
    time.sleep(60)
    return inner(page)

pipelines.ingest.batch.parse_page = slow
from pipelines.command import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["interrupt", "terminate"])
def test_run_that_is_told_twice_ends_at_once(
    tmp_path: Path, raw: Path, isolated_environment: dict[str, str], number: int
) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    (raw / "a.txt").write_text(page("a", "Fever"), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, "ingest", str(raw), "--db", str(database), "--workers", "1"],
        env=isolated_environment,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "parsing\n"
    began = time.monotonic()
    process.send_signal(number)
    time.sleep(0.05)
    if process.poll() is None:
        os.kill(process.pid, number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 1 and time.monotonic() - began < 15
    assert "Traceback" not in err
    assert ingest(raw, database).counts[:2] == (2, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full to write to")
@pytest.mark.parametrize("where", ["> /dev/full", "| true"], ids=["full", "gone"])
def test_output_that_cannot_be_written_does_not_make_a_published_run_a_failure(
    tmp_path: Path, raw: Path, isolated_environment: dict[str, str], where: str
) -> None:
    database = tmp_path / "w.duckdb"
    command = f"set -o pipefail; '{sys.executable}' -c 'from pipelines.command import main; main()' ingest '{raw}' --db '{database}' --json {where}"
    done = subprocess.run(
        ["bash", "-c", command], env=isolated_environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done
    assert "Traceback" not in done.stderr and "nothing was published" not in done.stderr
    assert ask(database, "SELECT status FROM ops.runs") == [("published",)]


def test_damaged_file_is_left_as_it_is(tmp_path: Path, raw: Path, call: Any) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    body = bytearray(database.read_bytes())
    for place in range(12288, len(body), 4096):
        body[place : place + 8] = b"XXXXXXXX"
    database.write_bytes(body)
    (raw / "a.txt").write_text(page("a", "Fever"), encoding="utf-8")
    done = call("ingest", raw, "--db", database)
    assert done.code == 1 and done.err.count("\n") == 1 and "move it away" in done.err, done
    assert database.read_bytes() == bytes(body)


def test_failed_run_leaves_no_copy_behind(tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "w.duckdb"
    ingest(raw, database)
    (raw / "c.txt").write_text(page("c"), encoding="utf-8")

    def full(*arguments: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pipelines.ingest.run, "publish", full)
    with pytest.raises(OSError, match="No space"):
        ingest(raw, database)
    assert list(Workplace(database).folder.glob("*.duckdb*")) == []


def test_what_fails_after_publishing_is_no_failed_run(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "w.duckdb"
    monkeypatch.setattr(pipelines.ingest.run, "tell_drift", lambda *arguments: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        ingest(raw, database)
    assert ask(database, "SELECT status, error FROM ops.runs") == [("published", None)]


def test_page_that_takes_more_memory_than_there_is_is_set_aside(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = pipelines.ingest.batch.parse_page

    def hungry(page: Any) -> Any:
        if b"b; single" in page.body:
            raise MemoryError
        return parse(page)

    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", hungry)
    for name in "cdef":
        (raw / f"{name}.txt").write_text(page(name), encoding="utf-8")
    summary = ingest(raw, tmp_path / "w.duckdb")
    assert summary.counts[:5] == (6, 5, 0, 0, 1)
    assert summary.rejections == (("b.txt", "there is not enough memory to parse it"),)


def test_closed_gate_names_the_pages_that_closed_it(tmp_path: Path, raw: Path, call: Any) -> None:
    database = tmp_path / "w.duckdb"
    for number in range(10):
        (raw / f"{number}.txt").write_text(page(str(number)), encoding="utf-8")
    ingest(raw, database)
    for number in range(8):
        (raw / f"{number}.txt").write_bytes(b"\x00\x01" * 40)
    for arguments in (["ingest"], ["diff"]):
        done = call(*arguments, raw, "--db", database)
        assert done.code == 1
        assert all(f"rejected {number}.txt: " in done.err for number in range(8)), done.err
