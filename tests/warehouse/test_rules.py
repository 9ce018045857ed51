"""Which rule made what, as the warehouse keeps it: `sections.rule`, `procedures.title_rule`, `ops.boilerplate` and `ops.rules`."""

from __future__ import annotations

import duckdb
import pytest

import parsers.conservation
import pipelines.ingest.plan
from schemas.vocabulary.rules import RULES
from tests.support.house import House, page

BANNER = "Search all medical codes\n\n"
FOOT = "\n-----\n\n=====\n\n\u00a9 2026 Our Clinic\n\nAll rights reserved by it\n"
ROWS = "SELECT rule, substr(text, char_start + 1, char_end - char_start) FROM ops.boilerplate JOIN pages USING (page_id) ORDER BY source_uri, char_start"
TAKEN = [
    ("search_box", "Search all medical codes"),
    ("ruler", "-----\n\n====="),
    ("copyright", "\u00a9 2026 Our Clinic\n\nAll rights reserved by it"),
]


def test_each_row_says_its_rule_and_adjoining_spans_of_one_rule_are_one(house: House) -> None:
    house.put("a.txt", BANNER + page() + FOOT)
    house.ingest()
    assert house.ask(ROWS) == TAKEN
    assert house.ask("SELECT section, rule FROM sections ORDER BY position") == [
        ("risks", "known_heading"),
        ("similar_codes", "known_heading"),
    ]
    assert house.one("SELECT title_rule FROM procedures") == "line_above_code"
    assert house.ask("SELECT rule, decides, reason FROM ops.rules ORDER BY ALL") == sorted(RULES)
    house.is_sound()


def test_boilerplate_follows_the_text_that_is_kept(house: House) -> None:
    house.put("a.txt", page() + FOOT)
    house.put("b.txt", page() + FOOT)
    house.ingest()
    assert house.ask(ROWS) == TAKEN[1:], "a duplicate has none of its own"
    house.put("a.txt", page("Hip Scan"))
    house.ingest()
    assert house.ask(ROWS) == TAKEN[1:], "b.txt holds its rows itself now"
    house.put("b.txt", b"")
    house.ingest()
    assert house.statuses()["b.txt"] == "rejected"
    assert house.ask(ROWS) == TAKEN[1:], "a page that cannot be read keeps its text, and what is said of it"
    (house.raw / "b.txt").unlink()
    house.ingest()
    assert house.statuses()["b.txt"] == "gone"
    assert house.ask(ROWS) == TAKEN[1:]
    house.put("b.txt", page("Toe Scan"))
    house.ingest()
    assert house.ask(ROWS) == []
    house.is_sound()


def test_other_boilerplate_makes_no_version(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page() + FOOT)
    house.ingest()
    inner = parsers.conservation._joined
    monkeypatch.setattr(
        parsers.conservation, "_joined", lambda text, spans: inner(text, [(*s[:2], "ruler") for s in spans])
    )
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "another parser")
    house.ingest()
    assert house.ask("SELECT change FROM ops.versions") == [("new",)]
    assert house.ask("SELECT rule FROM ops.boilerplate") == [("ruler",)]
    house.is_sound()


def test_rule_that_the_parser_no_longer_has_is_kept_as_long_as_rows_are(house: House) -> None:
    house.put("a.txt", page())
    house.ingest()
    with duckdb.connect(str(house.database)) as connection:
        connection.execute("UPDATE sections SET rule = 'old' WHERE position = 1")
        connection.execute("INSERT INTO ops.rules VALUES ('old', 'section', 'x'), ('unused', 'section', 'x')")
        connection.execute("UPDATE ops.rules SET reason = 'another' WHERE rule = 'ruler'")
    house.put("b.txt", page("Hip Scan"))
    house.ingest()
    assert house.ask("SELECT rule, decides, reason FROM ops.rules ORDER BY ALL") == sorted(
        [*RULES, ("old", "section", "x")]
    )
    house.is_sound()


def test_page_read_by_a_parser_that_told_no_rules_gets_them(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page() + FOOT)
    house.ingest()
    with duckdb.connect(str(house.database)) as connection:
        for change in ("UPDATE sections SET rule = NULL", "UPDATE procedures SET title_rule = NULL"):
            connection.execute(change)
        connection.execute("DELETE FROM ops.boilerplate")
    house.is_sound()
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "another parser")
    house.ingest()
    assert house.ask(ROWS) == TAKEN[1:]
    assert house.one("SELECT count(*) FROM sections WHERE rule IS NULL") == 0
    assert house.ask("SELECT change FROM ops.versions ORDER BY valid_from") == [("new",), ("parser",)]
    house.is_sound()
