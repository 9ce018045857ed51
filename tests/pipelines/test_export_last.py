"""`--since last`: an export that continues the one that lies in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.export.last import LAST, since_last
from pipelines.ingest.run import ingest
from tests.support.prefect_parts import page
from warehouse.export.options import START, ExportOptions


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "knee.txt").write_text(page("knee"), encoding="utf-8")
    (folder / "hip.txt").write_text(page("hip"), encoding="utf-8")
    return folder


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    return str(tmp_path / "out") if request.param == "folder" else f"memory://last-{tmp_path.name}/out"


@pytest.mark.parametrize("place", ["folder", "elsewhere"], indirect=True)
def test_each_export_continues_the_one_before(call: Any, raw: Path, tmp_path: Path, place: str) -> None:
    database = tmp_path / "w.duckdb"

    def exported(*options: str) -> dict[str, Any]:
        done = call("export", "--format", "csv", "--out", place, "--db", database, "--since", LAST, "--json", *options)
        assert done.code == 0, done.err
        return dict(json.loads(done.out))

    runs = [ingest([raw], database, raw).run_id]
    first = exported()
    assert (first["since"], first["run_id"]) == (START, runs[0])
    (raw / "hip.txt").write_text(page("hip", "Swelling"), encoding="utf-8")
    runs.append(ingest([raw], database, raw).run_id)
    second = exported()
    assert (second["since"], second["run_id"]) == (runs[0], runs[1])
    assert {file["table"]: file["rows"] for file in second["files"]}["risks"] == 1
    third = exported("--without-descriptors")
    assert third["since"] == START, "other content than what lies there: everything anew"
    fourth = exported("--without-descriptors")
    assert fourth["since"] == runs[1] and sum(file["rows"] for file in fourth["files"] if file["table"] != "pages") == 0


def test_what_is_no_whole_export_is_begun_anew(tmp_path: Path, sample_warehouse: Path, call: Any) -> None:
    out = tmp_path / "out"
    options = ExportOptions(str(out), "csv", since=LAST)
    assert since_last(options, sample_warehouse).since == START
    assert call("export", "--format", "csv", "--out", out, "--table", "risks", "--db", sample_warehouse).code == 0
    assert since_last(options._replace(tables=("risks",)), sample_warehouse).since not in (START, LAST)
    assert since_last(options._replace(tables=("main.risks",)), sample_warehouse).since not in (START, LAST)
    assert since_last(options, sample_warehouse).since == START, "most tables are not there"
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (out / "manifest.json").write_text(json.dumps(manifest | {"run_id": "of-another-warehouse"}), encoding="utf-8")
    assert since_last(options._replace(tables=("risks",)), sample_warehouse).since == START
    (out / "manifest.json").write_text("{}", encoding="utf-8")
    assert since_last(options._replace(tables=("risks",)), sample_warehouse).since == START
    assert since_last(options._replace(since="some-run"), sample_warehouse).since == "some-run"
