-- One row for each code system and setting: how long procedures take there. One done in several settings counts in each.
--
-- code_system: Code system of the procedures; null where page and address name none
-- setting: Place of service; null where the page names none, or none that is on the closed list
-- setting_status: listed: the setting is on the closed list; unlisted: the page's words are not; unstated: the page names no place
-- procedures: How many procedures
-- procedures_with_minutes: Of those, how many have a duration in numbers; all that follows is of these
-- shortest_minutes: Least lower bound; null where no page gives one
-- median_min_minutes: Median of the lower bounds, over the procedures that have one
-- median_max_minutes: Median of the upper bounds, over the procedures that have one
-- longest_minutes: Greatest upper bound; null where no page gives one
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
GROUP BY code_system, setting, setting_status
