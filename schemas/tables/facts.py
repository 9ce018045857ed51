"""Typed tables: the facts that sections give. They add to section_items and replace nothing."""

from __future__ import annotations

from schemas.model import (
    SPAN_CHECK,
    Table,
    count_column,
    page_order,
    page_words,
    procedure_key,
    span_end,
    span_start,
    text_column,
)
from schemas.vocabulary.codes import CODE_SYSTEM_KEYS
from schemas.vocabulary.roles import ROLES
from schemas.vocabulary.settings import SETTINGS
from schemas.vocabulary.topics import PREPARATION_TOPICS, RECOVERY_TOPICS
from schemas.vocabulary.words import ALTERNATIVE_KINDS, FREQUENCIES, INDICATION_KINDS, PHASES

FACT_KEY = ("procedure_id", "position")


class Indications(Table, name="indications", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each indication."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    kind: str = text_column("A condition to treat, or a criterion that the patient meets", allowed=INDICATION_KINDS)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Preparations(Table, name="preparations", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each instruction before the procedure."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    topic: str = text_column("What it is about", null=True, allowed=[topic.key for topic in PREPARATION_TOPICS])
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Steps(Table, name="steps", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each step of the procedure."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    step_number: int = count_column("Number as printed, else the step's place in its list")
    label: str = text_column("Label of a `Label: value` step", null=True)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Equipment(Table, name="equipment", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each tool or piece of equipment."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Anesthesia(Table, name="anesthesia", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each statement on anesthesia or sedation."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Durations(Table, name="durations", key=FACT_KEY, row_checks=(*SPAN_CHECK, ("min_minutes", "<=", "max_minutes"))):
    """One row for each statement of how long the procedure takes."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    min_minutes: float = count_column(
        "Shortest time in minutes; null for `up to`, or where no number is given", null=True
    )
    max_minutes: float = count_column(
        "Longest time in minutes; null for `at least`, or where no number is given", null=True
    )
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Settings(Table, name="settings", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each place where the procedure is done."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    setting: str = text_column(
        "Place of service; null where the words are not on the list", null=True, allowed=[row.key for row in SETTINGS]
    )
    place_of_service: str = text_column(
        "CMS place-of-service code of the setting, two digits, where one fits", null=True
    )
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Personnel(Table, name="personnel", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each role that takes part."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    requirement: int = count_column(
        "Number, from 1, of what must be there: rows that share it are alternatives", at_least=1
    )
    role: str = text_column(
        "Role; null where the words are not on the list", null=True, allowed=[row.key for row in ROLES]
    )
    condition: str = text_column("When the role takes part, as printed", null=True)
    duty: str = text_column("What the role does, as printed", null=True)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Risks(Table, name="risks", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each risk or complication."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    frequency: str = text_column("How often, as far as the page says", null=True, allowed=FREQUENCIES)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Benefits(Table, name="benefits", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each benefit."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Recovery(Table, name="recovery", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each instruction or expectation after the procedure."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    topic: str = text_column("What it is about", null=True, allowed=[topic.key for topic in RECOVERY_TOPICS])
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Alternatives(Table, name="alternatives", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each alternative, or remark on the alternatives."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    kind: str = text_column("An option, or a remark on the options", allowed=ALTERNATIVE_KINDS)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class PatientExperiences(Table, name="patient_experiences", key=FACT_KEY, row_checks=SPAN_CHECK):
    """One row for each statement of what the patient feels."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    phase: str = text_column("When, as far as the page says", null=True, allowed=PHASES)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class SimilarCodes(Table, name="similar_codes", key=("procedure_id", "position")):
    """One row for each code that the page names as similar."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    code_system: str = text_column("Code system of the code", null=True, allowed=CODE_SYSTEM_KEYS)
    code: str = text_column("The code, as text", null=True)
    description: str = text_column("What the page says of it", null=True, descriptor=True)
    url: str = text_column("Address that it links to", null=True)
