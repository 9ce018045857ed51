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

COMMENT ON COLUMN main.pages."media_type" IS 'What the bytes are: text/plain or text/html';

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
  "status" VARCHAR NOT NULL CHECK ("status" IN ('running', 'published', 'failed', 'gate_closed')),
  "parser_version" VARCHAR NOT NULL,
  "pages_seen" BIGINT NOT NULL CHECK ("pages_seen" >= 0),
  "pages_loaded" BIGINT NOT NULL CHECK ("pages_loaded" >= 0),
  "pages_unchanged" BIGINT NOT NULL CHECK ("pages_unchanged" >= 0),
  "pages_duplicate" BIGINT NOT NULL CHECK ("pages_duplicate" >= 0),
  "pages_rejected" BIGINT NOT NULL CHECK ("pages_rejected" >= 0),
  "procedures" BIGINT NOT NULL CHECK ("procedures" >= 0),
  "seconds" DOUBLE NOT NULL CHECK ("seconds" >= 0),
  PRIMARY KEY (run_id)
);

COMMENT ON TABLE ops.runs IS 'One row for each run of the ingest.';

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
  "source_uri" VARCHAR
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

CREATE VIEW history.procedures AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."page_id", t."code_system", t."code", t."code_origin", t."title", t."name", t."summary", t."purpose", t."site", t."source_uri" FROM main.procedures t JOIN ops.versions v ON v.page_id = t.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."page_id", t."code_system", t."code", t."code_origin", t."title", t."name", t."summary", t."purpose", t."site", t."source_uri" FROM archive.procedures t JOIN ops.versions v ON v.version_id = t.version_id;

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

CREATE MACRO procedures_as_of(moment) AS TABLE SELECT "procedure_id", "page_id", "code_system", "code", "code_origin", "title", "name", "summary", "purpose", "site", "source_uri" FROM history.procedures
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
  "char_end" BIGINT
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

CREATE VIEW history.sections AS
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."section", t."heading", t."state", t."text", t."item_count", t."char_start", t."char_end" FROM main.sections t JOIN main.procedures p ON p.procedure_id = t.procedure_id JOIN ops.versions v ON v.page_id = p.page_id AND v.valid_to IS NULL
UNION ALL
SELECT v.version_id, v.valid_from, v.valid_to, v.change, t."procedure_id", t."position", t."section", t."heading", t."state", t."text", t."item_count", t."char_start", t."char_end" FROM archive.sections t JOIN ops.versions v ON v.version_id = t.version_id;

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

CREATE MACRO sections_as_of(moment) AS TABLE SELECT "procedure_id", "position", "section", "heading", "state", "text", "item_count", "char_start", "char_end" FROM history.sections
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

COMMENT ON COLUMN archive.pages."media_type" IS 'What the bytes are: text/plain or text/html';

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

COMMENT ON COLUMN history.pages."media_type" IS 'What the bytes are: text/plain or text/html';

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

CREATE TABLE ops.schema_version (version VARCHAR NOT NULL);

COMMENT ON TABLE ops.schema_version IS 'The version of the tables, one row.';

COMMENT ON COLUMN ops.schema_version.version IS 'Version of the schema that the warehouse was written with';

INSERT INTO ops.schema_version VALUES ('1');
