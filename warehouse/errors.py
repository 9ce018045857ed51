"""The errors of a warehouse that a person can do something about; their messages say what."""

from __future__ import annotations

from typing import NamedTuple


class Alarm(NamedTuple):
    """One check of the audit that failed: its name, and its figures in one line."""

    check: str
    figures: str


class WarehouseError(Exception):
    """The warehouse cannot be used as asked; the message says what to do."""


class StorageError(WarehouseError):
    """A database file cannot be read or written: it is damaged, or the machine is out of disk or memory."""


class GateClosed(WarehouseError):
    """The audit raised alarms, and nothing was published.

    `figures` are those of the run as `ingest --json` prints them, with the alarms; `rejected` are its rejected pages as (page, reason).
    """

    def __init__(
        self, alarms: list[Alarm], figures: dict[str, object] | None = None, rejected: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.alarms, self.rejected = alarms, rejected
        self.figures = {**(figures or {}), "alarms": [alarm._asdict() for alarm in alarms]}
        lines = "\n".join(f"  {alarm.check}: {alarm.figures}" for alarm in alarms)
        super().__init__(
            f"the gate is closed, nothing was published:\n{lines}\n"
            "look with `procwh diff`; if it is right as it is, run the same ingest with --accept"
        )


class InvalidRequest(Exception):
    """A request that the warehouse does not serve: SQL that is no single query, an unknown run, a table without deltas. The message says what it does."""
