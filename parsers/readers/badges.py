"""Numbers of steps that a page sets in an element of their own: they are the markers of what follows them, and no lines of text."""

from __future__ import annotations

import re

from parsers.page import Block

_BADGE = re.compile(r"(?:step |no\.? ?|#)?0?(\d{1,2})[.):]?", re.I)
_LONGEST = 8


def join_badges(blocks: list[Block]) -> list[Block]:
    """The blocks with each badge joined to the block after it.

    A single number may be anything (a floor, a price): badges are two or more that count up by one, each before a line without a number.
    """
    badges = _badges(blocks)
    if len(badges) < 2:
        return blocks
    joined: list[Block] = []
    for index, block in enumerate(blocks):
        if index in badges:
            continue
        number = badges.get(index - 1)
        if number is not None:
            badge = blocks[index - 1]
            kind = "numbered" if block.level == 0 else block.kind
            block = block._replace(
                kind=kind, marker=f"{number}.", marker_start=badge.start, gap=max(badge.gap, block.gap)
            )
        joined.append(block)
    return joined


def _badges(blocks: list[Block]) -> dict[int, int]:
    """Index and number of each block that is a badge."""
    found: dict[int, int] = {}
    for index in range(len(blocks) - 1):
        block = blocks[index]
        if len(block.text) > _LONGEST or block.boilerplate is not None or block.kind == "row":
            continue
        match = _BADGE.fullmatch(block.text)
        following = blocks[index + 1]
        if (
            match is not None
            and following.boilerplate is None
            and following.kind != "numbered"
            and _has_words(following.text)
        ):
            found[index] = int(match[1])
    order = list(found.items())
    return {
        index: number
        for place, (index, number) in enumerate(order)
        if (place and order[place - 1][1] == number - 1)
        or (place + 1 < len(order) and order[place + 1][1] == number + 1)
    }


def _has_words(text: str) -> bool:
    return any(character.isalpha() for character in text)
