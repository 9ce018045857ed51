"""Runs that die: killed at every stage, on a full disk, with a rename that fails; nothing half is published, and the next run mends it.

This file is a program too: the nursery, which has everything imported and forks a child a run, since a child is going to be killed.
"""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow.parquet
import pytest

import pipelines.ingest.batch
import pipelines.ingest.plan
import pipelines.ingest.pool
import pipelines.ingest.run
import pipelines.ingest.validate
import warehouse.connection
from pipelines.ingest.plan import IngestOptions
from pipelines.values import Summary
from schemas.model import columns_of
from schemas.tables import HISTORY_TABLES, MAIN_TABLES
from tests.support.house import put, state
from warehouse.checks.verify import verify
from warehouse.load.publish import Workplace

PARSER = "the parser of these tests"
RAW_ROOT = Path("no-raw-root")
BATCH_PAGES = 2


# --- the nursery: what a child does, and where it dies ----------------------------------------------------------------


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(
    owner: Any, name: str, call: int = 1, after: bool = False, when: Callable[..., bool] = lambda *arguments: True
) -> None:
    """Die in the nth call of a function that `when` is true of: before it does anything, or after it has done all."""
    inner, calls = getattr(owner, name), 0

    def armed(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += when(*arguments)
        is_due = calls == call and when(*arguments)
        if is_due and not after:
            die()
        result = inner(*arguments, **named)
        if is_due:
            die()
        return result

    setattr(owner, name, armed)


def begins_with(words: str, sql: str | duckdb.Statement) -> bool:
    """Whether a statement begins with some words, after the comments above it."""
    text = sql if isinstance(sql, str) else sql.query
    return re.sub(r"\A(\s+|--.*\n)+", "", text).startswith(words)


class Armed:
    """A connection that dies at the first statement that begins with some words."""

    def __init__(self, connection: Any, words: str, after: bool) -> None:
        self._connection, self._words, self._after = connection, words, after

    def execute(self, sql: str | duckdb.Statement, *rest: Any) -> Any:
        is_due = begins_with(self._words, sql)
        if is_due and not self._after:
            die()
        result = self._connection.execute(sql, *rest)
        if is_due:
            result.fetchall()
            die()
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def arm_statement(name: str, words: str, after: bool = False) -> None:
    """Die at a statement of `load` or `audit`."""
    inner = getattr(pipelines.ingest.run, name)
    setattr(
        pipelines.ingest.run,
        name,
        lambda connection, *rest, **named: inner(Armed(connection, words, after), *rest, **named),
    )


def arm_copy() -> None:
    """Die in the middle of copying the published file."""

    def copy(source: Path, target: Path, **named: Any) -> None:
        with open(target, "wb") as file:
            file.write(source.read_bytes()[: source.stat().st_size // 2])
        die()

    shutil.copyfile = copy


def arm_clearing() -> None:
    """Die while the staged batches are removed after publishing, in whatever order that is."""

    inner = shutil.rmtree

    def clear(folder: Path, **named: Any) -> None:
        if found := list(
            Path(folder).glob("*/batch-*/risks.parquet") if Path(folder).name in ("staging", "trash") else ()
        ):
            for path in found:
                path.unlink()
            die()
        inner(folder, **named)

    shutil.rmtree = clear


def to(name: str) -> Callable[..., bool]:
    """Whether a call's second argument is a path of that name."""
    return lambda source, target, **named: Path(target).name == name


def into(name: str) -> Callable[..., bool]:
    """Whether a call's second argument is a path in a folder of about that name."""
    return lambda rows, target, **named: name in str(target)


class Stage(NamedTuple):
    """Where a child dies, and how many pages the next run parses at most: with nothing published before, and with something."""

    arm: Callable[[], None]
    parses: int
    parses_next: int
    is_published: bool = False


DATABASE = "procedures.duckdb"
STAGES = {
    "reading the first page": Stage(lambda: arm(pipelines.ingest.batch, "load_page"), 8, 6),
    "parsing the second batch": Stage(lambda: arm(pipelines.ingest.batch, "parse_page", call=3), 6, 4),
    "parsing the last page": Stage(lambda: arm(pipelines.ingest.batch, "parse_page", call=6, after=True), 4, 2),
    "staging the second batch": Stage(
        lambda: arm(pyarrow.parquet, "write_table", after=True, when=into("batch-000001")), 6, 4
    ),
    "before the second batch has its name": Stage(lambda: arm(os, "replace", when=to("batch-000001")), 6, 4),
    "after the second batch is staged": Stage(lambda: arm(os, "replace", after=True, when=to("batch-000001")), 4, 2),
    "copying the published file": Stage(arm_copy, 0, 0),
    "before loading": Stage(lambda: arm(pipelines.ingest.run, "load"), 0, 0),
    "after a table is loaded": Stage(lambda: arm_statement("load", "INSERT INTO main.sections", after=True), 0, 0),
    "before the commit": Stage(lambda: arm_statement("load", "COMMIT"), 0, 0),
    "after the commit": Stage(lambda: arm_statement("load", "COMMIT", after=True), 0, 0),
    "before the audit": Stage(lambda: arm(pipelines.ingest.run, "audit"), 0, 0),
    "in the audit": Stage(lambda: arm_statement("audit", "ATTACH", after=True), 0, 0),
    "after the audit": Stage(lambda: arm(pipelines.ingest.run, "audit", after=True), 0, 0),
    "before the rename": Stage(lambda: arm(os, "replace", when=to(DATABASE)), 0, 0),
    "after the rename": Stage(lambda: arm(os, "replace", after=True, when=to(DATABASE)), 0, 0, is_published=True),
    "clearing the staging": Stage(arm_clearing, 0, 0, is_published=True),
}
# Those that a change of the code is likeliest to break; the others take their time with the slow tests.
QUICK = {
    False: {
        "parsing the second batch",
        "staging the second batch",
        "before the commit",
        "before the rename",
        "after the rename",
    },
    True: {
        "reading the first page",
        "parsing the second batch",
        "staging the second batch",
        "after the second batch is staged",
        "copying the published file",
        "after a table is loaded",
        "before the commit",
        "before the audit",
        "in the audit",
        "before the rename",
        "after the rename",
        "clearing the staging",
    },
}
# Where nothing is published there is nothing to copy and nothing to compare with.
KILLED = [
    pytest.param(
        is_next,
        stage,
        id=f"{'next' if is_next else 'first'} run: {stage}",
        marks=() if stage in QUICK[is_next] else pytest.mark.slow,
    )
    for is_next in (False, True)
    for stage in STAGES
    if is_next or stage not in ("copying the published file", "in the audit")
]


def when_staged(work: Path, act: Callable[[list[int]], None]) -> None:
    """Do something with the worker processes as soon as they have staged a batch."""

    def watch() -> None:
        while not any(work.rglob("batch-*/batch.json")):
            time.sleep(0.001)
        act([process.pid or 0 for process in multiprocessing.active_children()])

    threading.Thread(target=watch, daemon=True).start()


def kill_worker(workers: list[int]) -> None:
    os.kill(workers[0], signal.SIGKILL)


def note_and_die(note: Path) -> Callable[[list[int]], None]:
    def act(workers: list[int]) -> None:
        note.write_text(json.dumps(workers), encoding="utf-8")
        die()

    return act


class Order(NamedTuple):
    """What a child is to do: the command's arguments, where it dies, what happens to its workers, the largest file it may write."""

    folder: str
    arguments: list[str]
    stage: str | None = None
    workers: str | None = None
    largest_file: int | None = None


def child(order: Order) -> None:
    """A run of the command in a process of its own."""
    output = os.open(Path(order.folder) / "output", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(order.folder)
    pipelines.ingest.pool.BATCH_PAGES = BATCH_PAGES
    pipelines.ingest.plan.parser_version = lambda: PARSER
    work = Workplace(Path(order.folder) / DATABASE).folder
    if order.stage is not None:
        STAGES[order.stage].arm()
    if order.workers == "kill a worker":
        when_staged(work, kill_worker)
    if order.workers == "kill the parent":
        when_staged(work, note_and_die(Path(order.folder) / "workers"))
    if order.largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.largest_file, order.largest_file))
    sys.argv = ["procwh", *order.arguments]
    from pipelines.command import main

    main()


def serve() -> None:
    """Fork a child for each line on standard input; say how it ended."""
    import pipelines.command  # noqa: F401

    os.environ.pop("PROCWH_DB", None)
    for line in sys.stdin:
        order = Order(*json.loads(line))
        process = os.fork()
        if process == 0:
            code = 0
            try:
                child(order)
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
            except BaseException:
                sys.excepthook(*sys.exc_info())
                code = 1
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])}\n")
        sys.stdout.flush()


# --- fixtures ---------------------------------------------------------------------------------------------------------


class Ended(NamedTuple):
    """How a child ended: its exit code, or the signal that killed it with a minus; and all that it wrote."""

    code: int
    output: str


Nursery = Callable[..., Ended]


@pytest.fixture(scope="module")
def nursery(isolated_environment: dict[str, str]) -> Iterator[Nursery]:
    server = subprocess.Popen(
        [sys.executable, __file__], env=isolated_environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None and server.stdout is not None

    def run(folder: Path, *arguments: object, **how: Any) -> Ended:
        order = Order(str(folder), [*map(str, arguments)], **how)
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return Ended(code, (folder / "output").read_text(encoding="utf-8"))

    yield run
    server.stdin.close()
    server.wait(30)


@pytest.fixture(autouse=True)
def same_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser that the nursery's children have: the sources may be edited while the tests run."""
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: PARSER)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that are parsed in this process."""
    found: list[str] = []
    inner = pipelines.ingest.batch.parse_page
    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", lambda page: found.append(page.uri) or inner(page))
    return found


def page(name: str, risk: str = "Bleeding") -> str:
    return (
        f"Imaging, {name}; single view\n\nHCPCS code\n\nName of the Procedure:\n\n{name} Scan\n\nIndications\n\n  • Pain in the {name}\n\n"
        f"Duration\n\n10 minutes\n\nRisks and Complications\n\n  • {risk}\n  • Fever\n\nSimilar Codes\n"
    )


def put_zip(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)


def ingest(raw: Path, database: Path, **options: Any) -> Summary:
    return pipelines.ingest.run.ingest([raw], database, RAW_ROOT, IngestOptions(workers=1, **options))


class Scene(NamedTuple):
    """Raw pages, a warehouse of how they were before (or none), and all rows that an undisturbed run gives."""

    raw: Path
    published: Path | None
    expected: dict[str, Any]

    def set_up(self, folder: Path) -> Path:
        """A copy of the warehouse of before; where a run publishes."""
        database = folder / DATABASE
        if self.published is not None:
            shutil.copyfile(self.published, database)
        return database


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Scene]:
    """Pages changed, gone, new, rejected, duplicate, in an archive, and with another sidecar; by whether something is published."""
    folder = tmp_path_factory.mktemp("scene")
    before, raw = folder / "before", folder / "raw"
    for name in ("knee", "hip", "arm", "leg"):
        put(raw / f"{'abcd'['knee hip arm leg'.split().index(name)]}-{name}.txt", page(name))
    put_zip(raw / "pages.zip", {"one.txt": page("foot"), "two.txt": page("toe")})
    put(raw / "s-hand.txt", page("hand"), code="J0001", url="https://example.org/hand")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipelines.ingest.plan, "parser_version", lambda: PARSER)
        ingest(raw, folder / "published.duckdb")
        raw.rename(before)
        shutil.copytree(before, raw)
        # The files lie where they lay: by their place and time the unchanged ones are known.
        put(raw / "a-knee.txt", page("knee", "Bruising"))
        (raw / "b-hip.txt").unlink()
        put(raw / "d-leg.txt", "")
        put(raw / "e-new.html", "<h1>Imaging of the ear</h1><h2>Risks</h2><ul><li>Noise</li></ul>")
        put(raw / "f-copy.txt", page("arm"))
        put_zip(raw / "pages.zip", {"one.txt": page("foot"), "two.txt": page("toe", "Itching")})
        put(raw / "s-hand.txt", page("hand"), code="J0002", url="https://example.org/hand")
        found = {}
        for is_next in (False, True):
            (folder / str(is_next)).mkdir()
            scene = Scene(raw, folder / "published.duckdb" if is_next else None, {})
            database = scene.set_up(folder / str(is_next))
            ingest(raw, database)
            assert verify(database)[1] == []
            found[is_next] = scene._replace(expected=content(database))
    return found


def content(database: Path) -> dict[str, Any]:
    """All rows, apart from when a run saw a page, and which run it was."""
    left_out = ("first_seen_at", "last_seen_at", "run_id", "valid_from", "valid_to")
    questions = {}
    for model in MAIN_TABLES:
        names = [column.name for column in columns_of(model) if column.name not in left_out]
        questions[model.sql_name] = f"SELECT {', '.join(names)} FROM {model.sql_name} ORDER BY ALL"
    for model in HISTORY_TABLES:
        names = [column.name for column in columns_of(model) if column.name not in left_out]
        questions[f"history.{model.sql_name}"] = (
            f"SELECT version_id, change, valid_to IS NULL, {', '.join(names)} FROM history.{model.sql_name} ORDER BY ALL"
        )
    questions["findings"] = "SELECT * EXCLUDE (run_id) FROM ops.findings ORDER BY ALL"
    questions["quarantine"] = "SELECT * EXCLUDE (run_id) FROM ops.quarantine ORDER BY ALL"
    questions["inputs"] = "SELECT * EXCLUDE (stamp) FROM ops.inputs ORDER BY ALL"
    with duckdb.connect(str(database), read_only=True) as connection:
        found: dict[str, Any] = {name: connection.execute(sql).fetchall() for name, sql in questions.items()}
        found["versions"] = Counter(connection.execute("SELECT page_id, change FROM ops.versions").fetchall())
    return found


def is_same(database: Path, expected: dict[str, Any]) -> None:
    """The tables are those of an undisturbed run."""
    found = content(database)
    assert found.keys() == expected.keys()
    for table in expected:
        assert found[table] == expected[table], table


def is_cleared(database: Path) -> None:
    """Nothing is left beside the warehouse but the file that is locked."""
    folder = Workplace(database).folder
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["lock"]


def is_one_line(output: str) -> None:
    assert output.startswith("procwh: ") and output.count("\n") == 1 and len(output) > 30, output


# --- killed -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("is_next", "stage"), KILLED)
def test_killed_run_publishes_nothing_half_and_the_next_one_mends_it(
    nursery: Nursery, scenes: dict[bool, Scene], tmp_path: Path, parsed: list[str], stage: str, is_next: bool
) -> None:
    scene = scenes[is_next]
    database = scene.set_up(tmp_path)
    old = database.read_bytes() if is_next else None
    ended = nursery(tmp_path, "ingest", scene.raw, "--db", database, "--workers", 1, stage=stage)
    assert ended == (-signal.SIGKILL, "")
    if STAGES[stage].is_published:
        is_same(database, scene.expected)
        assert verify(database)[1] == []
    else:
        assert (database.read_bytes() if database.exists() else None) == old
    ingest(scene.raw, database)
    assert len(parsed) <= STAGES[stage][1 + is_next], parsed
    is_same(database, scene.expected)
    is_cleared(database)


@pytest.mark.parametrize("option", ["checksum", "full"])
def test_batches_that_are_half_cleared_away_are_no_pages(
    nursery: Nursery, scenes: dict[bool, Scene], tmp_path: Path, option: str
) -> None:
    """A run killed in clearing up has published; what is left of its batches must not come back as pages without risks."""
    scene = scenes[True]
    database = scene.set_up(tmp_path)
    ended = nursery(tmp_path, "ingest", scene.raw, "--db", database, "--workers", 1, stage="clearing the staging")
    assert ended.code == -signal.SIGKILL
    ingest(scene.raw, database, **{option: True})
    is_same(database, scene.expected)


def test_run_killed_again_and_again_keeps_what_was_staged(
    nursery: Nursery, scenes: dict[bool, Scene], tmp_path: Path, parsed: list[str]
) -> None:
    scene = scenes[True]
    database = scene.set_up(tmp_path)
    for stage in (
        "after the second batch is staged",
        "parsing the second batch",
        "before the commit",
        "before loading",
    ):
        ended = nursery(tmp_path, "ingest", scene.raw, "--db", database, "--workers", 1, stage=stage)
        assert ended.code == -signal.SIGKILL or stage == "parsing the second batch"
    ingest(scene.raw, database)
    assert parsed == []
    is_same(database, scene.expected)


# --- worker processes -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """So many pages that workers are busy for a while."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(60):
        put(folder / "raw" / f"{number:04}.txt", page(f"knee {number}"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipelines.ingest.plan, "parser_version", lambda: PARSER)
        ingest(folder / "raw", folder / DATABASE)
    return Scene(folder / "raw", None, content(folder / DATABASE))


def staged_pages(database: Path) -> int:
    return sum(
        pyarrow.parquet.read_metadata(note.parent / "pages.parquet").num_rows
        for note in Workplace(database).staging.glob("*/*/batch.json")
    )


@pytest.mark.slow
def test_killed_worker_is_replaced(nursery: Nursery, many: Scene, tmp_path: Path) -> None:
    """Whoever kills a worker: its batch is read again, and no page is blamed for what it did not do."""
    database = tmp_path / DATABASE
    ended = nursery(tmp_path, "ingest", many.raw, "--db", database, "--workers", 2, workers="kill a worker")
    assert (ended.code, "60 loaded" in ended.output) == (0, True), ended
    is_same(database, many.expected)
    is_cleared(database)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to look for processes in")
def test_workers_of_a_killed_run_keep_no_lock_and_come_to_an_end(nursery: Nursery, many: Scene, tmp_path: Path) -> None:
    database = tmp_path / DATABASE
    ended = nursery(tmp_path, "ingest", many.raw, "--db", database, "--workers", 2, workers="kill the parent")
    assert ended.code == -signal.SIGKILL
    orphans = json.loads((tmp_path / "workers").read_text(encoding="utf-8"))
    assert len(orphans) == 2
    try:
        ingest(many.raw, database)
        published = database.read_bytes()
        until = time.monotonic() + 10
        while any(map(is_running, orphans)) and time.monotonic() < until:
            time.sleep(0.05)
        running = [process for process in orphans if is_running(process)]
    finally:
        for process in filter(is_running, orphans):
            os.kill(process, signal.SIGKILL)
    is_same(database, many.expected)
    assert database.read_bytes() == published
    assert running == [], "worker processes outlive their parent"
    is_cleared(database)


# --- what interrupted runs leave behind -------------------------------------------------------------------------------


class Interrupted(RuntimeError):
    """In the place of a kill."""


@pytest.fixture
def interrupt(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A run that stages everything and loads nothing."""

    def fail(*arguments: Any) -> Any:
        raise Interrupted

    def run(raw: Path, database: Path, **options: Any) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(pipelines.ingest.run, "load", fail)
            with pytest.raises(Interrupted):
                ingest(raw, database, **options)

    return run


Interrupt = Callable[..., None]


def risks(database: Path) -> dict[str, list[str]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            """SELECT pages.source_uri, list(risks.text ORDER BY position) FROM risks
            JOIN procedures USING (procedure_id) JOIN pages USING (page_id) WHERE status = 'current' GROUP BY ALL"""
        ).fetchall()
    return {uri: texts[:1] for uri, texts in rows}


def statuses(database: Path) -> dict[str, str]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return dict(connection.execute("SELECT source_uri, status FROM pages ORDER BY ALL").fetchall())


# The second and the third reading of a page; the later one may have been fetched earlier, as its sidecar says.
FETCHED = {"without a time": ({}, {}), "fetched earlier": ({"fetched_at": "2026-10-03"}, {"fetched_at": "2026-10-01"})}


@pytest.mark.parametrize("is_published", [False, True], ids=["first run", "next run"])
@pytest.mark.parametrize("fetched", FETCHED)
def test_of_two_interrupted_runs_the_later_one_counts(
    tmp_path: Path, interrupt: Interrupt, is_published: bool, fetched: str
) -> None:
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    put(raw / "a.txt", page("knee"))
    put(raw / "b.txt", page("hip"))
    if is_published:
        ingest(raw, database)
    for risk, sidecar in zip(("Bruising", "Itching"), FETCHED[fetched], strict=True):
        put(raw / "a.txt", page("knee", risk), **sidecar)
        interrupt(raw, database)
    ingest(raw, database)
    assert risks(database) == {"a.txt": ["Itching"], "b.txt": ["Bleeding"]}


def test_page_that_is_deleted_after_it_was_taken_up_is_not_loaded(tmp_path: Path, interrupt: Interrupt) -> None:
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    put(raw / "b.txt", page("hip"))
    ingest(raw, database)
    new = put(raw / "a.txt", page("knee"))
    interrupt(raw, database)
    interrupt(raw, database)
    new.unlink()
    summary = ingest(raw, database)
    assert statuses(database) == {"b.txt": "current"}
    assert summary.counts.seen == 1


@pytest.mark.parametrize("how", ["checksum", "touched", "as it was"])
def test_page_that_was_unchanged_in_an_interrupted_run_and_is_deleted_is_gone(
    tmp_path: Path, interrupt: Interrupt, how: str
) -> None:
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    path = put(raw / "a.txt", page("knee"))
    put(raw / "b.txt", page("hip"))
    ingest(raw, database)
    if how == "touched":
        os.utime(path, ns=(0, 0))
    interrupt(raw, database, checksum=how == "checksum")
    path.unlink()
    summary = ingest(raw, database)
    assert statuses(database) == {"a.txt": "gone", "b.txt": "current"}
    assert (summary.counts.seen, summary.counts.gone) == (1, 1)


def test_page_that_is_changed_back_after_an_interrupted_run_is_no_new_version(
    tmp_path: Path, interrupt: Interrupt
) -> None:
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    put(raw / "a.txt", page("knee"))
    ingest(raw, database)
    put(raw / "a.txt", page("knee", "Bruising"))
    interrupt(raw, database)
    put(raw / "a.txt", page("knee"))
    assert ingest(raw, database).counts[:3] == (1, 0, 1)
    assert risks(database) == {"a.txt": ["Bleeding"]}


def test_batches_of_another_parser_are_not_taken_up(
    tmp_path: Path, interrupt: Interrupt, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    put(raw / "a.txt", page("knee"))
    interrupt(raw, database)
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "a better parser")
    ingest(raw, database)
    assert parsed == ["a.txt"] * 2
    is_cleared(database)


def test_rejected_page_that_was_staged_is_told_again(tmp_path: Path, interrupt: Interrupt) -> None:
    """The page was rejected by a run that nobody saw the end of: this one tells of it."""
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    put(raw / "a.txt", "")
    put(raw / "b.txt", page("hip"))
    interrupt(raw, database)
    summary = ingest(raw, database)
    assert summary.counts.rejected == 1
    assert [uri for uri, _ in summary.rejections] == ["a.txt"]


DAMAGE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "empty note": ("batch.json", lambda body: b""),
    "note cut short": ("batch.json", lambda body: body[:9]),
    "table cut short": ("risks.parquet", lambda body: body[: len(body) // 2]),
    "keys of pages cut short": ("inputs.parquet", lambda body: body[:50]),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_batch_is_read_again(tmp_path: Path, interrupt: Interrupt, parsed: list[str], damage: str) -> None:
    """A kill can cut the note short, a power failure any file."""
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    put(raw / "a.txt", page("knee"))
    interrupt(raw, database)
    name, change = DAMAGE[damage]
    (file,) = Workplace(database).staging.rglob(name)
    file.write_bytes(change(file.read_bytes()))
    ingest(raw, database)
    assert risks(database) == {"a.txt": ["Bleeding"]}
    assert parsed == ["a.txt"] * 2


def test_what_a_killed_writer_spilled_to_disk_is_cleared_away(tmp_path: Path) -> None:
    """DuckDB spills to a folder beside the file that it writes, and does not remove it when it is killed."""
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    put(raw / "a.txt", page("knee"))
    spilled = Path(f"{Workplace(database).next_file}.tmp")
    spilled.mkdir(parents=True)
    (spilled / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"x" * 1000)
    Path(f"{Workplace(database).next_file}.wal").write_bytes(b"x" * 1000)
    ingest(raw, database)
    assert risks(database) == {"a.txt": ["Bleeding"]}
    is_cleared(database)


# --- a full disk, a rename that fails ---------------------------------------------------------------------------------


def no_space(*arguments: Any, **named: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere")


class FullDisk:
    """A connection that finds the disk full when it writes all that it has."""

    def __init__(self, error: Exception, inner: Any) -> None:
        self._error, self._inner = error, inner

    def execute(self, sql: str | duckdb.Statement, *rest: Any) -> Any:
        if begins_with("CHECKPOINT", sql):
            raise self._error
        return self._inner.execute(sql, *rest)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def full_staging(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pyarrow.parquet, "write_table", no_space)


def full_copy(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(shutil, "copyfile", no_space)


def full_checkpoint(patch: pytest.MonkeyPatch) -> None:
    connect = duckdb.connect
    error = duckdb.IOException('IO Error: Could not write file "next.duckdb": No space left on device')
    patch.setattr(warehouse.connection.duckdb, "connect", lambda *path, **how: FullDisk(error, connect(*path, **how)))


def failing_rename(patch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def fail(source: Any, target: Any) -> None:
        if Path(target).name == DATABASE:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(source), None, str(target))
        replace(source, target)

    patch.setattr(os, "replace", fail)


def failing_sync(patch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    patch.setattr(os, "fsync", fail)


FAILURES = [full_staging, full_copy, full_checkpoint, failing_rename, failing_sync]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.__name__.replace("_", " "))
def test_failing_disk_is_one_clear_line_and_the_next_run_is_good(
    call: Any, scenes: dict[bool, Scene], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Any
) -> None:
    scene = scenes[True]
    database = scene.set_up(tmp_path)
    old = state(database)
    with monkeypatch.context() as patch:
        failure(patch)
        try:
            done = call("ingest", scene.raw, "--db", database)
        except (OSError, duckdb.Error) as error:
            done = error
    assert state(database) == old
    ingest(scene.raw, database)
    is_same(database, scene.expected)
    is_cleared(database)
    assert not isinstance(done, Exception), f"a traceback: {done!r}"
    assert (done.code, done.out) == (1, "")
    is_one_line(done.err)


@pytest.mark.parametrize(
    ("largest", "is_next"), [(500, False), (100_000, False), (5_000_000, True)], ids=["staging", "loading", "copying"]
)
def test_disk_that_takes_no_more_is_one_clear_line(
    nursery: Nursery, scenes: dict[bool, Scene], tmp_path: Path, largest: int, is_next: bool
) -> None:
    """No stand-in for the disk: the system refuses to let a file grow beyond a limit."""
    scene = scenes[is_next]
    database = scene.set_up(tmp_path)
    old = state(database) if is_next else None
    ended = nursery(tmp_path, "ingest", scene.raw, "--db", database, "--workers", 1, largest_file=largest)
    assert (state(database) if database.exists() else None) == old
    ingest(scene.raw, database)
    is_same(database, scene.expected)
    assert ended.code == 1
    is_one_line(ended.output)


# --- a database that is damaged, or none of ours ----------------------------------------------------------------------


def random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(300_000))


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200_000])


def cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def damaged_blocks(path: Path) -> None:
    body = path.read_bytes()
    path.write_bytes(body[:12288] + random.Random(2).randbytes(len(body) - 12288))


def damaged_header(path: Path) -> None:
    body = bytearray(path.read_bytes())
    for at in (4096, 8192):  # DuckDB's two database headers
        body[at : at + 100] = bytes(byte ^ 0xFF for byte in body[at : at + 100])
    path.write_bytes(body)


def other_database(path: Path) -> None:
    path.unlink()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE pages (i INTEGER)")


def other_schema_version(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE ops.schema_version SET version = '99'")


def no_schema_version(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM ops.schema_version")


def text_file(path: Path) -> None:
    path.write_text("procedure,code\n" * 1000, encoding="utf-8")


FILES = [
    random_bytes,
    empty_file,
    cut_short,
    cut_in_the_header,
    damaged_blocks,
    damaged_header,
    other_database,
    other_schema_version,
    no_schema_version,
    text_file,
]


@pytest.mark.parametrize("spoil", FILES, ids=lambda spoil: spoil.__name__.replace("_", " "))
def test_database_that_cannot_be_used_is_refused_in_one_line_and_left_alone(
    call: Any, scenes: dict[bool, Scene], tmp_path: Path, spoil: Any
) -> None:
    database = scenes[True].set_up(tmp_path)
    spoil(database)
    spoiled = database.read_bytes()
    for arguments in (["ingest", scenes[True].raw], ["verify"], ["status"], ["sql", "SELECT count(*) FROM pages"]):
        try:
            done = call(*arguments, "--db", database)
        except duckdb.Error as error:
            pytest.fail(f"{arguments[0]}: a traceback: {error!r}"[:300])
        assert (done.code, done.out) == (1, ""), arguments
        is_one_line(done.err)
        assert DATABASE in done.err and "another process" not in done.err
        assert database.read_bytes() == spoiled, arguments
    assert not list(tmp_path.glob("*.wal"))


def test_database_with_a_damaged_page_is_told_in_one_line(call: Any, tmp_path: Path) -> None:
    """One block of data is damaged, and the file still opens."""
    raw, database = tmp_path / "raw", tmp_path / DATABASE
    needle = bytes(random.Random(3).choices(b"abcdefghijklmnopqrstuvwxyz", k=3000)).decode()
    put(raw / "a.txt", page("knee", f"Pain {needle}"))
    ingest(raw, database)
    body = database.read_bytes()
    if (place := body.find(needle[:40].encode())) < 0:
        pytest.skip("the text does not stand in the file as it is")
    while place >= 0:
        body = body[:place] + b"#" * 40 + body[place + 40 :]
        place = body.find(needle[:40].encode())
    database.write_bytes(body)
    for arguments in (
        ["verify"],
        ["sql", "SELECT * FROM pages JOIN procedures USING (page_id) JOIN risks USING (procedure_id)"],
    ):
        try:
            done = call(*arguments, "--db", database)
        except duckdb.Error as error:
            pytest.fail(f"{arguments[0]}: a traceback: {error!r}"[:300])
        assert done.code == 1
        is_one_line(done.err)
    put(raw / "b.txt", page("hip"))
    try:
        call("ingest", raw, "--db", database)
    except duckdb.Error as error:
        pytest.fail(f"ingest: a traceback: {error!r}"[:300])


if __name__ == "__main__":
    serve()
