"""Whether a page is in English, by its commonest words."""

from __future__ import annotations

_ENGLISH = frozenset(
    "the of and to a in is for with or may be are that as by on it this your from can an at not if you will have after during before".split()
)


def is_english(text: str, declared: str | None) -> bool:
    """Whether the words of `text` read as English; a short text is what its markup declares, else English."""
    words = text[:20000].lower().split()[:4000]
    if len(words) < 25:
        return not declared or declared.lower().startswith("en")
    share = sum(map(_ENGLISH.__contains__, words)) / len(words)
    return share >= (0.05 if not declared or declared.lower().startswith("en") else 0.12)
