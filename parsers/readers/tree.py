"""One way to ask elements of both trees, lxml's and BeautifulSoup's."""

from __future__ import annotations

from typing import Any

from bs4 import Tag


def name_of(element: Any) -> str:
    """The tag of an element."""
    return str(element.name if isinstance(element, Tag) else element.tag)


def text_of(element: Any) -> str:
    """The text of an element and all below it, as it stands."""
    return str(element.get_text()) if isinstance(element, Tag) else "".join(element.itertext())


def children_of(element: Any) -> list[Any]:
    """The elements right below an element."""
    if isinstance(element, Tag):
        return [child for child in element.children if isinstance(child, Tag)]
    return [child for child in element if isinstance(child.tag, str)]


def found_in(element: Any, names: tuple[str, ...]) -> list[Any]:
    """The elements of some tags below an element, in order."""
    if isinstance(element, Tag):
        return list(element.find_all(list(names)))
    return [found for found in element.iter(*names) if found is not element]


def holds(element: Any, names: tuple[str, ...]) -> bool:
    """Whether an element of one of some tags stands below an element."""
    if isinstance(element, Tag):
        return element.find(list(names)) is not None
    return any(found is not element for found in element.iter(*names))


def parent_of(element: Any) -> Any | None:
    """The element around an element."""
    return element.parent if isinstance(element, Tag) else element.getparent()


def next_of(element: Any) -> Any | None:
    """The element after an element, of the same parent."""
    return element.find_next_sibling() if isinstance(element, Tag) else element.getnext()


def previous_of(element: Any) -> Any | None:
    """The element before an element, of the same parent."""
    return element.find_previous_sibling() if isinstance(element, Tag) else element.getprevious()


def classes_of(element: Any) -> str:
    """An element's classes, parted by blanks."""
    value = element.get("class") or ""
    return " ".join(value) if isinstance(value, list) else value
