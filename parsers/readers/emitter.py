"""Open, text and close events of a page's elements to lines of text and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any

from parsers.boilerplate import line_rule
from parsers.grammar.headings import section_of
from parsers.page import Block
from parsers.readers import markup
from parsers.readers.grid import HARD, SOFT, Grid
from parsers.text import EDGE, clean, count_visible

_HTML_SPACE = re.compile(r"[ \t\n\r\f]+")
_PRINTED = re.compile(
    r"(?:(?P<bullet>[\u2022\u00b7\u25aa\u25e6\u2023\u25cf\u2013\u2014*-])\s+|(?P<tight>[\u2022\u25aa\u25e6\u2023\u25cf])|(?P<number>\(?\d{1,3}[.)])\s+)(?=\S)"
)
_PRINTED_FIRST = frozenset("\u2022\u00b7\u25aa\u25e6\u2023\u25cf\u2013\u2014*-(0123456789")
_LONGEST_HEADING = 160


_STRUCTURAL = markup.LISTS | {"li", "tr", "table", "pre", "thead", "tbody", "tfoot"}
MAX_NESTED = 8  # tables deeper in one another arrange the page, whatever they hold
# Elements that are never boilerplate, whatever their attributes say.
_NEVER_BOILERPLATE = frozenset(("html", "body", "main"))


class Emitter:
    """Collects the text of one page. `open`, `data` and `close` are called in document order, then `finish`.

    `controlled` holds the ids of panels that a button opens; `holds_content` and `is_layout` look into an element ahead of its events.
    """

    def __init__(
        self,
        controlled: Container[str],
        holds_content: Callable[[Any, str], bool],
        is_layout: Callable[[Any], bool],
    ) -> None:
        self._controlled, self._holds_content, self._is_layout = controlled, holds_content, is_layout
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._position = 0
        # What to restore when an element closes: tag, boilerplate, level, pre.
        self._stack: list[tuple[str, str | None, int, bool]] = []
        self._lists: list[list[Any]] = []  # [numbered, next number, marker not yet given to a block]
        self._pieces: list[str] = []
        self._grids: list[Grid | None] = [
            Grid()
        ]  # of the tables around, innermost last; None for one that arranges the page
        self._cells: Grid | None = None  # while a row is read
        self._held: list[list[str]] = []  # what stands in a cell before something hidden
        self._boilerplate: str | None = None
        self._level = 0
        self._gap = 1
        self._pre = False
        self._bold = 0
        self._bold_chars = 0
        self._plain = False
        self._href: str | None = None
        self._linked: str | None = None
        self._opens_panel = False
        self._unlinked = False

    # --- events -------------------------------------------------------------------------------------------------------

    def open(self, tag: str, attributes: list[tuple[str, str]], element: Any) -> bool:
        """A block element begins; whether it is boilerplate, or stands in some."""
        if self._pieces:
            if self._cells is None:
                self.flush()
            else:
                self._pieces.append(HARD if tag in ("li", "tr") else SOFT)
        before = (tag, self._boilerplate, self._level, self._pre)
        if self._boilerplate is None and (attributes or tag in markup.BOILERPLATE_TAGS):
            rule = markup.boilerplate_rule(tag, tuple(attributes))
            if rule is not None:
                self._boilerplate = self._unless_content(self._unless_panel(rule, tag, attributes), tag, element)
        if tag in markup.HEADINGS:
            self._level = markup.HEADINGS[tag]
        elif tag in markup.LIKE_HEADINGS:
            self._level = self._level or 7
            self._opens_panel = tag != "button" or markup.opens_panel(attributes)
        elif self._level == 7 and tag != "p":
            self._level = 0
        if attributes and self._level == 0 and tag in ("p", "div") and markup.is_like_heading(tuple(attributes)):
            self._level = 7
        if attributes and tag in ("td", "th") and self._cells is not None:
            self._cells.open_cell(attributes)
        if tag in _STRUCTURAL:
            before = self._open_structure(tag, attributes, element, before)
        self._stack.append(before)
        return self._boilerplate is not None

    def _unless_content(self, rule: str | None, tag: str, element: Any) -> str | None:
        """A rule by which an element is boilerplate, unless it holds what the page is about."""
        if rule is None or tag in _NEVER_BOILERPLATE:
            return None
        return rule if rule == "hidden" or not self._holds_content(element, rule) else None

    def _unless_panel(self, rule: str, tag: str, attributes: list[tuple[str, str]]) -> str | None:
        """A rule by which an element is boilerplate; hidden only if no button opens it."""
        if rule == "hidden" and any(name == "id" and value in self._controlled for name, value in attributes):
            return markup.boilerplate_rule(tag, tuple(attributes), True)
        return rule

    def _open_structure(
        self, tag: str, attributes: list[tuple[str, str]], element: Any, before: tuple[str, str | None, int, bool]
    ) -> tuple[str, str | None, int, bool]:
        if tag in markup.LISTS:
            start = next((value for name, value in attributes if name == "start"), "1") if tag == "ol" else "1"
            self._lists.append([tag == "ol", int(start) if start.isdecimal() else 1, False])
        elif tag == "li":
            if self._lists:
                self._lists[-1][2] = True
            else:
                self._lists.append([False, 1, True])
        elif tag in ("tr", "table") and self._cells is not None:
            self._cells.nested += 1
        elif tag == "tr":
            self._cells = self._grids[-1]
        elif tag == "table":
            self._grids.append(None if len(self._grids) > MAX_NESTED or self._is_layout(element) else Grid())
        elif tag in ("thead", "tbody", "tfoot") and self._cells is None and (grid := self._grids[-1]) is not None:
            grid.open_group(tag)
        elif tag == "pre":
            self._pre = True
        return before

    def open_inline(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        """An inline element begins."""
        if tag == "br":
            self._break()
        elif tag in markup.STRONG:
            self._bold += 1
        elif tag == "a":
            self._href = next((value for name, value in attributes if name == "href"), None)
        elif "-" in tag and self._cells is None:
            self.flush()
        elif attributes and self._boilerplate is None and tag == "span":
            rule = markup.boilerplate_rule(tag, tuple(attributes))
            if rule == "hidden" and self._unless_panel(rule, tag, attributes) == "hidden":
                self._stack.append(("span!", None, self._level, self._pre))
                if self._cells is None:
                    self.flush(keep_marker=True)
                else:
                    self._held.append(self._take())
                self._boilerplate = rule
                return
        if tag == "span" and (self._boilerplate == "hidden"):
            self._stack.append(("span!", self._boilerplate, self._level, self._pre))

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
        if self._href is None:
            self._unlinked = True
        self._linked = self._linked or self._href

    def close_inline(self, tag: str) -> None:
        """An inline element ends."""
        if tag in markup.STRONG:
            self._bold = max(0, self._bold - 1)
        elif tag == "a":
            self._href = None
        elif tag == "span" and self._stack and self._stack[-1][0] == "span!":
            if self._cells is None or self._stack[-1][1] is not None:
                self.flush(keep_marker=True)
            else:
                if text := _collapse(self._take()):
                    self.add_boilerplate(self._boilerplate or "", text)
                self._pieces = self._held.pop()
            self._boilerplate = self._stack.pop()[1]

    def close(self, tag: str) -> None:
        """A block element ends."""
        if self._cells is not None:
            self._close_in_row(tag, self._cells)
        else:
            if self._pieces:
                self.flush()
            if tag == "table" and len(self._grids) > 1:
                self._grids.pop()
        if self._lists:
            if tag == "li":
                self._lists[-1][2] = False
            elif tag in markup.LISTS:
                self._lists.pop()
        while self._stack:
            opened, self._boilerplate, self._level, self._pre = self._stack.pop()
            if opened == tag:
                break
        self._gap = 1

    def _close_in_row(self, tag: str, cells: Grid) -> None:
        if cells.nested:
            cells.nested -= tag in ("tr", "table")
            self._pieces.append(SOFT)
        elif tag in ("td", "th"):
            cells.close_cell(tag == "th", self._take())
        elif tag != "tr":
            self._pieces.append(HARD if tag == "li" else SOFT)
        else:
            self._row(cells)
            self._cells = None

    @property
    def boilerplate(self) -> str | None:
        """The rule by which what is being read is boilerplate, or None."""
        return self._boilerplate

    def add_boilerplate(self, rule: str, text: str) -> None:
        """A whole element that is boilerplate, given as its lines of text at once."""
        if self._pieces and self._cells is None:
            self.flush()
        start = self._position
        self._append(Block("line", text, start, start + len(text), "", start, 0, 1, boilerplate=rule))

    def _append(self, block: Block) -> None:
        self._blocks.append(block)
        text = block.text
        self._lines.append(text)
        self._position += len(text) + 1

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
            self._pieces.append(SOFT)
            return
        had_text = bool(self._pieces)
        self.flush()
        self._gap = 0 if had_text else 1

    def flush(self, keep_marker: bool = False) -> None:
        """End the current line, if it has text."""
        text = _collapse(self._take())
        bold, plain, linked, unlinked = self._bold_chars, self._plain, self._linked, self._unlinked
        self._bold_chars, self._plain, self._linked, self._unlinked = 0, False, None, False
        if not text:
            return
        if text[0] in EDGE and not text.strip(EDGE):
            if count_visible(text):
                self.add_boilerplate("invisible", text)
            return
        strong = 0 if not bold else len(text) if not plain else min(bold, len(text))
        self._add(text, strong, linked, keep_marker, linked is not None and not unlinked)

    def _add(self, text: str, strong: int, href: str | None, keep_marker: bool, link_only: bool) -> None:
        start = self._position
        end = start + len(text)
        level = self._level
        marker, kind, skip, depth = "", "line", 0, 0
        if text[0] in _PRINTED_FIRST or (self._lists and self._lists[-1][2]):
            marker, kind, skip = self._marker_of(text, keep_marker)
        body = text[skip:] if skip else text
        if kind != "line":
            depth = len(self._lists) - 1 if self._lists else 0
        elif level == 0 and strong >= len(text) and len(text) <= _LONGEST_HEADING:
            level = 7
        boilerplate = self._boilerplate or line_rule(body if body.isascii() and "**" not in body else clean(body))
        if boilerplate is None and level == 7:
            boilerplate = self._button_rule(body)
        # Twice as fast as to call the class, on every line of every page.
        values = (
            kind,
            body,
            start + skip,
            end,
            marker,
            start,
            depth,
            self._gap,
            level,
            strong,
            href,
            boilerplate,
            link_only,
            None,
        )
        self._blocks.append(Block._make(values))
        self._lines.append(text)
        self._position = end + 1
        self._gap = 1

    def _button_rule(self, body: str) -> str | None:
        """A button is boilerplate, unless it opens a panel or reads like a heading."""
        if self._opens_panel or not any(frame[0] == "button" for frame in self._stack[-2:]):
            return None
        return "button" if section_of(clean(body)) is None else None

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

    def _row(self, cells: Grid) -> None:
        if self._pieces and any(map(str.strip, pieces := self._take())):  # text of a row outside its cells
            cells.close_cell(False, pieces)
        is_bold = self._bold_chars > 0 and not self._plain
        self._bold_chars, self._plain, self._linked, self._unlinked = 0, False, None, False
        row = cells.close_row(self._position, is_bold, self._gap, self._boilerplate)
        if row is not None:
            self._append(row)


def _collapse(pieces: list[str]) -> str:
    """The text of a line with HTML's white space as one blank, and none at its ends."""
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    if text.isascii():
        return " ".join(text.split())
    return _HTML_SPACE.sub(" ", text).strip(" ")
