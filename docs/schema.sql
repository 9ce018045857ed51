CREATE SCHEMA IF NOT EXISTS ops;

CREATE TABLE main.procedures (
  "procedure_id" VARCHAR NOT NULL,
  "page_id" VARCHAR NOT NULL,
  "code_system" VARCHAR CHECK ("code_system" IN ('CDT', 'CPT', 'HCPCS', 'ICD-10-PCS', 'ICD-10-CM')),
  "code" VARCHAR,
  "code_origin" VARCHAR CHECK ("code_origin" IN ('page', 'sidecar', 'uri', 'reference')),
  "title" VARCHAR NOT NULL,
  "name" VARCHAR,
  "summary" VARCHAR,
  "purpose" VARCHAR,
  "site" VARCHAR,
  "source_uri" VARCHAR NOT NULL,
  "title_rule" VARCHAR,
  PRIMARY KEY (procedure_id)
);

COMMENT ON TABLE main.procedures IS 'One row for each procedure that a page describes.';

COMMENT ON COLUMN main.procedures."procedure_id" IS 'Key of the procedure; the same for the same page on every run and machine';

COMMENT ON COLUMN main.procedures."page_id" IS 'Page that it was read from (pages.page_id)';

COMMENT ON COLUMN main.procedures."code_system" IS 'Code system of the code, or the one that the page names';

COMMENT ON COLUMN main.procedures."code" IS 'Billing code as text, leading zeros kept';

COMMENT ON COLUMN main.procedures."code_origin" IS 'Where the code was found';

COMMENT ON COLUMN main.procedures."title" IS 'Title as printed: the code''s descriptor on pages of the family';

COMMENT ON COLUMN main.procedures."name" IS 'Preferred name, from the name section';

COMMENT ON COLUMN main.procedures."summary" IS 'Text of the summary section, one line an item';

COMMENT ON COLUMN main.procedures."purpose" IS 'Text of the purpose section, one line an item';

COMMENT ON COLUMN main.procedures."site" IS 'Site that the page comes from, as its metadata or address says';

COMMENT ON COLUMN main.procedures."source_uri" IS 'Identity of the page: its address, else its path';

COMMENT ON COLUMN main.procedures."title_rule" IS 'Rule that gave the title (ops.rules.rule); null until the page is read by a parser that tells';

CREATE TABLE main.procedure_names (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "name" VARCHAR NOT NULL,
  "kind" VARCHAR NOT NULL CHECK ("kind" IN ('preferred', 'common', 'technical', 'alias', 'abbreviation')),
  PRIMARY KEY (procedure_id, position)
);

COMMENT ON TABLE main.procedure_names IS 'One row for each name of a procedure.';

COMMENT ON COLUMN main.procedure_names."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.procedure_names."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.procedure_names."name" IS 'The name';

COMMENT ON COLUMN main.procedure_names."kind" IS 'What kind of name it is';

CREATE TABLE main.sections (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "section" VARCHAR NOT NULL CHECK ("section" IN ('name', 'summary', 'purpose', 'indications', 'contraindications', 'preparation', 'procedure_description', 'duration', 'setting', 'personnel', 'risks', 'benefits', 'recovery', 'alternatives', 'patient_experience', 'similar_codes', 'results', 'follow_up', 'cost', 'faq', 'other')),
  "heading" VARCHAR,
  "state" VARCHAR NOT NULL CHECK ("state" IN ('parsed', 'empty', 'unparsed')),
  "text" VARCHAR,
  "item_count" BIGINT NOT NULL CHECK ("item_count" >= 0),
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  "rule" VARCHAR,
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.sections IS 'One row for each section found on a page, in page order.';

COMMENT ON COLUMN main.sections."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.sections."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.sections."section" IS 'Which section it is (section_kinds.section)';

COMMENT ON COLUMN main.sections."heading" IS 'Heading as printed; null for a section inferred without one';

COMMENT ON COLUMN main.sections."state" IS 'parsed; empty: a heading with nothing under it; unparsed: text that its typed table could not take';

COMMENT ON COLUMN main.sections."text" IS 'Text under the heading, one line an item, white space cleaned; null if empty';

COMMENT ON COLUMN main.sections."item_count" IS 'Number of its items';

COMMENT ON COLUMN main.sections."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.sections."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

COMMENT ON COLUMN main.sections."rule" IS 'Rule that opened it (ops.rules.rule); null until the page is read by a parser that tells';

CREATE TABLE main.section_items (
  "procedure_id" VARCHAR NOT NULL,
  "section_position" BIGINT NOT NULL CHECK ("section_position" >= 1),
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "section" VARCHAR NOT NULL CHECK ("section" IN ('name', 'summary', 'purpose', 'indications', 'contraindications', 'preparation', 'procedure_description', 'duration', 'setting', 'personnel', 'risks', 'benefits', 'recovery', 'alternatives', 'patient_experience', 'similar_codes', 'results', 'follow_up', 'cost', 'faq', 'other')),
  "parent_position" BIGINT CHECK ("parent_position" >= 1),
  "depth" BIGINT NOT NULL CHECK ("depth" >= 0),
  "kind" VARCHAR NOT NULL CHECK ("kind" IN ('paragraph', 'bullet', 'numbered', 'row')),
  "marker" VARCHAR,
  "subsection" VARCHAR,
  "label" VARCHAR,
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, section_position, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.section_items IS 'One row for each paragraph, list item or table row in a section.';

COMMENT ON COLUMN main.section_items."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.section_items."section_position" IS 'Position of its section (sections.position)';

COMMENT ON COLUMN main.section_items."position" IS 'Place within its section, from 1';

COMMENT ON COLUMN main.section_items."section" IS 'Which section it stands in';

COMMENT ON COLUMN main.section_items."parent_position" IS 'Position of the list item that it hangs under';

COMMENT ON COLUMN main.section_items."depth" IS 'Depth of nesting, 0 at the top';

COMMENT ON COLUMN main.section_items."kind" IS 'What it is';

COMMENT ON COLUMN main.section_items."marker" IS 'Bullet or number as printed (in HTML: as a browser shows it)';

COMMENT ON COLUMN main.section_items."subsection" IS 'Sub-heading that it stands under';

COMMENT ON COLUMN main.section_items."label" IS 'Label of a `Label: value` item';

COMMENT ON COLUMN main.section_items."text" IS 'The page''s own words without marker and label, white space cleaned';

COMMENT ON COLUMN main.section_items."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.section_items."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.indications (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "kind" VARCHAR NOT NULL CHECK ("kind" IN ('indication', 'patient_criterion')),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.indications IS 'One row for each indication.';

COMMENT ON COLUMN main.indications."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.indications."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.indications."kind" IS 'A condition to treat, or a criterion that the patient meets';

COMMENT ON COLUMN main.indications."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.indications."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.indications."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.preparations (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "topic" VARCHAR CHECK ("topic" IN ('fasting', 'smoking', 'allergies', 'medication', 'tests', 'transport', 'consent', 'records', 'devices', 'clothing', 'hygiene', 'hydration', 'diet', 'positioning', 'arrival', 'preparation_at_home')),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.preparations IS 'One row for each instruction before the procedure.';

COMMENT ON COLUMN main.preparations."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.preparations."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.preparations."topic" IS 'What it is about';

COMMENT ON COLUMN main.preparations."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.preparations."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.preparations."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.steps (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "step_number" BIGINT NOT NULL CHECK ("step_number" >= 0),
  "label" VARCHAR,
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.steps IS 'One row for each step of the procedure.';

COMMENT ON COLUMN main.steps."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.steps."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.steps."step_number" IS 'Number as printed, else the step''s place in its list';

COMMENT ON COLUMN main.steps."label" IS 'Label of a `Label: value` step';

COMMENT ON COLUMN main.steps."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.steps."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.steps."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.equipment (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.equipment IS 'One row for each tool or piece of equipment.';

COMMENT ON COLUMN main.equipment."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.equipment."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.equipment."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.equipment."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.equipment."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.anesthesia (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.anesthesia IS 'One row for each statement on anesthesia or sedation.';

COMMENT ON COLUMN main.anesthesia."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.anesthesia."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.anesthesia."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.anesthesia."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.anesthesia."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.durations (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "min_minutes" DOUBLE CHECK ("min_minutes" >= 0),
  "max_minutes" DOUBLE CHECK ("max_minutes" >= 0),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end),
  CHECK (min_minutes <= max_minutes)
);

COMMENT ON TABLE main.durations IS 'One row for each statement of how long the procedure takes.';

COMMENT ON COLUMN main.durations."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.durations."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.durations."min_minutes" IS 'Shortest time in minutes; null for `up to`, or where no number is given';

COMMENT ON COLUMN main.durations."max_minutes" IS 'Longest time in minutes; null for `at least`, or where no number is given';

COMMENT ON COLUMN main.durations."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.durations."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.durations."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.settings (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "setting" VARCHAR CHECK ("setting" IN ('outpatient_clinic', 'independent_clinic', 'physician_office', 'exam_room', 'procedure_room', 'dental_office', 'chiropractic_office', 'therapist_office', 'hospital', 'hospital_department', 'outpatient_hospital', 'off_campus_outpatient_hospital', 'inpatient_ward', 'intensive_care_unit', 'neonatal_intensive_care_unit', 'labor_and_delivery_unit', 'emergency_department', 'operating_room', 'recovery_room', 'preoperative_area', 'surgical_center', 'radiology_suite', 'interventional_radiology_suite', 'imaging_center', 'breast_imaging_center', 'nuclear_medicine_department', 'endoscopy_suite', 'catheterization_laboratory', 'electrophysiology_laboratory', 'vascular_laboratory', 'cardiac_testing_laboratory', 'heart_center', 'pulmonary_function_laboratory', 'neurophysiology_laboratory', 'sleep_laboratory', 'laboratory', 'independent_laboratory', 'phlebotomy_center', 'diagnostic_center', 'testing_site', 'mass_immunization_center', 'infusion_center', 'dialysis_center', 'cancer_center', 'radiation_oncology_center', 'blood_bank', 'transplant_center', 'wound_care_center', 'burn_center', 'hyperbaric_center', 'pain_management_center', 'eye_center', 'optical_shop', 'audiology_clinic', 'fertility_clinic', 'family_planning_clinic', 'birthing_center', 'specialized_center', 'healthcare_facility', 'physical_therapy_clinic', 'speech_therapy_clinic', 'rehabilitation_center', 'inpatient_rehabilitation_facility', 'outpatient_rehabilitation_center', 'comprehensive_outpatient_rehabilitation_facility', 'orthotic_and_prosthetic_clinic', 'skilled_nursing_facility', 'nursing_home', 'long_term_acute_care_hospital', 'assisted_living_facility', 'custodial_care_facility', 'group_home', 'intermediate_care_facility', 'adult_day_center', 'hospice', 'home', 'homeless_shelter', 'temporary_lodging', 'ambulance', 'air_ambulance', 'transport_vehicle', 'emergency_scene', 'mobile_unit', 'urgent_care_center', 'retail_clinic', 'pharmacy', 'medical_supply_store', 'telehealth', 'school', 'child_care_center', 'workplace', 'community_setting', 'fitness_center', 'outreach_site', 'medical_spa', 'acupuncture_clinic', 'federally_qualified_health_center', 'community_health_center', 'public_health_clinic', 'rural_health_clinic', 'military_treatment_facility', 'veterans_hospital', 'indian_health_service_facility', 'prison', 'community_mental_health_center', 'mental_health_center', 'psychiatric_facility', 'partial_hospitalization_program', 'psychiatric_residential_treatment_center', 'substance_use_treatment_facility', 'residential_substance_use_treatment_facility', 'detoxification_center', 'opioid_treatment_program', 'research_center')),
  "place_of_service" VARCHAR,
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.settings IS 'One row for each place where the procedure is done.';

COMMENT ON COLUMN main.settings."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.settings."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.settings."setting" IS 'Place of service; null where the words are not on the list';

COMMENT ON COLUMN main.settings."place_of_service" IS 'CMS place-of-service code of the setting, two digits, where one fits';

COMMENT ON COLUMN main.settings."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.settings."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.settings."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.personnel (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "requirement" BIGINT NOT NULL CHECK ("requirement" >= 1),
  "role" VARCHAR CHECK ("role" IN ('healthcare_provider', 'medical_team', 'surgical_team', 'transplant_team', 'support_staff', 'physician', 'specialist', 'medical_director', 'resident_physician', 'medical_student', 'primary_care_physician', 'family_physician', 'general_practitioner', 'internist', 'hospitalist', 'pediatrician', 'adolescent_medicine_physician', 'developmental_pediatrician', 'neonatologist', 'geriatrician', 'emergency_physician', 'urgent_care_physician', 'critical_care_physician', 'palliative_care_physician', 'cardiologist', 'interventional_cardiologist', 'electrophysiologist', 'pediatric_cardiologist', 'vascular_medicine_physician', 'pulmonologist', 'interventional_pulmonologist', 'gastroenterologist', 'endoscopist', 'hepatologist', 'nephrologist', 'endocrinologist', 'reproductive_endocrinologist', 'rheumatologist', 'hematologist', 'oncologist', 'hematologist_oncologist', 'pediatric_oncologist', 'radiation_oncologist', 'gynecologic_oncologist', 'transplant_physician', 'transfusion_medicine_physician', 'infectious_disease_specialist', 'allergist', 'immunologist', 'dermatologist', 'neurologist', 'pediatric_neurologist', 'clinical_neurophysiologist', 'pediatric_gastroenterologist', 'pediatric_pulmonologist', 'pediatric_urologist', 'psychiatrist', 'child_psychiatrist', 'psychiatric_provider', 'addiction_medicine_specialist', 'sleep_medicine_physician', 'physical_medicine_physician', 'sports_medicine_physician', 'occupational_medicine_physician', 'preventive_medicine_physician', 'obesity_medicine_physician', 'hyperbaric_medicine_physician', 'lipidologist', 'pain_management_specialist', 'anesthesiologist', 'nurse_anesthetist', 'anesthesiologist_assistant', 'anesthesia_technician', 'anesthesia_provider', 'radiologist', 'interventional_radiologist', 'neurointerventionalist', 'neuroradiologist', 'breast_radiologist', 'nuclear_medicine_physician', 'pathologist', 'dermatopathologist', 'geneticist', 'metabolic_specialist', 'toxicologist', 'clinical_pharmacologist', 'obstetrician', 'gynecologist', 'obstetrician_gynecologist', 'maternal_fetal_medicine_specialist', 'urogynecologist', 'urologist', 'ophthalmologist', 'retina_specialist', 'cornea_specialist', 'glaucoma_specialist', 'oculoplastic_surgeon', 'eye_care_professional', 'otolaryngologist', 'neurotologist', 'laryngologist', 'wound_care_specialist', 'podiatrist', 'chiropractor', 'osteopath', 'naturopath', 'acupuncturist', 'surgeon', 'general_surgeon', 'assistant_surgeon', 'orthopedic_surgeon', 'joint_replacement_surgeon', 'orthopedic_oncologist', 'orthopedic_trauma_surgeon', 'hand_surgeon', 'foot_and_ankle_surgeon', 'podiatric_surgeon', 'spine_surgeon', 'neurosurgeon', 'pediatric_neurosurgeon', 'cardiac_surgeon', 'pediatric_cardiac_surgeon', 'cardiothoracic_surgeon', 'thoracic_surgeon', 'vascular_surgeon', 'colorectal_surgeon', 'hepatobiliary_surgeon', 'gastrointestinal_surgeon', 'bariatric_surgeon', 'transplant_surgeon', 'surgical_oncologist', 'breast_surgeon', 'endocrine_surgeon', 'head_and_neck_surgeon', 'plastic_surgeon', 'facial_plastic_surgeon', 'craniofacial_surgeon', 'mohs_surgeon', 'trauma_surgeon', 'burn_surgeon', 'pediatric_surgeon', 'dentist', 'pediatric_dentist', 'oral_surgeon', 'orthodontist', 'endodontist', 'periodontist', 'prosthodontist', 'oral_radiologist', 'dental_hygienist', 'dental_assistant', 'dental_technician', 'dental_radiographer', 'advanced_practice_provider', 'nurse_practitioner', 'advanced_practice_nurse', 'clinical_nurse_specialist', 'psychiatric_nurse_practitioner', 'physician_assistant', 'nurse', 'registered_nurse', 'licensed_practical_nurse', 'nursing_assistant', 'critical_care_nurse', 'emergency_nurse', 'flight_nurse', 'endoscopy_nurse', 'operating_room_nurse', 'scrub_nurse', 'circulating_nurse', 'nurse_first_assistant', 'recovery_nurse', 'preoperative_nurse', 'anesthesia_nurse', 'wound_care_nurse', 'ostomy_nurse', 'home_health_nurse', 'infusion_nurse', 'oncology_nurse', 'oncology_nurse_practitioner', 'dialysis_nurse', 'cardiac_nurse', 'radiology_nurse', 'pediatric_nurse', 'obstetric_nurse', 'psychiatric_nurse', 'public_health_nurse', 'school_nurse', 'occupational_health_nurse', 'hospice_nurse', 'diabetes_educator', 'nurse_educator', 'health_educator', 'lactation_consultant', 'midwife', 'doula', 'medical_assistant', 'phlebotomist', 'technician', 'radiologic_technologist', 'radiology_assistant', 'interventional_radiology_technologist', 'mri_technologist', 'ct_technologist', 'mammography_technologist', 'nuclear_medicine_technologist', 'pet_technologist', 'radiopharmacist', 'bone_densitometry_technologist', 'sonographer', 'cardiac_sonographer', 'vascular_technologist', 'cardiac_technician', 'cardiac_device_specialist', 'perfusionist', 'exercise_physiologist', 'radiation_therapist', 'medical_physicist', 'dosimetrist', 'radiation_safety_officer', 'laboratory_technician', 'laboratory_technologist', 'laboratory_scientist', 'microbiologist', 'histotechnologist', 'cytotechnologist', 'pathologist_assistant', 'blood_bank_technologist', 'apheresis_technician', 'transfusion_nurse', 'embryologist', 'andrology_technician', 'genetic_counselor', 'sleep_technologist', 'eeg_technologist', 'neurodiagnostic_technologist', 'pulmonary_function_technologist', 'dialysis_technician', 'endoscopy_technician', 'surgical_technologist', 'surgical_assistant', 'sterile_processing_technician', 'hyperbaric_technician', 'laser_technician', 'lithotripsy_technician', 'medical_photographer', 'ophthalmic_technician', 'ophthalmic_nurse', 'orthoptist', 'optometrist', 'optician', 'ocularist', 'audiologist', 'audiology_technician', 'hearing_instrument_specialist', 'therapist', 'therapy_assistant', 'physical_therapist', 'physical_therapist_assistant', 'occupational_therapist', 'occupational_therapy_assistant', 'hand_therapist', 'lymphedema_therapist', 'respiratory_therapist', 'speech_therapist', 'speech_therapy_assistant', 'cognitive_therapist', 'recreational_therapist', 'massage_therapist', 'athletic_trainer', 'child_life_specialist', 'orthotist', 'prosthetist', 'prosthetist_orthotist', 'orthopedic_technician', 'seating_specialist', 'medical_equipment_provider', 'medical_device_representative', 'biomedical_engineer', 'psychologist', 'neuropsychologist', 'psychometrist', 'psychotherapist', 'mental_health_professional', 'behavior_analyst', 'behavior_technician', 'counselor', 'substance_abuse_counselor', 'marriage_and_family_therapist', 'sex_therapist', 'peer_support_specialist', 'social_worker', 'case_manager', 'care_coordinator', 'community_health_worker', 'dietitian', 'pharmacist', 'pharmacy_technician', 'paramedic', 'emergency_medical_technician', 'emergency_medical_service_provider', 'emergency_dispatcher', 'ambulance_driver', 'transport_driver', 'pilot', 'orderly', 'home_health_aide', 'personal_care_aide', 'caregiver', 'patient', 'donor', 'volunteer', 'teacher', 'mobility_instructor', 'chaplain', 'interpreter', 'receptionist', 'administrative_staff', 'billing_specialist', 'medical_scribe', 'quality_specialist', 'information_technology_specialist', 'clinical_researcher', 'esthetician', 'dermatology_physician_assistant', 'urology_nurse', 'aesthetic_nurse', 'dermatology_nurse', 'orthopedic_nurse', 'neurology_nurse', 'allergy_nurse', 'respiratory_nurse', 'allergy_technician', 'fertility_nurse', 'womens_health_nurse', 'podiatric_nurse', 'pain_management_nurse', 'transplant_nurse', 'rapid_response_team', 'podiatry_technician', 'thermography_technician', 'chiropractic_assistant', 'biofeedback_therapist', 'hypnotherapist', 'forensic_nurse')),
  "condition" VARCHAR,
  "duty" VARCHAR,
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.personnel IS 'One row for each role that takes part.';

COMMENT ON COLUMN main.personnel."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.personnel."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.personnel."requirement" IS 'Number, from 1, of what must be there: rows that share it are alternatives';

COMMENT ON COLUMN main.personnel."role" IS 'Role; null where the words are not on the list';

COMMENT ON COLUMN main.personnel."condition" IS 'When the role takes part, as printed';

COMMENT ON COLUMN main.personnel."duty" IS 'What the role does, as printed';

COMMENT ON COLUMN main.personnel."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.personnel."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.personnel."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.risks (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "frequency" VARCHAR CHECK ("frequency" IN ('common', 'uncommon', 'rare')),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.risks IS 'One row for each risk or complication.';

COMMENT ON COLUMN main.risks."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.risks."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.risks."frequency" IS 'How often, as far as the page says';

COMMENT ON COLUMN main.risks."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.risks."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.risks."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.benefits (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.benefits IS 'One row for each benefit.';

COMMENT ON COLUMN main.benefits."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.benefits."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.benefits."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.benefits."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.benefits."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.recovery (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "topic" VARCHAR CHECK ("topic" IN ('warning_signs', 'driving', 'follow_up', 'observation', 'pain_management', 'wound_care', 'bathing', 'medication', 'return_to_work', 'activity', 'rest', 'hydration', 'diet', 'time')),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.recovery IS 'One row for each instruction or expectation after the procedure.';

COMMENT ON COLUMN main.recovery."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.recovery."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.recovery."topic" IS 'What it is about';

COMMENT ON COLUMN main.recovery."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.recovery."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.recovery."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.alternatives (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "kind" VARCHAR NOT NULL CHECK ("kind" IN ('option', 'remark')),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.alternatives IS 'One row for each alternative, or remark on the alternatives.';

COMMENT ON COLUMN main.alternatives."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.alternatives."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.alternatives."kind" IS 'An option, or a remark on the options';

COMMENT ON COLUMN main.alternatives."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.alternatives."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.alternatives."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.patient_experiences (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "phase" VARCHAR CHECK ("phase" IN ('before', 'during', 'after')),
  "text" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  PRIMARY KEY (procedure_id, position),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE main.patient_experiences IS 'One row for each statement of what the patient feels.';

COMMENT ON COLUMN main.patient_experiences."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.patient_experiences."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.patient_experiences."phase" IS 'When, as far as the page says';

COMMENT ON COLUMN main.patient_experiences."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN main.patient_experiences."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN main.patient_experiences."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE TABLE main.similar_codes (
  "procedure_id" VARCHAR NOT NULL,
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "code_system" VARCHAR CHECK ("code_system" IN ('CDT', 'CPT', 'HCPCS', 'ICD-10-PCS', 'ICD-10-CM')),
  "code" VARCHAR,
  "description" VARCHAR,
  "url" VARCHAR,
  PRIMARY KEY (procedure_id, position)
);

COMMENT ON TABLE main.similar_codes IS 'One row for each code that the page names as similar.';

COMMENT ON COLUMN main.similar_codes."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.similar_codes."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN main.similar_codes."code_system" IS 'Code system of the code';

COMMENT ON COLUMN main.similar_codes."code" IS 'The code, as text';

COMMENT ON COLUMN main.similar_codes."description" IS 'What the page says of it';

COMMENT ON COLUMN main.similar_codes."url" IS 'Address that it links to';

CREATE TABLE main.section_kinds (
  "section" VARCHAR NOT NULL CHECK ("section" IN ('name', 'summary', 'purpose', 'indications', 'contraindications', 'preparation', 'procedure_description', 'duration', 'setting', 'personnel', 'risks', 'benefits', 'recovery', 'alternatives', 'patient_experience', 'similar_codes', 'results', 'follow_up', 'cost', 'faq', 'other')),
  "position" BIGINT NOT NULL CHECK ("position" >= 1),
  "title" VARCHAR NOT NULL,
  "description" VARCHAR NOT NULL,
  PRIMARY KEY (section)
);

COMMENT ON TABLE main.section_kinds IS 'One row for each section that the project knows.';

COMMENT ON COLUMN main.section_kinds."section" IS 'Key of the section';

COMMENT ON COLUMN main.section_kinds."position" IS 'Place in the order of the template, from 1';

COMMENT ON COLUMN main.section_kinds."title" IS 'Title of the section';

COMMENT ON COLUMN main.section_kinds."description" IS 'What stands in it';

CREATE TABLE main.section_coverage (
  "procedure_id" VARCHAR NOT NULL,
  "section" VARCHAR NOT NULL CHECK ("section" IN ('name', 'summary', 'purpose', 'indications', 'contraindications', 'preparation', 'procedure_description', 'duration', 'setting', 'personnel', 'risks', 'benefits', 'recovery', 'alternatives', 'patient_experience', 'similar_codes', 'results', 'follow_up', 'cost', 'faq', 'other')),
  "state" VARCHAR NOT NULL CHECK ("state" IN ('parsed', 'empty', 'unparsed', 'absent')),
  PRIMARY KEY (procedure_id, section)
);

COMMENT ON TABLE main.section_coverage IS 'One row for each procedure and known section: whether the page has it.';

COMMENT ON COLUMN main.section_coverage."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN main.section_coverage."section" IS 'Key of the section';

COMMENT ON COLUMN main.section_coverage."state" IS 'parsed, empty (a heading and nothing under it), unparsed, or absent (no heading)';

CREATE TABLE main.pages (
  "page_id" VARCHAR NOT NULL,
  "source_uri" VARCHAR NOT NULL,
  "site" VARCHAR,
  "status" VARCHAR NOT NULL CHECK ("status" IN ('current', 'duplicate', 'rejected', 'gone')),
  "reason" VARCHAR,
  "duplicate_of" VARCHAR,
  "media_type" VARCHAR,
  "encoding" VARCHAR,
  "byte_size" BIGINT NOT NULL CHECK ("byte_size" >= 0),
  "content_sha256" VARCHAR,
  "fetched_at" TIMESTAMP,
  "first_seen_at" TIMESTAMP NOT NULL,
  "last_seen_at" TIMESTAMP NOT NULL,
  "text" VARCHAR,
  "content_chars" BIGINT NOT NULL CHECK ("content_chars" >= 0),
  "claimed_chars" BIGINT NOT NULL CHECK ("claimed_chars" >= 0),
  "chrome_chars" BIGINT NOT NULL CHECK ("chrome_chars" >= 0),
  "unclaimed_chars" BIGINT NOT NULL CHECK ("unclaimed_chars" >= 0),
  PRIMARY KEY (page_id)
);

COMMENT ON TABLE main.pages IS 'One row for each source page ever seen.';

COMMENT ON COLUMN main.pages."page_id" IS 'Key of the page, made from source_uri';

COMMENT ON COLUMN main.pages."source_uri" IS 'Identity of the page: its address, else its path';

COMMENT ON COLUMN main.pages."site" IS 'Site that it comes from';

COMMENT ON COLUMN main.pages."status" IS 'current; duplicate: the same bytes as another page; rejected: no readable text; gone: its raw file is no longer there';

COMMENT ON COLUMN main.pages."reason" IS 'Why it is rejected, a duplicate or gone';

COMMENT ON COLUMN main.pages."duplicate_of" IS 'Page with the same bytes that was loaded (pages.page_id)';

COMMENT ON COLUMN main.pages."media_type" IS 'What the bytes are: text/plain, text/markdown or text/html';

COMMENT ON COLUMN main.pages."encoding" IS 'Encoding that the bytes were read in';

COMMENT ON COLUMN main.pages."byte_size" IS 'Size of the page in bytes, unpacked';

COMMENT ON COLUMN main.pages."content_sha256" IS 'SHA-256 of the page''s bytes, unpacked; null where they could not be had';

COMMENT ON COLUMN main.pages."fetched_at" IS 'When the page was fetched, in UTC, as its metadata says';

COMMENT ON COLUMN main.pages."first_seen_at" IS 'When a run saw the page first, in UTC';

COMMENT ON COLUMN main.pages."last_seen_at" IS 'When a run saw the page last, in UTC';

COMMENT ON COLUMN main.pages."text" IS 'The page''s text as the reader gave it, lines joined by a line feed';

COMMENT ON COLUMN main.pages."content_chars" IS 'Non-blank characters of text';

COMMENT ON COLUMN main.pages."claimed_chars" IS 'Of those, in rows, headings, labels and markers';

COMMENT ON COLUMN main.pages."chrome_chars" IS 'Of those, taken by a named chrome rule';

COMMENT ON COLUMN main.pages."unclaimed_chars" IS 'Of those, accounted for by nothing';

CREATE TABLE ops.runs (
  "run_id" VARCHAR NOT NULL,
  "started_at" TIMESTAMP NOT NULL,
  "finished_at" TIMESTAMP,
  "status" VARCHAR NOT NULL CHECK ("status" IN ('published', 'failed', 'gate_closed')),
  "parser_version" VARCHAR NOT NULL,
  "pages_seen" BIGINT NOT NULL CHECK ("pages_seen" >= 0),
  "pages_loaded" BIGINT NOT NULL CHECK ("pages_loaded" >= 0),
  "pages_unchanged" BIGINT NOT NULL CHECK ("pages_unchanged" >= 0),
  "pages_duplicate" BIGINT NOT NULL CHECK ("pages_duplicate" >= 0),
  "pages_rejected" BIGINT NOT NULL CHECK ("pages_rejected" >= 0),
  "procedures" BIGINT NOT NULL CHECK ("procedures" >= 0),
  "seconds" DOUBLE NOT NULL CHECK ("seconds" >= 0),
  "pages_gone" BIGINT NOT NULL CHECK ("pages_gone" >= 0),
  "stage" VARCHAR NOT NULL CHECK ("stage" IN ('planning', 'staging', 'loading', 'auditing', 'publishing', 'published')),
  "error" VARCHAR,
  PRIMARY KEY (run_id)
);

COMMENT ON TABLE ops.runs IS 'One row for each run of the ingest, whatever became of it.';

COMMENT ON COLUMN ops.runs."run_id" IS 'Key of the run; sorts by time';

COMMENT ON COLUMN ops.runs."started_at" IS 'When it started, in UTC';

COMMENT ON COLUMN ops.runs."finished_at" IS 'When it finished, in UTC';

COMMENT ON COLUMN ops.runs."status" IS 'How it ended';

COMMENT ON COLUMN ops.runs."parser_version" IS 'Fingerprint of the code that decides rows';

COMMENT ON COLUMN ops.runs."pages_seen" IS 'Pages found: the sum of the next four';

COMMENT ON COLUMN ops.runs."pages_loaded" IS 'Pages whose rows were loaded';

COMMENT ON COLUMN ops.runs."pages_unchanged" IS 'Pages already loaded from the same bytes by the same parser';

COMMENT ON COLUMN ops.runs."pages_duplicate" IS 'Pages with the same bytes as another';

COMMENT ON COLUMN ops.runs."pages_rejected" IS 'Pages that gave no readable text';

COMMENT ON COLUMN ops.runs."procedures" IS 'Procedures in the warehouse after the run';

COMMENT ON COLUMN ops.runs."seconds" IS 'How long it took';

COMMENT ON COLUMN ops.runs."pages_gone" IS 'Pages whose raw file is no longer there, as this run found';

COMMENT ON COLUMN ops.runs."stage" IS 'The last stage that it reached';

COMMENT ON COLUMN ops.runs."error" IS 'What ended it, if it did not publish';

CREATE TABLE ops.findings (
  "run_id" VARCHAR NOT NULL,
  "page_id" VARCHAR NOT NULL,
  "code" VARCHAR NOT NULL CHECK ("code" IN ('code_missing', 'code_conflict', 'code_malformed', 'code_system_conflict', 'title_missing', 'name_missing', 'heading_unknown', 'heading_ambiguous', 'section_inferred', 'section_repeated', 'section_unparsed', 'sections_missing', 'setting_unknown', 'role_unknown', 'text_cut_off', 'text_unclaimed', 'language_other', 'procedures_several', 'encoding_assumed', 'encoding_wrong', 'characters_replaced', 'characters_removed', 'mojibake', 'reader_fallback', 'markup_ignored', 'metadata_invalid', 'identity_repeated', 'row_quarantined', 'page_rejected')),
  "severity" VARCHAR NOT NULL CHECK ("severity" IN ('info', 'warning', 'error')),
  "section" VARCHAR CHECK ("section" IN ('name', 'summary', 'purpose', 'indications', 'contraindications', 'preparation', 'procedure_description', 'duration', 'setting', 'personnel', 'risks', 'benefits', 'recovery', 'alternatives', 'patient_experience', 'similar_codes', 'results', 'follow_up', 'cost', 'faq', 'other')),
  "char_start" BIGINT CHECK ("char_start" >= 0),
  "char_end" BIGINT CHECK ("char_end" >= 0),
  "message" VARCHAR NOT NULL
);

COMMENT ON TABLE ops.findings IS 'One row for each remark of the parser on a page as it was last loaded.';

COMMENT ON COLUMN ops.findings."run_id" IS 'Run that made it';

COMMENT ON COLUMN ops.findings."page_id" IS 'Page that it is on (pages.page_id)';

COMMENT ON COLUMN ops.findings."code" IS 'What was found';

COMMENT ON COLUMN ops.findings."severity" IS 'How grave it is';

COMMENT ON COLUMN ops.findings."section" IS 'Section that it stands in';

COMMENT ON COLUMN ops.findings."char_start" IS 'Where its text starts in pages.text, from 0';

COMMENT ON COLUMN ops.findings."char_end" IS 'Where its text ends in pages.text, exclusive';

COMMENT ON COLUMN ops.findings."message" IS 'What a reader needs to know, in one line';

CREATE TABLE ops.quarantine (
  "run_id" VARCHAR NOT NULL,
  "page_id" VARCHAR NOT NULL,
  "table_name" VARCHAR NOT NULL,
  "reason" VARCHAR NOT NULL,
  "row_json" VARCHAR
);

COMMENT ON TABLE ops.quarantine IS 'One row for each row or page that was set aside, with its reason.';

COMMENT ON COLUMN ops.quarantine."run_id" IS 'Run that set it aside';

COMMENT ON COLUMN ops.quarantine."page_id" IS 'Page that it came from (pages.page_id)';

COMMENT ON COLUMN ops.quarantine."table_name" IS 'Table that it was meant for; pages for a whole page';

COMMENT ON COLUMN ops.quarantine."reason" IS 'Why it was set aside';

COMMENT ON COLUMN ops.quarantine."row_json" IS 'The row as JSON';

CREATE TABLE ops.rules (
  "rule" VARCHAR NOT NULL,
  "decides" VARCHAR NOT NULL CHECK ("decides" IN ('section', 'boilerplate', 'title')),
  "reason" VARCHAR NOT NULL,
  PRIMARY KEY (rule)
);

COMMENT ON TABLE ops.rules IS 'One row for each rule of the parser: those of today, and earlier ones by which rows are still kept.';

COMMENT ON COLUMN ops.rules."rule" IS 'Name of the rule';

COMMENT ON COLUMN ops.rules."decides" IS 'What it decides';

COMMENT ON COLUMN ops.rules."reason" IS 'Why it decides so, in one line';

CREATE TABLE ops.boilerplate (
  "page_id" VARCHAR NOT NULL,
  "char_start" BIGINT NOT NULL CHECK ("char_start" >= 0),
  "char_end" BIGINT NOT NULL CHECK ("char_end" >= 0),
  "rule" VARCHAR NOT NULL,
  PRIMARY KEY (page_id, char_start),
  CHECK (char_start <= char_end)
);

COMMENT ON TABLE ops.boilerplate IS 'One row for each stretch of a page''s text, as it is in pages.text, that a rule takes for the site''s; what only blanks part is one row.';

COMMENT ON COLUMN ops.boilerplate."page_id" IS 'Page that it is on (pages.page_id)';

COMMENT ON COLUMN ops.boilerplate."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN ops.boilerplate."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

COMMENT ON COLUMN ops.boilerplate."rule" IS 'Rule that took it (ops.rules.rule)';

CREATE TABLE ops.inputs (
  "page_id" VARCHAR NOT NULL,
  "location" VARCHAR NOT NULL,
  "stamp" VARCHAR NOT NULL,
  "input_sha256" VARCHAR,
  "parser_version" VARCHAR NOT NULL,
  PRIMARY KEY (page_id)
);

COMMENT ON TABLE ops.inputs IS 'One row for each page: the raw input that its rows were made from.';

COMMENT ON COLUMN ops.inputs."page_id" IS 'Page (pages.page_id)';

COMMENT ON COLUMN ops.inputs."location" IS 'Where the raw file lies: under the raw root, else its absolute path';

COMMENT ON COLUMN ops.inputs."stamp" IS 'Size and time of the raw file and its sidecar, by which an unchanged file is known unread';

COMMENT ON COLUMN ops.inputs."input_sha256" IS 'SHA-256 of the page''s bytes and metadata; null where they could not be had';

COMMENT ON COLUMN ops.inputs."parser_version" IS 'Parser that read it last';

CREATE TABLE ops.superseded_inputs (
  "page_id" VARCHAR NOT NULL,
  "location" VARCHAR NOT NULL,
  "stamp" VARCHAR NOT NULL,
  "input_sha256" VARCHAR,
  "parser_version" VARCHAR NOT NULL,
  PRIMARY KEY (page_id, location)
);

COMMENT ON TABLE ops.superseded_inputs IS 'One row for each raw file with the identity of a page whose rows another raw file gives.';

COMMENT ON COLUMN ops.superseded_inputs."page_id" IS 'Page (pages.page_id)';

COMMENT ON COLUMN ops.superseded_inputs."location" IS 'Where the raw file lies: under the raw root, else its absolute path';

COMMENT ON COLUMN ops.superseded_inputs."stamp" IS 'Size and time of the raw file and its sidecar';

COMMENT ON COLUMN ops.superseded_inputs."input_sha256" IS 'SHA-256 of its bytes and metadata; null where they could not be had';

COMMENT ON COLUMN ops.superseded_inputs."parser_version" IS 'Parser that read it last';

CREATE TABLE ops.versions (
  "version_id" VARCHAR NOT NULL,
  "page_id" VARCHAR NOT NULL,
  "valid_from" TIMESTAMP NOT NULL,
  "valid_to" TIMESTAMP,
  "change" VARCHAR NOT NULL CHECK ("change" IN ('new', 'source', 'parser', 'reappeared')),
  "run_id" VARCHAR NOT NULL,
  PRIMARY KEY (version_id)
);

COMMENT ON TABLE ops.versions IS 'One row for each version of a page; history.* gives the rows of each.';

COMMENT ON COLUMN ops.versions."version_id" IS 'Key of the version';

COMMENT ON COLUMN ops.versions."page_id" IS 'Page (pages.page_id)';

COMMENT ON COLUMN ops.versions."valid_from" IS 'When it was published first: the start of its run, in UTC';

COMMENT ON COLUMN ops.versions."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN ops.versions."change" IS 'What made it';

COMMENT ON COLUMN ops.versions."run_id" IS 'Run that made it (ops.runs.run_id)';

CREATE SCHEMA IF NOT EXISTS archive;

CREATE SCHEMA IF NOT EXISTS history;

CREATE TABLE archive.procedures (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "page_id" VARCHAR,
  "code_system" VARCHAR,
  "code" VARCHAR,
  "code_origin" VARCHAR,
  "title" VARCHAR,
  "name" VARCHAR,
  "summary" VARCHAR,
  "purpose" VARCHAR,
  "site" VARCHAR,
  "source_uri" VARCHAR,
  "title_rule" VARCHAR
);

COMMENT ON TABLE archive.procedures IS 'Superseded rows of procedures';

COMMENT ON COLUMN archive.procedures."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.procedures."procedure_id" IS 'Key of the procedure; the same for the same page on every run and machine';

COMMENT ON COLUMN archive.procedures."page_id" IS 'Page that it was read from (pages.page_id)';

COMMENT ON COLUMN archive.procedures."code_system" IS 'Code system of the code, or the one that the page names';

COMMENT ON COLUMN archive.procedures."code" IS 'Billing code as text, leading zeros kept';

COMMENT ON COLUMN archive.procedures."code_origin" IS 'Where the code was found';

COMMENT ON COLUMN archive.procedures."title" IS 'Title as printed: the code''s descriptor on pages of the family';

COMMENT ON COLUMN archive.procedures."name" IS 'Preferred name, from the name section';

COMMENT ON COLUMN archive.procedures."summary" IS 'Text of the summary section, one line an item';

COMMENT ON COLUMN archive.procedures."purpose" IS 'Text of the purpose section, one line an item';

COMMENT ON COLUMN archive.procedures."site" IS 'Site that the page comes from, as its metadata or address says';

COMMENT ON COLUMN archive.procedures."source_uri" IS 'Identity of the page: its address, else its path';

COMMENT ON COLUMN archive.procedures."title_rule" IS 'Rule that gave the title (ops.rules.rule); null until the page is read by a parser that tells';

CREATE VIEW history.procedures AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."page_id", t."code_system", t."code", t."code_origin", t."title", t."name", t."summary", t."purpose", t."site", t."source_uri", t."title_rule" FROM main.procedures t JOIN ops.versions v ON v.page_id = t.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."page_id", t."code_system", t."code", t."code_origin", t."title", t."name", t."summary", t."purpose", t."site", t."source_uri", t."title_rule" FROM archive.procedures t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.procedures IS 'One row for each procedure that a page describes. Every version of each page.';

COMMENT ON COLUMN history.procedures."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.procedures."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.procedures."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.procedures."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.procedures."procedure_id" IS 'Key of the procedure; the same for the same page on every run and machine';

COMMENT ON COLUMN history.procedures."page_id" IS 'Page that it was read from (pages.page_id)';

COMMENT ON COLUMN history.procedures."code_system" IS 'Code system of the code, or the one that the page names';

COMMENT ON COLUMN history.procedures."code" IS 'Billing code as text, leading zeros kept';

COMMENT ON COLUMN history.procedures."code_origin" IS 'Where the code was found';

COMMENT ON COLUMN history.procedures."title" IS 'Title as printed: the code''s descriptor on pages of the family';

COMMENT ON COLUMN history.procedures."name" IS 'Preferred name, from the name section';

COMMENT ON COLUMN history.procedures."summary" IS 'Text of the summary section, one line an item';

COMMENT ON COLUMN history.procedures."purpose" IS 'Text of the purpose section, one line an item';

COMMENT ON COLUMN history.procedures."site" IS 'Site that the page comes from, as its metadata or address says';

COMMENT ON COLUMN history.procedures."source_uri" IS 'Identity of the page: its address, else its path';

COMMENT ON COLUMN history.procedures."title_rule" IS 'Rule that gave the title (ops.rules.rule); null until the page is read by a parser that tells';

CREATE MACRO procedures_as_of(moment) AS TABLE SELECT "procedure_id", "page_id", "code_system", "code", "code_origin", "title", "name", "summary", "purpose", "site", "source_uri", "title_rule" FROM history.procedures
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.procedure_names (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "name" VARCHAR,
  "kind" VARCHAR
);

COMMENT ON TABLE archive.procedure_names IS 'Superseded rows of procedure_names';

COMMENT ON COLUMN archive.procedure_names."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.procedure_names."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.procedure_names."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.procedure_names."name" IS 'The name';

COMMENT ON COLUMN archive.procedure_names."kind" IS 'What kind of name it is';

CREATE VIEW history.procedure_names AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."name", t."kind" FROM main.procedure_names t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."name", t."kind" FROM archive.procedure_names t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.procedure_names IS 'One row for each name of a procedure. Every version of each page.';

COMMENT ON COLUMN history.procedure_names."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.procedure_names."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.procedure_names."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.procedure_names."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.procedure_names."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.procedure_names."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.procedure_names."name" IS 'The name';

COMMENT ON COLUMN history.procedure_names."kind" IS 'What kind of name it is';

CREATE MACRO procedure_names_as_of(moment) AS TABLE SELECT "procedure_id", "position", "name", "kind" FROM history.procedure_names
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.sections (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "section" VARCHAR,
  "heading" VARCHAR,
  "state" VARCHAR,
  "text" VARCHAR,
  "item_count" BIGINT,
  "char_start" BIGINT,
  "char_end" BIGINT,
  "rule" VARCHAR
);

COMMENT ON TABLE archive.sections IS 'Superseded rows of sections';

COMMENT ON COLUMN archive.sections."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.sections."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.sections."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.sections."section" IS 'Which section it is (section_kinds.section)';

COMMENT ON COLUMN archive.sections."heading" IS 'Heading as printed; null for a section inferred without one';

COMMENT ON COLUMN archive.sections."state" IS 'parsed; empty: a heading with nothing under it; unparsed: text that its typed table could not take';

COMMENT ON COLUMN archive.sections."text" IS 'Text under the heading, one line an item, white space cleaned; null if empty';

COMMENT ON COLUMN archive.sections."item_count" IS 'Number of its items';

COMMENT ON COLUMN archive.sections."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.sections."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

COMMENT ON COLUMN archive.sections."rule" IS 'Rule that opened it (ops.rules.rule); null until the page is read by a parser that tells';

CREATE VIEW history.sections AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."section", t."heading", t."state", t."text", t."item_count", t."char_start", t."char_end", t."rule" FROM main.sections t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."section", t."heading", t."state", t."text", t."item_count", t."char_start", t."char_end", t."rule" FROM archive.sections t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.sections IS 'One row for each section found on a page, in page order. Every version of each page.';

COMMENT ON COLUMN history.sections."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.sections."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.sections."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.sections."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.sections."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.sections."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.sections."section" IS 'Which section it is (section_kinds.section)';

COMMENT ON COLUMN history.sections."heading" IS 'Heading as printed; null for a section inferred without one';

COMMENT ON COLUMN history.sections."state" IS 'parsed; empty: a heading with nothing under it; unparsed: text that its typed table could not take';

COMMENT ON COLUMN history.sections."text" IS 'Text under the heading, one line an item, white space cleaned; null if empty';

COMMENT ON COLUMN history.sections."item_count" IS 'Number of its items';

COMMENT ON COLUMN history.sections."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.sections."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

COMMENT ON COLUMN history.sections."rule" IS 'Rule that opened it (ops.rules.rule); null until the page is read by a parser that tells';

CREATE MACRO sections_as_of(moment) AS TABLE SELECT "procedure_id", "position", "section", "heading", "state", "text", "item_count", "char_start", "char_end", "rule" FROM history.sections
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.section_items (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "section_position" BIGINT,
  "position" BIGINT,
  "section" VARCHAR,
  "parent_position" BIGINT,
  "depth" BIGINT,
  "kind" VARCHAR,
  "marker" VARCHAR,
  "subsection" VARCHAR,
  "label" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.section_items IS 'Superseded rows of section_items';

COMMENT ON COLUMN archive.section_items."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.section_items."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.section_items."section_position" IS 'Position of its section (sections.position)';

COMMENT ON COLUMN archive.section_items."position" IS 'Place within its section, from 1';

COMMENT ON COLUMN archive.section_items."section" IS 'Which section it stands in';

COMMENT ON COLUMN archive.section_items."parent_position" IS 'Position of the list item that it hangs under';

COMMENT ON COLUMN archive.section_items."depth" IS 'Depth of nesting, 0 at the top';

COMMENT ON COLUMN archive.section_items."kind" IS 'What it is';

COMMENT ON COLUMN archive.section_items."marker" IS 'Bullet or number as printed (in HTML: as a browser shows it)';

COMMENT ON COLUMN archive.section_items."subsection" IS 'Sub-heading that it stands under';

COMMENT ON COLUMN archive.section_items."label" IS 'Label of a `Label: value` item';

COMMENT ON COLUMN archive.section_items."text" IS 'The page''s own words without marker and label, white space cleaned';

COMMENT ON COLUMN archive.section_items."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.section_items."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.section_items AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."section_position", t."position", t."section", t."parent_position", t."depth", t."kind", t."marker", t."subsection", t."label", t."text", t."char_start", t."char_end" FROM main.section_items t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."section_position", t."position", t."section", t."parent_position", t."depth", t."kind", t."marker", t."subsection", t."label", t."text", t."char_start", t."char_end" FROM archive.section_items t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.section_items IS 'One row for each paragraph, list item or table row in a section. Every version of each page.';

COMMENT ON COLUMN history.section_items."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.section_items."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.section_items."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.section_items."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.section_items."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.section_items."section_position" IS 'Position of its section (sections.position)';

COMMENT ON COLUMN history.section_items."position" IS 'Place within its section, from 1';

COMMENT ON COLUMN history.section_items."section" IS 'Which section it stands in';

COMMENT ON COLUMN history.section_items."parent_position" IS 'Position of the list item that it hangs under';

COMMENT ON COLUMN history.section_items."depth" IS 'Depth of nesting, 0 at the top';

COMMENT ON COLUMN history.section_items."kind" IS 'What it is';

COMMENT ON COLUMN history.section_items."marker" IS 'Bullet or number as printed (in HTML: as a browser shows it)';

COMMENT ON COLUMN history.section_items."subsection" IS 'Sub-heading that it stands under';

COMMENT ON COLUMN history.section_items."label" IS 'Label of a `Label: value` item';

COMMENT ON COLUMN history.section_items."text" IS 'The page''s own words without marker and label, white space cleaned';

COMMENT ON COLUMN history.section_items."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.section_items."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO section_items_as_of(moment) AS TABLE SELECT "procedure_id", "section_position", "position", "section", "parent_position", "depth", "kind", "marker", "subsection", "label", "text", "char_start", "char_end" FROM history.section_items
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.indications (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "kind" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.indications IS 'Superseded rows of indications';

COMMENT ON COLUMN archive.indications."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.indications."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.indications."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.indications."kind" IS 'A condition to treat, or a criterion that the patient meets';

COMMENT ON COLUMN archive.indications."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.indications."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.indications."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.indications AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."kind", t."text", t."char_start", t."char_end" FROM main.indications t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."kind", t."text", t."char_start", t."char_end" FROM archive.indications t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.indications IS 'One row for each indication. Every version of each page.';

COMMENT ON COLUMN history.indications."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.indications."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.indications."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.indications."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.indications."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.indications."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.indications."kind" IS 'A condition to treat, or a criterion that the patient meets';

COMMENT ON COLUMN history.indications."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.indications."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.indications."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO indications_as_of(moment) AS TABLE SELECT "procedure_id", "position", "kind", "text", "char_start", "char_end" FROM history.indications
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.preparations (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "topic" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.preparations IS 'Superseded rows of preparations';

COMMENT ON COLUMN archive.preparations."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.preparations."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.preparations."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.preparations."topic" IS 'What it is about';

COMMENT ON COLUMN archive.preparations."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.preparations."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.preparations."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.preparations AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."topic", t."text", t."char_start", t."char_end" FROM main.preparations t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."topic", t."text", t."char_start", t."char_end" FROM archive.preparations t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.preparations IS 'One row for each instruction before the procedure. Every version of each page.';

COMMENT ON COLUMN history.preparations."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.preparations."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.preparations."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.preparations."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.preparations."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.preparations."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.preparations."topic" IS 'What it is about';

COMMENT ON COLUMN history.preparations."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.preparations."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.preparations."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO preparations_as_of(moment) AS TABLE SELECT "procedure_id", "position", "topic", "text", "char_start", "char_end" FROM history.preparations
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.steps (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "step_number" BIGINT,
  "label" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.steps IS 'Superseded rows of steps';

COMMENT ON COLUMN archive.steps."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.steps."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.steps."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.steps."step_number" IS 'Number as printed, else the step''s place in its list';

COMMENT ON COLUMN archive.steps."label" IS 'Label of a `Label: value` step';

COMMENT ON COLUMN archive.steps."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.steps."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.steps."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.steps AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."step_number", t."label", t."text", t."char_start", t."char_end" FROM main.steps t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."step_number", t."label", t."text", t."char_start", t."char_end" FROM archive.steps t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.steps IS 'One row for each step of the procedure. Every version of each page.';

COMMENT ON COLUMN history.steps."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.steps."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.steps."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.steps."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.steps."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.steps."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.steps."step_number" IS 'Number as printed, else the step''s place in its list';

COMMENT ON COLUMN history.steps."label" IS 'Label of a `Label: value` step';

COMMENT ON COLUMN history.steps."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.steps."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.steps."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO steps_as_of(moment) AS TABLE SELECT "procedure_id", "position", "step_number", "label", "text", "char_start", "char_end" FROM history.steps
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.equipment (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.equipment IS 'Superseded rows of equipment';

COMMENT ON COLUMN archive.equipment."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.equipment."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.equipment."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.equipment."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.equipment."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.equipment."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.equipment AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."text", t."char_start", t."char_end" FROM main.equipment t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."text", t."char_start", t."char_end" FROM archive.equipment t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.equipment IS 'One row for each tool or piece of equipment. Every version of each page.';

COMMENT ON COLUMN history.equipment."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.equipment."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.equipment."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.equipment."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.equipment."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.equipment."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.equipment."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.equipment."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.equipment."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO equipment_as_of(moment) AS TABLE SELECT "procedure_id", "position", "text", "char_start", "char_end" FROM history.equipment
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.anesthesia (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.anesthesia IS 'Superseded rows of anesthesia';

COMMENT ON COLUMN archive.anesthesia."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.anesthesia."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.anesthesia."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.anesthesia."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.anesthesia."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.anesthesia."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.anesthesia AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."text", t."char_start", t."char_end" FROM main.anesthesia t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."text", t."char_start", t."char_end" FROM archive.anesthesia t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.anesthesia IS 'One row for each statement on anesthesia or sedation. Every version of each page.';

COMMENT ON COLUMN history.anesthesia."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.anesthesia."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.anesthesia."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.anesthesia."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.anesthesia."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.anesthesia."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.anesthesia."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.anesthesia."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.anesthesia."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO anesthesia_as_of(moment) AS TABLE SELECT "procedure_id", "position", "text", "char_start", "char_end" FROM history.anesthesia
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.durations (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "min_minutes" DOUBLE,
  "max_minutes" DOUBLE,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.durations IS 'Superseded rows of durations';

COMMENT ON COLUMN archive.durations."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.durations."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.durations."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.durations."min_minutes" IS 'Shortest time in minutes; null for `up to`, or where no number is given';

COMMENT ON COLUMN archive.durations."max_minutes" IS 'Longest time in minutes; null for `at least`, or where no number is given';

COMMENT ON COLUMN archive.durations."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.durations."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.durations."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.durations AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."min_minutes", t."max_minutes", t."text", t."char_start", t."char_end" FROM main.durations t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."min_minutes", t."max_minutes", t."text", t."char_start", t."char_end" FROM archive.durations t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.durations IS 'One row for each statement of how long the procedure takes. Every version of each page.';

COMMENT ON COLUMN history.durations."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.durations."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.durations."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.durations."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.durations."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.durations."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.durations."min_minutes" IS 'Shortest time in minutes; null for `up to`, or where no number is given';

COMMENT ON COLUMN history.durations."max_minutes" IS 'Longest time in minutes; null for `at least`, or where no number is given';

COMMENT ON COLUMN history.durations."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.durations."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.durations."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO durations_as_of(moment) AS TABLE SELECT "procedure_id", "position", "min_minutes", "max_minutes", "text", "char_start", "char_end" FROM history.durations
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.settings (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "setting" VARCHAR,
  "place_of_service" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.settings IS 'Superseded rows of settings';

COMMENT ON COLUMN archive.settings."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.settings."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.settings."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.settings."setting" IS 'Place of service; null where the words are not on the list';

COMMENT ON COLUMN archive.settings."place_of_service" IS 'CMS place-of-service code of the setting, two digits, where one fits';

COMMENT ON COLUMN archive.settings."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.settings."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.settings."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.settings AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."setting", t."place_of_service", t."text", t."char_start", t."char_end" FROM main.settings t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."setting", t."place_of_service", t."text", t."char_start", t."char_end" FROM archive.settings t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.settings IS 'One row for each place where the procedure is done. Every version of each page.';

COMMENT ON COLUMN history.settings."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.settings."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.settings."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.settings."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.settings."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.settings."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.settings."setting" IS 'Place of service; null where the words are not on the list';

COMMENT ON COLUMN history.settings."place_of_service" IS 'CMS place-of-service code of the setting, two digits, where one fits';

COMMENT ON COLUMN history.settings."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.settings."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.settings."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO settings_as_of(moment) AS TABLE SELECT "procedure_id", "position", "setting", "place_of_service", "text", "char_start", "char_end" FROM history.settings
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.personnel (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "requirement" BIGINT,
  "role" VARCHAR,
  "condition" VARCHAR,
  "duty" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.personnel IS 'Superseded rows of personnel';

COMMENT ON COLUMN archive.personnel."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.personnel."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.personnel."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.personnel."requirement" IS 'Number, from 1, of what must be there: rows that share it are alternatives';

COMMENT ON COLUMN archive.personnel."role" IS 'Role; null where the words are not on the list';

COMMENT ON COLUMN archive.personnel."condition" IS 'When the role takes part, as printed';

COMMENT ON COLUMN archive.personnel."duty" IS 'What the role does, as printed';

COMMENT ON COLUMN archive.personnel."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.personnel."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.personnel."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.personnel AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."requirement", t."role", t."condition", t."duty", t."text", t."char_start", t."char_end" FROM main.personnel t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."requirement", t."role", t."condition", t."duty", t."text", t."char_start", t."char_end" FROM archive.personnel t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.personnel IS 'One row for each role that takes part. Every version of each page.';

COMMENT ON COLUMN history.personnel."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.personnel."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.personnel."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.personnel."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.personnel."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.personnel."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.personnel."requirement" IS 'Number, from 1, of what must be there: rows that share it are alternatives';

COMMENT ON COLUMN history.personnel."role" IS 'Role; null where the words are not on the list';

COMMENT ON COLUMN history.personnel."condition" IS 'When the role takes part, as printed';

COMMENT ON COLUMN history.personnel."duty" IS 'What the role does, as printed';

COMMENT ON COLUMN history.personnel."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.personnel."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.personnel."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO personnel_as_of(moment) AS TABLE SELECT "procedure_id", "position", "requirement", "role", "condition", "duty", "text", "char_start", "char_end" FROM history.personnel
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.risks (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "frequency" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.risks IS 'Superseded rows of risks';

COMMENT ON COLUMN archive.risks."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.risks."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.risks."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.risks."frequency" IS 'How often, as far as the page says';

COMMENT ON COLUMN archive.risks."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.risks."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.risks."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.risks AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."frequency", t."text", t."char_start", t."char_end" FROM main.risks t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."frequency", t."text", t."char_start", t."char_end" FROM archive.risks t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.risks IS 'One row for each risk or complication. Every version of each page.';

COMMENT ON COLUMN history.risks."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.risks."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.risks."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.risks."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.risks."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.risks."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.risks."frequency" IS 'How often, as far as the page says';

COMMENT ON COLUMN history.risks."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.risks."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.risks."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO risks_as_of(moment) AS TABLE SELECT "procedure_id", "position", "frequency", "text", "char_start", "char_end" FROM history.risks
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.benefits (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.benefits IS 'Superseded rows of benefits';

COMMENT ON COLUMN archive.benefits."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.benefits."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.benefits."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.benefits."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.benefits."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.benefits."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.benefits AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."text", t."char_start", t."char_end" FROM main.benefits t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."text", t."char_start", t."char_end" FROM archive.benefits t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.benefits IS 'One row for each benefit. Every version of each page.';

COMMENT ON COLUMN history.benefits."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.benefits."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.benefits."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.benefits."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.benefits."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.benefits."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.benefits."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.benefits."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.benefits."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO benefits_as_of(moment) AS TABLE SELECT "procedure_id", "position", "text", "char_start", "char_end" FROM history.benefits
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.recovery (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "topic" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.recovery IS 'Superseded rows of recovery';

COMMENT ON COLUMN archive.recovery."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.recovery."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.recovery."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.recovery."topic" IS 'What it is about';

COMMENT ON COLUMN archive.recovery."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.recovery."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.recovery."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.recovery AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."topic", t."text", t."char_start", t."char_end" FROM main.recovery t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."topic", t."text", t."char_start", t."char_end" FROM archive.recovery t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.recovery IS 'One row for each instruction or expectation after the procedure. Every version of each page.';

COMMENT ON COLUMN history.recovery."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.recovery."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.recovery."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.recovery."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.recovery."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.recovery."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.recovery."topic" IS 'What it is about';

COMMENT ON COLUMN history.recovery."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.recovery."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.recovery."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO recovery_as_of(moment) AS TABLE SELECT "procedure_id", "position", "topic", "text", "char_start", "char_end" FROM history.recovery
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.alternatives (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "kind" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.alternatives IS 'Superseded rows of alternatives';

COMMENT ON COLUMN archive.alternatives."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.alternatives."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.alternatives."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.alternatives."kind" IS 'An option, or a remark on the options';

COMMENT ON COLUMN archive.alternatives."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.alternatives."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.alternatives."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.alternatives AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."kind", t."text", t."char_start", t."char_end" FROM main.alternatives t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."kind", t."text", t."char_start", t."char_end" FROM archive.alternatives t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.alternatives IS 'One row for each alternative, or remark on the alternatives. Every version of each page.';

COMMENT ON COLUMN history.alternatives."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.alternatives."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.alternatives."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.alternatives."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.alternatives."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.alternatives."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.alternatives."kind" IS 'An option, or a remark on the options';

COMMENT ON COLUMN history.alternatives."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.alternatives."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.alternatives."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO alternatives_as_of(moment) AS TABLE SELECT "procedure_id", "position", "kind", "text", "char_start", "char_end" FROM history.alternatives
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.patient_experiences (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "phase" VARCHAR,
  "text" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT
);

COMMENT ON TABLE archive.patient_experiences IS 'Superseded rows of patient_experiences';

COMMENT ON COLUMN archive.patient_experiences."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.patient_experiences."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.patient_experiences."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.patient_experiences."phase" IS 'When, as far as the page says';

COMMENT ON COLUMN archive.patient_experiences."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN archive.patient_experiences."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN archive.patient_experiences."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW history.patient_experiences AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."phase", t."text", t."char_start", t."char_end" FROM main.patient_experiences t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."phase", t."text", t."char_start", t."char_end" FROM archive.patient_experiences t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.patient_experiences IS 'One row for each statement of what the patient feels. Every version of each page.';

COMMENT ON COLUMN history.patient_experiences."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.patient_experiences."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.patient_experiences."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.patient_experiences."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.patient_experiences."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.patient_experiences."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.patient_experiences."phase" IS 'When, as far as the page says';

COMMENT ON COLUMN history.patient_experiences."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN history.patient_experiences."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN history.patient_experiences."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE MACRO patient_experiences_as_of(moment) AS TABLE SELECT "procedure_id", "position", "phase", "text", "char_start", "char_end" FROM history.patient_experiences
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.similar_codes (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "position" BIGINT,
  "code_system" VARCHAR,
  "code" VARCHAR,
  "description" VARCHAR,
  "url" VARCHAR
);

COMMENT ON TABLE archive.similar_codes IS 'Superseded rows of similar_codes';

COMMENT ON COLUMN archive.similar_codes."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.similar_codes."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.similar_codes."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN archive.similar_codes."code_system" IS 'Code system of the code';

COMMENT ON COLUMN archive.similar_codes."code" IS 'The code, as text';

COMMENT ON COLUMN archive.similar_codes."description" IS 'What the page says of it';

COMMENT ON COLUMN archive.similar_codes."url" IS 'Address that it links to';

CREATE VIEW history.similar_codes AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."code_system", t."code", t."description", t."url" FROM main.similar_codes t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."code_system", t."code", t."description", t."url" FROM archive.similar_codes t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.similar_codes IS 'One row for each code that the page names as similar. Every version of each page.';

COMMENT ON COLUMN history.similar_codes."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.similar_codes."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.similar_codes."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.similar_codes."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.similar_codes."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.similar_codes."position" IS 'Place in page order, from 1';

COMMENT ON COLUMN history.similar_codes."code_system" IS 'Code system of the code';

COMMENT ON COLUMN history.similar_codes."code" IS 'The code, as text';

COMMENT ON COLUMN history.similar_codes."description" IS 'What the page says of it';

COMMENT ON COLUMN history.similar_codes."url" IS 'Address that it links to';

CREATE MACRO similar_codes_as_of(moment) AS TABLE SELECT "procedure_id", "position", "code_system", "code", "description", "url" FROM history.similar_codes
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.section_coverage (
  "version_id" VARCHAR NOT NULL,
  "procedure_id" VARCHAR,
  "section" VARCHAR,
  "state" VARCHAR
);

COMMENT ON TABLE archive.section_coverage IS 'Superseded rows of section_coverage';

COMMENT ON COLUMN archive.section_coverage."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.section_coverage."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN archive.section_coverage."section" IS 'Key of the section';

COMMENT ON COLUMN archive.section_coverage."state" IS 'parsed, empty (a heading and nothing under it), unparsed, or absent (no heading)';

CREATE VIEW history.section_coverage AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."section", t."state" FROM main.section_coverage t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."section", t."state" FROM archive.section_coverage t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.section_coverage IS 'One row for each procedure and known section: whether the page has it. Every version of each page.';

COMMENT ON COLUMN history.section_coverage."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.section_coverage."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.section_coverage."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.section_coverage."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.section_coverage."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN history.section_coverage."section" IS 'Key of the section';

COMMENT ON COLUMN history.section_coverage."state" IS 'parsed, empty (a heading and nothing under it), unparsed, or absent (no heading)';

CREATE MACRO section_coverage_as_of(moment) AS TABLE SELECT "procedure_id", "section", "state" FROM history.section_coverage
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE TABLE archive.pages (
  "version_id" VARCHAR NOT NULL,
  "page_id" VARCHAR,
  "source_uri" VARCHAR,
  "site" VARCHAR,
  "status" VARCHAR,
  "reason" VARCHAR,
  "duplicate_of" VARCHAR,
  "media_type" VARCHAR,
  "encoding" VARCHAR,
  "byte_size" BIGINT,
  "content_sha256" VARCHAR,
  "fetched_at" TIMESTAMP,
  "first_seen_at" TIMESTAMP,
  "last_seen_at" TIMESTAMP,
  "text" VARCHAR,
  "content_chars" BIGINT,
  "claimed_chars" BIGINT,
  "chrome_chars" BIGINT,
  "unclaimed_chars" BIGINT
);

COMMENT ON TABLE archive.pages IS 'Superseded rows of pages';

COMMENT ON COLUMN archive.pages."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN archive.pages."page_id" IS 'Key of the page, made from source_uri';

COMMENT ON COLUMN archive.pages."source_uri" IS 'Identity of the page: its address, else its path';

COMMENT ON COLUMN archive.pages."site" IS 'Site that it comes from';

COMMENT ON COLUMN archive.pages."status" IS 'current; duplicate: the same bytes as another page; rejected: no readable text; gone: its raw file is no longer there';

COMMENT ON COLUMN archive.pages."reason" IS 'Why it is rejected, a duplicate or gone';

COMMENT ON COLUMN archive.pages."duplicate_of" IS 'Page with the same bytes that was loaded (pages.page_id)';

COMMENT ON COLUMN archive.pages."media_type" IS 'What the bytes are: text/plain, text/markdown or text/html';

COMMENT ON COLUMN archive.pages."encoding" IS 'Encoding that the bytes were read in';

COMMENT ON COLUMN archive.pages."byte_size" IS 'Size of the page in bytes, unpacked';

COMMENT ON COLUMN archive.pages."content_sha256" IS 'SHA-256 of the page''s bytes, unpacked; null where they could not be had';

COMMENT ON COLUMN archive.pages."fetched_at" IS 'When the page was fetched, in UTC, as its metadata says';

COMMENT ON COLUMN archive.pages."first_seen_at" IS 'When a run saw the page first, in UTC';

COMMENT ON COLUMN archive.pages."last_seen_at" IS 'When a run saw the page last, in UTC';

COMMENT ON COLUMN archive.pages."text" IS 'The page''s text as the reader gave it, lines joined by a line feed';

COMMENT ON COLUMN archive.pages."content_chars" IS 'Non-blank characters of text';

COMMENT ON COLUMN archive.pages."claimed_chars" IS 'Of those, in rows, headings, labels and markers';

COMMENT ON COLUMN archive.pages."chrome_chars" IS 'Of those, taken by a named chrome rule';

COMMENT ON COLUMN archive.pages."unclaimed_chars" IS 'Of those, accounted for by nothing';

CREATE VIEW history.pages AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."page_id", t."source_uri", t."site", t."status", t."reason", t."duplicate_of", t."media_type", t."encoding", t."byte_size", t."content_sha256", t."fetched_at", t."first_seen_at", t."last_seen_at", t."text", t."content_chars", t."claimed_chars", t."chrome_chars", t."unclaimed_chars" FROM main.pages t JOIN ops.versions v ON v.page_id = t.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."page_id", t."source_uri", t."site", t."status", t."reason", t."duplicate_of", t."media_type", t."encoding", t."byte_size", t."content_sha256", t."fetched_at", t."first_seen_at", t."last_seen_at", t."text", t."content_chars", t."claimed_chars", t."chrome_chars", t."unclaimed_chars" FROM archive.pages t JOIN ops.versions v ON v.version_id = t.version_id;

COMMENT ON VIEW history.pages IS 'One row for each source page ever seen. Every version of each page.';

COMMENT ON COLUMN history.pages."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN history.pages."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN history.pages."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN history.pages."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN history.pages."page_id" IS 'Key of the page, made from source_uri';

COMMENT ON COLUMN history.pages."source_uri" IS 'Identity of the page: its address, else its path';

COMMENT ON COLUMN history.pages."site" IS 'Site that it comes from';

COMMENT ON COLUMN history.pages."status" IS 'current; duplicate: the same bytes as another page; rejected: no readable text; gone: its raw file is no longer there';

COMMENT ON COLUMN history.pages."reason" IS 'Why it is rejected, a duplicate or gone';

COMMENT ON COLUMN history.pages."duplicate_of" IS 'Page with the same bytes that was loaded (pages.page_id)';

COMMENT ON COLUMN history.pages."media_type" IS 'What the bytes are: text/plain, text/markdown or text/html';

COMMENT ON COLUMN history.pages."encoding" IS 'Encoding that the bytes were read in';

COMMENT ON COLUMN history.pages."byte_size" IS 'Size of the page in bytes, unpacked';

COMMENT ON COLUMN history.pages."content_sha256" IS 'SHA-256 of the page''s bytes, unpacked; null where they could not be had';

COMMENT ON COLUMN history.pages."fetched_at" IS 'When the page was fetched, in UTC, as its metadata says';

COMMENT ON COLUMN history.pages."first_seen_at" IS 'When a run saw the page first, in UTC';

COMMENT ON COLUMN history.pages."last_seen_at" IS 'When a run saw the page last, in UTC';

COMMENT ON COLUMN history.pages."text" IS 'The page''s text as the reader gave it, lines joined by a line feed';

COMMENT ON COLUMN history.pages."content_chars" IS 'Non-blank characters of text';

COMMENT ON COLUMN history.pages."claimed_chars" IS 'Of those, in rows, headings, labels and markers';

COMMENT ON COLUMN history.pages."chrome_chars" IS 'Of those, taken by a named chrome rule';

COMMENT ON COLUMN history.pages."unclaimed_chars" IS 'Of those, accounted for by nothing';

CREATE MACRO pages_as_of(moment) AS TABLE SELECT "page_id", "source_uri", "site", "status", "reason", "duplicate_of", "media_type", "encoding", "byte_size", "content_sha256", "fetched_at", "first_seen_at", "last_seen_at", "text", "content_chars", "claimed_chars", "chrome_chars", "unclaimed_chars" FROM history.pages
WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment);

CREATE VIEW fact_versions AS
WITH found AS (
  SELECT version_id, procedure_id, 'title' AS fact, 1 AS position, NULL AS value, title AS text, NULL AS char_start, NULL AS char_end FROM history.procedures
  UNION ALL SELECT version_id, procedure_id, 'procedure_names', position, kind, name, NULL, NULL FROM history.procedure_names
  UNION ALL SELECT version_id, procedure_id, 'indications', position, kind, text, char_start, char_end FROM history.indications
  UNION ALL SELECT version_id, procedure_id, 'preparations', position, topic, text, char_start, char_end FROM history.preparations
  UNION ALL SELECT version_id, procedure_id, 'steps', position, step_number::VARCHAR, concat_ws(': ', label, text), char_start, char_end FROM history.steps
  UNION ALL SELECT version_id, procedure_id, 'equipment', position, NULL, text, char_start, char_end FROM history.equipment
  UNION ALL SELECT version_id, procedure_id, 'anesthesia', position, NULL, text, char_start, char_end FROM history.anesthesia
  UNION ALL SELECT version_id, procedure_id, 'durations', position, CASE
      WHEN min_minutes = max_minutes THEN format('{:g} minutes', min_minutes)
      WHEN min_minutes IS NOT NULL AND max_minutes IS NOT NULL THEN format('{:g} to {:g} minutes', min_minutes, max_minutes)
      WHEN min_minutes IS NOT NULL THEN format('at least {:g} minutes', min_minutes)
      WHEN max_minutes IS NOT NULL THEN format('up to {:g} minutes', max_minutes)
    END, text, char_start, char_end FROM history.durations
  UNION ALL SELECT version_id, procedure_id, 'settings', position, setting, text, char_start, char_end FROM history.settings
  UNION ALL SELECT version_id, procedure_id, 'personnel', position, role, text, char_start, char_end FROM history.personnel
  UNION ALL SELECT version_id, procedure_id, 'risks', position, frequency, text, char_start, char_end FROM history.risks
  UNION ALL SELECT version_id, procedure_id, 'benefits', position, NULL, text, char_start, char_end FROM history.benefits
  UNION ALL SELECT version_id, procedure_id, 'recovery', position, topic, text, char_start, char_end FROM history.recovery
  UNION ALL SELECT version_id, procedure_id, 'alternatives', position, kind, text, char_start, char_end FROM history.alternatives
  UNION ALL SELECT version_id, procedure_id, 'patient_experiences', position, phase, text, char_start, char_end FROM history.patient_experiences
  UNION ALL SELECT version_id, procedure_id, 'similar_codes', position, code, concat_ws(' - ', code, description), NULL, NULL FROM history.similar_codes
  UNION ALL
  SELECT i.version_id, i.procedure_id, i.section, i.position, NULL, concat_ws(': ', i.label, i.text), i.char_start, i.char_end
  FROM history.section_items i
  JOIN history.sections s ON s.version_id = i.version_id AND s.procedure_id = i.procedure_id AND s.position = i.section_position
  -- The sections whose facts stand in tables of their own.
  WHERE s.state = 'unparsed' OR i.section NOT IN ('name', 'indications', 'preparation', 'procedure_description', 'duration', 'setting', 'personnel', 'risks', 'benefits', 'recovery', 'alternatives', 'patient_experience', 'similar_codes')
)
SELECT
  version_id, v.page_id, v.valid_from, v.valid_to, v.change,
  f.procedure_id, f.fact, f.position, f.value, f.text, f.char_start, f.char_end
FROM found f JOIN ops.versions v USING (version_id);

COMMENT ON VIEW fact_versions IS 'One row for each fact of every version of each page, all tables in one shape: `facts` over the whole history.';

COMMENT ON COLUMN fact_versions."version_id" IS 'Key of the version (ops.versions.version_id)';

COMMENT ON COLUMN fact_versions."page_id" IS 'Page that it is a version of (pages.page_id)';

COMMENT ON COLUMN fact_versions."valid_from" IS 'When the version was published first, in UTC';

COMMENT ON COLUMN fact_versions."valid_to" IS 'When the next version took its place, in UTC; null for the current one';

COMMENT ON COLUMN fact_versions."change" IS 'What made the version: new, source, parser or reappeared';

COMMENT ON COLUMN fact_versions."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN fact_versions."fact" IS 'Table that holds it; title; or the section, for the words of one that has no table or whose table could not take them';

COMMENT ON COLUMN fact_versions."position" IS 'Place in page order among the facts of its kind; in a section counted within that section';

COMMENT ON COLUMN fact_versions."value" IS 'What the table makes of it: kind, topic, minutes, setting, role, frequency, phase or code; null where there is nothing';

COMMENT ON COLUMN fact_versions."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN fact_versions."char_start" IS 'Where its source text starts in pages.text, counted from 0; null for names, titles and codes';

COMMENT ON COLUMN fact_versions."char_end" IS 'Where its source text ends in pages.text, exclusive; null for names, titles and codes';

CREATE VIEW facts AS
SELECT procedure_id, fact, position, value, text, char_start, char_end FROM fact_versions WHERE valid_to IS NULL;

COMMENT ON VIEW facts IS 'One row for each fact of every procedure, all tables in one shape: for searching through everything that pages say.';

COMMENT ON COLUMN facts."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN facts."fact" IS 'Table that holds it; title; or the section, for the words of one that has no table or whose table could not take them';

COMMENT ON COLUMN facts."position" IS 'Place in page order among the facts of its kind; in a section counted within that section';

COMMENT ON COLUMN facts."value" IS 'What the table makes of it: kind, topic, minutes, setting, role, frequency, phase or code; null where there is nothing';

COMMENT ON COLUMN facts."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN facts."char_start" IS 'Where its source text starts in pages.text, counted from 0; null for names, titles and codes';

COMMENT ON COLUMN facts."char_end" IS 'Where its source text ends in pages.text, exclusive; null for names, titles and codes';

CREATE VIEW staffing_requirements AS
WITH named AS (
  SELECT *, coalesce(role, concat('"', text, '"')) AS who,
    count(*) OVER one = count(condition) OVER one AND min(condition) OVER one = max(condition) OVER one AS is_one_condition,
    count(*) OVER one = count(duty) OVER one AND min(duty) OVER one = max(duty) OVER one AS is_one_duty
  FROM personnel WINDOW one AS (PARTITION BY procedure_id, requirement)
)
SELECT
  p.procedure_id, p.code_system, p.code, p.name, s.requirement,
  string_agg(CASE WHEN s.is_one_condition OR s.condition IS NULL THEN s.who ELSE concat(s.who, ' (', s.condition, ')') END, ' or ' ORDER BY s.position) AS roles,
  count(*) AS alternatives,
  any_value(s.condition) FILTER (s.is_one_condition) AS condition,
  coalesce(any_value(s.duty) FILTER (s.is_one_duty), string_agg(concat(s.who, ': ', s.duty), '; ' ORDER BY s.position) FILTER (s.duty IS NOT NULL)) AS duty,
  string_agg(s.text, ' or ' ORDER BY s.position) AS text
FROM named s JOIN procedures p USING (procedure_id)
GROUP BY p.procedure_id, p.code_system, p.code, p.name, s.requirement;

COMMENT ON VIEW staffing_requirements IS 'One row for each thing that must be there: who is needed for which procedure, with alternatives and conditions.';

COMMENT ON COLUMN staffing_requirements."procedure_id" IS 'Key of the procedure (procedures.procedure_id); one whose page names nobody has no row';

COMMENT ON COLUMN staffing_requirements."code_system" IS 'Code system of the code';

COMMENT ON COLUMN staffing_requirements."code" IS 'Billing code as text';

COMMENT ON COLUMN staffing_requirements."name" IS 'Preferred name of the procedure';

COMMENT ON COLUMN staffing_requirements."requirement" IS 'Number of the requirement within the procedure, from 1';

COMMENT ON COLUMN staffing_requirements."roles" IS 'Who can meet it, parted by ` or `, each with a condition of its own in brackets; a role off the closed list stands in the page''s own words, in quotes';

COMMENT ON COLUMN staffing_requirements."alternatives" IS 'How many can meet it, any one of whom is enough';

COMMENT ON COLUMN staffing_requirements."condition" IS 'When it applies, as printed; null where the page gives none, or one for some alternatives alone: that stands with the role';

COMMENT ON COLUMN staffing_requirements."duty" IS 'What they do, as printed, with the role where it differs; null where the page does not say';

COMMENT ON COLUMN staffing_requirements."text" IS 'The page''s own words, those of alternatives parted by ` or `';

CREATE VIEW procedure_overviews AS
WITH gathered AS (
  SELECT
    procedure_id,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'procedure_names' AND value <> 'preferred') AS other_names,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'indications' AND (value = 'indication')) AS indications,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'indications' AND (value = 'patient_criterion')) AS patient_criteria,
    string_agg(text, chr(10) ORDER BY char_start) FILTER (fact = 'contraindications') AS contraindications,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'preparations') AS preparations,
    string_agg(concat_ws('. ', value, text), chr(10) ORDER BY position) FILTER (fact = 'steps') AS steps,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'equipment') AS equipment,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'anesthesia') AS anesthesia,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'durations') AS durations,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'settings') AS setting_texts,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'risks' AND (value = 'common')) AS risks_common,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'risks' AND (value = 'uncommon')) AS risks_uncommon,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'risks' AND (value = 'rare')) AS risks_rare,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'risks' AND (value IS NULL)) AS risks_unstated,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'benefits') AS benefits,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'recovery') AS recovery,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'alternatives' AND (value = 'option')) AS alternatives,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'alternatives' AND (value = 'remark')) AS alternative_remarks,
    string_agg(concat_ws(': ', value, text), chr(10) ORDER BY position) FILTER (fact = 'patient_experiences') AS patient_experiences,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'similar_codes') AS similar_codes,
    string_agg(text, chr(10) ORDER BY char_start) FILTER (fact = 'results') AS results,
    string_agg(text, chr(10) ORDER BY char_start) FILTER (fact = 'follow_up') AS follow_up,
    string_agg(text, chr(10) ORDER BY char_start) FILTER (fact = 'cost') AS cost,
    string_agg(text, chr(10) ORDER BY char_start) FILTER (fact = 'faq') AS faq,
    string_agg(text, chr(10) ORDER BY char_start) FILTER (fact = 'other') AS other
  FROM facts GROUP BY procedure_id
), minutes AS (
  SELECT procedure_id, min(min_minutes) AS min_minutes, max(max_minutes) AS max_minutes FROM durations GROUP BY procedure_id
), places AS (
  SELECT procedure_id, string_agg(DISTINCT setting, ', ' ORDER BY setting) AS settings FROM settings GROUP BY procedure_id
), staff AS (
  SELECT procedure_id, string_agg(concat(roles, ' (' || condition || ')'), chr(10) ORDER BY requirement) AS personnel
  FROM staffing_requirements GROUP BY procedure_id
), coverage AS (
  SELECT
    procedure_id,
    string_agg(section, ', ' ORDER BY k.position) FILTER (state = 'empty') AS sections_empty,
    string_agg(section, ', ' ORDER BY k.position) FILTER (state = 'absent') AS sections_absent
  FROM section_coverage JOIN section_kinds k USING (section) GROUP BY procedure_id
), left_over AS (
  SELECT procedure_id, string_agg(concat(section, ': ', text), chr(10) ORDER BY position) AS unparsed
  FROM sections WHERE state = 'unparsed' GROUP BY procedure_id
)
SELECT
  p.procedure_id, p.code_system, p.code, p.code_origin, p.title, p.name, g.other_names, p.site, p.source_uri, p.summary, p.purpose,
  indications, patient_criteria, contraindications, preparations, steps, equipment, anesthesia, min_minutes, max_minutes, durations, settings, setting_texts, personnel, risks_common, risks_uncommon, risks_rare, risks_unstated, benefits, recovery, alternatives, alternative_remarks, patient_experiences, similar_codes, results, follow_up, cost, faq, other,
  l.unparsed, c.sections_empty, c.sections_absent
FROM procedures p
LEFT JOIN gathered g USING (procedure_id)
LEFT JOIN minutes m USING (procedure_id)
LEFT JOIN places USING (procedure_id)
LEFT JOIN staff USING (procedure_id)
LEFT JOIN coverage c USING (procedure_id)
LEFT JOIN left_over l USING (procedure_id);

COMMENT ON VIEW procedure_overviews IS 'One row for each procedure with every fact of it: texts stand one a line in page order; null where the page gives none.';

COMMENT ON COLUMN procedure_overviews."procedure_id" IS 'Key of the procedure (procedures.procedure_id)';

COMMENT ON COLUMN procedure_overviews."code_system" IS 'Code system of the code, or the one that the page names';

COMMENT ON COLUMN procedure_overviews."code" IS 'Billing code as text, leading zeros kept';

COMMENT ON COLUMN procedure_overviews."code_origin" IS 'Where the code was found';

COMMENT ON COLUMN procedure_overviews."title" IS 'Title as printed: the code''s descriptor on pages of the family';

COMMENT ON COLUMN procedure_overviews."name" IS 'Preferred name';

COMMENT ON COLUMN procedure_overviews."other_names" IS 'Its other names';

COMMENT ON COLUMN procedure_overviews."site" IS 'Site that the page comes from';

COMMENT ON COLUMN procedure_overviews."source_uri" IS 'Identity of the page: its address, else its path';

COMMENT ON COLUMN procedure_overviews."summary" IS 'What it is, in short';

COMMENT ON COLUMN procedure_overviews."purpose" IS 'What it is for';

COMMENT ON COLUMN procedure_overviews."indications" IS 'Conditions to treat';

COMMENT ON COLUMN procedure_overviews."patient_criteria" IS 'Criteria that the patient meets';

COMMENT ON COLUMN procedure_overviews."contraindications" IS 'For whom it is not suitable';

COMMENT ON COLUMN procedure_overviews."preparations" IS 'Instructions before the procedure';

COMMENT ON COLUMN procedure_overviews."steps" IS 'Its steps, each with its number';

COMMENT ON COLUMN procedure_overviews."equipment" IS 'Tools and equipment';

COMMENT ON COLUMN procedure_overviews."anesthesia" IS 'Statements on anesthesia and sedation';

COMMENT ON COLUMN procedure_overviews."min_minutes" IS 'Shortest time that any statement gives; null where none gives a lower bound';

COMMENT ON COLUMN procedure_overviews."max_minutes" IS 'Longest time that any statement gives; null where none gives an upper bound';

COMMENT ON COLUMN procedure_overviews."durations" IS 'The statements of how long it takes';

COMMENT ON COLUMN procedure_overviews."settings" IS 'Places of service from the closed list, parted by commas; null where the page names none that is on it';

COMMENT ON COLUMN procedure_overviews."setting_texts" IS 'The places in the page''s own words';

COMMENT ON COLUMN procedure_overviews."personnel" IS 'One line a requirement, its alternatives parted by `or`; a role off the closed list in the page''s words, in quotes';

COMMENT ON COLUMN procedure_overviews."risks_common" IS 'Complications that the page calls common';

COMMENT ON COLUMN procedure_overviews."risks_uncommon" IS 'Complications that the page calls uncommon';

COMMENT ON COLUMN procedure_overviews."risks_rare" IS 'Complications that the page calls rare';

COMMENT ON COLUMN procedure_overviews."risks_unstated" IS 'Complications of which the page does not say how often';

COMMENT ON COLUMN procedure_overviews."benefits" IS 'Benefits';

COMMENT ON COLUMN procedure_overviews."recovery" IS 'Instructions and expectations after the procedure';

COMMENT ON COLUMN procedure_overviews."alternatives" IS 'Alternatives';

COMMENT ON COLUMN procedure_overviews."alternative_remarks" IS 'Remarks on the alternatives';

COMMENT ON COLUMN procedure_overviews."patient_experiences" IS 'What the patient feels, each with its phase where the page names one';

COMMENT ON COLUMN procedure_overviews."similar_codes" IS 'Codes that the page names as similar';

COMMENT ON COLUMN procedure_overviews."results" IS 'What the results mean';

COMMENT ON COLUMN procedure_overviews."follow_up" IS 'Visits and care afterwards';

COMMENT ON COLUMN procedure_overviews."cost" IS 'What it costs';

COMMENT ON COLUMN procedure_overviews."faq" IS 'Questions and answers';

COMMENT ON COLUMN procedure_overviews."other" IS 'Text under headings that the project does not know';

COMMENT ON COLUMN procedure_overviews."unparsed" IS 'Words of sections that their tables could not take, each with its section';

COMMENT ON COLUMN procedure_overviews."sections_empty" IS 'Known sections with a heading and nothing under it, parted by commas; null where there are none';

COMMENT ON COLUMN procedure_overviews."sections_absent" IS 'Known sections without a heading on the page, parted by commas; null where there are none';

CREATE VIEW durations_by_setting AS
WITH minutes AS (
  SELECT procedure_id, min(min_minutes) AS min_minutes, max(max_minutes) AS max_minutes
  FROM durations GROUP BY procedure_id
), places AS (
  SELECT DISTINCT
    p.procedure_id, p.code_system, s.setting,
    CASE WHEN s.procedure_id IS NULL THEN 'unstated' WHEN s.setting IS NULL THEN 'unlisted' ELSE 'listed' END AS setting_status
  FROM procedures p LEFT JOIN settings s USING (procedure_id)
)
SELECT
  code_system, setting, setting_status,
  count(*) AS procedures,
  count(coalesce(min_minutes, max_minutes)) AS procedures_with_minutes,
  min(min_minutes) AS shortest_minutes,
  median(min_minutes) AS median_min_minutes,
  median(max_minutes) AS median_max_minutes,
  max(max_minutes) AS longest_minutes
FROM places LEFT JOIN minutes USING (procedure_id)
GROUP BY code_system, setting, setting_status;

COMMENT ON VIEW durations_by_setting IS 'One row for each code system and setting: how long procedures take there. One done in several settings counts in each.';

COMMENT ON COLUMN durations_by_setting."code_system" IS 'Code system of the procedures; null where page and address name none';

COMMENT ON COLUMN durations_by_setting."setting" IS 'Place of service; null where the page names none, or none that is on the closed list';

COMMENT ON COLUMN durations_by_setting."setting_status" IS 'listed: the setting is on the closed list; unlisted: the page''s words are not; unstated: the page names no place';

COMMENT ON COLUMN durations_by_setting."procedures" IS 'How many procedures';

COMMENT ON COLUMN durations_by_setting."procedures_with_minutes" IS 'Of those, how many have a duration in numbers; all that follows is of these';

COMMENT ON COLUMN durations_by_setting."shortest_minutes" IS 'Least lower bound; null where no page gives one';

COMMENT ON COLUMN durations_by_setting."median_min_minutes" IS 'Median of the lower bounds, over the procedures that have one';

COMMENT ON COLUMN durations_by_setting."median_max_minutes" IS 'Median of the upper bounds, over the procedures that have one';

COMMENT ON COLUMN durations_by_setting."longest_minutes" IS 'Greatest upper bound; null where no page gives one';

CREATE VIEW complications AS
WITH named AS (
  SELECT
    r.procedure_id, p.code, r.frequency, r.text,
    regexp_replace(
      regexp_replace(lower(r.text), '^(rarely|commonly|occasionally|in rare cases),?\s+|\s*\((common|uncommon|rare|very rare)\)', '', 'g'),
      '[.;,\s]+$', '') AS complication
  FROM risks r JOIN procedures p USING (procedure_id)
)
SELECT
  complication,
  count(DISTINCT procedure_id) AS procedures,
  count(DISTINCT procedure_id) / (SELECT count(DISTINCT procedure_id) FROM risks) AS procedure_share,
  count(DISTINCT procedure_id) FILTER (frequency = 'common') AS common,
  count(DISTINCT procedure_id) FILTER (frequency = 'uncommon') AS uncommon,
  count(DISTINCT procedure_id) FILTER (frequency = 'rare') AS rare,
  count(DISTINCT procedure_id) FILTER (frequency IS NULL) AS unstated,
  string_agg(DISTINCT code, ', ' ORDER BY code) AS codes,
  min(text) AS example
FROM named
GROUP BY complication;

COMMENT ON VIEW complications IS 'One row for each complication as pages word it: how many procedures name it, and how often they say that it happens.';

COMMENT ON COLUMN complications."complication" IS 'The page''s words in lower case, without a final stop and without the word for its frequency';

COMMENT ON COLUMN complications."procedures" IS 'How many procedures name it';

COMMENT ON COLUMN complications."procedure_share" IS 'Their share of the procedures that name any complication';

COMMENT ON COLUMN complications."common" IS 'Procedures whose page calls it common';

COMMENT ON COLUMN complications."uncommon" IS 'Procedures whose page calls it uncommon';

COMMENT ON COLUMN complications."rare" IS 'Procedures whose page calls it rare';

COMMENT ON COLUMN complications."unstated" IS 'Procedures whose page does not say how often';

COMMENT ON COLUMN complications."codes" IS 'Codes of the procedures, parted by commas; null where none has a code';

COMMENT ON COLUMN complications."example" IS 'The words of one page as they stand there';

CREATE VIEW preparation_restrictions AS
WITH said AS (
  SELECT procedure_id, position, topic, text, char_start, char_end, lower(replace(text, '’', '''')) AS words FROM preparations
), asked AS (
  -- What a page says need not or must not be left out is no restriction: it is cut out before the rest is judged.
  SELECT *,
    regexp_replace(words, '\b(no|without)( (special|need|for|to|any|strict|particular))* (fast\b|fasting|((food|drink|diet|dietary|eating|drinking)( (or|and) )?)+ ?(restrictions?|limits?))|\bfasting (is ?|are ?|will be ?|may be ?)?(n''t|not|usually not|rarely|never|optional|unnecessary)[^.;]*|\b((do|does|need|will)( not|n''t)|not|no need)( (need|have|require|required|necessary|be|to))* fast\b|\b((do|does|need)( not|n''t)|no need|not)( (need|have|necessary|required|to|for))+ (avoid|stop|skip|refrain|give up)[^.;]*|\bempty stomach is (not|n''t|un)[^.;]*', ' ', 'g') AS fasting_words,
    regexp_replace(words, '\b(((do|does|need|should|must|would|will)( not|n''t))|cannot|can''t|never|no need|not)( (need|have|necessary|required|to|for|be|usually|normally|generally|ever|simply|just))* (stop|paus|skip|interrupt|hold|held|discontinu|adjust|suspend|withh|ceas|chang|avoid)\w*', ' ', 'g') AS medication_words
  FROM said
), fasting AS (
  SELECT procedure_id, position, topic, text, char_start, char_end, words, 'fasting' AS restriction,
    CASE
      WHEN regexp_matches(fasting_words, '\bfast(ing|s)?\b|empty stomach|\bnpo\b|nothing (to eat|to drink|by mouth|but)|(eat|drink|have) nothing|(do not|don''t|not to|cannot|must not|should not|may not|without|avoid|stop|refrain from|no) [^.;]*\b(eat|eating|drink|drinking|food|foods|solids?|meals?|fluids?|liquids?|alcohol|caffeine|coffee|milk|breakfast)\b')
        THEN true
      WHEN fasting_words <> words
        OR regexp_matches(words, '(may|can|should|please) (still )?(eat|drink)\b|(eat|drink|meal|snack|breakfast|diet)\b[^.;]*\b(as usual|normally|is allowed|is fine|are allowed)|^eat\b')
        THEN false
    END AS is_required
  FROM asked
), medication AS (
  SELECT procedure_id, position, topic, text, char_start, char_end, words, 'medication' AS restriction,
    CASE
      WHEN regexp_matches(medication_words, '\b(stop|stopped|stopping|paus(e|ed|ing)|hold|held|holding|withh\w+|discontinu\w+|skip\w*|interrupt\w*|suspend\w*|adjust\w*|do not take|don''t take|not take|not taking|cease|come off)\b|\b(avoid\w*|refrain\w*)\b[^.;]*\b(medic(ine|ation)s?|blood thinners?|anticoagula\w+|aspirin|ibuprofen|nsaids?|insulin|metformin|supplements?|drugs?|tablets?|pills?|taking)\b')
        THEN true
      WHEN medication_words <> words OR regexp_matches(words, '\b(continue|keep taking|as usual|take (all|your)|no changes?)\b')
        THEN false
    END AS is_required
  FROM asked
)
SELECT
  p.procedure_id, p.code_system, p.code, p.name, f.position, f.restriction, f.is_required, f.text, f.char_start, f.char_end
FROM (
  FROM fasting WHERE topic = 'fasting'
    OR regexp_matches(words, '\bfast(ing)?\b|empty stomach|\bnpo\b|nothing (to eat|by mouth)|(do not|don''t|avoid|not to|stop) (eat|drink|eating|drinking)\b')
  UNION ALL
  FROM medication WHERE topic = 'medication'
    OR (is_required AND regexp_matches(words, '\b(medic(ine|ation)s?|blood thinners?|anticoagula\w+|aspirin|ibuprofen|nsaids?|insulin|metformin|supplements?|drugs?|tablets?|pills?)\b'))
) f JOIN procedures p USING (procedure_id);

COMMENT ON VIEW preparation_restrictions IS 'One row for each statement on fasting or medication before a procedure: what it restricts, in the page''s own words.';

COMMENT ON COLUMN preparation_restrictions."procedure_id" IS 'Key of the procedure (procedures.procedure_id); one whose page says nothing of either has no row';

COMMENT ON COLUMN preparation_restrictions."code_system" IS 'Code system of the code';

COMMENT ON COLUMN preparation_restrictions."code" IS 'Billing code as text';

COMMENT ON COLUMN preparation_restrictions."name" IS 'Preferred name of the procedure';

COMMENT ON COLUMN preparation_restrictions."position" IS 'Which statement it is (preparations.position); one that speaks of both has two rows';

COMMENT ON COLUMN preparation_restrictions."restriction" IS 'fasting, or medication: stopping or changing medicines';

COMMENT ON COLUMN preparation_restrictions."is_required" IS 'Judged by words: true if they tell to fast or stop, if only perhaps; false if only that it need not or must not be; else null';

COMMENT ON COLUMN preparation_restrictions."text" IS 'The page''s own words, white space cleaned';

COMMENT ON COLUMN preparation_restrictions."char_start" IS 'Where the row''s source text starts in pages.text, counted from 0';

COMMENT ON COLUMN preparation_restrictions."char_end" IS 'Where the row''s source text ends in pages.text, exclusive';

CREATE VIEW page_quality_measures AS
WITH remarks AS (
  SELECT
    page_id,
    count(*) FILTER (severity = 'error') AS errors,
    count(*) FILTER (severity = 'warning') AS warnings,
    count(*) FILTER (severity = 'info') AS infos
  FROM ops.findings GROUP BY page_id
), aside AS (
  SELECT page_id, count(*) AS quarantined FROM ops.quarantine GROUP BY page_id
), described AS (
  SELECT page_id, count(*) AS procedures FROM procedures GROUP BY page_id
), covered AS (
  SELECT
    page_id,
    count(*) FILTER (state = 'parsed') AS sections_parsed,
    count(*) FILTER (state = 'empty') AS sections_empty,
    count(*) FILTER (state = 'unparsed') AS sections_unparsed,
    count(*) FILTER (state = 'absent') AS sections_absent
  FROM section_coverage JOIN procedures USING (procedure_id) GROUP BY page_id
)
SELECT
  pages.page_id, pages.source_uri, pages.site, pages.status,
  coalesce(described.procedures, 0) AS procedures,
  pages.content_chars, pages.unclaimed_chars,
  pages.unclaimed_chars / nullif(pages.content_chars, 0) AS unclaimed_share,
  pages.chrome_chars / nullif(pages.content_chars, 0) AS chrome_share,
  coalesce(remarks.errors, 0) AS errors,
  coalesce(remarks.warnings, 0) AS warnings,
  coalesce(remarks.infos, 0) AS infos,
  coalesce(aside.quarantined, 0) AS quarantined,
  covered.sections_parsed, covered.sections_empty, covered.sections_unparsed, covered.sections_absent
FROM pages
LEFT JOIN described USING (page_id)
LEFT JOIN remarks USING (page_id)
LEFT JOIN aside USING (page_id)
LEFT JOIN covered USING (page_id);

COMMENT ON VIEW page_quality_measures IS 'One row for each page ever seen: how well it was read.';

COMMENT ON COLUMN page_quality_measures."page_id" IS 'Key of the page (pages.page_id)';

COMMENT ON COLUMN page_quality_measures."source_uri" IS 'Identity of the page: its address, else its path';

COMMENT ON COLUMN page_quality_measures."site" IS 'Site that it comes from; null where neither metadata nor address say';

COMMENT ON COLUMN page_quality_measures."status" IS 'current, duplicate, rejected or gone';

COMMENT ON COLUMN page_quality_measures."procedures" IS 'How many procedures it describes, as published; those of a duplicate stand at the page that it repeats';

COMMENT ON COLUMN page_quality_measures."content_chars" IS 'Non-blank characters of its text';

COMMENT ON COLUMN page_quality_measures."unclaimed_chars" IS 'Of those, accounted for by nothing';

COMMENT ON COLUMN page_quality_measures."unclaimed_share" IS 'unclaimed_chars of content_chars; null where no text of it is kept (duplicate and rejected pages)';

COMMENT ON COLUMN page_quality_measures."chrome_share" IS 'Share of the characters that named rules take for the site''s own; null where no text of it is kept';

COMMENT ON COLUMN page_quality_measures."errors" IS 'Findings of severity error, as it was last loaded';

COMMENT ON COLUMN page_quality_measures."warnings" IS 'Findings of severity warning';

COMMENT ON COLUMN page_quality_measures."infos" IS 'Findings of severity info';

COMMENT ON COLUMN page_quality_measures."quarantined" IS 'Rows, or the page itself, that were set aside';

COMMENT ON COLUMN page_quality_measures."sections_parsed" IS 'Known sections that gave facts, summed over its procedures; null where it has none';

COMMENT ON COLUMN page_quality_measures."sections_empty" IS 'Known sections with a heading and nothing under it';

COMMENT ON COLUMN page_quality_measures."sections_unparsed" IS 'Known sections whose text their tables could not take';

COMMENT ON COLUMN page_quality_measures."sections_absent" IS 'Known sections without a heading';

CREATE VIEW site_quality_measures AS
SELECT
  q.site,
  count(*) AS pages,
  count(*) FILTER (q.status = 'current') AS current_pages,
  count(*) FILTER (q.status = 'duplicate') AS duplicate_pages,
  count(*) FILTER (q.status = 'rejected') AS rejected_pages,
  count(*) FILTER (q.status = 'gone') AS gone_pages,
  sum(q.procedures)::BIGINT AS procedures,
  sum(q.content_chars)::BIGINT AS content_chars,
  sum(q.unclaimed_chars)::BIGINT AS unclaimed_chars,
  sum(q.unclaimed_chars) / nullif(sum(q.content_chars), 0) AS unclaimed_share,
  count(*) FILTER (q.unclaimed_chars > 0) AS unclaimed_pages,
  sum(q.errors)::BIGINT AS errors,
  sum(q.warnings)::BIGINT AS warnings,
  sum(q.infos)::BIGINT AS infos,
  count(*) FILTER (q.status = 'current' AND q.errors + q.warnings + q.unclaimed_chars = 0) AS clean_pages,
  max(pages.last_seen_at) AS last_seen_at
FROM page_quality_measures q JOIN pages USING (page_id)
GROUP BY q.site;

COMMENT ON VIEW site_quality_measures IS 'One row for each site: how well its pages were read.';

COMMENT ON COLUMN site_quality_measures."site" IS 'Site; null for pages of which neither metadata nor address name one';

COMMENT ON COLUMN site_quality_measures."pages" IS 'Pages ever seen';

COMMENT ON COLUMN site_quality_measures."current_pages" IS 'Pages whose rows are published and whose raw file is there';

COMMENT ON COLUMN site_quality_measures."duplicate_pages" IS 'Pages with the same bytes as another';

COMMENT ON COLUMN site_quality_measures."rejected_pages" IS 'Pages that gave no readable text';

COMMENT ON COLUMN site_quality_measures."gone_pages" IS 'Pages whose raw file is no longer there';

COMMENT ON COLUMN site_quality_measures."procedures" IS 'Procedures that they describe';

COMMENT ON COLUMN site_quality_measures."content_chars" IS 'Non-blank characters of their text';

COMMENT ON COLUMN site_quality_measures."unclaimed_chars" IS 'Of those, accounted for by nothing';

COMMENT ON COLUMN site_quality_measures."unclaimed_share" IS 'unclaimed_chars of content_chars; null where there is no text';

COMMENT ON COLUMN site_quality_measures."unclaimed_pages" IS 'Pages with any text that nothing accounts for';

COMMENT ON COLUMN site_quality_measures."errors" IS 'Findings of severity error';

COMMENT ON COLUMN site_quality_measures."warnings" IS 'Findings of severity warning';

COMMENT ON COLUMN site_quality_measures."infos" IS 'Findings of severity info';

COMMENT ON COLUMN site_quality_measures."clean_pages" IS 'Current pages without an error, a warning and unclaimed text';

COMMENT ON COLUMN site_quality_measures."last_seen_at" IS 'When a run saw one of them last, in UTC';

CREATE VIEW section_states_by_site AS
SELECT
  p.site, c.section,
  count(*) AS procedures,
  count(*) FILTER (c.state = 'parsed') AS parsed,
  count(*) FILTER (c.state = 'empty') AS empty,
  count(*) FILTER (c.state = 'unparsed') AS unparsed,
  count(*) FILTER (c.state = 'absent') AS absent,
  count(*) FILTER (c.state = 'parsed') / count(*) AS parsed_share
FROM section_coverage c JOIN procedures p USING (procedure_id)
GROUP BY p.site, c.section;

COMMENT ON VIEW section_states_by_site IS 'One row for each site and known section: of how many procedures it is there, and in what state.';

COMMENT ON COLUMN section_states_by_site."site" IS 'Site; null for pages of which neither metadata nor address name one';

COMMENT ON COLUMN section_states_by_site."section" IS 'Key of the section (section_kinds.section)';

COMMENT ON COLUMN section_states_by_site."procedures" IS 'Procedures of the site';

COMMENT ON COLUMN section_states_by_site."parsed" IS 'Procedures of which it gave facts';

COMMENT ON COLUMN section_states_by_site."empty" IS 'Procedures whose page has the heading and nothing under it';

COMMENT ON COLUMN section_states_by_site."unparsed" IS 'Procedures of which its text could not be taken by its table';

COMMENT ON COLUMN section_states_by_site."absent" IS 'Procedures whose page has no such heading';

COMMENT ON COLUMN section_states_by_site."parsed_share" IS 'parsed of procedures';

CREATE MACRO changes_since(moment) AS TABLE
WITH touched AS (
  -- Of a page that has become a duplicate the last version ended, and none began.
  FROM (
    SELECT page_id, greatest(max(valid_from), max(valid_to)) AS changed_at,
      coalesce(any_value(change) FILTER (valid_to IS NULL), 'duplicate') AS reason
    FROM ops.versions GROUP BY page_id
  ) WHERE changed_at > moment
), today AS (
  SELECT page_id, procedure_id, fact, value, text FROM fact_versions SEMI JOIN touched USING (page_id) WHERE valid_to IS NULL
), then_said AS (
  SELECT page_id, procedure_id, fact, value, text FROM fact_versions SEMI JOIN touched USING (page_id)
  WHERE valid_from <= moment AND (valid_to IS NULL OR valid_to > moment)
), changed AS (
  SELECT 'added' AS change, * FROM (FROM today EXCEPT ALL FROM then_said)
  UNION ALL SELECT 'removed', * FROM (FROM then_said EXCEPT ALL FROM today)
), described AS (
  SELECT procedure_id, code_system, code, coalesce(name, title) AS name FROM history.procedures
  QUALIFY row_number() OVER (PARTITION BY procedure_id ORDER BY valid_from DESC) = 1
)
SELECT
  c.procedure_id, d.code_system, d.code, d.name,
  CASE
    WHEN c.procedure_id NOT IN (SELECT procedure_id FROM then_said) THEN 'new'
    WHEN c.procedure_id NOT IN (SELECT procedure_id FROM today) THEN 'removed'
    ELSE 'changed'
  END AS procedure_change,
  c.change, c.fact, c.value, c.text, t.changed_at, t.reason
FROM changed c JOIN touched t USING (page_id) LEFT JOIN described d USING (procedure_id);

COMMENT ON MACRO TABLE changes_since IS 'What pages say today and did not say at a moment, and the other way round: one row for each fact added or removed.';

CREATE VIEW latest_changes AS
FROM changes_since((SELECT greatest(max(valid_from), max(valid_to)) FROM ops.versions) - INTERVAL 1 MICROSECOND);

COMMENT ON VIEW latest_changes IS 'What the last run that changed anything has changed: `changes_since` the moment before it.';

COMMENT ON COLUMN latest_changes."procedure_id" IS 'Key of the procedure';

COMMENT ON COLUMN latest_changes."code_system" IS 'Code system of the code';

COMMENT ON COLUMN latest_changes."code" IS 'Billing code as text';

COMMENT ON COLUMN latest_changes."name" IS 'Preferred name of the procedure, else its title; of one that is no longer described, as it was';

COMMENT ON COLUMN latest_changes."procedure_change" IS 'new, removed or changed';

COMMENT ON COLUMN latest_changes."change" IS 'added or removed. A fact that says something else now is removed and added; one that only moved is neither';

COMMENT ON COLUMN latest_changes."fact" IS 'Table that holds it; title; or the section, for words without a table of their own (facts.fact)';

COMMENT ON COLUMN latest_changes."value" IS 'What the table makes of it (facts.value)';

COMMENT ON COLUMN latest_changes."text" IS 'The page''s own words';

COMMENT ON COLUMN latest_changes."changed_at" IS 'When the run started, in UTC';

COMMENT ON COLUMN latest_changes."reason" IS 'What changed the page: new, source (other bytes), parser (read otherwise), reappeared, or duplicate (another page holds its bytes now)';

CREATE TABLE ops.schema_version (version VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL);

COMMENT ON TABLE ops.schema_version IS 'The version of the tables, one row.';

COMMENT ON COLUMN ops.schema_version.version IS 'Version of the schema that the warehouse was written with';

COMMENT ON COLUMN ops.schema_version.fingerprint IS 'SHA-256 of the statements that made it, by which a change of a comment or a closed list is known';
