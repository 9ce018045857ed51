"""Rows of tables to what they state: the cells under a heading that the section knows, each entry of a list by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.grammar.document import Item
from parsers.grammar.headings import COLUMNS, column_kinds, fold, label_kind
from parsers.page import Cell
from parsers.text import clean
from schemas.vocabulary.labels import TOTALS

# The kind of an item that is one entry of a cell; items of sections never have it.
CELL = "cell"
_SECTIONS = frozenset(section for section, _ in COLUMNS)
_NUMBER = re.compile(r"(?:step\s*)?\(?\d{1,3}[.):]?", re.I)


def row_statements(item: Item, section: str, page: str) -> Iterator[Item] | None:
    """The statements of a row with cells, in the order of the page; None where no heading of its table means anything in the section."""
    cells = item.cells or ()
    if section not in _SECTIONS:
        return iter((item,))
    kinds = [kind_of(cell, section) for cell in cells]
    if any(fold(cell.text) in TOTALS for cell in cells[:1]):
        return iter(())
    heads = [
        cell
        for cell, kind in zip(cells, kinds, strict=True)
        if kind == "label" or (kind in ("", "frequency", "statement") and _heads(cell))
    ]
    if not any(kinds):
        return _unheaded(item, cells, section, page)
    stating = [cell for cell, kind in zip(cells, kinds, strict=True) if _states(kind) and cell.text]
    if not stating:
        stating = [
            cell for cell, kind in zip(cells, kinds, strict=True) if not kind and cell.text and not cell.is_carried
        ][:1]
    return _of_cells(item, cells, stating, heads, section, page)


def _heads(cell: Cell) -> bool:
    return cell.is_head or not cell.headers


def _states(kind: str) -> bool:
    return kind == "statement" or kind == "equipment" or kind.startswith("category")


def kind_of(cell: Cell, section: str) -> str:
    """What a cell is in its row by the headings of its column; `category MEANING` if they name one; empty if they name nothing."""
    found = column_kinds(section, cell.headers)
    if not found:
        return ""
    if found[0] == "category":
        return " ".join(found)
    if found[0] == "number" and len(found) > 1 and not _NUMBER.fullmatch(cell.text):
        return found[-1]
    return found[0]


def cells_of_kind(item: Item, section: str, kind: str) -> list[Cell]:
    """The cells of an item's row that are of a kind, also those that span it from a row before."""
    return [cell for cell in item.cells or () if cell.text and kind_of(cell, section) == kind]


def is_repeated(item: Item) -> bool:
    """Whether an entry was printed in a row before, and only spans this one."""
    return any(cell.is_carried and cell.start <= item.start < cell.end for cell in item.cells or ())


def _unheaded(item: Item, cells: tuple[Cell, ...], section: str, page: str) -> Iterator[Item] | None:
    """A row whose table has no headings that mean anything: read by its first cell if that has a meaning, or spans rows, or names a list."""
    filled = [cell for cell in cells if cell.text]
    printed = [cell for cell in filled if not cell.is_carried]
    if not printed:
        return iter(())
    means = [cell for cell in filled[:-1] if label_kind(section, cell.text) is not None]
    if any(cell.headers for cell in cells) and not means and item.meaning is None:
        return None
    head = next(iter(means), filled[0] if len(filled) > 1 else None)
    if len(filled) == 2 and head is filled[0] and (head.is_carried or len(printed[-1].entries) > 1):
        return _of_cells(item, cells, [filled[1]], [head], section, page)
    if len(filled) == 1 and len(printed[0].entries) > 1:
        return _of_cells(item, cells, printed, [], section, page)
    second = printed[1].start if item.label and len(printed) > 1 else printed[0].start
    return iter(
        (item._replace(start=printed[0].start, end=printed[-1].end, value_start=second, claim_start=printed[0].start),)
    )


def _of_cells(
    item: Item, cells: tuple[Cell, ...], stating: list[Cell], heads: list[Cell], section: str, page: str
) -> Iterator[Item]:
    number = next((cell.text for cell in cells if kind_of(cell, section) == "number"), None)
    label = next((cell.text for cell in reversed(heads) if cell not in stating), None)
    named = next((found for cell in reversed(heads) if (found := label_kind(section, cell.text)) is not None), None)
    for cell in stating:
        kind = kind_of(cell, section)
        own = kind.partition(" ")[2] or (kind if kind == "equipment" else None)
        before = any(kind_of(other, section) == "frequency" and other.start < cell.start for other in cells)
        meaning = own or named or (label_kind(section, label) if label else None) or item.meaning
        if meaning is None and section == "procedure_description" and (kind == "statement" or number is not None):
            meaning = "steps"
        is_single = len(cell.entries) == 1
        for start, end in cell.entries:
            text = clean(page[start:end])
            yield item._replace(
                kind=CELL,
                marker=number,
                label=label,
                text=text,
                start=start,
                end=end,
                value_start=start,
                claim_start=start,
                meaning=meaning,
                label_meaning=meaning if is_single and (own or named or before) else None,
                is_lead=text.endswith(":"),
            )
