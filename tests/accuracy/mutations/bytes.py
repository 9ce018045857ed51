"""Mutations of a page's bytes: encodings, line ends, blanks, and characters that look alike or are not seen."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import partial
from random import Random

from tests.accuracy.golden import Case, Rows
from tests.accuracy.mutations.base import Mutation, chance
from tests.accuracy.pagetext import is_html, map_text, source, with_source
from tests.accuracy.truth import changed, map_words, procedures_of, value

_META = re.compile(r'<meta charset="utf-8">\n?', re.I)
_LETTER = "[A-Za-z\u00c0-\u00ff]"
_STRAIGHT = re.compile(rf"(?<={_LETTER})'(?={_LETTER})")
_CURLY = re.compile(rf"(?<={_LETTER})\u2019(?={_LETTER})")
_GAP = re.compile(rf"(?<=[A-Za-z,]) (?={_LETTER})")
_LONG_WORD = re.compile(r"(?<![\w&#;])[a-z]{7,}(?![\w;])")


def in_text(case: Case, change: Callable[[str], str]) -> str:
    """The source with its text changed, markup left alone."""
    text = source(case)
    return map_text(text, change) if is_html(case) else change(text)


# --- encodings --------------------------------------------------------------------------------------------------------


def encoded(case: Case, _: Random, codec: str, mark: bytes = b"", declare: str | None = None) -> Case | None:
    """The page in another encoding; a declaration in HTML is `declare`, or left out."""
    text = source(case)
    if is_html(case) and not mark:
        text = _META.sub(f'<meta charset="{declare}">\n' if declare else "", text)
    try:
        body = mark + text.encode(codec)
    except UnicodeEncodeError:
        return None
    charset = declare if declare and not is_html(case) else None
    if body == case.page.body or (not mark and body.isascii()):
        return None
    return case._replace(page=case.page._replace(body=body, charset=charset))


def meta_equivalent(case: Case, _: Random) -> Case | None:
    """windows-1252, declared as older pages do."""
    if not is_html(case) or source(case).isascii():
        return None
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">\n'
    try:
        body = _META.sub(meta, source(case)).encode("cp1252")
    except UnicodeEncodeError:
        return None
    return case._replace(page=case.page._replace(body=body))


# --- white space ------------------------------------------------------------------------------------------------------


def line_ends(case: Case, _: Random, end: str) -> Case | None:
    return with_source(case, source(case).replace("\n", end))


def trailing_blanks(case: Case, random: Random) -> Case | None:
    lines = source(case).split("\n")
    return with_source(case, "\n".join(line + random.choice(("", " ", "  ", "\t")) for line in lines))


def blank_lines(case: Case, random: Random, before: bool = False) -> Case | None:
    blank = "".join(random.choice(("\n", " \n", "\n\n")) for _ in range(4))
    return with_source(case, blank + source(case) if before else source(case).rstrip("\n") + "\n" + blank)


def no_break_spaces(case: Case, random: Random) -> Case | None:
    def change(text: str) -> str:
        blank = "&nbsp;" if is_html(case) and chance(random, 0.5) else "\u00a0"
        return _GAP.sub(lambda _: blank if chance(random, 0.15) else " ", text)

    return with_source(case, in_text(case, change))


def double_spaces(case: Case, random: Random) -> Case | None:
    return with_source(
        case, in_text(case, lambda text: _GAP.sub(lambda _: "  " if chance(random, 0.15) else " ", text))
    )


# --- characters -------------------------------------------------------------------------------------------------------


def apostrophes(case: Case, _: Random, curly: bool) -> Case | None:
    pattern, new = (_STRAIGHT, "\u2019") if curly else (_CURLY, "'")

    def change(text: str) -> str:
        return pattern.sub(new, text if curly else text.replace("&rsquo;", "\u2019"))

    return with_source(case, in_text(case, change), map_words(case.expected, lambda text: pattern.sub(new, text)))


def mixed_apostrophes(case: Case, random: Random) -> Case | None:
    """Every word with an apostrophe in one of its two forms, the same word always in the same."""
    forms: dict[str, str] = {}

    def change(text: str) -> str:
        return re.sub(r"\w+['\u2019]\w+", lambda match: _form(match[0]), text)

    def _form(word: str) -> str:
        plain = word.replace("\u2019", "'")
        if plain not in forms:
            forms[plain] = plain if chance(random, 0.5) else plain.replace("'", "\u2019")
        return forms[plain]

    return with_source(case, in_text(case, change), map_words(case.expected, change))


def invisible(case: Case, random: Random, signs: tuple[str, ...]) -> Case | None:
    """Characters that are not seen put into long words; clean-up takes them out again."""

    def split(match: re.Match[str]) -> str:
        word = match[0]
        at = random.randrange(3, len(word) - 2)
        return word[:at] + random.choice(signs) + word[at:] if chance(random, 0.3) else word

    if not is_html(case):
        signs = tuple(sign for sign in signs if not sign.startswith("&"))
    return with_source(case, in_text(case, lambda text: _LONG_WORD.sub(split, text)))


# --- what is known of the page ----------------------------------------------------------------------------------------


def _with_origin(case: Case, system: str, code: str, origin: str) -> Rows:
    row = changed(case.expected["procedures"][0], "procedures", code_system=system, code=code, code_origin=origin)
    return case.expected | {"procedures": [row]}


def code_in_sidecar(case: Case, _: Random) -> Case | None:
    """The code from a sidecar, before the one in the address."""
    procedure = case.expected["procedures"][0]
    origin, code = value(procedure, "procedures", "code_origin"), value(procedure, "procedures", "code")
    if procedures_of(case) > 1 or origin in ("page", "sidecar"):
        return None
    system, code = (value(procedure, "procedures", "code_system"), code) if code else ("HCPCS", "G0955")
    page = case.page._replace(code=code, code_system=system)
    return case._replace(page=page, expected=_with_origin(case, system, code, "sidecar"))


def code_unknown(case: Case, _: Random) -> Case | None:
    """An address without a code, and no sidecar."""
    procedure = case.expected["procedures"][0]
    if value(procedure, "procedures", "code_origin") not in ("uri", "sidecar"):
        return None
    name = "page.html" if is_html(case) else "page.txt"
    page = case.page._replace(uri=name, path=name, code=None, code_system=None)
    system = value(procedure, "procedures", "code_system") if b" code" in case.page.body else ""
    return case._replace(page=page, expected=_with_origin(case, system, "", ""))


MUTATIONS: tuple[Mutation, ...] = (
    Mutation("bom_utf8", "UTF-8 with a byte-order mark", partial(encoded, codec="utf-8", mark=codecs.BOM_UTF8)),
    Mutation(
        "utf16_le",
        "UTF-16 (little-endian) with a byte-order mark",
        partial(encoded, codec="utf-16-le", mark=codecs.BOM_UTF16_LE),
    ),
    Mutation(
        "utf16_be",
        "UTF-16 (big-endian) with a byte-order mark",
        partial(encoded, codec="utf-16-be", mark=codecs.BOM_UTF16_BE),
    ),
    Mutation("utf8_undeclared", "HTML in UTF-8 that does not say so", partial(encoded, codec="utf-8")),
    Mutation("cp1252_undeclared", "windows-1252 that is not declared", partial(encoded, codec="cp1252")),
    Mutation("cp1252_declared", "windows-1252, declared", partial(encoded, codec="cp1252", declare="windows-1252")),
    Mutation("cp1252_as_latin1", "windows-1252, declared as iso-8859-1 in an http-equiv", meta_equivalent),
    Mutation("crlf", "carriage returns before line feeds", partial(line_ends, end="\r\n")),
    Mutation("cr", "carriage returns alone", partial(line_ends, end="\r")),
    Mutation("trailing_blanks", "blanks and tabs at the ends of lines", trailing_blanks),
    Mutation("blank_lines_at_end", "blank lines at the end", blank_lines),
    Mutation("blank_lines_at_start", "blank lines at the start", partial(blank_lines, before=True)),
    Mutation("no_break_spaces", "no-break spaces between some words", no_break_spaces),
    Mutation("double_spaces", "two spaces between some words", double_spaces),
    Mutation("apostrophes_curly", "straight apostrophes made curly", partial(apostrophes, curly=True)),
    Mutation("apostrophes_straight", "curly apostrophes made straight", partial(apostrophes, curly=False)),
    Mutation("apostrophes_mixed", "curly and straight apostrophes mixed", mixed_apostrophes),
    Mutation("soft_hyphens", "soft hyphens in long words", partial(invisible, signs=("\u00ad", "&shy;"))),
    Mutation(
        "zero_width",
        "zero-width characters in long words",
        partial(invisible, signs=("\u200b", "\u200c", "\u200d", "\u2060")),
    ),
    Mutation("code_in_sidecar", "the code in a sidecar", code_in_sidecar),
    Mutation("code_unknown", "no code in address, file name or sidecar", code_unknown),
)
