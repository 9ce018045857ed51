"""A golden case as a document: the structured content of its expected tables, from which it can be printed in other forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import NamedTuple

from schemas.vocabulary.sections import SECTIONS
from tests.accuracy.golden import Case, Rows
from tests.accuracy.pagetext import source
from tests.accuracy.truth import Row, changed, has_inferred, is_family, procedures_of, section_words, value

TITLES = {section.key: section.title for section in SECTIONS}
_SYSTEM_LINE = {"CPT": "CPT4 code", "HCPCS": "HCPCS code"}
_LETTERS = re.compile(r"[^\W\d_]+")


class Item(NamedTuple):
    """One paragraph or list item, as `section_items` has it; `parent` is a position in its section, 0 for none."""

    kind: str
    marker: str
    depth: int
    parent: int
    subsection: str
    label: str
    text: str
    url: str = ""

    @property
    def words(self) -> str:
        """What is printed: label and text."""
        return f"{self.label}: {self.text}" if self.label else self.text

    @property
    def is_listed(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind != "paragraph"


class Part(NamedTuple):
    """One section: its key, its heading (empty: none is printed) and its items."""

    key: str
    heading: str
    items: tuple[Item, ...]


class Document(NamedTuple):
    """Title, code-system line, stray lines, and the sections in page order."""

    title: str
    system: str
    strays: tuple[str, ...]
    parts: tuple[Part, ...]
    family: bool

    def mapped(self, change: Callable[[Item], Item]) -> Document:
        """The document with every item changed."""
        parts = tuple(part._replace(items=tuple(map(change, part.items))) for part in self.parts)
        return self._replace(parts=parts)

    @property
    def items(self) -> list[Item]:
        """All items of all sections."""
        return [item for part in self.parts for item in part.items]


def document_of(case: Case) -> Document | None:
    """The document of a case; None where its tables do not hold all that the page's form says."""
    if procedures_of(case) > 1 or any(
        value(row, "section_items", "kind") == "row" for row in case.expected["section_items"]
    ):
        return None
    procedure = case.expected["procedures"][0]
    system = _SYSTEM_LINE.get(value(procedure, "procedures", "code_system"), "") if is_family(case) else ""
    parts = tuple(_part(case, position) for position in range(1, len(case.expected["sections"]) + 1))
    document = Document(value(procedure, "procedures", "title"), system, _strays(case), parts, is_family(case))
    if any(not part.heading for part in parts[1:]):
        document = _with_template_headings(document)
    return document if _is_whole(case, document) and _subsections_last(document) else None


def _part(case: Case, position: int) -> Part:
    row = case.expected["sections"][position - 1]
    key = value(row, "sections", "section")
    rows = [
        each
        for each in case.expected["section_items"]
        if value(each, "section_items", "section_position") == str(position)
    ]
    return Part(key, value(row, "sections", "heading"), tuple(_item(case, each, key) for each in rows))


def _item(case: Case, row: tuple[str, ...], key: str) -> Item:
    kind, marker, depth, parent, subsection, label, text = (
        value(row, "section_items", column)
        for column in ("kind", "marker", "depth", "parent_position", "subsection", "label", "text")
    )
    links = {
        value(code, "similar_codes", "code"): value(code, "similar_codes", "url")
        for code in case.expected["similar_codes"]
    }
    url = next((link for code, link in links.items() if link and text.startswith(code)), "")
    return Item(
        kind, marker, int(depth), int(parent or 0), subsection, label, text, url if key == "similar_codes" else ""
    )


def _strays(case: Case) -> tuple[str, ...]:
    """Lines between the code-system line and the first heading: names and codes that stand in no section."""
    if not is_family(case):
        return ()
    words = section_words(case, 1)
    names = [value(row, "procedure_names", "name") for row in case.expected["procedure_names"]]
    strays = [name for name in names if name not in words]
    procedure = case.expected["procedures"][0]
    code = value(procedure, "procedures", "code")
    if value(procedure, "procedures", "code_origin") == "page" and code not in words:
        strays.append(f"{value(procedure, 'procedures', 'title')} ({code})")
    return tuple(strays)


def _with_template_headings(document: Document) -> Document:
    parts = tuple(part._replace(heading=part.heading or TITLES[part.key]) for part in document.parts)
    return document._replace(parts=parts)


def _is_whole(case: Case, document: Document) -> bool:
    """Whether every word of the document stands on the page, in its order: then nothing was made up."""
    on_page = iter(_LETTERS.findall(re.sub(r"<[^>]*>", " ", unescape(source(case)))))
    printed = [document.title, document.system]
    for part in document.parts:
        if not has_inferred(case):
            printed.append(part.heading)
        seen = ""
        for item in part.items:
            if item.subsection != seen:
                printed.append(item.subsection)
            seen = item.subsection
            printed.append(item.words)
    return all(word in on_page for text in printed for word in _LETTERS.findall(text))


def _subsections_last(document: Document) -> bool:
    """Whether no item stands outside a sub-heading after one that stands under it: print could not show that."""
    return not any(
        before.subsection and not after.subsection
        for part in document.parts
        for before, after in zip(part.items, part.items[1:], strict=False)
    )


# --- the truth of a document ------------------------------------------------------------------------------------------


def retold(expected: Rows, document: Document) -> Rows:
    """The truth with sections, items and links as the document has them; what is said stays as it was."""
    sections: list[Row] = [
        ("1", part.key, part.heading, "parsed" if part.items else "empty") for part in document.parts
    ]
    items: list[Row] = [
        ("1", str(place), str(position), str(item.parent or ""), str(item.depth), item.kind, item.marker, *item[4:7])
        for place, part in enumerate(document.parts, 1)
        for position, item in enumerate(part.items, 1)
    ]
    links = {item.text.split()[0]: item.url for item in document.items if item.url}
    similar = [
        changed(row, "similar_codes", url=links.get(value(row, "similar_codes", "code"), ""))
        for row in expected["similar_codes"]
    ]
    return expected | {"sections": sections, "section_items": items, "similar_codes": similar}


def without_links(document: Document) -> Document:
    """The document as plain text has it."""
    return document.mapped(lambda item: item._replace(url=""))


def with_marker(document: Document, bullet: str) -> Document:
    """The document with one printed bullet in all its lists."""
    return document.mapped(lambda item: item._replace(marker=bullet) if item.kind == "bullet" else item)


def flattened(document: Document) -> Document:
    """The document as the flat flavour keeps it: no numbers, no nesting."""
    return without_links(document).mapped(
        lambda item: item._replace(kind="bullet", marker="-", depth=0, parent=0) if item.is_listed else item
    )


def flat_steps(document: Document, expected: Rows) -> Rows:
    """The steps of the flat flavour: nested items have become steps, and numbers are ordinals."""
    known = {(row[2], row[3]) for row in expected["steps"]}
    steps: list[tuple[str, str]] = []
    for part in document.parts:
        tops: Sequence[Item] = part.items if part.key == "procedure_description" else ()
        for item in tops:
            above = item if not item.parent else part.items[item.parent - 1]
            if (above.label, above.text) in known:
                steps.append((item.label, item.text))
    return expected | {"steps": [("1", str(number), *step) for number, step in enumerate(steps, 1)]}
