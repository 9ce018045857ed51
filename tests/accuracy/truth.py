"""The truth of a golden case as rows: where its columns lie, and exact changes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schemas.model import columns_of
from schemas.tables import CONTENT_TABLES
from schemas.vocabulary.sections import SECTION_TABLES
from tests.accuracy.golden import COLUMNS, Case, Rows

Row = tuple[str, ...]
Change = Callable[[str], str]

# Text that is no word of the page: a change of words leaves it alone.
_NOT_WORDS = {"code", "marker", "url"}
# The columns of each table that hold words of the page: text without a closed list.
WORDS: dict[str, frozenset[str]] = {
    model.sql_name: frozenset(
        column.name
        for column in columns_of(model)
        if column.sql_type == "VARCHAR" and not column.allowed and column.name not in _NOT_WORDS
    )
    for model in CONTENT_TABLES
}
_TOLD = ("summary", "purpose")


def value(row: Row, table: str, column: str) -> str:
    """The value of a column in a row of an expected table."""
    return row[COLUMNS[table].index(column) + 1]


def changed(row: Row, table: str, **values: str) -> Row:
    """The row with other values in some columns."""
    places = {COLUMNS[table].index(column) + 1: new for column, new in values.items()}
    return tuple(places.get(index, old) for index, old in enumerate(row))


def map_words(expected: Rows, change: Change) -> Rows:
    """The truth after a change of every printed word."""
    result: Rows = {}
    for table, rows in expected.items():
        places = {index + 1 for index, column in enumerate(COLUMNS[table]) if column in WORDS[table]}
        result[table] = [
            tuple(change(text) if index in places else text for index, text in enumerate(row)) for row in rows
        ]
    return result


def procedures_of(case: Case) -> int:
    """How many procedures the page describes."""
    return len(case.expected["procedures"])


def is_family(case: Case) -> bool:
    """Whether the page follows the family's template."""
    return any(
        value(row, "sections", "section") == "name" and value(row, "sections", "heading").startswith("Name of the Proc")
        for row in case.expected["sections"]
    )


def has_inferred(case: Case) -> bool:
    """Whether headings of the template were deleted, so that double blank lines hold the sections apart."""
    return is_family(case) and any(not value(row, "sections", "heading") for row in case.expected["sections"])


def headings(case: Case) -> list[str]:
    """The printed headings in page order, empty for an inferred section."""
    return [value(row, "sections", "heading") for row in case.expected["sections"]]


def keys(case: Case) -> list[str]:
    """The keys of the sections in page order."""
    return [value(row, "sections", "section") for row in case.expected["sections"]]


def is_untitled(case: Case) -> bool:
    """Whether the page prints no title, so that its first heading stands for one."""
    return value(case.expected["procedures"][0], "procedures", "title") == headings(case)[0] != ""


def retitled(case: Case, expected: Rows) -> Rows:
    """The truth of a variant of `case` with other sections: without a printed title, the first heading is the title."""
    if not is_untitled(case):
        return expected
    title = value(expected["sections"][0], "sections", "heading")
    return expected | {"procedures": [changed(expected["procedures"][0], "procedures", title=title)]}


def section_words(case: Case, position: int) -> str:
    """All words of a section's items (procedure 1), one item a line."""
    return "\n".join(
        f"{value(row, 'section_items', 'subsection')} {value(row, 'section_items', 'label')} {value(row, 'section_items', 'text')}"
        for row in case.expected["section_items"]
        if row[0] == "1" and value(row, "section_items", "section_position") == str(position)
    )


def with_headings(expected: Rows, new: Iterable[str]) -> Rows:
    """The truth with other headings, one for each section in page order."""
    rows = [changed(row, "sections", heading=heading) for row, heading in zip(expected["sections"], new, strict=True)]
    return expected | {"sections": rows}


def with_markers(expected: Rows, change: Callable[[str, str], str]) -> Rows:
    """The truth with other printed markers: `change` gets kind and marker of an item."""
    rows = [
        changed(row, "section_items", marker=change(value(row, "section_items", "kind"), marker))
        if (marker := value(row, "section_items", "marker"))
        else row
        for row in expected["section_items"]
    ]
    return expected | {"section_items": rows}


def rearranged(expected: Rows, order: list[int]) -> Rows:
    """The truth with the sections of the one procedure in another order, without those that `order` leaves out."""
    place = {str(old): str(new) for new, old in enumerate(order, 1)}
    rows = [
        changed(row, "section_items", section_position=place[at])
        for row in expected["section_items"]
        if (at := value(row, "section_items", "section_position")) in place
    ]
    rows.sort(key=lambda row: (int(row[1]), int(row[2])))
    return expected | {"sections": [expected["sections"][old - 1] for old in order], "section_items": rows}


def without_facts(expected: Rows, key: str) -> Rows:
    """The truth without what a section of this key says beyond its items."""
    rows = expected | {table: [] for table in SECTION_TABLES.get(key, ())}
    gone = {key: ""} if key in (*_TOLD, "name") else {}
    return rows | {"procedures": [changed(row, "procedures", **gone) for row in expected["procedures"]]}


def emptied(expected: Rows, position: int) -> Rows:
    """The truth with nothing under the heading of one section."""
    section = expected["sections"][position - 1]
    rows = without_facts(expected, value(section, "sections", "section"))
    sections = list(rows["sections"])
    sections[position - 1] = changed(section, "sections", state="empty")
    items = [row for row in rows["section_items"] if value(row, "section_items", "section_position") != str(position)]
    return rows | {"sections": sections, "section_items": items}


def can_lose(case: Case, position: int) -> bool:
    """Whether the truth without this section is certain: no other one fills the same tables, no name or code comes from elsewhere."""
    key = keys(case)[position - 1]
    if key != "other" and keys(case).count(key) > 1:
        return False
    if key == "summary":
        return headings(case)[0] != "" or position == 1
    if key != "name":
        return True
    words = section_words(case, position)
    code_is_there = value(case.expected["procedures"][0], "procedures", "code_origin") == "page"
    return not code_is_there and all(
        value(row, "procedure_names", "name") in words for row in case.expected["procedure_names"]
    )
