"""The catalog of a database file as rows: its tables, views and macros, their columns, constraints, comments and definitions."""

from __future__ import annotations

from functools import cache

import duckdb

from warehouse.schema.ddl import all_statements

# (aspect, name, declaration); an aspect is object, column, constraint, comment or definition. NOT NULL is a constraint, not part of a
# column's type.
Declared = tuple[str, str, str]

_SQL = """
WITH tables AS (SELECT *, schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE NOT internal AND NOT temporary),
views AS (SELECT *, schema_name || '.' || view_name AS name FROM duckdb_views() WHERE NOT internal AND NOT temporary),
macros AS (SELECT *, schema_name || '.' || function_name AS name FROM duckdb_functions() WHERE NOT internal),
columns AS (SELECT *, schema_name || '.' || table_name AS owner FROM duckdb_columns() WHERE NOT internal),
found AS (
  SELECT database_name, 'object' AS aspect, name, 'table' AS declared FROM tables
  UNION ALL SELECT database_name, 'object', name, 'view' FROM views
  UNION ALL SELECT database_name, 'object', name, 'macro' FROM macros
  UNION ALL SELECT database_name, 'object', schema_name || '.' || index_name, 'index' FROM duckdb_indexes()
  UNION ALL SELECT database_name, 'object', schema_name || '.' || sequence_name, 'sequence' FROM duckdb_sequences()
  UNION ALL SELECT database_name, 'object', schema_name || '.' || type_name, 'type' FROM duckdb_types() WHERE NOT internal
  UNION ALL SELECT database_name, 'column', owner || '.' || column_name,
    concat_ws(' ', column_index, data_type, 'DEFAULT ' || column_default) FROM columns
  UNION ALL SELECT database_name, 'constraint', schema_name || '.' || table_name,
    constraint_text || ' ' || constraint_column_names::VARCHAR FROM duckdb_constraints()
  UNION ALL SELECT database_name, 'comment', name, comment FROM tables
  UNION ALL SELECT database_name, 'comment', name, comment FROM views
  UNION ALL SELECT database_name, 'comment', name, comment::VARCHAR FROM macros
  UNION ALL SELECT database_name, 'comment', owner || '.' || column_name, comment FROM columns
  UNION ALL SELECT database_name, 'definition', name, sql FROM views
  UNION ALL SELECT database_name, 'definition', name, parameters::VARCHAR || ' ' || macro_definition FROM macros
)
SELECT DISTINCT aspect, name, coalesce(declared, '') FROM found WHERE database_name = current_database() ORDER BY ALL
"""


def declared(connection: duckdb.DuckDBPyConnection) -> list[Declared]:
    """The catalog of the connection's current database, in order."""
    return connection.execute(_SQL).fetchall()


@cache
def expected() -> tuple[Declared, ...]:
    """The catalog of a warehouse made by today's DDL, in order."""
    with duckdb.connect(":memory:") as connection:
        for statement in all_statements():
            connection.execute(statement)
        return tuple(declared(connection))
