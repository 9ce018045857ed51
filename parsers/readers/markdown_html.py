"""Raw HTML inside Markdown: read by the HTML reader, its words found again in the source."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from parsers.readers.html import read_html
from parsers.readers.markdown_lines import MarkdownLine
from parsers.source_map import Piece
from parsers.text import INVISIBLE

_TOKEN = re.compile(
    r"<!--(?:(?!-->).)*+(?:-->|\Z)|<(?P<code>script|style)\b[^>]*+>(?:(?!</(?P=code)).)*+(?:</(?P=code)[^>]*+>|\Z)|<[a-z/!?][^<>]*+>"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?)|(?P<words>[^<&]+|[<&])",
    re.I | re.S,
)
# Characters that are looked ahead for words which the HTML reader leaves out.
_WINDOW = 4000
_HOLDS_MARKDOWN = re.compile(r"<\w[^<>]*\smarkdown\b")


def html_lines(
    text: str, start: int, end: int, markup: str, inner: Callable[[MarkdownLine], MarkdownLine]
) -> list[MarkdownLine]:
    """The lines of a piece of HTML (`markup`), which stands in `text[start:end]`; `inner` reads Markdown in a line of it.

    Only elements that say so (`<figcaption markdown>`) hold Markdown. Never raises.
    """
    shown = _Shown(text, start, end)
    if not shown.text:
        return []
    page = read_html(markup)
    lines: list[MarkdownLine] = []
    for block in page.blocks:
        begin = block.marker_start if 0 <= block.marker_start < block.start else block.start
        skip = block.start - begin
        marker, body = shown.pieces(page.text[begin : block.end], skip, block.strong)
        if body:
            lines.append(
                MarkdownLine(
                    body,
                    marker,
                    block.kind,
                    block.marker,
                    block.depth,
                    block.gap,
                    block.level,
                    block.href,
                    block.link_only,
                    block.boilerplate,
                    block.kind == "row" and block.strong == len(block.text) > 0,
                )
            )
    if _HOLDS_MARKDOWN.search(markup):
        lines = [inner(line) for line in lines]
    # What lxml makes of broken markup need not stand in it.
    return [line for line in lines if any(piece.end > piece.start for piece in line.body)]


def is_blank(character: str) -> bool:
    """Whether a character is not counted when words are looked for."""
    return character.isspace() or ord(character) in INVISIBLE


class _Shown:
    """The characters of a piece of HTML that are shown, without blanks, and where each stands in the source."""

    def __init__(self, text: str, start: int, end: int) -> None:
        shown: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.cursor = 0
        self.last = start
        for token in _TOKEN.finditer(text, start, end):
            low, high = token.span()
            if (entity := token["entity"]) is not None:
                for character in html.unescape(entity):
                    if not is_blank(character):
                        shown.append(character)
                        self.spans.append((low, high))
            elif token["words"] is not None:
                for at in range(low, high):
                    if not is_blank(text[at]):
                        shown.append(text[at])
                        self.spans.append((at, at + 1))
        self.text = "".join(shown)

    def pieces(self, line: str, skip: int, strong: int) -> tuple[Piece | None, list[Piece]]:
        """The marker and the words of a line; the first `skip` characters are the marker's, `strong` more are bold."""
        needle = "".join([character for character in line if not is_blank(character)])
        at = self.text.find(needle, self.cursor, self.cursor + len(needle) + _WINDOW) if needle else -1
        if at >= 0:
            self.cursor = at + len(needle)
        pieces: list[Piece] = []
        for found in re.finditer(r"\S+|\s+", line):
            offset = found.start()
            if found[0].isspace():
                pieces.append(Piece(found[0], self.last, self.last, offset < skip + strong))
                continue
            at = self._word(found[0], at, skip + strong > offset, pieces)
        printed = line[:skip].strip()
        marker = Piece(printed, pieces[0].start, pieces[0].start + len(printed)) if printed and pieces else None
        return marker, _after(pieces, skip)

    def _word(self, word: str, at: int, is_bold: bool, pieces: list[Piece]) -> int:
        """Add the pieces of a word; where the line was not found as a whole, the word is looked for alone."""
        place = at
        if place < 0:
            bare = "".join([character for character in word if not is_blank(character)])
            place = self.text.find(bare, self.cursor, self.cursor + len(bare) + _WINDOW) if bare else -1
            if place >= 0:
                self.cursor = place + len(bare)
        for character in word:
            if place < 0 or is_blank(character) or place >= len(self.spans):
                piece = Piece(character, self.last, self.last, is_bold)
            else:
                piece = Piece(character, *self.spans[place], is_bold)
                self.last = piece.end
                place += 1
            _append(pieces, piece)
        return place if at >= 0 else -1


def _append(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece, as part of the one before it where both are the source's own characters side by side."""
    if pieces:
        before = pieces[-1]
        is_literal = before.end - before.start == len(before.text) and piece.end - piece.start == 1
        if is_literal and before.end == piece.start and before.is_bold == piece.is_bold:
            pieces[-1] = before._replace(text=before.text + piece.text, end=piece.end)
            return
    pieces.append(piece)


def _after(pieces: list[Piece], skip: int) -> list[Piece]:
    """The pieces behind the first `skip` characters."""
    while pieces and skip >= len(pieces[0].text):
        skip -= len(pieces[0].text)
        pieces = pieces[1:]
    if skip and pieces:
        first = pieces[0]
        is_literal = first.end - first.start == len(first.text)
        pieces = [first._replace(text=first.text[skip:], start=first.start + (skip if is_literal else 0)), *pieces[1:]]
    return pieces
