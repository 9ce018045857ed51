"""Boilerplate: text that belongs to the site and not to the page. One ordered table of named rules for whole lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def _scoped(pattern: re.Pattern[str]) -> str:
    """A pattern's text with its flags, to stand among others."""
    flags = "".join(letter for letter, flag in (("i", re.I), ("s", re.S)) if pattern.flags & flag)
    return f"(?{flags}:{pattern.pattern})" if flags else f"(?:{pattern.pattern})"


# Tried in order on a whole line; the name is what accounts for the line.
LINE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("template_directive", re.compile(r"(?:\{\{.*\}\}|\{%.*%\}|<%.*%>|\[%.*%\]|\$\{.*\})\Z", re.S)),
    (
        "copyright",
        re.compile(
            r"(?:\u00a9|\(c\)\s*\d{4}|copyright\b).*|.*\ball rights reserved\b.*|.{0,120}(?:[|\u00b7\u2022]|\s-)\s*(?:\u00a9|copyright)\s.{0,60}",
            re.I | re.S,
        ),
    ),
    (
        "skip_link",
        re.compile(r"(?:skip|jump) to (?:the )?(?:main |page )?(?:content|navigation|search|top)\b.{0,20}", re.I),
    ),
    (
        "back_to_top",
        re.compile(
            r"(?:\W+ )?(?:back|return|go) to (?:the )?top(?: of (?:the )?page)?(?: \W+)?|back to (?:search|results|all|list)\b.{0,30}|top of page",
            re.I,
        ),
    ),
    (
        "breadcrumb",
        re.compile(r"(?:home|start)\s*(?:[>\u203a\u00bb/|\u2192\u2022\u00b7]\s*[^>\u203a\u00bb/|\u2192]{1,80})+", re.I),
    ),
    (
        "cookie_notice",
        re.compile(
            r"(?=.{0,400}\bcookies?\b)(?:we|this (?:web)?site|our (?:web)?site|by (?:using|continuing)|accept|manage|reject|cookie)\b.*",
            re.I | re.S,
        ),
    ),
    (
        "sharing",
        re.compile(
            r"(?:share (?:this|on|via)\b|follow us\b|tweet\b|print (?:this )?page|email (?:this )?page|(?:share|print|email|tweet|facebook|twitter|linkedin)\Z).{0,60}",
            re.I,
        ),
    ),
    ("page_number", re.compile(r"page \d{1,4}(?: (?:of|/) \d{1,4})?|\d{1,4} ?/ ?\d{1,4}|- ?\d{1,4} ?-", re.I)),
    (
        "page_date",
        re.compile(
            r"(?:page )?(?:last (?:reviewed|updated|modified|revised|edited)|(?:medically |content )?reviewed (?:by|on)|(?:published|updated|posted)(?: on)?)\s*:?\s.{0,100}\d.{0,40}|revised(?: on| in)?:? (?:\d{1,2}\.? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{1,2}, )?\d{4}\b.{0,40}",
            re.I,
        ),
    ),
    (
        "search_box",
        re.compile(
            r"search(?: (?:all|this|our|the|for|by)\b.{0,40})?\W*|log ?in|sign (?:in|up)|register|menu|close|toggle (?:navigation|menu)|main menu",
            re.I,
        ),
    ),
    (
        "legal_link",
        re.compile(
            r"(?:(?:privacy(?: policy| notice)?|impressum|datenschutz(?:erkl\u00e4rung)?|kontakt|aviso legal|pol\u00edtica de privacidad|mentions l\u00e9gales|terms(?: (?:of (?:use|service)|and conditions|& conditions))?|accessibility(?: statement)?|site ?map|contact(?: us)?|about us|disclaimer|cookie (?:policy|settings)|careers|legal(?: notice)?|imprint|help|feedback)(?:\s*[|\u00b7\u2022,/-]\s*|\s{2,}|\Z))+",
            re.I,
        ),
    ),
    (
        "medical_disclaimer",
        re.compile(
            r"(?:this (?:information|content|page|website|material|site)|the (?:information|content) (?:on|in|provided)|disclaimer:).{0,120}\b(?:not (?:intended|a substitute|meant|replace|medical advice)|educational purposes|informational purposes|for (?:general )?information only)\b.*",
            re.I | re.S,
        ),
    ),
    (
        "call_to_action",
        re.compile(
            r"(?:(?:book|request|schedule|make) (?:an? |your )?(?:appointment|consultation|visit)(?: (?:now|online|today))?|call (?:us )?(?:now|today)?(?: (?:at|on))?:? ?[\d ().+-]{7,20}|read more|learn more|show (?:more|less)|view all|see all|download (?:the )?(?:pdf|leaflet|brochure)|next(?: page)?|previous(?: page)?)\W*",
            re.I,
        ),
    ),
)
LONGEST_BOILERPLATE = 600
_PHONE = re.compile(r"(?<![\d.])\+?\(?\d[\d() .-]{6,18}\d(?!\d)")
_HOURS = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*[~\u2013-]\s*\d{1,2}[:.]\d{2}", re.I)
_PHONE_WORD = re.compile(r"\b(?:ext|tel|telephone|phone|fax)\b", re.I)
_CONTACT_HEAD = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:\W+(?:to\W+)?(?:mon|tues|wednes|thurs|fri|satur|sun)days?)?|weekdays|weekends?|(?:opening )?hours"
    r"|(?:telephone|phone|fax)(?: (?:number|no\.?))?|e-?mail|address|contact)?",
    re.I,
)
# Rules that look through a whole line, with the words without which they find nothing: so most lines skip them.
_RARE_WORDS = {"copyright": ("\u00a9", "(c)", "copyright", "all rights"), "cookie_notice": ("cookie",)}
_RARE = tuple(word for words in _RARE_WORDS.values() for word in words)


def _any_of(rules: Iterable[tuple[str, re.Pattern[str]]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{_scoped(pattern)})" for name, pattern in rules))


_ANY = _any_of(LINE_RULES)
_USUAL = _any_of(rule for rule in LINE_RULES if rule[0] not in _RARE_WORDS)


def line_rule(line: str) -> str | None:
    """The name of the rule by which a whole line is boilerplate, or None."""
    return _line_rule(line) if len(line) <= LONGEST_BOILERPLATE else None


def row_rule(cells: str) -> str | None:
    """The name of the rule by which a row, its cells parted by tabs, is boilerplate, or None."""
    if len(cells) > LONGEST_BOILERPLATE:
        return None
    if _PHONE.search(cells) is not None and (_PHONE_WORD.search(cells) or _HOURS.search(cells)):
        return "contact_row"
    if _PHONE_WORD.search(cells) and all(_CONTACT_HEAD.fullmatch(cell.strip()) for cell in cells.split("\t")):
        return "contact_row"
    return None


@lru_cache(maxsize=16384)
def _line_rule(line: str) -> str | None:
    lowered = line.lower()
    found = (_ANY if any(word in lowered for word in _RARE) else _USUAL).fullmatch(line)
    return found.lastgroup if found is not None else None
