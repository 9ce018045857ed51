"""The similar codes section: a code a line, with what the page says of it and where it links to."""

from __future__ import annotations

import re

from parsers.codes import code_in_uri, system_of
from parsers.facts.base import Facts, statements
from parsers.grammar.document import Item, Section
from parsers.text import clean
from schemas.vocabulary.codes import SYSTEM_NAMES

_SYSTEMS = "|".join(sorted(map(re.escape, SYSTEM_NAMES), key=len, reverse=True))
_LINE = re.compile(
    rf"(?:(?P<system>{_SYSTEMS})(?:\s+code)?\s*[:#]?\s*)?\(?(?P<code>[A-Z]\d{{4}}|\d{{5}}|\d{{4}}[A-Z]|[0-9][A-HJ-NP-Z0-9]{{6}}|[A-Z]\d[A-Z0-9](?:\.[A-Z0-9]{{1,4}})?)\)?(?![\w.])\s*(?:[:\u2013\u2014|-]+\s*|\s)?(?P<rest>.*)",
    re.I | re.S,
)
_TRAILING = re.compile(
    r"(?P<rest>.+?)\s*[(\[\u2013\u2014:|-]\s*(?:(?:code|hcpcs|cpt4?|cdt)\s*:?\s*)*(?P<code>[A-Z]\d{4}|\d{5}|\d{4}[A-Z])\s*[)\]]?\Z",
    re.I | re.S,
)


def read_similar_codes(section: Section, facts: Facts) -> None:
    """Rows of `similar_codes`: (code_system, code, description, url), without a span."""
    rows = facts.rows.setdefault("similar_codes", [])
    for item in statements(section):
        found = _read(item)
        if found is not None and (found[1] or found[3]):
            rows.append((len(rows) + 1, *found))


def _read(item: Item) -> tuple[str | None, str | None, str | None, str | None] | None:
    whole = clean(f"{item.label}: {item.text}" if item.label else item.text.replace(" | ", " - "))
    match = _LINE.match(whole) or _TRAILING.match(whole)
    if match is not None and (system := system_of(match["code"].upper(), _stated(match))) is not None:
        return system, match["code"].upper(), match["rest"].strip(" .-:\u2013\u2014") or None, item.href
    linked = code_in_uri(item.href) if item.href else None
    if linked is not None:
        return linked.system or system_of(linked.code), linked.code, whole or None, item.href
    return None, None, whole or None, item.href


def _stated(match: re.Match[str]) -> str | None:
    system = match.groupdict().get("system")
    return SYSTEM_NAMES.get(system.lower()) if system else None
