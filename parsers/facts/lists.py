"""Facts that are lists of statements: indications, preparation, benefits, recovery, alternatives, patient experience."""

from __future__ import annotations

import re

from parsers.facts.base import Facts, members, page_sentences, statements, whole
from parsers.facts.topics import topic_of
from parsers.grammar.document import Item, Section
from schemas.rows import (
    AlternativesRow,
    BenefitsRow,
    IndicationsRow,
    PatientExperiencesRow,
    PreparationsRow,
    RecoveryRow,
)
from schemas.vocabulary.topics import PREPARATION_TOPICS, RECOVERY_TOPICS


def read_indications(section: Section, facts: Facts) -> None:
    """Rows of `indications`."""
    for item in statements(section, facts.page):
        start, end = whole(item)
        rows = facts.rows_of(IndicationsRow)
        rows.append(
            IndicationsRow(
                procedure_id=facts.procedure_id,
                position=len(rows) + 1,
                kind="patient_criterion" if item.meaning == "patient_criteria" else "indication",
                text=facts.words(start, end),
                char_start=start,
                char_end=end,
            )
        )


def read_preparation(section: Section, facts: Facts) -> None:
    """Rows of `preparations`."""
    for item in statements(section, facts.page):
        start, end = whole(item)
        rows = facts.rows_of(PreparationsRow)
        rows.append(
            PreparationsRow(
                procedure_id=facts.procedure_id,
                position=len(rows) + 1,
                topic=topic_of(PREPARATION_TOPICS, item.label, item.text),
                text=facts.words(start, end),
                char_start=start,
                char_end=end,
            )
        )


def read_benefits(section: Section, facts: Facts) -> None:
    """Rows of `benefits`."""
    for item in statements(section, facts.page):
        start, end = whole(item)
        rows = facts.rows_of(BenefitsRow)
        rows.append(
            BenefitsRow(
                procedure_id=facts.procedure_id,
                position=len(rows) + 1,
                text=facts.words(start, end),
                char_start=start,
                char_end=end,
            )
        )


def read_recovery(section: Section, facts: Facts) -> None:
    """Rows of `recovery`."""
    for item in statements(section, facts.page):
        start, end = whole(item)
        rows = facts.rows_of(RecoveryRow)
        rows.append(
            RecoveryRow(
                procedure_id=facts.procedure_id,
                position=len(rows) + 1,
                topic=topic_of(RECOVERY_TOPICS, item.label, item.text),
                text=facts.words(start, end),
                char_start=start,
                char_end=end,
            )
        )


_REMARK = re.compile(
    r"(?:each|every|all|both|these|the|your|our|some|other|no|none|any|it|this|which|choosing|deciding|depending|compared|unlike|while|although|however|there)\b"
    r".*\b(?:alternatives?|options?|choices?|treatments?|methods?|approach(?:es)?|doctor|provider|physician|surgeon|team|procedure|has|have|is|are|may|can|will|depends?|carr(?:y|ies))\b",
    re.I | re.S,
)
_OF_ALL = re.compile(
    r"(?:each|every one|all|both|some|none|any|most) of (?:these|them|those|the)\b|"
    r"(?:each|every|all|both|these|those|no|none of|any of|the choice|which|other)\b[^,.;:]{0,30}\b(?:alternatives?|options?|choices?|methods?|approach(?:es)?|treatments?)\s+(?!for\b|such\b|including\b|like\b|with\b|\()\w+",
    re.I,
)
_OPENING = re.compile(
    r"(?:(?:the |some |other |possible |common |main |available |potential |non-?surgical |treatment )*(?:alternatives?|options?|choices|treatments)(?: treatments?| options?| tests?| procedures?)?(?: (?:to|for|instead of) [^,.:;]{1,80}?)?"
    r"\s+(?:may |might |can |could )?(?:includes?|are|is|be|involve|consist of|range from)\s*:?\s+(?:the use of )?)",
    re.I,
)
_VERB = re.compile(
    r"\b(?:has|have|is|are|was|may|might|can|could|will|would|should|does|do|depends?|carr(?:y|ies)|varies|vary|offers?|provides?|requires?|tends?|remains?)\b",
    re.I,
)


def read_alternatives(section: Section, facts: Facts) -> None:
    """Rows of `alternatives`. A sentence that lists them gives a row for each."""
    for item in statements(section, facts.page):
        start, end = whole(item)
        if item.meaning == "comparison" or _is_comment(section, item):
            _add_alternative(facts, start, end, "remark")
        elif item.kind != "paragraph":
            _add_alternative(facts, start, end, "remark" if _is_remark(item) else "option")
        else:
            for low, high in page_sentences(facts.page, start, end):
                _sentence(facts, low, high)


def _add_alternative(facts: Facts, start: int, end: int, kind: str) -> None:
    rows = facts.rows_of(AlternativesRow)
    rows.append(
        AlternativesRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            kind=kind,
            text=facts.words(start, end),
            char_start=start,
            char_end=end,
        )
    )


def _is_comment(section: Section, item: Item) -> bool:
    """Whether a nested item comments on the option that it hangs under, rather than being one of a group."""
    if item.parent is None or section.items[item.parent - 1].is_lead:
        return False
    return len(item.text.split()) > 4 or _VERB.search(item.text) is not None


def _is_remark(item: Item) -> bool:
    if item.label is not None or len(item.text.split()) < 4:
        return False
    if _OF_ALL.match(item.text) is not None:
        return True
    return _REMARK.match(item.text) is not None and _VERB.search(item.text) is not None


def _sentence(facts: Facts, start: int, end: int) -> None:
    text = facts.page[start:end]
    opening = _OPENING.match(text)
    if opening is not None:
        for span in members(facts.page, start + opening.end(), end):
            _add_alternative(facts, *span, "option")
    elif _VERB.search(text):
        _add_alternative(facts, start, end, "remark")
    else:
        spans = members(facts.page, start, end)
        for span in spans if len(spans) > 2 else [(start, end)]:
            _add_alternative(facts, *span, "option")


_PHASE_WORDS = (
    (
        "before",
        re.compile(
            r"(?:just |right |immediately |shortly )?(?:before|prior to|beforehand|leading up to|in the (?:days|hours) before)\b",
            re.I,
        ),
    ),
    (
        "after",
        re.compile(
            r"(?:just |right |immediately |shortly |soon |for (?:a few |several |\w+ )?(?:days|hours|weeks) )?(?:after(?:wards?)?|following|post-?(?:procedure|operative\w*|surgery)|once (?:the |it |home|you)|in the (?:days|hours|weeks) (?:after|following)|later|the next day|when the anesth\w+ wears)\b",
            re.I,
        ),
    ),
    (
        "during",
        re.compile(
            r"(?:during|while|throughout|as the|at the time|when the (?:needle|probe|scope|catheter|injection|cuff|medicine|gel|dye|contrast|tube)|in the (?:scanner|procedure))\b",
            re.I,
        ),
    ),
)


def _phase(text: str) -> str | None:
    return next((phase for phase, pattern in _PHASE_WORDS if pattern.match(text)), None)


def read_patient_experience(section: Section, facts: Facts) -> None:
    """Rows of `patient_experiences`; the phase comes from the label, the sub-heading or the words that a statement begins with."""
    for item in statements(section, facts.page):
        start, end = whole(item)
        known = item.meaning if item.meaning in ("before", "during", "after") else None
        if known is None and item.label is not None:
            known = _phase(item.label)
            start = item.value_start if known else start
        if known is not None or item.kind != "paragraph":
            _add_experience(facts, start, end, known or _phase(item.label or item.text))
            continue
        for low, high, phase in _by_phase(facts, start, end):
            _add_experience(facts, low, high, phase)


def _add_experience(facts: Facts, start: int, end: int, phase: str | None) -> None:
    rows = facts.rows_of(PatientExperiencesRow)
    rows.append(
        PatientExperiencesRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            phase=phase,
            text=facts.words(start, end),
            char_start=start,
            char_end=end,
        )
    )


def _by_phase(facts: Facts, start: int, end: int) -> list[tuple[int, int, str | None]]:
    """The sentences of a paragraph, joined while none of them begins with another phase."""
    found: list[tuple[int, int, str | None]] = []
    for low, high in page_sentences(facts.page, start, end):
        phase = _phase(facts.page[low:high])
        if found and (phase is None or phase == found[-1][2]):
            found[-1] = (found[-1][0], high, found[-1][2])
        else:
            found.append((low, high, phase))
    return found
