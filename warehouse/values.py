"""The values that the ingest and the loader exchange: pages known, shards staged, and what a run counted and changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple


class KnownPage(NamedTuple):
    """A page as the warehouse has it: its status in `pages`, its raw file in `ops.inputs`. The names are those of the columns."""

    status: str
    duplicate_of: str | None
    location: str
    stamp: str
    input_sha256: str | None
    parser_version: str


class Counts(NamedTuple):
    """Pages by what a run did with them. `seen` is the sum of the next four; `gone` were not seen; `procedures` is all that the warehouse has."""

    seen: int
    loaded: int
    unchanged: int
    duplicate: int
    rejected: int
    gone: int
    procedures: int


NO_COUNTS = Counts(0, 0, 0, 0, 0, 0, 0)


class Run(NamedTuple):
    """One run of the ingest as the loader needs it; `started_at` is in UTC without a zone.

    `scopes` are prefixes of locations (a folder ends in `/`): a page below one that the run did not see is gone.
    """

    run_id: str
    started_at: datetime
    parser_version: str
    scopes: tuple[str, ...]


class Shard(NamedTuple):
    """The folder of a staged batch. In a leftover of an interrupted run only those pages count that this run saw with the same bytes."""

    folder: Path
    is_leftover: bool = False


class Superseded(NamedTuple):
    """A row of `ops.superseded_inputs`: a raw file, or a member of a container, whose page another raw file gives."""

    page_id: str
    location: str
    stamp: str
    input_sha256: str | None
    parser_version: str


class Effects(NamedTuple):
    """What a run changed and found: (change, versions), (change, page) for some of them, (severity, code, findings)."""

    changes: tuple[tuple[str, int], ...]
    examples: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str, int], ...]


NO_EFFECTS = Effects((), (), ())


class Result(NamedTuple):
    """Column names and rows of a query."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
