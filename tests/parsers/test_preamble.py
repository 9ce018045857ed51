"""What stands before the first heading: title, code-system line, stray lines, introduction, boilerplate."""

from __future__ import annotations

import pytest

from parsers.codes import FoundCode
from parsers.grammar.preamble import Preamble, read_preamble
from parsers.page import Block
from parsers.readers.html import read_html
from parsers.readers.plain import read_plain


def preamble(text: str, has_sections: bool = True) -> Preamble:
    return read_preamble(read_plain(text), has_sections)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


def test_line_before_the_code_system_is_the_title_and_a_short_line_after_it_a_stray() -> None:
    found = preamble("Scan of the knee\nCPT4 code\n\nKnee scan\n")
    assert found.title is not None and found.title.text == "Scan of the knee"
    assert (found.code_system, found.codes, texts(found.strays)) == ("CPT", (), ["Knee scan"])
    assert texts(found.introduction) == []


def test_sentence_after_the_code_system_is_no_stray() -> None:
    found = preamble("Scan of the knee\nCPT4 code\n\nA look into the joint.\n\nKnee scan\n")
    assert (texts(found.strays), texts(found.introduction)) == ([], ["A look into the joint.", "Knee scan"])


@pytest.mark.parametrize(
    ("line", "system", "codes"),
    [
        ("HCPCS code: J0585", "HCPCS", (FoundCode("J0585", "HCPCS"),)),
        ("CPT4 code", "CPT", ()),
        # near misses
        ("The code of conduct", None, ()),
        ("CPT codes are set by a panel of experts every year", None, ()),
    ],
)
def test_code_system_line(line: str, system: str | None, codes: tuple[FoundCode, ...]) -> None:
    found = preamble(f"Scan of the knee\n{line}\n")
    assert (found.code_system, found.codes) == (system, codes)


def test_code_in_the_title_is_found_and_a_number_is_not() -> None:
    assert preamble("Scan of the knee (73721)\n").codes == (FoundCode("73721", None),)
    assert preamble("Scan of 2 knees in 2026\n").codes == ()


def test_sentence_after_the_title_is_the_introduction() -> None:
    found = preamble("Scan of the knee\n\nA look into the joint.\n")
    assert found.title is not None and texts(found.introduction) == ["A look into the joint."]
    assert texts(found.claimed) == ["Scan of the knee"], "the introduction is claimed by the section that it becomes"


def test_sentence_is_no_title() -> None:
    found = preamble("A look into the joint. It does not hurt.\n")
    assert found.title is None and len(found.introduction) == 1


def test_lines_before_a_title_that_is_a_heading_are_boilerplate_and_before_another_are_not() -> None:
    found = read_preamble(read_html("<p>Our clinic</p><h1>Knee Scan</h1><p>A look.</p>").blocks, True)
    assert (texts(found.boilerplate), texts(found.introduction)) == (["Our clinic"], ["A look."])
    found = preamble("Our clinic\n\nKnee Scan\nCPT4 code\n")
    assert (texts(found.boilerplate), found.title and found.title.text) == ([], "Knee Scan")


def test_lead_of_a_further_procedure_on_a_page_is_kept() -> None:
    blocks = read_html("<p>Our clinic</p><h1>Knee Scan</h1>").blocks
    assert texts(read_preamble(blocks, True, keeps_lead=True).introduction) == ["Our clinic"]
