"""The thresholds of the gate before publishing: how much a run may change before nothing is published without `--accept`."""

from __future__ import annotations

from typing import NamedTuple


class Thresholds(NamedTuple):
    """Shares are from 0 to 1, and the gate closes beyond them; below the number beside it a check is silent, since a share of few says little.

    No value comes from statistics of real runs. All were chosen so that the ordinary changes of a crawl pass (`SMALL` in
    tests/warehouse/test_gate.py) and a changed layout, a crawl that broke off or a broken parser does not. `PROCWH_GATE_*` sets each.
    """

    # Share of the pages that are published as current and are gone or rejected after the run.
    # Chosen: a site takes single pages down; a tenth at once is a crawl that broke off.
    pages_lost: float = 0.10
    pages_lost_at_least: int = 5
    # Rise of the share of rejected pages: newly rejected of all that the run saw, against rejected of all pages published.
    # Chosen: as for pages lost.
    rejected: float = 0.10
    rejected_at_least: int = 5
    # Fall of the share of a site's pages on which a section is parsed: pages of this run against those published, 0.30 being 30 points.
    # Chosen: page types of one site differ by less; a renamed heading loses the section on nearly all of them.
    section_drop: float = 0.30
    # Pages of the site, in the run and published alike. Chosen: of eight pages one is 12 points, and two are still below the drop.
    section_pages: int = 8
    # Rise of the share of characters that nothing accounts for: pages of this run against all published.
    # Chosen: well-parsed pages leave none, so five points of text are whole paragraphs.
    unclaimed_rise: float = 0.05
    # Rise of the share of a table's rows whose value could not be read from their words (durations, settings, personnel).
    # Chosen: as for sections, the words of one site vary that much.
    null_rise: float = 0.30
    # Rows of the table, in the run and published alike.
    null_rows: int = 10
    # Share of a table's published rows that the warehouse has no longer.
    # Chosen: above pages_lost, since lists vary more than pages; it tells of lists cut short on pages that are all still there.
    rows_lost: float = 0.25
    rows_lost_at_least: int = 50


DEFAULT_THRESHOLDS = Thresholds()
