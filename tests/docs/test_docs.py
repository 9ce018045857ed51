"""The docs: every example prints what the page shows, and every link leads somewhere."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs.examples import PAGES, ROOT, examples, folder_for, run, stable

WITH_EXAMPLES = [page for page in PAGES if examples(page.read_text(encoding="utf-8"))]
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
