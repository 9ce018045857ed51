"""Notifications: a webhook is called when a run fails, when the gate stays closed, and on drift. It never fails a run."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import GateClosed

# Seconds that a receiver may take.
_TIMEOUT = 10.0
# Characters of a message: Slack recommends at most 4,000.
_LONGEST = 3000
_logger = logging.getLogger("procwh")


def notify(webhook: str | None, text: str) -> bool:
    """Post a text to a webhook in the form that Slack and its like take; True if it was accepted. Without a webhook nothing happens."""
    if not webhook:
        return False
    import httpx

    try:
        answer = httpx.post(webhook, json={"text": text[:_LONGEST]}, timeout=_TIMEOUT, follow_redirects=True)
    except Exception as error:
        # Whatever is wrong with the receiver or its address does not fail the run. The address is a secret and stays out of the log.
        why = str(error) if isinstance(error, httpx.TransportError) else type(error).__name__
        _logger.warning("the webhook did not take a message (%s); see PROCWH_WEBHOOK", why)
        return False
    if not answer.is_success:
        _logger.warning("the webhook did not take a message (it answered %d); see PROCWH_WEBHOOK", answer.status_code)
    return answer.is_success


@contextmanager
def telling(webhook: str | None, database: Path, what: str = "run") -> Iterator[None]:
    """Notify the webhook of an error that ends a run (or an export), and raise it again. An interruption sends nothing: whoever interrupts a run knows."""
    try:
        yield
    except GateClosed as error:
        alarms = "\n".join(f"• {alarm.check}: {alarm.figures}" for alarm in error.alarms)
        notify(webhook, f"procwh: the gate of {database.name} is closed, nothing was published\n{alarms}")
        raise
    except Exception as error:
        notify(
            webhook,
            f"procwh: the {what} on {database.name} failed, nothing was published\n{error or type(error).__name__}",
        )
        raise


def tell_drift(webhook: str | None, database: Path, headings: list[tuple[str, int]]) -> None:
    """Notify the webhook of new unknown headings, given as (heading, pages)."""
    if headings:
        listed = "\n".join(f"• {heading} ({pages} pages)" for heading, pages in headings)
        notify(
            webhook, f"procwh: new headings that {database.name} does not know; see `procwh status --drift`\n{listed}"
        )
