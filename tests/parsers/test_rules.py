"""The registry of rules: every name that a parser module gives stands in it, and every name in it is given somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import parsers
from parsers.boilerplate import LINE_RULES
from parsers.conservation import account
from parsers.page import RawPage
from parsers.parse import parse_page
from parsers.readers import markup
from parsers.sites import SITES
from schemas.vocabulary.rules import DECISIONS, RULE_BY_NAME, RULES, SECTION_RULES
from tests.accuracy.golden import Case, load_cases
from tests.accuracy.measuring import rules_of

CASES = list(load_cases())
FILES = sorted(Path(parsers.__file__).parent.rglob("*.py"))
SOURCES = "\n".join(path.read_text("utf-8") for path in FILES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_rules_of_golden_pages_are_in_the_registry(case: Case) -> None:
    assert {name for name, _ in rules_of(parse_page(case.page)).items() if name not in RULE_BY_NAME} == set()


def test_every_rule_of_the_tables_is_in_the_registry() -> None:
    lines = {name for name, _ in LINE_RULES} | {name for site in SITES for name, _ in site.boilerplate}
    elements = {*markup.BOILERPLATE_TAGS.values(), *markup.BOILERPLATE_ROLES.values()}
    elements |= {*markup._BOILERPLATE_WORDS.values(), *markup._EXACT_CLASS.values()}
    assert [name for name in sorted(lines | elements) if RULE_BY_NAME[name].decides != "boilerplate"] == []


def given_as_rules(tree: ast.Module) -> Iterator[str]:
    """The words that a module gives as a rule's name: to a parameter or from a function that says so, or as the first of a rule and a key."""
    for node in ast.walk(tree):
        found: list[ast.expr | None] = []
        if isinstance(node, ast.FunctionDef) and node.name.endswith("_rule"):
            found = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
        elif isinstance(node, ast.Assign) and any(
            isinstance(each, ast.Name) and each.id == "rule" for each in node.targets
        ):
            found = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            found = [each.value for each in node.keywords if each.arg in ("boilerplate", "rule")]
            found += node.args[:1] if name in ("add_boilerplate", "add_later", "_open") else []
            found += node.args[1:2] if name == "Draft" else []
        elif isinstance(node, ast.Tuple) and len(node.elts) == 3 and ast.unparse(node.elts[1]).endswith(".end"):
            found = [node.elts[2]]
        plain = (value for value in found if isinstance(value, ast.Constant | ast.IfExp | ast.BoolOp))
        constants = (each for value in plain for each in ast.walk(value))
        yield from (each.value for each in constants if isinstance(each, ast.Constant) and isinstance(each.value, str))


def test_every_name_that_is_given_as_a_rule_is_in_the_registry() -> None:
    claims = {"title", "code_system", "name", "heading", "subheading", "item", ""}
    named = {name for path in FILES for name in given_as_rules(ast.parse(path.read_text("utf-8")))}
    assert {"known_heading", "introduction", "template_order", "masthead", "contents_list", "button", "ruler"} <= named
    assert named - claims - set(RULE_BY_NAME) == set()


def test_every_rule_is_given_somewhere() -> None:
    given = set(re.findall(r'"([a-z_]+)"', SOURCES))
    assert [rule.name for rule in RULES if rule.name not in given] == []


def test_rules_have_names_of_their_own_and_a_reason_in_one_line() -> None:
    assert len(RULE_BY_NAME) == len(RULES)
    assert {rule.decides for rule in RULES} == set(DECISIONS)
    for rule in RULES:
        assert re.fullmatch(r"[a-z][a-z_]+", rule.name), rule
        assert rule.reason[0].isupper() and not rule.reason.endswith(".") and "\n" not in rule.reason, rule
        assert len(rule.reason) <= 140, rule


def test_sections_opened_by_each_heading_rule_say_so() -> None:
    body = "Knee Scan\n\nRisks\n\nBleeding may occur.\n\nBenefits: quick relief.\n\nWhat It Costs Us\n\nMuch, and then more of it than that.\n"
    found = parse_page(RawPage(uri="a.txt", body=body.encode(), path="a.txt")).procedures[0].sections
    assert {section.rule for section in found} <= {rule.name for rule in SECTION_RULES}
    assert [(section.key, section.rule) for section in found][:2] == [
        ("risks", "known_heading"),
        ("benefits", "run_in_heading"),
    ]


# --- titles -----------------------------------------------------------------------------------------------------------

BODY = "\n\nRisks\n\nBleeding\n"
TITLES = {
    "line_above_code": ("Knee scan\n\nHCPCS code" + BODY, "Knee scan"),
    "first_line": ("Knee Scan" + BODY, "Knee Scan"),
    "highest_heading": ("<h1>Knee Scan</h1><h2>Risks</h2><p>Bleeding</p>", "Knee Scan"),
    "heading_above_code": ("<h1>Knee Scan</h1><p>Of a clinic</p><p>HCPCS code</p><h2>Risks</h2><p>Bleeding</p>", "Knee Scan"),
    "line_below_code": ("HCPCS code\n\n" + "Injection into the joint of a knee, " * 6 + "single level", None),
    "title_element": ("<title>Knee Scan | Clinic</title><p>It shows the knee.</p>", "Knee Scan"),
    "structured_name": ('<script type="application/ld+json">{"@type": "MedicalProcedure", "name": "Knee Scan"}</script><p>It shows it.</p>', "Knee Scan"),
    "first_short_line": ("HCPCS code J0585\n\nIt shows the knee.", None),
    "address": ("It shows the knee.", "knee scan"),
}  # fmt: skip


@pytest.mark.parametrize("rule", TITLES)
def test_title_says_its_rule(rule: str) -> None:
    text, title = TITLES[rule]
    found = parse_page(RawPage(uri="https://a.example/knee-scan", body=text.encode())).procedures[0]
    assert found.title_rule == rule
    assert title is None or found.title == title


# --- spans ------------------------------------------------------------------------------------------------------------


def test_adjoining_spans_of_one_rule_are_one_and_a_claimed_character_counts_once() -> None:
    text = "aa  bb cc dd\n\u200b\nee"
    found = account(text, [(10, 12, "item")], [(4, 6, "one"), (0, 2, "one"), (7, 11, "two")])
    assert found.taken == ((0, 6, "one"), (7, 11, "two"))
    assert (found.content, found.claimed, found.boilerplate, found.unclaimed) == (11, 1, 7, 3)
    claimed = [(0, 12, "item"), (15, 17, "item")]
    assert account(text, claimed, []).taken == ((12, 15, "invisible"),)
    assert account(text, [(0, 17, "item")], [(3, 8, "one")]).taken == ()


def test_claimed_text_parts_spans_of_one_rule() -> None:
    found = account("aa bb cc", [(3, 5, "item")], [(0, 2, "one"), (6, 8, "one")])
    assert found.taken == ((0, 2, "one"), (6, 8, "one"))
