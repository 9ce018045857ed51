"""The whole data dictionary: the tables as their models declare them, and after them the views, macros and history."""

from __future__ import annotations

from difflib import get_close_matches

import duckdb

from schemas.model import Table
from schemas.rendering import dictionary
from schemas.tables import HISTORY_TABLES, TABLES
from warehouse.errors import InvalidRequest
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


def entry(name: str) -> str:
    """One table, view or macro as Markdown. Raises InvalidRequest for a name that is none of them, with those that are near."""
    wanted = name.lower().partition("(")[0].strip().removeprefix("main.")
    tables = {f"{model.sql_schema}.{model.sql_name}".removeprefix("main."): model for model in TABLES}
    kept = {model.sql_name: model for model in HISTORY_TABLES}
    made = {view.name: view for view in views()}
    if wanted in tables:
        return dictionary.table_markdown(tables[wanted]) + "\n"
    if wanted in made:
        with duckdb.connect(":memory:") as connection:
            for statement in all_statements():
                connection.execute(statement)
            return _view_markdown(connection, made[wanted]) + "\n"
    if (of_history := wanted.removeprefix("history.")) != wanted and of_history in kept:
        return _versions_markdown(kept[of_history])
    if (of_moment := wanted.removesuffix("_as_of")) != wanted and of_moment in kept:
        return _as_of_markdown(kept[of_moment])
    names = [*tables, *made, *(f"history.{each}" for each in kept), *(f"{each}_as_of" for each in kept)]
    near = get_close_matches(wanted, names, n=3)
    perhaps = f"; did you mean {' or '.join(near)}?" if near else ""
    raise InvalidRequest(f"there is no table, view or macro {name}{perhaps} (`procwh dictionary` lists all)")


def _versions_markdown(model: type[Table]) -> str:
    head = f"""## history.{model.sql_name}

The rows of every version of `{model.sql_name}`: `version_id`, `valid_from`, `valid_to` (null for the current version) and `change`, and then the columns of the table."""
    return f"{head}\n\n{dictionary.table_markdown(model)}\n"


def _as_of_markdown(model: type[Table]) -> str:
    head = f"""## {model.sql_name}_as_of(moment)

The rows of `{model.sql_name}` that were current at a moment (UTC), such as `TIMESTAMP '2026-01-31 12:00:00'`, with the columns of the table."""
    return f"{head}\n\n{dictionary.table_markdown(model)}\n"


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
