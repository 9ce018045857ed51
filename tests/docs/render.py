"""`make docs`: the rendered documents, written where they are committed. A test compares them with the models."""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines import settings
from schemas.rendering import diagram
from warehouse.schema import dictionary
from warehouse.schema.ddl import render

DOCS = Path(__file__).resolve().parents[2] / "docs"
RENDERED = {
    "data-dictionary.md": dictionary.markdown, "data-model.md": diagram.markdown, "schema.sql": render, "settings.md": settings.markdown,
}  # fmt: skip


def main() -> None:
    """Write every rendered document."""
    for name, text in RENDERED.items():
        (DOCS / name).write_text(text(), encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")


if __name__ == "__main__":
    main()
