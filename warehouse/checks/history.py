"""Checks on history and runs. They hold for a warehouse whose oldest runs, and oldest superseded versions with their rows, were pruned."""

from __future__ import annotations

from schemas.model import Table, column_names
from schemas.tables import HISTORY_TABLES
from warehouse.checks.rows import Check, union
from warehouse.sql import quote

# What is older than the oldest run that is kept may be the work of a run that was pruned.
_FIRST_KEPT = "(SELECT min(started_at) FROM ops.runs)"
_PUBLISHED = "(SELECT * FROM ops.runs WHERE status = 'published')"
_NEWEST = f"(FROM {_PUBLISHED} ORDER BY started_at DESC LIMIT 1)"
_NUMBERED = "(SELECT *, try_cast(split_part(version_id, '-', 2) AS BIGINT) AS number FROM ops.versions)"


def _current_rows(table: str) -> str:
    """How many rows of a table are current: in itself, in its history, and as of a moment that no version reaches."""
    here = f"{table} SEMI JOIN procedures USING (page_id)" if table == "pages" else table
    return f"""SELECT {quote(table)} AS table_name, (SELECT count(*) FROM {here}) AS here,
    (SELECT count(*) FROM history.{table} WHERE valid_to IS NULL) AS history,
    (SELECT count(*) FROM {table}_as_of(TIMESTAMP '9999-12-31')) AS as_of"""


def _foreign(model: type[Table]) -> str:
    """Archived rows of no version, of one that is open, or of a version of another page."""
    page = "t.page_id" if "page_id" in column_names(model) else "split_part(t.procedure_id, '-', 1)"
    return f"""SELECT DISTINCT 'archive.{model.sql_name}' AS table_name, t.version_id FROM archive.{model.sql_name} t
    LEFT JOIN ops.versions v ON v.version_id = t.version_id AND v.valid_to IS NOT NULL WHERE v.page_id IS DISTINCT FROM {page}"""


# Pages by status, and versions, that the newest published run accounts for.
_NEWEST_COUNTS = f"""SELECT run_id, [pages_seen, pages_loaded, pages_duplicate, pages_rejected, procedures] AS counted,
  [(SELECT count(*) FROM pages WHERE last_seen_at = started_at),
   (SELECT count(*) FROM ops.versions v WHERE v.run_id = newest.run_id),
   (SELECT count(*) FROM pages WHERE last_seen_at = started_at AND status = 'duplicate'),
   (SELECT count(*) FROM pages WHERE last_seen_at = started_at AND status = 'rejected'),
   (SELECT count(*) FROM procedures)] AS found, pages_gone, (SELECT count(*) FROM pages WHERE status = 'gone') AS gone FROM {_NEWEST} newest"""

# Of a run that loaded more pages than it has versions, the rest must have been pruned: the first versions of a page, or all of a page
# that has no text now.
_LOADED = f"""SELECT r.run_id, r.status, r.pages_loaded, (SELECT count(*) FROM ops.versions v WHERE v.run_id = r.run_id) AS versions,
  (SELECT coalesce(sum(least_number - 1), 0) FROM (SELECT min(number) AS least_number FROM {_NUMBERED} GROUP BY page_id))
  + (SELECT count(*) FROM pages p WHERE p.text IS NULL AND p.first_seen_at <= r.started_at
     AND p.page_id NOT IN (SELECT page_id FROM ops.versions)) AS pruned FROM ops.runs r"""

# Where a page became a duplicate its version ends and no other begins.
_ENDED = f"""SELECT v.valid_to, count(*) AS versions FROM ops.versions v WHERE v.valid_to >= {_FIRST_KEPT}
  AND NOT EXISTS (SELECT 1 FROM ops.versions n WHERE n.page_id = v.page_id AND n.valid_from = v.valid_to) GROUP BY v.valid_to"""

HISTORY_CHECKS: tuple[Check, ...] = (
    Check(
        "versions of a page follow each other without overlap, the last one open",
        """SELECT page_id, version_id, valid_from, valid_to FROM ops.versions WHERE valid_to <= valid_from UNION ALL
        SELECT page_id, version_id, valid_from, valid_to FROM ops.versions
        QUALIFY coalesce(valid_to, TIMESTAMP '9999-12-31') > lead(valid_from) OVER (PARTITION BY page_id ORDER BY valid_from, version_id)""",
    ),
    Check(
        "versions of a page are numbered in order, and only the first is new",
        f"""SELECT page_id, version_id, change FROM {_NUMBERED} QUALIFY version_id IS DISTINCT FROM page_id || '-' || number
        OR (change = 'new') <> (number = 1) OR number <> 1 + lag(number) OVER (PARTITION BY page_id ORDER BY valid_from, number)""",
    ),
    Check(
        "a page has one open version if it has a text, else none",
        """SELECT pages.page_id, source_uri, status, count(version_id) AS open FROM pages
        LEFT JOIN ops.versions v ON v.page_id = pages.page_id AND v.valid_to IS NULL
        GROUP BY pages.page_id, source_uri, status, text HAVING count(version_id) <> CASE WHEN text IS NULL THEN 0 ELSE 1 END""",
    ),
    Check(
        "a version ends where the next one begins, or where its page became a duplicate",
        f"""SELECT e.valid_to, e.versions, r.run_id, r.pages_duplicate FROM ({_ENDED}) e
        ASOF LEFT JOIN {_PUBLISHED} r ON e.valid_to >= r.started_at WHERE e.versions > coalesce(r.pages_duplicate, 0)""",
    ),
    Check(
        "a version that the parser made has the bytes of the one before",
        f"""SELECT v.version_id, v.valid_from, earlier.valid_to FROM {_NUMBERED} v JOIN {_NUMBERED} earlier
        ON earlier.page_id = v.page_id AND earlier.number = v.number - 1
        LEFT JOIN history.pages p ON p.version_id = v.version_id LEFT JOIN history.pages before ON before.version_id = earlier.version_id
        WHERE v.change = 'parser' AND (earlier.valid_to <> v.valid_from OR p.content_sha256 IS DISTINCT FROM before.content_sha256)""",
    ),
    Check(
        "every superseded version has its rows in the archive",
        """SELECT version_id FROM ops.versions WHERE valid_to IS NOT NULL AND (version_id NOT IN (SELECT version_id FROM archive.pages)
        OR version_id NOT IN (SELECT version_id FROM archive.procedures))""",
    ),
    Check("archived rows belong to a superseded version of their page", union(map(_foreign, HISTORY_TABLES))),
    Check(
        "history gives the current rows once",
        f"FROM ({union(_current_rows(model.sql_name) for model in HISTORY_TABLES)}) WHERE here <> history OR here <> as_of",
    ),
    Check(
        "an open version is not younger than its page, nor seen later",
        """SELECT v.version_id, v.valid_from, first_seen_at, last_seen_at FROM ops.versions v JOIN pages USING (page_id)
        WHERE v.valid_from < first_seen_at OR first_seen_at > last_seen_at""",
    ),
)

RUN_CHECKS: tuple[Check, ...] = (
    Check(
        "runs add up",
        "SELECT run_id FROM ops.runs WHERE pages_seen <> pages_loaded + pages_unchanged + pages_duplicate + pages_rejected",
    ),
    Check(
        "keys of runs tell when they started, and no two started at once",
        """SELECT run_id, started_at FROM ops.runs
        QUALIFY NOT starts_with(run_id, strftime(started_at, '%Y%m%dT%H%M%S%f')) OR count(*) OVER (PARTITION BY started_at) > 1""",
    ),
    Check(
        "a published run has ended", "SELECT run_id FROM ops.runs WHERE status = 'published' AND finished_at IS NULL"
    ),
    Check(
        "the newest run's counts are those of the tables",
        f"SELECT run_id, counted, found FROM ({_NEWEST_COUNTS}) WHERE counted <> found OR pages_gone > gone",
    ),
    Check(
        "what is published has a published run",
        f"SELECT page_id, source_uri FROM pages WHERE NOT EXISTS (FROM {_PUBLISHED})",
    ),
    Check(
        "runs made as many versions as they loaded pages",
        f"""FROM ({_LOADED}) WHERE versions > pages_loaded OR (status = 'published' AND pages_loaded - versions > pruned)
        OR (status <> 'published' AND versions > 0)""",
    ),
    Check(
        "versions were made by a run that is kept, when it started",
        f"""SELECT v.version_id, v.run_id, v.valid_from FROM ops.versions v LEFT JOIN ops.runs r USING (run_id)
        WHERE v.valid_from < r.started_at OR (r.run_id IS NULL AND v.valid_from >= {_FIRST_KEPT})""",
    ),
    Check(
        "findings and quarantine name a run that is kept",
        union(
            f"""SELECT '{table}' AS table_name, page_id, run_id FROM ops.{table}
            WHERE run_id NOT IN (SELECT run_id FROM {_PUBLISHED}) AND run_id > (SELECT min(run_id) FROM ops.runs)"""
            for table in ("findings", "quarantine")
        ),
    ),
    Check(
        "pages were seen by runs that are kept",
        f"""SELECT page_id, source_uri, first_seen_at, last_seen_at FROM pages
        WHERE (first_seen_at NOT IN (SELECT started_at FROM {_PUBLISHED}) AND first_seen_at >= {_FIRST_KEPT})
        OR (last_seen_at NOT IN (SELECT started_at FROM {_PUBLISHED}) AND last_seen_at >= {_FIRST_KEPT})""",
    ),
)
