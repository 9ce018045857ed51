"""Tables as grids: which cells hold for a row, under which headings, and what the facts make of them."""

from __future__ import annotations

import time

import pytest

from parsers.page import RawPage
from parsers.parse import ParsedPage, parse_page
from schemas.rows import TABLE_OF

HOW_OFTEN = "<tr><th>Risk</th><th>How often</th></tr>"


def parsed(body: str, media_type: str = "text/html") -> ParsedPage:
    page = f"<html><body><h1>Toe pad wrap</h1>{body}</body></html>" if media_type == "text/html" else body
    found = parse_page(RawPage("toe", page.encode(), media_type=media_type))
    assert found.account.unclaimed == 0
    return found


def rows(found: ParsedPage, table: str, *columns: str) -> list[tuple[object, ...]]:
    return [
        tuple(getattr(row, column) for column in columns)
        for row_class, of_class in found.procedures[0].rows.items()
        if TABLE_OF[row_class] == table
        for row in of_class
    ]


def table(heading: str, inner: str) -> ParsedPage:
    return parsed(f"<h2>{heading}</h2><table>{inner}</table>")


RISKS = {
    "two rows of headings": (
        "<tr><th rowspan=2>Risk</th><th colspan=2>How often</th></tr><tr><th>Adults</th><th>Children</th></tr>"
        "<tr><td>Redness</td><td>common</td><td>rare</td></tr>",
        [("Redness", "common"), ("Redness", "rare")],
    ),
    "empty corner over headings of rows": (
        "<tr><td></td><th>Common</th><th>Rare</th></tr><tr><th>Skin</th><td>Redness, itching</td><td>Scar</td></tr>",
        [("Redness", "common"), ("itching", "common"), ("Scar", "rare")],
    ),
    "first column of headings": (
        f"{HOW_OFTEN}<tr><th scope=row>Redness</th><td>common</td></tr><tr><th scope=row>Scar</th><td>rare</td></tr>",
        [("Redness", "common"), ("Scar", "rare")],
    ),
    "spans that are no numbers": (
        f"{HOW_OFTEN}<tr><td colspan=0>Redness</td><td colspan=-3>common</td></tr>"
        "<tr><td colspan=x>Scar</td><td rowspan=y>rare</td></tr>",
        [("Redness", "common"), ("Scar", "rare")],
    ),
    "span over more rows than there are": (
        "<tr><th>How often</th><th>Risk</th></tr><tr><td rowspan=9>Rare</td><td>Scar</td></tr><tr><td>Ulcer</td></tr>",
        [("Scar", "rare"), ("Ulcer", "rare")],
    ),
    "span to the end of its group": (
        "<thead><tr><th>How often</th><th>Risk</th></tr></thead>"
        "<tbody><tr><td rowspan=0>Rare</td><td>Scar</td></tr><tr><td>Ulcer</td></tr></tbody>"
        "<tbody><tr><td>Common</td><td>Redness</td></tr></tbody>",
        [("Scar", "rare"), ("Ulcer", "rare"), ("Redness", "common")],
    ),
    "risk over two rows, of one frequency": (
        "<tr><th>Risk</th><th>How often</th><th>What to do</th></tr>"
        "<tr><td rowspan=2>Redness</td><td rowspan=2>common</td><td>Cool it</td></tr><tr><td>Call us</td></tr>",
        [("Redness", "common")],
    ),
    "headings in bold": (
        "<tr><td><b>Risk</b></td><td><b>How often</b></td></tr><tr><td>Redness</td><td>common</td></tr>",
        [("Redness", "common")],
    ),
    "headings by their words": (
        "<tr><td>How often</td><td>Complication</td></tr><tr><td>Rare</td><td>Scar</td></tr>",
        [("Scar", "rare")],
    ),
    "no headings": (
        "<tr><td>Redness</td><td>common</td></tr><tr><td>Scar</td><td>rare</td></tr>",
        [("Redness", "common"), ("Scar", "rare")],
    ),
    "risk and what is done": (
        "<tr><th>Complication</th><th>What we do</th></tr><tr><td>Redness</td><td>Cool it, and wait</td></tr>",
        [("Redness", None)],
    ),
    "caption that means something": (
        "<caption>Rare risks</caption><tr><th>Risk</th><th>What to do</th></tr><tr><td>Scar</td><td>Wait</td></tr>",
        [("Scar", "rare")],
    ),
    "caption that means nothing": (
        f"<caption>Table 1. Last year</caption>{HOW_OFTEN}<tr><td>Scar</td><td>rare</td></tr>",
        [("Scar", "rare")],
    ),
    "total": (
        f"{HOW_OFTEN}<tr><td>Scar</td><td>rare</td></tr><tfoot><tr><td>Total</td><td>rare</td></tr></tfoot>",
        [("Scar", "rare")],
    ),
    "rows under a cell over the whole width": (
        "<tr><th>Risk</th><th>What to do</th></tr><tr><th colspan=2>Common</th></tr><tr><td>Redness</td><td>Wait</td></tr>"
        "<tr><td colspan=2>Rare</td></tr><tr><td>Scar</td><td>Call us</td></tr>",
        [("Redness", "common"), ("Scar", "rare")],
    ),
    "lines of a cell": (
        "<tr><th>Common</th><th>Rare</th></tr><tr><td>Redness<br>Sore<br>skin</td><td><p>Scar</p><p>Ulcer</p></td></tr>",
        [("Redness", "common"), ("Sore skin", "common"), ("Scar", "rare"), ("Ulcer", "rare")],
    ),
    "lines that go on": (
        "<tr><th>Risk</th><th>How often</th></tr><tr><td>Sore<br>skin</td><td>common</td></tr>",
        [("Sore skin", "common")],
    ),
    "list beside a heading of its row": (
        "<tr><th>Common</th><td><ul><li>Redness</li><li>Sores</li></ul></td></tr><tr><th>Rare</th><td><ul><li>Scar</li></ul></td></tr>",
        [("Redness", "common"), ("Sores", "common"), ("Scar", "rare")],
    ),
    "table in a cell": (
        f"{HOW_OFTEN}<tr><td>Scar</td><td>rare<table><tr><td>men</td></tr><tr><td>women</td></tr></table></td></tr>",
        [("Scar", "rare")],
    ),
    "hidden words in a cell": (
        f"{HOW_OFTEN}<tr><td>Scar <span class=sr-only>see below</span> tissue</td><td>rare</td></tr>",
        [("Scar tissue", "rare")],
    ),
}


@pytest.mark.parametrize("name", RISKS)
def test_risks_of_a_table(name: str) -> None:
    inner, expected = RISKS[name]
    assert rows(table("Risks", inner), "risks", "text", "frequency") == expected


def test_steps_are_numbered_by_their_column() -> None:
    inner = (
        "<tr><th>Step</th><th>What happens</th><th>Who</th></tr><tr><td>1</td><td>The toe is cleaned</td><td>Nurse</td></tr>"
        "<tr><td>3.</td><td>The pad is put on</td><td>Nurse</td></tr>"
    )
    found = table("Procedure", inner)
    assert rows(found, "steps", "step_number", "label", "text") == [
        (1, None, "The toe is cleaned"),
        (3, None, "The pad is put on"),
    ]


def test_steps_in_words_and_their_phase() -> None:
    inner = "<tr><th>Phase</th><th>Step</th></tr><tr><td>Start</td><td>Clean the toe</td></tr><tr><td>End</td><td>Wrap it</td></tr>"
    assert rows(table("Procedure", inner), "steps", "step_number", "label", "text") == [
        (1, "Start", "Clean the toe"),
        (2, "End", "Wrap it"),
    ]


def test_table_of_tools_gives_tools_and_no_steps() -> None:
    inner = "<tr><th>Item</th><th>Quantity</th></tr><tr><td>Pad</td><td>1</td></tr><tr><td>Tape</td><td>2</td></tr>"
    found = parsed(f"<h2>Procedure</h2><ol><li>Wrap the toe</li></ol><h3>Equipment</h3><table>{inner}</table>")
    assert rows(found, "equipment", "text") == [("Pad",), ("Tape",)]
    assert rows(found, "steps", "text") == [("Wrap the toe",)]


def test_instructions_by_phase() -> None:
    inner = (
        "<tr><th>When</th><th>What to do</th></tr><tr><td rowspan=2>Week 1</td><td>Keep the toe dry</td></tr>"
        "<tr><td>Rest</td></tr><tr><td>Week 2</td><td><ul><li>Walk</li><li>Bathe</li></ul></td></tr>"
    )
    assert rows(table("Recovery", inner), "recovery", "text") == [
        ("Keep the toe dry",),
        ("Rest",),
        ("Walk",),
        ("Bathe",),
    ]


def test_personnel_with_what_they_do() -> None:
    inner = "<tr><th>Staff</th><th>When</th><th>Task</th></tr><tr><td>Nurse</td><td>If needed</td><td>Cleans the toe</td></tr>"
    assert rows(table("Personnel", inner), "personnel", "role", "text", "condition", "duty") == [
        ("nurse", "Nurse", "If needed", "Cleans the toe")
    ]


@pytest.mark.parametrize(
    "inner",
    [
        "<tr><td>Redness</td></tr><tr><td>Scar</td></tr>",
        "<tr><td><p>Redness</p><p>Scar</p></td><td><p>Ulcer</p></td></tr>",
        "<tr><td><ul><li>Redness</li></ul></td><td><ul><li>Scar</li></ul></td></tr>",
        "<tr><td><table><tr><td>Redness</td></tr></table></td><td>Scar</td></tr>",
    ],
)
def test_table_that_arranges_the_page_is_none(inner: str) -> None:
    found = table("Risks", inner)
    assert "row" not in {block.kind for block in found.read.blocks}
    assert len(rows(found, "risks", "text")) >= 2


def test_table_within_one_that_arranges_the_page_holds_data() -> None:
    found = parsed(
        f"<table role=presentation><tr><td><h2>Risks</h2><table>{HOW_OFTEN}<tr><td>Scar</td><td>rare</td></tr></table></td></tr></table>"
    )
    assert rows(found, "risks", "text", "frequency") == [("Scar", "rare")]


def test_rows_of_plain_text_have_their_headings() -> None:
    page = "Toe pad wrap\n\nRisks\n\n| Risk | How often | What to do |\n| --- | --- | --- |\n| Redness | common | Wait |\n| Scar | rare | Call |\n"
    assert rows(parsed(page, "text/plain"), "risks", "text", "frequency") == [("Redness", "common"), ("Scar", "rare")]


def test_rows_of_plain_text_without_headings_keep_no_pipes() -> None:
    page = "Toe pad wrap\n\nRisks\n\n| Redness | common |\n| Scar | rare |\n"
    assert rows(parsed(page, "text/plain"), "risks", "text", "frequency") == [("Redness", "common"), ("Scar", "rare")]


def test_cells_cut_the_text() -> None:
    found = table("Risks", f"{HOW_OFTEN}<tr><td></td><td rowspan=2>common <br> in men</td></tr><tr><td>Scar</td></tr>")
    cells = [cell for block in found.read.blocks for cell in block.cells or ()]
    assert [found.read.text[cell.start : cell.end] for cell in cells if cell.text] == [
        cell.text for cell in cells if cell.text
    ]
    assert [cell.is_carried for cell in cells if cell.text == "common in men"] == [False, True]


def test_hostile_spans_cost_nothing() -> None:
    wide = "<td colspan=99999999999999999999 rowspan=100000>x</td>" * 400
    body = f"<h2>Risks</h2><table><tr>{wide}</tr>{'<tr><td>y</td></tr>' * 3000}</table>"
    start = time.process_time()
    parsed(body)
    assert time.process_time() - start < 2
