"""The table of source pages: the ledger that accounts for every page and every character."""

from __future__ import annotations

from schemas.model import Table, Timestamp, count_column, text_column
from schemas.vocabulary.words import PAGE_STATUSES


class Pages(Table, name="pages", key=("page_id",)):
    """One row for each source page ever seen."""

    page_id: str = text_column("Key of the page, made from source_uri")
    source_uri: str = text_column("Identity of the page: its address, else its path")
    site: str = text_column("Site that it comes from", null=True)
    status: str = text_column(
        "current; duplicate: the same bytes as another page; rejected: no readable text; gone: its raw file is no longer there",
        allowed=PAGE_STATUSES,
    )
    reason: str = text_column("Why it is rejected, a duplicate or gone", null=True)
    duplicate_of: str = text_column("Page with the same bytes that was loaded (pages.page_id)", null=True)
    media_type: str = text_column("What the bytes are: text/plain, text/markdown or text/html", null=True)
    encoding: str = text_column("Encoding that the bytes were read in", null=True)
    byte_size: int = count_column("Size of the page in bytes, unpacked")
    content_sha256: str = text_column(
        "SHA-256 of the page's bytes, unpacked; null where they could not be had", null=True
    )
    fetched_at: Timestamp = text_column("When the page was fetched, in UTC, as its metadata says", null=True)
    first_seen_at: Timestamp = text_column("When a run saw the page first, in UTC")
    last_seen_at: Timestamp = text_column("When a run saw the page last, in UTC")
    text: str = text_column(
        "The page's text as the reader gave it, lines joined by a line feed", null=True, descriptor=True
    )
    content_chars: int = count_column("Non-blank characters of text")
    claimed_chars: int = count_column("Of those, in rows, headings, labels and markers")
    chrome_chars: int = count_column("Of those, taken by a named chrome rule")
    unclaimed_chars: int = count_column("Of those, accounted for by nothing")
