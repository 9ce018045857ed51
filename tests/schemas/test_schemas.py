"""The tables: the models keep the contract, and everything rendered from them says the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pandera.errors
import pyarrow
import pytest

from parsers.facts.table import READERS
from parsers.parse import parse_page
from parsers.table_rows import page_rows
from pipelines.ingest.validate import check, to_table
from schemas.model import COLUMN_TYPES, Column, Table, column_names, columns_of, describe, schema_of
from schemas.rendering import dictionary
from schemas.rows import TABLE_OF
from schemas.tables import CONTENT_TABLES, FACT_TABLES, HISTORY_TABLES, MAIN_TABLES, OPS_TABLES, TABLE_BY_NAME, TABLES
from schemas.vocabulary.findings import FINDING_KINDS, SEVERITIES
from schemas.vocabulary.sections import SECTION_TABLES, TYPED_TABLES
from tests.accuracy.golden import load_cases
from tests.docs.render import RENDERED
from warehouse.schema import ddl
from warehouse.schema.views import views

ROOT = Path(__file__).resolve().parents[2]

# The contract's tables, word for word: columns may be added, none is renamed or dropped, and their order stays.
CONTRACT = {
    "procedures": "procedure_id, page_id, code_system, code, code_origin, title, name, summary, purpose, site, source_uri",
    "procedure_names": "procedure_id, position, name, kind",
    "sections": "procedure_id, position, section, heading, state, text, item_count, char_start, char_end",
    "section_items": "procedure_id, section_position, position, section, parent_position, depth, kind, marker, subsection, label, text, char_start, char_end",
    "indications": "procedure_id, position, kind, text, char_start, char_end",
    "preparations": "procedure_id, position, topic, text, char_start, char_end",
    "steps": "procedure_id, position, step_number, label, text, char_start, char_end",
    "equipment": "procedure_id, position, text, char_start, char_end",
    "anesthesia": "procedure_id, position, text, char_start, char_end",
    "durations": "procedure_id, position, min_minutes, max_minutes, text, char_start, char_end",
    "settings": "procedure_id, position, setting, text, char_start, char_end",
    "personnel": "procedure_id, position, requirement, role, condition, duty, text, char_start, char_end",
    "risks": "procedure_id, position, frequency, text, char_start, char_end",
    "benefits": "procedure_id, position, text, char_start, char_end",
    "recovery": "procedure_id, position, topic, text, char_start, char_end",
    "alternatives": "procedure_id, position, kind, text, char_start, char_end",
    "patient_experiences": "procedure_id, position, phase, text, char_start, char_end",
    "similar_codes": "procedure_id, position, code_system, code, description, url",
    "section_kinds": "section, position, title, description",
    "section_coverage": "procedure_id, section, state",
    "pages": "page_id, source_uri, site, status, reason, duplicate_of, media_type, encoding, byte_size, content_sha256, fetched_at, first_seen_at, last_seen_at, text, content_chars, claimed_chars, chrome_chars, unclaimed_chars",
    "ops.runs": "run_id, started_at, finished_at, status, parser_version, pages_seen, pages_loaded, pages_unchanged, pages_duplicate, pages_rejected, procedures",
    "ops.findings": "run_id, page_id, code, severity, section, char_start, char_end, message",
    "ops.quarantine": "run_id, page_id, table_name, reason, row_json",
}
SECTIONS = (
    "name summary purpose indications contraindications preparation procedure_description duration setting personnel risks benefits recovery "
    "alternatives patient_experience similar_codes results follow_up cost faq other"
)
CLOSED = {
    "procedures.code_system": "CPT HCPCS ICD-10-CM ICD-10-PCS CDT",
    "procedures.code_origin": "page sidecar uri reference",
    "similar_codes.code_system": "CPT HCPCS ICD-10-CM ICD-10-PCS CDT",
    "procedure_names.kind": "preferred common technical alias abbreviation",
    "sections.state": "parsed empty unparsed",
    "section_items.kind": "paragraph bullet numbered row",
    "section_coverage.state": "parsed empty unparsed absent",
    "indications.kind": "indication patient_criterion",
    "risks.frequency": "common uncommon rare",
    "alternatives.kind": "option remark",
    "patient_experiences.phase": "before during after",
    "pages.status": "current duplicate rejected gone",
}
# Of these lists the contract gives some values only, or more may be added.
OPEN_ENDED = {
    "sections.section": SECTIONS,
    "section_items.section": SECTIONS,
    "section_kinds.section": SECTIONS,
    "section_coverage.section": SECTIONS,
    "preparations.topic": "fasting medication tests",
    "recovery.topic": "medication",
    "settings.setting": "outpatient_clinic radiology_suite surgical_center hospital imaging_center physician_office operating_room home",
    "personnel.role": "radiologist pain_management_specialist nurse medical_assistant anesthesiologist",
}
NULLABLE = [
    "procedures.code_system",
    "procedures.code",
    "procedures.code_origin",
    "sections.heading",
    "preparations.topic",
    "recovery.topic",
    "risks.frequency",
    "patient_experiences.phase",
    "settings.setting",
    "personnel.role",
    "durations.min_minutes",
    "durations.max_minutes",
]
NOT_NULL = [
    "procedures.procedure_id",
    "procedures.title",
    "pages.page_id",
    "pages.status",
    "sections.section",
    "sections.state",
    "steps.text",
    "indications.kind",
]


def model_of(table: str) -> type[Table]:
    schema, _, name = table.rpartition(".")
    model = TABLE_BY_NAME[name]
    assert model.sql_schema == (schema or "main")
    return model


def column_of(path: str) -> Column:
    table, _, name = path.rpartition(".")
    return next(column for column in columns_of(model_of(table)) if column.name == name)


MODELS = pytest.mark.parametrize("model", TABLES, ids=[model.sql_name for model in TABLES])


# --- the contract -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", CONTRACT)
def test_table_has_the_columns_of_the_contract_in_its_order(table: str) -> None:
    promised = CONTRACT[table].split(", ")
    given = [name for name in column_names(model_of(table)) if name in promised]
    assert given == promised


def test_every_table_of_the_contract_is_there_and_in_its_schema() -> None:
    assert {name for name in CONTRACT if "." not in name} <= {model.sql_name for model in MAIN_TABLES}
    assert {model.sql_schema for model in MAIN_TABLES} == {"main"}
    assert {model.sql_schema for model in OPS_TABLES} == {"ops"}
    assert len({(model.sql_schema, model.sql_name) for model in TABLES}) == len(TABLES) == len(TABLE_BY_NAME)


@pytest.mark.parametrize("column", CLOSED)
def test_closed_list_is_the_contracts(column: str) -> None:
    assert set(column_of(column).allowed) == set(CLOSED[column].split())


def test_sections_keep_the_order_of_the_contract() -> None:
    rows = ddl.section_kind_rows()
    assert [row[0] for row in rows if row[0] in SECTIONS.split()] == SECTIONS.split()
    assert [row[1] for row in rows] == list(range(1, len(rows) + 1))


@pytest.mark.parametrize("column", OPEN_ENDED)
def test_list_has_the_words_that_the_contract_names(column: str) -> None:
    allowed = column_of(column).allowed
    assert set(OPEN_ENDED[column].split()) <= set(allowed)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", word) for word in allowed)


@pytest.mark.parametrize("column", NULLABLE)
def test_column_may_be_null(column: str) -> None:
    assert column_of(column).nullable


@pytest.mark.parametrize("column", NOT_NULL)
def test_column_is_never_null(column: str) -> None:
    assert not column_of(column).nullable


def test_types_of_the_contract() -> None:
    assert {column_of(f"durations.{name}").sql_type for name in ("min_minutes", "max_minutes")} == {"DOUBLE"}
    assert column_of("procedures.code").sql_type == "VARCHAR"
    times = [column for model in TABLES for column in columns_of(model) if column.name.endswith("_at")]
    assert times and {column.sql_type for column in times} == {"TIMESTAMP"}


@MODELS
def test_every_column_and_table_is_described_in_one_line(model: type[Table]) -> None:
    assert describe(model).strip()
    assert describe(model).endswith(".")
    for column in columns_of(model):
        assert column.description.strip() == column.description != "", column.name
        assert "\n" not in column.description and not column.description.endswith("."), column.name


@MODELS
def test_keys_are_columns_that_are_never_null(model: type[Table]) -> None:
    by_name = {column.name: column for column in columns_of(model)}
    assert model.primary_key or model.sql_name in ("findings", "quarantine")
    assert all(not by_name[name].nullable for name in model.primary_key)
    assert all(name in by_name for left, _, right in model.row_checks for name in (left, right))


@MODELS
def test_closed_lists_hold_no_value_twice(model: type[Table]) -> None:
    for column in columns_of(model):
        assert len(set(column.allowed)) == len(column.allowed), column.name


def test_spans_come_in_pairs_and_in_order() -> None:
    for model in TABLES:
        names = column_names(model)
        assert ("char_start" in names) == ("char_end" in names)
        if model in CONTENT_TABLES and "char_start" in names:
            assert ("char_start", "<=", "char_end") in model.row_checks, model.sql_name


def test_every_table_of_facts_is_filled_by_one_section_and_stands_in_the_overview() -> None:
    filled = [table for tables in SECTION_TABLES.values() for table in tables]
    assert sorted(filled) == sorted([*(model.sql_name for model in FACT_TABLES), "procedure_names"])
    assert {key: READERS[key].__name__ for key in TYPED_TABLES} == {key: f"read_{key}" for key in TYPED_TABLES}
    for model in FACT_TABLES:
        assert model.fact.overview, model.sql_name
        assert {*model.fact.value, *model.words} <= set(column_names(model)), model.sql_name


def test_types_have_one_name_in_each_format() -> None:
    assert {column.sql_type for model in TABLES for column in columns_of(model)} <= set(COLUMN_TYPES)
    for each in COLUMN_TYPES.values():
        assert duckdb.sql(f"SELECT NULL::{each.sql} AS x").to_arrow_table().schema.field(
            "x"
        ).type == pyarrow.type_for_alias(each.arrow)


# --- the DDL ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for statement in ddl.all_statements():
            connection.execute(statement)
        yield connection


@MODELS
def test_ddl_equals_the_model(database: duckdb.DuckDBPyConnection, model: type[Table]) -> None:
    given = database.execute(
        """SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
        WHERE schema_name = ? AND table_name = ? ORDER BY column_index""",
        [model.sql_schema, model.sql_name],
    ).fetchall()
    assert given == [
        (column.name, column.sql_type, column.nullable, column.description) for column in columns_of(model)
    ]
    comment = database.execute(
        "SELECT comment FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?",
        [model.sql_schema, model.sql_name],
    ).fetchone()
    assert comment == (describe(model),)


@MODELS
def test_constraints_equal_the_model(database: duckdb.DuckDBPyConnection, model: type[Table]) -> None:
    given = database.execute(
        "SELECT constraint_type, constraint_column_names FROM duckdb_constraints() WHERE schema_name = ? AND table_name = ?",
        [model.sql_schema, model.sql_name],
    ).fetchall()
    assert [tuple(names) for kind, names in given if kind == "PRIMARY KEY"] == (
        [model.primary_key] if model.primary_key else []
    )
    required = {column.name for column in columns_of(model) if not column.nullable}
    assert {names[0] for kind, names in given if kind == "NOT NULL"} == required
    checks = sorted(sorted(names) for kind, names in given if kind == "CHECK")
    columns = [[c.name] for c in columns_of(model) for rule in (c.allowed, c.minimum is not None, c.pattern) if rule]
    assert checks == sorted(columns + [sorted((left, right)) for left, _, right in model.row_checks])


def test_nothing_in_the_warehouse_is_without_a_comment(database: duckdb.DuckDBPyConnection) -> None:
    tables = database.execute(
        """SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE NOT internal
        UNION ALL SELECT schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal"""
    ).fetchall()
    columns = database.execute(
        "SELECT schema_name, table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    assert [row for row in (*tables, *columns) if not row[-1] or "\n" in row[-1]] == []
    named = {(model.sql_schema, model.sql_name) for model in TABLES}
    versions = {(schema, model.sql_name) for schema in ("archive", "history") for model in HISTORY_TABLES}
    for_analysts = {("main", view.name) for view in views() if not view.parameters}
    assert {row[:2] for row in tables} == named | versions | for_analysts | {("ops", "schema_version")}


@pytest.mark.parametrize("model", HISTORY_TABLES, ids=[model.sql_name for model in HISTORY_TABLES])
def test_history_has_the_columns_of_the_table_and_of_the_version(
    database: duckdb.DuckDBPyConnection, model: type[Table]
) -> None:
    given = database.execute(f"SELECT * FROM history.{model.sql_name}").description
    assert [row[0] for row in given] == ["version_id", "valid_from", "valid_to", "change", *column_names(model)]


def test_history_is_kept_of_every_table_with_page_content() -> None:
    kept = {model.sql_name for model in HISTORY_TABLES}
    assert {name for name in CONTRACT if "." not in name} - {"section_kinds"} <= kept
    assert kept == {model.sql_name for model in MAIN_TABLES} - {"section_kinds"}


def valid(column: Column) -> Any:
    if column.allowed:
        return column.allowed[0]
    return {"VARCHAR": "words", "BIGINT": 1, "DOUBLE": 1.0, "TIMESTAMP": datetime(2026, 1, 2, 3, 4, 5)}[column.sql_type]


def valid_row(model: type[Table]) -> dict[str, Any]:
    return {column.name: valid(column) for column in columns_of(model)}


def breakages(model: type[Table]) -> list[tuple[str, dict[str, Any]]]:
    """What may not be: each rule of a model with the changes of a valid row that break it."""
    found: list[tuple[str, dict[str, Any]]] = []
    for column in columns_of(model):
        if column.allowed:
            found += [
                (f"{column.name} off its list", {column.name: value})
                for value in ("no such value", "", column.allowed[0] + " ")
            ]
            found.append((f"{column.name} in other case", {column.name: column.allowed[0].swapcase()}))
        if column.minimum is not None:
            found.append((f"{column.name} too small", {column.name: type(valid(column))(column.minimum - 1)}))
        if not column.nullable:
            found.append((f"{column.name} null", {column.name: None}))
    for left, _, right in model.row_checks:
        found.append((f"{left} above {right}", {left: 2 * valid_row(model)[left], right: valid_row(model)[right]}))
    return found


BREAKAGES = [(model, name, change) for model in TABLES for name, change in breakages(model)]
BREAKAGE_IDS = [f"{model.sql_name}-{name.replace(' ', '-')}" for model, name, _ in BREAKAGES]


def insert(database: duckdb.DuckDBPyConnection, model: type[Table], row: dict[str, Any]) -> None:
    database.execute(f"INSERT INTO {ddl.qualified(model)} VALUES ({', '.join('?' * len(row))})", list(row.values()))


@MODELS
def test_database_takes_a_valid_row_once(database: duckdb.DuckDBPyConnection, model: type[Table]) -> None:
    try:
        insert(database, model, valid_row(model))
        assert database.execute(f"SELECT * FROM {ddl.qualified(model)}").fetchall() == [
            tuple(valid_row(model).values())
        ]
        if model.primary_key:
            with pytest.raises(duckdb.ConstraintException):
                insert(database, model, valid_row(model))
    finally:
        database.execute(f"DELETE FROM {ddl.qualified(model)}")


@MODELS
def test_database_has_the_whole_of_each_closed_list(database: duckdb.DuckDBPyConnection, model: type[Table]) -> None:
    given = database.execute(
        """SELECT constraint_column_names[1], constraint_text FROM duckdb_constraints()
        WHERE schema_name = ? AND table_name = ? AND constraint_text LIKE '% IN (%'""",
        [model.sql_schema, model.sql_name],
    ).fetchall()
    lists = {name: tuple(re.findall(r"'((?:[^']|'')*)'", text)) for name, text in given}
    assert lists == {column.name: column.allowed for column in columns_of(model) if column.allowed}


@MODELS
def test_database_takes_first_last_and_no_value(database: duckdb.DuckDBPyConnection, model: type[Table]) -> None:
    for column in columns_of(model):
        for value in (*column.allowed[:1], *column.allowed[-1:], *([None] if column.nullable else [])):
            insert(database, model, valid_row(model) | {column.name: value})
            database.execute(f"DELETE FROM {ddl.qualified(model)}")


@pytest.mark.parametrize(("model", "name", "change"), BREAKAGES, ids=BREAKAGE_IDS)
def test_database_refuses(
    database: duckdb.DuckDBPyConnection, model: type[Table], name: str, change: dict[str, Any]
) -> None:
    with pytest.raises(duckdb.ConstraintException):
        insert(database, model, valid_row(model) | change)


# --- Pandera ----------------------------------------------------------------------------------------------------------


def frame_of(model: type[Table], rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as the frame that the models describe."""
    kinds = {"VARCHAR": "str", "DOUBLE": "float64", "TIMESTAMP": "datetime64[us]"}
    return pd.DataFrame(
        {
            column.name: pd.array(
                [row[column.name] for row in rows],
                dtype=kinds.get(column.sql_type, "Int64" if column.nullable else "int64"),
            )
            for column in columns_of(model)
        }
    )


@MODELS
def test_pandera_takes_valid_rows(model: type[Table]) -> None:
    rows = [valid_row(model)]
    rows += [valid_row(model) | {column.name: value} for column in columns_of(model) for value in column.allowed]
    rows += [valid_row(model) | {column.name: None} for column in columns_of(model) if column.nullable]
    schema_of(model).validate(frame_of(model, rows), lazy=True)


@MODELS
def test_pandera_refuses_what_the_database_refuses(model: type[Table]) -> None:
    """One row for each rule: every one of them is among the failures, and the valid one is not."""
    # A whole-number column that is never null cannot hold a null at all.
    types = {column.name: column.sql_type for column in columns_of(model)}
    changes = [
        change
        for _, change in breakages(model)
        if not any(value is None and types[name] == "BIGINT" for name, value in change.items())
    ]
    rows = [valid_row(model), *(valid_row(model) | change for change in changes)]
    with pytest.raises(pandera.errors.SchemaErrors) as raised:
        schema_of(model).validate(frame_of(model, rows), lazy=True)
    assert set(raised.value.failure_cases["index"]) == set(range(1, len(rows)))


@MODELS
def test_pandera_refuses_other_columns(model: type[Table]) -> None:
    frame = frame_of(model, [valid_row(model)])
    for wrong in (frame.drop(columns=frame.columns[0]), frame.assign(extra="x"), frame[frame.columns[::-1]]):
        with pytest.raises((pandera.errors.SchemaError, pandera.errors.SchemaErrors)):
            schema_of(model).validate(wrong)


@MODELS
def test_checked_batch_sets_aside_each_broken_row_and_keeps_the_others(model: type[Table]) -> None:
    changes = breakages(model)
    rows = [valid_row(model), *(valid_row(model) | change for _, change in changes), valid_row(model)]
    table, wrong_type = to_table(model, [tuple(row.values()) for row in rows])
    assert wrong_type == []
    good, aside = check(model, table)
    assert good.num_rows == 2
    assert [row.values for row in aside] == rows[1:-1]
    for (_, change), row in zip(changes, aside, strict=True):
        assert any(name in row.reason for name in change), row.reason
        assert "\n" not in row.reason


@MODELS
def test_row_with_a_value_of_another_type_is_set_aside_alone(model: type[Table]) -> None:
    column = next(column for column in columns_of(model) if column.sql_type == "VARCHAR")
    rows = [valid_row(model), valid_row(model) | {column.name: 5}, valid_row(model) | {column.name: "\ud800"}]
    table, aside = to_table(model, [tuple(row.values()) for row in rows])
    assert table.num_rows == 1
    assert [row.values for row in aside] == rows[1:]
    for row in aside:
        row.as_json().encode("utf-8")


# --- findings and facts -----------------------------------------------------------------------------------------------


def written_codes() -> dict[str, list[str]]:
    """Every finding code that the source writes as a literal, with the places: `Finding("...")`, `.note("...")`."""
    found: dict[str, list[str]] = {}
    for package in ("parsers", "pipelines", "warehouse"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name not in ("Finding", "note"):
                    continue
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        found.setdefault(part.value, []).append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def test_every_code_in_the_source_is_a_known_kind() -> None:
    known = {kind.code for kind in FINDING_KINDS}
    assert {code: places for code, places in written_codes().items() if code not in known} == {}


def test_every_kind_of_finding_is_made_somewhere() -> None:
    written = written_codes()
    assert [kind.code for kind in FINDING_KINDS if kind.code not in written] == []


def test_kinds_of_findings_are_unique_and_graded() -> None:
    assert len({kind.code for kind in FINDING_KINDS}) == len(FINDING_KINDS)
    assert {kind.severity for kind in FINDING_KINDS} == set(SEVERITIES)
    assert all(kind.description and "\n" not in kind.description for kind in FINDING_KINDS)


@pytest.mark.parametrize("case", list(load_cases()), ids=lambda case: case.name)
def test_rows_of_golden_pages_fit_their_tables(case: Any) -> None:
    rows = page_rows(parse_page(case.page), case.page)
    assert {TABLE_OF[row_class] for row_class in rows} <= {model.sql_name for model in CONTENT_TABLES}
    for row_class, found in rows.items():
        table = TABLE_OF[row_class]
        columns = columns_of(TABLE_BY_NAME[table])
        for row in found:
            assert type(row) is row_class and row._fields == tuple(column.name for column in columns)
            wrong = [
                c.name
                for c, value in zip(columns, row, strict=True)
                if (value is None and not c.nullable) or (value and c.allowed and value not in c.allowed)
            ]
            assert wrong == [], f"{table}: {row}"


# --- what is rendered -------------------------------------------------------------------------------------------------


def test_dictionary_names_every_table_and_column() -> None:
    blocks = dictionary.markdown().split("\n## ")[1:]
    titles = [block.split("\n", 1)[0] for block in blocks]
    assert titles == [
        model.sql_name if model.sql_schema == "main" else f"{model.sql_schema}.{model.sql_name}" for model in TABLES
    ]
    for model, block in zip(TABLES, blocks, strict=True):
        assert describe(model) in block
        lines = [line for line in block.split("\n") if line.startswith("| `")]
        assert [line.split("`")[1] for line in lines] == list(column_names(model))
        for column, line in zip(columns_of(model), lines, strict=True):
            assert column.sql_type in line and column.description.replace("|", "\\|") in line
            assert len(re.split(r"(?<!\\)\|", line)) == 6, line


@pytest.mark.parametrize(("path", "render"), RENDERED.items(), ids=RENDERED)
def test_committed_rendering_is_up_to_date(repository: Path, path: str, render: Any) -> None:
    assert (repository / path).exists(), f"{path} is missing; run `make docs`"
    assert (repository / path).read_text(encoding="utf-8") == render(), f"{path} is out of date; run `make docs`"


def test_rendered_ddl_makes_an_empty_warehouse(database: duckdb.DuckDBPyConnection) -> None:
    with duckdb.connect() as fresh:
        fresh.execute(ddl.render())
        sql = "SELECT schema_name, table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
        assert fresh.execute(sql).fetchall() == database.execute(sql).fetchall()
