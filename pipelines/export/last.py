"""`--since last`: what changed after the export that lies in the place already."""

from __future__ import annotations

from pathlib import Path

from pipelines.export.local import manifest_text
from schemas.manifest import Manifest, read_manifest
from schemas.tables import MAIN_TABLES
from warehouse.errors import InvalidRequest
from warehouse.export.delta import find_since
from warehouse.export.options import START, ExportOptions
from warehouse.schema.database import open_reader
from warehouse.schema.ddl import SCHEMA_VERSION

LAST = "last"


def since_last(options: ExportOptions, database: Path) -> ExportOptions:
    """The options with `last` resolved to the run of the export that lies in their place, or to `start` (everything) if a delta would not do.

    That is so where no whole export lies there, or one with another schema version, with fewer tables, with descriptors where they are now
    left out (and the other way round), or of a run that the history no longer reaches. Raises SourceError or WarehouseError for a place or
    a warehouse that cannot be read.
    """
    if options.since != LAST:
        return options
    try:
        found = read_manifest(manifest_text(options.out))
    except ValueError:
        return options._replace(since=START)
    is_delta = _continues(found, options) and _is_reached(found.run_id, database)
    return options._replace(since=found.run_id if is_delta else START)


def _continues(found: Manifest, options: ExportOptions) -> bool:
    """Whether the changes after an export are all that its reader lacks."""
    wanted = {name.removeprefix("main.") for name in options.tables} or {model.sql_name for model in MAIN_TABLES}
    return (
        found.schema_version == SCHEMA_VERSION
        and (found.left_out is not None) == options.without_descriptors
        and wanted <= {file.table for file in found.files}
    )


def _is_reached(run_id: str, database: Path) -> bool:
    """Whether the history of a warehouse reaches back to a run."""
    try:
        with open_reader(database) as connection:
            find_since(connection, run_id, database)
    except InvalidRequest:
        return False
    return True
