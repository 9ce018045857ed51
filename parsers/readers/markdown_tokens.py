"""Tokens of the Markdown parser to lines: what each block of a page becomes."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from parsers.conservation import NamedSpan
from parsers.readers.markdown_html import html_lines
from parsers.readers.markdown_inline import InlineLine, read_inline
from parsers.readers.markdown_lines import MarkdownLine, Source, collapse, joined, laid_out
from parsers.readers.markdown_marks import Paint, link_definitions
from parsers.readers.markdown_paragraphs import Wrapping, groups, printed_marker, without_alert
from parsers.readers.markdown_syntax import parser
from parsers.source_map import Piece, SourceMap

_HTML_TAG = re.compile(r"\s*</?[a-zA-Z][\w-]*[\s>/]")
# Fences that hold no text to read: code that is run when the page is built, and drawings.
_RUN_CODE = re.compile(r"\{|(?:mermaid|plantuml|graphviz|dot)\b", re.I)


def read_tokens(text: str) -> tuple[list[MarkdownLine], Paint]:
    """The lines of a Markdown text, and what its marks are, without the words. What the parser raises is raised."""
    reader = _TokenReader(text)
    reader.read()
    for start, end, rule in reader.taken:
        reader.paint.mark(rule, start, end)
    return reader.lines, reader.paint


class _Item:
    """A list item that is open: its marker until a line has taken it, and its column."""

    __slots__ = ("column", "kind", "marker")

    def __init__(self, kind: str, marker: Piece | None, column: int) -> None:
        self.kind, self.marker, self.column = kind, marker, column


class _TokenReader:
    """Walks the tokens of one page and collects its lines; `paint` keeps what else there is."""

    def __init__(self, text: str) -> None:
        self.source = Source(text)
        self.paint = Paint(len(text))
        self.lines: list[MarkdownLine] = []
        self.taken: list[NamedSpan] = []
        self.items: list[_Item] = []
        self.wrapping = Wrapping(())
        self.context = ""  # the token that opened what the next inline token stands in
        self.cells: list[list[Piece]] | None = None
        self.column = 0  # where the next cell of a row is looked for
        self.is_head = False
        self.level = 0  # of the heading that is open
        self.marked = (-1, 0)  # line and column behind the last marker of an item

    def read(self) -> None:
        env: dict[str, object] = {}
        tokens = parser().parse(self.source.text, env)
        self.wrapping = Wrapping(token.content for token in tokens if token.type == "inline")
        for first, after in link_definitions(env):
            self.paint.mark("link_definition", *self.source.span(first, after))
        for token in tokens:
            handle = _HANDLERS.get(token.type)
            if handle is not None:
                handle(self, token)
            elif token.nesting > 0:
                self.context = token.type

    # --- tokens -------------------------------------------------------------------------------------------------------

    def inline(self, token: Token) -> None:
        first = (token.map or [0])[0]
        if self.context == "admonition_title_open" and f'"{token.content}"' not in self.source.line(first):
            return  # the kind of the admonition, which it has for a title
        places = self.source.places(token.content, first, self.column if self.cells is not None else None)
        if token.content:
            self.paint.mark("markdown_mark", places.at(0), places.at(len(token.content)))
        parts = read_inline(token, places, self.taken)
        if self.cells is not None:
            self.cells.append(collapse(joined([part.pieces for part in parts])))
            self.column = max(self.column, places.at(len(token.content)) - self.source.starts[first])
        elif self.context in ("heading_open", "dt_open", "admonition_title_open"):
            self.emit(parts, self.level)
        else:
            self.paragraph(parts)

    def paragraph(self, parts: list[InlineLine]) -> None:
        parts = without_alert(parts)
        column = self.items[-1].column if self.items else None
        for index, group in enumerate(groups(parts, self.wrapping, self.source, column)):
            self.emit(group, 0, gap=int(index == 0), is_continued=index > 0)

    def emit(self, parts: list[InlineLine], level: int, gap: int = 1, is_continued: bool = False) -> None:
        """Add the line that some lines of the source make, as the open item's if that has none yet."""
        body = collapse(joined([part.pieces for part in parts]))
        if not body:
            return
        href = next((part.href for part in reversed(parts) if part.href is not None), None)
        link_only = href is not None and not any(part.is_unlinked for part in parts)
        line = MarkdownLine(body, level=level, gap=gap, href=href, link_only=link_only)
        taken = None if is_continued else self.take_item()
        if taken is not None and taken.marker is not None:
            line = line._replace(
                marker=taken.marker, printed=taken.marker.text, kind=taken.kind, depth=len(self.items) - 1
            )
        elif level == 0:
            line = printed_marker(line)
        self.lines.append(line)

    def take_item(self) -> _Item | None:
        """The innermost open item whose marker nobody has; those around it have none of their own to give then."""
        if not self.items or self.items[-1].marker is None:
            return None
        item = self.items[-1]
        taken = _Item(item.kind, item.marker, item.column)
        for outer in self.items:
            outer.marker = None
        return taken

    def heading(self, token: Token) -> None:
        self.context, self.level = token.type, int(token.tag[1])

    def term(self, token: Token) -> None:
        self.context, self.level = token.type, 7

    def item_open(self, token: Token) -> None:
        first = (token.map or [0])[0]
        printed = token.info + token.markup
        line = self.source.line(first)
        at = line.find(printed, self.marked[1] if self.marked[0] == first else 0)
        column = max(0, at)
        self.marked = (first, column + len(printed))
        start = self.source.starts[min(first, len(self.source.starts) - 1)] + column
        marker = Piece(printed, start, start + len(printed)) if at >= 0 else None
        self.items.append(_Item("numbered" if token.info else "bullet", marker, column))

    def item_close(self, _: Token) -> None:
        self.items.pop()

    def row_open(self, token: Token) -> None:
        self.cells, self.column = [], 0

    def row_close(self, _: Token) -> None:
        cells, self.cells = self.cells or [], None
        while cells and not cells[-1]:
            cells.pop()
        while cells and not cells[0]:
            cells.pop(0)
        if cells:
            item = self.take_item()
            self.lines.append(
                MarkdownLine(joined(cells, "\t"), item.marker if item else None, "row", is_head=self.is_head)
            )

    def table(self, token: Token) -> None:
        first = (token.map or [0])[0]
        self.paint.mark("ruler", *self.source.span(first + 1, first + 2))

    def head(self, token: Token) -> None:
        self.is_head = token.nesting > 0

    def ruler(self, token: Token) -> None:
        self.paint.mark("ruler", *self.source.span(*(token.map or (0, 0))))

    def fence(self, token: Token) -> None:
        first, after = token.map or (0, 0)
        is_run = _RUN_CODE.match(token.info.strip()) is not None
        self.paint.mark("code" if is_run else "markdown_mark", *self.source.span(first, after))
        if not is_run:
            self.code(token, first + 1)

    def code(self, token: Token, first: int | None = None) -> None:
        """The lines of code, as they are; indented HTML is HTML that a blank line has cut off."""
        if first is None and _HTML_TAG.match(token.content):
            self.html(token)
            return
        start = (token.map or [0])[0] if first is None else first
        gap = 1
        for number, content in enumerate(token.content.split("\n"), start):
            core = content.strip()
            if core:
                places = self.source.places(core, number)
                self.lines.append(MarkdownLine(collapse([Piece(core, *places.span(0, len(core)))]), gap=gap))
                gap = 0

    def html(self, token: Token) -> None:
        first, after = token.map or (0, 0)
        start, end = self.source.span(first, after)
        is_comment = token.content.lstrip().startswith("<!--")
        self.paint.mark("html_comment" if is_comment else "raw_html", start, end)
        self.lines.extend(html_lines(self.source.text, start, end, token.content, self.inner))

    def inner(self, line: MarkdownLine) -> MarkdownLine:
        """A line of HTML, its own text read as Markdown."""
        words = SourceMap()
        laid_out([line._replace(marker=None)], words)
        text = words.words.strip()
        token = parser().parseInline(text)[0]
        places = Source(text).places(text, 0)
        parts = read_inline(token, places, [])
        pieces = [
            Piece(piece.text, *words.span(piece.start, piece.end), piece.is_bold)
            for part in parts
            for piece in part.pieces
        ]
        body = collapse(pieces)
        return line._replace(body=body) if body else line

    def mark_line(self, token: Token) -> None:
        first = (token.map or [0])[0]
        start, end = self.source.span(first, first + 1)
        self.paint.mark("markdown_mark", start, end)
        at = self.source.text.find(token.content, start, end) if token.content else -1
        if at >= 0:
            self.lines.append(MarkdownLine([Piece(token.content, at, at + len(token.content))], level=7))

    def admonition(self, token: Token) -> None:
        first = (token.map or [0])[0]
        self.paint.mark("markdown_mark", *self.source.span(first, first + 1))


_HANDLERS: dict[str, Callable[[_TokenReader, Token], None]] = {
    "inline": _TokenReader.inline,
    "heading_open": _TokenReader.heading,
    "dt_open": _TokenReader.term,
    "admonition_title_open": _TokenReader.term,
    "list_item_open": _TokenReader.item_open,
    "list_item_close": _TokenReader.item_close,
    "tr_open": _TokenReader.row_open,
    "tr_close": _TokenReader.row_close,
    "table_open": _TokenReader.table,
    "thead_open": _TokenReader.head,
    "thead_close": _TokenReader.head,
    "hr": _TokenReader.ruler,
    "fence": _TokenReader.fence,
    "code_block": _TokenReader.code,
    "html_block": _TokenReader.html,
    "mark_line": _TokenReader.mark_line,
    "admonition_open": _TokenReader.admonition,
}
