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
from schemas.model import Table, column_names
from schemas.rows import TABLE_OF
from schemas.tables import CONTENT_TABLES
from schemas.tables.documents import SectionItems
from schemas.tables.reference import SectionCoverage

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
EXPECTED = "expected.md"
# What is not expected: keys, places and spans, which follow from the page, the rule that made a row, and what repeats other columns.
_NOT_EXPECTED = frozenset(("procedure_id", "position", "char_start", "char_end", "rule", "title_rule"))
_REPEATED = {
    "procedures": {"page_id", "site", "source_uri"},
    "sections": {"text", "item_count"},
    "section_items": {"section"},
    "settings": {"place_of_service"},
}


def _columns(model: type[Table]) -> tuple[str, ...]:
    # An item's position says which section it stands in and what hangs under it.
    left_out = (_NOT_EXPECTED - {"position"} if model is SectionItems else _NOT_EXPECTED) | _REPEATED.get(
        model.sql_name, set()
    )
    return tuple(name for name in column_names(model) if name not in left_out)


# Columns of the expected files; before them `procedure` counts the procedures of a page from 1. Coverage follows from the sections.
COLUMNS: dict[str, tuple[str, ...]] = {
    model.sql_name: _columns(model) for model in CONTENT_TABLES if model is not SectionCoverage
}
Rows = dict[str, list[tuple[str, ...]]]


class Case(NamedTuple):
    """One golden case: its name, its page, and the expected rows by table, all values as text."""

    name: str
    page: RawPage
    expected: Rows


def load_cases(folder: Path = GOLDEN, *, without: str | None = None) -> Iterator[Case]:
    """All golden cases in order of name; `without` names a table whose expected rows are not read."""
    for case in sorted(path for path in folder.iterdir() if path.is_dir()):
        text = (case / EXPECTED).read_text(encoding="utf-8")
        yield Case(case.name, _page(case, folder), read_expected(text, without=without))


def _page(case: Path, folder: Path) -> RawPage:
    others = (EXPECTED, SIDECAR)
    file = next(path for path in sorted(case.iterdir()) if not path.name.endswith(others))
    entry = next(page_inputs(next(raw_files(open_sources([file], folder / "none")[0]))))
    assert isinstance(entry, PageRef)
    return load_page(entry)


def read_expected(text: str, *, without: str | None = None) -> Rows:
    """The rows of an `expected.md`: for each table, in `COLUMNS` order, (procedure, values of its columns); none for the table `without`.

    Raises ValueError for other columns.
    """
    rows: Rows = {table: [] for table in COLUMNS}
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        table, _, body = part.partition("\n")
        if table == without:
            continue
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
