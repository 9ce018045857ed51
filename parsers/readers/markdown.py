"""The reader of Markdown: a CommonMark parser's tokens to blocks, whose words lead back to the file's own text."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.grammar.headings import exact_section
from parsers.page import Block, Finding
from parsers.readers.front_matter import front_matter_end, front_matter_title
from parsers.readers.markdown_lines import MarkdownLine, collapse, laid_out
from parsers.readers.markdown_marks import Paint
from parsers.readers.markdown_tokens import read_tokens
from parsers.readers.plain import read_plain
from parsers.source_map import Piece, SourceMap
from parsers.text import BLANK, EDGE, trim

# CommonMark reads no NUL; of blanks it knows some that Python does not, and the reverse, but both know the no-break space.
_AS_PARSED = {0: "\ufffd", **dict.fromkeys(map(ord, BLANK.translate(dict.fromkeys(map(ord, " \t\n\r")))), "\xa0")}
_IN_LINE = re.compile(r"[^\r\n]")


class MarkdownPage(NamedTuple):
    """What a Markdown page holds: blocks with spans into the words of `source_map`, the title of its front matter, findings."""

    blocks: list[Block]
    source_map: SourceMap
    title: str | None
    findings: list[Finding]


def read_markdown(text: str) -> MarkdownPage:
    """Blocks of a Markdown page, in order. Never raises on any text."""
    end = front_matter_end(text)
    # What is not to be parsed keeps its place.
    body = (_IN_LINE.sub(" ", text[:end]) + text[end:]).translate(_AS_PARSED)
    findings: list[Finding] = []
    try:
        lines, paint = read_tokens(body)
    except (RuntimeError, LookupError, ValueError) as error:
        lines, paint = [], Paint(len(text))  # all of it is text that no token explains
        message = f"The Markdown parser failed ({type(error).__name__}); the page was read as plain text"
        findings.append(Finding("reader_fallback", message))
    lines = _with_lost(lines, paint, body)
    title = front_matter_title(text) if end else None
    paint.mark("front_matter", 0, end)
    if title is not None:
        lines = _with_title(lines, title, text, end, paint)
    source_map = SourceMap()
    blocks = laid_out(lines, source_map)
    source_map.marks = [(start, stop, rule or "markdown_mark") for start, stop, rule in paint.runs(text)]
    return MarkdownPage(blocks, source_map, title, findings)


def _with_lost(lines: list[MarkdownLine], paint: Paint, text: str) -> list[MarkdownLine]:
    """The lines in the order of the source, with what no token and no rule explains read as plain text; all are painted."""
    _paint_words(lines, paint)
    lost: list[MarkdownLine] = []
    for start, end, rule in paint.runs(text):
        if rule is None:  # cells beyond a table's heads stand between pipes
            lost.extend(_plain_lines(text, *trim(text, start, end, EDGE + "|")))
    if not lost:
        return lines
    _paint_words(lost, paint)
    return sorted((*lines, *lost), key=lambda line: line.start)


def _paint_words(lines: list[MarkdownLine], paint: Paint) -> None:
    for line in lines:
        if line.marker is not None:
            paint.words(line.marker.start, line.marker.end)
        for piece in line.body:
            paint.words(piece.start, piece.end)


def _with_title(lines: list[MarkdownLine], title: str, text: str, end: int, paint: Paint) -> list[MarkdownLine]:
    """The lines, with the front matter's title before them if the page prints none: no first-level heading but a section's."""
    first = next((line for line in lines if line.level == 1), None)
    if first is not None and exact_section("".join([piece.text for piece in first.body])) is None:
        return lines
    at = text.find(title, 0, end)
    if at < 0:
        return lines
    paint.words(at, at + len(title))
    return [MarkdownLine([Piece(title, at, at + len(title))], level=1), *lines]


def _plain_lines(text: str, start: int, end: int) -> list[MarkdownLine]:
    """What stands in a span, read as plain text."""
    lines: list[MarkdownLine] = []
    for block in read_plain(text[start:end]):
        low, high = start + block.start, start + block.end
        marker = Piece(block.marker, start + block.marker_start, start + block.marker_start + len(block.marker))
        body = collapse([Piece(text[low:high], low, high)])
        if body:
            has_marker = bool(block.marker) and block.marker_start < block.start
            lines.append(
                MarkdownLine(
                    body, marker if has_marker else None, block.kind, block.marker, block.depth, min(1, block.gap)
                )
            )
    return lines
