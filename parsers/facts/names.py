"""The name section: preferred name, common and technical names, aliases and abbreviations."""

from __future__ import annotations

import re

from parsers.codes import is_only_code, strip_codes
from parsers.grammar.document import Item, Section
from parsers.text import clean, split_list

Name = tuple[str, str]
_KIND = {
    "common_name": "common",
    "technical_name": "technical",
    "abbreviation": "abbreviation",
    "alias": "alias",
    "preferred_name": "preferred",
}
_AKA = re.compile(
    r"(?:also|commonly|sometimes|otherwise|formerly|frequently|often|generally|better|previously|more commonly)?\s*(?:known|called|referred to)(?: commonly| simply)?(?: as)?\s*:?\s+|aka\s*:?\s+|a\.k\.a\.\s*:?\s+|or\s+",
    re.I,
)
_AKA_LINE = re.compile(
    r"(?:aka|a\.k\.a\.?)\s*:?\s+|(?:it is |this is )?(?:(?:also|commonly|sometimes|otherwise|formerly|often|more commonly)\s+)+(?:known|called|referred to)(?: as)?\s*:?\s+",
    re.I,
)
_AKA_INLINE = re.compile(
    r",?\s+(?:(?:also|commonly|sometimes|otherwise|formerly|often|better)\s+(?:commonly )?(?:known|called|referred to)(?: as)?|aka)\s+",
    re.I,
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_ABBREVIATION = re.compile(
    r"(?=[^a-z]*[A-Z][^a-z]*[A-Z0-9])[A-Z0-9][A-Z0-9/&.+-]{1,9}s?\Z|[A-Z][a-zA-Z]?[A-Z][A-Z0-9a-z]{0,5}\Z"
)


def read_names(section: Section | None, strays: list[str]) -> list[Name]:
    """(name, kind) pairs, the preferred name first, none twice. `strays` are short lines that stand before the heading."""
    bare: list[str] = []
    labelled: list[Name] = []
    for item in section.items if section else ():
        _item(item, bare, labelled)
    names: list[Name] = []
    for position, line in enumerate(bare):
        names.extend(_line(line, "preferred" if position == 0 else "alias"))
    names = _with_preferred([*names, *labelled])
    names[1:1] = [(name, "alias") for stray in strays if (name := strip_codes(stray))]
    return _unique(_with_preferred(names))


def with_structured(names: list[Name], name: str | None, aliases: tuple[str, ...]) -> list[Name]:
    """Names with those of the page's structured data: its name where the page prints none, its other names as aliases."""
    named = names or ([(name, "preferred")] if name else [])
    return _unique([*named, *((alias, "alias") for alias in aliases)]) if named else named


def _item(item: Item, bare: list[str], labelled: list[Name]) -> None:
    kind = _KIND.get(item.meaning or "")
    text = item.text.strip(" .;") if kind else item.text
    if not text or is_only_code(text) or item.meaning == "code" or item.is_lead:
        return
    if kind is None and (aka := _AKA_LINE.match(text)):
        labelled.extend((name, "alias") for name in _several(text[aka.end() :]))
    elif kind is None or kind == "preferred":
        bare.append(f"{item.label}: {text}" if item.label and kind is None else text)
    else:
        values = _several(text) if kind in ("common", "alias", "abbreviation") else [text]
        for value in values:
            labelled.extend(_line(value, kind))


def _line(line: str, kind: str) -> list[Name]:
    """The names that one printed line gives: itself, and those in its brackets."""
    line = strip_codes(line)
    extra: list[Name] = []
    if (
        (inline := _AKA_INLINE.search(line))
        and inline.start() > 0
        and "(" not in line[: inline.start()].rpartition(")")[2]
    ):
        extra.extend((name, "alias") for name in _several(line[inline.end() :].rstrip(" .)")))
        line = line[: inline.start()]
    for bracket in _BRACKET.finditer(line):
        inside = clean(bracket[1])
        if (aka := _AKA.match(inside)) is not None:
            extra.extend((name, "alias") for name in _several(inside[aka.end() :]))
        elif _ABBREVIATION.match(inside):
            extra.append((inside, "abbreviation"))
        elif bracket.end() == len(line.rstrip(" .")) and _is_other_name(line[: bracket.start()], inside):
            extra.append((inside, "alias"))
        else:
            continue
        if bracket.end() == len(line.rstrip(" .")):
            line = line[: bracket.start()]
    line = clean(line).strip(" ,;")
    return [(line, kind), *extra] if line and not is_only_code(line) else extra


_PROCEDURE_NOUN = re.compile(
    r"\b(?:\w+(?:ectomy|otomy|ostomy|oscopy|plasty|graphy|gram|metry|therapy|centesis|lysis|pexy|desis)|removal|repair|replacement|injection|scan|"
    r"test|surgery|procedure|exam|examination|biopsy|implant|implantation|treatment|transplant|screening|study|fitting|insertion|block|ablation|"
    r"infusion|assay|measurement|shot|vaccine|imaging|resection|transfer|visit|x-ray|ultrasound|mri|graft)s?\Z",
    re.I,
)


def _is_other_name(name: str, bracketed: str) -> bool:
    """Whether a closing bracket holds another name of the procedure rather than a detail of this one."""
    words, own = bracketed.split(), name.split()
    if not own or not words:
        return False
    return _PROCEDURE_NOUN.search(bracketed) is not None or (len(words) > 1 and words[-1].lower() == own[-1].lower())


def _several(text: str) -> list[str]:
    spans = split_list(
        text, 0, len(text), words="," in text or (len(re.findall(r"\bor\b", text)) == 1 and " and " not in text)
    )
    parts = [clean(text[low:high]).strip(" .") for low, high in spans]
    return [part for part in parts if part and not is_only_code(part)]


def _with_preferred(names: list[Name]) -> list[Name]:
    """Where no line is the name itself, the technical term is preferred, else the first name."""
    if not names or names[0][1] == "preferred":
        return names
    at = next((i for i, (_, kind) in enumerate(names) if kind == "preferred"), None)
    if at is None:
        at = next((i for i, (_, kind) in enumerate(names) if kind == "technical"), 0)
    chosen = names[at][0]
    return [(chosen, "preferred"), *names[:at], *names[at + 1 :]]


def _unique(names: list[Name]) -> list[Name]:
    seen: set[str] = set()
    return [pair for pair in names if pair[0].casefold() not in seen and not seen.add(pair[0].casefold())]  # type: ignore[func-returns-value]
