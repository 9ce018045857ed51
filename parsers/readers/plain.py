"""The reader of plain text: lines to blocks, wrapped lines joined, markers and nesting recognised."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from parsers.grammar.headings import is_known_heading
from parsers.page import Block
from parsers.readers.markers import BULLETS, TIGHT_BULLETS
from parsers.readers.text_grid import with_cells
from parsers.text import EDGE, clean, trim

_MARKER = re.compile(
    rf"(?:(?P<bullet>[{BULLETS}]|o(?=\s+[A-Z]))[ \t\u00a0]+"
    r"|(?P<number>\(?\d{1,3}[.)]|[a-z][.)]|[A-Z]\))[ \t\u00a0]+"
    rf"|(?P<tight>[{TIGHT_BULLETS}]))(?=\S)"
)
_HASHES = re.compile(r"[ \t]*(?<![#\w&])(?P<hashes>#{1,6})[ \t]+(?=[^\s#])|[ \t]*(?P<leaked>#{3,6})[ \t]*(?=[^\s#])")
_STRONG_LINE = re.compile(r"(\*\*|__)(?=\S)(.{2,80}?)(?<=\S)\1:?\Z")
_RULER = re.compile(r"[-=_*~\u2014\u2013#.+|: \t]{3,}\Z")
_CELLS = re.compile(r"\|.*\|\Z")
LOWER = re.compile(r"[\"'(\u201c]?[a-z]")
MAX_WRAP = 140
MIN_WRAPPED = 40


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    gap: int


def read_plain(text: str) -> list[Block]:
    """Blocks of a plain text, in order. Spans are offsets into `text`, which is kept as it is."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    blocks: list[Block] = []
    indents: list[int] = []
    index = 0
    while index < len(lines):
        first = line = lines[index]
        marker = _MARKER.match(text, line.start, line.end)
        index += 1
        while index < len(lines) and _continues(text, first, line, lines[index], marker is not None, width):
            line = lines[index]
            index += 1
        if marker is None:
            indents.clear()
        depth = _depth(indents, first.indent) if marker else 0
        _append(blocks, text, first, line.end, marker, depth)
    return _with_grids(blocks, text) if any(block.kind == "row" for block in blocks) else blocks


def _with_grids(blocks: list[Block], text: str) -> list[Block]:
    """The blocks, with the cells of each row of `| a | b |`; a row above a ruler is one of headings."""
    found: list[Block] = []
    index = 0
    while index < len(blocks):
        stop = index
        while stop < len(blocks) and _is_of_table(blocks[stop], stop > index):
            stop += 1
        if stop == index:
            found.append(blocks[index])
            index += 1
            continue
        run = blocks[index:stop]
        rows = [block for block in run if block.kind == "row"]
        spans = [_cell_spans(text, block) for block in rows]
        placed = iter(with_cells(rows, spans, is_headed=len(run) > 1 and run[1].kind != "row" and "-" in run[1].text))
        found.extend(next(placed) if block.kind == "row" else block for block in run)
        index = stop
    return found


def _is_of_table(block: Block, is_inner: bool) -> bool:
    is_ruler = is_inner and block.boilerplate == "ruler" and "|" in block.text
    return (block.kind == "row" or is_ruler) and not (is_inner and block.gap)


def _cell_spans(text: str, block: Block) -> list[tuple[int, int]]:
    raw = text[block.start : block.end]
    at = block.start + len(raw) - len(raw.lstrip("|"))
    spans: list[tuple[int, int]] = []
    for cell in raw.strip("|").split("|"):
        spans.append(trim(text, at, at + len(cell)))
        at += len(cell) + 1
    return spans


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    position = gap = 0
    for raw in text.split("\n"):
        core = raw.strip(EDGE)
        if core:
            indent = raw.index(core[0])
            start = position + indent
            lines.append(_Line(start, start + len(core), len(raw[:indent].expandtabs(4)), gap))
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return lines


def _wrap_width(text: str, lines: list[_Line]) -> int:
    """The width at which the text was wrapped, judged by lines that go on in lower case; 0 if it was not."""
    widths = [
        line.end - line.start + line.indent
        for line, following in pairwise(lines)
        if following.gap == 0
        and LOWER.match(text, following.start)
        and not _MARKER.match(text, following.start, following.end)
    ]
    widths = [width for width in widths if width <= MAX_WRAP]
    return max(widths) if len(widths) >= 2 else 0


def _continues(text: str, first: _Line, line: _Line, following: _Line, is_item: bool, width: int) -> bool:
    """Whether `following` is the rest of the block that began at `first` and reached `line`."""
    if following.gap or _MARKER.match(text, following.start, following.end) or _HASHES.match(text, following.start):
        return False
    if text[line.start] == "|" or text[following.start] == "|" or _RULER.match(text[line.start : line.end]):
        return False
    length = line.end - line.start + line.indent
    goes_on = bool(LOWER.match(text, following.start)) and text[line.end - 1] not in ".!?:;"
    if line is first and is_known_heading(text[line.start : line.end]):
        return False
    if length >= MIN_WRAPPED and goes_on:
        return True
    if is_known_heading(text[following.start : following.end]):
        return False
    if is_item and following.indent > first.indent:
        return True
    word = text[following.start : following.end].split(None, 1)[0]
    return bool(width) and length >= width * 0.5 and length + 1 + len(word) > width and length <= width + 12


def _depth(indents: list[int], indent: int) -> int:
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indent > indents[-1]:
        indents.append(indent)
    return len(indents) - 1


def _append(blocks: list[Block], text: str, first: _Line, end: int, marker: re.Match[str] | None, depth: int) -> None:
    """Add the block of a line, and one for each heading that leaked into it as `##### Label`."""
    raw = text[first.start : end]
    if _RULER.match(raw):
        blocks.append(Block("line", raw, first.start, end, "", first.start, 0, first.gap, boilerplate="ruler"))
        return
    if "#" not in raw:
        blocks.append(_block(text, first.start, end, marker, depth, first.gap))
        return
    cuts = [
        match
        for match in _HASHES.finditer(text, first.start, end)
        if match.start() == first.start or match["leaked"] or len(match["hashes"]) >= 3
    ]
    begin = first.start
    level = 0
    mark = begin
    gap = first.gap
    for match in [*cuts, None]:
        stop = match.start() if match else end
        if begin < stop and (core := text[begin:stop].strip(EDGE)):
            start = text.index(core[0], begin)
            if level:
                blocks.append(Block("line", core, start, start + len(core), "", mark, 0, gap, level))
            else:
                blocks.append(_block(text, start, start + len(core), marker, depth, gap))
            gap = 0
        if match:
            begin, mark, level = (
                match.end(),
                match.start() + len(match[0]) - len(match[0].lstrip()),
                len(match[0].strip()),
            )


def _block(text: str, start: int, end: int, marker: re.Match[str] | None, depth: int, gap: int) -> Block:
    if marker is not None and marker.start() == start:
        printed = marker["bullet"] or marker["number"] or marker["tight"]
        kind = "numbered" if marker["number"] else "bullet"
        return Block(kind, text[marker.end() : end], marker.end(), end, printed, start, depth, gap)
    raw = text[start:end]
    if _CELLS.match(raw):
        return Block("row", "\t".join(clean(cell) for cell in raw.strip("|").split("|")), start, end, "", start, 0, gap)
    if strong := _STRONG_LINE.match(raw):
        return Block("line", strong[2], start, end, "", start, 0, gap, 7)
    return Block("line", raw, start, end, "", start, 0, gap)
