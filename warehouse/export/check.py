"""Checking an export against its own manifest, without a warehouse: a line for each thing that is wrong."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote as percent

import duckdb

from schemas.manifest import DATA_PACKAGE, MANIFEST, PARTIAL, Dialect, ExportFile, Manifest, read_manifest
from schemas.rendering.datapackage import comparable, data_package
from schemas.tables import MAIN_TABLES
from warehouse.connection import Connection
from warehouse.errors import InvalidRequest
from warehouse.export.copy import measure
from warehouse.export.descriptors import descriptor_columns
from warehouse.export.write import NO_VALUE
from warehouse.sql import quote

_LINE = 2 * 1024 * 1024
_MARK = "\ufeff"
_MODELS = {model.sql_name: model for model in MAIN_TABLES}


def check_export(folder: Path) -> tuple[int, list[str]]:
    """How many files an export should have, and what is wrong with it. Raises InvalidRequest for a folder that never was one."""
    path = folder / MANIFEST
    if not path.is_file():
        if not any((folder / name).is_file() for name in (DATA_PACKAGE, PARTIAL)):
            raise InvalidRequest(
                f"there is no export at {folder} (no {MANIFEST}); name a folder that `procwh export` wrote"
            )
        return 0, [f"{MANIFEST} is missing: the export was not finished; run it again"]
    try:
        manifest = read_manifest(path.read_text("utf-8"))
    except (ValueError, OSError) as error:
        return 0, [f"{MANIFEST} cannot be read: {error}; export again, to a new folder"]
    wrong = [
        *_names(folder, manifest),
        *_data_package(folder, manifest),
        *_partitions(manifest),
        *_descriptors(manifest),
    ]
    plain, _ = found_in(folder)
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        for file in manifest.files:
            if _is_inside(file.path) and file.path in plain:
                wrong += [f"{file.path}: {line}" for line in _file(connection, folder / file.path, file, manifest)]
    return len(manifest.files), wrong


def found_in(folder: Path) -> tuple[set[str], set[str]]:
    """The plain files below a folder, and what no export has: links, which are not followed, and the like."""
    plain: set[str] = set()
    others: set[str] = set()
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            is_plain = path.is_file() and not path.is_symlink()
            (plain if is_plain else others).add(path.relative_to(folder).as_posix())
    return plain, others


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts


def _names(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Files that are missing, and files that do not belong there."""
    listed = {file.path for file in manifest.files}
    found, others = found_in(folder)
    if len(listed) < len(manifest.files):
        yield f"{MANIFEST} lists a file twice"
    for path in sorted(listed):
        if not _is_inside(path):
            yield f"{path} lies outside of the export"
        elif path not in found | others:
            yield f"{path} is missing"
    for path in sorted(others):
        yield f"{path} is a link or the like, not a file of the export"
    # An export that was ended just after its manifest was written leaves its note.
    for path in sorted(found - listed - {MANIFEST, DATA_PACKAGE, PARTIAL}):
        yield f"{path} is not in {MANIFEST}"


def _file(connection: Connection, path: Path, file: ExportFile, manifest: Manifest) -> list[str]:
    size, sha256 = measure(path)
    wrong: list[str] = []
    if size != file.bytes:
        wrong.append(f"it has {size} bytes, {file.bytes} in {MANIFEST}")
    if sha256 != file.sha256:
        wrong.append(f"its SHA-256 is {sha256[:12]}..., {file.sha256[:12]}... in {MANIFEST}")
    try:
        if manifest.dialect is None:
            wrong += _parquet(connection, path, file)
        else:
            wrong += _csv(connection, path, file, manifest.dialect)
    except (duckdb.Error, csv.Error, UnicodeDecodeError) as error:
        # DuckDB quotes the query after what is wrong with it.
        reason = str(error).partition("\nLINE ")[0]
        wrong.append(f"it cannot be read: {' '.join(reason.split())[:160]}")
    return wrong


def _parquet(connection: Connection, path: Path, file: ExportFile) -> Iterator[str]:
    source = f"read_parquet({quote(str(path))}, hive_partitioning = false)"
    found = [(name, kind) for name, kind, *_ in connection.execute(f"DESCRIBE FROM {source}").fetchall()]
    yield from _columns(found, file)
    yield from _rows(connection, f"SELECT count(*) FROM {source}", file)


def _csv(connection: Connection, path: Path, file: ExportFile, dialect: Dialect) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        has_mark = lines.read(1) == _MARK
        lines.seek(len(_MARK.encode()) if has_mark else 0)
        header = next(csv.reader(lines, delimiter=dialect.delimiter), [])
    if has_mark != dialect.excel_safe:
        yield f"it {'begins' if has_mark else 'does not begin'} with a byte order mark, unlike what {MANIFEST} says of excel_safe"
    names = [column.name for column in file.columns]
    if header != names:
        yield f"its columns are {', '.join(header)}; {', '.join(names)} in {MANIFEST}"
        return
    # Every cell is read as its type: one that is of another is an error, with its line.
    every = ", ".join(f"count({_identifier(name)})" for name in names)
    yield from _rows(connection, f"SELECT count(*), {every} FROM {csv_source(path, file, dialect)}", file)


def _identifier(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def csv_source(path: Path, file: ExportFile, dialect: Dialect) -> str:
    """The call of DuckDB that reads a CSV file of an export as it was written: types, nulls and empty texts."""
    columns = ", ".join(f"{quote(column.name)}: {quote(column.type)}" for column in file.columns)
    longest = max(_LINE, min(file.bytes, 64 * _LINE))
    return (
        f"read_csv({quote(str(path))}, columns = {{{columns}}}, header = true, auto_detect = false, delim = {quote(dialect.delimiter)}, "
        f"quote = '\"', escape = '\"', nullstr = {quote(dialect.null)}, allow_quoted_nulls = false, new_line = '\\r\\n', "
        f"max_line_size = {longest}, buffer_size = {longest * 2}, hive_partitioning = false)"
    )


def _columns(found: list[tuple[str, str]], file: ExportFile) -> Iterator[str]:
    expected = [(column.name, column.type) for column in file.columns]
    if found != expected:
        different = next((pair for pair in [*found, *expected] if pair not in found or pair not in expected), None)
        what = " ".join(different) if different else "their order"
        yield f"its columns and types are not those in {MANIFEST} ({what})"


def _rows(connection: Connection, sql: str, file: ExportFile) -> Iterator[str]:
    row = connection.execute(sql).fetchone()
    if row and row[0] != file.rows:
        yield f"it has {row[0]} rows, {file.rows} in {MANIFEST}"


def _data_package(folder: Path, manifest: Manifest) -> Iterator[str]:
    path = folder / DATA_PACKAGE
    if not path.is_file():
        yield f"{DATA_PACKAGE} is missing"
        return
    if measure(path) != manifest.data_package:
        yield f"{DATA_PACKAGE} is not the one in {MANIFEST}"
    try:
        described = comparable(json.loads(path.read_text("utf-8")))
    except (ValueError, RecursionError):
        yield f"{DATA_PACKAGE} cannot be read"
        return
    expected = comparable(data_package(manifest))
    if not isinstance(described, dict) or described.get("resources") != expected["resources"]:
        yield f"{DATA_PACKAGE} does not describe the files in {MANIFEST}"
    elif different := [name for name in expected if described.get(name) != expected[name]]:
        yield f"{DATA_PACKAGE} and {MANIFEST} contradict each other ({', '.join(different)})"


def _partitions(manifest: Manifest) -> Iterator[str]:
    """A file's folder says which partition it holds."""
    by = manifest.partition_by
    for file in manifest.files:
        path = PurePosixPath(file.path)
        folders = [
            f"{name}={NO_VALUE if value is None else percent(value, safe='')}" for name, value in file.partition.items()
        ]
        is_cut_so = set(file.partition) <= ({by, f"procedure_{by}"} if by is not None else set())
        if list(path.parts[1:-1]) != folders or not is_cut_so:
            yield f"{file.path}: its partition is another in {MANIFEST}"
        if path.suffix != f".{manifest.format}":
            yield f"{file.path}: its format is another in {MANIFEST}"


def _descriptors(manifest: Manifest) -> Iterator[str]:
    if manifest.left_out is None:
        return
    for file in manifest.files:
        marked = descriptor_columns(_MODELS[file.table]) if file.table in _MODELS else set()
        for column in file.columns:
            if column.name in marked or f"{file.table}.{column.name}" in manifest.left_out.columns:
                yield f"{file.path}: {column.name} is there, but {MANIFEST} says that it is without descriptors"
