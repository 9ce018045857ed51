"""The duration section: statements of how long the procedure takes, in minutes."""

from __future__ import annotations

import re
from itertools import zip_longest

from parsers.facts.base import Facts, statements
from parsers.facts.duration_phrases import Duration, read_durations
from parsers.grammar.document import Section
from parsers.memory import remembered
from schemas.rows import DurationsRow

# A number and its unit set in two elements.
_NUMBER = re.compile(r"(?:about |up to |around |approximately )?[\d.,]+(?:\s*(?:-|\u2013|to)\s*[\d.,]+)?", re.I)
_UNIT = re.compile(r"(?:min|hour|hr|sec|day|week)", re.I)


def read_duration(section: Section, facts: Facts) -> None:
    """Rows of `durations`. A section that states no time gives one row without numbers."""
    found = parted = False
    items = list(statements(section, facts.page))
    for item, following in zip_longest(items, items[1:]):
        if parted:
            parted = False
            continue
        start = item.value_start if item.label_meaning is not None or not item.label else item.start
        parted = following is not None and bool(_NUMBER.fullmatch(item.text)) and bool(_UNIT.match(following.text))
        end = following.end if parted and following is not None else item.end
        for duration in _durations(facts.page[start:end]):
            found = True
            _add(facts, start + duration.start, start + duration.end, duration.min_minutes, duration.max_minutes)
    first = next(statements(section, facts.page), None)
    if not found and first is not None:
        _add(facts, first.start, first.end, None, None)


def _add(facts: Facts, start: int, end: int, min_minutes: float | None, max_minutes: float | None) -> None:
    rows = facts.rows_of(DurationsRow)
    rows.append(
        DurationsRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            min_minutes=min_minutes,
            max_minutes=max_minutes,
            text=facts.words(start, end),
            char_start=start,
            char_end=end,
        )
    )


@remembered
def _durations(text: str) -> tuple[Duration, ...]:
    return tuple(read_durations(text))
