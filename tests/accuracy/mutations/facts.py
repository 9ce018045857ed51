"""Mutations that say something else in one section: forms that the dialect lists, with their truth."""

from __future__ import annotations

from functools import partial
from random import Random

from tests.accuracy.documents import Item, Part, document_of
from tests.accuracy.golden import Case, Rows
from tests.accuracy.mutations.base import Mutation
from tests.accuracy.mutations.documents import in_own_form, is_flat
from tests.accuracy.pagetext import is_html
from tests.accuracy.truth import Row, changed, value

# (what is printed, least minutes, most minutes)
DURATIONS: tuple[tuple[str, str, str], ...] = (
    ("The procedure takes 25-35 minutes.", "25", "35"),
    ("The procedure usually takes 25–35 minutes.", "25", "35"),
    ("The procedure takes 25 – 35 minutes.", "25", "35"),
    ("The procedure takes 25 to 35 minutes.", "25", "35"),
    ("The procedure takes between 25 and 35 minutes.", "25", "35"),
    ("It takes around 25 minutes.", "25", "25"),
    ("Approximately 50 minutes.", "50", "50"),
    ("The procedure takes roughly 50 minutes to complete.", "50", "50"),
    ("The procedure typically lasts 45 minutes to 1 hour.", "45", "60"),
    ("The procedure takes 1.5 to 3 hours.", "90", "180"),
    ("The procedure takes 2 to 4 hours, depending on the number of sites.", "120", "240"),
    ("The procedure takes less than an hour.", "", "60"),
    ("Up to 1 hour", "", "60"),
    ("The procedure usually takes under 20 minutes.", "", "20"),
    ("The procedure takes only a few minutes.", "", ""),
    ("About ten minutes", "10", "10"),
    ("Five to 10 minutes", "5", "10"),
    ("The procedure takes at least 45 minutes.", "45", ""),
    ("Usually half an hour.", "30", "30"),
    ("The procedure takes about an hour and a half.", "90", "90"),
    ("1 hour 30 minutes", "90", "90"),
    ("The procedure takes several hours.", "", ""),
    ("The duration varies from patient to patient.", "", ""),
    ("A 50-minute session.", "50", "50"),
    ("The procedure takes 1 to 2 hours.", "60", "120"),
    ("The procedure itself takes about 15 minutes.", "15", "15"),
)
OTHER_TIMES = (
    "The patient then stays in the recovery room for 1 to 2 hours.",
    "Relief lasts three to six months.",
    "Please allow two hours for the whole appointment.",
    "The treatment is repeated every 4 weeks.",
    "Full recovery takes 2 to 3 days.",
)
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("a", "hospital", "hospital"),
    ("an", "outpatient clinic", "outpatient_clinic"),
    ("a", "doctor's office", "physician_office"),
    ("a", "primary care office", "physician_office"),
    ("a", "radiology suite", "radiology_suite"),
    ("a", "hospital radiology department", "radiology_suite"),
    ("an", "imaging center", "imaging_center"),
    ("a", "surgical center", "surgical_center"),
    ("an", "ambulatory surgery center", "surgical_center"),
    ("an", "operating room", "operating_room"),
    ("an", "exam room", "exam_room"),
    ("an", "outpatient setting", "outpatient_clinic"),
    ("a", "specialized treatment center", "specialized_center"),
)
ROLES: tuple[tuple[str, str], ...] = (
    ("Radiologist", "radiologist"),
    ("Surgeon", "surgeon"),
    ("Cardiologist", "cardiologist"),
    ("Registered nurse", "registered_nurse"),
    ("Nurse", "nurse"),
    ("Physician", "physician"),
    ("Medical assistant", "medical_assistant"),
    ("Physical therapist", "physical_therapist"),
    ("Nurse practitioner", "nurse_practitioner"),
    ("Physician assistant", "physician_assistant"),
    ("Pain management specialist", "pain_management_specialist"),
    ("Gastroenterologist", "gastroenterologist"),
    ("Urologist", "urologist"),
    ("Dermatologist", "dermatologist"),
)
CONDITIONS = ("if sedation is used", "if general anesthesia is needed", "when the patient is a child")
DUTIES = ("operates the scanner", "monitors the patient", "prepares the equipment")
TASKS = ("monitor vital signs", "assist with the procedure", "operate the device")
RISKS = (
    "bruising",
    "headache",
    "dizziness",
    "nausea",
    "infection",
    "bleeding",
    "nerve damage",
    "temporary pain at the injection site",
    "swelling of the hand",
    "allergic reaction to the contrast dye",
    "a blood clot in the leg",
    "scarring",
    "low blood pressure",
    "damage to nearby organs",
)
CODES = (
    ("HCPCS", "G0912", "Guided removal of loose stitches, each site"),
    ("HCPCS", "A9944", "Padded splint, finger, each"),
    ("HCPCS", "J0955", "Injection, testing agent, 5 mg"),
    ("CPT", "0933T", "Warm air therapy of the sinuses, each session"),
    ("CPT", "64999", "Unlisted nerve procedure"),
    ("HCPCS", "L8899", "Prosthetic part, not otherwise named"),
)
ALIASES = ("Quick Look Test", "Gentle Warmth Session", "Silver Thread Repair")


def _told(case: Case, key: str, items: list[Item], facts: Rows, empty: bool = False) -> Case | None:
    """The case with other items in one section, and with these facts in place of what it said."""
    document = document_of(case)
    places = [index for index, part in enumerate(document.parts) if part.key == key] if document else []
    if document is None or len(places) != 1 or bool(document.parts[places[0]].items) == empty:
        return None
    parts = list(document.parts)
    parts[places[0]] = parts[places[0]]._replace(items=tuple(items))
    if not is_html(case) and any(len(part.items) > 1 and _is_bare(part) for part in parts):
        return None
    return in_own_form(case, document._replace(parts=tuple(parts)), case.expected | facts)


def _is_bare(part: Part) -> bool:
    """Whether its paragraphs could be taken for headings in plain text."""
    return part.key not in ("name", "similar_codes") and any(
        not item.is_listed and item.words[-1] not in ".:?!" for item in part.items
    )


def _paragraph(text: str, label: str = "", subsection: str = "") -> Item:
    return Item("paragraph", "", 0, 0, subsection, label, " ".join(text.split()))


def _bullets(case: Case, texts: list[str]) -> list[Item]:
    """Bullets as the case's own form prints them; `Label: text` is split."""
    marker = "-" if is_flat(case) else "•"
    cut = [text.split(": ", 1) if ": " in text else ["", text] for text in texts]
    return [Item("bullet", marker, 0, 0, "", label, text) for label, text in cut]


def duration(case: Case, random: Random, listed: bool = False) -> Case | None:
    text, low, high = random.choice(DURATIONS)
    rows: list[Row] = [("1", low, high, text)]
    if listed:
        return _told(case, "duration", _bullets(case, [text]), {"durations": rows})
    other = f" {random.choice(OTHER_TIMES)}" if text.endswith(".") else ""
    return _told(case, "duration", [_paragraph(text + other)], {"durations": rows})


def setting(case: Case, random: Random, listed: bool = False) -> Case | None:
    places = random.sample(SETTINGS, 3)
    rows: list[Row] = [("1", key, name) for _, name, key in places]
    if listed:
        rows = [changed(row, "settings", text=row[2][0].upper() + row[2][1:]) for row in rows]
        lead = [_paragraph("The procedure can be performed in the following places:")]
        return _told(case, "setting", lead + _bullets(case, [row[2] for row in rows]), {"settings": rows})
    first, second, third = (f"{article} {name}" for article, name, _ in places)
    text = random.choice(("Usually performed in {}, {}, or {}.", "The procedure is performed in {}, {} or {}."))
    return _told(case, "setting", [_paragraph(text.format(first, second, third))], {"settings": rows})


def personnel(case: Case, random: Random) -> Case | None:
    (one, one_key), (two, two_key), (three, three_key), (four, four_key), (five, five_key) = random.sample(ROLES, 5)
    condition, duty, task = random.choice(CONDITIONS), random.choice(DUTIES), random.choice(TASKS)
    texts = [f"{one} or {two.lower()}", f"{three} ({condition})", f"{four} ({duty})", f"{five} to {task}"]
    rows: list[Row] = [
        ("1", "1", one_key, "", "", one),
        ("1", "1", two_key, "", "", two.lower()),
        ("1", "2", three_key, condition, "", texts[1]),
        ("1", "3", four_key, "", duty, texts[2]),
        ("1", "4", five_key, "", task, texts[3]),
    ]
    return _told(case, "personnel", _bullets(case, texts), {"personnel": rows})


def risks(case: Case, random: Random, form: str = "labels") -> Case | None:
    # `a, b, and c at the site` can be one risk: no such words in a sentence.
    said = random.sample([text for text in RISKS if form != "sentence" or " the " not in text], 5)
    often, seldom = said[:3], said[3:]
    rows: list[Row] = [("1", "common" if text in often else "rare", text) for text in said]
    if form == "labels":
        items = _bullets(case, [f"Common: {', '.join(often)}", f"Rare: {', '.join(seldom)}"])
    elif form == "subheads":
        items = [
            item._replace(subsection="Common Risks" if index < 3 else "Rare Risks")
            for index, item in enumerate(_bullets(case, said))
        ]
    else:
        items = [_paragraph(f"Risks include {often[0]}, {often[1]}, and {often[2]}.")]
        rows = [("1", "", text) for text in often]
    return _told(case, "risks", items, {"risks": rows})


def similar_codes(case: Case, random: Random, dash: str = "-") -> Case | None:
    codes = random.sample(CODES, 3)
    items = _bullets(case, [f"{code} {dash} {words}" for _, code, words in codes])
    rows: list[Row] = [("1", system, code, words, "") for system, code, words in codes]
    return _told(case, "similar_codes", items, {"similar_codes": rows}, empty=True)


def name(case: Case, random: Random, form: str) -> Case | None:
    names = case.expected["procedure_names"]
    lines = [row for row in case.expected["section_items"] if value(row, "section_items", "section_position") == "1"]
    if len(names) != 1 or len(lines) != 1 or value(lines[0], "section_items", "text") != names[0][1]:
        return None
    known, alias = names[0][1], random.choice(ALIASES)
    procedure = case.expected["procedures"][0]
    forms: dict[str, tuple[list[Item], str]] = {
        "also_known_as": ([_paragraph(f"{known} (also known as {alias})")], "alias"),
        "or": ([_paragraph(f"{known} (or {alias})")], "alias"),
        "commonly_known_as": ([_paragraph(known), _paragraph(f"Commonly known as {alias}")], "alias"),
        "labelled": ([_paragraph(alias, "Common name"), _paragraph(known, "Technical term")], "common"),
        "label_alone": (
            [_paragraph(alias, "", "Common name"), _paragraph(known, "", "Medical term")],
            "common",
        ),
        "labelled_bullets": (_bullets(case, [f"Common Name(s): {alias}", f"Medical Term: {known}"]), "common"),
        "second_line": ([_paragraph(known), _paragraph(alias)], "alias"),
        "abbreviation": ([_paragraph(f"{known} (QXT)")], "abbreviation"),
        "code": ([_paragraph(f"{known} (HCPCS Code: {value(procedure, 'procedures', 'code')})")], ""),
    }
    items, kind = forms[form]
    rows = [names[0]] + ([("1", "QXT" if kind == "abbreviation" else alias, kind)] if kind else [])
    facts: Rows = {"procedure_names": rows}
    if form == "code":
        if value(procedure, "procedures", "code_system") != "HCPCS":
            return None
        facts["procedures"] = [changed(procedure, "procedures", code_origin="page")]
    return _told(case, "name", items, facts)


NAME_FORMS = (
    "also_known_as or commonly_known_as labelled label_alone labelled_bullets second_line abbreviation code".split()
)
MUTATIONS: tuple[Mutation, ...] = (
    Mutation("duration_sentence", "another duration, with a time that is not the procedure's after it", duration),
    Mutation("duration_bullet", "another duration, as a bullet", partial(duration, listed=True)),
    Mutation("setting_sentence", "three other places in a sentence", setting),
    Mutation("setting_list", "a lead-in and three other places as bullets", partial(setting, listed=True)),
    Mutation("personnel_list", "other roles: alternatives, a condition, two duties", personnel),
    Mutation("risks_labels", "other risks as `Common: a, b` and `Rare: c, d`", partial(risks, form="labels")),
    Mutation(
        "risks_subheads",
        "other risks as bullets under `Common Risks` and `Rare Risks`",
        partial(risks, form="subheads"),
    ),
    Mutation("risks_sentence", "other risks as `Risks include a, b, and c.`", partial(risks, form="sentence")),
    Mutation("similar_codes_hyphen", "an empty list of similar codes filled (`G0912 - ...`)", similar_codes),
    Mutation(
        "similar_codes_dash", "an empty list of similar codes filled (`G0912 – ...`)", partial(similar_codes, dash="–")
    ),
    *(
        Mutation(f"name_{form}", f"the name in another form: {form.replace('_', ' ')}", partial(name, form=form))
        for form in NAME_FORMS
    ),
)
