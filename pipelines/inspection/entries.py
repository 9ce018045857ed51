"""What an inspected page shows beside its text: procedures, names, sections, items, facts and findings, as a flat list of entries."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from schemas.vocabulary.rules import RULE_BY_NAME
from schemas.vocabulary.sections import TYPED_TABLES

# The section that fills each table of facts.
_SECTION_OF = {table: section for section, tables in TYPED_TABLES.items() for table in tables}
_NO_DETAIL = frozenset(("procedure_id", "position", "text", "char_start", "char_end"))

TableRow = dict[str, Any]


class InspectedEntry(NamedTuple):
    """One line beside the page's text: what it is, what it says, the span of characters that it claims, and its depth in the tree.

    `kind` is `group`, `procedure`, `name`, `section`, `item`, `fact`, `finding`, `chrome`, `unclaimed` or `note`; `grade`
    is a finding's severity or a section's state; `reason` says why the rule that made it decides so. `text` is None where it repeats that of the
    item above.
    """

    kind: str
    tag: str
    text: str | None
    level: int
    start: int | None = None
    end: int | None = None
    marker: str | None = None
    label: str | None = None
    details: tuple[tuple[str, str | None], ...] = ()
    grade: str = ""
    reason: str = ""


class _Spans:
    """Rows by where they begin. Where the spans of two rows overlap, the one that begins later is found."""

    def __init__(self, rows: Iterable[TableRow]) -> None:
        self._rows = sorted((row for row in rows if row["char_start"] is not None), key=lambda row: row["char_start"])
        self._starts = [row["char_start"] for row in self._rows]

    def at(self, offset: int | None) -> TableRow | None:
        """The row whose span holds the character."""
        index = -1 if offset is None else bisect_right(self._starts, offset) - 1
        return (
            self._rows[index] if offset is not None and index >= 0 and offset < self._rows[index]["char_end"] else None
        )


def entries_of(inspected: dict[str, Any]) -> list[InspectedEntry]:
    """The entries of what `pipelines.inspection.result.inspection` gives: by procedure, then what belongs to no section."""
    return [*_procedures(inspected), *_page_groups(inspected)]


def _procedures(inspected: dict[str, Any]) -> Iterator[InspectedEntry]:
    tables = {name: _by_procedure(rows) for name, rows in inspected["tables"].items()}
    findings = _findings_by_section(inspected)
    for number, row in enumerate(inspected["tables"].get("procedures", ()), 1):
        own = {name: rows[row["procedure_id"]] for name, rows in tables.items() if row["procedure_id"] in rows}
        sections = own.get("sections", [])
        yield InspectedEntry(
            "procedure",
            f"procedure {number}",
            row["title"],
            level=1,
            start=min((section["char_start"] for section in sections), default=None),
            end=max((section["char_end"] for section in sections), default=None),
            details=_details({key: row[key] for key in ("code_system", "code", "code_origin", "name", "title_rule")}),
            reason=_reason(row["title_rule"]),
        )
        for name in own.get("procedure_names", ()):
            yield InspectedEntry("name", "name", name["name"], 2, details=(("kind", name["kind"]),))
        absent = [row["section"] for row in own.get("section_coverage", ()) if row["state"] == "absent"]
        if absent:
            yield InspectedEntry("note", "absent", ", ".join(absent), 2)
        yield from _sections(own, findings)


def _sections(own: dict[str, list[TableRow]], findings: dict[int | None, list[TableRow]]) -> Iterator[InspectedEntry]:
    facts = _facts_by_owner(own)
    items = defaultdict(list)
    for item in own.get("section_items", ()):
        items[item["section_position"]].append(item)
    for section in own.get("sections", ()):
        yield InspectedEntry(
            "section",
            section["section"],
            section["heading"] or "",
            level=2,
            start=section["char_start"],
            end=section["char_end"],
            details=_details({"state": section["state"], "items": section["item_count"], "rule": section["rule"]}),
            grade=section["state"],
            reason=_reason(section["rule"]),
        )
        yield from (_finding(row, 3, section["section"]) for row in findings.get(id(section), ()))
        yield from (_fact(table, row, 3) for table, row in facts.get(id(section), ()))
        for item in items[section["position"]]:
            entry = _item(item)
            yield entry
            yield from (_fact(table, row, entry.level + 1, item["text"]) for table, row in facts.get(id(item), ()))
    yield from (_fact(table, row, 2) for table, row in facts.get(None, ()))


def _item(item: TableRow) -> InspectedEntry:
    return InspectedEntry(
        "item",
        item["kind"],
        item["text"],
        level=3 + item["depth"],
        start=item["char_start"],
        end=item["char_end"],
        marker=item["marker"],
        label=item["label"],
        details=_details({"under": item["subsection"]}) if item["subsection"] else (),
    )


def _by_procedure(rows: list[TableRow]) -> dict[str, list[TableRow]]:
    found = defaultdict(list)
    for row in rows:
        found[row["procedure_id"]].append(row)
    return dict(found)


def _facts_by_owner(own: dict[str, list[TableRow]]) -> dict[int | None, list[tuple[str, TableRow]]]:
    """The rows of the typed tables by the `id` of the item that they begin in, else of their section, else under None."""
    items, sections = _Spans(own.get("section_items", ())), _Spans(own.get("sections", ()))
    named = {section["section"]: section for section in reversed(own.get("sections", ()))}
    found = defaultdict(list)
    for table in sorted(own.keys() & _SECTION_OF.keys()):
        for row in own[table]:
            offset = row.get("char_start")
            owner = items.at(offset) or sections.at(offset) or named.get(_SECTION_OF[table])
            found[id(owner) if owner else None].append((table, row))
    return dict(found)


def _findings_by_section(inspected: dict[str, Any]) -> dict[int | None, list[TableRow]]:
    """Findings by the `id` of the section that they begin in; under None those of the page."""
    sections = _Spans(inspected["tables"].get("sections", ()))
    found = defaultdict(list)
    for finding in inspected["findings"]:
        owner = sections.at(finding["char_start"])
        found[id(owner) if owner else None].append(finding)
    return dict(found)


def _page_groups(inspected: dict[str, Any]) -> Iterator[InspectedEntry]:
    """What belongs to no section: findings of the page, text that nothing claims, chrome."""
    groups = {
        "Findings of the page": [_finding(row, 2) for row in _findings_by_section(inspected).get(None, ())],
        "Unclaimed text": [_span("unclaimed", "unclaimed", row) for row in inspected["unclaimed"]],
        "Chrome": [_span("chrome", row["rule"], row) for row in sorted(inspected["chrome"], key=_start)],
    }
    for title, entries in groups.items():
        if entries:
            yield InspectedEntry("group", title, str(len(entries)), 1)
            yield from entries


def _start(row: TableRow) -> int:
    return int(row["char_start"])


def _span(kind: str, tag: str, row: TableRow) -> InspectedEntry:
    reason = _reason(row.get("rule"))
    return InspectedEntry(kind, tag, row["text"].strip(), 2, row["char_start"], row["char_end"], reason=reason)


def _reason(rule: str | None) -> str:
    known = RULE_BY_NAME.get(rule or "")
    return known.reason if known else ""


def _finding(row: TableRow, level: int, within: str | None = None) -> InspectedEntry:
    details = _details({"section": row["section"]}) if row["section"] not in (None, within) else ()
    return InspectedEntry(
        "finding",
        row["code"],
        row["message"],
        level,
        start=row["char_start"],
        end=row["char_end"],
        details=details,
        grade=row["severity"],
    )


def _fact(table: str, row: TableRow, level: int, above: str | None = None) -> InspectedEntry:
    text = row.get("text")
    return InspectedEntry(
        "fact",
        f"{table} {row['position']}",
        None if text == above else text,
        level,
        start=row.get("char_start"),
        end=row.get("char_end"),
        details=_details(row),
    )


def _details(row: TableRow) -> tuple[tuple[str, str | None], ...]:
    return tuple(
        (name, value if value is None else f"{value:g}" if isinstance(value, float) else str(value))
        for name, value in row.items()
        if name not in _NO_DETAIL
    )
