"""One class a table for its rows. Rendered from the models in `schemas/tables/` by `make docs`; do not edit.

The digest of a table's rules changes with whatever decides which rows pass, and the parser's fingerprint with it.
"""

from datetime import datetime
from typing import NamedTuple


class ProceduresRow(NamedTuple):
    """One row of `procedures`. Rules: 17c3210e22a773e2."""

    procedure_id: str
    page_id: str
    code_system: str | None
    code: str | None
    code_origin: str | None
    title: str
    name: str | None
    summary: str | None
    purpose: str | None
    site: str | None
    source_uri: str
    title_rule: str | None


class ProcedureNamesRow(NamedTuple):
    """One row of `procedure_names`. Rules: a14b4f132535cb8a."""

    procedure_id: str
    position: int
    name: str
    kind: str


class SectionsRow(NamedTuple):
    """One row of `sections`. Rules: 750933193e76b1e8."""

    procedure_id: str
    position: int
    section: str
    heading: str | None
    state: str
    text: str | None
    item_count: int
    char_start: int
    char_end: int
    rule: str | None


class SectionItemsRow(NamedTuple):
    """One row of `section_items`. Rules: 7d7d662ce87b8a42."""

    procedure_id: str
    section_position: int
    position: int
    section: str
    parent_position: int | None
    depth: int
    kind: str
    marker: str | None
    subsection: str | None
    label: str | None
    text: str
    char_start: int
    char_end: int


class IndicationsRow(NamedTuple):
    """One row of `indications`. Rules: 65c3ad582390b287."""

    procedure_id: str
    position: int
    kind: str
    text: str
    char_start: int
    char_end: int


class PreparationsRow(NamedTuple):
    """One row of `preparations`. Rules: 55cf9afe34be5ea4."""

    procedure_id: str
    position: int
    topic: str | None
    text: str
    char_start: int
    char_end: int


class StepsRow(NamedTuple):
    """One row of `steps`. Rules: 2fc7ae43818f075e."""

    procedure_id: str
    position: int
    step_number: int
    label: str | None
    text: str
    char_start: int
    char_end: int


class EquipmentRow(NamedTuple):
    """One row of `equipment`. Rules: 196ea47fd9b9cf97."""

    procedure_id: str
    position: int
    text: str
    char_start: int
    char_end: int


class AnesthesiaRow(NamedTuple):
    """One row of `anesthesia`. Rules: 8c7274a647412351."""

    procedure_id: str
    position: int
    text: str
    char_start: int
    char_end: int


class DurationsRow(NamedTuple):
    """One row of `durations`. Rules: bc34e99a1b7da09d."""

    procedure_id: str
    position: int
    min_minutes: float | None
    max_minutes: float | None
    text: str
    char_start: int
    char_end: int


class SettingsRow(NamedTuple):
    """One row of `settings`. Rules: 656342ae4d853ee8."""

    procedure_id: str
    position: int
    setting: str | None
    place_of_service: str | None
    text: str
    char_start: int
    char_end: int


class PersonnelRow(NamedTuple):
    """One row of `personnel`. Rules: 5d5f4f0fb90acb53."""

    procedure_id: str
    position: int
    requirement: int
    role: str | None
    condition: str | None
    duty: str | None
    text: str
    char_start: int
    char_end: int


class RisksRow(NamedTuple):
    """One row of `risks`. Rules: 47f77eb07a25a68c."""

    procedure_id: str
    position: int
    frequency: str | None
    text: str
    char_start: int
    char_end: int


class BenefitsRow(NamedTuple):
    """One row of `benefits`. Rules: 15054c642b386169."""

    procedure_id: str
    position: int
    text: str
    char_start: int
    char_end: int


class RecoveryRow(NamedTuple):
    """One row of `recovery`. Rules: d6d2f0838e0ce702."""

    procedure_id: str
    position: int
    topic: str | None
    text: str
    char_start: int
    char_end: int


class AlternativesRow(NamedTuple):
    """One row of `alternatives`. Rules: 293815dde934f5d6."""

    procedure_id: str
    position: int
    kind: str
    text: str
    char_start: int
    char_end: int


class PatientExperiencesRow(NamedTuple):
    """One row of `patient_experiences`. Rules: 5ac7b53a43bca199."""

    procedure_id: str
    position: int
    phase: str | None
    text: str
    char_start: int
    char_end: int


class SimilarCodesRow(NamedTuple):
    """One row of `similar_codes`. Rules: d02490f710bf9d5c."""

    procedure_id: str
    position: int
    code_system: str | None
    code: str | None
    description: str | None
    url: str | None


class SectionCoverageRow(NamedTuple):
    """One row of `section_coverage`. Rules: 92db666babf13b0f."""

    procedure_id: str
    section: str
    state: str


class PagesRow(NamedTuple):
    """One row of `pages`. Rules: 0c701c17d43feaf3."""

    page_id: str
    source_uri: str
    site: str | None
    status: str
    reason: str | None
    duplicate_of: str | None
    media_type: str | None
    encoding: str | None
    byte_size: int
    content_sha256: str | None
    fetched_at: datetime | None
    first_seen_at: datetime
    last_seen_at: datetime
    text: str | None
    content_chars: int
    claimed_chars: int
    chrome_chars: int
    unclaimed_chars: int


class BoilerplateRow(NamedTuple):
    """One row of `boilerplate`. Rules: ebb3a54489183a14."""

    page_id: str
    char_start: int
    char_end: int
    rule: str


class FindingsRow(NamedTuple):
    """One row of `findings`. Rules: 7a90d4b71fbcff20."""

    run_id: str
    page_id: str
    code: str
    severity: str
    section: str | None
    char_start: int | None
    char_end: int | None
    message: str


class QuarantineRow(NamedTuple):
    """One row of `quarantine`. Rules: 66aaa9fcf43e67ee."""

    run_id: str
    page_id: str
    table_name: str
    reason: str
    row_json: str | None


class InputsRow(NamedTuple):
    """One row of `inputs`. Rules: 6d9bd1e194265496."""

    page_id: str
    location: str
    stamp: str
    input_sha256: str | None
    parser_version: str


class SupersededInputsRow(NamedTuple):
    """One row of `superseded_inputs`. Rules: ca10b76afd3b4c51."""

    page_id: str
    location: str
    stamp: str
    input_sha256: str | None
    parser_version: str


TABLE_OF: dict[type[NamedTuple], str] = {
    ProceduresRow: "procedures",
    ProcedureNamesRow: "procedure_names",
    SectionsRow: "sections",
    SectionItemsRow: "section_items",
    IndicationsRow: "indications",
    PreparationsRow: "preparations",
    StepsRow: "steps",
    EquipmentRow: "equipment",
    AnesthesiaRow: "anesthesia",
    DurationsRow: "durations",
    SettingsRow: "settings",
    PersonnelRow: "personnel",
    RisksRow: "risks",
    BenefitsRow: "benefits",
    RecoveryRow: "recovery",
    AlternativesRow: "alternatives",
    PatientExperiencesRow: "patient_experiences",
    SimilarCodesRow: "similar_codes",
    SectionCoverageRow: "section_coverage",
    PagesRow: "pages",
    BoilerplateRow: "boilerplate",
    FindingsRow: "findings",
    QuarantineRow: "quarantine",
    InputsRow: "inputs",
    SupersededInputsRow: "superseded_inputs",
}
