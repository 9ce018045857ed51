"""What can be wrong with what a run was asked to do."""

from __future__ import annotations


class SourceError(Exception):
    """A source or setting that was named cannot be used; the message says what to do."""
