"""Documents printed as plain text: the pretty flavour, the flat one, and Markdown."""

from __future__ import annotations

from tests.accuracy.documents import Document, Item, Part

CHROME_LINE = "Search all medical codes"
# Sub-headings that the dialect lists: known without their colon, too.
SEEN = frozenset(
    line.casefold()
    for line in (
        "Tools and Equipment",
        "Tools",
        "Tools/Equipment Used",
        "Equipment Used",
        "Tools, Equipment & Technology",
        "Anesthesia/Sedation",
        "Anesthesia or Sedation",
        "Anesthesia/Sedation Details",
        "Anesthesia or Sedation Details",
        "Patient Criteria",
        "Specific Symptoms or Conditions",
        "Symptoms/Conditions",
        "Medical Condition or Problem Addressed",
        "Medical Conditions Addressed",
        "Goals",
        "Goals/Outcomes",
        "Goals or Expected Outcomes",
        "Pre-procedure Instructions",
        "Additional Tests",
        "Diagnostic Tests or Assessments",
        "Primary healthcare providers",
        "Common Risks",
        "Rare Risks",
    )
)


def pretty(document: Document, subheads: str = "own_line") -> str:
    """The pretty flavour: a blank line around every block.

    `subheads`: `own_line` (`Label:`, a blank line, the list), `above` (no blank line), `bare` (no colon either, for known labels),
    `leaked` (`##### Label` at the end of the item before it).
    """
    blocks = [[line] for line in _masthead(document)]
    for part in document.parts:
        if part.heading:
            blocks.append([part.heading])
        blocks.extend(_pretty_name(part) if part.key == "name" else _pretty_blocks(part, subheads))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _masthead(document: Document) -> list[str]:
    lines = [document.title, document.system, *document.strays]
    return [line for line in ([CHROME_LINE, *lines] if document.family else lines) if line]


def _pretty_line(item: Item) -> str:
    return f"{'  ' * (item.depth + 1)}{item.marker} {item.words}" if item.is_listed else item.words


def _pretty_name(part: Part) -> list[list[str]]:
    """Lines of the name section stand without a blank line; a label alone on a line directly above its value."""
    blocks: list[list[str]] = []
    for before, item in zip((None, *part.items), part.items, strict=False):
        fresh = before is None or (item.subsection and item.subsection != before.subsection)
        if fresh or (before is not None and before.kind != item.kind):
            blocks.append([])
        if item.subsection and fresh:
            blocks[-1].append(f"{item.subsection}:")
        blocks[-1].append(_pretty_line(item))
    return blocks


def _pretty_blocks(part: Part, subheads: str) -> list[list[str]]:
    blocks: list[list[str]] = []
    before: Item | None = None
    for item in part.items:
        if item.subsection and (before is None or before.subsection != item.subsection):
            _pretty_subhead(blocks, item, before, subheads)
        elif before is None or not (item.is_listed and before.is_listed):
            blocks.append([])
        blocks[-1].append(_pretty_line(item))
        before = item
    return blocks


def _pretty_subhead(blocks: list[list[str]], item: Item, before: Item | None, subheads: str) -> None:
    """Put the sub-heading above `item`, and begin the block that `item` goes into."""
    if subheads == "leaked" and before is not None and before.is_listed:
        blocks[-1][-1] += f" ##### {item.subsection}"
        blocks.append([])
    elif subheads in ("own_line", "leaked"):
        blocks += [[f"{item.subsection}:"], []]
    elif subheads == "bare" and item.is_listed and item.subsection.casefold() in SEEN:
        blocks.append([item.subsection])
    else:
        blocks.append([f"{item.subsection}:"])


def flat(document: Document) -> str:
    """The flat flavour: no blank line, every list item `- `."""
    lines = _masthead(document)
    for part in document.parts:
        lines.append(part.heading)
        seen = ""
        for item in part.items:
            if item.subsection != seen:
                lines.append(f"{item.subsection}:")
            seen = item.subsection
            lines.append(f"- {item.words}" if item.is_listed else item.words)
    return "\n".join(lines) + "\n"


def markdown(document: Document) -> str:
    """Markdown: `#` for the title, `##` for sections, `###` for sub-headings."""
    blocks = [[f"# {document.title}"], *([line] for line in (document.system, *document.strays) if line)]
    for part in document.parts:
        if part.heading:
            blocks.append([f"## {part.heading}"])
        before: Item | None = None
        for item in part.items:
            if item.subsection and (before is None or before.subsection != item.subsection):
                blocks += [[f"### {item.subsection}"], []]
            elif before is None or not (item.is_listed and before.is_listed):
                blocks.append([])
            indent = "    " * item.depth if item.is_listed else ""
            blocks[-1].append(f"{indent}{item.marker} {item.words}" if item.is_listed else item.words)
            before = item
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
