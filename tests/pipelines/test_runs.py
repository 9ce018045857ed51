"""The row of a run in `ops.runs` whatever became of it, retries, and worker processes that a page kills."""

from __future__ import annotations

import errno
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import pipelines.ingest.batch
import pipelines.ingest.pool
import pipelines.ingest.run
import pipelines.retry
import pipelines.sources.files
import pipelines.sources.pages
from pipelines.ingest.run import PagesRejected
from tests.support.house import ask, ingest, page
from warehouse.checks.verify import verify
from warehouse.load.journal import KILLED, Journal, pending_records
from warehouse.load.publish import Workplace
from warehouse.values import Run


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(page(name), encoding="utf-8")
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def runs(database: Path) -> list[tuple[Any, ...]]:
    return ask(database, "SELECT status, stage, error FROM ops.runs ORDER BY run_id")


GOOD = ("published", "published", None)


# --- rows -------------------------------------------------------------------------------------------------------------


def test_run_that_fails_has_its_row_at_once(raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(raw, database)
    (raw / "a.txt").write_text(page("a", "Fever"), encoding="utf-8")

    def fail(*arguments: Any) -> Any:
        raise RuntimeError("a bug")

    for stage, owner, name in (
        ("planning", pipelines.ingest.run, "find_changes"),
        ("staging", pipelines.ingest.batch, "parse_page"),
        ("loading", pipelines.ingest.run, "load"),
        ("auditing", pipelines.ingest.run, "audit"),
        ("publishing", pipelines.ingest.run, "clear_staging"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fail)
            with pytest.raises(RuntimeError):
                ingest(raw, database, full=True)
        status, reached, error = runs(database)[-1]
        if stage == "publishing":
            assert (status, reached, error) == GOOD, "what is published is no failure"
        else:
            assert (status, reached) == ("failed", stage)
            assert error == "RuntimeError: a bug" + ("; page: a.txt" if stage == "staging" else "")
            assert ask(database, "SELECT count(*) FROM risks WHERE text = 'Fever'") == [(0,)]
    assert pending_records(Workplace(database).journal) == []
    assert verify(database)[1] == []


def test_strict_run_has_its_row_with_its_figures(raw: Path, database: Path) -> None:
    ingest(raw, database)
    (raw / "b.txt").write_bytes(b"\x00\x01" * 50)
    (raw / "d.txt").write_text(page("d"), encoding="utf-8")
    with pytest.raises(PagesRejected):
        ingest(raw, database, strict=True)
    found = ask(
        database,
        "SELECT status, stage, pages_seen, pages_loaded, pages_rejected, error LIKE '%--strict%b.txt%' FROM ops.runs ORDER BY run_id DESC LIMIT 1",
    )
    assert found == [("failed", "auditing", 4, 1, 1, True)]
    assert ask(database, "SELECT count(*) FROM procedures") == [(3,)]


def test_row_of_a_killed_run_comes_with_the_next(raw: Path, database: Path) -> None:
    ingest(raw, database)
    run = Run("20200101T000000000000-dead", pipelines.ingest.plan.now(), "some parser", ())
    Journal(Workplace(database).journal, run).reach("loading")
    ingest(raw, database)
    assert ("failed", "loading", KILLED) in runs(database)
    assert pending_records(Workplace(database).journal) == []
    ingest(raw, database)
    assert [status for status, *_ in runs(database)].count("failed") == 1


def test_first_run_that_fails_leaves_no_warehouse_and_has_its_row_with_the_next(
    call: Any, raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pipelines.ingest.run, "load", lambda *arguments: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            ingest(raw, database)
    assert not database.exists()
    done = call("status", "--db", database)
    assert (done.code, done.err) == (0, "") and "failed" in done.out and "ZeroDivisionError" in done.out
    ingest(raw, database)
    assert [status for status, *_ in runs(database)] == ["failed", "published"]


def test_damaged_entry_of_the_journal_is_passed_over(raw: Path, database: Path) -> None:
    folder = Workplace(database).journal
    folder.mkdir(parents=True)
    for name, text in (("a.json", "{"), ("b.json", "[]"), ("c.json", '{"x": 1}'), ("d.json", "[1, 2, 3]")):
        (folder / name).write_text(text, encoding="utf-8")
    ingest(raw, database)
    assert runs(database) == [GOOD]
    assert list(folder.iterdir()) == []


def test_status_tells_of_a_run_that_works(
    call: Any, raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(raw, database)
    seen = []
    load = pipelines.ingest.run.load

    def look(*arguments: Any) -> Any:
        seen.append(call("status", "--db", database))
        return load(*arguments)

    monkeypatch.setattr(pipelines.ingest.run, "load", look)
    ingest(raw, database)
    assert seen[0].code == 0 and "working" in seen[0].out and "loading" in seen[0].out
    assert "working" not in call("status", "--db", database).out


# --- errors that pass -------------------------------------------------------------------------------------------------


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waited: list[float] = []
    for module in (pipelines.ingest.batch, pipelines.retry, pipelines.sources.pages):
        monkeypatch.setattr(module.time, "sleep", waited.append)
    return waited


def hiccup(monkeypatch: pytest.MonkeyPatch, name: str, times: int, number: int = errno.ESTALE) -> None:
    """Reading one file fails some times."""
    inner, left = Path.read_bytes, [times]

    def read(self: Path) -> bytes:
        if self.name == name and left[0]:
            left[0] -= 1
            raise OSError(number, os.strerror(number), str(self))
        return inner(self)

    monkeypatch.setattr(Path, "read_bytes", read)


def test_error_that_passes_is_tried_again(
    raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    hiccup(monkeypatch, "b.txt", 2)
    assert ingest(raw, database).counts[:5] == (3, 3, 0, 0, 0)
    assert pauses == [0.5, 2.0]


def test_error_that_does_not_pass_costs_its_page_alone_and_only_for_this_run(
    raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    (raw / "b.txt.meta.json").write_text(json.dumps({"url": "https://example.org/b"}), encoding="utf-8")
    with monkeypatch.context() as patch:
        hiccup(patch, "b.txt", 99)
        summary = ingest(raw, database)
    assert summary.counts[:5] == (3, 2, 0, 0, 1)
    assert summary.rejections == (("https://example.org/b", os.strerror(errno.ESTALE)),)
    assert pauses == [0.5, 2.0, 8.0]
    assert ingest(raw, database).counts[:5] == (3, 1, 2, 0, 0)


def test_folder_that_cannot_be_listed_for_a_moment_is_listed_again(
    raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    inner, left = os.scandir, [2]

    def scan(path: Any) -> Any:
        if str(path) == str(raw) and left[0]:
            left[0] -= 1
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), str(path))
        return inner(path)

    monkeypatch.setattr(pipelines.sources.files.os, "scandir", scan)
    assert ingest(raw, database).counts[:5] == (3, 3, 0, 0, 0)
    assert pauses == [0.5, 2.0]


def test_error_that_will_not_pass_is_not_tried_again(
    raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    hiccup(monkeypatch, "b.txt", 1, errno.EACCES)
    assert ingest(raw, database).counts[:5] == (3, 2, 0, 0, 1)
    assert pauses == []


def test_container_that_breaks_off_is_read_on_where_it_broke_off(
    raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    lines = [json.dumps({"url": f"https://example.org/{name}", "text": page(name)}) for name in "xyz"]
    (raw / "more.jsonl").write_text("\n".join(lines), encoding="utf-8")
    inner, left = pipelines.sources.pages.read_members, [2]

    def read(path: Path) -> Any:
        for number, member in enumerate(inner(path)):
            if number == 1 and left[0]:
                left[0] -= 1
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            yield member

    monkeypatch.setattr(pipelines.sources.pages, "read_members", read)
    assert ingest(raw, database).counts[:5] == (6, 6, 0, 0, 0)
    assert pauses == [0.5, 2.0]


# --- pages that kill --------------------------------------------------------------------------------------------------

DEADLY = "deadly"


@pytest.mark.parametrize("deadly", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_page_that_kills_its_process_is_found_and_set_aside(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch, deadly: int
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(23):
        risk = f"Risk {number}" if number % 8 or number // 8 >= deadly else f"{DEADLY} {number}"
        (raw / f"{number:02}.txt").write_text(page(str(number), risk), encoding="utf-8")
    # What workers import instead of the module that they were told.
    (tmp_path / "deadly_worker.py").write_text(
        "import os, signal\nimport pipelines.ingest.batch, pipelines.ingest.worker\nfrom pipelines.ingest.worker import start_worker, run_on_worker as inner\n"
        "parse = pipelines.ingest.batch.parse_page\n"
        "def parse_page(page):\n"
        f"    if {DEADLY.encode()!r} in page.body: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return parse(page)\n"
        "def run_on_worker(*arguments):\n    pipelines.ingest.batch.parse_page = parse_page\n    return inner(*arguments)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    worker = importlib.import_module("deadly_worker")
    monkeypatch.setattr(pipelines.ingest.pool, "run_on_worker", worker.run_on_worker)
    monkeypatch.setattr(pipelines.ingest.pool, "BATCH_PAGES", 6)
    try:
        summary = ingest(raw, database, workers=2)
    finally:
        sys.modules.pop("deadly_worker", None)
    assert summary.counts[:5] == (23, 23 - deadly, 0, 0, deadly)
    assert [uri for uri, _ in summary.rejections] == [f"{8 * number:02}.txt" for number in range(deadly)]
    assert {reason for _, reason in summary.rejections} == {pipelines.ingest.pool.ENDED_ITS_PROCESS}
    assert ask(database, "SELECT count(*) FROM ops.quarantine") == [(deadly,)]
    assert verify(database)[1] == []
