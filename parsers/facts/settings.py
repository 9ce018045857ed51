"""The setting section: places where the procedure is done, by the closed list."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.facts.base import Facts, members, page_sentences, statements
from parsers.facts.matching import Lexicon
from parsers.grammar.document import Section
from parsers.memory import remembered
from parsers.text import clean, trim
from schemas.rows import SettingsRow
from schemas.vocabulary.settings import SETTINGS

SETTING_LEXICON = Lexicon((row.key, row.words) for row in SETTINGS)
PLACE_OF_SERVICE = {row.key: row.place_of_service for row in SETTINGS}
_LEAD = re.compile(
    r"(?:[^,;(]{0,120}?\b(?:performed|done|carried out|conducted|administered|given|takes? place|place|provided|used|held|offered|available|delivered|completed|undertaken|happens?|occurs?|placed|fitted|treated|collected|applied|inserted|taken|drawn|made|scheduled|be|is|are)"
    r"(?: \w+ly)?\s+(?:either )?(?:in|at|on|within|inside|from|by)\s+(?:either |both )?)|(?:in|at|on|within|inside|either|usually|typically|often|commonly|sometimes|occasionally)\s+",
    re.I,
)
_ARTICLE = re.compile(
    r"(?:(?:in|at|on|within|inside|or|and|either|also|sometimes|occasionally|even|usually|typically|often|commonly|possibly|rarely|less commonly|more rarely|occasionally|both)\s+)*(?:(?:an?|the|your|any|our|their|some|most)\s+)?",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:,|\(|\s[\u2013\u2014-]\s|\b(?:with|under|during|where|depending|equipped|that|which|for|using|by|because|so that|if|when|to|as|under|such as|while|since|near|after|before|on an? (?:outpatient|inpatient) basis)\b).*",
    re.I | re.S,
)


_LONGEST_STATEMENT = 3000
_NO_PLACE = re.compile(
    r"(?:in (?:some|most|many|certain|rare)|depending|during|if|when|for|as|on|with|the same|some|most|many|not|usually|sometimes|often)\b",
    re.I,
)


def read_setting(section: Section, facts: Facts) -> None:
    """Rows of `settings`."""
    for item in statements(section, facts.page):
        start = item.value_start if item.label_meaning is not None else item.start
        for low, high in page_sentences(facts.page, start, item.end):
            _statement(low, high, facts)


class _Place(NamedTuple):
    """A place in a statement: its span, and its key if it is on the list."""

    start: int
    end: int
    key: str | None


def _statement(start: int, end: int, facts: Facts) -> None:
    text = facts.page[start:end]
    if end - start > _LONGEST_STATEMENT:
        facts.note("setting_unknown", f"Too long for a setting: {clean(text)[:60]!r}", "setting", start, end)
        _add(facts, start, end, None)
        return
    for low, high, key in _places(text):
        if key is None:
            message = f"No setting of the list: {clean(text[low:high])[:80]!r}"
            facts.note("setting_unknown", message, "setting", start + low, start + high)
        _add(facts, start + low, start + high, key)


def _add(facts: Facts, start: int, end: int, setting: str | None) -> None:
    rows = facts.rows_of(SettingsRow)
    rows.append(
        SettingsRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            setting=setting,
            place_of_service=PLACE_OF_SERVICE.get(setting or ""),
            text=facts.words(start, end),
            char_start=start,
            char_end=end,
        )
    )


@remembered
def _places(text: str) -> tuple[_Place, ...]:
    """The places that a statement names; those off the list only where nothing says that they are none."""
    start, end = 0, len(text)
    while (lead := _LEAD.match(text, start)) is not None and lead.end() > start:
        start = lead.end()
    parts = [part for low, high in members(text, start, end) for part in _nested(text, low, high)]
    spans = [span for low, high in parts if (span := _place(text, low, high)) is not None]
    named = [_Place(low, high, SETTING_LEXICON.find(clean(text[low:high]))) for low, high in spans]
    is_known = any(place.key for place in named)
    if not is_known or len(text.split()) > 12:
        named = _occurring(text, start, end, named)
        is_known = any(place.key for place in named)
    return tuple(place for place in named if place.key is not None or not _is_none(text, place, is_known, len(named)))


def _is_none(text: str, place: _Place, is_known: bool, count: int) -> bool:
    """Whether words off the list are no place: they say when or how, or are too many for one of several."""
    if is_known and _NO_PLACE.match(text, place.start, place.end):
        return True
    return count > 1 and len(text[place.start : place.end].split()) > 8


_VERB = re.compile(r"\b(?:\w+(?:ed|es|s|en|ing|ne))\b", re.I)
_WITHIN = re.compile(r"\s+(?:at|in|inside|within)\s+(?:an?|the|your|our|their)\s+", re.I)


_SLASH = re.compile(r"\s*/\s*|\s+[&\u2013\u2014-]\s+")


def _parted(page: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [(match.start(), match.end()) for match in _SLASH.finditer(page, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _nested(page: str, start: int, end: int) -> list[tuple[int, int]]:
    """A place in a place (`exam room at a clinic`) as two places, if both are on the list."""
    slashed = [trim(page, *span) for span in _parted(page, start, end)]
    if len(slashed) > 1 and all(SETTING_LEXICON.find(clean(page[slice(*span)])) for span in slashed):
        return slashed
    within = _WITHIN.search(page, start, end)
    if within is None or within.start() == start:
        return [(start, end)]
    inner, outer = (start, within.start()), (within.end(), end)
    known = [SETTING_LEXICON.find(clean(page[slice(*(_place(page, *span) or span))])) for span in (inner, outer)]
    if all(known):
        return [inner, outer]
    return [outer] if known[1] and _VERB.search(page, *inner) else [(start, end)]


def _place(page: str, start: int, end: int) -> tuple[int, int] | None:
    article = _ARTICLE.match(page, start, end)
    if article is not None:
        start = article.end()
    if (tail := _TAIL.search(page, start, end)) is not None and tail.start() > start:
        end = tail.start()
    start, end = trim(page, start, end)
    while end > start and page[end - 1] in ".,;:":
        end -= 1
    return (start, end) if start < end else None


def _occurring(text: str, start: int, end: int, named: list[_Place]) -> list[_Place]:
    """Places named somewhere in a longer sentence; what the members gave stands where it is better."""
    found = SETTING_LEXICON.occurrences(text[start:end])
    if len(found) <= sum(place.key is not None for place in named) and named:
        return [place for place in named if place.key is not None] or named
    return [_Place(start + low, start + high, key) for low, high, key in found] or named
