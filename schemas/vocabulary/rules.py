"""The rules of the parser by name: each opens a section, takes text for the site's, or gives a page its title.

The one list of names: whatever a parser module writes as a rule stands here with its reason, the rules of one site too. Where rules are
tried one after another they stand in that order.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """One rule: its name, what it decides (`section`, `boilerplate` or `title`), and why it decides so, in one line."""

    name: str
    decides: str
    reason: str


DECISIONS: tuple[str, ...] = ("section", "boilerplate", "title")


def _rules(decides: str, *named: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple(Rule(name, decides, reason) for name, reason in named)


SECTION_RULES: tuple[Rule, ...] = _rules(
    "section",
    ("numbered_heading", "A numbered line that names a section, among others of its kind, is a heading and no list item"),
    ("known_heading", "The line reads as the closed list of headings has it, or asks one of its questions"),
    ("run_in_heading", "A paragraph begins with a known heading and a colon, or with one in bold"),
    ("eyebrow_heading", "The page marks the line as a heading that no section has; the name of a section stands in small above it"),
    ("unknown_heading", "The page marks the line as a heading, but no section has it; its text is kept under other"),
    ("heading_by_shape", "A short capitalised line that stands alone above text is a heading, whatever it says"),
    ("template_order", "A double blank line shows where a one-word heading was lost; the template's order and the text name it"),
    ("introduction", "Text without a heading outside the sections sums the page up, or is kept under other"),
)

BOILERPLATE_RULES: tuple[Rule, ...] = _rules(
    "boilerplate",
    # Whole elements of HTML, by tag, role, class or id.
    ("navigation", "A menu, table of contents or pager leads to other pages"),
    ("footer", "What stands in a footer is the same on every page of a site"),
    ("aside", "A side column, teaser or advertisement is about something else"),
    ("dialog", "A dialog or overlay lies over the page and is no part of it"),
    ("header", "The banner of a site stands above every page"),
    ("form", "A form asks the reader, it tells nothing"),
    ("search", "A search form asks the reader, it tells nothing"),
    ("sharing", "Links to share, print or send a page say nothing of the procedure"),
    ("hidden", "The page itself does not show this text, and no button opens it"),
    ("button", "A button that opens nothing and reads like no heading is a control"),
    ("embedded", "The text in a picture, a control or an embedded object is no line of the page"),
    ("struck_out", "What a page strikes out it no longer says"),
    ("heading_control", "A link to edit a heading, or to the heading itself, is a control beside its words"),
    ("invisible", "Soft hyphens and zero-width characters alone are nobody's words"),
    # Whole lines, by what they say.
    ("template_directive", "A directive of a template engine was left over when the page was made"),
    ("copyright", "A notice of copyright is the site's"),
    ("skip_link", "A link to skip to the content is for screen readers"),
    ("back_to_top", "A link back to the top or to a list leads away from the text"),
    ("breadcrumb", "A trail of links shows where the page stands in its site"),
    ("cookie_notice", "A notice on cookies is the site's"),
    ("page_number", "Numbers of printed pages are no content"),
    ("page_date", "When a page was reviewed, and by whom, says nothing of the procedure"),
    ("search_box", "The words of search, login and menu controls stand on every page"),
    ("legal_link", "Links to legal and contact pages stand on every page"),
    ("medical_disclaimer", "That a page is no medical advice is said of the whole site"),
    ("call_to_action", "An invitation to book, call or read on is the site's"),
    ("contact_row", "A row of telephone numbers and opening hours says whom to call, nothing of the procedure"),
    ("ruler", "A line of signs only parts what stands above from what stands below"),
    ("genhealth_search", "The search box of genhealth.ai stands on every page of the template family"),
    # Marks of Markdown, and what they mark as no text.
    ("front_matter", "What stands between rules above a Markdown page is data on the file"),
    ("markdown_mark", "Marks of Markdown and of site generators, addresses of links among them, are no words"),
    ("link_definition", "Where a link of a Markdown page leads is defined on lines of their own"),
    ("image", "An image of a Markdown page, and what stands for it, is no line of the page"),
    ("raw_html", "The tags of HTML in a Markdown page, and what they do not show, are no words"),
    ("html_comment", "A comment is not shown"),
    ("code", "Code that is run when the page is made, or drawn as a picture, is no text"),
    # By where a line stands.
    ("contents_list", "List items that only link to places of the page repeat its headings"),
    ("site_section", "What stands under a heading of the site, such as `Related services`, is the site's"),
    ("call_to_action_section", "A section that invites to book, call or go on is the site's: `Ready to take the next step?`"),
    ("staff_section", "A section about the people of a site: `Meet our doctors`"),
    ("staff_card", "The name of a person with a title is no heading of a procedure"),
    ("praise_section", "What patients say, and why to choose a clinic, is the site's"),
    ("contact_section", "Where a site is found and when it is open"),
    ("related_section", "Lists of other pages, posts and comments"),
    ("eyebrow", "A short line set above a heading names its kind and is no heading itself"),
    ("masthead", "Lines above a title that is a heading are the site's banner"),
)

TITLE_RULES: tuple[Rule, ...] = _rules(
    "title",
    ("heading_above_code", "The last h1 above the line that names the code system is the title"),
    ("line_above_code", "On pages of the family the title stands just above the line that names the code system"),
    ("highest_heading", "The first heading of the highest level names the page"),
    ("line_below_code", "A page of a code-system line and one long line has a descriptor there"),
    ("first_line", "The first line of a plain text names it, if it is no sentence"),
    ("title_element", "The page prints no title; its title element, og:title or front matter names it"),
    ("structured_name", "The page prints no title; its JSON-LD names it"),
    ("first_heading", "The page prints no title; its first heading that is no section's names it"),
    ("first_short_line", "The page prints no title; its first short line that is no sentence stands for it"),
    ("address", "The page prints no title; the last part of its identity stands for it"),
    ("file_name", "The page prints no title; its file name stands for it"),
    ("untitled", "Nothing gives the page a title"),
)

RULES: tuple[Rule, ...] = (*SECTION_RULES, *BOILERPLATE_RULES, *TITLE_RULES)
RULE_BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
