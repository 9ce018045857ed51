"""Whose time it is: the words around a length of time that tell the procedure's own from the visit's, the recovery's and others'."""

from __future__ import annotations

import re

LONGEST_LEAD = 120  # characters of a clause before its time
ASIDE = re.compile(
    r"[,(] ?(?:not )?(?:includ|exclud|count|apart from|as well as|together with|along with)[^,;()0-9]*[,)]"
)

# ---- cues before a length of time: the nearest one decides ----------------------------------------------------------
_THING = (
    r"(?:procedures?|surger(?:y|ies)|operations?|operating|tests?|testing|scans?|scanning|exams?|examinations?|imaging"
    r"|mri|x-rays?|ultrasound|injections?|infusions?|treatments?|sessions?|therapy|biops(?:y|ies)|stud(?:y|ies)"
    r"|placement|insertion|removal|repair|evaluation|assessment|block|ablation|services?|screening|fitting|transfusion"
    r"|process|change|recording|application|itself)"
)
_THE = r"(?:the |your |this |that |an? |each |any |all |most )?"
_ANESTHESIA = r"(?:an(?:a)?esthe\w+|sedation|sedatives?)"
_MONITOR = r"(?:monitors?|holter|devices?|recorders?|sensors?|patch(?:es)?|electrodes?)"
_GARMENT = r"(?:bandages?|dressings?|braces?|splints?|slings?|casts?|garments?|stockings?|boots?|collar)"
_ASIDES = (
    rf"(?:of|for|from|with|without|by|to|during|using|on) {_THE}(?:[a-z]+ )?{_THING}",
    r"(?:with|without|under|including|excluding|counting|besides) (?:[a-z]+ ){0,2}?(?:recovery|prep\w*)",
    rf"(?:with|without|under) (?:[a-z]+ ){{0,2}}?{_ANESTHESIA}",
    r"rest of|recovery of|start to finish|pain (?:management|medicine|clinic)|monitored an(?:a)?esthesia care",
    r"(?:stay|remain|lie|lying|hold|keep|sit)\w* (?:(?:very|completely|perfectly) )?still",
    r"(?:stay|remain|lie|lying|sit)\w* (?:in the (?:scanner|chamber|chair|machine|tub)|on the table)",
)
_NOT_THE_PROCEDURE = (
    # before and after it
    rf"(?:after|before|prior to|until|upon) {_THE}[a-z]+|after(?:wards?)?|beforehand|followed by",
    rf"(?<!the )following (?:(?:the|your|an?|this) [a-z]+|{_THING}|{_ANESTHESIA})|once (?:home|awake|you|the)",
    r"post-?[a-z-]+|pre-?(?:op|proc|surg)[a-z]*",
    r"recover\w*|recuperat\w+|heal(?:s|ed|ing)?|down-?time|rest(?:s|ed|ing)?|convalesc\w+|observ(?:e|ed|ation|ing)",
    r"(?:close|careful|additional|further|needs?|requires?|required|under) (?:[a-z]+ )?monitoring|watched|supervised",
    r"monitored(?= (?:for|over))|wait(?:s|ed|ing)?|remain(?:s|ed|ing)?|(?:lie|lying) flat|discharged?|released",
    r"stay(?:s|ed|ing)?(?! on (?:the|your) (?:skin|body|chest|arm))|(?:go|going|goes|sent|be|head) home",
    r"arriv\w+|come in|check(?:ing)?[- ]?in|registration|paperwork|consent|travel\w*|prep|prepar\w+",
    # what the patient does, or may not do
    r"fast(?:s|ing)?|eat(?:ing)?|drink(?:ing)?|(?:no|solid) food|by mouth|npo|do not|don't|avoid\w*|refrain|abstain",
    r"stop(?:ped|ping)?|discontinue\w*|withh[eo]ld|hold(?:ing)?|breath|return\w*|resum\w+|driv(?:e|ing)|back to",
    r"able to|strenuous|(?:apply|use) ice|ice for",
    rf"(?:keep|kept|leave|wear)(?! {_THE}(?:[a-z]+ )?{_MONITOR})(?! in place)|{_GARMENT} (?:[a-z]+ ){{0,3}}worn",
    # what comes of it
    r"effects?|relief|benefits?|results?|reports?|improve\w*|protection|immunity|symptoms?|feel|felt|experiences?",
    rf"{_ANESTHESIA} (?:(?:usually|typically|may|can|will) )?lasts?|lab(?:oratory)?|processing|pathology",
    r"(?:sample|specimen|blood|tissue) analysis",
    r"numb(?:s|ed|ness|ing)?|sore(?:ness)?|tender\w*|discomfort|swelling|swollen|bruis\w+|bleeding|drows\w+|dizz\w+",
    r"pain(?= (?:may|can|will|usually|often|typically|lasts|is|relief)| and)|groggy|tired\w*|sleepy|redness|nausea",
    r"headaches?|irritation|wears? off|because",
    # how often, when, for whom, at what price
    r"repeat\w*|every(?! (?:night|day|morning|evening))|intervals?|apart|spaced|course|program(?:me)?|follow-?ups?",
    r"frequency|available|(?:is|are) open|(?:office|opening|business) hours|hours of operation|notice|waiting list",
    r"aged|since|onset|bill(?:ed|ing)?|increments?|each additional|warranty|lifespan|shelf life",
)
_WHOLE_VISIT = (
    r"(?:whole|entire|complete|full|overall|total) (?:process|experience|thing|time|day|duration)",
    r"appointments?|visits?|from (?:check|arriv|door|registr)\S* (?:in )?to [a-z]+|total|overall|altogether|in all",
    r"together|scheduled|room time|set aside|allow|plan|spend|spent|expect to be|be (?:at|here|there)",
    r"(?:at|in) (?:the |our |your )?(?:hospital|clinic|cent(?:er|re)|office|facility|department|unit)",
)
_WORN = (
    rf"worn|wear(?:s|ing)?|left (?:on|in place)|stays? on|record(?:s|ed|ing|ings)?|monitor(?:s|ing)?|{_MONITOR}",
    r"collect(?:s|ed|ion|ing)?|continuous(?:ly)?",
    r"(?:heart|rhythm|pressure|glucose|acid|ecg|eeg|brain)[a-z ]{0,20} (?:is|are|be) (?:[a-z]+ )?(?:monitored|tracked)",
)
_CUES_BY_ROLE = {
    "aside": _ASIDES,
    "other": _NOT_THE_PROCEDURE,
    "visit": _WHOLE_VISIT,
    "worn": _WORN,
    "own": (_THING, r"it|this|operating (?:room|theat(?:er|re))|in place"),
    "verb": (r"takes?|taking|lasts?|lasting|requires?|needs?|runs?|averages?",),
    "be": (r"is|are|be|was",),
}
_ANY_CUE = "|".join(f"(?P<{role}>{'|'.join(rows)})" for role, rows in _CUES_BY_ROLE.items())
CUES = re.compile(rf"(?<![a-z-])(?:{_ANY_CUE})(?![a-z])")
SUBJECT = re.compile(
    r"(?!(?:usually|typically|generally|normally|often|commonly|sometimes|also|itself|may|can|will|should|might|could"
    r"|which|that|who|on|average|it's|in|most|cases|either|only|just|and|or|not) )[^ ]+ "
)
AFTER_LEAD = re.compile(
    r"\W{0,5}(?:after(?:wards?)?|following|before|prior to|once)\b(?!(?: the)? (?:numb|an|sedat|prep))"
)

# ---- the words just before, and those behind ------------------------------------------------------------------------
BEFORE = re.compile(
    r"(?:(?:^each|(?:^|[ (])(?:every|additional|extra|next|past|at|first|initial|subsequent|another|previous|following"
    r"|after|before|wait|until|per|times|once|twice|repeat|repeated|aged|the last|give or take))(?: an?| the| your)? "
    r"|\+/- ?)$"
)
DONE_AFTER = re.compile(r"(?:finish\w*|complete\w*|over|done|ends?|removed|stop\w*) after $")
WHICH_TAKES = re.compile(rf"{_THING},? (?:which|that) (?:[a-z]+ ){{0,2}}?(?:takes?|lasts?|requires?) $")
VERB_BEFORE = re.compile(r"(?:takes?|lasts?|requires?|taking|lasting|needs) $")
_NOT_NOUN = (
    r"(?!(?:after|before|of|in|for|from|the|to|prior|following|until|at|and|or|with|on|per|later|during|depend\w*|an?"
    r"|post\S*)(?![a-z]))"
)
_FILL = (
    r"(?:[ -](?:of|for|in|at|under|during|the|an?|your|our|their|additional|extra|close|to|be|on|quiet|nursing|short"
    r"|careful|further|hospital|day|lying|fully|medical|more|period|routine|usual|normal|required|mandatory)){0,6}"
)
_BEHIND_BY_ROLE = (
    (
        "own",
        rf"(?: ?-? ?long)?(?: {_NOT_NOUN}[a-z-]+){{0,2}}"
        rf" (?:{_THING}|collection|monitor(?:ing)?|holter|ride|class|visits?)(?![a-z-])",
    ),
    (
        "other",
        rf"{_FILL}[ -](?:recover\w*|observ\w*|rest(?! of)(?:ing)?|fast(?:ing)?|down-?time|heal(?:ing)?|pacu|ward|icu"
        r"|bed|intensive care|wait(?:ing)?|stay|warm-?up|wear off|take effect|work|kick in|numb\w*|resume|return"
        r"|go home|discharge|drive|be (?:monitored|watched)|feel|improve\w*|relief|results?|receive|get|obtain|process"
        r"|be read|increments?|units?|intervals?|break|pause|delay|supply|window|prep|prepar\w+|set-?up|check-?in"
        r"|paperwork|drinking|eating|old)(?![a-z])"
        r"| (?:of age|or older|off work|away from|notice|at a time)"
        r"| for (?:the |your )?(?:numbing|local|an(?:a)?esthe|sedat|medic|drug|cream|dye|tracer|contrast|effect"
        r"|swelling|pain)[a-z ]{0,20} to ",
    ),
    ("run", r" (?:of|for)(?: the| an?| continuous| complete| full| home){0,2} (?:recording|collection|wear|study)"),
    ("watch", r" (?:of|for) (?:[a-z]+ )?monitoring"),
    (
        "soft",
        r" (?:before|after(?:wards?)?(?! which| that(?![a-z]))|prior|beforehand|in advance|ahead|following|later|post"
        r"|ago|earlier|early|apart|until|of (?:the |your )?(?:arriv|onset|symptom|injur|birth|delivery|eating))\w*",
    ),
    ("visit", r" (?:(?:in )?total|altogether|in all)(?![a-z])"),
    ("goal", r" to (?!complet|perform|finish|do |carry|run|record|collect|conduct)[a-z]"),
    ("per", r" ?(?:/ ?|(?:an?|per|each|every|in a) )(?:day|week|month|year|24)"),
)
BEHIND = re.compile("|".join(f"(?P<{role}>{words})" for role, words in _BEHIND_BY_ROLE))
DAY = 1440.0
YEAR = 365 * DAY
LETTER = re.compile(r"[a-z]")
BARE = re.compile(r"\W*(?:$|\(|(?:depending|on average|in most|per|in total|total)(?![a-z]))")
RUN_OVER = re.compile(r"(?:performed|done|carried out|conducted|test|study|recorded|runs?)(?![a-z])")

# ---- statements without a number ------------------------------------------------------------------------------------
VARIES = re.compile(
    r"(?<![a-z])(?:var(?:y|ies|iable|ied)|differs?|depends?|quick(?:ly)?|brief(?:ly)?|instant(?:ly|aneous\w*)|moments?"
    r"|short (?:procedure|test|time|period)|(?:little|no) time(?! limit)|not (?:take )?long)(?![a-z])|^\W*depending "
)
OF_TIME = re.compile(
    rf"(?<![a-z])(?:durations?|times?|length|long(?:er)?|takes?|it|this|{_THING})(?![a-z])"
    r"|^\W*(?:(?:can|may|highly|very|will|this) )?(?:var|depend)"
)
NO_TIME = re.compile(r"(?<![a-z])(?:number|amount|costs?|price|fees?|frequency|dose|dosage|type|schedule)(?![a-z])")
