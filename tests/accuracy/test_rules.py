"""The count of how often each rule decides, as `make accuracy` prints and writes it."""

from __future__ import annotations

import re

from schemas.vocabulary.rules import RULES
from tests.accuracy.golden import load_cases
from tests.accuracy.measuring import GOLDEN, measure
from tests.accuracy.rules import document, rule_lines

PAGE = measure(next(case for case in load_cases() if case.name == "site-run-in-paragraphs"), GOLDEN)
VARIANT = PAGE._replace(mutation="headings_upper_case", rules={"ruler": 3})


def cells(lines: list[str]) -> dict[str, list[str]]:
    """The cells of a table by those in its column of rules."""
    found = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return {row[1]: row for row in found}


def test_rules_are_counted_on_golden_pages_and_on_variants() -> None:
    found = cells(rule_lines([PAGE, PAGE, VARIANT]))
    assert found["run_in_heading"] == ["section", "run_in_heading", str(2 * PAGE.rules["run_in_heading"]), "0"]
    assert found["ruler"][2:] == [str(2 * PAGE.rules.get("ruler", 0)), "3"]
    assert len(found) == len(RULES) + 2


def test_rules_that_no_golden_page_shows_are_listed() -> None:
    line = rule_lines([PAGE])[-1]
    unused = [rule.name for rule in RULES if not PAGE.rules.get(rule.name)]
    assert line == f"{len(unused)} of {len(RULES)} rules decide nothing on a golden page: {', '.join(unused)}"
    assert cells(rule_lines([PAGE]))["ruler"][3] == "", "no variant was measured"


def test_document_has_every_rule_with_its_reason() -> None:
    text = document([PAGE, VARIANT])
    for rule in RULES:
        assert re.search(rf"^\| `{rule.name}` +\| .*\| {re.escape(rule.reason)} +\|$", text, re.M), rule
    assert text.count("\n## ") == 3 and text.endswith("|\n")
