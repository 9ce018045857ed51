"""How long the procedure takes, as one item of a duration section says it: sentences to minutes and spans.

Each length of time gets a role from ordered tables: the words behind it, the word before it, the nearest cue before it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from parsers.facts.duration_cues import (
    AFTER_LEAD,
    ASIDE,
    BARE,
    BEFORE,
    BEHIND,
    CUES,
    DAY,
    DONE_AFTER,
    LETTER,
    LONGEST_LEAD,
    NO_TIME,
    OF_TIME,
    RUN_OVER,
    SUBJECT,
    VARIES,
    VERB_BEFORE,
    WHICH_TAKES,
    YEAR,
)
from parsers.facts.quantities import Quantity, find_quantities


class Duration(NamedTuple):
    """One statement of how long the procedure takes. A bound that is not stated, or states no number, is None."""

    min_minutes: float | None
    max_minutes: float | None
    start: int  # span of the sentence or clause in the text given
    end: int


class _Row(NamedTuple):
    role: str  # "own", "visit" (the whole appointment) or "hedge" ("varies")
    low: float | None
    high: float | None
    start: int
    end: int


# ---- folding --------------------------------------------------------------------------------------------------------
_HIDDEN = "\u00ad"
_FOLD = dict.fromkeys([*range(9, 14), *range(28, 32), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
_FOLD |= dict.fromkeys([0x2028, 0x2029, 0x3000], " ")
_FOLD |= dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF], _HIDDEN)
_FOLD |= dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
_FOLD |= {0x2018: "'", 0x2019: "'", 0x2044: "/", 0x2215: "/", 0x223C: "~", 0xFF5E: "~"}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_HINTS = ("min", "hour", "sec", "day", "hr", "var", "depend", "week", "month", "night", "brief", "quick", "moment")
_RARE_HINT = re.compile(r"[0-9] ?[hms](?![a-z])|wks?(?![a-z])|year|yr|differ|long|short|instant|little time|no time")

# ---- sentences and clauses ------------------------------------------------------------------------------------------
_STOP = re.compile(
    r"[.!?](?<![.!?]{2})(?:[.!?]*+[\"')\]\u201d]{0,3}(?= |$)|(?<=[a-z]{2}.)(?=[A-Z][a-z]))"  # "30 minutes.After that"
)
_ABBREVIATION = re.compile(
    r"(?:^|[^a-z])(?:approx|e\.g|i\.e|eg|drs?|vs|ca|mrs?|ms|st|etc|max|incl|[a-gi-ln-rt-z])$|(?:^ ?|[a-z] |\()min$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:()] ?| - | (?:and|but|while|whereas|then|though|although|plus) ")
_CUTS = tuple(  # where two clauses part, the surest first
    re.compile(pattern)
    for pattern in (
        r"; ?(?:and |but |or )?",
        r",? (?:while|whereas|but) ",
        r", ?(?:and|or) ",
        r", (?=(?:if|when|with|without|for|in|under|using) )",
        r" (?:and|or) (?!(?:more|less|longer) )",
        r", ",
    )
)
_CASE = r"(?:for|if|when|with|without|in|under|per|using|as|on|during|via|by)"
_CASE_AFTER = re.compile(rf" (?:only )?(?:{_CASE} |without[.,]?$|\()")
_CASE_BEFORE = re.compile(
    rf"\W*(?:{_CASE} |.{{1,60}}: ?$"
    r"|(?!(?:it|this|they|some|others|that)\b).*[a-z]{3} .*(?:takes?|lasts?|requires?|is|are) $)"
)


def read_durations(text: str) -> list[Duration]:
    """One Duration for each statement in `text` (one item of a duration section) of how long the procedure takes."""
    plain, offsets = _fold(text)
    folded = plain.lower()
    if len(folded) != len(plain):
        folded = plain.translate(_LOWER)
    if not any(hint in folded for hint in _HINTS) and not _RARE_HINT.search(folded):
        return []
    rows: list[_Row] = []
    for start, end in _sentences(plain):
        rows += _read_sentence(folded[start:end], start)
    for role in ("own", "visit", "hedge"):
        if kept := [row for row in rows if row.role == role]:
            return [Duration(row.low, row.high, *_unfold(row, offsets)) for row in kept]
    return []


def _fold(text: str) -> tuple[str, list[int] | None]:
    """`text` with plain blanks and dashes, and the offset of each character kept (None where all are)."""
    plain = text if text.isascii() and text.isprintable() else text.translate(_FOLD)
    if "  " not in plain and _HIDDEN not in plain:
        return plain, None
    offsets: list[int] = []
    before = ""
    for offset, char in enumerate(plain):
        if char != _HIDDEN and not char == before == " ":
            offsets.append(offset)
            before = char
    return "".join([plain[offset] for offset in offsets]), offsets


def _unfold(row: _Row, offsets: list[int] | None) -> tuple[int, int]:
    """The span of `row` in the text as given."""
    return (row.start, row.end) if offsets is None else (offsets[row.start], offsets[row.end - 1] + 1)


def _sentences(plain: str) -> list[tuple[int, int]]:
    """Spans of the sentences, trimmed."""
    ends = [stop.end() for stop in _STOP.finditer(plain) if stop.end() < len(plain) and _is_end(plain, stop)]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*ends, len(plain)]:
        piece = plain[start:end]
        if body := piece.strip(" "):
            first = start + len(piece) - len(piece.lstrip(" "))
            spans.append((first, first + len(body)))
        start = end
    return spans


def _is_end(plain: str, stop: re.Match[str]) -> bool:
    """Whether the full stop ends a sentence, and not an abbreviation ("approx. 30", "30 min. to 1 hr.")."""
    following = plain[stop.end() : stop.end() + 2].lstrip(" ")
    if not following:
        return True
    if following[0].islower():
        return False
    return stop[0] != "." or not _ABBREVIATION.search(plain, max(0, stop.start() - 8), stop.start())


def _read_sentence(sentence: str, offset: int) -> list[_Row]:
    """The rows of one folded sentence at `offset`: the procedure's times, else the visit's, else a hedge."""
    quantities = find_quantities(sentence)
    roles = _roles(sentence, quantities) if quantities else []
    for role in ("own", "visit"):
        if role in roles:
            chosen = [quantity for quantity, its in zip(quantities, roles, strict=True) if its == role]
            return _rows(sentence, offset, chosen, role)
    return [_Row("hedge", None, None, offset, offset + len(sentence))] if _is_hedge(sentence) else []


def _roles(sentence: str, quantities: list[Quantity]) -> list[str]:
    """The role of each length of time: "own" (the procedure's), "visit" (the whole appointment's) or "other"."""
    if "clud" in sentence or "as well" in sentence or "count" in sentence or "with" in sentence:
        sentence = ASIDE.sub(lambda match: match[0][0] + " " * (len(match[0]) - 2) + match[0][-1], sentence)
    roles: list[str] = []
    carried = ""
    end, was_long = 0, False
    for quantity in quantities:
        is_long = quantity.scale >= DAY
        left = sentence[end : quantity.start]
        before = _role_before(sentence, left, is_long, end > 0) or (carried if is_long == was_long else "")
        roles.append(_role_behind(sentence, quantity, left) or before or _default(sentence, quantity))
        carried, end, was_long = before, quantity.end, is_long
    return roles


def _role_behind(sentence: str, quantity: Quantity, left: str) -> str:
    """What the words behind a length of time and the word before it say of it, or ""."""
    behind = BEHIND.match(sentence, quantity.end)
    kind = behind.lastgroup if behind else None
    words = sentence[quantity.start : quantity.end]
    is_long = quantity.scale >= DAY
    if quantity.scale >= YEAR:
        return "other"
    if kind == "own":
        return "own" if "-" in words or not words.endswith("s") else ""
    if kind == "other" or (kind in ("per", "goal") and is_long):
        return "other"
    if kind == "soft" and not VERB_BEFORE.search(left[-30:]):
        return "other"
    if kind == "run":
        return "own" if is_long else ""
    if kind == "watch":
        return "own" if is_long and (RUN_OVER.search(left) or not left) else "other"
    if kind == "visit":
        return "visit"
    if left == " " and words.startswith(("a ", "an ", "±")):  # "twice a week", "1 hour ± 10 minutes"
        return "other"
    if WHICH_TAKES.search(left[-60:]):
        return "own"
    return "other" if BEFORE.search(left[-30:]) and not DONE_AFTER.search(left[-30:]) else ""


def _role_before(sentence: str, left: str, is_long: bool, follows: bool) -> str:
    """What the nearest cue in `left`, before a length of time, says of it, clause by clause backwards, or ""."""
    clauses = _BREAK.split(left.removesuffix("after "))
    if follows and len(clauses) > 1:
        del clauses[0]  # it goes with the length of time before
    for clause in reversed(clauses):
        if role := _clause_role(clause, is_long):
            return "other" if role == "visit" and AFTER_LEAD.match(sentence) else role
    return ""


def _clause_role(clause: str, is_long: bool) -> str:
    """The role that the last cue in `clause` gives; days and weeks are the procedure's only with a verb or a device."""
    role = ""
    for cue in CUES.finditer(clause):
        kind = cue.lastgroup
        if kind == "verb" or (kind == "be" and not is_long):
            if role in ("", "visit" if is_long else "") and SUBJECT.search(clause[: cue.start()]):
                role = "own"
        elif kind == "worn":
            role = "own" if is_long and role != "other" else role
        elif kind == "own" and is_long:
            continue
        elif kind in ("own", "visit", "other"):
            role = kind
    return "other" if is_long and role == "visit" else role


def _default(sentence: str, quantity: Quantity) -> str:
    """The role where no words give one: minutes and hours are the procedure's, days only where they stand alone."""
    if quantity.scale < DAY:
        return "own"
    if LETTER.search(sentence, 0, quantity.start) or sentence.startswith("over ", quantity.start):
        return "other"
    return "own" if BARE.match(sentence, quantity.end) else "other"


def _rows(sentence: str, offset: int, quantities: list[Quantity], role: str) -> list[_Row]:
    """One row for the sentence, or one for each clause where each states its own case."""
    cuts = [_cut(sentence, left.end, right.start) for left, right in pairwise(quantities)]
    if cuts and all(cuts):
        starts, ends = [0, *(cut.end() for cut in cuts if cut)], [*(cut.start() for cut in cuts if cut), len(sentence)]
        clauses = list(zip(quantities, starts, ends, strict=True))
        if all(_states_case(sentence, *clause) for clause in clauses):
            return [
                _Row(role, quantity.min_minutes, quantity.max_minutes, offset + start, offset + end)
                for quantity, start, end in clauses
            ]
    return [_Row(role, *_merged(quantities), offset, offset + len(sentence))]


def _cut(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """What parts two clauses between the lengths of time that end at `start` and start at `end`, if anything does."""
    for pattern in _CUTS:
        if cuts := list(pattern.finditer(sentence, start, end)):
            return cuts[-1]
    return None


def _states_case(sentence: str, quantity: Quantity, start: int, end: int) -> bool:
    """Whether the clause says by its own words which case its time belongs to."""
    before = sentence[start : quantity.start][:LONGEST_LEAD]
    return bool(_CASE_AFTER.match(sentence, quantity.end, end) or _CASE_BEFORE.match(before))


def _merged(quantities: list[Quantity]) -> tuple[float | None, float | None]:
    """The least and the most of all; open where a bound lies beyond every number stated."""
    if len(quantities) == 1:
        return quantities[0].min_minutes, quantities[0].max_minutes
    lows = [quantity.min_minutes for quantity in quantities if quantity.min_minutes is not None]
    highs = [quantity.max_minutes for quantity in quantities if quantity.max_minutes is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    for least, most, *_ in quantities:
        if least is None and most is not None and lows and most < min(lows):
            low = None
        if most is None and least is not None and highs and least >= max(highs):
            high = None
    return low, high


def _is_hedge(sentence: str) -> bool:
    """Whether a clause says of the procedure's time that it varies, or that it is short."""
    for clause in _BREAK.split(sentence):
        if (varies := VARIES.search(clause)) and OF_TIME.search(clause):
            subject = clause[: varies.start()]
            if not NO_TIME.search(subject) and _clause_role(subject, is_long=False) != "other":
                return True
    return False
