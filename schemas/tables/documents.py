"""Tables of what a page is made of: procedures, their names, sections and the items of the sections."""

from __future__ import annotations

import pandas as pd

from schemas.model import (
    SPAN_CHECK,
    FactShape,
    Table,
    count_column,
    page_order,
    procedure_key,
    span_end,
    span_start,
    text_column,
)
from schemas.vocabulary.codes import CODE_ORIGINS, CODE_SYSTEM_KEYS
from schemas.vocabulary.sections import SECTION_KEYS
from schemas.vocabulary.words import ITEM_KINDS, NAME_KINDS, SECTION_STATES


class Procedures(Table, name="procedures", key=("procedure_id",)):
    """One row for each procedure that a page describes."""

    procedure_id: str = text_column("Key of the procedure; the same for the same page on every run and machine")
    page_id: str = text_column("Page that it was read from (pages.page_id)")
    code_system: str = text_column(
        "Code system of the code, or the one that the page names", null=True, allowed=CODE_SYSTEM_KEYS
    )
    code: str = text_column("Billing code as text, leading zeros kept", null=True)
    code_origin: str = text_column("Where the code was found", null=True, allowed=CODE_ORIGINS)
    title: str = text_column("Title as printed: the code's descriptor on pages of the family", descriptor=True)
    name: str = text_column("Preferred name, from the name section", null=True)
    summary: str = text_column("Text of the summary section, one line an item", null=True)
    purpose: str = text_column("Text of the purpose section, one line an item", null=True)
    site: str = text_column("Site that the page comes from, as its metadata or address says", null=True)
    source_uri: str = text_column("Identity of the page: its address, else its path")
    title_rule: str = text_column(
        "Rule that gave the title (ops.rules.rule); null until the page is read by a parser that tells", null=True
    )


class ProcedureNames(
    Table, name="procedure_names", key=("procedure_id", "position"), words=("name",), fact=FactShape(value=("kind",))
):
    """One row for each name of a procedure."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    name: str = text_column("The name")
    kind: str = text_column("What kind of name it is", allowed=NAME_KINDS)


class Sections(Table, name="sections", key=("procedure_id", "position"), row_checks=SPAN_CHECK, words=("heading",)):
    """One row for each section found on a page, in page order."""

    procedure_id: str = procedure_key()
    position: int = page_order()
    section: str = text_column("Which section it is (section_kinds.section)", allowed=SECTION_KEYS)
    heading: str = text_column("Heading as printed; null for a section inferred without one", null=True)
    state: str = text_column(
        "parsed; empty: a heading with nothing under it; unparsed: text that its typed table could not take",
        allowed=SECTION_STATES,
    )
    text: str = text_column("Text under the heading, one line an item, white space cleaned; null if empty", null=True)
    item_count: int = count_column("Number of its items")
    char_start: int = span_start()
    char_end: int = span_end()
    rule: str = text_column(
        "Rule that opened it (ops.rules.rule); null until the page is read by a parser that tells", null=True
    )


class SectionItems(
    Table,
    name="section_items",
    key=("procedure_id", "section_position", "position"),
    row_checks=SPAN_CHECK,
    words=("label", "text"),
):
    """One row for each paragraph, list item or table row in a section."""

    procedure_id: str = procedure_key()
    section_position: int = count_column("Position of its section (sections.position)", at_least=1)
    position: int = count_column("Place within its section, from 1", at_least=1)
    section: str = text_column("Which section it stands in", allowed=SECTION_KEYS)
    parent_position: pd.Int64Dtype = count_column(
        "Position of the list item that it hangs under", at_least=1, null=True
    )
    depth: int = count_column("Depth of nesting, 0 at the top")
    kind: str = text_column("What it is", allowed=ITEM_KINDS)
    marker: str = text_column("Bullet or number as printed (in HTML: as a browser shows it)", null=True)
    subsection: str = text_column("Sub-heading that it stands under", null=True)
    label: str = text_column("Label of a `Label: value` item", null=True)
    text: str = text_column("The page's own words without marker and label, white space cleaned")
    char_start: int = span_start()
    char_end: int = span_end()
