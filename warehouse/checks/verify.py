"""`procwh verify`: the warehouse's invariants, one ordered table of checks."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from warehouse.checks.history import HISTORY_CHECKS, RUN_CHECKS
from warehouse.checks.ledger import CATALOG_CHECKS, PAGE_CHECKS
from warehouse.checks.rows import ROW_CHECKS, Check
from warehouse.checks.rules import RULE_CHECKS
from warehouse.connection import Connection
from warehouse.schema.catalog import declared, expected
from warehouse.schema.database import open_reader

CHECKS: tuple[Check, ...] = (*CATALOG_CHECKS, *ROW_CHECKS, *PAGE_CHECKS, *RULE_CHECKS, *HISTORY_CHECKS, *RUN_CHECKS)
# Where a table or column is missing or of another type, no other check can be asked.
_SHAPE = CATALOG_CHECKS[:2]
_SAMPLE = 300


class Violation(NamedTuple):
    """A check that found something: its name, how many rows, and the first of them."""

    check: str
    rows: int
    sample: str


def verify(database: Path) -> tuple[int, list[Violation]]:
    """Run every check on a published warehouse: how many there are, and those that found something."""
    with open_reader(database) as connection:
        remember_catalogs(connection)
        wrong_shape = _violations(connection, _SHAPE)
        if wrong_shape:
            return len(CHECKS), wrong_shape
        return len(CHECKS), _violations(connection, CHECKS[len(_SHAPE) :])


def _violations(connection: Connection, checks: tuple[Check, ...]) -> list[Violation]:
    return [found for check in checks if (found := violation(connection, check)) is not None]


def violation(connection: Connection, check: Check) -> Violation | None:
    """What a check finds in an open warehouse, if anything."""
    cursor = connection.execute(f"SELECT count(*) OVER () AS rows, * FROM ({check.sql}) ORDER BY ALL LIMIT 1")
    row = cursor.fetchone()
    if row is None:
        return None
    names = [column[0] for column in cursor.description or ()]
    sample = ", ".join(f"{name}={value}" for name, value in zip(names[1:], row[1:], strict=True))
    return Violation(check.name, row[0], sample[:_SAMPLE])


def remember_catalogs(connection: Connection) -> None:
    """Make the temporary tables that the checks of the catalog compare: what the file declares, and what it should."""
    for name, rows in (("found_catalog", declared(connection)), ("expected_catalog", expected())):
        connection.execute(
            f"CREATE TEMP TABLE {name} AS SELECT unnest($1) AS aspect, unnest($2) AS name, unnest($3) AS declared",
            [list(column) for column in zip(*rows, strict=True)],
        )
