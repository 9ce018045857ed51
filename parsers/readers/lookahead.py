"""Looks into an element ahead of its events: whether it holds content of the page or opens a panel. For both trees."""

from __future__ import annotations

from typing import Any

from bs4 import Tag

from parsers.grammar.headings import exact_section
from parsers.readers.markup import BLOCK, is_callout
from parsers.readers.tree import (
    children_of,
    classes_of,
    found_in,
    holds,
    name_of,
    next_of,
    parent_of,
    previous_of,
    text_of,
)
from parsers.text import clean

_TITLES = ("h1", "h2", "h3", "h4")
_HEADINGS = (*_TITLES, "h5", "h6", "dt", "summary")
_CONTROLS = ("input", "select", "textarea")
# Of the page's text: what holds as much is no part that the site adds to a page.
_MOST = 0.5
_OPENING = 80  # characters of an aside that are looked at for its first word


class Lookahead:
    """Answers questions on the elements of one page."""

    __slots__ = ("_page_size",)

    def __init__(self) -> None:
        self._page_size: int | None = None

    def holds_content(self, element: Any, rule: str) -> bool:
        """Whether an element that looks like boilerplate holds the page's own title, a section that the project knows, or a callout."""
        if rule == "aside":
            return holds(element, ("h1",)) or is_callout(classes_of(element), text_of(element)[:_OPENING])
        is_title_enough = rule in ("header", "form")
        for heading in found_in(element, _HEADINGS):
            name = name_of(heading)
            if name == "h1" or (is_title_enough and name in _TITLES):
                return True
            if exact_section(clean(text_of(heading))) is not None:
                return True
        return rule == "form" and (not _has_control(element) or self._is_most(element))

    def count_items(self, element: Any) -> int:
        """The number of items of a list."""
        return sum(name_of(child) == "li" for child in children_of(element))

    def opens_sibling(self, element: Any) -> bool:
        """Whether a button opens what stands beside it: it begins one of several alike elements, and text follows it there."""
        parent, following = parent_of(element), next_of(element)
        if parent is None or following is None or name_of(following) not in BLOCK or name_of(following) == "button":
            return False
        if previous_of(element) is not None or not text_of(following).strip():
            return False
        return any(
            sibling is not None and _signature(sibling) == _signature(parent) and _first(sibling) == name_of(element)
            for sibling in (previous_of(parent), next_of(parent))
        )

    def _is_most(self, element: Any) -> bool:
        """Whether an element holds most of the page's text."""
        if self._page_size is None:
            self._page_size = len(text_of(_root(element)))
        return len(text_of(element)) > _MOST * self._page_size


def _has_control(element: Any) -> bool:
    """Whether a form has a control that is shown."""
    return any(control.get("type") != "hidden" for control in found_in(element, _CONTROLS))


def _signature(element: Any) -> tuple[str, str]:
    """What makes two elements alike: tag and class."""
    return name_of(element), classes_of(element)


def _first(element: Any) -> str | None:
    """The tag of an element's first child."""
    return next(map(name_of, children_of(element)), None)


def _root(element: Any) -> Any:
    if isinstance(element, Tag):
        return next((parent for parent in element.parents if parent.name == "body"), element)
    return element.getroottree().getroot()
