"""Pruning: superseded versions with their rows, rows of runs, and batches that interrupted runs have staged, all older than a moment."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from schemas.tables import HISTORY_TABLES
from warehouse.connection import Connection, transaction
from warehouse.load.journal import forget, insert_pending
from warehouse.load.publish import Workplace, prepare, publish
from warehouse.schema.database import open_reader, open_writer
from warehouse.schema.migrate import bring_forward


class Prunable(NamedTuple):
    """What is older than a moment: superseded versions, their rows, runs, folders of staged batches and the bytes in those."""

    versions: int
    rows: int
    runs: int
    staged: int
    staged_bytes: int

    @property
    def is_published(self) -> bool:
        """Whether any of it is in the published file, so that pruning publishes a new one."""
        return bool(self.versions or self.rows or self.runs)


# Versions go together with the runs up to their end, so that a delta since a run that is kept is complete. The newest run that published is
# kept whatever its age: it says what is published.
_OLD_VERSIONS = "FROM ops.versions WHERE valid_to < $before"
_OLD_RUNS = """FROM ops.runs WHERE started_at < $before
AND run_id <> coalesce((SELECT max(run_id) FROM ops.runs WHERE status = 'published'), '')"""


def find_old(workplace: Workplace, before: datetime) -> Prunable:
    """What `prune` would remove: all that ended before a moment (UTC, without a zone). Raises WarehouseError if nothing is published."""
    folders = _old_folders(workplace, before)
    size = sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
    with open_reader(workplace.published) as connection:
        return Prunable(*_count(connection, before), len(folders), size)


def prune(workplace: Workplace, before: datetime) -> Prunable:
    """Remove what is older than a moment (UTC, without a zone), and publish the smaller file; what was removed. The caller holds the warehouse."""
    found = find_old(workplace, before)
    for folder in _old_folders(workplace, before):
        shutil.rmtree(folder)
    if not found.is_published:
        return found
    bound = {"before": before}
    with open_writer(prepare(workplace)) as connection, transaction(connection):
        insert_pending(connection, workplace.journal)
        for model in HISTORY_TABLES:
            connection.execute(
                f"DELETE FROM archive.{model.sql_name} WHERE version_id IN (SELECT version_id {_OLD_VERSIONS})",
                bound,
            )
        connection.execute(f"DELETE {_OLD_VERSIONS}", bound)
        connection.execute(f"DELETE {_OLD_RUNS}", bound)
    # DuckDB does not return the space of deleted rows to the file system: the file is written again.
    bring_forward(workplace.next_file, workplace.brought_forward)
    os.replace(workplace.brought_forward, workplace.next_file)
    publish(workplace)
    forget(workplace.journal)
    return found


def _count(connection: Connection, before: datetime) -> tuple[int, int, int]:
    archived = " + ".join(
        f"(SELECT count(*) FROM archive.{model.sql_name} WHERE version_id IN (SELECT version_id {_OLD_VERSIONS}))"
        for model in HISTORY_TABLES
    )
    row = connection.execute(
        f"SELECT (SELECT count(*) {_OLD_VERSIONS}), {archived}, (SELECT count(*) {_OLD_RUNS})", {"before": before}
    ).fetchone()
    versions, rows, runs = row or (0, 0, 0)
    return versions, rows, runs


def _old_folders(workplace: Workplace, before: datetime) -> list[Path]:
    """The staging folders of runs that started before a moment; a run's key begins with the time of its start."""
    if not workplace.staging.exists():
        return []
    limit = f"{before:%Y%m%dT%H%M%S}"
    return sorted(folder for folder in workplace.staging.iterdir() if folder.is_dir() and folder.name < limit)
