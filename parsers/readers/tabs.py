"""Tabs: a label in a row of labels opens a panel elsewhere. The label is read as the heading of its panel, not where it is printed."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parsers.text import clean

# The values of `role` and `data-toggle`: without one of these there is no tab. A pattern for the attributes would cost every page as much as its tree.
_SIGNS = ('"tab"', "'tab'", '"pill"')
_LABELS = etree.XPath(
    "//*[@role='tab' or @data-toggle='tab' or @data-toggle='pill' or @data-bs-toggle='tab' or @data-bs-toggle='pill']"
)
_TARGETS = ("aria-controls", "data-bs-target", "data-target", "href")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Tabs:
    """The tabs of a page: the label of each panel, and the elements that hold labels: those read at their panel, and those that only repeat its heading."""

    __slots__ = ("labels", "of_panel", "repeats")

    def __init__(self, source: str, root: Any) -> None:
        self.labels: set[Any] = set()
        self.repeats: set[Any] = set()
        self.of_panel: dict[Any, str] = {}
        if any(sign in source for sign in _SIGNS):
            self._find(root)

    def _find(self, root: Any) -> None:
        panels: dict[str, Any] = {}
        for element in root.iter():
            if isinstance(element.tag, str) and (name := element.get("id")) is not None:
                panels.setdefault(name, element)
        labels: Any = _LABELS(root)
        for label in labels:
            panel = next((panels[target] for target in _targets(label) if target in panels), None)
            text = clean(" ".join(label.itertext()))
            if panel is None or not text or panel in self.of_panel or panel is label:
                continue
            self.labels.add(label)
            first = next(panel.iter(*_HEADINGS), None)
            if first is not None and clean("".join(first.itertext())) == text:
                self.repeats.add(label)
            else:
                self.of_panel[panel] = text


def _targets(label: Any) -> list[str]:
    return [value.removeprefix("#") for name in _TARGETS if (value := label.get(name))]
