"""What can go wrong with a warehouse in a way that a person can mend."""

from __future__ import annotations

from typing import NamedTuple


class Alarm(NamedTuple):
    """One thing that the audit found: which check, and its figures in one line."""

    check: str
    figures: str


class WarehouseError(Exception):
    """The warehouse cannot be used as asked; the message says what to do."""


class StorageError(WarehouseError):
    """A database file that cannot be read or written: it is damaged, or the machine fails."""


class GateClosed(WarehouseError):
    """The audit found something, and nothing was published. `figures` are those of the run as far as it came, `rejected` its (page, reason) pairs."""

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
    """What was asked for is not to be had of this warehouse; the message says what is."""
