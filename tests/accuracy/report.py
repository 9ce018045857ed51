"""What `make accuracy` prints and writes: a table by table, a table by mutation, wrong rows, and the floors."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatch

from tests.accuracy.golden import COLUMNS, Score
from tests.accuracy.measuring import GOLDEN, Measured, total
from tests.accuracy.mutations.table import MUTATIONS

# Least recall and precision of each table, on the golden pages and on the variants.
STRUCTURE, TYPED = 0.99, 0.97
FLOORS = {table: STRUCTURE if table in ("sections", "section_items") else TYPED for table in COLUMNS}


def _parted(pages: list[Measured]) -> list[tuple[str, list[Measured]]]:
    golden = [page for page in pages if page.mutation == GOLDEN]
    return [("golden pages", golden), ("variants", [page for page in pages if page.mutation != GOLDEN])]


def _percent(share: float) -> str:
    """Per cent, rounded down: 100 only if nothing is missing."""
    return f"{int(share * 10000) / 100:.2f}"


def _cells(found: Score) -> list[str]:
    if not found.expected and not found.given:
        return ["", "", "0"]
    return [_percent(found.recall), _percent(found.precision), str(found.expected)]


# Columns of words beside the first.
_WORDS = frozenset(("worst table", "rule", "why"))


def grid(head: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table that also reads well on a terminal: words to the left, numbers to the right."""
    widths = [max(len(row[index]) for row in [head, *rows]) for index in range(len(head))]
    left = [index == 0 or name in _WORDS for index, name in enumerate(head)]
    lines = [
        "| "
        + " | ".join(
            cell.ljust(width) if is_left else cell.rjust(width)
            for cell, width, is_left in zip(row, widths, left, strict=True)
        )
        + " |"
        for row in [head, *rows]
    ]
    rule = (
        "|"
        + "|".join("-" * (width + 1) + ("-" if is_left else ":") for width, is_left in zip(widths, left, strict=True))
        + "|"
    )
    return [lines[0], rule, *lines[1:]]


def table_lines(pages: list[Measured]) -> list[str]:
    """Recall and precision of every table, and the text that is accounted for."""
    parted = _parted(pages)
    rows = [
        [table, *(cell for _, part in parted for cell in _cells(total(part, table))), _percent(FLOORS[table])]
        for table in COLUMNS
    ]
    text: list[str] = ["text accounted for"]
    for _, part in parted:
        content, missing = sum(page.content for page in part), sum(page.unclaimed for page in part)
        text += [_percent(1 - missing / content) if content else "", "", str(content)]
    head = ["table", "golden recall", "precision", "rows", "variants recall", "precision", "rows", "floor"]
    return grid(head, [*rows, [*text, _percent(1.0)]])


def mutation_lines(pages: list[Measured]) -> list[str]:
    """Recall and precision of every mutation over all tables, worst first."""
    groups: dict[str, list[Measured]] = {}
    for page in pages:
        groups.setdefault(page.mutation, []).append(page)
    rows: list[tuple[float, list[str]]] = []
    for name, group in groups.items():
        found = total(group)
        exact = sum(not page.wrong and not page.unclaimed for page in group)
        worst = Counter(wrong.table for page in group for wrong in page.wrong).most_common(1)
        cells = [name, str(len(group)), str(exact), _percent(found.recall), _percent(found.precision)]
        cells += [worst[0][0] if worst else "", str(sum(page.unclaimed for page in group))]
        rows.append((min(found.recall, found.precision), cells))
    rows.sort(key=lambda row: (row[0], row[1][0]))
    return grid(
        ["mutation", "pages", "exact", "recall", "precision", "worst table", "unclaimed"], [row for _, row in rows]
    )


def wrong_lines(pages: list[Measured], count: int, tables: str) -> list[str]:
    """The first wrong rows, and what was raised or left unclaimed."""
    if not count:
        return []
    lines = [""]
    for page in pages:
        if page.error:
            lines.append(f"{page.case} / {page.mutation}: {page.error}")
        elif page.unclaimed:
            lines.append(f"{page.case} / {page.mutation}: {page.unclaimed} characters unclaimed")
    rows = [wrong for page in pages for wrong in page.wrong if fnmatch(wrong.table, tables)]
    for wrong in rows[:count]:
        lines += [
            f"{wrong.case} / {wrong.mutation} / {wrong.table}",
            f"  wanted {wrong.wanted}",
            f"  got    {wrong.got}",
        ]
    return [*lines, f"{len(rows)} wrong rows"]


def below_floors(pages: list[Measured]) -> list[str]:
    """A line for every table below its floor, on the golden pages or on the variants."""
    lines: list[str] = []
    for where, part in _parted(pages):
        for table, floor in FLOORS.items():
            found = total(part, table)
            if min(found.recall, found.precision) < floor:
                lines.append(
                    f"below the floor on {where}: {table} recall {_percent(found.recall)}, precision {_percent(found.precision)}, floor {_percent(floor)}"
                )
        if missing := sum(page.unclaimed for page in part):
            lines.append(f"below the floor on {where}: {missing} characters of text unclaimed")
    return lines


_HOW = """\
# Accuracy of the parser

Written by `python -m tests.accuracy.run --write`; `make accuracy` measures the same again and fails below a floor.

- **Golden pages** ({golden}): pages of our own writing in `tests/golden/`, each with the rows that it must give.
- **Variants** ({variants}): every golden page in other forms, made by {mutations} mutations. A mutation prints the page anew from its expected rows
  (other flavours of text, Markdown, shapes of HTML), or changes its source. It changes the truth exactly where the page says something else, and does not apply
  where a careful reader could doubt what the page says. Random choices are seeded by the names of page and mutation: every run measures the same variants.
- A row counts as right if **all** its columns agree (positions and spans are left out, but for the positions in `section_items`). Recall is the share
  of the expected rows that were given, precision the share of the given rows that were expected; both are rounded down.
- Text accounted for: the share of non-blank characters that stand in rows, headings, labels and markers, or that a named rule takes for the site's.

## By table

{tables}

What each mutation does, and how the parser fares on its variants: [accuracy by mutation](accuracy-by-mutation.md). How often each rule decides: [by rule](accuracy-by-rule.md).
"""

_BY_MUTATION = """\
# Accuracy by mutation

Written with [accuracy](accuracy.md) by `python -m tests.accuracy.run --write`. Recall and precision are over the rows of all tables; `exact` counts the pages on
which every row is right and all text is accounted for. Worst first.

{by_mutation}

## What each mutation does

{says}
"""


def documents(pages: list[Measured], tables: list[str], mutations: list[str]) -> dict[str, str]:
    """The texts of docs/accuracy.md and docs/accuracy-by-mutation.md, by file name."""
    golden = sum(page.mutation == GOLDEN for page in pages)
    meanings: dict[str, list[str]] = {}
    for mutation in MUTATIONS.values():
        meanings.setdefault(mutation.says, []).append(f"`{mutation.name}`")
    says = "\n".join(f"- {', '.join(names)}: {meaning}" for meaning, names in meanings.items())
    counts = {"golden": golden, "variants": len(pages) - golden, "mutations": len(MUTATIONS)}
    return {
        "accuracy.md": _HOW.format(tables="\n".join(tables), **counts),
        "accuracy-by-mutation.md": _BY_MUTATION.format(by_mutation="\n".join(mutations), says=says),
    }
