"""The source of a golden page as text: where its headings stand, and how it falls into sections."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

from tests.accuracy.golden import Case, Rows
from tests.accuracy.truth import headings, procedures_of, retitled, section_words

Span = tuple[int, int]
BLOCK_TAGS = (
    "address article aside blockquote body button dd details dialog div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 head header hr html "
    "li link main meta nav ol p pre script section style summary table tbody td tfoot th thead title tr ul br"
)
_IS_BLOCK = re.compile(rf"</?(?:{'|'.join(BLOCK_TAGS.split())})\b", re.I)
# Pieces of HTML that are no text of the page: comments, whole scripts and the like, tags.
_MARKUP = re.compile(r"(<!--.*?-->|<(script|style|template|title|noscript)\b.*?</\2\s*>|<[^>]*>)", re.S | re.I)
_OPAQUE = re.compile(r"<(?:!|script|style|template|title|noscript)", re.I)
_VOID = frozenset("br hr img input link meta".split())
_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>", re.S)


def is_html(case: Case) -> bool:
    """Whether the page is HTML."""
    return case.page.media_type == "text/html"


def source(case: Case) -> str:
    """The page's bytes as text; the golden pages are UTF-8."""
    return case.page.body.decode("utf-8")


def with_source(case: Case, text: str, expected: Rows | None = None) -> Case | None:
    """The case with another source; None if nothing has changed."""
    body = text.encode("utf-8")
    if body == case.page.body:
        return None
    return case._replace(page=case.page._replace(body=body), expected=expected or case.expected)


# --- HTML in pieces ---------------------------------------------------------------------------------------------------


def pieces(html: str) -> list[str]:
    """An HTML source cut into text and markup, in turn: even indexes are text."""
    parts: list[str] = []
    begin = 0
    for match in _MARKUP.finditer(html):
        parts += [html[begin : match.start()], match[0]]
        begin = match.end()
    return [*parts, html[begin:]]


def is_words(piece: str) -> bool:
    """Whether a text piece holds words of the page; template directives are left alone."""
    return bool(piece.strip()) and "{%" not in piece and "{{" not in piece


def map_text(html: str, change: Callable[[str], str]) -> str:
    """The source with every piece of text in its body changed."""
    at = max(html.lower().find("<body"), 0)
    parts = pieces(html[at:])
    return html[:at] + "".join(
        change(part) if index % 2 == 0 and is_words(part) else part for index, part in enumerate(parts)
    )


def map_tags(html: str, change: Callable[[str], str]) -> str:
    """The source with every tag changed; scripts, comments and the like are left alone."""
    parts = pieces(html)
    parts[1::2] = [part if _OPAQUE.match(part) else change(part) for part in parts[1::2]]
    return "".join(parts)


def is_block(markup: str) -> bool:
    """Whether a piece of markup is a tag at which lines break."""
    return _IS_BLOCK.match(markup) is not None


def natural_end(html: str, start: int) -> int:
    """Where the element that holds `start` closes."""
    depth = 0
    for match in _TAG.finditer(html, start):
        if match[2] is None or match[2].lower() in _VOID or match[3]:
            continue
        depth += -1 if match[1] else 1
        if depth < 0:
            return match.start()
    return len(html)


def is_balanced(html: str) -> bool:
    """Whether every element that opens closes, and none else."""
    return natural_end(html, 0) == len(html) and html.count("<div") == html.count("</div")


# --- headings ---------------------------------------------------------------------------------------------------------


def heading_spans(case: Case) -> list[Span | None] | None:
    """Where the printed headings stand (None for an inferred section); None if one cannot be found."""
    text, find = source(case), _in_html if is_html(case) else _in_plain
    spans: list[Span | None] = []
    at = 0
    for heading in headings(case):
        span = find(text, heading, at) if heading else None
        if span is None and heading:
            return None
        spans.append(span)
        at = span[1] if span else at
    return spans


def _in_plain(text: str, heading: str, at: int) -> Span | None:
    words = r"[ \t]+".join(map(re.escape, heading.split()))
    line = rf"^[ \t]*(?:\d{{1,2}}\.[ \t]+)?({words})"
    for end in (r"[ \t]*$", r"(?= \S)") if heading.endswith(":") else (r"[ \t]*$",):
        if match := re.compile(line + end, re.M).search(text, at):
            return match.span(1)
    return None


def _in_html(text: str, heading: str, at: int) -> Span | None:
    words = r"(?:\s|&nbsp;)+".join(re.escape(escape(word, quote=False)) for word in heading.split())
    element = rf"<(h[1-6]|dt|summary|button|p)\b[^>]*>(?:\s|<[^>]*>|\d{{1,2}}\.\s)*({words})(?:\s|<[^>]*>|\+)*</\1>"
    for pattern in (element, rf"<(b|strong)>({words})</\1>"):
        if match := re.compile(pattern.replace("&nbsp;)+\\?", "&nbsp;)*\\?")).search(text, at):
            return match.span(2)
    return None


def renamed(case: Case, change: Callable[[str, int], str]) -> Case | None:
    """The case with other headings: `change` gets a heading and its place among the sections, from 0."""
    spans = heading_spans(case)
    if spans is None or is_run_in(case, spans):
        return None
    text, new = source(case), [change(old, index) if old else old for index, old in enumerate(headings(case))]
    for span, heading, old in reversed(list(zip(spans, new, headings(case), strict=True))):
        if span is not None and heading != old:
            text = text[: span[0]] + (escape(heading, quote=False) if is_html(case) else heading) + text[span[1] :]
    rows = [(*row[:2], heading, *row[3:]) for row, heading in zip(case.expected["sections"], new, strict=True)]
    return with_source(case, text, retitled(case, case.expected | {"sections": rows}))


def is_run_in(case: Case, spans: list[Span | None]) -> bool:
    """Whether headings stand at the start of their paragraphs."""
    text = source(case)
    after = [text[span[1] : span[1] + 400].split("\n")[0] for span in spans if span]
    if is_html(case):
        return any(re.match(r"</(?:b|strong)>:?\s*[^<\s]", rest) for rest in after)
    return any(rest.strip() for rest in after)


# --- sections ---------------------------------------------------------------------------------------------------------


class Slices(NamedTuple):
    """A source in parts: `head`, one part for each section with a printed heading, `tail`; `glue` joins plain parts.

    `first` is the position of the first part's section: an inferred section may come before it.
    """

    head: str
    parts: list[str]
    tail: str
    glue: str
    first: int

    def joined(self, parts: list[str]) -> str:
        """The source with these parts."""
        return self.head + self.glue.join(parts) + self.tail


def slices(case: Case) -> Slices | None:
    """The source cut at its headings; None where sections cannot be parted with certainty."""
    spans = heading_spans(case)
    if spans is None or procedures_of(case) > 1 or any(span is None for span in spans[1:]):
        return None
    printed = [span for span in spans if span is not None]
    first = len(spans) - len(printed) + 1
    return _html_slices(source(case), printed, first) if is_html(case) else _plain_slices(case, printed, first)


def _plain_slices(case: Case, spans: list[Span], first: int) -> Slices | None:
    text = source(case)
    starts = [text.rfind("\n", 0, span[0]) + 1 for span in spans]
    words = section_words(case, len(headings(case))).split() or headings(case)[-1].split()
    at = text.rfind(words[-1])
    if at < starts[-1]:
        return None
    end = at + len(words[-1])
    parts = [text[low:high].rstrip("\n") for low, high in zip(starts, [*starts[1:], end], strict=True)]
    glue = "\n\n" if "\n\n" in text else "\n"
    return Slices(text[: starts[0]], parts, text[end:], glue, first)


def _html_slices(text: str, spans: list[Span], first: int) -> Slices | None:
    for level in range(4):
        starts = [_opening(text, span[0], level) for span in spans]
        if None in starts:
            return None
        begins = [start for start in starts if start is not None]
        end = natural_end(text, begins[-1])
        parts = [text[low:high] for low, high in zip(begins, [*begins[1:], end], strict=True)]
        if all(map(is_balanced, parts)):
            return Slices(text[: begins[0]], parts, text[end:], "", first)
    return None


def _opening(text: str, at: int, level: int) -> int | None:
    """Where the heading's element begins, or the `level`-th element around it that begins with it."""
    before = re.compile(r"<(?:h[1-6]|dt|summary|button|p|b|strong)\b[^>]*>(?:\s|<[^>]*>|\d{1,2}\.\s)*\Z", re.I)
    low = max(0, at - 400)
    found = [match.start() for match in re.finditer(r"<(?=h[1-6]\b|dt\b|summary\b|button\b|p\b)", text[low:at])]
    start = next((low + place for place in reversed(found) if before.match(text[low + place : at])), None)
    for _ in range(level):
        if start is None:
            return None
        around = re.search(r"<(?!/)[a-z][^>]*>\s*\Z", text[max(0, start - 300) : start])
        start = max(0, start - 300) + around.start() if around else None
    return start
