"""Headings: what a line reads after folding, and which section, sub-heading or label it names."""

from __future__ import annotations

import re
from functools import lru_cache

from schemas.vocabulary.labels import COLUMN_KINDS, LABEL_KINDS
from schemas.vocabulary.sections import PATTERN_ORDER, SECTIONS
from schemas.vocabulary.site_headings import SITE_HEADING_PATTERNS, SITE_HEADINGS

MAX_HEADING = 120
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc`\u00b4\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_NOT_WORD = re.compile(r"[\W_]+")
_NUMBERING = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}) (?=\D)")
_RULING = "-=_*~\u2014\u2013#.+|: \t"
_PROSE_END = re.compile(r"[.!;,]$")
_IT = r"(?!\d|(?:what|which|how|why|who|when|where|are|is|do|does|can|will) )(?:[^?]{1,90}?)"


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """`text` for comparison: lower case, apostrophes dropped, `&` as `and`, other punctuation as single blanks."""
    folded = _APOSTROPHES.sub("", text.lower()).replace("&", " and ").replace("(s)", "")
    return _NOT_WORD.sub(" ", folded).strip()


EXACT: dict[str, str] = {heading: section.key for section in SECTIONS for heading in section.headings}
_BY_KEY = {section.key: section for section in SECTIONS}
PATTERNS: tuple[tuple[str, str], ...] = tuple(
    (pattern.replace("<it>", _IT), key) for key in PATTERN_ORDER for pattern in _BY_KEY[key].patterns
)
# All patterns as one, tried in order; the empty group behind each tells which it was.
_ANY_PATTERN = re.compile("|".join(f"(?:{pattern})\\Z(?P<p{number}>)" for number, (pattern, _) in enumerate(PATTERNS)))
LABELS: dict[tuple[str, str], str] = {
    (section, word): kind.key for kind in LABEL_KINDS for section in kind.sections for word in kind.words
}
_SITE_PATTERN = re.compile("|".join(f"(?P<{name}>(?:{pattern})\\Z)" for name, pattern in SITE_HEADING_PATTERNS))
# A person with a title: the card of a member of staff.
_PERSON = re.compile(
    r"(?!.*['\u2019]s\b)(?:Dr|Prof|Professor|Mr|Mrs|Ms|Doctor|Assoc\. Prof)\.? (?:\(?[A-Z][\w.'\u2019-]*\)?[ ,]*){1,6}[^?:.]{0,60}\Z"
)
# A word may name two kinds of column: `Step` heads numbers or what is done.
COLUMNS: dict[tuple[str, str], tuple[str, ...]] = {}
for _kind in COLUMN_KINDS:
    for _section, _word in ((section, word) for section in _kind.sections for word in _kind.words):
        COLUMNS[_section, _word] = (*COLUMNS.get((_section, _word), ()), _kind.key)
_GROUP_WORDS = frozenset(word for _, word in LABELS)
_COLUMN_WORDS = _GROUP_WORDS.union(word for _, word in COLUMNS)
_PARTS = re.compile(r" (?:and|or) | / ")
_TWO_PARTS = re.compile(r"\s+[\u2013\u2014|-]\s+|:\s+(?=\S)|\s*\u2014\s*")
# `about` opens a duration (`About 30 minutes`) as often as a heading.
_AMOUNT = re.compile(
    r"(?:about|before|after|during|prior to|following) (?:\d|an? (?:hour|minute|day|week|half|quarter|few|couple)|half|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty|sixty)\b"
)


@lru_cache(maxsize=16384)
def exact_section(text: str) -> str | None:
    """The section whose heading `text` is, word for word; a leading number is passed over."""
    folded = fold(text)
    return EXACT.get(folded) or EXACT.get(_NUMBERING.sub("", folded))


@lru_cache(maxsize=16384)
def section_of(text: str) -> str | None:
    """The section that `text`, taken as a heading, names: word for word, by pattern, or by one of its parts."""
    if len(text) > MAX_HEADING or (key := exact_section(text)) is not None:
        return None if len(text) > MAX_HEADING else key
    folded = _NUMBERING.sub("", fold(text))
    if _AMOUNT.match(folded):
        return None
    if (found := _ANY_PATTERN.match(folded)) is not None:
        return PATTERNS[int((found.lastgroup or "p0")[1:])][1]
    parts = _PARTS.split(folded)
    if 1 < len(parts) <= 3 and (key := EXACT.get(parts[0].strip())) is not None:
        return key
    return _section_of_part(text)


def _section_of_part(text: str) -> str | None:
    """The section that the first part to name one names: `Day 1: Recovery`, `What to Expect \u2014 Step by Step`."""
    parts = [part for part in _TWO_PARTS.split(text) if part.strip()]
    if not 1 < len(parts) <= 3:
        return None
    return next((key for part in parts if (key := section_of(part)) is not None), None)


@lru_cache(maxsize=4096)
def sections_named(text: str) -> tuple[str, ...]:
    """All sections that a heading such as `What are the benefits and risks?` names, in its order."""
    found: list[str] = []
    for part in _PARTS.split(fold(text)):
        words = part.split()
        key = (
            EXACT.get(part.strip())
            or (EXACT.get(words[-1]) if words else None)
            or (EXACT.get(words[0]) if words else None)
        )
        if key is not None and key not in found:
            found.append(key)
    return tuple(found)


def is_site_heading(text: str) -> bool:
    """Whether a line is one of the closed list of headings of the site."""
    if len(text) > MAX_HEADING:  # a heading is as long only with a ruler around it
        text = text.strip(_RULING)
    return len(text) <= MAX_HEADING and fold(text) in SITE_HEADINGS


@lru_cache(maxsize=16384)
def site_heading_rule(text: str) -> str | None:
    """The rule by which what stands under a heading that sounds like the site's belongs to it, or None; the page's exact headings never do."""
    if len(text) > MAX_HEADING or exact_section(text) is not None:
        return None
    if (found := _SITE_PATTERN.match(fold(text))) is not None:
        return found.lastgroup
    return "staff_card" if _PERSON.match(text) else None


def label_kind(section: str | None, text: str) -> str | None:
    """What a sub-heading or label means in a section, if it means anything."""
    return LABELS.get((section or "", fold(text)))


@lru_cache(maxsize=4096)
def column_kinds(section: str, headers: tuple[str, ...]) -> tuple[str, ...]:
    """What a column means in a section by its headings, of which the innermost that means anything counts; else nothing."""
    for words in reversed(headers):
        if (found := COLUMNS.get((section, fold(words)))) is not None:
            return found
        if (meaning := label_kind(section, words)) is not None:
            return ("category", meaning)
    return ()


@lru_cache(maxsize=4096)
def is_column_heading(cells: tuple[str, ...]) -> bool:
    """Whether the cells of a first row are headings by their words: all that are not empty, or two of at least three short ones."""
    filled = [text for text in cells if text]
    known = sum(len(text) <= MAX_HEADING and fold(text) in _COLUMN_WORDS for text in filled)
    if len(filled) < 2 or known < 2:
        return False
    return known == len(filled) or all(len(text.split()) <= 5 and text[-1] not in ".!;," for text in filled)


def is_group_heading(text: str) -> bool:
    """Whether a cell over the whole width of a table names what stands below it, by its words."""
    return len(text) <= MAX_HEADING and fold(text) in _GROUP_WORDS


def is_known_heading(line: str) -> bool:
    """Whether a whole line of plain text is a heading by the closed list."""
    line = line.strip()
    return 0 < len(line) <= MAX_HEADING and not _PROSE_END.search(line) and exact_section(line) is not None


# --- lines that look like a heading, whatever they say ----------------------------------------------------------------

_LEAD_WORDS = frozenset(
    "is are was were be may might can could should must will would include includes including included need needs needed require requires "
    "required following follows performed used has have had do does did such involves involve consists consist contains contain experience expect "
    "receive undergo suffer tell ask bring avoid call seek these this those it you they we patients depends depend varies vary takes take lasts helps "
    "occurs occur happens makes shows treats used uses lists list means wants goes comes".split()
)
_TRAILING_LEAD = frozenset("for to of with by if when that as from in on at and or the a an".split())


@lru_cache(maxsize=4096)
def is_lead_in(text: str) -> bool:
    """Whether a line that ends in a colon is a sentence that leads into a list, rather than a label."""
    words = fold(text).split()
    return len(words) > 8 or not words or words[-1] in _TRAILING_LEAD or not _LEAD_WORDS.isdisjoint(words)


def is_title_case(text: str) -> bool:
    """Whether the longer words of a line begin with capitals, as headings do."""
    words = [word for word in re.findall(r"[^\W\d_][\w'\u2019-]*", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2


def looks_like_heading(text: str) -> bool:
    """Whether a line of plain text has the shape of a heading: short, capitalised, no closing punctuation."""
    if (
        not 2 < len(text) <= 80
        or _PROSE_END.search(text)
        or ". " in text
        or not (text[0].isupper() or text[0].isdigit() or text.endswith("?"))
    ):
        return False
    words = text.split()
    return (
        len(words) <= 10
        and (text.endswith("?") or text.isupper() or is_title_case(text) or len(words) <= 4)
        and any(c.isalpha() for c in text)
    )
