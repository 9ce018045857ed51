"""Users' SQL on a published warehouse, in a sandbox; the result row by row or as a Parquet file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from warehouse.connection import Connection
from warehouse.errors import InvalidRequest, WarehouseError
from warehouse.schema.database import open_reader

# Kinds of statement that only read. PIVOT without a list of values is a MULTI.
_READING = {"SELECT", "EXPLAIN", "MULTI"}
# Errors of the query itself; all others are of the file, the machine, or DuckDB.
_MISUSES = (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError, duckdb.PermissionException)
# Rows fetched at a time. Chosen: some megabytes of wide rows.
_BATCH = 10_000
_PARQUET_BATCH = 100_000


class Answer(NamedTuple):
    """The result of a query: distinct column names, and the rows, fetched as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def ask(database: Path, sql: str) -> Iterator[Answer]:
    """The result of one read-only query. Raises InvalidRequest for anything else or a mistake in it, WarehouseError where the warehouse fails."""
    with _sandbox(database, sql) as connection:
        cursor = connection.execute(sql)
        columns = unique([column[0] for column in cursor.description or ()])
        # An error in the first rows is raised before anything is printed.
        first = cursor.fetchmany(_BATCH)
        yield Answer(columns, chain(first, _rest(cursor)))


def _rest(cursor: Connection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_BATCH):
        yield from rows


def write_parquet(database: Path, sql: str, out: Path) -> int:
    """Write the result of one read-only query as a Parquet file, whole or not at all; its number of rows. Raises as `ask` does, and OSError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    aside = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        with _sandbox(database, sql) as connection:
            relation = connection.sql(sql)
            wide = [index for index, kind in enumerate(relation.types) if str(kind) in ("HUGEINT", "UHUGEINT")]
            reader = relation.to_arrow_reader(_PARQUET_BATCH)
            schema = _parquet_schema(reader.schema, unique(relation.columns), wide)
            rows = 0
            with aside.open("wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
                for batch in reader:
                    arrays = [array.cast(field.type) for array, field in zip(batch.columns, schema, strict=True)]
                    writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
                    rows += batch.num_rows
        os.replace(aside, out)
        return rows
    except pa.ArrowNotImplementedError as error:
        raise InvalidRequest("Parquet has no such type as one of the columns; cast it, e.g. to VARCHAR") from error
    except pa.ArrowInvalid as error:
        raise InvalidRequest("a whole number is beyond 64 bits; cast it, e.g. to DOUBLE") from error
    finally:
        aside.unlink(missing_ok=True)


def _parquet_schema(schema: Any, names: Iterable[str], wide: list[int]) -> Any:
    """The columns under distinct names; HUGEINT, the type of sums in DuckDB, as BIGINT."""
    import pyarrow as pa

    fields = [
        pa.field(name, pa.int64() if index in wide else field.type)
        for index, (name, field) in enumerate(zip(names, schema, strict=True))
    ]
    return pa.schema(fields)


@contextmanager
def _sandbox(database: Path, sql: str) -> Iterator[Connection]:
    """A connection without files, network and settings, once the text is known to be one read-only query."""
    with open_reader(database, sandbox=True, earlier=True) as connection:
        try:
            cursor = connection.cursor()
            _check(cursor, sql)
            yield cursor
        except _MISUSES as error:
            raise InvalidRequest(_first_lines(error)) from error
        except duckdb.Error as error:
            raise WarehouseError(f"the query of {database} failed: {_first_lines(error)}") from error


def _check(connection: Connection, sql: str) -> None:
    statements = connection.extract_statements(sql)
    if not statements:
        raise InvalidRequest("there is no query in that text; give one SELECT")
    if len(statements) > 1:
        raise InvalidRequest(
            f"that text has {len(statements)} statements; give one SELECT, and ask the others after it"
        )
    kind = statements[0].type.name
    if kind not in _READING:
        raise InvalidRequest(f"{kind} is not allowed here: a query reads and changes nothing; give one SELECT")


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names made distinct in any case by numbers: `name`, `name_1`."""
    listed = list(names)
    taken = {name.lower() for name in listed}
    found: list[str] = []
    seen: set[str] = set()
    for name in listed:
        chosen, number = name, 0
        while chosen.lower() in seen or (number and chosen.lower() in taken):
            number += 1
            chosen = f"{name}_{number}"
        seen.add(chosen.lower())
        found.append(chosen)
    return tuple(found)


def _first_lines(error: Exception) -> str:
    """DuckDB's message, at most two lines as one, without the query that it quotes."""
    said = str(error).partition("\nLINE ")[0]
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return " ".join(lines[:2])[:300] if lines else type(error).__name__
