"""The steps of a load: what each declares is what its SQL does, each read was written before, and a failing step leaves nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

import warehouse.load.load
from pipelines.ingest.changes import find_changes
from pipelines.ingest.plan import IngestOptions, make_plan
from pipelines.ingest.pool import stage_batches
from schemas.tables import HISTORY_TABLES, TABLES
from warehouse.load.shards import STAGED
from warehouse.load.steps import COUNTS, STEPS, Step, Values, run_step, statements
from warehouse.schema.database import open_writer
from warehouse.sql import qualified
from warehouse.values import Counts, Run, Shard

FOLDER = Path(warehouse.load.load.__file__).parent / "steps"
ALL = (*STEPS, COUNTS)
_NOISE = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\bDISTINCT\s+FROM\b")
_WRITES = re.compile(r"\b(?:TEMP TABLE|INSERT INTO|DELETE FROM|UPDATE)\s+([a-z_]+(?:\.[a-z_]+)?)")
_READS = re.compile(r"(?<!DELETE )\b(?:FROM|JOIN)\s+([a-z_]+(?:\.[a-z_]+)?)(?!\s*\()")
_CTES = re.compile(r"(?:\bWITH|\),)\s*([a-z_]+) AS \(")
_DESCRIBED = re.compile(r"^-- (\w+) \((.+?)\): .+(?:\n-- .+)*\nCREATE OR REPLACE TEMP TABLE \1\b", re.MULTILINE)
PERMANENT = {qualified(model) for model in TABLES} | {f"archive.{model.sql_name}" for model in HISTORY_TABLES}
STARTED = datetime(2026, 1, 2, 3, 4, 5)


def page(name: str, risk: str = "Bleeding") -> str:
    return f"Imaging, {name}; single view\n\nHCPCS code\n\nRisks and Complications\n\n  • {risk}\n\nSimilar Codes\n"


def full(names: Any) -> set[str]:
    """Names of tables, those of schema `main` with their schema."""
    return {f"main.{name}" if f"main.{name}" in PERMANENT else name for name in names}


def runs_of(step: Step) -> list[tuple[set[str], set[str], str]]:
    """What a step reads and writes as declared, and its SQL, for each time that it runs."""
    names = [{"table": qualified(model), "name": model.sql_name} for model in step.models] or [{}]
    return [
        (
            full(each.format(**name) for each in step.reads),
            full(each.format(**name) for each in step.writes),
            _NOISE.sub(" ", sql),
        )
        for name, sql in zip(names, statements(step), strict=True)
    ]


def test_each_file_is_one_step_and_each_step_has_a_file() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.sql")) == sorted(step.name for step in ALL)
    assert len({step.name for step in ALL}) == len(ALL)


@pytest.mark.parametrize("step", ALL, ids=lambda step: step.name)
def test_step_reads_and_writes_what_it_declares(step: Step) -> None:
    for reads, writes, sql in runs_of(step):
        written = full(_WRITES.findall(sql))
        assert written == writes
        found = full(set(_READS.findall(sql)) - set(_CTES.findall(sql)))
        # A table that a step makes or changes it may read again; that is no declaration's matter.
        assert found - written == reads - written
        assert not reads - found, "declared, but not read"


def test_each_read_was_written_before() -> None:
    there = PERMANENT | {f"parquet_{name}" for name in STAGED}
    for step in ALL:
        assert step.unless_empty is None or step.unless_empty in there
        for reads, writes, _ in runs_of(step):
            assert reads <= there, f"{step.name} reads what no step before it writes"
            there |= writes


def test_each_parameter_is_a_value_of_the_run_and_each_value_is_used() -> None:
    used = {name for step in ALL for _, _, sql in runs_of(step) for name in re.findall(r"\$(\w+)", sql)}
    assert used == set(Values._fields)


def test_each_temporary_table_is_described_with_its_columns(sources: tuple[Path, list[Shard]], tmp_path: Path) -> None:
    made = [name for step in STEPS for _, writes, _ in runs_of(step) for name in writes - PERMANENT]
    texts = [(FOLDER / f"{step.name}.sql").read_text(encoding="utf-8") for step in STEPS]
    described = dict(pair for text in texts for pair in _DESCRIBED.findall(text))
    assert set(described) == set(made)
    with loaded(sources, tmp_path) as (connection, _):
        for name, shape in described.items():
            columns = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
            table, _, rest = shape.partition("the columns of ")[2].partition(", ")
            if table:
                own = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
                expected = own + (rest.split(", ") if rest else [])
            else:
                expected = shape.removesuffix(", with repeats").split(", ")
            assert columns == expected, name


# --- one load ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Shard]]:
    """An empty warehouse, and what a run on two pages and a copy of one has staged."""
    folder = tmp_path_factory.mktemp("steps")
    raw, empty = folder / "raw", folder / "empty.duckdb"
    raw.mkdir()
    for name, text in (("a", page("knee")), ("b", page("hip")), ("c", page("hip"))):
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_writer(empty):
        pass
    plan = make_plan([raw], folder / "w.duckdb", raw, IngestOptions(workers=1))
    return empty, [Shard(Path(batch.folder)) for batch in stage_batches(plan, find_changes(plan))]


@contextmanager
def loaded(sources: tuple[Path, list[Shard]], folder: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Counts]]:
    """A copy of the empty warehouse, `loaded.duckdb`, open, with the shards loaded."""
    empty, shards = sources
    with open_writer(Path(shutil.copyfile(empty, folder / "loaded.duckdb"))) as connection:
        run = Run("20260102T030405000000-aaaa", STARTED, "parser", ())
        yield connection, warehouse.load.load.load(connection, shards, run, STARTED)


def test_load_counts_by_name(sources: tuple[Path, list[Shard]], tmp_path: Path) -> None:
    with loaded(sources, tmp_path) as (connection, figures):
        columns = [row[0] for row in connection.execute((FOLDER / "counts.sql").read_text("utf-8")).description or ()]
        assert sorted(columns) == sorted(Counts._fields)
        row = connection.execute(
            "SELECT pages_seen, pages_loaded, pages_duplicate, pages_gone, procedures, stage, seconds FROM ops.runs"
        ).fetchone()
    assert figures == Counts(seen=3, loaded=2, unchanged=0, duplicate=1, rejected=0, gone=0, procedures=2)
    assert row == (3, 2, 1, 0, 2, "published", 0.0)


def test_step_changes_no_other_table_than_it_declares(
    sources: tuple[Path, list[Shard]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the SQL looks like: the permanent tables are compared before and after each step."""

    def state(connection: Any) -> dict[str, Any]:
        return {
            name: connection.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {name} t").fetchone()
            for name in sorted(PERMANENT)
        }

    seen: set[str] = set()

    def watched(connection: Any, step: Step, values: Values) -> None:
        before = state(connection)
        run_step(connection, step, values)
        changed = {name for name, figures in state(connection).items() if figures != before[name]}
        assert changed <= {name for _, writes, _ in runs_of(step) for name in writes}, step.name
        seen.update(changed)

    monkeypatch.setattr(warehouse.load.load, "run_step", watched)
    with loaded(sources, tmp_path):
        pass
    assert {"main.pages", "main.risks", "ops.versions", "ops.inputs", "main.section_kinds"} <= seen


@pytest.mark.parametrize("broken", STEPS, ids=lambda step: step.name)
def test_failing_step_leaves_nothing_of_the_load(
    sources: tuple[Path, list[Shard]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Step
) -> None:
    def run(connection: Any, step: Step, values: Values) -> None:
        run_step(connection, step, values)
        if step is broken:
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(warehouse.load.load, "run_step", run)
    with pytest.raises(RuntimeError, match="the disk is full"), loaded(sources, tmp_path):
        pass
    with duckdb.connect(str(tmp_path / "loaded.duckdb"), read_only=True) as connection:
        for name in PERMANENT:
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,), name
