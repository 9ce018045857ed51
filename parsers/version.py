"""The parser's version: a fingerprint of what decides rows, so that nobody has to remember to raise it.

What decides rows is the source of every module that parsing imports. `schemas.rows` is among them, and holds a digest of each table's rules.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGES = ("parsers", "schemas")
# What is called to make a page's rows.
_ENTRY_POINTS = ("parsers.parse", "parsers.table_rows")
# Its modules are imported by discovery (`parsers.facts.table`), not by a statement.
_DISCOVERED = "parsers.facts."
# Import statements are found by pattern: to parse the sources would take longer than all else that happens before a run begins.
_IMPORT = re.compile(
    rb"\n *(?:from|import) (?P<module>(?:parsers|schemas)[\w.]*)(?: import (?P<names>\([^)]*\)|[^\n]*))?"
)
_NAME = re.compile(rb"\w+")


@cache
def parser_version() -> str:
    """Sixteen hexadecimal digits over what decides rows in the code that runs."""
    return fingerprint(Path(__file__).resolve().parent.parent)


def fingerprint(root: Path) -> str:
    """Sixteen hexadecimal digits over what decides rows in the code below `root`."""
    digest = hashlib.sha256()
    for name, source in sorted(parsing_modules(root).items()):
        digest.update(name.encode())
        digest.update(source)
    return digest.hexdigest()[:16]


def parsing_modules(root: Path) -> dict[str, bytes]:
    """The modules that parsing imports, directly or through others, and their packages: name and source, line ends as on Unix."""
    files = _module_files(root)
    found: dict[str, bytes] = {}
    left = [*_ENTRY_POINTS, *(name for name in files if name.startswith(_DISCOVERED))]
    while left:
        name = left.pop()
        if name in files and name not in found:
            with open(files[name], "rb") as file:
                found[name] = file.read().replace(b"\r\n", b"\n")
            left.append(name.rpartition(".")[0])
            left.extend(_imported(found[name]))
    return found


def _module_files(root: Path) -> dict[str, str]:
    """Every module and package of the code with its file."""
    files: dict[str, str] = {}
    for package in _PACKAGES:
        for folder, _, names in os.walk(root / package):
            prefix = folder[len(str(root)) + 1 :].replace(os.sep, ".")
            for name in names:
                if name.endswith(".py"):
                    module = prefix if name == "__init__.py" else f"{prefix}.{name[:-3]}"
                    files[module] = f"{folder}{os.sep}{name}"
    return files


def _imported(source: bytes) -> Iterator[str]:
    """What a source imports: modules, and names that are modules where they are taken out of a package."""
    for match in _IMPORT.finditer(source):
        module = match["module"].decode()
        yield module
        for name in _NAME.findall(match["names"] or b""):
            yield f"{module}.{name.decode()}"
