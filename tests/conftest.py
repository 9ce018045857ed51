"""What all tests share: where the project lies, the command as a process of its own, and a warehouse of the sample pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from tests.support.house import House, begin_with_copies

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "procedure-page.txt"
COMMAND = "from pipelines.command import main; main()"

settings.register_profile(
    "project", deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")


class Done(NamedTuple):
    """How a call of the command ended."""

    code: int
    out: str
    err: str


RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]
Call = Callable[..., Done]


@pytest.fixture(scope="session")
def repository() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def seed_file() -> Path:
    """The page that the project was created from; it lies beside a developer's checkout and is no part of it."""
    if not SEED.exists():
        pytest.skip(f"no seed page at {SEED}")
    return SEED


@pytest.fixture(scope="session")
def isolated_environment(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment without the developer's home and settings, in which the project can be imported."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LANG", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "PYTHONPATH": str(repository),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DO_NOT_TRACK": "1",
    }


@pytest.fixture(scope="session")
def run_command(isolated_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> RunCommand:
    """Run `procwh` as a process. Its output comes as text with line ends as they were written."""
    elsewhere = tmp_path_factory.mktemp("cwd")

    def run(
        *arguments: object, cwd: Path = elsewhere, env: dict[str, str] | None = None, program: str = COMMAND
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, arguments)],
            cwd=cwd,
            env=isolated_environment | (env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=240,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Run `procwh` in this process, from a folder of its own: quicker than a process each."""
    from pipelines.command import main

    monkeypatch.delenv("PROCWH_DB", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["procwh", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with all tables and no row. Only for copying."""
    from warehouse.schema.database import open_writer

    path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    with open_writer(path):
        pass
    return path


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_warehouse: Path) -> House:
    """A raw folder and a warehouse of its own, whose first run begins with a copy of an empty one."""
    begin_with_copies(monkeypatch, empty_warehouse)
    return House(tmp_path)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that are parsed in this process."""
    import pipelines.ingest.batch

    found: list[str] = []
    inner = pipelines.ingest.batch.parse_page
    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", lambda page: found.append(page.uri) or inner(page))
    return found


@pytest.fixture(scope="session")
def sample_warehouse(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the sample pages. Only for reading: a test that changes it works on a copy."""
    from pipelines.ingest.plan import IngestOptions
    from pipelines.ingest.run import ingest

    database = tmp_path_factory.mktemp("sample") / "procedures.duckdb"
    ingest([repository / "raw" / "sample"], database, repository / "raw", IngestOptions(workers=1))
    return database
