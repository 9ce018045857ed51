"""Typed tables: the facts that sections give. They add to section_items and replace nothing."""

from __future__ import annotations

from typing import Any

from schemas.model import (
    SPAN_CHECK,
    FactShape,
    OverviewColumn,
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


class FactTable(Table, name=""):
    """The base of the tables of facts: the key, and how the views over all facts show the table (`FactShape`).

    `overview` is the description of its one column of `procedure_overviews`, named as the table, or the columns themselves.
    """

    procedure_id: str = procedure_key()
    position: int = page_order()

    def __init_subclass__(
        cls, *, name: str, value: tuple[str, ...] = (), overview: str | tuple[OverviewColumn, ...], **kwargs: Any
    ) -> None:
        columns = (OverviewColumn(name, overview),) if isinstance(overview, str) else overview
        options = {"key": ("procedure_id", "position"), "row_checks": SPAN_CHECK, **kwargs}
        super().__init_subclass__(name=name, fact=FactShape(value, columns), **options)


class Indications(
    FactTable,
    name="indications",
    value=("kind",),
    overview=(
        OverviewColumn("indications", "Conditions to treat", ("indication",)),
        OverviewColumn("patient_criteria", "Criteria that the patient meets", ("patient_criterion",)),
    ),
):
    """One row for each indication."""

    kind: str = text_column("A condition to treat, or a criterion that the patient meets", allowed=INDICATION_KINDS)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Preparations(FactTable, name="preparations", value=("topic",), overview="Instructions before the procedure"):
    """One row for each instruction before the procedure."""

    topic: str = text_column("What it is about", null=True, allowed=[topic.key for topic in PREPARATION_TOPICS])
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Steps(
    FactTable,
    name="steps",
    value=("step_number",),
    words=("label", "text"),
    overview=(OverviewColumn("steps", "Its steps, each with its number", value_before=". "),),
):
    """One row for each step of the procedure."""

    step_number: int = count_column("Number as printed, else the step's place in its list")
    label: str = text_column("Label of a `Label: value` step", null=True)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Equipment(FactTable, name="equipment", overview="Tools and equipment"):
    """One row for each tool or piece of equipment."""

    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Anesthesia(FactTable, name="anesthesia", overview="Statements on anesthesia and sedation"):
    """One row for each statement on anesthesia or sedation."""

    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Durations(
    FactTable,
    name="durations",
    value=("min_minutes", "max_minutes"),
    row_checks=(*SPAN_CHECK, ("min_minutes", "<=", "max_minutes")),
    overview=(
        OverviewColumn(
            "min_minutes",
            "Shortest time that any statement gives; null where none gives a lower bound",
            is_listed=False,
        ),
        OverviewColumn(
            "max_minutes",
            "Longest time that any statement gives; null where none gives an upper bound",
            is_listed=False,
        ),
        OverviewColumn("durations", "The statements of how long it takes"),
    ),
):
    """One row for each statement of how long the procedure takes."""

    min_minutes: float = count_column(
        "Shortest time in minutes; null for `up to`, or where no number is given", null=True
    )
    max_minutes: float = count_column(
        "Longest time in minutes; null for `at least`, or where no number is given", null=True
    )
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Settings(
    FactTable,
    name="settings",
    value=("setting",),
    overview=(
        OverviewColumn(
            "settings",
            "Places of service from the closed list, parted by commas; null where the page names none that is on it",
            is_listed=False,
        ),
        OverviewColumn("setting_texts", "The places in the page's own words"),
    ),
):
    """One row for each place where the procedure is done."""

    setting: str = text_column(
        "Place of service; null where the words are not on the list", null=True, allowed=[row.key for row in SETTINGS]
    )
    place_of_service: str = text_column(
        "CMS place-of-service code of the setting, two digits, where one fits", null=True
    )
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Personnel(
    FactTable,
    name="personnel",
    value=("role",),
    overview=(
        OverviewColumn(
            "personnel",
            "One line a requirement, its alternatives parted by `or`; a role off the closed list in the page's words, in quotes",
            is_listed=False,
        ),
    ),
):
    """One row for each role that takes part."""

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


class Risks(
    FactTable,
    name="risks",
    value=("frequency",),
    overview=(
        OverviewColumn("risks_common", "Complications that the page calls common", ("common",)),
        OverviewColumn("risks_uncommon", "Complications that the page calls uncommon", ("uncommon",)),
        OverviewColumn("risks_rare", "Complications that the page calls rare", ("rare",)),
        OverviewColumn("risks_unstated", "Complications of which the page does not say how often", (None,)),
    ),
):
    """One row for each risk or complication."""

    frequency: str = text_column("How often, as far as the page says", null=True, allowed=FREQUENCIES)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Benefits(FactTable, name="benefits", overview="Benefits"):
    """One row for each benefit."""

    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Recovery(
    FactTable, name="recovery", value=("topic",), overview="Instructions and expectations after the procedure"
):
    """One row for each instruction or expectation after the procedure."""

    topic: str = text_column("What it is about", null=True, allowed=[topic.key for topic in RECOVERY_TOPICS])
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class Alternatives(
    FactTable,
    name="alternatives",
    value=("kind",),
    overview=(
        OverviewColumn("alternatives", "Alternatives", ("option",)),
        OverviewColumn("alternative_remarks", "Remarks on the alternatives", ("remark",)),
    ),
):
    """One row for each alternative, or remark on the alternatives."""

    kind: str = text_column("An option, or a remark on the options", allowed=ALTERNATIVE_KINDS)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class PatientExperiences(
    FactTable,
    name="patient_experiences",
    value=("phase",),
    overview=(
        OverviewColumn(
            "patient_experiences",
            "What the patient feels, each with its phase where the page names one",
            value_before=": ",
        ),
    ),
):
    """One row for each statement of what the patient feels."""

    phase: str = text_column("When, as far as the page says", null=True, allowed=PHASES)
    text: str = page_words()
    char_start: int = span_start()
    char_end: int = span_end()


class SimilarCodes(
    FactTable,
    name="similar_codes",
    value=("code",),
    row_checks=(),
    words=("code", "description"),
    joiner=" - ",
    overview="Codes that the page names as similar",
):
    """One row for each code that the page names as similar."""

    code_system: str = text_column("Code system of the code", null=True, allowed=CODE_SYSTEM_KEYS)
    code: str = text_column("The code, as text", null=True)
    description: str = text_column("What the page says of it", null=True, descriptor=True)
    url: str = text_column("Address that it links to", null=True)
