"""Opening database files: for the one writer, for readers, and for users' own SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.ddl import EARLIER_VERSIONS, SCHEMA_VERSION, all_statements, fingerprint
from warehouse.errors import Unusable, WarehouseError

Connection = duckdb.DuckDBPyConnection
# Files that DuckDB 1.5 tools can open too.
STORAGE = "v1.5.0"
_COMMON = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@contextmanager
def open_writer(path: Path) -> Iterator[Connection]:
    """The writer's own file, made with all tables if it does not exist. Closed, with everything in the file itself, at the end."""
    is_new = not path.exists()
    with _connected(path, {**_COMMON, "storage_compatibility_version": STORAGE}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        if is_new:
            with transaction(connection):
                for statement in all_statements():
                    connection.execute(statement)
                connection.execute("INSERT INTO ops.schema_version VALUES (?, ?)", [SCHEMA_VERSION, fingerprint()])
        check_version(connection, path)
        yield connection
        connection.execute("CHECKPOINT")


@contextmanager
def open_reader(path: Path, *, sandbox: bool = False, earlier: bool = False) -> Iterator[Connection]:
    """A published file, read-only. `sandbox`: for users' SQL, without files, network or settings; `earlier`: also of an earlier version."""
    if not _exists(path):
        raise WarehouseError(
            f"there is no warehouse at {path}; make one with `procwh ingest`, or name another with --db"
        )
    options = {**_COMMON, "enable_external_access": "false"} if sandbox else dict(_COMMON)
    with _connected(path, options, read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        if sandbox:
            # A name that is no table is no variable of this program either.
            connection.execute("SET python_enable_replacements = false")
            connection.execute("SET lock_configuration = true")
        check_version(connection, path, earlier=earlier)
        yield connection


@contextmanager
def _connected(path: Path, options: dict[str, str], *, read_only: bool = False) -> Iterator[Connection]:
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(options))
    except duckdb.Error as error:
        raise Unusable(_cannot_open(path, error)) from error
    try:
        # It would be written between the rows of an answer.
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
        raise Unusable(_unusable(path, error)) from error
    finally:
        connection.close()


def _exists(path: Path) -> bool:
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


def check_version(connection: Connection, path: Path, *, earlier: bool = False) -> None:
    """Raise WarehouseError if a file was not written with this version of the tables (or, if that will do, an earlier one)."""
    try:
        row = connection.execute("SELECT version FROM ops.schema_version").fetchone()
    except duckdb.CatalogException as error:
        raise WarehouseError(
            f"{path} is a DuckDB database, but not a procedure warehouse; name another file with --db"
        ) from error
    version = row[0] if row else "?"
    if version == SCHEMA_VERSION or (earlier and version in EARLIER_VERSIONS):
        return
    if version in EARLIER_VERSIONS:
        raise WarehouseError(
            f"{path} has schema version {version}, this program reads {SCHEMA_VERSION}; `procwh ingest` brings it forward"
        )
    raise WarehouseError(
        f"{path} has schema version {version}, this program writes {SCHEMA_VERSION}; ingest into another file with --db"
    )


def is_todays(connection: Connection) -> bool:
    """Whether an open warehouse was made by today's statements, to the letter."""
    try:
        rows = connection.execute("SELECT version, fingerprint FROM ops.schema_version").fetchall()
    except duckdb.BinderException:
        return False
    return rows == [(SCHEMA_VERSION, fingerprint())]


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
