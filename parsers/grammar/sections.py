"""Blocks to draft sections: which lines are headings, which are sub-headings, and what stands under each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from parsers.boilerplate import line_rule
from parsers.codes import code_line
from parsers.grammar import headings as words
from parsers.grammar.document import Draft
from parsers.page import Block, Finding
from parsers.text import clean
from schemas.vocabulary.sections import SECTIONS, TEMPLATE

FAMILY_TITLES = {words.fold(section.title): section.key for section in SECTIONS if section.key != "other"}
# One-word headings that prose uses as often as headings do: in plain text they open a section only with a colon.
_AMBIGUOUS = frozenset(
    "pain time treatment procedure process method methods use uses before after during place where team length about discharge healing monitoring "
    "pros findings prep discomfort exclusions warnings questions problems dangers providers staff background aim aims goal goals name coverage comfort "
    "description introduction location rationale safety staffing technique steps duration setting".split()
) - {
    "duration",
    "setting",
    "description",
    "introduction",
    "technique",
    "steps",
    "background",
    "location",
    "safety",
    "goals",
}
_NO_LEVEL = 99
_NUMBERED = re.compile(r"\A\(?\d{1,2}[.)]\s+(?=\S)")
_HEADING_ENDS = "?:-\u2013\u2014"


class OutlineLine(NamedTuple):
    """One line in its place: its place in the page, its block and cleaned text, the section it stands in, and the section that it names as a heading."""

    place: int
    block: Block
    text: str
    current: Draft | None
    key: str | None


class Cutter:
    """Cuts the blocks of one page, given with their cleaned texts. `preamble` and `drafts` hold the result; `boilerplate` the blocks under headings of the site."""

    def __init__(self, blocks: list[Block], texts: list[str], is_markup: bool) -> None:
        self.blocks, self.texts = blocks, texts
        self.preamble: list[Block] = []
        self.drafts: list[Draft] = []
        self.boilerplate: list[tuple[Block, str]] = []
        self._is_markup = is_markup
        self.findings: list[Finding] = []
        lines = [
            (block.level, text)
            for block, text in zip(blocks, texts, strict=True)
            if block.kind == "line" and len(text) <= 80
        ]
        known = [line for line in lines if words.exact_section(line[1]) is not None]
        self._known = Counter(words.exact_section(text) for _, text in known if len(text) < 60)
        # In plain text a leaked `##### Label` is no outline; headings of Markdown are.
        marked = sum(0 < level < 7 for level, _ in known)
        self._levels = any(1 <= block.level <= 6 for block in blocks) and (is_markup or marked * 2 > len(known))
        # A page with an outline does not put headings into prose.
        self._outlined = sum(block.level > 0 for block in blocks) > 3 if is_markup else len(known) >= 3
        self._numbered = self._numbered_headings()
        titles = {FAMILY_TITLES.get(words.fold(text)) for _, text in lines if len(text) < 40} - {None}
        named = any(
            block.kind == "line" and len(text) < 60 and code_line(text)
            for block, text in zip(blocks[:12], self.texts[:12], strict=True)
        )
        pairs = len({"procedure_description", "patient_experience", "similar_codes", "risks"} & titles)
        self.is_family = (
            ("name" in titles and len(titles) >= 2) or (named and len(titles) >= 3) or (pairs >= 3 and len(titles) >= 8)
        )
        self._is_only_title = sum(block.level == 1 for block in blocks) == 1
        self._unknown_only = False
        self._titled = titles
        self._boilerplate_level: int | None = None
        self._boilerplate_rule = ""
        self._eyebrow: tuple[int, str] | None = None  # the heading that a line above it names, and how
        self._preamble_level = _NO_LEVEL  # the highest heading in the preamble
        self._last_template: str | None = None

    def cut(self) -> None:
        """Fill `preamble` and `drafts`. A page without any known heading is cut at the lines that look like headings."""
        self._cut()
        if not self.drafts and len(self.blocks) > 2:
            self._unknown_only = True
            self.preamble, self.boilerplate, self.findings, self._boilerplate_level = [], [], [], None
            self._preamble_level = _NO_LEVEL
            self._cut()

    def _cut(self) -> None:
        for index, block in enumerate(self.blocks):
            text = self.texts[index]
            if index in self._numbered:
                self._open("numbered_heading", self._numbered[index], block, text)
            elif block.kind != "line" or (block.tag == "dd" and not block.level):
                self._content(block)  # what a term is described by is no heading, whatever it says
            else:
                self._line(index, block, text)

    # --- one line -----------------------------------------------------------------------------------------------------

    def _line(self, index: int, block: Block, text: str) -> None:
        if self._boilerplate_level is not None and 0 < block.level <= self._boilerplate_level:
            self._boilerplate_level = None  # what stands under a heading of the site ends at the next of its rank
        line = OutlineLine(
            index, block, text, self.drafts[-1] if self.drafts else None, self._section_key(index, block, text)
        )
        for rule in OUTLINE_RULES:
            if rule(self, line):
                return
        self._content(block)

    # Each of these takes a line that its rule speaks of, and says whether it did.

    def _take_under_site_heading(self, line: OutlineLine) -> bool:
        """A heading below one of the site's in rank is the site's too; a section's name only if the page's own sections rank as high."""
        level = self._boilerplate_level
        is_deeper = level is not None and level < line.block.level < 7
        if not is_deeper or (line.key is not None and not (self.drafts and 0 < self.drafts[-1].level <= (level or 0))):
            return False
        self.boilerplate.append((line.block, self._boilerplate_rule))
        return True

    def _take_site_heading(self, line: OutlineLine) -> bool:
        """What a heading of the site says is the site's, and what stands under it until the next heading of its rank."""
        block, rule = line.block, None
        if not (block.level or (block.gap and line.place)) or self._is_page_title(block, line.text):
            return False
        if words.is_site_heading(line.text):
            rule = "site_section"
        elif (
            self._is_markup and 1 < block.level <= 7
        ):  # what only sounds like the site's must stand in the page's outline
            rule = words.site_heading_rule(line.text)
            if rule is None and block.level < 7 and line_rule(line.text) is not None:
                rule = "site_section"
        if rule is None:
            return False
        self._boilerplate_level, self._boilerplate_rule = block.level or 9, rule
        self.boilerplate.append((block, rule))
        return True

    def _take_eyebrow(self, line: OutlineLine) -> bool:
        """A section's name set in small above a heading of the outline: it says what that heading is about, and is no heading itself."""
        following = self.blocks[line.place + 1] if line.place + 1 < len(self.blocks) else None
        if not self._is_markup or self.is_family or line.block.level in range(1, 7) or line.key is None:
            return False
        if following is None or not 1 < following.level < 7 or words.exact_section(line.text) is None:
            return False
        self._eyebrow = (line.place + 1, line.key)
        self.boilerplate.append((line.block, "eyebrow"))
        return True

    def _take_known_subheading(self, line: OutlineLine) -> bool:
        """A line that means something in the section it stands in, or ranks below its heading, is a sub-heading."""
        current = line.current
        if current is None or self._boilerplate_level is not None:
            return False
        if not self._is_known_subhead(line.place, line.block, line.text, line.key, current):
            return False
        current.add(line.block, True)
        return True

    def _take_known_heading(self, line: OutlineLine) -> bool:
        """A line that names a section opens it."""
        if line.key is None or self._is_page_title(line.block, line.text):
            return False
        self._open("known_heading", line.key, line.block, line.text)
        return True

    def _take_run_in(self, line: OutlineLine) -> bool:
        """A paragraph that begins with a section's name opens it, and its rest is the first content."""
        run_in = self._run_in(line.block, line.text, line.current)
        if run_in is None:
            return False
        head, rest, key = run_in
        self._open("run_in_heading", key, head, clean(head.text))
        self._content(rest)
        return True

    def _take_unknown_heading(self, line: OutlineLine) -> bool:
        """What the page marks as a heading is one, whatever it says."""
        if not line.block.level:
            return False
        if self._eyebrow is not None and self._eyebrow[0] == line.place:
            self._open("eyebrow_heading", self._eyebrow[1], line.block, line.text)
            return True
        self._unknown_heading(line.place, line.block, line.text, line.current)
        return True

    def _take_label_line(self, line: OutlineLine) -> bool:
        """A short line that ends in a colon labels what follows."""
        if line.current is None or not line.text.endswith(":") or not self._is_label_line(line.place, line.text):
            return False
        line.current.add(line.block, True)
        return True

    def _take_shaped_heading(self, line: OutlineLine) -> bool:
        """A line that stands alone above text and has a heading's shape is one."""
        if line.current is None and not self._unknown_only:
            return False
        if not self._is_unknown_heading_line(line.place, line.block, line.text, line.current):
            return False
        self._open("heading_by_shape", "other", line.block, line.text)
        return True

    def _is_page_title(self, block: Block, text: str) -> bool:
        """The page's one h1 names the page, even if it reads like a section (`Getting ready for your scan`)."""
        return block.level == 1 and self._is_only_title and not self.drafts and words.exact_section(text) is None

    def _content(self, block: Block) -> None:
        if self._boilerplate_level is not None:
            self.boilerplate.append((block, self._boilerplate_rule))
        elif self.drafts:
            self.drafts[-1].add(block)
        else:
            self._before(block)

    def _before(self, block: Block) -> None:
        self.preamble.append(block)
        if block.level:
            self._preamble_level = min(self._preamble_level, block.level)

    def _open(self, rule: str, key: str, block: Block, text: str) -> None:
        self._boilerplate_level = None
        text = _NUMBERED.sub("", text)
        level = block.level or (8 if self._levels else 0)
        self.drafts.append(Draft(key, rule, block, text, level))
        if key in TEMPLATE:
            self._last_template = key
        if key == "other":
            self.findings.append(
                Finding("heading_unknown", f"Unknown heading {text[:80]!r}", "other", block.start, block.end)
            )
        elif (named := words.sections_named(text)) and len(named) > 1 and words.exact_section(text) is None:
            self.findings.append(
                Finding("heading_ambiguous", f"{text[:80]!r} names {' and '.join(named)}", key, block.start, block.end)
            )

    # --- known headings -----------------------------------------------------------------------------------------------

    def _section_key(self, index: int, block: Block, text: str) -> str | None:
        if len(text) > words.MAX_HEADING or not text or text[-1] in ".!;,":
            return None
        if block.level:
            return words.section_of(text)
        key = words.exact_section(text)
        if self.is_family:
            return key if key and self._is_family_heading(text, key) else None
        if key is not None:
            certain = words.fold(text) not in _AMBIGUOUS or text[-1] in _HEADING_ENDS or text.isupper()
            certain = certain or (bool(self.drafts) and block.gap > 0 and self._stands_alone(index))
            return (
                key
                if certain
                or self._is_unknown_heading_line(index, block, text, self.drafts[-1] if self.drafts else None)
                else None
            )
        if text[-1] == "?" or (
            text[-1] == ":" and (not words.is_lead_in(text) or (self._lists_after(index) and not self._outlined))
        ):
            return words.section_of(text)
        if (block.gap or text[-1] in _HEADING_ENDS) and len(words.fold(text).split()) <= 8 and self._has_content(index):
            return words.section_of(text.rstrip("-\u2013\u2014 "))
        return None

    def _is_family_heading(self, text: str, key: str) -> bool:
        folded = words.fold(text)
        if FAMILY_TITLES.get(folded) == key:
            return True
        if key in self._titled or (folded in _AMBIGUOUS and text[-1] not in _HEADING_ENDS):
            return False
        last = self._last_template
        return last is None or key not in TEMPLATE or TEMPLATE.index(key) > TEMPLATE.index(last)

    def _is_known_subhead(self, index: int, block: Block, text: str, key: str | None, current: Draft) -> bool:
        if len(text) > 80 or text[-1:] in ".!;,?":
            return False
        is_title = FAMILY_TITLES.get(words.fold(text)) is not None
        if block.level >= 2 and not self._levels and block.level < 7 and not is_title:
            return True
        deeper = self._is_deeper(block, current) and (current.level > 0 or self.is_family)
        if deeper and (key == current.key or (self.is_family and not is_title)):
            return True
        if words.label_kind(current.key, text) is None:
            return False
        if block.level and self._levels and not deeper and key is not None:
            return False
        if key is not None and key == current.key:
            is_plain_heading = words.exact_section(text) is not None and text[-1] != ":" and not self.is_family
            return deeper or not (is_plain_heading or (words.exact_section(text) is not None and not current.body))
        if key is None:
            return text[-1] == ":" or bool(block.level) or self._has_content(index)
        if deeper and block.level:
            return True
        return (self.is_family and not is_title) or self._occurs_elsewhere(text, key)

    @staticmethod
    def _is_deeper(block: Block, current: Draft) -> bool:
        """Whether a heading stands below the section's own; below the button or summary of a panel stand h4 to h6."""
        if current.level == 7 and 4 <= block.level <= 6:
            return True
        return block.level > current.level

    def _occurs_elsewhere(self, text: str, key: str) -> bool:
        """Whether another line than this one names the section as well."""
        is_counted = len(text) < 60 and words.exact_section(text) == key
        return self._known[key] > is_counted

    def _run_in(self, block: Block, text: str, current: Draft | None) -> tuple[Block, Block, str] | None:
        """`Risks: bleeding, ...` at the start of a paragraph: the heading, the rest, and the section."""
        cut = block.text.find(":", 0, 60)
        if cut < 3 and 3 <= block.strong < min(len(block.text), 60):
            cut = block.strong - 1
        if cut < 3 or cut + 2 >= len(block.text) or block.level:
            return None
        label = clean(block.text[: cut + 1])
        key = words.exact_section(label) or (words.section_of(label) if block.strong else None)
        if (
            key is None
            or key in self._titled
            or (current is not None and words.label_kind(current.key, label) is not None)
        ):
            return None
        if self.is_family and (
            key not in TEMPLATE
            or current is None
            or current.key not in TEMPLATE
            or TEMPLATE.index(key) <= TEMPLATE.index(current.key)
        ):
            return None
        rest = block.text[cut + 1 :]
        lead = len(rest) - len(rest.lstrip())
        middle = block.start + cut + 1
        head = block._replace(text=block.text[: cut + 1], end=middle, strong=0)
        return (
            head,
            block._replace(text=rest.strip(), start=middle + lead, marker_start=middle + lead, gap=0, strong=0),
            key,
        )

    def _numbered_headings(self) -> dict[int, str]:
        """Numbered lines that are headings (`1. Indications`): known by name, and followed by something else than the next number."""
        found: dict[int, str] = {}
        numbered = [index for index, block in enumerate(self.blocks) if block.kind == "numbered" and block.depth == 0]
        for index in numbered:
            text = self.texts[index]
            follows = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
            if (
                len(text) > 80
                or text[-1:] in ".!;,"
                or (follows is not None and follows.kind == "numbered" and follows.marker != "1.")
            ):
                continue
            key = words.section_of(text)
            if key is not None:
                found[index] = key
        if len(found) < 2:
            return {}
        style = {self.blocks[index].marker[-1:] for index in found}
        expected = {self._number(index) for index in found}
        for index in numbered:
            text = self.texts[index]
            number = self._number(index)
            if (
                index not in found
                and number not in expected
                and text[-1:] not in ".!;,"
                and len(text.split()) <= 8
                and number - 1 in expected
            ):
                follows = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
                if follows is not None and follows.kind != "numbered" and self.blocks[index].marker[-1:] in style:
                    found[index] = "other"
                    expected.add(number)
        return found

    def _number(self, index: int) -> int:
        digits = "".join(filter(str.isdigit, self.blocks[index].marker))
        return int(digits) if digits else 0

    # --- unknown headings ---------------------------------------------------------------------------------------------

    def _unknown_heading(self, index: int, block: Block, text: str, current: Draft | None) -> None:
        if block.level == 7 and (len(text.split()) > 12 or text[-1:] in ".!;," or not self._has_content(index)):
            self._content(block)
        elif current is None:
            if self._preamble_level < block.level and self._has_content(index, or_deeper=True):
                self._open("unknown_heading", "other", block, text)
            else:
                self._before(block)
        elif self._boilerplate_level is not None and block.level > self._boilerplate_level:
            self.boilerplate.append((block, self._boilerplate_rule))
        elif self._is_deeper(block, current) and current.key != "name" and (block.level != 7 or current.level != 8):
            self._boilerplate_level = None
            current.add(block, True)
        elif block.level == 7 and current.key == "name" and not text.endswith(":"):
            current.add(block)
        else:
            self._open("unknown_heading", "other", block, text)

    def _is_label_line(self, index: int, text: str) -> bool:
        """Whether a line ending in a colon labels what follows, rather than leading into it as a sentence."""
        if len(text) > 80 or words.is_lead_in(text) or (len(text.split()) > 4 and not words.is_title_case(text)):
            return False
        return self._has_content(index) or index + 1 == len(self.blocks)

    def _is_unknown_heading_line(self, index: int, block: Block, text: str, current: Draft | None) -> bool:
        if not block.gap or self._levels or not self._has_content(index) or not words.looks_like_heading(text):
            return False
        if current is None:
            return index > 0 and code_line(text) is None and self.blocks[index + 1].gap > 0
        if current.key == "name" or not current.body:
            return False
        before, after = self.blocks[index - 1], self.blocks[index + 1]
        settled = before.kind != "line" or self.texts[index - 1][-1:] in ".!?:" or block.gap >= 2
        follows = after.kind != "line" or len(self.texts[index + 1]) > 60 or self.texts[index + 1][-1:] in ".!?:"
        shaped = text[-1] == "?" or text.isupper() or words.is_title_case(text) or self._unknown_only
        return settled and follows and after.gap > 0 and shaped

    def _stands_alone(self, index: int) -> bool:
        """Whether a blank line follows, or a heading, so that a single ambiguous word is no part of a list."""
        if index + 1 >= len(self.blocks):
            return False
        after = self.blocks[index + 1]
        return after.gap > 0 and (
            after.kind != "line" or len(self.texts[index + 1]) > 30 or words.is_known_heading(self.texts[index + 1])
        )

    def _has_content(self, index: int, or_deeper: bool = False) -> bool:
        """Whether something other than a heading follows."""
        if index + 1 >= len(self.blocks):
            return False
        after = self.blocks[index + 1]
        if after.kind != "line":
            return True
        if after.level:
            return or_deeper or after.level > max(1, self.blocks[index].level) or self.blocks[index].level == 0
        return not words.is_known_heading(self.texts[index + 1])

    def _lists_after(self, index: int) -> bool:
        return index + 1 < len(self.blocks) and self.blocks[index + 1].kind in ("bullet", "numbered")


# Tried in order on every line that is neither a list item nor a table's row: the first that takes it decides. What none takes is content.
OUTLINE_RULES: tuple[Callable[[Cutter, OutlineLine], bool], ...] = (
    Cutter._take_under_site_heading,
    Cutter._take_eyebrow,
    Cutter._take_site_heading,
    Cutter._take_known_subheading,
    Cutter._take_known_heading,
    Cutter._take_run_in,
    Cutter._take_unknown_heading,
    Cutter._take_label_line,
    Cutter._take_shaped_heading,
)
