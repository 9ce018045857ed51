"""`procwh verify`: every check of the table is caught by a breakage that is meant for it, and a sound warehouse breaks none."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

import parsers.parse
import pipelines.ingest.batch
import pipelines.ingest.plan
from parsers.page import Finding
from pipelines.ingest.plan import IngestOptions
from pipelines.ingest.run import PagesRejected, ingest
from schemas.model import Table, column_names, columns_of
from schemas.rows import BenefitsRow, RisksRow
from schemas.tables import CONTENT_TABLES, HISTORY_TABLES, OPS_TABLES, TABLES
from schemas.vocabulary.sections import TYPED_TABLES
from tests.support.pages import with_all_tables
from warehouse.checks.verify import CHECKS, remember_catalogs, verify, violation
from warehouse.sql import qualified

Connection = duckdb.DuckDBPyConnection
SPANNED = [model.sql_name for model in CONTENT_TABLES if "char_start" in column_names(model)]
CUT = [table for table in SPANNED if table != "sections"]
FACTS = [table for table in CUT if table != "section_items"]
CHILDREN = [model.sql_name for model in CONTENT_TABLES if model.sql_name != "procedures"]
POSITIONED = [model.sql_name for model in CONTENT_TABLES if "position" in model.primary_key]
ARCHIVED = [model.sql_name for model in HISTORY_TABLES]


# --- a warehouse with everything in it --------------------------------------------------------------------------------


def full_page(number: int) -> str:
    """A page with two rows or more in every table; the number tells two apart."""
    page = f"""Injection into the shoulder joint, number {number}

HCPCS code

Name of the Procedure:

Shoulder Injection {number} (also known as Glenohumeral Injection)

Summary

A small amount of medicine number {number} is placed inside the joint.

Purpose

It eases pain number {number}.

Indications

  • Frozen shoulder of kind {number}
      • Worst of kind {number}
  • Bursitis

Preparation

  • Tell the clinic about allergy number {number}.
  • Wear a loose shirt.

Procedure Description

  1. The skin is cleaned {number} times.
  2. The medicine is injected.

Tools and Equipment:

  • Needle of size {number}
  • Syringe

Anesthesia:

  • A local anesthetic, {number} ml
  • A cold spray

Duration

  • First visit: {10 + number} to {20 + number} minutes
  • Later visits: 5 minutes

Setting

  • Outpatient clinic
  • Castle number {number}

Personnel

  • Radiologist or Nurse
  • Helper number {number}

Risks and Complications

  • Common: soreness of kind {number}
  • Rare: infection

Benefits

  • Less pain, {number} times
  • Better movement

Recovery

  • Rest for {number} days.
  • Use ice.

Alternatives

  • Tablets of kind {number}
  • Exercises

Patient Experience

During the procedure, pressure number {number} may be felt. Afterwards the arm may be sore.

Similar Codes

  • J000{number}: Another injection
  • J0009: Yet another injection
"""
    return f"{with_all_tables(page)}\n-----\n\n\u00a9 2026 Clinic {number}\n"


def small_page(name: str, risk: str = "Bleeding") -> str:
    return f"Imaging, {name.lower()}; single view\n\nHCPCS code\n\nRisks and Complications\n\n  • {risk}\n  • Fever\n\nSimilar Codes\n"


TWO = "".join(
    f"{name}\n\nIndications\n\n  • Pain\n\nRisks and Complications\n\n  • {risk}\n\nBenefits\n\n  • Relief\n\n"
    for name, risk in (("Knee Scan", "Bleeding"), ("Hip Scan", "Fever"))
)


class House:
    """A raw folder and a warehouse of its own."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.database = folder / "raw", folder / "w.duckdb"
        self.raw.mkdir()

    def put(self, **bodies: str | None) -> None:
        for name, body in bodies.items():
            path = self.raw / f"{name}.txt"
            if body is None:
                path.unlink()
            else:
                path.write_text(body, encoding="utf-8")

    def ingest(self, **options: Any) -> None:
        ingest([self.raw], self.database, self.raw, IngestOptions(workers=1, accept=True, **options))


def odd_rows(parsed: Any, page: Any) -> Any:
    """The rows of a page; one row of `quarantined.txt` is not on the closed list."""
    rows = page_rows(parsed, page)
    if page.uri == "quarantined.txt":
        first, *others = rows[RisksRow]
        rows[RisksRow] = [first._replace(frequency="often"), *others]
    return rows


def odd_account(page: Any) -> Any:
    """A parsed page; of `unclaimed.txt` nothing accounts for the first seven characters."""
    parsed = parse_page(page)
    if page.uri != "unclaimed.txt":
        return parsed
    account = parsed.account._replace(claimed=parsed.account.claimed - 7, unclaimed=7)
    return parsed._replace(
        account=account, findings=(*parsed.findings, Finding("text_unclaimed", "Nothing accounts for it", None, 0, 7))
    )


def first_benefit(section: Any, facts: Any) -> None:
    """How an earlier parser read benefits: it stopped at the first."""
    read_benefits(section, facts)
    facts.rows[BenefitsRow] = facts.rows[BenefitsRow][:1]


read_benefits = parsers.parse.READERS["benefits"]
page_rows, parse_page = pipelines.ingest.batch.page_rows, pipelines.ingest.batch.parse_page


def tell(house: House) -> None:
    """Four runs, after which there are pages of every status, versions of every kind, a page that was a duplicate for a while, and a failed run."""
    url = json.dumps({"url": "https://clinic.example/a"})
    for name in ("one_identity", "one_identity_again"):
        (house.raw / f"{name}.txt.meta.json").write_text(url, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipelines.ingest.batch, "page_rows", odd_rows)
        patch.setattr(pipelines.ingest.batch, "parse_page", odd_account)
        with patch.context() as earlier:
            earlier.setitem(parsers.parse.READERS, "benefits", first_benefit)
            earlier.setattr(pipelines.ingest.plan, "parser_version", lambda: "an earlier parser")
            house.put(
                changed=full_page(1),
                read_again=full_page(2),
                copy=full_page(2),
                held=full_page(3),
                empty="",
                emptied=small_page("Knee"),
                removed=small_page("Hip"),
                quarantined=small_page("Toe"),
                unclaimed=small_page("Ear"),
                two=TWO,
                returned=small_page("Jaw"),
                once_its_own=small_page("Eye"),
                for_a_while=small_page("Arm"),
                one_identity=small_page("Chin"),
                one_identity_again=small_page("Lip"),
            )
            house.ingest()
            house.put(
                changed=full_page(4), emptied="", returned=None, once_its_own=full_page(3), for_a_while=full_page(3)
            )
            house.ingest()
        house.put(returned=small_page("Jaw"), for_a_while=small_page("Arm", "Bruising"), two=small_page("Knee Scan"))
        house.ingest()
        house.put(removed=None)
        with pytest.raises(PagesRejected):
            house.ingest(strict=True)
        house.ingest()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of that story. Only for reading."""
    house = House(tmp_path_factory.mktemp("sound"))
    tell(house)
    return house.database


@pytest.fixture(scope="module")
def loose(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """The same rows in tables without constraints, which would stop most breakages. A test rolls back what it breaks."""
    path = Path(shutil.copy(sound, tmp_path_factory.mktemp("loose") / "loose.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for schema, table in connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall():
            connection.execute(f"CREATE TABLE {schema}.loose AS FROM {schema}.{table}")
            connection.execute(f"DROP TABLE {schema}.{table}")
            connection.execute(f"ALTER TABLE {schema}.loose RENAME TO {table}")
        remember_catalogs(connection)
        yield connection


# --- breakages --------------------------------------------------------------------------------------------------------


class Breakage(NamedTuple):
    """What is broken, by which script, which check is meant to see it, and how many rows it must find, if that is known."""

    check: str
    what: str
    script: str
    rows: int | None = None


def page(name: str) -> str:
    """The key of a page."""
    return f"(SELECT page_id FROM pages WHERE source_uri = '{name}.txt')"


FULL = f"(SELECT procedure_id FROM procedures WHERE page_id = {page('changed')})"


def first(table: str, change: str, where: str | None = None) -> str:
    """Change one row of a table; of one with content, a row of a page with everything on it."""
    if where is None:
        where = f"procedure_id = {FULL}" if "." not in table and table != "pages" else "true"
    return f"UPDATE {table} SET {change} WHERE rowid = (SELECT min(rowid) FROM {table} WHERE {where});"


def each(tables: list[str], change: str, where: str | None = None) -> str:
    """Change one row of each table."""
    return "".join(first(table, change, where) for table in tables)


def both(tables: list[str]) -> list[str]:
    """The tables with those of the archive."""
    return [*tables, *(f"archive.{table}" for table in tables)]


def all_tables() -> list[tuple[type[Table], str]]:
    """Every table with a model, and its name."""
    return [
        *((model, qualified(model)) for model in TABLES),
        *((model, f"archive.{model.sql_name}") for model in HISTORY_TABLES),
    ]


KEYED = [name for model, name in all_tables() if model.primary_key]


def rule_breakers() -> list[str]:
    """For every rule of every column of every table, a row that breaks it."""
    scripts: list[str] = []
    for model, name in all_tables():
        for column in columns_of(model):
            values = [] if column.nullable else ["NULL"]
            values += ["'off the list'"] if column.allowed else []
            values += [f"{column.minimum:g} - 1"] if column.minimum is not None else []
            scripts += [
                f'INSERT INTO {name} SELECT * REPLACE ({value} AS "{column.name}") FROM {name} LIMIT 1;'
                for value in values
            ]
        scripts += [
            f"INSERT INTO {name} SELECT * REPLACE ({right} + 1 AS {left}) FROM {name} WHERE {right} IS NOT NULL LIMIT 1;"
            for left, _, right in model.row_checks
        ]
    return scripts


RULE_BREAKERS = rule_breakers()

BREAKAGES = [
    Breakage(
        "keys are unique",
        "a row that is there twice, in each table",
        "".join(f"INSERT INTO {table} FROM {table} LIMIT 1;" for table in KEYED),
        len(KEYED),
    ),
    Breakage(
        "values keep the rules of their columns",
        "a row for each rule, in each table",
        "".join(RULE_BREAKERS),
        len(RULE_BREAKERS),
    ),
    Breakage(
        "every row belongs to a procedure",
        "rows of another procedure, in each table",
        each(both(CHILDREN), "procedure_id = 'nobody-1'"),
        2 * len(CHILDREN),
    ),
    Breakage(
        "every procedure has its page", "page that is lost", f"DELETE FROM pages WHERE page_id = {page('changed')}", 1
    ),
    Breakage(
        "a procedure's key, address and site are those of its page",
        "address, site and key that are another's",
        f"UPDATE procedures SET source_uri = 'elsewhere' WHERE page_id = {page('copy')}; UPDATE procedures SET site = 'elsewhere' WHERE page_id = {page('returned')};"
        f"UPDATE procedures SET procedure_id = 'nobody-1' WHERE page_id = {page('changed')}",
        3,
    ),
    Breakage(
        "procedures of a page are numbered from 1",
        "number",
        f"UPDATE procedures SET procedure_id = page_id || '-2' WHERE page_id = {page('changed')}",
        1,
    ),
    Breakage(
        "procedures of a page are numbered from 1",
        "no number",
        f"UPDATE procedures SET procedure_id = page_id WHERE page_id = {page('changed')}",
        1,
    ),
    Breakage(
        "positions count from 1 without gaps",
        "gap in each table",
        each(POSITIONED, "position = 900", f"procedure_id = {FULL} AND position = 2"),
        len(POSITIONED),
    ),
    Breakage(
        "positions count from 1 without gaps",
        "from 0",
        f"UPDATE risks SET position = position - 1 WHERE procedure_id = {FULL}",
        1,
    ),
    Breakage(
        "positions are in page order",
        "row before the first, in each table",
        each(SPANNED, "char_start = -1", f"procedure_id = {FULL} AND position = 2"),
        len(SPANNED),
    ),
    Breakage(
        "spans lie in their page's text and are not blank",
        "beyond the end, in each table",
        each(both(SPANNED), "char_end = 1000000"),
        2 * len(SPANNED),
    ),
    Breakage(
        "spans lie in their page's text and are not blank",
        "before the beginning, in each table",
        each(both(SPANNED), "char_start = -1"),
        2 * len(SPANNED),
    ),
    Breakage(
        "spans lie in their page's text and are not blank",
        "nothing in each",
        each(both(SPANNED), "char_end = char_start"),
        2 * len(SPANNED),
    ),
    Breakage(
        "spans lie in their page's text and are not blank",
        "page without a text",
        f"UPDATE pages SET text = NULL WHERE page_id = {page('changed')}",
    ),
    Breakage(
        "spans lie in their page's text and are not blank",
        "blank text",
        f"UPDATE pages SET text = repeat(' ', length(text)) WHERE page_id = {page('changed')}",
    ),
    Breakage("spans cut out their text", "another text, in each table", each(both(CUT), "text = 'zzz'"), 2 * len(CUT)),
    Breakage(
        "spans cut out their text",
        "more than their text, in each table",
        each(CUT, "char_start = char_start - 25", f"procedure_id = {FULL} AND position = 2"),
        len(CUT),
    ),
    Breakage(
        "spans cut out their text",
        "less than their text, in each table",
        each(both(CUT), "char_end = char_end - 3"),
        2 * len(CUT),
    ),
    Breakage("spans cut out their text", "another label", each(both(["section_items", "steps"]), "label = 'zzz'"), 4),
    Breakage("spans cut out their text", "text that was changed", "UPDATE pages SET text = upper(text)"),
    Breakage(
        "spans of sections begin with their heading",
        "another heading",
        each(both(["sections"]), "heading = 'zzz'", "heading IS NOT NULL"),
        2,
    ),
    Breakage("items lie in their section", "item of no section", first("section_items", "section_position = 900"), 1),
    Breakage("items lie in their section", "item of another section", first("section_items", "section = 'cost'"), 1),
    Breakage(
        "items lie in their section",
        "items that begin before it, or end after it",
        first("sections", "char_start = char_end", f"procedure_id = {FULL} AND item_count = 1")
        + first(
            "sections", "char_end = char_start", f"procedure_id = {FULL} AND item_count = 1 AND char_start < char_end"
        ),
        2,
    ),
    Breakage(
        "items hang under an item before them", "under no item", first("section_items", "parent_position = 900"), 1
    ),
    Breakage(
        "items hang under an item before them", "under itself", first("section_items", "parent_position = position"), 1
    ),
    Breakage(
        "items hang under an item before them",
        "under one as deep",
        first("section_items", "depth = 0", f"procedure_id = {FULL} AND parent_position IS NOT NULL"),
        1,
    ),
    Breakage(
        "sections have the text and number of their items",
        "number, text",
        first("sections", "item_count = item_count + 1")
        + first("sections", "text = 'zzz'", f"procedure_id = {FULL} AND section = 'risks'"),
        2,
    ),
    Breakage(
        "sections have the text and number of their items",
        "item that is lost",
        f"DELETE FROM section_items WHERE procedure_id = {FULL} AND section_position = 4 AND position = 2",
        1,
    ),
    Breakage(
        "sections have the text and number of their items",
        "sub-heading that is lost",
        "UPDATE section_items SET subsection = NULL",
    ),
    Breakage(
        "a section without items is empty",
        "state",
        first("sections", "state = 'empty'", f"procedure_id = {FULL} AND item_count > 0")
        + first("sections", "state = 'parsed'", "item_count = 0"),
        2,
    ),
    Breakage(
        "facts stand in a section of theirs",
        "fact elsewhere, in each table",
        each(FACTS, "char_start = 0, char_end = 5"),
        len(FACTS),
    ),
    Breakage(
        "facts stand in a section of theirs",
        "section that is not parsed",
        f"UPDATE sections SET state = 'unparsed' WHERE procedure_id = {FULL} AND section = 'risks'",
    ),
    Breakage(
        "a section is parsed if its tables have rows",
        "facts that are lost, in each table",
        "".join(
            f"DELETE FROM {table} WHERE procedure_id = {FULL};" for tables in TYPED_TABLES.values() for table in tables
        ),
        len(TYPED_TABLES),
    ),
    Breakage(
        "a section is parsed if its tables have rows",
        "state of each",
        f"UPDATE section_coverage SET state = 'unparsed' WHERE procedure_id = {FULL}",
        len(TYPED_TABLES),
    ),
    Breakage(
        "every procedure has a coverage row for every section",
        "row that is lost",
        "DELETE FROM section_coverage WHERE section = 'cost'",
    ),
    Breakage(
        "every procedure has a coverage row for every section",
        "row too many",
        "INSERT INTO section_coverage SELECT procedure_id, 'zzz', 'absent' FROM procedures",
    ),
    Breakage(
        "coverage agrees with the sections",
        "states",
        first("section_coverage", "state = 'absent'", f"procedure_id = {FULL} AND state = 'parsed'")
        + first("section_coverage", "state = 'empty'", f"procedure_id = {FULL} AND section = 'cost'"),
        2,
    ),
    Breakage(
        "a procedure's name, summary and purpose are those of its page",
        "each of them",
        "".join(
            f"UPDATE procedures SET {column} = 'zzz' WHERE page_id = {page(name)};"
            for column, name in (("name", "changed"), ("summary", "copy"), ("purpose", "held"))
        ),
        3,
    ),
    Breakage(
        "what is kept on a page is of a page that is there",
        "page that is none, in each table",
        each([qualified(model) for model in OPS_TABLES if "page_id" in column_names(model)], "page_id = 'nobody'"),
        sum("page_id" in column_names(model) for model in OPS_TABLES),
    ),
    Breakage(
        "every page has its input", "input that is lost", f"DELETE FROM ops.inputs WHERE page_id = {page('changed')}", 1
    ),
    Breakage(
        "a page's key is made from its identity", "another identity", first("pages", "source_uri = 'elsewhere'"), 1
    ),
    Breakage(
        "content characters are those of the text",
        "number, text",
        "UPDATE pages SET content_chars = content_chars + 1",
        14,
    ),
    Breakage(
        "characters add up",
        "each of them",
        "".join(
            first("pages", f"{kind}_chars = {kind}_chars + 1", f"source_uri = '{name}.txt'")
            for kind, name in (("claimed", "two"), ("chrome", "copy"), ("unclaimed", "held"), ("content", "changed"))
        ),
        4,
    ),
    Breakage(
        "unclaimed characters are those remarked on",
        "finding that is lost",
        "DELETE FROM ops.findings WHERE code = 'text_unclaimed'",
        1,
    ),
    Breakage(
        "unclaimed characters are those remarked on",
        "number",
        f"UPDATE pages SET unclaimed_chars = 1 WHERE page_id = {page('changed')}",
        1,
    ),
    Breakage(
        "a page's status fits what is kept of it",
        "reason of a current page, and none of another",
        f"UPDATE pages SET reason = 'zzz' WHERE page_id = {page('changed')}; UPDATE pages SET reason = NULL WHERE status IN ('rejected', 'gone', 'duplicate')",
        6,
    ),
    Breakage(
        "a page's status fits what is kept of it",
        "duplicate of none, page that is a duplicate of another",
        f"UPDATE pages SET duplicate_of = NULL WHERE status = 'duplicate'; UPDATE pages SET duplicate_of = page_id WHERE page_id = {page('changed')}",
        3,
    ),
    Breakage(
        "a page's status fits what is kept of it",
        "texts",
        f"UPDATE pages SET text = CASE status WHEN 'duplicate' THEN 'zzz' END WHERE page_id IN ({page('changed')}, {page('read_again')})",
        2,
    ),
    Breakage("a page's status fits what is kept of it", "bytes of none", "UPDATE pages SET content_sha256 = NULL", 11),
    Breakage(
        "a duplicate names a page that holds its bytes",
        "other bytes",
        f"UPDATE pages SET content_sha256 = 'zzz' WHERE page_id = {page('copy')}",
        1,
    ),
    Breakage(
        "a duplicate names a page that holds its bytes",
        "holder without a text",
        f"UPDATE pages SET text = NULL WHERE page_id = {page('copy')}",
        1,
    ),
    Breakage(
        "a duplicate names a page that holds its bytes",
        "duplicate of itself",
        "UPDATE pages SET duplicate_of = page_id, text = 'zzz' WHERE status = 'duplicate'",
        2,
    ),
    Breakage(
        "a duplicate names a page that holds its bytes",
        "holder that is lost",
        f"DELETE FROM pages WHERE page_id = {page('copy')}",
        1,
    ),
    Breakage(
        "the same bytes are loaded once",
        "bytes of another",
        f"UPDATE pages SET content_sha256 = 'zzz' WHERE page_id IN ({page('copy')}, {page('held')})",
        1,
    ),
    Breakage(
        "a page has procedures if it has a text",
        "procedures that are lost",
        f"DELETE FROM procedures WHERE page_id = {page('changed')}",
        1,
    ),
    Breakage(
        "a page has procedures if it has a text",
        "text that is lost",
        f"UPDATE pages SET text = NULL WHERE page_id = {page('quarantined')}",
        1,
    ),
    Breakage(
        "findings stand in their page's text, as grave as they are",
        "another severity, half a span, spans that are none",
        first("ops.findings", "severity = 'error'", "severity = 'warning'")
        + first("ops.findings", "char_start = NULL", "code = 'text_unclaimed'"),
        2,
    ),
    Breakage(
        "findings stand in their page's text, as grave as they are",
        "beyond the end",
        "UPDATE ops.findings SET char_end = 1000000 WHERE code = 'text_unclaimed'",
        1,
    ),
    Breakage(
        "findings stand in their page's text, as grave as they are",
        "back to front",
        "UPDATE ops.findings SET char_start = 9 WHERE code = 'text_unclaimed'",
        1,
    ),
    Breakage(
        "ops.rules has the rules that the parser has",
        "rule that is lost, another reason",
        "DELETE FROM ops.rules WHERE rule = 'ruler'; UPDATE ops.rules SET reason = 'zzz' WHERE rule = 'footer'",
        2,
    ),
    Breakage(
        "what a rule made names one that is known to decide so",
        "rule of nobody, in each table",
        each([*both(["sections"]), "ops.boilerplate"], "rule = 'zzz'")
        + each(both(["procedures"]), "title_rule = 'zzz'"),
        5,
    ),
    Breakage(
        "what a rule made names one that is known to decide so",
        "rule that decides something else",
        first("sections", "rule = 'ruler'") + first("procedures", "title_rule = 'known_heading'"),
        2,
    ),
    Breakage(
        "boilerplate stands in its page's text and is not blank",
        "beyond its end, before its beginning",
        first("ops.boilerplate", "char_end = 1000000", "rule = 'copyright'")
        + first("ops.boilerplate", "char_start = -1", "rule = 'ruler'"),
        2,
    ),
    Breakage(
        "boilerplate stands in its page's text and is not blank",
        "nothing",
        first("ops.boilerplate", "char_end = char_start"),
        1,
    ),
    Breakage(
        "boilerplate is no item, and no other boilerplate",
        "into the next",
        first("ops.boilerplate", "char_end = char_end + 3", "rule = 'ruler'"),
        1,
    ),
    Breakage(
        "boilerplate is no item, and no other boilerplate",
        "into an item",
        first("ops.boilerplate", "char_start = char_start - 5", "rule = 'ruler'"),
        1,
    ),
    Breakage(
        "chrome characters are those of the boilerplate",
        "row that is lost",
        "DELETE FROM ops.boilerplate WHERE rowid = (SELECT min(rowid) FROM ops.boilerplate WHERE rule = 'ruler')",
        1,
    ),
    Breakage(
        "chrome characters are those of the boilerplate",
        "number",
        f"UPDATE pages SET chrome_chars = 1 WHERE page_id = {page('removed')}",
        1,
    ),
    Breakage("a rejected page is in quarantine", "rows that are lost", "DELETE FROM ops.quarantine", 2),
    Breakage(
        "what is in quarantine is remarked on, and its page is not loaded",
        "findings that are lost",
        "DELETE FROM ops.findings",
        3,
    ),
    Breakage(
        "what is in quarantine is remarked on, and its page is not loaded",
        "rejected pages that are current",
        "UPDATE pages SET status = 'current' WHERE status = 'rejected'",
        2,
    ),
    Breakage(
        "versions of a page follow each other without overlap, the last one open",
        "overlap",
        "UPDATE ops.versions SET valid_to = valid_to + INTERVAL 1 MICROSECOND WHERE change <> 'source'",
    ),
    Breakage(
        "versions of a page follow each other without overlap, the last one open",
        "none before it ends",
        "UPDATE ops.versions SET valid_to = valid_from WHERE valid_to IS NOT NULL",
        8,
    ),
    Breakage(
        "versions of a page follow each other without overlap, the last one open",
        "two that are open",
        f"UPDATE ops.versions SET valid_to = NULL WHERE page_id = {page('copy')}",
        1,
    ),
    Breakage(
        "versions of a page are numbered in order, and only the first is new",
        "gap",
        f"UPDATE ops.versions SET version_id = page_id || '-9' WHERE version_id = {page('changed')} || '-3'",
        1,
    ),
    Breakage(
        "versions of a page are numbered in order, and only the first is new",
        "no number",
        f"UPDATE ops.versions SET version_id = 'zzz' WHERE page_id = {page('changed')}",
        3,
    ),
    Breakage(
        "versions of a page are numbered in order, and only the first is new",
        "changes",
        "UPDATE ops.versions SET change = CASE change WHEN 'new' THEN 'source' ELSE 'new' END",
        19,
    ),
    Breakage(
        "a page has one open version if it has a text, else none",
        "closed, opened again",
        "UPDATE ops.versions SET valid_to = CASE WHEN valid_to IS NULL THEN valid_from + INTERVAL 1 SECOND END",
    ),
    Breakage(
        "a page has one open version if it has a text, else none",
        "lost",
        f"DELETE FROM ops.versions WHERE page_id = {page('unclaimed')}",
        1,
    ),
    Breakage(
        "a version ends where the next one begins, or where its page became a duplicate",
        "gap",
        "UPDATE ops.versions SET valid_from = valid_from + INTERVAL 1 MICROSECOND WHERE change <> 'new'",
    ),
    Breakage(
        "a version that the parser made has the bytes of the one before",
        "bytes",
        "UPDATE archive.pages SET content_sha256 = 'zzz'",
        3,
    ),
    Breakage(
        "a version that the parser made has the bytes of the one before",
        "gap",
        "UPDATE ops.versions SET valid_to = valid_to - INTERVAL 1 MICROSECOND",
        3,
    ),
    Breakage(
        "every superseded version has its rows in the archive", "rows that are lost", "DELETE FROM archive.pages", 8
    ),
    Breakage(
        "every superseded version has its rows in the archive",
        "procedures that are lost",
        "DELETE FROM archive.procedures",
        8,
    ),
    Breakage(
        "archived rows belong to a superseded version of their page",
        "of no version, in each table",
        each([f"archive.{table}" for table in ARCHIVED], "version_id = 'nobody-1'"),
        len(ARCHIVED),
    ),
    Breakage(
        "archived rows belong to a superseded version of their page",
        "of another page, in each table",
        each(
            [f"archive.{table}" for table in ARCHIVED],
            f"version_id = {page('two')} || '-1'",
            f"version_id <> {page('two')} || '-1'",
        ),
        len(ARCHIVED),
    ),
    Breakage(
        "archived rows belong to a superseded version of their page",
        "of an open version",
        f"UPDATE ops.versions SET valid_to = NULL WHERE page_id = {page('held')}",
    ),
    Breakage(
        "history gives the current rows once",
        "version that is closed",
        f"UPDATE ops.versions SET valid_to = '2999-01-01' WHERE page_id = {page('changed')}",
        len(ARCHIVED),
    ),
    Breakage(
        "history gives the current rows once",
        "version that is there twice",
        f"INSERT INTO ops.versions FROM ops.versions WHERE page_id = {page('changed')}",
        len(ARCHIVED),
    ),
    Breakage(
        "history gives the current rows once",
        "macro",
        "CREATE OR REPLACE MACRO risks_as_of(moment) AS TABLE SELECT * FROM risks LIMIT 1",
        1,
    ),
    Breakage(
        "an open version is not younger than its page, nor seen later",
        "page that is younger",
        f"UPDATE pages SET first_seen_at = last_seen_at + INTERVAL 1 DAY WHERE page_id = {page('changed')}",
    ),
    Breakage("runs add up", "each of the counts", "UPDATE ops.runs SET pages_seen = pages_seen + 1", 5),
    Breakage(
        "keys of runs tell when they started, and no two started at once", "key", first("ops.runs", "run_id = 'zzz'"), 1
    ),
    Breakage(
        "keys of runs tell when they started, and no two started at once",
        "two at once",
        "INSERT INTO ops.runs SELECT * REPLACE (run_id || '-' AS run_id) FROM ops.runs LIMIT 1",
        2,
    ),
    Breakage("a published run has ended", "no end", "UPDATE ops.runs SET finished_at = NULL", 4),
    *(
        Breakage(
            "the newest run's counts are those of the tables", column, f"UPDATE ops.runs SET {column} = {column} + 1", 1
        )
        for column in ("pages_seen", "pages_loaded", "pages_duplicate", "pages_rejected", "procedures", "pages_gone")
    ),
    Breakage("what is published has a published run", "runs that are lost", "DELETE FROM ops.runs", 14),
    Breakage(
        "runs made as many versions as they loaded pages",
        "too few",
        "UPDATE ops.runs SET pages_loaded = pages_loaded + 3",
        4,
    ),
    Breakage(
        "runs made as many versions as they loaded pages",
        "too many",
        "UPDATE ops.runs SET pages_loaded = pages_loaded - 1",
        5,
    ),
    Breakage(
        "runs made as many versions as they loaded pages",
        "of a run that failed",
        "UPDATE ops.versions SET run_id = (SELECT run_id FROM ops.runs WHERE status = 'failed')",
    ),
    Breakage(
        "versions were made by a run that is kept, when it started",
        "by no run",
        "UPDATE ops.versions SET run_id = '9999'",
        19,
    ),
    Breakage(
        "versions were made by a run that is kept, when it started",
        "before the run",
        "UPDATE ops.versions SET valid_from = valid_from - INTERVAL 1 DAY",
        19,
    ),
    Breakage(
        "findings and quarantine name a run that is kept",
        "no run",
        "UPDATE ops.findings SET run_id = '9999'; UPDATE ops.quarantine SET run_id = '9999'",
    ),
    Breakage(
        "findings and quarantine name a run that is kept",
        "run that failed",
        "UPDATE ops.quarantine SET run_id = (SELECT run_id FROM ops.runs WHERE status = 'failed')",
        3,
    ),
    Breakage(
        "pages were seen by runs that are kept",
        "moments between runs",
        f"UPDATE pages SET first_seen_at = first_seen_at + INTERVAL 1 MICROSECOND WHERE page_id = {page('changed')};"
        f"UPDATE pages SET last_seen_at = last_seen_at + INTERVAL 1 MICROSECOND WHERE page_id = {page('two')}",
        2,
    ),
]

# What the file declares is broken in a copy with its constraints.
DECLARED = [
    Breakage("tables, views and macros are those of the models", "table that is lost", "DROP TABLE risks"),
    Breakage("tables, views and macros are those of the models", "view that is lost", "DROP VIEW history.risks", 1),
    Breakage(
        "tables, views and macros are those of the models", "macro that is lost", "DROP MACRO TABLE risks_as_of", 1
    ),
    Breakage(
        "tables, views and macros are those of the models",
        "table, view, macro, sequence, index and type that nobody knows",
        "CREATE TABLE mine (i INTEGER); CREATE VIEW my_view AS SELECT 1 AS i; CREATE MACRO my_macro(i) AS i; CREATE SEQUENCE my_sequence;"
        "CREATE INDEX my_index ON mine (i); CREATE TYPE my_type AS ENUM ('a')",
        6,
    ),
    Breakage(
        "columns and types are those of the models", "column too many", "ALTER TABLE steps ADD COLUMN mine INTEGER", 1
    ),
    Breakage(
        "columns and types are those of the models",
        "column that is lost",
        "ALTER TABLE archive.steps DROP COLUMN label",
    ),
    Breakage(
        "columns and types are those of the models",
        "another type",
        "ALTER TABLE archive.steps ALTER step_number TYPE INTEGER",
        2,
    ),
    Breakage(
        "columns and types are those of the models",
        "default",
        "ALTER TABLE archive.steps ALTER step_number SET DEFAULT 1",
        2,
    ),
    Breakage(
        "constraints are those of the models",
        "NOT NULL that is lost",
        "ALTER TABLE archive.risks ALTER version_id DROP NOT NULL",
        1,
    ),
    Breakage(
        "constraints are those of the models",
        "constraints that are lost",
        "CREATE TABLE loose AS FROM similar_codes; DROP TABLE similar_codes; ALTER TABLE loose RENAME TO similar_codes",
    ),
    Breakage(
        "constraints are those of the models",
        "another closed list",
        """CREATE TABLE loose (procedure_id VARCHAR NOT NULL, section VARCHAR NOT NULL, state VARCHAR NOT NULL CHECK (state <> ''), PRIMARY KEY (procedure_id, section));
             INSERT INTO loose FROM section_coverage; DROP TABLE section_coverage; ALTER TABLE loose RENAME TO section_coverage""",
    ),
    Breakage(
        "comments are those of the models",
        "of a table, a view and columns",
        "COMMENT ON TABLE risks IS 'mine'; COMMENT ON VIEW history.risks IS 'mine'; COMMENT ON COLUMN risks.text IS 'mine'; COMMENT ON COLUMN history.risks.text IS 'mine'",
        8,
    ),
    Breakage("comments are those of the models", "one that is lost", "COMMENT ON TABLE archive.risks IS NULL", 2),
    Breakage(
        "views and macros say what they should",
        "macro",
        "CREATE OR REPLACE MACRO risks_as_of(moment) AS TABLE SELECT * FROM risks",
        2,
    ),
    Breakage(
        "views and macros say what they should",
        "view",
        "CREATE OR REPLACE VIEW history.section_coverage AS SELECT version_id, '' AS valid_from, NULL AS valid_to, '' AS change, * EXCLUDE version_id FROM archive.section_coverage",
        2,
    ),
    Breakage(
        "the schema's version is today's, in one row",
        "two of them",
        "INSERT INTO ops.schema_version FROM ops.schema_version",
        1,
    ),
    Breakage(
        "the schema's version is today's, in one row",
        "fingerprint",
        "UPDATE ops.schema_version SET fingerprint = 'zzz'",
        1,
    ),
    Breakage(
        "section_kinds lists the sections that the project knows",
        "title, and one that is lost",
        "UPDATE section_kinds SET title = 'zzz' WHERE position = 1; DELETE FROM section_kinds WHERE position = 2",
        3,
    ),
]


def identify(breakage: Breakage) -> str:
    return f"{breakage.check}: {breakage.what}"


@pytest.mark.parametrize("breakage", BREAKAGES, ids=identify)
def test_breakage_is_caught_by_its_check(loose: Connection, breakage: Breakage) -> None:
    (check,) = (check for check in CHECKS if check.name == breakage.check)
    loose.execute("BEGIN")
    try:
        loose.execute(breakage.script)
        found = violation(loose, check)
    finally:
        loose.execute("ROLLBACK")
    assert found is not None and found.sample
    assert found.rows == (breakage.rows or found.rows), found


@pytest.mark.parametrize("breakage", DECLARED, ids=identify)
def test_breakage_of_what_is_declared_is_caught(sound: Path, tmp_path: Path, breakage: Breakage) -> None:
    (check,) = (check for check in CHECKS if check.name == breakage.check)
    with duckdb.connect(shutil.copy(sound, tmp_path / "broken.duckdb")) as connection:
        connection.execute(breakage.script)
        remember_catalogs(connection)
        found = violation(connection, check)
    assert found is not None and found.sample
    assert found.rows == (breakage.rows or found.rows), found


def test_every_check_has_a_breakage() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert {breakage.check for breakage in (*BREAKAGES, *DECLARED)} == set(names)
    assert len({identify(breakage) for breakage in (*BREAKAGES, *DECLARED)}) == len(BREAKAGES) + len(DECLARED)


# --- sound warehouses -------------------------------------------------------------------------------------------------


def test_sound_warehouse_has_everything_in_it(sound: Path) -> None:
    with duckdb.connect(str(sound), read_only=True) as connection:
        empty = [
            name for _, name in all_tables() if connection.execute(f"SELECT count(*) FROM {name}").fetchall() == [(0,)]
        ]
        statuses = connection.execute("SELECT DISTINCT status FROM pages ORDER BY 1").fetchall()
        changes = connection.execute("SELECT DISTINCT change FROM ops.versions ORDER BY 1").fetchall()
    assert empty == []
    assert statuses == [("current",), ("duplicate",), ("gone",), ("rejected",)]
    assert changes == [("new",), ("parser",), ("reappeared",), ("source",)]


def test_sound_warehouse_breaks_nothing(sound: Path) -> None:
    assert verify(sound) == (len(CHECKS), [])


def test_sound_rows_without_constraints_break_no_check_of_rows(loose: Connection) -> None:
    declared = {breakage.check for breakage in DECLARED}
    assert [check.name for check in CHECKS if check.name not in declared and violation(loose, check)] == []


def test_warehouse_of_nothing_breaks_nothing(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.ingest()
    assert verify(house.database) == (len(CHECKS), [])


OLD_RUNS = "DELETE FROM ops.runs WHERE run_id < (SELECT run_id FROM ops.runs ORDER BY run_id LIMIT 1 OFFSET 2);"
OLD_VERSIONS = (
    "".join(
        f"DELETE FROM archive.{table} WHERE version_id IN (SELECT version_id FROM ops.versions WHERE valid_to < (SELECT max(valid_to) FROM ops.versions));"
        for table in ARCHIVED
    )
    + "DELETE FROM ops.versions WHERE valid_to < (SELECT max(valid_to) FROM ops.versions);"
)
ALL_VERSIONS = OLD_VERSIONS.replace("valid_to < (SELECT max(valid_to) FROM ops.versions)", "valid_to IS NOT NULL")
PRUNED = {
    "runs": OLD_RUNS,
    "versions": OLD_VERSIONS,
    "all versions": ALL_VERSIONS,
    "all but the last run": "DELETE FROM ops.runs WHERE run_id < (SELECT max(run_id) FROM ops.runs);" + ALL_VERSIONS,
}


@pytest.mark.parametrize("pruned", PRUNED)
def test_pruned_warehouse_breaks_nothing(sound: Path, tmp_path: Path, pruned: str) -> None:
    path = Path(shutil.copy(sound, tmp_path / "pruned.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute(PRUNED[pruned])
    assert verify(path)[1] == []


# --- the command ------------------------------------------------------------------------------------------------------


def test_command_on_a_sound_warehouse(call: Any, sample_warehouse: Path) -> None:
    done = call("verify", "--db", sample_warehouse)
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(rf"\d+ checks passed on {re.escape(str(sample_warehouse))}\n", done.out)


SCENES = {
    "one check": ("UPDATE pages SET claimed_chars = claimed_chars + 1", 1),
    "several checks": ("UPDATE pages SET text = upper(text); COMMENT ON COLUMN risks.frequency IS 'mine'", 3),
    "table that is lost": ("DROP TABLE risks", 2),
}


@pytest.mark.parametrize("scene", SCENES)
def test_command_names_what_is_broken(call: Any, sound: Path, tmp_path: Path, scene: str) -> None:
    script, least = SCENES[scene]
    path = Path(shutil.copy(sound, tmp_path / "broken.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute(script)
    done = call("verify", "--db", path)
    assert done.code == 1, done
    lines = done.out.splitlines()
    assert len(lines) >= least and all(
        re.match(r"FAILED .+: [1-9]\d* rows, the first .+=.+", line) for line in lines
    ), done
    assert done.err.startswith(f"procwh: {len(lines)} of {len(CHECKS)} checks failed") and done.err.count("\n") == 1, (
        done
    )


def test_command_ends_with_1_as_a_process(run_command: Any, sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "broken.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCENES["one check"][0])
    done = run_command("verify", "--db", path)
    assert done.returncode == 1
    assert "FAILED characters add up" in done.stdout
    assert f"checks failed on {path}" in done.stderr
