"""The values of the grammar: sections with their items, and the document that they make."""

from __future__ import annotations

from typing import NamedTuple

from parsers.page import Block, Cell


class Item(NamedTuple):
    """One paragraph, list item or table row.

    `start:end` spans label and text, without the marker; `value_start` is where the text after the label begins; `claim_start` is where
    the printed marker begins. `meaning` is what its label, else its sub-heading or parent, means in this section
    (`schemas.vocabulary.labels`); `label_meaning` is what the label alone means.
    """

    position: int
    kind: str
    marker: str | None
    depth: int
    parent: int | None
    subsection: str | None
    label: str | None
    text: str
    start: int
    end: int
    value_start: int
    claim_start: int
    meaning: str | None
    label_meaning: str | None
    is_lead: bool
    href: str | None
    cells: tuple[Cell, ...] | None = None


class Section(NamedTuple):
    """One section: its key, its heading as printed (None if inferred), its items, its span on the page, and the rule that opened it."""

    key: str
    heading: str | None
    items: tuple[Item, ...]
    text: str | None
    start: int
    end: int
    rule: str


class Draft:
    """A section while it is being cut: the rule that opened it, its heading block and the blocks of its body.

    `subheads` holds indexes into `body`.
    """

    __slots__ = ("body", "heading", "heading_text", "key", "level", "rule", "subheads")

    def __init__(
        self, key: str, rule: str, heading: Block | None = None, heading_text: str | None = None, level: int = 0
    ) -> None:
        self.key = key
        self.rule = rule
        self.heading = heading
        self.heading_text = heading_text
        self.level = level
        self.body: list[Block] = []
        self.subheads: set[int] = set()

    def add(self, block: Block, is_subhead: bool = False) -> None:
        """Append a block to the body, as a sub-heading or as content."""
        if is_subhead:
            self.subheads.add(len(self.body))
        self.body.append(block)
