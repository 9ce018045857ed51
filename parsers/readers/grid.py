"""The grid of a table: where its cells stand, which rows and columns they span, and which of them are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.grammar.headings import is_column_heading, is_group_heading
from parsers.page import Block, Cell
from parsers.readers.markers import BULLETS, TIGHT_BULLETS
from parsers.text import clean

MAX_COLUMNS = 32  # cells further right have no heading and span no rows: what a row carries along stays small
_MAX_ROWS = 1000
_SPAN = re.compile(r"\s*\+?([0-9]{1,6})")
_BULLET = re.compile(rf"[{BULLETS}]\s+|[{TIGHT_BULLETS}]")
_BEGINS = re.compile(rf"[\"'(\u201c]?[A-Z0-9{BULLETS}]")
_GOES_ON = (",", " and", " or", " of", " the", " to", " -")


class _Break(str):
    """A blank between two lines of a cell; a string like any other piece of text."""

    __slots__ = ()


HARD, SOFT = _Break(" "), _Break(" ")  # between items of a list; between lines

_PLAIN = (1, 1, False)
Raw = tuple[list[str], bool, int, int, bool]  # lines, is th, columns, rows, scope of a row


class Grid:
    """One data table while it is read, row by row. `nested` counts the tables and rows that are open within a cell."""

    __slots__ = (
        "_carried",
        "_group",
        "_heads",
        "_in_head",
        "_is_heading",
        "_is_plain",
        "_pending",
        "_row",
        "_rows",
        "_width",
        "nested",
    )

    def __init__(self) -> None:
        self._row: list[Raw | str] = []  # a cell without attributes, that is no heading and no list, is its text alone
        self._is_plain = True
        self._pending = _PLAIN
        self._heads: list[tuple[str, ...]] = []
        self._carried: dict[int, tuple[int, Cell]] = {}  # column -> rows left, cell
        self._group: Cell | None = None
        self._in_head = self._is_heading = False
        self._rows = self._width = self.nested = 0

    def open_group(self, tag: str) -> None:
        """A `thead`, `tbody` or `tfoot` begins: no cell spans into it."""
        self._in_head = tag == "thead"
        self._is_plain = self._is_plain and not self._in_head
        self._carried.clear()

    def open_cell(self, attributes: Sequence[tuple[str, str]]) -> None:
        """A cell with attributes begins."""
        columns, rows, scope = 1, 1, False
        for name, value in attributes:
            if name == "colspan":
                columns = max(1, min(_number(value), MAX_COLUMNS))
            elif name == "rowspan":  # 0 means to the end of the group
                rows = _number(value, 1) or _MAX_ROWS
            elif name == "scope":
                scope = value.strip().lower().startswith("row")
        self._pending = (columns, min(rows, _MAX_ROWS), scope)

    def close_cell(self, is_head: bool, pieces: list[str]) -> None:
        """A cell ends, whose text is given in pieces."""
        if len(pieces) > 1 and SOFT in pieces:
            lines = _lines(pieces)
        else:
            lines = [clean(pieces[0] if len(pieces) == 1 else "".join(pieces))]
            if self._pending is _PLAIN and not is_head:
                self._row.append(lines[0])
                return
        self._row.append((lines, is_head, *self._pending))
        self._pending = _PLAIN
        self._is_plain = False

    def close_row(self, position: int, is_bold: bool, gap: int, boilerplate: str | None) -> Block | None:
        """The block of a row that begins at `position` of the page's text; None if it holds no text."""
        found, self._row = self._row, []
        if self._is_plain and self._rows:
            text = "\t".join(found).strip("\t")  # type: ignore[arg-type]  # a plain row has nothing else
            end = position + len(text)
            plain = ("row", text, position, end, "", position, 0, gap, 0, 0, None, boilerplate, False, "tr", None)
            return Block._make(plain) if text else None
        row = [([cell], False, *_PLAIN) if isinstance(cell, str) else cell for cell in found]
        self._pending, self.nested = _PLAIN, 0
        texts = [" ".join(lines) for lines, *_ in row]
        text = "\t".join(texts).strip("\t")
        if not text:
            self._carried.clear()
            return None
        is_group = self._is_group(row, texts, is_bold)
        is_heading = not is_group and self._is_heads(row, texts, is_bold)
        all_heads = all(raw[1] for raw in row)
        cells: tuple[Cell, ...] | None = None
        if is_heading or is_group or self._heads or self._carried or self._group or _is_special(row):
            cells = self._place(row, texts, position, is_heading)
            if is_group:
                self._group = next(cell for cell in cells if cell.text and not cell.is_carried)._replace(
                    is_head=True, is_carried=True
                )
        self._rows += 1
        self._is_heading = is_heading
        # Nothing above says anything of the rows below: they are plain, unless their own cells are not.
        self._is_plain = not (self._heads or self._carried or self._group or self._in_head)
        self._width = max(self._width, sum(raw[2] for raw in row))
        strong = len(text) if is_heading or is_group or all_heads else 0
        end = position + len(text)
        return Block("row", text, position, end, "", position, 0, gap, 0, strong, None, boilerplate, False, "tr", cells)

    def _is_group(self, row: list[Raw], texts: list[str], is_bold: bool) -> bool:
        """Whether one cell over the whole width names what stands below it."""
        if sum(map(bool, texts)) != 1 or sum(raw[2] for raw in row) < max(2, self._width):
            return False
        at = next(index for index, text in enumerate(texts) if text)
        return row[at][2] > 1 and (row[at][1] or is_bold or is_group_heading(texts[at]))

    def _is_heads(self, row: list[Raw], texts: list[str], is_bold: bool) -> bool:
        """Whether a row holds the headings of columns: by its place, by its elements, in bold or by its words."""
        if self._in_head:
            return True
        if len(row) < 2 and not self._carried:
            return False
        if all(raw[1] and not raw[4] for raw in row):
            return True
        # An empty corner, and in the first row also one with words, may be an ordinary cell.
        if (not texts[0] or self._rows == 0) and any(texts[1:]) and all(raw[1] and not raw[4] for raw in row[1:]):
            return True
        if self._rows or sum(map(bool, texts)) < 2:
            return False
        return is_bold or is_column_heading(tuple(texts))

    def _place(self, row: list[Raw], texts: list[str], position: int, is_heading: bool) -> tuple[Cell, ...]:
        """The cells that hold for a row, by their columns; headings are remembered for the rows below."""
        placed: list[Cell] = [] if self._group is None else [self._group]
        carried, self._carried = self._carried, {}
        heads = list(self._heads) if self._is_heading else []
        column = 0
        at = position
        is_begun = False
        for (lines, is_head, columns, rows, _), text in zip(row, texts, strict=True):
            column = self._pass_carried(column, carried, placed)
            headers = self._heads[column] if column < len(self._heads) else ()
            cell = _cell(lines, text, at, headers, is_head and not is_heading)
            placed.append(cell)
            if text:
                is_begun = True
            at += len(text) + is_begun  # leading empty cells leave no tab
            stop = min(column + columns, MAX_COLUMNS)
            for covered in range(column, stop):
                if is_heading:
                    heads.extend(() for _ in range(covered + 1 - len(heads)))
                    heads[covered] = (*heads[covered], text)
                if rows > 1 and covered == column and text:
                    self._carried[covered] = (rows - 1, cell._replace(is_carried=True))
                elif rows > 1:
                    self._carried[covered] = (rows - 1, cell._replace(text="", is_carried=True))
            column += columns
        for rest in sorted(carried):
            self._carry(rest, carried, placed)
        if is_heading:
            self._heads = [tuple(filter(None, words)) for words in heads]
        return tuple(placed)

    def _pass_carried(self, column: int, carried: dict[int, tuple[int, Cell]], placed: list[Cell]) -> int:
        """Add the cells that span into this row at `column`; the next free column."""
        while column in carried:
            self._carry(column, carried, placed)
            column += 1
        return column

    def _carry(self, column: int, carried: dict[int, tuple[int, Cell]], placed: list[Cell]) -> None:
        left, cell = carried.pop(column)
        if cell.text:
            placed.append(cell)
        if left > 1:
            self._carried.setdefault(column, (left - 1, cell))


def _number(value: str, otherwise: int = 1) -> int:
    found = _SPAN.match(value)
    return int(found[1]) if found else otherwise


def _is_special(row: list[Raw]) -> bool:
    """Whether a row has more to tell than its text: a cell that spans rows, or one that holds a list."""
    return any(rows > 1 or len(lines) > 1 for lines, _, _, rows, _ in row)


def _lines(pieces: list[str]) -> list[str]:
    """The lines of a cell: the items of its lists, or what breaks part where the next begins like a line of its own."""
    parting = HARD if any(piece is HARD for piece in pieces) else SOFT
    lines: list[list[str]] = [[]]
    for piece in pieces:
        if piece is parting:
            lines.append([])
        else:
            lines[-1].append(piece)
    found = [line for line in map(clean, map("".join, lines)) if line]
    if parting is HARD:
        return found or [""]
    joined = found[:1]
    for line in found[1:]:
        if _BEGINS.match(line) and not joined[-1].endswith(_GOES_ON):
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line}"
    return joined or [""]


def _cell(lines: list[str], text: str, start: int, headers: tuple[str, ...], is_head: bool) -> Cell:
    entries: list[tuple[int, int]] = []
    at = start
    for line in lines:
        bullet = _BULLET.match(line)
        entries.append((at + (bullet.end() if bullet and bullet.end() < len(line) else 0), at + len(line)))
        at += len(line) + 1
    return Cell(text, start, start + len(text), tuple(entries), headers, is_head, False)
