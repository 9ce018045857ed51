"""`python -m tests.speed.export`: what an export of a large table costs beside a bare COPY of it by DuckDB."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.export.run import ExportOptions, export, verify_export
from pipelines.ingest.run import ingest

ROWS = 1_000_000
TABLE = "section_items"


class Measured(NamedTuple):
    """Seconds of a bare COPY, of the export with all that belongs to it (order, hash, manifest, fsync, renames), and of its check."""

    bare: float
    export: float
    verify: float

    @property
    def ratio(self) -> float:
        """Seconds of the export as a multiple of those of the bare copy."""
        return self.export / self.bare


def make_large(warehouse: Path, target: Path, rows: int) -> Path:
    """A copy of a warehouse whose largest table has so many rows: those of a page together, the pages in no order."""
    if not target.exists():
        shutil.copyfile(warehouse, target)
        with duckdb.connect(str(target)) as connection:
            connection.execute(
                f"""INSERT INTO {TABLE}
                SELECT * EXCLUDE (n) REPLACE (left(md5(n || procedure_id), 16) || '-1' AS procedure_id, text || n AS text)
                FROM {TABLE}, range(1 + {rows} // (SELECT count(*) FROM {TABLE})) numbers(n)
                ORDER BY n, {TABLE}.procedure_id, section_position, position LIMIT {rows}"""
            )
    return target


def measure_export(warehouse: Path, folder: Path, format: str, rows: int) -> Measured:
    """Export the table once, and copy it once with DuckDB as it comes."""
    database = make_large(warehouse, folder / f"large-{rows}.duckdb", rows)
    begin = time.perf_counter()
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute(f"COPY {TABLE} TO '{folder / f'bare.{format}'}' (FORMAT {format})")
    bare = time.perf_counter() - begin
    begin = time.perf_counter()
    export(ExportOptions(str(folder / "export"), format, (TABLE,)), database)
    middle = time.perf_counter()
    _, wrong = verify_export(str(folder / "export"))
    assert wrong == [], wrong
    return Measured(bare, middle - begin, time.perf_counter() - middle)


def main() -> None:
    """Measure and print a table: the best of three."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ingest([Path("raw/sample")], folder / "sample.duckdb", Path("raw"))
        sys.stdout.write("| format | bare COPY, s | export, s | ratio | verify, s |\n|---|---|---|---|---|\n")
        for format in ("csv", "parquet"):
            best = min(
                (measure_export(folder / "sample.duckdb", folder, format, ROWS) for _ in range(3)),
                key=lambda each: each.ratio,
            )
            sys.stdout.write(
                f"| {format} | {best.bare:.2f} | {best.export:.2f} | {best.ratio:.2f} | {best.verify:.2f} |\n"
            )


if __name__ == "__main__":
    main()
