"""What an export can be asked for, and whether what was asked fits together."""

from __future__ import annotations

from typing import NamedTuple

from schemas.manifest import Dialect
from warehouse.errors import InvalidRequest

FORMATS = ("csv", "parquet")
# Columns of procedures by which content tables can be cut into folders.
PARTITIONS = ("code_system", "site")
START = "start"
# A cell that begins with one of these is a formula to a spreadsheet.
FORMULA_SIGNS = "=+-@\t\r"
_DELIMITER_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


class Options(NamedTuple):
    """What to write, and where (`out`: a folder, or an address such as `s3://bucket/folder`). Plain values throughout."""

    out: str
    format: str
    tables: tuple[str, ...] = ()
    since: str | None = None
    columns: tuple[str, ...] = ()
    partition_by: str | None = None
    delimiter: str | None = None
    null: str | None = None
    excel_safe: bool = False
    without_descriptors: bool = False

    @property
    def dialect(self) -> Dialect | None:
        """How CSV is written; none for Parquet."""
        if self.format != "csv":
            return None
        delimiter = "," if self.delimiter is None else _DELIMITER_NAMES.get(self.delimiter, self.delimiter)
        return Dialect(delimiter, self.null or "", self.excel_safe)

    @property
    def is_from_start(self) -> bool:
        """Whether a delta is asked for that begins with nothing."""
        return self.since in (START, "")


def check_options(options: Options) -> None:
    """Raise InvalidRequest for options that are wrong, or do not go together."""
    if options.format not in FORMATS:
        raise InvalidRequest(f"there is no format {options.format}; the formats are {' and '.join(FORMATS)}")
    if not options.out:
        raise InvalidRequest("name a folder with --out")
    if options.partition_by is not None and options.partition_by not in PARTITIONS:
        raise InvalidRequest(f"an export can be cut by {' or '.join(PARTITIONS)}, not by {options.partition_by}")
    if options.partition_by is not None and options.since is not None:
        raise InvalidRequest("a row that is deleted lies in no partition; give --since or --partition-by, not both")
    if options.dialect is None:
        _check_parquet(options)
    else:
        _check_csv(options.dialect)


def _check_parquet(options: Options) -> None:
    given = {
        "--delimiter": options.delimiter is not None,
        "--null": options.null is not None,
        "--excel-safe": options.excel_safe,
    }
    if wrong := next((name for name, is_given in given.items() if is_given), None):
        raise InvalidRequest(f"{wrong} is for CSV; leave it away, or give --format csv")


def _check_csv(dialect: Dialect) -> None:
    sign, null = dialect.delimiter, dialect.null
    if len(sign) != 1 or not sign.isascii() or sign.isalnum() or sign in "\"'\r\n\0":
        raise InvalidRequest(f"{sign!r} cannot part columns; give one sign such as --delimiter ';' or --delimiter tab")
    if any(wrong in null for wrong in (sign, '"', "\r", "\n", "\0")):
        raise InvalidRequest(f"{null!r} cannot stand for null: it holds the delimiter, a quote or a line end")
    if dialect.excel_safe and null.startswith(tuple(FORMULA_SIGNS)):
        raise InvalidRequest(f"with --excel-safe {null!r} cannot stand for null: a spreadsheet takes it for a formula")
