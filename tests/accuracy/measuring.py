"""Measuring: the rows that the parser gives for a page and its variants, beside their truth."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from parsers.parse import ParsedPage, parse_page
from parsers.table_rows import page_rows
from tests.accuracy.golden import COLUMNS, Case, Rows, Score, comparable, score
from tests.accuracy.mutations.table import variants

GOLDEN = "golden page"


class Wrong(NamedTuple):
    """One row that differs: what the truth wants and what the parser gave; one of them may be missing."""

    case: str
    mutation: str
    table: str
    wanted: tuple[str, ...] | None
    got: tuple[str, ...] | None


class Measured(NamedTuple):
    """One page: its scores by table, its wrong rows, its text in non-blank characters, and how often each rule has decided on it."""

    case: str
    mutation: str
    scores: dict[str, Score]
    wrong: list[Wrong]
    content: int
    unclaimed: int
    error: str = ""
    rules: Mapping[str, int] = {}


def measure(case: Case, mutation: str) -> Measured:
    """Parse one page and compare it with its truth. An exception counts as a page without rows."""
    given: Rows = {}
    content = unclaimed = 1
    error = ""
    rules: Mapping[str, int] = {}
    try:
        parsed = parse_page(case.page)
        given = comparable(page_rows(parsed, case.page))
        content, unclaimed = parsed.account.content, parsed.account.unclaimed
        rules = rules_of(parsed)
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"
    scores = {table: score(case.expected[table], given.get(table, [])) for table in COLUMNS}
    wrong = [row for table in COLUMNS for row in _differences(case, mutation, table, given.get(table, []))]
    return Measured(case.name, mutation, scores, wrong, content, unclaimed, error, rules)


def rules_of(parsed: ParsedPage) -> Counter[str]:
    """How often each rule has decided on a page: sections opened, stretches of text taken for the site's, titles given."""
    found: Counter[str] = Counter(rule for _, _, rule in parsed.boilerplate)
    for procedure in parsed.procedures:
        found[procedure.title_rule] += 1
        found.update(section.rule for section in procedure.sections)
    return found


def _differences(case: Case, mutation: str, table: str, given: list[tuple[str, ...]]) -> Iterator[Wrong]:
    wanted = Counter(case.expected[table])
    got = Counter(given)
    missing, extra = list((wanted - got).elements()), list((got - wanted).elements())
    paired: list[tuple[tuple[str, ...] | None, tuple[str, ...] | None]] = []
    for row in missing:
        near = max(extra, key=lambda other: _likeness(row, other), default=None)
        if near is not None and _likeness(row, near):
            extra.remove(near)
            paired.append((row, near))
        else:
            paired.append((row, None))
    paired += zip_longest((), extra)
    return (Wrong(case.name, mutation, table, one, other) for one, other in paired)


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many columns that are not empty agree, the last one (the text) counting most."""
    return sum(
        (5 if index == len(one) - 1 else 1) for index, text in enumerate(one) if index and text and text == other[index]
    )


def measure_case(case: Case, names: list[str] | None, golden: bool) -> list[Measured]:
    """The page itself (if `golden`) and its variants."""
    measured = [measure(case, GOLDEN)] if golden else []
    return measured + [measure(variant, name) for name, variant in variants(case, names)]


def measure_all(cases: Iterable[Case], names: list[str] | None, golden: bool) -> list[Measured]:
    """All pages, by as many processes as there are processors."""
    work = partial(measure_case, names=names, golden=golden)
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return [page for pages in pool.map(work, list(cases)) for page in pages]


def total(pages: Iterable[Measured], table: str | None = None) -> Score:
    """The sum of scores, of one table or of all."""
    result = Score(0, 0, 0)
    for page in pages:
        for name, found in page.scores.items():
            if table is None or name == table:
                result += found
    return result
