"""What an export holds, as `manifest.json` says it: the state it was made of, and each file with its rows, hash and columns."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

MANIFEST = "manifest.json"
DATA_PACKAGE = "datapackage.json"
# The names of an export that is under way on another system, where it cannot be moved into place whole.
PARTIAL = "manifest.partial.json"
KIND = "procedure-warehouse-export"
# Of the form of this file, not of the tables in it.
FORM = 1
CHANGE = "change"
CHANGE_KINDS = ("upsert", "delete")
_CSV = {"encoding": "utf-8", "line_end": "\r\n"}
_SHA256 = re.compile("[0-9a-f]{64}")


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
        csv = None if self.dialect is None else {**self.dialect._asdict(), **_CSV}
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


def is_ours(text: str) -> bool:
    """Whether a file is a manifest of `procwh export`, whole or not."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("export") == KIND


def read_manifest(text: str) -> Manifest:
    """A manifest from its file. Raises ValueError saying why it is none, in one line."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(content, dict) or content.get("export") != KIND:
        raise ValueError("it was not written by `procwh export`")
    if content.get("form") != FORM:
        raise ValueError(f"it has form {content.get('form')!r:.40}, this program reads {FORM}")
    return _manifest(_Object(content, ""))


class _Object:
    """An object of the file: each value is asked for with its type, and one that is of another is named by its place."""

    def __init__(self, content: object, place: str) -> None:
        if not isinstance(content, dict):
            raise ValueError(f"it is not whole ({place} is no object)")
        self._content = content
        self._place = place

    def place(self, name: str) -> str:
        """Where a value stands, such as `files[0].rows`."""
        return f"{self._place}.{name}" if self._place else name

    def wrong(self, name: str, what: str) -> ValueError:
        """The error for a value that is not what it should be."""
        return ValueError(f"it is not whole ({self.place(name)} {what})")

    def value(self, name: str) -> object:
        """A value of any type, that has to be there."""
        if name not in self._content:
            raise self.wrong(name, "is missing")
        return self._content[name]

    def text(self, name: str) -> str:
        """A text that can be written and be part of a path."""
        return self._checked(name, self.value(name))

    def text_or_none(self, name: str) -> str | None:
        """A text, or null."""
        return None if self.value(name) is None else self.text(name)

    def flag(self, name: str) -> bool:
        """A boolean."""
        value = self.value(name)
        if not isinstance(value, bool):
            raise self.wrong(name, "is neither true nor false")
        return value

    def number(self, name: str) -> int:
        """A count."""
        value = self.value(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(name, "is no count")
        return value

    def sha256(self, name: str) -> str:
        """A hash, in hexadecimal digits."""
        value = self.text(name)
        if not _SHA256.fullmatch(value):
            raise self.wrong(name, "is no SHA-256")
        return value

    def inner(self, name: str) -> _Object:
        """An object in this one."""
        return _Object(self.value(name), self.place(name))

    def inner_or_none(self, name: str) -> _Object | None:
        """An object in this one, or null."""
        return None if self.value(name) is None else self.inner(name)

    def inners(self, name: str) -> list[_Object]:
        """A list of objects."""
        return [_Object(value, self.place(f"{name}[{number}]")) for number, value in enumerate(self._list(name))]

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self._checked(f"{name}[{number}]", value) for number, value in enumerate(self._list(name)))

    def names(self) -> list[str]:
        """The names of all values."""
        return [self._checked("a name", name) for name in self._content]

    def _list(self, name: str) -> list[object]:
        value = self.value(name)
        if not isinstance(value, list):
            raise self.wrong(name, "is no list")
        return value

    def _checked(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.wrong(name, "is no text")
        if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            raise self.wrong(name, "holds signs that no text has")
        return value


def _manifest(content: _Object) -> Manifest:
    left_out, package, format = (
        content.inner_or_none("left_out"),
        content.inner("data_package"),
        content.text("format"),
    )
    if content.flag("without_descriptors") != (left_out is not None):
        raise content.wrong("without_descriptors", "and left_out contradict each other")
    if format not in ("csv", "parquet"):
        raise content.wrong("format", "is neither csv nor parquet")
    if (format == "csv") != (content.value("csv") is not None):
        raise content.wrong("csv", f"does not go with the format {format}")
    if package.text("path") != DATA_PACKAGE:
        raise package.wrong("path", f"is not {DATA_PACKAGE}")
    return Manifest(
        run_id=content.text("run_id"),
        schema_version=content.text("schema_version"),
        created_at=content.text("created_at"),
        format=format,
        since=content.text_or_none("since"),
        partition_by=content.text_or_none("partition_by"),
        dialect=_dialect(content.inner("csv")) if format == "csv" else None,
        left_out=_left_out(left_out) if left_out is not None else None,
        files=tuple(_file(file) for file in content.inners("files")),
        data_package=(package.number("bytes"), package.sha256("sha256")),
    )


def _dialect(content: _Object) -> Dialect:
    delimiter, null = content.text("delimiter"), content.text("null")
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter.isalnum() or delimiter in "\"'\r\n":
        raise content.wrong("delimiter", "is not one sign that can part columns")
    if any(wrong in null for wrong in (delimiter, '"', "\r", "\n")):
        raise content.wrong("null", "holds the delimiter, a quote or a line end")
    for name, value in _CSV.items():
        if content.text(name) != value:
            raise content.wrong(name, f"is not {value!r}")
    return Dialect(delimiter, null, content.flag("excel_safe"))


def _left_out(content: _Object) -> LeftOut:
    rows = content.inner("rows")
    return LeftOut(content.texts("columns"), {name: rows.number(name) for name in rows.names()})


def _file(content: _Object) -> ExportFile:
    partition, path = content.inner("partition"), content.text("path")
    if not path:
        raise content.wrong("path", "is empty")
    columns = tuple(
        ExportColumn(each.text("name"), each.text("type"), each.flag("nullable"), each.text("description"))
        for each in content.inners("columns")
    )
    return ExportFile(
        path=path,
        table=content.text("table"),
        description=content.text("description"),
        key=content.texts("key"),
        partition={name: partition.text_or_none(name) for name in partition.names()},
        rows=content.number("rows"),
        bytes=content.number("bytes"),
        sha256=content.sha256("sha256"),
        columns=columns,
    )
