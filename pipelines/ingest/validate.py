"""Rows to Arrow tables, checked by Pandera: what passes, and what is set aside with its reason."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import pandera.errors
import pyarrow as arrow
from pandera.api.pandas.container import DataFrameSchema
from pandera.dtypes import DataType
from pandera.engines.pandas_engine import STRING

from schemas.model import COLUMN_TYPES, Table, columns_of, schema_of

_TEXT = pd.StringDtype("pyarrow", na_value=float("nan"))


class SetAside(NamedTuple):
    """A row that broke its table's schema: its values by column, and why."""

    values: dict[str, Any]
    reason: str

    def as_json(self) -> str:
        """The row as JSON."""
        text = json.dumps(self.values, ensure_ascii=False, default=_plain)
        return text.encode("utf-8", "backslashreplace").decode()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


@cache
def arrow_schema(model: type[Table]) -> arrow.Schema:
    """The Arrow schema of a model."""
    return arrow.schema(
        [
            arrow.field(column.name, arrow.type_for_alias(COLUMN_TYPES[column.sql_type].arrow))
            for column in columns_of(model)
        ]
    )


def to_table(model: type[Table], rows: Sequence[tuple[Any, ...]]) -> tuple[arrow.Table, list[SetAside]]:
    """The rows that fit the model's types, as one Arrow table; a row with a value of another type is set aside."""
    schema = arrow_schema(model)
    try:
        return _from_rows(schema, rows), []
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError, UnicodeEncodeError):
        good: list[tuple[Any, ...]] = []
        aside: list[SetAside] = []
        for row in rows:
            try:
                _from_rows(schema, [row])
                good.append(row)
            except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError, UnicodeEncodeError) as error:
                aside.append(
                    SetAside(dict(zip(schema.names, row, strict=True)), f"wrong type: {str(error).splitlines()[0]}")
                )
        return _from_rows(schema, good), aside


def _from_rows(schema: arrow.Schema, rows: Sequence[tuple[Any, ...]]) -> arrow.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return arrow.table(
        [arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def check(model: type[Table], table: arrow.Table) -> tuple[arrow.Table, list[SetAside]]:
    """The rows of a table that keep its model's rules, and those that do not, each with every rule that it broke."""
    broken: dict[int, list[str]] = {}
    for column in columns_of(model):
        values = table.column(column.name)
        if not column.nullable and values.null_count:
            for index, is_null in enumerate(values.is_null().to_pylist()):
                if is_null:
                    broken.setdefault(index, []).append(f"{column.name} is null")
    whole = table.filter(arrow.array([index not in broken for index in range(len(table))])) if broken else table
    kept = [index for index in range(len(table)) if index not in broken] if broken else None
    for index, reason in _failures(model, whole):
        broken.setdefault(kept[index] if kept is not None else index, []).append(reason)
    if not broken:
        return table, []
    rows = table.to_pylist()
    aside = [SetAside(rows[index], "; ".join(dict.fromkeys(reasons))) for index, reasons in sorted(broken.items())]
    return table.filter(arrow.array([index not in broken for index in range(len(table))])), aside


class _Text(STRING):
    """Pandera's text type, checked as a whole column. Pandera's own answers row by row, and prints the rows of columns that pass."""

    def check(self, pandera_dtype: DataType, data_container: Any = None) -> bool:
        """Whether a column's type is this one."""
        return bool(super().check(pandera_dtype))


@cache
def _quick_schema(model: type[Table]) -> DataFrameSchema:
    schema = copy.deepcopy(schema_of(model))
    for column in schema.columns.values():
        if isinstance(column.dtype, STRING):
            column.dtype = _Text(column.dtype.storage)
    return schema


def _frame(model: type[Table], table: arrow.Table) -> pd.DataFrame:
    """A table as pandas sees it, text without a copy, and whole numbers with nulls as whole numbers."""
    frame: pd.DataFrame = table.to_pandas(types_mapper={arrow.string(): _TEXT}.get)
    for column in columns_of(model):
        if column.sql_type == "BIGINT" and column.nullable:
            values = table.column(column.name)
            frame[column.name] = pd.arrays.IntegerArray(values.fill_null(0).to_numpy(), values.is_null().to_numpy())
    return frame


def _failures(model: type[Table], table: arrow.Table) -> list[tuple[int, str]]:
    """(row, broken rule) pairs, by one lazy validation of the whole table."""
    try:
        _quick_schema(model).validate(_frame(model, table), lazy=True, inplace=True)
    except pandera.errors.SchemaErrors as errors:
        return [_case(case, model) for case in errors.failure_cases.to_dict("records")]
    return []


def _case(case: dict[str, Any], model: type[Table]) -> tuple[int, str]:
    if case["index"] is None or pd.isna(case["index"]):
        raise TypeError(f"table {model.sql_name} broke its schema as a whole: {case['check']}: {case['failure_case']}")
    column = f"{case['column']}: " if case["schema_context"] == "Column" else ""
    rule = str(case["check"])
    if rule.startswith("isin"):
        rule = "is not on the closed list"
    value = "" if case["schema_context"] != "Column" else f"{str(case['failure_case'])[:60]!r} "
    return int(case["index"]), f"{column}{value}{rule}"
