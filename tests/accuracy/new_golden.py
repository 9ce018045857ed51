"""Writes what the parser gives for golden pages beside them, to be read and put right by a person.

`python -m tests.accuracy.new_golden tests/golden/NAME ...` writes all tables of new cases; with `--table T` that table of all cases, or of those named.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from schemas.model import column_names
from schemas.tables import TABLE_BY_NAME
from tests.accuracy.golden import COLUMNS, GOLDEN, load_cases, parsed_rows


def write_expected(folder: Path, table: str, rows: Sequence[tuple[str, ...]]) -> None:
    """One file of expected rows; none where there are no rows."""
    path = folder / "expected" / f"{table}.csv"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if rows:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(_numbered(table, rows))
        sys.stdout.write(f"{path.parent.parent.name}/expected/{table}.csv\n")


def _numbered(table: str, rows: Sequence[tuple[str, ...]]) -> list[tuple[object, ...]]:
    """Header and rows, with the position that a reader counts by where the table has one."""
    columns = COLUMNS[table]
    if "position" in columns or "position" not in column_names(TABLE_BY_NAME[table]):
        return [("procedure", *columns), *rows]
    seen: Counter[str] = Counter()
    numbered: list[tuple[object, ...]] = [("procedure", "position", *columns)]
    for procedure, *values in rows:
        seen[procedure] += 1
        numbered.append((procedure, seen[procedure], *values))
    return numbered


def main() -> None:
    """Write the tables that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--table", choices=COLUMNS)
    options = parser.parse_args()
    if not options.cases and not options.table:
        parser.error("name the folders of new cases, or a table with --table")
    chosen = {path.name for path in options.cases}
    for case in load_cases():
        if not chosen or case.name in chosen:
            rows = parsed_rows(case.page)
            for table in [options.table] if options.table else COLUMNS:
                write_expected(GOLDEN / case.name, table, rows.get(table, []))


if __name__ == "__main__":
    main()
