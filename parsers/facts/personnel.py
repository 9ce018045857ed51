"""The personnel section: roles, who can stand in for whom, when each takes part and what each does."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.facts.base import Facts, page_sentences, statements, stop_trimmed
from parsers.facts.columns import CELL, cells_of_kind
from parsers.facts.matching import Lexicon
from parsers.grammar.document import Item, Section
from parsers.memory import remembered
from parsers.text import clean
from schemas.rows import PersonnelRow
from schemas.vocabulary.roles import ROLES

ROLE_LEXICON = Lexicon((row.key, row.words) for row in ROLES)
_BRACKET = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_CONDITION = re.compile(
    r"(?:if|when|whenever|where|in (?:case|some|certain|rare|complex)|for (?:sedat|general|complex|deep|children|pediatric|patients)|optional|as (?:needed|required|necessary)|only|unless|depending|sometimes|occasionally|under|after|possibly|may be|rarely|during|with sedation|based on|not always|upon|should|once|until|at (?:some|certain))\b",
    re.I,
)
_DUTY = re.compile(r"\s+(?:to|who|responsible for|for(?= \w+ing\b)|that|which)\s+(?=\w)", re.I)
_WHEN = re.compile(
    r",?\s+(?=(?:if|when|where|in case|as needed|as required|as necessary|unless|depending on|for (?:sedation|general anesthesia|complex|deep sedation))\b)",
    re.I,
)
_JOIN = re.compile(
    r"\s*(?:,?\s+(?:assisted by|together with|along with|with the help of|with help from|with assistance from|supported by|with support from|accompanied by|as well as)\s+|,\s*(?:and/or|or|and)\s+|;\s*(?:or|and)?\s*|,\s*|\s+and/or\s+|\s+or\s+|\s+and\s+|\s*/\s*|\s+(?:assisted by|together with|along with|with the help of|with help from|with assistance from|supported by|with support from|accompanied by|as well as|with)\s+)",
    re.I,
)
_JOINT_OR_BRACKET = re.compile(r"[\s,;/()\[\]]")  # where a joint can begin, and brackets
_LEAD = re.compile(
    r"(?:[^(]{0,140}?\b(?:performed|done|carried out|conducted|administered|given|provided|led|handled|supervised|managed|interpreted|placed|\w+(?:ed|en|ne|wn|ut)|fitted|overseen|delivered|completed|read|applied|inserted|taken)\s+(?:only )?by|[^(]{0,80}?\b(?:includes?|including|consists? of|involves?|requires?|are|is|needs?|may include|such as)|usually|typically|often|by)\s*:?\s+",
    re.I,
)
_VERBAL = re.compile(
    r"\s+(?:\w+s\s+(?=(?:the|a|an|your|his|her|their|each|any|all)\b)|performs?|does|do|carr(?:y|ies) out|gives?|assists?|helps?|administers?|operates?|monitors?|places?|takes?|will|may|can|is|are|might|supervises?|provides?|reads?|interprets?|leads?|oversees?|watches|prepares?|runs|collects?|draws?|fits?|sets?|makes?|usually|typically|often|also|then|looks?|stays?|supports?|handles?|checks?|manages?|guides?|applies|inserts?|removes?|works|teaches|shows|explains|analy[sz]es|processes|trains|drives|delivers|must|should)\b.*",
    re.I | re.S,
)
_ARTICLE = re.compile(
    r"(?:(?:an?|the|your|one|two|at least one|one or more|sometimes|usually|also|possibly|often|typically|either|both|occasionally|in some cases,?|and|or)\s+)+",
    re.I,
)


_LONGEST_STATEMENT = 3000


class _Role(NamedTuple):
    """One role: the span of its words, its key if it is on the list, when it takes part and what it does."""

    start: int
    end: int
    key: str | None
    condition: str | None
    duty: str | None


def read_personnel(section: Section, facts: Facts) -> None:
    """Rows of `personnel`."""
    requirement = 0
    for item in statements(section, facts.page):
        start = item.value_start if item.label_meaning is not None else item.start
        if (
            item.kind != CELL
            and item.label is not None
            and item.label_meaning is None
            and ROLE_LEXICON.find(item.label) is not None
        ):
            requirement += 1
            _emit(facts, requirement, _Role(item.start, item.end, ROLE_LEXICON.find(item.label), None, item.text))
            continue
        before = len(facts.rows_of(PersonnelRow))
        for low, high in page_sentences(facts.page, start, item.end):
            requirement = _statement(item, low, high, requirement, facts)
        if item.kind == CELL:
            _add_columns(item, facts.rows_of(PersonnelRow), before)


def _add_columns(item: Item, rows: list[PersonnelRow], first: int) -> None:
    """What the columns beside a role say: what it does, and when it takes part."""
    duty, condition = (
        next((cell.text for cell in cells_of_kind(item, "personnel", kind)), None) for kind in ("duty", "condition")
    )
    rows[first:] = [row._replace(duty=row.duty or duty, condition=row.condition or condition) for row in rows[first:]]


def _statement(item: Item, start: int, end: int, requirement: int, facts: Facts) -> int:
    if end - start > _LONGEST_STATEMENT:
        _emit(facts, requirement + 1, _Role(start, end, None, None, None))
        return requirement + 1
    text = facts.page[start:end]
    groups = _groups(text)
    known = [group for group in groups if any(role.key or _is_short(text, role) for role in group)]
    if not any(role.key for group in groups for role in group):
        known = []
    is_prose = item.kind == "paragraph" or len(text.split()) > 12
    for group in known if known or is_prose else groups:
        requirement += 1
        for role in group:
            if role.key or not (known and is_prose) or _is_short(text, role):
                _emit(facts, requirement, role._replace(start=start + role.start, end=start + role.end))
    if is_prose and not known and requirement == 0:
        facts.note(
            "role_unknown", f"No role of the list in {clean(facts.page[start:end])[:80]!r}", "personnel", start, end
        )
    return requirement


def _is_short(page: str, role: _Role) -> bool:
    """Whether a role off the list reads like one all the same: two or three words, none of them a verb."""
    return (
        1 < len(page[role.start : role.end].split()) <= 3 and _VERBAL.search(f" {page[role.start : role.end]}") is None
    )


def _emit(facts: Facts, requirement: int, role: _Role) -> None:
    if role.key is None:
        facts.note(
            "role_unknown",
            f"No role of the list: {clean(facts.page[role.start : role.end])[:80]!r}",
            "personnel",
            role.start,
            role.end,
        )
    rows = facts.rows_of(PersonnelRow)
    rows.append(
        PersonnelRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            requirement=requirement,
            role=role.key,
            condition=role.condition,
            duty=role.duty,
            text=facts.words(role.start, role.end),
            char_start=role.start,
            char_end=role.end,
        )
    )


@remembered
def _groups(text: str) -> tuple[tuple[_Role, ...], ...]:
    """Requirements in a statement, each with its alternatives."""
    start, end = stop_trimmed(text, 0, len(text))
    lead = _LEAD.match(text, start, end)
    if lead is not None and lead.end() < end and not _names_role(text[start : lead.end()]):
        start = lead.end()
    pieces = _pieces(text, start, end)
    has_or = any(_word(joint) in ("or", "and/or", "/") for joint, _, _ in pieces)
    groups: list[list[_Role]] = []
    for joint, low, high in pieces:
        word = _word(joint)
        role = _role(text, low, high)
        if role is None:
            continue
        alternative = word in ("or", "and/or", "/") or (has_or and word == "" and not _and_before_or(pieces, low))
        if groups and alternative:
            groups[-1].append(role)
        else:
            groups.append([role])
    return tuple(map(_shared, groups))


def _shared(group: list[_Role]) -> tuple[_Role, ...]:
    """Alternatives with the condition and the duty that are printed behind the last of them."""
    *before, last = group
    shared = (role._replace(condition=role.condition or last.condition, duty=role.duty or last.duty) for role in before)
    return (*shared, last)


def _word(joint: str) -> str:
    """The word that joins two roles, without commas and blanks of any kind."""
    return " ".join(joint.split()).strip(" ,;").lower()


# Words that name nobody in particular: `a team of specialists including ...` leads in.
_GENERIC = frozenset(
    ("medical_team", "surgical_team", "healthcare_provider", "support_staff", "specialist", "technician", "therapist")
)


def _names_role(text: str) -> bool:
    return any(key not in _GENERIC for _, _, key in ROLE_LEXICON.occurrences(text))


def _and_before_or(pieces: list[tuple[str, int, int]], position: int) -> bool:
    """Whether the enumeration that a comma stands in ends with `and` rather than `or`."""
    for joint, low, _ in pieces:
        if low > position:
            word = _word(joint)
            if word:
                return word not in ("or", "and/or", "/")
    return True


def _pieces(page: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """(joining words, start, end) of each role's words; brackets and duties are kept with their role."""
    pieces: list[tuple[str, int, int]] = []
    begin, joint, depth = start, "", 0
    for found in _JOINT_OR_BRACKET.finditer(page, start, end):
        position, char = found.start(), found[0]
        if position < begin:
            continue
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and (match := _JOIN.match(page, position, end)) and _begins_role(page, match, end):
            pieces.append((joint, begin, position))
            begin, joint = match.end(), match.group()
    pieces.append((joint, begin, end))
    return pieces


def _begins_role(page: str, match: re.Match[str], end: int) -> bool:
    """Whether what follows a joint is a role: `and gives fluids` is not, and `or nurse` is."""
    rest = page[match.end() : end]
    head = re.split(r"[,;(]|\b(?:and|or|to|who|if|when|with)\b", rest, maxsplit=1)[0]
    head = _ARTICLE.sub("", head, count=1) if _ARTICLE.match(head) else head
    if match.group().strip().lower() == "/":
        return (
            ROLE_LEXICON.find(clean(head)) is not None
            and ROLE_LEXICON.find(clean(page[max(0, match.start() - 30) : match.start()].split(",")[-1])) is not None
        )
    named = _VERBAL.sub("", head)
    return ROLE_LEXICON.find(clean(named)) is not None or (bool(head) and head[0].isupper())


def _role(page: str, start: int, end: int) -> _Role | None:
    start, end = stop_trimmed(page, start, end)
    article = _ARTICLE.match(page, start, end)
    if article is not None:
        start = article.end()
    if start >= end:
        return None
    condition = duty = None
    name_end = end
    if (bracket := _BRACKET.search(page, start, end)) is not None:
        inside = clean(bracket[1])
        name_end = bracket.start()
        if _CONDITION.match(inside):
            condition = inside
        elif not inside.isupper() and not _names_role(inside):
            duty = inside
    for pattern, is_duty in ((_DUTY, True), (_WHEN, False)):
        if (match := pattern.search(page, start, name_end)) is not None and match.start() > start:
            words = clean(page[match.end() : name_end])
            duty, condition = (duty or words, condition) if is_duty else (duty, condition or words)
            name_end = match.start()
    if (verbal := _VERBAL.search(page, start, name_end)) is not None and (
        article is not None or ROLE_LEXICON.find(clean(page[start : verbal.start()]))
    ):
        end = name_end = verbal.start()
        condition = duty = None
    name = clean(page[start:name_end])
    return _Role(start, end, ROLE_LEXICON.find(name), condition, duty) if name else None
