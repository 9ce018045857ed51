DELETE FROM {table} WHERE procedure_id IN (SELECT procedure_id FROM replaced_procedures);
