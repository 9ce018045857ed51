"""History: what is a version and why it was made, and that every earlier moment can be asked for as it was then."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import parsers.parse
import pipelines.ingest.batch
import pipelines.ingest.plan
import pipelines.ingest.pool
import pipelines.ingest.run
import pipelines.ingest.validate
from schemas.model import column_names
from schemas.rows import BenefitsRow
from schemas.tables import CONTENT_TABLES, HISTORY_TABLES
from tests.support.house import House as CommonHouse
from tests.support.house import begin_with_copies, page
from tests.support.pages import with_all_tables

Rows = dict[str, list[tuple[Any, ...]]]
# Of a page the history keeps what it said; its state (gone, seen last) is that of today.
PAGE = (
    "page_id",
    "source_uri",
    "site",
    "encoding",
    "byte_size",
    "content_sha256",
    "fetched_at",
    "text",
    "content_chars",
)


class House(CommonHouse):
    """A house that tells what its history says."""

    def ask_all(self, questions: dict[str, str]) -> Rows:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return {name: connection.execute(sql).fetchall() for name, sql in questions.items()}

    def changes(self, uri: str) -> list[str]:
        """The changes that made the versions of a page, in order."""
        sql = "SELECT DISTINCT change, valid_from FROM history.pages WHERE source_uri = ? ORDER BY valid_from"
        return [row[0] for row in self.ask(sql.replace("?", f"'{uri}'"))]

    def snapshot(self) -> Rows:
        """What is current: the rows of every table with content, and what each page that has rows says."""
        questions = {model.sql_name: f"SELECT * FROM {model.sql_name} ORDER BY ALL" for model in CONTENT_TABLES}
        has_rows = "page_id IN (SELECT page_id FROM procedures)"
        questions["pages"] = f"SELECT {', '.join(PAGE)} FROM pages WHERE {has_rows} ORDER BY ALL"
        return self.ask_all(questions)

    def as_of(self, moments: list[datetime]) -> list[Rows]:
        """The same through the history, at each moment."""
        found = []
        with duckdb.connect(str(self.database), read_only=True) as connection:
            for moment in moments:
                found.append(
                    {
                        model.sql_name: connection.execute(
                            f"SELECT {', '.join(PAGE) if model.sql_name == 'pages' else '*'} FROM {model.sql_name}_as_of(TIMESTAMP '{moment}') ORDER BY ALL"
                        ).fetchall()
                        for model in HISTORY_TABLES
                    }
                )
        return found


@pytest.fixture(autouse=True)
def ready_made(monkeypatch: pytest.MonkeyPatch, empty_warehouse: Path) -> None:
    """A first run begins with a copy of an empty warehouse: to make the tables each time takes too long."""
    begin_with_copies(monkeypatch, empty_warehouse)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def now() -> datetime:
    return pipelines.ingest.plan.now()


def full_page(number: int) -> str:
    """A page with rows in every table, of which the number tells two apart."""
    page = f"""Injection into the shoulder joint, number {number}

HCPCS code

Name of the Procedure:

Shoulder Injection {number} (also known as Glenohumeral Injection)

Summary

A small amount of medicine number {number} is placed inside the joint.

Purpose

It eases pain number {number}.

Indications

  • Frozen shoulder of kind {number}
  • Bursitis

Preparation

  • Tell the clinic about allergy number {number}.

Procedure Description

  1. The skin is cleaned {number} times.
  2. The medicine is injected.

Tools and Equipment:

  • Needle of size {number}

Anesthesia:

  • A local anesthetic, {number} ml

Duration

The procedure typically takes {10 + number} to {20 + number} minutes.

Setting

  • Outpatient clinic
  • Castle number {number}

Personnel

  • Radiologist or Nurse
  • Helper number {number}

Risks and Complications

  • Common: soreness of kind {number}
  • Rare: infection

Benefits

  • Less pain, {number} times

Recovery

  • Rest for {number} days.

Alternatives

  • Tablets of kind {number}

Patient Experience

During the procedure, pressure number {number} may be felt.

Similar Codes

  • J000{number}: Another injection
"""
    return with_all_tables(page)


def test_full_page_has_rows_in_every_table(house: House) -> None:
    house.put("a.txt", full_page(1))
    house.ingest()
    assert [table for table, rows in house.snapshot().items() if not rows] == []


# --- what makes a version ---------------------------------------------------------------------------------------------


def test_changed_and_changed_back_is_three_versions(house: House) -> None:
    first, second = page(), page(risk="Fever")
    for body in (first, second, first):
        house.put("a.txt", body)
        house.ingest()
    versions = house.ask("SELECT change, text, valid_to IS NULL FROM history.pages ORDER BY valid_from")
    assert versions == [("new", first, False), ("source", second, False), ("source", first, True)]
    risks = house.ask("SELECT change, text, valid_to IS NULL FROM history.risks ORDER BY valid_from")
    assert risks == [("new", "Bleeding", False), ("source", "Fever", False), ("source", "Bleeding", True)]
    assert house.ask("SELECT count(DISTINCT version_id) FROM ops.versions") == [(3,)]
    house.is_sound()


def test_version_names_the_run_that_made_it(house: House) -> None:
    runs = []
    for risk in ("Bleeding", "Bleeding", "Fever"):
        house.put("a.txt", page(risk=risk))
        runs.append(house.ingest().run_id)
    assert house.ask("SELECT run_id FROM ops.versions ORDER BY valid_from") == [(runs[0],), (runs[2],)]
    starts = dict(house.ask("SELECT run_id, started_at FROM ops.runs"))
    assert house.ask("SELECT valid_from, valid_to FROM ops.versions ORDER BY valid_from") == [
        (starts[runs[0]], starts[runs[2]]),
        (starts[runs[2]], None),
    ]


@pytest.mark.parametrize("options", [{}, {"checksum": True}, {"full": True}], ids=["", "checksum", "full"])
def test_run_that_finds_nothing_new_makes_no_version(house: House, options: dict[str, bool]) -> None:
    house.put("a.txt", full_page(1))
    house.put("b.txt", page())
    house.ingest()
    before = house.snapshot()
    house.ingest(**options)
    assert house.ask("SELECT change FROM ops.versions") == [("new",)] * 2
    assert house.snapshot() == before


def test_other_parser_with_the_same_rows_makes_no_version(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", full_page(1))
    house.put("b.txt", page())
    house.ingest()
    before = house.snapshot()
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "a parser in other words")
    summary = house.ingest()
    assert summary.counts[:3] == (2, 0, 2)
    assert house.ask("SELECT change FROM ops.versions") == [("new",)] * 2
    assert house.snapshot() == before
    assert house.ask("SELECT DISTINCT parser_version FROM ops.inputs") == [("a parser in other words",)]


def test_other_parser_makes_versions_of_the_pages_that_it_changes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.put("a.txt", full_page(1))
    house.put("b.txt", page())
    house.put("c.txt", page("Hip Scan", "Fever"))
    house.put("d.txt", page("Hip Scan", "Fever"))
    house.ingest()
    before, moment = house.snapshot(), now()
    read = parsers.parse.READERS["benefits"]

    def reads_otherwise(section: Any, facts: Any) -> None:
        read(section, facts)
        facts.rows[BenefitsRow] = [row._replace(text=row.text.upper()) for row in facts.rows[BenefitsRow]]

    with monkeypatch.context() as patch:
        patch.setitem(parsers.parse.READERS, "benefits", reads_otherwise)
        patch.setattr(pipelines.ingest.plan, "parser_version", lambda: "an odd parser")
        summary = house.ingest()
    assert (summary.counts.seen, summary.counts.loaded, summary.counts.unchanged, summary.counts.duplicate) == (
        4,
        1,
        2,
        1,
    )
    assert house.ask("SELECT source_uri, change FROM history.pages ORDER BY valid_from, source_uri") == [
        ("a.txt", "new"),
        ("b.txt", "new"),
        ("c.txt", "new"),
        ("a.txt", "parser"),
    ]
    assert house.ask("SELECT text FROM history.benefits ORDER BY valid_from") == [
        ("Less pain, 1 times",),
        ("LESS PAIN, 1 TIMES",),
    ]
    assert house.as_of([moment]) == [before]
    house.ingest()
    assert house.changes("a.txt") == ["new", "parser", "parser"], "the first parser again is a change of the parser too"
    assert house.snapshot() == before
    house.is_sound()


def test_other_source_and_other_parser_at_once_is_the_source(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page())
    house.ingest()
    house.put("a.txt", page(risk="Fever"))
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "another parser")
    house.ingest()
    assert house.changes("a.txt") == ["new", "source"]


def test_findings_are_no_part_of_a_version(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that remarks on more, and reads the same, makes no version; its remarks are there."""
    house.put("a.txt", page())
    house.ingest()
    parse = pipelines.ingest.batch.parse_page

    def remarks(raw: Any) -> Any:
        parsed = parse(raw)
        return parsed._replace(findings=(*parsed.findings, parsed.findings[0]._replace(message="Remarked")))

    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", remarks)
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "a talkative parser")
    house.ingest()
    assert house.changes("a.txt") == ["new"]
    assert house.ask("SELECT count(*) FROM ops.findings WHERE message = 'Remarked'") == [(1,)]


@pytest.mark.parametrize("body", [page(), page(risk="Fever")], ids=["as it was", "changed"])
def test_gone_and_back_is_reappeared(house: House, body: str) -> None:
    path = house.put("a.txt", page())
    house.put("b.txt", page("Hip Scan"))
    house.ingest()
    path.unlink()
    house.ingest()
    gone, moment = house.snapshot(), now()
    house.put("a.txt", body)
    house.ingest()
    assert house.changes("a.txt") == ["new", "reappeared"]
    assert house.changes("b.txt") == ["new"]
    assert house.as_of([moment]) == [gone], "while it was gone its rows stayed"
    assert house.ask("SELECT status FROM pages") == [("current",)] * 2
    house.is_sound()


def test_rejected_and_back_is_no_version(house: House) -> None:
    house.put("a.txt", page())
    house.ingest()
    before = house.snapshot()
    house.put("a.txt", "")
    house.ingest()
    assert house.snapshot() == before
    house.put("a.txt", page())
    house.ingest()
    assert house.changes("a.txt") == ["new"]
    assert house.snapshot() == before


def test_duplicate_that_takes_over(house: House) -> None:
    house.put("a.txt", page())
    house.put("b.txt", page())
    house.ingest()
    first, moment = house.snapshot(), now()
    house.put("a.txt", page(risk="Fever"))
    house.ingest()
    assert (house.changes("a.txt"), house.changes("b.txt")) == (["new", "source"], ["new"])
    second, later = house.snapshot(), now()
    house.put("b.txt", page(risk="Fever"))
    house.ingest()
    assert house.ask("SELECT source_uri, status FROM pages ORDER BY ALL") == [
        ("a.txt", "current"),
        ("b.txt", "duplicate"),
    ]
    assert house.ask("SELECT source_uri, valid_to IS NULL FROM history.procedures ORDER BY source_uri, valid_from") == [
        ("a.txt", False),
        ("a.txt", True),
        ("b.txt", False),
    ]
    assert house.as_of([moment, later, now()]) == [first, second, house.snapshot()]
    house.is_sound()


def test_duplicate_takes_over_from_a_page_that_is_gone(house: House) -> None:
    first = house.put("a.txt", page())
    house.put("b.txt", page())
    house.ingest()
    first.unlink()
    house.ingest()
    assert (house.changes("a.txt"), house.changes("b.txt")) == (["new"], ["new"])
    before, moment = house.snapshot(), now()
    house.put("a.txt", page())
    house.ingest()
    assert house.ask("SELECT source_uri, status FROM pages ORDER BY ALL") == [
        ("a.txt", "duplicate"),
        ("b.txt", "current"),
    ]
    assert house.as_of([moment]) == [before]
    house.is_sound()


def test_page_with_fewer_procedures_than_before(house: House) -> None:
    """The second procedure of a page goes with its version."""
    one, two = page("Knee Scan"), page("Hip Scan", "Fever")
    both = "".join(
        f"{name}\n\nIndications\n\n  • Pain\n\nRisks and Complications\n\n  • {risk}\n\nBenefits\n\n  • Relief\n\n"
        for name, risk in (("Knee Scan", "Bleeding"), ("Hip Scan", "Fever"))
    )
    house.put("a.txt", both)
    house.ingest()
    before, moment = house.snapshot(), now()
    assert len(before["procedures"]) == 2
    for body in (one, both, two):
        house.put("a.txt", body)
        house.ingest()
    assert len(house.snapshot()["procedures"]) == 1
    assert house.ask("SELECT count(*) FROM history.procedures GROUP BY version_id ORDER BY min(valid_from)") == [
        (2,),
        (1,),
        (2,),
        (1,),
    ]
    assert house.as_of([moment]) == [before]
    house.is_sound()


def test_clock_that_is_set_back_does_not_turn_the_history_round(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page())
    first = house.ingest().run_id
    house.put("a.txt", page(risk="Fever"))
    true_now = pipelines.ingest.plan.now
    with monkeypatch.context() as patch:
        patch.setattr(pipelines.ingest.plan, "now", lambda: true_now() - timedelta(hours=1))
        second = house.ingest().run_id
    assert house.ask("SELECT text FROM history.risks ORDER BY valid_from") == [("Bleeding",), ("Fever",)]
    assert second > first, "keys of runs sort by time"
    house.is_sound()


# --- every moment -----------------------------------------------------------------------------------------------------


class Told(NamedTuple):
    """Runs, with what was current after each, and a moment after each."""

    snapshots: list[Rows]
    moments: list[datetime]


def tell(house: House, acts: list[Callable[[], Any]]) -> Told:
    told = Told([], [])
    for act in acts:
        act()
        house.ingest()
        told.snapshots.append(house.snapshot())
        told.moments.append(now())
    return told


def test_every_table_as_of_every_moment(house: House) -> None:
    def put(name: str, body: str) -> Callable[[], Any]:
        return lambda: house.put(name, body)

    def remove(name: str) -> Callable[[], Any]:
        return lambda: (house.raw / name).unlink()

    before_all = now()
    told = tell(
        house,
        [
            put("a.txt", full_page(1)),
            put("b.txt", full_page(2)),
            put("a.txt", full_page(3)),
            put("c.txt", full_page(2)),
            remove("b.txt"),
            put("a.txt", ""),
            put("a.txt", full_page(1)),
            put("b.txt", full_page(4)),
            remove("a.txt"),
            put("a.txt", full_page(1)),
        ],
    )
    assert len({str(snapshot) for snapshot in told.snapshots}) > 5
    starts = [row[0] for row in house.ask("SELECT started_at FROM ops.runs ORDER BY started_at")]
    between = [start - timedelta(microseconds=1) for start in starts[1:]]
    nothing: Rows = {model.sql_name: [] for model in HISTORY_TABLES}
    answers = house.as_of([before_all, starts[0] - timedelta(microseconds=1)])
    assert answers == [nothing, nothing]
    for found in (house.as_of(told.moments), house.as_of(starts), house.as_of([*between, datetime(2999, 1, 1)])):
        for number, (answer, snapshot) in enumerate(zip(found, told.snapshots, strict=True)):
            for table in snapshot:
                assert answer[table] == snapshot[table], f"{table} after run {number}"
    house.is_sound()


def test_history_of_a_table_has_its_columns_and_comments(house: House) -> None:
    house.put("a.txt", page())
    house.ingest()
    found: dict[str, list[str]] = {}
    for table, column, comment in house.ask(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'history' ORDER BY table_name, column_index"
    ):
        found.setdefault(table, []).append(column)
        assert comment, f"{table}.{column}"
    version = ["version_id", "valid_from", "valid_to", "change"]
    assert found == {model.sql_name: [*version, *column_names(model)] for model in HISTORY_TABLES}


# --- random stories ---------------------------------------------------------------------------------------------------

NAMES = ("a.txt", "b.txt", "c.txt")
# What a page can hold: two texts, an odd one, nothing to read, or no file at all.
BODIES = {"one": page(), "two": page("Hip Scan", "Fever"), "odd": "Knee\n\nRisks\n\nNone.\n", "empty": "", "gone": None}

Folder = tuple[str, ...]
ACTS = st.tuples(st.sampled_from(range(len(NAMES))), st.sampled_from(sorted(BODIES)))
Story = list[list[tuple[int, str]]]
Fresh = Callable[[Folder], Rows]
Places = Callable[[], Path]


def stories(most: int) -> st.SearchStrategy[Story]:
    """What happens before each run but the first."""
    return st.lists(st.lists(ACTS, min_size=1, max_size=3), min_size=2, max_size=most)


def by_bytes(house: House) -> Rows:
    """The rows of current pages, known by their bytes: which of two copies holds the rows depends on which was there first."""
    with duckdb.connect(str(house.database), read_only=True) as connection:
        connection.execute(
            """CREATE TEMP TABLE known AS SELECT procedure_id, content_sha256 || split_part(procedure_id, '-', 2) AS bytes
            FROM procedures JOIN pages USING (page_id) WHERE status = 'current'"""
        )
        found: Rows = {}
        for model in CONTENT_TABLES:
            identity = [name for name in ("procedure_id", "page_id", "source_uri") if name in column_names(model)]
            found[model.sql_name] = connection.execute(
                f"SELECT bytes, * EXCLUDE ({', '.join(identity)}) FROM {model.sql_name} JOIN known USING (procedure_id) ORDER BY ALL"
            ).fetchall()
        found["pages"] = connection.execute(
            "SELECT status, content_sha256, text FROM pages WHERE status IN ('current', 'duplicate') ORDER BY ALL"
        ).fetchall()
        found["rejected"] = connection.execute(
            "SELECT source_uri FROM pages WHERE status = 'rejected' ORDER BY ALL"
        ).fetchall()
    return found


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """What a first ingest of a folder gives; kept, since many stories come to the same folder."""
    known: dict[Folder, Rows] = {}

    def find(folder: Folder) -> Rows:
        if folder not in known:
            house = House(tmp_path_factory.mktemp("fresh"))
            write(house, folder)
            house.ingest()
            known[folder] = by_bytes(house)
        return known[folder]

    return find


def write(house: House, folder: Folder) -> None:
    for name, body in zip(NAMES, folder, strict=True):
        text = BODIES[body]
        path = house.raw / name
        if text is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            house.put(name, text)


@pytest.fixture
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """Folders for stories, whose rows are not checked against their models: that takes a third of the time, and other tests do it."""
    folder = tmp_path_factory.mktemp("stories")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipelines.ingest.validate, "check", lambda model, table: (table, []))
        yield lambda: Path(tempfile.mkdtemp(dir=folder))
    shutil.rmtree(folder, ignore_errors=True)


SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=8, suppress_health_check=SHARED)
@given(stories(3))
def test_any_story_is_told_as_it_was(places: Places, fresh: Fresh, story: Story) -> None:
    is_told_as_it_was(places, fresh, story)


@pytest.mark.slow
@settings(max_examples=100, suppress_health_check=SHARED)
@given(stories(8))
def test_many_long_stories_are_told_as_they_were(places: Places, fresh: Fresh, story: Story) -> None:
    is_told_as_it_was(places, fresh, story)


def is_told_as_it_was(places: Places, fresh: Fresh, story: Story) -> None:
    """Each run gives what a first ingest of the folder would, and every earlier moment stays as it was."""
    house = House(places())
    folder: Folder = ("one", "two", "gone")
    snapshots, moments = [], []
    for acts in [[], *story]:
        for place, body in acts:
            folder = (*folder[:place], body, *folder[place + 1 :])
        write(house, folder)
        counts = house.ingest().counts
        # A run that sees no page at all says nothing of what is gone.
        is_seen = any(body != "gone" for body in folder)
        assert counts.seen == counts.loaded + counts.unchanged + counts.duplicate + counts.rejected
        assert counts.seen == sum(body != "gone" for body in folder)
        snapshots.append(house.snapshot())
        moments.append(now())
        assert counts.procedures == len(snapshots[-1]["procedures"])
        if is_seen:
            found, expected = by_bytes(house), fresh(folder)
            for table in expected:
                assert found[table] == expected[table], table
    for number, (answer, snapshot) in enumerate(zip(house.as_of(moments), snapshots, strict=True)):
        for table in snapshot:
            assert answer[table] == snapshot[table], f"{table} after run {number}"
    versions = Counter(house.ask("SELECT page_id, valid_to IS NULL FROM ops.versions"))
    assert all(number == 1 for (_, is_open), number in versions.items() if is_open)
    house.is_sound()
