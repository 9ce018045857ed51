"""What an export can be asked for, and whether what was asked fits together."""

from __future__ import annotations

from typing import NamedTuple

from warehouse.errors import InvalidRequest
from warehouse.export.formats import FORMATS, format_named

# Columns of procedures by which their tables can be partitioned.
PARTITIONS = ("code_system", "site")
START = "start"


class ExportOptions(NamedTuple):
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
    def is_from_start(self) -> bool:
        """Whether a delta is asked for that begins with nothing."""
        return self.since in (START, "")


def check_options(options: ExportOptions) -> None:
    """Raise InvalidRequest for options that are wrong, or do not go together."""
    if options.format not in FORMATS:
        raise InvalidRequest(f"there is no format {options.format}; the formats are {' and '.join(FORMATS)}")
    if not options.out:
        raise InvalidRequest("name a folder with --out")
    if options.partition_by is not None and options.partition_by not in PARTITIONS:
        raise InvalidRequest(
            f"an export can be partitioned by {' or '.join(PARTITIONS)}, not by {options.partition_by}"
        )
    if options.partition_by is not None and options.since is not None:
        raise InvalidRequest("a row that is deleted lies in no partition; give --since or --partition-by, not both")
    _check_settings(options)


def _check_settings(options: ExportOptions) -> None:
    """Options of one format are refused with another, and the format says whether those it takes can be."""
    given = {
        "--delimiter": options.delimiter is not None,
        "--null": options.null is not None,
        "--excel-safe": options.excel_safe,
    }
    asked = format_named(options.format)
    if wrong := next((option for option, is_given in given.items() if is_given and option not in asked.takes), None):
        takers = [each for each in map(format_named, FORMATS) if wrong in each.takes]
        titles, names = (" or ".join(words) for words in ([t.title for t in takers], [t.name for t in takers]))
        raise InvalidRequest(f"{wrong} is for {titles}; leave it out, or give --format {names}")
    asked.asked(options)
