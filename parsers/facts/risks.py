"""The risks section: one row a risk, with how often it occurs as far as the page says."""

from __future__ import annotations

import re

from parsers.facts.base import Facts, members, page_sentences, statements
from parsers.facts.columns import CELL, cells_of_kind, is_repeated
from parsers.grammar.document import Item, Section
from parsers.memory import remembered
from parsers.text import EDGE, clean, trim
from schemas.rows import RisksRow

_FREQUENCIES = ("common", "uncommon", "rare")
_WORDS = (
    (
        "rare",
        re.compile(
            r"\b(?:rare(?:ly)?|very seldom|seldom|unlikely|in exceptional cases|extremely low|exceptionally)\b", re.I
        ),
    ),
    (
        "uncommon",
        re.compile(
            r"\b(?:uncommon(?:ly)?|less common(?:ly)?|occasional(?:ly)?|infrequent(?:ly)?|sometimes|less frequent(?:ly)?|not common)\b",
            re.I,
        ),
    ),
    (
        "common",
        re.compile(
            r"\b(?:(?:most |more |very |quite )?common(?:ly)?|frequent(?:ly)?|often|usual(?:ly)?|many (?:people|patients)|most (?:people|patients))\b",
            re.I,
        ),
    ),
)
_OPENING = re.compile(
    r"(?:(?:the |some |other |possible |potential |main |common |uncommon |rare |serious |minor |major |more |most |less |very |as with any \w+,? |like any \w+,? |although \w+,? |these |its |general |known |there (?:is|are) |but |mild )*"
    r"(?:risks?|complications?|side effects?|problems|adverse effects|dangers|adverse events|reactions)(?: and (?:complications|side effects|risks))?(?: (?:of|from|with|associated with|after|during|related to) [^,.:;]{1,60}?)?"
    r"\s+(?:(?:are|is) (?:very |usually |generally )?(?:rare|uncommon|common|unusual|infrequent),? (?:but|and|though) )?(?:may |might |can |could )?(?:includes?|are|is|be|involves?|comprise|consist of)(?: but are not limited to)?\s*:?\s+)"
    r"|(?:(?:as|like) with any [\w ]{2,40}?,?\s+there (?:is|are) (?:a |an |some |always )?(?:small |slight |low )?(?:risks?|chance) of\s+)"
    r"|(?:(?:this|the|it|there|patients?|you|some people)\b[^,.:;]{0,50}?\b(?:carries|carry|has|have|is|are|poses|involves)\s+(?:a |an |some |the )?(?:small |slight |low |minor |minimal |certain )*(?:risks?|chance)\s+(?:of|such as|like|including)\s*:?\s+)"
    r"|(?:(?:possible|potential|small|slight|low)\s+(?:risks?|complications?|side effects?)\s+(?:of|such as|include|are)\s*:?\s+)"
    r"|(?:(?:rarely|occasionally|sometimes|commonly|uncommonly|in rare cases|very rarely|less commonly|more rarely)(?:,| there (?:may|can) be| patients (?:may )?(?:have|develop|experience))\s+(?=[^.]*,[^.]*,))",
    re.I,
)
# `Common risks include a and b; rare risks include c.`
_NEXT_CLAUSE = re.compile(
    r";\s+(?=(?:more |less |very )?(?:rare|uncommon|common|serious|other|less|more|possible)\b[^;]{0,40}\b(?:includes?|are)\b)",
    re.I,
)
# `Rarely, a lung collapses.` is one risk with its adverb.
_ADVERB = re.compile(
    r"(?:(?:very |more |less |extremely )?(?:rarely|seldom|occasionally|sometimes|commonly|uncommonly|infrequently|exceptionally)|in (?:very |extremely )?(?:rare|some|exceptional|few) (?:cases|instances|people|patients)),\s",
    re.I,
)
_SITE = re.compile(
    r"\s(?:at|around|near|over|along|in|of|on|under|beneath)\s+(?:the|your|or around the|and around the)?\s*(?:[\w-]+\s+){0,3}?(?:site|area|incisions?|wound|skin|puncture|point|spot|treated \w+|injection|insertion|catheter|arm|leg|limb|joint|tube|side)s?\b[^,;]*\Z",
    re.I,
)
_ADJECTIVAL = re.compile(
    r"(?:mild|minor|temporary|slight|local|localized|some|brief|severe|moderate|transient|short-term|persistent|small)?\s*[\w-]+(?:\s[\w-]+)?\Z",
    re.I,
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|may|might|can|could|will|would|should|occurs?|happens?|goes|fades|resolves?|settles|lasts?|wears|improves?|clears|passes|requires?|needs?|usually|typically)\b",
    re.I,
)


def read_risks(section: Section, facts: Facts) -> None:
    """Rows of `risks`."""
    for item in statements(section, facts.page, repeats=True):
        frequency = item.meaning if item.meaning in _FREQUENCIES else None
        if item.kind == CELL:
            _cell(item, frequency, facts)
            continue
        if (
            item.kind == "row"
            and item.position == 1
            and not item.cells
            and frequency is None
            and section.items[1:]
            and _is_table_head(item)
            and _said(item.text) is None
            and not _MEASURE.fullmatch(item.text)
        ):
            continue
        if item.kind == "row" and item.label is not None and _MEASURE.fullmatch(item.text):
            # `Bleeding | rare`: the first cell is the risk, the second how often.
            start, end = trim(facts.page, item.start, item.value_start, EDGE + "|")
            _add(facts, start, end, frequency or _said(item.text))
        elif item.label_meaning is not None or (item.kind == "row" and item.label is not None):
            _labelled(item, frequency or _said(item.label or ""), facts)
        elif item.kind == "paragraph":
            for low, high in page_sentences(facts.page, item.start, item.end):
                _sentence(low, high, frequency, facts)
        elif item.label is not None and (said := _said(item.label)) is not None:
            _labelled(item, said, facts)
        else:
            _bullet(item, frequency, facts)


def _cell(item: Item, frequency: str | None, facts: Facts) -> None:
    """One entry of a table's cell. What a cell beside it says of the frequency holds; a cell over two rows is a risk for each frequency."""
    told = [said for cell in cells_of_kind(item, "risks", "frequency") if (said := _said(cell.text)) is not None]
    known = {
        row.frequency for row in reversed(facts.rows_of(RisksRow)[-len(_FREQUENCIES) :]) if row.char_start == item.start
    }
    if is_repeated(item):
        last = facts.rows_of(RisksRow)[-1:]
        if not last or last[0].char_start != item.start or not set(told) - known:
            return
    fresh: list[str | None] = [said for said in dict.fromkeys(told) if said not in known]
    for said in fresh or [frequency]:
        if item.label_meaning is not None:
            _labelled(item, said, facts)
        else:
            _bullet(item, said, facts)


_MEASURE = re.compile(
    r"(?:very |quite |less |more |extremely )?(?:common|uncommon|rare|frequent|infrequent|occasional|unlikely)(?:ly)?"
    r"|[<>~\u2264\u2265]?\s*(?:about |less than |up to |under )?[\d.,]+\s*(?:-|\u2013|to)?\s*[\d.,]*\s*(?:%|percent|per cent|in [\d.,]+)?(?: .{0,20})?",
    re.I,
)


def _is_table_head(item: Item) -> bool:
    return (
        len(item.text.split()) <= 4
        and (item.label is None or len(item.label.split()) <= 3)
        and _said(item.label or "") is None
    )


@remembered
def _said(text: str) -> str | None:
    """The frequency that a label or the opening of an enumeration names."""
    return next((frequency for frequency, pattern in _WORDS if pattern.search(text)), None)


_STATING = re.compile(
    r"\((?P<bracket>[^()]*)\)"
    r"|\b(?:is|are|being|but|though|although|if|which is)\s+(?P<predicate>(?:\w+ ){0,2}?\w+)\b"
    r"|\s[\u2013\u2014-]\s*(?P<tail>(?:very |usually |mostly )?\w+)\b"
    r"|,\s*(?P<last>(?:very |usually |mostly )?\w+)\W*\Z"
    r"|\b(?P<verb>rarely|seldom|commonly|often|frequently|occasionally|usually|sometimes) "
    r"(?:happens?|occurs?|seen|develops?|appears?|lasts?|causes?|leads?|needs?|requires?|results?)",
    re.I,
)


@remembered
def _stated(text: str) -> str | None:
    """The frequency that a risk states of itself: at its beginning, in brackets, or as what is said of it; not in passing."""
    opening, comma, _ = text.partition(",")
    beginning = opening if comma and len(opening.split()) <= 4 else " ".join(text.split()[:2])
    if (found := _said(beginning)) is not None:
        return found
    named = (match[match.lastgroup or 0] for match in _STATING.finditer(text))
    return next((found for words in named if (found := _said(words)) is not None), None)


def _add(facts: Facts, start: int, end: int, frequency: str | None) -> None:
    rows = facts.rows_of(RisksRow)
    rows.append(
        RisksRow(
            procedure_id=facts.procedure_id,
            position=len(rows) + 1,
            frequency=frequency,
            text=facts.words(start, end),
            char_start=start,
            char_end=end,
        )
    )


def _labelled(item: Item, frequency: str | None, facts: Facts) -> None:
    """`Common: a, b, c`: a row for each."""
    sentences = page_sentences(facts.page, item.value_start, item.end)
    if len(sentences) > 1:
        for low, high in sentences:
            _sentence(low, high, frequency, facts)
        return
    _enumerated(item.value_start, item.end, frequency, facts)


def _bullet(item: Item, frequency: str | None, facts: Facts) -> None:
    if (
        _ADVERB.match(item.text) is None
        and (opening := _OPENING.match(facts.page, item.start, item.end)) is not None
        and "," in facts.page[opening.end() : item.end]
    ):
        _enumerated(opening.end(), item.end, frequency or _said(opening.group()), facts)
    else:
        _add(facts, item.start, item.end, frequency or _stated(item.text))


def _sentence(start: int, end: int, frequency: str | None, facts: Facts) -> None:
    """A sentence, clause by clause where each speaks of risks of its own."""
    begin = start
    for clause in _NEXT_CLAUSE.finditer(facts.page[start:end]):
        _clause(begin, start + clause.start(), frequency, facts)
        begin = start + clause.end()
    _clause(begin, end, frequency, facts)


def _clause(start: int, end: int, frequency: str | None, facts: Facts) -> None:
    text = facts.page[start:end]
    opening = _OPENING.match(text)
    adverb = _ADVERB.match(text)
    if adverb is not None and "," not in text[adverb.end() :]:
        _add(facts, start, end, frequency or _stated(text))
    elif opening is not None:
        _enumerated(start + opening.end(), end, frequency or _said(opening.group()), facts)
    elif not _CLAUSE.search(text):
        _enumerated(start, end, frequency or _said(text), facts)
    else:
        _add(facts, start, end, frequency or _stated(text))


def _enumerated(start: int, end: int, frequency: str | None, facts: Facts) -> None:
    text = facts.page[start:end]
    for low, high in _risks(text):
        _add(facts, start + low, start + high, frequency or _stated(clean(text[low:high])))


@remembered
def _risks(page: str) -> tuple[tuple[int, int], ...]:
    """Spans of the risks in an enumeration: parted by commas and semicolons, and by the word that joins the last of them."""
    parts = members(page, 0, len(page), words=False)
    if not parts:
        return ()
    low, high = parts[-1]
    joint = page[parts[-2][1] : low] if len(parts) > 1 else ""
    if (
        not re.search(r"\b(?:and|or)\b", joint, re.I)
        and (cut := _last_joint(page, low, high, len(parts) > 1)) is not None
    ):
        parts[-1:] = [(low, cut[0]), (cut[1], high)]
    if len(parts) > 1 and _shares_site(page, parts):
        parts = _join_site(page, parts)
    return tuple(_rejoined(page, parts))


_PREPOSITION = re.compile(
    r"\b(?:of|to|in|at|with|from|for|on|around|near|by|under|that|which|when|after|during|than)\b", re.I
)
_COUNT = re.compile(r"(?:two|three|four|so|more|both|\d+)\b", re.I)


_JOINT = re.compile(r"[()]|(?<!\s)\s+(?:and/or|and|or)\s+", re.I)


def _last_joint(page: str, start: int, end: int, is_list: bool) -> tuple[int, int] | None:
    """Where the last member of an enumeration is joined by a word; None if the word joins parts of one risk."""
    depth = 0
    found: tuple[int, int] | None = None
    for match in _JOINT.finditer(page[start:end]):
        if match.group() in "()":
            depth += 1 if match.group() == "(" else -1
        elif depth == 0:
            found = (start + match.start(), start + match.end())
    if found is None:
        return None
    before, after = page[start : found[0]], page[found[1] : end]
    if _PREPOSITION.search(before) or _COUNT.match(after) or _BARE.match(after):
        return None
    if not is_list and ("or" in page[found[0] : found[1]].split() or len(before.split()) > 3 or len(after.split()) > 3):
        return None
    return found


def _shares_site(page: str, spans: list[tuple[int, int]]) -> bool:
    """`pain, redness, or swelling at the site`: bare nouns joined by a word before the last, which names one site for all."""
    (_, before), (low, high) = spans[-2], spans[-1]
    joint = page[before:low]
    return bool(re.search(r"\b(?:and|or)\b", joint, re.I)) and _SITE.search(page[low:high]) is not None


def _join_site(page: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    first = len(spans) - 1
    while first > 0 and _ADJECTIVAL.match(page[slice(*spans[first - 1])]):
        first -= 1
    return [*spans[:first], (spans[first][0], spans[-1][1])]


_DANGLING = re.compile(
    r"(?:damage|injury|harm|reactions?|allergy|sensitivity|allergic reactions?|exposure|need|loss|lack|risk|failure|changes|difficulty|problems?|trouble|infection|bleeding|irritation|inflammation|discomfort|pain|numbness|weakness|tingling|stiffness|swelling|leakage|movement)\s+(?:to|of|in|with|for|from|at|around|near)\s+(?:the |nearby |surrounding |adjacent )*[\w-]+(?: [\w-]+)?\Z",
    re.I,
)
_BARE = re.compile(
    r"(?:the |nearby |surrounding |adjacent )?(?:nerves?|vessels?|blood vessels?|tissues?|organs?|bladder|bowel|muscles?|tendons?|teeth|tooth|skin|bone|arteries|artery|veins?|ligaments?|arm|leg|face|hands?|feet|lips|tongue|throat|structures|nearby \w+|contrast|latex|drugs?|medicines?|medications?|anesthetics?|sedation|shoulder|neck|back|gums|ear|eyes?|lungs?|kidneys?|lung|heart)\Z",
    re.I,
)


def _rejoined(page: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Members put back together where a bare noun only goes on: `damage to nerves or blood vessels`."""
    result: list[tuple[int, int]] = []
    for low, high in spans:
        if result and _BARE.match(page[low:high]) and _DANGLING.search(page[slice(*result[-1])]):
            result[-1] = (result[-1][0], high)
        else:
            result.append((low, high))
    return result
