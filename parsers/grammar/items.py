"""The body of a section to items: markers, nesting, sub-headings, labels, and two labels in one line."""

from __future__ import annotations

import re

from parsers.grammar.document import Draft, Item, Section
from parsers.grammar.headings import fold, is_lead_in, label_kind
from parsers.page import Block
from parsers.text import clean

_LABEL = re.compile(r"[\"'\u201c*]{0,3}(?=[^\W_])([^:.;!?\n]{1,70}?)(?:\s?:\*{0,2})(?=\s)\s*(?=\S)")
_SECOND = re.compile(r"(?<=[.;,\w)\]])\s+([A-Z][A-Za-z/&, ]{2,40}?)\s?:\s+(?=\S)")
_LABEL_END = 80  # no label reaches further with its colon
_URL = re.compile(r"https?\Z|www", re.I)
_DASHED = re.compile(r"([A-Z][A-Za-z /]{2,40}?)\s+[\u2013\u2014-]\s+(?=\S)")

# Called by name for every item of every page, in a third of the time that the class takes.
_new_item = Item.__new__


class _Builder:
    """Builds the items of one section."""

    def __init__(self, draft: Draft, text: str) -> None:
        self.draft, self.page = draft, text
        self.items: list[Item] = []
        self.parents: list[Item] = []
        self.subsection: str | None = None
        self.sub_meaning: str | None = None
        self.open_label: str | None = None
        # Depth of the first item of a list: lists under numbered headings are indented as a whole.
        self.base: int | None = None

    def build(self) -> list[Item]:
        body = self.draft.body
        for index, block in enumerate(body):
            if index in self.draft.subheads:
                self.subsection = clean(block.text).rstrip(": ").strip("*# ") or None
                self.sub_meaning = label_kind(self.draft.key, self.subsection or "")
                self.parents.clear()
                self.open_label = self.base = None
            else:
                follows = body[index + 1] if index + 1 < len(body) and index + 1 not in self.draft.subheads else None
                self._block(block, follows)
        return self.items

    def _block(self, block: Block, follows: Block | None) -> None:
        if block.kind == "row":
            self._row(block)
            return
        add = self._paragraph if block.kind == "line" else self._list_item
        start, claim = block.start, block.marker_start
        for end in (*(self._second_labels(block) if ":" in block.text else ()), block.end):
            add(block, start, end, claim, follows)
            start = end
            while start < block.end and self.page[start].isspace():
                start += 1
            claim = start

    def _second_labels(self, block: Block) -> list[int]:
        """Where further known labels begin in a line that begins with one: `Tools: a, b. Anesthesia: c`."""
        raw = block.text
        first = raw.find(":")
        if first < 0 or label_kind(self.draft.key, raw[:first]) is None:
            return []
        found: list[int] = []
        for match in _SECOND.finditer(raw, first + 1):
            words = match[1].split()
            # What looks like the label may have swallowed the end of the text before it: the longest known ending counts.
            tails = (" ".join(words[-size:]) for size in range(len(words), 0, -1))
            label = next((tail for tail in tails if label_kind(self.draft.key, tail) is not None), None)
            if label is not None and (label == match[1] or raw[: match.end(1) - len(label)].rstrip()[-1:] in ".;,"):
                found.append(block.start + match.end(1) - len(label))
        return found

    def _paragraph(self, block: Block, start: int, end: int, claim: int, _: Block | None) -> None:
        raw = self.page[start:end].rstrip()
        key = self.draft.key
        label, value = _label(raw, key)
        text = clean(raw[value:])
        own = label_kind(key, label) if label else None
        self.parents.clear()
        self.base = None
        item = _new_item(
            Item,
            position=len(self.items) + 1,
            kind="paragraph",
            marker=block.marker or None,
            depth=0,
            parent=None,
            subsection=self.subsection,
            label=label,
            text=text,
            start=start,
            end=start + len(raw),
            value_start=start + value,
            claim_start=claim,
            meaning=own or self.sub_meaning,
            label_meaning=own,
            is_lead=label is None and text[-1:] == ":",
            href=block.href,
        )
        self.items.append(item)

    def _list_item(self, block: Block, start: int, end: int, claim: int, follows: Block | None) -> None:
        raw = self.page[start:end].rstrip()
        key = self.draft.key
        label, value = _label(raw, key)
        text = clean(raw[value:])
        depth = self._rebased(block.depth)
        parents = self.parents
        while parents and parents[-1].depth >= depth:
            parents.pop()
        parent = parents[-1] if parents else None
        leads = label is None and text[-1:] == ":"
        nested = follows is not None and follows.kind != "line" and follows.depth > block.depth
        own = label_kind(key, label) if label else None
        alone = label_kind(key, text.rstrip(":")) if leads or nested else None
        meaning = alone or own or (parent.meaning if parent else None) or self.open_label or self.sub_meaning
        if parent is None:
            self.open_label = alone if leads and not nested else (None if own else self.open_label)
        item = _new_item(
            Item,
            position=len(self.items) + 1,
            kind=block.kind,
            marker=block.marker or None,
            depth=depth,
            parent=parent.position if parent else None,
            subsection=self.subsection,
            label=label,
            text=text,
            start=start,
            end=start + len(raw),
            value_start=start + value,
            claim_start=claim,
            meaning=meaning,
            label_meaning=own,
            is_lead=leads or (nested and alone is not None),
            href=block.href,
        )
        self.items.append(item)
        parents.append(item)

    def _rebased(self, depth: int) -> int:
        if self.base is None or depth < self.base:
            self.base = depth
        return depth - self.base

    def _row(self, block: Block) -> None:
        cells = [clean(cell) for cell in block.text.split("\t")]
        label, text = (cells[0] or None, cells[1]) if len(cells) == 2 and cells[1] else (None, " | ".join(cells))
        own = label_kind(self.draft.key, label) if label else None
        raw = self.page[block.start : block.end]
        value = raw.find(cells[1], len(cells[0])) if label else 0
        self.parents.clear()
        item = _new_item(
            Item,
            position=len(self.items) + 1,
            kind="row",
            marker=None,
            depth=0,
            parent=None,
            subsection=self.subsection,
            label=label,
            text=text,
            start=block.start,
            end=block.end,
            value_start=block.start + max(0, value),
            claim_start=block.start,
            meaning=own or self.sub_meaning,
            label_meaning=own,
            is_lead=block.strong == len(block.text),
            href=block.href,
            cells=block.cells,
        )
        self.items.append(item)


def _label(raw: str, section: str) -> tuple[str | None, int]:
    """The label of a `Label: value` text and where its value begins; (None, 0) if there is none."""
    match = _LABEL.match(raw) if ":" in raw[:_LABEL_END] else None
    if match is None:
        has_dash = "-" in raw or "\u2013" in raw or "\u2014" in raw
        if has_dash and (dashed := _DASHED.match(raw)) and label_kind(section, dashed[1]) is not None:
            return clean(dashed[1]), dashed.end()
        return None, 0
    label = clean(match[1]).strip("*\"'\u201c\u201d ")
    if label_kind(section, label) is None and (
        len(label.split()) > 8
        or is_lead_in(label)
        or not (label[0].isupper() or label[0].isdigit())
        or _URL.search(label)
    ):
        return None, 0
    if not fold(label) or fold(label).isdigit() or label.count("(") != label.count(")"):
        return None, 0
    return label, match.end()


def build_section(draft: Draft, page: str) -> Section:
    """The finished section of a draft: its items and its span."""
    items = tuple(_Builder(draft, page).build())
    heading = draft.heading
    first = heading or draft.body[0]
    last = draft.body[-1] if draft.body else first
    start = first.marker_start if first.marker_start >= 0 else first.start
    text = "\n".join(_printed(items)) or None
    return Section(draft.key, draft.heading_text, items, text, start, last.end, draft.rule)


def _printed(items: tuple[Item, ...]) -> list[str]:
    lines: list[str] = []
    subsection: str | None = None
    for item in items:
        if item.subsection != subsection:
            subsection = item.subsection
            if subsection:
                lines.append(subsection)
        if line := f"{item.label}: {item.text}" if item.label else item.text:
            lines.append(line)
    return lines
