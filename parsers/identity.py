"""What a page is about: its title and its billing code, from the page, its metadata, its address or its file name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.codes import FoundCode, code_in_uri, codes_in, system_in_uri, system_of
from parsers.grammar.document import Section
from parsers.grammar.headings import exact_section
from parsers.grammar.preamble import Preamble
from parsers.page import Finding, RawPage, ReadPage
from parsers.text import clean
from parsers.uris import path_of


def repeats_title(stray: str, title: str) -> bool:
    """Whether a stray line is the title over again, with or without a closing bracket."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", stray).casefold()
    return bool(bare) and (
        bare == title.casefold() or re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", title).casefold() == bare
    )


def read_title(preamble: Preamble, read: ReadPage, page: RawPage, findings: list[Finding]) -> tuple[str, str]:
    """The title as printed, else from metadata, first heading, address or file name, with a finding; and the rule that gave it."""
    if preamble.title is not None and preamble.title_rule is not None:
        return clean(preamble.title.text), preamble.title_rule
    title, rule = next((title, rule) for rule, title in _substitutes(read, page) if title)
    findings.append(Finding("title_missing", f"The page prints no title; taken instead: {title[:80]!r}"))
    return title, rule


def _substitutes(read: ReadPage, page: RawPage) -> Iterator[tuple[str, str | None]]:
    """What may stand for a title that the page does not print, best first, each with its rule."""
    yield "title_element", _without_site(read.metadata_title)
    yield "structured_name", _structured_name(read)
    yield "first_heading", _first_heading(read)
    yield "first_short_line", _first_short_line(read)
    yield "address", _slug(page.uri)
    yield "file_name", _slug(page.path)
    yield "untitled", "Untitled"


def _without_site(title: str | None) -> str | None:
    """A title element's text without the site's name behind a bar."""
    return re.split(r"\s(?:\||::|\u00bb|\u00b7)\s", title)[0] if title else None


def _structured_name(read: ReadPage) -> str | None:
    names = (
        value.get("name")
        for value in read.structured
        if str(value.get("@type", "")).startswith(("Medical", "WebPage", "Article"))
    )
    return next((clean(name) for name in names if isinstance(name, str) and name.strip()), None)


def _first_heading(read: ReadPage) -> str | None:
    headed = (
        clean(block.text)
        for block in read.blocks
        if block.boilerplate is None and (0 < block.level < 7) and exact_section(clean(block.text)) is None
    )
    return next(headed, None)


def _first_short_line(read: ReadPage) -> str | None:
    lines = (
        clean(block.text)
        for block in read.blocks
        if block.boilerplate is None
        and block.kind == "line"
        and len(block.text) <= 120
        and block.text.rstrip()[-1:] not in ".,;"
    )
    return next(lines, None)


def _slug(uri: str) -> str | None:
    last = path_of(uri).rstrip("/").rpartition("/")[2]
    words = re.sub(r"(?:\.(?:gz|zst|html?|xhtml|txt|md|markdown|qmd))+$", "", last)
    return " ".join(re.split(r"[-_\s]+", words)).strip() or None


def read_code(
    preamble: Preamble,
    names: Section | None,
    page: RawPage,
    findings: list[Finding],
    is_alone: bool,
    structured: tuple[FoundCode, ...] = (),
) -> tuple[str | None, str | None, str | None]:
    """Code system, code and the code's origin: from the page, else the sidecar, else the address or file name."""
    printed = list(preamble.codes)
    for item in names.items if names else ():
        printed.extend(codes_in(f"{item.label}: {item.text}" if item.label else item.text))
    sources: list[tuple[str, FoundCode]] = [("page", found) for found in (*printed, *structured)]
    if page.code and is_alone:
        sources.append(("sidecar", FoundCode(page.code.strip().upper(), page.code_system)))
    for uri in dict.fromkeys((page.uri, page.path)):
        if is_alone and (found := code_in_uri(uri, preamble.code_system or page.code_system)) is not None:
            sources.append(("uri", found))
    usable = [(origin, found) for origin, found in sources if system_of(found.code, found.system) is not None]
    for origin, found in sources:
        if (origin, found) not in usable:
            findings.append(Finding("code_malformed", f"{found.code!r} ({origin}) has the shape of no code system"))
    stated = preamble.code_system or page.code_system or system_in_uri(page.uri)
    if not usable:
        findings.append(Finding("code_missing", "Neither the page nor its sidecar, address or file name gives a code"))
        return stated, None, None
    origin, chosen = usable[0]
    if others := sorted({f"{found.code} ({where})" for where, found in usable if found.code != chosen.code}):
        findings.append(
            Finding("code_conflict", f"{chosen.code} ({origin}) is kept, but there is also {', '.join(others)}")
        )
    system = system_of(chosen.code, stated or chosen.system)
    if stated is not None and system != stated:
        findings.append(
            Finding("code_system_conflict", f"The page names {stated}, but {chosen.code} has the shape of {system}")
        )
    return system, chosen.code, origin
