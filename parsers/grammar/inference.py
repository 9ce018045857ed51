"""Sections whose one-word heading was lost: found by a double blank line, named by the template's order and by what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.grammar.document import Draft
from parsers.page import Block, Finding
from parsers.text import clean
from schemas.vocabulary.sections import TEMPLATE

# Only one-word headings are lost.
_LOST = (
    "summary",
    "purpose",
    "indications",
    "preparation",
    "duration",
    "setting",
    "personnel",
    "benefits",
    "recovery",
    "alternatives",
)
_CUES: dict[str, re.Pattern[str]] = {
    "summary": re.compile(
        r"\b(?:is an?|involves?|refers to|procedure|uses|test that|treatment that|is used|describes)\b", re.I
    ),
    "purpose": re.compile(
        r"\b(?:to \w+|aims?|goal|purpose|intended|helps?|treats?|addresses|objective|in order)\b", re.I
    ),
    "indications": re.compile(
        r"\b(?:patients? with|pain|symptoms?|history of|chronic|suspected|disease|diagnos\w+|condition|failure|persistent|severe|indicated|unable|loss|recurr\w+|difficulty|weakness|need)\b",
        re.I,
    ),
    "preparation": re.compile(
        r"\b(?:before|fast(?:ing)?|avoid|stop|bring|arrive|prior|medications?|blood thinners?|consent|wear|inform|tests?|allerg\w+|prepar\w+|no special|eat|drink)\b",
        re.I,
    ),
    "duration": re.compile(r"\b(?:minutes?|hours?|mins?|seconds?|half an hour|duration|takes|lasts?|time)\b", re.I),
    "setting": re.compile(
        r"\b(?:hospital|clinic|office|cent(?:er|re)|suite|outpatient|inpatient|room|home|ambulance|facility|department|laboratory|performed (?:in|at)|setting)\b",
        re.I,
    ),
    "personnel": re.compile(
        r"\b(?:nurses?|surgeons?|physicians?|doctors?|\w+ologists?|technicians?|technologists?|assistants?|therapists?|specialists?|pharmacists?|staff|dentists?|provider|team|paramedics?|midwi\w+)\b",
        re.I,
    ),
    "benefits": re.compile(
        r"\b(?:improv\w+|relief|reduc\w+|better|accurate|minimal\w*|quick|effective|prevents?|early|enhanc\w+|benefits?|faster|less)\b",
        re.I,
    ),
    "recovery": re.compile(
        r"\b(?:rest|avoid|follow-?up|days?|weeks?|resume|activities|monitor\w*|after|heal\w*|return|recover\w*|discharge\w*)\b",
        re.I,
    ),
    "alternatives": re.compile(
        r"\b(?:alternatives?|other|therapy|medications?|instead|different|surgery|options?|conservative|oral)\b", re.I
    ),
}
_MISSING_COST = 0.15


def infer_sections(drafts: list[Draft]) -> tuple[list[Draft], list[Finding]]:
    """Drafts with the sections put in whose headings were lost, and a finding for each."""
    if not any(block.gap >= 2 for draft in drafts for block in draft.body):
        return drafts, []
    present = {draft.key for draft in drafts}
    result: list[Draft] = []
    findings: list[Finding] = []
    for draft, following in zip(drafts, _followers(drafts), strict=True):
        result.append(draft)
        if draft.key not in TEMPLATE:
            continue
        candidates = [
            key for key in TEMPLATE[TEMPLATE.index(draft.key) + 1 : following] if key in _LOST and key not in present
        ]
        groups = _groups(draft)
        if not candidates or len(groups) < 2:
            continue
        chosen = _assign([" ".join(clean(block.text) for _, block in group) for group in groups[1:]], candidates)
        _split(draft, groups, chosen, result, findings)
    return result, findings


def _followers(drafts: list[Draft]) -> list[int]:
    """For each draft the place in the template of the next one that has a place there."""
    places: list[int] = []
    place = len(TEMPLATE)
    for draft in reversed(drafts):
        places.append(place)
        if draft.key in TEMPLATE:
            place = TEMPLATE.index(draft.key)
    return places[::-1]


def _groups(draft: Draft) -> list[list[tuple[bool, Block]]]:
    """The body cut at double blank lines; the first group belongs to the draft itself."""
    groups: list[list[tuple[bool, Block]]] = [[]]
    for index, block in enumerate(draft.body):
        if block.gap >= 2 and (groups[-1] or draft.heading is None):
            groups.append([])
        groups[-1].append((index in draft.subheads, block))
    return groups


class _Choice(NamedTuple):
    """The section chosen for a group, and the choice for the group before it."""

    before: _Choice | None
    key: str | None


def _assign(texts: list[str], candidates: list[str]) -> list[str | None]:
    """A section for each group in the template's order (None: no section of its own), by the best sum of scores."""
    best: dict[int, tuple[float, _Choice | None]] = {0: (0.0, None)}
    for text in texts:
        scores = [_score(candidate, text) for candidate in candidates]
        step: dict[int, tuple[float, _Choice | None]] = {}
        for used, (score, before) in best.items():
            _keep(step, used, score - 1.0, _Choice(before, None))
            for position in range(used, len(candidates)):
                gain = scores[position] - _MISSING_COST * (position - used)
                _keep(step, position + 1, score + gain, _Choice(before, candidates[position]))
        best = step
    choice = max(best.values(), key=lambda item: item[0])[1]
    chosen: list[str | None] = []
    while choice is not None:
        chosen.append(choice.key)
        choice = choice.before
    return chosen[::-1]


def _keep(step: dict[int, tuple[float, _Choice | None]], used: int, score: float, choice: _Choice) -> None:
    if used not in step or step[used][0] < score:
        step[used] = (score, choice)


def _score(key: str, text: str) -> float:
    hits = len(_CUES[key].findall(text))
    return min(1.0, hits / max(2.0, len(text) / 80)) if hits else -0.2


def _split(
    draft: Draft,
    groups: list[list[tuple[bool, Block]]],
    chosen: list[str | None],
    result: list[Draft],
    findings: list[Finding],
) -> None:
    draft.body, draft.subheads = [], set()
    target = draft
    for key, group in zip([None, *chosen], groups, strict=True):
        if key is not None:
            target = Draft(key, "template_order", level=draft.level)
            result.append(target)
            first = group[0][1]
            findings.append(
                Finding(
                    "section_inferred",
                    f"No heading; taken for {key} by its place in the template",
                    key,
                    first.start,
                    group[-1][1].end,
                )
            )
        for is_subhead, block in group:
            target.add(block, is_subhead)
