"""The base of every table model, and what can be read off a model: columns, types, keys, checks and comments.

A table is declared once, as a Pandera model. The DDL, the data dictionary, the Arrow schema and the exports are
renderings of what this module reads off it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple

import pandas as pd
import pandera.pandas as pa
from pandera.engines.pandas_engine import DateTime

Timestamp = Annotated[DateTime, {}, "us", None, False, {}]

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {"<=": operator.le}


class OverviewColumn(NamedTuple):
    """A column of the view `procedure_overviews`: the words of a table's facts, one fact a line in page order.

    It lists all facts of the table, or only those whose value is one of `values` (None: no value). If `value_before` is given, each line
    begins with the fact's value and this separator. A column that is not `is_listed` is computed by the view's own SQL.
    """

    name: str
    description: str
    values: tuple[str | None, ...] = ()
    value_before: str = ""
    is_listed: bool = True


class FactShape(NamedTuple):
    """How the views that hold the facts of all tables show a table.

    `value` names the column with what the table makes of the page's words: none, one, or the two bounds of a range, null where it is open.
    `overview` are its columns of `procedure_overviews`, in order.
    """

    value: tuple[str, ...] = ()
    overview: tuple[OverviewColumn, ...] = ()


class Declaration(NamedTuple):
    """What a table model declares beside its columns.

    A row check is `left <= right` over two columns; null passes. `words` are the columns with the page's own words, which a row's span
    cuts out: as they stand on the page, with `joiner` between them. `fact` is None for a table that holds no facts.
    """

    sql_name: str
    sql_schema: str
    primary_key: tuple[str, ...]
    row_checks: tuple[tuple[str, str, str], ...]
    words: tuple[str, ...]
    joiner: str
    fact: FactShape | None


class _Declared:
    """Reads one value of a model's declaration. Pandera takes plain class attributes for columns, and passes over descriptors."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, _: object, owner: type[Table]) -> Any:
        return getattr(owner._declaration, self._name)


class Table(pa.DataFrameModel):
    """A table of the warehouse. Subclasses name it as class arguments, describe it, and declare its columns in order."""

    _declaration: ClassVar[Declaration]
    sql_name = _Declared("sql_name")
    sql_schema = _Declared("sql_schema")
    primary_key = _Declared("primary_key")
    row_checks = _Declared("row_checks")
    words = _Declared("words")
    joiner = _Declared("joiner")
    fact = _Declared("fact")

    def __init_subclass__(
        cls,
        *,
        name: str,
        schema: str = "main",
        key: tuple[str, ...] = (),
        row_checks: tuple[tuple[str, str, str], ...] = (),
        words: tuple[str, ...] = ("text",),
        joiner: str = ": ",
        fact: FactShape | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)  # type: ignore[no-untyped-call]
        cls._declaration = Declaration(name, schema, key, row_checks, words, joiner, fact)

    class Config:
        """Pandera's own options: the columns of a model, all of them and in its order, without coercion."""

        strict = True
        ordered = True
        coerce = False


class Column(NamedTuple):
    """One column as its model declares it. A descriptor is the wording of a billing code, which may be somebody's property."""

    name: str
    sql_type: str
    nullable: bool
    description: str
    allowed: tuple[str, ...]
    minimum: float | None
    pattern: str | None
    is_descriptor: bool = False


class ColumnType(NamedTuple):
    """A type of columns under each of its names.

    `sql` is DuckDB's, `arrow` an alias that `pyarrow.type_for_alias` knows, `frictionless` that of a table schema, `python` the class of a
    value in a row. `dtypes` are how the names
    of its pandas dtypes begin (`string[pyarrow]`, `str`, `datetime64[us]`, ...); a type without any occurs in views only.
    """

    sql: str
    arrow: str
    frictionless: str
    python: str
    dtypes: tuple[str, ...] = ()


# By the name in SQL.
COLUMN_TYPES: dict[str, ColumnType] = {
    each.sql: each
    for each in (
        ColumnType("VARCHAR", "string", "string", "str", ("str",)),
        ColumnType("BIGINT", "int64", "integer", "int", ("int64", "Int64")),
        ColumnType("INTEGER", "int32", "integer", "int"),
        ColumnType("DOUBLE", "double", "number", "float", ("float64",)),
        ColumnType("BOOLEAN", "bool", "boolean", "bool"),
        ColumnType("DATE", "date32", "date", "date"),
        ColumnType("TIMESTAMP", "timestamp[us]", "datetime", "datetime", ("datetime64",)),
    )
}


@cache
def schema_of(model: type[Table]) -> pa.DataFrameSchema:
    """The model's Pandera schema with its row checks (`left <= right`, null passes) added."""
    schema = model.to_schema()
    for left, sign, right in model.row_checks:
        schema.checks.append(pa.Check(_row_check(left, sign, right), name=f"{left} {sign} {right}"))
    return schema


def _row_check(left: str, sign: str, right: str) -> Any:
    compare = COMPARISONS[sign]

    def check(frame: pd.DataFrame) -> Any:
        return compare(frame[left], frame[right]) | frame[left].isna() | frame[right].isna()

    return check


@cache
def columns_of(model: type[Table]) -> tuple[Column, ...]:
    """The model's columns in order. Raises TypeError for a type that no SQL type stands for."""
    return tuple(_column(name, column) for name, column in schema_of(model).columns.items())


def _column(name: str, column: pa.Column) -> Column:
    dtype = str(column.dtype)
    sql_type = next((each.sql for each in COLUMN_TYPES.values() if dtype.startswith(each.dtypes)), None)
    if sql_type is None:
        raise TypeError(f"column {name}: no SQL type for {column.dtype}")
    allowed: tuple[str, ...] = ()
    minimum: float | None = None
    pattern: str | None = None
    for check in column.checks or ():
        if check.name == "isin":
            allowed = tuple(check.statistics["allowed_values"])
        elif check.name == "greater_than_or_equal_to":
            minimum = check.statistics["min_value"]
        elif check.name == "str_matches":
            pattern = check.statistics["pattern"]
        else:
            raise TypeError(f"column {name}: check {check.name} has no SQL rendering")
    if not column.description:
        raise TypeError(f"column {name} has no description")
    is_descriptor = bool((column.metadata or {}).get("descriptor"))
    description = str(column.description)
    return Column(name, sql_type, bool(column.nullable), description, allowed, minimum, pattern, is_descriptor)


def column_names(model: type[Table]) -> tuple[str, ...]:
    """The names of the model's columns in order."""
    return tuple(column.name for column in columns_of(model))


def describe(model: type[Table]) -> str:
    """The model's one-line description: its docstring's first line."""
    return (model.__doc__ or "").strip().splitlines()[0]


# --- columns that many tables share -----------------------------------------------------------------------------------


def text_column(description: str, *, null: bool = False, allowed: Sequence[str] = (), descriptor: bool = False) -> Any:
    """A text column; `allowed` closes its list of values, `descriptor` says that it holds the wording of billing codes."""
    metadata = {"descriptor": True} if descriptor else None
    return pa.Field(description=description, nullable=null, isin=list(allowed) or None, metadata=metadata)


def count_column(description: str, *, at_least: int = 0, null: bool = False) -> Any:
    """A whole-number column."""
    return pa.Field(description=description, ge=at_least, nullable=null)


def procedure_key() -> Any:
    """The key of the procedure that a row belongs to."""
    return text_column("Key of the procedure (procedures.procedure_id)")


def page_order() -> Any:
    """A row's place in page order, from 1."""
    return count_column("Place in page order, from 1", at_least=1)


def page_words() -> Any:
    """The page's words of a row, cleaned of white space."""
    return text_column("The page's own words, white space cleaned")


def span_start() -> Any:
    """Where a row's source text starts."""
    return count_column("Where the row's source text starts in pages.text, counted from 0")


def span_end() -> Any:
    """Where a row's source text ends."""
    return count_column("Where the row's source text ends in pages.text, exclusive")


SPAN_CHECK = (("char_start", "<=", "char_end"),)
