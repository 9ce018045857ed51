"""Mutations that print a case anew from its expected tables, in another form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from tests.accuracy import rendering, rendering_html
from tests.accuracy.documents import Document, document_of, flat_steps, flattened, retold, with_marker, without_links
from tests.accuracy.golden import Case, Rows
from tests.accuracy.mutations.base import Make, Mutation
from tests.accuracy.pagetext import is_html, source
from tests.accuracy.truth import has_inferred

Print = Callable[[Document], str]


def printed(case: Case, document: Document, text: str, html: bool, expected: Rows | None = None) -> Case:
    """The case as another page: the document's truth, and `text` for its source."""
    page = case.page._replace(body=text.encode("utf-8"), media_type="text/html" if html else "text/plain")
    return case._replace(page=page, expected=retold(expected or case.expected, document))


def in_own_form(case: Case, document: Document, expected: Rows | None = None) -> Case:
    """The document in the form of the page it came from: pretty, flat, or plain HTML."""
    if is_html(case):
        document = with_marker(document, "•")
        return printed(case, document, rendering_html.h2_lists(document), True, expected)
    if is_flat(case):
        return printed(case, document, rendering.flat(document), False, expected)
    return printed(case, document, rendering.pretty(document), False, expected)


def is_flat(case: Case) -> bool:
    """Whether a plain page has no blank lines."""
    return not is_html(case) and "\n\n" not in source(case)


def _as_text(document: Document) -> Document | None:
    """The document for plain text; None where one of its paragraphs would look like a heading there."""
    for part in document.parts:
        for before, item in zip(part.items, part.items[1:], strict=False):
            short = not item.is_listed and len(item.words) <= 60 and item.words[-1] not in ".:?!"
            if short and not before.is_listed and part.key not in ("name", "similar_codes"):
                return None
    return without_links(document)


def pretty(case: Case, _: Random, bullet: str = "•", subheads: str = "own_line") -> Case | None:
    document = document_of(case)
    document = document and _as_text(document)
    if document is None or (subheads != "own_line" and not _has_subheads(document)):
        return None
    document = with_marker(document, bullet)
    return printed(case, document, rendering.pretty(document, subheads), False)


def _has_subheads(document: Document) -> bool:
    return any(item.subsection for part in document.parts if part.key != "name" for item in part.items)


def flat(case: Case, _: Random) -> Case | None:
    document = document_of(case)
    if document is None or not document.family or _as_text(document) is None:
        return None
    # A remark that hangs under an alternative is one more alternative once nesting is lost.
    if any(item.depth for part in document.parts if part.key == "alternatives" for item in part.items):
        return None
    steps = flat_steps(document, case.expected)
    document = flattened(document)
    return printed(case, document, rendering.flat(document), False, steps)


def markdown(case: Case, _: Random) -> Case | None:
    document = document_of(case)
    document = document and _as_text(document)
    if document is None:
        return None
    document = with_marker(document, "-")
    return printed(case, document, rendering.markdown(document), False)


def html_shape(shape: Print, subheads: bool = True, nesting: bool = True) -> Make:
    """A mutation into one HTML shape; some shapes cannot show sub-headings or nested lists."""

    def make(case: Case, _: Random) -> Case | None:
        document = document_of(case)
        if document is None or (not subheads and any(item.subsection for item in document.items)):
            return None
        if not nesting and any(item.depth for item in document.items):
            return None
        document = with_marker(document, "•")
        return printed(case, document, shape(document), True)

    return make


def headings_deleted(case: Case, _: Random) -> Case | None:
    """One-word headings lost from a pretty page that has all of them, with something under each."""
    document = document_of(case)
    if document is None or is_html(case) or is_flat(case) or has_inferred(case) or not document.family:
        return None
    lost = ("summary", "purpose", "indications", "preparation", "duration", "setting", "personnel")
    # A sub-heading at the start of a section would read like its heading.
    plain = {part.key for part in document.parts if part.items and not part.items[0].subsection}
    if not set(lost) <= plain:
        return None
    text = rendering.pretty(document)
    for part in document.parts:
        if part.key in lost:
            text = text.replace(f"\n\n{part.heading}\n\n", "\n\n\n", 1)
    parts = tuple(part._replace(heading="" if part.key in lost else part.heading) for part in document.parts)
    return printed(case, document._replace(parts=parts), text, False)


def own_form(case: Case, _: Random) -> Case | None:
    """The document in the form of its page: what is lost by this alone would be lost in every other form."""
    document = document_of(case)
    if document is None or not (is_html(case) or _as_text(document)):
        return None
    return in_own_form(case, document)


_SHAPES: tuple[tuple[str, str, Make], ...] = (
    ("html_h2_lists", "h1 title, h2 sections, h3 sub-headings, ul and ol", html_shape(rendering_html.h2_lists)),
    (
        "html_h3_bold_labels",
        "h1 title, h3 sections, h4 sub-headings, labels in bold",
        html_shape(rendering_html.h3_bold_labels),
    ),
    (
        "html_h2_strong_subheads",
        "h2 sections, sub-headings as bold paragraphs",
        html_shape(rendering_html.h2_strong_subheads),
    ),
    (
        "html_strong_paragraphs",
        "headings as `<p><strong>`",
        html_shape(rendering_html.strong_paragraphs, subheads=False),
    ),
    (
        "html_styled_paragraphs",
        "headings as paragraphs in large bold type",
        html_shape(rendering_html.styled_paragraphs, subheads=False),
    ),
    ("html_accordion", "headings as buttons with panels beside them", html_shape(rendering_html.accordion)),
    (
        "html_bootstrap_accordion",
        "headings as buttons inside h2, with collapsed panels",
        html_shape(rendering_html.bootstrap_accordion),
    ),
    ("html_section_headers", "a section each, its h2 in a header element", html_shape(rendering_html.section_headers)),
    ("html_details", "headings as `<summary>`", html_shape(rendering_html.details)),
    ("html_definition_list", "headings as `<dt>`", html_shape(rendering_html.definition_list)),
    (
        "html_literal_bullets",
        "lists as paragraphs in divs, with printed bullets",
        html_shape(rendering_html.literal_bullets, nesting=False),
    ),
    (
        "html_literal_breaks",
        "lists as lines parted by `<br>`, with printed bullets",
        html_shape(rendering_html.literal_breaks, nesting=False),
    ),
    (
        "html_bootstrap",
        "a grid of divs with navigation, breadcrumb, cookie banner and footer",
        html_shape(rendering_html.bootstrap),
    ),
)

MUTATIONS: tuple[Mutation, ...] = (
    Mutation("printed_own_form", "printed anew in the page's own form", own_form),
    Mutation("printed_pretty", "printed as pretty text", pretty),
    Mutation("printed_flat", "printed as flat text: no blank lines, every item `- `", flat),
    Mutation("printed_markdown", "printed as Markdown", markdown),
    *(Mutation(f"printed_{name}", f"printed as HTML: {says}", make) for name, says, make in _SHAPES),
    Mutation("subheads_above", "`Label:` directly above its list", partial(pretty, subheads="above")),
    Mutation(
        "subheads_bare",
        "`Label` without a colon above its list, for labels of the dialect",
        partial(pretty, subheads="bare"),
    ),
    Mutation(
        "subheads_leaked", "`##### Label` glued to the end of the item before it", partial(pretty, subheads="leaked")
    ),
    Mutation("headings_deleted", "one-word headings lost, double blank lines kept", headings_deleted),
)
