"""What can be wrong with how the job was asked for."""

from __future__ import annotations


class SourceError(Exception):
    """A named source or setting cannot be used; the message says what to do."""
