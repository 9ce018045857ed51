"""Topics of instructions: the first in the list with a word in the label, else in the text."""

from __future__ import annotations

import re
from functools import cache

from schemas.vocabulary.topics import Topic


@cache
def _any(topics: tuple[Topic, ...]) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:"
        + "|".join(f"(?P<t{i}>{'|'.join(map(re.escape, topic.words))})" for i, topic in enumerate(topics))
        + ")",
        re.I,
    )


def topic_of(topics: tuple[Topic, ...], label: str | None, text: str) -> str | None:
    """The topic of an instruction, or None. The label is asked first; in the text the order of the list decides."""
    for words in (label, text):
        if words:
            found = {match.lastgroup for match in _any(topics).finditer(words)}
            if found:
                return topics[min(int(name[1:]) for name in found if name)].key
    return None
