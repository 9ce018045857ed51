"""Checks on the parser's rules: which there are, what was made by them, and what they took for the site's.

A page that was read last by a parser that did not tell its rules has none in `procedures.title_rule`.
"""

from __future__ import annotations

from warehouse.checks.rows import Check, union, visible
from warehouse.schema.ddl import rule_rows
from warehouse.sql import quote

_TODAYS = ", ".join(f"({', '.join(map(quote, row))})" for row in rule_rows())
# The columns that name a rule, with what it must decide.
_NAMED = (
    ("main.sections", "rule", "section"),
    ("archive.sections", "rule", "section"),
    ("main.procedures", "title_rule", "title"),
    ("archive.procedures", "title_rule", "title"),
    ("ops.boilerplate", "rule", "boilerplate"),
)
_CUT = visible("substr(pages.text, char_start + 1, char_end - char_start)")

RULE_CHECKS: tuple[Check, ...] = (
    Check("ops.rules has the rules that the parser has", f"FROM (VALUES {_TODAYS}) EXCEPT FROM ops.rules"),
    Check(
        "what a rule made names one that is known to decide so",
        union(
            f"""SELECT DISTINCT {quote(table)} AS table_name, {column} AS rule FROM {table}
            WHERE {column} NOT IN (SELECT rule FROM ops.rules WHERE decides = {quote(decides)})"""
            for table, column, decides in _NAMED
        ),
    ),
    Check(
        "boilerplate stands in its page's text and is not blank",
        f"""SELECT page_id, char_start, char_end, rule FROM ops.boilerplate JOIN pages USING (page_id)
        WHERE text IS NULL OR char_start < 0 OR char_end > length(text) OR {_CUT} = 0""",
    ),
    Check(
        "boilerplate is no item, and no other boilerplate",
        """SELECT page_id, char_start, char_end, rule FROM ops.boilerplate
        QUALIFY char_start < max(char_end) OVER (PARTITION BY page_id ORDER BY char_start, char_end ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW)
        UNION ALL SELECT b.page_id, b.char_start, b.char_end, b.rule FROM ops.boilerplate b JOIN section_items i
        ON split_part(i.procedure_id, '-', 1) = b.page_id AND i.char_start < b.char_end AND i.char_end > b.char_start""",
    ),
    Check(
        "chrome characters are those of the boilerplate",
        f"""SELECT page_id, source_uri, chrome_chars, taken FROM pages LEFT JOIN
        (SELECT page_id, sum({_CUT}) AS taken FROM ops.boilerplate JOIN pages USING (page_id) GROUP BY page_id) USING (page_id)
        WHERE chrome_chars <> coalesce(taken, 0) AND page_id NOT IN (SELECT page_id FROM procedures WHERE title_rule IS NULL)
        AND page_id NOT IN (SELECT page_id FROM ops.quarantine WHERE table_name IN ('pages', 'boilerplate'))""",
    ),
)
