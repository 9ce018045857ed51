"""What the SQL files of the views leave open as `{{ name }}`: the parts that follow from the section table and the table models."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from schemas.model import OverviewColumn, Table, column_names, columns_of
from schemas.tables import FACT_TABLES, TABLE_BY_NAME
from schemas.tables.documents import ProcedureNames, Procedures, SectionItems
from schemas.vocabulary.sections import SECTION_TABLES, SECTIONS
from warehouse.sql import quote, words_sql

_OPEN = re.compile(r"\{\{ (\w+) \}\}")


def filled(text: str) -> str:
    """A view's file with every `{{ name }}` replaced. Raises KeyError for a name that nothing fills."""
    return _OPEN.sub(lambda match: _FILLINGS[match[1]](), text)


def _fact_rows() -> str:
    """`fact_versions`: the rows of each table, in one shape."""
    models: tuple[type[Table], ...] = (ProcedureNames, *FACT_TABLES)
    return "\n  ".join(map(_rows_of, models))


def _rows_of(model: type[Table]) -> str:
    span = "char_start, char_end" if "char_start" in column_names(model) else "NULL, NULL"
    return (
        f"UNION ALL SELECT version_id, procedure_id, {quote(model.sql_name)}, position, {_value(model)}, {words_sql(model)}, {span} "
        f"FROM history.{model.sql_name}"
    )


def _value(model: type[Table]) -> str:
    columns = model.fact.value
    if len(columns) == 2:
        return _range(*columns)
    if not columns:
        return "NULL"
    is_text = next(column.sql_type for column in columns_of(model) if column.name == columns[0]) == "VARCHAR"
    return columns[0] if is_text else f"{columns[0]}::VARCHAR"


def _range(low: str, high: str) -> str:
    """A range in words, such as `20 to 30 minutes`: the unit stands last in the names of its bounds."""
    unit = low.rpartition("_")[2]
    return f"""CASE
      WHEN {low} = {high} THEN format('{{:g}} {unit}', {low})
      WHEN {low} IS NOT NULL AND {high} IS NOT NULL THEN format('{{:g}} to {{:g}} {unit}', {low}, {high})
      WHEN {low} IS NOT NULL THEN format('at least {{:g}} {unit}', {low})
      WHEN {high} IS NOT NULL THEN format('up to {{:g}} {unit}', {high})
    END"""


def _sections_with_tables() -> str:
    return ", ".join(map(quote, SECTION_TABLES))


def _overview() -> Iterator[tuple[str, OverviewColumn, str]]:
    """The columns of `procedure_overviews` in the order of the sections: (fact, column, what its lines are ordered by)."""
    # Names, summary and purpose are the procedure's own; the view places them itself.
    for section in SECTIONS:
        if section.key in column_names(Procedures):
            continue
        for table in section.tables:
            yield from ((table, column, "position") for column in TABLE_BY_NAME[table].fact.overview)
        if not section.tables:
            yield section.key, OverviewColumn(section.key, section.overview or section.description), "char_start"


def _overview_comments() -> str:
    return "\n".join(f"-- {column.name}: {column.description}" for _, column, _ in _overview())


def _overview_names() -> str:
    return ", ".join(column.name for _, column, _ in _overview())


def _overview_lists() -> str:
    return ",\n    ".join(_listed(*each) for each in _overview() if each[1].is_listed)


def _listed(fact: str, column: OverviewColumn, order: str) -> str:
    line = f"concat_ws({quote(column.value_before)}, value, text)" if column.value_before else "text"
    values = " OR ".join("value IS NULL" if value is None else f"value = {quote(value)}" for value in column.values)
    condition = f"fact = {quote(fact)}" + (f" AND ({values})" if values else "")
    return f"string_agg({line}, chr(10) ORDER BY {order}) FILTER ({condition}) AS {column.name}"


_FILLINGS: dict[str, Callable[[], str]] = {
    "fact_rows": _fact_rows,
    "item_words": lambda: words_sql(SectionItems, "i"),
    "sections_with_tables": _sections_with_tables,
    "overview_comments": _overview_comments,
    "overview_names": _overview_names,
    "overview_lists": _overview_lists,
}
