"""Mutations of plain-text pages: markers, indentation, wrapped lines, and lines of the site."""

from __future__ import annotations

import re
import textwrap
from functools import partial
from random import Random

from tests.accuracy.golden import Case
from tests.accuracy.mutations.base import Mutation, chance
from tests.accuracy.pagetext import is_html, source, with_source
from tests.accuracy.truth import headings, is_family, value, with_markers

_BULLET = re.compile(r"^([ \t]*)([•*-])(?= )", re.M)
_NUMBER = re.compile(r"^([ \t]+)(\d{1,2})\.(?= )", re.M)
_ITEM = re.compile(r"[ \t]*(?:[•*-]|\d{1,2}\.) +")
# A wrapped line that begins so could be read as an item or a label of its own.
_MISLEADING = re.compile(r"[-*•–—#]|\(?\w{1,3}[.)]\s|[A-Z][\w/ ]{2,30}:(?:\s|$)")
_TOP_LINES = ("Skip to main content", "Menu", "Home | Services | Contact", "Home > Treatments > Procedures")
_CHROME = frozenset(("Search all medical codes", "Menu", "Skip to main content", "Skip to content"))
_FOOTERS = (
    ("Back to top",),
    ("© 2026 Elm Court Hospital. All rights reserved.",),
    ("Back to top", "Copyright 2026 Elm Court Hospital"),
    ("© 2026 Elm Court Hospital. All rights reserved.", "Privacy policy | Terms of use | Accessibility"),
)


def _glue(case: Case) -> str:
    return "\n\n" if "\n\n" in source(case) else "\n"


def bullets(case: Case, _: Random, bullet: str) -> Case | None:
    """All bullets replaced by another."""
    if is_html(case):
        return None
    text = _BULLET.sub(rf"\1{bullet}", source(case))
    return with_source(case, text, with_markers(case.expected, lambda kind, old: bullet if kind == "bullet" else old))


def bullet_blanks(case: Case, _: Random, blanks: str) -> Case | None:
    """Other blanks between a bullet and its text."""
    if is_html(case):
        return None
    return with_source(case, re.sub(r"^([ \t]*[•*-]) ", lambda match: match[1] + blanks, source(case), flags=re.M))


def numbers(case: Case, _: Random, pattern: str) -> Case | None:
    """Numbers of numbered lists printed in another way; not where headings are numbered, too."""
    if is_html(case) or re.search(r"^\d{1,2}\. ", source(case), re.M):
        return None

    def change(kind: str, old: str) -> str:
        return pattern.format(old[:-1]) if kind == "numbered" else old

    text = _NUMBER.sub(lambda match: match[1] + pattern.format(match[2]), source(case))
    return with_source(case, text, with_markers(case.expected, change))


def indented(case: Case, _: Random, by: str) -> Case | None:
    if is_html(case):
        return None
    lines = source(case).split("\n")
    return with_source(case, "\n".join(by + line if line.strip() else line for line in lines))


def no_break_indents(case: Case, _: Random) -> Case | None:
    """The blanks before and after a bullet as no-break spaces."""
    if is_html(case):
        return None
    text = re.sub(
        r"^( +)([•*-]|\d{1,2}\.) ", lambda m: "\u00a0" * len(m[1]) + m[2] + "\u00a0", source(case), flags=re.M
    )
    return with_source(case, text)


def wrapped(case: Case, _: Random, width: int) -> Case | None:
    """Long lines wrapped, items with a hanging indent; only where blank lines keep paragraphs apart."""
    if is_html(case) or "\n\n" not in source(case) or "###" in source(case):
        return None
    lines = source(case).split("\n")
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if len(line) <= width:
            out.append(line)
            continue
        marker = _ITEM.match(line)
        if marker is None and following.strip() and not _ITEM.match(following):
            return None
        lead = marker[0] if marker else ""
        folded = textwrap.wrap(line[len(lead) :], width - len(lead), break_long_words=False, break_on_hyphens=False)
        if any(map(_MISLEADING.match, folded[1:])) or any(rest in headings(case) for rest in folded[1:]):
            return None
        out += [lead + folded[0], *(" " * len(lead) + rest for rest in folded[1:])]
    return with_source(case, "\n".join(out))


# --- lines of the site ------------------------------------------------------------------------------------------------


def top_line_added(case: Case, random: Random) -> Case | None:
    if is_html(case):
        return None
    line = "Search all medical codes" if is_family(case) else random.choice(_TOP_LINES)
    if source(case).startswith(line):
        return None
    return with_source(case, line + _glue(case) + source(case))


def top_line_removed(case: Case, _: Random) -> Case | None:
    first, *rest = source(case).split("\n", 1)
    if is_html(case) or first not in _CHROME:
        return None
    return with_source(case, "".join(rest).lstrip("\n"))


def footer_added(case: Case, random: Random, lines: tuple[str, ...] = ()) -> Case | None:
    if is_html(case):
        return None
    glue = _glue(case)
    added = glue.join(lines or random.choice(_FOOTERS))
    return with_source(case, source(case).rstrip("\n") + glue + added + "\n")


def code_system_other(case: Case, _: Random) -> Case | None:
    """`HCPCS Code` in capitals of another kind."""
    row = case.expected["procedures"][0]
    system = {"HCPCS": "HCPCS code", "CPT": "CPT4 code"}.get(value(row, "procedures", "code_system"))
    if is_html(case) or system is None or not is_family(case):
        return None
    other = {"HCPCS code": "HCPCS Code", "CPT4 code": "CPT4 Code"}[system]
    return with_source(case, source(case).replace(f"\n{system}\n", f"\n{other}\n", 1))


def page_numbers(case: Case, random: Random) -> Case | None:
    """`Page 1 of 2` between two sections, as printing leaves it."""
    if is_html(case) or "\n\n" not in source(case) or "\n\n\n" in source(case):
        return None
    text = source(case)
    at = random.choice([text.find(f"\n\n{heading}\n\n") for heading in headings(case)[3:]])
    return with_source(case, f"{text[:at]}\n\nPage 1 of 2{text[at:]}") if at > 0 else None


def uneven_indents(case: Case, random: Random) -> Case | None:
    """Some paragraphs and headings that stand between blank lines begin with a blank."""
    if is_html(case):
        return None
    lines = source(case).split("\n")
    alone = [
        line[:1].isalpha() and not before.strip() and not after.strip()
        for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    ]
    out = [
        " " + line if is_alone and chance(random, 0.3) else line for line, is_alone in zip(lines, alone, strict=True)
    ]
    return with_source(case, "\n".join(out))


BULLETS = (
    ("dot", "•"),
    ("hyphen", "-"),
    ("asterisk", "*"),
    ("dash", "–"),
    ("square", "▪"),
    ("middle_dot", "·"),
    ("circle", "◦"),
    ("em_dash", "—"),
    ("disc", "●"),
)
MUTATIONS: tuple[Mutation, ...] = (
    *(
        Mutation(f"bullets_{name}", f"bullets printed as `{bullet}`", partial(bullets, bullet=bullet))
        for name, bullet in BULLETS
    ),
    Mutation("bullets_tab", "a tab after each bullet", partial(bullet_blanks, blanks="\t")),
    Mutation("bullets_wide", "three blanks after each bullet", partial(bullet_blanks, blanks="   ")),
    Mutation("numbers_bracket", "numbers printed as `1)`", partial(numbers, pattern="{})")),
    Mutation("numbers_brackets", "numbers printed as `(1)`", partial(numbers, pattern="({})")),
    Mutation("indented_spaces", "every line indented by four spaces", partial(indented, by="    ")),
    Mutation("indented_tab", "every line indented by a tab", partial(indented, by="\t")),
    Mutation("indented_some", "some paragraphs and headings begin with a blank", uneven_indents),
    Mutation("no_break_indents", "no-break spaces around bullets", no_break_indents),
    Mutation("wrapped_72", "wrapped at 72 columns, with hanging indents", partial(wrapped, width=72)),
    Mutation("wrapped_100", "wrapped at 100 columns, with hanging indents", partial(wrapped, width=100)),
    Mutation("top_line_added", "a line of the site at the top", top_line_added),
    Mutation("top_line_removed", "no line of the site at the top", top_line_removed),
    Mutation("footer_added", "copyright, legal links or `Back to top` at the end", footer_added),
    Mutation("page_number_inside", "`Page 1 of 2` between two sections", page_numbers),
    Mutation("code_system_capitals", "`HCPCS Code` for `HCPCS code`", code_system_other),
)
