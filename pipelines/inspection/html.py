"""`procwh inspect --html`: an inspected page as one HTML file, its text on the left and its rows on the right, each highlighting the other."""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect_left, bisect_right
from functools import cache
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from parsers.text import count_visible
from pipelines.inspection.entries import InspectedEntry, entries_of
from schemas.vocabulary.findings import SEVERITIES

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_CHUNK = 50
# Characters that cannot be seen, or that change the direction of text: shown by their code point. A tab and a plain space stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)


class Segment(NamedTuple):
    """A stretch of a line in which every character belongs to the same rows: `r`ow, `h`eading, `c`hrome, `u`nclaimed, or blank."""

    start: int
    kind: str
    text: str


class Line(NamedTuple):
    """One line of the source: where it begins, its segments, and the highest severity of the findings that begin on it."""

    number: int
    start: int
    segments: list[Segment]
    severity: str


class SourceText(NamedTuple):
    """The text of a page in segments. `starts` holds where each begins, so that a span of characters is a range of its indices."""

    lines: list[Line]
    starts: list[int]
    line_starts: list[int]

    def segments_of(self, entry: InspectedEntry) -> tuple[int, int]:
        """The first segment of an entry, and the one after its last."""
        return bisect_left(self.starts, entry.start or 0), bisect_left(self.starts, entry.end or 0)

    def place(self, entry: InspectedEntry) -> str:
        """The line numbers of an entry, as shown beside it: `3` or `3–5`; empty for an entry without a span."""
        if entry.start is None:
            return ""
        first = bisect_right(self.line_starts, entry.start)
        last = bisect_right(self.line_starts, max(entry.start, (entry.end or 0) - 1))
        return str(first) if first == last else f"{first}\u2013{last}"


def render(inspected: dict[str, Any]) -> str:
    """The HTML page of what `pipelines.inspection.result.inspection` gives. It loads nothing from outside and runs only its own script."""
    entries = entries_of(inspected)
    source = _cut(inspected["text"], entries)
    titles = [row["title"] for row in inspected["tables"].get("procedures", ())]
    script = _asset("inspection.js")
    template = _environment().get_template("inspection.html")
    page = template.render(
        page=inspected,
        title=titles[0] if titles else inspected["source_uri"],
        entries=entries,
        source=source,
        legend=_legend(inspected, source, entries),
        chunk=_CHUNK,
        style=_asset("inspection.css"),
        script=script,
        style_hash=_digest(_asset("inspection.css")),
        script_hash=_digest(script),
    )
    return page.encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = _shown
    return environment


@cache
def _asset(name: str) -> Markup:
    return Markup((_TEMPLATES / name).read_text("utf-8"))


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _shown(text: str) -> Markup:
    """Escaped text in which each character that cannot be seen carries its code point. The characters themselves stay, except NUL."""
    if _INVISIBLE.search(text) is None:
        return escape(text)
    return Markup(_INVISIBLE.sub(_numbered, str(escape(text))))


def _numbered(found: re.Match[str]) -> str:
    character = found[0]
    # A browser reads a carriage return as a line feed, and HTML has no NUL.
    kept = {"\r": "&#13;", "\x00": ""}.get(character, character)
    return f'<i data-u="{ord(character):04X}">{kept}</i>'


def _cut(text: str, entries: list[InspectedEntry]) -> SourceText:
    """The text in lines and segments: cut where an entry begins or ends, and at the end of each line."""
    line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]
    line_ends = [start - 1 for start in line_starts[1:]]
    spans = [(entry.start, entry.end) for entry in entries if entry.start is not None and entry.end is not None]
    cuts = sorted(
        {*line_starts, *line_ends, len(text), *(cut for span in spans for cut in span if 0 <= cut <= len(text))}
    )
    kinds = _kinds(text, entries)
    severities = _severities(entries, line_starts)
    lines = [Line(number, start, [], severities.get(number, "")) for number, start in enumerate(line_starts, 1)]
    starts, number = [], 0
    for start, end in pairwise(cuts):
        while number + 1 < len(line_starts) and line_starts[number + 1] <= start:
            number += 1
        piece = text[start:end]
        if piece != "\n":
            starts.append(start)
            lines[number].segments.append(Segment(start, "" if piece.isspace() else chr(kinds[start]), piece))
    return SourceText(lines, starts, line_starts)


def _kinds(text: str, entries: list[InspectedEntry]) -> bytearray:
    """The kind of every character, as a letter; what is neither in a row nor chrome nor unclaimed belongs to a heading, title or marker."""
    kinds = bytearray(b"h" * len(text))
    for letter, of in (("r", ("item", "fact")), ("c", ("chrome",)), ("u", ("unclaimed",))):
        for entry in entries:
            if entry.kind in of and entry.start is not None and entry.end is not None:
                length = len(kinds[entry.start : entry.end])
                kinds[entry.start : entry.start + length] = letter.encode() * length
    return kinds


def _severities(entries: list[InspectedEntry], line_starts: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for entry in sorted(
        (entry for entry in entries if entry.kind == "finding"), key=lambda entry: SEVERITIES.index(entry.grade)
    ):
        if entry.start is not None:
            found[bisect_right(line_starts, entry.start)] = entry.grade
    return found


def _legend(inspected: dict[str, Any], source: SourceText, entries: list[InspectedEntry]) -> list[dict[str, Any]]:
    """The kinds of text, each with its non-blank characters (together they are the page's) and the entries to step through."""
    in_rows = sum(count_visible(part.text) for line in source.lines for part in line.segments if part.kind == "r")
    in_rows = min(in_rows, inspected["claimed_chars"])
    kinds = (
        ("r", "i", "item", "in rows", in_rows),
        ("h", "s", "section", "headings, titles, markers", inspected["claimed_chars"] - in_rows),
        ("c", "c", "chrome", "chrome", inspected["chrome_chars"]),
        ("u", "u", "unclaimed", "unclaimed", inspected["unclaimed_chars"]),
    )
    total = max(inspected["content_chars"], 1)
    befores = accumulate((chars for *_, chars in kinds), initial=0)
    return [
        {
            "letter": letter,
            "key": key,
            "kind": kind,
            "title": title,
            "chars": chars,
            "entries": sum(entry.kind == kind for entry in entries),
            "x": 1000 * before / total,
            "width": 1000 * chars / total,
        }
        for (letter, key, kind, title, chars), before in zip(kinds, befores, strict=False)
    ]
