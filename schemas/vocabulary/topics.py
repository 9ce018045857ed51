"""Topics of instructions before and after a procedure, each with the phrases that tell it.

A topic has three lists of phrases. A `strong` phrase decides; a usual one (`words`) counts if nothing strong is found,
and a `weak` one if nothing else is. Of phrases of one list, the first in the text decides, for the main clause tends to
come first; of those that begin at one word, the one of most words. Phrases of `NOT_A_TOPIC` are passed over.

How phrases are written (in lower case, `n't` is read as `not`):

    shower       this word alone
    allerg*      any ending: allergy, allergic, allergies
    check in     a space is also a hyphen or a slash: check-in
    (no|skip) breakfast, call (us|me)      one of these
    not .. eat   up to two words between
    call ... if  up to 50 characters of the same sentence between
    come at #    a number in digits
"""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """One topic: its key, what it is about, and the phrases that tell it, by how much they tell."""

    key: str
    description: str
    strong: tuple[str, ...]
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


# The procedure itself, by the nouns that would otherwise speak of tests, devices or visits.
_PROCEDURE = "(test|tests|testing|scan|exam|examination|biopsy|study|imaging|mri|ct|ct scan|pet scan|ultrasound|x ray|mammogram|ecg|procedure|appointment|visit|session|treatment|operation|surgery|evaluation|assessment|measurement|implant|implantation|consultation|injection|check|check up|screening|device|recording|blood draw|fitting)"
_DOCTOR = "(us|doctor|surgeon|clinic|nurse|physician|provider|office|ward|team|dentist|hospital|unit|practice|department|specialist|gp|helpline|hotline|therapist|pharmacist|center|centre|midwife|obstetrician|ophthalmologist|dermatologist|oncologist|urologist|cardiologist|technician)"
_SYMPTOM = "(pain|bleeding|redness|swelling|fever|numbness|weakness|headache|nausea|vomiting|dizziness|drainage|discharge|breath|breathing|vision|rash|warmth|cough|itching|tingling|hearing|urine|fluid|symptoms)"

NOT_A_TOPIC: tuple[str, ...] = (
    f"(before|after|until|during|following|between) (the|your|this|each|any|their|a|every) .. {_PROCEDURE}", f"for (the|this|your) {_PROCEDURE}",
    f"(prior to|ahead of|day of|morning of|evening of|time of|result of|purpose of) (the|your|this|each|any|their|a) .. {_PROCEDURE}",
    f"(before|after|during|following|prior to|ahead of) {_PROCEDURE}",
    "(no|little|hardly any) .. (preparation|aftercare|instructions) ... (needed|required|necessary)", "until (the|your) next (visit|appointment)",
    "with .. (sip|sips) of water", "(rest|remainder) of the (day|evening|night|week|month|year)", "bowel movement*", "position of the",
    "alcohol (wipe|swab|pad|free)*", "as soon as", "until (the|your) (doctor|dentist|surgeon|nurse|therapist)",
    "(slight|some|light|mild|minor|little) bleeding", "heart rate", "checked for", "(as|if|where) (prescribed|needed)", "escorted to", "the monitor",
    "how the .. works", "(in|just in|only in) case", "straight away", "(take|takes) (place|effect|part)", "health*",
)

PREPARATION_TOPICS: tuple[Topic, ...] = (
    Topic("fasting", "Eating and drinking nothing, or only some things",
        strong=(
            "fasting", "fasted", "overnight fast", "(hour|hours) fast", "fast (of|is|may|will|lasting)",
            "fast (for|from|overnight|before|after|until|beforehand)", "(to|must|should|may|patients|you) fast",
            "(nothing|anything) (to eat|to drink|by mouth)", "nil by mouth", "npo", "eat nothing", "drink nothing", "drink only", "eat only",
            "only water",
            "(not|never|cannot|avoid|stop|without|no|neither) (eat|eating|drink|drinking|chew|chewing|food|foods|drinks|meal|meals)",
            "not .. (eat|drink)", "(refrain|abstain) from .. (eating|drinking|food|drink|alcohol)", "stop .. (solid|solids|food|eating|drinking)",
            "avoid .. (food|foods|eating|drinking|alcohol|caffeine|coffee)",
            "empty stomach", "stomach ... empty", "(after|from|since|by|past) midnight", "clear (liquid|fluid|water|soup|juice|broth)*", "sips of",
            "small sips", "(light|small) (meal|breakfast|snack|lunch|supper|dinner)*", "(heavy|large|big|fatty) (meal|breakfast|lunch|dinner)*",
            "skip .. (breakfast|lunch|dinner|meal|meals)",
            "no .. (milk|breakfast|lunch|dinner|solid|solids|coffee|alcohol|gum|candy|caffeine)", "breast milk", "infant formula",
            "formula (milk|until|up to)", "solid food*", "solids", "chewing gum", "last meal",
            "(up to|until) .. (hour|hours) (before|beforehand|prior)",
            "(stay away|refrain|abstain) from .. (food|foods|eating|drinking|alcohol|caffeine)",
            "(food|foods) (and|or|and all) (drink|drinks|beverages|fluids|liquids|water)", "tube feed*",
            "(foods|food|meals|eating|solids|drinks) ... (not allowed|forbidden|off limits)", "breastfe(d|ed) until",
        ),
        words=(
            "alcohol*", "caffein*", "coffee", "tea", "cola", "soda", "chocolate", "beer", "wine", "beverage*", "juice", "broth", "milk", "formula",
            "gum",
        ),
    ),
    Topic("smoking", "Not smoking", strong=("smok*", "tobacco", "nicotine", "vap(e|ing|es)", "e cigarette*", "cigarette*", "cigar*")),
    Topic("allergies", "Telling of allergies", strong=("allerg*", "reaction* to", "hypersensitiv*")),
    Topic("medication", "Taking, stopping or changing medicines",
        strong=(
            "allergy (medicine|medication|tablet|pill|drug|drop|shot)*",
            "(blood pressure|diabetes|heart|thyroid|asthma|iron|calcium) (tablet|medic|pill|drug)*",
            "(numbing|anesthetic|anaesthetic) (cream|gel|spray)", "antihistamine*", "blood thin*", "beta blocker*", "anticoagula*", "laxative*",
            "bowel (prep|cleans)*", "(asthma|nasal) spray*", "immunosuppress*", "birth control", "fish oil",
            "(stop|continue|keep|pause|skip|hold|take|adjust|keep on) .. (medication|medications|medicine|medicines|tablets|pills|drops|aspirin|insulin|supplements)",
        ),
        words=(
            "medication*", "medicine*", "aspirin", "antibiotic*", "drug*", "insulin", "warfarin", "nsaid*", "ibuprofen", "supplement*", "prescribed",
            "metformin", "clopidogrel", "dose*", "dosage*", "anti inflammator*", "premedicat*", "pre medication", "sedative*", "tablet*", "pill",
            "pills", "vitamin*", "drops", "inhaler*", "puffer*", "statin*", "remedy", "remedies", "cortisone", "lithium", "antiviral*",
            "antifungal*", "biologic*", "semaglutide", "gel", "eye ointment*", "injections",
            "steroid*", "herbal*", "ointment*", "antiplatelet*", "painkiller*", "pain reliever*", "acetaminophen", "paracetamol", "heparin",
            "diuretic*", "antidepressant*", "chemotherapy", "contracepti*", "hormone*", "opioid*", "suppositor*", "enema*", "antacid*",
        ),
        weak=("prescri*", "(paused|withheld|discontinued|discontinue|tapered)"),
    ),
    Topic("tests", "Tests and examinations beforehand",
        strong=(
            "pregnancy test*", "allergy (test|skin test)*", "blood (test|work|count|type|typing|sample|gas|culture|sugar is)*",
            "(urine|sputum|stool|throat|nasal) (test|culture|sample|swab)*", "review of .. (imaging|scans|x rays)",
            "(kidney|lung|liver|heart|thyroid) function", "blood (draw|sugar|glucose) (is|are|may|comes)*", "lab (work|test|result)*",
            "(cardiac|medical|dental|preoperative|surgical) clearance", "clear* .. (patient|patients|you) for", "vital sign*", "second opinion",
            "physical exam*",
            "(scan|ultrasound|x ray|mri|ct|ecg|ekg|electrocardiogram) .. (is|are|may be|will be|might be) .. (made|taken|done|needed|performed|ordered|required|requested|obtained)",
        ),
        words=(
            "test", "tests", "tested", "testing", "imaging", "x ray*", "radiograph*", "mri", "ct", "ultrasound*", "ecg", "ekg", "electrocardio*",
            "echocardio*", "eeg", "bloodwork", "lab", "labs", "laborator*", "evaluat*", "assess*", "examin*", "exam", "exams", "screen*", "biopsy",
            "biopsies", "urinalysis", "scan", "scans", "scanning",
            "consultation*", "work up*", "workup*", "check up*", "baseline", "measur*", "culture", "sample*", "swab*", "spirometry", "tracing",
            "blood pressure", "oxygen level*", "mammogram*", "dental check*", "creatinine", "blood sugar", "clotting", "angiogra*", "audiogram*",
            "photographs", "photographed", "diagnostic*", "doppler", "smear*", "study", "studies", "hemoglobin", "haemoglobin", "ferritin",
            "glucose", "inr", "a1c", "hba1c", "cholesterol", "eye pressure", "intraocular pressure", "blood draw*", "blood levels", "endoscop*",
            "bronchoscop*", "colposcop*", "cystoscop*", "levels", "holter", "range of motion",
        ),
        weak=("checked", "reviewed", "consult", "counsel*", "screened", "pulse", "weighed"),
    ),
    Topic("transport", "A way home",
        strong=(
            "driv* .. home", "ride home", "(take|takes|bring|brings|get|gets|drive) (you|them|him|her|the patient|the child) home",
            "accompan* .. home", "escort*", "transport*", "taxi", "cannot drive", "not .. drive", "(not|no|avoid) driving", "driver", "chauffeur",
            "someone ... (drive|drives|come|take|takes|accompany|collect|pick|bring)", "come with you", "(responsible|another|second) adult",
            "lift home", "way home", "get home", "pick* .. up", "(collect|fetch|meet) (you|them|the patient)", "(arrange|need|have|organize) a ride",
        ),
        words=("drive", "driving", "ride", "companion*", "accompan*", "relative", "friend", "family member"),
    ),
    Topic("consent", "Informed consent",
        strong=(
            "consent*", "permission", "sign* .. (form|forms|agreement|waiver|paper|papers)", "(written|signed) (agreement|authorization)",
            "(risk|risks|benefits) ... (discussed|explained)",
        ),
        words=("signature", "sign", "signed", "discuss* .. risks", "explain* .. (risk|risks|benefits)", "risks and benefits"),
    ),
    Topic("records", "Medical history and papers",
        strong=(
            "bring ... (report|reports|record|records|picture|pictures|image|images|scan|scans|x rays|x ray|mammograms|results|films|card|letter|referral|insurance|papers|paperwork|documents|id|identification|questionnaire|form|forms|diary)",
            "(previous|earlier|prior|old|past|recent) .. (x ray|scan|mammogram|report|image|record|test result|film|picture|operation note|eye exam)*",
            "prescription (or|and|from|is|must)", "(doctor|physician|provider)'s (order|prescription|letter|referral)", "on file",
            "(medical|health|family|surgical|dental) (history|record)*", "questionnaire*", "referral*", "insurance", "insurer", "photo id",
        ),
        words=(
            "bring .. list", "history", "record", "records", "document*", "paperwork", "papers", "identification", "list of", "form", "forms",
            "pregnan*", "breastfeeding", "chart", "charts", "disclos*", "authoriz*", "preauthoriz*", "prior authorization", "details of", "approval",
            "diary",
        ),
        weak=(
            "inform", "tell", "notify", "advise", "let .. know", "report any", "mention", "condition*", "illness*", "infection*", "surger*",
            "bleeding disorder*",
        ),
    ),
    Topic("devices", "Implants, metal and devices",
        strong=(
            "contact lens*", "contacts", "hearing aid*", "denture*",
            "(wear|wearing|remove|removing|remov* of|take off) .. (jewel|lens|glasses|eyeglasses|ring|watch|piercing|metal|necklace|earring|belt)*",
            "jewel*", "pacemaker*", "cochlear", "aneurysm clip*", "defibrillator*", "metal object*", "hair (clip|pin|band|accessor|tie)*",
            "hairpin*", "bobby pin*", "studs", "wig", "wigs",
            "bring ... (wheelchair|brace|braces|charger|device|walker|hearing aid|hearing aids|glasses|cpap|machine|prosthesis|splint|crutches|cane|equipment|remote|stimulator|meter|pump)",
        ),
        words=(
            "metal*", "implant*", "glasses", "eyeglasses", "spectacles", "piercing*", "watches", "rings", "valuables", "brace", "braces",
            "wheelchair*", "walker", "crutches", "cane", "prosthe*", "stimulator*", "insulin pump*", "electronic*", "cell phone*", "mobile phone*",
            "shrapnel", "stent*", "credit cards",
        ),
        weak=("device*",),
    ),
    Topic("clothing", "What to wear",
        strong=("change into", "(hospital|patient|examination) gown*"),
        words=(
            "cloth*", "wear", "wearing", "wears", "worn", "gown*", "dress", "dressed", "shoe*", "undress*", "sleeve*", "shirt*", "t shirt*",
            "trousers", "pants", "shorts", "skirt*", "outfit*", "underwear", "pajamas", "pyjamas", "sock", "socks", "sneakers", "garment*",
            "sweater*", "blouse*", "bra", "swimsuit*", "jacket*", "layers", "barefoot", "stocking*",
        ),
    ),
    Topic("hygiene", "Washing, shaving and skin care",
        strong=(
            "make up", "makeup", "eye makeup", "mascara", "cosmetic*", "deodorant*", "perfume*", "nail polish", "artificial nails", "nail varnish",
            "lotion*", "sunscreen", "hair spray", "hairspray", "hair gel", "talc*", "lipstick", "moisturizer*", "aftershave", "self tanner*",
            "soap*", "antiseptic*", "chlorhexidine", "shampoo*", "mouthwash*",
            "(not|no|avoid|without|leave off|free of|free from|any) .. (cream|creams|oil|oils|powder|powders|ointment|ointments|hair products)",
            "shav*", "wax*", "brush*", "floss*", "shower*", "bath", "baths", "bathe", "bathing", "disinfect*", "dental hygiene", "oral hygiene",
        ),
        words=(
            "wash*", "clean*", "hygiene", "trim", "trims", "trimmed", "cream*", "earwax", "powder*", "sterile", "hair", "fingernail*", "nails",
            "toothpaste", "rinse*", "moisturi*", "dirt",
        ),
        weak=("skin",),
    ),
    Topic("hydration", "Drinking enough",
        strong=(
            "drink* (plenty|enough|lots|a lot|extra|more|two|three|four|six|eight|#)",
            "drink* .. (water|fluid|fluids|liter|liters|litres|glass|glasses)",
            "(glass|glasses|liter|liters|litre|litres|cup|cups|quarts|ounces) of .. (water|fluid|fluids|liquid|liquids)",
            "(plenty|lots) of (water|fluid|fluids|liquid|liquids)", "hydrat*", "dehydrat*", "full bladder", "bladder .. full",
            "(extra|more|increase) .. (fluid|fluids|water)",
        ),
        words=("drink", "drinking", "fluid*"),
        weak=("water",),
    ),
    Topic("diet", "What to eat",
        strong=(
            "(low|high) .. diet*", "diet", "diets", "dietary", "low residue", "eat (normally|as usual)", "fiber", "fibre", "rich foods", "balanced",
            "red meat",
        ),
        words=(
            "eat", "eating", "eaten", "food*", "meal*", "breakfast", "lunch", "dinner", "nutrition*", "snack*", "vegetable*", "fruit*", "meat",
            "dairy", "nuts", "seeds", "protein",
        ),
    ),
    Topic("positioning", "How the patient is placed",
        strong=(
            "(lie|lies|lying|sit|sits|sitting|seated|stand|stands|recline|reclines|bends|leans|bend|lean|kneels|turned|turns) .. (on|in|over|down|back|flat|still|upright|face|up|forward)",
            "face (down|up)", "knees (bent|drawn|pulled)", "(prone|supine|lateral|lithotomy|sitting|semi) position*", "positioned",
            "(patient|patients|child|baby|arm|leg|head|you) (is|are|will be) .. placed (on|in|at)",
            "on (your|the|their|his|her) (back|stomach|side|abdomen|lap)",
        ),
        words=("position*", "lie", "lies", "lying", "sit", "sits", "sitting", "seated", "reclin*", "prone", "supine", "upright", "lap"),
    ),
    Topic("arrival", "When and where to come",
        strong=(
            "arrive .. (early|minutes|hour|hours|at|#)", "check in", "come .. (early|minutes|#)", "come ... (at #|early)",
            "(minutes|hour|half an hour|hours) early", "registration", "admissions",
            "(report|go) to the (reception|front desk|admission|admissions|desk|registration|hospital|unit)",
        ),
        words=("arriv*", "admission", "admitted", "reception", "on time", "(be|please be) at the", "be there", "check in*"),
        weak=("early", "appointment*", "schedul*"),
    ),
    Topic("preparation_at_home", "Arranging home and work",
        strong=(
            "time off", "off work", "off from work", "(prepare|set up|organize|clear) .. (home|house|room|meals|bedroom)",
            "help (with|at home|around)", "childcare", "child care", "pets", "night's sleep", "(sleep|rest) well", "good sleep", "household",
            "groceries", "stock (up|the)", "(shower|bath) (chair|stool|seat|bench)", "clear a path", "toilet seat", "handrail*", "grab bar*",
            "ground floor", "someone ... (stay|help|look)", "someone with you", "look after", "clutter", "days off", "waist height",
            "(arrange|plan|ask) .. help", "leave from work", "babysit*", "caregiver*", "freezer",
        ),
        words=("sleep", "dog", "cat", "rugs", "bedroom", "employer", "housework"),
        weak=("home", "house", "rest", "work"),
    ),
)

RECOVERY_TOPICS: tuple[Topic, ...] = (
    Topic("warning_signs", "Signs to report",
        strong=(
            f"(call|phone|ring|contact|see|consult|notify|inform|alert|telephone|tell|let) .. {_DOCTOR} ... (if|when|know|about|immediately|promptly|at once|right away|straight away|without delay|should)",
            f"(call|phone|ring|contact|notify|inform|alert) .. {_DOCTOR}",
            "(call|phone|come back) ... (at once|immediately|right away|straight away)", "(call|phone|come back|return) if",
            "seek .. (help|care|attention|medical|advice|treatment)", "get (medical|immediate|emergency|help|urgent)",
            "(need|needs|require|requires) (urgent|immediate|medical|emergency|prompt)", "medical (help|attention|advice)", "emergency", "911",
            "warning sign*", "sign* of (infection|bleeding|a clot|complication|reaction|trouble)*",
            "report (any|a|an|all|new|spreading|shortness|fever|redness|bleeding|pain|numbness|swelling|sudden|severe|increas|worsen|unusual|persistent|signs|symptoms|problems|changes|side effects|chest|if|these|trouble|fainting|heavy|vomiting|dizziness)*",
            "(be|is|are) reported", "watch for .. (signs|symptoms|infection|bleeding|redness|swelling|fever|rash)", "watch for", "look out for",
            "(monitor|check|inspect|look) ... for .. (signs|infection|bleeding)", "if you notice", "red flag*",
            "go to ... (nearest|emergency|er|hospital|urgent)", "(be|is) (checked|seen|examined|evaluated|looked at) by",
            "not .. (stop|improve|subside|settle|go away|get better)", "(last|lasts|persist|persists) (longer|more|beyond|for more)*", "urgent*",
            "promptly", "without delay",
            f"(increasing|increased|worsening|severe|sudden|excessive|persistent|heavy|spreading|new|unusual|uncontrolled|intense|prolonged|extreme) .. {_SYMPTOM}",
            "soak* through", "(fever|temperature) (over|above|of|higher|or|and|greater)", "fever", "chills", "pus", "foul smell*", "bad smell*",
            "chest pain", "shortness of breath", "(trouble|difficulty) (breathing|swallowing|urinating|speaking|passing)",
            "(unable|inability) to (pass|urinate|breathe|swallow|move|feel|eat|drink|walk|keep|bear)",
            "cannot (pass|urinate|breathe|swallow|move|feel)", "(turns|turn|becomes|become|gets|get) (red|hot|blue|numb|pale|cold)", "breathless*",
            "racing heart*", "short of breath", "leak* fluid", "fluid ... leak*", "loss of (vision|feeling|sensation|consciousness|sight)",
        ),
        words=(
            "infection*", "faint", "fainting", "confusion", "vomiting", "complication*", "leak", "leaks", "leaking", "blood in",
            "redness ... discharge",
        ),
        weak=("bleeding", "rash", "report*"),
    ),
    Topic("driving", "Driving and the way home",
        strong=(
            "(not|cannot|never|can|may|should|to) drive", "(no|avoid) driving", "driving (is|can|may|should|until|after|again)",
            "driv* .. (home|you|yourself)", "drive until", "ride home", "lift home", "(take|takes|taking|brings) (you|them|the patient) home",
            "(operate|operating|use|using) .. (machine|machinery|machines|vehicle|vehicles)", "behind the wheel", "escort*", "taxi",
        ),
        words=("driv*", "car", "vehicle*", "transport*"),
    ),
    Topic("follow_up", "Visits afterwards",
        strong=(
            "follow up*", "followup*", "check up*",
            "(next|second|third|first|later|return|further|regular|another|review|control) (visit|appointment|check|session|consultation)*",
            "(several|more|additional|further|repeat|regular) .. (sessions|visits|appointments|treatments|imaging|scan|scans|x rays|x ray|test|tests)",
            "(come|go|return) ... (check|visit|appointment|to the clinic|review)", "(come|comes) back for",
            "(stitch|suture|staple|clip)* ... (removed|taken out|come out)", "(removal|remove|removing) .. (stitches|sutures|staples)",
            "(result|finding)* ... (available|ready|discussed|sent|explained|reviewed|shared)",
            "(doctor|surgeon|physician|provider|dentist) ... (review|discuss|explain)* ... (result|finding|report)*", "we see you",
            "(see|sees) (you|the patient) again", f"see (the|your) {_DOCTOR} again",
            "(appointment|visit)* ... (planned|scheduled|arranged|needed|necessary|made)", f"repeat* {_PROCEDURE}",
            f"(call|phone|contact|see) .. {_DOCTOR} ... (schedule|arrange|book|appointment|removal|removed)", "(blood|lab) (test|work)*",
            "(histology|pathology|biopsy|laboratory|lab) (result|report|take|finding)*", "checked every .. (month|months|weeks|year|years)",
            "(clips|stitches|sutures|staples|cast|tube|stent) .. removed", "every .. (months|year|years)", "annual*", "yearly",
            "(further|another|additional|more) (injection|treatment|dose|procedure|surgery|operation|infusion|therapy)*",
            "(second|next|booster) dose", "(weekly|monthly) intervals", "booster*", "periodic .. (adjust|check|visit|scan)*",
        ),
        words=(
            "appointment*", "visits", "checks", "a check", "checked", "report is", "result", "results", "findings", "sessions", "plan the", "x ray*",
            "scan", "scans", "ultrasound*", "mri", "imaging", "test", "tests", "histology", "pathology", "laboratory", "biopsy", "adjusted at",
            "visit after", "outcome", "(telephone|phone|call) you",
        ),
        weak=("a visit", "clinic", "review*", "schedul*"),
    ),
    Topic("observation", "Watching over the patient afterwards",
        strong=(
            "observ*", "monitored", "monitoring", "recovery (room|area|unit|ward)", "post anesthesia", "vital sign*", "hospital stay", "overnight",
            "(stay|stays|remain|remains) .. (hospital|clinic|unit|ward|room|for #|under|until|overnight)", "stay (for|in|at|until)",
            "(adult|someone|relative|friend|partner) ... (stay|stays|remain|with you)", "(stay|stays) with you", "watched", "kept (for|in|under|at)",
            "(moved|taken|transferred|brought) to the", "(nurse|nurses|team|staff) .. (check|watch|look|observe)*",
            "checked (every|regularly|often|until|before|several)", "intensive care",
            "(go|goes|going|went|return|sent|leave for) home", "leave (shortly|soon|right|straight|after)",
            "leave the (hospital|clinic|unit|office|building)", "discharged", "discharge (home|from|the same|is|on|after)", "in the hospital",
            "(wakes|wake|woken|waking) up", "(fully|wide) awake", "(night|nights|days) in .. (hospital|clinic|ward|unit)", "tracked",
        ),
        words=("monitor*", "hospital*", "ward", "awake", "(are|is|fully) alert", "pulse", "same day discharge"),
        weak=("watch*", "blood pressure", "discharge", "nurse", "nurses", "stay", "stays"),
    ),
    Topic("pain_management", "Pain and what helps",
        strong=(
            "pain (relie|medic|kill|tablet|pill|control|manag|drug)*", "for pain",
            "(is|be|are|feel|feels|becomes|get) (sore|tender|painful|achy|swollen)", "(is|be|are|feel|feels) .. (sore|tender|painful|achy|swollen)",
            "painkiller*", "pain is", "ice", "icing", "(cold|warm|cool|ice|heat) (pack|compress|pad)*", "acetaminophen", "ibuprofen", "paracetamol",
            "analges*", "(ease|eases|relieve|relieves|reduce|reduces|treat) .. (pain|discomfort|soreness|cramp|swelling|ache)*",
        ),
        words=(
            "pain*", "sore*", "discomfort", "swelling", "swollen", "tender*", "cramp*", "ach(e|es|ing|y)", "headache*", "hurt*", "compress",
            "compresses", "heat", "hot water bottle", "warmth",
        ),
    ),
    Topic("wound_care", "Care of the wound or site",
        strong=(
            "keep ... (clean|dry|covered)", "(salt|saline) (water|rinse|solution)*",
            "(remove|change|leave|replace|take off) .. (dressing|dressings|bandage|bandages|gauze|tape|plaster|patch|cover|wrap)",
            "(dressing|bandage|gauze|plaster|tape)* .. (stay|stays|removed|changed|on|taken off)",
            "(not|no|avoid) .. (pick|picking|scratch|scratching|peel|peeling)", "(from|to|in) the sun", "sun exposure", "sunlight", "sunscreen",
            "petroleum jelly", "away from the .. (wound|skin|incision|site|eye|area)", "healing (skin|wound|area)", "surgical (boot|shoe)",
            "(change|empty|replace) .. (pad|bag|pouch|drain)",
        ),
        words=(
            "wound*", "dressing*", "bandage*", "incision*", "suture*", "stitch*", "staples", "site", "sites", "gauze", "scab", "scabs", "scar",
            "scars", "cast", "stoma", "ostomy", "pouch", "splint*", "sling", "brace", "drain", "drains", "strips", "steri strip*", "glue",
            "scratch*", "garment*", "stocking*", "sun", "soap", "moistur*", "stump", "oral hygiene", "gargl*", "mouthwash", "treated (area|skin)",
            "catheter", "blister*", "plaster*", "tape", "the cut", "wrap",
        ),
        weak=("dry", "clean*", "cover*", "rinse*"),
    ),
    Topic("bathing", "Washing and water",
        strong=(
            "keep ... dry ... (shower|showers|showering|bath|bathing)", "shower*", "swim*", "hot tub*", "hot bath*", "(bath|tub|sponge) bath*",
            "(wash|washing) .. hair", "soak in*", "sauna*",
        ),
        words=("bath", "baths", "bathe", "bathing", "bathtub*", "soak", "soaking", "pool", "pools", "steam room*", "wet", "wetting"),
        weak=("wash*",),
    ),
    Topic("medication", "Medicines afterwards",
        strong=(
            "(antibiotic|eye|ear|healing|steroid) drop*", "antibiotic*",
            "(resume|restart|continue|keep taking|finish|take) .. (medication|medications|medicine|medicines|antibiotics|tablets|pills|thinner|thinners)",
            "softener*", "blood thin*", "anticoagula*", "prescribed",
        ),
        words=(
            "medication*", "medicine*", "prescri*", "drops", "drug*", "dose", "doses", "tablet*", "pill", "pills", "nasal spray*", "hormone*",
            "ointment*", "laxative*", "insulin", "steroid*", "inhaler*", "aspirin", "supplement*", "vitamin*", "cream*", "immunosuppress*",
            "heparin", "capsules", "suppositor*", "spray*", "gel", "inject", "diuretic*",
        ),
        weak=("injections", "injection"),
    ),
    Topic("return_to_work", "Work, school and normal life",
        strong=(
            "(return|returning|back|returned) .. (to|at) .. (work|school|job|jobs|office|college|duty|nursery|daycare|class|classes|kindergarten)",
            "off (work|school)", "time off", "(office|desk|manual|physical|light|heavy) (work|job|jobs|labor|labour|duty|duties)",
        ),
        words=("work", "school", "job", "jobs", "workers", "kindergarten", "office", "routine*", "daycare", "normal life", "everyday life"),
    ),
    Topic("activity", "Exercise, lifting and movement",
        strong=(
            "(normal|usual|daily|regular|everyday|strenuous|physical|vigorous|full) .. activit*",
            "(strenuous|vigorous|heavy|light) (exercise|exertion|lifting|walking|movement|activity)",
            "lift* .. (anything|heavy|more|the|objects|weights)", "(physical|occupational|exercise) therap*", "physiotherap*", "rehabilit*",
            "range of motion",
        ),
        words=(
            "activit*", "active", "exercis*", "lift*", "strenuous", "sport*", "walk*", "rehab", "weight bearing", "full weight", "run", "running",
            "jog*", "bend*", "twist*", "move", "moving", "movement*", "mobil*", "crutch*", "exert*", "sex*", "intercourse", "gym", "stretch*",
            "play*", "kneel*", "lean*", "climb*", "stairs", "practi(s|c)e*", "training", "yoga", "cycling", "bicycl*", "biking", "tennis", "golf*",
            "ski", "skiing", "football", "soccer", "basketball", "danc*", "hik*", "squeez*", "wiggl*", "flex", "flexing", "push*", "pull*", "carry*",
            "overhead", "vacuum*", "housework", "gardening", "chores", "get up", "out of bed", "sitting", "posture", "positions", "grip*",
            "straining", "(or|not|avoid) strain*", "stand", "standing", "squat*", "travel*", "fly*",
        ),
        weak=("weight*", "heavy", "therap*"),
    ),
    Topic("rest", "Resting",
        strong=(
            "(stay|remain) at home", "(stay|remain) in bed", "(stay|remain) off your feet",
            "rest (for|at|in|with|the|your|lying|quietly|on|until|today|is|and|as|after)", "bed rest", "take it easy", "elevat*",
            "(raised|propped|prop)", "keep ... (still|straight|flat|elevated)", "above .. heart", "(feet|legs|leg|arm) up", "cushion*",
            "(lie|lying|lies) .. (down|flat|still|back|quietly)", "sleep* (on|with|in|propped)",
        ),
        words=("rest", "resting", "rests", "sleep*", "lie", "lying", "relax*", "nap", "naps", "quiet*", "tired*", "fatigue"),
    ),
    Topic("hydration", "Drinking enough",
        strong=(
            "drink* (plenty|enough|lots|a lot|extra|more|two|three|four|six|eight|#)",
            "drink* .. (water|fluid|fluids|liter|liters|litres|glass|glasses)", "(plenty|lots) of (water|fluid|fluids|liquid|liquids)",
            "(liters|litres|quarts|cups) of .. (water|fluid|fluids|liquid|liquids)", "hydrat*",
            "(increase|extra|more|enough) .. (fluid|fluids|water)", "fluid intake",
        ),
        words=("drink", "drinking", "fluids"),
        weak=("water",),
    ),
    Topic("diet", "What to eat",
        strong=(
            "drink* .. (alcohol|coffee|tea|wine|beer)", "(hot|cold|alcoholic|fizzy|carbonated) (drink|beverage)*",
            "(soft|light|solid|spicy|crunchy|hard|hot|cool|bland|normal|regular) .. (food|foods|diet|meal|meals)", "alcohol*",
            "(clear|full) liquid*", "diet", "diets", "fiber", "fibre", "ice (cream|chips)",
        ),
        words=(
            "eat*", "food*", "meal*", "chew*", "coffee", "tea", "wine", "caffein*", "snack*", "breakfast", "straw", "straws", "nutrition*",
            "swallow*", "protein", "broth", "solids",
        ),
    ),
    Topic("time", "How long recovery takes",
        strong=(
            "recovery .. (take|takes|time|period|may|is|can|usually|varies|within|of)", "recovery time",
            "(heal|heals|healed|healing) .. (take|takes|within|in|may|usually|time)", "(wear|wears|worn) off (after|within|in)",
            "(fade|fades|disappear|disappears|resolve|resolves|subside|subsides|settle|settles|improve|improves|clear|clears) .. (within|in|after|over|by)",
            "(go|goes|gone) (away|down) .. (within|in|after|over|by)",
            "downtime", "(visible|noticeable|apparent|seen|appear|appears|felt) .. (after|within|in)",
            "takes ... (day|days|week|weeks|month|months|hour|hours)", "(may|can|will) take .. (days|weeks|months|hours)",
            "(may|can|will) take (up to|about|around|from|between|several|longer|time|some time|anywhere|at least|a few|a week|a month|a year)",
            "(no|little) recovery", "recover* (fully|completely|quickly|from|within|in)",
        ),
        words=(
            "recover*", "heal", "heals", "healed", "healing", "fade*", "duration", "wears off", "lasts", "lasting", "(may|can|will) last",
            "persist*",
        ),
        weak=(
            "gradual*", "within .. (day|week|month|hour|minute)*", "immediate*",
            "(few|several|couple of|some|#|one|two|three|four|six) (day|week|month|hour)*",
        ),
    ),
)
