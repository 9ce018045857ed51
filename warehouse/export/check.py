"""Checking an export against its own manifest, without a warehouse: a line for each thing that is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import duckdb

from schemas.manifest import DATA_PACKAGE, MANIFEST, PARTIAL, ExportFile, Manifest, read_manifest
from schemas.rendering.datapackage import comparable, data_package
from schemas.tables import MAIN_TABLES
from warehouse.connection import Connection
from warehouse.errors import InvalidRequest
from warehouse.export.copy import measure
from warehouse.export.descriptors import descriptor_columns
from warehouse.export.formats import format_of
from warehouse.export.formats.base import Format
from warehouse.export.partitions import folder_of

_MODELS = {model.sql_name: model for model in MAIN_TABLES}


def check_export(folder: Path) -> tuple[int, list[str]]:
    """The number of files that an export should have, and what is wrong with it. Raises InvalidRequest for a folder that is no export."""
    path = folder / MANIFEST
    if not path.is_file():
        if not any((folder / name).is_file() for name in (DATA_PACKAGE, PARTIAL)):
            raise InvalidRequest(
                f"there is no export at {folder} (no {MANIFEST}); name a folder that `procwh export` wrote"
            )
        return 0, [f"{MANIFEST} is missing: the export was not finished; run it again"]
    try:
        manifest = read_manifest(path.read_text("utf-8"))
        format = format_of(manifest)
    except (ValueError, OSError) as error:
        return 0, [f"{MANIFEST} cannot be read: {error}; export again, to a new folder"]
    wrong = [
        *_names(folder, manifest),
        *_data_package(folder, manifest, format),
        *_partitions(manifest, format),
        *_descriptors(manifest),
    ]
    plain, _ = found_in(folder)
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        for file in manifest.files:
            if _is_inside(file.path) and file.path in plain:
                wrong += [f"{file.path}: {line}" for line in _file(connection, folder / file.path, file, format)]
    return len(manifest.files), wrong


def found_in(folder: Path) -> tuple[set[str], set[str]]:
    """The regular files below a folder, and the rest, which no export has: links (not followed), pipes and the like."""
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
        yield f"{path} is a link or another special file, not a file of the export"
    # An export that was killed just after it wrote its manifest leaves its note.
    for path in sorted(found - listed - {MANIFEST, DATA_PACKAGE, PARTIAL}):
        yield f"{path} is not in {MANIFEST}"


def _file(connection: Connection, path: Path, file: ExportFile, format: Format) -> list[str]:
    size, sha256 = measure(path)
    wrong: list[str] = []
    if size != file.bytes:
        wrong.append(f"it has {size} bytes, {file.bytes} in {MANIFEST}")
    if sha256 != file.sha256:
        wrong.append(f"its SHA-256 is {sha256[:12]}..., {file.sha256[:12]}... in {MANIFEST}")
    try:
        wrong += format.problems(connection, path, file)
    except (duckdb.Error, ValueError) as error:
        # DuckDB quotes the query after what is wrong with it.
        reason = str(error).partition("\nLINE ")[0]
        wrong.append(f"it cannot be read: {' '.join(reason.split())[:160]}")
    return wrong


def _data_package(folder: Path, manifest: Manifest, format: Format) -> Iterator[str]:
    path = folder / DATA_PACKAGE
    if not path.is_file():
        yield f"{DATA_PACKAGE} is missing"
        return
    if measure(path) != (manifest.data_package.bytes, manifest.data_package.sha256):
        yield f"{DATA_PACKAGE} is not the one in {MANIFEST}"
    try:
        described = comparable(json.loads(path.read_text("utf-8")))
    except (ValueError, RecursionError):
        yield f"{DATA_PACKAGE} cannot be read"
        return
    expected = comparable(data_package(manifest, format.resource()))
    if not isinstance(described, dict) or described.get("resources") != expected["resources"]:
        yield f"{DATA_PACKAGE} does not describe the files in {MANIFEST}"
    elif different := [name for name in expected if described.get(name) != expected[name]]:
        yield f"{DATA_PACKAGE} and {MANIFEST} contradict each other ({', '.join(different)})"


def _partitions(manifest: Manifest, format: Format) -> Iterator[str]:
    """A file's folder says which partition it holds."""
    by = manifest.partition_by
    for file in manifest.files:
        path = PurePosixPath(file.path)
        folders = [folder_of(value) for value in file.partition.values()]
        is_cut_so = set(file.partition) <= ({by, f"procedure_{by}"} if by is not None else set())
        if list(path.parts[1:-1]) != folders or not is_cut_so:
            yield f"{file.path}: its partition is another in {MANIFEST}"
        if not path.name.endswith(f".{format.ending}"):
            yield f"{file.path}: its format is another in {MANIFEST}"


def _descriptors(manifest: Manifest) -> Iterator[str]:
    if manifest.left_out is None:
        return
    for file in manifest.files:
        marked = descriptor_columns(_MODELS[file.table]) if file.table in _MODELS else set()
        for column in file.columns:
            if column.name in marked or f"{file.table}.{column.name}" in manifest.left_out.columns:
                yield f"{file.path}: {column.name} is there, but {MANIFEST} says that it is without descriptors"
