"""Tables of the project's own knowledge of sections: which there are, and which each procedure has."""

from __future__ import annotations

from schemas.model import Table, count_column, procedure_key, text_column
from schemas.vocabulary.sections import SECTION_KEYS
from schemas.vocabulary.words import COVERAGE_STATES


class SectionKinds(Table, name="section_kinds", key=("section",)):
    """One row for each section that the project knows."""

    section: str = text_column("Key of the section", allowed=SECTION_KEYS)
    position: int = count_column("Place in the order of the template, from 1", at_least=1)
    title: str = text_column("Title of the section")
    description: str = text_column("What stands in it")


class SectionCoverage(Table, name="section_coverage", key=("procedure_id", "section")):
    """One row for each procedure and known section: whether the page has it."""

    procedure_id: str = procedure_key()
    section: str = text_column("Key of the section", allowed=SECTION_KEYS)
    state: str = text_column(
        "parsed, empty (a heading and nothing under it), unparsed, or absent (no heading)", allowed=COVERAGE_STATES
    )
