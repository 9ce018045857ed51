"""Which lines of a Markdown paragraph make one line of the page: those of a wrapped sentence, not those of a list without marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from parsers.grammar.headings import is_known_heading
from parsers.readers.markdown_inline import InlineLine
from parsers.readers.markdown_lines import MarkdownLine, Source
from parsers.readers.markers import PRINTED
from parsers.readers.plain import LOWER, MAX_WRAP, MIN_WRAPPED

_ALERT = re.compile(r"\[![\w-]{2,20}\][+-]?[ \t]*")
_HASHES = re.compile(r"#{2,6}(?=[^\W\d_])")


class Wrapping:
    """The width at which a page's paragraphs are wrapped, judged by lines that go on in lower case; 0 if they are not."""

    def __init__(self, contents: Iterable[str]) -> None:
        widths = [
            len(line)
            for content in contents
            if "\n" in content
            for line, following in pairwise(map(str.strip, content.split("\n")))
            if len(line) <= MAX_WRAP and LOWER.match(following)
        ]
        self.width = max(widths) if len(widths) >= 2 else 0

    def joins(self, line: str, following: str) -> bool:
        """Whether `following` goes on with the sentence of `line`."""
        if not line or not following or PRINTED.match(following) or is_known_heading(line):
            return False
        length = len(line)
        if length >= MIN_WRAPPED and LOWER.match(following) and line[-1] not in ".!?:;":
            return True
        if is_known_heading(following):
            return False
        word = following.split(None, 1)[0]
        width = self.width
        return bool(width) and width * 0.5 <= length <= width + 12 and length + 1 + len(word) > width


def groups(
    parts: list[InlineLine], wrapping: Wrapping, source: Source, column: int | None
) -> Iterator[list[InlineLine]]:
    """The lines of a paragraph, those together that make one line of the page. `column`: the paragraph stands in an item whose marker is there."""
    group: list[InlineLine] = []
    for part in parts:
        if group and not _goes_on(group[-1], part, wrapping, source, column):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _goes_on(before: InlineLine, part: InlineLine, wrapping: Wrapping, source: Source, column: int | None) -> bool:
    if column is not None:
        start = part.pieces[0].start
        indent = start - max(source.text.rfind("\n", 0, start), source.text.rfind("\r", 0, start)) - 1
        if indent > column:
            return PRINTED.match(_text(part)) is None
    elif part.is_hard:
        return False
    return wrapping.joins(_text(before).strip(), _text(part).strip())


def _text(part: InlineLine) -> str:
    return "".join([piece.text for piece in part.pieces])


def without_alert(parts: list[InlineLine]) -> list[InlineLine]:
    """A paragraph without the `[!WARNING]` at its head."""
    if not parts or not (pieces := parts[0].pieces) or not pieces[0].text.startswith("[!"):
        return parts
    found = _ALERT.match(pieces[0].text)
    if found is None:
        return parts
    first = pieces[0]
    pieces[0] = first._replace(text=first.text[found.end() :], start=first.start + found.end())
    if not _text(parts[0]).strip():
        return parts[1:]
    return parts


def printed_marker(line: MarkdownLine) -> MarkdownLine:
    """A line with the marker that it begins with, or the level of hashes without a blank behind them."""
    first = line.body[0]
    if first.end - first.start != len(first.text) or first.is_bold:
        return line
    if hashes := _HASHES.match(first.text):
        cut = hashes.end()
        return line._replace(
            level=cut, body=[first._replace(text=first.text[cut:], start=first.start + cut), *line.body[1:]]
        )
    found = PRINTED.match(first.text)
    if found is None:
        return line
    printed = found["bullet"] or found["tight"] or found["number"]
    marker = first._replace(text=printed, end=first.start + len(printed))
    rest = first._replace(text=first.text[found.end() :], start=first.start + found.end())
    kind = "numbered" if found["number"] else "bullet"
    return line._replace(marker=marker, printed=printed, kind=kind, body=[rest, *line.body[1:]])
