"""Where an export goes: whole or not at all, whatever ends it; and `procwh verify DIR`, which names what is wrong."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import pytest

import pipelines.export.local
import pipelines.export.run
from pipelines.errors import SourceError
from pipelines.export.local import leftovers, staged
from pipelines.export.run import ExportOptions, export, verify_export
from schemas.manifest import MANIFEST, read_manifest
from warehouse.errors import WarehouseError
from warehouse.export.copy import measure

Call = Callable[..., Any]
# Runs in a process of its own, which ends itself as SIGKILL does just before its n-th step on the disk.
KILLED = """
import os, sys
from pipelines.export.local import staged
import shutil
source, out, steps = sys.argv[1], sys.argv[2], int(sys.argv[3])
def counted(function):
    def call(*arguments, **options):
        global steps
        steps -= 1
        if steps < 0:
            os.kill(os.getpid(), 9)
        return function(*arguments, **options)
    return call
with staged(out) as folder:
    shutil.copytree(source, folder, dirs_exist_ok=True)
    os.replace, os.fsync = counted(os.replace), counted(os.fsync)
    os.rmdir, os.unlink = counted(os.rmdir), counted(os.unlink)
"""


@pytest.fixture
def two_exports(sample_warehouse: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two exports with other tables, to tell them apart."""
    for name, tables in (("first", ("risks", "steps")), ("second", ("risks", "benefits", "section_kinds"))):
        export(ExportOptions(str(tmp_path / name), "csv", tables), sample_warehouse)
    return tmp_path / "first", tmp_path / "second"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- a folder ---------------------------------------------------------------------------------------------------------


def test_export_takes_the_place_of_the_one_before(sample_warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    export(ExportOptions(str(out), "csv", ("risks", "steps")), sample_warehouse)
    export(ExportOptions(str(out), "parquet", ("risks",), partition_by="code_system"), sample_warehouse)
    assert names(out) == {"risks", "manifest.json", "datapackage.json"}
    export(ExportOptions(str(out), "csv", ("steps",)), sample_warehouse)
    assert names(out) == {"steps.csv", "manifest.json", "datapackage.json"}
    assert names(out.parent) == {"out"}, "nothing is left beside it"


@pytest.mark.parametrize("address", ["file://{}", "{}"])
def test_folder_by_its_address(address: str, sample_warehouse: Path, tmp_path: Path) -> None:
    out = address.format(tmp_path / "out")
    export(ExportOptions(out, "csv", ("risks",)), sample_warehouse)
    assert names(tmp_path / "out") == {"risks.csv", "manifest.json", "datapackage.json"}
    assert verify_export(out) == (1, [])


@pytest.mark.parametrize(
    "address", ["file:{}/a%20b%25", "file://{}/a%20b%25", "FILE://{}/a b%25", "File://localhost{}/a%20b%25"]
)
def test_file_address_is_a_path_on_this_machine(address: str, sample_warehouse: Path, tmp_path: Path) -> None:
    export(ExportOptions(address.format(tmp_path), "csv", ("risks",)), sample_warehouse)
    assert names(tmp_path) == {"a b%"} and verify_export(address.format(tmp_path)) == (1, [])


@pytest.mark.parametrize("address", ["file://o/x", "file:x", "file:", "file://", "file:///a%00b"])
@pytest.mark.parametrize("verb", ["export", "verify"])
def test_file_address_of_no_path_here_is_refused(
    verb: str, address: str, call: Call, sample_warehouse: Path, tmp_path: Path
) -> None:
    given = ("--db", sample_warehouse, "--format", "csv", "--out", address) if verb == "export" else (address,)
    done = call(verb, *given)
    assert done.code == 2 and done.err.count("\n") == 1 and "file:///folder" in done.err, done
    assert names(tmp_path) == set()


def test_path_with_percent_signs_is_taken_as_it_is(sample_warehouse: Path, tmp_path: Path) -> None:
    export(ExportOptions(str(tmp_path / "a%20b"), "csv", ("risks",)), sample_warehouse)
    assert names(tmp_path) == {"a%20b"}


@pytest.mark.parametrize("below", ["sub", "sub/far/down"])
@pytest.mark.parametrize("is_whole", [True, False])
def test_export_inside_of_an_export_is_refused(
    is_whole: bool, below: str, call: Call, two_exports: tuple[Path, Path], sample_warehouse: Path
) -> None:
    out = two_exports[0]
    if not is_whole:
        in_manifest(lambda content: content.pop("files"))(out / "risks.csv")
    before = contents(out)
    for address in (str(out / below), f"local://{out / below}"):
        done = call("export", "--db", sample_warehouse, "--format", "csv", "--out", address)
        assert done.code == 2 and done.err.count("\n") == 1 and f"lies in the export at {out};" in done.err, done
    assert contents(out) == before and names(out) == set(before)


def test_manifest_of_somebody_else_above_is_no_hindrance(sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "an extension"}')
    export(ExportOptions(str(tmp_path / "out"), "csv", ("risks",)), sample_warehouse)
    assert verify_export(str(tmp_path / "out")) == (1, [])


def test_empty_folder_is_used_and_a_link_leads_to_its_folder(sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o750)
    (tmp_path / "link").symlink_to("real")
    export(ExportOptions(str(tmp_path / "link"), "csv", ("risks",)), sample_warehouse)
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "risks.csv").exists()
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("has_manifest", [True, False], ids=["beside an export", "alone"])
def test_folder_with_files_of_others_is_refused(
    has_manifest: bool, call: Call, two_exports: tuple[Path, Path], sample_warehouse: Path, tmp_path: Path
) -> None:
    out = two_exports[0] if has_manifest else tmp_path / "mine"
    out.mkdir(exist_ok=True)
    (out / "thesis.txt").write_text("years of work")
    before = contents(out)
    done = call("export", "--db", sample_warehouse, "--format", "csv", "--out", out)
    assert done.code == 2 and "thesis.txt" in done.err and "name an empty or new folder" in done.err
    assert contents(out) == before and leftovers(out) == []


def test_manifest_of_somebody_else_is_not_ours(sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text('{"files": []}')
    with pytest.raises(SourceError, match=r"did not write \(manifest\.json\)"):
        export(ExportOptions(str(tmp_path / "out"), "csv"), sample_warehouse)


def test_place_that_cannot_be_replaced_is_refused(call: Call, sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cases = (
        (".", "where you are"),
        ("..", "where you are"),
        ("file", "is a file"),
        ("file/below", "cannot write beside"),
        ("/proc/x", "cannot write beside"),
    )
    for out, message in cases:
        done = call("export", "--db", sample_warehouse, "--format", "csv", "--out", out)
        assert done.code == 2 and message in done.err and done.err.count("\n") == 1, done


def test_failure_leaves_the_export_that_was_there(
    call: Call, two_exports: tuple[Path, Path], sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = two_exports[0]
    before = contents(out)
    real = pipelines.export.run.write_export

    def breaks(*arguments: Any) -> Any:
        real(*arguments)
        raise WarehouseError("the disk is full")

    monkeypatch.setattr(pipelines.export.run, "write_export", breaks)
    done = call("export", "--db", sample_warehouse, "--format", "csv", "--out", out)
    assert (done.code, done.err) == (1, "procwh: the disk is full\n")
    assert contents(out) == before and leftovers(out) == []


def test_second_rename_that_fails_puts_the_first_back(
    two_exports: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, other = two_exports
    before, replace, calls = contents(out), os.replace, []

    def fails(source: Any, target: Any) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        replace(source, target)

    monkeypatch.setattr(pipelines.export.local.os, "replace", fails)
    with pytest.raises(OSError, match="Input/output"), staged(str(out)) as folder:
        shutil.copytree(other, folder, dirs_exist_ok=True)
    assert contents(out) == before and leftovers(out) == []


def test_everything_is_on_disk_before_it_is_seen(
    two_exports: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    known: dict[int, str] = {}
    fsync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        steps.append(known[os.fstat(descriptor).st_ino])
        fsync(descriptor)

    def replaced(source: Any, target: Any) -> None:
        steps.append("replaced")
        replace(source, target)

    monkeypatch.setattr(pipelines.export.local.os, "fsync", synced)
    monkeypatch.setattr(pipelines.export.local.os, "replace", replaced)
    with staged(str(tmp_path / "place" / "out")) as folder:
        shutil.copytree(two_exports[0], folder, dirs_exist_ok=True)
        known |= {path.stat().st_ino: path.name for path in (folder, tmp_path / "place", *folder.iterdir())}
    written = {"risks.csv", "steps.csv", "manifest.json", "datapackage.json", "new"}
    assert set(steps[: len(written)]) == written and steps[len(written) :] == ["replaced", "place"]


def test_killed_before_any_step_leaves_one_export_or_the_other(
    two_exports: tuple[Path, Path], isolated_environment: dict[str, str], tmp_path: Path
) -> None:
    first, second = two_exports
    out = tmp_path / "place" / "out"
    outcomes: list[str] = []
    for steps in range(60):
        shutil.rmtree(out.parent, ignore_errors=True)
        shutil.copytree(first, out)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(second), str(out), str(steps)], env=isolated_environment, timeout=60
        )
        _, wrong = verify_export(str(out))
        if wrong:
            outcomes.append("named")
            assert wrong == [
                f"{out} is not there: an export to it is under way, or was killed; run the same export again"
            ]
        else:
            outcomes.append("first" if contents(out) == contents(first) else "second")
            assert contents(out) in (contents(first), contents(second))
        # The next export heals whatever there was, and leaves nothing beside it.
        with staged(str(out)) as folder:
            assert out.exists(), "what was there is back before anything new is written"
            shutil.copytree(second, folder, dirs_exist_ok=True)
        assert contents(out) == contents(second) and names(out.parent) == {"out"}
        if done.returncode == 0:
            break
    assert outcomes[0] == "first" and outcomes[-1] == "second" and set(outcomes) == {"first", "named", "second"}
    assert outcomes == sorted(outcomes, key=["first", "named", "second"].index)


@pytest.mark.slow
def test_command_killed_at_any_moment(
    sample_warehouse: Path, isolated_environment: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "place" / "out"
    program = [sys.executable, "-c", "from pipelines.command import main; main()"]
    command = [*program, "export", "--db", str(sample_warehouse), "--out", str(out)]
    begin = time.monotonic()
    subprocess.run([*command, "--format", "csv"], env=isolated_environment, check=True, capture_output=True)
    length, chance = time.monotonic() - begin, random.Random(1)
    for number in range(25):
        format = ("parquet", "csv")[number % 2]
        process = subprocess.Popen([*command, "--format", format], env=isolated_environment, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.5, 1.1) * length)
        process.send_signal(signal.SIGKILL)
        process.wait()
        wrong = verify_export(str(out))[1]
        assert wrong in (
            [],
            [f"{out} is not there: an export to it is under way, or was killed; run the same export again"],
        )
    subprocess.run([*command, "--format", "csv"], env=isolated_environment, check=True, capture_output=True)
    assert verify_export(str(out)) == (21, []) and names(out.parent) == {"out"}


def test_exports_to_one_place_at_once_leave_one_of_them(sample_warehouse: Path, tmp_path: Path) -> None:
    out, errors = tmp_path / "place" / "out", []

    def run(table: str) -> None:
        try:
            export(ExportOptions(str(out), "csv", (table,)), sample_warehouse)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(table,)) for table in ("risks", "steps", "benefits", "sections")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == [] and verify_export(str(out)) == (1, []) and names(out.parent) == {"out"}


# --- verify -----------------------------------------------------------------------------------------------------------


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def one_sign(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"risk", b"RISK", 1).replace(b"-1,1,", b"-1,x,", 1))


def without(path: Path) -> None:
    path.unlink()


def in_manifest(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        manifest = path.parent / MANIFEST
        content = json.loads(manifest.read_text(encoding="utf-8"))
        change(content)
        manifest.write_text(json.dumps(content), encoding="utf-8")

    return run


def at(*path: str | int, value: Any) -> Callable[[Path], None]:
    """Another value at a place in the manifest."""

    def change(content: Any) -> None:
        for step in path[:-1]:
            content = content[step]
        content[path[-1]] = value

    return in_manifest(change)


def first_file(**values: Any) -> Callable[[Path], None]:
    return in_manifest(lambda content: content["files"][0].update(values))


def other_type(content: dict[str, Any]) -> None:
    content["files"][0]["columns"][-1]["type"] = "DOUBLE"


def other_column(content: dict[str, Any]) -> None:
    content["files"][0]["columns"][-1]["name"] = "end"


def in_package(path: Path) -> None:
    package = path.parent / "datapackage.json"
    content = json.loads(package.read_text(encoding="utf-8"))
    content["resources"][0]["schema"]["fields"].pop()
    package.write_text(json.dumps(content), encoding="utf-8")


BROKEN: list[tuple[str, Callable[[Path], None], list[str]]] = [
    ("cut", cut, ["bytes", "SHA-256"]),
    ("changed", one_sign, ["SHA-256"]),
    ("missing", without, ["is missing"]),
    ("more", lambda path: (path.parent / "more.csv").write_text(""), ["more.csv is not in manifest.json"]),
    ("rows", first_file(rows=3), ["rows, 3 in manifest.json"]),
    ("outside", first_file(path="../risks.csv"), ["lies outside"]),
    ("type", in_manifest(other_type), ["DOUBLE|datapackage"]),
    ("column", in_manifest(other_column), ["columns"]),
    ("package", in_package, ["datapackage.json is not the one", "datapackage.json does not describe"]),
    ("no package", lambda path: (path.parent / "datapackage.json").unlink(), ["datapackage.json is missing"]),
    ("no manifest", lambda path: (path.parent / MANIFEST).unlink(), ["manifest.json is missing"]),
    ("no JSON", lambda path: (path.parent / MANIFEST).write_text("{"), ["it is not JSON"]),
    ("another's", lambda path: (path.parent / MANIFEST).write_text("{}"), ["not written by `procwh export`"]),
    ("later form", in_manifest(lambda content: content.update(form=9)), ["has form 9"]),
    ("not whole", in_manifest(lambda content: content.pop("files")), ["not whole"]),
]


@pytest.mark.parametrize("format", ["csv", "parquet"])
@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_verify_names_what_is_wrong(
    change: Callable[[Path], None], expected: list[str], format: str, call: Call, sample_warehouse: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(ExportOptions(str(out), format, ("risks", "steps")), sample_warehouse)
    assert call("verify", out).code == 0
    change(out / f"risks.{format}")
    if change is one_sign and format == "parquet":
        cut(out / "risks.parquet")
    done = call("verify", out)
    assert done.code == 1 and done.err.startswith("procwh: ") and done.err.count("\n") == 1
    lines = done.out.splitlines()
    assert lines and all(line.startswith("FAILED ") for line in lines)
    for word in expected:
        assert any(part in done.out for part in word.split("|")), done.out


WRONG_TYPES: list[tuple[tuple[str | int, ...], Any]] = [
    (("files", 1, "path"), 5),
    (("files", 0, "path"), "a\0b"),
    (("files", 0, "path"), ""),
    (("files", 0, "path"), "\ud800"),
    (("files", 0, "sha256"), None),
    (("files", 0, "sha256"), "zzz"),
    (("files", 0, "rows"), True),
    (("files", 0, "bytes"), "5"),
    (("files", 0, "key"), "text"),
    (("files", 0, "key", 0), 1),
    (("files", 0, "partition"), []),
    (("files", 0, "partition"), {"site": 5}),
    (("files", 0, "columns"), {}),
    (("files", 0, "columns", 0), "name"),
    (("files", 0, "columns", 0, "type"), None),
    (("files", 0, "columns", 0, "nullable"), "no"),
    (("files",), {}),
    (("csv", "delimiter"), ",,"),
    (("csv", "delimiter"), ""),
    (("csv", "delimiter"), None),
    (("csv", "null"), None),
    (("csv", "null"), "a,b"),
    (("csv", "encoding"), "latin-1"),
    (("csv", "excel_safe"), None),
    (("csv",), None),
    (("format",), "parquet"),
    (("run_id",), None),
    (("since",), 5),
    (("without_descriptors",), True),
    (("without_descriptors",), 0),
    (("left_out",), {"columns": [], "rows": {}}),
    (("data_package", "sha256"), None),
    (("data_package", "path"), "other.json"),
]


@pytest.mark.parametrize(("path", "value"), WRONG_TYPES, ids=str)
def test_manifest_with_a_value_of_another_type_is_one_line(
    path: tuple[str | int, ...], value: Any, call: Call, two_exports: tuple[Path, Path]
) -> None:
    out = two_exports[0]
    at(*path, value=value)(out / "risks.csv")
    done = call("verify", out)
    assert done.code == 1 and done.out.count("\n") == done.err.count("\n") == 1, done
    assert done.out.startswith("FAILED manifest.json cannot be read: it is not whole (") and str(path[0]) in done.out


CONTRADICTIONS: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("run_id",), "zzz", "description"),
    (("schema_version",), "zzz", "version"),
    (("created_at",), "2020-01-01T00:00:00.000000Z", "created"),
    (("since",), "start", "description"),
    (("files", 0, "columns", 0, "nullable"), True, "does not describe"),
    (("files", 0, "columns", 0, "description"), "zzz", "does not describe"),
    (("files", 0, "key"), [], "does not describe"),
    (("files", 0, "table"), "steps", "does not describe"),
    (("csv", "null"), "NULL", "does not describe"),
    (("csv", "excel_safe"), True, "byte order mark"),
]


@pytest.mark.parametrize(("path", "value", "message"), CONTRADICTIONS, ids=str)
def test_manifest_that_contradicts_the_package_is_named(
    path: tuple[str | int, ...], value: Any, message: str, two_exports: tuple[Path, Path]
) -> None:
    out = two_exports[0]
    at(*path, value=value)(out / "risks.csv")
    wrong = verify_export(str(out))[1]
    assert any(message in line for line in wrong), wrong


@pytest.mark.parametrize(
    "change",
    [
        at("partition_by", value=None),
        at("partition_by", value="site"),
        first_file(partition={}),
        first_file(partition={"code_system": "zzz"}),
    ],
)
def test_partition_that_is_not_the_folder_is_named(
    change: Callable[[Path], None], sample_warehouse: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(
        ExportOptions(str(out), "csv", ("risks", "similar_codes", "pages"), partition_by="code_system"),
        sample_warehouse,
    )
    assert verify_export(str(out))[1] == []
    change(out / "pages.csv")
    assert any("its partition is another in manifest.json" in line for line in verify_export(str(out))[1])


@pytest.mark.parametrize("listed", [["procedures.title"], []], ids=str)
def test_descriptors_that_are_there_are_not_left_out(listed: list[str], sample_warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(ExportOptions(str(out), "csv", ("procedures",)), sample_warehouse)
    at("without_descriptors", value=True)(out / "procedures.csv")
    at("left_out", value={"columns": listed, "rows": {}})(out / "procedures.csv")
    assert (
        "procedures.csv: title is there, but manifest.json says that it is without descriptors"
        in verify_export(str(out))[1]
    )
    export(ExportOptions(str(tmp_path / "open"), "csv", ("procedures",), without_descriptors=True), sample_warehouse)
    at("without_descriptors", value=False)(tmp_path / "open" / "procedures.csv")
    at("left_out", value=None)(tmp_path / "open" / "procedures.csv")
    assert any("description" in line for line in verify_export(str(tmp_path / "open"))[1])


def test_unknown_type_in_the_manifest_shows_no_query(call: Call, two_exports: tuple[Path, Path]) -> None:
    at("files", 0, "columns", 0, "type", value="NOSUCH")(two_exports[0] / "risks.csv")
    done = call("verify", two_exports[0])
    assert done.code == 1 and "NOSUCH" in done.out and "SELECT" not in done.out and "read_csv" not in done.out


def test_link_is_no_file_of_an_export(call: Call, sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "thesis.txt").write_text("years of work")

    def to_a_folder(out: Path) -> str:
        (out / "more").symlink_to(tmp_path / "elsewhere")
        return "more"

    def instead_of(name: str) -> Callable[[Path], str]:
        def run(out: Path) -> str:
            (out / name).rename(tmp_path / "elsewhere" / name)
            (out / name).symlink_to(tmp_path / "elsewhere" / name)
            return name

        return run

    def to_nothing(out: Path) -> str:
        (out / "gone").symlink_to("nowhere")
        return "gone"

    def pipe(out: Path) -> str:
        (out / "risks.csv").unlink()
        os.mkfifo(out / "risks.csv")
        return "risks.csv"

    cases = (to_a_folder, to_nothing, pipe, *map(instead_of, ("risks.csv", "manifest.json", "datapackage.json")))
    for number, change in enumerate(cases):
        out = tmp_path / f"out{number}"
        export(ExportOptions(str(out), "csv", ("risks",)), sample_warehouse)
        name = change(out)
        assert f"{name} is a link or another special file, not a file of the export" in verify_export(str(out))[1]
        done = call("export", "--db", sample_warehouse, "--format", "csv", "--out", out)
        assert done.code == 2 and f"({name})" in done.err, done
        assert (out / name).is_symlink() or (out / name).is_fifo()


def test_verify_reads_every_cell_as_its_type(sample_warehouse: Path, tmp_path: Path) -> None:
    """Even where bytes and hash were made to fit."""
    out = tmp_path / "out"
    export(ExportOptions(str(out), "csv", ("risks",)), sample_warehouse)
    path = out / "risks.csv"
    path.write_bytes(path.read_bytes().replace(b"-1,1,", b"-1,x,", 1))
    size, sha256 = measure(path)
    first_file(bytes=size, sha256=sha256)(path)
    wrong = verify_export(str(out))[1]
    assert any(line.startswith("risks.csv: it cannot be read") and "position" in line for line in wrong), wrong


def test_verify_reads_long_cells(sample_warehouse: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(sample_warehouse, tmp_path / "long.duckdb"))
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE pages SET text = repeat('a line of a long page' || chr(10), 300000)")
    for format in ("csv", "parquet"):
        export(ExportOptions(str(tmp_path / "out"), format, ("pages",)), database)
        assert verify_export(str(tmp_path / "out")) == (1, [])


def test_verify_of_what_is_not_there(call: Call) -> None:
    done = call("verify", "nowhere")
    assert done.code == 2 and "there is no export at" in done.err and done.err.count("\n") == 1


def test_verify_of_what_never_was_an_export(call: Call, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.md").write_text("# A page")
    for address in ("raw", f"local://{tmp_path}/raw"):
        done = call("verify", address)
        assert done.code == 2 and "there is no export at" in done.err and "(no manifest.json)" in done.err
        assert done.out == "" and done.err.count("\n") == 1
    done = call("verify", "")
    assert done.code == 2 and "is empty" in done.err and done.err.count("\n") == 1


# --- other systems ----------------------------------------------------------------------------------------------------


@pytest.fixture(params=["memory", "local"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A folder that is reached through a driver, step by step."""
    if request.param == "memory":
        yield f"memory://{tmp_path.name}/out"
        fsspec.filesystem("memory").store.clear()
    else:
        yield f"local://{tmp_path}/out"


class Line:
    """A connection that goes dead after so many steps."""

    def __init__(self, steps: int) -> None:
        self._left = steps
        self.is_up = True

    def over(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def acts(*arguments: Any, **options: Any) -> Any:
            self._left -= 1
            if self._left < 0:
                self.is_up = False
                raise ConnectionError("the line went dead")
            return act(*arguments, **options)

        return acts


def there(address: str) -> dict[str, bytes]:
    system, path = fsspec.core.url_to_fs(address)
    return {name.removeprefix(path).lstrip("/"): system.cat_file(name) for name in system.find(path)}


def test_remote_export_is_the_local_one(address: str, sample_warehouse: Path, tmp_path: Path) -> None:
    export(ExportOptions(address, "parquet", ("risks", "steps"), partition_by="code_system"), sample_warehouse)
    export(ExportOptions(address, "csv", ("risks", "pages")), sample_warehouse)
    export(ExportOptions(str(tmp_path / "same"), "csv", ("risks", "pages")), sample_warehouse)
    assert there(address) == contents(tmp_path / "same")
    assert verify_export(address) == (2, [])


def test_remote_folder_with_files_of_others_is_refused(address: str, sample_warehouse: Path) -> None:
    system, path = fsspec.core.url_to_fs(address)
    system.makedirs(path, exist_ok=True)
    system.pipe_file(f"{path}/thesis.txt", b"years of work")
    with pytest.raises(SourceError, match=r"thesis\.txt"):
        export(ExportOptions(address, "csv", ("risks",)), sample_warehouse)
    assert there(address) == {"thesis.txt": b"years of work"}


def test_remote_export_that_is_cut_off_at_any_step_is_named_and_healed(
    address: str, sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The manifest is the last to come and the first to leave: with it, an export is whole."""
    system, _ = fsspec.core.url_to_fs(address)
    outcomes = []
    for most in range(40):
        export(ExportOptions(address, "csv", ("risks", "steps")), sample_warehouse)
        before = there(address)
        line = Line(most)
        with monkeypatch.context() as patch:
            for name in ("pipe_file", "rm_file", "put_file"):
                patch.setattr(system, name, line.over(getattr(system, name)))
            try:
                export(ExportOptions(address, "csv", ("benefits", "steps")), sample_warehouse)
            except WarehouseError as error:
                assert "ConnectionError: the line went dead" in str(error) and "run it again" in str(error)
        now = there(address)
        files, wrong = verify_export(address)
        if MANIFEST not in now:
            assert wrong == ["manifest.json is missing: the export was not finished; run it again"]
            outcomes.append("named")
        else:
            assert wrong == [] and files == 2
            outcomes.append("old" if now[MANIFEST] == before[MANIFEST] else "new")
            assert {f.table for f in read_manifest(now[MANIFEST].decode()).files} <= {
                name.removesuffix(".csv") for name in now
            }
        if line.is_up:
            break
    assert outcomes == sorted(outcomes, key=["old", "named", "new"].index)
    assert set(outcomes) == {"old", "named", "new"} and "manifest.partial.json" not in now


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("s3://bucket/out", "s3fs"),
        ("S3://bucket/out", "s3fs"),
        ("nosuch://place/out", "Protocol not known"),
        ("gs://bucket/out", "gcsfs"),
    ],
)
@pytest.mark.parametrize("verb", ["export", "verify"])
def test_driver_that_is_missing_is_named(
    verb: str, address: str, message: str, call: Call, sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("s3fs", "gcsfs"):
        monkeypatch.setitem(sys.modules, name, None)
    arguments = ("--db", sample_warehouse, "--format", "csv", "--out", address) if verb == "export" else (address,)
    done = call(verb, *arguments)
    assert (done.code, done.err.count("\n")) == (2, 1) and message in done.err, done
