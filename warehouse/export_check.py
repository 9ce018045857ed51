"""Checking an export against its own manifest, without a warehouse: a line for each thing that is wrong."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import duckdb

from schemas.datapackage import FIELD_TYPES, resource_name
from schemas.manifest import DATA_PACKAGE, MANIFEST, PARTIAL, Dialect, ExportFile, Manifest, read_manifest
from warehouse.database import Connection
from warehouse.export_copy import measure
from warehouse.names import quote

_LINE = 2 * 1024 * 1024


def check_export(folder: Path) -> tuple[int, list[str]]:
    """How many files an export should have, and what is wrong with it."""
    path = folder / MANIFEST
    if not path.is_file():
        return 0, [f"{MANIFEST} is missing: the export was not finished; run it again"]
    try:
        manifest = read_manifest(path.read_text("utf-8"))
    except (ValueError, OSError) as error:
        return 0, [f"{MANIFEST} cannot be read: {error}; run the export again"]
    wrong = [*_names(folder, manifest), *_data_package(folder, manifest)]
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        for file in manifest.files:
            if _is_inside(file.path) and (folder / file.path).is_file():
                wrong += [f"{file.path}: {line}" for line in _file(connection, folder / file.path, file, manifest)]
    return len(manifest.files), wrong


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts


def _names(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Files that are missing, and files that do not belong there."""
    listed = {file.path for file in manifest.files}
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if len(listed) < len(manifest.files):
        yield f"{MANIFEST} lists a file twice"
    for path in sorted(listed):
        if not _is_inside(path):
            yield f"{path} lies outside of the export"
        elif path not in found:
            yield f"{path} is missing"
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
        wrong.append(f"it cannot be read: {' '.join(str(error).split())[:160]}")
    return wrong


def _parquet(connection: Connection, path: Path, file: ExportFile) -> Iterator[str]:
    source = f"read_parquet({quote(str(path))}, hive_partitioning = false)"
    found = [(name, kind) for name, kind, *_ in connection.execute(f"DESCRIBE FROM {source}").fetchall()]
    yield from _columns(found, file)
    yield from _rows(connection, f"SELECT count(*) FROM {source}", file)


def _csv(connection: Connection, path: Path, file: ExportFile, dialect: Dialect) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header = next(csv.reader(lines, delimiter=dialect.delimiter), [])
    names = [column.name for column in file.columns]
    if header != names:
        yield f"its columns are {', '.join(header)}; {', '.join(names)} in {MANIFEST}"
        return
    # Every cell is read as its type: one that is of another is an error, with its line.
    every = ", ".join(f'count("{name}")' for name in names)
    yield from _rows(connection, f"SELECT count(*), {every} FROM {csv_source(path, file, dialect)}", file)


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
        resources = json.loads(path.read_text("utf-8"))["resources"]
        described = [
            (each["name"], each["path"], each["bytes"], each["hash"], [(f["name"], f["type"]) for f in each["schema"]["fields"]])
            for each in resources
        ]  # fmt: skip
    except (ValueError, KeyError, TypeError):
        yield f"{DATA_PACKAGE} cannot be read"
        return
    expected = [
        (resource_name(file), file.path, file.bytes, f"sha256:{file.sha256}", [(c.name, FIELD_TYPES.get(c.type, "any")) for c in file.columns])
        for file in manifest.files
    ]  # fmt: skip
    if described != expected:
        yield f"{DATA_PACKAGE} does not describe the files in {MANIFEST}"
