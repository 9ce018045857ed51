"""Topics of instructions: what the label says, else the strongest phrase of the text, else the first of equals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain, repeat
from typing import NamedTuple

from parsers.memory import remembered
from schemas.vocabulary.topics import NOT_A_TOPIC, Topic

STRONG, USUAL, WEAK = 0, 1, 2
_IGNORED = -1

# How the wildcards of a phrase (schemas.vocabulary.topics) are matched; one that contains another comes before it.
_WILDCARDS = {
    " ... ": r"\b[^.;!?]{0,50}?\b",
    " .. ": r"[\s/‐‑-]+(?:[\w',/‐‑-]+\s+){0,2}?",
    " ": r"[\s/‐‑-]+",
    "*": r"\w*",
    "#": r"\d+",
    "(": "(?:",
}
_BEFORE_A_WORD = "[^a-z0-9]"
_WILDCARD = re.compile("|".join(map(re.escape, _WILDCARDS)))
_CHOICE = re.compile(r"\(([^()]+)\)")
_WORD = re.compile(r"[\w#]+")


class _Phrase(NamedTuple):
    written: str
    strength: int
    topic: str | None


class _Finder(NamedTuple):
    pattern: re.Pattern[str]
    phrases: tuple[_Phrase, ...]


def _phrases(topics: tuple[Topic, ...]) -> list[_Phrase]:
    """All phrases, one for each choice that they begin with, in the order to be tried where several can begin."""
    found = [_Phrase(written, _IGNORED, None) for written in NOT_A_TOPIC]
    for topic in topics:
        for strength, phrases in enumerate((topic.strong, topic.words, topic.weak)):
            found += (_Phrase(written, strength, topic.key) for written in phrases)
    found.sort(key=lambda phrase: (phrase.strength, -len(_WORD.findall(_CHOICE.sub("word", phrase.written)))))
    return list(chain.from_iterable(map(_choices, found)))


def _choices(phrase: _Phrase) -> list[_Phrase]:
    choice = _CHOICE.match(phrase.written)
    if choice is None:
        return [phrase]
    rest = phrase.written[choice.end() :]
    return [phrase._replace(written=first + rest) for first in choice[1].split("|")]


def _finder(topics: tuple[Topic, ...]) -> _Finder:
    """One pattern of all phrases, sorted under their first letters; an empty group after each tells which it was."""
    stems: dict[str, dict[str, list[_Phrase]]] = defaultdict(lambda: defaultdict(list))
    for phrase in _phrases(topics):
        stem = phrase.written[:2] if phrase.written[:2].isalnum() else phrase.written[:1]
        stems[stem[0]][stem].append(phrase)
    by_letter = [
        _WILDCARDS.get(letter, letter)
        + _any(stem[1:] + _any(map(_tail, repeat(len(stem)), phrases)) for stem, phrases in of_letter.items())
        for letter, of_letter in stems.items()
    ]
    order = chain.from_iterable(chain.from_iterable(of_letter.values()) for of_letter in stems.values())
    return _Finder(re.compile(_BEFORE_A_WORD + _any(by_letter)), tuple(order))


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _tail(start: int, phrase: _Phrase) -> str:
    return _WILDCARD.sub(lambda found: _WILDCARDS[found[0]], phrase.written[start:]) + r"\b()"


def _best(topics: tuple[Topic, ...]) -> Callable[[str], _Phrase | None]:
    """A function that finds the strongest phrase of a text, and the first of these."""
    finder = _finder(topics)

    @remembered
    def best(words: str) -> _Phrase | None:
        best = None
        for match in finder.pattern.finditer(" " + words.lower().replace("’", "'").replace("n't", " not")):
            phrase = finder.phrases[(match.lastindex or 0) - 1]
            if phrase.strength == STRONG:
                return phrase
            if phrase.strength != _IGNORED and (best is None or phrase.strength < best.strength):
                best = phrase
        return best

    return best


# By identity, which a finder keeps alive: hashing a list of topics would take longer than searching a text for them.
_FINDERS: dict[int, tuple[tuple[Topic, ...], Callable[[str], _Phrase | None]]] = {}


def topic_of(topics: tuple[Topic, ...], label: str | None, text: str) -> str | None:
    """The topic of an instruction, or None. The label is asked first, but not for its weak words."""
    if id(topics) not in _FINDERS:
        _FINDERS[id(topics)] = (topics, _best(topics))
    best = _FINDERS[id(topics)][1]
    named = best(label) if label else None
    if named is None or named.strength == WEAK:
        named = best(text)
    return named.topic if named else None
