"""The readers: lines of text and elements of HTML to blocks."""

from __future__ import annotations

import pytest

from parsers.page import Block
from parsers.readers.html import read_html
from parsers.readers.plain import read_plain

Shape = tuple[str, str, str, int]


def shape(block: Block) -> Shape:
    """Kind, printed marker, text and depth."""
    return (block.kind, block.marker, block.text, block.depth)


def plain(text: str) -> list[Shape]:
    return [shape(block) for block in read_plain(text)]


def html(body: str) -> list[Block]:
    return read_html(f"<html><body>{body}</body></html>").blocks


# --- plain text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind", "marker", "text"),
    [
        ("• Bleeding", "bullet", "•", "Bleeding"),
        ("- Bleeding", "bullet", "-", "Bleeding"),
        ("•Bleeding", "bullet", "•", "Bleeding"),
        ("2. Lie down", "numbered", "2.", "Lie down"),
        ("(3) Lie down", "numbered", "(3)", "Lie down"),
        ("a) Lie down", "numbered", "a)", "Lie down"),
        ("| Pain | common |", "row", "", "Pain\tcommon"),
        # near misses
        ("-5 degrees", "line", "", "-5 degrees"),
        ("2.5 hours", "line", "", "2.5 hours"),
        ("o nothing", "line", "", "o nothing"),
        ("Pain | common", "line", "", "Pain | common"),
    ],
)
def test_markers_of_a_line(line: str, kind: str, marker: str, text: str) -> None:
    assert plain(line) == [(kind, marker, text, 0)]


def test_indented_items_hang_under_those_before() -> None:
    assert plain("• One\n  • Inner\n• Two") == [
        ("bullet", "•", "One", 0),
        ("bullet", "•", "Inner", 1),
        ("bullet", "•", "Two", 0),
    ]


def test_wrapped_line_is_joined() -> None:
    first = "A needle is placed beside the joint while the doctor watches"
    assert plain(f"{first}\nits way on a screen.") == [("line", "", f"{first}\nits way on a screen.", 0)]


def test_line_indented_under_an_item_belongs_to_it() -> None:
    assert plain("• A needle\n  Is placed") == [("bullet", "•", "A needle\n  Is placed", 0)]
    assert len(plain("• A needle\nIs placed")) == 2


@pytest.mark.parametrize("second", ["Its way is watched.", "• its way", "Risks"])
def test_line_that_begins_something_new_is_not_joined(second: str) -> None:
    first = "A needle is placed beside the joint while the doctor watches"
    assert len(plain(f"{first}\n{second}")) == 2


@pytest.mark.parametrize(("blanks", "gap"), [(0, 0), (1, 1), (2, 2)])
def test_blank_lines_are_counted(blanks: int, gap: int) -> None:
    assert read_plain("Short line." + "\n" * (blanks + 1) + "Another.")[1].gap == gap


def test_ruler_is_boilerplate_and_a_dash_in_text_is_not() -> None:
    assert [block.boilerplate for block in read_plain("-----\nWell - known.")] == ["ruler", None]


def test_leaked_heading_in_a_line_is_a_block_of_its_own() -> None:
    blocks = read_plain("Rest for a day. ##### Diet")
    assert [(block.text, block.level) for block in blocks] == [("Rest for a day.", 0), ("Diet", 5)]
    assert [block.level for block in read_plain("The #1 choice")] == [0]


@pytest.mark.parametrize("text", ["• One\n  • Inner\n\n2. Two\n| a | b |\n**Bold**", " \u200bRisks \n\n###Pain"])
def test_spans_cut_the_text_of_each_block(text: str) -> None:
    for block in read_plain(text):
        words = block.text.replace("\t", "").replace(" ", "")
        cut = text[block.start : block.end].replace("|", "").replace("*", "").replace(" ", "")
        assert cut == words and 0 <= block.marker_start <= block.start < block.end


# --- HTML -------------------------------------------------------------------------------------------------------------


def test_elements_give_levels_and_kinds() -> None:
    blocks = html("<h1>Scan</h1><h3>Risks</h3><p>Few.</p><ul><li>Pain</li></ul><ol start=4><li>Rest</li></ol>")
    assert [(block.kind, block.level, block.marker, block.text) for block in blocks] == [
        ("line", 1, "", "Scan"),
        ("line", 3, "", "Risks"),
        ("line", 0, "", "Few."),
        ("bullet", 0, "•", "Pain"),
        ("numbered", 0, "4.", "Rest"),
    ]


def test_bold_line_looks_like_a_heading_and_a_bold_word_does_not() -> None:
    bold, word = html("<p><b>Risks</b></p><p><b>Few</b> of them.</p>")
    assert (bold.level, word.level, word.strong) == (7, 0, 3)


def test_nested_list_is_deeper() -> None:
    assert [block.depth for block in html("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>")] == [0, 1, 0]


def test_row_holds_its_cells_and_a_table_that_arranges_the_page_gives_lines() -> None:
    row = "<tr><td>Pain</td><td>common</td></tr>"
    assert [(block.kind, block.text) for block in html(f"<table>{row}</table>")] == [("row", "Pain\tcommon")]
    lines = html(f"<table><tr><td><h2>Risks</h2><p>Few.</p></td></tr>{row}</table>")
    assert {block.kind for block in lines} == {"line"}


@pytest.mark.parametrize(
    ("element", "rule"),
    [
        ("<nav>Home</nav>", "navigation"),
        ("<div class='site-footer'>Us</div>", "footer"),
        ("<div role=banner>Us</div>", "header"),
        ("<p hidden>Us</p>", "hidden"),
        # near misses
        ("<p class='footer-note'>Us</p>", None),
        ("<div class='no-sidebar'>Us</div>", None),
        ("<header><h1>Scan</h1></header>", None),
    ],
)
def test_elements_that_are_boilerplate(element: str, rule: str | None) -> None:
    assert [block.boilerplate for block in html(element)] == [rule]


def test_panel_that_a_button_opens_is_not_hidden() -> None:
    panel = "<div id=risks hidden>Pain</div>"
    assert html(panel)[0].boilerplate == "hidden"
    opened = html(f"<button aria-controls=risks>Risks</button>{panel}")
    assert [block.boilerplate for block in opened] == [None, None]


def test_line_break_leaves_no_gap_and_a_paragraph_does() -> None:
    assert [block.gap for block in html("<p>One<br>two</p><p>Three</p>")] == [1, 0, 1]


def test_text_of_the_page_is_its_blocks_a_line_each() -> None:
    page = read_html("<p>One  <i>and</i>\ntwo</p><script>no()</script><p>Three<br>four</p>")
    assert page.text == "One and two\nThree\nfour"
    assert [page.text[block.start : block.end] for block in page.blocks] == page.text.split("\n")
