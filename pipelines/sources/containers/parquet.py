"""Parquet files with a page in each row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from pipelines.sources.containers.members import ContainerError, Member, one_line
from pipelines.sources.containers.metadata import EPOCH
from pipelines.sources.containers.records import CONTENT_COLUMNS, FIELD_COLUMNS, column_list, folded, record_member

# Rows read at a time, each of which may hold a page of `largest` bytes.
ROWS = 16
FIELDS = {name for names in FIELD_COLUMNS.values() for name in names}


def read_parquet(path: Path, largest: int) -> Iterator[Member]:
    """The page of each row, `row-1` and so on, read a few rows at a time; each up to `largest` bytes.

    Raises ContainerError if the file is no Parquet, damaged, or has no column for pages; OSError as `open` does.
    """
    import pyarrow
    from pyarrow.parquet import ParquetFile

    with open(path, "rb"):
        pass
    try:
        with ParquetFile(path, pre_buffer=False, buffer_size=1024 * 1024) as file:
            columns = _columns(file.schema_arrow)
            number = 0
            for batch in file.iter_batches(batch_size=ROWS, columns=columns, use_threads=False):
                for record in _records(batch):
                    number += 1
                    yield record_member(f"row-{number}", record, largest)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise ContainerError(f"it is no Parquet file that can be read: {one_line(error)}") from error


def _columns(schema: Any) -> list[str]:
    """The columns to read. Raises ContainerError if none of them can hold a page."""
    content = [field.name for field in schema if folded(field.name) in CONTENT_COLUMNS and _is_textual(field.type)]
    if not content:
        raise ContainerError(f"it has no text or HTML column; its columns: {column_list(schema.names)}")
    return content + [field.name for field in schema if folded(field.name) in FIELDS and _is_plain(field.type)]


def _is_textual(kind: Any) -> bool:
    from pyarrow import types

    kind = kind.value_type if types.is_dictionary(kind) else kind
    tests = (types.is_string, types.is_large_string, types.is_string_view, types.is_binary, types.is_large_binary)
    return any(test(kind) for test in (*tests, types.is_binary_view))


def _is_plain(kind: Any) -> bool:
    from pyarrow import types

    return not types.is_nested(kind)


def _records(batch: Any) -> Iterator[dict[str, object]]:
    names = batch.schema.names
    columns = [_cells(column) for column in batch.columns]
    for row in zip(*columns, strict=True):
        yield dict(zip(names, row, strict=True))


def _cells(column: Any) -> list[object]:
    """The values of a column. Text that is not UTF-8 stays bytes; times are naive and in UTC."""
    import pyarrow
    from pyarrow import types

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if types.is_string(column.type) or types.is_large_string(column.type) or types.is_string_view(column.type):
        return [_decoded(value) for value in column.cast(pyarrow.large_binary()).to_pylist()]
    if types.is_date(column.type):
        column = column.cast(pyarrow.timestamp("us"), safe=False)
    if types.is_timestamp(column.type):
        column = column.cast(pyarrow.timestamp("us", column.type.tz), safe=False).cast(pyarrow.int64())
        return [_moment(value) for value in column.to_pylist()]
    return list(column.to_pylist())


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode("utf-8")
    except UnicodeDecodeError:
        return value


def _moment(microseconds: int | None) -> object:
    try:
        return None if microseconds is None else EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        return f"{microseconds} microseconds since 1970"
