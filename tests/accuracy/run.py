"""`make accuracy`: precision and recall of the parser, by table, over the golden pages and thousands of variants with known truth.

Exits 1 where a table falls below its floor, or where any text is not accounted for.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from tests.accuracy import rules
from tests.accuracy.golden import load_cases
from tests.accuracy.measuring import GOLDEN, measure_all
from tests.accuracy.mutations.table import MUTATIONS
from tests.accuracy.report import below_floors, documents, mutation_lines, table_lines, wrong_lines

DOCS = Path(__file__).resolve().parents[2] / "docs"


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.run", description=__doc__)
    parser.add_argument("--only", metavar="CASE", default="*", help="only these golden cases (a name or a pattern)")
    parser.add_argument(
        "--mutation",
        metavar="NAME",
        help="only these mutations (a name or a pattern), without the pages themselves; 'golden' for those alone",
    )
    parser.add_argument("--show", metavar="N", type=int, default=0, help="print the first N wrong rows")
    parser.add_argument("--table", metavar="T", default="*", help="with --show: only wrong rows of these tables")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md; needs a whole run")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    chosen = _arguments(arguments)
    cases = [case for case in load_cases() if fnmatch(case.name, chosen.only)]
    names = [name for name in MUTATIONS if fnmatch(name, chosen.mutation or "*")]
    golden = chosen.mutation in (None, "golden")
    if not cases or not (names or golden):
        sys.stderr.write("no golden case or no mutation has such a name\n")
        return 2
    if chosen.write and (chosen.only != "*" or chosen.mutation):
        sys.stderr.write("--write needs a whole run: leave out --only and --mutation\n")
        return 2
    begin = time.perf_counter()
    pages = measure_all(cases, names, golden)
    tables, mutations = table_lines(pages), mutation_lines(pages)
    failed = below_floors(pages)
    count = sum(page.mutation != GOLDEN for page in pages)
    lines = [
        f"{len(cases)} golden pages, {count} variants by {len(names)} mutations, {time.perf_counter() - begin:.0f} s",
        "",
        *tables,
        "",
        *mutations,
        "",
        *rules.rule_lines(pages),
        *wrong_lines(pages, chosen.show, chosen.table),
        "",
        *(failed or ["every floor is kept"]),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if chosen.write:
        written = documents(pages, tables, mutations) | {"accuracy-by-rule.md": rules.document(pages)}
        for name, text in written.items():
            (DOCS / name).write_text(text, encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
