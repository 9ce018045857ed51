"""JSON-LD of a page: names and codes of the MedicalProcedure that it describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from parsers.codes import FoundCode
from parsers.text import clean
from schemas.vocabulary.codes import SYSTEM_NAMES

_TYPES = (
    "MedicalProcedure",
    "SurgicalProcedure",
    "DiagnosticProcedure",
    "TherapeuticProcedure",
    "MedicalTest",
    "MedicalTherapy",
)
_NESTED = ("mainEntity", "about", "mainEntityOfPage", "subjectOf", "itemReviewed")


class StructuredProcedure(NamedTuple):
    """What JSON-LD says of a procedure: its name, other names, and codes."""

    name: str | None
    aliases: tuple[str, ...]
    codes: tuple[FoundCode, ...]


def structured_procedure(values: Iterable[dict[str, Any]]) -> StructuredProcedure | None:
    """The first MedicalProcedure (or a kind of it) among JSON-LD objects and what they are about."""
    found = next((item for value in values for item in _candidates(value, 3) if _is_procedure(item)), None)
    if found is None:
        return None
    name = _text(found.get("name"))
    aliases = tuple(alias for value in _many(found.get("alternateName")) if (alias := _text(value)) and alias != name)
    return StructuredProcedure(name, aliases, tuple(_codes(found.get("code"))))


def _candidates(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for name in _NESTED if depth else ():
            for item in _many(value.get(name)):
                yield from _candidates(item, depth - 1)


def _is_procedure(value: dict[str, Any]) -> bool:
    return any(str(kind).rpartition("/")[2] in _TYPES for kind in _many(value.get("@type")))


def _codes(value: object) -> Iterator[FoundCode]:
    for item in _many(value):
        if isinstance(item, dict):
            code, system = _text(item.get("codeValue")), _text(item.get("codingSystem"))
        else:
            code, system = _text(item), None
        if code:
            yield FoundCode(code.upper(), SYSTEM_NAMES.get((system or "").lower()))


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str | None:
    return clean(value) or None if isinstance(value, str) else None
