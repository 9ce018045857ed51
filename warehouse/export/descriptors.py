"""Leaving out the wording of billing codes: descriptors are the property of those who maintain the code system (CPT: AMA, CDT: ADA).

Left out are the columns that the models mark, what stands in the section `similar_codes`, and every text that repeats the page's title or the
description of a similar code word for word: a cell that may be null becomes null, else its row is left out.
"""

from __future__ import annotations

from schemas.manifest import ExportColumn
from schemas.model import Table, column_names, columns_of
from warehouse.connection import Connection

# Shorter wordings are names, of which the page's own text is full.
LEAST_WORDS = 3
_SECTION = "section = 'similar_codes'"
_ROWS = {"section_items": _SECTION}
_CELLS = {("sections", "text"): _SECTION}
_NO_TEXT = {"procedure_id", "page_id", "source_uri", "site", "code"}


def descriptor_columns(model: type[Table]) -> set[str]:
    """The columns of a table that hold descriptors."""
    return {column.name for column in columns_of(model) if column.is_descriptor}


def find_descriptors(connection: Connection, side: str, schema: str, where: str = "true") -> None:
    """Make the temporary table `descriptors_<side>`: the wordings that stand in the tables of a schema, by procedure."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE descriptors_{side} AS
        SELECT DISTINCT procedure_id, {_folded("words")} AS words FROM (
          SELECT procedure_id, title AS words FROM {schema}.procedures WHERE {where}
          UNION ALL SELECT procedure_id, description FROM {schema}.similar_codes WHERE {where})
        WHERE len(string_split(trim({_folded("words")}), ' ')) >= {LEAST_WORDS}"""
    )


def masked(model: type[Table], columns: tuple[ExportColumn, ...], source: str, side: str) -> str:
    """The query on a table's rows (aliased `t`) without descriptors; `side` names the wordings to look for."""
    names = [column.name for column in columns]
    if "procedure_id" not in column_names(model):
        return f"SELECT {', '.join(_quoted(name) for name in names)} FROM {source} t"
    texts = _text_columns(model)
    listed = [_masked_cell(model, name, side) if texts.get(name) else _quoted(name) for name in names]
    # The text of a row counts whether or not its column is asked for: the same rows are left out of every choice.
    firm = [_quoted(name) for name, is_nullable in texts.items() if not is_nullable]
    if {"label", "text"} <= texts.keys():
        # A label was split from the text after it: together they may say what neither says alone.
        firm.append(f"concat_ws(' ', {_quoted('label')}, {_quoted('text')})")
    kept = [f"NOT ({condition})" for condition in [_ROWS.get(model.sql_name)] if condition]
    if firm:
        kept.append(f"NOT {_repeats(firm, side)}")
    return f"SELECT {', '.join(listed)} FROM {source} t WHERE {' AND '.join(kept) or 'true'}"


def _quoted(name: str) -> str:
    return f't."{name}"'


def _text_columns(model: type[Table]) -> dict[str, bool]:
    """Columns with free text, and whether each may be null."""
    return {
        column.name: column.nullable
        for column in columns_of(model)
        if column.sql_type == "VARCHAR"
        and not (column.allowed or column.is_descriptor or column.name in _NO_TEXT | set(model.primary_key))
    }


def _folded(expression: str) -> str:
    """A text as its words alone, each between blanks: however it is broken into lines, punctuated, quoted or written in capitals."""
    return f"concat(' ', trim(regexp_replace(lower({expression}), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g')), ' ')"


def _repeats(expressions: list[str], side: str) -> str:
    found = " OR ".join(f"contains({_folded(expression)}, d.words)" for expression in expressions)
    return f"EXISTS (SELECT 1 FROM descriptors_{side} d WHERE d.procedure_id = t.procedure_id AND ({found}))"


def _masked_cell(model: type[Table], name: str, side: str) -> str:
    conditions = [condition for condition in [_CELLS.get((model.sql_name, name))] if condition]
    conditions.append(_repeats([_quoted(name)], side))
    return f'CASE WHEN {" OR ".join(conditions)} THEN NULL ELSE {_quoted(name)} END AS "{name}"'
