"""A format of exports is one class: with one more in the table of formats, the whole of `procwh export` and `procwh verify` knows it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Self

import duckdb
import frictionless
import pytest

from pipelines.export.run import export, verify_export
from schemas.manifest import ExportFile, read_manifest
from schemas.rendering.datapackage import ResourceKind
from schemas.tables import MAIN_TABLES
from warehouse.errors import InvalidRequest
from warehouse.export.formats import FORMATS, format_named, format_of
from warehouse.export.formats.base import Format
from warehouse.export.options import ExportOptions
from warehouse.export.tables import ExportTable
from warehouse.sql import quote

Call = Callable[..., Any]


class JsonLines(Format):
    """Newline-delimited JSON, as DuckDB writes it."""

    name: ClassVar[str] = "ndjson"
    title: ClassVar[str] = "NDJSON"
    ending: ClassVar[str] = "ndjson"
    takes: ClassVar[frozenset[str]] = frozenset({"--null"})

    null_key: str

    @classmethod
    def asked(cls, options: ExportOptions) -> Self:
        if options.null == "refused":
            raise InvalidRequest("null cannot be refused")
        return cls(null_key=options.null or "null")

    def copy_options(self, table: ExportTable) -> str:
        return "FORMAT json"

    def source(self, path: Path, file: ExportFile) -> str:
        columns = ", ".join(f"{quote(column.name)}: {quote(column.type)}" for column in file.columns)
        return f"read_json({quote(str(path))}, format = 'newline_delimited', columns = {{{columns}}})"

    def resource(self) -> ResourceKind:
        return ResourceKind("data-package", {"profile": "data-resource", "format": "ndjson"}, missing="")


@pytest.fixture
def json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "ndjson", f"{__name__}:JsonLines")


def test_every_name_leads_to_its_class() -> None:
    for name in FORMATS:
        assert issubclass(format_named(name), Format) and format_named(name).name == name


def test_format_of_one_class_is_written_and_checked(
    json_lines: None, call: Call, sample_warehouse: Path, tmp_path: Path
) -> None:
    done = call("export", "--db", sample_warehouse, "--format", "ndjson", "--out", "out", "--null", "x")
    assert (done.code, done.err) == (0, "")
    out = tmp_path / "out"
    assert {path.suffix for path in out.iterdir() if "manifest" not in path.name} == {".ndjson", ".json"}
    content = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (content["format"], content["csv"], content["ndjson"]) == ("ndjson", None, {"null_key": "x"})
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        for model in MAIN_TABLES:
            key = ", ".join(model.primary_key)
            lines = (out / f"{model.sql_name}.ndjson").read_text(encoding="utf-8").splitlines()
            found = connection.execute(f"SELECT to_json(t)::VARCHAR FROM {model.sql_name} t ORDER BY {key}").fetchall()
            assert [json.loads(line) for line in lines] == [json.loads(row) for (row,) in found], model.sql_name
    assert verify_export(str(out)) == (len(MAIN_TABLES), [])
    package = frictionless.Package.from_descriptor(str(out / "datapackage.json"))
    assert [resource.format for resource in package.resources] == ["ndjson"] * len(MAIN_TABLES)


def test_format_of_one_class_has_deltas_partitions_and_no_descriptors(
    json_lines: None, sample_warehouse: Path, tmp_path: Path
) -> None:
    for options in ({"since": "start"}, {"partition_by": "site"}, {"without_descriptors": True}):
        out = str(tmp_path / next(iter(options)))
        manifest = export(ExportOptions(out, "ndjson", ("risks", "procedures"), **options), sample_warehouse).manifest
        assert verify_export(out) == (len(manifest.files), [])
        assert {Path(file.path).suffix for file in manifest.files} == {".ndjson"}


def test_what_is_wrong_with_a_file_of_the_format_is_named(
    json_lines: None, sample_warehouse: Path, tmp_path: Path
) -> None:
    export(ExportOptions(str(tmp_path / "out"), "ndjson", ("risks",)), sample_warehouse)
    path = tmp_path / "out" / "risks.ndjson"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    wrong = verify_export(str(tmp_path / "out"))[1]
    assert any("it has 1 rows," in line for line in wrong), wrong
    path.write_text(path.read_text(encoding="utf-8").replace('"position":1', '"position":"x"'), encoding="utf-8")
    wrong = verify_export(str(tmp_path / "out"))[1]
    assert any(line.startswith("risks.ndjson: it cannot be read: ") for line in wrong), wrong


REFUSED = [
    (("--format", "xml"), f"the formats are {' and '.join([*FORMATS, 'ndjson'])}"),
    (("--format", "ndjson", "--delimiter", ";"), "--delimiter is for CSV; leave it out, or give --format csv"),
    (
        ("--format", "parquet", "--null", ""),
        "--null is for CSV or NDJSON; leave it out, or give --format csv or ndjson",
    ),
    (("--format", "ndjson", "--null", "refused"), "null cannot be refused"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[" ".join(arguments) for arguments, _ in REFUSED])
def test_command_knows_the_options_of_each_format(
    arguments: tuple[str, ...], message: str, json_lines: None, call: Call, sample_warehouse: Path, tmp_path: Path
) -> None:
    done = call("export", "--db", sample_warehouse, "--out", "out", *arguments)
    assert (done.code, done.out) == (2, "") and done.err.count("\n") == 1 and message in done.err, done
    assert not (tmp_path / "out").exists()


def test_command_shows_the_formats_without_loading_them(isolated_environment: dict[str, str]) -> None:
    program = (
        "import sys; from pipelines.command.export import FORMATS; "
        "print(*FORMATS, *{'duckdb', 'pyarrow', 'pandera', 'pydantic'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", program], env=isolated_environment, capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (list(FORMATS), "")


SETTINGS: list[tuple[dict[str, Any], str]] = [
    ({"format": "xml"}, f"format: 'xml' is none of {', '.join(FORMATS)}"),
    ({"format": "parquet"}, "csv: does not go with the format parquet"),
    ({"csv": None}, "csv.delimiter: is missing"),
    ({"csv": []}, "csv: is not an object"),
    ({"csv": {"delimiter": "ab"}}, "csv.delimiter: is not one character that can separate columns"),
]


@pytest.mark.parametrize(("change", "message"), SETTINGS, ids=[str(change) for change, _ in SETTINGS])
def test_settings_that_the_format_does_not_have_are_named(
    change: dict[str, Any], message: str, sample_warehouse: Path, tmp_path: Path
) -> None:
    export(ExportOptions(str(tmp_path / "out"), "csv", ("risks",)), sample_warehouse)
    path = tmp_path / "out" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | change), encoding="utf-8")
    with pytest.raises(ValueError, match=r"it is not whole") as caught:
        format_of(read_manifest(path.read_text(encoding="utf-8")))
    assert str(caught.value).startswith(f"it is not whole ({message}")
    files, wrong = verify_export(str(tmp_path / "out"))
    assert files == 0 and len(wrong) == 1 and message in wrong[0]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_manifest_that_is_read_is_written_alike(format: str, sample_warehouse: Path, tmp_path: Path) -> None:
    export(ExportOptions(str(tmp_path / "out"), format), sample_warehouse)
    text = (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert read_manifest(text).text() == text
