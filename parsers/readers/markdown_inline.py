"""Inline tokens of Markdown to the words of lines, with where each stands in the source."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from parsers.conservation import NamedSpan
from parsers.readers.markdown_lines import Places
from parsers.readers.markup import BLOCK, STRONG, STRUCK_OUT
from parsers.source_map import Piece

_TAG = re.compile(r"<(/?)([a-z][\w-]*)", re.I)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.I)
# A raised number behind a number or a stop refers to a note; behind 10 it is a power, before a slash part of a fraction.
_NOTE_MARK = re.compile(
    r"(?<=[\d.,;:)])(?<!\b10)<sup\b[^<>]*>\s*(?:<a\b[^<>]*>)?\s*[\[(]?\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*[\])]?\s*(?:</a>)?\s*</sup>(?!\s*[/\u2044])",
    re.I,
)


class InlineLine:
    """One line of an inline token: its pieces, whether the break before it is a hard one, and its links."""

    __slots__ = ("href", "is_hard", "is_unlinked", "pieces")

    def __init__(self, is_hard: bool) -> None:
        self.is_hard = is_hard
        self.pieces: list[Piece] = []
        self.href: str | None = None
        self.is_unlinked = False


def read_inline(token: Token, places: Places, taken: list[NamedSpan]) -> list[InlineLine]:
    """The lines of an inline token that hold words; spans that are no words by a rule of their own are added to `taken`. Never raises."""
    reader = _InlineReader(token.content, places, taken)
    for child in token.children or ():
        handle = _HANDLERS.get(child.type)
        if handle is not None:
            handle(reader, child)
    return [line for line in reader.lines if any(not piece.text.isspace() for piece in line.pieces)]


class _InlineReader:
    """Follows the tokens through their content: what has been read ends at `cursor`."""

    def __init__(self, content: str, places: Places, taken: list[NamedSpan]) -> None:
        self.content, self.places, self.taken = content, places, taken
        self.lines = [InlineLine(False)]
        self.cursor = 0
        self.bold = self.struck = 0
        self.hidden_until = 0  # a note's mark ends there
        self.href: str | None = None
        self.is_address = False

    def find(self, words: str) -> int:
        """Where `words` stand next; the cursor moves behind them."""
        at = self.cursor
        if not self.content.startswith(words, at):
            at = max(at, self.content.find(words, at))
        self.cursor = min(len(self.content), at + len(words))
        return at

    def add(self, words: str, start: int, end: int) -> None:
        if not words or start < self.hidden_until:
            return
        if self.struck:
            self.taken.append((*self.places.span(start, end), "struck_out"))
            return
        line = self.lines[-1]
        line.pieces.append(Piece(words, *self.places.span(start, end), self.bold > 0))
        if not words.isspace():
            line.href = self.href or line.href
            line.is_unlinked = line.is_unlinked or self.href is None

    # --- handlers of tokens -------------------------------------------------------------------------------------------

    def text(self, token: Token) -> None:
        if token.content and not self.is_address:
            start = self.find(token.content)
            self.add(token.content, start, self.cursor)

    def special(self, token: Token) -> None:
        start = self.find(token.markup)
        self.add(token.content, start, self.cursor)

    def code(self, token: Token) -> None:
        self.find(token.markup)
        start, size = self.cursor, len(token.content)
        if self.content[start : start + size].replace("\n", " ") != token.content:
            start += 1  # one blank at each end belongs to the marks
        for index, part in enumerate(self.content[start : start + size].split("\n")):
            if index:
                self.add(" ", start - 1, start)
            self.add(part, start, start + len(part))
            start += len(part) + 1
        self.cursor = start - 1
        self.find(token.markup)

    def line_break(self, token: Token) -> None:
        self.find("\n")
        self.lines.append(InlineLine(token.type == "hardbreak"))

    def delimiter(self, token: Token) -> None:
        self.find(token.markup)
        if token.type.startswith("strong"):
            self.bold += token.nesting
        elif token.type.startswith("s_"):
            self.struck += token.nesting

    def link_open(self, token: Token) -> None:
        self.href = str(token.attrs.get("href") or "")
        self.find("<" if token.markup == "autolink" else "[")
        if token.markup == "autolink":
            end = max(self.cursor, self.content.find(">", self.cursor))
            self.add(self.content[self.cursor : end], self.cursor, end)
            self.is_address = True  # the token that follows has it in another form

    def link_close(self, token: Token) -> None:
        self.href = None
        self.is_address = False
        self.mark(token)

    def mark(self, token: Token) -> None:
        self.cursor = max(self.cursor, token.meta.get("end", 0))

    def image(self, token: Token) -> None:
        start = self.find("![")
        self.mark(token)
        self.taken.append((self.places.at(start), self.places.at(self.cursor - 1) + 1, "image"))

    def html(self, token: Token) -> None:
        start = self.find(token.content)
        found = _TAG.match(token.content)
        if found is None:
            return
        step, name = -1 if found[1] else 1, found[2].lower()
        if name == "br" or name in BLOCK:
            self.lines.append(InlineLine(True))
        elif name in STRONG:
            self.bold = max(0, self.bold + step)
        elif name in STRUCK_OUT:
            self.struck = max(0, self.struck + step)
        elif name == "a":
            href = _HREF.search(token.content) if step > 0 else None
            self.href = href[1] if href else None
        elif name == "sup" and (note := _NOTE_MARK.match(self.content, start)):
            self.hidden_until = note.end()
        elif name == "img":
            self.taken.append((self.places.at(start), self.places.at(self.cursor - 1) + 1, "image"))


_HANDLERS: dict[str, Callable[[_InlineReader, Token], None]] = {
    "text": _InlineReader.text,
    "text_special": _InlineReader.special,
    "code_inline": _InlineReader.code,
    "softbreak": _InlineReader.line_break,
    "hardbreak": _InlineReader.line_break,
    "em_open": _InlineReader.delimiter,
    "em_close": _InlineReader.delimiter,
    "strong_open": _InlineReader.delimiter,
    "strong_close": _InlineReader.delimiter,
    "s_open": _InlineReader.delimiter,
    "s_close": _InlineReader.delimiter,
    "link_open": _InlineReader.link_open,
    "link_close": _InlineReader.link_close,
    "mark": _InlineReader.mark,
    "image": _InlineReader.image,
    "html_inline": _InlineReader.html,
}
