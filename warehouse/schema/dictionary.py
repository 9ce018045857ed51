"""The whole data dictionary: the tables as their models declare them, and after them the views, macros and history."""

from __future__ import annotations

import duckdb

from schemas.rendering import dictionary
from schemas.tables import HISTORY_TABLES
from warehouse.schema.ddl import all_statements
from warehouse.schema.views import View, views

_VIEWS = """# Views

Made of the tables above, for questions that are asked often; each is one file in `warehouse/schema/views/`. A null says that pages say nothing of it."""
_HISTORY = """# History

Every version of every page is kept. `history.<table>` has the rows of each version, with `version_id`, `valid_from`, `valid_to` (null for the
current one) and `change` before the table's own columns; `<table>_as_of(TIMESTAMP '...')` gives the rows that were current at a moment (UTC).
Kept so are """


def markdown() -> str:
    """The whole dictionary as Markdown."""
    with duckdb.connect(":memory:") as connection:
        for statement in all_statements():
            connection.execute(statement)
        rendered = [_view_markdown(connection, view) for view in views()]
    kept = ", ".join(f"`{model.sql_name}`" for model in HISTORY_TABLES)
    return "\n\n".join((dictionary.markdown().rstrip("\n"), _VIEWS, *rendered, f"{_HISTORY}{kept}.")) + "\n"


def _view_markdown(connection: duckdb.DuckDBPyConnection, view: View) -> str:
    """A view as Markdown, with the types that DuckDB gives its columns."""
    arguments = ", ".join("TIMESTAMP '2026-01-01'" for _ in view.parameters)
    source = f"{view.name}({arguments})" if view.parameters else view.name
    types = {row[0]: row[1] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
    lines = [f"## {view.call}", "", view.description, ""]
    lines += [f"- `{each.name}`: {each.description}" for each in view.parameters]
    if view.parameters:
        lines.append("")
    lines += ["| column | type | description |", "|---|---|---|"]
    lines += [f"| `{each.name}` | {types[each.name]} | {_cell(each.description)} |" for each in view.columns]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
