"""Rows of the tables that account for pages: `pages`, `boilerplate` and `findings`."""

from __future__ import annotations

import hashlib
from datetime import datetime

from parsers.page import Finding, RawPage
from parsers.parse import ParsedPage
from schemas.rows import BoilerplateRow, FindingsRow, PagesRow


def current_row(page: RawPage, page_id: str, parsed: ParsedPage, seen_at: datetime) -> PagesRow:
    """The row of a page that was parsed."""
    read, counts = parsed.read, parsed.account
    return PagesRow(
        page_id=page_id,
        source_uri=page.uri,
        site=parsed.site,
        status="current",
        reason=None,
        duplicate_of=None,
        media_type=read.media_type,
        encoding=read.encoding,
        byte_size=len(page.body),
        content_sha256=hashlib.sha256(page.body).hexdigest(),
        fetched_at=page.fetched_at,
        first_seen_at=seen_at,
        last_seen_at=seen_at,
        text=read.text,
        content_chars=counts.content,
        claimed_chars=counts.claimed,
        chrome_chars=counts.boilerplate,
        unclaimed_chars=counts.unclaimed,
    )


def rejected_row(page: RawPage, page_id: str, reason: str, seen_at: datetime) -> PagesRow:
    """The row of a page of which no text could be had; of one that could not be read the bytes are not known either."""
    return PagesRow(
        page_id=page_id,
        source_uri=page.uri,
        site=page.site,
        status="rejected",
        reason=reason,
        duplicate_of=None,
        media_type=None,
        encoding=None,
        byte_size=len(page.body),
        content_sha256=hashlib.sha256(page.body).hexdigest() if page.body else None,
        fetched_at=page.fetched_at,
        first_seen_at=seen_at,
        last_seen_at=seen_at,
        text=None,
        content_chars=0,
        claimed_chars=0,
        chrome_chars=0,
        unclaimed_chars=0,
    )


def boilerplate_rows(page_id: str, parsed: ParsedPage) -> list[BoilerplateRow]:
    """The rows of what a page's rules take for the site's."""
    return [BoilerplateRow(page_id, start, end, rule) for start, end, rule in parsed.boilerplate]


def finding_row(run_id: str, page_id: str, found: Finding) -> FindingsRow:
    """The row of a finding on a page."""
    return FindingsRow(
        run_id=run_id,
        page_id=page_id,
        code=found.code,
        severity=found.severity,
        section=found.section,
        char_start=found.start,
        char_end=found.end,
        message=found.message,
    )
