"""Warehouse files: opened for the one writer and for readers, and the version of their tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.connection import COMMON, STORAGE, Connection, connected, exists, transaction
from warehouse.errors import WarehouseError
from warehouse.schema.ddl import EARLIER_VERSIONS, SCHEMA_VERSION, all_statements, fingerprint


@contextmanager
def open_writer(path: Path) -> Iterator[Connection]:
    """The writer's own file, made with all tables if it does not exist. Closed, with everything in the file itself, at the end."""
    is_new = not path.exists()
    with connected(path, {**COMMON, "storage_compatibility_version": STORAGE}) as connection:
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
    if not exists(path):
        raise WarehouseError(
            f"there is no warehouse at {path}; make one with `procwh ingest`, or name another with --db"
        )
    options = {**COMMON, "enable_external_access": "false"} if sandbox else dict(COMMON)
    with connected(path, options, read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        if sandbox:
            # A name that is no table is no variable of this program either.
            connection.execute("SET python_enable_replacements = false")
            connection.execute("SET lock_configuration = true")
        check_version(connection, path, earlier=earlier)
        yield connection


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
