"""Checks on what is declared and on the ledger of pages: catalog, identities, characters, duplicates, findings and quarantine."""

from __future__ import annotations

from schemas.model import column_names
from schemas.tables import OPS_TABLES
from schemas.vocabulary.findings import SEVERITY_OF
from warehouse.checks.rows import Check, union, visible
from warehouse.schema.ddl import SCHEMA_VERSION, schema_fingerprint, section_kind_rows
from warehouse.sql import qualified, quote

_ON_PAGES = [model for model in OPS_TABLES if "page_id" in column_names(model)]
_KINDS = ", ".join(
    f"({quote(key)}, {position}, {quote(title)}, {quote(text)})" for key, position, title, text in section_kind_rows()
)
_SEVERITIES = ", ".join(f"({quote(code)}, {quote(severity)})" for code, severity in SEVERITY_OF.items())
_CUT = visible("substr(pages.text, char_start + 1, char_end - char_start)")


def _differs(aspect: str) -> str:
    """What a file declares otherwise than a warehouse that is made anew; the temporary tables are made by `verify`."""
    return f"""SELECT * FROM (
      SELECT name, declared, 'missing' AS problem FROM (FROM expected_catalog EXCEPT FROM found_catalog) WHERE aspect = '{aspect}'
      UNION ALL SELECT name, declared, 'unknown' FROM (FROM found_catalog EXCEPT FROM expected_catalog) WHERE aspect = '{aspect}')"""


CATALOG_CHECKS: tuple[Check, ...] = (
    Check("tables, views and macros are those of the models", _differs("object")),
    Check("columns and types are those of the models", _differs("column")),
    Check("constraints are those of the models", _differs("constraint")),
    Check("comments are those of the models", _differs("comment")),
    Check("views and macros say what they should", _differs("definition")),
    Check(
        "the schema's version is today's, in one row",
        f"""SELECT version, fingerprint FROM (FROM ops.schema_version UNION ALL VALUES (NULL, NULL))
        GROUP BY ALL HAVING (version IS NOT NULL AND (version, fingerprint) <> ({quote(SCHEMA_VERSION)}, {quote(schema_fingerprint())}))
        OR (version IS NULL AND (SELECT count(*) FROM ops.schema_version) <> 1)""",
    ),
    Check(
        "section_kinds lists the sections that the project knows",
        f"""(SELECT 'missing' AS problem, * FROM (FROM (VALUES {_KINDS}) EXCEPT SELECT section, position, title, description FROM section_kinds))
        UNION ALL (SELECT 'unknown', * FROM (SELECT section, position, title, description FROM section_kinds EXCEPT FROM (VALUES {_KINDS})))""",
    ),
)

PAGE_CHECKS: tuple[Check, ...] = (
    Check(
        "what is kept on a page is of a page that is there",
        union(
            f"SELECT {quote(qualified(model))} AS table_name, page_id FROM {qualified(model)} ANTI JOIN pages USING (page_id)"
            for model in _ON_PAGES
        ),
    ),
    Check("every page has its input", "SELECT page_id, source_uri FROM pages ANTI JOIN ops.inputs USING (page_id)"),
    Check(
        "a page's key is made from its identity",
        "SELECT page_id, source_uri FROM pages WHERE page_id <> left(sha256(source_uri), 16)",
    ),
    Check(
        "content characters are those of the text",
        f"SELECT page_id, source_uri FROM pages WHERE content_chars <> coalesce({visible('text')}, 0)",
    ),
    Check(
        "characters add up",
        "SELECT page_id, source_uri FROM pages WHERE content_chars <> claimed_chars + chrome_chars + unclaimed_chars",
    ),
    Check(
        "unclaimed characters are those remarked on",
        f"""SELECT page_id, source_uri, unclaimed_chars FROM pages LEFT JOIN
        (SELECT page_id, sum({_CUT}) AS remarked
          FROM ops.findings JOIN pages USING (page_id) WHERE findings.code = 'text_unclaimed' GROUP BY page_id) USING (page_id)
        WHERE unclaimed_chars <> coalesce(remarked, 0) AND page_id NOT IN (SELECT page_id FROM ops.quarantine WHERE table_name IN ('pages', 'findings'))""",
    ),
    Check(
        "a page's status fits what is kept of it",
        """SELECT page_id, source_uri, status FROM pages WHERE (status = 'current') <> (reason IS NULL) OR (status = 'duplicate') <> (duplicate_of IS NOT NULL)
        OR (status = 'current' AND text IS NULL) OR (status = 'duplicate' AND text IS NOT NULL)
        OR (status IN ('current', 'duplicate') AND content_sha256 IS NULL)""",
    ),
    Check(
        "a duplicate names a page that holds its bytes",
        """SELECT p.page_id, p.source_uri, holder.source_uri, holder.status FROM pages p LEFT JOIN pages holder ON p.duplicate_of = holder.page_id
        WHERE p.status = 'duplicate' AND (holder.text IS NULL OR holder.status = 'duplicate' OR holder.content_sha256 IS DISTINCT FROM p.content_sha256)""",
    ),
    Check(
        "the same bytes are loaded once",
        "SELECT content_sha256, count(*), min(source_uri) FROM pages WHERE status = 'current' GROUP BY content_sha256 HAVING count(*) > 1",
    ),
    Check(
        "a page has procedures if it has a text",
        """SELECT page_id, source_uri, status FROM pages WHERE (text IS NOT NULL) <> (page_id IN (SELECT page_id FROM procedures))
        AND page_id NOT IN (SELECT page_id FROM ops.quarantine WHERE table_name IN ('pages', 'procedures') AND pages.text IS NOT NULL)""",
    ),
    Check(
        "findings stand in their page's text, as grave as they are",
        f"""SELECT f.page_id, f.code, f.severity, f.char_start, f.char_end FROM ops.findings f JOIN pages USING (page_id)
        LEFT JOIN (VALUES {_SEVERITIES}) kinds(code, severity) ON kinds.code = f.code
        WHERE f.severity IS DISTINCT FROM kinds.severity OR (f.char_start IS NULL) <> (f.char_end IS NULL) OR f.char_start > f.char_end
        OR f.char_end > coalesce(length(pages.text), 0)""",
    ),
    Check(
        "a rejected page is in quarantine",
        "SELECT page_id, source_uri FROM pages WHERE status = 'rejected' AND page_id NOT IN (SELECT page_id FROM ops.quarantine WHERE table_name = 'pages')",
    ),
    Check(
        "what is in quarantine is remarked on, and its page is not loaded",
        """SELECT q.page_id, q.table_name, q.reason FROM ops.quarantine q JOIN pages USING (page_id)
        WHERE (q.table_name = 'pages' AND pages.status IN ('current', 'duplicate')) OR (q.table_name NOT IN ('findings', 'quarantine')
        AND q.page_id NOT IN (SELECT page_id FROM ops.findings WHERE code = CASE q.table_name WHEN 'pages' THEN 'page_rejected' ELSE 'row_quarantined' END))""",
    ),
)
