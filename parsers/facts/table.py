"""Which section gives which facts: one row a section that has a typed table."""

from __future__ import annotations

from collections.abc import Callable

from parsers.facts.base import Facts
from parsers.facts.durations import read_duration
from parsers.facts.lists import (
    read_alternatives,
    read_benefits,
    read_indications,
    read_patient_experience,
    read_preparation,
    read_recovery,
)
from parsers.facts.personnel import read_personnel
from parsers.facts.procedure_steps import read_procedure_description
from parsers.facts.risks import read_risks
from parsers.facts.settings import read_setting
from parsers.facts.similar import read_similar_codes
from parsers.grammar.document import Section

# Section -> (reader, the tables that it fills). A section with text that fills none of them is `unparsed`.
READERS: dict[str, tuple[Callable[[Section, Facts], None], tuple[str, ...]]] = {
    "indications": (read_indications, ("indications",)),
    "preparation": (read_preparation, ("preparations",)),
    "procedure_description": (read_procedure_description, ("steps", "equipment", "anesthesia")),
    "duration": (read_duration, ("durations",)),
    "setting": (read_setting, ("settings",)),
    "personnel": (read_personnel, ("personnel",)),
    "risks": (read_risks, ("risks",)),
    "benefits": (read_benefits, ("benefits",)),
    "recovery": (read_recovery, ("recovery",)),
    "alternatives": (read_alternatives, ("alternatives",)),
    "patient_experience": (read_patient_experience, ("patient_experiences",)),
    "similar_codes": (read_similar_codes, ("similar_codes",)),
}
