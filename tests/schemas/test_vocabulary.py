"""The closed lists of places and roles: no word names two of them, and every word has the shape the matcher expects."""

from __future__ import annotations

import re
from collections import Counter

from schemas.vocabulary.roles import ROLES
from schemas.vocabulary.settings import SETTINGS

LOWER_SNAKE = re.compile(r"[a-z]+(?:_[a-z]+)*")
ARTICLES = {"a", "an", "the"}


def repeated(values: list[str]) -> list[str]:
    """The values that stand more than once in a list."""
    return [value for value, count in Counter(values).items() if count > 1]


def phrases(key: str, words: tuple[str, ...]) -> set[str]:
    """All phrases that name a key: its words, and the key itself read as words."""
    return {key.replace("_", " "), *(word.lower() for word in words)}


def misshapen(words: list[str]) -> list[str]:
    """The words that are not trimmed lower case, hold an article or a curly apostrophe, or are empty."""
    return [
        word
        for word in words
        if not word or word != " ".join(word.lower().split()) or ARTICLES & set(word.split()) or "\u2019" in word
    ]


def test_lists_are_long_enough() -> None:
    assert len(SETTINGS) >= 45
    assert len(ROLES) >= 170


def test_keys_are_lower_snake() -> None:
    keys = [*(row.key for row in SETTINGS), *(row.key for row in ROLES)]
    assert [key for key in keys if not LOWER_SNAKE.fullmatch(key)] == []


def test_keys_are_unique() -> None:
    assert repeated([row.key for row in SETTINGS]) == []
    assert repeated([row.key for row in ROLES]) == []


def test_words_are_unique() -> None:
    assert repeated([word.lower() for row in SETTINGS for word in row.words]) == []
    assert repeated([word.lower() for row in ROLES for word in row.words]) == []


def test_no_word_is_the_name_of_another_key() -> None:
    assert repeated([phrase for row in SETTINGS for phrase in phrases(row.key, row.words)]) == []
    assert repeated([phrase for row in ROLES for phrase in phrases(row.key, row.words)]) == []


def test_words_are_lower_case_without_articles() -> None:
    assert misshapen([word for row in SETTINGS for word in row.words]) == []
    assert misshapen([word for row in ROLES for word in row.words]) == []


def test_every_row_has_words_and_a_description() -> None:
    assert [row.key for row in SETTINGS if not row.words or not row.description.strip()] == []
    assert [row.key for row in ROLES if not row.words or not row.description.strip()] == []


def test_place_of_service_is_two_digits() -> None:
    codes = [row.place_of_service for row in SETTINGS if row.place_of_service is not None]
    assert codes
    assert [code for code in codes if not re.fullmatch(r"[0-9]{2}", code)] == []
