"""The small closed lists: one tuple of allowed words for each column that has one."""

from __future__ import annotations

SECTION_STATES: tuple[str, ...] = ("parsed", "empty", "unparsed")
COVERAGE_STATES: tuple[str, ...] = (*SECTION_STATES, "absent")
ITEM_KINDS: tuple[str, ...] = ("paragraph", "bullet", "numbered", "row")
NAME_KINDS: tuple[str, ...] = ("preferred", "common", "technical", "alias", "abbreviation")
INDICATION_KINDS: tuple[str, ...] = ("indication", "patient_criterion")
ALTERNATIVE_KINDS: tuple[str, ...] = ("option", "remark")
FREQUENCIES: tuple[str, ...] = ("common", "uncommon", "rare")
PHASES: tuple[str, ...] = ("before", "during", "after")
PAGE_STATUSES: tuple[str, ...] = ("current", "duplicate", "rejected", "gone")
CHANGES: tuple[str, ...] = ("new", "source", "parser", "reappeared")
RUN_STATUSES: tuple[str, ...] = ("published", "failed", "gate_closed")
RUN_STAGES: tuple[str, ...] = ("planning", "staging", "loading", "auditing", "publishing", "published")
