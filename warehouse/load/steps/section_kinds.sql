-- known_sections (the columns of section_kinds): the sections that the project knows today.
CREATE OR REPLACE TEMP TABLE known_sections AS
SELECT unnest($section_kinds, max_depth := 2);

DELETE FROM section_kinds
WHERE EXISTS ((FROM section_kinds EXCEPT FROM known_sections) UNION ALL (FROM known_sections EXCEPT FROM section_kinds));

INSERT INTO section_kinds BY NAME
SELECT * FROM known_sections WHERE NOT EXISTS (FROM section_kinds);
