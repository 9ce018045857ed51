"""The parser's fingerprint changes with what decides rows, and with nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandera.pandas as pa
import pytest

from parsers.version import fingerprint, parser_version, parsing_modules
from schemas.model import Table, count_column, text_column
from schemas.rendering.rows import ROW_TABLES, module, row_class, rules_digest

LOADED = """
import json, sys
import parsers.parse, parsers.table_rows, parsers.readers.markdown
print(json.dumps([name for name in sys.modules if name.partition(".")[0] in ("parsers", "schemas", "pandera", "pandas")]))
"""


@pytest.fixture
def code(repository: Path, tmp_path: Path) -> Path:
    """A copy of the code that parses."""
    for package in ("parsers", "schemas"):
        shutil.copytree(repository / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def change(code: Path, path: str, old: str, new: str) -> None:
    source = (code / path).read_text(encoding="utf-8")
    assert old in source, f"{path} has no {old!r} any more"
    (code / path).write_text(source.replace(old, new, 1), encoding="utf-8")


def test_modules_are_those_that_an_interpreter_loads(repository: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=repository, capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout)) == set(parsing_modules(repository)), "neither pandas nor Pandera, and no other"


def test_copy_of_the_code_has_the_same_fingerprint(code: Path) -> None:
    assert fingerprint(code) == parser_version()
    for path in code.rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprint(code) == parser_version(), "line ends decide nothing"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("schemas/rendering/dictionary.py", "# Data dictionary", "# The data dictionary"),
        ("schemas/tables/facts.py", "How often, as far as the page says", "How often it occurs"),
        ("schemas/tables/bookkeeping.py", "How it ended", "How the run ended"),
        ("schemas/manifest.py", 'MANIFEST = "manifest.json"', 'MANIFEST = "listing.json"'),
        ("parsers/version.py", "[:16]", "[:20]"),
    ],
)
def test_what_decides_no_row_leaves_it(code: Path, path: str, old: str, new: str) -> None:
    change(code, path, old, new)
    assert fingerprint(code) == parser_version()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("schemas/vocabulary/labels.py", '"typical duration"', '"usual duration"'),
        ("schemas/vocabulary/topics.py", "fasting", "starving"),
        ("schemas/rows.py", "Rules: ", "Rules: 0"),
        ("parsers/facts/risks.py", "seldom", "hardly ever"),
        ("parsers/facts/quantities.py", "forty", "fourty"),
        ("parsers/sites/genhealth.py", "search all", "search"),
        ("parsers/readers/markup.py", "sidebar", "side"),
        ("parsers/table_rows.py", "absent", "missing"),
    ],
)
def test_what_decides_rows_changes_it(code: Path, path: str, old: str, new: str) -> None:
    change(code, path, old, new)
    assert fingerprint(code) != parser_version()


def test_new_module_counts_once_it_is_imported(code: Path) -> None:
    (code / "parsers" / "sites" / "elmgrove.py").write_text("SITE = None\n", encoding="utf-8")
    assert fingerprint(code) == parser_version()
    change(code, "parsers/sites/__init__.py", "import genhealth", "import elmgrove, genhealth")
    assert "parsers.sites.elmgrove" in parsing_modules(code)


# --- the rules of the models --------------------------------------------------------------------------------------------


def table(
    name: str = "things", key: tuple[str, ...] = ("code",), checks: Any = (), **columns: tuple[type, Any]
) -> type[Table]:
    fields = {
        "code": (str, text_column("A code")),
        "low": (int, count_column("The least")),
        "high": (int, count_column("The most")),
        **columns,
    }
    namespace = {"__annotations__": {name: kind for name, (kind, _) in fields.items()}}
    namespace |= {name: field for name, (_, field) in fields.items()}
    return type("Things", (Table,), {"__module__": __name__, **namespace}, name=name, key=key, row_checks=checks)


def test_description_is_no_rule() -> None:
    other = table(code=(str, text_column("In other words", descriptor=True)))
    assert rules_digest(other) == rules_digest(table())


VARIANTS: dict[str, dict[str, Any]] = {
    "as it is": {},
    "null": {"code": (str, text_column("A code", null=True))},
    "closed list": {"code": (str, text_column("A code", allowed=("a", "b")))},
    "other closed list": {"code": (str, text_column("A code", allowed=("a", "c")))},
    "pattern": {"code": (str, pa.Field(description="A code", str_matches="[0-9]+"))},
    "minimum": {"low": (int, count_column("The least", at_least=1))},
    "type": {"low": (float, count_column("The least"))},
    "one column more": {"more": (int, count_column("One column more"))},
    "name": {"name": "others"},
    "key": {"key": ("code", "low")},
    "row check": {"checks": (("low", "<=", "high"),)},
}


def test_every_rule_is_in_the_digest() -> None:
    digests = {what: rules_digest(table(**changed)) for what, changed in VARIANTS.items()}
    assert len(set(digests.values())) == len(VARIANTS), digests


def test_module_holds_the_digest_of_every_table() -> None:
    source = module()
    for model in ROW_TABLES:
        assert (
            f'class {row_class(model)}(NamedTuple):\n    """One row of `{model.sql_name}`. Rules: {rules_digest(model)}."""'
            in source
        )
