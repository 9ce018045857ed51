"""The file formats of exports, one module each. Nothing outside this package tells one format from another."""

from __future__ import annotations

import pkgutil
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from schemas.manifest import ExportContent
    from warehouse.export.formats.base import Format

# What `--format` takes, and the class of each: imported when it is asked for, since the command's help shows the names alone.
FORMATS = {
    "csv": "warehouse.export.formats.csv:Csv",
    "parquet": "warehouse.export.formats.parquet:Parquet",
}


def format_named(name: str) -> type[Format]:
    """The class of a format. Raises KeyError for a name that is not in the table."""
    return cast("type[Format]", pkgutil.resolve_name(FORMATS[name]))


def format_of(content: ExportContent) -> Format:
    """The format that an export was written in, with its settings. Raises ValueError, in one line, if the manifest states none."""
    from pydantic import ValidationError

    from schemas.manifest import first_problem

    name = content.format
    if name not in FORMATS:
        raise ValueError(f"it is not whole (format: {name!r:.40} is none of {', '.join(FORMATS)})")
    if others := [other for other in FORMATS if other != name and content.settings_of(other) is not None]:
        raise ValueError(f"it is not whole ({others[0]}: does not go with the format {name})")
    stated = content.settings_of(name)
    try:
        return format_named(name).model_validate({} if stated is None else stated)
    except ValidationError as error:
        raise ValueError(first_problem(error, name)) from error
