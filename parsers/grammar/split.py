"""Pages that describe several procedures under identical headings: where one ends and the next begins."""

from __future__ import annotations

from parsers.codes import code_line
from parsers.grammar.document import Draft
from parsers.grammar.headings import fold, looks_like_heading
from parsers.page import Block
from parsers.text import clean


class ProcedurePart:
    """The blocks before the first heading and the draft sections of one procedure; `keeps_lead`: text before its title is its own."""

    __slots__ = ("drafts", "keeps_lead", "preamble")

    def __init__(self, preamble: list[Block], drafts: list[Draft]) -> None:
        self.preamble, self.drafts = preamble, drafts
        self.keeps_lead = False


def split_procedures(preamble: list[Block], drafts: list[Draft]) -> list[ProcedurePart]:
    """One part for each procedure on the page; a page with one gives its blocks and drafts unchanged."""
    starts = _starts(drafts)
    if not starts:
        return [ProcedurePart(preamble, drafts)]
    first_title = next((i for i, draft in enumerate(drafts[: starts[0]]) if _is_title(draft)), None)
    title_level = drafts[starts[0]].level
    parts: list[ProcedurePart] = []
    if first_title == 0 or (first_title is not None and drafts[first_title].level == title_level):
        head = drafts[:first_title]
        parts.append(ProcedurePart(_title_blocks(drafts[first_title]), [*head, *drafts[first_title + 1 : starts[0]]]))
        introduction = [block for block in preamble if block.level != 1]
        parts[0].preamble = sorted((*parts[0].preamble, *introduction), key=lambda block: block.start)
        parts[0].keeps_lead = True
    else:
        parts.append(ProcedurePart(preamble, drafts[: starts[0]]))
    for start, end in zip(starts, [*starts[1:], len(drafts)], strict=True):
        title, *rest = drafts[start:end]
        if _is_title(title):
            parts.append(ProcedurePart(_title_blocks(title), rest))
        else:
            parts.append(ProcedurePart(_take_title(drafts[start - 1]), [title, *rest]))
    return parts


def _starts(drafts: list[Draft]) -> list[int]:
    """Indexes of drafts at which a further procedure begins."""
    seen: set[tuple[str, str]] = set()
    starts: list[int] = []
    begin = 0
    for index, draft in enumerate(drafts):
        opening = (draft.key, fold(draft.heading_text or ""))
        if draft.key == "other":
            continue
        if opening in seen and _repeats(drafts, index, seen) and (at := _boundary(drafts, begin, index)) is not None:
            starts.append(at)
            begin = index
            seen = set()
        seen.add(opening)
    return starts


_AHEAD = 24


def _repeats(drafts: list[Draft], index: int, seen: set[tuple[str, str]]) -> bool:
    """Whether the sections that follow are those of another procedure: two that were there before, or one under an h1 or h2 of its own."""
    ahead = [draft for draft in drafts[index : index + _AHEAD] if draft.key != "other"]
    again = {(draft.key, fold(draft.heading_text or "")) for draft in ahead} & seen
    title = drafts[index - 1]
    has_title = title.key == "other" and 0 < title.level < drafts[index].level < 8
    return len(again) >= 2 or (has_title and not title.body)


def _boundary(drafts: list[Draft], begin: int, index: int) -> int | None:
    """The title that stands before a repeated heading: a heading of its own, or the last lines of the section before."""
    for at in range(index - 1, begin, -1):
        if _is_title(drafts[at]):
            return at
        if drafts[at].key != "other":
            break
    return index if drafts[index - 1].body and _title_tail(drafts[index - 1]) else None


def _is_title(draft: Draft) -> bool:
    return draft.key == "other" and draft.heading is not None and (draft.heading.level > 0 or len(draft.body) <= 3)


def _title_blocks(draft: Draft) -> list[Block]:
    assert draft.heading is not None
    return [draft.heading._replace(level=draft.heading.level or 1), *draft.body]


def _title_tail(draft: Draft) -> int:
    """How many blocks at a section's end are title and code-system line of the next procedure."""
    body = draft.body
    for size in range(1, min(4, len(body)) + 1):
        block = body[-size]
        text = clean(block.text)
        if block.kind != "line":
            return 0
        if (
            code_line(text) is None
            and text[-1:] not in ".!"
            and (
                looks_like_heading(text)
                or (len(body) > size and code_line(clean(body[-size + 1].text) if size > 1 else ""))
            )
        ):
            return size
    return 0


def _take_title(draft: Draft) -> list[Block]:
    size = _title_tail(draft)
    taken = draft.body[-size:]
    del draft.body[-size:]
    draft.subheads = {index for index in draft.subheads if index < len(draft.body)}
    return taken
