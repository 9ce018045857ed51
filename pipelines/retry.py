"""Errors that pass by themselves, such as those of a network share that is briefly away, and how long to wait."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

# What a soft-mounted or stale network share and a busy device answer, and what a lost or refused connection does.
_STORAGE_ERRORS = ("EIO", "EREMOTEIO", "ESTALE", "EAGAIN", "EBUSY", "EINTR")
_NETWORK_ERRORS = (
    *("ETIMEDOUT", "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "ENOTCONN"),
    *("ENETDOWN", "ENETUNREACH", "EHOSTDOWN", "EHOSTUNREACH"),
)
# Not every system has each of them.
TRANSIENT = frozenset(getattr(errno, name) for name in (*_STORAGE_ERRORS, *_NETWORK_ERRORS) if hasattr(errno, name))
# Three more attempts over ten seconds: longer than a share needs to fail over, short enough for a person who waits.
RETRIES = 3
_FIRST_PAUSE = 0.5
_FACTOR = 4

Value = TypeVar("Value")


class TransientError(Exception):
    """Something failed that may well work in a moment: try again."""


def is_transient(error: BaseException | None) -> bool:
    """Whether an error is one that passes by itself."""
    return isinstance(error, TransientError) or (isinstance(error, OSError) and error.errno in TRANSIENT)


def pauses(retries: int) -> Iterator[float]:
    """Seconds to wait before each further attempt: 0.5, 2, 8, and so on."""
    return (_FIRST_PAUSE * _FACTOR**attempt for attempt in range(retries))


def retried(function: Callable[[], Value], retries: int = RETRIES) -> Value:
    """The function's value. It is called again after growing pauses while its error is a transient one; the last error is raised."""
    for pause in pauses(retries):
        try:
            return function()
        except Exception as error:
            if not is_transient(error):
                raise
            time.sleep(pause)
    return function()
