"""Open, text and close events of a page's elements to lines of text and blocks."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import partial
from typing import Any

from parsers.boilerplate import line_rule
from parsers.grammar.headings import section_of
from parsers.page import Block
from parsers.readers import markup
from parsers.readers.grid import HARD, SOFT, Grid
from parsers.readers.layout import is_layout
from parsers.readers.lookahead import Lookahead
from parsers.readers.markers import PRINTED_FIRST, ListMarkers
from parsers.text import EDGE, clean, count_visible

_HTML_SPACE = re.compile(r"[ \t\n\r\f]+")


_STRUCTURAL = markup.LISTS | {"li", "tr", "table", "pre", "thead", "tbody", "tfoot"}
MAX_NESTED = 8  # tables deeper in one another arrange the page, whatever they hold
# A break in one of these breaks its line on the screen, but not what it says.
_ONE_LINE = markup.HEADINGS.keys() | {"summary", "button", "legend", "dt"}
# Elements that are never boilerplate, whatever their attributes say.
_NEVER_BOILERPLATE = frozenset(("html", "body", "main"))


class Emitter:
    """Collects the text of one page. `open`, `data` and `close` are called in document order, then `finish`.

    `controlled` holds the ids of panels that a button opens; `ahead` looks into an element ahead of its events.
    """

    def __init__(self, controlled: Container[str], ahead: Lookahead) -> None:
        self._controlled, self._ahead = controlled, ahead
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._position = 0
        # What to restore when an element closes: tag, boilerplate, level, pre.
        self._stack: list[tuple[str, str | None, int, bool]] = []
        self._markers = ListMarkers()
        # Rule and text of boilerplate that stands within a line: it follows the line.
        self._later: list[tuple[str, str]] = []
        self._pieces: list[str] = []
        # Of the tables around, innermost last; None for one that arranges the page.
        self._grids: list[Grid | None] = [Grid()]
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
            self._level = self._level or (8 if tag == "dt" and self._is_nested_term() else 7)
            self._opens_panel = tag != "button" or markup.opens_panel(attributes) or self._ahead.opens_sibling(element)
        elif self._level >= 7 and tag != "p":
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
        return rule if rule == "hidden" or not self._ahead.holds_content(element, rule) else None

    def _unless_panel(self, rule: str, tag: str, attributes: list[tuple[str, str]]) -> str | None:
        """A rule by which an element is boilerplate; hidden only if no button opens it."""
        if rule == "hidden" and any(name == "id" and value in self._controlled for name, value in attributes):
            return markup.boilerplate_rule(tag, tuple(attributes), True)
        return rule

    def _is_nested_term(self) -> bool:
        """Whether a term that begins stands in the description of another."""
        return any(frame[0] == "dd" for frame in self._stack)

    def _open_structure(
        self, tag: str, attributes: list[tuple[str, str]], element: Any, before: tuple[str, str | None, int, bool]
    ) -> tuple[str, str | None, int, bool]:
        if tag in markup.LISTS:
            self._markers.open_list(tag, attributes, partial(self._ahead.count_items, element))
        elif tag == "li":
            self._markers.open_item(attributes)
        elif tag in ("tr", "table") and self._cells is not None:
            self._cells.nested += 1
        elif tag == "tr":
            self._cells = self._grids[-1]
        elif tag == "table":
            self._grids.append(None if len(self._grids) > MAX_NESTED or is_layout(element) else Grid())
        elif tag in ("thead", "tbody", "tfoot") and self._cells is None and (grid := self._grids[-1]) is not None:
            grid.open_group(tag)
        elif tag == "pre":
            self._pre = True
        return before

    def inline_rule(self, tag: str, attributes: list[tuple[str, str]]) -> str | None:
        """The rule by which an inline element is boilerplate as a whole: what is struck out, and controls within a heading."""
        if self._boilerplate is not None:
            return None
        if tag in markup.STRUCK_OUT:
            return "struck_out"
        if self._level and attributes and markup.is_heading_control(tuple(attributes)):
            return "heading_control"
        return None

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
        if tag == "li" or tag in markup.LISTS:
            self._markers.close(tag)
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

    def add_later(self, rule: str, text: str) -> None:
        """Boilerplate that stands within a line, which it does not break: it follows the line."""
        if self._pieces:
            self._later.append((rule, text))
        else:
            self.add_boilerplate(rule, text)

    def add_heading(self, text: str) -> None:
        """The label of a tab, as the heading of the panel that it opens."""
        self.flush()
        start = self._position
        self._append(Block("line", text, start, start + len(text), "", start, 0, 1, 7, 0, None, self._boilerplate))

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
        if self._level and self._stack and self._stack[-1][0] in _ONE_LINE:
            self._pieces.append(" ")
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
            if self._later:
                self._add_later()
            return
        if text[0] in EDGE and not text.strip(EDGE):
            if count_visible(text):
                self.add_boilerplate("invisible", text)
            return
        strong = 0 if not bold else len(text) if not plain else min(bold, len(text))
        self._add(text, strong, linked, keep_marker, linked is not None and not unlinked)
        if self._later:
            self._add_later()

    def _add_later(self) -> None:
        later, self._later = self._later, []
        for rule, text in later:
            self.add_boilerplate(rule, text)

    def _add(self, text: str, strong: int, href: str | None, keep_marker: bool, link_only: bool) -> None:
        start = self._position
        end = start + len(text)
        level = self._level
        marker, kind, skip, depth = "", "line", 0, 0
        if text[0] in PRINTED_FIRST or self._markers.is_due:
            marker, kind, skip = self._markers.take(text, keep_marker, level > 0)
        body = text[skip:] if skip else text
        if kind != "line":
            depth = self._markers.depth
        elif level == 0 and strong >= len(text) and len(text) <= markup.LONGEST_HEADING:
            level = 7
        boilerplate = self._boilerplate
        if boilerplate is None and not 1 <= level <= 6:  # what a heading of the site says decides what stands under it
            boilerplate = line_rule(body if body.isascii() and "**" not in body else clean(body))
        if boilerplate is None and level >= 7:
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
            self._stack[-1][0] if self._stack else "",
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
