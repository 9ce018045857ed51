"""One page, whole: bytes to the rows of every table, with findings and the count of what became of its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from parsers.boilerplate import LONGEST_BOILERPLATE, line_rule, row_rule
from parsers.conservation import Account, NamedSpan, account
from parsers.decode import decode, find_mojibake, is_binary, is_clean
from parsers.facts.base import Facts, Rows, plain_blanks
from parsers.facts.names import read_names, with_structured
from parsers.facts.table import READERS
from parsers.grammar.document import Draft, Section
from parsers.grammar.inference import infer_sections
from parsers.grammar.items import build_section
from parsers.grammar.language import is_english
from parsers.grammar.preamble import Preamble, read_preamble
from parsers.grammar.section_findings import add_section_findings
from parsers.grammar.sections import Cutter
from parsers.grammar.split import ProcedurePart, split_procedures
from parsers.identity import read_code, read_title, repeats_title
from parsers.in_source import findings_in_source, rows_in_source, section_in_source
from parsers.page import Block, Finding, PageRejected, RawPage, ReadPage, page_key
from parsers.readers.html import read_html
from parsers.readers.markdown_marks import is_markdown
from parsers.readers.plain import read_plain
from parsers.sites import site_of
from parsers.source_map import SourceMap
from parsers.structured import structured_procedure
from parsers.text import clean
from parsers.uris import host_of
from schemas.vocabulary.sections import TYPED_TABLES

_MARKUP = re.compile(
    rb"<(?:!doctype html|html|head|body|meta|title|link|div|p|h[1-6]|ul|ol|table|center|section|article|main|span|br)\b",
    re.I,
)


_ODD = re.compile("[\ufffd\x80-\x9f]")


class Procedure(NamedTuple):
    """One procedure of a page: its key and own columns, its sections with their states, its names, and the rows of its typed tables."""

    procedure_id: str
    code_system: str | None
    code: str | None
    code_origin: str | None
    title: str
    title_rule: str
    sections: tuple[Section, ...]
    states: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    rows: Rows


class ParsedPage(NamedTuple):
    """Everything that a page says.

    `boilerplate` are spans with the name of the rule that took them, in order and without overlap; adjoining ones of one rule are one. `claims`
    are the spans that rows and headings claim, each with what claims it: `title`, `code_system`, `name`, `heading`, `subheading` or `item`.
    """

    read: ReadPage
    site: str | None
    procedures: tuple[Procedure, ...]
    findings: tuple[Finding, ...]
    account: Account
    boilerplate: tuple[NamedSpan, ...]
    claims: tuple[NamedSpan, ...]


class _Ledger(NamedTuple):
    """What a page's procedures share while they are read: the text of facts; claimed spans, boilerplate and findings, which they add to."""

    text: str  # with plain blanks
    claims: list[NamedSpan]
    boilerplate: list[NamedSpan]
    findings: list[Finding]


def parse_page(page: RawPage) -> ParsedPage:
    """Parse one raw page. Raises PageRejected if no readable text can be had from it, and nothing else."""
    read = read_page(page)
    site = site_of(page.uri, page.site)
    is_html = read.media_type == "text/html"
    rules = site.boilerplate if site else _ALL_SITES
    blocks, texts, boilerplate = _part_boilerplate(read.blocks, rules, are_judged=is_html)
    cutter = Cutter(blocks, texts, read.media_type != "text/plain")
    cutter.cut()
    drafts, inferred = infer_sections(cutter.drafts)
    findings = [
        *read.findings,
        *(Finding("metadata_invalid", remark) for remark in page.remarks),
        *cutter.findings,
        *inferred,
    ]
    boilerplate.extend((_begin(block), block.end, rule) for block, rule in cutter.boilerplate)
    ledger = _Ledger(plain_blanks(read.words), [], boilerplate, findings)
    parts = split_procedures(cutter.preamble, drafts)
    page_id = page_key(page.uri)
    if len(parts) > 1:
        findings.append(Finding("procedures_several", f"The page describes {len(parts)} procedures"))
    procedures = tuple(
        _procedure(f"{page_id}-{number}", part, read, page, ledger, len(parts) == 1)
        for number, part in enumerate(parts, 1)
    )
    if not is_english(read.words, read.language):
        findings.append(Finding("language_other", "The page is not in English; what its headings mean is not known"))
    elif not any(
        section.key not in ("other",) and section.heading for procedure in procedures for section in procedure.sections
    ):
        findings.append(Finding("sections_missing", "No heading of a known section was found"))
    if read.source_map is not None:
        procedures = _lead_back(procedures, ledger, read.source_map, len(read.findings))
    accounts = account(read.text, ledger.claims, boilerplate)
    findings.extend(
        Finding("text_unclaimed", f"Nothing accounts for {clean(read.text[start:end])[:80]!r}", None, start, end)
        for start, end in accounts.gaps
    )
    return ParsedPage(
        read,
        page.site or (site.name if site else host_of(page.uri)),
        procedures,
        tuple(findings),
        accounts,
        accounts.taken,
        tuple(ledger.claims),
    )


def _lead_back(
    procedures: tuple[Procedure, ...], ledger: _Ledger, source_map: SourceMap, known: int
) -> tuple[Procedure, ...]:
    """The procedures with spans into the page's own text; the ledger's spans likewise, without the first `known` findings, the reader's."""
    ledger.claims[:] = [(*source_map.span(start, end), role) for start, end, role in ledger.claims]
    ledger.boilerplate[:] = [(*source_map.span(start, end), rule) for start, end, rule in ledger.boilerplate]
    ledger.boilerplate.extend(source_map.marks)
    ledger.findings[known:] = findings_in_source(ledger.findings[known:], source_map)
    return tuple(
        procedure._replace(
            sections=tuple(section_in_source(section, source_map) for section in procedure.sections),
            rows=rows_in_source(procedure.rows, source_map),
        )
        for procedure in procedures
    )


_ALL_SITES = site_of("https://genhealth.ai/", None).boilerplate  # type: ignore[union-attr]


def read_page(page: RawPage) -> ReadPage:
    """Text and blocks of a raw page, by the reader of its media type. Raises PageRejected."""
    if not page.body.strip(b"\x00 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise PageRejected("the page is empty")
    clean_bytes = is_clean(page.body)
    if is_binary(page.body, clean=clean_bytes):
        raise PageRejected("the bytes are not text")
    is_html = _is_html(page)
    text, encoding, findings = decode(page.body, clean=clean_bytes, declared=page.charset, is_html=is_html)
    _check_readable(text)
    if is_html:
        html = read_html(text)
        read = ReadPage(
            html.text,
            html.blocks,
            "text/html",
            encoding,
            findings + html.findings,
            html.title,
            tuple(html.structured),
            html.language,
        )
    elif is_markdown(text, page.media_type == "text/markdown"):
        # Not above: a third of what all parsing imports, and most runs see no Markdown.
        from parsers.readers.markdown import read_markdown

        page_read = read_markdown(text)
        read = ReadPage(
            text,
            page_read.blocks,
            "text/markdown",
            encoding,
            findings + page_read.findings,
            page_read.title,
            source_map=page_read.source_map,
        )
    else:
        read = ReadPage(text, read_plain(text), "text/plain", encoding, findings)
    if (mojibake := find_mojibake(read.text)) is not None:
        read.findings.append(mojibake)
    if not any(character.isalnum() for character in read.text):
        raise PageRejected("the page has no readable text")
    return read


def _is_html(page: RawPage) -> bool:
    if page.media_type is not None:
        return "html" in page.media_type or "xml" in page.media_type
    head = page.body[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and _MARKUP.search(head) is not None


def _check_readable(text: str) -> None:
    sample = text[:20000]
    odd = 0 if sample.isascii() else len(_ODD.findall(sample))
    if odd * 10 > len(sample) * 3:
        raise PageRejected("the bytes are not text in any known encoding")


def _part_boilerplate(
    blocks: list[Block], rules: tuple[tuple[str, re.Pattern[str]], ...], are_judged: bool
) -> tuple[list[Block], list[str], list[NamedSpan]]:
    """The blocks of the page itself, their cleaned texts, and the spans that are the site's; `are_judged`: the reader knew the rules for lines."""
    content: list[Block] = []
    texts: list[str] = []
    boilerplate: list[NamedSpan] = []
    for index, block in enumerate(blocks):
        rule = block.boilerplate
        if rule is None:
            text = clean(block.text)
            if block.link_only and _is_contents(blocks, index):
                rule = "contents_list"
            elif block.kind == "line" and len(block.text) <= LONGEST_BOILERPLATE:
                rule = (None if are_judged else line_rule(text)) or _site_rule(text, rules)
            elif block.kind == "row":
                rule = row_rule(block.text)
            if rule is None:
                content.append(block)
                texts.append(text)
                continue
        boilerplate.append((_begin(block), block.end, rule))
    return content, texts, boilerplate


def _site_rule(text: str, rules: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    for name, pattern in rules:
        if pattern.fullmatch(text):
            return name
    return None


def _is_contents(blocks: list[Block], index: int) -> bool:
    """Whether a list item is one of several that only link to places of the page."""

    def links(at: int) -> bool:
        block = blocks[at] if 0 <= at < len(blocks) else None
        return block is not None and block.link_only and block.kind != "line" and (block.href or "").startswith("#")

    return links(index) and (links(index - 1) or links(index + 1))


def _begin(block: Block) -> int:
    return block.marker_start if 0 <= block.marker_start < block.start else block.start


def _procedure(
    procedure_id: str, part: ProcedurePart, read: ReadPage, page: RawPage, ledger: _Ledger, is_alone: bool
) -> Procedure:
    preamble = read_preamble(part.preamble, bool(part.drafts), part.keeps_lead)
    ledger.boilerplate.extend((_begin(block), block.end, "masthead") for block in preamble.boilerplate)
    findings = ledger.findings
    drafts = _with_introduction(preamble, part.drafts, findings)
    sections = tuple(build_section(draft, read.words) for draft in drafts)
    _claim(preamble, drafts, sections, ledger.claims)
    add_section_findings(sections, findings)
    facts = Facts(procedure_id, ledger.text, findings)
    states = tuple(_read_section(section, facts) for section in sections)
    name_section = next((section for section in sections if section.key == "name"), None)
    title, title_rule = read_title(preamble, read, page, findings)
    strays = [clean(block.text) for block in preamble.strays if clean(block.text).casefold() != title.casefold()]
    names = read_names(name_section, [stray for stray in strays if not repeats_title(stray, title)])
    structured = structured_procedure(read.structured) if is_alone else None
    if structured is not None:
        names = with_structured(names, structured.name, structured.aliases)
    if name_section is not None and name_section.items and not names:
        findings.append(
            Finding("name_missing", "The name section gives no name", "name", name_section.start, name_section.end)
        )
    code_system, code, origin = read_code(
        preamble, name_section, page, findings, is_alone, structured.codes if structured else ()
    )
    return Procedure(
        procedure_id, code_system, code, origin, title, title_rule, sections, states, tuple(names), facts.rows
    )


def _with_introduction(preamble: Preamble, drafts: list[Draft], findings: list[Finding]) -> list[Draft]:
    """Text before the first heading is a summary, if the page has none, or kept under other."""
    if not preamble.introduction:
        return drafts
    key = "other" if any(draft.key == "summary" for draft in drafts) or not drafts else "summary"
    starts = sorted(map(_start, drafts))
    runs: list[Draft] = []
    for block in preamble.introduction:
        between = bisect_right(starts, runs[-1].body[-1].start) if runs else 0
        if not runs or (between < len(starts) and starts[between] < block.start):
            runs.append(Draft(key if not runs else "other", "introduction"))
        runs[-1].add(block)
    for run in runs:
        message = f"Text without a heading outside the sections; taken for {run.key}"
        findings.append(Finding("section_inferred", message, run.key, run.body[0].start, run.body[-1].end))
    return sorted((*runs, *drafts), key=_start)


def _start(draft: Draft) -> int:
    return (draft.heading or draft.body[0]).start


def _claim(preamble: Preamble, drafts: list[Draft], sections: tuple[Section, ...], claims: list[NamedSpan]) -> None:
    claims.extend((_begin(block), block.end, preamble.role_of(block)) for block in preamble.claimed)
    for draft, section in zip(drafts, sections, strict=True):
        if draft.heading is not None:
            claims.append((_begin(draft.heading), draft.heading.end, "heading"))
        claims.extend((_begin(draft.body[index]), draft.body[index].end, "subheading") for index in draft.subheads)
        claims.extend((item.claim_start, item.end, "item") for item in section.items)


def _read_section(section: Section, facts: Facts) -> str:
    """Fill the section's typed tables; its state."""
    if not section.items:
        return "empty"
    reader = READERS.get(section.key)
    if reader is None:
        return "parsed"
    before = facts.count()
    reader(section, facts)
    if facts.count() > before:
        return "parsed"
    tables = ", ".join(TYPED_TABLES[section.key])
    facts.note("section_unparsed", f"No row of {tables} could be read", section.key, section.start, section.end)
    return "unparsed"
