"""The views for analysts: one SQL file each, beside this module, whose leading comment describes the view and its columns.

The comment's first paragraph is the description; after a blank line follows `name: description`, one a column in order, and first of all
`name (parameter): description` for a table macro. The name of the file is the name of the view. What follows from the section table and the
table models stands as `{{ name }}` in it, and is filled in by `fillings`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from warehouse.schema.views.fillings import filled
from warehouse.sql import quote

# In the order in which they are made: a view stands after those that it asks.
NAMES: tuple[str, ...] = (
    "fact_versions",
    "facts",
    "staffing_requirements",
    "procedure_overviews",
    "durations_by_setting",
    "complications",
    "preparation_restrictions",
    "page_quality_measures",
    "site_quality_measures",
    "section_states_by_site",
    "changes_since",
    "latest_changes",
)
_LINE = re.compile(r"-- (?P<name>\w+)(?P<parameter> \(parameter\))?: (?P<text>.+)")


class Described(NamedTuple):
    """A column or a parameter, and what it means."""

    name: str
    description: str


class View(NamedTuple):
    """A view, or a table macro if it has parameters."""

    name: str
    description: str
    parameters: tuple[Described, ...]
    columns: tuple[Described, ...]
    sql: str

    @property
    def call(self) -> str:
        """How it is written in a query."""
        return f"{self.name}({', '.join(each.name for each in self.parameters)})" if self.parameters else self.name


def read_view(name: str, text: str) -> View:
    """A view from the text of its file. Raises ValueError for a line of the leading comment that is none."""
    lines = filled(text).splitlines()
    end = next(number for number, line in enumerate(lines) if not line.startswith("--"))
    head, sql = lines[:end], "\n".join(lines[end:]).strip()
    blank = head.index("--")
    found: dict[bool, list[Described]] = {True: [], False: []}
    for line in head[blank + 1 :]:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"view {name}: not `-- column: description`: {line}")
        found[bool(match["parameter"])].append(Described(match["name"], match["text"]))
    description = " ".join(line.removeprefix("--").strip() for line in head[:blank])
    return View(name, description, tuple(found[True]), tuple(found[False]), sql)


@cache
def views() -> tuple[View, ...]:
    """Every view, in the order in which they are made."""
    folder = files(__name__)
    return tuple(read_view(name, (folder / f"{name}.sql").read_text(encoding="utf-8")) for name in NAMES)


def view_statements() -> list[str]:
    """The statements that make the views and describe them, in order."""
    return [statement for view in views() for statement in _statements(view)]


def _statements(view: View) -> list[str]:
    if view.parameters:
        # DuckDB keeps no comments on the columns of a macro.
        return [
            f"CREATE MACRO {view.call} AS TABLE\n{view.sql}",
            f"COMMENT ON MACRO TABLE {view.name} IS {quote(view.description)}",
        ]
    return [
        f"CREATE VIEW {view.name} AS\n{view.sql}",
        f"COMMENT ON VIEW {view.name} IS {quote(view.description)}",
        *(f'COMMENT ON COLUMN {view.name}."{column.name}" IS {quote(column.description)}' for column in view.columns),
    ]
