"""Open, text and close events of a page's elements to lines of text and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from parsers.chrome import line_rule
from parsers.grammar.headings import section_of
from parsers.page import Block
from parsers.readers import markup
from parsers.text import clean

_HTML_SPACE = re.compile(r"[ \t\n\r\f]+")
_PRINTED = re.compile(
    r"(?:(?P<bullet>[\u2022\u00b7\u25aa\u25e6\u2023\u25cf\u2013\u2014*-])\s+|(?P<tight>[\u2022\u25aa\u25e6\u2023\u25cf])|(?P<number>\(?\d{1,3}[.)])\s+)(?=\S)"
)
_PRINTED_FIRST = frozenset("\u2022\u00b7\u25aa\u25e6\u2023\u25cf\u2013\u2014*-(0123456789")
_LONGEST_HEADING = 160


class _Frame:
    """What to restore when a block element closes."""

    __slots__ = ("chrome", "level", "pre", "tag")

    def __init__(self, tag: str, chrome: str | None, level: int, pre: bool) -> None:
        self.tag, self.chrome, self.level, self.pre = tag, chrome, level, pre


class Emitter:
    """Collects the text of one page. `open`, `data` and `close` are called in document order, then `finish`.

    `controlled` holds ids of panels that a button opens; `holds_content` and `is_layout` look into an element ahead of its events.
    """

    def __init__(
        self, controlled: frozenset[str], holds_content: Callable[[Any, str], bool], is_layout: Callable[[Any], bool]
    ) -> None:
        self._controlled, self._holds_content, self._is_layout = controlled, holds_content, is_layout
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._position = 0
        self._stack: list[_Frame] = []
        self._lists: list[list[Any]] = []  # [numbered, next number, marker not yet given to a block]
        self._pieces: list[str] = []
        self._cells: list[str] | None = None
        self._chrome: str | None = None
        self._level = 0
        self._gap = 1
        self._pre = False
        self._bold = 0
        self._bold_chars = 0
        self._plain = False
        self._href: str | None = None
        self._linked: str | None = None
        self._opens_panel = False
        self._all_heads = False

    # --- events -------------------------------------------------------------------------------------------------------

    def open(self, tag: str, attributes: list[tuple[str, str]], element: Any) -> None:
        """An element begins."""
        if tag not in markup.BLOCK:
            self._open_inline(tag, attributes)
            return
        if self._cells is None or tag in ("tr", "table"):
            if self._pieces:
                self.flush()
        elif self._pieces:
            self._pieces.append(" ")
        self._stack.append(_Frame(tag, self._chrome, self._level, self._pre))
        if self._chrome is None:
            rule = (
                markup.chrome_rule(tag, attributes, self._controlled)
                if attributes or tag in markup.CHROME_TAGS
                else None
            )
            if (
                rule is not None
                and tag not in ("html", "body", "main", "h1")
                and not (rule != "hidden" and self._holds_content(element, rule))
            ):
                self._chrome = rule
        if tag in markup.HEADINGS:
            self._level = markup.HEADINGS[tag]
        elif tag in markup.LIKE_HEADINGS:
            self._level = self._level or 7
            self._opens_panel = tag != "button" or any(
                name.startswith(("aria-expanded", "aria-controls", "data-")) for name, _ in attributes
            )
        elif self._level == 7 and tag != "p":
            self._level = 0
        if self._level == 0 and attributes and tag in ("p", "div") and markup.is_like_heading(attributes):
            self._level = 7
        self._open_structure(tag, attributes, element)

    def _open_structure(self, tag: str, attributes: list[tuple[str, str]], element: Any) -> None:
        if tag in markup.LISTS:
            start = next((value for name, value in attributes if name == "start"), "1") if tag == "ol" else "1"
            self._lists.append([tag == "ol", int(start) if start.isdigit() else 1, False])
        elif tag == "li":
            if self._lists:
                self._lists[-1][2] = True
            else:
                self._lists.append([False, 1, True])
        elif tag == "tr" and not any(frame.tag == "table" and frame.level == -1 for frame in self._stack):
            self._cells, self._all_heads = [], True
        elif tag == "table" and self._is_layout(element):
            self._stack[-1].level = -1
        elif tag == "pre":
            self._pre = True

    def _open_inline(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        if tag == "br":
            self._break()
        elif tag in markup.STRONG:
            self._bold += 1
        elif tag == "a":
            self._href = next((value for name, value in attributes if name == "href"), None)
        elif "-" in tag and self._cells is None:
            self.flush()
        elif attributes and self._chrome is None and tag == "span":
            rule = markup.chrome_rule(tag, attributes, self._controlled)
            if rule == "hidden":
                self._stack.append(_Frame("span!", None, self._level, self._pre))
                self.flush(keep_marker=True)
                self._chrome = rule
                return
        if tag == "span" and (self._chrome == "hidden"):
            self._stack.append(_Frame("span!", self._chrome, self._level, self._pre))

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._pre and "\n" in text:
            first, *rest = text.split("\n")
            self._pieces.append(first)
            for line in rest:
                self._break()
                self._pieces.append(line)
            return
        self._pieces.append(text)
        if text.isspace():
            return
        if self._bold and not self._plain:
            self._bold_chars += len(text)
        else:
            self._plain = True
        self._linked = self._linked or self._href

    def close(self, tag: str) -> None:
        """An element ends."""
        if tag not in markup.BLOCK:
            if tag in markup.STRONG:
                self._bold = max(0, self._bold - 1)
            elif tag == "a":
                self._href = None
            elif tag == "span" and self._stack and self._stack[-1].tag == "span!":
                self.flush(keep_marker=True)
                self._chrome = self._stack.pop().chrome
            return
        if self._cells is not None and tag in ("td", "th"):
            self._cells.append("".join(self._take()))
            self._all_heads = self._all_heads and tag == "th"
        elif self._cells is not None and tag != "tr":
            self._pieces.append(" ")
        elif self._cells is not None:
            self._row(self._cells)
            self._cells = None
        elif self._pieces:
            self.flush()
        if tag in markup.LISTS and self._lists:
            self._lists.pop()
        elif tag == "li" and self._lists:
            self._lists[-1][2] = False
        while self._stack:
            frame = self._stack.pop()
            self._chrome, self._level, self._pre = frame.chrome, max(0, frame.level), frame.pre
            if frame.tag == tag:
                break
        self._gap = 1

    def finish(self) -> tuple[str, list[Block]]:
        """The page's text, one block a line, and the blocks."""
        self.flush()
        return "\n".join(self._lines), self._blocks

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _take(self) -> list[str]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def _break(self) -> None:
        if self._cells is not None:
            self._pieces.append(" ")
            return
        had_text = bool(self._pieces)
        self.flush()
        self._gap = 0 if had_text else 1

    def flush(self, keep_marker: bool = False) -> None:
        """End the current line, if it has text."""
        text = _collapse(self._take())
        bold, plain, linked = self._bold_chars, self._plain, self._linked
        self._bold_chars, self._plain, self._linked = 0, False, None
        if not text:
            return
        strong = 0 if not bold else len(text) if not plain else min(bold, len(text))
        self._add(text, strong, linked, keep_marker)

    def _add(self, text: str, strong: int, href: str | None, keep_marker: bool) -> None:
        start = self._position
        marker, kind, skip = self._marker_of(text, keep_marker)
        body = text[skip:]
        level = self._level
        if level == 0 and strong >= len(text) and kind == "line" and len(text) <= _LONGEST_HEADING:
            level = 7
        chrome = self._chrome or line_rule(clean(body))
        if (
            chrome is None
            and self._stack
            and any(frame.tag == "button" for frame in self._stack[-2:])
            and section_of(clean(body)) is None
        ):
            chrome = "button" if level == 7 and not self._opens_panel else None
        elif self._chrome == "header" and level == 1:
            chrome = None
        depth = max(0, len(self._lists) - 1) if kind != "line" else 0
        self._blocks.append(
            Block(
                kind,
                body,
                start + skip,
                start + len(text),
                marker,
                start,
                depth,
                self._gap,
                level,
                strong,
                href,
                chrome,
            )
        )
        self._lines.append(text)
        self._position += len(text) + 1
        self._gap = 1

    def _marker_of(self, text: str, keep: bool) -> tuple[str, str, int]:
        """Marker, kind and length of the printed marker of a line, by the list it stands in and by its own text."""
        printed = _PRINTED.match(text) if text[0] in _PRINTED_FIRST else None
        skip = printed.end() if printed else 0
        if self._lists and self._lists[-1][2]:
            current = self._lists[-1]
            current[2] = keep
            if current[0]:
                number = current[1]
                current[1] += 0 if keep else 1
                return f"{number}.", "numbered", skip
            if printed and printed["number"]:
                return printed["number"], "numbered", skip
            return "\u2022", "bullet", skip
        if printed and self._level == 0:
            if printed["number"]:
                return printed["number"], "numbered", skip
            return printed["bullet"] or printed["tight"], "bullet", skip
        return "", "line", 0

    def _row(self, raw_cells: list[str]) -> None:
        cells = [clean(cell) for cell in raw_cells]
        self._take()
        text = "\t".join(cells).strip("\t")
        self._bold_chars, self._plain, self._linked = 0, False, None
        if not text:
            return
        start = self._position
        strong = len(text) if self._all_heads else 0
        self._blocks.append(
            Block("row", text, start, start + len(text), "", start, 0, self._gap, 0, strong, None, self._chrome)
        )
        self._lines.append(text)
        self._position += len(text) + 1


def _collapse(pieces: list[str]) -> str:
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    if text.isascii():
        return " ".join(text.split())
    return _HTML_SPACE.sub(" ", text).strip(" ")
