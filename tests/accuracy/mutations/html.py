"""Mutations of HTML pages: the same content in other markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from random import Random

from tests.accuracy.golden import Case
from tests.accuracy.mutations.base import Make, Mutation, chance
from tests.accuracy.pagetext import is_block, is_html, is_words, map_tags, map_text, pieces, slices, source, with_source
from tests.accuracy.rendering_html import COOKIES, FOOTER, NAVIGATION
from tests.accuracy.truth import value

_OPEN = re.compile(r"<([a-z][a-z0-9]*)\b([^>]*)>")
_WRAPPED = re.compile(r"<(/?)(h[1-6]|p|ul|ol|table)\b[^>]*>")
_BETWEEN = re.compile(r"(?<=</p>)\n|(?<=</ul>)\n|(?<=</ol>)\n|(?<=</h2>)\n|(?<=</h3>)\n")
_PLAIN_LI = re.compile(r"<li>((?:(?!</?(?:li|ul|ol|p|div)\b).)*)</li>", re.S)
_WORD = re.compile(r"(?<![\w&#;/.-])[A-Za-z]{4,}(?![\w;/.-])")
_INLINE = (
    '<span class="w">{}</span>',
    "<em>{}</em>",
    "<i>{}</i>",
    '<a href="/glossary">{}</a>',
    '<abbr title="see the glossary">{}</abbr>',
    "<mark>{}</mark>",
    "<u>{}</u>",
)
_OPTIONAL_ENDS = re.compile(r"</(?:p|li|dd|dt|tr|td|th)>")
_NOISE = {
    "comments": (
        "<!-- TODO: ask the editors -->",
        "<!-- <h2>Risks</h2><p>Old text about bleeding.</p> -->",
        "<!--[if IE]><p>Old browser</p><![endif]-->",
        "<!-- \n<ul><li>One</li></ul>\n-->",
    ),
    "scripts": (
        '<script>var s = "<h2>Risks</h2><p>Bleeding</p>"; if (1 < 2) { push(s); }</script>',
        "<style>h2 { color: red } p::before { content: 'Risks' }</style>",
        '<script type="application/ld+json">{"@type": "Organization", "name": "Elm Court Hospital"}</script>',
        "<noscript><p>Please enable JavaScript.</p></noscript>",
        '<svg width="1" height="1"><title>Icon</title><text>Risks</text></svg>',
        "<template><h2>Benefits</h2><p>None</p></template>",
        '<iframe src="/map"></iframe>',
    ),
    "hidden": (
        '<div style="display:none"><h2>Cost</h2><p>Draft: ask the billing office.</p></div>',
        "<p hidden>Draft: add a line.</p>",
        '<div aria-hidden="true" class="icon">+</div>',
        '<div style="visibility: hidden">Old text</div>',
    ),
    "empty": (
        "<h2></h2>",
        "<h3>&nbsp;</h3>",
        '<h2><img src="/line.png" alt=""></h2>',
        "<p></p>",
        "<p>&nbsp;</p>",
        "<div></div>",
        "<ul></ul>",
        "<hr>",
        "<br>",
        "<p><strong></strong></p>",
    ),
}


def on_html(make: Callable[[str, Random], str]) -> Make:
    """A mutation of the source that leaves the truth as it is."""

    def mutation(case: Case, random: Random) -> Case | None:
        return with_source(case, make(source(case), random)) if is_html(case) else None

    return mutation


def noise(text: str, random: Random, kind: str) -> str:
    """Something that is no content between some elements."""
    at = text.find("<body")

    def added(_: re.Match[str]) -> str:
        return f"\n{random.choice(_NOISE[kind])}\n" if chance(random, 0.2) else "\n"

    return text[:at] + _BETWEEN.sub(added, text[at:])


def upper_tags(text: str, _: Random) -> str:
    """Names of elements in capitals."""
    return map_tags(text, lambda tag: re.sub(r"^(</?)([a-z][a-z0-9]*)", lambda match: match[1] + match[2].upper(), tag))


def attributes(text: str, random: Random) -> str:
    """Classes, ids and data that say nothing, on every element."""

    def change(match: re.Match[str]) -> str:
        if match[1] in ("html", "head", "meta", "link", "body") or match[2].endswith("/"):
            return match[0]
        number = random.randrange(10**5)
        added = f' data-v-{number:x} id="e{number}"' if " id=" not in match[2] else f" data-v-{number:x}"
        if "class=" not in match[2]:
            added += f' class="sc-{number:x} mb-3"'
        return f"<{match[1]}{match[2]}{added}>"

    return map_tags(text, lambda tag: _OPEN.sub(change, tag))


def wrapped_elements(text: str, _: Random) -> str:
    """Two divs around every heading, paragraph, list and table."""

    def change(match: re.Match[str]) -> str:
        return f"{match[0]}</div></div>" if match[1] else f'<div class="row"><div class="col">{match[0]}'

    return map_tags(text, lambda tag: _WRAPPED.sub(change, tag))


def wrapped_sections(case: Case, _: Random) -> Case | None:
    """A section element and a div around each section."""
    cut = slices(case) if is_html(case) else None
    if cut is None or not all(re.match(r"<(?:h[1-6]|p)\b", part) for part in cut.parts):
        return None
    return with_source(
        case, cut.joined([f'<section>\n<div class="inner">\n{part}\n</div>\n</section>\n' for part in cut.parts])
    )


def content_in_divs(case: Case, _: Random) -> Case | None:
    """The content of each section in a div beside its heading."""
    cut = slices(case) if is_html(case) else None
    if cut is None or not all(re.match(r"<h[1-6]\b", part) for part in cut.parts):
        return None
    parts = [
        re.sub(r"(</h[1-6]>)(.*)\Z", r'\1<div class="text">\2</div>\n', part, count=1, flags=re.S) for part in cut.parts
    ]
    return with_source(case, cut.joined(parts))


def unclosed(text: str, _: Random) -> str:
    """End tags left out that HTML lets a page leave out."""
    return text if "{%" in text else map_tags(text, lambda tag: _OPTIONAL_ENDS.sub("", tag))


def entities(text: str, random: Random) -> str:
    """Some characters as character references."""

    def code(match: re.Match[str]) -> str:
        sign = match[0]
        if chance(random, 0.9 if not sign.isalnum() else 0.02):
            named = {"'": "&apos;", "\u2019": "&rsquo;", "–": "&ndash;", "•": "&bull;", "(": "&lpar;"}
            return random.choice((f"&#{ord(sign)};", f"&#x{ord(sign):x};", named.get(sign, f"&#{ord(sign)};")))
        return sign

    def change(piece: str) -> str:
        parts = re.split(r"(&#?\w+;)", piece)
        return "".join(part if index % 2 else re.sub(r"[^\s&<>]", code, part) for index, part in enumerate(parts))

    return map_text(text, change)


def inline_tags(text: str, random: Random) -> str:
    """Inline elements around some words that stand in no link and under no list of codes."""
    at = text.find("<main") if "<main" in text else text.find("<body")
    end = text.find("Similar Codes") if "Similar Codes" in text else len(text)
    parts = pieces(text[at:end])
    for index in range(0, len(parts), 2):
        if is_words(parts[index]) and not (index and re.match(r"<(?:a|b|strong|button|span)\b", parts[index - 1])):
            parts[index] = _WORD.sub(
                lambda match: random.choice(_INLINE).format(match[0]) if chance(random, 0.08) else match[0],
                parts[index],
            )
    return text[:at] + "".join(parts) + text[end:]


def bold_words(text: str, random: Random) -> str:
    """Bold type inside sentences."""

    def change(piece: str) -> str:
        return re.sub(
            r"(?<=[a-z] )([a-z]{5,})(?= [a-z])",
            lambda match: f"<strong>{match[1]}</strong>" if chance(random, 0.08) else match[1],
            piece,
        )

    return map_text(text, change)


def spread(text: str, random: Random) -> str:
    """White space and line breaks between tags and inside sentences."""
    parts = pieces(text)
    for index in range(0, len(parts), 2):
        if not parts[index].strip():
            parts[index] = re.sub(r"\s+", lambda _: random.choice(("\n\n   ", "\n\t\t", " \n")), parts[index])
        elif is_words(parts[index]):
            parts[index] = re.sub(r"(?<=\w) (?=\w)", lambda _: "\n      " if chance(random, 0.1) else " ", parts[index])
    return "".join(parts)


def minified(text: str, _: Random) -> str:
    """No white space that a browser would not show."""
    if "{%" in text:
        return text
    parts = pieces(text)
    for index in range(0, len(parts), 2):
        piece = re.sub(r"\s+", " ", parts[index])
        if index == 0 or is_block(parts[index - 1]):
            piece = piece.lstrip()
        if index + 1 == len(parts) or is_block(parts[index + 1]):
            piece = piece.rstrip()
        parts[index] = piece
    return "".join(parts)


def literal_bullets(text: str, _: Random) -> str:
    """A printed bullet inside each item of unordered lists."""
    parts = re.split(r"(<[^>]*>)", text)
    lists: list[str] = []
    for index, part in enumerate(parts):
        if match := re.match(r"<(/?)(ul|ol)\b", part):
            lists = lists[:-1] if match[1] else [*lists, match[2]]
        elif part == "<li>" and lists and lists[-1] == "ul" and re.match(r"[A-Za-z]", parts[index + 1]):
            parts[index + 1] = f"• {parts[index + 1]}"
    return "".join(parts)


def item_paragraphs(text: str, _: Random) -> str:
    """Each list item's text in a paragraph of its own."""
    return _PLAIN_LI.sub(lambda match: f"<li>\n<p>{match[1]}</p>\n</li>" if "<a" not in match[1] else match[0], text)


def lower_levels(text: str, _: Random) -> str:
    """Every heading below the first level one level down."""

    def change(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) + 1}"

    return text if "<h6" in text else map_tags(text, lambda tag: re.sub(r"^(</?h)([2-5])\b", change, tag))


def boilerplate(text: str, _: Random) -> str:
    """A site's banner, navigation and footer around the page."""
    text = re.sub(r"<body[^>]*>", lambda match: f"{match[0]}\n{COOKIES}{NAVIGATION}", text, count=1)
    return text.replace("</body>", f"{FOOTER}</body>")


def bold_labels(case: Case, _: Random, form: str) -> Case | None:
    """Labels of list items and paragraphs in bold."""
    if not is_html(case):
        return None
    rows = case.expected["section_items"]
    labels = {re.escape(escape(label, quote=False)) for row in rows if (label := value(row, "section_items", "label"))}
    if not labels:
        return None
    pattern = re.compile(rf"(<(?:li|p)>)({'|'.join(sorted(labels))}):")
    return with_source(case, pattern.sub(lambda match: match[1] + form.format(match[2]), source(case)))


_PLAIN: tuple[tuple[str, str, Callable[[str, Random], str]], ...] = (
    ("comments", "comments, some of them with old content", partial(noise, kind="comments")),
    ("scripts", "scripts, styles, templates and images", partial(noise, kind="scripts")),
    ("hidden", "elements that are not shown", partial(noise, kind="hidden")),
    ("empty_elements", "empty headings, paragraphs and lists", partial(noise, kind="empty")),
    ("upper_tags", "tags in capitals", upper_tags),
    ("attributes", "classes, ids and data on every element", attributes),
    ("wrapped_elements", "divs around headings, paragraphs and lists", wrapped_elements),
    ("unclosed", "optional end tags left out", unclosed),
    ("entities", "characters as references", entities),
    ("inline_tags", "span, em, a and the like around words", inline_tags),
    ("bold_words", "bold words inside sentences", bold_words),
    ("spread", "white space and line breaks between tags and words", spread),
    ("minified", "no white space between tags", minified),
    ("literal_bullets", "a printed `•` inside list items", literal_bullets),
    ("item_paragraphs", "a paragraph inside each list item", item_paragraphs),
    ("lower_levels", "headings one level down", lower_levels),
    ("boilerplate", "banner, navigation and footer of a site", boilerplate),
)
MUTATIONS: tuple[Mutation, ...] = (
    *(Mutation(f"html_{name}", f"HTML: {says}", on_html(make)) for name, says, make in _PLAIN),
    Mutation("html_wrapped_sections", "HTML: a section element around each section", wrapped_sections),
    Mutation("html_content_in_divs", "HTML: a div around the content of each section", content_in_divs),
    Mutation(
        "html_bold_labels", "HTML: `<strong>Label:</strong> text`", partial(bold_labels, form="<strong>{}:</strong>")
    ),
    Mutation("html_bold_labels_colon", "HTML: `<b>Label</b>: text`", partial(bold_labels, form="<b>{}</b>:")),
)
