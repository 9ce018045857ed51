"""The verbs of an operator: diff, quarantine, the drift inbox, settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pipelines.ingest.batch
from pipelines.ingest.run import ingest
from schemas.rows import RisksRow

PAGE = """Imaging of the {place}; single view

HCPCS code

Name of the Procedure:

{place} Scan

Risks and Complications

  • Bleeding

Similar Codes
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for place in ("Knee", "Hip", "Elbow"):
        (folder / f"{place.lower()}.txt").write_text(PAGE.format(place=place), encoding="utf-8")
    return folder


@pytest.fixture
def database(tmp_path: Path, raw: Path) -> Path:
    path = tmp_path / "var" / "p.duckdb"
    ingest([raw], path, raw)
    return path


def test_diff_says_what_would_change_and_changes_nothing(call: Any, raw: Path, database: Path) -> None:
    before = database.read_bytes()
    knee = raw / "knee.txt"
    knee.write_text(
        knee.read_text(encoding="utf-8").replace("• Bleeding", "• Bleeding\n  • Swelling"), encoding="utf-8"
    )
    (raw / "wrist.txt").write_text(PAGE.format(place="Wrist"), encoding="utf-8")
    done = call("diff", raw, "--db", database, "--json")
    assert done.code == 0
    found = json.loads(done.out)
    assert (found["pages"]["loaded"], found["pages"]["unchanged"]) == (2, 2)
    tables = {table["table"]: table for table in found["tables"]}
    assert (tables["risks"]["added"], tables["risks"]["removed"]) == (2, 0)
    assert (tables["procedures"]["added"], tables["pages"]["added"], tables["pages"]["changed"]) == (1, 1, 1)
    assert any(sample["sign"] == "+" and sample["row"]["text"] == "Swelling" for sample in tables["risks"]["samples"])
    assert database.read_bytes() == before
    assert sorted(path.name for path in database.parent.iterdir()) == [".p.duckdb.work", "p.duckdb"]


def test_diff_exit_code(call: Any, raw: Path, database: Path) -> None:
    assert call("diff", raw, "--db", database, "--exit-code").code == 0
    (raw / "wrist.txt").write_text(PAGE.format(place="Wrist"), encoding="utf-8")
    assert call("diff", raw, "--db", database).code == 0
    assert call("diff", raw, "--db", database, "--exit-code").code == 1


def test_diff_agrees_with_the_ingest_that_follows(call: Any, raw: Path, database: Path) -> None:
    (raw / "wrist.txt").write_text(PAGE.format(place="Wrist"), encoding="utf-8")
    announced = json.loads(call("diff", raw, "--db", database, "--json").out)["pages"]
    done = ingest([raw], database, raw).counts
    assert announced == done._asdict()
    assert json.loads(call("diff", raw, "--db", database, "--json").out)["tables"] == []


def test_quarantine_lists_by_reason_and_replays(
    call: Any, raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "empty.txt").write_text("", encoding="utf-8")
    rows = pipelines.ingest.batch.page_rows

    def broken(parsed: Any, page: Any) -> Any:
        found = rows(parsed, page)
        if page.uri == "wrist.txt":
            found[RisksRow] = [row._replace(frequency="now and then") for row in found[RisksRow]]
        return found

    monkeypatch.setattr(pipelines.ingest.batch, "page_rows", broken)
    (raw / "wrist.txt").write_text(PAGE.format(place="Wrist"), encoding="utf-8")
    ingest([raw], database, raw)
    monkeypatch.setattr(pipelines.ingest.batch, "page_rows", rows)
    monkeypatch.setenv("PROCWH_RAW", str(raw))
    listed = json.loads(call("quarantine", "list", "--db", database, "--json").out)
    assert {(row["table"], row["for example"]) for row in listed} == {("pages", "empty.txt"), ("risks", "wrist.txt")}
    (raw / "empty.txt").write_text(PAGE.format(place="Ankle"), encoding="utf-8")
    done = call("quarantine", "replay", "--db", database)
    assert done.code == 0, done
    assert "2 loaded" in done.out
    assert json.loads(call("quarantine", "list", "--db", database, "--json").out) == []
    found = json.loads(call("sql", "SELECT count(*) AS n FROM risks", "--db", database, "--json").out)
    assert found == [{"n": 5}]
    assert call("verify", "--db", database).code == 0
    nothing = call("quarantine", "replay", "--db", database)
    assert (nothing.code, nothing.err) == (0, "") and "nothing is in quarantine" in nothing.out


def test_replay_leaves_what_still_fails(call: Any, raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCWH_RAW", str(raw))
    (raw / "empty.txt").write_text("", encoding="utf-8")
    ingest([raw], database, raw)
    assert call("quarantine", "replay", "--db", database).code == 0
    listed = json.loads(call("quarantine", "list", "--db", database, "--json").out)
    assert [row["for example"] for row in listed] == ["empty.txt"]


def test_replay_for_a_reason_that_is_not_there_is_refused(
    call: Any, raw: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROCWH_RAW", str(raw))
    nothing = call("quarantine", "replay", "--db", database, "--reason", "nonsense")
    assert nothing.code == 0 and "nothing is in quarantine" in nothing.out
    (raw / "empty.txt").write_text("", encoding="utf-8")
    ingest([raw], database, raw)
    (reason,) = [row["reason"] for row in json.loads(call("quarantine", "list", "--db", database, "--json").out)]
    refused = call("quarantine", "replay", "--db", database, "--reason", "nonsense")
    assert (refused.code, refused.out) == (2, "") and refused.err.count("\n") == 1
    assert "'nonsense'" in refused.err and repr(reason) in refused.err
    (raw / "empty.txt").write_text(PAGE.format(place="Ankle"), encoding="utf-8")
    done = call("quarantine", "replay", "--db", database, "--reason", reason.upper())
    assert done.code == 0 and "1 loaded" in done.out


def test_drift_ranks_unknown_headings_and_suggests_a_section(call: Any, raw: Path, database: Path) -> None:
    for number in range(3):
        text = f"<h1>Scan {number}</h1><h2>Benefits</h2><p>Clear pictures.</p><h2>Aftercare Guidance</h2><p>Rest.</p>"
        if number:
            text += "<h2>Zebra Crossing</h2><p>Black and white.</p>"
        (raw / f"site-{number}.html").write_text(text, encoding="utf-8")
    ingest([raw], database, raw)
    found = json.loads(call("status", "--drift", "--db", database, "--json").out)
    assert [(row["heading"], row["pages"], row["perhaps"]) for row in found] == [
        ("Aftercare Guidance", 3, "recovery"),
        ("Zebra Crossing", 2, None),
    ]
    assert found[0]["text"] == "Rest."


def test_settings_show_where_each_value_came_from(run_command: Any, tmp_path: Path) -> None:
    (tmp_path / "procwh.toml").write_text("gate_rejected = 0.5\nworkers = 3\n", encoding="utf-8")
    (tmp_path / ".env").write_text("PROCWH_WORKERS=2\n", encoding="utf-8")
    done = run_command("settings", cwd=tmp_path, env={"PROCWH_DB": "elsewhere.duckdb"})
    lines = {line.split()[0]: line.split() for line in done.stdout.splitlines() if line.startswith("PROCWH_")}
    assert lines["PROCWH_DB"][1:3] == ["elsewhere.duckdb", "PROCWH_DB"]
    assert lines["PROCWH_WORKERS"][1:3] == ["2", ".env"]
    assert lines["PROCWH_GATE_REJECTED"][1:3] == ["0.5", "procwh.toml"]
    assert lines["PROCWH_RAW"][1:3] == ["raw", "default"]


@pytest.mark.parametrize(
    ("environment", "toml", "named"),
    [
        ({"PROCWH_WORKRES": "2"}, "", "PROCWH_WORKRES"),
        ({"PROCWH_WORKERS": "many"}, "", "PROCWH_WORKERS"),
        ({}, "gate_rejected = 7\n", "PROCWH_GATE_REJECTED"),
        ({}, "unheard = 1\n", "unheard"),
        ({}, "= nonsense", "procwh.toml"),
    ],
)
def test_wrong_settings_are_named(
    run_command: Any, tmp_path: Path, environment: dict[str, str], toml: str, named: str
) -> None:
    if toml:
        (tmp_path / "procwh.toml").write_text(toml, encoding="utf-8")
    done = run_command("status", cwd=tmp_path, env=environment)
    assert done.returncode == 2
    assert named in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
