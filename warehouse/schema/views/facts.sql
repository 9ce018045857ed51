-- One row for each fact of every procedure, all tables in one shape: for searching through everything that pages say.
--
-- procedure_id: Key of the procedure (procedures.procedure_id)
-- fact: Table that holds it; title; or the section, for the words of one that has no table or whose table could not take them
-- position: Place in page order among the facts of its kind; in a section counted within that section
-- value: What the table makes of it: kind, topic, minutes, setting, role, frequency, phase or code; null where there is nothing
-- text: The page's own words, white space cleaned
-- char_start: Where its source text starts in pages.text, counted from 0; null for names, titles and codes
-- char_end: Where its source text ends in pages.text, exclusive; null for names, titles and codes
SELECT procedure_id, fact, position, value, text, char_start, char_end FROM fact_versions WHERE valid_to IS NULL
