"""Tables that arrange the page, told from those that hold data, in either tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import Tag
from lxml import etree

from parsers.grammar.headings import exact_section, is_column_heading
from parsers.readers.tree import children_of, found_in, holds, name_of, text_of
from parsers.text import clean

# A table of plain cells, at least two in a row, holds data: nothing further is asked.
_IS_PLAIN = etree.XPath(
    "boolean(.//tr/*[2]) and not(@role or .//h1|.//h2|.//h3|.//h4|.//ul|.//ol|.//table|.//form|.//section|.//article|.//td/p[2])"
)
_TITLES = ("h1", "h2", "h3", "h4")
_PAGE_PARTS = ("form", "section", "article", "nav", "main")
_LONGEST_LABEL = 60  # characters of the cell that labels its row
_GROUPS = ("thead", "tbody", "tfoot")


def is_layout(element: Any) -> bool:
    """Whether a table arranges the page rather than holding data.

    It does by its role, with one column, or where its cells hold parts of a page; without headings also where they hold tables, or lists
    and paragraphs with no short cell before them that names them.
    """
    if not isinstance(element, Tag) and _IS_PLAIN(element):
        return False
    if str(element.get("role") or "").strip().lower() in ("presentation", "none"):
        return True
    rows = [[cell for cell in children_of(row) if name_of(cell) in ("td", "th")] for row in _rows(element)]
    if all(len(row) < 2 for row in rows):
        return True
    data = [cell for row in rows for cell in row if name_of(cell) == "td"]
    if any(_holds_page(cell) for cell in data):
        return True
    if _is_headed(rows, element):
        return False
    if any(holds(cell, (*_TITLES, "table")) for cell in data):
        return True
    is_full = any(
        holds(cell, ("ul", "ol")) or sum(name_of(child) == "p" for child in children_of(cell)) > 1 for cell in data
    )
    return is_full and not _is_labelled(rows)


def _holds_page(cell: Any) -> bool:
    """Whether a cell holds a part of a page: an element that is one, the page's title, or a section that the project knows."""
    if holds(cell, _PAGE_PARTS) or holds(cell, ("h1", "h2")):
        return True
    return any(exact_section(clean(text_of(title))) is not None for title in found_in(cell, _TITLES))


def _is_headed(rows: list[list[Any]], table: Any) -> bool:
    first = next((row for row in rows if any(text_of(cell).strip() for cell in row)), [])
    if len(first) > 1:
        if any(name_of(child) == "thead" for child in children_of(table)) or all(
            name_of(cell) == "th" for cell in first[1:]
        ):
            return True
        if is_column_heading(tuple(clean(text_of(cell)) for cell in first)) or all(map(_is_bold, first)):
            return True
    return sum(len(row) > 1 and name_of(row[0]) == "th" for row in rows) > 1


def _is_bold(cell: Any) -> bool:
    bold = sum(len(text_of(found).strip()) for found in found_in(cell, ("b", "strong")))
    return 0 < len(text_of(cell).strip()) <= bold


def _is_labelled(rows: list[list[Any]]) -> bool:
    """Whether the first cell of each of several rows is short and plain."""
    filled = [row for row in rows if row]
    return len(filled) > 1 and all(
        len(row) > 1 and 0 < len(text_of(row[0]).strip()) <= _LONGEST_LABEL and not holds(row[0], ("ul", "ol", "table"))
        for row in filled
    )


def _rows(table: Any) -> Iterator[Any]:
    for child in children_of(table):
        if name_of(child) == "tr":
            yield child
        elif name_of(child) in _GROUPS:
            yield from (row for row in children_of(child) if name_of(row) == "tr")
