"""The golden pages give the tables that are kept beside them, row for row."""

from __future__ import annotations

from collections import Counter

import pytest

from parsers.parse import parse_page
from tests.accuracy.golden import COLUMNS, Case, load_cases, parsed_rows

CASES = list(load_cases())


def difference(table: str, expected: list[tuple[str, ...]], given: list[tuple[str, ...]]) -> list[str]:
    """The rows in which two tables, taken as multisets, differ, as lines of a diff."""
    missing, extra = Counter(expected) - Counter(given), Counter(given) - Counter(expected)
    lines = [f"  - {row}" for row in missing.elements()] + [f"  + {row}" for row in extra.elements()]
    return [f"{table} (procedure, {', '.join(COLUMNS[table])})", *lines] if lines else []


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_golden_page_gives_its_tables(case: Case) -> None:
    given = parsed_rows(case.page)
    lines = [line for table in COLUMNS for line in difference(table, case.expected[table], given.get(table, []))]
    parsed = parse_page(case.page)
    lines += [f"unclaimed: {parsed.read.text[start:end].strip()!r}" for start, end in parsed.account.gaps]
    if lines or parsed.account.unclaimed:
        pytest.fail(f"{case.name}: rows expected (-) and given (+)\n" + "\n".join(lines), pytrace=False)


def test_there_are_golden_pages_of_every_family() -> None:
    families = Counter(case.name.split("-")[0] for case in CASES)
    assert all(families[family] >= 5 for family in ("facts", "family", "html", "site")), families
