"""Words that a reader took out of a text with marks, and the way back from them to the text."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from parsers.conservation import NamedSpan, Span


class Piece(NamedTuple):
    """Some words of a line, and the span of the source that they came from.

    Where both are of the same length they are the same characters; else the whole span stands for the whole piece (`&ndash;`).
    """

    text: str
    start: int
    end: int
    is_bold: bool = False


class SourceMap:
    """The words of a page, as readers of facts need them, and where in the page's own text each of them stands.

    `marks` are the spans of the source that are no words, with the rule that took each.
    """

    __slots__ = ("_at", "_ends", "_lengths", "_starts", "marks", "words")

    def __init__(self) -> None:
        self.words = ""
        self.marks: list[NamedSpan] = []
        self._at: list[int] = []  # where each piece begins in `words`
        self._lengths: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, at: int, piece: Piece) -> None:
        """Note that `piece` stands at offset `at` of the words; pieces come in order."""
        self._at.append(at)
        self._lengths.append(len(piece.text))
        self._starts.append(piece.start)
        self._ends.append(piece.end)

    def start(self, offset: int) -> int:
        """Where in the source what begins at `offset` of the words begins."""
        index = bisect_right(self._at, offset) - 1
        if index < 0:
            return 0
        inside = offset - self._at[index]
        if inside >= self._lengths[index]:  # between two pieces
            return self._starts[index + 1] if index + 1 < len(self._at) else self._ends[index]
        return self._starts[index] + (inside if self._is_literal(index) else 0)

    def end(self, offset: int) -> int:
        """Where in the source what ends at `offset` of the words ends."""
        index = bisect_right(self._at, offset - 1) - 1
        if index < 0:
            return 0
        inside = offset - self._at[index]
        if inside >= self._lengths[index] or not self._is_literal(index):
            return self._ends[index]
        return self._starts[index] + inside

    def span(self, start: int, end: int) -> Span:
        """A span of the words as one of the source, of at least one character: words that stand nowhere have the one before them."""
        begin, stop = self.start(start), self.end(end)
        return (begin, stop) if begin < stop else (max(0, begin - 1), max(1, begin))

    def _is_literal(self, index: int) -> bool:
        return self._ends[index] - self._starts[index] == self._lengths[index]
