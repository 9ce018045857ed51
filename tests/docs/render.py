"""`make docs`: the rendered files, written where they are committed. A test compares them with the models."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from pipelines import settings
from schemas.rendering import diagram, rows
from warehouse.schema import dictionary
from warehouse.schema.ddl import render

ROOT = Path(__file__).resolve().parents[2]


def data_page() -> str:
    """The data in one page: the model as diagrams, and the dictionary of every table, view and column."""
    return f"{diagram.markdown()}\n{dictionary.markdown()}"


RENDERED: dict[str, Callable[[], str]] = {
    "docs/data.md": data_page,
    "docs/schema.sql": render,
    "docs/settings.md": settings.markdown,
    "schemas/rows.py": rows.module,
}


def main() -> None:
    """Write every rendered file."""
    for name, text in RENDERED.items():
        (ROOT / name).write_text(text(), encoding="utf-8")
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
