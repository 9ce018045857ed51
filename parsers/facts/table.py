"""The reader of each section that has tables of facts: `read_<section>`, in one of the modules of this package.

Which tables a section fills is said in `schemas/vocabulary/sections.py`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

import parsers.facts
from parsers.facts.base import Facts
from parsers.grammar.document import Section
from schemas.vocabulary.sections import TYPED_TABLES

Reader = Callable[[Section, Facts], None]


def _readers() -> dict[str, Reader]:
    """The readers by section. Raises LookupError unless each section with tables has one reader."""
    own = __name__.rpartition(".")[2]
    names = [module.name for module in pkgutil.iter_modules(parsers.facts.__path__) if module.name != own]
    modules = [import_module(f"parsers.facts.{name}") for name in names]
    found: dict[str, Reader] = {}
    for section in TYPED_TABLES:
        defined = [vars(module)[f"read_{section}"] for module in modules if f"read_{section}" in vars(module)]
        if len(defined) != 1:
            raise LookupError(f"section {section}: {len(defined)} functions read_{section} in parsers/facts/, not one")
        found[section] = defined[0]
    return found


READERS: dict[str, Reader] = _readers()
