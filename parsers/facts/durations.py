"""The duration section: statements of how long the procedure takes, in minutes."""

from __future__ import annotations

import re
from itertools import zip_longest

from parsers.facts.base import Facts, statements
from parsers.facts.duration_phrases import Duration, read_durations
from parsers.grammar.document import Section
from parsers.memory import remembered

# A number and its unit set in two elements.
_NUMBER = re.compile(r"(?:about |up to |around |approximately )?[\d.,]+(?:\s*(?:-|\u2013|to)\s*[\d.,]+)?", re.I)
_UNIT = re.compile(r"(?:min|hour|hr|sec|day|week)", re.I)


def read_duration(section: Section, facts: Facts) -> None:
    """Rows of `durations`: (min_minutes, max_minutes). A section that states no time gives one row without numbers."""
    found = parted = False
    items = list(statements(section))
    for item, following in zip_longest(items, items[1:]):
        if parted:
            parted = False
            continue
        start = item.value_start if item.label_meaning is not None or not item.label else item.start
        parted = following is not None and bool(_NUMBER.fullmatch(item.text)) and bool(_UNIT.match(following.text))
        end = following.end if parted and following is not None else item.end
        for duration in _durations(facts.page[start:end]):
            found = True
            facts.add(
                "durations", start + duration.start, start + duration.end, duration.min_minutes, duration.max_minutes
            )
    first = next(statements(section), None)
    if not found and first is not None:
        facts.add("durations", first.start, first.end, None, None)


@remembered
def _durations(text: str) -> tuple[Duration, ...]:
    return tuple(read_durations(text))
