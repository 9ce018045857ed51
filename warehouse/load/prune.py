"""Removing what is old: superseded versions with their rows, the rows of runs, and what interrupted runs have staged."""

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
from warehouse.sql import timestamp


class Old(NamedTuple):
    """What lies beyond a moment: superseded versions and their rows, runs, folders of staged batches with their bytes."""

    versions: int
    rows: int
    runs: int
    staged: int
    staged_bytes: int

    @property
    def is_published(self) -> bool:
        """Whether some of it stands in the published file."""
        return bool(self.versions or self.rows or self.runs)


# The newest run that published is kept whatever its age: it says what is published. With every version go the runs up to its end, so that
# a delta since a run that is kept lacks nothing.
_OLD_VERSIONS = "FROM ops.versions WHERE valid_to < {before}"
_OLD_RUNS = """FROM ops.runs WHERE started_at < {before}
AND run_id <> coalesce((SELECT max(run_id) FROM ops.runs WHERE status = 'published'), '')"""


def find_old(workplace: Workplace, before: datetime) -> Old:
    """What `prune` would remove. Raises WarehouseError if nothing is published."""
    folders = _old_folders(workplace, before)
    size = sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
    with open_reader(workplace.published) as connection:
        return Old(*_count(connection, before), len(folders), size)


def prune(workplace: Workplace, before: datetime) -> Old:
    """Remove what lies beyond a moment, and publish the smaller file. The caller holds the warehouse."""
    found = find_old(workplace, before)
    for folder in _old_folders(workplace, before):
        shutil.rmtree(folder)
    if not found.is_published:
        return found
    moment = timestamp(before)
    with open_writer(prepare(workplace)) as connection, transaction(connection):
        insert_pending(connection, workplace.journal)
        for model in HISTORY_TABLES:
            connection.execute(
                f"DELETE FROM archive.{model.sql_name} WHERE version_id IN (SELECT version_id {_OLD_VERSIONS.format(before=moment)})"
            )
        connection.execute(f"DELETE {_OLD_VERSIONS.format(before=moment)}")
        connection.execute(f"DELETE {_OLD_RUNS.format(before=moment)}")
    # DuckDB does not give back the room of deleted rows: the file is written anew.
    bring_forward(workplace.next_file, workplace.brought_forward)
    os.replace(workplace.brought_forward, workplace.next_file)
    publish(workplace)
    forget(workplace.journal)
    return found


def _count(connection: Connection, before: datetime) -> tuple[int, int, int]:
    moment = timestamp(before)
    old = _OLD_VERSIONS.format(before=moment)
    archived = " + ".join(
        f"(SELECT count(*) FROM archive.{model.sql_name} WHERE version_id IN (SELECT version_id {old}))"
        for model in HISTORY_TABLES
    )
    row = connection.execute(
        f"SELECT (SELECT count(*) {old}), {archived}, (SELECT count(*) {_OLD_RUNS.format(before=moment)})"
    ).fetchone()
    versions, rows, runs = row or (0, 0, 0)
    return versions, rows, runs


def _old_folders(workplace: Workplace, before: datetime) -> list[Path]:
    """Folders of runs that staged before a moment; a run's key begins with the time of its start."""
    if not workplace.staging.exists():
        return []
    limit = f"{before:%Y%m%dT%H%M%S}"
    return sorted(folder for folder in workplace.staging.iterdir() if folder.is_dir() and folder.name < limit)
