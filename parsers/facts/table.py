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

READERS: dict[str, Callable[[Section, Facts], None]] = {
    "indications": read_indications,
    "preparation": read_preparation,
    "procedure_description": read_procedure_description,
    "duration": read_duration,
    "setting": read_setting,
    "personnel": read_personnel,
    "risks": read_risks,
    "benefits": read_benefits,
    "recovery": read_recovery,
    "alternatives": read_alternatives,
    "patient_experience": read_patient_experience,
    "similar_codes": read_similar_codes,
}
