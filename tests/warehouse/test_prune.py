"""`procwh prune`: what is old goes, what is current stays, and nothing that is kept is worse for it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import pipelines.ingest.plan
import pipelines.ingest.run
from pipelines.ingest.plan import IngestOptions
from tests.support.house import ask, page
from warehouse.checks.verify import verify
from warehouse.load.publish import Workplace, held

TODAY = datetime(2026, 11, 22, 12)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def database(tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse with runs 40, 30, 20 and 10 days ago; page a changes in each, b is there from the second on, then a copy of c."""
    path = tmp_path / "w.duckdb"
    for days, risk in ((40, "Fever"), (30, "Chills"), (20, "Rash"), (10, "Pain")):
        monkeypatch.setattr(pipelines.ingest.plan, "now", lambda days=days: TODAY - timedelta(days=days))
        (raw / "a.txt").write_text(page("a", risk), encoding="utf-8")
        (raw / "c.txt").write_text(page("c", "Swelling"), encoding="utf-8")
        if days <= 30:
            (raw / "b.txt").write_text(page("b", "Bruise") if days == 30 else page("c", "Swelling"), encoding="utf-8")
        pipelines.ingest.run.ingest([raw], path, raw, IngestOptions(workers=1))
    monkeypatch.setattr(pipelines.ingest.plan, "now", lambda: TODAY)
    return path


MAIN = "SELECT procedure_id, text FROM risks ORDER BY ALL"
HISTORY = "SELECT text, change FROM history.risks ORDER BY valid_from, text"


def test_dry_run_says_what_would_go_and_removes_nothing(call: Any, database: Path) -> None:
    before = database.read_bytes()
    done = call("prune", "--db", database, "--keep-days", "15", "--dry-run", "--json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert (found["versions"], found["runs"], found["dry_run"]) == (3, 3, True)
    assert found["rows"] > 3
    assert database.read_bytes() == before


def test_what_is_old_goes_and_what_is_current_stays(call: Any, database: Path) -> None:
    current = ask(database, MAIN)
    assert [text for text, _ in ask(database, HISTORY)] == ["Fever", "Swelling", "Bruise", "Chills", "Rash", "Pain"]
    done = call("prune", "--db", database, "--keep-days", "15")
    assert done.code == 0 and done.out.startswith("removed, older than 15 days")
    assert ask(database, MAIN) == current
    assert [text for text, _ in ask(database, HISTORY)] == ["Swelling", "Rash", "Pain"]
    assert ask(database, "SELECT count(*) FROM ops.runs") == [(1,)]
    assert ask(database, "SELECT count(*) FROM archive.pages") == ask(
        database, "SELECT count(*) FROM ops.versions WHERE valid_to IS NOT NULL"
    )
    assert verify(database)[1] == []
    assert "removed" in call("prune", "--db", database, "--keep-days", "15").out
    assert verify(database)[1] == []


def test_everything_superseded_goes_and_the_newest_run_stays(call: Any, database: Path) -> None:
    current = ask(database, MAIN)
    assert call("prune", "--db", database, "--keep-days", "0").code == 0
    assert ask(database, MAIN) == current
    assert ask(database, "SELECT count(*) FROM ops.versions WHERE valid_to IS NOT NULL") == [(0,)]
    assert ask(database, "SELECT status FROM ops.runs") == [("published",)]
    assert verify(database)[1] == []


def test_versions_go_on_after_pruning(call: Any, database: Path, raw: Path) -> None:
    call("prune", "--db", database, "--keep-days", "15")
    (raw / "a.txt").write_text(page("a", "Cough"), encoding="utf-8")
    (raw / "b.txt").write_text(page("b", "Thirst"), encoding="utf-8")
    pipelines.ingest.run.ingest([raw], database, raw, IngestOptions(workers=1))
    assert verify(database)[1] == []
    keys = ask(database, "SELECT version_id FROM ops.versions")
    assert len(keys) == len(set(keys))
    assert [text for text, _ in ask(database, HISTORY)] == ["Swelling", "Rash", "Pain", "Cough", "Thirst"]


def test_nothing_old_changes_nothing(call: Any, database: Path) -> None:
    before = database.read_bytes()
    done = call("prune", "--db", database)
    assert (done.code, done.err) == (0, "") and "365 days" in done.out
    assert database.read_bytes() == before


def test_file_becomes_smaller(call: Any, database: Path, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        monkeypatch.setattr(
            pipelines.ingest.plan, "now", lambda number=number: TODAY - timedelta(days=9, minutes=-number)
        )
        text = "".join(f"  • Risk {number} {place} {hash((number, place))}\n" for place in range(4000))
        (raw / "a.txt").write_text(page("a", "Cough").replace("  • Cough\n", text), encoding="utf-8")
        pipelines.ingest.run.ingest([raw], database, raw, IngestOptions(workers=1, accept=True))
    monkeypatch.setattr(pipelines.ingest.plan, "now", lambda: TODAY)
    size = database.stat().st_size
    assert call("prune", "--db", database, "--keep-days", "0").code == 0
    assert database.stat().st_size < size * 0.8


def test_old_staged_batches_go_and_young_ones_stay(call: Any, database: Path) -> None:
    staging = Workplace(database).staging
    for name in ("20261001T000000000000-aaaa", "20261121T000000000000-bbbb"):
        (staging / name / "batch-000000").mkdir(parents=True)
        (staging / name / "batch-000000" / "pages.parquet").write_bytes(b"x" * 100)
    done = call("prune", "--db", database, "--keep-days", "15", "--json")
    assert (json.loads(done.out)["staged"], json.loads(done.out)["staged_bytes"]) == (1, 100)
    assert [folder.name for folder in staging.iterdir()] == ["20261121T000000000000-bbbb"]


def test_prune_waits_for_nobody_and_says_who_holds_it(call: Any, database: Path, tmp_path: Path) -> None:
    with held(Workplace(database)):
        done = call("prune", "--db", database, "--keep-days", "0")
    assert done.code == 1 and "is writing" in done.err and done.err.count("\n") == 1
    missing = call("prune", "--db", tmp_path / "none.duckdb")
    assert missing.code == 1 and "there is no warehouse" in missing.err
