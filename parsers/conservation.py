"""Conservation of text: every non-blank character is claimed by a row or heading, taken by a boilerplate rule, or unclaimed."""

from __future__ import annotations

from typing import NamedTuple

from parsers.text import EDGE, count_visible

Span = tuple[int, int]
# A span with what claims it, or with the rule that takes it.
NamedSpan = tuple[int, int, str]


class Account(NamedTuple):
    """Counts of non-blank characters; the last three add up to the first. `gaps` are the spans that nobody claims.

    `taken` are the spans of boilerplate with their rules, in order and without overlap: their non-blank characters are those of `boilerplate`.
    """

    content: int
    claimed: int
    boilerplate: int
    unclaimed: int
    gaps: tuple[Span, ...]
    taken: tuple[NamedSpan, ...]


def account(text: str, claimed: list[NamedSpan], boilerplate: list[NamedSpan]) -> Account:
    """Count a page's text by the spans of its rows and headings, and of its boilerplate. A character claimed twice counts once."""
    content = count_visible(text)
    gaps: list[Span] = []
    taken: list[NamedSpan] = []
    position = 0
    spans = [(start, end, "") for start, end, _ in claimed]
    spans += boilerplate
    spans.sort()
    for start, end, rule in spans:
        if start > position and not text[position:start].isspace():
            gaps.append((position, start))
        if end > position:
            if rule:
                taken.append((start if start > position else position, end, rule))
            position = end
    if position < len(text) and not text[position:].isspace():
        gaps.append((position, len(text)))
    # Soft hyphens and zero-width characters between rows are nobody's words.
    invisible = [span for span in gaps if not text[slice(*span)].strip(EDGE)]
    if invisible:
        taken = sorted([*taken, *((start, end, "invisible") for start, end in invisible)])
        gaps = [span for span in gaps if text[slice(*span)].strip(EDGE)]
    joined = _joined(text, taken)
    boilerplate_count = sum(count_visible(text[start:end]) for start, end, _ in joined)
    unclaimed = sum(count_visible(text[start:end]) for start, end in gaps)
    return Account(content, content - boilerplate_count - unclaimed, boilerplate_count, unclaimed, tuple(gaps), joined)


def _joined(text: str, spans: list[NamedSpan]) -> tuple[NamedSpan, ...]:
    """Spans in order, those of one rule with nothing but blanks between them as one."""
    joined: list[NamedSpan] = []
    for span in spans:
        if joined and joined[-1][2] == span[2] and not text[joined[-1][1] : span[0]].strip():
            span = (joined.pop()[0], span[1], span[2])
        joined.append(span)
    return tuple(joined)
