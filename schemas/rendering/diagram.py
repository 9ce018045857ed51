"""The data model as Mermaid diagrams, rendered from the table models."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.model import Column, Table, columns_of, describe
from schemas.tables import MAIN_TABLES, OPS_TABLES, TABLES
from schemas.tables.documents import ProcedureNames, Procedures, SectionItems, Sections
from schemas.tables.reference import SectionCoverage, SectionKinds
from schemas.tables.sources import Pages

_PAGES: tuple[type[Table], ...] = (
    Pages,
    Procedures,
    ProcedureNames,
    Sections,
    SectionItems,
    SectionKinds,
    SectionCoverage,
)
_FACTS = tuple(model for model in MAIN_TABLES if model not in _PAGES)
_HEAD = """# The data model

Rendered from the table models in `schemas/tables/` by `make docs`; do not edit. What each table and column means stands below, in
the [data dictionary](#data-dictionary).

A page describes one procedure or more; a procedure has sections, and a section items. Every paragraph, list item and table row of a page is in
`section_items`; the tables of facts say again what some of them mean, and replace nothing. A row with `char_start` and `char_end` is cut out of
`pages.text` by them. Relations are checked by `procwh verify`, not by foreign keys: DuckDB would forbid to replace a page's rows in one transaction."""
_PARTS: tuple[tuple[str, str, tuple[type[Table], ...]], ...] = (
    ("Pages, procedures and sections", "What was read, what it describes, and where each word of it stands.", _PAGES),
    ("Facts", "One table for each kind of statement; all hang from `procedures`.", _FACTS),
    (
        "Bookkeeping",
        "Schema `ops`: what runs did, what they remarked on and set aside, the rules that made rows and what they took for the site's, and the versions of each page. "
        "`ops.boilerplate` describes the current text of each page, as `ops.findings` do: it has no history, and it makes no version of its own.",
        OPS_TABLES,
    ),
)
_TAIL = """## History and views

`history.<table>` has the rows of every version of every page, `<table>_as_of(moment)` those of one moment. The views for analysts, made of these
tables, are listed [below](#views) and shown with what they answer in [views](views.md)."""
_NAMED = re.compile(r"\((?:ops\.)?(\w+)\.(\w+)\)")
# The first table with a key is its owner: ops.inputs has that of pages.
_OWNERS = {model.primary_key[0]: model for model in reversed(TABLES) if len(model.primary_key) == 1}
_BY_NAME = {model.sql_name: model for model in TABLES}


def markdown() -> str:
    """The whole page as Markdown."""
    parts = [_HEAD]
    for title, text, models in _PARTS:
        parts.append(f"## {title}\n\n{text}\n\n```mermaid\n{_diagram(models)}\n```")
        parts.append("\n".join(f"- `{_name(model)}`: {describe(model)}" for model in models))
    return "\n\n".join((*parts, _TAIL)) + "\n"


def refers_to(model: type[Table], column: Column) -> type[Table] | None:
    """The table whose row a column names: by the column's name, where that is a table's key, else by its description."""
    owner = _OWNERS.get(column.name)
    if owner is None and (named := _NAMED.search(column.description)):
        owner = _BY_NAME[named[1]]
    return owner if owner is not model or column.name not in model.primary_key else None


def _diagram(models: Sequence[type[Table]]) -> str:
    lines = ["erDiagram"]
    for model in models:
        for column in columns_of(model):
            if (owner := refers_to(model, column)) is not None:
                lines.append(f'    {_entity(owner)} {_ends(model, column)} {_entity(model)} : "{column.name}"')
    for model in models:
        lines.append(f"    {_entity(model)} {{")
        lines += [f"        {column.sql_type} {column.name}{_marks(model, column)}" for column in columns_of(model)]
        lines.append("    }")
    return "\n".join(lines)


def _ends(model: type[Table], column: Column) -> str:
    """How many rows stand at either end of a relation."""
    one = "|o" if column.nullable else "||"
    return f"{one}--{'o|' if model.primary_key == (column.name,) else 'o{'}"


def _marks(model: type[Table], column: Column) -> str:
    marks = ["PK"] if column.name in model.primary_key else []
    marks += ["FK"] if refers_to(model, column) is not None else []
    return f" {', '.join(marks)}" if marks else ""


def _name(model: type[Table]) -> str:
    return model.sql_name if model.sql_schema == "main" else f"{model.sql_schema}.{model.sql_name}"


def _entity(model: type[Table]) -> str:
    return f'"{_name(model)}"' if model.sql_schema != "main" else model.sql_name
