"""The reader of HTML: lxml's tree to blocks; BeautifulSoup where lxml would lose text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from lxml import etree

from parsers.page import Block, Finding
from parsers.readers.badges import join_badges
from parsers.readers.emitter import Emitter
from parsers.readers.lookahead import Lookahead
from parsers.readers.markup import BLOCK, EMBEDDED, SKIPPED, STRUCK_OUT, WATCHED
from parsers.readers.tabs import Tabs
from parsers.text import clean

_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_CONTROLS = re.compile(r"""(?:aria-controls|data-(?:bs-)?target|data-accordion-target|href)\s*=\s*["']?#?([\w:.-]+)""")
_XHTML = re.compile(r"<\?xml\b|<html\b[^>]*\bxmlns\s*=", re.I)
_CDATA = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|<!\[CDATA\[(.*?)\]\]>", re.I | re.S)
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
    emitter = Emitter(_Panels(source), Lookahead())
    root = _parse(source)
    if root is None:
        page.findings.append(
            Finding("reader_fallback", "lxml would have lost text of this page; it was read by BeautifulSoup")
        )
        _walk_soup(BeautifulSoup(source, "html.parser"), emitter, page)
    else:
        tabs = Tabs(source, root)
        for tree in (root, *root.itersiblings()):
            _walk(tree, emitter, page, tabs)
            if tree is not root and tree.tail:
                emitter.data(tree.tail)
    page.text, blocks = emitter.finish()
    page.blocks = join_badges(blocks)
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
    if "<![CDATA[" in source and _XHTML.search(source, 0, 2000) is not None:
        source = _CDATA.sub(_as_text, source)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or len(_PARSER.error_log.filter_from_fatals()):
        return None
    return root


def _as_text(found: re.Match[str]) -> str:
    """A CDATA section as the text that it is; one in a script stays."""
    return found[0] if found[1] is None else escape(found[1], quote=False)


def _walk(root: Any, emitter: Emitter, page: HtmlPage, tabs: Tabs) -> None:
    page.language = page.language or root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    head = root.find("head")
    if head is not None:
        _read_head(head, page)
    opening, closing, text = emitter.open, emitter.close, emitter.data
    walker = etree.iterwalk(root, events=("start", "end"))
    has_tabs = bool(tabs.labels)
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if has_tabs:
                if element in tabs.labels:
                    if element in tabs.repeats:
                        emitter.add_boilerplate("contents_list", _text_of(element))
                    walker.skip_subtree()
                    continue
                if (label := tabs.of_panel.get(element)) is not None:
                    emitter.add_heading(label)
            if tag in BLOCK:
                if opening(tag, element.items(), element):
                    if lines := _text_of(element):
                        emitter.add_boilerplate(emitter.boilerplate or "", lines)
                    walker.skip_subtree()
                    continue
            elif tag in SKIPPED and not _is_shown(tag, element):
                _skipped(tag, element, emitter, page)
                walker.skip_subtree()
                continue
            elif tag in WATCHED and (rule := emitter.inline_rule(tag, element.items())) is not None:
                if lines := _text_of(element):
                    emitter.add_later(rule, lines)
                walker.skip_subtree()
                continue
            else:
                emitter.open_inline(tag, element.items())
            if piece := element.text:
                text(piece)
        else:
            if has_tabs and element in tabs.labels:
                pass
            elif tag in BLOCK:
                closing(tag)
            elif tag not in SKIPPED:
                emitter.close_inline(tag)
            if piece := element.tail:
                text(piece)


def _skipped(tag: str, element: Any, emitter: Emitter, page: HtmlPage) -> None:
    """An element that holds nothing to read: its JSON-LD, or its text as boilerplate."""
    if tag == "script" and "json" in (element.get("type") or ""):
        _read_structured(element.text or "", page)
    elif tag in EMBEDDED and (lines := _text_of(element)):
        emitter.add_later("embedded", lines)


def _is_shown(tag: str, element: Any) -> bool:
    """Whether a template is shown after all: a declared shadow root is."""
    return tag == "template" and element.get("shadowrootmode") is not None


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
            if not _is_whole(child):
                stack.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield "text", str(child)


def _is_whole(tag: Tag) -> bool:
    """Whether an element is not looked into: it holds nothing to read, or is struck out."""
    return (tag.name in SKIPPED and not _is_shown(tag.name, tag)) or tag.name in STRUCK_OUT


def _rule_of_whole(tag: Tag) -> str | None:
    """The rule by which all text of an element is boilerplate, if it is not looked into."""
    return "struck_out" if tag.name in STRUCK_OUT else "embedded" if tag.name in EMBEDDED else None


def _walk_soup(soup: BeautifulSoup, emitter: Emitter, page: HtmlPage) -> None:
    page.title = clean(soup.title.get_text()) or None if soup.title else None
    for event, value in _events(soup):
        if event == "text":
            emitter.data(value)
        elif event == "start":
            if value.name == "script" and "json" in str(value.get("type") or ""):
                _read_structured(value.get_text(), page)
            if (rule := _rule_of_whole(value)) is not None and (lines := "\n".join(value.stripped_strings)):
                emitter.add_later(rule, lines)
            if not _is_whole(value):
                attributes = [
                    (name, " ".join(item) if isinstance(item, list) else str(item))
                    for name, item in value.attrs.items()
                ]
                if value.name in BLOCK:
                    emitter.open(value.name, attributes, value)
                else:
                    emitter.open_inline(value.name, attributes)
        elif value is not soup:
            (emitter.close if value.name in BLOCK else emitter.close_inline)(value.name)
