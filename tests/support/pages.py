"""Pages for tests that want rows in every table."""

from __future__ import annotations

from schemas.vocabulary.sections import SECTIONS, TYPED_TABLES


def with_all_tables(page: str) -> str:
    """The text of a page, and after it a section of two statements for each table that none of its sections fills."""
    headings = set(page.split("\n"))
    missing = [kind for kind in SECTIONS if kind.key in TYPED_TABLES and not headings & {kind.title, f"{kind.title}:"}]
    sections = (
        f"\n{kind.title}\n\n  • Statement on {kind.key}\n  • Another statement on {kind.key}\n" for kind in missing
    )
    return page + "".join(sections)
