"""What HTML elements mean to the reader: which begin a block, which are furniture of the site, which look like headings."""

from __future__ import annotations

import re
from functools import lru_cache

BLOCK = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
STRONG = frozenset(("b", "strong"))
SKIPPED = frozenset(
    "script style template noscript svg math iframe object embed canvas audio video select datalist textarea input head map".split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LIKE_HEADINGS = frozenset(("summary", "dt", "legend", "caption", "button"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))

# Whole elements that are furniture wherever they stand; those that hold the page's h1 are not (see the reader).
CHROME_TAGS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "dialog": "dialog",
    "header": "header",
    "form": "form",
}
CHROME_ROLES = {
    "navigation": "navigation", "banner": "header", "contentinfo": "footer", "search": "search", "dialog": "dialog", "alertdialog": "dialog",
    "complementary": "aside", "menu": "navigation", "menubar": "navigation", "toolbar": "navigation",
}  # fmt: skip
_CHROME_CLASS = (
    ("cookie_notice", re.compile(r"(?:^|[\s_-])(?:cookies?|consent|gdpr|onetrust|ccpa)(?:$|[\s_-])", re.I)),
    ("breadcrumb", re.compile(r"(?:^|[\s_-])bread-?crumbs?(?:$|[\s_-])", re.I)),
    (
        "navigation",
        re.compile(
            r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|mainmenu|submenu|topbar|toc|pagination|pager|skip|skiplink|tabs-nav|site-?map)(?:$|[\s_-])",
            re.I,
        ),
    ),
    ("footer", re.compile(r"(?:^|[\s_-])(?:footer|site-?footer|colophon|copyright)(?:$|[\s_-])", re.I)),
    (
        "header",
        re.compile(
            r"(?:^|[\s_-])(?:site-?header|site-?title|site-?name|site-?brand(?:ing)?|site-?tagline|masthead|page-?top|utility-?bar|logo)(?:$|[\s_-])|^(?:(?:page|main|global|top)-?)?header$|\s(?:global|main)-header(?:\s|$)",
            re.I,
        ),
    ),
    (
        "aside",
        re.compile(
            r"(?:^|[\s_-])(?:sidebar|related|recommended|promo|promotion|advert|advertisement|ads?|sponsor(?:ed)?|newsletter|subscribe|teasers?)(?:$|[\s_-])",
            re.I,
        ),
    ),
    ("sharing", re.compile(r"(?:^|[\s_-])(?:share|sharing|social|addthis|sharethis|print-?link)(?:$|[\s_-])", re.I)),
    ("dialog", re.compile(r"(?:^|[\s_-])(?:popup|modal|lightbox|overlay|toast)(?:$|[\s_-])", re.I)),
)
_HEADING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:heading|title|subtitle|headline|subheading|question|field-+label|field__label|section-+label|accordion-(?:header|button|toggle|trigger)|section-?head(?:er)?)(?:$|[\s_-])",
    re.I,
)
_HIDDEN_CLASS = frozenset(
    (
        "d-none",
        "visually-hidden",
        "sr-only",
        "screen-reader-text",
        "screen-reader-only",
        "is-hidden",
        "u-hidden",
        "hidden",
        "hide",
    )
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


def chrome_class(value: str) -> str | None:
    """The chrome rule that a class or id names, or None."""
    return next((name for name, pattern in _CHROME_CLASS if pattern.search(value)), None)


def heading_class(value: str) -> bool:
    """Whether a class says that its element is a heading."""
    return _HEADING_CLASS.search(value) is not None


def hidden_class(value: str) -> bool:
    """Whether a class says that its element is not shown."""
    return not _HIDDEN_CLASS.isdisjoint(value.lower().split())


Attributes = tuple[tuple[str, str], ...]


@lru_cache(maxsize=8192)
def chrome_rule(tag: str, attributes: Attributes, controlled: frozenset[str]) -> str | None:
    """The rule by which an element is furniture or hidden. `controlled` holds ids of panels that a button opens."""
    rule = CHROME_TAGS.get(tag)
    hidden = panel = False
    for name, value in attributes:
        if name == "class":
            rule = rule or chrome_class(value)
            hidden = hidden or hidden_class(value)
            panel = panel or "collapse" in value or "accordion" in value or "panel" in value
        elif name == "id":
            panel = panel or value in controlled
            rule = rule or chrome_class(value)
        elif name == "role":
            rule = rule or CHROME_ROLES.get(value.strip().lower())
            panel = panel or value in ("region", "tabpanel")
        elif name == "hidden" or (name == "aria-hidden" and value.strip().lower() == "true"):
            hidden = True
        elif name == "style":
            hidden = hidden or _HIDDEN_STYLE.search(value) is not None
    if hidden and not panel:
        return "hidden"
    return rule


@lru_cache(maxsize=8192)
def is_like_heading(attributes: Attributes) -> bool:
    """Whether an element's attributes make it look like a heading: its class, its role, or bold type."""
    for name, value in attributes:
        if (
            (name == "class" and heading_class(value))
            or (name == "role" and value == "heading")
            or (name == "style" and _BOLD_STYLE.search(value))
        ):
            return True
    return False


def opens_panel(attributes: list[tuple[str, str]]) -> bool:
    """Whether a button opens a panel of the page, as an accordion's does."""
    return any(name.startswith(("aria-expanded", "aria-controls", "data-")) for name, _ in attributes)
