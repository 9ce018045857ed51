-- known_rules (the columns of ops.rules): the rules of the parser of today, and those of earlier ones by which rows are still kept.
CREATE OR REPLACE TEMP TABLE known_rules AS
WITH todays AS (
  SELECT unnest($rules, max_depth := 2)
), used AS (
  SELECT rule FROM sections UNION SELECT rule FROM archive.sections UNION SELECT rule FROM ops.boilerplate
  UNION SELECT title_rule FROM procedures UNION SELECT title_rule FROM archive.procedures
)
FROM todays
UNION ALL BY NAME
SELECT * FROM ops.rules WHERE rule NOT IN (SELECT rule FROM todays) AND rule IN (SELECT rule FROM used);

DELETE FROM ops.rules
WHERE EXISTS ((FROM ops.rules EXCEPT FROM known_rules) UNION ALL (FROM known_rules EXCEPT FROM ops.rules));

INSERT INTO ops.rules BY NAME
SELECT * FROM known_rules WHERE NOT EXISTS (FROM ops.rules);
