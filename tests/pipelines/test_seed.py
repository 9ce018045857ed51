"""The page that the project was created from gives what the contract says of it, in every dress that it may come in."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from parsers.page import RawPage
from parsers.parse import ParsedPage, parse_page
from parsers.table_rows import page_rows
from schemas.rows import TABLE_OF

TITLE = (
    "Injection(s), diagnostic or therapeutic agent, paravertebral facet (zygapophyseal) joint (or nerves innervating that joint) "
    "with image guidance (fluoroscopy or CT), lumbar or sacral; single level"
)
SECTIONS = [
    ("name", "Name of the Procedure:"),
    ("summary", "Summary"),
    ("purpose", "Purpose"),
    ("indications", "Indications"),
    ("preparation", "Preparation"),
    ("procedure_description", "Procedure Description"),
    ("duration", "Duration"),
    ("setting", "Setting"),
    ("personnel", "Personnel"),
    ("risks", "Risks and Complications"),
    ("benefits", "Benefits"),
    ("recovery", "Recovery"),
    ("alternatives", "Alternatives"),
    ("patient_experience", "Patient Experience"),
    ("similar_codes", "Similar Codes"),
]
CHROME = "Search all medical codes"
BULLET, NUMBER = re.compile(r"\s*•\s*"), re.compile(r"\s*(\d+)\.\s+")


# --- in the warehouse -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(seed_file: Path, run_command: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("seed") / "procedures.duckdb"
    done = run_command("ingest", seed_file.parent, "--db", path)
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def ask(connection: Any, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def column(connection: Any, sql: str) -> list[Any]:
    return [row[0] for row in ask(connection, sql)]


def test_title_and_code(database: Any) -> None:
    assert ask(database, "SELECT title, code_system, code, code_origin FROM procedures") == [(TITLE, "CPT", None, None)]
    assert column(database, "SELECT severity FROM ops.findings WHERE code = 'code_missing'") == ["warning"]


def test_nothing_else_is_remarked(database: Any) -> None:
    assert column(database, "SELECT code FROM ops.findings") == ["code_missing"]
    assert ask(database, "SELECT * FROM ops.quarantine") == []


def test_name_summary_and_purpose(database: Any) -> None:
    name, summary, purpose = ask(database, "SELECT name, summary, purpose FROM procedures")[0]
    assert name.startswith("Paravertebral Facet Joint Injection")
    assert summary.startswith("This procedure involves injecting") and summary.endswith("accurate placement.")
    assert purpose.startswith("This procedure aims to alleviate pain") and purpose.endswith(
        "inflammation in the joints."
    )
    assert ("preferred", name) in ask(database, "SELECT kind, name FROM procedure_names")


def test_sections(database: Any) -> None:
    expected = [(i, *row, "empty" if row[0] == "similar_codes" else "parsed") for i, row in enumerate(SECTIONS, 1)]
    assert ask(database, "SELECT position, section, heading, state FROM sections ORDER BY position") == expected
    assert ask(database, "SELECT text, item_count FROM sections WHERE section = 'similar_codes'") == [(None, 0)]


def test_coverage_tells_empty_from_absent(database: Any) -> None:
    states = dict(ask(database, "SELECT section, state FROM section_coverage"))
    parsed = {section for section, state in states.items() if state == "parsed"}
    assert parsed == {section for section, _ in SECTIONS if section != "similar_codes"}
    assert states["similar_codes"] == "empty"
    assert {states[section] for section in states if section not in dict(SECTIONS)} == {"absent"}
    assert set(states) == set(column(database, "SELECT section FROM section_kinds"))


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("indications", 4),
        ("preparations", 3),
        ("steps", 6),
        ("equipment", 0),
        ("anesthesia", 0),
        ("durations", 1),
        ("settings", 3),
        ("personnel", 5),
        ("risks", 7),
        ("benefits", 3),
        ("recovery", 4),
        ("alternatives", 5),
        ("patient_experiences", 3),
        ("similar_codes", 0),
    ],
)
def test_number_of_facts(database: Any, table: str, rows: int) -> None:
    assert column(database, f"SELECT count(*) FROM {table}") == [rows]


def test_indications(database: Any) -> None:
    assert ask(database, "SELECT kind, text FROM indications ORDER BY position") == [
        ("indication", "Chronic lower back pain suspected to be due to facet joint pathology"),
        ("indication", "Acute exacerbations of chronic back pain"),
        ("indication", "Pain not responding to conservative treatments like medication or physical therapy"),
        ("indication", "Need for diagnostic clarity on the source of back pain"),
    ]


def test_preparations(database: Any) -> None:
    rows = ask(database, "SELECT topic, text FROM preparations ORDER BY position")
    assert [topic for topic, _ in rows] == ["fasting", "medication", "tests"]
    assert rows[1][1] == "Adjustments to medications, especially blood thinners, might be required."


def test_steps(database: Any) -> None:
    rows = ask(database, "SELECT position, step_number, label, text FROM steps ORDER BY position")
    assert [row[:3] for row in rows] == [(number, number, None) for number in range(1, 7)]
    assert rows[0][3] == "The patient is positioned on an imaging table."
    assert (
        rows[4][3]
        == "The therapeutic agent (e.g., corticosteroid) is then injected into the joint or around the nerves."
    )
    assert column(
        database, "SELECT marker FROM section_items WHERE section = 'procedure_description' ORDER BY position"
    ) == [f"{number}." for number in range(1, 7)]


def test_duration(database: Any) -> None:
    assert ask(database, "SELECT min_minutes, max_minutes FROM durations") == [(20.0, 30.0)]


def test_settings(database: Any) -> None:
    assert ask(database, "SELECT setting, text FROM settings ORDER BY position") == [
        ("outpatient_clinic", "outpatient clinic"),
        ("radiology_suite", "radiology suite"),
        ("surgical_center", "surgical center"),
    ]


def test_personnel(database: Any) -> None:
    assert ask(database, "SELECT position, requirement, role, condition, duty FROM personnel ORDER BY position") == [
        (1, 1, "radiologist", None, None),
        (2, 1, "pain_management_specialist", None, None),
        (3, 2, "nurse", None, None),
        (4, 2, "medical_assistant", None, None),
        (5, 3, "anesthesiologist", "if sedation is used", None),
    ]


def test_risks(database: Any) -> None:
    assert ask(database, "SELECT frequency, text FROM risks ORDER BY position") == [
        ("common", "Temporary pain at the injection site"),
        ("common", "dizziness"),
        ("common", "headache"),
        ("rare", "Infection"),
        ("rare", "bleeding"),
        ("rare", "nerve damage"),
        ("rare", "allergic reaction to the injection substances"),
    ]


def test_alternatives(database: Any) -> None:
    rows = ask(database, "SELECT kind, text FROM alternatives ORDER BY position")
    assert [kind for kind, _ in rows] == ["option"] * 4 + ["remark"]
    assert rows[1] == ("option", "Oral medications, such as NSAIDs or muscle relaxants")


def test_patient_experience(database: Any) -> None:
    rows = ask(database, "SELECT phase, text FROM patient_experiences ORDER BY position")
    assert [phase for phase, _ in rows] == ["during", "after", None]
    assert rows[0][1].startswith("Minimal discomfort due to local anesthesia")
    assert rows[1][1].startswith("Mild soreness at the injection site")
    assert rows[2][1] == "Pain relief might be immediate or gradual over several days to a week."


def test_every_character_is_accounted_for(database: Any, seed_file: Path) -> None:
    text, content, claimed, chrome, unclaimed = ask(
        database, "SELECT text, content_chars, claimed_chars, chrome_chars, unclaimed_chars FROM pages"
    )[0]
    assert text == seed_file.read_text(encoding="utf-8")
    assert content == sum(not character.isspace() for character in text)
    assert (chrome, unclaimed) == (len(CHROME.replace(" ", "")), 0)
    assert claimed == content - chrome


def test_spans_cut_the_source_text_of_each_row(database: Any) -> None:
    for table in ("indications", "preparations", "benefits", "recovery", "risks", "settings", "durations", "steps"):
        cuts = ask(
            database,
            f"""SELECT t.text, substr(pages.text, t.char_start + 1, t.char_end - t.char_start)
            FROM {table} t JOIN procedures USING (procedure_id) JOIN pages USING (page_id)""",
        )
        assert cuts
        assert [text for text, _ in cuts] == [cut for _, cut in cuts]


def test_one_page_is_published(database: Any) -> None:
    assert ask(database, "SELECT status, reason, media_type FROM pages") == [("current", None, "text/plain")]
    assert ask(database, "SELECT pages_seen, pages_loaded, pages_rejected, procedures, status FROM ops.runs") == [
        (1, 1, 0, 1, "published")
    ]


def test_named_by_its_code(seed_file: Path, call: Any, tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "64493-any-slug.txt").write_bytes(seed_file.read_bytes())
    done = call("ingest", folder, "--db", tmp_path / "w.duckdb")
    assert done.code == 0, done.err
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as connection:
        assert ask(connection, "SELECT code_system, code, code_origin, title FROM procedures") == [
            ("CPT", "64493", "uri", TITLE)
        ]
        assert ask(connection, "SELECT source_uri, unclaimed_chars FROM pages") == [("64493-any-slug.txt", 0)]
        assert ask(connection, "SELECT code FROM ops.findings") == []


# --- the same page in other dress -------------------------------------------------------------------------------------


def parsed(text: str, media_type: str = "text/plain") -> tuple[ParsedPage, RawPage]:
    page = RawPage("page", text.encode("utf-8"), "page", media_type)
    return parse_page(page), page


def facts(text: str, media_type: str = "text/plain") -> dict[str, list[dict[str, Any]]]:
    """Rows of every content table by column name, without the spans, which depend on the dress."""
    found, page = parsed(text, media_type)
    assert found.account.unclaimed == 0
    return {
        TABLE_OF[row_class]: [
            {name: value for name, value in row._asdict().items() if name not in ("char_start", "char_end")}
            for row in rows
        ]
        for row_class, rows in page_rows(found, page).items()
    }


def without(rows: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def flat(text: str) -> str:
    """The same page as the flat flavour prints it: no blank line, and `- ` for every list item."""
    lines = [line for line in text.split("\n") if line.strip()]
    return (
        "\n".join(NUMBER.sub("- ", BULLET.sub("- ", line), count=1) if line.startswith(" ") else line for line in lines)
        + "\n"
    )


def as_html(text: str) -> str:
    """The same page as a plain HTML page."""
    headings = {heading for _, heading in SECTIONS}
    body: list[str] = []
    open_list: str | None = None
    for line in filter(str.strip, text.split("\n")):
        marker = BULLET.match(line) or NUMBER.match(line)
        wanted = None if marker is None else "ul" if "•" in marker.group() else "ol"
        if wanted != open_list:
            body += [f"</{open_list}>"] if open_list else []
            body += [f"<{wanted}>"] if wanted else []
            open_list = wanted
        words = html.escape(line[marker.end() :] if marker else line)
        tag = "li" if marker else "h1" if line == TITLE else "h2" if line in headings else "p"
        body.append(f"<{tag}>{words}</{tag}>")
    return "<!DOCTYPE html>\n<html><head><title>x</title></head><body>\n" + "\n".join(body) + "\n</body></html>\n"


def test_flat_flavour_gives_the_same(seed_file: Path) -> None:
    text = seed_file.read_text(encoding="utf-8")
    pretty, given = facts(text), facts(flat(text))
    assert given.keys() == pretty.keys()
    for table in pretty:
        # Numbering is lost: a step is a bullet there.
        lost = ("kind", "marker") if table == "section_items" else ()
        assert without(given[table], *lost) == without(pretty[table], *lost), table


def test_html_gives_the_same(seed_file: Path) -> None:
    text = seed_file.read_text(encoding="utf-8")
    plain, given = facts(text), facts(as_html(text), "text/html")
    assert given.keys() == plain.keys()
    for table in plain:
        # The title is found by a heading in HTML, and by its place in a text.
        assert without(given[table], "rule", "title_rule") == without(plain[table], "rule", "title_rule"), table


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("</p>", "</p><p>&nbsp;</p>", id="spacer-paragraphs"),
        pytest.param("</h2>", "</h2><p>\u200b</p><div> </div>", id="invisible-paragraphs"),
        pytest.param("<li>", "<li>\u2022 ", id="printed-bullets"),
        pytest.param("<li>", "<li><p>", id="paragraphs-in-items"),
        pytest.param("<h2>", "<h2></h2><h2><span>", id="empty-headings"),
        pytest.param(" the ", "&nbsp;the ", id="no-break-spaces"),
        pytest.param("<body>", "<body><!-- <h2>Risks</h2> --><nav><ul><li>Risks</li></ul></nav>", id="menu"),
    ],
)
def test_other_html_of_the_same_page(seed_file: Path, old: str, new: str) -> None:
    source = as_html(seed_file.read_text(encoding="utf-8"))
    plain, given = facts(source, "text/html"), facts(source.replace(old, new), "text/html")
    for table in plain:
        assert given[table] == plain[table], table


def test_html_takes_the_chrome_line_too(seed_file: Path) -> None:
    found, _ = parsed(as_html(seed_file.read_text(encoding="utf-8")), "text/html")
    assert found.account.boilerplate == len(CHROME.replace(" ", ""))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: "\ufeff" + text, id="byte-order-mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="cr"),
        pytest.param(lambda text: text.rstrip("\n"), id="no-last-line-feed"),
        pytest.param(lambda text: text.replace("  •", "\u00a0\u00a0•\u00a0"), id="no-break-spaces"),
        pytest.param(lambda text: text.replace("\n", "  \n"), id="trailing-blanks"),
        pytest.param(lambda text: text.replace("pain", "pa\u00adin"), id="soft-hyphens"),
        pytest.param(lambda text: text.replace("\n", "\u200b\n"), id="zero-width-at-ends"),
        pytest.param(lambda text: text.replace("\n\n", "\n\n\ufeff"), id="zero-width-at-beginnings"),
        pytest.param(lambda text: text.replace("\n\n", "\n\u00a0\n"), id="blank-lines-with-a-blank"),
        pytest.param(lambda text: text.replace("\n\n", "\n\t\x0c\n"), id="blank-lines-with-a-form-feed"),
    ],
)
def test_other_bytes_of_the_same_page(seed_file: Path, change: Any) -> None:
    text = seed_file.read_text(encoding="utf-8")
    assert facts(change(text)) == facts(text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings_of_the_same_page(seed_file: Path, encoding: str) -> None:
    text = seed_file.read_text(encoding="utf-8")
    given = parse_page(RawPage("page", text.encode(encoding), "page", "text/plain"))
    assert given.read.text == text
    assert given.procedures == parsed(text)[0].procedures
