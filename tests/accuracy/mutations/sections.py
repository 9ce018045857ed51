"""Mutations of whole sections and of headings: removed, emptied, in another order, printed otherwise."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from random import Random

from tests.accuracy.golden import Case
from tests.accuracy.mutations.base import Mutation, chance
from tests.accuracy.pagetext import (
    Slices,
    heading_spans,
    is_html,
    is_run_in,
    natural_end,
    renamed,
    slices,
    source,
    with_source,
)
from tests.accuracy.truth import (
    can_lose,
    emptied,
    has_inferred,
    headings,
    is_family,
    is_untitled,
    keys,
    procedures_of,
    rearranged,
    retitled,
    without_facts,
)

_ENDS = ":?-–—"
_HEADING_TAG = re.compile(r"</h[1-6]>")


def _order(case: Case) -> list[int]:
    return list(range(1, len(headings(case)) + 1))


def _losable(case: Case, cut: Slices) -> list[int]:
    """Positions of printed sections whose loss leaves a certain truth."""
    return [place for place in _order(case)[cut.first - 1 :] if can_lose(case, place)]


# --- sections ---------------------------------------------------------------------------------------------------------


def removed(case: Case, random: Random, count: int = 1) -> Case | None:
    """Whole sections taken out; their facts go with them."""
    cut = slices(case)
    places = _losable(case, cut) if cut else []
    if cut is None or len(places) < count + 2:
        return None
    gone = set(random.sample(places, count))
    expected = case.expected
    for place in gone:
        expected = without_facts(expected, keys(case)[place - 1])
    parts = [part for place, part in enumerate(cut.parts, cut.first) if place not in gone]
    kept = [place for place in _order(case) if place not in gone]
    return with_source(case, cut.joined(parts), retitled(case, rearranged(expected, kept)))


def emptied_section(case: Case, random: Random) -> Case | None:
    """Nothing left under one heading."""
    cut, spans = slices(case), heading_spans(case)
    if cut is None or spans is None or is_run_in(case, spans) or (not is_html(case) and _is_numbered(cut)):
        return None
    last = len(headings(case))
    # A known heading between known headings: under another, a careful reader could take it for a line of text.
    places = [
        place
        for place in _losable(case, cut)
        if is_html(case) or is_family(case) or (_may_stand_alone(case, place) and place != last)
    ]
    places = [place for place in places if _bare(case, cut.parts[place - cut.first]) is not None]
    if not places:
        return None
    place = random.choice(places)
    parts = list(cut.parts)
    parts[place - cut.first] = _bare(case, parts[place - cut.first]) or ""
    return with_source(case, cut.joined(parts), emptied(case.expected, place))


def _may_stand_alone(case: Case, place: int) -> bool:
    """Whether a heading of plain text is one even with nothing under it: known, before a known one, and no lead-in."""
    return "other" not in keys(case)[place - 1 : place + 1] and not headings(case)[place - 1].endswith(":")


def _bare(case: Case, part: str) -> str | None:
    """A section's part without its content; None if it has none, or where a heading without content is no heading."""
    if is_html(case):
        heading = _HEADING_TAG.search(part) if re.match(r"<h[1-6]", part) else re.search("</summary>", part)
        if heading is None or not part.startswith(("<h", "<details")):
            return None
        rest = part[natural_end(part, heading.end()) :]
        bare = part[: heading.end()] + "\n" + rest
        return bare if part[heading.end() :].strip() != rest.strip() else None
    first, _, rest = part.partition("\n")
    return first if rest.strip() else None


def _reordered(case: Case, order: list[int], cut: Slices) -> Case | None:
    parts = [cut.parts[place - cut.first] for place in order if place >= cut.first]
    if not is_html(case) and not _known(case, order[cut.first - 1] - 1):
        return None  # in plain text an unknown heading right below the title could be a part of it
    return with_source(case, cut.joined(parts), retitled(case, rearranged(case.expected, order)))


def _free_order(case: Case) -> Slices | None:
    """The slices of another site's page, if each of its sections can stand anywhere."""
    cut = slices(case)
    if cut is None or is_family(case) or has_inferred(case) or len(cut.parts) < 3:
        return None
    return None if _is_numbered(cut) else cut


def _is_numbered(cut: Slices) -> bool:
    return any(re.match(r"(?:<h[1-6]>)?\d{1,2}\. ", part) for part in cut.parts)


def swapped(case: Case, random: Random) -> Case | None:
    """Two sections of another site's page in each other's place."""
    cut = _free_order(case)
    if cut is None:
        return None
    one, two = random.sample(range(cut.first, len(headings(case)) + 1), 2)
    order = _order(case)
    order[one - 1], order[two - 1] = two, one
    return _reordered(case, order, cut)


def reversed_order(case: Case, _: Random) -> Case | None:
    """The sections of another site's page from last to first."""
    cut = _free_order(case)
    if cut is None:
        return None
    order = _order(case)
    return _reordered(case, order[: cut.first - 1] + order[: cut.first - 2 if cut.first > 1 else None : -1], cut)


def shuffled(case: Case, random: Random) -> Case | None:
    """The sections of another site's page in any order."""
    cut = _free_order(case)
    if cut is None:
        return None
    order = _order(case)
    rest = order[cut.first - 1 :]
    random.shuffle(rest)
    return _reordered(case, order[: cut.first - 1] + rest, cut)


# --- headings ---------------------------------------------------------------------------------------------------------


def _known(case: Case, place: int) -> bool:
    return keys(case)[place] != "other"


def colons_added(case: Case, random: Random, share: float) -> Case | None:
    """Colons after headings that end in a word."""
    if procedures_of(case) > 1 and share < 1:
        return None

    def change(heading: str, place: int) -> str:
        ends = heading[-1].isalnum() and _known(case, place)
        return f"{heading}:" if ends and chance(random, share) else heading

    return renamed(case, change)


def colons_removed(case: Case, _: Random) -> Case | None:
    """No colon after any heading of the family."""
    if not is_family(case):
        return None
    return renamed(case, lambda heading, _: heading.rstrip(":"))


def upper_case(case: Case, _: Random) -> Case | None:
    """Headings in capitals, as other sites print them; on a page of the family, where markup says that they are headings."""
    if is_family(case) and not is_html(case):
        return None
    return renamed(case, lambda heading, _: heading.upper())


def lower_case(case: Case, _: Random) -> Case | None:
    """Known headings in lower case, as other sites print them."""
    if is_family(case) and not is_html(case):
        return None
    return renamed(case, lambda heading, place: heading.lower() if _known(case, place) else heading)


def hyphens(case: Case, _: Random) -> Case | None:
    """Known headings of other sites that end in a hyphen."""
    if is_family(case):
        return None
    return renamed(
        case,
        lambda heading, place: f"{heading} -" if heading[-1] not in _ENDS and _known(case, place) else heading,
    )


def question_blanks(case: Case, _: Random) -> Case | None:
    """A blank before the question mark."""
    return renamed(case, lambda heading, _: re.sub(r"(?<=\w)\?$", " ?", heading))


def numbered(case: Case, _: Random) -> Case | None:
    """Headings with numbers, where no list has numbers in the same place."""
    spans, text = heading_spans(case), source(case)
    if spans is None or None in spans or procedures_of(case) > 1 or is_run_in(case, spans) or is_family(case):
        return None
    if is_untitled(case):
        return None
    if re.search(r"^\d{1,2}\. |<h[1-6]>\d{1,2}\. ", text, re.M) or (is_html(case) and not _in_heading_tags(case)):
        return None
    for number, span in reversed(list(enumerate(spans, 1))):
        if span is not None:
            text = f"{text[: span[0]]}{number}. {text[span[0] :]}"
    return with_source(case, text)


def _in_heading_tags(case: Case) -> bool:
    text = source(case)
    return all(
        re.search(rf"<h[1-6][^>]*>(?:<[^>]*>)*{re.escape(escape(heading, quote=False))}", text)
        for heading in headings(case)
        if heading
    )


MUTATIONS: tuple[Mutation, ...] = (
    Mutation("section_removed", "one section taken out", removed),
    Mutation("sections_removed", "three sections taken out", partial(removed, count=3)),
    Mutation("section_emptied", "nothing left under one heading", emptied_section),
    Mutation("sections_swapped", "two sections of another site's page swapped", swapped),
    Mutation("sections_reversed", "the sections of another site's page from last to first", reversed_order),
    Mutation("sections_shuffled", "the sections of another site's page in any order", shuffled),
    Mutation("headings_colons", "a colon after every known heading", partial(colons_added, share=1.0)),
    Mutation("headings_some_colons", "a colon after some headings", partial(colons_added, share=0.4)),
    Mutation("headings_no_colons", "no colon after any heading of the family", colons_removed),
    Mutation("headings_upper_case", "headings in capitals (in HTML, and on other sites)", upper_case),
    Mutation("headings_lower_case", "known headings in lower case (in HTML, and on other sites)", lower_case),
    Mutation("headings_hyphens", "known headings of other sites that end in a hyphen", hyphens),
    Mutation("headings_question_blanks", "a blank before the question mark", question_blanks),
    Mutation("headings_numbered", "numbers before the headings of other sites", numbered),
)
