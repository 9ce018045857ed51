"""The journal of runs on disk: records by field name, those of the first release too, and files that are no record."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from schemas.model import column_names
from schemas.tables.bookkeeping import Runs
from warehouse.load.journal import KILLED, Journal, RunRecord, insert_pending, insert_record, pending_records
from warehouse.schema.database import open_writer
from warehouse.values import Counts, Run

STARTED, FINISHED = datetime(2026, 1, 2, 3, 4, 5, 678901), datetime(2026, 1, 2, 3, 5, 6)
COUNTS = Counts(seen=10, loaded=4, unchanged=3, duplicate=2, rejected=1, gone=5, procedures=7)
RUN = Run("20260102T030405678901-aaaa", STARTED, "parser", ())
# As the first release wrote it, byte for byte.
FIRST_RELEASE = (
    '["20260102T030405678901-aaaa", "2026-01-02T03:04:05.678901", "parser", "auditing", "gate_closed", "the gate is closed",'
    ' "2026-01-02T03:05:06", [10, 4, 3, 2, 1, 5, 7]]'
)
FIRST_RELEASE_KILLED = (
    '["20260102T030405678901-aaaa", "2026-01-02T03:04:05.678901", "parser", "staging", "running", null, null,'
    " [0, 0, 0, 0, 0, 0, 0]]"
)


def closed(folder: Path) -> RunRecord:
    """A run that ended at the gate, with its file in the journal."""
    journal = Journal(folder, RUN)
    journal.reach("auditing", COUNTS)
    journal.end("gate_closed", FINISHED, "the gate is closed")
    return journal.record


def test_record_is_written_by_name_and_read_again(tmp_path: Path) -> None:
    record = closed(tmp_path)
    (file,) = tmp_path.iterdir()
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "run_id": RUN.run_id,
        "started_at": "2026-01-02T03:04:05.678901",
        "parser_version": "parser",
        "stage": "auditing",
        "status": "gate_closed",
        "error": "the gate is closed",
        "finished_at": "2026-01-02T03:05:06",
        "counts": COUNTS._asdict(),
    }
    assert pending_records(tmp_path) == [record]


def test_record_of_the_first_release_is_the_same_record(tmp_path: Path) -> None:
    expected = closed(tmp_path / "now")
    (tmp_path / f"{RUN.run_id}.json").write_text(FIRST_RELEASE, encoding="utf-8")
    assert pending_records(tmp_path) == [expected]


def test_row_has_every_column_by_name(tmp_path: Path) -> None:
    record = closed(tmp_path)
    assert set(record.row()) == set(column_names(Runs))
    with open_writer(tmp_path / "w.duckdb") as connection:
        insert_record(connection, record)
        cursor = connection.execute("SELECT * FROM ops.runs")
        names = [column[0] for column in cursor.description or ()]
        row = dict(zip(names, cursor.fetchall()[0], strict=True))
    assert row == {
        "run_id": RUN.run_id,
        "started_at": STARTED,
        "finished_at": FINISHED,
        "status": "gate_closed",
        "parser_version": "parser",
        "pages_seen": 10,
        "pages_loaded": 4,
        "pages_unchanged": 3,
        "pages_duplicate": 2,
        "pages_rejected": 1,
        "procedures": 7,
        "seconds": 60.321,
        "pages_gone": 5,
        "stage": "auditing",
        "error": "the gate is closed",
    }


@pytest.mark.parametrize("is_listed", [True, False], ids=["of the first release", "of today"])
def test_killed_run_gets_its_row_once(tmp_path: Path, is_listed: bool) -> None:
    folder = tmp_path / "runs"
    if is_listed:
        folder.mkdir()
        (folder / f"{RUN.run_id}.json").write_text(FIRST_RELEASE_KILLED, encoding="utf-8")
    else:
        Journal(folder, RUN).reach("staging")
    with open_writer(tmp_path / "w.duckdb") as connection:
        insert_pending(connection, folder, except_run=RUN.run_id)
        assert connection.execute("SELECT count(*) FROM ops.runs").fetchone() == (0,)
        insert_pending(connection, folder)
        insert_pending(connection, folder)
        found = connection.execute("SELECT run_id, status, stage, error FROM ops.runs").fetchall()
    assert found == [(RUN.run_id, "failed", "staging", KILLED)]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "null", "7", '"text"', '{"run_id": "a"}', '["a", "no time", "p"]', FIRST_RELEASE[:-20] + "]"],
)
def test_file_that_is_no_record_is_passed_over(tmp_path: Path, text: str) -> None:
    record = closed(tmp_path)
    (tmp_path / "20250101.json").write_text(text, encoding="utf-8")
    assert pending_records(tmp_path) == [record]


def test_record_with_wrong_types_is_passed_over(tmp_path: Path) -> None:
    record = closed(tmp_path)
    (file,) = tmp_path.iterdir()
    values = json.loads(file.read_text(encoding="utf-8"))
    for number, wrong in enumerate(({"started_at": 7}, {"counts": [1, 2]}, {"counts": None}, {"more": 1})):
        (tmp_path / f"2025{number}.json").write_text(json.dumps({**values, **wrong}), encoding="utf-8")
    assert pending_records(tmp_path) == [record]
