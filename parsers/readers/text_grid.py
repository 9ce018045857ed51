"""Rows of tables in text, such as `| a | b |`, with the same cells as those of HTML."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.grammar.headings import is_column_heading
from parsers.page import Block, Cell


def with_cells(rows: Sequence[Block], spans: Sequence[Sequence[tuple[int, int]]], *, is_headed: bool) -> list[Block]:
    """The rows of one table of text with their cells; `is_headed`: the first row is known to hold headings.

    `spans[i]` are the spans of row i's cells in the page's text, blanks trimmed; its block's text has the same cells, joined by tabs.
    """
    texts = [block.text.split("\t") for block in rows]
    if not rows or not (is_headed or is_column_heading(tuple(texts[0]))):
        return [
            block._replace(cells=_text_cells(cells, places, ()))
            for block, cells, places in zip(rows, texts, spans, strict=True)
        ]
    found = [rows[0]._replace(strong=len(rows[0].text), cells=_text_cells(texts[0], spans[0], ()))]
    for block, cells, places in zip(rows[1:], texts[1:], spans[1:], strict=True):
        found.append(block._replace(cells=_text_cells(cells, places, texts[0])))
    return found


def _text_cells(texts: Sequence[str], spans: Sequence[tuple[int, int]], heads: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(text, start, end, ((start, end),), (heads[column],) if column < len(heads) else (), False, False)
        for column, (text, (start, end)) in enumerate(zip(texts, spans, strict=True))
    )
