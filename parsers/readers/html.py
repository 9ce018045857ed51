"""The reader of HTML: lxml's tree to blocks; BeautifulSoup where lxml would lose text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from lxml import etree

from parsers.grammar.headings import exact_section
from parsers.page import Block, Finding
from parsers.readers.emitter import Emitter
from parsers.readers.layout import is_layout
from parsers.readers.markup import BLOCK, SKIPPED
from parsers.text import clean

_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_CONTROLS = re.compile(r"""(?:aria-controls|data-(?:bs-)?target|data-accordion-target|href)\s*=\s*["']?#?([\w:.-]+)""")
_TITLES = ("h1", "h2", "h3", "h4")
_HEADINGS = (*_TITLES, "h5", "h6", "dt", "summary")
# A page whose tree holds this much less text than its bytes was not read whole.
MAX_BYTES = 64 * 1024 * 1024


class HtmlPage:
    """What an HTML page holds beside its blocks."""

    __slots__ = ("blocks", "findings", "language", "structured", "text", "title")

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.title: str | None = None
        self.language: str | None = None
        self.structured: list[dict[str, Any]] = []


def read_html(source: str) -> HtmlPage:
    """Text and blocks of an HTML page, its title element, language and JSON-LD. Never raises on bad markup."""
    page = HtmlPage()
    emitter = Emitter(_Panels(source), holds_content, is_layout)
    root = _parse(source)
    if root is None:
        page.findings.append(
            Finding("reader_fallback", "lxml would have lost text of this page; it was read by BeautifulSoup")
        )
        _walk_soup(BeautifulSoup(source, "html.parser"), emitter, page)
    else:
        for tree in (root, *root.itersiblings()):
            _walk(tree, emitter, page)
            if tree is not root and tree.tail:
                emitter.data(tree.tail)
    page.text, page.blocks = emitter.finish()
    return page


class _Panels:
    """The ids of panels that a button or link of a page opens, looked for when first asked for."""

    __slots__ = ("found", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: frozenset[str] | None = None

    def __contains__(self, name: object) -> bool:
        if self.found is None:
            can_hide = "hidden" in self.source or "none" in self.source
            self.found = frozenset(_CONTROLS.findall(self.source)) if can_hide else frozenset()
        return name in self.found


def _parse(source: str) -> Any | None:
    """lxml's tree, or None where lxml has dropped something."""
    if not source.strip():
        return etree.Element("html")
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or len(_PARSER.error_log.filter_from_fatals()):
        return None
    return root


def _walk(root: Any, emitter: Emitter, page: HtmlPage) -> None:
    page.language = page.language or root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    head = root.find("head")
    if head is not None:
        _read_head(head, page)
    opening, closing, text = emitter.open, emitter.close, emitter.data
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in BLOCK:
                if opening(tag, element.items(), element):
                    if lines := _text_of(element):
                        emitter.add_boilerplate(emitter.boilerplate or "", lines)
                    walker.skip_subtree()
                    continue
            elif tag in SKIPPED:
                _skipped(tag, element, emitter, page)
                walker.skip_subtree()
                continue
            else:
                emitter.open_inline(tag, element.items())
            if piece := element.text:
                text(piece)
        else:
            if tag in BLOCK:
                closing(tag)
            elif tag not in SKIPPED:
                emitter.close_inline(tag)
            if piece := element.tail:
                text(piece)


def _skipped(tag: str, element: Any, emitter: Emitter, page: HtmlPage) -> None:
    """An element that holds nothing to read: its JSON-LD, or its text as boilerplate."""
    if tag == "script" and "json" in (element.get("type") or ""):
        _read_structured(element.text or "", page)
    if tag in ("noscript", "textarea", "object") and (lines := _text_of(element)):
        emitter.add_boilerplate(tag, lines)


_TEXTS = etree.XPath(".//text()", smart_strings=False)
_APART = "\0"
_SHOWN = etree.XPath(".//text()[not(ancestor::script or ancestor::style or ancestor::template)]", smart_strings=False)


def _text_of(element: Any) -> str:
    """The text of an element that is boilerplate, a line for each piece of text."""
    holds_code = next(element.iter("script", "style"), None) is not None
    pieces: Any = _SHOWN(element) if holds_code else _TEXTS(element)
    # All at once, the pieces kept apart by a character that no tree holds.
    lines = " ".join(_APART.join(pieces).split()).replace(" " + _APART, _APART).replace(_APART + " ", _APART)
    return "\n".join(filter(None, lines.split(_APART)))


def _read_head(head: Any, page: HtmlPage) -> None:
    for element in head:
        if element.tag == "title":
            page.title = page.title or clean(element.text or "") or None
        elif element.tag == "meta" and element.get("property") == "og:title":
            page.title = clean(element.get("content") or "") or page.title
        elif element.tag == "script" and "json" in (element.get("type") or ""):
            _read_structured(element.text or "", page)


def _read_structured(source: str, page: HtmlPage) -> None:
    try:
        values = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        if "schema.org" in source:
            page.findings.append(Finding("markup_ignored", "The page's JSON-LD could not be read"))
        return
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, dict):
            graph = value.get("@graph")
            page.structured.extend(
                item for item in (graph if isinstance(graph, list) else [value]) if isinstance(item, dict)
            )


# --- the second reader ------------------------------------------------------------------------------------------------


def _events(soup: BeautifulSoup) -> Iterator[tuple[str, Any]]:
    """Start, text and end events of a soup, without recursion: pages nest deeper than Python may call."""
    stack: list[tuple[Tag, Iterator[Any]]] = [(soup, iter(soup.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", tag
        elif isinstance(child, Tag):
            yield "start", child
            if child.name not in SKIPPED:
                stack.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield "text", str(child)


def _walk_soup(soup: BeautifulSoup, emitter: Emitter, page: HtmlPage) -> None:
    page.title = clean(soup.title.get_text()) or None if soup.title else None
    for event, value in _events(soup):
        if event == "text":
            emitter.data(value)
        elif event == "start":
            if value.name == "script" and "json" in str(value.get("type") or ""):
                _read_structured(value.get_text(), page)
            if value.name not in SKIPPED:
                attributes = [
                    (name, " ".join(item) if isinstance(item, list) else str(item))
                    for name, item in value.attrs.items()
                ]
                if value.name in BLOCK:
                    emitter.open(value.name, attributes, value)
                else:
                    emitter.open_inline(value.name, attributes)
        elif value is not soup and value.name not in SKIPPED:
            (emitter.close if value.name in BLOCK else emitter.close_inline)(value.name)


def holds_content(element: Any, rule: str) -> bool:
    """Whether an element that looks like boilerplate holds the page's own title or a section that the project knows."""
    is_title_enough = rule in ("header", "form")
    for name, text in _headings_in(element):
        if name == "h1" or (is_title_enough and name in _TITLES) or exact_section(clean(text)) is not None:
            return True
    return False


def _headings_in(element: Any) -> Iterator[tuple[str, str]]:
    """The headings below an element of either tree: tag and text."""
    if isinstance(element, Tag):
        for found in element.find_all(_HEADINGS):
            yield found.name, found.get_text(" ")
        return
    for found in element.iter(*_HEADINGS):
        if found is not element:
            yield found.tag, "".join(found.itertext())
