"""What becomes of each page of a run: gone, duplicate, a new version, or as it was."""

from __future__ import annotations

from schemas.model import Table
from schemas.tables import CONTENT_TABLES
from warehouse.connection import Connection
from warehouse.load.shards import page_of, rows_of
from warehouse.sql import columns_sql, qualified, quote
from warehouse.values import Counts, Run, Shard


def mark_gone(connection: Connection, run: Run) -> None:
    """Pages that the run should have seen and did not. A run that saw nothing at all says nothing of what is gone."""
    # A folder's scope ends in a slash; a file's covers the file and, if it is a container, its members.
    in_scope = (
        " OR ".join(
            f"starts_with(location, {quote(scope)})"
            if scope.endswith("/")
            else f"location = {quote(scope)} OR starts_with(location, {quote(scope + '!/')})"
            for scope in run.scopes
        )
        or "false"
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE gone AS
        SELECT page_id FROM ops.inputs inputs JOIN pages USING (page_id) WHERE status <> 'gone' AND ({in_scope})
          AND page_id NOT IN (SELECT page_id FROM staged) AND page_id NOT IN (SELECT page_id FROM unchanged)
          AND ((SELECT count(*) FROM staged) + (SELECT count(*) FROM unchanged)) > 0
          AND NOT EXISTS (SELECT 1 FROM staged_inputs container JOIN staged USING (page_id)
            WHERE staged.status = 'rejected'
              AND (inputs.location = container.location OR starts_with(inputs.location, container.location || '!/')))"""
    )
    # What was never loaded and is no longer there has nothing to be tried again.
    connection.execute(
        """DELETE FROM ops.quarantine WHERE page_id IN (SELECT page_id FROM gone)
        AND page_id NOT IN (SELECT page_id FROM ops.versions)"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE was_gone AS SELECT page_id FROM pages WHERE status = 'gone'")
    connection.execute(
        """UPDATE pages SET status = 'gone', duplicate_of = NULL,
        reason = CASE WHEN page_id IN (SELECT i.page_id FROM ops.inputs i JOIN staged_inputs s USING (location))
          THEN 'its raw file is another page now' ELSE 'its raw file is no longer there' END
        WHERE page_id IN (SELECT page_id FROM gone)"""
    )


def decide_duplicates(connection: Connection) -> None:
    """For each staged page with text, the page that stands for its bytes: one already current, else the first by identity."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE decided AS
        WITH holders AS (
          SELECT content_sha256, page_id, source_uri, 0 AS preference FROM pages
          WHERE status = 'current' AND page_id NOT IN (SELECT page_id FROM staged)
          UNION ALL
          SELECT staged.content_sha256, staged.page_id, staged.source_uri,
                 CASE WHEN pages.status = 'current' AND pages.content_sha256 = staged.content_sha256 THEN 0 ELSE 1 END
          FROM staged LEFT JOIN pages USING (page_id) WHERE staged.status = 'current'
        ), chosen_holders AS (
          SELECT content_sha256, arg_min(page_id, (preference, source_uri)) AS holder FROM holders GROUP BY ALL
        )
        SELECT page_id, CASE WHEN status = 'current' THEN holder END AS holder
        FROM staged LEFT JOIN chosen_holders USING (content_sha256)"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE winners AS SELECT page_id FROM decided WHERE holder = page_id")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE losers AS SELECT page_id, holder FROM decided WHERE holder <> page_id"
    )


def decide_versions(connection: Connection, shards: list[Shard]) -> None:
    """For each winner, what kind of new version it is; none if a second reading of the same bytes gives the same rows."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE reread AS
        SELECT page_id FROM winners JOIN staged USING (page_id) JOIN pages USING (page_id)
        WHERE pages.content_sha256 = staged.content_sha256 AND page_id NOT IN (SELECT page_id FROM was_gone)
          AND page_id IN (SELECT page_id FROM ops.versions WHERE valid_to IS NULL)"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE differing (page_id VARCHAR)")
    row = connection.execute("SELECT count(*) FROM reread").fetchone()
    if row and row[0]:
        for model in CONTENT_TABLES:
            _add_differing(connection, model, rows_of(shards, model, "reread"))
        connection.execute(
            """INSERT INTO differing SELECT page_id FROM reread JOIN staged USING (page_id) JOIN pages USING (page_id)
            WHERE (staged.text, staged.encoding, staged.site, staged.fetched_at) IS DISTINCT FROM
                  (pages.text, pages.encoding, pages.site, pages.fetched_at)"""
        )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE versioned AS
        SELECT page_id, CASE
            WHEN page_id NOT IN (SELECT page_id FROM ops.versions) THEN 'new'
            WHEN page_id IN (SELECT page_id FROM was_gone) THEN 'reappeared'
            WHEN page_id NOT IN (SELECT page_id FROM reread) THEN 'source'
            WHEN inputs.parser_version <> staged_inputs.parser_version THEN 'parser' ELSE 'source' END AS change
        FROM winners JOIN staged_inputs USING (page_id) LEFT JOIN ops.inputs inputs USING (page_id)
        WHERE page_id NOT IN (SELECT page_id FROM reread) OR page_id IN (SELECT page_id FROM differing)"""
    )


def _add_differing(connection: Connection, model: type[Table], staged: str | None) -> None:
    columns = ", ".join(columns_sql(model))
    page = page_of(model)
    before = f"SELECT {columns} FROM {qualified(model)} WHERE {page} IN (SELECT page_id FROM reread)"
    after = staged or f"SELECT {columns} FROM {qualified(model)} LIMIT 0"
    connection.execute(
        f"""INSERT INTO differing SELECT DISTINCT {page} FROM (
        (({before}) EXCEPT ALL ({after})) UNION ALL (({after}) EXCEPT ALL ({before})))"""
    )


def counts_of(connection: Connection) -> Counts:
    """Pages by outcome. A page that was skipped unread counts as what it is in the ledger."""
    row = connection.execute(
        """SELECT (SELECT count(*) FROM versioned),
          (SELECT count(*) FROM winners WHERE page_id NOT IN (SELECT page_id FROM versioned))
            + (SELECT count(*) FROM pages WHERE status NOT IN ('duplicate', 'rejected') AND page_id IN (SELECT page_id FROM unchanged)),
          (SELECT count(*) FROM losers) + (SELECT count(*) FROM pages WHERE status = 'duplicate' AND page_id IN (SELECT page_id FROM unchanged)),
          (SELECT count(*) FROM staged WHERE status = 'rejected')
            + (SELECT count(*) FROM pages WHERE status = 'rejected' AND page_id IN (SELECT page_id FROM unchanged)),
          (SELECT count(*) FROM gone), (SELECT count(*) FROM procedures)"""
    ).fetchone()
    assert row is not None
    loaded, unchanged, duplicate, rejected, gone, procedures = row
    return Counts(loaded + unchanged + duplicate + rejected, loaded, unchanged, duplicate, rejected, gone, procedures)
