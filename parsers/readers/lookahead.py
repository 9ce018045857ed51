"""Looks into an element ahead of its events: whether it holds content of the page or opens a panel. For both trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import Tag

from parsers.grammar.headings import exact_section
from parsers.readers.markup import BLOCK, is_callout
from parsers.text import clean

_TITLES = ("h1", "h2", "h3", "h4")
_HEADINGS = (*_TITLES, "h5", "h6", "dt", "summary")
_CONTROLS = ("input", "select", "textarea")
# Of the page's text: what holds as much is no part that the site adds to a page.
_MOST = 0.5


class Lookahead:
    """Answers questions on the elements of one page, in lxml's tree or BeautifulSoup's."""

    __slots__ = ("_page_size",)

    def __init__(self) -> None:
        self._page_size: int | None = None

    def holds_content(self, element: Any, rule: str) -> bool:
        """Whether an element that looks like boilerplate holds the page's own title, a section that the project knows, or a callout."""
        if rule == "aside":
            return _has_heading(element, ("h1",)) or _is_callout(element)
        is_title_enough = rule in ("header", "form")
        for name, text in _headings_in(element):
            if name == "h1" or (is_title_enough and name in _TITLES) or exact_section(clean(text)) is not None:
                return True
        return rule == "form" and (not _has_control(element) or self._is_most(element))

    def count_items(self, element: Any) -> int:
        """The number of items of a list."""
        return sum(1 for _ in _children(element, "li"))

    def opens_sibling(self, element: Any) -> bool:
        """Whether a button opens what stands beside it: it begins one of several alike elements, and text follows it there."""
        parent, following = _parent(element), _next(element)
        if parent is None or following is None or _name(following) not in BLOCK or _name(following) == "button":
            return False
        if _previous(element) is not None or not _text(following).strip():
            return False
        return any(
            sibling is not None and _signature(sibling) == _signature(parent) and _first(sibling) == _name(element)
            for sibling in (_previous(parent), _next(parent))
        )

    def _is_most(self, element: Any) -> bool:
        """Whether an element holds most of the page's text."""
        if self._page_size is None:
            self._page_size = len(_text(_root(element)))
        return len(_text(element)) > _MOST * self._page_size


def _is_callout(element: Any) -> bool:
    """Whether an aside is a notice within the content: its class says so, or its first word."""
    attributes = element.attrs.items() if isinstance(element, Tag) else element.items()
    values = [
        " ".join(value) if isinstance(value, list) else str(value) for name, value in attributes if name == "class"
    ]
    return is_callout(" ".join(values), _text(element)[:80])


def _has_heading(element: Any, names: tuple[str, ...]) -> bool:
    return any(name in names for name, _ in _headings_in(element))


def _headings_in(element: Any) -> Iterator[tuple[str, str]]:
    """The headings below an element: tag and text."""
    if isinstance(element, Tag):
        for found in element.find_all(_HEADINGS):
            yield found.name, found.get_text(" ")
        return
    for found in element.iter(*_HEADINGS):
        if found is not element:
            yield found.tag, "".join(found.itertext())


def _has_control(element: Any) -> bool:
    """Whether a form has a control that is shown."""
    if isinstance(element, Tag):
        return any(found.get("type") != "hidden" for found in element.find_all(_CONTROLS))
    return any(found.get("type") != "hidden" for found in element.iter(*_CONTROLS))


# --- one way to ask both trees ----------------------------------------------------------------------------------------


def _name(element: Any) -> str:
    return str(element.name if isinstance(element, Tag) else element.tag)


def _text(element: Any) -> str:
    return element.get_text() if isinstance(element, Tag) else "".join(element.itertext())


def _signature(element: Any) -> tuple[str, str]:
    """What makes two elements alike: tag and class."""
    value = element.get("class") or ""
    return _name(element), " ".join(value) if isinstance(value, list) else value


def _parent(element: Any) -> Any | None:
    return element.parent if isinstance(element, Tag) else element.getparent()


def _next(element: Any) -> Any | None:
    return element.find_next_sibling() if isinstance(element, Tag) else element.getnext()


def _previous(element: Any) -> Any | None:
    return element.find_previous_sibling() if isinstance(element, Tag) else element.getprevious()


def _children(element: Any, name: str) -> Iterator[Any]:
    if isinstance(element, Tag):
        yield from element.find_all(name, recursive=False)
    else:
        yield from element.iterchildren(name)


def _first(element: Any) -> str | None:
    """The tag of an element's first child."""
    if isinstance(element, Tag):
        child = element.find(recursive=False)
        return child.name if isinstance(child, Tag) else None
    return str(element[0].tag) if len(element) else None


def _root(element: Any) -> Any:
    if isinstance(element, Tag):
        return next((parent for parent in element.parents if parent.name == "body"), element)
    return element.getroottree().getroot()
