"""A parsed page to the rows of every content table, in the order of the tables' columns."""

from __future__ import annotations

import hashlib
from typing import Any

from parsers.page import RawPage
from parsers.parse import ParsedPage, Procedure
from schemas.vocabulary.sections import SECTION_KEYS

Rows = dict[str, list[tuple[Any, ...]]]


def page_key(uri: str) -> str:
    """The key of a page: sixteen hexadecimal digits made from its identity."""
    return hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def page_rows(parsed: ParsedPage, page: RawPage) -> Rows:
    """The rows of every content table, in the order of the tables' columns."""
    page_id = page_key(page.uri)
    rows: Rows = {}
    for number, procedure in enumerate(parsed.procedures, 1):
        key = f"{page_id}-{number}"
        _document_rows(key, page_id, procedure, parsed, page, rows)
        for table, facts in procedure.rows.items():
            rows.setdefault(table, []).extend([(key, *fact) for fact in facts])
    return rows


def _document_rows(
    key: str,
    page_id: str,
    procedure: Procedure,
    parsed: ParsedPage,
    page: RawPage,
    rows: Rows,
) -> None:
    name = next((name for name, kind in procedure.names if kind == "preferred"), None)
    rows.setdefault("procedures", []).append(
        (key, page_id, procedure.code_system, procedure.code, procedure.code_origin, procedure.title, name,
         _text_of(procedure, "summary"), _text_of(procedure, "purpose"), parsed.site, page.uri)
    )  # fmt: skip
    rows.setdefault("procedure_names", []).extend(
        [(key, i, name, kind) for i, (name, kind) in enumerate(procedure.names, 1)]
    )
    sections, items = rows.setdefault("sections", []), rows.setdefault("section_items", [])
    states: dict[str, str] = {}
    for position, (section, state) in enumerate(zip(procedure.sections, procedure.states, strict=True), 1):
        sections.append(
            (key, position, section.key, section.heading, state, section.text, len(section.items), section.start, section.end)
        )  # fmt: skip
        items += [
            (key, position, item.position, section.key, item.parent, item.depth, item.kind, item.marker,
             item.subsection, item.label, item.text, item.start, item.end)
            for item in section.items
        ]  # fmt: skip
        if states.get(section.key) != "parsed":
            states[section.key] = state
    rows.setdefault("section_coverage", []).extend(
        [(key, section, states.get(section, "absent")) for section in SECTION_KEYS]
    )


def _text_of(procedure: Procedure, key: str) -> str | None:
    lines = [
        f"{item.label}: {item.text}" if item.label else item.text
        for section in procedure.sections
        if section.key == key
        for item in section.items
    ]
    return "\n".join(lines) or None
