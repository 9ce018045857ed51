"""The outline: which lines open a section, which are sub-headings, and what stands under each."""

from __future__ import annotations

import pytest

from parsers.grammar.sections import Cutter
from parsers.page import Block
from parsers.readers.html import read_html
from parsers.readers.plain import read_plain
from parsers.text import clean

FAMILY = "Knee Scan\nCPT4 code\n\nName of the Procedure\n\nScan\n\nSummary\n\nA scan.\n\nPurpose\n\nTo see.\n\n"


def cut(blocks: list[Block], is_markup: bool = False) -> Cutter:
    cutter = Cutter(blocks, [clean(block.text) for block in blocks], is_markup)
    cutter.cut()
    return cutter


def outline(text: str) -> list[tuple[str, list[str]]]:
    """Section and the texts under it, sub-headings in brackets."""
    return sections(cut(read_plain(text)))


def sections(cutter: Cutter) -> list[tuple[str, list[str]]]:
    return [
        (draft.key, [f"[{block.text}]" if i in draft.subheads else block.text for i, block in enumerate(draft.body)])
        for draft in cutter.drafts
    ]


def test_known_headings_open_sections_and_what_stands_before_is_the_preamble() -> None:
    cutter = cut(read_plain("Knee Scan\n\nRisks\n\n• Pain\n\nBenefits\n\n• Relief\n"))
    assert sections(cutter) == [("risks", ["Pain"]), ("benefits", ["Relief"])]
    assert [block.text for block in cutter.preamble] == ["Knee Scan"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Risks", "risks"),
        ("RISKS:", "risks"),
        ("What are the risks?", "risks"),
        ("How should I prepare?", "preparation"),
        # near misses
        ("The risks are small.", None),
        ("Risks, if any, are told by your doctor;", None),
        ("about 30 minutes", None),
    ],
)
def test_lines_that_open_a_section(line: str, key: str | None) -> None:
    opened = [draft.key for draft in cut(read_plain(f"Summary\n\nA scan.\n\n{line}\n\nWords follow here.\n")).drafts]
    assert opened == (["summary", key] if key else ["summary"])


def test_label_at_the_start_of_a_paragraph_opens_its_section() -> None:
    assert outline("Summary: A scan.\n\nRisks: Pain and fever.\n") == [
        ("summary", ["A scan."]),
        ("risks", ["Pain and fever."]),
    ]


def test_label_with_a_meaning_in_its_section_is_a_subheading() -> None:
    assert outline("Risks\n\nCommon:\n\n• Pain\n\nRare:\n\n• Death\n") == [
        ("risks", ["[Common:]", "Pain", "[Rare:]", "Death"])
    ]


def test_numbered_headings_are_told_from_numbered_steps() -> None:
    assert [key for key, _ in outline("1. Indications\nPain.\n\n2. Risks\nFever.\n")] == ["indications", "risks"]
    assert outline("Steps\n\n1. Risks are told.\n2. A needle is set.\n")[0][1] == [
        "Risks are told.",
        "A needle is set.",
    ]


def test_page_of_the_family_is_known_by_its_headings_which_no_label_repeats() -> None:
    cutter = cut(read_plain(f"{FAMILY}Risks and Complications\n\n• Pain\n\nSummary: few have any.\n"))
    assert cutter.is_family
    assert [draft.key for draft in cutter.drafts] == ["name", "summary", "purpose", "risks"]
    assert not cut(read_plain("Knee Scan\n\nSummary\n\nA scan.\n")).is_family


def test_unknown_heading_keeps_its_text_under_other_with_a_finding() -> None:
    cutter = cut(read_html("<h2>Risks</h2><p>Pain.</p><h2>Parking</h2><p>Behind the house.</p>").blocks, True)
    assert sections(cutter) == [("risks", ["Pain."]), ("other", ["Behind the house."])]
    assert [found.code for found in cutter.findings] == ["heading_unknown"]


def test_heading_below_the_sections_own_is_a_subheading() -> None:
    cutter = cut(read_html("<h2>Risks</h2><h3>In children</h3><p>Pain.</p>").blocks, True)
    assert sections(cutter) == [("risks", ["[In children]", "Pain."])]


def test_what_stands_under_a_heading_of_the_site_is_boilerplate() -> None:
    page = "<h2>Risks</h2><p>Pain.</p><h2>Related services</h2><p>Hip scan</p><h2>Benefits</h2><p>Relief.</p>"
    cutter = cut(read_html(page).blocks, True)
    assert [(block.text, rule) for block, rule in cutter.boilerplate] == [
        ("Related services", "site_section"),
        ("Hip scan", "site_section"),
    ]
    assert [draft.key for draft in cutter.drafts] == ["risks", "benefits"]


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        # A section of the site ends at the next heading of its rank, or a higher one, whatever that says.
        (
            "<h2>Risks</h2><p>Pain.</p><h2>Ready to book?</h2><p>Call.</p><h2>A good day</h2><p>Sun.</p>",
            ["Pain.", "Sun."],
        ),
        (
            "<p><b>Contact us today!</b></p><h1>Toe wrap</h1><p>A toe is wrapped.</p><h2>Risks</h2><p>Pain.</p>",
            ["Pain."],
        ),
        # What stands deeper belongs to it, a section's name too.
        ("<h2>Risks</h2><p>Pain.</p><h2>Meet our doctors</h2><h3>Recovery</h3><p>Dr. A.</p>", ["Pain."]),
        # Near misses: questions of the page that begin alike.
        ("<h2>Risks</h2><p>Pain.</p><h2>Why choose a wrap over a pad?</h2><p>It holds.</p>", ["Pain.", "It holds."]),
    ],
)
def test_section_of_the_site_ends_at_the_next_heading_of_its_rank(page: str, kept: list[str]) -> None:
    assert [text for _, texts in sections(cut(read_html(page).blocks, True)) for text in texts] == kept


def test_name_in_small_above_a_heading_says_what_the_heading_is_about() -> None:
    page = "<h1>Toe wrap</h1><span>What it is</span><h2>The wrap explained</h2><p>A wrap.</p><h2>Risks</h2><p>Pain.</p>"
    cutter = cut(read_html(page).blocks, True)
    assert [(draft.key, draft.heading_text, draft.rule) for draft in cutter.drafts] == [
        ("summary", "The wrap explained", "eyebrow_heading"),
        ("risks", "Risks", "known_heading"),
    ]
    # A line of text that only reads like a section's name stays text.
    near = "<h1>Toe wrap</h1><h2>Place</h2><p>Hospital</p><h2>Risks</h2><p>Pain.</p>"
    assert [block.text for block, _ in cut(read_html(near).blocks, True).boilerplate] == []
