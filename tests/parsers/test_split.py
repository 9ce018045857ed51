"""Pages with several procedures: where one ends and the next begins."""

from __future__ import annotations

from parsers.grammar.sections import Cutter
from parsers.grammar.split import ProcedurePart, split_procedures
from parsers.page import Block
from parsers.readers.html import read_html
from parsers.readers.plain import read_plain
from parsers.text import clean

ONE = "<h2>Risks</h2><p>Pain.</p><h2>Benefits</h2><p>Relief.</p>"


def parts(blocks: list[Block], is_markup: bool = True) -> list[ProcedurePart]:
    cutter = Cutter(blocks, [clean(block.text) for block in blocks], is_markup)
    cutter.cut()
    return split_procedures(cutter.preamble, cutter.drafts)


def shape(found: list[ProcedurePart]) -> list[tuple[list[str], list[str]]]:
    """The lines before the first heading of each part, and its sections."""
    return [([block.text for block in part.preamble], [draft.key for draft in part.drafts]) for part in found]


def test_page_with_one_procedure_is_one_part() -> None:
    assert shape(parts(read_html(f"<h1>Knee Scan</h1>{ONE}").blocks)) == [(["Knee Scan"], ["risks", "benefits"])]


def test_titles_before_repeated_sections_begin_procedures() -> None:
    page = read_html(f"<h1>Knee Scan</h1>{ONE}<h1>Hip Scan</h1>{ONE}<h1>Toe Scan</h1>{ONE}")
    assert shape(parts(page.blocks)) == [
        (["Knee Scan"], ["risks", "benefits"]),
        (["Hip Scan"], ["risks", "benefits"]),
        (["Toe Scan"], ["risks", "benefits"]),
    ]


def test_title_in_plain_text_is_taken_from_the_end_of_the_section_before() -> None:
    one = "Risks\n\n• Pain.\n\nBenefits\n\n• Relief.\n\n"
    found = parts(read_plain(f"Knee Scan\n\n{one}Hip Scan\n\nCPT code\n\n{one}"), False)
    assert shape(found) == [(["Knee Scan"], ["risks", "benefits"]), (["Hip Scan", "CPT code"], ["risks", "benefits"])]
    assert [block.text for block in found[0].drafts[-1].body] == ["Relief."]


def test_one_section_opened_again_is_no_other_procedure() -> None:
    page = read_html(f"<h1>Knee Scan</h1>{ONE}<h2>Risks</h2><p>Fever.</p>")
    assert shape(parts(page.blocks)) == [(["Knee Scan"], ["risks", "benefits", "risks"])]


def test_one_section_again_after_an_unknown_heading_is_no_other_procedure() -> None:
    page = read_html(f"<h1>Knee Scan</h1>{ONE}<h2>In winter</h2><p>The same.</p><h2>Risks</h2><p>Fever.</p>")
    assert shape(parts(page.blocks)) == [(["Knee Scan"], ["risks", "benefits", "other", "risks"])]


def test_repeated_sections_without_a_title_are_no_other_procedure() -> None:
    assert len(parts(read_html(f"<h1>Knee Scan</h1>{ONE}{ONE}").blocks)) == 1
