"""CSV (RFC 4180): UTF-8, a header, quotes doubled, lines that end in CR LF; null and the empty text differ."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import StrictBool, ValidationInfo, field_validator

from schemas.manifest import MANIFEST, ExportColumn, ExportFile, Text
from schemas.rendering.datapackage import ResourceKind
from warehouse.connection import Connection
from warehouse.errors import InvalidRequest
from warehouse.export.formats.base import Format
from warehouse.sql import quote

if TYPE_CHECKING:
    from warehouse.export.options import ExportOptions
    from warehouse.export.tables import ExportTable

# A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV Injection).
_FORMULA_SIGNS = "=+-@\t\r"
_DELIMITER_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_BYTE_ORDER_MARK = "\ufeff"
# DuckDB has to be told how long a line can be. No line is longer than its file; past 128 MiB a file is not taken for one line.
_LINE = 2 * 1024 * 1024
_LONGEST_LINE = 64 * _LINE


class Csv(Format):
    """CSV with its delimiter, what stands for null, and whether a spreadsheet may open it without running formulas."""

    name: ClassVar[str] = "csv"
    title: ClassVar[str] = "CSV"
    ending: ClassVar[str] = "csv"
    takes: ClassVar[frozenset[str]] = frozenset({"--delimiter", "--null", "--excel-safe"})

    delimiter: Text
    null: Text
    excel_safe: StrictBool
    encoding: Literal["utf-8"]
    line_end: Literal["\r\n"]

    @field_validator("delimiter")
    @classmethod
    def _parts_columns(cls, sign: str) -> str:
        if not _can_be_delimiter(sign):
            raise ValueError("is not one character that can separate columns")
        return sign

    @field_validator("null")
    @classmethod
    def _stands_for_null(cls, null: str, info: ValidationInfo) -> str:
        if not _can_be_null(null, info.data.get("delimiter", ",")):
            raise ValueError("holds the delimiter, a quote or a line end")
        return null

    @classmethod
    def asked(cls, options: ExportOptions) -> Self:
        """CSV as the options describe it; what they leave open is RFC 4180's."""
        delimiter = "," if options.delimiter is None else _DELIMITER_NAMES.get(options.delimiter, options.delimiter)
        null = options.null or ""
        if not _can_be_delimiter(delimiter):
            raise InvalidRequest(
                f"{delimiter!r} cannot separate columns; give one character such as --delimiter ';' or --delimiter tab"
            )
        if not _can_be_null(null, delimiter):
            raise InvalidRequest(f"{null!r} cannot stand for null: it holds the delimiter, a quote or a line end")
        if options.excel_safe and null.startswith(tuple(_FORMULA_SIGNS)):
            raise InvalidRequest(
                f"with --excel-safe {null!r} cannot stand for null: a spreadsheet takes it for a formula"
            )
        return cls(delimiter=delimiter, null=null, excel_safe=options.excel_safe, encoding="utf-8", line_end="\r\n")

    def check_table(self, table: ExportTable) -> None:
        """Refuse the one table whose null would be a blank line."""
        if not self.null and len(table.columns) == 1 and table.columns[0].nullable:
            raise InvalidRequest(
                f"a null in the one column of {table.name} would be a blank line, which readers skip; add --null NULL"
            )

    def cell(self, column: ExportColumn, *, is_first: bool) -> str:
        """A cell; for spreadsheets with an apostrophe before what looks like a formula."""
        if not self.excel_safe:
            return super().cell(column, is_first=is_first)
        value = f'"{column.name}"'
        if column.type == "VARCHAR":
            signs = ", ".join(f"chr({ord(sign)})" for sign in _FORMULA_SIGNS)
            value = f"CASE WHEN left({value}, 1) IN ({signs}) THEN '''' || {value} ELSE {value} END"
        else:
            value = f"{value}::{column.type}"
        # The mark by which Excel knows UTF-8 is written as part of the header's first name.
        return f'{value} AS "{_BYTE_ORDER_MARK if is_first else ""}{column.name}"'

    def copy_options(self, table: ExportTable) -> str:
        """RFC 4180; times are ISO 8601 in UTC."""
        return (
            f"FORMAT csv, HEADER true, DELIMITER {quote(self.delimiter)}, QUOTE '\"', ESCAPE '\"', NULLSTR {quote(self.null)}, "
            "NEW_LINE '\\r\\n', TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ', DATEFORMAT '%Y-%m-%d'"
        )

    def source(self, path: Path, file: ExportFile) -> str:
        """The file with the types, nulls and empty texts that it was written with."""
        columns = ", ".join(f"{quote(column.name)}: {quote(column.type)}" for column in file.columns)
        longest = max(_LINE, min(file.bytes, _LONGEST_LINE))
        return (
            f"read_csv({quote(str(path))}, columns = {{{columns}}}, header = true, auto_detect = false, delim = {quote(self.delimiter)}, "
            f"quote = '\"', escape = '\"', nullstr = {quote(self.null)}, allow_quoted_nulls = false, new_line = '\\r\\n', "
            f"max_line_size = {longest}, buffer_size = {longest * 2}, hive_partitioning = false)"
        )

    def problems(self, connection: Connection, path: Path, file: ExportFile) -> Iterator[str]:
        """The header, the byte order mark, and every cell read as its type."""
        has_mark, header = self._header(path)
        if has_mark != self.excel_safe:
            yield f"it {'begins' if has_mark else 'does not begin'} with a byte order mark, unlike what {MANIFEST} says of excel_safe"
        names = [column.name for column in file.columns]
        if header != names:
            yield f"its columns are {', '.join(header)}; {', '.join(names)} in {MANIFEST}"
            return
        yield from self.row_problems(connection, self.source(path, file), file)

    def _header(self, path: Path) -> tuple[bool, list[str]]:
        """Whether the file begins with a byte order mark, and the names in its first line."""
        with path.open(encoding="utf-8", newline="") as lines:
            has_mark = lines.read(1) == _BYTE_ORDER_MARK
            lines.seek(len(_BYTE_ORDER_MARK.encode()) if has_mark else 0)
            try:
                return has_mark, next(csv.reader(lines, delimiter=self.delimiter), [])
            except csv.Error as error:
                raise ValueError(str(error)) from error

    def resource(self) -> ResourceKind:
        """A tabular data resource with its CSV dialect."""
        dialect = {
            "delimiter": self.delimiter,
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "csvddfVersion": "1.2",
        }
        return ResourceKind(
            package_profile="tabular-data-package",
            properties={
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": dialect,
            },
            missing=self.null,
        )


def _can_be_delimiter(sign: str) -> bool:
    return len(sign) == 1 and sign.isascii() and not sign.isalnum() and sign not in "\"'\r\n\0"


def _can_be_null(null: str, delimiter: str) -> bool:
    return not any(wrong in null for wrong in (delimiter, '"', "\r", "\n", "\0"))
