"""Connections to DuckDB: one set of options, errors translated into those of this package, transactions that commit or raise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import StorageError

Connection = duckdb.DuckDBPyConnection
# The storage format of published files, which tools built on DuckDB 1.5 open too.
STORAGE = "v1.5.0"
# Extensions are never fetched: what a query means does not depend on the network.
COMMON = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@contextmanager
def connected(path: Path, options: dict[str, str], *, read_only: bool = False) -> Iterator[Connection]:
    """A connection to a file, closed at the end.

    Raises StorageError if the file cannot be opened, read or written, KeyboardInterrupt when interrupted. A mistake in a writer's own SQL is
    raised as it is.
    """
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(options))
    except duckdb.Error as error:
        raise StorageError(_cannot_open(path, error)) from error
    try:
        # The progress bar goes to standard output, between the rows of an answer.
        connection.execute("SET enable_progress_bar = false")
        yield connection
    except RuntimeError as error:
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        raise
    except duckdb.Error as error:
        if isinstance(error, duckdb.InterruptException):
            raise KeyboardInterrupt from error
        if not read_only and isinstance(error, (duckdb.ProgrammingError, duckdb.IntegrityError)):
            raise
        raise StorageError(_unusable(path, error)) from error
    finally:
        connection.close()


def exists(path: Path) -> bool:
    """Whether a path exists; one that cannot be looked up counts as missing."""
    try:
        return path.exists()
    except OSError:
        return False


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _unusable(path: Path, error: Exception) -> str:
    said = _first_line(error)
    if isinstance(error, duckdb.OutOfMemoryException) or "out of memory" in said.lower():
        return f"there is not enough memory for {path}: {said}; give the run more, or fewer --workers"
    if "no space left" in said.lower():
        return f"{path} cannot be written: {said}; make room and run it again"
    return f"{path} cannot be used: {said}; if the published file is damaged, move it away and ingest again"


def _cannot_open(path: Path, error: Exception) -> str:
    first = _first_line(error)
    if "could not set lock" in first.lower():
        return f"{path} is open for writing in another process; close it there (readers open it read-only)"
    return f"{path} cannot be opened as a DuckDB database: {first[:150]}; move it away and ingest again, or name another with --db"


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """One transaction: committed at the end, rolled back and raised on any error.

    DuckDB lets a COMMIT after an error succeed and rolls back in silence; this is the only place that commits.
    """
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
