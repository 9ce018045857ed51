"""`--since last`: what changed after the export that lies in the place already."""

from __future__ import annotations

from pipelines.export.local import manifest_text
from schemas.manifest import Manifest, read_manifest
from schemas.tables import MAIN_TABLES
from warehouse.export.options import START, Options
from warehouse.schema.ddl import SCHEMA_VERSION

LAST = "last"


def since_last(options: Options) -> Options:
    """The options with the run of the export in their place for `last`; with `start`, for everything, if a delta would not do.

    That is so where no whole export lies there, or one with another schema version, with fewer tables, or with descriptors where they are
    now left out (and the other way round). Raises SourceError or WarehouseError for a place that cannot be read.
    """
    if options.since != LAST:
        return options
    try:
        found = read_manifest(manifest_text(options.out))
    except ValueError:
        return options._replace(since=START)
    return options._replace(since=found.run_id if _continues(found, options) else START)


def _continues(found: Manifest, options: Options) -> bool:
    """Whether the changes after an export are all that its reader lacks."""
    wanted = {name.removeprefix("main.") for name in options.tables} or {model.sql_name for model in MAIN_TABLES}
    return (
        found.schema_version == SCHEMA_VERSION
        and (found.left_out is not None) == options.without_descriptors
        and wanted <= {file.table for file in found.files}
    )
