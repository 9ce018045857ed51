"""The items of a section: labels, nesting, sub-headings, and two labels in one line."""

from __future__ import annotations

import pytest

from parsers.grammar.document import Draft, Item, Section
from parsers.grammar.items import build_section
from parsers.readers.html import read_html
from parsers.readers.plain import read_plain


def section(key: str, text: str, *subheads: int) -> Section:
    """The section of some lines; `subheads` counts lines from 0."""
    draft = Draft(key, "known_heading")
    for index, block in enumerate(read_plain(text)):
        draft.add(block, index in subheads)
    return build_section(draft, text)


def items(key: str, text: str, *subheads: int) -> tuple[Item, ...]:
    return section(key, text, *subheads).items


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("Bleeding: in few people", "Bleeding", "in few people"),
        ("**Bleeding:** in few people", "Bleeding", "in few people"),
        ("• Bleeding: in few people", "Bleeding", "in few people"),
        # near misses
        ("The risks are these: pain and fever", None, "The risks are these: pain and fever"),
        ("At 10:30 you come in", None, "At 10:30 you come in"),
        ("see https://clinic.example/risks", None, "see https://clinic.example/risks"),
        ("Bleeding:", None, "Bleeding:"),
        ("It is safe. Bleeding: rare", None, "It is safe. Bleeding: rare"),
    ],
)
def test_label_of_an_item(line: str, label: str | None, text: str) -> None:
    (item,) = items("risks", line)
    assert (item.label, item.text) == (label, text)


def test_spans_leave_out_the_marker_and_the_value_begins_after_the_label() -> None:
    text = "• Bleeding: rare"
    (item,) = items("risks", text)
    assert text[item.start : item.end] == "Bleeding: rare"
    assert text[item.value_start : item.end] == "rare" and text[item.claim_start] == "•"


def test_two_known_labels_in_one_line_are_two_items() -> None:
    found = items("procedure_description", "Tools: a needle, a probe. Anesthesia: a local one")
    assert [(item.label, item.text, item.meaning) for item in found] == [
        ("Tools", "a needle, a probe.", "equipment"),
        ("Anesthesia", "a local one", "anesthesia"),
    ]
    assert len(items("procedure_description", "Tools: a needle, a probe. Colour: blue")) == 1


def test_nested_item_names_its_parent_and_takes_its_meaning() -> None:
    common, pain, rare = items("risks", "• Common:\n  • Pain\n• Rare: death")
    assert (pain.parent, pain.depth, pain.meaning, common.is_lead) == (common.position, 1, "common", True)
    assert (rare.parent, rare.meaning) == (None, "rare")


def test_subheading_holds_until_the_next() -> None:
    found = items("risks", "Common\n\n• Pain\n\nElsewhere\n\n• Fever", 0, 2)
    assert [(item.subsection, item.meaning, item.text) for item in found] == [
        ("Common", "common", "Pain"),
        ("Elsewhere", None, "Fever"),
    ]


def test_row_of_two_cells_is_label_and_text_and_of_three_is_not() -> None:
    page = read_html("<table><tr><td>Pain</td><td>common</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>")
    draft = Draft("risks", "known_heading")
    for block in page.blocks:
        draft.add(block)
    assert [(item.kind, item.label, item.text) for item in build_section(draft, page.text).items] == [
        ("row", "Pain", "common"),
        ("row", None, "a | b | c"),
    ]


def test_text_of_a_section_has_its_subheadings_and_labels() -> None:
    assert section("risks", "Common\n\n• Pain: a little\n\n• Fever", 0).text == "Common\nPain: a little\nFever"
