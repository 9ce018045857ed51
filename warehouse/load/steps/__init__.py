"""The load as one ordered table of steps, each a SQL file in this folder: what it reads, what it writes, for which tables it runs.

Steps hand over to each other by temporary tables, which the comment above each `CREATE` describes. `parquet_<table>` are the views of what
was staged (warehouse/load/shards.py). Values are bound as parameters (`Values`); only names of tables and columns are put into the text.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from schemas.model import Table
from schemas.tables import CONTENT_TABLES, HISTORY_TABLES
from schemas.tables.bookkeeping import Findings, Quarantine
from schemas.tables.sources import Pages
from warehouse.connection import Connection
from warehouse.sql import columns_sql, page_key_sql, qualified


class Values(NamedTuple):
    """The parameters that the SQL of the steps may name, as `$run_id`; times are in UTC without a zone.

    `valid_from` is when the versions of the run begin; `scopes` are prefixes of the locations whose pages the run should have seen.
    """

    run_id: str
    started_at: datetime
    valid_from: datetime
    scopes: list[str]
    section_kinds: list[dict[str, object]]
    rules: list[dict[str, object]]


class Step(NamedTuple):
    """One step: its SQL file without `.sql`, and the tables, temporary ones too, that it reads and writes.

    With `models` it runs once for each of them: `{table}` and `{name}` in the names and in the SQL are then that table, with and without its
    schema. `unless_empty` names a temporary table without whose rows there is nothing to do.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    models: tuple[type[Table], ...] = ()
    unless_empty: str | None = None


def _step(
    name: str, reads: str, writes: str, models: tuple[type[Table], ...] = (), unless_empty: str | None = None
) -> Step:
    return Step(name, tuple(reads.split()), tuple(writes.split()), models, unless_empty)


_NOTES = (Findings, Quarantine)
# In the order in which they run. Their declarations are checked against the SQL by a test.
STEPS: tuple[Step, ...] = (
    # What was staged: of each page the shard that counts.
    _step("listed_pages", "parquet_unchanged parquet_resumed", "unchanged resumed"),
    _step("staged_pages", "parquet_pages resumed", "staged_pages"),
    _step("staged_inputs", "parquet_inputs staged_pages", "staged_inputs"),
    _step(
        "outdated",
        "staged_pages staged_inputs unchanged pages ops.inputs",
        "outdated staged_pages staged_inputs unchanged",
    ),
    # What becomes of each page: gone, a duplicate, a new version, or unchanged.
    _step(
        "gone_pages",
        "pages ops.inputs ops.versions staged_pages staged_inputs unchanged",
        "gone previously_gone ops.quarantine pages",
    ),
    _step("duplicates", "pages staged_pages", "page_holders originals duplicates"),
    _step("reread", "originals staged_pages pages previously_gone ops.versions", "reread differing"),
    _step("differing_rows", "{table} parquet_{name} reread", "differing", CONTENT_TABLES, "reread"),
    _step("differing_pages", "reread staged_pages pages", "differing", unless_empty="reread"),
    _step(
        "new_versions",
        "originals staged_pages staged_inputs reread differing previously_gone ops.inputs ops.versions",
        "new_versions",
    ),
    # Versions and rows: what is superseded goes to the archive before its place is taken.
    _step(
        "superseded_versions",
        "ops.versions procedures new_versions duplicates",
        "superseded replaced_procedures",
    ),
    _step("archive_rows", "{table} superseded", "archive.{name}", HISTORY_TABLES, "superseded"),
    _step("close_versions", "superseded", "ops.versions", unless_empty="superseded"),
    _step("delete_rows", "replaced_procedures", "{table}", CONTENT_TABLES, "replaced_procedures"),
    _step("insert_rows", "parquet_{name} new_versions", "{table}", CONTENT_TABLES, "new_versions"),
    _step("open_versions", "new_versions ops.versions", "ops.versions"),
    # The ledger: findings, raw files, pages.
    _step("replace_page_notes", "parquet_{name} staged_pages duplicates", "{table}", _NOTES),
    _step("replace_inputs", "staged_inputs parquet_stamps outdated", "ops.inputs"),
    _step(
        "superseded_inputs",
        "parquet_inputs parquet_stamps parquet_superseded_inputs ops.inputs",
        "files_read ops.superseded_inputs",
    ),
    _step("seen_pages", "unchanged staged_pages", "pages"),
    _step("replace_pages", "staged_pages duplicates pages", "page_rows pages"),
    _step("replace_boilerplate", "page_rows staged_pages parquet_boilerplate", "ops.boilerplate"),
    _step("section_kinds", "section_kinds", "known_sections section_kinds"),
    _step(
        "rules",
        "ops.rules procedures sections archive.procedures archive.sections ops.boilerplate",
        "known_rules ops.rules",
    ),
)
# The figures of the run, read after all steps: one row with the columns of `Counts`.
COUNTS = _step("counts", "pages unchanged new_versions originals duplicates staged_pages gone procedures", "")


def run_step(connection: Connection, step: Step, values: Values) -> None:
    """Run a step, for each of its models if it has any."""
    if step.unless_empty and not connection.execute(f"FROM {step.unless_empty} LIMIT 1").fetchone():
        return
    for text in statements(step):
        execute(connection, text, values)


def execute(connection: Connection, text: str, values: Values) -> Connection:
    """Run the statements of a text with the parameters that each names; the cursor of the last one."""
    bound = values._asdict()
    cursor = connection
    for statement in connection.extract_statements(text):
        cursor = connection.execute(statement, {name: bound[name] for name in statement.named_parameters})
    return cursor


def statements(step: Step) -> list[str]:
    """The SQL of a step: one text, or one for each of its models."""
    text = (files(__name__) / f"{step.name}.sql").read_text(encoding="utf-8")
    return [text.format(**_names(model)) for model in step.models] if step.models else [text]


@cache
def _names(model: type[Table]) -> dict[str, str]:
    """What the SQL of a step for each model may put in: names of the model, whose rows it calls `r`."""
    # While a version was current its page was too, whatever has become of the page since.
    archived = {'r."status"': "'current'", 'r."reason"': "NULL"} if model is Pages else {}
    return {
        "name": model.sql_name,
        "table": qualified(model),
        "columns": ", ".join(columns_sql(model)),
        "archived_values": ", ".join(archived.get(column, column) for column in columns_sql(model, "r")),
        "page": page_key_sql(model, "r"),
    }
