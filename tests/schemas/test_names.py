"""Names: no two public classes or constants of the project share one, so that a name alone says what is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("schemas", "parsers", "warehouse", "pipelines")


def public_names(source: str) -> set[str]:
    """The classes and constants that a module defines for others."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in found if not name.startswith("_")}


def test_no_two_public_things_share_a_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for name in public_names(path.read_text(encoding="utf-8")):
                places[name].append(path.relative_to(ROOT).as_posix())
    assert len(places) > 300
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_name_is_seen_in_each_of_its_forms() -> None:
    source = "class A: ...\nB = 1\nC: int = 2\n_D = 3\ndef e(): ...\n"
    assert public_names(source) == {"A", "B", "C"}
