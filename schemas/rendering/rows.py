"""The row classes, rendered from the table models as a module that needs neither pandas nor Pandera (`schemas/rows.py`)."""

from __future__ import annotations

import hashlib

from schemas.model import COLUMN_TYPES, Column, Table, columns_of
from schemas.tables import CONTENT_TABLES
from schemas.tables.bookkeeping import Boilerplate, Findings, Inputs, Quarantine, SupersededInputs
from schemas.tables.sources import Pages

# The tables whose rows a batch makes. The warehouse makes those of the others itself.
ROW_TABLES: tuple[type[Table], ...] = (
    *CONTENT_TABLES,
    Pages,
    Boilerplate,
    Findings,
    Quarantine,
    Inputs,
    SupersededInputs,
)
# Without postponed annotations, which would make every column cost the compilation of its type at each start.
_HEAD = '''"""One class a table for its rows. Rendered from the models in `schemas/tables/` by `make docs`; do not edit.

The digest of a table's rules changes with whatever decides which rows pass, and the parser's fingerprint with it.
"""

from datetime import datetime
from typing import NamedTuple
'''


def row_class(model: type[Table]) -> str:
    """The name of a table's row class."""
    return f"{model.__name__}Row"


def rules_digest(model: type[Table]) -> str:
    """Sixteen hexadecimal digits over what decides which rows a table takes: all that its model declares but descriptions."""
    columns = [column._replace(description="", is_descriptor=False) for column in columns_of(model)]
    declared = (model.sql_name, model.primary_key, model.row_checks, [tuple(column) for column in columns])
    return hashlib.sha256(repr(declared).encode()).hexdigest()[:16]


def module() -> str:
    """The source of `schemas/rows.py`."""
    classes = "".join(f"\n\n{_class(model)}" for model in ROW_TABLES)
    names = "".join(f'    {row_class(model)}: "{model.sql_name}",\n' for model in ROW_TABLES)
    return f"{_HEAD}{classes}\n\nTABLE_OF: dict[type[NamedTuple], str] = {{\n{names}}}\n"


def _class(model: type[Table]) -> str:
    head = f'class {row_class(model)}(NamedTuple):\n    """One row of `{model.sql_name}`. Rules: {rules_digest(model)}."""\n\n'
    return head + "".join(f"    {column.name}: {_type(column)}\n" for column in columns_of(model))


def _type(column: Column) -> str:
    return COLUMN_TYPES[column.sql_type].python + (" | None" if column.nullable else "")
