"""How long the procedure takes, as one item of a duration section says it: sentences to minutes and spans.

Each length of time gets a role from ordered tables: the words behind it, the word before it, the nearest cue before it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

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
_LONGEST_LEAD = 120  # characters of a clause before its time
_ASIDE = re.compile(
    r"[,(] ?(?:not )?(?:includ|exclud|count|apart from|as well as|together with|along with)[^,;()0-9]*[,)]"
)

# ---- cues before a length of time: the nearest one decides ----------------------------------------------------------
_THING = (
    r"(?:procedures?|surger(?:y|ies)|operations?|operating|tests?|testing|scans?|scanning|exams?|examinations?|imaging"
    r"|mri|x-rays?|ultrasound|injections?|infusions?|treatments?|sessions?|therapy|biops(?:y|ies)|stud(?:y|ies)"
    r"|placement|insertion|removal|repair|evaluation|assessment|block|ablation|services?|screening|fitting|transfusion"
    r"|process|change|recording|application|itself)"
)
_THE = r"(?:the |your |this |that |an? |each |any |all |most )?"
_ANESTHESIA = r"(?:an(?:a)?esthe\w+|sedation|sedatives?)"
_MONITOR = r"(?:monitors?|holter|devices?|recorders?|sensors?|patch(?:es)?|electrodes?)"
_GARMENT = r"(?:bandages?|dressings?|braces?|splints?|slings?|casts?|garments?|stockings?|boots?|collar)"
_ASIDES = (
    rf"(?:of|for|from|with|without|by|to|during|using|on) {_THE}(?:[a-z]+ )?{_THING}",
    r"(?:with|without|under|including|excluding|counting|besides) (?:[a-z]+ ){0,2}?(?:recovery|prep\w*)",
    rf"(?:with|without|under) (?:[a-z]+ ){{0,2}}?{_ANESTHESIA}",
    r"rest of|recovery of|start to finish|pain (?:management|medicine|clinic)|monitored an(?:a)?esthesia care",
    r"(?:stay|remain|lie|lying|hold|keep|sit)\w* (?:(?:very|completely|perfectly) )?still",
    r"(?:stay|remain|lie|lying|sit)\w* (?:in the (?:scanner|chamber|chair|machine|tub)|on the table)",
)
_NOT_THE_PROCEDURE = (
    # before and after it
    rf"(?:after|before|prior to|until|upon) {_THE}[a-z]+|after(?:wards?)?|beforehand|followed by",
    rf"(?<!the )following (?:(?:the|your|an?|this) [a-z]+|{_THING}|{_ANESTHESIA})|once (?:home|awake|you|the)",
    r"post-?[a-z-]+|pre-?(?:op|proc|surg)[a-z]*",
    r"recover\w*|recuperat\w+|heal(?:s|ed|ing)?|down-?time|rest(?:s|ed|ing)?|convalesc\w+|observ(?:e|ed|ation|ing)",
    r"(?:close|careful|additional|further|needs?|requires?|required|under) (?:[a-z]+ )?monitoring|watched|supervised",
    r"monitored(?= (?:for|over))|wait(?:s|ed|ing)?|remain(?:s|ed|ing)?|(?:lie|lying) flat|discharged?|released",
    r"stay(?:s|ed|ing)?(?! on (?:the|your) (?:skin|body|chest|arm))|(?:go|going|goes|sent|be|head) home",
    r"arriv\w+|come in|check(?:ing)?[- ]?in|registration|paperwork|consent|travel\w*|prep|prepar\w+",
    # what the patient does, or may not do
    r"fast(?:s|ing)?|eat(?:ing)?|drink(?:ing)?|(?:no|solid) food|by mouth|npo|do not|don't|avoid\w*|refrain|abstain",
    r"stop(?:ped|ping)?|discontinue\w*|withh[eo]ld|hold(?:ing)?|breath|return\w*|resum\w+|driv(?:e|ing)|back to",
    r"able to|strenuous|(?:apply|use) ice|ice for",
    rf"(?:keep|kept|leave|wear)(?! {_THE}(?:[a-z]+ )?{_MONITOR})(?! in place)|{_GARMENT} (?:[a-z]+ ){{0,3}}worn",
    # what comes of it
    r"effects?|relief|benefits?|results?|reports?|improve\w*|protection|immunity|symptoms?|feel|felt|experiences?",
    rf"{_ANESTHESIA} (?:(?:usually|typically|may|can|will) )?lasts?|lab(?:oratory)?|processing|pathology",
    r"(?:sample|specimen|blood|tissue) analysis",
    r"numb(?:s|ed|ness|ing)?|sore(?:ness)?|tender\w*|discomfort|swelling|swollen|bruis\w+|bleeding|drows\w+|dizz\w+",
    r"pain(?= (?:may|can|will|usually|often|typically|lasts|is|relief)| and)|groggy|tired\w*|sleepy|redness|nausea",
    r"headaches?|irritation|wears? off|because",
    # how often, when, for whom, at what price
    r"repeat\w*|every(?! (?:night|day|morning|evening))|intervals?|apart|spaced|course|program(?:me)?|follow-?ups?",
    r"frequency|available|(?:is|are) open|(?:office|opening|business) hours|hours of operation|notice|waiting list",
    r"aged|since|onset|bill(?:ed|ing)?|increments?|each additional|warranty|lifespan|shelf life",
)
_WHOLE_VISIT = (
    r"(?:whole|entire|complete|full|overall|total) (?:process|experience|thing|time|day|duration)",
    r"appointments?|visits?|from (?:check|arriv|door|registr)\S* (?:in )?to [a-z]+|total|overall|altogether|in all",
    r"together|scheduled|room time|set aside|allow|plan|spend|spent|expect to be|be (?:at|here|there)",
    r"(?:at|in) (?:the |our |your )?(?:hospital|clinic|cent(?:er|re)|office|facility|department|unit)",
)
_WORN = (
    rf"worn|wear(?:s|ing)?|left (?:on|in place)|stays? on|record(?:s|ed|ing|ings)?|monitor(?:s|ing)?|{_MONITOR}",
    r"collect(?:s|ed|ion|ing)?|continuous(?:ly)?",
    r"(?:heart|rhythm|pressure|glucose|acid|ecg|eeg|brain)[a-z ]{0,20} (?:is|are|be) (?:[a-z]+ )?(?:monitored|tracked)",
)
_CUES_BY_ROLE = {
    "aside": _ASIDES,
    "other": _NOT_THE_PROCEDURE,
    "visit": _WHOLE_VISIT,
    "worn": _WORN,
    "own": (_THING, r"it|this|operating (?:room|theat(?:er|re))|in place"),
    "verb": (r"takes?|taking|lasts?|lasting|requires?|needs?|runs?|averages?",),
    "be": (r"is|are|be|was",),
}
_ANY_CUE = "|".join(f"(?P<{role}>{'|'.join(rows)})" for role, rows in _CUES_BY_ROLE.items())
_CUES = re.compile(rf"(?<![a-z-])(?:{_ANY_CUE})(?![a-z])")
_SUBJECT = re.compile(
    r"(?!(?:usually|typically|generally|normally|often|commonly|sometimes|also|itself|may|can|will|should|might|could"
    r"|which|that|who|on|average|it's|in|most|cases|either|only|just|and|or|not) )[^ ]+ "
)
_AFTER_LEAD = re.compile(
    r"\W{0,5}(?:after(?:wards?)?|following|before|prior to|once)\b(?!(?: the)? (?:numb|an|sedat|prep))"
)

# ---- the words just before, and those behind ------------------------------------------------------------------------
_BEFORE = re.compile(
    r"(?:(?:^each|(?:^|[ (])(?:every|additional|extra|next|past|at|first|initial|subsequent|another|previous|following"
    r"|after|before|wait|until|per|times|once|twice|repeat|repeated|aged|the last|give or take))(?: an?| the| your)? "
    r"|\+/- ?)$"
)
_DONE_AFTER = re.compile(r"(?:finish\w*|complete\w*|over|done|ends?|removed|stop\w*) after $")
_WHICH_TAKES = re.compile(rf"{_THING},? (?:which|that) (?:[a-z]+ ){{0,2}}?(?:takes?|lasts?|requires?) $")
_VERB_BEFORE = re.compile(r"(?:takes?|lasts?|requires?|taking|lasting|needs) $")
_NOT_NOUN = (
    r"(?!(?:after|before|of|in|for|from|the|to|prior|following|until|at|and|or|with|on|per|later|during|depend\w*|an?"
    r"|post\S*)(?![a-z]))"
)
_FILL = (
    r"(?:[ -](?:of|for|in|at|under|during|the|an?|your|our|their|additional|extra|close|to|be|on|quiet|nursing|short"
    r"|careful|further|hospital|day|lying|fully|medical|more|period|routine|usual|normal|required|mandatory)){0,6}"
)
_BEHIND_BY_ROLE = (
    (
        "own",
        rf"(?: ?-? ?long)?(?: {_NOT_NOUN}[a-z-]+){{0,2}}"
        rf" (?:{_THING}|collection|monitor(?:ing)?|holter|ride|class|visits?)(?![a-z-])",
    ),
    (
        "other",
        rf"{_FILL}[ -](?:recover\w*|observ\w*|rest(?! of)(?:ing)?|fast(?:ing)?|down-?time|heal(?:ing)?|pacu|ward|icu"
        r"|bed|intensive care|wait(?:ing)?|stay|warm-?up|wear off|take effect|work|kick in|numb\w*|resume|return"
        r"|go home|discharge|drive|be (?:monitored|watched)|feel|improve\w*|relief|results?|receive|get|obtain|process"
        r"|be read|increments?|units?|intervals?|break|pause|delay|supply|window|prep|prepar\w+|set-?up|check-?in"
        r"|paperwork|drinking|eating|old)(?![a-z])"
        r"| (?:of age|or older|off work|away from|notice|at a time)"
        r"| for (?:the |your )?(?:numbing|local|an(?:a)?esthe|sedat|medic|drug|cream|dye|tracer|contrast|effect"
        r"|swelling|pain)[a-z ]{0,20} to ",
    ),
    ("run", r" (?:of|for)(?: the| an?| continuous| complete| full| home){0,2} (?:recording|collection|wear|study)"),
    ("watch", r" (?:of|for) (?:[a-z]+ )?monitoring"),
    (
        "soft",
        r" (?:before|after(?:wards?)?(?! which| that(?![a-z]))|prior|beforehand|in advance|ahead|following|later|post"
        r"|ago|earlier|early|apart|until|of (?:the |your )?(?:arriv|onset|symptom|injur|birth|delivery|eating))\w*",
    ),
    ("visit", r" (?:(?:in )?total|altogether|in all)(?![a-z])"),
    ("goal", r" to (?!complet|perform|finish|do |carry|run|record|collect|conduct)[a-z]"),
    ("per", r" ?(?:/ ?|(?:an?|per|each|every|in a) )(?:day|week|month|year|24)"),
)
_BEHIND = re.compile("|".join(f"(?P<{role}>{words})" for role, words in _BEHIND_BY_ROLE))
_DAY = 1440.0
_YEAR = 365 * _DAY
_LETTER = re.compile(r"[a-z]")
_BARE = re.compile(r"\W*(?:$|\(|(?:depending|on average|in most|per|in total|total)(?![a-z]))")
_RUN_OVER = re.compile(r"(?:performed|done|carried out|conducted|test|study|recorded|runs?)(?![a-z])")

# ---- statements without a number ------------------------------------------------------------------------------------
_VARIES = re.compile(
    r"(?<![a-z])(?:var(?:y|ies|iable|ied)|differs?|depends?|quick(?:ly)?|brief(?:ly)?|instant(?:ly|aneous\w*)|moments?"
    r"|short (?:procedure|test|time|period)|(?:little|no) time(?! limit)|not (?:take )?long)(?![a-z])|^\W*depending "
)
_OF_TIME = re.compile(
    rf"(?<![a-z])(?:durations?|times?|length|long(?:er)?|takes?|it|this|{_THING})(?![a-z])"
    r"|^\W*(?:(?:can|may|highly|very|will|this) )?(?:var|depend)"
)
_NO_TIME = re.compile(r"(?<![a-z])(?:number|amount|costs?|price|fees?|frequency|dose|dosage|type|schedule)(?![a-z])")


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
        sentence = _ASIDE.sub(lambda match: match[0][0] + " " * (len(match[0]) - 2) + match[0][-1], sentence)
    roles: list[str] = []
    carried = ""
    end, was_long = 0, False
    for quantity in quantities:
        is_long = quantity.scale >= _DAY
        left = sentence[end : quantity.start]
        before = _role_before(sentence, left, is_long, end > 0) or (carried if is_long == was_long else "")
        roles.append(_role_behind(sentence, quantity, left) or before or _default(sentence, quantity))
        carried, end, was_long = before, quantity.end, is_long
    return roles


def _role_behind(sentence: str, quantity: Quantity, left: str) -> str:
    """What the words behind a length of time and the word before it say of it, or ""."""
    behind = _BEHIND.match(sentence, quantity.end)
    kind = behind.lastgroup if behind else None
    words = sentence[quantity.start : quantity.end]
    is_long = quantity.scale >= _DAY
    if quantity.scale >= _YEAR:
        return "other"
    if kind == "own":
        return "own" if "-" in words or not words.endswith("s") else ""
    if kind == "other" or (kind in ("per", "goal") and is_long):
        return "other"
    if kind == "soft" and not _VERB_BEFORE.search(left[-30:]):
        return "other"
    if kind == "run":
        return "own" if is_long else ""
    if kind == "watch":
        return "own" if is_long and (_RUN_OVER.search(left) or not left) else "other"
    if kind == "visit":
        return "visit"
    if left == " " and words.startswith(("a ", "an ", "±")):  # "twice a week", "1 hour ± 10 minutes"
        return "other"
    if _WHICH_TAKES.search(left[-60:]):
        return "own"
    return "other" if _BEFORE.search(left[-30:]) and not _DONE_AFTER.search(left[-30:]) else ""


def _role_before(sentence: str, left: str, is_long: bool, follows: bool) -> str:
    """What the nearest cue in `left`, before a length of time, says of it, clause by clause backwards, or ""."""
    clauses = _BREAK.split(left.removesuffix("after "))
    if follows and len(clauses) > 1:
        del clauses[0]  # it goes with the length of time before
    for clause in reversed(clauses):
        if role := _clause_role(clause, is_long):
            return "other" if role == "visit" and _AFTER_LEAD.match(sentence) else role
    return ""


def _clause_role(clause: str, is_long: bool) -> str:
    """The role that the last cue in `clause` gives; days and weeks are the procedure's only with a verb or a device."""
    role = ""
    for cue in _CUES.finditer(clause):
        kind = cue.lastgroup
        if kind == "verb" or (kind == "be" and not is_long):
            if role in ("", "visit" if is_long else "") and _SUBJECT.search(clause[: cue.start()]):
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
    if quantity.scale < _DAY:
        return "own"
    if _LETTER.search(sentence, 0, quantity.start) or sentence.startswith("over ", quantity.start):
        return "other"
    return "own" if _BARE.match(sentence, quantity.end) else "other"


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
    before = sentence[start : quantity.start][:_LONGEST_LEAD]
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
        if (varies := _VARIES.search(clause)) and _OF_TIME.search(clause):
            subject = clause[: varies.start()]
            if not _NO_TIME.search(subject) and _clause_role(subject, is_long=False) != "other":
                return True
    return False
