"""Phrases to the words of a closed list: exact after folding, then by the longest known words at the end, then by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from parsers.grammar.headings import fold

_DROPPED = frozenset(
    "a an the trained qualified experienced certified licensed specialized specialised skilled board registered? other another one two at least any "
    "typically usually often sometimes possibly optionally also additional attending supervising assisting appropriate relevant local dedicated "
    "your their our his her this that such as fully equipped well accredited properly highly designated suitable standard typical "
    "sterile controlled clean quiet private comfortable specially either both".split()
)
_IRREGULAR = {
    "staff": "staff",
    "personnel": "personnel",
    "nurses": "nurse",
    "facilities": "facility",
    "laboratories": "laboratory",
    "midwives": "midwife",
    "pharmacies": "pharmacy",
    "ambulances": "ambulance",
    "offices": "office",
    "suites": "suite",
    "homes": "home",
    "houses": "house",
    "hospices": "hospice",
}
_SPELLING = {
    "centre": "center",
    "anaesthetist": "anesthetist",
    "anaesthesiologist": "anesthesiologist",
    "anaesthesia": "anesthesia",
    "paediatric": "pediatric",
    "paediatrician": "pediatrician",
    "orthopaedic": "orthopedic",
    "gynaecologist": "gynecologist",
    "haematologist": "hematologist",
    "theatre": "theater",
    "specialised": "specialized",
    "labour": "labor",
    "healthcare": "health care",
    "catheterisation": "catheterization",
    "home": "home",
}
_BRACKET = re.compile(r"\s*\([^)]*\)")


@cache
def singular(word: str) -> str:
    """The singular of an English noun, well enough for names of places and roles."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def normal(phrase: str) -> tuple[str, ...]:
    """The words of a phrase for comparison: folded, singular, American spelling."""
    return tuple(" ".join(_SPELLING.get(single, single) for single in map(singular, fold(phrase).split())).split())


# Longer phrases name nothing; looking through them would take too long.
_LONGEST_PHRASE = 300


class Lexicon:
    """A closed list with the phrases that stand for each of its keys."""

    def __init__(self, entries: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._keys: dict[tuple[str, ...], str] = {}
        for key, phrases in entries:
            for phrase in (key.replace("_", " "), *phrases):
                self._keys.setdefault(normal(phrase), key)
        self._longest = max(map(len, self._keys))
        self._memory: dict[str, str | None] = {}

    def find(self, phrase: str) -> str | None:
        """The key that a phrase names, or None. Adjectives before it and what follows a preposition are passed over."""
        phrase = phrase[:_LONGEST_PHRASE]
        if phrase not in self._memory:
            if len(self._memory) > 20000:
                self._memory.clear()
            self._memory[phrase] = self._find(phrase)
        return self._memory[phrase]

    def _find(self, phrase: str) -> str | None:
        words = normal(_BRACKET.sub("", phrase)) or normal(phrase)
        if (key := self._keys.get(words)) is not None:
            return key
        kept = tuple(word for word in words if word not in _DROPPED)
        for candidate in (self._head(kept), kept):
            for begin in range(len(candidate)):
                if (key := self._keys.get(candidate[begin:])) is not None:
                    return key
        head = self._head(kept)
        for size in range(min(self._longest, len(head)), 1, -1):
            for begin in range(len(head) - size, -1, -1):
                if (key := self._keys.get(head[begin : begin + size])) is not None:
                    return key
        return None

    @staticmethod
    def _head(words: tuple[str, ...]) -> tuple[str, ...]:
        """The words before the first preposition or relative: `hospital with a lab` names a hospital."""
        stops = (
            "with",
            "under",
            "for",
            "of",
            "in",
            "at",
            "where",
            "that",
            "who",
            "which",
            "specializing",
            "trained",
            "experienced",
            "specialized",
            "to",
            "by",
            "within",
            "from",
            "on",
            "near",
            "depending",
            "if",
            "when",
            "using",
            "equipped",
            "setting",
        )
        cut = next((index for index, word in enumerate(words) if word in stops and index), len(words))
        return words[:cut]

    def occurrences(self, text: str) -> list[tuple[int, int, str]]:
        """Spans in a sentence that name a key, longest first at each place, left to right, with the key."""
        tokens = [
            (match.start(), match.end(), normal(match.group()))
            for match in re.finditer(r"[^\W_]+(?:['\u2019-][^\W_]+)*", text)
        ]
        found: list[tuple[int, int, str]] = []
        index = 0
        while index < len(tokens):
            for size in range(min(self._longest, len(tokens) - index), 0, -1):
                words = tuple(word for token in tokens[index : index + size] for word in token[2])
                key = self._keys.get(words)
                if key is not None:
                    found.append((tokens[index][0], tokens[index + size - 1][1], key))
                    index += size
                    break
            else:
                index += 1
        return found
