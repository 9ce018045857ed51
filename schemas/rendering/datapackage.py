"""`datapackage.json` of an export: a Frictionless Data Package, rendered from the manifest and the table models."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from schemas.manifest import CHANGE, CHANGE_KINDS, ExportColumn, ExportContent, ExportFile
from schemas.model import COLUMN_TYPES, Column, columns_of
from schemas.tables import MAIN_TABLES, OPS_TABLES

# Columns that name a row of another table.
REFERENCES = {"procedure_id": "procedures", "page_id": "pages"}
_MODELS = {model.sql_name: model for model in MAIN_TABLES} | {f"ops.{model.sql_name}": model for model in OPS_TABLES}
# What is taken from the table models, and not from the manifest.
_BY_MODEL = {"foreignKeys", "enum", "minimum", "pattern"}
# A page can be set aside before it is ever a row of `pages`.
_UNREFERENCED = {"ops.quarantine"}


class ResourceKind(NamedTuple):
    """What the file format decides: the profile of the package, what each resource says of its format, and what stands for null."""

    package_profile: str
    properties: dict[str, Any]
    missing: str


def data_package(content: ExportContent, kind: ResourceKind) -> dict[str, Any]:
    """The package: a resource a file, each with the schema of its table."""
    return {
        "profile": kind.package_profile,
        "name": "procedure-warehouse",
        "title": "Procedure warehouse",
        "description": f"State of run {content.run_id}"
        + ("" if content.since is None else f": what changed since {content.since}")
        + ("" if content.left_out is None else "; without descriptors"),
        "version": content.schema_version,
        "created": content.created_at,
        "resources": [_resource(content, file, kind) for file in content.files],
    }


def render(content: ExportContent, kind: ResourceKind) -> str:
    """The file itself: the same content gives the same characters."""
    return json.dumps(data_package(content, kind), ensure_ascii=False, indent=1) + "\n"


def comparable(package: Any) -> Any:
    """A package without what the table models add, which can differ between releases: the rest follows from the manifest."""
    if isinstance(package, list):
        return [comparable(each) for each in package]
    if not isinstance(package, dict):
        return package
    kept = {name: comparable(value) for name, value in package.items() if name not in _BY_MODEL}
    return {name: value for name, value in kept.items() if name != "constraints" or value}


def resource_name(file: ExportFile) -> str:
    """The name of a file's resource: its path without the ending, in the characters that a name may have."""
    stem = file.path.rpartition(".")[0].removesuffix("/part")
    return "".join(sign if sign.isalnum() or sign in "._-" else "-" for sign in stem.lower())


def _resource(content: ExportContent, file: ExportFile, kind: ResourceKind) -> dict[str, Any]:
    return {
        "name": resource_name(file),
        "path": file.path,
        "title": file.table,
        "description": file.description,
        **kind.properties,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(content, file, kind),
    }


def _schema(content: ExportContent, file: ExportFile, kind: ResourceKind) -> dict[str, Any]:
    model = _MODELS.get(file.table)
    declared = {column.name: column for column in columns_of(model)} if model is not None else {}
    schema: dict[str, Any] = {
        "fields": [_field(column, declared.get(column.name)) for column in file.columns],
        "missingValues": [kind.missing],
    }
    if file.key:
        schema["primaryKey"] = list(file.key)
    if references := _references(content, file):
        schema["foreignKeys"] = references
    return schema


def _field(column: ExportColumn, declared: Column | None) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if declared is not None and declared.allowed:
        constraints["enum"] = list(declared.allowed)
    if declared is not None and declared.minimum is not None:
        constraints["minimum"] = declared.minimum
    if declared is not None and declared.pattern is not None:
        constraints["pattern"] = declared.pattern
    if declared is None and column.name == CHANGE and not column.nullable:
        constraints["enum"] = list(CHANGE_KINDS)
    field: dict[str, Any] = {
        "name": column.name,
        "type": COLUMN_TYPES[column.type].frictionless if column.type in COLUMN_TYPES else "any",
        "description": column.description,
    }
    return field | ({"constraints": constraints} if constraints else {})


def _references(content: ExportContent, file: ExportFile) -> list[dict[str, Any]]:
    """Keys into other files of the package: of a full export only, and where the other table is one file."""
    if content.since is not None or file.table not in _MODELS or file.table in _UNREFERENCED:
        return []
    whole = {other.table: resource_name(other) for other in content.files if not other.partition}
    names = {column.name for column in file.columns}
    return [
        {"fields": [column], "reference": {"resource": whole[table], "fields": [column]}}
        for column, table in REFERENCES.items()
        if column in names and table in whole and file.table != table
    ]
