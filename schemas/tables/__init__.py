"""Every table of the warehouse, in the order in which it is created, described and exported."""

from __future__ import annotations

from schemas.model import Table
from schemas.tables import facts
from schemas.tables.bookkeeping import (
    Boilerplate,
    Findings,
    Inputs,
    Quarantine,
    Rules,
    Runs,
    SupersededInputs,
    Versions,
)
from schemas.tables.documents import ProcedureNames, Procedures, SectionItems, Sections
from schemas.tables.reference import SectionCoverage, SectionKinds
from schemas.tables.sources import Pages

# In the order of their module.
FACT_TABLES: tuple[type[Table], ...] = tuple(
    value
    for value in vars(facts).values()
    if isinstance(value, type) and issubclass(value, facts.FactTable) and value is not facts.FactTable
)
# Tables whose rows come from a page and are replaced when the page changes. `pages` itself stands apart.
CONTENT_TABLES: tuple[type[Table], ...] = (
    Procedures,
    ProcedureNames,
    Sections,
    SectionItems,
    *FACT_TABLES,
    SectionCoverage,
)
MAIN_TABLES: tuple[type[Table], ...] = (*CONTENT_TABLES[:-1], SectionKinds, SectionCoverage, Pages)
OPS_TABLES: tuple[type[Table], ...] = (
    Runs,
    Findings,
    Quarantine,
    Rules,
    Boilerplate,
    Inputs,
    SupersededInputs,
    Versions,
)
# Tables of which every version is kept.
HISTORY_TABLES: tuple[type[Table], ...] = (*CONTENT_TABLES, Pages)
TABLES: tuple[type[Table], ...] = (*MAIN_TABLES, *OPS_TABLES)
TABLE_BY_NAME: dict[str, type[Table]] = {model.sql_name: model for model in TABLES}
