"""Code systems of medical billing and the shape that a code of each has."""

from __future__ import annotations

import re
from typing import NamedTuple


class CodeSystem(NamedTuple):
    """One code system: its key in the tables, the shape of its codes, and how pages and addresses name it."""

    key: str
    shape: str
    names: tuple[str, ...]
    description: str


# The order decides which system an unlabelled code is taken for: the narrow shapes stand before the wide ones.
CODE_SYSTEMS: tuple[CodeSystem, ...] = (
    CodeSystem("CDT", r"D\d{4}", ("cdt", "cdt code", "ada", "dental"), "Dental procedure codes"),
    CodeSystem("CPT", r"\d{5}|\d{4}[FTUM]", ("cpt", "cpt4", "cpt-4", "cpt 4", "hcpcs level i"), "Procedure codes"),
    CodeSystem("HCPCS", r"[A-V]\d{4}", ("hcpcs", "hcpcs2", "hcpcs level ii", "hcpcs ii"), "HCPCS level II codes"),
    CodeSystem(
        "ICD-10-PCS",
        r"(?=[A-HJ-NP-Z0-9]*\d)[0-9B-DF-HX][A-HJ-NP-Z0-9]{6}",
        ("icd-10-pcs", "icd10pcs", "icd10-pcs", "icd-10 pcs", "icd 10 pcs", "pcs"),
        "Inpatient procedure codes",
    ),
    CodeSystem(
        "ICD-10-CM",
        r"[A-TV-Z]\d[A-Z0-9](?:\.?[A-Z0-9]{1,4})?",
        ("icd-10-cm", "icd10cm", "icd10-cm", "icd-10 cm", "icd 10 cm", "icd-10", "icd10"),
        "Diagnosis codes",
    ),
)

CODE_SYSTEM_KEYS: tuple[str, ...] = tuple(system.key for system in CODE_SYSTEMS)
CODE_ORIGINS: tuple[str, ...] = ("page", "sidecar", "uri", "reference")

SHAPES: dict[str, re.Pattern[str]] = {system.key: re.compile(f"(?:{system.shape})\\Z") for system in CODE_SYSTEMS}
SYSTEM_NAMES: dict[str, str] = {name: system.key for system in CODE_SYSTEMS for name in (*system.names,)}
