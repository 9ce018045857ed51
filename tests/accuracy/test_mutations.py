"""The variants of `make accuracy`: every mutation makes some, the same in every run, and their truth stands on their pages."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from itertools import pairwise

import pytest

from schemas.vocabulary.sections import SECTION_KEYS, SECTION_TABLES, TYPED_TABLES
from tests.accuracy import documents, rendering
from tests.accuracy import run as accuracy
from tests.accuracy.golden import COLUMNS, Case, load_cases
from tests.accuracy.measuring import GOLDEN, measure, measure_case
from tests.accuracy.mutations.base import random_for
from tests.accuracy.mutations.table import MUTATIONS, variants
from tests.accuracy.pagetext import is_html, slices, source
from tests.accuracy.report import below_floors, mutation_lines, table_lines
from tests.accuracy.truth import headings, keys, value

CASES = {case.name: case for case in load_cases()}
LEAST = 20


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Case]]:
    """All variants, by case and mutation."""
    return {name: dict(variants(case)) for name, case in CASES.items()}


def variant(case: str, mutation: str) -> Case:
    return dict(variants(CASES[case], [mutation]))[mutation]


def column(case: Case, table: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(value(row, table, name) for name in columns) for row in case.expected[table]]


# --- all variants -----------------------------------------------------------------------------------------------------


def test_every_mutation_makes_variants(made: dict[str, dict[str, Case]]) -> None:
    counts = Counter(name for each in made.values() for name in each)
    assert set(counts) == set(MUTATIONS)
    assert min(counts.values()) >= 5, counts.most_common()[-5:]


def test_every_case_has_variants_enough(made: dict[str, dict[str, Case]]) -> None:
    assert not {name: len(each) for name, each in made.items() if len(each) < LEAST}


def test_mutations_have_a_name_and_say_what_they_do() -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9_]+", name) and mutation.says for name, mutation in MUTATIONS.items())


@pytest.mark.parametrize("name", ["family-nested-bullets-cut-off-at-end", "html-site-tables", "site-lead-in-headings"])
def test_variants_are_the_same_in_every_run(made: dict[str, dict[str, Case]], name: str) -> None:
    case = CASES[name]
    before = (case.page, {table: list(rows) for table, rows in case.expected.items()})
    again = dict(variants(case, list(reversed(MUTATIONS))))
    assert again == made[name]
    assert (case.page, case.expected) == before


def test_random_numbers_do_not_depend_on_the_process() -> None:
    assert random_for(CASES["family-pair-flat"], "crlf").randrange(10**9) == 916563586


def test_truth_is_well_formed(made: dict[str, dict[str, Case]]) -> None:
    for name, each in made.items():
        for mutation, case in {GOLDEN: CASES[name], **each}.items():
            check_rows(case, f"{name} / {mutation}")
            check_items(case, f"{name} / {mutation}")


def check_rows(case: Case, where: str) -> None:
    for table, rows in case.expected.items():
        assert all(len(row) == len(COLUMNS[table]) + 1 for row in rows), (where, table)
        assert all(row[0] in {each[0] for each in case.expected["procedures"]} for row in rows), (where, table)
    filled = set()
    for row in case.expected["sections"]:
        key, state = value(row, "sections", "section"), value(row, "sections", "state")
        assert key in SECTION_KEYS, where
        assert state in ("parsed", "empty", "unparsed"), where
        filled |= {key} if state != "empty" else set()
    for key, tables in TYPED_TABLES.items():
        assert key in filled or not any(case.expected[table] for table in tables), (where, key)


def check_items(case: Case, where: str) -> None:
    groups: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in case.expected["section_items"]:
        groups.setdefault((row[0], value(row, "section_items", "section_position")), []).append(row)
    counts: Counter[str] = Counter()
    for row in case.expected["sections"]:
        counts[row[0]] += 1
        items = groups.pop((row[0], str(counts[row[0]])), [])
        assert bool(items) == (value(row, "sections", "state") != "empty"), (where, row)
        assert [value(item, "section_items", "position") for item in items] == [
            str(n + 1) for n in range(len(items))
        ], where
        for item in items:
            check_item(item, items, where)
    assert not groups, where


def check_item(row: tuple[str, ...], items: list[tuple[str, ...]], where: str) -> None:
    kind, marker, parent, depth = (
        value(row, "section_items", name) for name in ("kind", "marker", "parent_position", "depth")
    )
    assert bool(marker) == (kind in ("bullet", "numbered")), (where, row)
    assert value(row, "section_items", "text") or value(row, "section_items", "label"), (where, row)
    if parent:
        above = items[int(parent) - 1]
        assert int(parent) < int(value(row, "section_items", "position")), (where, row)
        assert int(value(above, "section_items", "depth")) == int(depth) - 1, (where, row)
    else:
        assert depth == "0", (where, row)


# --- the truth against the page, without the parser -------------------------------------------------------------------


def readable(case: Case) -> str:
    """The letters and digits of a page."""
    body = case.page.body
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode("cp1252")
    if is_html(case):
        text = unescape(re.sub(r"<[^>]*>", "", text))
    return letters(text)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def printed(case: Case) -> list[str]:
    """What a truth says is printed, in page order: headings, sub-headings, labels and texts."""
    said: list[str] = []
    items = iter([*case.expected["section_items"], ()])
    item = next(items)
    counts: Counter[str] = Counter()
    for row in case.expected["sections"]:
        counts[row[0]] += 1
        said.append(value(row, "sections", "heading"))
        seen = ""
        while item and item[0] == row[0] and value(item, "section_items", "section_position") == str(counts[row[0]]):
            subsection = value(item, "section_items", "subsection")
            said += [subsection if subsection != seen else "", value(item, "section_items", "label")]
            said.append(value(item, "section_items", "text"))
            seen = subsection
            item = next(items)
    return said


def test_the_truth_stands_on_the_page(made: dict[str, dict[str, Case]]) -> None:
    for name, each in made.items():
        for mutation, case in {GOLDEN: CASES[name], **each}.items():
            page = readable(case)
            at = 0
            for text in map(letters, printed(case)):
                found = page.find(text, at)
                assert found >= 0, f"{name} / {mutation}: {text!r} does not stand on the page, or not in its order"
                at = found + len(text)
            assert all(letters(title) in page for (title,) in column(case, "procedures", "title")), (name, mutation)


# --- single mutations -------------------------------------------------------------------------------------------------


def test_flat_loses_numbers_and_nesting() -> None:
    case = variant("html-family-nested-lists", "printed_flat")
    assert "\n\n" not in source(case)
    assert "\n- Air is added to open the folds\n" in source(case)
    assert set(column(case, "section_items", "kind", "marker", "depth")) == {
        ("paragraph", "", "0"),
        ("bullet", "-", "0"),
    }
    assert [int(number) for (number,) in column(case, "steps", "step_number")] == [1, 2, 3, 4, 5, 6]
    assert column(case, "similar_codes", "url") == [("",)]


def test_a_removed_section_takes_its_facts_and_shifts_positions() -> None:
    name = "family-pair-pretty"
    case = variant(name, "section_removed")
    gone = set(keys(CASES[name])) - set(keys(case))
    assert len(gone) == 1
    assert len(slices(case).parts) == len(slices(CASES[name]).parts) - 1
    assert all(not case.expected[table] for key in gone for table in SECTION_TABLES.get(key, ()))
    assert max(int(at) for (at,) in column(case, "section_items", "section_position")) <= len(keys(case))


def test_an_emptied_section_keeps_its_heading() -> None:
    case = variant("family-pair-flat", "section_emptied")
    assert len(keys(case)) == len(keys(CASES["family-pair-flat"]))
    assert sum(state == "empty" for (state,) in column(case, "sections", "state")) == 2


def test_reversed_sections_keep_the_introduction_first() -> None:
    name = "site-lead-in-headings"
    case = variant(name, "sections_reversed")
    assert headings(case) == ["", *reversed(headings(CASES[name])[1:])]


def test_deleted_headings_leave_two_blank_lines() -> None:
    case = variant("family-pair-pretty", "headings_deleted")
    assert headings(case).count("") == 7
    assert source(case).count("\n\n\n") == 7
    assert "\nPurpose\n" not in source(case)


def test_wrapped_lines_hang_under_their_item() -> None:
    case = variant("family-pair-pretty", "wrapped_72")
    assert max(map(len, source(case).split("\n"))) <= 72
    assert case.expected == CASES["family-pair-pretty"].expected


def test_apostrophes_change_page_and_truth() -> None:
    case = variant("family-flat-colons-and-subheadings", "apostrophes_straight")
    assert "\u2019" not in source(case)
    assert ("Doctor's office",) in column(case, "settings", "text")


def test_printing_in_its_own_form_loses_no_word() -> None:
    case = CASES["family-pair-pretty"]
    document = documents.document_of(case)
    assert document is not None
    assert rendering.pretty(document) == source(case)
    assert documents.retold(case.expected, document) == case.expected


# --- measuring --------------------------------------------------------------------------------------------------------


def test_a_wrong_row_lowers_the_score() -> None:
    case = CASES["family-pair-pretty"]
    right = measure(case, GOLDEN)
    assert not right.wrong
    assert below_floors([right]) == []
    other = case._replace(expected=case.expected | {"benefits": [("1", "A longer life")]})
    wrong = measure(other, "crlf")
    assert wrong.scores["benefits"].recall == wrong.scores["benefits"].precision == 0
    assert {row.table for row in wrong.wrong} == {"benefits"}
    assert below_floors([wrong])[0].startswith("below the floor on variants: benefits recall 0.00")


def test_worst_mutations_come_first() -> None:
    case = CASES["family-pair-pretty"]
    pages = measure_case(case, ["crlf", "bom_utf8"], golden=True)
    pages.append(measure(case._replace(expected=case.expected | {"risks": []}), "utf16_le"))
    lines = mutation_lines(pages)
    assert "utf16_le" in lines[2]
    assert all(before.split("|")[4] <= after.split("|")[4] for before, after in pairwise(lines[3:]))
    assert any(line.startswith("| risks ") for line in table_lines(pages))


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main(["--only", "family-pair-*", "--mutation", "crlf", "--show", "3"]) == 0
    assert "2 golden pages, 2 variants by 1 mutations" in capsys.readouterr().out
    assert accuracy.main(["--only", "no-such-case"]) == 2
    assert accuracy.main(["--only", "family-pair-flat", "--write"]) == 2
