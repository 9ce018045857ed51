"""The markers of a page's list items, as a browser shows them: bullets, and numbers by `start`, `value`, `reversed` and `type`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from parsers.readers import markup

# Signs that pages print before the words of an item, those of Word's symbol fonts among them; `TIGHT_BULLETS` need no blank behind them.
TIGHT_BULLETS = "\u2022\u25aa\u25e6\u2023\u25cf\u27a4\uf0b7\uf0a7"
BULLETS = (
    TIGHT_BULLETS
    + "\u00b7\u25ab\u25cb\u25a0\u25a1\u2043\u2219\u27a2\u2794\u2192\u2713\u2714\u2726\uf0d8\uf0fc*\u2013\u2014-"
)
# What a line prints before its words: a sign, or a number.
PRINTED = re.compile(
    rf"(?:(?P<bullet>[{BULLETS}])\s+|(?P<tight>[{TIGHT_BULLETS}])|(?P<number>\(?\d{{1,3}}[.)])\s+)(?=\S)"
)
PRINTED_FIRST = frozenset(BULLETS + "(0123456789")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_STYLES = ("1", "a", "A", "i", "I")
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})")


class Marker(NamedTuple):
    """The marker of a block: as printed, the kind of item that it makes (`line` if there is none), and how many characters it takes of the text."""

    text: str
    kind: str
    skip: int


NO_MARKER = Marker("", "line", 0)


class _OpenList:
    """A list that is open: whether it is numbered, the next number, the step to the one after, the style, and whether an item waits for its marker."""

    __slots__ = ("is_due", "is_numbered", "number", "step", "style")

    def __init__(self, is_numbered: bool, number: int = 1, step: int = 1, style: str = "1") -> None:
        self.is_numbered, self.number, self.step, self.style = is_numbered, number, step, style
        self.is_due = False


class ListMarkers:
    """The lists that are open at a place of the page, and the marker that the next item gets."""

    __slots__ = ("_lists",)

    def __init__(self) -> None:
        self._lists: list[_OpenList] = []

    @property
    def depth(self) -> int:
        """How deep an item stands, from 0."""
        return len(self._lists) - 1 if self._lists else 0

    @property
    def is_due(self) -> bool:
        """Whether an item has begun whose marker no block has yet."""
        return bool(self._lists) and self._lists[-1].is_due

    def open_list(self, tag: str, attributes: list[tuple[str, str]], count_items: Callable[[], int]) -> None:
        """A list begins; `count_items` gives the number of its items, from which a reversed one counts down."""
        if tag != "ol" or not attributes:
            self._lists.append(_OpenList(tag == "ol"))
            return
        found = dict(attributes)
        is_reversed = "reversed" in found
        first = _integer(found.get("start"))
        if first is None:
            first = count_items() if is_reversed else 1
        style = found.get("type", "").strip()
        self._lists.append(_OpenList(True, first, -1 if is_reversed else 1, style if style in _STYLES else "1"))

    def open_item(self, attributes: list[tuple[str, str]]) -> None:
        """An item begins."""
        if not self._lists:
            self._lists.append(_OpenList(False))
        current = self._lists[-1]
        current.is_due = True
        if attributes and current.is_numbered:
            value = _integer(next((value for name, value in attributes if name == "value"), None))
            current.number = current.number if value is None else value

    def close(self, tag: str) -> None:
        """An item or a list ends."""
        if not self._lists:
            return
        if tag == "li":
            self._lists[-1].is_due = False
        elif tag in markup.LISTS:
            self._lists.pop()

    def take(self, text: str, keep: bool, is_heading: bool) -> Marker:
        """The marker of a line of text, by the list it stands in and by what the line itself prints; `keep`: the next line has it too."""
        printed = PRINTED.match(text) if text[0] in PRINTED_FIRST else None
        skip = printed.end() if printed else 0
        if self.is_due:
            current = self._lists[-1]
            current.is_due = keep
            if current.is_numbered:
                number = current.number
                current.number += 0 if keep else current.step
                return Marker(f"{ordinal(number, current.style)}.", "numbered", skip)
            if printed and printed["number"]:
                return Marker(printed["number"], "numbered", skip)
            return Marker("\u2022", "bullet", skip)
        if printed and not is_heading:
            if printed["number"]:
                return Marker(printed["number"], "numbered", skip)
            return Marker(printed["bullet"] or printed["tight"], "bullet", skip)
        return NO_MARKER


def ordinal(number: int, style: str) -> str:
    """A number as a list of a style shows it: `1`, `a`, `A`, `i` or `I`; letters and Roman numbers only where they reach."""
    shown = str(number)
    if style in ("a", "A") and number > 0:
        shown = _letters(number)
    elif style in ("i", "I") and 0 < number <= _LARGEST_ROMAN:
        shown = _roman(number)
    return shown.upper() if style.isupper() else shown


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    roman = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        roman += sign * times
    return roman


def _integer(value: str | None) -> int | None:
    """An attribute's number by HTML's rules: what follows the digits is passed over; None if there is none."""
    found = _INTEGER.match(value) if value else None
    return int(found[1]) if found else None
