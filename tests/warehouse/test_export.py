"""`procwh export`: what the files hold, byte for byte, and that everybody reads the same out of them."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pyarrow.parquet as pq
import pytest

import pipelines.ingest.plan
import pipelines.ingest.pool
from pipelines.export.run import export, verify_export
from pipelines.ingest.plan import IngestOptions
from pipelines.ingest.run import ingest
from schemas.manifest import ExportFile, Manifest
from schemas.model import COLUMN_TYPES, columns_of, describe
from schemas.tables import CONTENT_TABLES, MAIN_TABLES, TABLE_BY_NAME
from warehouse.export.options import ExportOptions
from warehouse.schema.ddl import SCHEMA_VERSION

TABLES = [model.sql_name for model in MAIN_TABLES]
Call = Callable[..., Any]
Export = Callable[..., tuple[Path, Manifest]]
# What gives trouble in CSV: quotes, line ends, blanks, an empty text beside a null, formulas, a null's usual names.
AWKWARD = [
    "a,b;c\td|e",
    'the "word"',
    "two\r\nlines",
    "two\nlines",
    "one\rend",
    " blank ",
    "",
    None,
    "NULL",
    "\\N",
    "=1+1",
    "-5",
    "+1",
    "@x",
    "\tx",
    "\rx",
    "'x",
    "ß → 中",
]


@pytest.fixture
def awkward(sample_warehouse: Path, tmp_path: Path) -> Path:
    """The sample warehouse with names that give trouble."""
    path = Path(shutil.copy(sample_warehouse, tmp_path / "awkward.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM procedures")
        for number, text in enumerate(AWKWARD):
            connection.execute(
                "INSERT INTO procedures (procedure_id, page_id, title, name, source_uri) VALUES (?, 'p', 'A title', ?, 'u')",
                [f"x-{number:02}", text],
            )
    return path


@pytest.fixture
def exported(sample_warehouse: Path, tmp_path: Path) -> Export:
    """Export a warehouse (the sample pages, if none is named) to a folder of its own."""

    def run(
        format: str, database: Path = sample_warehouse, name: str = "export", **options: Any
    ) -> tuple[Path, Manifest]:
        out = tmp_path / name
        return out, export(ExportOptions(str(out), format, **options), database).manifest

    return run


def file_of(manifest: Manifest, table: str) -> ExportFile:
    return next(file for file in manifest.files if file.table == table)


def rows_of(database: Path, table: str) -> list[tuple[Any, ...]]:
    key = ", ".join(TABLE_BY_NAME[table].primary_key)
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names_in_csv(folder: Path, **dialect: Any) -> list[str]:
    with (folder / "procedures.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["name"] for row in csv.DictReader(file, **dialect)]


# --- the contract -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_every_table_of_main_is_a_file_and_the_manifest_says_what_it_holds(
    format: str, exported: Export, sample_warehouse: Path
) -> None:
    folder, manifest = exported(format)
    assert {path.name for path in folder.iterdir()} == {f"{table}.{format}" for table in TABLES} | {
        "manifest.json",
        "datapackage.json",
    }
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        run_id, finished_at = connection.execute("SELECT run_id, finished_at FROM ops.runs").fetchone() or ("", None)
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (content["run_id"], content["schema_version"], content["without_descriptors"]) == (
        run_id,
        SCHEMA_VERSION,
        False,
    )
    assert datetime.fromisoformat(content["created_at"]).replace(tzinfo=None) == finished_at
    assert content["created_at"].endswith("Z")
    for file, model in zip(content["files"], MAIN_TABLES, strict=True):
        assert (file["table"], file["path"], file["description"]) == (
            model.sql_name,
            f"{model.sql_name}.{format}",
            describe(model),
        )
        assert [(c["name"], c["type"], c["description"]) for c in file["columns"]] == [
            (column.name, column.sql_type, column.description) for column in columns_of(model)
        ]
        assert file["rows"] == len(rows_of(sample_warehouse, model.sql_name))
        assert file["bytes"] == (folder / file["path"]).stat().st_size
    assert verify_export(str(folder)) == (len(TABLES), [])
    assert manifest.files[0].rows > 0


def test_csv_is_rfc_4180(exported: Export, awkward: Path) -> None:
    folder, _ = exported("csv", awkward, tables=("procedures",))
    text = (folder / "procedures.csv").read_bytes().decode("utf-8")
    assert text.startswith("procedure_id,page_id,") and text.endswith("\r\n")
    assert names_in_csv(folder, strict=True) == [text or "" for text in AWKWARD]
    assert ',"the ""word""",' in text and ',"two\nlines",' in text and ',"one\rend",' in text
    outside = "".join(text.split('"')[::2])
    assert outside.count("\n") == outside.count("\r") == outside.count("\r\n") == len(AWKWARD) + 1


def test_csv_tells_null_from_an_empty_text(exported: Export, awkward: Path) -> None:
    folder, _ = exported("csv", awkward, tables=("procedures",), columns=("name",))
    lines = (folder / "procedures.csv").read_bytes().split(b"\r\n")
    assert b'x-06,""' in lines and b"x-07," in lines
    folder, _ = exported("csv", awkward, "marked", tables=("procedures",), columns=("name",), null="\\N")
    lines = (folder / "procedures.csv").read_bytes().split(b"\r\n")
    assert b"x-06," in lines and b"x-07,\\N" in lines and b'x-09,"\\N"' in lines, "a text like the marker is quoted"


@pytest.mark.parametrize(("given", "sign"), [(";", ";"), ("tab", "\t"), ("|", "|")])
def test_delimiter(given: str, sign: str, exported: Export, awkward: Path) -> None:
    folder, manifest = exported("csv", awkward, tables=("procedures",), delimiter=given)
    assert names_in_csv(folder, delimiter=sign, strict=True) == [text or "" for text in AWKWARD]
    assert verify_export(str(folder))[1] == []
    assert json.loads(manifest.text())["csv"]["delimiter"] == sign


def test_excel_safe_makes_formulas_harmless_and_leaves_numbers(exported: Export, awkward: Path) -> None:
    with duckdb.connect(str(awkward)) as connection:
        connection.execute("INSERT INTO durations VALUES ('x-00', 1, 20, NULL, '-20 minutes', 0, 5)")
    folder, _ = exported("csv", awkward, tables=("procedures", "durations"), excel_safe=True)
    assert (folder / "procedures.csv").read_bytes().startswith("\ufeffprocedure_id,".encode())
    expected = [f"'{text}" if text and text[0] in "=+-@\t\r" else text or "" for text in AWKWARD]
    assert names_in_csv(folder) == expected and expected != [text or "" for text in AWKWARD]
    assert b"x-00,1,20.0,,'-20 minutes,0,5\r\n" in (folder / "durations.csv").read_bytes()
    assert verify_export(str(folder))[1] == []


def test_times_in_csv_say_that_they_are_utc(exported: Export) -> None:
    folder, _ = exported("csv", tables=("pages",), columns=("first_seen_at",))
    moments = [line.split(",")[1] for line in (folder / "pages.csv").read_text().splitlines()[1:]]
    assert moments and all(len(moment) == 27 and moment[10] == "T" and moment[-1] == "Z" for moment in moments)


def test_parquet_has_exact_types_descriptions_and_small_groups_of_pages(
    exported: Export, sample_warehouse: Path
) -> None:
    folder, _ = exported("parquet")
    arrow = {"VARCHAR": "string", "BIGINT": "int64", "DOUBLE": "double", "TIMESTAMP": "timestamp[us]"}
    for model in MAIN_TABLES:
        file = pq.ParquetFile(folder / f"{model.sql_name}.parquet")
        fields = list(file.schema_arrow)
        assert [(f.name, str(f.type)) for f in fields] == [(c.name, arrow[c.sql_type]) for c in columns_of(model)]
        assert [f.metadata[b"description"].decode() for f in fields] == [c.description for c in columns_of(model)]
        metadata = {name.decode(): value.decode() for name, value in file.metadata.metadata.items()}
        assert (metadata["description"], metadata["schema_version"]) == (describe(model), SCHEMA_VERSION)
        assert json.loads(metadata["columns"]) == {c.name: c.description for c in columns_of(model)}
        if file.metadata.num_row_groups:
            group = file.metadata.row_group(0)
            assert {group.column(number).compression for number in range(group.num_columns)} == {"ZSTD"}
        assert [tuple(row.values()) for row in file.read().to_pylist()] == rows_of(sample_warehouse, model.sql_name)


def test_groups_of_pages_are_small(exported: Export, sample_warehouse: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(sample_warehouse, tmp_path / "many.duckdb"))
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "INSERT INTO pages SELECT * EXCLUDE (n) REPLACE (page_id || n AS page_id) FROM pages, range(700) r(n)"
        )
        connection.execute("INSERT INTO equipment SELECT 'x', n, 'a', 0, 1 FROM range(1, 130000) r(n)")
    folder, _ = exported("parquet", database, tables=("pages", "equipment"))
    for table, most, groups in (("pages", 4_096, 3), ("equipment", 122_880, 2)):
        metadata = pq.ParquetFile(folder / f"{table}.parquet").metadata
        sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
        assert len(sizes) == groups and max(sizes) <= most, sizes


# --- the same state, the same bytes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_same_state_gives_the_same_bytes(format: str, exported: Export, sample_warehouse: Path, tmp_path: Path) -> None:
    first = contents(exported(format)[0])
    time.sleep(0.01)
    assert contents(exported(format, name="again")[0]) == first
    assert (
        contents(exported(format, Path(shutil.copy(sample_warehouse, tmp_path / "copy.duckdb")), "copied")[0]) == first
    )


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_bytes_do_not_tell_how_the_rows_came_in(
    format: str, exported: Export, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches of other sizes in one house; in the other pages that came later, and some that were other before."""
    monkeypatch.setattr(pipelines.ingest.plan, "now", lambda: datetime(2026, 1, 1))
    raw = repository / "raw" / "sample"
    at_once, bit_by_bit = tmp_path / "one.duckdb", tmp_path / "two.duckdb"
    ingest([raw], at_once, repository / "raw", IngestOptions(workers=1))
    monkeypatch.setattr(pipelines.ingest.pool, "BATCH_PAGES", 3)
    page = sorted(raw.glob("*.txt"))[2]
    ingest([page], bit_by_bit, repository / "raw", IngestOptions(workers=1))
    ingest([raw], bit_by_bit, repository / "raw", IngestOptions(workers=1, full=True))
    with duckdb.connect(str(bit_by_bit)) as connection:
        # Rows that were there once leave their mark on what the file knows of its columns.
        connection.execute("INSERT INTO risks SELECT 'gone', 1, NULL, 'gone', 0, 1")
        connection.execute("CHECKPOINT")
        connection.execute("DELETE FROM risks WHERE procedure_id = 'gone'")
    tables = tuple(model.sql_name for model in CONTENT_TABLES)
    one, two = (contents(exported(format, path, path.stem, tables=tables)[0]) for path in (at_once, bit_by_bit))
    assert len(one) == len(tables) + 2
    assert sorted(name for name in one if one[name] != two[name]) == ["datapackage.json", "manifest.json"], (
        "they name the run"
    )


def test_columns_of_parquet_may_all_be_null(exported: Export, sample_warehouse: Path) -> None:
    """What is required depends on the model alone, which the manifest tells: not on the rows that happen to be there."""
    folder, _ = exported("parquet", tables=("risks",))
    assert all(field.nullable for field in pq.read_schema(folder / "risks.parquet"))


# --- choosing ---------------------------------------------------------------------------------------------------------


def test_tables_and_columns(call: Call, sample_warehouse: Path, tmp_path: Path) -> None:
    tables = ("--table", "risks", "--table", "procedures,steps", "benefits")
    common = ("--db", sample_warehouse, "--format", "csv", "--out", "out")
    done = call("export", *common, *tables, "--columns", "text,code", "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert [file["table"] for file in found["files"]] == ["risks", "procedures", "steps", "benefits"]
    assert found["rows"] == sum(file["rows"] for file in found["files"]) > 0
    headers = {path.stem: path.read_text().splitlines()[0] for path in (tmp_path / "out").glob("*.csv")}
    assert headers["risks"] == "procedure_id,position,text" and headers["procedures"] == "procedure_id,code"


def test_tables_of_ops_and_history_and_views(exported: Export, awkward: Path) -> None:
    with duckdb.connect(str(awkward)) as connection:
        connection.execute(
            "CREATE VIEW by_site AS SELECT site, count(*) AS pages, sum(content_chars) AS chars FROM pages GROUP BY ALL"
        )
        connection.execute("COMMENT ON VIEW by_site IS 'Pages by site.'")
        connection.execute("COMMENT ON COLUMN by_site.pages IS 'How many'")
    for format in ("parquet", "csv"):
        folder, manifest = exported(
            format, awkward, tables=("ops.runs", "ops.findings", "history.risks", "by_site", "main.risks")
        )
        assert [file.path for file in manifest.files] == [
            f"{name}.{format}" for name in ("ops.runs", "ops.findings", "history.risks", "by_site", "risks")
        ]
        view = file_of(manifest, "by_site")
        assert (view.description, view.rows) == ("Pages by site.", 2)
        assert [(c.name, c.type, c.description) for c in view.columns] == [
            ("site", "VARCHAR", ""),
            ("pages", "BIGINT", "How many"),
            ("chars", "BIGINT", ""),
        ]
        assert file_of(manifest, "history.risks").columns[0].name == "version_id"
        assert verify_export(str(folder))[1] == []


REFUSED = [
    (("--format", "xml"), "there is no format xml"),
    (("--format", "csv", "--table", "riskz"), "did you mean risks"),
    (("--format", "csv", "--table", "entirely_else"), "procwh dictionary"),
    (("--format", "csv", "--columns", "nothing"), "no table of this export has a column nothing"),
    (("--format", "csv", "--columns", "code"), "has none of the columns"),
    (("--format", "csv", "--table", ""), "--table is empty"),
    (("--format", "csv", "--table", "risks", "--table", " ,"), "--table is empty"),
    (("--format", "csv", "--table", "risks", ""), "--table is empty"),
    (("--format", "csv", "--columns", ""), "--columns is empty"),
    (("--format", "csv", "--since", "never"), "`procwh status` lists the runs"),
    (("--format", "csv", "--since", "start", "--partition-by", "code_system"), "not both"),
    (("--format", "csv", "--partition-by", "title"), "code_system or site"),
    (("--format", "parquet", "--delimiter", ";"), "--delimiter is for CSV"),
    (("--format", "parquet", "--null", ""), "--null is for CSV"),
    (("--format", "parquet", "--excel-safe"), "--excel-safe is for CSV"),
    (("--format", "csv", "--delimiter", "ab"), "cannot separate columns"),
    (("--format", "csv", "--delimiter", '"'), "cannot separate columns"),
    (("--format", "csv", "--delimiter", "5"), "cannot separate columns"),
    (("--format", "csv", "--null", "a,b"), "cannot stand for null"),
    (("--format", "csv", "--null", "-", "--excel-safe"), "takes it for a formula"),
    (("--format", "csv", "--table", "ops.findings", "--columns", "section"), "--null NULL"),
    (("--format", "csv", "--table", "ops.findings", "--without-descriptors"), "for tables of main"),
    (("--format", "csv", "--table", "procedures", "--columns", "title", "--without-descriptors"), "holds descriptors"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[" ".join(arguments[1:]) for arguments, _ in REFUSED])
def test_wrong_use_is_one_line_and_writes_nothing(
    arguments: tuple[str, ...], message: str, call: Call, sample_warehouse: Path, tmp_path: Path
) -> None:
    done = call("export", "--db", sample_warehouse, "--out", "below/out", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("procwh: ") and done.err.count("\n") == 1 and message in done.err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_warehouse_without_a_published_run_has_nothing_to_export(call: Call, tmp_path: Path) -> None:
    from warehouse.schema.database import open_writer

    with open_writer(tmp_path / "empty.duckdb"):
        pass
    done = call("export", "--db", tmp_path / "empty.duckdb", "--format", "csv", "--out", "out")
    assert done.code == 1 and "run `procwh ingest` first" in done.err and done.err.count("\n") == 1


# --- cut into folders -------------------------------------------------------------------------------------------------


@pytest.fixture
def two_systems(sample_warehouse: Path, tmp_path: Path) -> Path:
    path = Path(shutil.copy(sample_warehouse, tmp_path / "systems.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE procedures SET code_system = 'CPT' WHERE code < 'G'")
        connection.execute("UPDATE procedures SET code_system = NULL WHERE code > 'L'")
        connection.execute("UPDATE procedures SET site = 'a/b c' WHERE site IS NULL")
        connection.execute("DELETE FROM anesthesia")
    return path


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_partitions_hold_every_row_once(format: str, exported: Export, two_systems: Path) -> None:
    folder, manifest = exported(format, two_systems, partition_by="code_system")
    paths = [file.path for file in manifest.files if file.table == "risks"]
    assert paths == [f"risks/{value}/part.{format}" for value in ("CPT", "HCPCS", "none")]
    assert [file.partition["code_system"] for file in manifest.files if file.table == "risks"] == ["CPT", "HCPCS", None]
    assert manifest.partition_by == "code_system"
    assert {file.table for file in manifest.files} == set(TABLES), "a table without rows has its columns to show"
    for model in CONTENT_TABLES:
        rows = sum(file.rows for file in manifest.files if file.table == model.sql_name)
        assert rows == len(rows_of(two_systems, model.sql_name)), model.sql_name
    assert (folder / f"pages.{format}").exists(), "a page may have several procedures"
    own = {next(iter(file.partition)) for file in manifest.files if file.table == "similar_codes"}
    assert own == {"procedure_code_system"}, "the code system of a similar code is another"
    assert verify_export(str(folder))[1] == []


def test_folder_of_a_value_is_one_name_that_readers_take(exported: Export, two_systems: Path) -> None:
    """Blanks, slashes, no characters at all, what Arrow takes for hidden, and the name of the folder without a value."""
    odd = ["a/b c", "", "..", "_a", ".a", "none", "a=b", "ß", "%"]
    with duckdb.connect(str(two_systems)) as connection:
        for number, site in enumerate([*odd, None]):
            connection.execute(
                "UPDATE procedures SET site = ? WHERE procedure_id = (SELECT procedure_id FROM procedures ORDER BY 1 LIMIT 1 OFFSET ?)",
                [site, number],
            )
    folder, manifest = exported("parquet", two_systems, partition_by="site", tables=("procedures",))
    folders = {path.name for path in (folder / "procedures").iterdir()}
    assert {"a%2Fb%20c", "%", "%2E.", "%5Fa", "%2Ea", "%6Eone", "a%3Db", "none", "genhealth.ai"} <= folders
    assert {"/".join(Path(file.path).parts[1:-1]) for file in manifest.files} == folders
    assert pq.read_table(folder / "procedures").num_rows == len(rows_of(two_systems, "procedures"))
    assert verify_export(str(folder))[1] == []


def test_partition_column_is_in_every_file_of_its_table(exported: Export, two_systems: Path) -> None:
    """Last, where the table has no column of that name; with `--columns` too, and without descriptors."""
    tables = ("risks", "similar_codes", "procedures", "pages")
    for options in ({}, {"columns": ("procedure_id", "page_id")}, {"without_descriptors": True}):
        folder, manifest = exported("csv", two_systems, partition_by="code_system", tables=tables, **options)
        for file in manifest.files:
            names = [column.name for column in file.columns]
            assert (folder / file.path).read_bytes().decode().partition("\r\n")[0] == ",".join(names)
            if file.table == "pages":
                assert file.partition == {} and "code_system" not in names
                continue
            (column, value), at = *file.partition.items(), names.index(*file.partition)
            assert column == ("procedure_code_system" if file.table == "similar_codes" else "code_system")
            assert at == len(names) - 1 or (file.table == "procedures" and "columns" not in options)
            with (folder / file.path).open(encoding="utf-8", newline="") as lines:
                assert {row[column] or None for row in csv.DictReader(lines)} <= {value}
        assert verify_export(str(folder))[1] == []


# --- without descriptors ----------------------------------------------------------------------------------------------


def test_export_without_descriptors_holds_none(exported: Export, sample_warehouse: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(sample_warehouse, tmp_path / "copy.duckdb"))
    with duckdb.connect(str(database)) as connection:
        titles = connection.execute("SELECT procedure_id, title FROM procedures").fetchall()
        similar = connection.execute("SELECT procedure_id, description FROM similar_codes").fetchall()
        number = titles[0][0]
        for table, columns, values in (
            ("risks", "position, text, char_start, char_end", "90, ?, 0, 1"),
            ("procedure_names", "position, name, kind", "90, ?, 'technical'"),
        ):
            sql = f"INSERT INTO {table} (procedure_id, {columns}) VALUES ('{number}', {values})"
            connection.execute(sql, [f"This is: {titles[0][1].upper()}."])
        quoted = f"INSERT INTO benefits VALUES ('{similar[0][0]}', 90, 'Less than: {similar[0][1]}', 0, 1)"
        connection.execute(quoted)
        # A wording too short to be looked for elsewhere.
        connection.execute(
            "INSERT INTO section_items SELECT * REPLACE (99 AS position, 'Zyx wording' AS text) FROM section_items WHERE section = 'similar_codes' LIMIT 1"
        )
        connection.execute("UPDATE sections SET text = 'Zyx wording' WHERE section = 'similar_codes'")
        connection.execute(
            "UPDATE procedures SET summary = 'A ' || title || ' is done.' WHERE procedure_id = ?", [number]
        )
    folder, manifest = exported("csv", database, without_descriptors=True)
    assert manifest.left_out is not None
    assert set(manifest.left_out.columns) == {"procedures.title", "similar_codes.description", "pages.text"}
    assert manifest.left_out.rows == {
        "risks": 1,
        "procedure_names": 1,
        "benefits": 1,
        "section_items": len(similar) + 1,
    }
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.csv")).lower()
    wordings = ["Zyx wording", *(words for _, words in [*titles, *similar] if words)]
    assert len(wordings) > 20 and [wording for wording in wordings if wording.lower() in text] == []
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert content["without_descriptors"] is True and content["left_out"]["columns"]
    assert file_of(manifest, "procedures").rows == len(titles), "the procedure itself stays"
    assert verify_export(str(folder))[1] == []
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


# --- the data package -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [{}, {"excel_safe": True, "delimiter": ";"}, {"null": "\\N"}, {"since": "start"}, {"partition_by": "code_system"}],
    ids=str,
)
def test_data_package_is_valid_and_so_are_its_files(options: dict[str, Any], exported: Export) -> None:
    folder, manifest = exported("csv", **options)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])[:3]
    assert sum(task.stats.get("rows", 0) for task in report.tasks) == sum(file.rows for file in manifest.files)


def test_data_package_has_what_the_models_say(exported: Export) -> None:
    folder, _ = exported("csv")
    resources = {each["name"]: each for each in json.loads((folder / "datapackage.json").read_text())["resources"]}
    assert list(resources) == TABLES
    for model in MAIN_TABLES:
        schema = resources[model.sql_name]["schema"]
        assert schema["primaryKey"] == list(model.primary_key)
        for field, column in zip(schema["fields"], columns_of(model), strict=True):
            constraints = field.get("constraints", {})
            assert (field["name"], field["type"]) == (column.name, COLUMN_TYPES[column.sql_type].frictionless)
            assert field["description"] == column.description
            assert constraints.get("required", False) is not column.nullable
            assert tuple(constraints.get("enum", ())) == column.allowed
            assert constraints.get("minimum") == column.minimum
        keys = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}
        names = {column.name for column in columns_of(model)}
        assert ("procedure_id" in keys) == ("procedure_id" in names and model.sql_name != "procedures")
        assert keys == {name: {"procedure_id": "procedures", "page_id": "pages"}[name] for name in keys}
    assert resources["procedures"]["schema"]["foreignKeys"][0]["fields"] == ["page_id"]


def test_data_package_of_a_broken_export_is_invalid(exported: Export) -> None:
    """The rules of the models are in the package: somebody else's tool finds a row that breaks them."""
    folder, _ = exported("csv", tables=("risks",))
    path = folder / "risks.csv"
    path.write_bytes(path.read_bytes() + b"x-1,0,sometimes,,0,1\r\n")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert {"constraint-error", "hash-count", "byte-count"} <= {row[0] for row in report.flatten(["type"])}


def test_data_package_of_parquet_describes_its_columns(exported: Export) -> None:
    folder, _ = exported("parquet")
    package = frictionless.Package.from_descriptor(str(folder / "datapackage.json"))
    for resource in package.resources:
        schema = pq.read_schema(folder / str(resource.path))
        assert [field.name for field in resource.schema.fields] == schema.names
        assert resource.format == "parquet"


# --- the guide --------------------------------------------------------------------------------------------------------


def test_every_command_and_program_of_the_guide_works(
    call: Call, repository: Path, sample_warehouse: Path, tmp_path: Path
) -> None:
    guide = (repository / "docs" / "exports.md").read_text(encoding="utf-8")
    (tmp_path / "var").mkdir()
    shutil.copy(sample_warehouse, tmp_path / "var" / "procedures.duckdb")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", guide, re.DOTALL) for line in block.splitlines()]
    assert len(commands) > 8
    for command in commands:
        done = call(*shlex.split(command.replace("RUN", last_run(sample_warehouse)))[1:])
        assert (done.code, done.err) == (0, ""), command
    partitions, frame = [ran(program) for program in re.findall(r"```python\n(.*?)```", guide, re.DOTALL)]
    assert {len(table) for table in partitions["tables"]} == {len(rows_of(sample_warehouse, "risks"))}
    assert len(frame["frame"]) == len(rows_of(sample_warehouse, "procedures"))


def ran(program: str) -> dict[str, Any]:
    """The names that a program leaves."""
    names: dict[str, Any] = {}
    exec(program, names)
    return names


def last_run(database: Path) -> str:
    with duckdb.connect(str(database), read_only=True) as connection:
        return str(connection.execute("SELECT max(run_id) FROM ops.runs").fetchall()[0][0])


# --- speed ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_million_rows_take_at_most_twice_a_bare_copy(format: str, sample_warehouse: Path, tmp_path: Path) -> None:
    from tests.speed.export import measure_export

    ratios = [measure_export(sample_warehouse, tmp_path, format, 1_000_000).ratio for _ in range(3)]
    assert min(ratios) <= 2, ratios


def test_export_is_plain_output(call: Call, sample_warehouse: Path, tmp_path: Path) -> None:
    done = call("export", "--db", sample_warehouse, "--format", "parquet", "--out", "out")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{len(TABLES)} files with ") and "everything, as of run 20" in done.out
    assert io.StringIO(done.out).readlines() == [done.out]
