"""Which texts are Markdown, and what the marks between a Markdown page's lines are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.conservation import Span
from parsers.readers.front_matter import front_matter_end

# Headings of a template's pages leak as `##### Label` into plain text; those of Markdown pages have less hashes.
_HEADING = re.compile(r"^ {0,3}#{1,3}[ \t]+\S", re.M)
_OTHER_SIGN = re.compile(
    r"\]\([^\s)]|\*\*\S|^ {0,3}(?:```|~~~|[-*+][ \t]+\S|\d{1,2}\.[ \t]+\S|>[ \t]|\|.*\||\[[^\]\n]{1,80}\]:[ \t])", re.M
)
# A text in a Markdown file that has none of these is plain text.
_ANY_SIGN = re.compile(
    r"\]\(|\]\[|\*\*\S|__\S|(?<!\S)[*_][^\s*_]|`|</?[a-zA-Z]|&#?\w{1,31};|\\[!-/:-@\[-`{-~\r\n]|[ ]{2}\r?\n(?=\S)"
    r"|^[ \t]*(?:#{1,4}[ \t]+\S|>|~~~|:{3}|!!!|\?\?\?|={3,}[ \t]*\r?$|-{3,}[ \t]*\r?$|\|.*\||\[[^\]\n]{1,80}\]:|[*-][ \t]+\S[^\n]*\n)",
    re.M,
)
_FAMILY_LINE = re.compile(r"^(?:CPT4?|HCPCS) code[ \t]*\r?$", re.M | re.I)


def is_markdown(text: str, is_named: bool) -> bool:
    """Whether a text is Markdown: its name or media type says so (`is_named`) and it holds a sign, or it begins like it and holds several.

    A page of the template family is plain text, whatever its name, unless it has headings of Markdown.
    """
    if front_matter_end(text):
        return True
    headings = len(_HEADING.findall(text)) if "#" in text else 0
    if is_named:
        return headings > 0 or (_FAMILY_LINE.search(text) is None and _ANY_SIGN.search(text) is not None)
    return headings >= 2 and _OTHER_SIGN.search(text) is not None


_WORDS = 255
_RUN = re.compile(rb"([^\xff])\1*", re.S)
_NO_WORDS = re.compile(r"(?:[\W_]|(?<!\w)[0-9]{1,9}(?=[.)])|(?<=\[)[xX](?=\]))*+\Z")
_FOOTNOTE_LABEL = re.compile(r"[\W_]*\[\^[^\]\s]{1,100}\]:\s*\Z")
_ATTRIBUTES = re.compile(r"\s*#*\s*\{[^\n{}]*\}\s*\Z")


class Paint:
    """What has been made of each character of a text: words, a mark by a rule, or nothing yet."""

    def __init__(self, length: int) -> None:
        self._painted = bytearray(length)
        self._rules = [""]

    def mark(self, rule: str, start: int, end: int) -> None:
        """Note that a span is marks of one rule; words and later rules stand above it."""
        if rule not in self._rules:
            self._rules.append(rule)
        self._fill(start, end, self._rules.index(rule))

    def words(self, start: int, end: int) -> None:
        """Note that a span is words."""
        self._fill(start, end, _WORDS)

    def _fill(self, start: int, end: int, value: int) -> None:
        if start < end:
            self._painted[start:end] = bytes((value,)) * (end - start)

    def runs(self, text: str) -> Iterator[tuple[int, int, str | None]]:
        """The spans that are no words, trimmed, with their rules; None where no rule explains what is there."""
        for run in _RUN.finditer(self._painted):
            start, end = run.span()
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            if start < end:
                value = self._painted[start]
                yield start, end, self._rules[value] if value else _shape_rule(text[start:end])


def _shape_rule(raw: str) -> str | None:
    """The rule that explains what stands between the lines of a page by its shape."""
    if _NO_WORDS.match(raw) or _FOOTNOTE_LABEL.match(raw) or _ATTRIBUTES.match(raw):
        return "markdown_mark"
    return None


def link_definitions(env: dict[str, object]) -> Iterator[Span]:
    """Spans of lines, first and after the last, of the definitions of links that the parser found."""
    references = env.get("references")
    known = list(references.values()) if isinstance(references, dict) else []
    again = env.get("duplicate_refs")
    for value in [*known, *(again if isinstance(again, list) else [])]:
        lines = value.get("map") if isinstance(value, dict) else None
        if lines:
            yield lines[0], lines[1]
