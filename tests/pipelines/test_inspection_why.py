"""`procwh inspect --why`: every line of a page with what became of it, and by which rule."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from parsers.page import RawPage
from parsers.parse import parse_page
from pipelines.inspection.entries import entries_of
from pipelines.inspection.html import render
from pipelines.inspection.result import inspection
from pipelines.inspection.why import Stretch, stretches
from schemas.vocabulary.rules import RULE_BY_NAME
from tests.accuracy.golden import Case, load_cases

CASES = list(load_cases())
PAGE = """Search all medical codes

Knee Scan

HCPCS code

Scan of a knee

Risks and Complications

Common:
  • Soreness
    that goes
  1. Fever

Benefits: quick relief.

-----

© 2026 Our Clinic
All rights reserved
"""


def of(text: str, uri: str = "a.txt") -> list[Stretch]:
    return stretches(parse_page(RawPage(uri=uri, body=text.encode(), path=uri)))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_character_of_a_golden_page_stands_in_one_stretch_of_its_line(case: Case) -> None:
    parsed = parse_page(case.page)
    text, found = parsed.read.text, stretches(parsed)
    assert "".join("".join(each.text.split()) for each in found) == "".join(text.split())
    assert all(before.char_end <= after.char_start for before, after in pairwise(found))
    for each in found:
        assert each.text == text[each.char_start : each.char_end] == each.text.strip() and "\n" not in each.text
        assert each.line == text.count("\n", 0, each.char_start) + 1
        assert each.rule is None or each.rule in RULE_BY_NAME
        assert (each.rule is None) == (each.what in ("code_system", "name", "unclaimed"))
        assert (each.section is None) == (each.what in ("code_system", "name", "unclaimed", "title", "chrome"))
    assert len([each for each in found if each.what == "title"]) >= sum(
        procedure.title_rule in ("line_above_code", "highest_heading") for procedure in parsed.procedures
    )


def test_line_says_what_became_of_it() -> None:
    assert [(each.line, each.account, each.text) for each in of(PAGE)] == [
        (1, "chrome (search_box)", "Search all medical codes"),
        (3, "line_above_code -> title", "Knee Scan"),
        (5, "code_system", "HCPCS code"),
        (7, "name", "Scan of a knee"),
        (9, "known_heading -> risks", "Risks and Complications"),
        (11, "subheading in risks", "Common:"),
        (12, "bullet in risks", "• Soreness"),
        (13, "bullet in risks", "that goes"),
        (14, "numbered in risks", "1. Fever"),
        (16, "run_in_heading -> benefits", "Benefits:"),
        (16, "paragraph in benefits", "quick relief."),
        (18, "chrome (ruler)", "-----"),
        (20, "chrome (copyright)", "© 2026 Our Clinic"),
        (21, "chrome (copyright)", "All rights reserved"),
    ]


def test_text_that_nothing_accounts_for_is_unclaimed() -> None:
    found = of("Our hospital\n\nKnee Scan\n\nHCPCS code\n\nRisks\n\nBleeding\n")
    assert [(each.account, each.text) for each in found][:2] == [
        ("unclaimed", "Our hospital"),
        ("line_above_code -> title", "Knee Scan"),
    ]


def test_each_procedure_of_a_page_has_the_rule_of_its_own_title() -> None:
    page = "<h1>Knee Scan</h1><h2>Risks</h2><p>Bleeding</p><h2>Benefits</h2><p>Relief</p>"
    found = of(page + page.replace("Knee", "Hip"), "a.html")
    assert [(each.account, each.text) for each in found if each.what == "title"] == [
        ("highest_heading -> title", "Knee Scan"),
        ("highest_heading -> title", "Hip Scan"),
    ]


# --- the command ------------------------------------------------------------------------------------------------------


def test_command_prints_a_line_for_each(call: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE.replace("Soreness", "[bold]Soreness[/]"), encoding="utf-8")
    done = call("inspect", tmp_path / "a.txt", "--why")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert len(lines) == 14 + 2
    assert lines[4].split(None, 1)[1] == "known_heading -> risks      Risks and Complications"
    assert lines[6].endswith("• [bold]Soreness[/]")
    assert "unclaimed" in lines[-1]


def test_command_gives_a_list_as_json(call: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    found = json.loads(call("inspect", tmp_path / "a.txt", "--why", "--json").out)
    assert {key: found[4][key] for key in ("char_start", "char_end", "what", "rule", "text")} == {
        "char_start": PAGE.index("Risks"),
        "char_end": PAGE.index("Risks") + 23,
        "what": "heading",
        "rule": "known_heading",
        "text": "Risks and Complications",
    }
    assert [each["text"] for each in found] == [each.text for each in of(PAGE)]


def test_command_writes_the_html_page_too(call: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    done = call("inspect", tmp_path / "a.txt", "--why", "--html", tmp_path / "a.html")
    assert done.code == 0 and "known_heading -> risks" in done.out and (tmp_path / "a.html").exists()


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_rejected_page_has_no_lines(call: Any, tmp_path: Path, more: list[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    done = call("inspect", tmp_path / "a.txt", "--why", *more)
    assert (done.code, done.out) == (1, "") and "rejected" in done.err


# --- the tree and the HTML page ---------------------------------------------------------------------------------------


def test_tree_and_html_page_name_the_rules(call: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    tree = call("inspect", tmp_path / "a.txt").out
    assert "Knee Scan line_above_code" in tree
    assert "line 9, parsed, known_heading" in tree and "chrome (copyright)" in tree
    inspected = inspection(RawPage(uri="a.txt", body=PAGE.encode(), path="a.txt"))
    entries = {(entry.kind, entry.tag): entry for entry in entries_of(inspected)}
    assert ("rule", "run_in_heading") in entries["section", "benefits"].details
    html = render(inspected)
    for rule in ("line_above_code", "known_heading", "copyright", "ruler"):
        assert f'title="{RULE_BY_NAME[rule].reason}"' in html.replace("&#39;", "'")
