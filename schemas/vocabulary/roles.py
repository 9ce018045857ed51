"""Roles that take part in procedures: the closed list, and how pages print each role.

Words are lower-case singulars without articles, in American spelling where the matcher knows the other; each belongs
to one key. The generic keys (`physician`, `nurse`, `technician`, `specialist`) take what no narrower key names.
"""

from typing import NamedTuple


class Role(NamedTuple):
    """One role: its key, its meaning, and its words."""

    key: str
    description: str
    words: tuple[str, ...]


ROLES: tuple[Role, ...] = (
    Role("healthcare_provider", "Health care worker whose profession the page does not name", (
        "healthcare provider", "provider", "clinician", "healthcare professional", "medical professional",
        "health professional", "practitioner", "healthcare practitioner", "health practitioner", "medical provider",
        "healthcare worker", "health worker", "medical practitioner", "professional", "health provider",
        "medical personnel", "healthcare personnel", "clinical professional", "allied health professional",
        "healthcare specialist", "clinical provider", "medical worker", "primary healthcare provider",
        "specialist healthcare provider")),
    Role("medical_team", "Several health care workers together", (
        "medical team", "healthcare team", "care team", "clinical team", "multidisciplinary team",
        "interdisciplinary team", "team", "treatment team", "medical crew")),
    Role("surgical_team", "Everyone who takes part in an operation", (
        "surgical team", "operating room team", "operating team", "surgery team", "operating room staff",
        "surgical staff", "operating room personnel", "operative team")),
    Role("transplant_team", "Everyone who takes part in a transplant", (
        "transplant team", "organ transplant team", "organ procurement team", "procurement team",
        "transplantation team")),
    Role("support_staff", "Staff who help and have no named profession", (
        "support staff", "staff", "medical staff", "clinical staff", "clinic staff", "hospital staff",
        "medical support staff", "clinical support staff", "healthcare staff", "auxiliary staff", "ancillary staff",
        "staff member", "support personnel", "personnel", "facility staff", "office staff", "support team",
        "support worker", "technical staff")),
    Role("physician", "Physician of any specialty", (
        "physician", "doctor", "medical doctor", "md", "attending physician", "treating physician",
        "consulting physician", "physician specialist", "specialist physician", "osteopathic physician",
        "doctor of medicine", "doctor of osteopathic medicine", "ordering physician", "referring physician",
        "prescribing physician", "supervising physician", "specialist doctor", "specialty physician",
        "medical consultant", "prescriber")),
    Role("specialist", "Specialist whose field is not on this list", (
        "specialist", "medical specialist", "clinical specialist", "specialty provider", "consultant",
        "specialty care provider")),
    Role("medical_director", "Physician who answers for a service", (
        "medical director", "laboratory director", "clinical director", "chief medical officer", "lab director")),
    Role("resident_physician", "Physician in training", (
        "resident physician", "resident", "medical resident", "resident doctor", "surgical resident", "fellow",
        "intern", "trainee physician", "fellowship physician", "house officer", "junior doctor")),
    Role("medical_student", "Student of medicine or another health profession", (
        "medical student", "nursing student", "student nurse", "student", "student clinician")),
    Role("primary_care_physician", "Physician of first contact", (
        "primary care physician", "primary care provider", "primary care doctor", "pcp", "primary physician",
        "primary care practitioner", "primary care clinician", "primary doctor", "primary provider",
        "primary medical provider")),
    Role("family_physician", "Physician of family medicine", (
        "family physician", "family doctor", "family medicine physician", "family medicine doctor",
        "family practitioner", "family practice physician", "family medicine specialist", "family medicine provider",
        "family practice doctor")),
    Role("general_practitioner", "General practitioner", (
        "general practitioner", "gp", "general physician", "general doctor", "general practice physician",
        "general medical practitioner")),
    Role("internist", "Physician of internal medicine", (
        "internist", "internal medicine physician", "internal medicine doctor", "internal medicine specialist",
        "general internist", "internal medicine provider")),
    Role("hospitalist", "Physician who cares for hospital patients", (
        "hospitalist", "hospital physician", "hospital doctor", "hospital medicine physician", "inpatient physician")),
    Role("pediatrician", "Physician of children", (
        "pediatrician", "pediatric physician", "pediatric doctor", "pediatric specialist", "pediatric provider",
        "children's doctor", "general pediatrician")),
    Role("adolescent_medicine_physician", "Physician of teenagers", (
        "adolescent medicine physician", "adolescent medicine specialist", "adolescent medicine doctor")),
    Role("developmental_pediatrician", "Pediatrician for development and behavior", (
        "developmental pediatrician", "developmental-behavioral pediatrician", "behavioral pediatrician",
        "developmental specialist", "child development specialist")),
    Role("neonatologist", "Physician of newborns", (
        "neonatologist", "neonatal physician", "neonatal specialist", "newborn specialist", "neonatal doctor")),
    Role("geriatrician", "Physician of the elderly", (
        "geriatrician", "geriatric physician", "geriatric specialist", "geriatric medicine physician",
        "geriatric doctor", "gerontologist")),
    Role("emergency_physician", "Physician of an emergency department", (
        "emergency physician", "emergency medicine physician", "emergency room physician", "emergency doctor",
        "emergency room doctor", "emergency department physician", "er doctor", "er physician",
        "emergency medicine doctor", "emergency medicine specialist", "emergency care physician",
        "emergency department doctor", "emergency care provider", "emergency medicine provider")),
    Role("urgent_care_physician", "Physician of an urgent care center", (
        "urgent care physician", "urgent care doctor", "urgent care provider", "urgent care clinician")),
    Role("critical_care_physician", "Physician of an intensive care unit", (
        "critical care physician", "intensivist", "critical care doctor", "critical care specialist",
        "intensive care physician", "intensive care doctor", "intensive care specialist", "icu physician", "icu doctor",
        "critical care medicine physician", "pediatric intensivist")),
    Role("palliative_care_physician", "Physician for comfort in severe illness", (
        "palliative care physician", "palliative care specialist", "palliative care doctor", "hospice physician",
        "palliative medicine physician", "palliative care provider", "hospice doctor",
        "palliative medicine specialist")),
    Role("cardiologist", "Physician of the heart", (
        "cardiologist", "heart specialist", "heart doctor", "cardiology specialist", "cardiac specialist",
        "cardiology physician", "cardiovascular specialist", "cardiac physician", "general cardiologist",
        "noninvasive cardiologist", "heart failure specialist", "heart failure cardiologist",
        "cardiovascular physician", "cardiology provider", "imaging cardiologist", "nuclear cardiologist")),
    Role("interventional_cardiologist", "Cardiologist who works through catheters", (
        "interventional cardiologist", "invasive cardiologist", "structural heart specialist",
        "structural cardiologist", "interventional cardiology specialist")),
    Role("electrophysiologist", "Cardiologist of the heart's rhythm", (
        "electrophysiologist", "cardiac electrophysiologist", "heart rhythm specialist", "ep specialist",
        "electrophysiology specialist", "clinical cardiac electrophysiologist", "ep cardiologist",
        "cardiac electrophysiology specialist")),
    Role("pediatric_cardiologist", "Cardiologist of children", (
        "pediatric cardiologist", "congenital heart specialist", "fetal cardiologist", "pediatric heart specialist",
        "congenital cardiologist")),
    Role("vascular_medicine_physician", "Physician of blood vessels who does not operate", (
        "vascular medicine physician", "vascular medicine specialist", "vascular specialist", "vascular physician",
        "vein specialist", "phlebologist", "angiologist", "vascular doctor", "vascular interventionalist")),
    Role("pulmonologist", "Physician of the lungs", (
        "pulmonologist", "pulmonary specialist", "lung specialist", "pulmonary physician", "pulmonary doctor",
        "lung doctor", "pulmonary medicine specialist", "respiratory physician", "respiratory specialist",
        "pulmonary medicine physician", "pulmonology specialist", "chest physician", "respirologist")),
    Role("interventional_pulmonologist", "Pulmonologist who treats through the airways", (
        "interventional pulmonologist", "interventional pulmonology specialist", "bronchoscopist")),
    Role("gastroenterologist", "Physician of the digestive tract", (
        "gastroenterologist", "gi specialist", "gi doctor", "gastroenterology specialist", "gi physician",
        "digestive specialist", "gastrointestinal specialist", "gastroenterology physician",
        "digestive disease specialist", "interventional gastroenterologist")),
    Role("endoscopist", "Physician who works with an endoscope", (
        "endoscopist", "advanced endoscopist", "interventional endoscopist", "therapeutic endoscopist",
        "endoscopy specialist", "endoscopic specialist", "endoscopy physician")),
    Role("hepatologist", "Physician of the liver", (
        "hepatologist", "liver specialist", "liver doctor", "transplant hepatologist", "hepatology specialist")),
    Role("nephrologist", "Physician of the kidneys", (
        "nephrologist", "kidney specialist", "kidney doctor", "renal specialist", "renal physician",
        "nephrology specialist", "transplant nephrologist", "interventional nephrologist", "pediatric nephrologist")),
    Role("endocrinologist", "Physician of hormones", (
        "endocrinologist", "hormone specialist", "diabetologist", "diabetes specialist", "endocrinology specialist",
        "endocrine specialist", "thyroid specialist", "pediatric endocrinologist", "endocrinology physician")),
    Role("reproductive_endocrinologist", "Physician of fertility", (
        "reproductive endocrinologist", "fertility specialist", "infertility specialist", "fertility doctor",
        "reproductive specialist", "reproductive medicine specialist", "reproductive endocrinology specialist")),
    Role("rheumatologist", "Physician of joints and autoimmune diseases", (
        "rheumatologist", "rheumatology specialist", "arthritis specialist", "pediatric rheumatologist",
        "rheumatology physician")),
    Role("hematologist", "Physician of the blood", (
        "hematologist", "blood specialist", "haematologist", "hematology specialist", "blood disorder specialist",
        "pediatric hematologist", "coagulation specialist")),
    Role("oncologist", "Physician of cancer", (
        "oncologist", "cancer specialist", "cancer doctor", "medical oncologist", "oncology specialist",
        "oncology physician", "oncology provider", "clinical oncologist", "neuro-oncologist", "thoracic oncologist",
        "urologic oncologist", "breast oncologist")),
    Role("hematologist_oncologist", "Physician of blood and cancer", (
        "hematologist oncologist", "hematologist-oncologist", "hematology oncology specialist",
        "hematology oncology physician")),
    Role("pediatric_oncologist", "Physician of cancer in children", (
        "pediatric oncologist", "pediatric hematologist oncologist", "pediatric cancer specialist")),
    Role("radiation_oncologist", "Physician of radiation treatment", (
        "radiation oncologist", "radiation therapy physician", "radiotherapist", "radiation oncology physician",
        "radiation specialist", "radiation oncology specialist", "radiotherapy physician")),
    Role("gynecologic_oncologist", "Physician of cancer in women's organs", (
        "gynecologic oncologist", "gynecological oncologist", "gynecologic oncology surgeon", "gyn oncologist")),
    Role("transplant_physician", "Physician of transplants who does not operate", (
        "transplant physician", "transplant specialist", "bone marrow transplant physician", "transplant doctor",
        "bone marrow transplant specialist", "stem cell transplant specialist", "stem cell transplant physician",
        "cell therapy specialist")),
    Role("transfusion_medicine_physician", "Physician of transfusion and apheresis", (
        "transfusion medicine physician", "transfusion medicine specialist", "transfusion specialist",
        "apheresis physician", "blood bank physician")),
    Role("infectious_disease_specialist", "Physician of infections", (
        "infectious disease specialist", "infectious disease physician", "infectious disease doctor", "id specialist",
        "hiv specialist", "infectious disease expert", "infectiologist", "travel medicine specialist",
        "tropical medicine specialist", "infectious disease consultant")),
    Role("allergist", "Physician of allergies", (
        "allergist", "allergy specialist", "allergy doctor", "allergologist", "allergy physician",
        "allergy and immunology specialist")),
    Role("immunologist", "Physician of the immune system", (
        "immunologist", "clinical immunologist", "immunology specialist", "allergist-immunologist",
        "immune specialist")),
    Role("dermatologist", "Physician of the skin", (
        "dermatologist", "skin specialist", "skin doctor", "dermatology specialist", "dermatology physician",
        "cosmetic dermatologist", "pediatric dermatologist", "dermatology provider")),
    Role("neurologist", "Physician of brain and nerves", (
        "neurologist", "neurology specialist", "nerve specialist", "neurology physician",
        "movement disorder specialist", "epileptologist", "stroke specialist", "stroke neurologist",
        "vascular neurologist", "headache specialist", "neuromuscular specialist", "epilepsy specialist",
        "neurological specialist", "neuro specialist", "multiple sclerosis specialist")),
    Role("pediatric_neurologist", "Neurologist of children", (
        "pediatric neurologist", "child neurologist", "pediatric epileptologist")),
    Role("clinical_neurophysiologist", "Physician of brain and nerve tests", (
        "clinical neurophysiologist", "neurophysiologist", "electromyographer", "neurophysiology specialist",
        "electrodiagnostic physician", "electrodiagnostic medicine specialist", "intraoperative neurophysiologist")),
    Role("pediatric_gastroenterologist", "Gastroenterologist of children", (
        "pediatric gastroenterologist", "pediatric gi specialist", "pediatric digestive specialist")),
    Role("pediatric_pulmonologist", "Pulmonologist of children", (
        "pediatric pulmonologist", "pediatric lung specialist", "cystic fibrosis specialist")),
    Role("pediatric_urologist", "Urologist of children", (
        "pediatric urologist", "pediatric urology specialist", "pediatric urologic surgeon")),
    Role("psychiatrist", "Physician of mental illness", (
        "psychiatrist", "psychiatric physician", "psychiatric specialist", "geriatric psychiatrist",
        "mental health physician", "psychiatric doctor", "psychiatry specialist")),
    Role("child_psychiatrist", "Psychiatrist of children", (
        "child psychiatrist", "child and adolescent psychiatrist", "pediatric psychiatrist",
        "adolescent psychiatrist")),
    Role("psychiatric_provider", "Psychiatrist or another prescriber for mental illness", (
        "psychiatric provider", "psychiatric clinician", "psychiatric professional")),
    Role("addiction_medicine_specialist", "Physician of addiction", (
        "addiction medicine specialist", "addiction medicine physician", "addiction specialist", "addictionologist",
        "addiction psychiatrist", "addiction physician", "substance abuse specialist",
        "substance use disorder specialist", "addiction medicine doctor", "addiction medicine provider")),
    Role("sleep_medicine_physician", "Physician of sleep", (
        "sleep medicine physician", "sleep specialist", "sleep medicine specialist", "sleep physician", "sleep doctor",
        "sleep medicine doctor", "somnologist", "sleep medicine provider")),
    Role("physical_medicine_physician", "Physician of physical medicine and rehabilitation", (
        "physical medicine physician", "physiatrist", "physical medicine and rehabilitation physician",
        "physical medicine and rehabilitation specialist", "rehabilitation physician", "physical medicine specialist",
        "rehabilitation medicine physician", "pm&r physician", "pm&r specialist", "rehabilitation doctor",
        "rehabilitation medicine specialist", "physical medicine doctor",
        "physical medicine and rehabilitation doctor")),
    Role("sports_medicine_physician", "Physician of sports injuries", (
        "sports medicine physician", "sports medicine specialist", "sports medicine doctor", "sports physician",
        "sports doctor", "sports medicine provider")),
    Role("occupational_medicine_physician", "Physician of health at work", (
        "occupational medicine physician", "occupational physician", "occupational health physician",
        "occupational health specialist", "occupational medicine specialist", "occupational health provider",
        "occupational medicine doctor", "occupational health professional")),
    Role("preventive_medicine_physician", "Physician of prevention and public health", (
        "preventive medicine physician", "preventive medicine specialist", "public health physician",
        "preventive care physician", "epidemiologist")),
    Role("obesity_medicine_physician", "Physician of obesity", (
        "obesity medicine physician", "obesity medicine specialist", "bariatric physician", "bariatrician",
        "weight management specialist", "bariatric specialist", "obesity specialist", "weight loss specialist")),
    Role("hyperbaric_medicine_physician", "Physician of treatment in a pressure chamber", (
        "hyperbaric medicine physician", "hyperbaric physician", "hyperbaric specialist",
        "hyperbaric medicine specialist", "hyperbaric medicine doctor")),
    Role("lipidologist", "Physician of blood fats", ("lipidologist", "lipid specialist", "lipid disorder specialist")),
    Role("pain_management_specialist", "Physician of pain", (
        "pain management specialist", "pain specialist", "pain management physician", "pain medicine specialist",
        "pain physician", "pain medicine physician", "pain management doctor", "pain doctor",
        "interventional pain physician", "interventional pain specialist", "interventional pain management specialist",
        "pain management provider", "interventional pain management physician", "algologist", "pain medicine doctor",
        "pain management practitioner", "pain management expert")),
    Role("anesthesiologist", "Physician of anesthesia", (
        "anesthesiologist", "anaesthesiologist", "physician anesthesiologist", "anesthesia physician",
        "anesthesia doctor", "pediatric anesthesiologist", "cardiac anesthesiologist", "obstetric anesthesiologist",
        "anesthesia specialist", "anesthesiology specialist", "neuroanesthesiologist",
        "interventional anesthesiologist")),
    Role("nurse_anesthetist", "Nurse who gives anesthesia", (
        "nurse anesthetist", "crna", "certified registered nurse anesthetist", "registered nurse anesthetist",
        "nurse anaesthetist", "advanced practice nurse anesthetist")),
    Role("anesthesiologist_assistant", "Assistant of an anesthesiologist", (
        "anesthesiologist assistant", "anesthesia assistant", "caa", "anesthetist assistant",
        "anesthesiologist's assistant")),
    Role("anesthesia_technician", "Technician for anesthesia equipment", (
        "anesthesia technician", "anesthesia technologist", "anesthesia tech", "anesthetic technician")),
    Role("anesthesia_provider", "Whoever gives the anesthesia", (
        "anesthesia provider", "anesthesia team", "anesthetist", "anesthesia professional", "anesthesia personnel",
        "anesthesia practitioner", "anesthesiology team", "sedation provider", "anesthesia staff",
        "anesthesia clinician", "anesthesia care provider", "sedation specialist", "anesthesia care team",
        "sedation team", "anesthesia care professional")),
    Role("radiologist", "Physician of imaging", (
        "radiologist", "diagnostic radiologist", "imaging specialist", "radiology specialist", "radiology physician",
        "musculoskeletal radiologist", "radiology doctor", "pediatric radiologist", "cardiac radiologist",
        "abdominal radiologist", "imaging physician", "medical imaging specialist", "cardiothoracic radiologist",
        "radiology consultant", "reading radiologist", "diagnostic imaging specialist")),
    Role("interventional_radiologist", "Radiologist who treats under imaging", (
        "interventional radiologist", "interventional radiology physician", "interventional radiology specialist",
        "vascular and interventional radiologist", "vascular radiologist", "ir physician", "interventionalist",
        "interventional physician", "interventional specialist", "interventional oncologist")),
    Role("neurointerventionalist", "Physician who treats vessels of brain and spine through catheters", (
        "neurointerventionalist", "interventional neuroradiologist", "neurointerventional surgeon",
        "neurointerventional radiologist", "endovascular neurosurgeon", "interventional neurologist",
        "neurointerventional specialist", "neuroendovascular surgeon")),
    Role("neuroradiologist", "Radiologist of brain and spine", (
        "neuroradiologist", "diagnostic neuroradiologist", "neuroradiology specialist", "pediatric neuroradiologist")),
    Role("breast_radiologist", "Radiologist of the breast", (
        "breast radiologist", "breast imaging radiologist", "breast imaging specialist", "breast imager")),
    Role("nuclear_medicine_physician", "Physician of radioactive tracers", (
        "nuclear medicine physician", "nuclear medicine specialist", "nuclear radiologist",
        "nuclear medicine radiologist", "nuclear physician", "nuclear medicine doctor", "nuclear specialist")),
    Role("pathologist", "Physician of tissue and laboratory tests", (
        "pathologist", "anatomic pathologist", "clinical pathologist", "anatomical pathologist", "surgical pathologist",
        "molecular pathologist", "pathology specialist", "hematopathologist", "neuropathologist", "cytopathologist",
        "renal pathologist", "forensic pathologist", "medical examiner", "oral pathologist", "pathology physician")),
    Role("dermatopathologist", "Pathologist of the skin", (
        "dermatopathologist", "skin pathologist", "dermatopathology specialist")),
    Role("geneticist", "Physician or scientist of heredity", (
        "geneticist", "medical geneticist", "clinical geneticist", "molecular geneticist", "genetic specialist",
        "clinical molecular geneticist", "cytogeneticist", "genetics physician", "genetics doctor",
        "genomic specialist", "laboratory geneticist", "biochemical geneticist", "medical genetics specialist")),
    Role("metabolic_specialist", "Physician of inborn diseases of metabolism", (
        "metabolic specialist", "metabolic disease specialist", "metabolic physician", "metabolic geneticist")),
    Role("toxicologist", "Physician or scientist of poisons", (
        "toxicologist", "medical toxicologist", "clinical toxicologist", "forensic toxicologist",
        "toxicology specialist", "poison control specialist")),
    Role("clinical_pharmacologist", "Physician or scientist of medicines", (
        "clinical pharmacologist", "pharmacologist", "clinical pharmacology specialist")),
    Role("obstetrician", "Physician of pregnancy and birth", (
        "obstetrician", "obstetric physician", "obstetric provider", "obstetric specialist", "ob",
        "maternity care provider", "obstetric care provider", "prenatal care provider")),
    Role("gynecologist", "Physician of women's organs", (
        "gynecologist", "gynaecologist", "gynecology specialist", "gynecologic surgeon", "gynecological surgeon", "gyn",
        "women's health specialist", "women's health provider", "gynecologic specialist", "pediatric gynecologist")),
    Role("obstetrician_gynecologist", "Physician of pregnancy, birth and women's organs", (
        "obstetrician gynecologist", "ob-gyn", "obgyn", "ob/gyn physician", "ob-gyn specialist", "obgyn physician",
        "obstetrician and gynecologist", "obstetrics and gynecology specialist", "ob-gyn doctor")),
    Role("maternal_fetal_medicine_specialist", "Physician of pregnancies at risk", (
        "maternal-fetal medicine specialist", "maternal fetal medicine specialist", "perinatologist",
        "maternal-fetal medicine physician", "mfm specialist", "maternal-fetal specialist", "fetal medicine specialist",
        "high-risk pregnancy specialist", "fetal surgeon")),
    Role("urogynecologist", "Physician of the female pelvic floor", (
        "urogynecologist", "female pelvic medicine specialist", "pelvic floor specialist",
        "female pelvic medicine and reconstructive surgeon", "pelvic surgeon", "urogynecology specialist")),
    Role("urologist", "Physician of urinary tract and male organs", (
        "urologist", "urologic surgeon", "urological surgeon", "urology specialist", "andrologist", "urology surgeon",
        "urology physician", "urology doctor", "urology provider", "endourologist", "male fertility specialist")),
    Role("ophthalmologist", "Physician of the eye", (
        "ophthalmologist", "eye doctor", "eye specialist", "eye surgeon", "ophthalmic surgeon", "cataract surgeon",
        "eye physician", "ophthalmology specialist", "ophthalmic specialist", "refractive surgeon", "lasik surgeon",
        "pediatric ophthalmologist", "neuro-ophthalmologist", "ophthalmic physician", "uveitis specialist",
        "strabismus surgeon", "ophthalmologic surgeon", "eye care specialist")),
    Role("retina_specialist", "Ophthalmologist of the retina", (
        "retina specialist", "retinal specialist", "retinal surgeon", "retina surgeon", "vitreoretinal surgeon",
        "vitreoretinal specialist", "retina physician")),
    Role("cornea_specialist", "Ophthalmologist of the cornea", (
        "cornea specialist", "corneal specialist", "corneal surgeon", "cornea surgeon")),
    Role("glaucoma_specialist", "Ophthalmologist of glaucoma", (
        "glaucoma specialist", "glaucoma surgeon", "glaucoma doctor")),
    Role("oculoplastic_surgeon", "Surgeon of eyelids and eye socket", (
        "oculoplastic surgeon", "ophthalmic plastic surgeon", "oculofacial surgeon", "oculoplastic specialist",
        "oculofacial plastic surgeon", "orbital surgeon")),
    Role("eye_care_professional", "Ophthalmologist, optometrist or optician", (
        "eye care professional", "eye care provider", "vision care professional", "vision specialist",
        "eye care practitioner", "eye care clinician", "vision care provider")),
    Role("otolaryngologist", "Physician of ear, nose and throat", (
        "otolaryngologist", "ent specialist", "ent doctor", "ent surgeon", "ent physician", "ent",
        "ear, nose, and throat specialist", "ear nose and throat specialist", "ear, nose, and throat doctor",
        "otorhinolaryngologist", "ear, nose, and throat surgeon", "rhinologist", "pediatric otolaryngologist",
        "otolaryngology specialist", "ear, nose, and throat physician", "sinus surgeon", "otolaryngology surgeon",
        "throat specialist", "throat doctor", "throat surgeon", "throat physician")),
    Role("neurotologist", "Surgeon of the ear and its nerves", (
        "neurotologist", "otologist", "otologic surgeon", "ear surgeon", "ear specialist", "cochlear implant surgeon",
        "otoneurologist", "balance specialist", "vestibular specialist")),
    Role("laryngologist", "Physician of the voice", ("laryngologist", "voice specialist", "voice surgeon")),
    Role("wound_care_specialist", "Specialist of wounds, physician or nurse", (
        "wound care specialist", "wound specialist", "wound care provider", "wound care physician",
        "wound care clinician", "wound care professional", "wound care doctor", "wound care practitioner",
        "wound healing specialist", "wound care expert")),
    Role("podiatrist", "Doctor of the foot", (
        "podiatrist", "foot doctor", "podiatric physician", "foot specialist", "foot and ankle specialist", "dpm",
        "doctor of podiatric medicine", "chiropodist", "foot care specialist", "podiatric specialist")),
    Role("chiropractor", "Doctor of chiropractic", (
        "chiropractor", "chiropractic physician", "doctor of chiropractic", "chiropractic doctor",
        "chiropractic practitioner", "chiropractic provider")),
    Role("osteopath", "Practitioner of osteopathic manipulation", (
        "osteopath", "osteopathic practitioner", "osteopathic doctor", "osteopathic manipulative medicine specialist",
        "osteopathic manipulation specialist", "osteopathic provider")),
    Role("naturopath", "Practitioner of natural or integrative medicine", (
        "naturopath", "naturopathic doctor", "naturopathic physician", "integrative medicine physician",
        "integrative medicine specialist", "functional medicine practitioner", "alternative medicine practitioner",
        "homeopath", "holistic practitioner", "herbalist")),
    Role("acupuncturist", "Practitioner of acupuncture", (
        "acupuncturist", "acupuncture practitioner", "medical acupuncturist", "acupuncture specialist",
        "acupuncture provider", "traditional chinese medicine practitioner", "physician acupuncturist")),
    Role("surgeon", "Surgeon of any specialty", (
        "surgeon", "operating surgeon", "surgical specialist", "lead surgeon", "primary surgeon", "specialist surgeon",
        "attending surgeon", "surgery specialist", "consultant surgeon", "robotic surgeon", "proceduralist",
        "microsurgeon", "surgical physician", "surgical provider")),
    Role("general_surgeon", "Surgeon of the belly and common operations", (
        "general surgeon", "laparoscopic surgeon", "abdominal surgeon", "hernia surgeon", "minimally invasive surgeon",
        "general surgery specialist", "acute care surgeon")),
    Role("assistant_surgeon", "Second surgeon", (
        "assistant surgeon", "surgeon assistant", "co-surgeon", "assisting surgeon", "second surgeon",
        "surgeon's assistant")),
    Role("orthopedic_surgeon", "Surgeon of bones and joints", (
        "orthopedic surgeon", "orthopaedic surgeon", "orthopedist", "orthopedic specialist", "orthopedic doctor",
        "orthopedic physician", "orthopaedist", "bone doctor", "bone specialist", "orthopod", "joint surgeon",
        "orthopedic sports medicine surgeon", "orthopedic sports medicine specialist", "shoulder surgeon",
        "knee surgeon", "hip surgeon", "orthopedic provider", "sports medicine surgeon", "shoulder specialist",
        "pediatric orthopedic surgeon", "upper extremity surgeon")),
    Role("joint_replacement_surgeon", "Orthopedic surgeon of artificial joints", (
        "joint replacement surgeon", "joint replacement specialist", "arthroplasty surgeon", "hip and knee surgeon",
        "orthopedic joint replacement surgeon")),
    Role("orthopedic_oncologist", "Surgeon of tumors of bone and soft tissue", (
        "orthopedic oncologist", "musculoskeletal oncologist", "orthopedic oncology surgeon", "sarcoma surgeon")),
    Role("orthopedic_trauma_surgeon", "Orthopedic surgeon of injuries", (
        "orthopedic trauma surgeon", "orthopedic traumatologist", "fracture surgeon", "orthopedic trauma specialist")),
    Role("hand_surgeon", "Surgeon of hand and wrist", (
        "hand surgeon", "hand specialist", "orthopedic hand surgeon", "hand and wrist surgeon",
        "hand and upper extremity surgeon", "hand doctor", "plastic hand surgeon")),
    Role("foot_and_ankle_surgeon", "Surgeon of foot and ankle", (
        "foot and ankle surgeon", "orthopedic foot and ankle surgeon", "foot surgeon", "ankle surgeon")),
    Role("podiatric_surgeon", "Podiatrist who operates", (
        "podiatric surgeon", "podiatrist surgeon", "podiatry surgeon")),
    Role("spine_surgeon", "Surgeon of the spine", (
        "spine surgeon", "spinal surgeon", "orthopedic spine surgeon", "spine specialist", "spinal specialist",
        "spine physician", "back surgeon", "scoliosis surgeon")),
    Role("neurosurgeon", "Surgeon of brain and nerves", (
        "neurosurgeon", "neurological surgeon", "brain surgeon", "functional neurosurgeon", "neurosurgery specialist",
        "neurosurgical specialist", "peripheral nerve surgeon", "cranial surgeon", "skull base surgeon")),
    Role("pediatric_neurosurgeon", "Neurosurgeon of children", (
        "pediatric neurosurgeon", "pediatric neurological surgeon", "pediatric brain surgeon")),
    Role("cardiac_surgeon", "Surgeon of the heart", (
        "cardiac surgeon", "heart surgeon", "cardiovascular surgeon", "heart transplant surgeon",
        "open-heart surgeon")),
    Role("pediatric_cardiac_surgeon", "Surgeon of children's hearts", (
        "pediatric cardiac surgeon", "pediatric heart surgeon", "congenital heart surgeon",
        "pediatric cardiothoracic surgeon", "congenital cardiac surgeon", "pediatric cardiovascular surgeon")),
    Role("cardiothoracic_surgeon", "Surgeon of heart and chest", (
        "cardiothoracic surgeon", "cardiac and thoracic surgeon", "heart and lung surgeon", "ct surgeon")),
    Role("thoracic_surgeon", "Surgeon of the chest", (
        "thoracic surgeon", "chest surgeon", "lung surgeon", "general thoracic surgeon", "esophageal surgeon")),
    Role("vascular_surgeon", "Surgeon of blood vessels", (
        "vascular surgeon", "endovascular surgeon", "vein surgeon", "vascular and endovascular surgeon",
        "endovascular specialist", "peripheral vascular surgeon", "vascular access surgeon")),
    Role("colorectal_surgeon", "Surgeon of colon and rectum", (
        "colorectal surgeon", "colon and rectal surgeon", "proctologist", "colorectal specialist", "rectal surgeon",
        "colon surgeon")),
    Role("hepatobiliary_surgeon", "Surgeon of liver, bile ducts and pancreas", (
        "hepatobiliary surgeon", "liver surgeon", "hepatopancreatobiliary surgeon", "pancreatic surgeon",
        "hpb surgeon")),
    Role("gastrointestinal_surgeon", "Surgeon of the digestive tract", (
        "gastrointestinal surgeon", "gi surgeon", "digestive surgeon", "foregut surgeon", "gastric surgeon",
        "upper gi surgeon", "gastroenterological surgeon")),
    Role("bariatric_surgeon", "Surgeon of weight loss", (
        "bariatric surgeon", "weight loss surgeon", "metabolic surgeon", "weight-loss surgery specialist")),
    Role("transplant_surgeon", "Surgeon of transplants", (
        "transplant surgeon", "organ transplant surgeon", "liver transplant surgeon", "kidney transplant surgeon",
        "lung transplant surgeon", "transplantation surgeon", "organ procurement surgeon")),
    Role("surgical_oncologist", "Surgeon of cancer", (
        "surgical oncologist", "oncologic surgeon", "cancer surgeon", "oncology surgeon", "oncological surgeon")),
    Role("breast_surgeon", "Surgeon of the breast", (
        "breast surgeon", "breast surgical oncologist", "breast specialist", "oncoplastic surgeon",
        "breast cancer surgeon")),
    Role("endocrine_surgeon", "Surgeon of thyroid and other glands", (
        "endocrine surgeon", "thyroid surgeon", "parathyroid surgeon", "adrenal surgeon")),
    Role("head_and_neck_surgeon", "Surgeon of head and neck", (
        "head and neck surgeon", "head and neck surgical oncologist", "neck surgeon", "head and neck specialist",
        "otolaryngologist-head and neck surgeon", "head and neck oncologist")),
    Role("plastic_surgeon", "Surgeon of shape and repair", (
        "plastic surgeon", "reconstructive surgeon", "cosmetic surgeon", "plastic and reconstructive surgeon",
        "aesthetic surgeon", "reconstructive plastic surgeon", "plastic surgery specialist",
        "reconstructive microsurgeon", "hair transplant surgeon", "pediatric plastic surgeon")),
    Role("facial_plastic_surgeon", "Plastic surgeon of the face", (
        "facial plastic surgeon", "facial plastic and reconstructive surgeon", "facial surgeon",
        "rhinoplasty surgeon")),
    Role("craniofacial_surgeon", "Surgeon of skull and face", (
        "craniofacial surgeon", "cleft surgeon", "cleft palate surgeon", "craniomaxillofacial surgeon")),
    Role("mohs_surgeon", "Dermatologist who operates", (
        "mohs surgeon", "dermatologic surgeon", "dermatological surgeon", "skin surgeon", "dermatology surgeon",
        "skin cancer surgeon", "mohs specialist", "mohs micrographic surgeon")),
    Role("trauma_surgeon", "Surgeon of injuries", (
        "trauma surgeon", "emergency surgeon", "trauma specialist", "traumatologist", "trauma physician")),
    Role("burn_surgeon", "Surgeon of burns", ("burn surgeon", "burn specialist", "burn care specialist")),
    Role("pediatric_surgeon", "Surgeon of children", (
        "pediatric surgeon", "pediatric general surgeon", "paediatric surgeon", "neonatal surgeon",
        "children's surgeon")),
    Role("dentist", "Dentist", (
        "dentist", "general dentist", "dental surgeon", "dental practitioner", "dental professional", "dental provider",
        "cosmetic dentist", "dds", "dmd", "dental specialist", "restorative dentist", "dental doctor",
        "doctor of dental surgery", "implant dentist", "dental clinician", "dental implant specialist",
        "oral physician", "sleep dentist", "dental sleep medicine specialist", "dental team", "dental care provider")),
    Role("pediatric_dentist", "Dentist of children", (
        "pediatric dentist", "children's dentist", "pedodontist", "pediatric dental specialist")),
    Role("oral_surgeon", "Surgeon of mouth and jaw", (
        "oral surgeon", "oral and maxillofacial surgeon", "maxillofacial surgeon", "oral maxillofacial surgeon",
        "jaw surgeon", "dentoalveolar surgeon", "oral surgery specialist")),
    Role("orthodontist", "Dentist of the position of teeth", (
        "orthodontist", "orthodontic specialist", "dentofacial orthopedist", "orthodontic provider")),
    Role("endodontist", "Dentist of roots", ("endodontist", "root canal specialist", "endodontic specialist")),
    Role("periodontist", "Dentist of gums", ("periodontist", "gum specialist", "periodontal specialist")),
    Role("prosthodontist", "Dentist of crowns, bridges and dentures", (
        "prosthodontist", "maxillofacial prosthodontist", "denturist", "prosthodontic specialist")),
    Role("oral_radiologist", "Dentist of imaging", (
        "oral radiologist", "oral and maxillofacial radiologist", "dental radiologist", "maxillofacial radiologist")),
    Role("dental_hygienist", "Dental hygienist", (
        "dental hygienist", "hygienist", "registered dental hygienist", "oral hygienist", "dental therapist", "rdh")),
    Role("dental_assistant", "Dentist's assistant", (
        "dental assistant", "dental nurse", "orthodontic assistant", "oral surgery assistant",
        "surgical dental assistant", "dental aide", "expanded function dental assistant", "dentist assistant",
        "dental surgical assistant")),
    Role("dental_technician", "Technician who makes dental devices", (
        "dental technician", "dental laboratory technician", "dental lab technician", "dental ceramist",
        "dental laboratory technologist")),
    Role("dental_radiographer", "Technician of dental imaging", (
        "dental radiographer", "dental x-ray technician", "dental radiology technician",
        "dental radiology technologist", "dental radiologic technologist", "dental imaging technician")),
    Role("advanced_practice_provider", "Nurse practitioner, physician assistant or the like", (
        "advanced practice provider", "advanced practice clinician", "mid-level provider", "midlevel provider",
        "advanced practitioner", "advanced practice practitioner", "physician extender", "non-physician practitioner",
        "advanced healthcare provider")),
    Role("nurse_practitioner", "Nurse who may diagnose and prescribe", (
        "nurse practitioner", "np", "family nurse practitioner", "fnp", "nurse practitioner specialist", "arnp",
        "pediatric nurse practitioner", "acute care nurse practitioner", "adult nurse practitioner",
        "neonatal nurse practitioner", "women's health nurse practitioner")),
    Role("advanced_practice_nurse", "Nurse with advanced training", (
        "advanced practice nurse", "aprn", "advanced practice registered nurse", "apn", "advanced nurse practitioner",
        "advanced registered nurse", "advanced nurse")),
    Role("clinical_nurse_specialist", "Nurse specialist of one field", (
        "clinical nurse specialist", "nurse specialist", "specialist nurse", "nurse consultant", "specialty nurse")),
    Role("psychiatric_nurse_practitioner", "Nurse practitioner of mental illness", (
        "psychiatric nurse practitioner", "psychiatric mental health nurse practitioner", "pmhnp",
        "mental health nurse practitioner")),
    Role("physician_assistant", "Physician assistant", (
        "physician assistant", "pa", "physician's assistant", "physician associate", "pa-c",
        "surgical physician assistant", "doctor's assistant", "orthopedic physician assistant")),
    Role("nurse", "Nurse of any kind", (
        "nurse", "nursing staff", "nursing personnel", "nursing team", "clinic nurse", "staff nurse", "office nurse",
        "nursing professional", "nurse clinician", "hospital nurse", "medical nurse", "clinical nurse",
        "nursing staff member", "outpatient nurse", "procedural nurse", "procedure nurse", "sedation nurse",
        "bedside nurse", "primary nurse")),
    Role("registered_nurse", "Registered nurse", ("registered nurse", "rn", "registered professional nurse")),
    Role("licensed_practical_nurse", "Licensed practical or vocational nurse", (
        "licensed practical nurse", "lpn", "practical nurse", "licensed vocational nurse", "lvn", "vocational nurse",
        "enrolled nurse", "registered practical nurse")),
    Role("nursing_assistant", "Nursing assistant or aide", (
        "nursing assistant", "certified nursing assistant", "cna", "nurse aide", "nursing aide", "nurse assistant",
        "nurse's aide", "patient care technician", "patient care assistant", "healthcare assistant", "nurse technician",
        "nursing technician", "hospital aide", "patient care aide", "nurse's assistant")),
    Role("critical_care_nurse", "Nurse of intensive care", (
        "critical care nurse", "intensive care nurse", "icu nurse", "intensive care unit nurse", "ccrn",
        "critical care registered nurse", "intensive care registered nurse", "neonatal intensive care nurse")),
    Role("emergency_nurse", "Nurse of an emergency department", (
        "emergency nurse", "emergency room nurse", "emergency department nurse", "er nurse", "trauma nurse",
        "triage nurse", "emergency care nurse")),
    Role("flight_nurse", "Nurse of emergency transport", (
        "flight nurse", "transport nurse", "flight crew nurse", "critical care transport nurse",
        "flight registered nurse")),
    Role("endoscopy_nurse", "Nurse of endoscopy", (
        "endoscopy nurse", "gi nurse", "gastroenterology nurse", "endoscopic nurse", "bronchoscopy nurse",
        "endoscopy registered nurse", "endoscopy unit nurse", "endoscopy suite nurse")),
    Role("operating_room_nurse", "Nurse of the operating room", (
        "operating room nurse", "surgical nurse", "perioperative nurse", "theater nurse", "operating theater nurse",
        "surgery nurse", "surgical registered nurse", "operating nurse", "theatre nurse",
        "perioperative registered nurse", "operating room registered nurse", "surgical nursing staff")),
    Role("scrub_nurse", "Nurse who hands the instruments", (
        "scrub nurse", "surgical scrub nurse", "instrument nurse", "scrub registered nurse", "sterile nurse")),
    Role("circulating_nurse", "Nurse who serves the operating room outside the sterile field", (
        "circulating nurse", "circulator", "circulating registered nurse", "nurse circulator",
        "circulating room nurse")),
    Role("nurse_first_assistant", "Nurse who assists the surgeon", (
        "nurse first assistant", "registered nurse first assistant", "rnfa", "first assistant nurse")),
    Role("recovery_nurse", "Nurse of the recovery room", (
        "recovery nurse", "recovery room nurse", "pacu nurse", "post-anesthesia nurse", "post-anesthesia care nurse",
        "post-anesthesia care unit nurse", "perianesthesia nurse", "postoperative nurse", "post-operative care nurse",
        "recovery room staff", "recovery staff", "postoperative care nurse")),
    Role("preoperative_nurse", "Nurse who makes patients ready for an operation", (
        "preoperative nurse", "pre-op nurse", "pre-operative nurse", "preoperative care nurse", "admission nurse")),
    Role("anesthesia_nurse", "Nurse who assists at anesthesia", (
        "anesthesia nurse", "anesthetic nurse", "anesthesiology nurse", "anesthesia registered nurse")),
    Role("wound_care_nurse", "Nurse of wounds", (
        "wound care nurse", "wound nurse", "wound care registered nurse", "wound specialist nurse", "wocn",
        "wound care specialist nurse", "skin care nurse", "wound, ostomy, and continence nurse")),
    Role("ostomy_nurse", "Nurse of stomas and continence", (
        "ostomy nurse", "ostomy care nurse", "enterostomal therapist", "stoma nurse", "enterostomal therapy nurse",
        "continence nurse", "ostomy specialist", "wound ostomy nurse", "wound and ostomy nurse",
        "ostomy care specialist", "wound ostomy continence nurse", "continence specialist", "stoma care nurse",
        "ostomy nurse specialist")),
    Role("home_health_nurse", "Nurse who comes to the home", (
        "home health nurse", "home care nurse", "visiting nurse", "home healthcare nurse", "home nurse",
        "home health registered nurse", "home infusion nurse", "private duty nurse", "district nurse",
        "home health professional", "home healthcare provider", "home health provider", "home visiting nurse",
        "home healthcare professional")),
    Role("infusion_nurse", "Nurse of treatment through a vein", (
        "infusion nurse", "infusion therapy nurse", "iv nurse", "infusion specialist", "infusion center nurse",
        "vascular access nurse", "iv therapy nurse", "intravenous nurse", "vascular access specialist", "picc nurse",
        "iv specialist", "infusion therapist", "iv therapist", "infusion registered nurse")),
    Role("oncology_nurse", "Nurse of cancer", (
        "oncology nurse", "chemotherapy nurse", "cancer nurse", "oncology registered nurse", "oncology infusion nurse",
        "oncology nurse specialist", "hematology nurse")),
    Role("oncology_nurse_practitioner", "Nurse practitioner of cancer", (
        "oncology nurse practitioner", "hematology nurse practitioner", "cancer nurse practitioner")),
    Role("dialysis_nurse", "Nurse of dialysis", (
        "dialysis nurse", "hemodialysis nurse", "renal nurse", "nephrology nurse", "kidney nurse",
        "peritoneal dialysis nurse")),
    Role("cardiac_nurse", "Nurse of the heart", (
        "cardiac nurse", "cardiology nurse", "cardiovascular nurse", "cath lab nurse", "cardiac care nurse",
        "catheterization laboratory nurse", "heart failure nurse", "cardiac catheterization nurse",
        "cardiac rehabilitation nurse", "cardiac device nurse", "electrophysiology nurse", "pacemaker nurse")),
    Role("radiology_nurse", "Nurse of imaging", (
        "radiology nurse", "interventional radiology nurse", "imaging nurse", "radiologic nurse", "ir nurse",
        "nuclear medicine nurse", "radiology registered nurse", "radiation oncology nurse", "radiation nurse")),
    Role("pediatric_nurse", "Nurse of children", (
        "pediatric nurse", "children's nurse", "pediatric registered nurse", "neonatal nurse", "nicu nurse",
        "newborn nurse", "nursery nurse", "pediatric critical care nurse", "pediatric nurse specialist")),
    Role("obstetric_nurse", "Nurse of pregnancy and birth", (
        "obstetric nurse", "labor and delivery nurse", "maternity nurse", "labor nurse", "perinatal nurse",
        "delivery nurse", "postpartum nurse", "obstetrical nurse")),
    Role("psychiatric_nurse", "Nurse of mental illness", (
        "psychiatric nurse", "mental health nurse", "behavioral health nurse", "psychiatric registered nurse")),
    Role("public_health_nurse", "Nurse of public health", (
        "public health nurse", "community health nurse", "community nurse", "vaccination nurse", "immunization nurse")),
    Role("school_nurse", "Nurse of a school", ("school nurse", "school health nurse", "school registered nurse")),
    Role("occupational_health_nurse", "Nurse of health at work", (
        "occupational health nurse", "occupational nurse", "employee health nurse")),
    Role("hospice_nurse", "Nurse of care at the end of life", (
        "hospice nurse", "palliative care nurse", "palliative nurse", "hospice registered nurse")),
    Role("diabetes_educator", "Teacher of life with diabetes", (
        "diabetes educator", "diabetes nurse educator", "diabetes nurse", "diabetes care and education specialist",
        "diabetes nurse specialist", "diabetic educator", "diabetes education specialist", "cdces",
        "diabetes care specialist")),
    Role("nurse_educator", "Nurse who teaches", (
        "nurse educator", "nursing educator", "nurse instructor", "clinical nurse educator")),
    Role("health_educator", "Teacher of health", (
        "health educator", "patient educator", "asthma educator", "health education specialist", "lifestyle coach",
        "health coach", "wellness coach", "childbirth educator", "tobacco treatment specialist",
        "tobacco cessation specialist", "smoking cessation counselor", "smoking cessation specialist",
        "prevention specialist", "lifestyle counselor", "educator")),
    Role("lactation_consultant", "Adviser on breastfeeding", (
        "lactation consultant", "lactation specialist", "ibclc", "breastfeeding counselor", "lactation counselor",
        "breastfeeding specialist")),
    Role("midwife", "Midwife", (
        "midwife", "nurse-midwife", "cnm", "nurse midwife", "professional midwife", "lay midwife")),
    Role("doula", "Companion at birth", (
        "doula", "birth attendant", "birth doula", "birth coach", "labor support person")),
    Role("medical_assistant", "Medical assistant", (
        "medical assistant", "clinical assistant", "ma", "clinic assistant", "office assistant",
        "medical office assistant", "registered medical assistant", "physician office assistant", "procedure assistant",
        "clinical medical assistant", "podiatric assistant", "podiatric medical assistant", "medical aide")),
    Role("phlebotomist", "Technician who draws blood", (
        "phlebotomist", "phlebotomy technician", "blood draw technician", "phlebotomy specialist", "blood collector",
        "venipuncturist", "phlebotomy nurse", "phlebotomy professional", "phlebotomy tech", "specimen collector",
        "sample collector", "collection technician")),
    Role("technician", "Technician whose field is not on this list", (
        "technician", "technologist", "medical technician", "tech", "clinical technician", "healthcare technician",
        "procedure technician", "equipment technician", "urology technician", "technical specialist",
        "monitoring technician", "device technician", "clinical technologist", "diagnostic technician",
        "medical device technician")),
    Role("radiologic_technologist", "Technologist of x-ray imaging", (
        "radiologic technologist", "radiology technologist", "radiology technician", "radiologic technician",
        "x-ray technician", "x-ray technologist", "radiographer", "radiological technologist", "imaging technologist",
        "imaging technician", "rad tech", "radiology tech", "x-ray tech", "radiography technologist",
        "diagnostic radiographer", "medical imaging technologist", "radiographic technologist", "radiology staff",
        "diagnostic imaging technologist", "radiological technician", "fluoroscopy technologist",
        "medical radiographer", "fluoroscopy technician", "radiography technician", "xray technician",
        "registered radiologic technologist", "medical imaging technician", "x-ray operator", "c-arm operator",
        "scanning technician", "scanner operator")),
    Role("radiology_assistant", "Assistant of a radiologist", (
        "radiology assistant", "radiologist assistant", "radiology practitioner assistant", "radiologist's assistant",
        "registered radiologist assistant", "imaging assistant")),
    Role("interventional_radiology_technologist", "Technologist of treatment under imaging", (
        "interventional radiology technologist", "interventional radiology technician", "interventional technologist",
        "interventional radiologic technologist", "ir technologist", "ir technician", "angiography technologist",
        "vascular interventional technologist", "interventional radiology tech", "angiography technician",
        "vascular-interventional technologist")),
    Role("mri_technologist", "Technologist of magnetic resonance imaging", (
        "mri technologist", "mri technician", "mri tech", "magnetic resonance imaging technologist", "mr technologist",
        "mri radiographer", "magnetic resonance technologist", "magnetic resonance imaging technician",
        "mri radiologic technologist", "mri operator", "mr technician")),
    Role("ct_technologist", "Technologist of computed tomography", (
        "ct technologist", "ct technician", "ct tech", "computed tomography technologist", "ct scan technician",
        "ct radiographer", "cat scan technologist", "ct scan technologist", "ct radiologic technologist",
        "computed tomography technician", "ct scanner technologist", "cat scan technician", "ct imaging technologist")),
    Role("mammography_technologist", "Technologist of breast imaging", (
        "mammography technologist", "mammographer", "mammography technician", "mammogram technologist",
        "mammogram technician", "breast imaging technologist", "mammographic technologist", "mammography tech")),
    Role("nuclear_medicine_technologist", "Technologist of radioactive tracers", (
        "nuclear medicine technologist", "nuclear medicine technician", "nuclear technologist", "nuclear medicine tech",
        "nuclear cardiology technologist", "nuclear technician", "nuclear imaging technologist")),
    Role("pet_technologist", "Technologist of positron emission tomography", (
        "pet technologist", "pet technician", "pet scan technologist", "pet-ct technologist", "pet ct technician",
        "pet scan technician")),
    Role("radiopharmacist", "Pharmacist of radioactive medicines", (
        "radiopharmacist", "nuclear pharmacist", "radiochemist", "radiopharmacy technician",
        "radiopharmaceutical specialist")),
    Role("bone_densitometry_technologist", "Technologist of bone density", (
        "bone densitometry technologist", "bone density technologist", "dexa technologist", "dxa technologist",
        "bone densitometry technician", "bone density technician", "densitometry technologist", "dexa technician")),
    Role("sonographer", "Technologist of ultrasound", (
        "sonographer", "ultrasound technician", "ultrasound technologist", "diagnostic medical sonographer",
        "ultrasound tech", "ultrasonographer", "diagnostic sonographer", "medical sonographer", "sonography technician",
        "sonologist", "ultrasound specialist", "registered diagnostic medical sonographer", "ultrasound operator",
        "sonography technologist", "ultrasound sonographer", "breast sonographer", "obstetric sonographer")),
    Role("cardiac_sonographer", "Technologist of heart ultrasound", (
        "cardiac sonographer", "echocardiographer", "echocardiography technician", "echocardiography technologist",
        "echo technician", "echo technologist", "echocardiogram technician", "echo tech", "echocardiogram technologist",
        "cardiac ultrasound technician", "cardiac ultrasound technologist", "echocardiographic technologist",
        "echosonographer", "registered cardiac sonographer", "pediatric cardiac sonographer", "fetal sonographer")),
    Role("vascular_technologist", "Technologist of vessel ultrasound", (
        "vascular technologist", "vascular technician", "vascular sonographer", "registered vascular technologist",
        "vascular ultrasound technologist", "vascular ultrasound technician", "vascular tech")),
    Role("cardiac_technician", "Technician of heart tests and catheters", (
        "cardiac technician", "cardiovascular technician", "cardiovascular technologist", "cardiac technologist",
        "ecg technician", "ekg technician", "cardiology technician", "cath lab technician", "cath lab technologist",
        "cardiac catheterization technologist", "electrocardiogram technician", "electrocardiograph technician",
        "cardiac catheterization technician", "holter technician", "cardiology technologist", "ecg technologist",
        "ekg technologist", "cardiac physiologist", "catheterization laboratory technician", "cardiac tech", "ekg tech",
        "catheterization laboratory technologist", "cardiovascular invasive specialist", "stress test technician",
        "cardiac monitoring technician", "telemetry technician", "cardiac diagnostic technician")),
    Role("cardiac_device_specialist", "Specialist of pacemakers and defibrillators", (
        "cardiac device specialist", "pacemaker technician", "pacemaker specialist", "cardiac device technician",
        "electrophysiology technician", "electrophysiology technologist", "cardiac device clinic staff",
        "pacemaker technologist", "cardiac device technologist", "ep technician", "ep technologist",
        "device clinic technician", "cardiac device programmer", "cardiac device representative")),
    Role("perfusionist", "Operator of the heart-lung machine", (
        "perfusionist", "cardiovascular perfusionist", "clinical perfusionist", "perfusion technologist",
        "ecmo specialist", "heart-lung machine operator", "cardiac perfusionist", "perfusion specialist",
        "ecmo technician", "perfusion technician")),
    Role("exercise_physiologist", "Specialist of exercise tests and training", (
        "exercise physiologist", "exercise specialist", "clinical exercise physiologist", "exercise technician",
        "fitness instructor", "exercise instructor", "fitness trainer", "exercise therapist", "fitness specialist",
        "personal trainer", "exercise trainer")),
    Role("radiation_therapist", "Technologist of radiation treatment", (
        "radiation therapist", "radiation therapy technologist", "radiation therapy technician",
        "radiation technologist", "radiotherapy technologist", "therapeutic radiographer", "radiation technician",
        "radiotherapy technician", "radiotherapy radiographer")),
    Role("medical_physicist", "Physicist of radiation and imaging", (
        "medical physicist", "radiation physicist", "physicist", "clinical physicist", "health physicist",
        "radiation oncology physicist", "radiological physicist")),
    Role("dosimetrist", "Planner of radiation doses", (
        "dosimetrist", "medical dosimetrist", "radiation dosimetrist", "radiation treatment planner",
        "treatment planner")),
    Role("radiation_safety_officer", "Officer of radiation safety", (
        "radiation safety officer", "radiation safety specialist", "radiation protection officer",
        "radiation safety technician")),
    Role("laboratory_technician", "Technician of a laboratory", (
        "laboratory technician", "lab technician", "medical laboratory technician", "clinical laboratory technician",
        "lab tech", "mlt", "laboratory staff", "laboratory personnel", "laboratory professional",
        "laboratory assistant", "lab assistant", "pathology technician", "laboratory worker", "lab personnel",
        "lab staff", "laboratory analyst", "lab professional", "genetic laboratory technician",
        "molecular laboratory technician", "laboratory specialist", "pathology laboratory technician",
        "genetic technician", "molecular technician", "laboratory team", "microbiology technician", "lab analyst",
        "lab specialist", "pathology staff")),
    Role("laboratory_technologist", "Technologist of a laboratory", (
        "laboratory technologist", "medical laboratory technologist", "medical technologist", "lab technologist",
        "clinical laboratory technologist", "molecular technologist", "microbiology technologist",
        "molecular laboratory technologist", "clinical lab technologist", "genetic technologist",
        "genetic laboratory technologist", "flow cytometry technologist", "pathology technologist")),
    Role("laboratory_scientist", "Scientist of a laboratory", (
        "laboratory scientist", "medical laboratory scientist", "clinical laboratory scientist", "mls",
        "clinical scientist", "medical scientist", "biomedical scientist", "biochemist", "clinical biochemist",
        "clinical chemist", "scientist", "laboratory medicine specialist", "lab scientist", "molecular biologist",
        "clinical laboratory specialist", "immunology laboratory scientist", "bioinformatician", "chemist",
        "bioinformatics specialist", "bioinformaticist", "genomic scientist", "bioinformatics analyst",
        "molecular scientist", "virologist")),
    Role("microbiologist", "Scientist of germs", (
        "microbiologist", "clinical microbiologist", "medical microbiologist", "bacteriologist", "parasitologist",
        "mycologist")),
    Role("histotechnologist", "Technologist of tissue", (
        "histotechnologist", "histology technician", "histotechnician", "histology technologist", "histologist",
        "histopathology technician", "histology tech", "histopathology technologist", "tissue technician",
        "immunohistochemistry technologist")),
    Role("cytotechnologist", "Technologist of cells", (
        "cytotechnologist", "cytology technician", "cytologist", "cytology technologist", "cytogenetic technologist",
        "cytopathology technologist", "cytogenetic technician")),
    Role("pathologist_assistant", "Assistant of a pathologist", (
        "pathologist assistant", "pathologist's assistant", "pathology assistant")),
    Role("blood_bank_technologist", "Technologist of a blood bank", (
        "blood bank technologist", "blood bank technician", "blood bank specialist", "blood bank staff",
        "transfusion technologist", "blood bank personnel", "transfusion medicine technologist", "immunohematologist")),
    Role("apheresis_technician", "Operator of an apheresis machine", (
        "apheresis technician", "apheresis nurse", "apheresis specialist", "apheresis operator",
        "apheresis technologist")),
    Role("transfusion_nurse", "Nurse of transfusion", (
        "transfusion nurse", "blood transfusion nurse", "transfusion registered nurse")),
    Role("embryologist", "Scientist of embryos", (
        "embryologist", "clinical embryologist", "ivf laboratory technician", "embryology technician", "ivf specialist",
        "embryology laboratory specialist", "reproductive laboratory technician")),
    Role("andrology_technician", "Technician of semen tests", (
        "andrology technician", "andrology technologist", "andrology laboratory technician", "semen analyst",
        "andrology laboratory scientist")),
    Role("genetic_counselor", "Adviser on heredity", (
        "genetic counselor", "cancer genetic counselor", "prenatal genetic counselor", "genetic counsellor")),
    Role("sleep_technologist", "Technologist of sleep studies", (
        "sleep technologist", "sleep technician", "polysomnographic technologist", "polysomnographic technician",
        "polysomnography technologist", "sleep lab technician", "polysomnography technician", "sleep study technician",
        "sleep tech", "sleep laboratory technician", "registered polysomnographic technologist",
        "sleep lab technologist", "sleep study technologist")),
    Role("eeg_technologist", "Technologist of brain waves", (
        "eeg technologist", "eeg technician", "electroneurodiagnostic technologist", "electroencephalogram technician",
        "electroencephalography technician", "electroencephalographic technologist", "eeg tech",
        "electroencephalogram technologist", "electroencephalography technologist")),
    Role("neurodiagnostic_technologist", "Technologist of brain, nerve and muscle tests", (
        "neurodiagnostic technologist", "neurodiagnostic technician", "emg technician", "neurophysiology technician",
        "neurophysiology technologist", "nerve conduction technician", "emg technologist", "neurodiagnostic tech",
        "electrodiagnostic technician", "electrodiagnostic technologist", "nerve conduction technologist",
        "nerve conduction study technician", "neurology technician", "intraoperative monitoring technologist",
        "neuromonitoring technologist", "neuromonitoring technician", "neurophysiological monitoring technologist",
        "neurophysiologic monitoring technologist", "neuromonitoring specialist", "neurological technician",
        "intraoperative neurophysiological monitoring technologist", "surgical neurophysiologist")),
    Role("pulmonary_function_technologist", "Technologist of breathing tests", (
        "pulmonary function technologist", "pulmonary function technician", "pulmonary technician", "pft technologist",
        "pulmonary technologist", "respiratory technician", "respiratory technologist", "pft technician",
        "pulmonary function lab technician", "spirometry technician", "lung function technician",
        "pulmonary function laboratory technician", "pulmonary function specialist")),
    Role("dialysis_technician", "Technician of dialysis", (
        "dialysis technician", "hemodialysis technician", "dialysis tech", "renal technician", "dialysis technologist",
        "patient care dialysis technician", "dialysis assistant")),
    Role("endoscopy_technician", "Technician of endoscopy", (
        "endoscopy technician", "gi technician", "endoscopy technologist", "endoscopy assistant", "gi tech",
        "endoscopy tech", "endoscopic technician", "endoscopy staff", "bronchoscopy technician",
        "gastroenterology technician", "endoscopy support staff")),
    Role("surgical_technologist", "Technologist of the operating room", (
        "surgical technologist", "surgical technician", "scrub technician", "surgical tech", "scrub tech",
        "operating room technician", "scrub technologist", "operating room technologist", "scrub person",
        "surgery technician", "operating room tech", "sterile technician", "operating department practitioner",
        "surgical scrub technician", "surgical scrub tech", "theater technician", "operating theater technician")),
    Role("surgical_assistant", "Assistant at operations", (
        "surgical assistant", "surgical first assistant", "first assistant", "operating room assistant",
        "surgery assistant", "surgical first assist", "surgical support staff", "surgical aide", "first assist",
        "operating assistant")),
    Role("sterile_processing_technician", "Technician who sterilizes instruments", (
        "sterile processing technician", "sterilization technician", "central sterile technician",
        "sterile processing staff", "central service technician")),
    Role("hyperbaric_technician", "Operator of a pressure chamber", (
        "hyperbaric technician", "hyperbaric technologist", "hyperbaric nurse", "hyperbaric chamber operator",
        "hyperbaric chamber technician", "hyperbaric operator", "hyperbaric medicine technician")),
    Role("laser_technician", "Operator of a laser", (
        "laser technician", "laser operator", "laser specialist", "laser safety officer", "phototherapy technician",
        "laser technologist")),
    Role("lithotripsy_technician", "Operator of a lithotripter", (
        "lithotripsy technician", "lithotripsy technologist", "lithotripter operator")),
    Role("medical_photographer", "Photographer of patients and tissue", (
        "medical photographer", "clinical photographer", "ophthalmic imaging specialist", "photographer")),
    Role("ophthalmic_technician", "Technician of eye tests", (
        "ophthalmic technician", "ophthalmic technologist", "ophthalmic assistant", "eye technician",
        "ophthalmology technician", "ophthalmic medical technician", "optometric technician", "optometric assistant",
        "ophthalmic tech", "ophthalmic photographer", "eye care technician", "ophthalmology assistant",
        "ophthalmic medical assistant", "ocular technician", "optical technician", "retinal photographer",
        "retinal imaging technician", "ophthalmic imaging technician")),
    Role("ophthalmic_nurse", "Nurse of eye care", (
        "ophthalmic nurse", "ophthalmology nurse", "eye nurse", "ophthalmic registered nurse")),
    Role("orthoptist", "Specialist of eye movements", (
        "orthoptist", "vision therapist", "orthoptic technician", "vision therapy specialist")),
    Role("optometrist", "Doctor of optometry", (
        "optometrist", "doctor of optometry", "optometric physician", "od", "contact lens specialist",
        "low vision specialist", "optometry specialist", "behavioral optometrist", "pediatric optometrist",
        "low-vision specialist", "contact lens practitioner")),
    Role("optician", "Maker and fitter of glasses", (
        "optician", "dispensing optician", "contact lens fitter", "contact lens technician", "optical dispenser",
        "optical specialist", "optical laboratory technician", "optical lab technician")),
    Role("ocularist", "Maker of artificial eyes", (
        "ocularist", "ocular prosthetist", "artificial eye maker", "ocular prosthetic specialist")),
    Role("audiologist", "Specialist of hearing and balance", (
        "audiologist", "hearing specialist", "clinical audiologist", "hearing healthcare professional",
        "pediatric audiologist", "doctor of audiology", "hearing care professional", "audiology specialist",
        "hearing healthcare provider", "hearing professional", "cochlear implant audiologist",
        "hearing care provider")),
    Role("audiology_technician", "Assistant of an audiologist", (
        "audiology technician", "audiology assistant", "audiometric technician", "hearing screener",
        "audiologist assistant", "audiometrist", "audiometry technician", "hearing technician", "vestibular technician",
        "hearing screening technician")),
    Role("hearing_instrument_specialist", "Seller and fitter of hearing aids", (
        "hearing instrument specialist", "hearing aid specialist", "hearing aid dispenser", "hearing aid fitter",
        "hearing aid technician", "hearing instrument dispenser", "hearing aid practitioner", "hearing aid provider")),
    Role("therapist", "Therapist whose field the page does not name", (
        "therapist", "therapy provider", "rehabilitation therapist", "rehabilitation specialist", "rehab specialist",
        "rehabilitation professional", "rehab therapist", "therapy specialist", "rehabilitation team",
        "rehabilitation provider", "therapy professional", "rehabilitation staff")),
    Role("therapy_assistant", "Assistant of a therapist", (
        "therapy assistant", "therapist assistant", "rehabilitation assistant", "rehabilitation aide", "therapy aide",
        "rehabilitation technician", "therapy technician", "rehab aide", "rehab technician", "therapist aide")),
    Role("physical_therapist", "Therapist of movement", (
        "physical therapist", "physiotherapist", "pt", "physical therapy specialist", "pelvic floor therapist",
        "pelvic floor physical therapist", "physical therapy provider", "physical therapy professional", "physio",
        "physical rehabilitation specialist", "doctor of physical therapy", "sports physical therapist",
        "pediatric physical therapist", "vestibular therapist", "orthopedic physical therapist", "aquatic therapist",
        "physical therapy team", "mobility specialist", "movement therapist", "vestibular physical therapist",
        "physical therapy staff")),
    Role("physical_therapist_assistant", "Assistant of a physical therapist", (
        "physical therapist assistant", "physical therapy assistant", "pta", "physiotherapy assistant",
        "physical therapist's assistant", "physical therapy aide", "physical therapy technician",
        "physical therapist aide", "pt assistant")),
    Role("occupational_therapist", "Therapist of daily tasks", (
        "occupational therapist", "ot", "occupational therapy specialist", "occupational therapy provider",
        "pediatric occupational therapist", "occupational therapy professional", "driving rehabilitation specialist")),
    Role("occupational_therapy_assistant", "Assistant of an occupational therapist", (
        "occupational therapy assistant", "occupational therapist assistant", "cota", "occupational therapy aide",
        "occupational therapist aide")),
    Role("hand_therapist", "Therapist of the hand", ("hand therapist", "cht", "hand therapy specialist")),
    Role("lymphedema_therapist", "Therapist of lymphedema", (
        "lymphedema therapist", "lymphedema specialist", "compression therapy specialist", "compression specialist",
        "lymphatic therapist")),
    Role("respiratory_therapist", "Therapist of breathing", (
        "respiratory therapist", "respiratory care practitioner", "rrt", "respiratory care therapist",
        "pulmonary therapist", "registered respiratory therapist", "respiratory therapy technician",
        "respiratory care provider", "respiratory therapy specialist", "respiratory care specialist",
        "respiratory care professional", "pulmonary rehabilitation specialist", "respiratory therapy staff",
        "home respiratory therapist", "pulmonary rehabilitation therapist")),
    Role("speech_therapist", "Therapist of speech and swallowing", (
        "speech therapist", "speech-language pathologist", "speech pathologist", "slp", "speech and language therapist",
        "speech-language therapist", "speech language pathologist", "speech and language pathologist",
        "swallowing specialist", "swallowing therapist", "voice therapist", "speech specialist", "language therapist",
        "language pathologist")),
    Role("speech_therapy_assistant", "Assistant of a speech therapist", (
        "speech therapy assistant", "speech-language pathology assistant", "slpa", "speech pathology assistant")),
    Role("cognitive_therapist", "Therapist of memory and thinking", (
        "cognitive therapist", "cognitive rehabilitation specialist", "cognitive rehabilitation therapist",
        "cognitive behavioral therapist", "cognitive-behavioral therapist", "neuropsychological therapist")),
    Role("recreational_therapist", "Therapist by play, art, music and activity", (
        "recreational therapist", "recreation therapist", "art therapist", "music therapist", "activity therapist",
        "play therapist", "recreation specialist", "dance therapist", "activity director", "equine therapist",
        "therapeutic recreation specialist", "activity coordinator")),
    Role("massage_therapist", "Therapist by massage", (
        "massage therapist", "massage practitioner", "manual therapist", "bodywork practitioner",
        "myofascial therapist", "lmt", "manual therapy specialist")),
    Role("athletic_trainer", "Trainer of athletes", (
        "athletic trainer", "sports trainer", "athletic therapist", "sports therapist",
        "athletic training specialist")),
    Role("child_life_specialist", "Companion of children in treatment", (
        "child life specialist", "child life therapist", "play specialist")),
    Role("orthotist", "Maker and fitter of braces", (
        "orthotist", "orthotic specialist", "orthotic fitter", "orthotic practitioner", "pedorthist",
        "orthotic technician", "orthopedic shoemaker", "brace specialist", "brace fitter", "orthotist assistant",
        "orthotic provider")),
    Role("prosthetist", "Maker and fitter of artificial limbs", (
        "prosthetist", "prosthetic specialist", "prosthetic technician", "prosthetist assistant", "anaplastologist",
        "prosthetic fitter", "prosthetic practitioner", "mastectomy fitter", "breast prosthesis fitter",
        "prosthetic provider", "prosthetic technologist")),
    Role("prosthetist_orthotist", "Maker and fitter of braces and artificial limbs", (
        "prosthetist orthotist", "prosthetist-orthotist", "orthotist-prosthetist", "orthotic and prosthetic specialist",
        "orthotic and prosthetic practitioner", "orthotic and prosthetic technician")),
    Role("orthopedic_technician", "Technician of casts and braces", (
        "orthopedic technician", "cast technician", "orthopedic technologist", "orthopedic assistant",
        "casting technician", "orthopedic tech", "cast room technician", "casting technologist", "plaster technician")),
    Role("seating_specialist", "Adviser on wheelchairs and other aids", (
        "seating specialist", "assistive technology professional", "rehabilitation engineer", "wheelchair specialist",
        "mobility equipment specialist", "assistive technology specialist", "rehab technology specialist",
        "seating and mobility specialist", "wheelchair technician", "rehabilitation technology supplier",
        "rehabilitation technology specialist", "adaptive equipment specialist", "complex rehab technology supplier",
        "wheelchair seating specialist")),
    Role("medical_equipment_provider", "Supplier of medical equipment", (
        "medical equipment provider", "medical equipment supplier", "durable medical equipment supplier",
        "dme supplier", "durable medical equipment provider", "dme provider", "equipment supplier",
        "medical equipment technician", "medical supplier", "medical equipment specialist", "dme technician",
        "home medical equipment provider", "dme specialist", "durable medical equipment specialist",
        "durable medical equipment technician", "oxygen supplier", "medical supply provider",
        "home medical equipment supplier", "equipment provider", "delivery technician")),
    Role("medical_device_representative", "Adviser from a device's maker", (
        "medical device representative", "device representative", "manufacturer representative", "device specialist",
        "industry representative", "medical device specialist", "company representative",
        "manufacturer's representative", "clinical device specialist", "device programmer",
        "neuromodulation specialist")),
    Role("biomedical_engineer", "Engineer of medical devices", (
        "biomedical engineer", "clinical engineer", "biomedical technician", "biomedical equipment technician",
        "engineer", "biomedical technologist", "bioengineer", "biomedical engineering technician")),
    Role("psychologist", "Psychologist", (
        "psychologist", "clinical psychologist", "health psychologist", "child psychologist", "counseling psychologist",
        "school psychologist", "pediatric psychologist", "forensic psychologist", "rehabilitation psychologist",
        "educational psychologist", "behavioral psychologist")),
    Role("neuropsychologist", "Psychologist of brain function", (
        "neuropsychologist", "clinical neuropsychologist", "pediatric neuropsychologist",
        "neuropsychology specialist")),
    Role("psychometrist", "Technician of psychological tests", (
        "psychometrist", "psychology technician", "neuropsychological technician", "psychological technician",
        "psychometrician", "neuropsychology technician")),
    Role("psychotherapist", "Therapist of the mind", (
        "psychotherapist", "psychoanalyst", "talk therapist", "psychodynamic therapist", "trauma therapist",
        "child therapist", "group therapist")),
    Role("mental_health_professional", "Professional of mental health, not named further", (
        "mental health professional", "mental health provider", "mental health therapist", "mental health clinician",
        "mental health specialist", "behavioral health professional", "behavioral health specialist",
        "behavioral health clinician", "behavioral health provider", "behavioral health therapist",
        "mental health practitioner", "mental health worker", "behavioral therapist", "behavior therapist",
        "behavioral specialist", "crisis counselor", "mental health technician", "psychiatric technician",
        "behavioral health technician", "behavioral health counselor", "behavioral healthcare manager", "crisis worker",
        "crisis intervention specialist", "behavioral health team", "mental health team", "crisis team",
        "behavioral health consultant", "mental health aide")),
    Role("behavior_analyst", "Analyst of behavior", (
        "behavior analyst", "bcba", "behavioral analyst", "applied behavior analyst", "behavior specialist",
        "aba therapist", "assistant behavior analyst")),
    Role("behavior_technician", "Technician of behavior treatment", (
        "behavior technician", "registered behavior technician", "rbt", "behavioral technician", "behavioral aide",
        "behavior aide")),
    Role("counselor", "Counselor", (
        "counselor", "counsellor", "mental health counselor", "professional counselor", "clinical counselor", "lpc",
        "crisis intervention counselor", "grief counselor", "bereavement counselor", "rehabilitation counselor",
        "school counselor", "patient counselor", "vocational counselor", "vocational rehabilitation counselor",
        "guidance counselor")),
    Role("substance_abuse_counselor", "Counselor for addiction", (
        "substance abuse counselor", "addiction counselor", "drug counselor", "alcohol counselor",
        "substance use counselor", "alcohol and drug counselor", "drug and alcohol counselor",
        "substance use disorder counselor", "chemical dependency counselor", "addiction therapist",
        "recovery counselor", "addiction professional", "substance abuse professional")),
    Role("marriage_and_family_therapist", "Therapist of couples and families", (
        "marriage and family therapist", "family therapist", "lmft", "couples therapist", "marriage therapist",
        "marriage counselor", "family counselor", "mft")),
    Role("sex_therapist", "Therapist of sexual problems", (
        "sex therapist", "sexual health counselor", "sexual therapist", "sexologist")),
    Role("peer_support_specialist", "Helper with own experience of the illness", (
        "peer support specialist", "peer specialist", "peer counselor", "recovery coach", "peer supporter",
        "peer support worker", "peer mentor", "peer recovery specialist")),
    Role("social_worker", "Social worker", (
        "social worker", "clinical social worker", "licensed clinical social worker", "lcsw", "medical social worker",
        "hospital social worker", "psychiatric social worker", "social service worker", "lsw", "msw",
        "child welfare worker")),
    Role("case_manager", "Manager of a patient's case", (
        "case manager", "nurse case manager", "case worker", "caseworker", "rn case manager", "clinical case manager",
        "registered nurse case manager", "medical case manager", "case management nurse")),
    Role("care_coordinator", "Coordinator of care", (
        "care coordinator", "care manager", "nurse care manager", "nurse care coordinator", "nurse navigator",
        "patient navigator", "care navigator", "patient care coordinator", "care management team", "discharge planner",
        "transplant coordinator", "patient coordinator", "healthcare coordinator", "clinical coordinator",
        "health navigator", "care management nurse", "clinical care coordinator", "service coordinator",
        "patient care manager", "donor coordinator", "program coordinator", "healthcare navigator", "patient advocate",
        "nurse coordinator")),
    Role("community_health_worker", "Health worker of the community", (
        "community health worker", "community worker", "outreach worker", "health promoter", "promotora",
        "lay health worker", "community health representative", "public health worker", "public health professional",
        "public health official", "street outreach worker", "contact tracer", "health department staff")),
    Role("dietitian", "Specialist of diet", (
        "dietitian", "dietician", "registered dietitian", "nutritionist", "registered dietitian nutritionist",
        "clinical dietitian", "nutrition specialist", "dietitian nutritionist", "renal dietitian", "rd",
        "clinical nutritionist", "nutrition professional", "nutrition counselor", "pediatric dietitian",
        "registered dietician", "rdn", "nutrition expert", "dietary specialist", "nutrition educator")),
    Role("pharmacist", "Pharmacist", (
        "pharmacist", "clinical pharmacist", "hospital pharmacist", "compounding pharmacist", "pharmd",
        "community pharmacist", "oncology pharmacist", "registered pharmacist", "dispensing pharmacist",
        "specialty pharmacist", "pharmacy staff", "pharmacy team", "infusion pharmacist", "consultant pharmacist",
        "home infusion pharmacist", "druggist", "chemotherapy pharmacist", "retail pharmacist",
        "pharmacy professional")),
    Role("pharmacy_technician", "Assistant of a pharmacist", (
        "pharmacy technician", "pharmacy assistant", "pharmacy tech", "pharmacist technician", "pharmacist assistant",
        "compounding technician")),
    Role("paramedic", "Paramedic", (
        "paramedic", "emt-paramedic", "critical care paramedic", "flight paramedic", "ambulance paramedic",
        "advanced paramedic", "emt-p", "community paramedic", "advanced life support provider", "als provider",
        "advanced life support paramedic", "advanced life support personnel", "flight medic")),
    Role("emergency_medical_technician", "Emergency medical technician", (
        "emergency medical technician", "emt", "emt-b", "emt-basic", "emergency technician", "ambulance technician",
        "basic emergency medical technician", "advanced emergency medical technician", "aemt", "ambulance attendant",
        "emergency medical technician-basic", "emergency medical technician basic", "emt-intermediate",
        "ambulance crew", "basic life support provider", "ambulance crew member", "ambulance personnel",
        "ambulance staff")),
    Role("emergency_medical_service_provider", "Emergency staff, not named further", (
        "emergency medical service provider", "ems provider", "ems personnel", "emergency medical service personnel",
        "emergency medical responder", "first responder", "emergency responder", "ems professional", "ems team",
        "ems crew", "emergency personnel", "emergency medical personnel", "emergency medical provider",
        "emergency medical staff", "emergency room staff", "emergency medical team", "emergency staff",
        "emergency medical professional", "ems technician", "emergency service personnel", "ems clinician", "ems staff",
        "emergency response team", "emergency medical crew", "emergency team", "emergency department staff",
        "rescue worker", "firefighter", "emergency medical service", "emergency medical service staff", "ems worker",
        "flight crew", "flight crew member", "flight team")),
    Role("emergency_dispatcher", "Dispatcher of ambulances", (
        "emergency dispatcher", "dispatcher", "ambulance dispatcher", "emergency medical dispatcher",
        "transport coordinator")),
    Role("ambulance_driver", "Driver of an ambulance", (
        "ambulance driver", "emergency vehicle operator", "emergency vehicle driver", "ambulance operator")),
    Role("transport_driver", "Driver of patients who are not emergencies", (
        "transport driver", "driver", "medical transport driver", "vehicle operator", "transport personnel",
        "patient transport driver", "non-emergency medical transport driver", "transportation provider",
        "wheelchair van driver", "volunteer driver", "taxi driver", "transport staff", "medical transport provider",
        "transportation staff", "medical transporter", "transport crew", "transport professional",
        "medical transportation provider", "medical transport personnel", "transport provider",
        "medical transport team", "transport team", "patient transport staff")),
    Role("pilot", "Pilot of an air ambulance", ("pilot", "helicopter pilot", "aircraft pilot", "air ambulance pilot")),
    Role("orderly", "Helper who moves patients in a hospital", (
        "orderly", "patient transporter", "hospital porter", "porter", "hospital orderly", "hospital transporter")),
    Role("home_health_aide", "Aide who comes to the home", (
        "home health aide", "home care aide", "home health assistant", "hha", "home care worker",
        "home healthcare aide", "home health worker", "homemaker", "home care assistant", "home attendant",
        "home health attendant", "hospice aide", "home care provider", "home care attendant", "home care professional",
        "homemaker aide")),
    Role("personal_care_aide", "Aide for daily life", (
        "personal care aide", "personal care assistant", "personal care attendant", "personal assistant",
        "personal care worker", "personal attendant", "direct support professional", "care aide", "care assistant",
        "care attendant", "direct care worker", "health aide", "direct care staff", "resident assistant",
        "personal care provider", "care worker", "residential support staff", "respite worker", "respite care provider",
        "residential staff", "direct support staff")),
    Role("caregiver", "Family member or another person who cares for the patient", (
        "caregiver", "family caregiver", "family member", "carer", "parent", "guardian", "relative", "home caregiver",
        "care giver", "legal guardian", "spouse", "loved one", "family", "primary caregiver", "informal caregiver",
        "family carer", "care partner", "patient's family", "parent-caregiver", "partner", "patient's caregiver",
        "mother", "friend", "foster parent")),
    Role("patient", "The patient", (
        "patient", "user", "device user", "individual patient", "patient self", "wearer", "client", "individual user",
        "beneficiary")),
    Role("donor", "Who gives blood, cells or an organ", (
        "donor", "living donor", "blood donor", "organ donor", "stem cell donor")),
    Role("volunteer", "Volunteer", (
        "volunteer", "community volunteer", "hospital volunteer", "hospice volunteer", "lay volunteer")),
    Role("teacher", "Teacher or educator at a school", (
        "teacher", "special education teacher", "school staff", "special educator", "early interventionist",
        "early intervention specialist", "educational specialist", "school personnel", "tutor", "teacher's aide",
        "special education specialist")),
    Role("mobility_instructor", "Teacher of getting about with low sight", (
        "mobility instructor", "orientation and mobility specialist", "orientation and mobility instructor",
        "vision rehabilitation therapist", "vision rehabilitation specialist", "low vision therapist",
        "driving instructor")),
    Role("chaplain", "Pastor of a hospital", (
        "chaplain", "spiritual counselor", "spiritual care provider", "pastoral counselor", "hospital chaplain",
        "clergy", "spiritual advisor", "clergy member")),
    Role("interpreter", "Interpreter", (
        "interpreter", "medical interpreter", "sign language interpreter", "translator", "language interpreter",
        "asl interpreter", "healthcare interpreter")),
    Role("receptionist", "Staff of the front desk", (
        "receptionist", "front desk staff", "medical receptionist", "scheduler", "appointment scheduler", "unit clerk",
        "ward clerk", "medical secretary", "secretary", "unit secretary")),
    Role("administrative_staff", "Staff of the administration", (
        "administrative staff", "administrator", "administrative assistant", "administrative personnel",
        "healthcare administrator", "practice manager", "office manager", "clinic administrator",
        "medical administrator", "administrative support", "administrative support staff", "hospital administrator",
        "administrative professional", "program administrator")),
    Role("billing_specialist", "Staff of coding and billing", (
        "billing specialist", "medical coder", "medical biller", "billing staff", "coding specialist",
        "medical billing specialist", "coder", "biller", "billing personnel", "billing professional",
        "medical records specialist", "health information technician", "medical coding specialist")),
    Role("medical_scribe", "Writer of medical notes", (
        "medical scribe", "scribe", "transcriptionist", "medical transcriptionist")),
    Role("quality_specialist", "Staff of quality and safety", (
        "quality specialist", "quality improvement specialist", "quality assurance staff", "quality manager",
        "data analyst", "infection control specialist", "infection preventionist", "quality coordinator",
        "infection control nurse", "quality improvement team", "data manager", "patient safety officer",
        "quality officer")),
    Role("information_technology_specialist", "Staff of computers and networks", (
        "information technology specialist", "it support staff", "it technician", "it staff", "it support",
        "telehealth coordinator", "telemedicine coordinator", "telehealth technician", "it support specialist",
        "it professional", "telehealth specialist", "health informatics specialist", "informatics specialist")),
    Role("clinical_researcher", "Researcher of a study", (
        "clinical researcher", "researcher", "clinical research coordinator", "research coordinator", "research nurse",
        "investigator", "clinical investigator", "principal investigator", "study coordinator", "medical researcher",
        "clinical trial coordinator", "research team", "research staff", "clinical research nurse")),
    Role("esthetician", "Specialist of skin care and looks", (
        "esthetician", "aesthetician", "medical esthetician", "electrologist", "cosmetologist",
        "aesthetic practitioner", "micropigmentation specialist", "medical aesthetician", "medical tattoo artist",
        "aesthetic provider")),
    Role("dermatology_physician_assistant", "Physician assistant of the skin", (
        "dermatology physician assistant", "dermatology pa", "dermatologic physician assistant")),
    Role("urology_nurse", "Nurse of the urinary tract", (
        "urology nurse", "urologic nurse", "urology registered nurse", "urodynamic nurse")),
    Role("aesthetic_nurse", "Nurse of treatments for looks", (
        "aesthetic nurse", "cosmetic nurse", "nurse injector", "aesthetic injector")),
    Role("dermatology_nurse", "Nurse of the skin", (
        "dermatology nurse", "dermatologic nurse", "dermatology registered nurse")),
    Role("orthopedic_nurse", "Nurse of bones and joints", (
        "orthopedic nurse", "orthopaedic nurse", "orthopedic registered nurse", "orthopedic clinic nurse")),
    Role("neurology_nurse", "Nurse of brain and nerves", (
        "neurology nurse", "neuroscience nurse", "neurosurgical nurse", "stroke nurse", "epilepsy nurse")),
    Role("allergy_nurse", "Nurse of allergies", ("allergy nurse", "immunology nurse", "allergy specialist nurse")),
    Role("respiratory_nurse", "Nurse of the lungs", (
        "respiratory nurse", "pulmonary nurse", "asthma nurse", "pulmonary rehabilitation nurse")),
    Role("allergy_technician", "Technician of allergy tests", (
        "allergy technician", "allergy assistant", "allergy testing technician")),
    Role("fertility_nurse", "Nurse of fertility", (
        "fertility nurse", "ivf nurse", "reproductive nurse", "reproductive endocrinology nurse")),
    Role("womens_health_nurse", "Nurse of women's health", (
        "women's health nurse", "gynecology nurse", "gynecological nurse", "gynecologic nurse")),
    Role("podiatric_nurse", "Nurse of foot care", (
        "podiatric nurse", "foot care nurse", "podiatry nurse", "diabetic foot care nurse")),
    Role("pain_management_nurse", "Nurse of pain treatment", (
        "pain management nurse", "pain nurse", "pain clinic nurse", "acute pain nurse")),
    Role("transplant_nurse", "Nurse of transplants", (
        "transplant nurse", "bone marrow transplant nurse", "transplant nurse coordinator",
        "stem cell transplant nurse", "cell therapy nurse")),
    Role("rapid_response_team", "Team for emergencies in a hospital", (
        "rapid response team", "code team", "resuscitation team", "code blue team", "neonatal resuscitation team",
        "trauma team")),
    Role("podiatry_technician", "Technician of foot care", (
        "podiatry technician", "podiatry assistant", "podiatric technician")),
    Role("thermography_technician", "Technician of heat imaging", (
        "thermography technician", "thermographer", "thermographic technician")),
    Role("chiropractic_assistant", "Assistant of a chiropractor", (
        "chiropractic assistant", "chiropractor assistant", "chiropractic technician", "chiropractor's assistant")),
    Role("biofeedback_therapist", "Therapist by biofeedback", (
        "biofeedback therapist", "biofeedback specialist", "biofeedback technician", "neurofeedback practitioner",
        "biofeedback practitioner", "neurofeedback specialist")),
    Role("hypnotherapist", "Therapist by hypnosis", (
        "hypnotherapist", "clinical hypnotherapist", "hypnotist", "medical hypnotist", "hypnosis practitioner")),
    Role("forensic_nurse", "Nurse who examines victims of violence", (
        "forensic nurse", "sexual assault nurse examiner", "sane nurse", "forensic nurse examiner",
        "forensic examiner")),
)
