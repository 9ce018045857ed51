"""Whether a page is in English, by its commonest words."""

from __future__ import annotations

_ENGLISH = frozenset(
    "the of and to a in is for with or may be are that as by on it this your from can an at not if you will have after during before".split()
)
_COMMONEST = (" the ", " and ", " or ", " to ", " of ", " a ", " for ")
_WORDS = 4000
_FEW = 25


def is_english(text: str, declared: str | None) -> bool:
    """Whether the words of `text` read as English; a short text is what its markup declares, else English."""
    head = text[:20000]
    least_share = 0.05 if not declared or declared.lower().startswith("en") else 0.12
    if _is_plainly_english(head, least_share):
        return True
    words = head.lower().split()[:_WORDS]
    if len(words) < _FEW:
        return not declared or declared.lower().startswith("en")
    return sum(map(_ENGLISH.__contains__, words)) / len(words) >= least_share


def _is_plainly_english(head: str, least_share: float) -> bool:
    """Whether a few words alone make up the share: for most pages this saves splitting them into words."""
    line = head.replace("\n", " ")
    at_most = line.count(" ") + 1
    if at_most > _WORDS or not line.isprintable():  # what is printable holds no other white space
        return False
    found, enough = 0, max(_FEW, at_most * least_share)
    return any((found := found + line.count(word)) >= enough for word in _COMMONEST)
