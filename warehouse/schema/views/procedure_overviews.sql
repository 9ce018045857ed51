-- One row for each procedure with every fact of it: texts stand one a line in page order; null where the page gives none.
--
-- procedure_id: Key of the procedure (procedures.procedure_id)
-- code_system: Code system of the code, or the one that the page names
-- code: Billing code as text, leading zeros kept
-- code_origin: Where the code was found
-- title: Title as printed: the code's descriptor on pages of the family
-- name: Preferred name
-- other_names: Its other names
-- site: Site that the page comes from
-- source_uri: Identity of the page: its address, else its path
-- summary: What it is, in short
-- purpose: What it is for
-- indications: Conditions to treat
-- patient_criteria: Criteria that the patient meets
-- contraindications: For whom it is not suitable
-- preparations: Instructions before the procedure
-- steps: Its steps, each with its number
-- equipment: Tools and equipment
-- anesthesia: Statements on anesthesia and sedation
-- min_minutes: Shortest time that any statement gives; null where none gives a lower bound
-- max_minutes: Longest time that any statement gives; null where none gives an upper bound
-- durations: The statements of how long it takes
-- settings: Places of service from the closed list, parted by commas; null where the page names none that is on it
-- setting_texts: The places in the page's own words
-- personnel: One line a requirement, its alternatives parted by `or`; a role off the closed list in the page's words, in quotes
-- risks_common: Complications that the page calls common
-- risks_uncommon: Complications that the page calls uncommon
-- risks_rare: Complications that the page calls rare
-- risks_unstated: Complications of which the page does not say how often
-- benefits: Benefits
-- recovery: Instructions and expectations after the procedure
-- alternatives: Alternatives
-- alternative_remarks: Remarks on the alternatives
-- patient_experiences: What the patient feels, each with its phase where the page names one
-- similar_codes: Codes that the page names as similar
-- results: What the results mean
-- follow_up: Visits and care afterwards
-- cost: What it costs
-- faq: Questions and answers
-- other: Text under headings that the project does not know
-- unparsed: Words of sections that their tables could not take, each with its section
-- sections_empty: Known sections with a heading and nothing under it, parted by commas; null where there are none
-- sections_absent: Known sections without a heading on the page, parted by commas; null where there are none
WITH gathered AS (
  SELECT
    procedure_id,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'procedure_names' AND value <> 'preferred') AS other_names,
    string_agg(text, chr(10) ORDER BY char_start) FILTER (fact = 'contraindications') AS contraindications,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'indications' AND value = 'indication') AS indications,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'indications' AND value = 'patient_criterion') AS patient_criteria,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'preparations') AS preparations,
    string_agg(concat(value, '. ', text), chr(10) ORDER BY position) FILTER (fact = 'steps') AS steps,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'equipment') AS equipment,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'anesthesia') AS anesthesia,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'durations') AS durations,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'settings') AS setting_texts,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'risks' AND value = 'common') AS risks_common,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'risks' AND value = 'uncommon') AS risks_uncommon,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'risks' AND value = 'rare') AS risks_rare,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'risks' AND value IS NULL) AS risks_unstated,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'benefits') AS benefits,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'recovery') AS recovery,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'alternatives' AND value = 'option') AS alternatives,
    string_agg(text, chr(10) ORDER BY position) FILTER (fact = 'alternatives' AND value = 'remark') AS alternative_remarks,
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
  g.indications, g.patient_criteria, g.contraindications, g.preparations, g.steps, g.equipment, g.anesthesia,
  m.min_minutes, m.max_minutes, g.durations, places.settings, g.setting_texts, staff.personnel,
  g.risks_common, g.risks_uncommon, g.risks_rare, g.risks_unstated, g.benefits, g.recovery, g.alternatives, g.alternative_remarks,
  g.patient_experiences, g.similar_codes, g.results, g.follow_up, g.cost, g.faq, g.other,
  l.unparsed, c.sections_empty, c.sections_absent
FROM procedures p
LEFT JOIN gathered g USING (procedure_id)
LEFT JOIN minutes m USING (procedure_id)
LEFT JOIN places USING (procedure_id)
LEFT JOIN staff USING (procedure_id)
LEFT JOIN coverage c USING (procedure_id)
LEFT JOIN left_over l USING (procedure_id)
