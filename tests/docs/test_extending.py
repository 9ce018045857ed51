"""The guide to extending: its diffs fit the code, and do what it says.

A diff carries the lines that it changes and those around them. They are the pinned copy: the diff is applied to them, and the code must still have them,
in their order. What stands between them besides, such as a site of a user's own, does not matter; what is gone from the code makes the guide stale.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.docs.examples import ROOT

GUIDE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")


class Extension(NamedTuple):
    """One diff of the guide: the commands that the guide gives for after it, and the tests of what it touches."""

    name: str
    commands: tuple[str, ...]
    tests: tuple[str, ...]


NEW_GOLDEN = "python -m tests.accuracy.new_golden"
SCHEMA = ("schemas/test_schemas", "parsers/test_headings", "parsers/test_golden", "warehouse/test_views")
EXTENSIONS = (
    Extension("section", (), SCHEMA),
    Extension(
        "site",
        (f"{NEW_GOLDEN} tests/golden/site-elmgrove",),
        ("parsers/test_headings", "parsers/test_golden", "parsers/test_rules"),
    ),
    Extension(
        "table",
        (f"{NEW_GOLDEN} --table contraindications",),
        (*SCHEMA, "warehouse/test_history", "warehouse/test_verify", "accuracy/test_mutations"),
    ),
    Extension("column", (f"{NEW_GOLDEN} --table indications",), (*SCHEMA, "accuracy/test_mutations")),
    Extension("source", (), ("pipelines/test_containers",)),
)
DIFFS = dict(
    zip([each.name for each in EXTENSIONS], re.findall(r"^```diff\n(.*?)^```$", GUIDE, re.M | re.S), strict=True)
)
# How many words and signs may have been added within a hunk.
ADDED = 600


class Hunk(NamedTuple):
    """A hunk of a diff that changes a file: the file, and its lines before and after."""

    path: str
    before: str
    after: str


def hunks(diff: str) -> list[Hunk]:
    found = []
    for part in re.split(r"^diff --git .*\n", diff, flags=re.M)[1:]:
        if "new file mode" in part:
            continue
        path = re.search(r"^\+\+\+ b/(.*)$", part, re.M)[1]  # type: ignore[index]
        for body in re.split(r"^@@ .*\n", part, flags=re.M)[1:]:
            lines = body.splitlines(keepends=True)
            sides = ["".join(line[1:] for line in lines if line[0] in f" {sign}") for sign in "-+"]
            found.append(Hunk(path, *sides))
    return found


HUNKS = [(name, hunk) for name, diff in DIFFS.items() for hunk in hunks(diff)]


def words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


def still_has(code: str, before: str) -> bool:
    """Whether the words and signs of a hunk stand in the code in their order, with nothing but additions between them."""
    wanted, given = words(before), words(code)
    for start in (index for index, word in enumerate(given) if word == wanted[0]):
        rest = iter(given[start : start + len(wanted) + ADDED])
        if all(word in rest for word in wanted):
            return True
    return False


def apply(folder: Path, diff: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "apply", "--unidiff-zero", "-"],
        cwd=folder,
        input=diff,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
    )


# --- that the guide is true -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "hunk"), HUNKS, ids=[f"{name}-{hunk.path}" for name, hunk in HUNKS])
def test_the_code_has_what_a_diff_changes(name: str, hunk: Hunk) -> None:
    code = (ROOT / hunk.path).read_text(encoding="utf-8")
    assert still_has(code, hunk.before), (
        f"docs/extending.md is stale: in {hunk.path} the {name} diff finds no\n{hunk.before}"
    )


@pytest.mark.parametrize("name", DIFFS)
def test_diff_applies_to_its_pinned_copy(tmp_path: Path, name: str) -> None:
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for hunk in hunks(DIFFS[name]):
        before[hunk.path] = before.get(hunk.path, "") + hunk.before
        after[hunk.path] = after.get(hunk.path, "") + hunk.after
    for path, text in before.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    done = apply(tmp_path, DIFFS[name])
    assert (done.returncode, done.stderr) == (0, "")
    assert {path: (tmp_path / path).read_text(encoding="utf-8") for path in after} == after


def test_guide_gives_the_commands() -> None:
    assert all(f"\n{command}\n" in GUIDE for each in EXTENSIONS for command in each.commands)


def test_what_a_user_adds_does_not_make_the_guide_stale() -> None:
    before = "from parsers.sites import genhealth\n\nSITES: tuple[Site, ...] = (genhealth.SITE,)\n"
    own = before.replace("genhealth", "genhealth, ours", 1).replace("genhealth.SITE,", "genhealth.SITE, ours.SITE,")
    assert own != before and still_has(own, before)
    assert not still_has(before.replace("SITES", "ALL_SITES"), before)
    assert not still_has("SITES: tuple[Site, ...] = (genhealth.SITE,)\nfrom parsers.sites import genhealth\n", before)


# --- that it does what it says ----------------------------------------------------------------------------------------


@pytest.fixture
def extended(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of the project, with no other raw pages than the samples, to which a diff was applied."""
    copy = tmp_path / "copy"
    ignored = shutil.ignore_patterns("__pycache__", ".*", "var", "raw", "*.egg-info")
    shutil.copytree(ROOT, copy, ignore=ignored)
    shutil.copytree(ROOT / "raw" / "sample", copy / "raw" / "sample")
    name = request.param
    done = apply(copy, DIFFS[name])
    if done.returncode:
        pytest.skip(f"additions stand where the {name} diff goes, so that it is held by its pinned copy: {done.stderr}")
    return copy


def run(folder: Path, *command: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def follow(folder: Path, extension: Extension) -> None:
    """Do what the guide says after a diff: what is rendered first, since the parser imports a table's row class."""
    run(folder, "-m", "tests.docs.render")
    for command in extension.commands:
        run(folder, *command.split()[1:])


@pytest.mark.parametrize("extended", ["table"], indirect=True)
def test_new_table_is_in_schema_views_checks_and_inspection(extended: Path) -> None:
    run(extended, "-m", "tests.docs.render")
    run(extended, "-m", "tests.docs.new_table", "contraindications", "--quick")


@pytest.mark.slow
@pytest.mark.parametrize("extended", ["table"], indirect=True)
def test_new_table_is_loaded_kept_exported_verified_and_mutated(extended: Path) -> None:
    follow(extended, next(each for each in EXTENSIONS if each.name == "table"))
    run(extended, "-m", "tests.docs.new_table", "contraindications")


@pytest.mark.parametrize("extended", ["source"], indirect=True)
def test_new_source_type_is_ingested(extended: Path) -> None:
    pages = "url,text\nhttps://a.example/1,Risks\\n\\nBleeding\nhttps://a.example/2,Risks\\n\\nFever\n".replace(
        "\\n", " "
    )
    (extended / "raw" / "pages.csv").write_text(pages, encoding="utf-8")
    script = (
        "from pathlib import Path; from pipelines.sources.containers import is_container, read_members;"
        "assert is_container('raw/pages.csv');"
        "assert [each.error for each in read_members(Path('raw/pages.csv'))] == [None, None]"
    )
    run(extended, "-c", script)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("extended", "extension"), [(each.name, each) for each in EXTENSIONS], ids=list(DIFFS), indirect=["extended"]
)
def test_diff_keeps_the_tests_green(extended: Path, extension: Extension) -> None:
    follow(extended, extension)
    tests = [f"tests/{name}.py" for name in extension.tests]
    run(extended, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests)
