"""The similar codes section: a code a line, with what the page says of it and where it links to."""

from __future__ import annotations

import re

from parsers.codes import code_in_uri, system_of
from parsers.facts.base import Facts, statements
from parsers.grammar.document import Item, Section
from parsers.text import clean
from schemas.rows import SimilarCodesRow
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
    """Rows of `similar_codes`: of the statements that print a code or link to one."""
    rows = facts.rows_of(SimilarCodesRow)
    for item in statements(section, facts.page):
        row = _read(item, facts.procedure_id, len(rows) + 1)
        if row.code or row.url:
            rows.append(row)


def _read(item: Item, procedure_id: str, position: int) -> SimilarCodesRow:
    system: str | None
    code: str | None
    whole = clean(f"{item.label}: {item.text}" if item.label else item.text.replace(" | ", " - "))
    match = _LINE.match(whole) or _TRAILING.match(whole)
    if match is not None and (system := system_of(match["code"].upper(), _stated(match))) is not None:
        code, description = match["code"].upper(), match["rest"].strip(" .-:\u2013\u2014")
    elif item.href and (linked := code_in_uri(item.href)) is not None:
        system, code, description = linked.system or system_of(linked.code), linked.code, whole
    else:
        system, code, description = None, None, whole
    return SimilarCodesRow(
        procedure_id=procedure_id,
        position=position,
        code_system=system,
        code=code,
        description=description or None,
        url=item.href,
    )


def _stated(match: re.Match[str]) -> str | None:
    system = match.groupdict().get("system")
    return SYSTEM_NAMES.get(system.lower()) if system else None
