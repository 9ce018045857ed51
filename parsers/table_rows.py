"""A parsed page to the rows of every content table."""

from __future__ import annotations

from parsers.facts.base import Rows
from parsers.page import RawPage, page_key
from parsers.parse import ParsedPage, Procedure
from schemas.rows import ProcedureNamesRow, ProceduresRow, SectionCoverageRow, SectionItemsRow, SectionsRow
from schemas.vocabulary.sections import SECTION_KEYS

# Most rows of a page are of these two: to call `__new__` with names costs a third of calling the class with them.
_new_item, _new_coverage = SectionItemsRow.__new__, SectionCoverageRow.__new__


def page_rows(parsed: ParsedPage, page: RawPage) -> Rows:
    """The rows of every content table, by row class."""
    page_id = page_key(page.uri)
    rows: Rows = {}
    for procedure in parsed.procedures:
        _extend(rows, _document_rows(procedure, page_id, parsed.site, page.uri))
        _extend(rows, procedure.rows)
    return rows


def _extend(rows: Rows, more: Rows) -> None:
    for row_class, found in more.items():
        rows.setdefault(row_class, []).extend(found)


def _document_rows(procedure: Procedure, page_id: str, site: str | None, uri: str) -> Rows:
    names = [
        ProcedureNamesRow(procedure_id=procedure.procedure_id, position=position, name=name, kind=kind)
        for position, (name, kind) in enumerate(procedure.names, 1)
    ]
    return {
        ProceduresRow: [
            ProceduresRow(
                procedure_id=procedure.procedure_id,
                page_id=page_id,
                code_system=procedure.code_system,
                code=procedure.code,
                code_origin=procedure.code_origin,
                title=procedure.title,
                name=next((row.name for row in names if row.kind == "preferred"), None),
                summary=_text_of(procedure, "summary"),
                purpose=_text_of(procedure, "purpose"),
                site=site,
                source_uri=uri,
                title_rule=procedure.title_rule,
            )
        ],
        ProcedureNamesRow: [*names],
        SectionsRow: [*_section_rows(procedure)],
        SectionItemsRow: [*_item_rows(procedure)],
        SectionCoverageRow: [*_coverage_rows(procedure)],
    }


def _section_rows(procedure: Procedure) -> list[SectionsRow]:
    return [
        SectionsRow(
            procedure_id=procedure.procedure_id,
            position=position,
            section=section.key,
            heading=section.heading,
            state=state,
            text=section.text,
            item_count=len(section.items),
            char_start=section.start,
            char_end=section.end,
            rule=section.rule,
        )
        for position, (section, state) in enumerate(zip(procedure.sections, procedure.states, strict=True), 1)
    ]


def _item_rows(procedure: Procedure) -> list[SectionItemsRow]:
    procedure_id = procedure.procedure_id
    return [
        _new_item(
            SectionItemsRow,
            procedure_id=procedure_id,
            section_position=section_position,
            position=item.position,
            section=section.key,
            parent_position=item.parent,
            depth=item.depth,
            kind=item.kind,
            marker=item.marker,
            subsection=item.subsection,
            label=item.label,
            text=item.text,
            char_start=item.start,
            char_end=item.end,
        )
        for section_position, section in enumerate(procedure.sections, 1)
        for item in section.items
    ]


def _coverage_rows(procedure: Procedure) -> list[SectionCoverageRow]:
    """The state of every known section; of one that the page opens several times `parsed`, if it is that anywhere, else the last."""
    states: dict[str, str] = {}
    for section, state in zip(procedure.sections, procedure.states, strict=True):
        if states.get(section.key) != "parsed":
            states[section.key] = state
    procedure_id = procedure.procedure_id
    return [
        _new_coverage(SectionCoverageRow, procedure_id=procedure_id, section=key, state=states.get(key, "absent"))
        for key in SECTION_KEYS
    ]


def _text_of(procedure: Procedure, key: str) -> str | None:
    lines = [
        f"{item.label}: {item.text}" if item.label else item.text
        for section in procedure.sections
        if section.key == key
        for item in section.items
    ]
    return "\n".join(lines) or None
