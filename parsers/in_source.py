"""What was read in a page's words, with spans into the page's own text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from parsers.facts.base import Rows
from parsers.grammar.document import Item, Section
from parsers.page import Finding
from parsers.source_map import SourceMap


def section_in_source(section: Section, source_map: SourceMap) -> Section:
    """A section with its items."""
    start, end = source_map.span(section.start, section.end)
    return section._replace(start=start, end=end, items=tuple(_item(item, source_map) for item in section.items))


def _item(item: Item, source_map: SourceMap) -> Item:
    start, end = source_map.span(item.start, item.end)
    value, claim = source_map.start(item.value_start), source_map.start(item.claim_start)
    return item._replace(start=start, end=end, value_start=value, claim_start=claim)


def rows_in_source(rows: Rows, source_map: SourceMap) -> Rows:
    """Rows of typed tables."""
    return {row_class: [_row(row, source_map) for row in found] for row_class, found in rows.items()}


def _row(row: NamedTuple, source_map: SourceMap) -> NamedTuple:
    placed: Any = row
    if "char_start" not in row._fields:
        return row
    start, end = source_map.span(placed.char_start, placed.char_end)
    return row._replace(char_start=start, char_end=end)


def findings_in_source(findings: Iterable[Finding], source_map: SourceMap) -> list[Finding]:
    """Findings, those on the whole page as they are."""
    found: list[Finding] = []
    for finding in findings:
        if finding.start is not None and finding.end is not None:
            start, end = source_map.span(finding.start, finding.end)
            finding = finding._replace(start=start, end=end)
        found.append(finding)
    return found
