"""What holds for any bytes at all: parsing ends in a page or a rejection, and every character and row is accounted for."""

from __future__ import annotations

import html
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers.page import PageRejected, RawPage
from parsers.parse import ParsedPage, parse_page
from parsers.table_rows import page_rows
from parsers.text import clean
from schemas.model import columns_of
from schemas.rows import TABLE_OF
from schemas.tables import CONTENT_TABLES, TABLE_BY_NAME
from schemas.vocabulary.codes import CODE_SYSTEM_KEYS
from schemas.vocabulary.findings import SEVERITY_OF
from schemas.vocabulary.rules import RULE_BY_NAME
from schemas.vocabulary.sections import SECTION_KEYS, SECTIONS
from tests.accuracy.golden import load_cases

ROOT = Path(__file__).resolve().parents[2]
Row = dict[str, Any]


# --- what must hold ---------------------------------------------------------------------------------------------------


def attempt(page: RawPage) -> ParsedPage | None:
    """The parsed page, or None for a rejected one; anything else that is raised fails the test."""
    try:
        return parse_page(page)
    except PageRejected as rejected:
        assert str(rejected).strip() and "\n" not in str(rejected)
        return None


def named_rows(parsed: ParsedPage, page: RawPage) -> dict[str, list[Row]]:
    return {TABLE_OF[row_class]: [row._asdict() for row in rows] for row_class, rows in page_rows(parsed, page).items()}


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def check(page: RawPage) -> ParsedPage | None:
    parsed = attempt(page)
    if parsed is not None:
        check_account(parsed)
        rows = named_rows(parsed, page)
        check_rows(rows)
        check_spans(rows, parsed.read.text)
        check_order(rows)
        check_findings(parsed)
    return parsed


def check_account(parsed: ParsedPage) -> None:
    text, counts = parsed.read.text, parsed.account
    text.encode("utf-8")
    assert counts.content == sum(not character.isspace() for character in text) > 0
    assert counts.claimed + counts.boilerplate + counts.unclaimed == counts.content
    assert min(counts.claimed, counts.boilerplate, counts.unclaimed) >= 0
    assert counts.unclaimed == sum(not c.isspace() for start, end in counts.gaps for c in text[start:end])
    assert all(text[start:end].strip() for start, end in counts.gaps)
    for start, end, rule in parsed.boilerplate:
        assert 0 <= start < end <= len(text) and rule in RULE_BY_NAME


def check_rows(rows: dict[str, list[Row]]) -> None:
    """Every row keeps its model's rules, as Pandera and DuckDB would ask of it."""
    assert {"procedures", "section_coverage"} <= set(rows)
    assert set(rows) <= {model.sql_name for model in CONTENT_TABLES}
    kinds: dict[str, tuple[type, ...]] = {"VARCHAR": (str,), "BIGINT": (int,), "DOUBLE": (float, int)}
    for table, found in rows.items():
        model = TABLE_BY_NAME[table]
        for row in found:
            for column in columns_of(model):
                value = row[column.name]
                if value is None:
                    assert column.nullable, f"{table}.{column.name} is null"
                    continue
                assert isinstance(value, kinds[column.sql_type]), f"{table}.{column.name}: {value!r}"
                assert not column.allowed or value in column.allowed, f"{table}.{column.name}: {value!r}"
                assert column.minimum is None or value >= column.minimum, f"{table}.{column.name}: {value!r}"
                if isinstance(value, str):
                    value.encode("utf-8")
            for left, _, right in model.row_checks:
                assert row[left] is None or row[right] is None or row[left] <= row[right], f"{table}: {row}"
        keys = [tuple(row[name] for name in model.primary_key) for row in found]
        assert len(keys) == len(set(keys)), f"{table}: a key comes twice"


def check_spans(rows: dict[str, list[Row]], text: str) -> None:
    for table, found in rows.items():
        for row in found:
            if "char_start" not in row:
                continue
            start, end = row["char_start"], row["char_end"]
            assert 0 <= start < end <= len(text), f"{table}: {row}"
            cut = clean(text[start:end])
            assert cut, f"{table}: a blank span: {row}"
            if table == "sections":
                assert letters(row["heading"] or "") in letters(cut), f"{table}: {row}"
                continue
            assert letters(row["text"]) in letters(cut), f"{table}: {row} cuts {cut!r}"
            assert letters(row.get("label") or "") in letters(cut), f"{table}: {row} cuts {cut!r}"


def check_order(rows: dict[str, list[Row]]) -> None:
    by_procedure = [row["procedure_id"] for row in rows["procedures"]]
    assert by_procedure == list(dict.fromkeys(by_procedure))
    for table, found in rows.items():
        if table in ("procedures", "section_coverage"):
            continue
        groups: dict[Any, list[Row]] = {}
        for row in found:
            groups.setdefault((row["procedure_id"], row.get("section_position")), []).append(row)
        for (procedure, _), group in groups.items():
            assert procedure in by_procedure
            assert [row["position"] for row in group] == list(range(1, len(group) + 1)), table
    for procedure in by_procedure:
        check_sections(
            [row for row in rows.get("sections", []) if row["procedure_id"] == procedure],
            [row for row in rows.get("section_items", []) if row["procedure_id"] == procedure],
            [row for row in rows["section_coverage"] if row["procedure_id"] == procedure],
        )


def check_sections(sections: list[Row], items: list[Row], coverage: list[Row]) -> None:
    for before, after in pairwise(sections):
        assert before["char_end"] <= after["char_start"], f"out of page order: {before} and {after}"
    for before, after in pairwise(items):
        assert before["char_end"] <= after["char_start"], f"out of page order: {before} and {after}"
    for section in sections:
        own = [item for item in items if item["section_position"] == section["position"]]
        assert section["item_count"] == len(own)
        assert (section["state"] == "empty") == (not own), section
        for item in own:
            assert item["section"] == section["section"]
            assert section["char_start"] <= item["char_start"] and item["char_end"] <= section["char_end"]
            assert item["parent_position"] is None or item["parent_position"] < item["position"]
    assert {item["section_position"] for item in items} <= {section["position"] for section in sections}
    assert sorted(row["section"] for row in coverage) == sorted(SECTION_KEYS)
    found = {section["section"] for section in sections}
    assert {row["section"] for row in coverage if row["state"] != "absent"} == found


def check_findings(parsed: ParsedPage) -> None:
    length = len(parsed.read.text)
    for found in parsed.findings:
        assert found.code in SEVERITY_OF and found.severity == SEVERITY_OF[found.code]
        assert found.section is None or found.section in SECTION_KEYS
        assert found.message.strip() and "\n" not in found.message
        found.message.encode("utf-8")
        assert (found.start is None) == (found.end is None)
        assert found.start is None or 0 <= found.start <= (found.end or 0) <= length


# --- pages to try -----------------------------------------------------------------------------------------------------

MEDIA_TYPES = st.sampled_from(["text/plain", "text/html"])
PIECES = st.one_of(
    st.sampled_from(
        [
            heading
            for section in SECTIONS
            for heading in (section.title, f"{section.title}:", section.title.upper(), *section.headings[:2])
        ]
    ),
    st.sampled_from(
        [
            "Search all medical codes",
            "CPT4 code",
            "HCPCS code",
            "Home > Services > Scans",
            "© 2026 All rights reserved",
            "Similar Codes",
            "Related Services",
            "Tools and Equipment:",
            "Anesthesia/Sedation",
            "##### Goals",
            "Common Risks:",
            "Rare Risks",
            "Patient Criteria:",
            "What are the benefits and risks?",
            "How do I prepare for the test?",
            "WHAT TO EXPECT",
            "1. Indications",
            "2. Risks",
            "Unknown Heading Here",
            "A day in the life",
            "***",
            "-----",
            "| a | b |",
            "|",
            "|  |",
        ]
    ),
    st.sampled_from(
        [
            "  • Nurse or Medical Assistant",
            "  • Radiologist (reads the pictures)",
            "  1. The patient lies down.",
            "  2. Recovery: The patient rests.",
            "    • a deeper item",
            "- flat item",
            "  • Common: pain, redness, or swelling, headache",
            "  • Rare: infection (sepsis, abscess), bleeding",
            "  • During the procedure: Some pressure.",
            "•",
            "  •",
            "1.",
            "- ",
            "* ",
            "o Item",
            "Tools: a needle, a tube. Anesthesia: none is used.",
            "Risks: bleeding and infection.",
            "Common name: Foo Scan (FS)",
            "Technical term:",
            "Also known as:",
            "(J0585)",
            "HCPCS Code A6023",
            "G0993 - Guided hip injection, per joint",
            "64493",
            "99213: Office visit",
            "Label:",
            ":",
            ": value",
            "https://example.org/a:b",
            "12:30",
            "a: b: c",
        ]
    ),
    st.sampled_from(
        [
            "The procedure typically takes 20-30 minutes.",
            "Usually performed in an outpatient clinic, radiology suite, or surgical center.",
            "It takes less than an hour.",
            "Up to 2 hours, depending on size.",
            "This procedure is indicated for:",
            "Rarely, bleeding occurs. Potential for infection.",
            "After the test, rest. During it, lie still.",
            "Alternatives include rest, tablets, and surgery.",
            "Patients may need to fast for a few hours before the procedure.",
            "a sentence that ends in mid-",
            "Dr. Smith vs. Dr. Jones, e.g. in the clinic.",
            "The risks are explained under Benefits",
        ]
    ),
    st.sampled_from(
        [
            "<h1>Title</h1>",
            "<h2>Risks</h2>",
            "<h3>",
            "</h3>",
            "<ul>",
            "</ul>",
            "<ol start=5>",
            "<ol start='-1'>",
            "</ol>",
            "<li>",
            "</li>",
            "<p>",
            "</p>",
            "<div hidden>",
            "</div>",
            "<table>",
            "<tr><td>a<td>b</tr>",
            "<td>",
            "<tr>",
            "</table>",
            "<br>",
            "<b>Label:</b> value",
            "<strong>",
            "<nav>",
            "</nav>",
            "<header>",
            "<footer>",
            "<button aria-expanded=false>",
            "</button>",
            "<details><summary>Risks</summary>",
            "<dl><dt>Duration<dd>5 minutes</dl>",
            "<!-- comment",
            "-->",
            "<script>",
            "</script>",
            '<script type="application/ld+json">{"@type": "MedicalProcedure", "name": 5}</script>',
            "<script type=application/ld+json>[[1",
            "<style>",
            "<title>",
            "</title>",
            "<template>",
            "<pre>",
            "</pre>",
            "&nbsp;",
            "&#0;",
            "&#xD800;",
            "&#128;",
            "&amp;lt;",
            "&bogus;",
            "<![CDATA[x]]>",
            "<?php",
            "<span style='display:none'>",
            "</span>",
            "<a href='/code/hcpcs/J0585-x'>",
            "</a>",
            "<x-y>",
            "<svg>",
            "</body>",
            "</html>",
            '<p class="heading">',
            "<html lang=de>",
        ]
    ),
    st.sampled_from(
        [
            "\u00a0",
            "\u00ad",
            "\u200b",
            "\ufeff",
            "\u2028",
            "\u0085",
            "\x0b",
            "\x0c",
            "\x1c",
            "\x1f",
            "\x00",
            "\x07",
            "\u202e",
            "\ud7ff",
            "\U0010ffff",
            "\u0301",
            "\u3000",
            "\ufffd",
            "Â©",
            "’",
            "“",
            "ß",
            "İ",
            "ﬁ",
            "٣",
            "²",
            "五",
            "🩺",
        ]
    ),
    st.text(max_size=12),
)
JOINTS = st.sampled_from(["\n", "\n\n", "\n\n\n", " ", "", "\r\n", "\t"])
PAGES = [
    *(path.read_bytes() for path in sorted((ROOT / "raw" / "sample").iterdir()) if not path.name.endswith(".json")),
    *(case.page.body for case in load_cases()),
]


@st.composite
def assembled(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(PIECES, JOINTS), max_size=25))
    return "".join(piece + joint for piece, joint in pieces)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A page of the samples or the golden cases with lines taken out, doubled, swapped, cut, or put in."""
    lines = draw(st.sampled_from(PAGES)).split(b"\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "insert", "cut", "join", "move"])):
            case "delete" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "insert":
                lines.insert(at, draw(PIECES).encode("utf-8", "replace"))
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, max(0, len(lines[at]))))]
            case "join" if at + 1 < len(lines):
                lines[at : at + 2] = [lines[at] + lines[at + 1]]
            case "move":
                size = draw(st.integers(1, 12))
                block = lines[at : at + size]
                del lines[at : at + size]
                lines[len(lines) // 2 : len(lines) // 2] = block
    return b"\n".join(lines)


ADDRESSES = st.one_of(
    st.sampled_from(
        [
            "64493-slug.txt",
            "a/b/J0585.html",
            "https://genhealth.ai/code/cpt4/00810-anesthesia",
            "https://genhealth.ai/code/hcpcs/J0585-botox?x=1#y",
            "icd10pcs/0SG00ZJ-fusion.html",
            "",
            "/",
            "a!/b/c.txt",
            "http://[",
            "https://[::1]:99999/x",
            "http://example.org:port/",
            "https://münchen.example/ä",
            "%ff%fe",
            "//",
            "://",
        ]
    ),
    st.text(max_size=30),
)


@st.composite
def raw_pages(draw: st.DrawFn, body: st.SearchStrategy[bytes]) -> RawPage:
    """Bytes with all that a sidecar, an HTTP header or a container may say of them."""
    return RawPage(
        uri=draw(ADDRESSES),
        body=draw(body),
        path=draw(ADDRESSES),
        media_type=draw(st.sampled_from([None, "text/plain", "text/html", "application/xhtml+xml", "image/png"])),
        charset=draw(
            st.sampled_from(
                [
                    None,
                    "utf-8",
                    "latin-1",
                    "windows-1252",
                    "utf-16",
                    "utf-7",
                    "idna",
                    "nonsense",
                    "",
                    "shift_jis",
                    "hex",
                    "punycode",
                ]
            )
        ),
        site=draw(st.one_of(st.none(), st.text(max_size=10), st.just("genhealth.ai"), st.just("www."))),
        code=draw(
            st.one_of(st.none(), st.text(max_size=10), st.sampled_from(["64493", "j0585", "00810", "0SG00ZJ", " "]))
        ),
        code_system=draw(st.sampled_from([None, *CODE_SYSTEM_KEYS])),
        fetched_at=draw(st.none() | st.just(datetime(2026, 1, 2))),
        remarks=tuple(draw(st.lists(st.sampled_from(["the sidecar is no JSON in UTF-8"]), max_size=1))),
    )


TWO_PROCEDURES = """
<h2>Knee joint aspiration</h2><p>Fluid is drawn out.</p>{between}
<h2>Knee lubricant injection</h2><p>A gel is injected.</p>
<h3>Preparation</h3><p>Tell us about an allergy.</p><h3>Risks</h3><p>Swelling.</p>"""
SECTIONS_OF_THE_FIRST = "<h3>Preparation</h3><p>Stop blood thinners.</p><h3>Risks</h3><p>Bruising.</p>"


# --- the properties ---------------------------------------------------------------------------------------------------


@given(st.binary(max_size=400), MEDIA_TYPES)
@example(b"\xff\xfea\x00", "text/plain")
@example(b"<", "text/html")
@example(b"<html", "text/html")
def test_any_bytes(body: bytes, media_type: str) -> None:
    check(RawPage("page", body, "page", media_type))


@given(st.text(max_size=300), MEDIA_TYPES)
@example("A\ufeffB", "text/plain")
@example("\ufeff", "text/html")
@example("&#xD800;x", "text/html")
def test_any_text(text: str, media_type: str) -> None:
    check(RawPage("page", text.encode("utf-8", "surrogatepass"), "page", media_type))


@settings(max_examples=250)
@given(assembled(), MEDIA_TYPES)
@example("Name of the Procedure\n\nName of the Procedure 2. Risks\nCPT4 code\n", "text/plain")
@example("Search all medical codes\n\x1f\nName of the Procedure\n\x1c\n\nThese are some more words.", "text/plain")
@example("Name of the Procedure\n\u202e\nRisks\n\u200b\n", "text/plain")
@example("<h1>Title</h1>\n<p>\u00a0</p>\n", "text/html")
@example("Name of the Procedure\n\n\u00c2\u00a9 and so on\n", "text/html")
@example("&" * 4000 + " words \u00c2\u00a9", "text/html")
def test_assembled_pages(text: str, media_type: str) -> None:
    check(RawPage("page", text.encode("utf-8", "surrogatepass"), "page", media_type))


@given(
    assembled(),
    st.sampled_from(["utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "shift_jis", "utf-7"]),
    MEDIA_TYPES,
)
def test_assembled_pages_in_other_encodings(text: str, encoding: str, media_type: str) -> None:
    check(RawPage("page", text.encode(encoding, "replace"), "page", media_type))


@settings(max_examples=200)
@given(mutated(), st.sampled_from([None, "text/plain", "text/html"]))
def test_mutated_pages(body: bytes, media_type: str | None) -> None:
    check(RawPage("page", body, "page", media_type))


@given(
    raw_pages(
        st.one_of(mutated(), assembled().map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=60))
    )
)
def test_any_metadata(page: RawPage) -> None:
    check(page)


@given(ADDRESSES, ADDRESSES, st.none() | st.text(max_size=10), st.none() | st.text(max_size=10))
@example("http://[", "x.txt", None, None)
@example("x.txt", "http://[", None, None)
def test_any_identity(uri: str, path: str, site: str | None, code: str | None) -> None:
    parsed = check(RawPage(uri, b"Some words.\n\nRisks\n\nBleeding.", path, "text/plain", site=site, code=code))
    assert parsed is not None


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<p>Rowan Valley Hospital has two procedures for the knee.</p>",
        "<h2>Summary</h2><p>Two procedures.</p>",
        SECTIONS_OF_THE_FIRST,
        f"<p>Rowan Valley Hospital</p>{SECTIONS_OF_THE_FIRST}",
    ],
    ids=["nothing", "introduction", "summary", "sections", "introduction and sections"],
)
@pytest.mark.parametrize("between", ["", SECTIONS_OF_THE_FIRST], ids=["bare", "full"])
def test_pages_of_two_procedures(before: str, between: str) -> None:
    """Whatever stands before the title of the first: rows come in the order of the page."""
    parsed = check(RawPage("page", (before + TWO_PROCEDURES.format(between=between)).encode(), "page", "text/html"))
    assert parsed is not None and parsed.account.unclaimed == 0


@pytest.mark.parametrize("body", PAGES, ids=range(len(PAGES)))
def test_pages_of_ours(body: bytes) -> None:
    parsed = check(RawPage("page", body))
    assert parsed is not None


@pytest.mark.parametrize("body", PAGES, ids=range(len(PAGES)))
def test_any_beginning_of_a_page(body: bytes) -> None:
    """A page cut off anywhere is a page."""
    for size in range(1, len(body), max(1, len(body) // 6)):
        check(RawPage("page", body[:size], "page", "text/html" if body.lstrip().startswith(b"<") else "text/plain"))


BLANKS = [
    " ",
    "\t",
    "\u00a0",
    "\u3000",
    "\u2028",
    "\u0085",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1f",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u200e",
    "\u202e",
    "\u00a0\u200b ",
]


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_what_nobody_can_see_is_no_item(media_type: str, blank: str) -> None:
    """Not even where an editor put it to make room: `<p>&nbsp;</p>`."""
    risk = f"Bleeding from {', '.join(['the skin', 'the joint', 'the bone', 'a vein'] * 8)}."  # long enough for some odd bytes not to be many
    lines = ["Imaging of the knee", "Risks and Complications", blank, risk, blank, "Similar Codes", blank]
    if media_type == "text/html":
        tags = ["h1", "h2", "p", "p", "p", "h2", "p"]
        body = "\n".join(f"<{tag}>{line}</{tag}>" for tag, line in zip(tags, lines, strict=True))
    else:
        body = "\n\n".join(lines)
    page = RawPage("page", body.encode("utf-8"), "page", media_type)
    parsed = check(page)
    assert parsed is not None
    rows = named_rows(parsed, page)
    assert [row["text"] for row in rows["section_items"]] == [risk]
    assert [row["state"] for row in rows["sections"]] == ["parsed", "empty"]
    assert parsed.account.unclaimed == 0


@given(assembled(), MEDIA_TYPES)
def test_the_same_bytes_give_the_same_rows(text: str, media_type: str) -> None:
    page = RawPage("page", text.encode("utf-8", "replace"), "page", media_type)
    assert attempt(page) == attempt(page)


# --- one content, two renderings --------------------------------------------------------------------------------------


class Item(NamedTuple):
    label: str | None
    text: str
    below: tuple[str, ...]


class Content(NamedTuple):
    """A section: its heading, how its items are set (`p`, `ul`, `ol`), and the items."""

    heading: str
    kind: str
    items: tuple[Item, ...]


PLAIN_WORDS = "the small gentle needle patient nurse doctor often warm cold light pressure arm skin water minutes hours slowly gel screen picture mild".split()
SENTENCE = st.lists(st.sampled_from(PLAIN_WORDS), min_size=3, max_size=12).map(
    lambda words: f"{words[0].capitalize()} {' '.join(words[1:])}."
)
LABEL = st.sampled_from(
    [
        "Common",
        "Rare",
        "During the procedure",
        "After the procedure",
        "First stage",
        "Blood count",
        "Tools",
        "Anesthesia",
    ]
)


@st.composite
def contents(draw: st.DrawFn) -> tuple[str, list[Content]]:
    title = " ".join(
        draw(
            st.lists(
                st.sampled_from(["Imaging", "Guided", "Injection", "Biopsy", "Knee", "Shoulder", "Single", "Level"]),
                min_size=3,
                max_size=6,
            )
        )
    )
    template = [section for section in SECTIONS if section.in_template]
    sections: list[Content] = []
    for section in template:
        if not draw(st.integers(0, 3)):
            continue
        kind = draw(st.sampled_from(["p", "ul", "ol"]))
        items = [
            Item(
                draw(LABEL) if kind != "p" and draw(st.booleans()) else None,
                draw(SENTENCE),
                tuple(draw(st.lists(SENTENCE, max_size=2))) if kind == "ul" and not draw(st.integers(0, 3)) else (),
            )
            for _ in range(draw(st.integers(0, 4)))
        ]
        sections.append(Content(section.title, kind, tuple(items)))
    return title, sections


def words_of(item: Item) -> str:
    return f"{item.label}: {item.text}" if item.label else item.text


def as_text(title: str, sections: list[Content]) -> str:
    lines = [title, "HCPCS code"]
    for section in sections:
        lines.append(section.heading)
        for number, item in enumerate(section.items, 1):
            lines.append({"p": "", "ul": "  • ", "ol": f"  {number}. "}[section.kind] + words_of(item))
            lines += [f"    • {text}" for text in item.below]
    return "\n\n".join(lines) + "\n"


def as_html(title: str, sections: list[Content]) -> str:
    body = [f"<h1>{html.escape(title)}</h1>", "<p>HCPCS code</p>"]
    for section in sections:
        body.append(f"<h2>{section.heading}</h2>")
        if section.kind == "p":
            body += [f"<p>{item.text}</p>" for item in section.items]
        elif section.items:
            inner = (
                words_of(item)
                + ("<ul>" + "".join(f"<li>{text}</li>" for text in item.below) + "</ul>" if item.below else "")
                for item in section.items
            )
            body.append(f"<{section.kind}>" + "".join(f"<li>{item}</li>\n" for item in inner) + f"</{section.kind}>")
    return "<html><head><title>x</title></head><body>\n" + "\n".join(body) + "\n</body></html>"


def comparable(text: str, media_type: str) -> dict[str, list[Row]]:
    page = RawPage("page", text.encode("utf-8"), "page", media_type)
    parsed = check(page)
    assert parsed is not None
    assert parsed.account.unclaimed == 0
    of_form = ("char_start", "char_end", "rule", "title_rule")
    return {
        table: [{k: v for k, v in row.items() if k not in of_form} for row in rows]
        for table, rows in named_rows(parsed, page).items()
    }


@settings(max_examples=60)
@given(contents())
def test_text_and_html_give_the_same(content: tuple[str, list[Content]]) -> None:
    plain, given_html = comparable(as_text(*content), "text/plain"), comparable(as_html(*content), "text/html")
    assert given_html.keys() == plain.keys()
    for table in plain:
        assert given_html[table] == plain[table], table


@settings(max_examples=60)
@given(contents())
def test_every_item_comes_out_once(content: tuple[str, list[Content]]) -> None:
    title, sections = content
    rows = comparable(as_text(title, sections), "text/plain")
    assert rows["procedures"][0]["title"] == title
    assert [row["heading"] for row in rows.get("sections", [])] == [section.heading for section in sections]
    expected = [
        (section.heading, words)
        for section in sections
        for item in section.items
        for words in (words_of(item), *item.below)
    ]
    headings = {row["position"]: row["heading"] for row in rows.get("sections", [])}
    given_items = [
        (headings[row["section_position"]], f"{row['label']}: {row['text']}" if row["label"] else row["text"])
        for row in rows.get("section_items", [])
    ]
    assert given_items == expected
