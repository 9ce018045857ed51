"""The reader of Markdown: what each construct becomes, and that nothing of a page is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.page import Block, RawPage
from parsers.parse import parse_page
from parsers.readers.front_matter import front_matter_end, front_matter_title
from parsers.readers.markdown import read_markdown
from parsers.readers.markdown_marks import is_markdown


def texts(source: str) -> list[str]:
    return [block.text for block in read_markdown(source).blocks]


def shapes(source: str) -> list[tuple[str, int, str, int, str]]:
    return [(b.kind, b.level, b.marker, b.depth, b.text) for b in read_markdown(source).blocks]


def rules(source: str) -> dict[str, str]:
    return {source[start:end]: rule for start, end, rule in read_markdown(source).source_map.marks}


def only(source: str) -> Block:
    (block,) = read_markdown(source).blocks
    return block


@pytest.mark.parametrize(
    ("source", "text", "level"),
    [
        ("# Toe wrap", "Toe wrap", 1),
        ("###### Toe wrap ##", "Toe wrap", 6),
        ("## Toe wrap {#toe .unnumbered}", "Toe wrap", 2),
        ("Toe wrap\n===", "Toe wrap", 1),
        ("Toe\nwrap\n---", "Toe wrap", 2),
        ("##Toe wrap", "Toe wrap", 2),
        ("**Toe wrap**", "Toe wrap", 7),
        ("**Toe wrap**:", "Toe wrap:", 7),
        ("**Toe** wrap", "Toe wrap", 0),
        ("#5 needle", "#5 needle", 0),
        ("\\# Toe wrap", "# Toe wrap", 0),
    ],
)
def test_headings(source, text, level):
    block = only(source)
    assert (block.text, block.level, block.kind) == (text, level, "line")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a [link](http://maple.example/x_y 'T') b", "a link b"),
        ("a [link][1] b\n\n[1]: http://maple.example", "a link b"),
        ("<http://maple.example/a%20b>", "http://maple.example/a%20b"),
        ("*a* __b__ `c  d` ~~gone~~ e", "a b c d e"),
        ("20&ndash;30&nbsp;minutes \\*", "20–30\xa0minutes *"),
        ("H~2~O x^2^ ==m==", "H2O x2 m"),
        ("a {{< video x >}} b {% raw %} c", "a b c"),
        ("see @fig-wrap and [@smith2020] here[^1]", "see and here"),
        ("a <span class='x'>b</span> <!-- c --> d", "a b d"),
        ("30<sup>1</sup> minutes, 1<sup>1</sup>/<sub>2</sub> hours", "30 minutes, 11/2 hours"),
        ("a ![alt](x.png) b", "a b"),
        ("mail a@b-c.example", "mail a@b-c.example"),
        ("{braces} stay", "{braces} stay"),
    ],
)
def test_inline_marks(source, text):
    assert texts(source) == [text]


def test_labels_keep_their_bold_start():
    block = only("**Label:** value with [a link](x)")
    assert (block.text, block.strong) == ("Label: value with a link", 6)


def test_lists():
    assert shapes("* a\n  * b\\\n    c\n* d\n\n  more\n\n7) e\n") == [
        ("bullet", 0, "*", 0, "a"),
        ("bullet", 0, "*", 1, "b c"),
        ("bullet", 0, "*", 0, "d"),
        ("line", 0, "", 0, "more"),
        ("numbered", 0, "7)", 0, "e"),
    ]
    assert texts("- [x] done\n- [ ] open [link](#a)\n") == ["done", "open link"]
    assert only("- [Risks](#risks)").link_only


def test_lines_without_marks_are_apart_and_wrapped_ones_together():
    assert texts("Left toe\nRight toe\n• Sole") == ["Left toe", "Right toe", "Sole"]
    assert texts("The wrap is put around the toe by a nurse who\nknows how.") == [
        "The wrap is put around the toe by a nurse who knows how."
    ]
    assert texts("- Redness\nRecovery\n") == ["Redness", "Recovery"]


def test_tables():
    source = "| Risk | Often |\n|---|:-:|\n| Pain \\| ache | **rare** |\n"
    head, row = read_markdown(source).blocks
    assert (head.kind, head.text, head.strong) == ("row", "Risk\tOften", len("Risk\tOften"))
    assert (row.text, row.strong) == ("Pain | ache\trare", 0)
    assert rules(source)["|---|:-:|"] == "ruler"


def test_cells_beyond_the_heads_are_not_lost():
    assert texts("| a |\n|---|\n| b | c |\n") == ["a", "b", "c"]


@pytest.mark.parametrize(
    "source",
    [
        "!!! warning\n    Do not run.",
        ":::note\nDo not run.\n:::",
        "::: {.callout-tip}\nDo not run.\n:::",
        "> [!WARNING]\n> Do not run.",
        "<div markdown>\n\nDo not run.\n\n</div>",
        "[TOC]\n\nDo not run.\n\n---\n",
        "{: .note }\nDo not run.",
    ],
)
def test_marks_around_text_are_no_text(source):
    assert texts(source) == ["Do not run."]


def test_titles_of_admonitions():
    assert shapes('!!! note "Take care"\n    a\n\n:::tip[Go slow]\nb\n:::')[0] == ("line", 7, "", 0, "Take care")
    assert texts('!!! note "Take care"\n    a\n\n:::tip[Go slow]\nb\n:::') == ["Take care", "a", "Go slow", "b"]


def test_code_is_kept_unless_it_is_run():
    assert texts("```\n5 mg *once*\n\n10 mg\n```\n\n    7 mg\n\n```{r}\nplot(1)\n```") == [
        "5 mg *once*",
        "10 mg",
        "7 mg",
    ]


def test_definition_lists_and_footnotes():
    assert shapes("Wrap\n: A band.\n")[0] == ("line", 7, "", 0, "Wrap")
    assert texts("Wrap[^n]\n\n[^n]: A band.\n") == ["Wrap", "A band."]


def test_marks_have_their_rules():
    source = "---\ntitle: Toe\n---\n![alt](a.png)\n\n[0]: http://maple.example\n\n***\n\n<!-- c -->\n"
    found = rules(source)
    assert found["![alt](a.png)"] == "image"
    assert found["[0]: http://maple.example"] == "link_definition"
    assert found["***"] == "ruler"
    assert found["<!-- c -->"] == "html_comment"


def test_raw_html_is_read_as_html():
    source = (
        "<details><summary>Risks</summary>\n\n- Pain\n\n</details>\n\n"
        "<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>1&ndash;2</td><td>x</td></tr>\n</table>\n\n"
        "<figcaption markdown>[Guide](http://maple.example)</figcaption>\n"
    )
    page = read_markdown(source)
    assert [(b.kind, b.level, b.text) for b in page.blocks] == [
        ("line", 7, "Risks"),
        ("bullet", 0, "Pain"),
        ("row", 0, "A\tB"),
        ("row", 0, "1–2\tx"),
        ("line", 0, "Guide"),
    ]
    cuts = [source[slice(*page.source_map.span(b.start, b.end))] for b in page.blocks]
    assert cuts[:2] == ["Risks", "Pain"]
    assert cuts[3] == "1&ndash;2</td><td>x"


def test_rows_lead_back_to_the_source():
    source = "# Toe wrap\n\n## Duration\n\nIt takes **20**&ndash;30 [minutes](http://maple.example).\n\n## Risks\n\n- *Pain*, common\n"
    parsed = parse_page(RawPage("toe.md", source.encode(), "toe.md", "text/markdown"))
    assert parsed.read.text == source and parsed.read.media_type == "text/markdown"
    duration, risks = parsed.procedures[0].sections
    assert [item.text for item in duration.items] == ["It takes 20–30 minutes."]
    assert (
        source[duration.items[0].start : duration.items[0].end]
        == "It takes **20**&ndash;30 [minutes](http://maple.example)."
    )
    assert source[risks.items[0].claim_start : risks.items[0].end] == "- *Pain*, common"
    (row,) = (row for rows in parsed.procedures[0].rows.values() for row in rows if "min_minutes" in row._fields)
    assert (row.min_minutes, row.max_minutes) == (20.0, 30.0)
    assert parsed.account.unclaimed == 0


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("---\ntitle: Toe wrap\ndate: 2026-01-02\n---\nx", "Toe wrap"),
        ('---\nlayout: page\ntitle: "Toe: a wrap"\n...\nx', "Toe: a wrap"),
        ("+++\ntitle = 'Toe wrap'\n+++\nx", "Toe wrap"),
        ("---\ntitle: Toe wrap\nbad: {{ x\n---\nx", "Toe wrap"),
        ("---\nauthor: []\n---\nx", None),
    ],
)
def test_front_matter(source, title):
    assert front_matter_title(source) == title
    assert source[front_matter_end(source) :].strip() == "x"


def test_a_rule_is_no_front_matter():
    assert front_matter_end("---\nSome prose between rules.\n---\nx") == 0
    assert front_matter_end("---\ntitle: never closed\n") == 0


def test_the_title_of_the_front_matter_is_the_page_s_unless_it_prints_one():
    def title(source: str) -> str:
        return parse_page(RawPage("x.md", source.encode(), "x.md", "text/markdown")).procedures[0].title

    assert title("---\ntitle: Toe wrap\n---\nWelcome\n\n## Risks\n\n- Pain\n") == "Toe wrap"
    assert title("---\ntitle: Toe wrap\n---\n# Wrapping a toe\n\n## Risks\n\n- Pain\n") == "Wrapping a toe"


@pytest.mark.parametrize(
    ("source", "is_named", "expected"),
    [
        ("# A\n\n## B\n\n- c\n", False, True),
        ("---\ntitle: A\n---\nB\n", False, True),
        ("A\n\n- c ##### Tools\n- d ##### Goals\n", False, False),
        ("# A\n\n## B\n\nc\n", False, False),
        ("A\n\n- c\n- d\n", True, True),
        ("A\n\nCPT4 code\n\n- c\n- d\n", True, False),
        ("Plain words.\n\nMore of them.\n", True, False),
    ],
)
def test_what_is_markdown(source, is_named, expected):
    assert is_markdown(source, is_named) is expected


ATOMS = st.sampled_from(
    r"# \## \- \1. \> \    \`\~~~\**\_\*\~~\[\](u)\![\[^1]: \|\&ndash;\&\<b>\<br>\</div>\<!--\-->\<li>\<td>\{{<\>}}\{#id}\:::\: d\<http://x>\[@a]\a \word\• \é\😀".split(
        "\\"
    )
    + "\n|\n\n|\r\n|```\n|<div>\n|[x]: http://a\n|---\n|===\n|+++\n|title: a\n|Risks\n|  \n|!!! n\n|\t|\\|\xa0|\u200b|\0|\x0c|\u2028".split(
        "|"
    )
    + ["| a | b |\n", "|---|---|\n"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ATOMS, max_size=40).map("".join))
def test_no_character_is_lost(source):
    page = read_markdown(source)
    assert read_markdown(source).blocks == page.blocks
    covered = bytearray(len(source))
    spans = [page.source_map.span(max(0, min(b.start, b.marker_start)), b.end) for b in page.blocks]
    for start, end in [*spans, *((start, end) for start, end, _ in page.source_map.marks)]:
        assert 0 <= start < end <= len(source)
        covered[start:end] = b"x" * (end - start)
    assert not [source[at] for at in range(len(source)) if not covered[at] and not source[at].isspace()]
    for block in page.blocks:
        assert page.source_map.words[block.start : block.end] == block.text
