"""What a file format has to say: how DuckDB's COPY writes it, how it is read back, and what the manifest and the data package say of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from schemas.manifest import MANIFEST, ExportColumn, ExportFile
from schemas.rendering.datapackage import ResourceKind
from warehouse.connection import Connection

if TYPE_CHECKING:
    from warehouse.export.options import ExportOptions
    from warehouse.export.tables import ExportTable


class Format(BaseModel, ABC):
    """A file format. The fields of a subclass are its settings, which the manifest states in an entry of the format's name."""

    model_config = ConfigDict(frozen=True)

    # As `--format` and the manifest name it, as people write it, and how names of its files end.
    name: ClassVar[str]
    title: ClassVar[str]
    ending: ClassVar[str]
    # The options of the command that are for this format, such as `--delimiter`.
    takes: ClassVar[frozenset[str]] = frozenset()
    # Whether a file holds its columns' types itself, so that no cell can be of another.
    is_typed: ClassVar[bool] = False

    @classmethod
    def asked(cls, options: ExportOptions) -> Self:
        """The format with the settings that an export is asked for. Raises InvalidRequest for settings that cannot be."""
        return cls()

    def check_table(self, table: ExportTable) -> None:
        """Raise InvalidRequest for a table that the format cannot hold without loss."""

    def settings(self) -> dict[str, object] | None:
        """What the manifest states of the settings; None if the format has none."""
        return self.model_dump() or None

    # --- writing ------------------------------------------------------------------------------------------------------

    def select(self, rows: str, table: ExportTable) -> str:
        """The query whose result is written: `rows` is a query on the table's columns, in the order of the file."""
        cells = ", ".join(self.cell(column, is_first=number == 0) for number, column in enumerate(table.columns))
        return f"SELECT {cells} FROM ({rows})"

    def cell(self, column: ExportColumn, *, is_first: bool) -> str:
        """One item of that query's SELECT."""
        cast = "" if column.type == "VARCHAR" else f"::{column.type}"
        return f'"{column.name}"{cast} AS "{column.name}"'

    @abstractmethod
    def copy_options(self, table: ExportTable) -> str:
        """The options of DuckDB's COPY, such as `FORMAT json`."""

    # --- reading back -------------------------------------------------------------------------------------------------

    @abstractmethod
    def source(self, path: Path, file: ExportFile) -> str:
        """The call of DuckDB that reads a file as it was written, such as `read_parquet('...')`."""

    def problems(self, connection: Connection, path: Path, file: ExportFile) -> Iterator[str]:
        """What a file holds otherwise than its manifest says, a line each. Raises duckdb.Error or ValueError if it cannot be read."""
        source = self.source(path, file)
        found = [(name, kind) for name, kind, *_ in connection.execute(f"DESCRIBE FROM {source}").fetchall()]
        expected = [(column.name, column.type) for column in file.columns]
        if found != expected:
            different = next((pair for pair in [*found, *expected] if pair not in found or pair not in expected), None)
            what = " ".join(different) if different else "their order"
            yield f"its columns and types are not those in {MANIFEST} ({what})"
        yield from self.row_problems(connection, source, file)

    def row_problems(self, connection: Connection, source: str, file: ExportFile) -> Iterator[str]:
        """A line if a file has more or fewer rows; raises duckdb.Error for a cell of another type than its column."""
        counts = ["count(*)"]
        if not self.is_typed:
            counts += [f"count({_identifier(column.name)})" for column in file.columns]
        row = connection.execute(f"SELECT {', '.join(counts)} FROM {source}").fetchone()
        if row and row[0] != file.rows:
            yield f"it has {row[0]} rows, {file.rows} in {MANIFEST}"

    # --- the data package ---------------------------------------------------------------------------------------------

    @abstractmethod
    def resource(self) -> ResourceKind:
        """What `datapackage.json` says of every file of the format."""


def _identifier(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
