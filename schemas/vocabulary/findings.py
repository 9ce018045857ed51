"""What a parser may remark on: every finding code, how grave it is, and what it tells the reader."""

from __future__ import annotations

from typing import NamedTuple


class FindingKind(NamedTuple):
    """One kind of finding: its code, its severity (`info`, `warning`, `error`) and its meaning."""

    code: str
    severity: str
    description: str


SEVERITIES: tuple[str, ...] = ("info", "warning", "error")

FINDING_KINDS: tuple[FindingKind, ...] = (
    FindingKind("code_missing", "warning", "Neither the page nor its sidecar, address or file name gives a billing code"),
    FindingKind("code_conflict", "warning", "Two sources give different codes; the first in the order page, sidecar, address is kept"),
    FindingKind("code_malformed", "warning", "A code was given that has the shape of no code system, or not of the stated one"),
    FindingKind("code_system_conflict", "warning", "The page names another code system than the code's shape or address says"),
    FindingKind("title_missing", "warning", "The page prints no title; one was taken from its metadata, heading, address or file name"),
    FindingKind("name_missing", "info", "The name section gives no name"),
    FindingKind("heading_unknown", "warning", "A heading that no section knows; its text is kept under other"),
    FindingKind("heading_ambiguous", "info", "A heading that names two sections; its text stands under the first"),
    FindingKind("section_inferred", "info", "A section without a heading, recognised by its place in the template"),
    FindingKind("section_repeated", "info", "A section that the page opens more than once"),
    FindingKind("section_unparsed", "warning", "A section whose text its typed table could not take"),
    FindingKind("sections_missing", "warning", "No known section was found on the page"),
    FindingKind("setting_unknown", "info", "A place of service off the closed list"),
    FindingKind("role_unknown", "info", "A role off the closed list"),
    FindingKind("text_cut_off", "info", "The page's text ends in mid-sentence"),
    FindingKind("text_unclaimed", "warning", "Text that no row, heading or chrome rule accounts for"),
    FindingKind("language_other", "warning", "The page is not in English; its sections are kept as other"),
    FindingKind("procedures_several", "info", "The page describes more than one procedure"),
    FindingKind("encoding_assumed", "info", "No encoding is declared and the bytes are not UTF-8; windows-1252 was assumed"),
    FindingKind("encoding_wrong", "warning", "The declared encoding does not fit the bytes; another was used"),
    FindingKind("characters_replaced", "warning", "Bytes that are no character were replaced by U+FFFD"),
    FindingKind("characters_removed", "info", "Control characters such as NUL were removed from the text"),
    FindingKind("mojibake", "warning", "Text that looks decoded twice; it is kept as it is"),
    FindingKind("reader_fallback", "warning", "The first HTML reader would have lost text; the page was read by the second"),
    FindingKind("markup_ignored", "info", "Structured data in the page could not be read"),
    FindingKind("metadata_invalid", "warning", "The page's metadata could not be read, or one of its values could not be used"),
    FindingKind("identity_repeated", "warning", "Several raw files of one run have the page's identity; one of them counts"),
    FindingKind("row_quarantined", "error", "A row broke its table's schema and was set aside"),
    FindingKind("page_rejected", "error", "No readable text could be had from the page"),
)

SEVERITY_OF: dict[str, str] = {kind.code: kind.severity for kind in FINDING_KINDS}
