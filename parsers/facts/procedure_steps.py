"""The procedure description: steps, tools and equipment, anesthesia."""

from __future__ import annotations

import re

from parsers.facts.base import Facts, members, statements, stop_trimmed, whole
from parsers.facts.columns import CELL
from parsers.grammar.document import Item, Section
from schemas.rows import AnesthesiaRow, EquipmentRow, StepsRow

_ASIDE = ("equipment", "anesthesia")
_NUMBER = re.compile(r"\d+")
_LONGEST_TOOL = 8
_NONE = re.compile(r"(?:none|no special \w+|not applicable|n/?a)\b.{0,30}\Z", re.I)


def read_procedure_description(section: Section, facts: Facts) -> None:
    """Rows of `steps`, `equipment` and `anesthesia`."""
    items = list(statements(section, facts.page))
    has_list = any(_is_step(item) and item.kind != "paragraph" for item in items)
    asides = _asides(section)
    count = 0
    for item in items:
        aside = item.meaning if item.meaning in _ASIDE else None
        if aside == "equipment":
            _equipment(item, facts)
        elif aside == "anesthesia":
            _add_anesthesia(facts, *whole(item))
        if _is_step(item) and item.position not in asides and (item.kind != "paragraph" or not has_list):
            count += 1
            printed = _NUMBER.search(item.marker or "") if item.kind in ("numbered", CELL) else None
            count = int(printed.group()) if printed else count
            _step(item, count, facts)


def _is_step(item: Item) -> bool:
    """Whether an item can be a step: at the top, under no heading of tools; a labelled list item can, whatever its label says."""
    if item.depth > 0 or item.is_lead:
        return False
    if item.kind == CELL:
        return item.meaning == "steps"
    if item.meaning in _ASIDE:
        return (
            item.label_meaning is not None
            and item.kind != "paragraph"
            and (item.kind == "numbered" or item.label_meaning == "anesthesia")
        )
    return item.kind != "row"


def _asides(section: Section) -> set[int]:
    """Positions of bullets `Tools: ...`, `Anesthesia: ...` before or after the steps: they speak of the whole procedure."""
    found: set[int] = set()
    top = [item for item in section.items if item.depth == 0]
    labelled = any(item.label is not None and item.label_meaning not in _ASIDE for item in top)
    # Before labelled steps `Anesthesia: ...` is the first of them.
    first = ("equipment",) if labelled else _ASIDE
    for run, meanings in ((top, first), (top[::-1], _ASIDE)):
        for item in run:
            if item.label_meaning in meanings and item.kind == "bullet":
                found.add(item.position)
            elif item.kind != "paragraph" and not item.is_lead:
                break
    return found


def _step(item: Item, number: int, facts: Facts) -> None:
    rows = facts.rows_of(StepsRow)
    rows.append(
        StepsRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            step_number=number,
            label=item.label,
            text=item.text,
            char_start=item.start,
            char_end=item.end,
        )
    )


def _add_anesthesia(facts: Facts, start: int, end: int) -> None:
    rows = facts.rows_of(AnesthesiaRow)
    rows.append(
        AnesthesiaRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            text=facts.words(start, end),
            char_start=start,
            char_end=end,
        )
    )


def _equipment(item: Item, facts: Facts) -> None:
    start, end = whole(item)
    if item.label is not None and item.label_meaning is None:
        _add_equipment(facts, start, end)
        return
    raw = facts.page[start:end]
    parts = item.label_meaning is not None or item.kind == "paragraph" or "," in raw or ";" in raw
    spans = members(facts.page, start, end) if parts else [stop_trimmed(facts.page, start, end)]
    is_list = len(spans) > 1 and all(len(facts.page[low:high].split()) <= _LONGEST_TOOL for low, high in spans)
    for low, high in spans if is_list else spans and [(spans[0][0], spans[-1][1])]:
        if not _NONE.match(facts.page[low:high]):
            _add_equipment(facts, low, high)


def _add_equipment(facts: Facts, start: int, end: int) -> None:
    rows = facts.rows_of(EquipmentRow)
    rows.append(
        EquipmentRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            text=facts.words(start, end),
            char_start=start,
            char_end=end,
        )
    )
