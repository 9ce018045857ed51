"""Small operations on text that every parser shares: cleaning, trimming spans, splitting lists."""

from __future__ import annotations

import re

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
BLANK = "".join(
    map(
        chr,
        (
            *range(9, 14),
            *range(28, 33),
            0x85,
            0xA0,
            0x1680,
            *range(0x2000, 0x200B),
            0x2028,
            0x2029,
            0x202F,
            0x205F,
            0x3000,
        ),
    )
)
EDGE = BLANK + _INVISIBLE


def clean(raw: str) -> str:
    """The words of `raw`: invisible characters and Markdown's `**` dropped, white space of any kind as one space, ends trimmed."""
    # Most text is clean but for its ends: of white space, what is printable holds only blanks, and of invisible characters only U+034F.
    if raw.isprintable() and "  " not in raw and "**" not in raw and "\u034f" not in raw:
        return raw.strip(" ")
    if not raw.isascii() and _HIDDEN.search(raw):
        raw = raw.translate(INVISIBLE)
    if "**" in raw:
        raw = raw.replace("**", "")
    return " ".join(raw.split())


def count_visible(text: str) -> int:
    """Number of non-blank characters."""
    line = text.replace("\n", " ")
    if line.isprintable():  # and so holds no other white space
        return len(line) - line.count(" ")
    return len("".join(text.split()))


def trim(text: str, start: int, end: int, edge: str = EDGE) -> tuple[int, int]:
    """The span without blanks (or other `edge` characters) at its ends."""
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return start, end


# A full stop ends a sentence unless it stands in a number, an initial or, alone, behind one of these. A run of stops is looked at once.
_SENTENCE = re.compile(
    r"(?<![.!?])[.!?](?:[.!?]++|(?<!\be\.g.)(?<!\bi\.e.)(?<!\bDr.)(?<!\bMr.)(?<!\bMs.)(?<!\bvs.)(?<!\betc.)(?<!\bapprox.)(?<!\bSt.)(?<!\bNo.)"
    r"(?<!\bmin.)(?<!\bhr.)(?<!\bhrs.)(?<!\bmins.))[\"')\]\u201d\u2019]*+(?=\s+[\"'(\u201c\u2018]?[A-Z0-9])"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, trimmed; closing punctuation belongs to its sentence."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        spans.append(trim(text, start, match.end()))
        start = match.end()
    last = trim(text, start, len(text))
    if last[0] < last[1]:
        spans.append(last)
    return [span for span in spans if span[0] < span[1]]


# A break begins where its white space begins: trying each blank of a long run would take quadratic time.
_PRINTED_BREAK = r"(?:(?<!\s)\s+)?(?:[;\n]\s*(?:and\s+|or\s+)?|,\s*(?:and/or\s+|and\s+|or\s+)?)|[()\[\]]"
_LIST_BREAK = re.compile(rf"{_PRINTED_BREAK}|(?<!\s)\s+(?:and/or|and|or)\s+", re.IGNORECASE)
_LIST_COMMA = re.compile(_PRINTED_BREAK, re.IGNORECASE)


def split_list(text: str, start: int, end: int, *, words: bool = True) -> list[tuple[int, int]]:
    """Spans of the members of an enumeration in `text[start:end]`.

    Members are parted by commas and semicolons outside brackets and, if `words`, by a final `and` or `or`.
    """
    spans: list[tuple[int, int]] = []
    depth = 0
    begin = start
    for match in (_LIST_BREAK if words else _LIST_COMMA).finditer(text, start, end):
        found = match.group()
        if found in "([":
            depth += 1
        elif found in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and not (found.lstrip().startswith(",") and _is_number_comma(text, match.start(), match.end())):
            spans.append((begin, match.start()))
            begin = match.end()
    spans.append((begin, end))
    trimmed = [trim(text, low, high, EDGE + ",;") for low, high in spans]
    members: list[tuple[int, int]] = []
    for low, high in trimmed:
        if low < high and members and _EXAMPLE.match(text, low, high):
            # What follows `e.g.` goes on the member before it, to the end.
            return [*members[:-1], (members[-1][0], trimmed[-1][1])]
        if low < high:
            members.append((low, high))
    return members


_EXAMPLE = re.compile(r"(?:e\.g|i\.e|such as|for example|for instance|especially|including|particularly)\b", re.I)


def _is_number_comma(text: str, start: int, end: int) -> bool:
    return end - start == 1 and text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
