"""The markers of list items, as a browser shows them."""

from __future__ import annotations

import pytest

from parsers.readers.html import read_html
from parsers.readers.markers import ordinal


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (3, "1", "3"),
        (1, "a", "a"),
        (27, "a", "aa"),
        (52, "A", "AZ"),
        (4, "i", "iv"),
        (1999, "I", "MCMXCIX"),
        (0, "a", "0"),
        (4000, "i", "4000"),
    ],
)
def test_ordinal(number: int, style: str, shown: str) -> None:
    assert ordinal(number, style) == shown


@pytest.mark.parametrize(
    ("source", "markers"),
    [
        ("<ol><li>a<li>b</ol>", ["1.", "2."]),
        ("<ol start=4><li>a<li value=9>b<li>c</ol>", ["4.", "9.", "10."]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3.", "2.", "1."]),
        ("<ol reversed start=9><li>a<li>b</ol>", ["9.", "8."]),
        ("<ol type=a><li>a<li>b</ol>", ["a.", "b."]),
        ("<ol type=I start=4><li>a<li>b</ol>", ["IV.", "V."]),
        ("<ol start=-1><li>a<li>b</ol>", ["-1.", "0."]),
        ("<ol start=x type=square><li>a</ol>", ["1."]),
        ("<ul><li value=7>a</ul>", ["\u2022"]),
        ("<ul><li>\u27a4 a<li>\uf0b7 b</ul>", ["\u2022", "\u2022"]),
        ("<ol><li>a<ol type=i><li>b<li>c</ol><li>d</ol>", ["1.", "i.", "ii.", "2."]),
    ],
)
def test_markers_of_a_list(source: str, markers: list[str]) -> None:
    assert [block.marker for block in read_html(source).blocks] == markers
