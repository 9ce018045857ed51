"""The views for analysts: that each is described, that what they say is what the tables say, and that null stays null."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.ingest.plan import IngestOptions
from pipelines.ingest.run import ingest
from schemas.tables import CONTENT_TABLES
from schemas.vocabulary.sections import SECTION_KEYS, TYPED_TABLES
from warehouse.schema import dictionary
from warehouse.schema.ddl import all_statements
from warehouse.schema.views import NAMES, read_view, views

Ask = Callable[[str], list[Any]]
VIEWS = [view for view in views() if not view.parameters]
# Sections whose words stand in no table of facts: they have columns of their own, or stand in procedures.
UNTYPED = [key for key in SECTION_KEYS if key not in TYPED_TABLES and key != "name"]


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for statement in all_statements():
            connection.execute(statement)
        yield connection


@pytest.fixture
def sample(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        yield connection


def add_procedure(database: duckdb.DuckDBPyConnection, key: str, code_system: str | None = "HCPCS") -> None:
    database.execute(
        """INSERT INTO procedures (procedure_id, page_id, code_system, code, title, name, source_uri)
        VALUES ($1, $1, $2, upper($1), 'A title', 'The ' || $1, $1)""",
        [key, code_system],
    )


def add(database: duckdb.DuckDBPyConnection, table: str, key: str, *texts: str, **columns: Any) -> None:
    """Rows of a table of facts, one a text, all with the same further columns."""
    for position, text in enumerate(texts, 1):
        row = {"procedure_id": key, "position": position, "text": text, "char_start": 0, "char_end": 1} | columns
        marks = ", ".join("?" for _ in row)
        database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


# --- the files --------------------------------------------------------------------------------------------------------


def test_every_file_is_a_view_and_every_view_a_file() -> None:
    folder = files("warehouse.schema.views")
    assert sorted(path.name.removesuffix(".sql") for path in folder.iterdir() if path.name.endswith(".sql")) == sorted(
        NAMES
    )


@pytest.mark.parametrize("view", views(), ids=NAMES)
def test_leading_comment_describes_every_column_in_order(database: duckdb.DuckDBPyConnection, view: Any) -> None:
    source = f"{view.name}(TIMESTAMP '2026-01-01')" if view.parameters else view.name
    described = database.execute(f"DESCRIBE FROM {source}").fetchall()
    assert [row[0] for row in described] == [column.name for column in view.columns]
    assert {row[1] for row in described} <= {"VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "TIMESTAMP"}
    assert all(len(each.description) > 3 for each in (*view.columns, *view.parameters)) and len(view.description) > 20


def test_comments_stand_in_the_database(database: duckdb.DuckDBPyConnection) -> None:
    given = dict(
        database.execute("SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main'").fetchall()
    )
    assert {view.name: view.description for view in VIEWS}.items() <= given.items()
    columns = database.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'main'"
    ).fetchall()
    assert {(view.name, *column) for view in VIEWS for column in view.columns} <= set(columns)


def test_a_line_that_describes_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="column: description"):
        read_view("x", "-- What it is.\n--\n-- a column without a colon\nSELECT 1")
    view = read_view("x", "-- What\n-- it is.\n--\n-- since (parameter): A day\n-- a: One: or two\nSELECT 1 AS a\n")
    assert (view.description, view.call, view.columns[0].description, view.sql) == (
        "What it is.",
        "x(since)",
        "One: or two",
        "SELECT 1 AS a",
    )


def test_dictionary_lists_views_macros_and_history() -> None:
    text = dictionary.markdown()
    for view in views():
        assert f"\n## {view.call}\n" in text
        assert all(f"| `{column.name}` | " in text for column in view.columns)
    assert "<table>_as_of" in text and "- `moment`: " in text


def test_views_answer_when_the_file_is_attached(sample_warehouse: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{sample_warehouse}' AS other (READ_ONLY)")
        for view in VIEWS:
            connection.execute(f"FROM other.{view.name} LIMIT 1").fetchall()


def test_duckdb_1_5_reads_every_view(sample_warehouse: Path) -> None:
    """What is published stays readable by tools of the version before."""
    tool = shutil.which("duckdb", path=str(Path(sys.executable).parent)) or shutil.which("duckdb")
    if tool is None or " v1." not in " " + subprocess.run([tool, "--version"], capture_output=True, text=True).stdout:
        pytest.skip("the command of DuckDB 1.5 is not installed (pip install duckdb-cli)")
    sources = [*(view.name for view in VIEWS), "changes_since(TIMESTAMP '2026-01-01')"]
    sql = " UNION ALL ".join(f"SELECT $${source}$$ AS source, count(*) AS rows FROM {source}" for source in sources)
    done = subprocess.run(
        [tool, "-readonly", "-csv", "-noheader", str(sample_warehouse), sql], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        assert sorted(done.stdout.splitlines()) == sorted(
            f'"{name}",{rows}' if "'" in name else f"{name},{rows}" for name, rows in connection.execute(sql).fetchall()
        )


# --- facts and overviews ----------------------------------------------------------------------------------------------


def test_every_table_of_facts_is_in_facts(sample: duckdb.DuckDBPyConnection) -> None:
    counted = dict(sample.execute("SELECT fact, count(*) FROM facts GROUP BY fact").fetchall())
    tables = {model.sql_name for model in CONTENT_TABLES} - {
        "procedures",
        "sections",
        "section_items",
        "section_coverage",
    }
    for table in tables:
        assert counted.pop(table, 0) == sample.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0], table
    assert counted.pop("title") == 14
    items = dict(sample.execute("SELECT section, count(*) FROM section_items GROUP BY section").fetchall())
    assert counted == {section: items[section] for section in UNTYPED if section in items}
    assert (
        sample.execute(
            "FROM facts EXCEPT ALL SELECT * EXCLUDE (version_id, page_id, valid_from, valid_to, change) FROM fact_versions"
        ).fetchall()
        == []
    )


def test_facts_leave_out_exactly_the_sections_with_tables() -> None:
    sql = next(view.sql for view in views() if view.name == "fact_versions")
    listed = sql.split("NOT IN (")[1].split(")")[0]
    assert set(re.findall(r"'(\w+)'", listed)) == {*TYPED_TABLES, "name"}


def test_unparsed_words_are_facts(database: duckdb.DuckDBPyConnection) -> None:
    add_procedure(database, "p1")
    database.execute("INSERT INTO ops.versions VALUES ('v', 'p1', '2026-01-01', NULL, 'new', 'r')")
    database.execute(
        "INSERT INTO sections VALUES ('p1', 1, 'duration', 'Duration', 'unparsed', 'It depends.', 1, 0, 9, 'known_heading')"
    )
    database.execute(
        "INSERT INTO section_items VALUES ('p1', 1, 1, 'duration', NULL, 0, 'paragraph', NULL, NULL, 'Note', 'It depends.', 0, 9)"
    )
    assert database.execute("SELECT fact, value, text FROM facts ORDER BY fact").fetchall() == [
        ("duration", None, "Note: It depends."),
        ("title", None, "A title"),
    ]
    assert database.execute("SELECT durations, unparsed FROM procedure_overviews").fetchall() == [
        (None, "duration: It depends.")
    ]


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        (20, 30, "20 to 30 minutes"),
        (20, 20, "20 minutes"),
        (15, None, "at least 15 minutes"),
        (None, 7.5, "up to 7.5 minutes"),
        (None, None, None),
    ],
)
def test_minutes_of_facts(database: duckdb.DuckDBPyConnection, low: Any, high: Any, value: str | None) -> None:
    add_procedure(database, "p1")
    database.execute("INSERT INTO ops.versions VALUES ('v', 'p1', '2026-01-01', NULL, 'new', 'r')")
    add(database, "durations", "p1", "words", min_minutes=low, max_minutes=high)
    assert database.execute("SELECT value FROM facts WHERE fact = 'durations'").fetchall() == [(value,)]
    assert database.execute("SELECT min_minutes, max_minutes FROM procedure_overviews").fetchall() == [(low, high)]


def test_overview_has_one_row_a_procedure_and_a_column_for_each_kind(sample: duckdb.DuckDBPyConnection) -> None:
    assert (
        sample.execute("SELECT procedure_id FROM procedure_overviews ORDER BY ALL").fetchall()
        == sample.execute("SELECT procedure_id FROM procedures ORDER BY ALL").fetchall()
    )
    columns = {column.name for column in next(view for view in VIEWS if view.name == "procedure_overviews").columns}
    assert set(UNTYPED) <= columns
    row = sample.execute(
        """SELECT indications, steps, settings, personnel, risks_common, risks_unstated, alternative_remarks, cost, sections_absent
        FROM procedure_overviews WHERE code = 'G0991'"""
    ).fetchall()[0]
    assert row[0].startswith("Frozen shoulder with loss of movement\nWear-and-tear arthritis")
    assert row[1].startswith("1. The patient sits") and row[1].count("\n") == 5
    assert row[2] == "imaging_center, outpatient_clinic, physician_office"
    assert row[3] == "radiologist or sports_medicine_physician\nnurse or radiologic_technologist"
    assert row[4] == "Soreness at the injection site\nfacial flushing\na short rise in blood sugar"
    assert row[5] is None and row[6].startswith("Each option differs") and row[7] is None
    absent = sample.execute(
        "SELECT section FROM section_coverage JOIN procedures USING (procedure_id) JOIN section_kinds USING (section) WHERE code = 'G0991' AND state = 'absent' ORDER BY position"
    ).fetchall()
    assert row[8].split(", ") == [section for (section,) in absent] and "contraindications" in row[8]


# --- questions --------------------------------------------------------------------------------------------------------


def test_durations_by_setting_keep_what_pages_do_not_say_apart(database: duckdb.DuckDBPyConnection) -> None:
    given: list[tuple[str, str | None, list[str | None], Any, Any]] = [
        ("a", "CPT", ["home", "hospital"], 10, 20),
        ("b", "CPT", ["home"], 30, None),
        ("c", "CPT", ["home"], None, None),
        ("d", "CPT", [None], 5, 5),
        ("e", "CPT", [], None, 60),
        ("f", None, ["home"], 1, 2),
    ]
    for key, system, settings, low, high in given:
        add_procedure(database, key, system)
        add(database, "durations", key, "words", min_minutes=low, max_minutes=high)
        for position, setting in enumerate(settings, 1):
            add(database, "settings", key, "words", position=position, setting=setting)
    assert database.execute("FROM durations_by_setting ORDER BY code_system, setting_status, setting").fetchall() == [
        ("CPT", "home", "listed", 3, 2, 10, 20, 20, 20),
        ("CPT", "hospital", "listed", 1, 1, 10, 10, 20, 20),
        ("CPT", None, "unlisted", 1, 1, 5, 5, 5, 5),
        ("CPT", None, "unstated", 1, 1, None, None, 60, 60),
        (None, "home", "listed", 1, 1, 1, 1, 2, 2),
    ]


def test_complications_are_counted_by_what_each_page_says(database: duckdb.DuckDBPyConnection) -> None:
    rows = [
        ("a", "Infection (rare)", "rare"),
        ("b", "infection.", None),
        ("c", "Rarely, infection", "rare"),
        ("d", "Pain", "common"),
    ]
    for key, text, frequency in rows:
        add_procedure(database, key)
        add(database, "risks", key, text, frequency=frequency)
    add_procedure(database, "e")
    assert database.execute("FROM complications ORDER BY complication").fetchall() == [
        ("infection", 3, 0.75, 0, 0, 2, 1, "A, B, C", "Infection (rare)"),
        ("pain", 1, 0.25, 1, 0, 0, 0, "D", "Pain"),
    ]


def test_staffing_requirements_join_alternatives(database: duckdb.DuckDBPyConnection) -> None:
    add_procedure(database, "a")
    people: list[tuple[int, str | None, str | None, str]] = [
        (1, "nurse", None, "a nurse"),
        (1, None, None, "wound fairy"),
        (2, "anesthesiologist", "if sedated", "Anesthesiologist"),
    ]
    for position, (requirement, role, condition, text) in enumerate(people, 1):
        add(
            database, "personnel", "a", text, position=position, requirement=requirement, role=role, condition=condition
        )
    assert database.execute(
        "SELECT * EXCLUDE (procedure_id, code_system, name) FROM staffing_requirements ORDER BY ALL"
    ).fetchall() == [
        ("A", 1, 'nurse or "wound fairy"', 2, None, None, "a nurse or wound fairy"),
        ("A", 2, "anesthesiologist", 1, "if sedated", None, "Anesthesiologist"),
    ]


def test_condition_of_one_alternative_stays_with_it(database: duckdb.DuckDBPyConnection) -> None:
    add_procedure(database, "a")
    for position, (requirement, role, condition) in enumerate(
        [
            (1, "radiologist", "if imaging is needed"),
            (1, "surgeon", None),
            (2, "nurse", "if sedated"),
            (2, "medical_assistant", "if sedated"),
        ],
        1,
    ):
        add(
            database, "personnel", "a", role, position=position, requirement=requirement, role=role, condition=condition
        )
    found = database.execute("SELECT roles, condition FROM staffing_requirements ORDER BY requirement").fetchall()
    assert found == [
        ("radiologist (if imaging is needed) or surgeon", None),
        ("nurse or medical_assistant", "if sedated"),
    ]


@pytest.mark.parametrize(
    ("topic", "text", "expected"),
    [
        ("fasting", "Do not eat or drink after midnight.", [("fasting", True)]),
        ("fasting", "Patients may need to fast for 4–6 hours.", [("fasting", True)]),
        ("fasting", "Don’t eat for two hours.", [("fasting", True)]),
        ("fasting", "You may drink water, but do not eat.", [("fasting", True)]),
        ("fasting", "Eat nothing after 8 pm.", [("fasting", True)]),
        ("fasting", "No fasting is required.", [("fasting", False)]),
        ("fasting", "A light breakfast is allowed.", [("fasting", False)]),
        ("fasting", "Sips of clear water until 2 hours beforehand", [("fasting", None)]),
        ("medication", "Blood thinners may have to be paused.", [("medication", True)]),
        ("medication", "Do not stop your heart tablets.", [("medication", False)]),
        ("medication", "Keep taking your tablets.", [("medication", False)]),
        ("medication", "Tell us about every medicine you take.", [("medication", None)]),
        ("fasting", "Fasting isn't required.", [("fasting", False)]),
        ("fasting", "You don’t need to fast.", [("fasting", False)]),
        ("fasting", "No need to avoid food or drink.", [("fasting", False)]),
        ("fasting", "There are no food or drink restrictions.", [("fasting", False)]),
        ("fasting", "Fasting is optional.", [("fasting", False)]),
        ("fasting", "An empty stomach is not necessary.", [("fasting", False)]),
        ("fasting", "Patients need not fast, but should avoid alcohol.", [("fasting", True)]),
        ("medication", "There is no need to hold blood thinners.", [("medication", False)]),
        ("medication", "You do not have to discontinue aspirin.", [("medication", False)]),
        ("medication", "Aspirin need not be stopped.", [("medication", False)]),
        ("medication", "Medicines do not need to be stopped.", [("medication", False)]),
        ("medication", "You should not discontinue your blood thinners.", [("medication", False)]),
        ("medication", "Do not adjust your medications.", [("medication", False)]),
        ("medication", "Avoid lotions; take your medications.", [("medication", False)]),
        ("medication", "Stop aspirin; do not stop insulin.", [("medication", True)]),
        ("medication", "Do not take aspirin for a week.", [("medication", True)]),
        ("medication", "Avoid ibuprofen for a week.", [("medication", True)]),
        (None, "Stop blood thinners and fast for six hours.", [("fasting", True), ("medication", True)]),
        ("clothing", "Wear loose clothing and bring a list of medicines.", []),
        ("hygiene", "Avoid creams on the day of treatment.", []),
    ],
)
def test_restrictions_before_a_procedure(
    database: duckdb.DuckDBPyConnection, topic: str | None, text: str, expected: list[tuple[str, bool | None]]
) -> None:
    add_procedure(database, "a")
    add(database, "preparations", "a", text, topic=topic)
    sql = "SELECT restriction, is_required, text FROM preparation_restrictions ORDER BY restriction"
    assert database.execute(sql).fetchall() == [(*row, text) for row in expected]


# --- quality ----------------------------------------------------------------------------------------------------------

PAGE = "Scan of the {place}\n\nHCPCS code\n\nName of the Procedure:\n\n{place} Scan\n\nDuration\n\nAbout {minutes} minutes\n\nBenefits\n\n  • A clear picture\n  • No pain\n\nSimilar Codes\n"


def write(folder: Path, name: str, place: str, minutes: int, more: str = "") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(PAGE.format(place=place, minutes=minutes) + more, encoding="utf-8")


def test_quality_by_page_and_site(tmp_path: Path) -> None:
    raw, path = tmp_path / "raw", tmp_path / "w.duckdb"
    write(raw, "G0971-knee.txt", "Knee", 10)
    write(raw, "copy.txt", "Knee", 10)
    write(raw, "G0972-hand.txt", "Hand", 10)
    (raw / "empty.txt").write_bytes(b"")
    (raw / "G0972-hand.txt.meta.json").write_text('{"site": "hand.example"}', encoding="utf-8")
    ingest([raw], path, raw, IngestOptions(workers=1))
    with duckdb.connect(str(path), read_only=True) as connection:
        pages = connection.execute(
            "SELECT source_uri, status, procedures, unclaimed_share, quarantined, sections_parsed, sections_empty FROM page_quality_measures ORDER BY 1"
        ).fetchall()
        sites = connection.execute(
            "SELECT site, pages, current_pages, duplicate_pages, rejected_pages, procedures, unclaimed_chars FROM site_quality_measures ORDER BY 1"
        ).fetchall()
        states = connection.execute(
            "SELECT procedures, parsed, empty, absent, parsed_share FROM section_states_by_site WHERE site = 'hand.example' AND section IN ('benefits', 'cost', 'similar_codes') ORDER BY section"
        ).fetchall()
    assert pages == [
        ("G0971-knee.txt", "current", 1, 0.0, 0, 3, 1),
        ("G0972-hand.txt", "current", 1, 0.0, 0, 3, 1),
        ("copy.txt", "duplicate", 0, None, 0, None, None),
        ("empty.txt", "rejected", 0, None, 1, None, None),
    ]
    assert sites == [("hand.example", 1, 1, 0, 0, 1, 0), (None, 3, 1, 1, 1, 1, 0)]
    assert states == [(1, 1, 0, 0, 1.0), (1, 0, 0, 1, 0.0), (1, 0, 1, 0, 0.0)]


# --- what changed -----------------------------------------------------------------------------------------------------


def test_what_changed_since(tmp_path: Path) -> None:
    raw, path = tmp_path / "raw", tmp_path / "w.duckdb"
    write(raw, "G0971-knee.txt", "Knee", 10)
    write(raw, "G0972-hand.txt", "Hand", 10)
    ingest([raw], path, raw, IngestOptions(workers=1))
    write(raw, "G0971-knee.txt", "Knee", 15, "\nRecovery\n\nRest.\n")
    write(raw, "G0973-foot.txt", "Foot", 20)
    ingest([raw], path, raw, IngestOptions(workers=1))
    # A blank line moves everything and changes nothing.
    (raw / "G0972-hand.txt").write_text("\n" + PAGE.format(place="Hand", minutes=10), encoding="utf-8")
    ingest([raw], path, raw, IngestOptions(workers=1))
    columns = "code, procedure_change, change, fact, value, text, reason"
    with duckdb.connect(str(path), read_only=True) as connection:
        first, second, third = (
            row[0] for row in connection.execute("SELECT DISTINCT valid_from FROM ops.versions ORDER BY 1").fetchall()
        )
        since = f"FROM changes_since($1) SELECT {columns} WHERE code = $2 ORDER BY fact, change"
        assert connection.execute(since, [first, "G0971"]).fetchall() == [
            ("G0971", "changed", "added", "durations", "15 minutes", "About 15 minutes", "source"),
            ("G0971", "changed", "removed", "durations", "10 minutes", "About 10 minutes", "source"),
            ("G0971", "changed", "added", "recovery", "rest", "Rest.", "source"),
        ]
        foot = connection.execute(since, [first, "G0973"]).fetchall()
        assert {row[1:3] for row in foot} == {("new", "added")} and len(foot) == 5
        assert connection.execute(since, [first, "G0972"]).fetchall() == []
        for later in (second, third, "2100-01-01"):
            assert connection.execute("FROM changes_since($1)", [later]).fetchall() == []
        everything = connection.execute("FROM changes_since('2000-01-01')").fetchall()
        assert len(everything) == len(connection.execute("FROM facts").fetchall())
        assert connection.execute("FROM latest_changes").fetchall() == []


def test_page_that_becomes_a_duplicate_takes_its_facts_with_it(tmp_path: Path) -> None:
    raw, path = tmp_path / "raw", tmp_path / "w.duckdb"
    write(raw, "G0971-knee.txt", "Knee", 10)
    write(raw, "G0972-hand.txt", "Hand", 10)
    ingest([raw], path, raw, IngestOptions(workers=1))
    (raw / "G0972-hand.txt").write_bytes((raw / "G0971-knee.txt").read_bytes())
    ingest([raw], path, raw, IngestOptions(workers=1))
    with duckdb.connect(str(path), read_only=True) as connection:
        (first,) = connection.execute("SELECT min(valid_from) FROM ops.versions").fetchone() or (None,)
        columns = "code, procedure_change, change, reason"
        expected = [("G0972", "removed", "removed", "duplicate")]
        assert connection.execute(f"SELECT DISTINCT {columns} FROM changes_since($1)", [first]).fetchall() == expected
        assert connection.execute(f"SELECT DISTINCT {columns} FROM latest_changes").fetchall() == expected


def test_a_procedure_that_is_no_longer_described_is_removed(database: duckdb.DuckDBPyConnection) -> None:
    add_procedure(database, "p1")
    database.execute("UPDATE procedures SET page_id = 'page'")
    database.execute("INSERT INTO archive.procedures SELECT 'v1', * FROM procedures")
    database.execute(
        "INSERT INTO archive.procedures SELECT 'v1', * REPLACE ('p2' AS procedure_id, 'P2' AS code, 'Gone' AS name) FROM procedures"
    )
    database.execute(
        "INSERT INTO ops.versions VALUES ('v1', 'page', '2026-01-01', '2026-02-01', 'new', 'r'), ('v2', 'page', '2026-02-01', NULL, 'source', 's')"
    )
    expected = [("P2", "Gone", "removed", "removed", "title", "A title")]
    columns = "code, name, procedure_change, change, fact, text"
    assert database.execute(f"SELECT {columns} FROM changes_since(DATE '2026-01-15')").fetchall() == expected
    assert database.execute(f"SELECT {columns} FROM latest_changes").fetchall() == expected
