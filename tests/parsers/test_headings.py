"""The vocabulary: headings, labels, topics, codes; no word leads two ways, and every value of a closed list can be reached."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product

import pytest

from parsers.codes import code_in_uri, code_line, system_of
from parsers.facts.personnel import ROLE_LEXICON as ROLE_LEXICON
from parsers.facts.settings import SETTING_LEXICON as SETTING_LEXICON
from parsers.facts.topics import topic_of
from parsers.grammar import headings
from parsers.grammar.headings import (
    exact_section,
    fold,
    is_known_heading,
    is_site_heading,
    label_kind,
    section_of,
    site_heading_rule,
)
from parsers.page import RawPage
from parsers.parse import parse_page
from parsers.table_rows import page_rows
from schemas.model import columns_of
from schemas.rows import TABLE_OF
from schemas.tables import TABLE_BY_NAME
from schemas.vocabulary.codes import CODE_SYSTEM_KEYS, CODE_SYSTEMS, SHAPES, SYSTEM_NAMES
from schemas.vocabulary.labels import LABEL_KINDS
from schemas.vocabulary.roles import ROLES
from schemas.vocabulary.sections import SECTION_KEYS, SECTIONS, TEMPLATE
from schemas.vocabulary.settings import SETTINGS
from schemas.vocabulary.site_headings import SITE_HEADINGS
from schemas.vocabulary.topics import PREPARATION_TOPICS, RECOVERY_TOPICS, Topic

NAMED = [section for section in SECTIONS if section.key != "other"]
BY_KEY = pytest.mark.parametrize("section", NAMED, ids=[section.key for section in NAMED])


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


# --- headings ---------------------------------------------------------------------------------------------------------


def test_no_heading_leads_to_two_sections() -> None:
    assert repeated([fold(heading) for section in SECTIONS for heading in section.headings]) == []


def test_headings_are_written_as_they_are_compared() -> None:
    assert [
        heading for section in SECTIONS for heading in section.headings if fold(heading) != heading or not heading
    ] == []


def test_patterns_compile_and_have_no_blank_way_through() -> None:
    assert len(headings.PATTERNS) == sum(len(section.patterns) for section in SECTIONS)
    for pattern, key in headings.PATTERNS:
        assert key in SECTION_KEYS
        assert not re.match(rf"(?:{pattern})\Z", ""), pattern
    for section in SECTIONS:
        for pattern in section.patterns:
            assert pattern == pattern.lower() or re.search(r"\\[A-Z]", pattern), pattern


def test_only_the_section_of_the_rest_has_no_headings() -> None:
    other = SECTIONS[-1]
    assert (other.key, other.headings, other.patterns) == ("other", (), ())
    assert all(section.headings for section in NAMED)


@BY_KEY
def test_title_is_its_own_heading(section: object) -> None:
    key, title = section.key, section.title  # type: ignore[attr-defined]
    for printed in (title, f"{title}:", title.upper(), title.lower(), f"  {title} :", f"3. {title}"):
        assert exact_section(printed) == key, printed
        assert section_of(printed) == key, printed
    assert is_known_heading(title) and is_known_heading(f"{title}:")


@BY_KEY
def test_every_heading_is_recognised(section: object) -> None:
    for heading in section.headings:  # type: ignore[attr-defined]
        assert section_of(heading.capitalize()) == section.key, heading  # type: ignore[attr-defined]
        assert site_heading_rule(heading) is None and not is_site_heading(heading), heading


def test_other_is_no_heading() -> None:
    assert section_of("Other") is None


def test_template_is_the_contracts() -> None:
    assert TEMPLATE == (
        "name",
        "summary",
        "purpose",
        "indications",
        "preparation",
        "procedure_description",
        "duration",
        "setting",
        "personnel",
        "risks",
        "benefits",
        "recovery",
        "alternatives",
        "patient_experience",
        "similar_codes",
    )


def test_headings_of_the_site_are_no_sections() -> None:
    assert repeated(sorted(SITE_HEADINGS)) == []
    assert [heading for heading in SITE_HEADINGS if fold(heading) != heading] == []
    assert [heading for heading in SITE_HEADINGS if exact_section(heading) is not None] == []


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("What are the risks?", "risks"),
        ("What are the risks ?", "risks"),
        ("How do I prepare for the procedure?", "preparation"),
        ("How should you prepare for a knee arthroscopy?", "preparation"),
        ("Why is it done?", "purpose"),
        ("Why is an MRI done?", "purpose"),
        ("How long does the procedure take?", "duration"),
        ("Where is it performed?", "setting"),
        ("Who performs the procedure?", "personnel"),
        ("What happens during the procedure?", "procedure_description"),
        ("What happens after the procedure?", "recovery"),
        ("What to expect after surgery", "recovery"),
        ("The night before", "preparation"),
        ("The week before the procedure", "preparation"),
        ("The day of the procedure", "procedure_description"),
        ("When should I call my doctor?", "follow_up"),
        ("How much does it cost?", "cost"),
        ("Who should not have the test?", "contraindications"),
        ("What are the alternatives to surgery?", "alternatives"),
        ("What are the benefits of the test?", "benefits"),
        ("What does it feel like?", "patient_experience"),
        ("What do the results mean?", "results"),
        ("FREQUENTLY ASKED QUESTIONS", "faq"),
        ("1. Indications", "indications"),
        ("Risks & Complications", "risks"),
        ("Don\u2019t forget the parking", None),
        ("About 30 minutes", None),
        (
            "The risks are explained to you before the procedure starts, and you may ask about each of them at any time you like to",
            None,
        ),
    ],
)
def test_printed_headings(printed: str, key: str | None) -> None:
    assert section_of(printed) == key


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Risks & Complications:", "risks and complications"),
        ("  WHY IT\u2019S DONE ? ", "why its done"),
        ("Anesthesia/Sedation", "anesthesia sedation"),
        ("Pre\u00adpara\u200btion", "preparation"),
        ("Follow-up\u00a0care", "follow up care"),
        ("", ""),
        ("***", ""),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded
    assert fold(folded) == folded


# --- labels -----------------------------------------------------------------------------------------------------------


def test_no_label_has_two_meanings_in_one_section() -> None:
    assert (
        repeated([f"{section}: {word}" for kind in LABEL_KINDS for section in kind.sections for word in kind.words])
        == []
    )


def test_labels_are_written_as_they_are_compared() -> None:
    assert [word for kind in LABEL_KINDS for word in kind.words if fold(word) != word or not word] == []


def test_labels_belong_to_known_sections_and_are_found() -> None:
    assert repeated([kind.key for kind in LABEL_KINDS]) == []
    for kind in LABEL_KINDS:
        assert set(kind.sections) <= set(SECTION_KEYS)
        for section in kind.sections:
            for word in kind.words:
                assert label_kind(section, word.capitalize()) == kind.key
                assert label_kind(section, f"{word.upper()}:") == kind.key


def test_a_label_means_nothing_elsewhere() -> None:
    assert label_kind("summary", "Rare") is None
    assert label_kind(None, "Rare") is None


# --- topics, places, roles --------------------------------------------------------------------------------------------

TOPIC_LISTS = pytest.mark.parametrize("topics", [PREPARATION_TOPICS, RECOVERY_TOPICS], ids=["preparation", "recovery"])


def spoken(phrase: str) -> list[str]:
    """The texts that a phrase of a topic stands for, by the signs that it is written with."""
    parts = [part[1:-1].split("|") if part.startswith("(") else [part] for part in re.split(r"(\([^()]*\))", phrase)]
    signs = {" ... ": " xyzzy ", " .. ": " ", "*": "", "#": "2"}
    texts = ["".join(chosen) for chosen in product(*parts)]
    for sign, words in signs.items():
        texts = [text.replace(sign, words) for text in texts]
    return texts


def phrases_of(topic: Topic) -> tuple[str, ...]:
    return (*topic.strong, *topic.words, *topic.weak)


@TOPIC_LISTS
def test_topics_are_written_in_lower_case_and_once(topics: tuple[Topic, ...]) -> None:
    assert repeated([topic.key for topic in topics]) == []
    assert repeated([phrase for topic in topics for phrase in phrases_of(topic)]) == []
    assert [
        phrase
        for topic in topics
        for phrase in phrases_of(topic)
        if phrase != phrase.lower() or phrase != phrase.strip() or not phrase
    ] == []
    assert all(topic.description and phrases_of(topic) for topic in topics)


@TOPIC_LISTS
def test_every_topic_can_be_reached_by_all_that_is_written_for_it(topics: tuple[Topic, ...]) -> None:
    wrong = {
        text: (topic.key, given)
        for topic in topics
        for phrase in phrases_of(topic)
        for text in spoken(phrase)
        if (given := topic_of(topics, None, f"Please {text} now.")) != topic.key
    }
    assert wrong == {}, "text: (its topic, the one that is found)"


@TOPIC_LISTS
def test_a_text_about_nothing_has_no_topic(topics: tuple[Topic, ...]) -> None:
    assert topic_of(topics, None, "Xyzzy plugh.") is None


def test_the_label_is_asked_before_the_text() -> None:
    assert topic_of(PREPARATION_TOPICS, "Fasting", "Ask about your medicines.") == "fasting"
    assert topic_of(PREPARATION_TOPICS, None, "Ask about your medicines.") == "medication"
    assert topic_of(PREPARATION_TOPICS, None, "Have breakfast as usual.") != "fasting"


def test_every_place_can_be_reached_by_each_of_its_words() -> None:
    wrong = {
        word: SETTING_LEXICON.find(word)
        for row in SETTINGS
        for word in row.words
        if SETTING_LEXICON.find(word) != row.key
    }
    assert wrong == {}


def test_every_role_can_be_reached_by_each_of_its_words() -> None:
    wrong = {word: ROLE_LEXICON.find(word) for row in ROLES for word in row.words if ROLE_LEXICON.find(word) != row.key}
    assert wrong == {}


# --- codes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "system"),
    [
        ("64493", "CPT"),
        ("00810", "CPT"),
        ("1111F", "CPT"),
        ("0075T", "CPT"),
        ("0001U", "CPT"),
        ("0002M", "CPT"),
        ("J0585", "HCPCS"),
        ("A6023", "HCPCS"),
        ("V5990", "HCPCS"),
        ("D0120", "CDT"),
        ("0SG00ZJ", "ICD-10-PCS"),
        ("M54.5", "ICD-10-CM"),
        ("E11.9", "ICD-10-CM"),
    ],
)
def test_shape_of_a_code_tells_its_system(code: str, system: str) -> None:
    assert system_of(code) == system
    assert system_of(code, system) == system
    assert SHAPES[system].match(code)
    assert not SHAPES[system].match(f"{code}\n") and not SHAPES[system].match(f"x{code}")


@pytest.mark.parametrize("code", ["", "1", "123", "ABCDE", "6449", "644933", "0OG00ZJ", "U5", "(64493)"])
def test_what_has_no_shape_of_a_code(code: str) -> None:
    assert system_of(code) is None


def test_every_code_system_is_named() -> None:
    assert set(SYSTEM_NAMES.values()) == set(CODE_SYSTEM_KEYS)
    assert repeated([name for system in CODE_SYSTEMS for name in system.names]) == []
    for name, system in SYSTEM_NAMES.items():
        assert name == name.lower()
        line = name.upper() if name.endswith("code") else f"{name.upper()} code"
        assert code_line(line) == (system, None), line
    assert code_line("CPT4 code") == ("CPT", None)
    assert code_line("HCPCS code: J0585") == ("HCPCS", "J0585")
    assert code_line("The code of the procedure") is None


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("https://genhealth.ai/code/cpt4/64493-injection-of-something", "64493"),
        ("https://genhealth.ai/code/hcpcs/J0585-botox", "J0585"),
        ("https://genhealth.ai/code/cpt4/00810-anesthesia?x=12345#y", "00810"),
        ("64493-slug.txt", "64493"),
        ("64493-slug.txt.gz", "64493"),
        ("J0585.html", "J0585"),
        ("a/b/j0585.htm", "J0585"),
        ("icd10pcs/0SG00ZJ-fusion.html", "0SG00ZJ"),
        ("procedure-page.txt", None),
        ("2024-report.txt", None),
        ("", None),
        ("page64493.txt", None),
        ("https://example.org/", None),
    ],
)
def test_code_in_an_address_or_file_name(uri: str, code: str | None) -> None:
    found = code_in_uri(uri)
    assert (found.code if found else None) == code


# --- every value of the closed lists comes out of some page -----------------------------------------------------------

PAGE = """Imaging of the knee joint with contrast; single view

CPT4 code

Name of the Procedure:

  • Name: Knee Contrast Imaging
  • Common name: Knee Scan
  • Technical term: Contrast Arthrography
  • Also known as: Joint Picture
  • Abbreviation: KCI

Indications

Patient Criteria:

  • Adults with a stable knee

Specific Symptoms or Conditions:

  • Swelling of unknown cause

Procedure Description

The joint is prepared.

  1. The knee is filled.

Duration

Risks and Complications

  • Common: soreness
  • Uncommon: swelling
  • Rare: infection

Alternatives

  • Ultrasound
  • Each option has its own costs and limits.

Patient Experience

  • Before the procedure: Some tension.
  • During the procedure: Pressure.
  • After the procedure: Soreness.
  • Sounds are heard.

Similar Codes

  • D0120 - Dental look
  • 64493 - Joint injection
  • J0585 - Toxin
  • ICD-10-PCS 0SG00ZJ - Fusion
  • ICD-10-CM M54.5 - Back pain
"""
TABLE_PAGE = "<h1>Imaging of the knee</h1><h2>Similar Codes</h2><p>There are none.</p><h2>Cost</h2><table><tr><td>Adults</td><td>5</td></tr></table>"


def values(table: str, column: str) -> set[str | None]:
    pages = [
        RawPage("64493-knee.txt", PAGE.encode(), "64493-knee.txt", "text/plain"),
        RawPage("knee.html", TABLE_PAGE.encode(), "knee.html", "text/html", code="73580"),
        RawPage(
            "plain.txt", b"Imaging of the knee (J0585)\n\nHCPCS code\n\nSummary\n\nA look.\n", "plain.txt", "text/plain"
        ),
    ]
    found = [page_rows(parse_page(page), page) for page in pages]
    return {
        getattr(row, column)
        for rows in found
        for row_class, of_class in rows.items()
        if TABLE_OF[row_class] == table
        for row in of_class
    }


@pytest.mark.parametrize(
    ("table", "column", "later"),
    [
        ("procedures", "code_origin", {"reference"}),
        ("procedure_names", "kind", set()),
        ("sections", "state", set()),
        ("section_coverage", "state", set()),
        ("section_coverage", "section", set()),
        ("section_items", "kind", set()),
        ("indications", "kind", set()),
        ("risks", "frequency", set()),
        ("alternatives", "kind", set()),
        ("patient_experiences", "phase", set()),
        ("similar_codes", "code_system", set()),
    ],
)
def test_every_value_of_a_closed_list_is_given_by_some_page(table: str, column: str, later: set[str]) -> None:
    allowed = next(c.allowed for c in columns_of(TABLE_BY_NAME[table]) if c.name == column)
    assert set(allowed) - values(table, column) == later


@pytest.mark.parametrize(
    ("rule", "taken", "left"),
    [
        ("call_to_action_section", "Ready to take the next step?", "Ready to go home"),
        ("call_to_action_section", "Book your appointment today", "Make a list of your questions"),
        ("call_to_action_section", "Still have questions?", "Have questions for your doctor written down"),
        ("call_to_action_section", "Talk to our experts", "Talk to a doctor about your medicines"),
        ("staff_section", "Meet our surgeons", "Meet the criteria for surgery"),
        ("staff_section", "About the author", "About the surgeon's fee"),
        ("staff_card", "Dr. Ann Person, MD", "Dr. Person's technique"),
        ("staff_card", "Mr John Person", "MR angiography"),
        ("praise_section", "What our patients say", "What patients feel"),
        ("praise_section", "Why choose Hill Dental Clinic?", "Why choose a pad over a wrap?"),
        ("praise_section", "Patient reviews", "Review of medications"),
        ("contact_section", "Contact us today", "Call us if you have a fever"),
        ("contact_section", "About our clinic", "About our method"),
        ("related_section", "Latest health news", "Related codes"),
        ("related_section", "More from this site", "More about the procedure"),
    ],
)
def test_headings_of_the_site_and_those_that_sound_alike(rule: str, taken: str, left: str) -> None:
    assert site_heading_rule(taken) == rule
    assert site_heading_rule(left) is None


def test_list_of_headings_of_the_site_is_whole_lines() -> None:
    assert is_site_heading("Related services") and is_site_heading("=== Contact us ===" + "=" * 120)
    assert not is_site_heading("Services related to the wrap")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("What to Expect \u2014 Step by Step", "procedure_description"),
        ("Day 1: Recovery", "recovery"),
        ("Week two | Aftercare", "recovery"),
        ("Follow-up", "follow_up"),
        ("Mini-invasive wrap", None),
    ],
)
def test_heading_in_two_parts_is_named_by_the_first_that_names_a_section(text: str, key: str | None) -> None:
    assert section_of(text) == key
