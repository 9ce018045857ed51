"""Billing codes: found in a page's words, an address or a file name, and checked against their system's shape."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.uris import path_of
from schemas.vocabulary.codes import SHAPES, SYSTEM_NAMES

_SYSTEM_WORDS = "|".join(sorted((re.escape(name) for name in SYSTEM_NAMES), key=len, reverse=True))
_NARROW = ("CDT", "CPT", "HCPCS")
_CODE_LINE = re.compile(
    rf"({_SYSTEM_WORDS})(?: ?\((?:[^)]*)\))?(?:[ -]?(?:level ii|ii|procedure|medical|billing))* ?codes?(?: number)?\s*[:#]?\s*([A-Z0-9][A-Z0-9.]{{2,8}})?",
    re.I,
)
_LABELLED = re.compile(rf"(?:({_SYSTEM_WORDS})\s+(?:level ii\s+)?)?\bcode\s*[:#]?\s*([A-Z0-9][A-Z0-9.]{{2,8}})\b", re.I)
_NAMED = re.compile(rf"\b({_SYSTEM_WORDS})[\s:#]+([A-Z]?\d[A-Z0-9.]{{2,7}})\b", re.I)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d\w?\d|\d[A-Z]|[A-Z]\d", re.I)
_BRACKETED = re.compile(r"[(\[]\s*([A-V]\d{4}|\d{5}|\d{4}[FTUM])\s*[)\]]")
_SEGMENT = re.compile(r"([A-Za-z]?\d[A-Za-z0-9]*(?:\.[A-Za-z0-9]{1,4}(?=[-_.]|\Z))?)(?=[-_. ]|\Z)")
_EXTENSIONS = re.compile(r"(?:\.(?:gz|zst|html?|xhtml|txt|md|php|aspx?|jsp))+\Z", re.I)
# A number in an address is a code only where the address speaks of codes; elsewhere it numbers articles.
_OF_CODES = re.compile(r"code|cpt|hcpcs|procedure|billing|\A(?:pages?|raw)\Z", re.I)
_SLASHES = re.compile(r"[/!]+")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")
_SYSTEM_SEGMENTS = {_NOT_ALPHANUMERIC.sub("", name): system for name, system in SYSTEM_NAMES.items()} | {
    "icd10procedure": "ICD-10-PCS"
}


class FoundCode(NamedTuple):
    """A code with the system that was stated for it, if any."""

    code: str
    system: str | None


def code_line(line: str) -> tuple[str, str | None] | None:
    """System and, if printed, code of a line such as `CPT4 code` or `HCPCS code: J0585`; None for any other line."""
    match = _CODE_LINE.fullmatch(line.strip().rstrip(":"))
    if match is None:
        return None
    code = match[2].upper() if match[2] and any(map(str.isdigit, match[2])) else None
    return SYSTEM_NAMES[match[1].lower()], code


def codes_in(text: str) -> list[FoundCode]:
    """Codes that a name or a stray line carries: in brackets alone, or after the word `code` or the system's name."""
    found: list[FoundCode] = []
    if _DIGITS.search(text) is None:
        return found
    for pattern in (_LABELLED, _NAMED):
        for match in pattern.finditer(text):
            code = match[2].upper().rstrip(".")
            system = SYSTEM_NAMES.get((match[1] or "").lower())
            if system_of(code, system) is not None:
                found.append(FoundCode(code, system))
    found.extend(FoundCode(match[1], None) for match in _BRACKETED.finditer(text))
    return list(dict.fromkeys(found))


def is_only_code(text: str) -> bool:
    """Whether a text is nothing but a code, with or without its system's name."""
    if _DIGIT.search(text) is None and "code" not in text.lower():
        return False
    bare = text.strip("()[]. ")
    return bool(
        _BRACKETED.fullmatch(f"({bare})")
        or _LABELLED.fullmatch(bare)
        or _NAMED.fullmatch(bare)
        or (code_line(bare) or (0, None))[1]
    )


_IN_BRACKETS = re.compile(
    rf"\s*[(\[]\s*(?:(?:{_SYSTEM_WORDS})\s*(?:level ii\s*)?(?:code)?|code)\s*[:#]?\s*[A-Z0-9.]{{4,8}}\s*[)\]]", re.I
)
_AT_END = re.compile(
    rf"[\s,;:\u2013\u2014-]*\b(?:{_SYSTEM_WORDS})\s*(?:level ii\s*)?code\s*[:#]?\s*[A-Z]?\d[A-Z0-9.]{{2,7}}\s*\Z", re.I
)


def strip_codes(text: str) -> str:
    """A name without the codes that it carries in brackets or at its end."""
    if "(" in text or "[" in text:
        text = _BRACKETED.sub("", _IN_BRACKETS.sub("", text))
    if "code" in text.lower():
        text = _AT_END.sub("", text)
    return " ".join(text.split()).strip(" ,;:-\u2013\u2014")


def system_of(code: str, stated: str | None = None) -> str | None:
    """The system that a code belongs to: the stated one if the shape fits it, else the first whose shape fits."""
    if stated is not None and SHAPES[stated].match(code):
        return stated
    return next((system for system in _NARROW if SHAPES[system].match(code)), None) or next(
        (system for system, shape in SHAPES.items() if stated is None and shape.match(code) and len(code) > 3), None
    )


def code_in_uri(uri: str, stated: str | None = None) -> FoundCode | None:
    """The code that an address or a path carries in its last segments (`.../cpt4/64493-slug`, `J0585.html`)."""
    segments = [segment for segment in _SLASHES.split(path_of(uri).replace("\\", "/")) if segment]
    if segments:
        segments[-1] = _EXTENSIONS.sub("", segments[-1]) or segments[-1]
    system: str | None = None
    for segment in segments[:-1]:
        system = _SYSTEM_SEGMENTS.get(_NOT_ALPHANUMERIC.sub("", segment.lower()), system)
    for segment in (segments[-1:] + segments[-2:-1])[:2]:
        match = _SEGMENT.match(segment)
        if match is None:
            continue
        code = match[1].upper()
        for candidate in (code, code.split(".")[0]):
            if system is not None and SHAPES[system].match(candidate):
                return FoundCode(candidate, system)
            is_number = "://" in uri and candidate.isdigit() and not any(map(_OF_CODES.search, segments[:-1]))
            if not is_number and any(SHAPES[narrow].match(candidate) for narrow in _NARROW):
                return FoundCode(candidate, None)
            if stated is not None and len(candidate) > 3 and SHAPES[stated].match(candidate):
                return FoundCode(candidate, stated)
        if re.fullmatch(r"(?=.*[A-Z])(?=.*\d)[0-9][A-HJ-NP-Z0-9]{6}", code) and match[1].isupper():
            return FoundCode(code, "ICD-10-PCS")
    return None


def system_in_uri(uri: str) -> str | None:
    """The code system that a segment of an address names."""
    for segment in reversed(_SLASHES.split(uri)):
        if system := _SYSTEM_SEGMENTS.get(_NOT_ALPHANUMERIC.sub("", segment.lower())):
            return system
    return None
