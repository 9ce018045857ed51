"""What stands before the first heading: title, code-system line, stray lines, and an introduction without a heading."""

from __future__ import annotations

from typing import NamedTuple

from parsers.codes import FoundCode, code_line, codes_in, strip_codes
from parsers.page import Block
from parsers.text import clean

_LONGEST_TITLE = 400
_LONGEST_STRAY = 160


class Preamble(NamedTuple):
    """Title block, stated code system, codes printed, stray names, text for an inferred section, and what is claimed so.

    `boilerplate` are lines before a title that is a heading: the site's, not the page's. Lines before a title in plain text are claimed by nobody.
    `title_rule` is the rule by which the title block was found.
    """

    title: Block | None
    title_rule: str | None
    code_system: str | None
    codes: tuple[FoundCode, ...]
    strays: tuple[Block, ...]
    introduction: tuple[Block, ...]
    claimed: tuple[Block, ...]
    boilerplate: tuple[Block, ...]

    def role_of(self, block: Block) -> str:
        """What a claimed block is: `title`, which may be repeated, `name` or `code_system`."""
        if self.title is not None and block.text == self.title.text:
            return "title"
        return "name" if block in self.strays else "code_system"


def read_preamble(blocks: list[Block], has_sections: bool, keeps_lead: bool = False) -> Preamble:
    """Sort the blocks before the first heading. Blocks before the title are claimed by nobody."""
    line_at = next(
        (
            i
            for i, block in enumerate(blocks)
            if block.kind == "line" and len(block.text) < 60 and code_line(clean(block.text))
        ),
        None,
    )
    system: str | None = None
    codes: list[FoundCode] = []
    if line_at is not None:
        system, printed = code_line(clean(blocks[line_at].text)) or (None, None)
        if printed:
            codes.append(FoundCode(printed, system))
    title_at, title_rule = _title_at(blocks, line_at, has_sections)
    claimed: list[Block] = [blocks[line_at]] if line_at is not None else []
    strays: list[Block] = []
    introduction: list[Block] = []
    boilerplate: list[Block] = []
    title = blocks[title_at] if title_at is not None else None
    if title is not None:
        codes.extend(codes_in(title.text))
        claimed.append(title)
    first = min(index for index in (line_at, title_at, len(blocks)) if index is not None)
    for index, block in enumerate(blocks):
        if index in (line_at, title_at) or (index < first and title_at is not None and not keeps_lead):
            if index < first and title is not None and title.level > 0:
                boilerplate.append(block)
            continue
        text = clean(block.text)
        is_stray = (
            line_at is not None
            and not introduction
            and block.kind == "line"
            and len(text) <= _LONGEST_STRAY
            and text[-1:] not in ".!?:"
        )
        found = codes_in(text) if line_at is not None or len(text) < 40 else []
        if is_stray or (found and not strip_codes(text)):
            codes.extend(found)
            strays.append(block)
            claimed.append(block)
        elif block.kind == "line" and block.level in (1, 2, 3) and text == (clean(title.text) if title else None):
            claimed.append(block)
        else:
            introduction.append(block)
    return Preamble(
        title,
        title_rule,
        system,
        tuple(dict.fromkeys(codes)),
        tuple(strays),
        tuple(introduction),
        tuple(claimed),
        tuple(boilerplate),
    )


def _title_at(blocks: list[Block], line_at: int | None, has_sections: bool) -> tuple[int | None, str | None]:
    """The index of the title's block, and the rule that found it."""
    if line_at:
        top = [index for index in range(line_at) if blocks[index].level == 1]
        return (top[-1], "heading_above_code") if top else (line_at - 1, "line_above_code")
    headed = [index for index, block in enumerate(blocks) if 0 < block.level < 8 and block.kind == "line"]
    if headed:
        return min(headed, key=lambda index: (blocks[index].level, index)), "highest_heading"
    if line_at == 0:
        follows = next((i for i in range(1, len(blocks)) if _is_title(blocks, i)), None)
        is_descriptor = follows == 1 and len(blocks) == 2 and len(clean(blocks[1].text)) > _LONGEST_STRAY
        return (1, "line_below_code") if is_descriptor else (None, None)
    if blocks and _is_title(blocks, 0) and (has_sections or len(blocks) > 1):
        return 0, "first_line"
    return None, None


def _is_title(blocks: list[Block], index: int) -> bool:
    text = clean(blocks[index].text)
    return blocks[index].kind == "line" and len(text) <= _LONGEST_TITLE and text[-1:] not in ".!:;" and ". " not in text
