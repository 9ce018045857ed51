"""How often each rule of the parser decides: counted on the golden pages and their variants."""

from __future__ import annotations

from collections import Counter

from parsers.parse import ParsedPage


def rules_of(parsed: ParsedPage) -> Counter[str]:
    """How often each rule has decided on a page: sections opened, stretches taken for the site's, titles given."""
    found: Counter[str] = Counter(rule for _, _, rule in parsed.boilerplate)
    for procedure in parsed.procedures:
        found[procedure.title_rule] += 1
        found.update(section.rule for section in procedure.sections)
    return found
