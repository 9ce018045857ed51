"""Held-out pages (tests/holdout): written by people who had not seen the parser, and never a reason to change a single page's outcome.

`make accuracy` prints precision and recall on them beside the golden pages. The figures of the first reading, before anything was learned from
them, stand in docs/accuracy.md.
"""

from __future__ import annotations

import sys

from benchmarks.golden import COLUMNS, GOLDEN, Score, load_cases, parsed_rows, score

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
