"""Documents printed as HTML in the shapes that real sites use."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.accuracy.documents import Document, Item, Part

HEAD = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n'
TAIL = "</body>\n</html>\n"
NAVIGATION = (
    '<header class="site-header"><div class="container"><a class="navbar-brand" href="/">Elm Court Hospital</a>\n'
    '<nav class="navbar navbar-expand-lg"><ul class="navbar-nav"><li class="nav-item"><a class="nav-link" href="/treatments">Treatments</a></li>'
    '<li class="nav-item"><a class="nav-link" href="/recovery">Recovery</a></li><li class="nav-item"><a class="nav-link" href="/risks">Risks</a></li></ul></nav></div></header>\n'
    '<nav aria-label="breadcrumb"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Home</a></li><li class="breadcrumb-item">Treatments</li></ol></nav>\n'
)
FOOTER = (
    '<footer class="site-footer"><div class="container"><div class="row"><div class="col"><h5>Contact</h5><p>12 Mill Lane</p></div>'
    '<div class="col"><ul><li><a href="/privacy">Privacy</a></li><li><a href="/sitemap">Site map</a></li></ul></div></div>'
    "<p>© 2026 Elm Court Hospital. All rights reserved.</p></div></footer>\n"
)
COOKIES = '<div class="cookie-banner" role="dialog"><p>We use cookies to improve this site.</p><button type="button">Accept</button></div>\n'


def page(document: Document, body: str, title: str = "<h1>{}</h1>", head: str = HEAD) -> str:
    """A whole page: title, code-system line, stray lines and `body`."""
    lines = [title.format(escape(document.title, quote=False))]
    lines += [f"<p>{escape(line, quote=False)}</p>" for line in (document.system, *document.strays) if line]
    return head.format(title=escape(document.title, quote=False)) + "\n".join(lines) + f"\n{body}\n{TAIL}"


def words(item: Item, bold: bool = False) -> str:
    """An item's words; a label in bold, a link where the item has one."""
    text = escape(item.text, quote=False)
    if item.url:
        return f'<a href="{escape(item.url)}">{text}</a>'
    label = escape(item.label, quote=False)
    if not label:
        return text
    return f"<strong>{label}:</strong> {text}" if bold else f"{label}: {text}"


def lists(items: list[Item], bold: bool = False, depth: int = 0) -> str:
    """Paragraphs and nested lists of consecutive items."""
    out: list[str] = []
    index = 0
    while index < len(items):
        item = items[index]
        if not item.is_listed:
            out.append(f"<p>{words(item, bold)}</p>")
            index += 1
            continue
        end = index
        while end < len(items) and items[end].is_listed and (items[end].depth > depth or items[end].kind == item.kind):
            end += 1
        out.append(_list(items[index:end], bold, depth))
        index = end
    return "\n".join(out)


def _list(items: list[Item], bold: bool, depth: int) -> str:
    tag = "ol" if items[0].kind == "numbered" else "ul"
    start = f' start="{items[0].marker[:-1]}"' if tag == "ol" and items[0].marker != "1." else ""
    tops = [index for index, item in enumerate(items) if item.depth == depth]
    out = [f"<{tag}{start}>"]
    for low, high in zip(tops, [*tops[1:], len(items)], strict=True):
        inner = items[low + 1 : high]
        nested = f"\n{lists(inner, bold, depth + 1)}\n" if inner else ""
        out.append(f"<li>{words(items[low], bold)}{nested}</li>")
    return "\n".join([*out, f"</{tag}>"])


def content(part: Part, subhead: str, bold: bool = False) -> str:
    """What stands under a heading; `subhead` is the markup of a sub-heading."""
    out: list[str] = []
    group: list[Item] = []
    for before, item in zip((None, *part.items), part.items, strict=False):
        if item.subsection and (before is None or before.subsection != item.subsection):
            out.append(lists(group, bold))
            group = []
            out.append(subhead.format(escape(item.subsection, quote=False)))
        group.append(item)
    return "\n".join(filter(None, [*out, lists(group, bold)]))


def _sections(document: Document, heading: str, subhead: str, bold: bool = False) -> str:
    out: list[str] = []
    for part in document.parts:
        if part.heading:
            out.append(heading.format(escape(part.heading, quote=False)))
        out.append(content(part, subhead, bold))
    return "\n".join(filter(None, out))


def h2_lists(document: Document) -> str:
    """The plain shape: h1, h2 sections, h3 sub-headings, ul and ol."""
    return page(document, _sections(document, "<h2>{}</h2>", "<h3>{}</h3>"))


def h3_bold_labels(document: Document) -> str:
    """An h1 title, h3 sections, h4 sub-headings, labels in bold."""
    return page(document, _sections(document, "<h3>{}</h3>", "<h4>{}</h4>", bold=True))


def h2_strong_subheads(document: Document) -> str:
    """Sections at h2, sub-headings as bold paragraphs with a colon."""
    return page(document, _sections(document, '<h2 class="mt-4">{}</h2>', "<p><strong>{}:</strong></p>"))


def strong_paragraphs(document: Document) -> str:
    """Headings as `<p><strong>`."""
    return page(document, _sections(document, "<p><strong>{}</strong></p>", "<h4>{}</h4>"))


def styled_paragraphs(document: Document) -> str:
    """Headings as paragraphs in large bold type."""
    heading = '<p style="font-size: 22px; font-weight: bold">{}</p>'
    return page(document, f'<div class="entry-content">\n{_sections(document, heading, "<h4>{}</h4>")}\n</div>')


def _wrapped(document: Document, wrap: Callable[[int, Part], str], subhead: str) -> str:
    """Each section by `wrap`; text without a heading in front of them as paragraphs."""
    return "\n".join(
        wrap(number, part) if part.heading else content(part, subhead) for number, part in enumerate(document.parts)
    )


def accordion(document: Document) -> str:
    """Headings as buttons of an accordion, each with a panel beside it."""

    def wrap(number: int, part: Part) -> str:
        return (
            f'<div class="accordion-item">\n<button type="button" class="accordion-button" aria-expanded="false" aria-controls="panel-{number}">'
            f"{escape(part.heading, quote=False)}</button>\n"
            f'<div id="panel-{number}" class="accordion-panel" hidden>\n{content(part, "<h4>{}</h4>")}\n</div>\n</div>'
        )

    return page(document, f'<div class="accordion">\n{_wrapped(document, wrap, "<h4>{}</h4>")}\n</div>')


def bootstrap_accordion(document: Document) -> str:
    """Headings as buttons inside h2, each with a collapsed panel after it."""

    def wrap(number: int, part: Part) -> str:
        return (
            f'<div class="accordion-item">\n<h2 class="accordion-header" id="head-{number}"><button class="accordion-button collapsed" type="button" '
            f'data-bs-toggle="collapse" data-bs-target="#body-{number}" aria-expanded="false" aria-controls="body-{number}">\n'
            f"{escape(part.heading, quote=False)}\n</button></h2>\n"
            f'<div id="body-{number}" class="accordion-collapse collapse" aria-labelledby="head-{number}"><div class="accordion-body">\n'
            f"{content(part, '<h3>{}</h3>')}\n</div></div>\n</div>"
        )

    return page(document, f'<div class="accordion" id="a">\n{_wrapped(document, wrap, "<h3>{}</h3>")}\n</div>')


def section_headers(document: Document) -> str:
    """A section element each, with its h2 in a header element and its content in an article."""

    def wrap(number: int, part: Part) -> str:
        return (
            f'<section aria-labelledby="h{number}">\n<header><h2 id="h{number}"><span>{escape(part.heading, quote=False)}</span></h2></header>\n'
            f"<article>\n{content(part, '<h5>{}</h5>')}\n</article>\n</section>"
        )

    return page(document, _wrapped(document, wrap, "<h5>{}</h5>"), "<main>\n<header><h1>{}</h1></header>").replace(
        "</body>", "</main>\n</body>"
    )


def details(document: Document) -> str:
    """Headings as `<summary>`."""

    def wrap(number: int, part: Part) -> str:
        opened = " open" if number < 2 else ""
        heading = escape(part.heading, quote=False)
        return f"<details{opened}>\n<summary>{heading}</summary>\n{content(part, '<h4>{}</h4>')}\n</details>"

    return page(document, _wrapped(document, wrap, "<h4>{}</h4>"))


def definition_list(document: Document) -> str:
    """Headings as `<dt>`, each with one `<dd>`."""

    def wrap(_: int, part: Part) -> str:
        return f"<dt>{escape(part.heading, quote=False)}</dt>\n<dd>\n{content(part, '<h4>{}</h4>')}\n</dd>"

    intro = "".join(content(part, "") + "\n" for part in document.parts if not part.heading)
    rest = document._replace(parts=tuple(part for part in document.parts if part.heading))
    return page(document, f"{intro}<dl>\n{_wrapped(rest, wrap, '')}\n</dl>")


def literal_bullets(document: Document) -> str:
    """Lists as paragraphs in divs, with a printed bullet or number."""
    return page(document, _literal(document, '<div class="list">\n{}\n</div>', "<div><p>{}</p></div>", "\n"))


def literal_breaks(document: Document) -> str:
    """Lists as one paragraph, a printed bullet or number after each `<br>`."""
    return page(document, _literal(document, "<p>{}</p>", "{}", "<br>\n"))


def _literal(document: Document, around: str, each: str, glue: str) -> str:
    out: list[str] = []
    for part in document.parts:
        if part.heading:
            out.append(f"<h2>{escape(part.heading, quote=False)}</h2>")
        group: list[str] = []
        before: Item | None = None
        for item in part.items:
            fresh = item.subsection and (before is None or before.subsection != item.subsection)
            if group and (fresh or not item.is_listed):
                out.append(around.format(glue.join(group)))
                group = []
            if fresh:
                out.append(f"<h3>{escape(item.subsection, quote=False)}</h3>")
            if item.is_listed:
                group.append(each.format(f"{item.marker} {words(item)}"))
            else:
                out.append(f"<p>{words(item)}</p>")
            before = item
        if group:
            out.append(around.format(glue.join(group)))
    return "\n".join(out)


def bootstrap(document: Document) -> str:
    """A site's grid: navigation, breadcrumb, cookie banner, columns, a section element each, and a footer."""

    def wrap(number: int, part: Part) -> str:
        return (
            f'<section id="s{number}" class="py-3"><div class="container"><div class="row"><div class="col-md-8">\n'
            f'<h2 class="h4">{escape(part.heading, quote=False)}</h2>\n<div class="body">\n{content(part, "<h4>{}</h4>", bold=True)}\n'
            "</div>\n</div></div></div></section>"
        )

    body = _wrapped(document, wrap, "<h4>{}</h4>")
    framed = page(document, f"{body}\n</main>\n{FOOTER}", '<main class="content"><h1>{}</h1>')
    return framed.replace("<body>\n", f"<body>\n{COOKIES}{NAVIGATION}", 1)
