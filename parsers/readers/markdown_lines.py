"""Lines of a Markdown page while it is read: their pieces, and how lines become blocks and a map back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parsers.page import Block
from parsers.readers.markup import LONGEST_HEADING
from parsers.source_map import Piece, SourceMap
from parsers.text import EDGE, clean

_LINE_END = re.compile(r"\r\n?|\n")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+|[^ \t\n\r\f\v]+")
_ODD_BLANK = re.compile(r"[\t\n\r\f\v]|  ")
_MOST_TRIMMED = 100


class MarkdownLine(NamedTuple):
    """One block to be: its words, the piece of its marker, and what else a `Block` says. `is_head`: a row of a table's heads."""

    body: list[Piece]
    marker: Piece | None = None
    kind: str = "line"
    printed: str = ""
    depth: int = 0
    gap: int = 1
    level: int = 0
    href: str | None = None
    link_only: bool = False
    boilerplate: str | None = None
    is_head: bool = False

    @property
    def start(self) -> int:
        """Where the line begins in the source."""
        return (self.marker or self.body[0]).start


class Source:
    """A page's text by lines, as CommonMark counts them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends = [0], []
        for found in _LINE_END.finditer(text):
            self.ends.append(found.start())
            self.starts.append(found.end())
        self.ends.append(len(text))

    def line(self, number: int) -> str:
        """One line, without its end; empty beyond the last."""
        return self.text[self.starts[number] : self.ends[number]] if number < len(self.ends) else ""

    def span(self, first: int, after: int) -> tuple[int, int]:
        """The span of the lines from `first` to before `after`."""
        last = min(after, len(self.ends)) - 1
        return (self.starts[first], self.ends[last]) if first <= last else (len(self.text), len(self.text))

    def places(self, content: str, first: int, column: int | None = None) -> Places:
        """Where the lines of a token's content stand from line `first` on; `column`: the line's cell is looked for from there."""
        offsets: list[int] = []
        places: list[int] = []
        offset = 0
        if column is None:
            first = self._first_of(content.partition("\n")[0].strip(), first)
        for number, part in enumerate(content.split("\n"), first):
            core = part.strip()
            line = self.line(number).rstrip()
            at = len(line) - len(core) if column is None and line.endswith(core) else line.find(core, column or 0)
            begin = self.starts[min(number, len(self.starts) - 1)]
            offset_of_core = offset + len(part) - len(part.lstrip())
            if at >= 0:
                offsets.append(offset_of_core)
                places.append(begin + at)
            else:
                _place_escaped(core, line, begin, offset_of_core, offsets, places, column or 0)
            offset += len(part) + 1
        return Places(offsets, places, len(self.text))

    def _first_of(self, core: str, first: int) -> int:
        """The line at which a content begins: a no-break space alone in its lines before is text to the parser, and then trimmed."""
        number = first
        while number < len(self.ends) and core not in self.line(number) and number - first < _MOST_TRIMMED:
            number += 1
        return number if core in self.line(number) else first


def _place_escaped(
    core: str, line: str, begin: int, offset: int, offsets: list[int], places: list[int], column: int
) -> None:
    """The parts of a cell between pipes that are escaped in the source."""
    for part in core.split("|"):
        at = line.find(part, column)
        column = column if at < 0 else at + len(part)
        offsets.append(offset)
        places.append(begin + (column if at < 0 else at))
        offset += len(part) + 1


class Places:
    """Offsets of a token's content to offsets of the source."""

    def __init__(self, offsets: list[int], places: list[int], length: int) -> None:
        self._offsets, self._places, self._length = offsets, places, length

    def at(self, offset: int) -> int:
        """Where `offset` of the content stands."""
        index = max(0, bisect_right(self._offsets, offset) - 1)
        return min(self._length, self._places[index] + max(0, offset - self._offsets[index]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span within a line of the content stands."""
        begin = self.at(start)
        return begin, max(begin, self.at(end - 1) + 1) if end > start else begin


def collapse(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces with each run of white space as one blank, and none at the ends."""
    found: list[Piece] = []
    is_blank = True
    for piece in pieces:
        for part in _parts(piece):
            text = part.text
            if is_blank and text[:1] == " ":
                part = _without_first(part)
                text = part.text
            if text:
                found.append(part)
                is_blank = text[-1] == " "
    if found and is_blank:
        last = found.pop()
        if last.text != " ":
            end = last.end - 1 if last.end - last.start == len(last.text) else last.end
            found.append(last._replace(text=last.text[:-1], end=end))
    return found


def _parts(piece: Piece) -> Iterator[Piece]:
    text, start, end, is_bold = piece
    if _ODD_BLANK.search(text) is None:
        yield piece
    elif end - start != len(text):
        yield Piece(" ".join(text.split()) or " ", start, end, is_bold)
    else:
        for found in _BLANKS.finditer(text):
            low, high = start + found.start(), start + found.end()
            yield Piece(" " if found[0].isspace() else found[0], low, high, is_bold)


def _without_first(piece: Piece) -> Piece:
    is_literal = piece.end - piece.start == len(piece.text)
    return piece._replace(text=piece.text[1:], start=piece.start + 1 if is_literal else piece.start)


def joined(parts: Iterable[list[Piece]], between: str = " ") -> list[Piece]:
    """Lists of pieces as one, parted by a blank or a tab that stands nowhere in the source."""
    found: list[Piece] = []
    for index, part in enumerate(parts):
        if index:
            end = found[-1].end if found else (part[0].start if part else 0)
            found.append(Piece(between, end, end, bool(found) and found[-1].is_bold))
        found.extend(part)
    return found


def laid_out(lines: list[MarkdownLine], source_map: SourceMap) -> list[Block]:
    """The blocks of the lines, with spans into the words of the map, which gets all pieces."""
    texts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for line in lines:
        begin = position
        if line.marker is not None:
            source_map.add(position, line.marker)
            texts.append(line.marker.text + " ")
            position += len(line.marker.text) + 1
        start = position
        for piece in line.body:
            source_map.add(position, piece)
            position += len(piece.text)
        text = "".join([piece.text for piece in line.body])
        texts.append(text + "\n")
        blocks.append(_block(line, text, begin, start))
        position += 1
    source_map.words = "".join(texts)
    return blocks


def _block(line: MarkdownLine, text: str, begin: int, start: int) -> Block:
    strong = len(text) if line.is_head else _strong(line.body)
    level = line.level
    boilerplate = line.boilerplate
    if not clean(text):
        boilerplate = boilerplate or ("markdown_mark" if text.strip(EDGE) else "invisible")
    is_bold_line = strong >= len(text) or (strong > 1 and text[strong:] == ":")
    if line.kind == "line" and level == 0 and is_bold_line and len(text) <= LONGEST_HEADING:
        level = 7
    return Block(
        line.kind,
        text,
        start,
        start + len(text),
        line.printed,
        begin,
        line.depth,
        line.gap,
        level,
        strong,
        line.href,
        boilerplate,
        line.link_only,
    )


def _strong(pieces: list[Piece]) -> int:
    """The number of characters at the start that are set in bold."""
    count = 0
    for piece in pieces:
        if not piece.is_bold:
            break
        count += len(piece.text)
    return count
