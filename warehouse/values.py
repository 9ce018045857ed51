"""A run of the ingest as values: what the loader is told, what it knows, and what it counts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple


class KnownPage(NamedTuple):
    """What the warehouse knows of a page and its raw input."""

    status: str
    duplicate_of: str | None
    location: str
    stamp: str
    input_sha256: str | None
    parser_version: str


class Counts(NamedTuple):
    """What a run did with the pages that it saw; `seen` is the sum of the next four."""

    seen: int
    loaded: int
    unchanged: int
    duplicate: int
    rejected: int
    gone: int
    procedures: int


NO_COUNTS = Counts(0, 0, 0, 0, 0, 0, 0)


class Run(NamedTuple):
    """One run of the ingest as the loader needs it. `scopes` are prefixes of locations whose pages it should have seen."""

    run_id: str
    started_at: datetime
    parser_version: str
    scopes: tuple[str, ...]


class Shard(NamedTuple):
    """A staged batch. Of one left by an interrupted run only the pages count that the run has seen again, unchanged."""

    folder: Path
    is_leftover: bool = False


class Superseded(NamedTuple):
    """A raw file, or a member of a container, whose page another raw file gives."""

    page_id: str
    location: str
    stamp: str
    input_sha256: str | None
    parser_version: str


class Effects(NamedTuple):
    """What a run changed and found: versions by what made them with pages for example, findings by severity and code."""

    changes: tuple[tuple[str, int], ...]
    examples: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str, int], ...]


NO_EFFECTS = Effects((), (), ())


class Result(NamedTuple):
    """Column names and rows of a query."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
