"""The docs: every example prints what the page shows, every link leads somewhere, and every diff applies."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.examples import PAGES, ROOT, examples, folder_for, run, stable

WITH_EXAMPLES = [page for page in PAGES if examples(page.read_text(encoding="utf-8"))]
EXTENDING = ROOT / "docs" / "extending.md"
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_OUTSIDE = ("http:", "https:", "mailto:")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without the developer's settings."""
    for name in [name for name in os.environ if name.startswith("PROCWH_")]:
        monkeypatch.delenv(name)
    before = Path.cwd()
    yield
    os.chdir(before)


def has_duckdb_command() -> bool:
    return (
        shutil.which("duckdb", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
        is not None
    )


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=[page.name for page in WITH_EXAMPLES])
@pytest.mark.usefixtures("alone")
def test_examples_print_what_the_page_shows(page: Path, sample_warehouse: Path) -> None:
    found = examples(page.read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "example"}
    passed_over = 0
    with folder_for(found, sample_warehouse):
        for example in found:
            if example.code.startswith("duckdb ") and not has_duckdb_command():
                passed_over += 1
                continue
            printed = run(example, names)
            assert stable(printed) == stable(example.shown), (
                f"{page.name}: {example.code}\nprints now (`python -m tests.docs.examples docs/{page.name}` writes it):\n{printed}"
            )
    if passed_over:
        pytest.skip(f"{passed_over} examples want the command of DuckDB (pip install duckdb-cli); the others are right")


def test_there_are_examples_where_there_should_be() -> None:
    counted = {page.name: len(examples(page.read_text(encoding="utf-8"))) for page in WITH_EXAMPLES}
    assert counted["tutorial.md"] >= 12 and counted["views.md"] >= 12 and counted["reading.md"] >= 12
    assert counted["README.md"] >= 1


def test_examples_are_found_with_their_output() -> None:
    page = 'Words\n\n```console\n$ one "a\n> b"\nout\n\nmore\n$ two\n```\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n\n```sh\nleft alone\n```\n'
    assert [(each.kind, each.code, each.shown) for each in examples(page)] == [
        ("console", 'one "a\nb"', "out\n\nmore\n"),
        ("console", "two", ""),
        ("python", "print(1)\n", "1\n"),
    ]


def test_what_differs_from_run_to_run_is_not_compared() -> None:
    shown = "14 pages (0.7 s, run 20261122T210103257289-5f0b)\na    b\n────\n1   2026-01-02 03:04:05.123456\n"
    now = "14 pages (12.3 s, run 20270101T000000000001-0000)\na   b\n──────\n1  2027-01-02 03:04:05.1\n"
    assert stable(shown) == stable(now)
    assert stable("14 pages") != stable("15 pages") and stable("20.0 30.0") != stable("20.0 35.0")


# --- links ------------------------------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for link in _LINK.findall(text):
        if not link.startswith(_OUTSIDE):
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.exists(), f"{page.name}: {link}"
            assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), f"{page.name}: {link}"


def test_index_lists_every_page() -> None:
    listed = set(_LINK.findall((ROOT / "docs" / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"} <= listed
    assert "docs/README.md" in _LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))


# --- how to extend ----------------------------------------------------------------------------------------------------


def diffs() -> list[str]:
    return re.findall(r"^```diff\n(.*?)^```$", EXTENDING.read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def copy_of_the_code(tmp_path: Path) -> Path:
    """The project with no other raw pages than the samples, to be changed."""
    ignored = shutil.ignore_patterns("__pycache__", ".*", "var", "raw", "*.egg-info")
    shutil.copytree(ROOT, tmp_path / "copy", ignore=ignored)
    shutil.copytree(ROOT / "raw" / "sample", tmp_path / "copy" / "raw" / "sample")
    return tmp_path / "copy"


def apply(folder: Path, diff: str) -> None:
    done = subprocess.run(
        ["git", "apply", "--unidiff-zero", "-"],
        cwd=folder,
        input=diff,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_diffs_of_the_guide_apply(copy_of_the_code: Path) -> None:
    assert len(diffs()) == 3
    for diff in diffs():
        apply(copy_of_the_code, diff)
    guide = EXTENDING.read_text(encoding="utf-8")
    assert all(f"python {' '.join(command)}\n" in guide for command in AFTERWARDS.values() if command)


# What the guide says to run after each diff, and the tests of what it touches.
AFTERWARDS = {
    "section": [],
    "site": ["-m", "tests.accuracy.new_golden", "tests/golden/site-elmgrove"],
    "table": ["-m", "tests.accuracy.new_golden", "--table", "contraindications"],
}
AFFECTED = {
    "section": ["schemas/test_schemas", "parsers/test_headings", "parsers/test_golden", "warehouse/test_views"],
    "site": ["parsers/test_headings", "parsers/test_golden"],
    "table": [
        "schemas/test_schemas",
        "parsers/test_headings",
        "parsers/test_golden",
        "warehouse/test_views",
        "warehouse/test_history",
        "warehouse/test_verify",
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize(("number", "what"), list(enumerate(AFTERWARDS)), ids=list(AFTERWARDS))
def test_diff_of_the_guide_keeps_the_tests_green(copy_of_the_code: Path, number: int, what: str) -> None:
    """Each alone, with what the guide says to run after it: what is rendered first, since the parser imports a table's row class."""
    apply(copy_of_the_code, diffs()[number])
    tests = [f"tests/{name}.py" for name in AFFECTED[what]]
    commands = (
        ["-m", "tests.docs.render"],
        AFTERWARDS[what],
        ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests],
    )
    environment = {**os.environ, "PYTHONPATH": str(copy_of_the_code), "PYTHONDONTWRITEBYTECODE": "1"}
    for command in filter(None, commands):
        done = subprocess.run(
            [sys.executable, *command], cwd=copy_of_the_code, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
