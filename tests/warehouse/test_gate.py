"""The gate: a run whose result would surprise readers is not published, and says why; one that is as usual passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import parsers.parse
import pipelines.ingest.batch
import pipelines.ingest.plan
import pipelines.ingest.pool
import pipelines.ingest.run
from tests.support.house import House as CommonHouse
from tests.support.house import begin_with_copies, state
from warehouse.checks.verify import verify
from warehouse.errors import GateClosed

SITE = "clinic.example"
# Section headings, and what they are called after a change of the layout: words that nobody knows.
HEADINGS = {
    "Indications": "Quorble",
    "Duration": "Zintal",
    "Setting": "Vorpas",
    "Personnel": "Mimsen",
    "Risks": "Frabjo",
    "Recovery": "Tulgid",
}


def page(number: int, renamed: bool = False, **said: str) -> str:
    """A page of a site; its lists tell it from the others. What a section says can be given."""
    texts = {
        "Indications": f"Pain of kind {number};Swelling",
        "Duration": f"{20 + number} minutes",
        "Setting": "Outpatient clinic",
        "Personnel": "Radiologist",
        "Risks": f"Bleeding of kind {number};Fever;Bruising",
        "Recovery": f"Rest for {number} days",
    } | said
    sections = "".join(
        f"<h2>{HEADINGS[heading] if renamed else heading}</h2><ul>{''.join(f'<li>{text}</li>' for text in texts[heading].split(';'))}</ul>"
        for heading in HEADINGS
    )
    return f"<html><body><h1>Imaging of joint {number}</h1>{sections}</body></html>"


class House(CommonHouse):
    """A house with pages of one site."""

    def put(self, name: str, body: str, site: str | None = SITE) -> None:
        super().put(name, body, **({} if site is None else {"site": site}))

    def fill(self, count: int = 15, first: int = 0, site: str | None = SITE, **how: Any) -> None:
        for number in range(first, first + count):
            self.put(f"{number:03}.html", page(number, **how), site)

    def remove(self, count: int) -> None:
        for path in sorted(self.raw.glob("*.html"))[:count]:
            path.unlink()

    def alarms(self, **options: Any) -> dict[str, str]:
        """What a run finds, and that nothing is published for it; empty if it is published."""
        before = state(self.database)
        try:
            self.ingest(**options)
        except GateClosed as closed:
            assert state(self.database) == before
            return dict(closed.alarms)
        return {}

    def counted(self) -> dict[str, int]:
        return dict(self.ask("SELECT status, count(*) FROM pages GROUP BY ALL"))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_warehouse: Path) -> House:
    """A house whose first run begins with a copy of an empty warehouse: to make the tables each time takes too long."""
    begin_with_copies(monkeypatch, empty_warehouse)
    return House(tmp_path)


# --- a changed layout -------------------------------------------------------------------------------------------------


def test_changed_layout_closes_the_gate_until_it_is_accepted(house: House, call: Any, parsed: list[str]) -> None:
    house.fill()
    assert call("ingest", house.raw, "--db", house.database).code == 0
    before, risks = state(house.database), house.ask("SELECT text FROM risks ORDER BY ALL")
    assert len(risks) == 45
    house.fill(renamed=True)
    parsed.clear()
    closed = [call("ingest", house.raw, "--db", house.database, "--json") for _ in range(3)]
    assert len(parsed) == 15, "what was staged is not parsed again"
    for done in closed:
        figures = json.loads(done.out)
        assert (done.code, figures["status"], figures["pages_loaded"]) == (1, "gate_closed", 15)
        assert f"section risks of {SITE}" in [alarm["check"] for alarm in figures["alarms"]]
        assert done.err.startswith("procwh: the gate is closed") and "Traceback" not in done.err
        assert f"section risks of {SITE}: on 0 of the 15 pages of this run; published: on 15 of 15" in done.err
        assert "--accept" in done.err
    assert closed[0].err == closed[1].err == closed[2].err
    assert state(house.database) == before, "readers keep what they had"
    done = call("sql", "SELECT count(*) AS n FROM risks", "--db", house.database, "--csv")
    assert (done.code, done.out) == (0, "n\r\n45\r\n")
    accepted = call("ingest", house.raw, "--db", house.database, "--json", "--accept")
    assert accepted.code == 0
    assert len(parsed) == 15
    assert json.loads(accepted.out)["pages_loaded"] == 15
    assert house.ask("SELECT count(*) FROM risks") == [(0,)]
    assert house.ask("SELECT text FROM history.risks ORDER BY ALL") == risks
    runs = house.ask(
        "SELECT status, stage, pages_loaded, error LIKE 'the gate is closed%section risks%' FROM ops.runs ORDER BY run_id"
    )
    assert runs == [
        ("published", "published", 15, None),
        *[("gate_closed", "auditing", 15, True)] * 3,
        ("published", "published", 15, None),
    ]
    assert call("ingest", house.raw, "--db", house.database).code == 0, "what is published now is the measure"
    assert verify(house.database)[1] == []


def test_preview_of_a_changed_layout_names_its_new_headings(house: House, call: Any) -> None:
    house.fill()
    house.ingest()
    house.fill(renamed=True)
    done = call("diff", house.raw, "--db", house.database)
    assert done.code == 1 and "the gate would stay closed" in done.out
    for heading in HEADINGS.values():
        assert f"a new heading that nobody knows: {heading} (15 pages)" in done.out


def test_layout_that_is_changed_back_opens_the_gate(house: House) -> None:
    house.fill()
    house.ingest()
    before = house.ask("SELECT * FROM section_items ORDER BY ALL")
    house.fill(renamed=True)
    assert house.alarms()
    house.fill()
    assert house.ingest().counts[:3] == (15, 0, 15)
    assert house.ask("SELECT * FROM section_items ORDER BY ALL") == before
    assert house.ask("SELECT DISTINCT change FROM ops.versions") == [("new",)]


def test_page_deleted_while_the_gate_is_closed_is_not_published(house: House) -> None:
    house.fill()
    house.ingest()
    house.fill(renamed=True)
    house.put("100.html", page(100))
    assert house.alarms()
    assert house.alarms()
    (house.raw / "100.html").unlink()
    (house.raw / "000.html").unlink()
    house.ingest(accept=True)
    assert house.counted() == {"current": 14, "gone": 1}


def test_one_site_of_many_pages_does_not_hide_another(house: House) -> None:
    house.fill(30)
    house.fill(8, first=100, site="small.example")
    house.ingest()
    house.fill(8, first=100, site="small.example", renamed=True)
    found = house.alarms()
    assert "section risks of small.example" in found
    assert not [check for check in found if SITE in check]


def test_pages_without_a_site_are_measured_together(house: House) -> None:
    house.fill(site=None)
    house.ingest()
    house.fill(site=None, renamed=True)
    assert "section risks of pages without a site" in house.alarms()


def test_new_pages_of_a_site_in_another_layout_close_the_gate(house: House) -> None:
    house.fill()
    house.ingest()
    house.fill(10, first=100, renamed=True)
    assert f"section risks of {SITE}" in house.alarms()


def test_one_section_that_is_renamed_is_named_alone(house: House) -> None:
    house.fill()
    house.ingest()
    for number in range(15):
        house.put(f"{number:03}.html", page(number).replace("<h2>Risks</h2>", "<h2>Frabjo</h2>"))
    found = house.alarms()
    assert [check for check in found if check.startswith("section")] == [f"section risks of {SITE}"]


def test_parser_that_loses_a_section_closes_the_gate(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are as they were; it is the reading of them that broke."""
    house.fill()
    house.ingest()
    monkeypatch.setitem(parsers.parse.READERS, "risks", lambda section, facts: None)
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "a broken parser")
    found = house.alarms()
    assert f"section risks of {SITE}" in found
    assert house.alarms(accept=True) == {}


# --- pages lost and rejected ------------------------------------------------------------------------------------------


def test_many_deleted_pages_close_the_gate(house: House, call: Any) -> None:
    house.fill()
    house.ingest()
    before = state(house.database)
    house.remove(5)
    done = call("ingest", house.raw, "--db", house.database)
    assert (done.code, done.out) == (1, "")
    assert "pages lost: 5 of 15 pages" in done.err
    assert state(house.database) == before
    assert call("ingest", house.raw, "--db", house.database, "--accept").code == 0
    assert house.counted() == {"current": 10, "gone": 5}
    assert call("ingest", house.raw, "--db", house.database).code == 0, "pages that are gone are not lost again"


def test_many_pages_that_turn_empty_close_the_gate(house: House, call: Any, parsed: list[str]) -> None:
    house.fill()
    house.ingest()
    before = state(house.database)
    for number in range(6):
        house.put(f"{number:03}.html", "")
    done = call("ingest", house.raw, "--db", house.database)
    assert (done.code, done.out) == (1, "")
    assert "pages lost: 6 of 15 pages" in done.err
    assert "pages rejected: 6 of 15 pages, 0 of 15 before" in done.err
    assert state(house.database) == before
    parsed.clear()
    assert set(house.alarms()) == {"pages lost", "pages rejected"}
    assert parsed == [], "rejected pages are staged too"
    assert house.alarms(accept=True) == {}
    assert house.counted() == {"current": 9, "rejected": 6}
    assert house.ask("SELECT count(*) FROM procedures") == [(15,)]
    assert house.alarms() == {}


def test_many_new_pages_that_cannot_be_read_close_the_gate(house: House) -> None:
    house.fill()
    house.ingest()
    for number in range(100, 110):
        house.put(f"{number:03}.html", "")
    assert list(house.alarms()) == ["pages rejected"]


def test_same_page_in_the_place_of_all_closes_the_gate(house: House) -> None:
    """A site that answers every address with one page asks for JavaScript or a log-in: all but one are duplicates then."""
    house.fill(30)
    house.ingest()
    for number in range(30):
        house.put(f"{number:03}.html", "<h1>Just a moment</h1><p>Please turn on JavaScript and cookies to go on.</p>")
    assert any(check.startswith("rows of") or check == "pages lost" for check in house.alarms())


def test_same_page_in_the_place_of_all_closes_the_gate_of_a_few_pages(house: House) -> None:
    house.fill(15)
    house.ingest()
    for number in range(15):
        house.put(f"{number:03}.html", "<h1>Just a moment</h1><p>Please turn on JavaScript and cookies to go on.</p>")
    assert house.alarms()


# --- facts ------------------------------------------------------------------------------------------------------------

NULLS = {
    "durations": {"Duration": "It varies"},
    "settings": {"Setting": "In a castle"},
    "personnel": {"Personnel": "Wizard"},
}


@pytest.mark.parametrize("table", NULLS)
def test_facts_that_lose_their_value_close_the_gate(house: House, table: str) -> None:
    house.fill()
    house.ingest()
    house.fill(**NULLS[table])
    assert house.alarms() == {f"{table} without a value": "100% of 15 rows of this run, 0% of those published"}
    assert house.alarms(accept=True) == {}


def test_lists_that_become_short_close_the_gate(house: House) -> None:
    house.fill(Risks=";".join(f"Risk number {number}" for number in range(10)))
    house.ingest()
    house.fill(Risks="Bleeding")
    assert house.alarms()["rows of risks"] == "15, 150 published"


def test_text_that_nothing_accounts_for_closes_the_gate(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.fill()
    house.ingest()
    parse = pipelines.ingest.batch.parse_page

    def misses(raw: Any) -> Any:
        parsed = parse(raw)
        account = parsed.account
        return parsed._replace(account=account._replace(claimed=account.claimed - 40, unclaimed=account.unclaimed + 40))

    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", misses)
    house.fill(Recovery="Rest for a while")
    assert list(house.alarms()) == ["unclaimed text"]


# --- what passes ------------------------------------------------------------------------------------------------------


def other_layout_of_few(house: House) -> None:
    house.fill(4, renamed=True)


def few_deleted(house: House) -> None:
    house.remove(4)


def few_empty(house: House) -> None:
    for number in range(4):
        house.put(f"{number:03}.html", "")


def few_nulls(house: House) -> None:
    house.fill(4, Duration="It varies", Setting="In a castle", Personnel="Wizard")


def all_changed_a_little(house: House) -> None:
    house.fill(Risks="Bleeding;Pain")


def new_pages(house: House) -> None:
    house.fill(15, first=100)


def new_site_without_some_sections(house: House) -> None:
    for number in range(200, 215):
        house.put(f"{number}.html", f"<h1>Scan {number}</h1><h2>Risks</h2><p>Pain {number}.</p>", "other.example")


def nothing(house: House) -> None:
    pass


SMALL = [
    nothing,
    other_layout_of_few,
    few_deleted,
    few_empty,
    few_nulls,
    all_changed_a_little,
    new_pages,
    new_site_without_some_sections,
]


@pytest.mark.parametrize("change", SMALL, ids=lambda change: change.__name__.replace("_", " "))
def test_small_change_is_published(house: House, change: Callable[[House], None]) -> None:
    house.fill()
    house.ingest()
    change(house)
    assert house.alarms() == {}
    assert house.ask("SELECT count(*) FROM ops.runs") == [(2,)]


def bad_pages(house: House) -> None:
    for number in range(12):
        house.put(f"{number:03}.html", "")
    house.fill(8, first=20, renamed=True)
    house.fill(12, first=40, Duration="It varies", Setting="In a castle", Personnel="Wizard")


def test_first_ingest_is_published_whatever_it_finds(house: House, call: Any) -> None:
    bad_pages(house)
    assert call("ingest", house.raw, "--db", house.database).code == 0
    assert house.counted() == {"current": 20, "rejected": 12}
    assert house.alarms() == {}


def test_first_pages_of_an_empty_warehouse_have_nothing_to_be_compared_with(house: House) -> None:
    house.ingest()
    assert house.counted() == {}
    bad_pages(house)
    assert house.alarms() == {}


def test_run_over_one_page_in_between_changes_no_measure(house: House) -> None:
    """Pages that were rejected and published as such are no news, whichever run came last."""
    house.fill(12)
    for number in range(100, 108):
        house.put(f"{number}.html", "")
    house.ingest()
    house.ingest(house.raw / "000.html")
    assert house.alarms() == {}


def test_run_over_bad_pages_in_between_changes_no_measure(house: House) -> None:
    """After a run that saw rejected pages alone, as many more are still news."""
    house.fill(20)
    for number in range(2):
        house.put(f"bad/{number}.html", "")
    house.ingest()
    house.ingest(house.raw / "bad")
    for number in range(100, 110):
        house.put(f"{number}.html", "")
    assert list(house.alarms()) == ["pages rejected"]
