"""Places where procedures are done: the closed list, the CMS place-of-service codes, and how pages print each place.

Words are lower-case singulars without articles, in American spelling; each belongs to one key. An `X clinic` or
`X office` without a key of its own is an outpatient clinic or a physician's office: pages use them for any specialty.
"""

from typing import NamedTuple


class Setting(NamedTuple):
    """One place: its key, its two-digit CMS place-of-service code where one fits, its meaning, and its words."""

    key: str
    place_of_service: str | None
    description: str
    words: tuple[str, ...]


SETTINGS: tuple[Setting, ...] = (
    Setting("outpatient_clinic", None, "Clinic or department for patients who go home the same day", (
        "outpatient clinic", "clinic", "outpatient", "outpatient setting", "outpatient facility", "outpatient center",
        "outpatient department", "outpatient medical facility", "clinic setting", "outpatient clinical setting",
        "outpatient clinic setting", "hospital outpatient clinic", "hospital's outpatient clinic",
        "hospital outpatient department", "hospital outpatient setting", "hospital outpatient facility",
        "hospital clinic", "hospital-based clinic", "specialty clinic", "specialist clinic", "medical clinic",
        "health clinic", "healthcare clinic", "ambulatory clinic", "ambulatory setting", "ambulatory care setting",
        "ambulatory care center", "ambulatory care clinic", "pain clinic", "pain management clinic", "eye clinic",
        "ophthalmology clinic", "dermatology clinic", "orthopedic clinic", "pulmonology clinic", "travel clinic",
        "wound care clinic", "wound clinic", "outpatient physical therapy clinic", "primary care clinic",
        "family medicine clinic", "polyclinic", "outpatient surgical clinic", "outpatient procedure clinic",
        "day clinic", "vaccination clinic")),
    Setting("independent_clinic", "49", "Clinic that belongs to no hospital and no physician's office", (
        "independent clinic", "freestanding clinic", "free-standing clinic", "stand-alone clinic", "standalone clinic",
        "independent outpatient clinic")),
    Setting("physician_office", "11", "Office of a physician or another practitioner", (
        "physician office", "office", "office setting", "office-based setting", "doctor's office", "physician's office",
        "medical office", "medical office setting", "primary care office", "primary care physician's office",
        "primary care provider's office", "primary care setting", "primary care practice", "family practice",
        "general practice", "group practice", "provider's office", "healthcare provider's office",
        "practitioner's office", "specialist's office", "specialty office", "clinician's office",
        "family doctor's office", "family physician's office", "private practice", "medical practice",
        "physician practice", "pediatrician's office", "dermatologist's office", "urologist's office",
        "cardiologist's office", "optometrist's office", "ophthalmologist's office", "eye doctor's office",
        "podiatrist's office", "gynecologist's office", "surgeon's office", "allergist's office",
        "sports medicine office", "in-office setting", "consulting room", "consultation room", "doctor's surgery",
        "gp surgery")),
    Setting("exam_room", None, "Room in which a patient is examined", (
        "exam room", "examination room", "examining room", "medical exam room", "clinic exam room",
        "clinic examination room", "office exam room", "outpatient exam room", "evaluation room")),
    Setting("procedure_room", None, "Room for small procedures outside the operating room", (
        "procedure room", "procedural room", "treatment room", "minor procedure room", "office procedure room",
        "procedure suite", "procedural suite", "outpatient procedure room", "clinic procedure room",
        "special procedure room", "minor surgery room", "injection room", "clean procedure room")),
    Setting("dental_office", "11", "Dentist's or orthodontist's office", (
        "dental office", "dentist's office", "dental clinic", "dental practice", "dental office setting",
        "dental setting", "dental surgery", "dental suite", "dental facility", "dental chair", "dental operatory",
        "orthodontist's office", "orthodontic office", "orthodontic clinic", "oral surgeon's office",
        "oral surgery office", "oral surgery clinic", "oral surgery center", "periodontist's office",
        "endodontist's office", "pediatric dental office")),
    Setting("chiropractic_office", "11", "Chiropractor's office", (
        "chiropractic office", "chiropractor's office", "chiropractic clinic", "chiropractic practice",
        "chiropractic center")),
    Setting("therapist_office", "11", "Office of a psychotherapist, psychologist or counselor", (
        "therapist office", "therapist's office", "psychologist's office", "psychiatrist's office",
        "counselor's office", "psychotherapist's office", "counseling office", "therapy office", "mental health office",
        "counseling center")),
    Setting("hospital", None, "Hospital, where the page does not say which part of it", (
        "hospital", "hospital setting", "medical center", "hospital facility", "general hospital",
        "acute care hospital", "acute care facility", "acute care setting", "community hospital", "teaching hospital",
        "university hospital", "university medical center", "academic medical center", "academic hospital",
        "regional hospital", "tertiary care center", "tertiary care hospital", "tertiary care facility",
        "hospital environment", "children's hospital", "pediatric hospital", "specialty hospital", "surgical hospital",
        "trauma center")),
    Setting("hospital_department", None, "Department of a hospital that has no key of its own", (
        "hospital department", "cardiology department", "hospital cardiology department", "neurology department",
        "urology department", "gastroenterology department", "dermatology department", "ophthalmology department",
        "orthopedic department", "gynecology department", "pulmonology department", "pediatric department",
        "otolaryngology department", "hematology department", "obstetrics and gynecology department")),
    Setting("outpatient_hospital", "22", "Hospital treatment of patients who are not admitted", (
        "outpatient hospital", "outpatient hospital setting", "outpatient hospital facility",
        "on-campus outpatient hospital", "outpatient hospital unit", "hospital outpatient unit", "day hospital",
        "hospital day unit", "provider-based department", "hospital observation unit", "observation unit")),
    Setting("off_campus_outpatient_hospital", "19", "Outpatient department of a hospital away from its campus", (
        "off campus outpatient hospital", "off-campus hospital department", "off-campus outpatient department",
        "off-campus hospital clinic", "off-campus provider-based department")),
    Setting("inpatient_ward", "21", "Ward of a hospital for admitted patients", (
        "inpatient ward", "inpatient", "hospital ward", "ward", "inpatient setting", "surgical ward", "medical ward",
        "inpatient hospital", "inpatient hospital setting", "hospital inpatient setting", "inpatient unit",
        "hospital inpatient unit", "hospital inpatient ward", "inpatient facility", "inpatient department",
        "inpatient room", "hospital room", "patient room", "hospital bedside", "bedside", "patient's bedside",
        "hospital floor", "surgical unit", "medical-surgical unit", "telemetry unit", "step-down unit", "stroke unit",
        "cardiac unit", "burn unit", "transplant unit", "oncology ward", "oncology unit", "maternity ward",
        "pediatric ward", "pediatric unit")),
    Setting("intensive_care_unit", "21", "Unit for patients who need constant care", (
        "intensive care unit", "icu", "intensive care", "critical care unit", "critical care setting",
        "critical care area", "intensive care setting", "intensive therapy unit", "coronary care unit",
        "cardiac intensive care unit", "cardiac care unit", "surgical intensive care unit",
        "medical intensive care unit", "pediatric intensive care unit", "picu", "ccu", "sicu", "micu",
        "neurological intensive care unit")),
    Setting("neonatal_intensive_care_unit", "21", "Intensive care unit for newborns", (
        "neonatal intensive care unit", "nicu", "neonatal unit", "newborn intensive care unit", "special care nursery",
        "newborn nursery", "nursery")),
    Setting("labor_and_delivery_unit", "21", "Hospital unit for births", (
        "labor and delivery unit", "labor and delivery suite", "labor and delivery room", "labor and delivery ward",
        "labor and delivery", "labor ward", "labor unit", "labor room", "labor and delivery department",
        "delivery room", "delivery suite", "maternity unit", "obstetric unit", "obstetric suite")),
    Setting("emergency_department", "23", "Emergency department of a hospital", (
        "emergency department", "emergency room", "hospital emergency department", "hospital emergency room", "er",
        "emergency ward", "emergency unit", "emergency facility", "emergency care setting",
        "emergency department setting", "emergency setting", "emergency care facility", "emergency center",
        "accident and emergency department", "casualty department", "trauma bay", "trauma unit",
        "freestanding emergency department")),
    Setting("operating_room", None, "Room for operations", (
        "operating room", "operating suite", "operating theater", "hospital operating room",
        "hospital operating theater", "surgical suite", "surgery suite", "surgical theater", "surgical room",
        "operation theater", "hospital surgical suite", "operating room setting", "outpatient operating room",
        "hybrid operating room", "hybrid operating suite", "ambulatory operating room", "surgery room",
        "surgical setting", "sterile operating room", "hospital surgical department", "surgical department",
        "surgery department")),
    Setting("recovery_room", None, "Room in which patients wake up after anesthesia", (
        "recovery room", "recovery area", "post-anesthesia care unit", "pacu", "recovery unit", "recovery suite",
        "post-operative recovery room", "postoperative recovery area", "post-anesthesia recovery room",
        "post-procedure recovery area")),
    Setting("preoperative_area", None, "Area in which patients are made ready for an operation", (
        "preoperative area", "pre-operative area", "preoperative holding area", "pre-op area", "holding area",
        "preoperative unit", "preoperative clinic", "pre-admission testing center")),
    Setting("surgical_center", "24", "Center for operations without an overnight stay", (
        "surgical center", "ambulatory surgery center", "ambulatory surgical center", "outpatient surgery center",
        "outpatient surgical center", "asc", "day surgery center", "surgery center", "day surgery unit",
        "day surgery facility", "day surgery setting", "day surgery", "day case unit", "same-day surgery center",
        "same-day surgery unit", "ambulatory surgery facility", "ambulatory surgical facility",
        "ambulatory surgery unit", "ambulatory surgery setting", "ambulatory surgical setting",
        "outpatient surgical facility", "outpatient surgery facility", "outpatient surgery setting",
        "outpatient surgical setting", "outpatient surgery department", "outpatient surgery unit",
        "outpatient surgical suite", "freestanding surgical center", "surgical facility", "surgery facility",
        "surgical clinic", "surgicenter", "office-based surgical suite", "laser surgery center")),
    Setting("radiology_suite", None, "Rooms or department for imaging and image-guided procedures", (
        "radiology suite", "radiology department", "hospital radiology department", "fluoroscopy suite",
        "radiology unit", "radiology room", "hospital radiology suite", "hospital radiology unit",
        "hospital imaging department", "imaging department", "imaging suite", "imaging room", "imaging unit",
        "diagnostic radiology department", "diagnostic imaging department", "diagnostic imaging suite",
        "medical imaging department", "fluoroscopy room", "fluoroscopy unit", "x-ray room", "x-ray suite",
        "x-ray department", "mri suite", "mri room", "mri department", "ct suite", "ct room", "ct scan room",
        "ultrasound room", "ultrasound suite", "ultrasound department", "hospital imaging suite", "scanner room")),
    Setting("interventional_radiology_suite", None, "Rooms for procedures inside the body led by imaging", (
        "interventional radiology suite", "interventional radiology department", "interventional radiology unit",
        "interventional radiology room", "interventional radiology laboratory", "interventional suite",
        "hospital interventional radiology suite", "hospital interventional radiology department", "ir suite",
        "angiography suite", "angiography room", "angiography laboratory", "vascular suite",
        "vascular interventional suite", "neurointerventional suite", "interventional radiology center")),
    Setting("imaging_center", None, "Center for imaging outside a hospital", (
        "imaging center", "diagnostic imaging center", "outpatient imaging center", "medical imaging center",
        "radiology center", "radiology clinic", "outpatient radiology center", "outpatient radiology clinic",
        "imaging facility", "diagnostic imaging facility", "outpatient imaging facility", "radiology facility",
        "imaging clinic", "diagnostic imaging clinic", "diagnostic radiology center", "mri center", "ct center",
        "x-ray clinic", "ultrasound clinic", "ultrasound center", "freestanding imaging center",
        "advanced imaging center", "bone density center", "pet imaging center")),
    Setting("breast_imaging_center", None, "Center or department for imaging of the breast", (
        "breast imaging center", "mammography center", "mammography suite", "mammography clinic",
        "mammography facility", "breast center", "breast clinic", "breast health center", "breast care center",
        "women's imaging center", "mammography unit")),
    Setting("nuclear_medicine_department", None, "Department for imaging and treatment with radioactive tracers", (
        "nuclear medicine department", "hospital nuclear medicine department", "nuclear medicine suite",
        "nuclear medicine unit", "nuclear medicine facility", "nuclear medicine center", "nuclear medicine clinic",
        "nuclear medicine laboratory", "nuclear imaging department", "nuclear imaging center",
        "nuclear cardiology laboratory", "pet center", "pet suite")),
    Setting("endoscopy_suite", None, "Rooms or center for endoscopy", (
        "endoscopy suite", "endoscopy center", "endoscopy unit", "endoscopy room", "endoscopy department",
        "endoscopy clinic", "endoscopy laboratory", "hospital endoscopy suite", "hospital endoscopy unit",
        "hospital endoscopy department", "outpatient endoscopy center", "outpatient endoscopy suite",
        "ambulatory endoscopy center", "gi suite", "gi laboratory", "gi lab", "gastroenterology suite",
        "gastrointestinal laboratory", "bronchoscopy suite", "cystoscopy suite")),
    Setting("catheterization_laboratory", None, "Laboratory for procedures on heart and vessels through a catheter", (
        "catheterization laboratory", "catheterization lab", "cardiac catheterization laboratory",
        "cardiac catheterization lab", "cath lab", "cardiac cath lab", "hospital catheterization laboratory",
        "hospital catheterization lab", "cardiac catheterization suite", "catheterization suite", "cardiac laboratory",
        "interventional cardiology suite", "interventional cardiology laboratory")),
    Setting("electrophysiology_laboratory", None, "Laboratory for the heart's rhythm", (
        "electrophysiology laboratory", "electrophysiology lab", "ep lab", "ep laboratory",
        "cardiac electrophysiology laboratory", "cardiac electrophysiology lab", "electrophysiology suite")),
    Setting("vascular_laboratory", None, "Laboratory for tests of blood vessels without cutting", (
        "vascular laboratory", "vascular lab", "noninvasive vascular laboratory", "non-invasive vascular laboratory",
        "vascular ultrasound laboratory", "vascular center")),
    Setting("cardiac_testing_laboratory", None, "Laboratory for tests of the heart such as echo and stress tests", (
        "cardiac testing laboratory", "cardiac testing lab", "echocardiography laboratory", "echocardiography lab",
        "echo lab", "stress testing laboratory", "stress lab", "cardiology laboratory", "cardiac diagnostic laboratory",
        "cardiac diagnostic center", "cardiac stress testing laboratory", "noninvasive cardiology laboratory")),
    Setting("heart_center", None, "Center for diseases of the heart", (
        "heart center", "cardiac center", "heart institute", "heart hospital", "cardiac care center",
        "cardiovascular center", "heart and vascular center", "cardiac surgery center")),
    Setting("pulmonary_function_laboratory", None, "Laboratory for breathing tests", (
        "pulmonary function laboratory", "pulmonary function lab", "pulmonary function testing laboratory",
        "pulmonary laboratory", "pulmonary lab", "pft lab", "respiratory laboratory", "lung function laboratory",
        "pulmonary function testing center", "respiratory therapy department")),
    Setting("neurophysiology_laboratory", None, "Laboratory for tests of brain, nerve and muscle activity", (
        "neurophysiology laboratory", "neurophysiology lab", "clinical neurophysiology laboratory", "eeg laboratory",
        "eeg lab", "emg laboratory", "emg lab", "neurodiagnostic laboratory", "neurodiagnostic lab",
        "neurophysiology department", "neurodiagnostic center", "epilepsy monitoring unit")),
    Setting("sleep_laboratory", None, "Laboratory or center for sleep studies", (
        "sleep laboratory", "sleep lab", "sleep center", "sleep clinic", "sleep study center", "sleep disorder center",
        "sleep medicine center", "sleep study laboratory", "sleep study lab", "sleep testing center",
        "sleep study facility", "sleep facility", "sleep disorder clinic", "sleep testing facility")),
    Setting("laboratory", None, "Laboratory that tests samples, where the page does not say whose", (
        "laboratory", "lab", "laboratory setting", "clinical laboratory", "clinical lab", "medical laboratory",
        "medical lab", "hospital laboratory", "hospital lab", "diagnostic laboratory", "diagnostic lab",
        "pathology laboratory", "pathology lab", "pathology department", "reference laboratory", "reference lab",
        "molecular laboratory", "molecular diagnostic laboratory", "genetic laboratory", "genetic testing laboratory",
        "genetic testing facility", "diagnostic laboratory setting", "research laboratory", "microbiology laboratory",
        "testing facility", "laboratory facility", "toxicology laboratory", "on-site laboratory")),
    Setting("independent_laboratory", "81", "Laboratory that belongs to no hospital or office", (
        "independent laboratory", "independent lab", "freestanding laboratory", "commercial laboratory",
        "outside laboratory", "outpatient laboratory", "outpatient lab", "private laboratory")),
    Setting("phlebotomy_center", None, "Place where blood is drawn for tests", (
        "phlebotomy center", "blood draw station", "blood draw center", "blood collection center", "phlebotomy station",
        "phlebotomy clinic", "patient service center", "specimen collection center", "sample collection site",
        "collection site", "collection center", "blood draw site")),
    Setting("diagnostic_center", None, "Center for tests of several kinds", (
        "diagnostic center", "outpatient diagnostic center", "medical diagnostic center", "diagnostic testing center",
        "diagnostic facility", "diagnostic clinic", "testing center", "outpatient diagnostic facility",
        "screening center", "diagnostic department")),
    Setting("testing_site", None, "Site set up for testing many people", (
        "testing site", "drive-through testing site", "drive-through site", "community testing site",
        "mobile testing site", "screening site", "public testing site")),
    Setting("mass_immunization_center", "60", "Site for vaccinating many people", (
        "mass immunization center", "mass vaccination site", "mass vaccination center", "vaccination center",
        "vaccination site", "immunization clinic", "immunization center", "flu clinic")),
    Setting("infusion_center", None, "Center for treatment through a vein", (
        "infusion center", "infusion clinic", "infusion suite", "infusion therapy center", "outpatient infusion center",
        "outpatient infusion clinic", "outpatient infusion suite", "hospital infusion center", "infusion unit",
        "hospital infusion unit", "ambulatory infusion center", "infusion facility", "infusion room",
        "outpatient infusion facility", "infusion department")),
    Setting("dialysis_center", "65", "Center for dialysis", (
        "dialysis center", "dialysis clinic", "dialysis unit", "dialysis facility", "hemodialysis center",
        "hemodialysis unit", "hemodialysis clinic", "outpatient dialysis center", "outpatient dialysis clinic",
        "outpatient dialysis facility", "hospital dialysis unit", "renal dialysis facility", "kidney dialysis center",
        "end-stage renal disease treatment facility", "dialysis suite")),
    Setting("cancer_center", None, "Center for the treatment of cancer", (
        "cancer center", "cancer treatment center", "oncology center", "oncology treatment center", "cancer clinic",
        "comprehensive cancer center", "cancer institute", "cancer hospital", "chemotherapy center",
        "chemotherapy suite", "chemotherapy unit", "chemotherapy clinic", "cancer care center",
        "cancer treatment facility", "outpatient oncology center", "oncology department",
        "hospital oncology department", "outpatient cancer center", "oncology facility")),
    Setting("radiation_oncology_center", None, "Center or department for radiation treatment", (
        "radiation oncology center", "radiation oncology department", "hospital radiation oncology department",
        "radiation therapy center", "radiation therapy department", "radiation therapy suite", "radiation center",
        "radiation treatment center", "radiotherapy department", "radiotherapy center", "radiation oncology suite",
        "radiation oncology clinic", "radiation therapy clinic", "radiation oncology facility",
        "radiation therapy facility", "radiation treatment room", "proton therapy center", "radiation oncology unit",
        "brachytherapy suite")),
    Setting("blood_bank", None, "Place where blood or blood cells are collected, kept or given", (
        "blood bank", "blood center", "blood donation center", "donation center", "transfusion center",
        "transfusion unit", "apheresis center", "apheresis unit", "transfusion service", "plasma center",
        "hospital blood bank", "tissue bank")),
    Setting("transplant_center", None, "Center for transplants", (
        "transplant center", "organ transplant center", "transplant hospital", "transplantation center",
        "bone marrow transplant center", "bone marrow transplant unit", "stem cell transplant center",
        "stem cell transplant unit", "cell therapy center", "hospital transplant center", "transplant clinic",
        "transplant facility")),
    Setting("wound_care_center", None, "Center for wounds that heal slowly", (
        "wound care center", "wound center", "wound healing center", "wound care facility", "wound treatment center",
        "outpatient wound care center", "hospital wound care center", "wound care department")),
    Setting("burn_center", None, "Center for the treatment of burns", (
        "burn center", "burn treatment center", "burn care center")),
    Setting("hyperbaric_center", None, "Center with a hyperbaric chamber", (
        "hyperbaric center", "hyperbaric medicine center", "hyperbaric oxygen therapy center", "hyperbaric chamber",
        "hyperbaric clinic", "hyperbaric facility", "hyperbaric unit", "hyperbaric medicine unit")),
    Setting("pain_management_center", None, "Center for the treatment of pain", (
        "pain management center", "pain center", "pain treatment center", "pain management facility",
        "pain management suite", "interventional pain center", "pain medicine center")),
    Setting("eye_center", None, "Center for eye care and eye operations", (
        "eye center", "eye care center", "eye surgery center", "ophthalmology center", "vision center", "eye hospital",
        "eye institute", "laser eye center", "eye care facility", "ophthalmic surgery center", "vision clinic",
        "eye care clinic", "ophthalmic center")),
    Setting("optical_shop", None, "Shop for glasses and contact lenses", (
        "optical shop", "optical store", "optician's shop", "eyewear store", "optician's office", "optical center",
        "optical dispensary", "eyeglass store", "optical retailer", "optical department", "optician's store",
        "optical clinic")),
    Setting("audiology_clinic", None, "Clinic for hearing and balance", (
        "audiology clinic", "audiology office", "audiologist's office", "audiology center", "audiology department",
        "audiology suite", "hearing clinic", "hearing center", "hearing aid clinic", "hearing aid center",
        "hearing healthcare center", "audiology practice", "sound booth", "soundproof booth", "audiology laboratory",
        "hearing aid dispenser's office", "hearing care clinic")),
    Setting("fertility_clinic", None, "Clinic for help with having children", (
        "fertility clinic", "fertility center", "infertility clinic", "ivf clinic", "ivf center", "ivf laboratory",
        "reproductive medicine clinic", "reproductive health clinic", "reproductive medicine center",
        "reproductive endocrinology clinic", "embryology laboratory", "sperm bank", "fertility treatment center",
        "fertility laboratory")),
    Setting("family_planning_clinic", None, "Clinic for contraception and sexual health", (
        "family planning clinic", "family planning center", "sexual health clinic", "women's health clinic",
        "women's health center", "planned parenthood clinic")),
    Setting("birthing_center", "25", "Center for births outside a hospital", (
        "birthing center", "birth center", "freestanding birth center", "maternity center", "birthing facility",
        "birthing suite", "birthing room")),
    Setting("specialized_center", None, "Center for a treatment that the page does not name further", (
        "specialized center", "specialized treatment center", "treatment center", "specialty center",
        "specialist center", "specialized medical center", "specialized facility", "specialty treatment center",
        "specialized medical facility", "specialized care center", "specialty care center", "specialized unit",
        "outpatient treatment center", "treatment facility", "specialty care facility", "specialty medical center",
        "center of excellence", "specialized healthcare facility")),
    Setting("healthcare_facility", None, "Health care facility that the page does not name further", (
        "healthcare facility", "medical facility", "healthcare setting", "medical setting", "health facility",
        "healthcare center", "health center", "clinical facility", "care facility", "healthcare institution",
        "healthcare environment", "clinical environment", "clinical setting", "healthcare site",
        "medical institution")),
    Setting("physical_therapy_clinic", None, "Clinic for physical, occupational or hand therapy", (
        "physical therapy clinic", "physical therapy center", "physical therapy office", "physical therapy department",
        "physical therapy practice", "physical therapy facility", "physiotherapy clinic", "physiotherapy department",
        "occupational therapy clinic", "occupational therapy department", "hand therapy center", "hand therapy clinic",
        "physical therapist's office", "therapy clinic", "therapy center", "physical therapy gym", "therapy gym",
        "therapy room")),
    Setting("speech_therapy_clinic", None, "Clinic for speech, language and swallowing", (
        "speech therapy clinic", "speech clinic", "speech therapy office", "speech therapist's office",
        "speech-language pathology clinic", "speech and language clinic", "speech pathology department",
        "speech therapy center", "swallowing clinic")),
    Setting("rehabilitation_center", None, "Center for rehabilitation, with or without a stay", (
        "rehabilitation center", "rehabilitation clinic", "rehabilitation facility", "rehab center", "rehab facility",
        "rehab clinic", "rehabilitation unit", "rehabilitation department", "hospital rehabilitation department",
        "rehabilitation setting", "cardiac rehabilitation center", "pulmonary rehabilitation center",
        "cardiac rehabilitation facility", "rehabilitation gym", "physical rehabilitation center")),
    Setting("inpatient_rehabilitation_facility", "61", "Facility for rehabilitation with a stay", (
        "inpatient rehabilitation facility", "inpatient rehabilitation center", "rehabilitation hospital",
        "inpatient rehabilitation unit", "inpatient rehabilitation hospital", "inpatient rehab facility",
        "acute rehabilitation facility", "comprehensive inpatient rehabilitation facility")),
    Setting("outpatient_rehabilitation_center", None, "Facility for rehabilitation without a stay", (
        "outpatient rehabilitation center", "outpatient rehabilitation facility", "outpatient rehabilitation clinic",
        "outpatient rehab center", "outpatient rehab clinic", "outpatient rehab facility", "outpatient therapy clinic",
        "outpatient therapy center")),
    Setting("comprehensive_outpatient_rehabilitation_facility", "62", "Facility certified for rehabilitation by day", (
        "comprehensive outpatient rehabilitation facility", "comprehensive outpatient rehabilitation center", "corf")),
    Setting("orthotic_and_prosthetic_clinic", None, "Place where braces and artificial limbs are made and fitted", (
        "orthotic and prosthetic clinic", "orthotic clinic", "prosthetic clinic", "orthotic and prosthetic facility",
        "orthotist's office", "prosthetist's office", "orthotic and prosthetic office", "prosthetic facility",
        "orthotic facility", "orthotic laboratory", "prosthetic laboratory", "orthotic office", "prosthetic center",
        "orthotic center", "amputee clinic")),
    Setting("skilled_nursing_facility", "31", "Facility for skilled nursing after a hospital stay", (
        "skilled nursing facility", "snf", "skilled nursing home", "skilled care facility", "skilled nursing center",
        "skilled nursing unit", "post-acute care facility", "subacute care facility", "transitional care unit")),
    Setting("nursing_home", "32", "Home with long-term nursing", (
        "nursing home", "nursing facility", "long-term care facility", "long-term care setting", "long-term care home",
        "convalescent home", "care home", "nursing care facility", "extended care facility", "long-term care center",
        "aged care facility", "nursing home setting")),
    Setting("long_term_acute_care_hospital", "21", "Hospital for long stays of severely ill patients", (
        "long term acute care hospital", "ltac", "ltach", "long-term acute care facility", "long-term care hospital")),
    Setting("assisted_living_facility", "13", "Home with help in daily life", (
        "assisted living facility", "assisted living", "assisted living center", "assisted living community",
        "assisted living residence", "senior living facility", "residential care facility", "residential care home",
        "senior living community", "retirement community", "retirement home", "memory care facility", "care residence",
        "assisted living home")),
    Setting("custodial_care_facility", "33", "Facility with room, board and personal help", (
        "custodial care facility", "custodial care setting", "board and care home", "adult care home",
        "adult foster home")),
    Setting("group_home", "14", "Shared home with supervision", (
        "group home", "residential group home", "foster home", "supported living home", "group residence")),
    Setting("intermediate_care_facility", "54", "Facility for people with intellectual disabilities", (
        "intermediate care facility", "intermediate care home", "developmental center",
        "developmental disability center")),
    Setting("adult_day_center", None, "Center for adults by day", (
        "adult day center", "adult day care center", "adult day care", "adult day health center", "adult day program",
        "adult day care facility", "adult day service center", "day program")),
    Setting("hospice", "34", "Care at the end of life", (
        "hospice", "hospice facility", "hospice center", "hospice setting", "hospice care facility", "hospice unit",
        "hospice house", "inpatient hospice", "palliative care unit", "palliative care center", "hospice care setting",
        "palliative care facility")),
    Setting("home", "12", "Where the patient lives", (
        "home", "patient's home", "at home", "home setting", "home environment", "home care setting", "home care",
        "home health setting", "in-home setting", "in-home", "patient's own home", "patient's residence", "residence",
        "private residence", "private home", "patient's house", "home healthcare setting", "home healthcare",
        "client's home", "own home", "home use", "user's home", "family home", "residential setting",
        "beneficiary's home", "member's home", "child's home", "caregiver's home")),
    Setting("homeless_shelter", "04", "Shelter for people without a home", (
        "homeless shelter", "shelter", "emergency shelter", "temporary housing shelter")),
    Setting("temporary_lodging", "16", "Hotel, camp or another place to stay for a short time", (
        "temporary lodging", "hotel", "hostel", "hotel room", "campground", "cruise ship", "lodging facility")),
    Setting("ambulance", "41", "Ambulance on land", (
        "ambulance", "ground ambulance", "land ambulance", "ambulance vehicle", "emergency vehicle",
        "ambulance transport", "emergency medical vehicle", "medical transport vehicle")),
    Setting("air_ambulance", "42", "Ambulance in the air or on water", (
        "air ambulance", "medical helicopter", "helicopter", "rotary-wing aircraft", "fixed-wing aircraft",
        "helicopter ambulance", "medical aircraft", "aircraft", "water ambulance", "fixed-wing air ambulance",
        "rotary-wing air ambulance")),
    Setting("transport_vehicle", None, "Vehicle that takes patients who are not emergencies", (
        "transport vehicle", "wheelchair van", "patient transport vehicle", "non-emergency medical transport vehicle",
        "medical transport van", "passenger vehicle", "stretcher van", "transportation vehicle", "vehicle", "taxi")),
    Setting("emergency_scene", None, "Place of an accident or emergency", (
        "emergency scene", "accident scene", "pre-hospital setting", "prehospital setting", "accident site",
        "field setting", "on-site emergency location", "emergency site", "pre-hospital environment")),
    Setting("mobile_unit", "15", "Vehicle fitted out for tests or treatment", (
        "mobile unit", "mobile clinic", "mobile health unit", "mobile health clinic", "mobile medical unit",
        "mobile imaging unit", "mobile screening unit", "mobile van", "mobile mammography unit", "mobile laboratory",
        "mobile medical clinic", "mobile dental unit", "mobile diagnostic unit", "mobile x-ray unit")),
    Setting("urgent_care_center", "20", "Center for urgent care without an appointment", (
        "urgent care center", "urgent care clinic", "urgent care facility", "urgent care", "urgent care setting",
        "immediate care center", "walk-in clinic", "walk-in center", "minor injury unit", "urgent treatment center",
        "walk-in urgent care clinic", "urgent care office")),
    Setting("retail_clinic", "17", "Clinic in a shop or pharmacy", (
        "retail clinic", "retail health clinic", "walk-in retail clinic", "walk-in retail health clinic",
        "pharmacy clinic", "in-store clinic", "convenient care clinic", "store-based clinic", "minute clinic")),
    Setting("pharmacy", "01", "Place where medicines are dispensed", (
        "pharmacy", "retail pharmacy", "community pharmacy", "hospital pharmacy", "local pharmacy", "drugstore",
        "drug store", "outpatient pharmacy", "specialty pharmacy", "compounding pharmacy", "pharmacy setting",
        "mail-order pharmacy", "chemist's shop")),
    Setting("medical_supply_store", None, "Shop or supplier of medical devices and supplies", (
        "medical supply store", "medical equipment supplier", "durable medical equipment supplier", "dme supplier",
        "medical supply company", "medical equipment store", "durable medical equipment store", "medical supplier",
        "medical supply shop", "home medical equipment supplier", "shoe store", "mastectomy boutique",
        "medical supply facility", "dme store")),
    Setting("telehealth", None, "By telephone or video, without a visit", (
        "telehealth", "telemedicine", "telehealth setting", "telehealth visit", "virtual visit", "video visit",
        "telehealth platform", "telemedicine platform", "virtual setting", "remote setting", "online", "virtually",
        "remotely", "video call", "telephone", "phone", "online platform", "virtual platform", "telephone call",
        "phone call", "video conference", "virtual consultation", "telehealth session", "remote monitoring center",
        "virtual care setting")),
    Setting("school", "03", "School, college or kindergarten", (
        "school", "school setting", "school-based clinic", "school-based health center", "school clinic",
        "school nurse's office", "educational setting", "educational facility", "school health center", "classroom",
        "preschool", "university health center", "student health center", "college health center",
        "special education setting", "early intervention center", "school health clinic")),
    Setting("child_care_center", None, "Place where small children are looked after", (
        "child care center", "daycare", "daycare center", "day care", "day care center", "childcare facility",
        "daycare setting", "child's daycare")),
    Setting("workplace", "18", "Place of work", (
        "workplace", "worksite", "work site", "work setting", "place of employment", "workplace clinic",
        "employee health clinic", "occupational health clinic", "occupational health center", "workplace setting",
        "job site", "occupational health department", "corporate setting", "company clinic", "work environment",
        "occupational medicine clinic")),
    Setting("community_setting", None, "Place in the community that is no health care facility", (
        "community setting", "community center", "community facility", "community-based setting", "community location",
        "community environment", "community venue", "community", "church", "library", "community site", "senior center",
        "public place", "community program", "community-based program", "recreational facility")),
    Setting("fitness_center", None, "Gym, pool or other place for exercise", (
        "fitness center", "gym", "gymnasium", "health club", "exercise facility", "wellness center", "swimming pool",
        "therapy pool", "pool", "fitness facility", "wellness clinic", "yoga studio", "exercise studio")),
    Setting("outreach_site", "27", "Street or other place where people without a home are treated", (
        "outreach site", "street outreach site", "street medicine setting", "street", "outreach location",
        "outreach clinic")),
    Setting("medical_spa", None, "Spa with medical treatments of skin and looks", (
        "medical spa", "med spa", "medspa", "cosmetic clinic", "aesthetic clinic", "cosmetic center", "laser clinic",
        "cosmetic surgery center", "aesthetic center", "laser center", "aesthetic medicine clinic", "skin care clinic",
        "cosmetic surgery clinic")),
    Setting("acupuncture_clinic", None, "Clinic for acupuncture and other complementary treatment", (
        "acupuncture clinic", "acupuncture office", "acupuncturist's office", "integrative medicine clinic",
        "alternative medicine clinic", "holistic health center", "integrative medicine center", "naturopathic clinic",
        "complementary medicine clinic", "massage therapy clinic", "holistic clinic")),
    Setting("federally_qualified_health_center", "50", "Health center with federal funds for underserved people", (
        "federally qualified health center", "fqhc", "federally qualified clinic")),
    Setting("community_health_center", None, "Health center for people with little access to care", (
        "community health center", "community clinic", "community health clinic", "neighborhood health center",
        "community-based clinic", "community healthcare center", "community health facility", "free clinic",
        "community-based health center")),
    Setting("public_health_clinic", "71", "Clinic of a public health department", (
        "public health clinic", "public health department", "health department", "health department clinic",
        "local health department", "county health department", "public health center", "public health facility",
        "state health department", "public health office", "sexually transmitted disease clinic", "std clinic",
        "public health setting")),
    Setting("rural_health_clinic", "72", "Clinic in a rural area, certified as such", (
        "rural health clinic", "rural clinic", "rural health center", "rural healthcare clinic")),
    Setting("military_treatment_facility", "26", "Health care facility of the armed forces", (
        "military treatment facility", "military hospital", "military clinic", "military medical center",
        "military facility", "military medical facility", "army hospital", "naval hospital")),
    Setting("veterans_hospital", None, "Health care facility for veterans", (
        "veterans hospital", "va hospital", "va medical center", "va clinic", "veterans affairs hospital",
        "veterans affairs medical center", "va facility", "veterans affairs clinic")),
    Setting("indian_health_service_facility", None, "Facility of the Indian Health Service or of a tribe", (
        "indian health service facility", "indian health service clinic", "tribal clinic", "tribal health facility",
        "tribal health center", "ihs facility", "indian health service hospital", "tribal 638 facility")),
    Setting("prison", "09", "Prison or jail", (
        "prison", "jail", "correctional facility", "correctional institution", "detention center",
        "correctional setting", "prison clinic", "detention facility", "juvenile detention center", "reformatory")),
    Setting("community_mental_health_center", "53", "Center for mental health in the community", (
        "community mental health center", "cmhc", "community mental health clinic", "community mental health facility",
        "community behavioral health center")),
    Setting("mental_health_center", None, "Clinic or center for mental health, without a stay", (
        "mental health center", "mental health clinic", "mental health facility", "behavioral health center",
        "behavioral health clinic", "behavioral health facility", "mental health setting",
        "outpatient mental health clinic", "psychiatric clinic", "outpatient psychiatric clinic", "psychiatry clinic",
        "psychology clinic", "outpatient mental health facility", "behavioral health setting",
        "outpatient mental health setting", "outpatient behavioral health clinic", "crisis center",
        "crisis stabilization unit", "psychotherapy clinic", "mental health treatment center")),
    Setting("psychiatric_facility", "51", "Hospital or unit for psychiatric patients who stay", (
        "psychiatric facility", "psychiatric hospital", "psychiatric unit", "psychiatric ward", "psychiatric center",
        "inpatient psychiatric facility", "inpatient psychiatric unit", "mental hospital", "psychiatric department",
        "mental health hospital", "inpatient mental health facility", "inpatient psychiatric hospital",
        "behavioral health hospital", "inpatient mental health unit", "inpatient behavioral health facility",
        "hospital psychiatric unit")),
    Setting("partial_hospitalization_program", "52", "Psychiatric treatment by day", (
        "partial hospitalization program", "partial hospitalization", "partial hospitalization facility",
        "psychiatric day program", "psychiatric day hospital", "day treatment program", "day treatment center",
        "intensive outpatient program", "partial hospital program")),
    Setting("psychiatric_residential_treatment_center", "56", "Psychiatric treatment with a long stay", (
        "psychiatric residential treatment center", "psychiatric residential treatment facility", "prtf",
        "residential psychiatric facility", "residential mental health facility", "residential mental health center",
        "residential treatment center", "residential treatment facility", "residential facility",
        "residential treatment program", "residential program")),
    Setting("substance_use_treatment_facility", None, "Treatment of addiction, with or without a stay", (
        "substance use treatment facility", "substance use treatment center", "substance use disorder treatment center",
        "substance use disorder treatment facility", "substance abuse treatment center", "addiction center",
        "substance abuse treatment facility", "substance abuse facility", "substance abuse center",
        "addiction treatment center", "addiction treatment facility", "addiction treatment clinic", "addiction clinic",
        "drug treatment center", "drug rehabilitation center", "alcohol treatment center", "addiction medicine clinic",
        "substance abuse clinic", "drug and alcohol treatment center", "substance use treatment clinic",
        "outpatient substance abuse treatment center", "drug rehab center", "substance abuse rehabilitation center")),
    Setting("residential_substance_use_treatment_facility", "55", "Treatment of addiction with a stay", (
        "residential substance use treatment facility", "residential substance abuse treatment facility",
        "residential addiction treatment center", "residential substance use treatment center",
        "residential substance abuse treatment center", "residential addiction treatment facility", "sober living home",
        "halfway house")),
    Setting("detoxification_center", None, "Unit for withdrawal from alcohol or drugs", (
        "detoxification center", "detoxification unit", "detox center", "detox facility", "detoxification facility",
        "detox unit", "inpatient detox facility", "medical detox facility")),
    Setting("opioid_treatment_program", "58", "Treatment of opioid addiction without a stay", (
        "opioid treatment program", "methadone clinic", "opioid treatment center", "opioid treatment facility", "otp",
        "opioid treatment clinic", "methadone treatment center", "opioid treatment program clinic")),
    Setting("research_center", None, "Place of clinical trials", (
        "research center", "clinical research center", "research facility", "clinical trial site", "research hospital",
        "clinical trial center", "research institution", "research setting", "clinical research site",
        "academic center", "academic research center")),
)
