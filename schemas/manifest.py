"""What an export holds, as `manifest.json` says it: the state it was made of, and each file with its rows, hash and columns."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

MANIFEST = "manifest.json"
DATA_PACKAGE = "datapackage.json"
# The names of an export that is under way on another system, where it cannot be moved into place whole.
PARTIAL = "manifest.partial.json"
KIND = "procedure-warehouse-export"
# Of the form of this file, not of the tables in it.
FORM = 1
CHANGE = "change"
CHANGE_KINDS = ("upsert", "delete")


class ExportColumn(NamedTuple):
    """One column of a file, with its type as DuckDB names it."""

    name: str
    type: str
    nullable: bool
    description: str


class ExportFile(NamedTuple):
    """One file: its path below the export's folder, what it holds, and by what it can be known to be whole."""

    path: str
    table: str
    description: str
    key: tuple[str, ...]
    partition: dict[str, str | None]
    rows: int
    bytes: int
    sha256: str
    columns: tuple[ExportColumn, ...]


class Dialect(NamedTuple):
    """How a CSV file is written. Fields are quoted with `"`, quotes in them doubled, lines end in CR LF."""

    delimiter: str = ","
    null: str = ""
    excel_safe: bool = False


class LeftOut(NamedTuple):
    """What an export without descriptors lacks: columns as `table.column`, and numbers of rows by table."""

    columns: tuple[str, ...]
    rows: dict[str, int]


class Manifest(NamedTuple):
    """The whole of `manifest.json`. `since` is the run after which the changes were written; none for a full export."""

    run_id: str
    schema_version: str
    created_at: str
    format: str
    since: str | None
    partition_by: str | None
    dialect: Dialect | None
    left_out: LeftOut | None
    files: tuple[ExportFile, ...]
    data_package: tuple[int, str] = (0, "")

    def text(self) -> str:
        """The file itself: the same manifest gives the same characters."""
        csv = None if self.dialect is None else {**self.dialect._asdict(), "encoding": "utf-8", "line_end": "\r\n"}
        size, sha256 = self.data_package
        content = {
            "export": KIND,
            "form": FORM,
            "run_id": self.run_id,
            "schema_version": self.schema_version,
            "created_at": self.created_at,
            "format": self.format,
            "since": self.since,
            "partition_by": self.partition_by,
            "csv": csv,
            "without_descriptors": self.left_out is not None,
            "left_out": self.left_out._asdict() if self.left_out else None,
            "files": [
                {**file._asdict(), "columns": [column._asdict() for column in file.columns]} for file in self.files
            ],
            "data_package": {"path": DATA_PACKAGE, "bytes": size, "sha256": sha256},
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_manifest(text: str) -> Manifest:
    """A manifest from its file. Raises ValueError saying why it is none."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(content, dict) or content.get("export") != KIND:
        raise ValueError("it was not written by `procwh export`")
    if content.get("form") != FORM:
        raise ValueError(f"it has form {content.get('form')}, this program reads {FORM}")
    try:
        return _manifest(content)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it is not whole ({error})") from error


def _manifest(content: dict[str, Any]) -> Manifest:
    csv, left_out, package = content["csv"], content["left_out"], content["data_package"]
    return Manifest(
        run_id=content["run_id"],
        schema_version=content["schema_version"],
        created_at=content["created_at"],
        format=content["format"],
        since=content["since"],
        partition_by=content["partition_by"],
        dialect=Dialect(*(csv[name] for name in Dialect._fields)) if csv is not None else None,
        left_out=LeftOut(tuple(left_out["columns"]), dict(left_out["rows"])) if left_out is not None else None,
        files=tuple(_file(file) for file in content["files"]),
        data_package=(package["bytes"], package["sha256"]),
    )


def _file(content: dict[str, Any]) -> ExportFile:
    columns = tuple(ExportColumn(*(column[name] for name in ExportColumn._fields)) for column in content["columns"])
    plain = {name: content[name] for name in ExportFile._fields}
    return ExportFile(**{**plain, "key": tuple(content["key"]), "columns": columns})
