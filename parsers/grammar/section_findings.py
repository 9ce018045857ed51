"""Findings on the run of a page's sections."""

from __future__ import annotations

from parsers.grammar.document import Section
from parsers.page import Finding


def add_section_findings(sections: tuple[Section, ...], findings: list[Finding]) -> None:
    """Add findings on a section opened twice and on a text that ends in mid-sentence."""
    seen: set[str] = set()
    for section in sections:
        if section.key in seen and section.key != "other":
            message = f"{section.key} is opened again"
            findings.append(Finding("section_repeated", message, section.key, section.start, section.end))
        seen.add(section.key)
    last_full = next((section for section in reversed(sections) if section.items), None)
    if last_full is None or len(last_full.items) < 2:
        return
    *before, last = last_full.items
    sentences = sum(item.text.endswith((".", "!", "?")) for item in before)
    if sentences * 2 > len(before) and last.text[-1:].isalnum():
        message = f"The page ends with {last.text[-40:]!r}"
        findings.append(Finding("text_cut_off", message, last_full.key, last.start, last.end))
