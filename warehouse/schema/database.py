"""Warehouse files: opened for the one writer or for readers, and checked for the version of their schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.connection import COMMON, STORAGE, Connection, connected, exists, transaction
from warehouse.errors import WarehouseError
from warehouse.schema.ddl import EARLIER_VERSIONS, SCHEMA_VERSION, all_statements, schema_fingerprint


@contextmanager
def open_writer(path: Path) -> Iterator[Connection]:
    """The writer's own file, created with all tables if it does not exist; at the end it is checkpointed and closed, and stands alone.

    Raises WarehouseError for a file of another schema version, StorageError for one that cannot be used.
    """
    is_new = not path.exists()
    with connected(path, {**COMMON, "storage_compatibility_version": STORAGE}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        if is_new:
            with transaction(connection):
                for statement in all_statements():
                    connection.execute(statement)
                connection.execute(
                    "INSERT INTO ops.schema_version VALUES (?, ?)", [SCHEMA_VERSION, schema_fingerprint()]
                )
        check_version(connection, path)
        yield connection
        connection.execute("CHECKPOINT")


@contextmanager
def open_reader(path: Path, *, sandbox: bool = False, earlier: bool = False) -> Iterator[Connection]:
    """A published file, read-only. `sandbox`: for users' SQL, without files, network or settings; `earlier`: an earlier schema version too.

    Raises WarehouseError for a missing file or one of another schema version, StorageError for one that cannot be used.
    """
    if not exists(path):
        raise WarehouseError(
            f"there is no warehouse at {path}; make one with `procwh ingest`, or name another with --db"
        )
    options = {**COMMON, "enable_external_access": "false"} if sandbox else dict(COMMON)
    with connected(path, options, read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        if sandbox:
            # A name that is no table must not find a variable of this program.
            connection.execute("SET python_enable_replacements = false")
            connection.execute("SET lock_configuration = true")
        check_version(connection, path, earlier=earlier)
        yield connection


def check_version(connection: Connection, path: Path, *, earlier: bool = False) -> None:
    """Raise WarehouseError unless a file has this schema version or, with `earlier`, one that can be migrated."""
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
    """Whether an open warehouse was made by exactly today's DDL, comments and views included."""
    try:
        rows = connection.execute("SELECT version, fingerprint FROM ops.schema_version").fetchall()
    except duckdb.BinderException:
        return False
    return rows == [(SCHEMA_VERSION, schema_fingerprint())]
