"""Writes what the parser gives for golden pages beside them, to be read and put right by a person.

`python -m tests.accuracy.new_golden tests/golden/NAME ...` writes all tables of new cases; with `--table T` that table of all cases, or of those named.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.accuracy.golden import COLUMNS, EXPECTED, GOLDEN, load_cases, parsed_rows, render_expected


def main() -> None:
    """Write the tables that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--table", choices=COLUMNS)
    options = parser.parse_args()
    if not options.cases and not options.table:
        parser.error("name the folders of new cases, or a table with --table")
    chosen = {path.name for path in options.cases}
    for folder in sorted(GOLDEN / name for name in chosen):
        if not (folder / EXPECTED).exists():
            (folder / EXPECTED).write_text(render_expected({}), encoding="utf-8")
    # The table to be written may have columns that the files do not have yet.
    for case in load_cases(without=options.table):
        if not chosen or case.name in chosen:
            given = parsed_rows(case.page)
            rows = {**case.expected, options.table: given[options.table]} if options.table else given
            (GOLDEN / case.name / EXPECTED).write_text(render_expected(rows), encoding="utf-8")
            sys.stdout.write(f"tests/golden/{case.name}/{EXPECTED}\n")


if __name__ == "__main__":
    main()
