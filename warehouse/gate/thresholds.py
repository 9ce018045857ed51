"""The thresholds of the gate before publishing."""

from __future__ import annotations

from typing import NamedTuple


class Thresholds(NamedTuple):
    """How much may change before the gate closes: shares of 1, each with the number from which on a share says anything."""

    pages_lost: float = 0.10
    pages_lost_at_least: int = 5
    rejected: float = 0.10
    rejected_at_least: int = 5
    section_drop: float = 0.30
    section_pages: int = 8
    unclaimed_rise: float = 0.05
    null_rise: float = 0.30
    null_rows: int = 10
    rows_lost: float = 0.25
    rows_lost_at_least: int = 50


DEFAULTS = Thresholds()
