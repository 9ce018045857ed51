"""Topics of instructions before and after a procedure, each with the words that tell it.

The topic of a text is the first in this order with a word in it; a label (`Fasting: ...`) is asked before the text.
Words are beginnings of words in lower case: `fast` finds fast, fasting, fasted, but not breakfast.
"""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """One topic: its key, what it is about, and the word beginnings that tell it."""

    key: str
    description: str
    words: tuple[str, ...]


PREPARATION_TOPICS: tuple[Topic, ...] = (
    Topic("fasting", "Eating and drinking nothing, or only some things", (
        "fast for", "fasting", "to fast", "fast ", "nothing to eat", "nothing by mouth", "not eat", "avoid eating", "stop eating", "empty stomach", "no food", "refrain from eating", "without food", "eat nothing",
        "eat or drink", "no solid food", "light meal", "light breakfast", "clear liquid", "low-residue", "bowel prep", "avoid food", "stop drinking", "not drink", "skip breakfast", "avoid heavy meal", "heavy meal", "caffeine", "avoid alcohol", "alcohol")),
    Topic("smoking", "Not smoking", ("smok", "tobacco", "nicotine", "vaping")),
    Topic("allergies", "Telling of allergies", ("allerg",)),
    Topic("medication", "Taking, stopping or changing medicines", (
        "medication", "medicine", "blood thinner", "blood-thinner", "anticoagula", "aspirin", "antibiotic", "drug", "insulin", "warfarin", "nsaid", "ibuprofen", "supplement", "prescri", "metformin", "clopidogrel", "dose", "anti-inflammator", "laxative", "premedicat", "sedative", "tablet", "vitamin")),
    Topic("tests", "Tests and examinations beforehand", (
        "test", "imaging", "x-ray", "mri", "ct scan", "ultrasound", "ecg", "ekg", "blood work", "bloodwork", "laborator", "lab work", "evaluation", "assessment", "examination", "physical exam", "screening", "biopsy", "urinalysis", "electrocardiogram", "scan", "consultation", "work-up", "workup", "check-up", "baseline", "measure")),
    Topic("transport", "A way home", ("drive", "ride", "transport", "escort", "take you home", "companion", "accompan", "taxi", "someone to")),
    Topic("consent", "Informed consent", ("consent",)),
    Topic("records", "Medical history and papers", ("medical history", "history", "record", "document", "referral", "insurance", "paperwork", "identification", "list of", "form", "inform the", "inform your", "tell your", "tell the", "pregnan", "notify", "disclose", "report any")),
    Topic("devices", "Implants, metal and devices", ("metal", "jewel", "pacemaker", "implant", "hearing aid", "denture", "contact lens", "glasses", "piercing", "device")),
    Topic("clothing", "What to wear", ("cloth", "wear", "gown", "dress", "shoe", "undress", "sleeve")),
    Topic("hygiene", "Washing, shaving and skin care", ("shower", "bath", "wash", "clean", "antiseptic", "shav", "soap", "lotion", "makeup", "make-up", "deodorant", "nail polish", "brush", "hygiene", "skin", "perfume")),
    Topic("hydration", "Drinking enough", ("hydrat", "drink plenty", "drink water", "fluid", "drink", "water")),
    Topic("diet", "What to eat", ("diet", "eat", "meal", "food")),
    Topic("positioning", "How the patient is placed", ("position", "lie ", "lying", "sit ", "recline")),
    Topic("arrival", "When and where to come", ("arriv", "early", "check in", "check-in", "appointment", "schedul")),
    Topic("preparation_at_home", "Arranging home and work", ("at home", "home", "time off", "work", "help with", "prepare meals", "bladder", "rest", "sleep")),
)

RECOVERY_TOPICS: tuple[Topic, ...] = (
    Topic("warning_signs", "Signs to report", ("call your", "call the", "contact your", "contact the", "seek medical", "seek help", "seek care", "warning sign", "signs of", "report any", "report ", "watch for", "emergency", "notify", "if you notice", "fever", "right away")),
    Topic("driving", "Driving and the way home", ("driv", "ride home", "take you home", "escort")),
    Topic("follow_up", "Visits afterwards", ("follow-up", "follow up", "followup", "appointment", "return visit", "next visit", "check-up", "stitches are removed", "sutures are removed", "sutures removed", "removal of stitches", "suture removal")),
    Topic("observation", "Watching over the patient afterwards", ("observ", "monitor", "recovery room", "recovery area", "vital sign", "stay in", "hospital stay", "overnight", "discharge", "kept for", "in the hospital", "wakes up", "wake up")),
    Topic("pain_management", "Pain and what helps", ("pain", "sore", "ice ", "ice pack", "cold pack", "cold compress", "discomfort", "acetaminophen", "ibuprofen", "swelling", "analges", "tender")),
    Topic("wound_care", "Care of the wound or site", ("wound", "dressing", "bandage", "incision", "suture", "stitch", "site", "keep the area", "drain", "scar", "gauze", "dry", "clean", "cast", "splint")),
    Topic("bathing", "Washing and water", ("shower", "bath", "swim", "hot tub", "soak", "sauna")),
    Topic("medication", "Medicines afterwards", ("medication", "medicine", "antibiotic", "prescri", "blood thinner", "drops", "drug", "dose")),
    Topic("return_to_work", "Work, school and normal life", ("return to work", "back to work", "work", "school", "normal activit", "usual activit", "daily activit", "regular activit", "daily routine", "normal routine")),
    Topic("activity", "Exercise, lifting and movement", ("activit", "exercise", "lift", "strenuous", "sport", "walk", "physical therapy", "physiotherapy", "rehabilit", "weight", "run", "bend", "movement", "mobil", "crutch", "exertion")),
    Topic("rest", "Resting", ("rest", "sleep", "take it easy", "lie down", "elevat", "relax")),
    Topic("hydration", "Drinking enough", ("hydrat", "drink", "fluid", "water")),
    Topic("diet", "What to eat", ("diet", "eat", "food", "meal", "chew", "alcohol")),
    Topic("time", "How long recovery takes", ("recover", "heal", "day", "week", "month", "hour", "immediately", "downtime")),
)
