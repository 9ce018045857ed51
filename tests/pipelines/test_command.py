"""The command: what each verb prints, where it prints it, and the exit code that it ends with."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from parsers.version import parser_version
from schemas.tables import MAIN_TABLES, TABLES
from schemas.vocabulary.sections import SECTION_KEYS
from warehouse.schema import dictionary
from warehouse.schema.ddl import SCHEMA_VERSION

VERBS = ["ingest", "inspect", "status", "sql", "dictionary", "verify"]
PAGE = "Imaging of the knee\n\nHCPCS code\n\nName of the Procedure:\n\nKnee Scan\n\nRisks and Complications\n\n  • Common: pain, swelling\n\nSimilar Codes\n"


Call = Callable[..., Any]


@pytest.fixture
def copy(sample_warehouse: Path, tmp_path: Path) -> Path:
    """A copy of the sample warehouse that a test may break."""
    return Path(shutil.copy(sample_warehouse, tmp_path / "copy.duckdb"))


def assert_one_line(message: str) -> None:
    assert message.startswith("procwh: ") and message.count("\n") == 1 and len(message) > 20, message


def assert_one_line_error(done: Any, code: int = 1) -> None:
    assert (done.code, done.out) == (code, ""), done
    assert_one_line(done.err)


# --- help and wrong use -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_each_verb(call: Call, verb: str) -> None:
    done = call(verb, "--help")
    assert (done.code, done.err) == (0, "")
    assert "Usage:" in done.out and verb in done.out and "--help" in done.out
    assert ("--db" in done.out) == (verb not in ("inspect", "dictionary"))


def test_help_names_every_verb_with_a_word_on_it(run_command: Any) -> None:
    done = run_command("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for verb in VERBS:
        assert re.search(rf"^  {verb}\s+\w", done.stdout, re.M), verb


def test_no_arguments_show_the_help(run_command: Any) -> None:
    done = run_command()
    assert done.returncode in (0, 2)
    assert all(verb in done.stdout + done.stderr for verb in VERBS)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["nonsense"],
        ["ingest", "--nonsense"],
        ["ingest", "--workers", "0"],
        ["ingest", "--workers", "many"],
        ["ingest", "--db"],
        ["inspect"],
        ["inspect", "a.txt", "b.txt"],
        ["sql"],
        ["sql", "SELECT 1", "SELECT 2"],
        ["status", "--last", "0"],
        ["dictionary", "x"],
        ["verify", "--strict"],
        ["ingest", "nowhere"],
        ["inspect", "nowhere.txt"],
        ["inspect", "."],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(call: Call, arguments: list[str]) -> None:
    done = call(*arguments)
    assert done.code == 2, done
    assert done.out == ""
    assert done.err.strip() and "Traceback" not in done.err


def test_each_verb_has_the_module_of_its_name() -> None:
    from pipelines.command.options import app

    verbs = {each.callback.__name__: each.callback.__module__ for each in app.registered_commands if each.callback}
    groups = {each.name for each in app.registered_groups}
    assert len(verbs) >= 11 and groups == {"quarantine"}
    assert verbs == {verb: f"pipelines.command.{verb}" for verb in verbs}


def test_version_names_program_schema_and_parser(call: Call) -> None:
    done = call("--version")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(rf"procwh \d+\.\d+\.\d+ \(schema {SCHEMA_VERSION}, parser {parser_version()}\)\n", done.out)


COMPLETED = {
    "bash": {"COMP_WORDS": "procwh st", "COMP_CWORD": "1"},
    "zsh": {"_TYPER_COMPLETE_ARGS": "procwh st"},
    "fish": {"_TYPER_COMPLETE_ARGS": "procwh st", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


@pytest.mark.parametrize("shell", COMPLETED)
def test_shell_completes_a_verb(run_command: Any, shell: str) -> None:
    """What the script of `--install-completion` asks the command, and without what would make the shell wait."""
    done = run_command(
        env=COMPLETED[shell] | {"_PROCWH_COMPLETE": f"complete_{shell}"},
        program=MODULES + "from pipelines.command import main; import sys; sys.argv[0] = 'procwh'; main()",
    )
    shown, _, modules = done.stdout.partition("MODULES ")
    assert "status" in shown and "verify" not in shown, done
    assert set(modules.split()) & HEAVY == set()


@pytest.mark.parametrize("shell", COMPLETED)
def test_script_for_each_shell(run_command: Any, shell: str) -> None:
    done = run_command(env={"_PROCWH_COMPLETE": f"source_{shell}"})
    assert done.returncode == 0 and "_PROCWH_COMPLETE" in done.stdout and "procwh" in done.stdout


HEAVY = {"prefect", "pandas", "pandera", "pyarrow", "duckdb", "bs4", "lxml", "numpy"}
MODULES = "import atexit, sys; atexit.register(lambda: print('MODULES', *sorted(name for name in sys.modules if '.' not in name)))\n"


def imported(run_command: Any, *arguments: object) -> tuple[int, set[str]]:
    done = run_command(*arguments, program=MODULES + "from pipelines.command import main; main()")
    return done.returncode, set(done.stdout.rsplit("MODULES ", 1)[1].split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ingest", "--help"], ["sql", "--help"], ["serve", "--help"]], ids=" ".join
)
def test_help_imports_nothing_heavy(run_command: Any, arguments: list[str]) -> None:
    code, modules = imported(run_command, *arguments)
    assert code == 0 and "typer" in modules
    assert modules & HEAVY == set()


def test_ingest_never_imports_prefect(run_command: Any, tmp_path: Path, repository: Path) -> None:
    code, modules = imported(run_command, "ingest", repository / "raw" / "sample", "--db", tmp_path / "w.duckdb")
    assert code == 0 and "duckdb" in modules
    assert modules & {"prefect", "fastapi", "sqlalchemy"} == set()


def test_worker_process_imports_neither_duckdb_nor_prefect(run_command: Any) -> None:
    done = run_command(program=MODULES + "import pipelines.ingest.worker, pipelines.ingest.validate")
    assert set(done.stdout.rsplit("MODULES ", 1)[1].split()) & {"duckdb", "prefect", "fastapi"} == set()


# --- ingest -----------------------------------------------------------------------------------------------------------


def test_ingest_tells_what_it_did(run_command: Any, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(PAGE, encoding="utf-8")
    (raw / "b.txt").write_bytes(b"")
    done = run_command("ingest", raw, "--db", tmp_path / "var" / "w.duckdb")
    assert done.returncode == 0
    assert "2 pages seen: 1 loaded, 0 unchanged, 0 duplicate, 1 rejected" in done.stdout
    assert str(tmp_path / "var" / "w.duckdb") in done.stdout
    assert done.stderr.startswith("rejected b.txt: ") and done.stderr.count("\n") == 1
    for text in (done.stdout, done.stderr):
        assert re.search(r"[\x00-\x08\x0b-\x1f\x7f\u2500-\u28ff]", text) is None, (
            "no progress, no colours where output is piped"
        )


def test_ingest_json_ends_with_one_object(call: Call, tmp_path: Path) -> None:
    for name, body in (("a.txt", PAGE), ("b.txt", PAGE), ("c.txt", ""), ("d.txt", PAGE.replace("pain", "fever"))):
        (tmp_path / name).write_text(body, encoding="utf-8")
    done = call("ingest", tmp_path, "--db", tmp_path / "w.duckdb", "--json")
    assert done.code == 0 and done.out.endswith("\n")
    found = json.loads(done.out.splitlines()[-1])
    assert list(found)[:6] == ["run_id", "status", "pages_seen", "pages_loaded", "pages_unchanged", "pages_duplicate"]
    assert {
        "run_id",
        "status",
        "pages_seen",
        "pages_loaded",
        "pages_unchanged",
        "pages_duplicate",
        "pages_rejected",
        "procedures",
        "seconds",
    } <= set(found)
    assert (
        found["pages_seen"]
        == found["pages_loaded"] + found["pages_unchanged"] + found["pages_duplicate"] + found["pages_rejected"]
        == 4
    )
    assert (
        found["status"],
        found["pages_loaded"],
        found["pages_duplicate"],
        found["pages_rejected"],
        found["procedures"],
    ) == ("published", 2, 1, 1, 2)
    assert isinstance(found["seconds"], float) and found["seconds"] > 0
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT run_id FROM ops.runs").fetchall() == [(found["run_id"],)]


def test_strict_fails_on_a_rejected_page(call: Call, tmp_path: Path) -> None:
    raw = tmp_path / "pages"
    raw.mkdir()
    (raw / "a.txt").write_text(PAGE, encoding="utf-8")
    assert call("ingest", raw, "--db", "w.duckdb", "--strict").code == 0
    (raw / "b.txt").write_bytes(b"")
    done = call("ingest", raw, "--db", "w.duckdb", "--strict", "--json")
    assert done.code == 1, done
    assert "b.txt" in done.err and "Traceback" not in done.err
    assert json.loads(done.out.splitlines()[-1])["pages_rejected"] == 1
    assert call("ingest", raw, "--db", "w.duckdb").code == 0


def test_ingest_takes_raw_and_var_where_it_is_called(call: Call, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(PAGE, encoding="utf-8")
    assert call("ingest").code == 0
    assert (tmp_path / "var" / "procedures.duckdb").exists()
    assert call("sql", "SELECT source_uri FROM pages", "--csv").out == "source_uri\r\na.txt\r\n"


def test_ingest_of_an_empty_folder_says_what_to_do(call: Call, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    done = call("ingest", tmp_path / "pages", "--db", "w.duckdb")
    assert done.code == 0
    assert "0 pages seen" in done.out and "no page was found" in done.err


def test_database_from_the_environment(
    call: Call, tmp_path: Path, sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(PAGE, encoding="utf-8")
    monkeypatch.setenv("PROCWH_DB", str(tmp_path / "named.duckdb"))
    assert call("ingest", tmp_path / "pages").code == 0
    assert (tmp_path / "named.duckdb").exists() and not (tmp_path / "var").exists()
    count = "SELECT count(*) AS n FROM pages"
    assert call("sql", count, "--csv").out == "n\r\n1\r\n"
    assert call("sql", count, "--csv", "--db", sample_warehouse).out == "n\r\n14\r\n"
    assert call("verify").code == call("status").code == 0
    monkeypatch.setenv("PROCWH_DB", "")
    assert_one_line_error(call("sql", count))


# --- inspect ----------------------------------------------------------------------------------------------------------


def test_inspect_shows_sections_items_facts_and_findings(run_command: Any, repository: Path) -> None:
    done = run_command("inspect", repository / "raw" / "sample" / "G0991-guided-shoulder-injection.txt")
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "HCPCS G0991",
        "Risks and Complications",
        "Wear a loose shirt that opens at the front.",
        "min_minutes=15.0",
        "role=radiologist",
        "imaging_center",
        "frequency=rare",
        "0 unclaimed",
        "Search all medical codes",
        "Guided Shoulder Injection",
        "option",
    ):
        assert words in done.stdout, words
    assert "\x1b" not in done.stdout


def test_inspect_shows_every_item_and_fact(call: Call, repository: Path) -> None:
    """The tree leaves out nothing that the page gives."""
    file = repository / "raw" / "sample" / "J3999-injection-velmarant-10-mg.txt"
    tables = json.loads(call("inspect", file, "--json").out)["tables"]
    tree = call("inspect", file).out
    for table, rows in tables.items():
        if table not in ("procedures", "sections", "section_coverage"):
            for row in rows:
                assert (row.get("text") or row.get("name") or row["code"]) in tree, f"{table}: {row}"
        if table not in ("procedures", "procedure_names", "sections", "section_items", "section_coverage"):
            assert re.search(rf"{table} {len(rows)} rows?", tree), table


def test_inspect_json_has_everything(call: Call, repository: Path) -> None:
    done = call("inspect", repository / "raw" / "sample" / "G0991-guided-shoulder-injection.txt", "--json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert found["source_uri"] == "https://genhealth.ai/code/hcpcs/G0991-guided-shoulder-injection"
    assert found["content_chars"] == found["claimed_chars"] + found["chrome_chars"] + found["unclaimed_chars"]
    assert (found["unclaimed"], found["findings"], found["unclaimed_chars"]) == ([], [], 0)
    assert found["tables"]["procedures"][0]["code"] == "G0991"
    assert len(found["tables"]["sections"]) == 15 and len(found["tables"]["steps"]) == 6
    for row in found["tables"]["benefits"]:
        assert found["text"][row["char_start"] : row["char_end"]] == row["text"]


def test_inspect_marks_what_is_odd(call: Call, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(
        "Imaging [red]of[/red] the knee\n\nSetting\n\nIn a [bold]castle[/].\n", encoding="utf-8"
    )
    done = call("inspect", tmp_path / "odd.txt")
    assert done.code == 0
    assert "[red]of[/red]" in done.out and "setting_unknown" in done.out and "code_missing" in done.out


@pytest.mark.parametrize("option", [[], ["--json"]], ids=["tree", "json"])
@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50], ids=["empty", "binary"])
def test_inspect_of_a_rejected_page_ends_with_1(call: Call, tmp_path: Path, body: bytes, option: list[str]) -> None:
    (tmp_path / "bad.txt").write_bytes(body)
    done = call("inspect", tmp_path / "bad.txt", *option)
    assert_one_line_error(done)
    assert "bad.txt" in done.err


# --- status -----------------------------------------------------------------------------------------------------------


def test_status_shows_runs_and_what_is_published(run_command: Any, sample_warehouse: Path) -> None:
    done = run_command("status", "--db", sample_warehouse)
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("published", "Last runs", "current", *(model.sql_name for model in MAIN_TABLES)):
        assert words in done.stdout, words


def test_status_json_counts_what_is_there(call: Call, sample_warehouse: Path) -> None:
    found = json.loads(call("status", "--db", sample_warehouse, "--json").out)
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        counted = {
            model.sql_name: connection.execute(f"SELECT count(*) FROM {model.sql_name}").fetchall()[0][0]
            for model in MAIN_TABLES
        }
    assert {row["table"]: row["rows"] for row in found["tables"]} == counted
    assert len(found["runs"]) == 1 and found["runs"][0]["seen"] == 14
    assert [(row["status"], row["pages"]) for row in found["pages"]] == [("current", 14)]


def test_status_counts_what_is_there_after_a_change(call: Call, tmp_path: Path) -> None:
    raw = tmp_path / "pages"
    raw.mkdir()
    for number in range(3):
        (raw / "a.txt").write_text(PAGE.replace("swelling", f"swelling of kind {number}"), encoding="utf-8")
        assert call("ingest", raw, "--db", "w.duckdb").code == 0
    found = json.loads(call("status", "--db", "w.duckdb", "--json").out)
    rows = {row["table"]: row["rows"] for row in found["tables"]}
    assert (rows["pages"], rows["procedures"], rows["risks"], rows["section_coverage"]) == (1, 1, 2, len(SECTION_KEYS))
    assert len(found["runs"]) == 3
    assert len(json.loads(call("status", "--db", "w.duckdb", "--json", "--last", "2").out)["runs"]) == 2


# --- sql --------------------------------------------------------------------------------------------------------------


def test_sql_prints_a_table(call: Call, sample_warehouse: Path) -> None:
    done = call("sql", "SELECT code, name FROM procedures ORDER BY code", "--db", sample_warehouse)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].split() == ["code", "name"]
    assert len([line for line in lines if re.match(r" ?[A-Z]\d{4} ", line)]) == 14
    assert "\x1b" not in done.out


def test_sql_does_not_cut_long_values_when_piped(call: Call, sample_warehouse: Path) -> None:
    done = call("sql", "SELECT repeat('word ', 200) || 'end' AS long", "--db", sample_warehouse)
    assert "word " * 200 + "end" in done.out


def test_sql_csv_is_rfc_4180(run_command: Any, call: Call, sample_warehouse: Path) -> None:
    query = """SELECT 'a,b' AS "x,y", 'say "hi"' AS quoted, 'two' || chr(10) || 'lines' AS lines, NULL AS nothing, 'ümläut' AS letters, 1.5::DOUBLE AS number"""
    done = run_command("sql", query, "--db", sample_warehouse, "--csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == '"x,y",quoted,lines,nothing,letters,number\r\n"a,b","say ""hi""","two\nlines",,ümläut,1.5\r\n'
    rows = call("sql", "SELECT title, summary FROM procedures ORDER BY title", "--db", sample_warehouse, "--csv")
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        expected = connection.execute("SELECT title, coalesce(summary, '') FROM procedures ORDER BY title").fetchall()
    assert [tuple(row) for row in csv.reader(io.StringIO(rows.out, newline=""))][1:] == expected


def test_sql_json_is_an_array_of_objects(call: Call, sample_warehouse: Path) -> None:
    query = "SELECT code, title, NULL AS nothing, 5 AS number, TIMESTAMP '2026-01-02 03:04:05' AS moment FROM procedures ORDER BY code LIMIT 2"
    found = json.loads(call("sql", query, "--db", sample_warehouse, "--json").out)
    assert len(found) == 2 and list(found[0]) == ["code", "title", "nothing", "number", "moment"]
    assert (found[0]["nothing"], found[0]["number"], found[0]["moment"]) == (None, 5, "2026-01-02T03:04:05")
    assert json.loads(call("sql", "SELECT 1 AS one WHERE false", "--db", sample_warehouse, "--json").out) == []


def test_sql_json_is_json_whatever_the_numbers(call: Call, sample_warehouse: Path) -> None:
    def refuse(constant: str) -> Any:
        raise AssertionError(f"{constant} is not JSON")

    done = call(
        "sql",
        "SELECT 'nan'::DOUBLE AS a, 'infinity'::DOUBLE AS b, 0.1::DECIMAL(3, 1) AS c",
        "--db",
        sample_warehouse,
        "--json",
    )
    assert len(json.loads(done.out, parse_constant=refuse)) == 1


def test_sql_of_no_rows_prints_the_columns(call: Call, sample_warehouse: Path) -> None:
    assert (
        call("sql", "SELECT code, title FROM procedures WHERE false", "--db", sample_warehouse, "--csv").out
        == "code,title\r\n"
    )
    assert "code" in call("sql", "SELECT code, title FROM procedures WHERE false", "--db", sample_warehouse).out


def test_sql_answers_what_describes_the_warehouse(call: Call, sample_warehouse: Path) -> None:
    for query in (
        "DESCRIBE procedures",
        "SHOW TABLES",
        "WITH p AS (FROM pages) SELECT count(*) FROM p",
        "SUMMARIZE risks",
        "EXPLAIN SELECT 1",
    ):
        assert call("sql", query, "--db", sample_warehouse).code == 0, query


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM risks",
        "UPDATE pages SET status = 'gone'",
        "CREATE TABLE mine (i INTEGER)",
        "DROP TABLE pages",
        "INSERT INTO ops.schema_version VALUES ('9')",
        "COMMENT ON TABLE pages IS 'mine'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "COPY pages TO 'out.csv'",
        "COPY (SELECT 1) TO 'out.parquet'",
        "EXPORT DATABASE 'out'",
        "ATTACH 'other.duckdb'",
        "ATTACH ':memory:' AS m",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SET threads = 1",
        "SET enable_external_access = true",
        "PRAGMA memory_limit = '1GB'",
        "RESET TimeZone",
        "SET lock_configuration = false",
        "SELECT no_such_column FROM pages",
        "SELEC 1",
        "",
        "SELECT * FROM no_such_table",
        "SELECT 1/0::",
        "SELECT error('a' || chr(10) || 'b')",
    ],
)
def test_sql_refuses(call: Call, sample_warehouse: Path, tmp_path: Path, query: str) -> None:
    before = sample_warehouse.read_bytes()
    assert_one_line_error(call("sql", query, "--db", sample_warehouse), 2)
    assert sample_warehouse.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_sql_refuses_a_write_behind_a_question(call: Call, sample_warehouse: Path) -> None:
    before = sample_warehouse.read_bytes()
    assert call("sql", "SELECT 1; DROP TABLE pages", "--db", sample_warehouse).code == 2
    assert sample_warehouse.read_bytes() == before


@pytest.mark.parametrize("verb", [["status"], ["sql", "SELECT 1"], ["verify"]], ids=lambda verb: verb[0])
def test_verbs_without_a_warehouse_say_how_to_make_one(call: Call, tmp_path: Path, verb: list[str]) -> None:
    done = call(*verb, "--db", "nowhere/none.duckdb")
    assert_one_line_error(done)
    assert "nowhere/none.duckdb" in done.err and "ingest" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", [["status"], ["sql", "SELECT 1"], ["verify"]], ids=lambda verb: verb[0])
@pytest.mark.parametrize("kind", ["words", "empty", "folder", "other database"])
def test_verbs_on_something_else_say_so(call: Call, tmp_path: Path, verb: list[str], kind: str) -> None:
    path = tmp_path / "other.duckdb"
    match kind:
        case "words":
            path.write_text("These are words and no database. " * 500, encoding="utf-8")
        case "empty":
            path.write_bytes(b"")
        case "folder":
            path.mkdir()
        case _:
            with duckdb.connect(str(path)) as connection:
                connection.execute("CREATE TABLE mine (i INTEGER)")
    assert_one_line_error(call(*verb, "--db", path))


def test_warehouse_that_is_being_written_elsewhere_is_named(run_command: Any, copy: Path) -> None:
    with duckdb.connect(str(copy)):
        done = run_command("sql", "SELECT 1", "--db", copy)
    assert (done.returncode, done.stdout) == (1, "")
    assert_one_line(done.stderr)
    assert "another process" in done.stderr


# --- dictionary -------------------------------------------------------------------------------------------------------


def test_dictionary_is_printed(run_command: Any) -> None:
    done = run_command("dictionary")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == dictionary.markdown()
    assert all(model.sql_name in done.stdout for model in TABLES)


@pytest.mark.parametrize(
    ("name", "heading", "words"),
    [
        ("durations", "## durations", "| `min_minutes` | DOUBLE | yes |"),
        ("main.pages", "## pages", "| `content_sha256` |"),
        ("OPS.Runs", "## ops.runs", "| `run_id` |"),
        ("procedure_overviews", "## procedure_overviews", "| column | type | description |"),
        ("changes_since(moment)", "## changes_since(moment)", "- `moment`: "),
        ("history.risks", "## history.risks", "| `frequency` |"),
        ("risks_as_of", "## risks_as_of(moment)", "| `frequency` |"),
    ],
)
def test_dictionary_of_one(call: Call, name: str, heading: str, words: str) -> None:
    done = call("dictionary", name)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == heading and words in done.out
    if not heading.startswith(("## history", "## risks_as_of")):
        assert done.out in dictionary.markdown() + "\n", "the same words as in the whole dictionary"


@pytest.mark.parametrize(
    ("name", "near"),
    [("risk", "did you mean risks"), ("procedure_overview", "did you mean procedure_overviews"), ("zzzz", "lists all")],
)
def test_dictionary_of_what_is_not_there_names_what_is_near(call: Call, name: str, near: str) -> None:
    done = call("dictionary", name)
    assert_one_line_error(done, 2)
    assert f"there is no table, view or macro {name}" in done.err and near in done.err
