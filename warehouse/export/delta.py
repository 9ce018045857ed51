"""What changed after a run: for each table of main the rows to upsert by key, and the keys to delete.

Content tables change with a version of their page alone (`ops.versions`): rows of versions that were current when the run was published are in the
archive. `pages` and `section_kinds` have no history of every column: of pages every row comes that may have changed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from schemas.manifest import CHANGE, ExportColumn
from schemas.tables import CONTENT_TABLES
from warehouse.connection import Connection
from warehouse.errors import InvalidRequest
from warehouse.export.descriptors import find_descriptors, masked
from warehouse.export.tables import ExportTable
from warehouse.sql import quote, timestamp

CHANGE_COLUMN = ExportColumn(
    name=CHANGE, type="VARCHAR", nullable=False, description="upsert: put in by key; delete: take out by key"
)
_CONTENT = {model.sql_name for model in CONTENT_TABLES}


class Since(NamedTuple):
    """The run after which changes count: `moment` is when its versions began, `started_at` what it left in `pages.last_seen_at`."""

    run_id: str
    started_at: datetime
    moment: datetime
    has_same_sections: bool


def find_since(connection: Connection, run_id: str, database: Path) -> Since:
    """The run by its key. Raises InvalidRequest if it is not there, published nothing, or lies beyond what is kept."""
    row = connection.execute(
        """SELECT status, started_at, greatest(started_at, (SELECT max(valid_from) FROM ops.versions v WHERE v.run_id = r.run_id)),
          parser_version = (SELECT arg_max(parser_version, run_id) FROM ops.runs WHERE status = 'published')
        FROM ops.runs r WHERE run_id = ?""",
        [run_id],
    ).fetchone()
    if row is None:
        raise InvalidRequest(
            f"{database} knows no run {run_id} (runs beyond what is kept are pruned); "
            "`procwh status` lists the runs; without --since everything is written"
        )
    status, *rest = row
    if status != "published":
        raise InvalidRequest(
            f"run {run_id} published nothing ({status}); name a published one, `procwh status` lists them"
        )
    since = Since(run_id, *rest)
    _mark_versions(connection, since)
    if _is_pruned(connection, since):
        raise InvalidRequest(
            f"the history no longer reaches back to run {run_id} (it was pruned); "
            "name a later run (`procwh status`), or leave out --since for everything"
        )
    return since


def _mark_versions(connection: Connection, since: Since) -> None:
    """Temporary tables: pages with a version made since then, and the versions that were current then and are no more."""
    then = timestamp(since.moment)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT page_id FROM ops.versions WHERE valid_from > {then}"
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE superseded AS
        SELECT version_id FROM ops.versions WHERE valid_from <= {then} AND valid_to > {then}"""
    )


def _is_pruned(connection: Connection, since: Since) -> bool:
    """Whether a version that was current then may be missing: a version since then whose predecessor is not there, or rows of one."""
    row = connection.execute(
        f"""SELECT EXISTS (
          SELECT 1 FROM (SELECT page_id, valid_from, version_id, TRY_CAST(split_part(version_id, '-', -1) AS BIGINT) AS number FROM ops.versions) v
          WHERE number > 1 AND valid_from > {timestamp(since.moment)}
            AND page_id || '-' || (number - 1) NOT IN (SELECT version_id FROM ops.versions)
        ) OR EXISTS (SELECT 1 FROM superseded WHERE version_id NOT IN (SELECT version_id FROM archive.pages))"""
    ).fetchone()
    return bool(row and row[0])


def prepare_descriptors(connection: Connection) -> None:
    """The wordings of codes then, for deltas without descriptors; those of now are found by the caller."""
    find_descriptors(connection, "then", "archive", "version_id IN (SELECT version_id FROM superseded)")


def delta_query(exported: ExportTable, since: Since | None, *, is_masked: bool) -> str:
    """The rows of a delta, `change` first; with no run to count from, every row as an upsert."""
    upserts, deletes = _changes(exported, since, is_masked)
    columns = ", ".join(f'"{column.name}"' for column in exported.columns)
    query = f"SELECT 'upsert' AS {CHANGE}, {columns} FROM ({upserts})"
    if deletes is None:
        return query
    empty = ", ".join(
        f'"{column.name}"' if column.name in exported.key else f'NULL::{column.type} AS "{column.name}"'
        for column in exported.columns
    )
    return f"{query} UNION ALL SELECT 'delete' AS {CHANGE}, {empty} FROM ({deletes})"


def _changes(exported: ExportTable, since: Since | None, is_masked: bool) -> tuple[str, str | None]:
    if since is None:
        return _rows(exported, exported.source, "now", is_masked), None
    if exported.name == "pages":
        return _rows(exported, _changed_pages(since), "now", is_masked), None
    if exported.name not in _CONTENT:
        # The sections that a program knows are part of its fingerprint; none is ever dropped.
        where = "false" if since.has_same_sections else "true"
        return f"{_rows(exported, exported.source, 'now', False)} WHERE {where}", None
    assert exported.model is not None
    touched = "split_part(procedure_id, '-', 1) IN (SELECT page_id FROM touched)"
    now = _rows(exported, f"(FROM {exported.source} WHERE {touched})", "now", is_masked)
    superseded = "version_id IN (SELECT version_id FROM superseded)"
    then = _rows(exported, f"(FROM archive.{exported.model.sql_name} WHERE {superseded})", "then", is_masked)
    key = ", ".join(exported.key)
    return (
        f"({now}) EXCEPT ({then})",
        f"SELECT {key} FROM ({then}) EXCEPT SELECT {key} FROM ({now})",
    )


def _changed_pages(since: Since) -> str:
    """Pages that a later run saw, and those that are gone: when a page was found gone is not recorded."""
    return f"(FROM main.pages WHERE last_seen_at > {timestamp(since.started_at)} OR status = {quote('gone')})"


def _rows(exported: ExportTable, source: str, side: str, is_masked: bool) -> str:
    assert exported.model is not None
    if is_masked:
        return masked(exported.model, exported.columns, source, side)
    columns = ", ".join(f't."{column.name}"' for column in exported.columns)
    return f"SELECT {columns} FROM {source} t"
