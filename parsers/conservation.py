"""Conservation of text: every non-blank character is claimed by a row or heading, taken by a boilerplate rule, or unclaimed."""

from __future__ import annotations

from typing import NamedTuple

from parsers.text import EDGE, count_visible

Span = tuple[int, int]


class Account(NamedTuple):
    """Counts of non-blank characters; the last three add up to the first. `gaps` are the spans that nobody claims."""

    content: int
    claimed: int
    boilerplate: int
    unclaimed: int
    gaps: tuple[Span, ...]


def account(text: str, claimed: list[Span], boilerplate: list[Span]) -> Account:
    """Count a page's text by the spans of its rows and headings, and of its boilerplate. A character claimed twice counts once."""
    content = count_visible(text)
    gaps: list[Span] = []
    position = boilerplate_count = 0
    spans = [(start, end, False) for start, end in claimed]
    spans += [(start, end, True) for start, end in boilerplate]
    spans.sort()
    for start, end, is_boilerplate in spans:
        if start > position and not text[position:start].isspace():
            gaps.append((position, start))
        if end > position:
            if is_boilerplate:
                boilerplate_count += count_visible(text[max(start, position) : end])
            position = end
    if position < len(text) and not text[position:].isspace():
        gaps.append((position, len(text)))
    # Soft hyphens and zero-width characters between rows are nobody's words.
    invisible = [span for span in gaps if not text[slice(*span)].strip(EDGE)]
    if invisible:
        boilerplate_count += sum(count_visible(text[start:end]) for start, end in invisible)
        gaps = [span for span in gaps if text[slice(*span)].strip(EDGE)]
    unclaimed = sum(count_visible(text[start:end]) for start, end in gaps)
    return Account(content, content - boilerplate_count - unclaimed, boilerplate_count, unclaimed, tuple(gaps))
