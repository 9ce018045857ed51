"""Remembering what a short text reads as: pages of one site repeat their menus, headings and stock sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST = 400  # characters; longer texts rarely recur, and would fill the memory
_TEXTS = 4096

_Result = TypeVar("_Result")


def remembered(read: Callable[[str], _Result]) -> Callable[[str], _Result]:
    """A pure function of a text that remembers its results for short texts. They are shared: they must not be changed."""
    remember = lru_cache(maxsize=_TEXTS)(read)

    @wraps(read)
    def recall(text: str) -> _Result:
        return remember(text) if len(text) <= LONGEST else read(text)

    return recall
