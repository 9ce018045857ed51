"""Held-out pages (tests/holdout): written with their tables by authors who had not seen the parser.

`make accuracy` prints precision and recall on them after those of the golden pages. The figures of the first reading stand in docs/held-out.md.
"""

from __future__ import annotations

import sys

from tests.accuracy.golden import COLUMNS, GOLDEN, Score, load_cases, parsed_rows, score

HOLDOUT = GOLDEN.parent / "holdout"


def main() -> None:
    """Print a table."""
    totals: dict[str, Score] = {}
    cases = 0
    for case in load_cases(HOLDOUT):
        given = parsed_rows(case.page)
        cases += 1
        for table in COLUMNS:
            totals[table] = totals.get(table, Score(0, 0, 0)) + score(case.expected[table], given[table])
    sys.stdout.write(f"\n{cases} held-out pages\n| table | recall | precision | rows |\n|---|---:|---:|---:|\n")
    for table, total in totals.items():
        sys.stdout.write(f"| {table} | {total.recall:.2%} | {total.precision:.2%} | {total.expected} |\n")


if __name__ == "__main__":
    main()
