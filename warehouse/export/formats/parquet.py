"""Parquet: zstd, exact types, and the descriptions of the table and its columns in the file's own metadata."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pyarrow as pa

from schemas.manifest import ExportFile
from schemas.model import COLUMN_TYPES
from schemas.rendering.datapackage import ResourceKind
from warehouse.export.formats.base import Format
from warehouse.schema.ddl import SCHEMA_VERSION
from warehouse.sql import quote

if TYPE_CHECKING:
    from warehouse.export.tables import ExportTable

# Rows of a row group: DuckDB's default; fewer where a row holds the text of a whole page.
ROW_GROUP = 122_880
ROW_GROUPS = {"pages": 4_096, "history.pages": 4_096}
_ARROW = {name: pa.type_for_alias(each.arrow) for name, each in COLUMN_TYPES.items()}


class Parquet(Format):
    """Parquet; it has no settings."""

    name: ClassVar[str] = "parquet"
    title: ClassVar[str] = "Parquet"
    ending: ClassVar[str] = "parquet"
    is_typed: ClassVar[bool] = True

    def select(self, rows: str, table: ExportTable) -> str:
        """The rows, so that Parquet knows every column as one that may be null."""
        # DuckDB declares columns without nulls as required, by statistics that outlive the rows: with a row that might be, none is.
        nulls = ", ".join(f"NULL::{column.type}" for column in table.columns)
        return f"({super().select(rows, table)}) UNION ALL SELECT {nulls} WHERE random() < -1"

    def copy_options(self, table: ExportTable) -> str:
        """Compression, row groups, and the descriptions as the file's metadata."""
        metadata = {
            "table": table.name,
            "description": table.description,
            "schema_version": SCHEMA_VERSION,
            "columns": json.dumps({column.name: column.description for column in table.columns}, ensure_ascii=False),
        }
        if all(column.type in _ARROW for column in table.columns):
            metadata["ARROW:schema"] = _arrow_schema(table)
        listed = ", ".join(f"{quote(name)}: {quote(value)}" for name, value in metadata.items())
        size = ROW_GROUPS.get(table.name, ROW_GROUP)
        return f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {size}, KV_METADATA {{{listed}}}"

    def source(self, path: Path, file: ExportFile) -> str:
        """The file alone: what its folder is named adds no column."""
        return f"read_parquet({quote(str(path))}, hive_partitioning = false)"

    def resource(self) -> ResourceKind:
        """A plain data resource: Frictionless calls tabular only what is CSV or JSON."""
        return ResourceKind(
            package_profile="data-package",
            properties={
                "profile": "data-resource",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
            },
            missing="",
        )


def _arrow_schema(table: ExportTable) -> str:
    """The columns as Arrow keeps them in a Parquet file: the only place where a description can stand at its column."""
    fields = [
        pa.field(column.name, _ARROW[column.type], metadata={"description": column.description})
        for column in table.columns
    ]
    schema = pa.schema(fields, metadata={"description": table.description, "schema_version": SCHEMA_VERSION})
    return base64.b64encode(schema.serialize().to_pybytes()).decode()
