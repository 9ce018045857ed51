"""Checks on what pages say: keys, values, spans, sections and facts. Each is a query whose rows are what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from schemas.model import Table, column_names, columns_of
from schemas.tables import CONTENT_TABLES, HISTORY_TABLES, TABLES
from schemas.vocabulary.sections import TYPED_TABLES
from warehouse.sql import qualified, quote, words_sql


class Check(NamedTuple):
    """An invariant by its name, and the query that finds what breaks it."""

    name: str
    sql: str


_KEYED = [model for model in CONTENT_TABLES if model.sql_name != "procedures"]
_SPANNED = [model for model in CONTENT_TABLES if "char_start" in column_names(model)]
# What counts as blank: white space as Python's `str.isspace` has it.
BLANKS = "\\t\\n\\x0b\\f\\r\\x1c-\\x20\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"


def visible(text: str) -> str:
    """The number of non-blank characters of a text, in SQL."""
    return f"length(regexp_replace({text}, '[{BLANKS}]', '', 'g'))"


def _words(text: str) -> str:
    """The letters and numbers of a text: clean-up touches white space, marks of emphasis and invisible characters only."""
    return f"regexp_replace({text}, '[^\\p{{L}}\\p{{N}}]+', '', 'g')"


def union(parts: Iterable[str]) -> str:
    """Queries with the same columns as one."""
    return "\nUNION ALL ".join(parts)


def _whole(*tables: str, key: str = "procedure_id") -> str:
    """That no row of a procedure was set aside from these tables. A page rejected since then no longer tells which were."""
    listed = ", ".join(map(quote, ("pages", *tables)))
    return f"split_part({key}, '-', 1) NOT IN (SELECT page_id FROM ops.quarantine WHERE table_name IN ({listed}))"


def _spans(schema: str, models: Iterable[type[Table]]) -> str:
    """The rows with a span of a schema, with their page's text, what it cuts out, and what the row says."""
    version = "''" if schema == "main" else "version_id"
    rows = union(
        f"""SELECT '{schema}.{model.sql_name}' AS table_name, {version} AS version_id, procedure_id, position, char_start, char_end,
        {words_sql(model)} AS said FROM {schema}.{model.sql_name}"""
        for model in models
    )
    page = (
        "JOIN main.procedures USING (procedure_id) JOIN main.pages USING (page_id)"
        if schema == "main"
        else "JOIN archive.pages USING (version_id)"
    )
    return f"""SELECT table_name, version_id, procedure_id, position, char_start, char_end, said, pages.text AS page,
    substr(pages.text, char_start + 1, char_end - char_start) AS cut FROM ({rows}) {page}"""


def _in_both(models: list[type[Table]]) -> str:
    return f"({_spans('main', models)} UNION ALL {_spans('archive', models)})"


_SPAN_COLUMNS = "table_name, version_id, procedure_id, position, char_start, char_end"


def _rules(model: type[Table], name: str) -> str:
    """The rows of a table that break a rule of their model."""
    broken: list[str] = []
    for column in columns_of(model):
        quoted = f'"{column.name}"'
        if not column.nullable:
            broken.append(f"{quoted} IS NULL")
        if column.allowed:
            broken.append(f"{quoted} NOT IN ({', '.join(map(quote, column.allowed))})")
        if column.minimum is not None:
            broken.append(f"{quoted} < {column.minimum:g}")
        if column.pattern is not None:
            broken.append(f"NOT regexp_full_match({quoted}, {quote(column.pattern)})")
    broken += [f'"{left}" > "{right}"' for left, _, right in model.row_checks]
    key = (*(("version_id",) if name.startswith("archive.") else ()), *(model.primary_key or ("run_id", "page_id")))
    return f"SELECT {quote(name)} AS table_name, {_key(key)} AS key FROM {name} WHERE {' OR '.join(broken)}"


def _key(columns: tuple[str, ...]) -> str:
    return f"concat_ws(' ', {', '.join(columns)})"


def _repeated(model: type[Table], name: str) -> str:
    columns = (*(("version_id",) if name.startswith("archive.") else ()), *model.primary_key)
    return f"SELECT {quote(name)} AS table_name, {_key(columns)} AS key FROM {name} GROUP BY {', '.join(columns)} HAVING count(*) > 1"


def _gaps(model: type[Table]) -> str:
    group = ", ".join(column for column in model.primary_key if column != "position")
    return f"""SELECT {quote(model.sql_name)} AS table_name, {_key(tuple(group.split(", ")))} AS key FROM {model.sql_name}
    GROUP BY {group} HAVING (min(position) <> 1 OR max(position) <> count(*)) AND {_whole(model.sql_name)}"""


def _out_of_order(model: type[Table]) -> str:
    group = ", ".join(column for column in model.primary_key if column != "position")
    return f"""SELECT {quote(model.sql_name)} AS table_name, {_key(model.primary_key)} AS key FROM {model.sql_name}
    QUALIFY char_start < lag(char_start) OVER (PARTITION BY {group} ORDER BY position)"""


def _homeless(section: str, table: str) -> str:
    return f"""SELECT {quote(table)} AS table_name, procedure_id, position FROM {table} t WHERE {_whole("sections")}
    AND NOT EXISTS (SELECT 1 FROM sections s WHERE s.procedure_id = t.procedure_id AND s.section = {quote(section)}
      AND s.state = 'parsed' AND t.char_start >= s.char_start AND t.char_end <= s.char_end)"""


def _without_rows(section: str, tables: tuple[str, ...]) -> str:
    rows = union(f"SELECT procedure_id FROM {table}" for table in tables)
    return f"""SELECT procedure_id, section, state FROM section_coverage WHERE section = {quote(section)} AND {_whole(*tables, "sections")}
    AND (state = 'parsed') <> (procedure_id IN ({rows}))"""


# The text of a section: its items, one a line, each sub-heading on a line before the first item under it.
_ITEM_LINES = """SELECT procedure_id, section_position, position, concat_ws(chr(10),
  CASE WHEN subsection IS DISTINCT FROM lag(subsection) OVER (PARTITION BY procedure_id, section_position ORDER BY position)
    THEN subsection END, nullif(concat_ws(': ', label, text), '')) AS line FROM section_items"""
_SECTION_TEXTS = f"""SELECT procedure_id, section_position AS position, count(*) AS items,
  string_agg(nullif(line, ''), chr(10) ORDER BY position) AS text FROM ({_ITEM_LINES}) GROUP BY procedure_id, section_position"""


def _section_text(section: str) -> str:
    return f"""(SELECT procedure_id, string_agg(concat_ws(': ', label, text), chr(10) ORDER BY section_position, position) AS {section}
    FROM section_items WHERE section = '{section}' GROUP BY procedure_id)"""


_ALL = [(model, qualified(model)) for model in TABLES] + [
    (model, f"archive.{model.sql_name}") for model in HISTORY_TABLES
]

ROW_CHECKS: tuple[Check, ...] = (
    Check("keys are unique", union(_repeated(model, name) for model, name in _ALL if model.primary_key)),
    Check("values keep the rules of their columns", union(_rules(model, name) for model, name in _ALL)),
    Check(
        "every row belongs to a procedure",
        union(
            [
                f"SELECT {quote(model.sql_name)} AS table_name, '' AS version_id, procedure_id FROM {model.sql_name} ANTI JOIN procedures USING (procedure_id)"
                for model in _KEYED
            ]
            + [
                f"""SELECT 'archive.{model.sql_name}', version_id, procedure_id FROM archive.{model.sql_name}
                ANTI JOIN archive.procedures USING (version_id, procedure_id)"""
                for model in _KEYED
            ]
        ),
    ),
    Check(
        "every procedure has its page", "SELECT procedure_id, page_id FROM procedures ANTI JOIN pages USING (page_id)"
    ),
    Check(
        "a procedure's key, address and site are those of its page",
        """SELECT p.procedure_id, pages.source_uri FROM procedures p JOIN pages USING (page_id)
        WHERE p.source_uri <> pages.source_uri OR p.site IS DISTINCT FROM pages.site
        OR NOT starts_with(p.procedure_id, p.page_id || '-')""",
    ),
    Check(
        "procedures of a page are numbered from 1",
        f"""SELECT procedure_id FROM (SELECT *, try_cast(split_part(procedure_id, '-', 2) AS BIGINT) AS number FROM procedures) WHERE {_whole("procedures")}
        QUALIFY number IS DISTINCT FROM row_number() OVER (PARTITION BY page_id ORDER BY number)""",
    ),
    Check(
        "positions count from 1 without gaps",
        union(_gaps(model) for model in CONTENT_TABLES if "position" in model.primary_key),
    ),
    Check("positions are in page order", union(_out_of_order(model) for model in _SPANNED)),
    Check(
        "spans lie in their page's text and are not blank",
        f"""SELECT {_SPAN_COLUMNS} FROM {_in_both(_SPANNED)} WHERE page IS NULL OR char_start < 0 OR char_end > length(page)
        OR char_end <= char_start OR trim(cut, ' ' || chr(9) || chr(10)) = ''""",
    ),
    # Earlier parsers may have cleaned up otherwise: what they said is held to less.
    Check(
        "spans cut out their text",
        f"""SELECT {_SPAN_COLUMNS}, said FROM {_in_both([model for model in _SPANNED if model.sql_name != "sections"])}
        WHERE CASE WHEN cut = said THEN false WHEN version_id = '' THEN {_words("cut")} <> {_words("said")}
        ELSE NOT contains({_words("lower(cut)")}, {_words("lower(said)")}) END""",
    ),
    Check(
        "spans of sections begin with their heading",
        f"""SELECT {_SPAN_COLUMNS}, said FROM {_in_both([model for model in _SPANNED if model.sql_name == "sections"])}
        WHERE said IS NOT NULL AND NOT contains({_words("substr(cut, 1, 2 * length(said) + 200)")}, {_words("said")})""",
    ),
    Check(
        "items lie in their section",
        f"""SELECT i.procedure_id, i.section_position, i.position FROM section_items i LEFT JOIN sections s
        ON s.procedure_id = i.procedure_id AND s.position = i.section_position
        WHERE (s.section IS DISTINCT FROM i.section OR i.char_start < s.char_start OR i.char_end > s.char_end) AND {_whole("sections", key="i.procedure_id")}""",
    ),
    Check(
        "items hang under an item before them",
        f"""SELECT i.procedure_id, i.section_position, i.position FROM section_items i LEFT JOIN section_items above
        ON above.procedure_id = i.procedure_id AND above.section_position = i.section_position AND above.position = i.parent_position
        WHERE i.parent_position IS NOT NULL AND (above.depth IS NULL OR above.depth >= i.depth OR i.parent_position >= i.position)
        AND {_whole("section_items", key="i.procedure_id")}""",
    ),
    Check(
        "sections have the text and number of their items",
        f"""SELECT s.procedure_id, s.position, s.item_count, found.items FROM sections s LEFT JOIN ({_SECTION_TEXTS}) found
        ON found.procedure_id = s.procedure_id AND found.position = s.position
        WHERE (s.item_count <> coalesce(found.items, 0) OR s.text IS DISTINCT FROM found.text) AND {_whole("section_items", key="s.procedure_id")}""",
    ),
    Check(
        "a section without items is empty",
        "SELECT procedure_id, position, state FROM sections WHERE (state = 'empty') <> (item_count = 0)",
    ),
    Check(
        "facts stand in a section of theirs",
        union(
            _homeless(section, table)
            for section, tables in TYPED_TABLES.items()
            for table in tables
            if table in {model.sql_name for model in _SPANNED}
        ),
    ),
    Check(
        "a section is parsed if its tables have rows", union(_without_rows(*typed) for typed in TYPED_TABLES.items())
    ),
    Check(
        "every procedure has a coverage row for every section",
        f"""SELECT procedure_id FROM procedures JOIN pages USING (page_id) JOIN ops.inputs USING (page_id)
        LEFT JOIN (SELECT procedure_id, list_sort(list(section)) AS covered FROM section_coverage GROUP BY ALL) USING (procedure_id)
        WHERE covered IS DISTINCT FROM (SELECT list_sort(list(section)) FROM section_kinds) AND {_whole("section_coverage")}
        AND pages.status = 'current' AND inputs.parser_version = (SELECT max_by(parser_version, started_at) FROM ops.runs WHERE status = 'published')""",
    ),
    Check(
        "coverage agrees with the sections",
        f"""SELECT c.procedure_id, c.section, c.state, found.state FROM section_coverage c LEFT JOIN
        (SELECT procedure_id, section, CASE WHEN bool_or(state = 'parsed') THEN 'parsed' ELSE arg_max(state, position) END AS state
          FROM sections GROUP BY procedure_id, section) found
        ON found.procedure_id = c.procedure_id AND found.section = c.section
        WHERE c.state <> coalesce(found.state, 'absent') AND {_whole("sections", key="c.procedure_id")}""",
    ),
    Check(
        "a procedure's name, summary and purpose are those of its page",
        f"""SELECT p.procedure_id, p.name, n.name FROM procedures p
        LEFT JOIN procedure_names n ON n.procedure_id = p.procedure_id AND n.kind = 'preferred'
        LEFT JOIN {_section_text("summary")} s ON s.procedure_id = p.procedure_id
        LEFT JOIN {_section_text("purpose")} u ON u.procedure_id = p.procedure_id
        WHERE (p.name IS DISTINCT FROM n.name OR p.summary IS DISTINCT FROM nullif(s.summary, '') OR p.purpose IS DISTINCT FROM nullif(u.purpose, ''))
        AND {_whole("procedure_names", "section_items", key="p.procedure_id")}""",
    ),
)
