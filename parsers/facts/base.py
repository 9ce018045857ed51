"""What all facts share: the sink that collects rows and findings, and common ways to read items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from parsers.facts.columns import CELL, is_repeated, row_statements
from parsers.grammar.document import Item, Section
from parsers.page import Finding
from parsers.text import BLANK, clean, sentences, split_list, trim

Rows = dict[type[NamedTuple], list[NamedTuple]]
Row = TypeVar("Row", bound=NamedTuple)

# Line breaks of wrapped text and no-break spaces say nothing to facts; spans stay what they are.
_ODD_BLANK = re.compile(f"[{re.escape(BLANK.replace(' ', ''))}]")
_AS_SPACE = dict.fromkeys(map(ord, BLANK), " ")


def plain_blanks(text: str) -> str:
    """A text of the same length in which every blank is a plain one."""
    spaced = text.replace("\n", " ").replace("\t", " ")
    # What is printable holds no blanks but plain ones.
    is_plain = spaced.isprintable() or _ODD_BLANK.search(spaced) is None
    return spaced if is_plain else spaced.translate(_AS_SPACE)


class Facts:
    """Collects one procedure's rows of the typed tables, by row class, and findings on them.

    `page` is the page's text with plain blanks (`plain_blanks`): all spans are offsets into it.
    """

    __slots__ = ("findings", "page", "procedure_id", "rows")

    def __init__(self, procedure_id: str, page: str, findings: list[Finding]) -> None:
        self.procedure_id = procedure_id
        self.page = page
        self.findings = findings
        self.rows: Rows = {}

    def rows_of(self, row_class: type[Row]) -> list[Row]:
        """The rows of one table so far, to be appended to: the position of the next is their number plus one."""
        rows = self.rows.get(row_class)
        if rows is None:
            rows = self.rows[row_class] = []
        return rows  # type: ignore[return-value]  # under a class stand rows of that class

    def words(self, start: int, end: int) -> str:
        """The page's own words in a span, white space cleaned."""
        return clean(self.page[start:end])

    def count(self) -> int:
        """The number of rows of all tables so far."""
        return sum(map(len, self.rows.values()))

    def note(self, code: str, message: str, section: str, start: int, end: int) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, message, section, start, end))


def statements(section: Section, page: str, *, repeats: bool = False) -> Iterator[Item]:
    """The items that state something: not lead-ins, and not parents that only name what hangs under them.

    Of a table's rows the entries of the cells that state something; `repeats`: also those that only span a row.
    """
    is_beside: bool | None = None
    for item in section.items:
        if item.is_lead or not item.text:
            continue
        if item.cells is None:
            yield item
        elif (found := row_statements(item, section.key, page)) is not None:
            yield from (entry for entry in found if _is_stated(entry, repeats))
        else:
            # A table whose headings mean nothing here, beside other statements, is about something else.
            is_beside = _has_others(section) if is_beside is None else is_beside
            if not is_beside:
                yield item


def _is_stated(entry: Item, repeats: bool) -> bool:
    return not entry.is_lead and bool(entry.text) and (repeats or entry.kind != CELL or not is_repeated(entry))


def _has_others(section: Section) -> bool:
    return any(item.kind != "row" and not item.is_lead and item.text for item in section.items)


_SWALLOWED = frozenset(
    ("patient_criteria", "equipment", "anesthesia", "common", "uncommon", "rare", "before", "during", "after")
)


def whole(item: Item) -> tuple[int, int]:
    """The span of an item's statement: without its label if a column of its table says what the label said."""
    return (item.value_start if item.label_meaning in _SWALLOWED else item.start, item.end)


def stop_trimmed(page: str, start: int, end: int) -> tuple[int, int]:
    """A span without a full stop at its end, as the members of an enumeration are given."""
    start, end = trim(page, start, end)
    while end > start and page[end - 1] in ".;,:":
        end -= 1
    return trim(page, start, end)


def members(page: str, start: int, end: int, *, words: bool = True) -> list[tuple[int, int]]:
    """Spans of the members of an enumeration, without closing stops and the words that join them."""
    found = (
        stop_trimmed(page, low, high) for low, high in split_list(page, *stop_trimmed(page, start, end), words=words)
    )
    return [span for span in found if span[0] < span[1]]


def page_sentences(page: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in a span of the page."""
    return [(start + low, start + high) for low, high in sentences(page[start:end])]
