"""HTML is read by what a browser shows and by how its elements stand; each rule has a page that it takes and a near miss that it leaves."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

import parsers.readers.html
from parsers.page import RawPage
from parsers.parse import ParsedPage, parse_page


def parsed(body: str, head: str = "<html><body><h1>Toe wrap</h1>") -> ParsedPage:
    found = parse_page(RawPage("toe", f"{head}{body}</body></html>".encode(), media_type="text/html"))
    assert found.account.unclaimed == 0
    return found


def outline(page: ParsedPage) -> dict[str, list[str]]:
    """The texts of each section, by its heading (empty if inferred)."""
    return {
        section.heading or "": [item.text for item in section.items]
        for procedure in page.procedures
        for section in procedure.sections
    }


def taken(page: ParsedPage) -> dict[str, str]:
    """What rules took for the site's, by its words."""
    return {page.read.text[start:end]: rule for start, end, rule in page.boilerplate}


TAKEN = [
    # A row of labels opens panels elsewhere: each label is the heading of its panel.
    pytest.param(
        '<ul role="tablist"><li><a href="#r" role="tab">Risks</a></li><li><button data-bs-toggle="tab" data-bs-target="#b">Benefits</button></li></ul>'
        '<div id="r"><p>Redness</p></div><div id="b"><p>Less pain</p></div>',
        {"Risks": ["Redness"], "Benefits": ["Less pain"]},
        id="tabs",
    ),
    pytest.param(
        '<ul role="tablist"><li><a href="#r" role="tab">Risks</a></li></ul><div id="r"><h2>Risks</h2><p>Redness</p></div><h2>Benefits</h2><p>Less pain</p>',
        {"Risks": ["Redness"], "Benefits": ["Less pain"]},
        id="near tabs: a panel with its own heading",
    ),
    # A button that begins one of several alike elements opens what stands beside it.
    pytest.param(
        '<h2>Risks</h2><p>Pain</p><div class="q"><button>Can I bring my dog?</button><div>No.</div></div><div class="q"><button>Is it loud?</button><div>Yes.</div></div>',
        {"Risks": ["Pain", "No.", "Yes."]},
        id="buttons in a row",
    ),
    pytest.param(
        "<h2>Risks</h2><div><button>Print it now</button><p>Redness</p></div>",
        {"Risks": ["Redness"]},
        id="near buttons: one alone is a control",
    ),
    # What only some screens hide, or what a search opens, is shown.
    pytest.param(
        '<h2>Risks</h2><div class="hidden md:block"><p>Redness</p></div>', {"Risks": ["Redness"]}, id="responsive"
    ),
    pytest.param(
        '<h2>Risks</h2><div class="d-none d-lg-block"><p>Redness</p></div>', {"Risks": ["Redness"]}, id="bootstrap"
    ),
    pytest.param(
        '<h2>Risks</h2><p>Pain</p><div class="d-none d-print-block"><p>Redness</p></div>',
        {"Risks": ["Pain"]},
        id="near: on paper only",
    ),
    pytest.param(
        '<h2>Risks</h2><div hidden="until-found"><p>Redness</p></div>', {"Risks": ["Redness"]}, id="until-found"
    ),
    pytest.param(
        "<h2>Risks</h2><p>Pain</p><div hidden><p>Redness</p></div>", {"Risks": ["Pain"]}, id="near: hidden for good"
    ),
    # A notice within the content is content; cards beside it are not.
    pytest.param(
        "<h2>Preparation</h2><p>Wash it.</p><aside><p>Important: stop blood thinners.</p></aside>",
        {"Preparation": ["Wash it.", "stop blood thinners."]},
        id="callout by its first word",
    ),
    pytest.param(
        '<h2>Preparation</h2><aside class="callout"><p>Wash it.</p></aside>',
        {"Preparation": ["Wash it."]},
        id="callout by class",
    ),
    pytest.param(
        "<h2>Preparation</h2><p>Wash it.</p><aside><h4>Our team</h4><p>Dr. A</p></aside>",
        {"Preparation": ["Wash it."]},
        id="near callout: a card with a section's name",
    ),
    # A form around the page hides nothing; one that asks does.
    pytest.param(
        '<form><input type="hidden"><h2>Risks</h2><p>Redness</p></form>',
        {"Risks": ["Redness"]},
        id="form around the page",
    ),
    pytest.param(
        "<h2>Risks</h2><p>Redness and blisters, which fade in some days.</p><form><p>Your name</p><input></form>",
        {"Risks": ["Redness and blisters, which fade in some days."]},
        id="near: a form that asks",
    ),
    # A heading is one line, without the controls that stand in it.
    pytest.param(
        "<h2>What to do<br>at home</h2><p>Rest.</p>", {"What to do at home": ["Rest."]}, id="break in a heading"
    ),
    pytest.param(
        '<h2>Recovery<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2><p>Rest.</p>',
        {"Recovery": ["Rest."]},
        id="edit link",
    ),
    pytest.param(
        '<h2>Recovery <span class="time">at home</span></h2><p>Rest.</p>',
        {"Recovery at home": ["Rest."]},
        id="near: words of a heading",
    ),
    # A term within the description of another stands below it.
    pytest.param(
        "<dl><dt>Risks</dt><dd>Pain</dd><dt>Recovery</dt><dd><dl><dt>Day 1</dt><dd>Rest</dd></dl></dd></dl>",
        {"Risks": ["Pain"], "Recovery": ["Rest"]},
        id="nested terms",
    ),
    # Numbers in elements of their own are markers, if they count.
    pytest.param(
        "<h2>Procedure</h2><div><b>1</b></div><p>Wash it.</p><div><b>2</b></div><p>Dry it.</p>",
        {"Procedure": ["Wash it.", "Dry it."]},
        id="badges",
    ),
    pytest.param(
        "<h2>Procedure</h2><div>3</div><p>Wash it.</p><div>9</div><p>Dry it.</p>",
        {"Procedure": ["3", "Wash it.", "9", "Dry it."]},
        id="near badges: numbers that do not count",
    ),
    # Shown shadow roots are content.
    pytest.param(
        '<h2>Benefits</h2><div><template shadowrootmode="open"><p>Less pain</p></template></div>',
        {"Benefits": ["Less pain"]},
        id="shadow root",
    ),
    pytest.param(
        "<h2>Benefits</h2><p>Less pain</p><template><p>More</p></template>",
        {"Benefits": ["Less pain"]},
        id="near: a template",
    ),
]


@pytest.mark.parametrize(("body", "expected"), TAKEN)
def test_what_a_browser_shows(body: str, expected: dict[str, list[str]]) -> None:
    found = outline(parsed(body))
    if (
        "Can I bring my dog?" in body
    ):  # questions are sections or sub-headings: their answers are all there, the buttons no items
        assert [text for texts in found.values() for text in texts] == expected["Risks"]
    else:
        assert found == expected


@pytest.fixture(params=["lxml", "BeautifulSoup"])
def either_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "BeautifulSoup":
        monkeypatch.setattr(parsers.readers.html, "_parse", lambda source: None)
    return str(request.param)


@pytest.mark.usefixtures("either_reader")
def test_text_that_is_no_line_of_the_page_is_counted() -> None:
    page = parsed(
        "<h2>Risks</h2><ul><li><s>Hair loss</s></li><li><del>Fever</del> Chills</li></ul><svg><text>Swelling</text></svg>"
        "<select><option>Left toe</option></select>"
    )
    assert outline(page) == {"Risks": ["Chills"]}
    assert taken(page) == {
        "Hair loss\nFever": "struck_out",
        "Swelling\nLeft toe": "embedded",
    } or taken(page) == {"Hair loss": "struck_out", "Fever": "struck_out", "Swelling\nLeft toe": "embedded"}


@pytest.mark.usefixtures("either_reader")
def test_shadow_root_is_shown_whichever_reader_reads() -> None:
    page = parsed('<h2>Benefits</h2><div><template shadowrootmode="open"><p>Less pain</p></template></div>')
    assert outline(page) == {"Benefits": ["Less pain"]}


def test_cdata_is_text_in_xhtml_alone() -> None:
    body = "<h2>Benefits</h2><p>Less <![CDATA[pain & <b>sleep</b>]]> now.</p>"
    xhtml = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Toe wrap</h1>"
    assert outline(parsed(body, xhtml)) == {"Benefits": ["Less pain & <b>sleep</b> now."]}
    assert outline(parsed(body)) != outline(parsed(body, xhtml))


def test_soup_of_a_page_has_the_trees_answers() -> None:
    from lxml import etree

    from parsers.readers import tree

    source = '<div><p class="a b">x <b>y</b></p><p>z</p></div>'
    for root in (etree.fromstring(source), BeautifulSoup(source, "html.parser").div):
        first, second = tree.children_of(root)
        assert (tree.name_of(first), tree.text_of(first), tree.classes_of(first)) == ("p", "x y", "a b")
        assert (tree.next_of(first), tree.previous_of(second), tree.parent_of(first)) == (second, first, root)
        assert tree.holds(root, ("b",)) and not tree.holds(root, ("div",))
        assert [tree.name_of(each) for each in tree.found_in(root, ("p", "b"))] == ["p", "b", "p"]
