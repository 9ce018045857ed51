"""The drift inbox: headings that the project does not know, by how many pages have them, with the section that they probably mean."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from parsers.grammar.headings import EXACT, fold
from warehouse.gate.drift import unknown_headings
from warehouse.values import Result

# The least similarity, in percent, at which a known heading is suggested.
_LIKELY = 72


class Drift(NamedTuple):
    """One unknown heading: the number of pages that have it, their sites, the section that it may be, why, and a sample of the text under it."""

    heading: str
    pages: int
    sites: str
    suggestion: str | None
    evidence: str
    sample: str


def read_drift(database: Path, most: int) -> list[Drift]:
    """At most `most` unknown headings of the published warehouse, the commonest first. Raises WarehouseError if none is published."""
    return [_drift(*row) for row in unknown_headings(database, most).rows]


def _drift(heading: str, pages: int, sites: str, sample: str) -> Drift:
    likely = process.extractOne(fold(heading), list(EXACT), scorer=fuzz.token_set_ratio, score_cutoff=_LIKELY)
    if likely is None:
        return Drift(heading, pages, sites, None, "like no known heading", sample)
    known, score, _ = likely
    return Drift(heading, pages, sites, EXACT[known], f"{score:.0f} % like {known!r}", sample)


def as_result(found: list[Drift]) -> Result:
    """The inbox as a table."""
    return Result(("heading", "pages", "sites", "perhaps", "because", "text"), [tuple(row) for row in found])
