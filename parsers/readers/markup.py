"""What HTML elements mean to the reader: which begin a block, which are boilerplate of the site, which look like headings."""

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
STRUCK_OUT = frozenset(("s", "del", "strike"))
# Inline elements that may be boilerplate as a whole (`Emitter.inline_rule`).
WATCHED = STRUCK_OUT | {"a", "span", "small", "sup"}
# Elements that are not read as content and whose text is counted: pictures, controls, and what is shown where a plug-in is missing.
EMBEDDED = frozenset("noscript textarea object svg math select datalist audio video canvas iframe map".split())
LONGEST_HEADING = 160  # characters of a line in bold that may be a heading
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LIKE_HEADINGS = frozenset(("summary", "dt", "legend", "caption", "button"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))

# Whole elements that are boilerplate wherever they stand; those that hold the page's h1 are not (see the reader).
BOILERPLATE_TAGS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "dialog": "dialog",
    "header": "header",
    "form": "form",
}
BOILERPLATE_ROLES = {
    "navigation": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "search": "search",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "complementary": "aside",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "navigation",
}
# Words of a class or id that name boilerplate, by rule. All other words of the same name must be among _AFFIXES: `site-footer`
# is boilerplate, `footer-note` and `no-sidebar` are not.
_BOILERPLATE_WORDS = {
    word: rule
    for rule, words in (
        ("cookie_notice", "cookie cookies gdpr onetrust ccpa"),
        ("breadcrumb", "breadcrumb breadcrumbs"),
        (
            "navigation",
            "nav navbar navigation menu mainmenu submenu topbar toc pagination pager skiplink sitemap offcanvas",
        ),
        ("footer", "footer colophon copyright sitefooter"),
        ("header", "siteheader masthead logo brand branding tagline"),
        (
            "aside",
            "sidebar related recommended promo promotion advert advertisement ad ads sponsor sponsored newsletter subscribe teaser teasers",
        ),
        ("sharing", "share sharing social addthis sharethis"),
        ("dialog", "popup modal lightbox overlay toast"),
    )
    for word in words.split()
}
_AFFIXES = frozenset(
    "site main page global top bottom left right primary secondary tertiary bar wrapper wrap container inner outer block list links link widget region "
    "section area box banner notice message panel icons icon buttons button services articles posts pages topics items cards grid row col column "
    "mobile desktop header nav menu utility quick skip to consent signup form media module component theme js ui c l o".split()
)
_EXACT_CLASS = {
    "header": "header",
    "site-header": "header",
    "page-header": "header",
    "global-header": "header",
    "main-header": "header",
    "site-title": "header",
    "site-name": "header",
    "site-tagline": "header",
    "utility-bar": "header",
    "consent-banner": "cookie_notice",
    "consent-bar": "cookie_notice",
    "skip-link": "navigation",
    "skip": "navigation",
    "print-link": "sharing",
}
_NAME_PARTS = re.compile(r"[^a-z0-9]+")
_HEADING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:heading|title|subtitle|headline|subheading|question|field-+label|field__label|section-+label|accordion-(?:header|button|toggle|trigger)|section-?head(?:er)?)(?:$|[\s_-])",
    re.I,
)
_HIDDEN_CLASS = frozenset(
    "d-none visually-hidden sr-only screen-reader-text screen-reader-only is-hidden u-hidden hidden hide".split()
)
# Classes that show on some screens what another class hides: Bootstrap's `d-md-block`, Tailwind's `md:block`, Foundation's `show-for-large`.
_SHOWN_CLASS = re.compile(
    r"(?:d-(?:sm|md|lg|xl|xxl)-(?!none)|(?:sm|md|lg|xl|2xl):(?!hidden)|visible-(?:xs|sm|md|lg)|show-for-(?!print|sr))"
)
# An aside with one of these classes, or one that begins with such a word, is part of the content.
_CALLOUT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:callout|admonition|alert|notice|note|warning|caution|danger|tip|important|infobox|highlight|keypoints?|pullout)(?:$|[\s_-])",
    re.I,
)
_CALLOUT_OPENING = re.compile(
    r"\W*(?:please note|note|important|warning|caution|attention|tip|remember|danger|nb|stop|do not|don.t|never|always|call (?:911|999|112|your doctor))\b",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


def boilerplate_class(value: str) -> str | None:
    """The boilerplate rule that a class or id names, or None."""
    for name in value.lower().split():
        if (rule := _EXACT_CLASS.get(name)) is not None:
            return rule
        parts = [part for part in _NAME_PARTS.split(name) if part and not part.isdigit()]
        rules = [_BOILERPLATE_WORDS[part] for part in parts if part in _BOILERPLATE_WORDS]
        if rules and all(part in _BOILERPLATE_WORDS or part in _AFFIXES for part in parts):
            return rules[0]
    return None


def heading_class(value: str) -> bool:
    """Whether a class says that its element is a heading."""
    return _HEADING_CLASS.search(value) is not None


def hidden_class(value: str) -> bool:
    """Whether a class says that its element is shown on no screen."""
    names = value.lower().split()
    return not _HIDDEN_CLASS.isdisjoint(names) and not any(map(_SHOWN_CLASS.match, names))


def is_callout(classes: str, opening: str) -> bool:
    """Whether an aside is a notice within the content, such as `Important: stop ...`, by its classes or its first words."""
    return _CALLOUT_CLASS.search(classes) is not None or _CALLOUT_OPENING.match(opening) is not None


Attributes = tuple[tuple[str, str], ...]


@lru_cache(maxsize=8192)
def boilerplate_rule(tag: str, attributes: Attributes, is_controlled: bool = False) -> str | None:
    """The rule by which an element is boilerplate or hidden. A panel that a button opens (`is_controlled`) is not hidden."""
    rule = BOILERPLATE_TAGS.get(tag)
    hidden, panel = False, is_controlled
    for name, value in attributes:
        if name == "class":
            rule = rule or boilerplate_class(value)
            hidden = hidden or hidden_class(value)
            panel = panel or any(word in value for word in ("collapse", "accordion", "panel", "tab-"))
        elif name == "id":
            rule = rule or boilerplate_class(value)
        elif name == "role":
            rule = rule or BOILERPLATE_ROLES.get(value.strip().lower())
            panel = panel or value in ("region", "tabpanel")
        elif name == "hidden":
            hidden = hidden or value.strip().lower() != "until-found"  # what is searched for opens it
        elif name == "aria-hidden" and value.strip().lower() == "true":
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


_HEADING_CONTROL = re.compile(
    r"(?:^|[\s_-])(?:edit-?section|edit-?link|header-?link|heading-?link|anchor-?link|hash-?link|perma-?link|anchorjs|octicon|copy-?link|sr-only|visually-hidden)(?:$|[\s_-])|^anchor$",
    re.I,
)


@lru_cache(maxsize=8192)
def is_heading_control(attributes: Attributes) -> bool:
    """Whether an element within a heading is a control beside its words: an edit link, a link to the heading itself."""
    return any(
        (name == "class" and _HEADING_CONTROL.search(value)) or (name == "aria-hidden" and value == "true")
        for name, value in attributes
    )


def opens_panel(attributes: list[tuple[str, str]]) -> bool:
    """Whether a button opens a panel of the page, as an accordion's does."""
    return any(name.startswith(("aria-expanded", "aria-controls", "data-")) for name, _ in attributes)
