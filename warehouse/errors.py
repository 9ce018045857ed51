"""What can go wrong with a warehouse in a way that a person can mend."""

from __future__ import annotations


class WarehouseError(Exception):
    """The warehouse cannot be used as asked; the message says what to do."""
