"""The export as one plain function: write it beside its destination, put it in place. The command and the flow both call it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pipelines.errors import SourceError
from pipelines.export.last import since_last
from pipelines.export.local import is_remote, leftovers, local_path, staged
from pipelines.export.remote import fetched
from schemas.manifest import Manifest
from warehouse.errors import InvalidRequest
from warehouse.export.check import check_export
from warehouse.export.options import ExportOptions, check_options
from warehouse.export.write import write_export

__all__ = ["ExportOptions", "ExportSummary", "export", "verify_export"]


class ExportSummary(NamedTuple):
    """What an export wrote, and where."""

    out: str
    manifest: Manifest

    @property
    def rows(self) -> int:
        """Rows of all files."""
        return sum(file.rows for file in self.manifest.files)

    @property
    def size(self) -> int:
        """Bytes of all files with rows."""
        return sum(file.bytes for file in self.manifest.files)

    def as_json(self) -> dict[str, object]:
        """The object that `procwh export --json` prints."""
        manifest = self.manifest
        return {
            "out": self.out,
            "run_id": manifest.run_id,
            "since": manifest.since,
            "schema_version": manifest.schema_version,
            "created_at": manifest.created_at,
            "format": manifest.format,
            "rows": self.rows,
            "bytes": self.size,
            "without_descriptors": manifest.without_descriptors,
            "files": [{"path": file.path, "table": file.table, "rows": file.rows} for file in manifest.files],
        }


def export(options: ExportOptions, database: Path) -> ExportSummary:
    """Write an export of a published warehouse. Raises SourceError for what cannot be asked, WarehouseError if it fails."""
    try:
        check_options(options)
        with staged(options.out) as folder:
            return ExportSummary(options.out, write_export(database, since_last(options, database), folder))
    except InvalidRequest as error:
        raise SourceError(str(error)) from error


def verify_export(address: str) -> tuple[int, list[str]]:
    """Check an export against its manifest: the number of files that it should have, and a line for each thing that is wrong."""
    if is_remote(address):
        with fetched(address) as folder:
            return check_export(folder)
    folder = local_path(address)
    if not folder.is_dir():
        if leftovers(folder):
            return 0, [f"{folder} is not there: an export to it is under way, or was killed; run the same export again"]
        raise SourceError(f"there is no export at {folder}; name a folder that `procwh export` wrote")
    return check_export(folder)
