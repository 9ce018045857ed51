"""Golden cases: pages of our own writing with the rows that they must give.

A case is a folder with a page, its sidecar if it has one, and `expected.md`: a Markdown table for each table that has rows. In a value a bar is
written `\\|`, a line feed `\\n`, a backslash `\\\\`; an empty cell is null.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from parsers.facts.base import Rows as TableRows
from parsers.page import RawPage
from parsers.parse import parse_page
from parsers.table_rows import page_rows
from pipelines.sources.containers.archives import SIDECAR
from pipelines.sources.files import open_sources, raw_files
from pipelines.sources.pages import PageRef, load_page, page_inputs
from schemas.rows import TABLE_OF

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
EXPECTED = "expected.md"
# Columns of the expected files; `procedure` counts the procedures of a page from 1.
COLUMNS: dict[str, tuple[str, ...]] = {
    "procedures": ("code_system", "code", "code_origin", "title", "name", "summary", "purpose"),
    "procedure_names": ("name", "kind"),
    "sections": ("section", "heading", "state"),
    "section_items": (
        "section_position",
        "position",
        "parent_position",
        "depth",
        "kind",
        "marker",
        "subsection",
        "label",
        "text",
    ),
    "indications": ("kind", "text"),
    "preparations": ("topic", "text"),
    "steps": ("step_number", "label", "text"),
    "equipment": ("text",),
    "anesthesia": ("text",),
    "durations": ("min_minutes", "max_minutes", "text"),
    "settings": ("setting", "text"),
    "personnel": ("requirement", "role", "condition", "duty", "text"),
    "risks": ("frequency", "text"),
    "benefits": ("text",),
    "recovery": ("topic", "text"),
    "alternatives": ("kind", "text"),
    "patient_experiences": ("phase", "text"),
    "similar_codes": ("code_system", "code", "description", "url"),
}
Rows = dict[str, list[tuple[str, ...]]]


class Case(NamedTuple):
    """One golden case: its name, its page, and the expected rows by table, all values as text."""

    name: str
    page: RawPage
    expected: Rows


def load_cases(folder: Path = GOLDEN) -> Iterator[Case]:
    """All golden cases in order of name."""
    for case in sorted(path for path in folder.iterdir() if path.is_dir()):
        yield Case(case.name, _page(case, folder), read_expected((case / EXPECTED).read_text(encoding="utf-8")))


def _page(case: Path, folder: Path) -> RawPage:
    others = (EXPECTED, SIDECAR)
    file = next(path for path in sorted(case.iterdir()) if not path.name.endswith(others))
    entry = next(page_inputs(next(raw_files(open_sources([file], folder / "none")[0]))))
    assert isinstance(entry, PageRef)
    return load_page(entry)


def read_expected(text: str) -> Rows:
    """The rows of an `expected.md`: for each table, in `COLUMNS` order, (procedure, values of its columns). Raises ValueError for other columns."""
    rows: Rows = {table: [] for table in COLUMNS}
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        table, _, body = part.partition("\n")
        header, _, *found = [_cells(line) for line in body.splitlines() if line]
        if header != ("procedure", *COLUMNS[table]):
            raise ValueError(f"{table}: columns {', '.join(header)} instead of procedure, {', '.join(COLUMNS[table])}")
        rows[table] = found
    return rows


def render_expected(rows: Rows) -> str:
    """The text of an `expected.md`."""
    tables = [_table(table, rows[table]) for table in COLUMNS if rows.get(table)]
    return "# Expected rows\n" + "".join(tables)


def _table(table: str, rows: Sequence[tuple[str, ...]]) -> str:
    header = ("procedure", *COLUMNS[table])
    lines = [_line(header), f"|{'---|' * len(header)}", *map(_line, rows)]
    return f"\n## {table}\n\n" + "\n".join(lines) + "\n"


_ESCAPES = {"\\": "\\\\", "|": "\\|", "\n": "\\n"}
_UNESCAPES = {escaped: character for character, escaped in _ESCAPES.items()}


def _line(values: Sequence[str]) -> str:
    return (
        "| " + " | ".join("".join(_ESCAPES.get(character, character) for character in value) for value in values) + " |"
    )


def _cells(line: str) -> tuple[str, ...]:
    found = re.findall(r" ((?:[^|\\]|\\.)*) \|", line)
    return tuple(re.sub(r"\\.", lambda match: _UNESCAPES[match[0]], cell) for cell in found)


def _number(value: str) -> str:
    return value[:-2] if value.endswith(".0") and value[:-2].isdigit() else value


def parsed_rows(page: RawPage) -> Rows:
    """The rows that the parser gives for a page, in the form of the expected files."""
    return comparable(page_rows(parse_page(page), page))


def comparable(rows: TableRows) -> Rows:
    """Rows of content tables in the form of the expected files."""
    by_table = {TABLE_OF[row_class]: [row._asdict() for row in found] for row_class, found in rows.items()}
    return {table: [_text_row(row, columns) for row in by_table.get(table, [])] for table, columns in COLUMNS.items()}


def _text_row(row: dict[str, Any], columns: tuple[str, ...]) -> tuple[str, ...]:
    values = (row[column] for column in columns)
    return (row["procedure_id"].rpartition("-")[2], *("" if value is None else _number(str(value)) for value in values))


class Score(NamedTuple):
    """Rows expected, rows given, and rows that agree in every column."""

    expected: int
    given: int
    right: int

    def __add__(self, other: object) -> Score:
        assert isinstance(other, Score)
        return Score(self.expected + other.expected, self.given + other.given, self.right + other.right)

    @property
    def recall(self) -> float:
        """Share of the expected rows that were given."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """Share of the given rows that were expected."""
        return self.right / self.given if self.given else 1.0


def score(expected: list[tuple[str, ...]], given: list[tuple[str, ...]]) -> Score:
    """Compare two tables as multisets of rows."""
    right = sum((Counter(expected) & Counter(given)).values())
    return Score(len(expected), len(given), right)
