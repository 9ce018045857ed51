"""`--since RUN`: whatever becomes of the pages, the deltas applied in order give the full export."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import parsers.parse
import pipelines.ingest.plan
import pipelines.ingest.run
import pipelines.ingest.validate
from pipelines.ingest.plan import IngestOptions
from pipelines.values import Summary
from schemas.manifest import Manifest
from schemas.rows import RisksRow
from schemas.tables import MAIN_TABLES
from tests.support.house import House as CommonHouse
from warehouse.errors import InvalidRequest
from warehouse.export.options import START, ExportOptions
from warehouse.export.write import write_export
from warehouse.load.prune import prune
from warehouse.load.publish import Workplace, held

TABLES = [model.sql_name for model in MAIN_TABLES]
KEYS = {model.sql_name: model.primary_key for model in MAIN_TABLES}


class House(CommonHouse):
    """A house that exports."""

    def __init__(self, folder: Path, empty: Path) -> None:
        super().__init__(folder)
        self.database.parent.mkdir()
        shutil.copyfile(empty, self.database)
        self._exports = 0

    def put(self, name: str, body: str | None) -> None:
        path = self.raw / name
        if body is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_text(encoding="utf-8") != body:
            path.write_text(body, encoding="utf-8")

    def ingest(self, *names: str, **options: Any) -> Summary:
        paths = [self.raw / name for name in names] or [self.raw]
        return pipelines.ingest.run.ingest(paths, self.database, self.raw, IngestOptions(workers=1, **options))

    def write(self, sql: str) -> None:
        with duckdb.connect(str(self.database)) as connection:
            connection.execute(sql)

    def export(self, **options: Any) -> tuple[Path, Manifest]:
        self._exports += 1
        folder = self.folder / f"export-{self._exports}"
        folder.mkdir()
        return folder, write_export(self.database, ExportOptions(str(folder), "parquet", **options), folder)


class Consumer:
    """A store of somebody else, that knows of the warehouse what exports say."""

    def __init__(self) -> None:
        self.store = duckdb.connect()
        self._known: set[str] = set()

    def apply(self, exported: tuple[Path, Manifest]) -> None:
        folder, manifest = exported
        for file in manifest.files:
            source = f"read_parquet('{folder / file.path}')"
            table, key = file.table, ", ".join(file.key)
            if table not in self._known:
                self.store.execute(f"CREATE TABLE {table} AS SELECT * EXCLUDE (change) FROM {source} LIMIT 0")
                self._known.add(table)
            if file.rows == 0:
                continue
            self.store.execute(f"CREATE OR REPLACE TEMP TABLE delta AS FROM {source}")
            found = self.store.execute(
                f"""SELECT count(*) = count(DISTINCT ({key})), bool_and(change IN ('upsert', 'delete')),
                count(*) FILTER (change = 'delete' AND ({key}) NOT IN (SELECT ({key}) FROM {table})) FROM delta"""
            ).fetchone()
            assert found == (True, True, 0), f"{table}: a key has one row in a delta, and what is deleted was there"
            self.store.execute(f"DELETE FROM {table} WHERE ({key}) IN (SELECT ({key}) FROM delta)")
            self.store.execute(f"INSERT INTO {table} SELECT * EXCLUDE (change) FROM delta WHERE change = 'upsert'")

    def has(self, exported: tuple[Path, Manifest]) -> None:
        """Assert that the store is what a full export holds."""
        folder, manifest = exported
        sides = [
            (file.table, what, more, less)
            for file in manifest.files
            for source in [f"read_parquet('{folder / file.path}')"]
            for what, more, less in (("too many", file.table, source), ("missing", source, file.table))
        ]
        queries = [
            f"SELECT '{table}', '{what}', count(*) AS rows FROM ((FROM {more}) EXCEPT ALL (FROM {less}))"
            for table, what, more, less in sides
        ]
        assert self.store.execute(f"FROM ({' UNION ALL '.join(queries)}) WHERE rows > 0").fetchall() == []


@pytest.fixture
def house(tmp_path: Path, empty_warehouse: Path) -> House:
    return House(tmp_path, empty_warehouse)


def page(name: str = "Knee Scan", risk: str = "Bleeding", *more: str) -> str:
    risks = "".join(f"  • {text}\n" for text in (risk, *more))
    return f"Imaging, {name.lower()}; single view\n\nHCPCS code\n\nRisks and Complications\n\n{risks}\nSimilar Codes\n\n  • J0001: Another scan of it\n"


def two_procedures() -> str:
    return "".join(
        f"{name}\n\nIndications\n\n  • Pain\n\nRisks and Complications\n\n  • {risk}\n\nBenefits\n\n  • Relief\n\n"
        for name, risk in (("Knee Scan", "Bleeding"), ("Hip Scan", "Fever"))
    )


def changes(exported: tuple[Path, Manifest], table: str, columns: str) -> list[tuple[Any, ...]]:
    path = exported[0] / f"{table}.parquet"
    return duckdb.sql(f"SELECT change, {columns} FROM '{path}' ORDER BY ALL").fetchall()


def test_delta_has_the_rows_that_changed_and_no_others(house: House) -> None:
    house.put("a.txt", page("Knee Scan", "Bleeding", "Fever", "Cough"))
    house.put("b.txt", page("Hip Scan"))
    first = house.ingest().run_id
    house.put("a.txt", page("Knee Scan", "Bleeding", "Itching"))
    last = house.ingest().run_id
    delta = house.export(since=first)
    assert changes(delta, "risks", "position, text") == [("delete", 3, None), ("upsert", 2, "Itching")]
    assert changes(delta, "procedures", "code") == []
    assert (delta[1].since, delta[1].run_id) == (first, last)
    assert [file.columns[0].name for file in delta[1].files] == ["change"] * len(TABLES)


def test_page_that_becomes_a_duplicate_takes_its_rows_along(house: House) -> None:
    house.put("a.txt", page())
    house.put("b.txt", page("Hip Scan"))
    first = house.ingest().run_id
    house.put("b.txt", page())
    house.ingest()
    delta = house.export(since=first)
    assert [row[0] for row in changes(delta, "procedures", "procedure_id")] == ["delete"]
    assert changes(delta, "pages", "source_uri, status") == [
        ("upsert", "a.txt", "current"),
        ("upsert", "b.txt", "duplicate"),
    ]


def test_run_that_changes_nothing_has_seen_the_pages(house: House) -> None:
    house.put("a.txt", page())
    house.put("b.txt", page("Hip Scan"))
    first = house.ingest().run_id
    house.ingest("a.txt")
    delta = house.export(since=first)
    assert changes(delta, "pages", "source_uri") == [("upsert", "a.txt")], "b.txt was not looked at"
    assert sum(file.rows for file in delta[1].files) == 1


def test_page_that_is_gone_is_told_although_no_run_has_seen_it(house: House) -> None:
    house.put("a.txt", page())
    house.put("b.txt", page("Hip Scan"))
    first = house.ingest().run_id
    house.put("b.txt", None)
    house.ingest()
    assert ("upsert", "b.txt", "gone") in changes(house.export(since=first), "pages", "source_uri, status")


def test_delta_after_the_last_run_is_empty(house: House) -> None:
    house.put("a.txt", page())
    last = house.ingest().run_id
    _, manifest = house.export(since=last)
    assert [file.rows for file in manifest.files] == [0] * len(TABLES)


@pytest.mark.parametrize("start", [START, ""])
def test_start_is_everything_as_upserts(house: House, start: str) -> None:
    house.put("a.txt", page())
    house.put("b.txt", two_procedures())
    house.ingest()
    consumer = Consumer()
    consumer.apply(house.export(since=start))
    consumer.has(house.export())


def test_delta_of_chosen_columns_has_what_changed_in_them(house: House) -> None:
    house.put("a.txt", page("Knee Scan", "Bleeding"))
    first = house.ingest().run_id
    house.put("a.txt", page("Knee Scan", "Fever"))
    house.ingest()
    spans = house.export(since=first, tables=("risks",), columns=("char_start",))
    texts = house.export(since=first, tables=("risks",), columns=("text",))
    assert changes(spans, "risks", "position") == []
    assert changes(texts, "risks", "position, text") == [("upsert", 1, "Fever")]


def test_other_sections_in_the_program_come_whole(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page())
    first = house.ingest().run_id
    house.ingest()
    assert changes(house.export(since=first), "section_kinds", "section") == []
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "another program")
    house.ingest()
    kinds = changes(house.export(since=first), "section_kinds", "section")
    assert len(kinds) > 10 and {kind for kind, _ in kinds} == {"upsert"}


def test_delta_without_descriptors_takes_nothing_out_that_was_never_there(house: House) -> None:
    quoting = "Imaging, knee scan; single view, has few risks"
    runs = []

    def told(since: int) -> list[tuple[Any, ...]]:
        options: dict[str, Any] = {"without_descriptors": True, "tables": ("risks",), "columns": ("text",)}
        return changes(house.export(since=runs[since], **options), "risks", "position, text")

    for risks in ((quoting, "Bleeding"), ("Fever", "Bleeding")):
        house.put("a.txt", page("Knee Scan", *risks))
        runs.append(house.ingest().run_id)
    assert told(0) == [("upsert", 1, "Fever")]
    house.put("a.txt", page("Knee Scan", quoting))
    house.ingest()
    assert told(0) == [("delete", 2, None)]
    assert told(1) == [("delete", 1, None), ("delete", 2, None)]


# --- runs from which no delta can be had ------------------------------------------------------------------------------


def test_unknown_run_is_refused(house: House) -> None:
    house.put("a.txt", page())
    house.ingest()
    with pytest.raises(InvalidRequest, match=r"knows no run 2020.*`procwh status` lists"):
        house.export(since="2020")


@pytest.mark.parametrize("status", ["failed", "gate_closed"])
def test_run_that_published_nothing_is_refused_and_is_not_the_state(house: House, status: str) -> None:
    house.put("a.txt", page())
    first = house.ingest().run_id
    house.write(
        f"INSERT INTO ops.runs SELECT * REPLACE ('9' || run_id AS run_id, '{status}' AS status, NULL AS finished_at) FROM ops.runs"
    )
    with pytest.raises(InvalidRequest, match=f"published nothing \\({status}\\)"):
        house.export(since=f"9{first}")
    assert house.export()[1].run_id == first


def three_runs(house: House) -> list[str]:
    runs = []
    for risk in ("Bleeding", "Fever", "Cough"):
        house.put("a.txt", page("Knee Scan", risk))
        runs.append(house.ingest().run_id)
    return runs


def test_run_beyond_what_is_kept_is_refused(house: House) -> None:
    first, second, _ = three_runs(house)
    for table in ("ops.versions", "archive.risks", "archive.pages"):
        house.write(f"DELETE FROM {table} WHERE version_id LIKE '%-1'")
    house.write(f"DELETE FROM ops.runs WHERE run_id = '{first}'")
    with pytest.raises(InvalidRequest, match="knows no run"):
        house.export(since=first)
    assert changes(house.export(since=second), "risks", "text") == [("upsert", "Cough")]


def test_prune_leaves_every_delta_that_it_does_not_refuse_whole(house: House) -> None:
    first, second, _ = three_runs(house)
    with duckdb.connect(str(house.database), read_only=True) as connection:
        rows = connection.execute("SELECT started_at FROM ops.runs WHERE run_id = ?", [second]).fetchall()
    workplace = Workplace(house.database)
    with held(workplace):
        prune(workplace, rows[0][0])
    with pytest.raises(InvalidRequest, match="knows no run"):
        house.export(since=first)
    assert changes(house.export(since=second), "risks", "text") == [("upsert", "Cough")]


@pytest.mark.parametrize(
    "tables", [("ops.versions", "archive.risks", "archive.pages"), ("archive.risks", "archive.pages")]
)
def test_run_that_is_known_but_whose_rows_are_pruned_is_refused(house: House, tables: tuple[str, ...]) -> None:
    first, second, _ = three_runs(house)
    for table in tables:
        house.write(f"DELETE FROM {table} WHERE version_id LIKE '%-1'")
    with pytest.raises(InvalidRequest, match="no longer reaches back"):
        house.export(since=first)
    assert changes(house.export(since=second), "risks", "text") == [("upsert", "Cough")]


@pytest.mark.parametrize("table", ["ops.findings", "ops.runs", "history.risks"])
def test_tables_without_history_have_no_delta(house: House, table: str) -> None:
    house.put("a.txt", page())
    first = house.ingest().run_id
    with pytest.raises(InvalidRequest, match=f"export {table} without --since"):
        house.export(since=first, tables=(table,))


# --- random stories ---------------------------------------------------------------------------------------------------

NAMES = ("a.txt", "b.txt", "c.txt")
BODIES = {
    "one": page(),
    "longer": page("Knee Scan", "Bleeding", "Fever"),
    "two": page("Hip Scan", "Fever"),
    "both": two_procedures(),
    "quoting": page("Knee Scan", "Bleeding", "Imaging, knee scan; single view, has few risks"),
    "odd": "Knee\n\nRisks\n\nNone.\n",
    "empty": "",
    "gone": None,
}
PARSERS = ("today's", "loud")


class Step(NamedTuple):
    """What happens before a run, who reads, and what is read: everything, or one file."""

    acts: list[tuple[str, str]]
    parser: str
    only: str | None


STEPS = st.builds(
    Step,
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(sorted(BODIES))), max_size=3),
    st.sampled_from(PARSERS),
    st.sampled_from((None, None, None, *NAMES)),
)
Places = Callable[[], House]


@pytest.fixture
def places(tmp_path_factory: pytest.TempPathFactory, empty_warehouse: Path) -> Iterator[Places]:
    """Houses for stories, whose rows are not checked against their models: other tests do that."""
    folder = tmp_path_factory.mktemp("stories")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipelines.ingest.validate, "check", lambda model, table: (table, []))
        yield lambda: House(Path(tempfile.mkdtemp(dir=folder)), empty_warehouse)
    shutil.rmtree(folder, ignore_errors=True)


SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=4, suppress_health_check=SHARED)
@given(st.lists(STEPS, min_size=2, max_size=3), st.booleans())
def test_deltas_of_any_story_give_the_full_export(places: Places, story: list[Step], is_masked: bool) -> None:
    deltas_give_the_full_export(places(), story, is_masked)


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=SHARED)
@given(st.lists(STEPS, min_size=3, max_size=9), st.booleans())
def test_deltas_of_many_long_stories_give_the_full_export(places: Places, story: list[Step], is_masked: bool) -> None:
    deltas_give_the_full_export(places(), story, is_masked)


def deltas_give_the_full_export(house: House, story: list[Step], is_masked: bool) -> None:
    """One consumer takes every delta; others, who took one of the states, take a single delta to the last."""
    follower = Consumer()
    runs, states = [START], []
    for number, step in enumerate([Step([("a.txt", "one"), ("b.txt", "two")], PARSERS[0], None), *story]):
        run_id = told(house, step)
        if run_id is None:
            continue
        follower.apply(house.export(since=runs[-1], without_descriptors=is_masked))
        full = house.export(without_descriptors=is_masked)
        follower.has(full)
        if number == 1:
            states.append((run_id, house.export(since=START, without_descriptors=is_masked)))
        runs.append(run_id)
    for run_id, state in states:
        late = Consumer()
        late.apply(state)
        late.apply(house.export(since=run_id, without_descriptors=is_masked))
        late.has(full)


def told(house: House, step: Step) -> str | None:
    """Carry out a step; none if it asks for a file that is not there."""
    for name, body in step.acts:
        house.put(name, BODIES[body])
    if step.only is not None and not (house.raw / step.only).exists():
        return None
    with pytest.MonkeyPatch.context() as patch:
        if step.parser != PARSERS[0]:
            patch.setitem(parsers.parse.READERS, "risks", loud(parsers.parse.READERS["risks"]))
            patch.setattr(pipelines.ingest.plan, "parser_version", lambda: step.parser)
        return house.ingest(*([step.only] if step.only else []), accept=True).run_id


def loud(read: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A parser that writes risks in capitals, and takes the last of several for none."""

    def reads(section: Any, facts: Any) -> None:
        read(section, facts)
        rows = facts.rows[RisksRow]
        facts.rows[RisksRow] = [row._replace(text=row.text.upper()) for row in rows[: max(1, len(rows) - 1)]]

    return reads
