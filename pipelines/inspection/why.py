"""`procwh inspect --why`: a page line by line, each with what became of it and the rule that says so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from parsers.conservation import NamedSpan
from parsers.grammar.document import Section
from parsers.page import RawPage
from parsers.parse import ParsedPage, parse_page
from pipelines.inspection.result import counts_line

_WIDEST = 48
_COLOURS = {"chrome": "dim", "unclaimed": "bold red", "heading": "bold cyan", "subheading": "cyan", "title": "bold"}


class Stretch(NamedTuple):
    """A line of a page, or the part of one that one thing claims: its line (from 1), its span, and what became of it.

    `what` is `title`, `code_system`, `name`, `heading`, `subheading`, the kind of an item, `chrome` or `unclaimed`; `section` is the section that it
    opens or stands in. `rule` is what took a stretch for the site's, gave the title, or opened the section that it is in.
    """

    line: int
    char_start: int
    char_end: int
    what: str
    section: str | None
    rule: str | None
    text: str

    @property
    def account(self) -> str:
        """What became of it, in a few words."""
        match self.what:
            case "heading":
                return f"{self.rule} -> {self.section}"
            case "title":
                return f"{self.rule} -> title"
            case "chrome":
                return f"chrome ({self.rule})"
        return f"{self.what} in {self.section}" if self.section else self.what


class _Claims:
    """What the claims of a page's rows and headings mean, by where they begin."""

    def __init__(self, parsed: ParsedPage) -> None:
        sections = sorted((each for found in parsed.procedures for each in found.sections), key=lambda each: each.start)
        self._sections = sections
        self._starts = [section.start for section in sections]
        self._opened = {section.start: section for section in sections if section.heading is not None}
        self._items = {item.claim_start: (item.kind, section) for section in sections for item in section.items}
        self._procedures = parsed.procedures

    def meaning(self, start: int, what: str) -> tuple[str, str | None, str | None]:
        """What a claim is, its section and its rule."""
        if what == "item":
            kind, section = self._items[start]
            return kind, section.key, section.rule
        if what in ("heading", "subheading"):
            opened = self._opened.get(start) if what == "heading" else self._around(start)
            return what, opened.key if opened else None, opened.rule if opened else None
        return what, None, self._title_rule(start) if what == "title" else None

    def _around(self, offset: int) -> Section | None:
        index = bisect_right(self._starts, offset) - 1
        return self._sections[index] if index >= 0 else None

    def _title_rule(self, start: int) -> str:
        """The rule of the procedure whose title begins here: the first whose sections are not all before it."""
        left = (each for each in self._procedures if each.sections and each.sections[-1].end > start)
        return next(left, self._procedures[-1]).title_rule


def stretches(parsed: ParsedPage) -> list[Stretch]:
    """Every line of a page that is not blank, cut where what became of it changes, in order."""
    claims = _Claims(parsed)
    spans: list[tuple[NamedSpan, str]] = [(span, "claim") for span in parsed.claims]
    spans += [(span, "chrome") for span in parsed.boilerplate]
    spans += [((start, end, ""), "unclaimed") for start, end in parsed.account.gaps]
    found: list[Stretch] = []
    text, position, counted, line = parsed.read.text, 0, 0, 1
    for (start, end, name), of in sorted(spans):
        what, section, rule = claims.meaning(start, name) if of == "claim" else (of, None, name or None)
        for begin, stop in _lines(text, max(start, position), end):
            line += text.count("\n", counted, begin)
            counted = begin
            found.append(Stretch(line, begin, stop, what, section, rule, text[begin:stop]))
        position = max(position, end)
    return found


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines of a stretch of text, without the blanks around them; none for blank lines."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if core := line.strip():
            begin = start + line.index(core[0])
            yield begin, begin + len(core)
        start = stop + 1


def reasons(page: RawPage) -> list[dict[str, Any]]:
    """The stretches of a page as JSON-ready objects. Raises PageRejected if no readable text can be had from it."""
    return [each._asdict() for each in stretches(parse_page(page))]


def show_reasons(page: RawPage) -> None:
    """Print a page line by line, one terminal line each: its number, what became of it, and its text. Raises PageRejected."""
    from rich.text import Text

    from pipelines.reporting.console import console

    parsed = parse_page(page)
    found = stretches(parsed)
    out = console()
    width = min(_WIDEST, max((len(each.account) for each in found), default=0))
    for each in found:
        colour = _COLOURS.get(each.what, "green")
        text = " ".join(each.text.split())
        shown = Text.assemble(
            (f"{each.line:>4} ", "dim"), (f"{each.account:<{width}}  ", colour), (text, colour * (colour == "dim"))
        )
        out.print(shown, no_wrap=True, overflow="ellipsis", crop=True)
    out.print(counts_line(parsed))
