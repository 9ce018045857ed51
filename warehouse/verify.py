"""The warehouse's invariants: one ordered table of checks, each a query whose rows are what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from schemas.model import column_names, columns_of, describe
from schemas.tables import CONTENT_TABLES, HISTORY_TABLES, TABLES
from schemas.vocabulary.sections import TYPED_TABLES
from warehouse.database import Connection, open_reader
from warehouse.ddl import section_kind_rows
from warehouse.names import qualified


class Violation(NamedTuple):
    """A check that found something: its name, how many rows, and the first of them."""

    check: str
    rows: int
    sample: str


_SPANNED = [model for model in CONTENT_TABLES if "char_start" in column_names(model)]
_KEYED = [model for model in CONTENT_TABLES if model.sql_name != "procedures"]


def _checks() -> list[tuple[str, str]]:
    checks: list[tuple[str, str]] = []
    for model in _SPANNED:
        checks.append(
            (
                f"spans of {model.sql_name} lie in their page's text and are not blank",
                f"""SELECT t.procedure_id, t.char_start, t.char_end FROM {model.sql_name} t JOIN procedures USING (procedure_id) JOIN pages USING (page_id)
                WHERE pages.text IS NULL OR t.char_end > length(pages.text) OR t.char_end <= t.char_start
                   OR trim(substr(pages.text, t.char_start + 1, t.char_end - t.char_start)) = ''""",
            )
        )
    for model in _SPANNED:
        if model.sql_name == "sections":
            continue
        # Words only: clean-up touches white space, invisible characters and marks of emphasis.
        words = "regexp_replace({}, '[^\\p{{L}}\\p{{N}}]+', '', 'g')"
        cut = words.format("substr(pages.text, t.char_start + 1, t.char_end - t.char_start)")
        checks.append(
            (
                f"spans of {model.sql_name} cut out its text",
                f"""SELECT t.procedure_id, t.position, t.text FROM {model.sql_name} t JOIN procedures USING (procedure_id) JOIN pages USING (page_id)
                WHERE NOT contains({cut}, {words.format("t.text")})""",
            )
        )
    for model in _KEYED:
        checks.append(
            (
                f"rows of {model.sql_name} belong to a procedure",
                f"SELECT procedure_id FROM {model.sql_name} WHERE procedure_id NOT IN (SELECT procedure_id FROM procedures)",
            )
        )
    for model in _KEYED:
        if model.primary_key == ("procedure_id", "position"):
            checks.append(
                (
                    f"positions of {model.sql_name} count from 1 without gaps",
                    f"""SELECT procedure_id FROM {model.sql_name} GROUP BY procedure_id
                    HAVING max(position) <> count(*) OR min(position) <> 1""",
                )
            )
    for section, tables in TYPED_TABLES.items():
        rows = " UNION ALL ".join(f"SELECT procedure_id FROM {table}" for table in tables)
        checks.append(
            (
                f"a parsed {section} section has rows in {' or '.join(tables)}",
                f"""SELECT procedure_id FROM section_coverage WHERE section = '{section}' AND state = 'parsed'
                AND procedure_id NOT IN ({rows})
                AND split_part(procedure_id, '-', 1) NOT IN (SELECT page_id FROM ops.quarantine)""",
            )
        )
    for model in TABLES:
        if model.primary_key:
            key = ", ".join(model.primary_key)
            checks.append(
                (
                    f"keys of {model.sql_name} are unique",
                    f"SELECT {key} FROM {qualified(model)} GROUP BY ALL HAVING count(*) > 1",
                )
            )
    for model in HISTORY_TABLES:
        checks.append(
            (
                f"archived rows of {model.sql_name} belong to a superseded version",
                f"SELECT version_id FROM archive.{model.sql_name} WHERE version_id NOT IN (SELECT version_id FROM ops.versions WHERE valid_to IS NOT NULL)",
            )
        )
    checks.extend(_FIXED)
    return checks


# What counts as blank: white space as Python's `str.isspace` has it.
BLANKS = "\\t\\n\\x0b\\f\\r\\x1c-\\x20\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"

_FIXED: list[tuple[str, str]] = [
    (
        "every procedure has its page",
        "SELECT procedure_id FROM procedures WHERE page_id NOT IN (SELECT page_id FROM pages)",
    ),
    (
        "every current page has a procedure",
        "SELECT source_uri FROM pages WHERE status = 'current' AND page_id NOT IN (SELECT page_id FROM procedures)",
    ),
    (
        "content characters are those of the text",
        f"""SELECT source_uri FROM pages WHERE content_chars <> length(regexp_replace(coalesce(text, ''), '[{BLANKS}]', '', 'g'))""",
    ),
    (
        "characters add up",
        "SELECT source_uri FROM pages WHERE content_chars <> claimed_chars + chrome_chars + unclaimed_chars",
    ),
    (
        "a duplicate names a page that holds its bytes",
        """SELECT p.source_uri FROM pages p LEFT JOIN pages holder ON p.duplicate_of = holder.page_id
        WHERE (p.status = 'duplicate') <> (p.duplicate_of IS NOT NULL) OR (p.status = 'duplicate' AND holder.page_id IS NULL)""",
    ),
    (
        "positions of items count from 1 without gaps",
        "SELECT procedure_id, section_position FROM section_items GROUP BY ALL HAVING max(position) <> count(*) OR min(position) <> 1",
    ),
    (
        "sections count their items",
        """SELECT procedure_id, sections.position FROM sections LEFT JOIN
        (SELECT procedure_id, section_position, count(*) AS items FROM section_items GROUP BY ALL) counted
        ON counted.procedure_id = sections.procedure_id AND counted.section_position = sections.position
        WHERE item_count <> coalesce(items, 0)""".replace(
            "SELECT procedure_id, sections.position", "SELECT sections.procedure_id, sections.position"
        ),
    ),
    (
        "every procedure has a coverage row for every section",
        """SELECT procedure_id FROM procedures WHERE (SELECT count(*) FROM section_kinds) <>
        (SELECT count(*) FROM section_coverage c WHERE c.procedure_id = procedures.procedure_id)""",
    ),
    (
        "coverage agrees with the sections",
        """SELECT procedure_id, section FROM section_coverage c
        WHERE (state = 'absent') = EXISTS (SELECT 1 FROM sections s WHERE s.procedure_id = c.procedure_id AND s.section = c.section)""",
    ),
    (
        "runs add up",
        "SELECT run_id FROM ops.runs WHERE pages_seen <> pages_loaded + pages_unchanged + pages_duplicate + pages_rejected",
    ),
    (
        "versions of a page follow each other without overlap",
        """SELECT page_id, version_id FROM (SELECT *, lead(valid_from) OVER (PARTITION BY page_id ORDER BY valid_from) AS following
        FROM ops.versions) WHERE valid_to > following OR valid_to <= valid_from OR (valid_to IS NULL AND following IS NOT NULL)""",
    ),
    (
        "a page has one current version, if it has rows",
        """SELECT page_id FROM procedures LEFT JOIN ops.versions v USING (page_id) GROUP BY page_id
        HAVING count(DISTINCT v.version_id) FILTER (v.valid_to IS NULL) <> 1""",
    ),
    (
        "every superseded version has its rows in the archive",
        "SELECT version_id FROM ops.versions WHERE valid_to IS NOT NULL AND version_id NOT IN (SELECT version_id FROM archive.pages)",
    ),
    ("every page has its input", "SELECT source_uri FROM pages WHERE page_id NOT IN (SELECT page_id FROM ops.inputs)"),
    (
        "findings are on known pages",
        "SELECT page_id FROM ops.findings WHERE page_id NOT IN (SELECT page_id FROM pages)",
    ),
]


def verify(database: Path) -> tuple[int, list[Violation]]:
    """Run every check on a published warehouse: how many there are, and those that found something."""
    violations: list[Violation] = []
    with open_reader(database) as connection:
        checks = _checks()
        if missing := _missing(connection):
            return len(checks) + 3, [Violation("every table is there", len(missing), missing[0])]
        for name, sql in checks:
            rows = connection.execute(sql).fetchall()
            if rows:
                violations.append(Violation(name, len(rows), str(rows[0])))
        declared = _declared(connection)
    return len(checks) + 3, violations + declared


def _missing(connection: Connection) -> list[str]:
    found = set(connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall())
    return [qualified(model) for model in TABLES if (model.sql_schema, model.sql_name) not in found]


def _declared(connection: Connection) -> list[Violation]:
    """Types, nullability and comments as the models declare them, and the rows of section_kinds."""
    found: dict[tuple[str, str], list[tuple[str, str, bool, str | None]]] = {}
    for schema, table, column, kind, nullable, comment in connection.execute(
        "SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal ORDER BY table_oid, column_index"
    ).fetchall():
        found.setdefault((schema, table), []).append((column, kind, nullable, comment))
    comments = {
        (schema, table): comment
        for schema, table, comment in connection.execute(
            "SELECT schema_name, table_name, comment FROM duckdb_tables()"
        ).fetchall()
    }
    wrong: list[str] = []
    undocumented: list[str] = []
    for model in TABLES:
        key = (model.sql_schema, model.sql_name)
        keys = set(model.primary_key)
        expected = [(c.name, c.sql_type, c.nullable and c.name not in keys, c.description) for c in columns_of(model)]
        actual = found.get(key, [])
        if [row[:3] for row in expected] != [row[:3] for row in actual]:
            wrong.append(qualified(model))
        elif [row[3] for row in expected] != [row[3] for row in actual] or comments.get(key) != describe(model):
            undocumented.append(qualified(model))
    kinds = connection.execute(
        "SELECT section, position, title, description FROM section_kinds ORDER BY position"
    ).fetchall()
    result = [Violation("columns and types are those of the models", len(wrong), wrong[0])] if wrong else []
    if undocumented:
        result.append(Violation("comments are those of the models", len(undocumented), undocumented[0]))
    if kinds != section_kind_rows():
        result.append(Violation("section_kinds lists the sections that the project knows", 1, "section_kinds"))
    return result
