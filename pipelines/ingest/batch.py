"""One batch of pages: parsed, checked and staged as Parquet. The unit of work of a worker process and of a flow's task."""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.base import Rows
from parsers.page import Finding, PageRejected, RawPage, page_key
from parsers.parse import ParsedPage, parse_page
from parsers.table_rows import page_rows
from pipelines.ingest.ledger import boilerplate_rows, current_row, finding_row, rejected_row
from pipelines.ingest.staging import STAMPS, Reuse, put_in_place, write_keys, write_table
from pipelines.retry import RETRIES, TransientError, pauses
from pipelines.sources.pages import PageInput, PageRef, load_page, unread
from pipelines.values import Staged
from schemas.rows import TABLE_OF, BoilerplateRow, FindingsRow, InputsRow, PagesRow, QuarantineRow, SupersededInputsRow

if TYPE_CHECKING:
    from pipelines.ingest.validate import SetAside

# Written last: checking the other tables adds to them.
_LAST: tuple[type[NamedTuple], ...] = (FindingsRow, QuarantineRow)


class Known(NamedTuple):
    """A page that need not be parsed again if its input has this hash, and why not."""

    reuse: Reuse
    input_sha256: str | None


class BatchJob(NamedTuple):
    """What a worker needs beside the pages: the run, its clock, the parser, and the folder to stage in."""

    run_id: str
    started_at: datetime
    parser_version: str
    staging: str


class _Outcome(NamedTuple):
    """What became of a page: its rows and, if it was rejected, its identity and the reason; or why it was not parsed."""

    fetched_at: datetime | None
    input: InputsRow
    rows: Rows
    rejection: tuple[str, str] | None = None
    reuse: Reuse | None = None


class _Batch:
    """Collects the outcome of each page of a batch, by the page's key."""

    def __init__(self, job: BatchJob, known: dict[str, Known]) -> None:
        self.job, self.known = job, known
        self.outcomes: dict[str, _Outcome] = {}
        self.repeated: set[str] = set()
        self.inputs: list[InputsRow] = []

    def take(self, entry: PageInput) -> None:
        """Read, compare and parse one page; whatever is wrong with it becomes a rejection. Raises TransientError if that may pass."""
        page, error = _read(entry)
        page_id = page_key(page.uri)
        fingerprint = None if error else input_fingerprint(page)
        source = InputsRow(
            page_id=page_id,
            location=entry.location,
            stamp=entry.stamp,
            input_sha256=fingerprint,
            parser_version=self.job.parser_version,
        )
        before = self.known.get(page_id)
        if before is not None and fingerprint is not None and before.input_sha256 == fingerprint:
            self._put(_Outcome(page.fetched_at, source, {}, reuse=before.reuse))
            return
        try:
            if error is not None:
                raise PageRejected(error)
            rows, rejection = self._rows(page, page_id, _parsed(page)), None
        except PageRejected as rejected:
            rows, rejection = self._rejected(page, page_id, str(rejected)), (page.uri, str(rejected))
        self._put(_Outcome(page.fetched_at, source, rows, rejection))

    def take_all(self, entries: list[PageInput]) -> None:
        """Take every page; retry after a pause those that could not be read for a passing error, and reject them in the end."""
        left = self._left(entries)
        for pause in pauses(RETRIES):
            if left:
                time.sleep(pause)
                left = self._left(list(left))
        for entry, reason in left.items():
            self.take(unread(entry, reason))

    def _left(self, entries: list[PageInput]) -> dict[PageInput, str]:
        left: dict[PageInput, str] = {}
        for entry in entries:
            try:
                self.take(entry)
            except TransientError as error:
                left[entry] = str(error)
        return left

    def _put(self, outcome: _Outcome) -> None:
        """Of two pages with one identity the one that could be read counts, else the one fetched later, else the later one."""
        page_id = outcome.input.page_id
        self.inputs.append(outcome.input)
        earlier = self.outcomes.get(page_id)
        if earlier is not None:
            self.repeated.add(page_id)
            if _counts(earlier, outcome) is earlier:
                return
        self.outcomes[page_id] = outcome

    def _rows(self, page: RawPage, page_id: str, parsed: ParsedPage) -> Rows:
        rows = page_rows(parsed, page)
        rows[PagesRow] = [current_row(page, page_id, parsed, self.job.started_at)]
        rows[BoilerplateRow] = [*boilerplate_rows(page_id, parsed)]
        rows[FindingsRow] = [finding_row(self.job.run_id, page_id, found) for found in parsed.findings]
        return rows

    def _rejected(self, page: RawPage, page_id: str, reason: str) -> Rows:
        quarantined = QuarantineRow(
            run_id=self.job.run_id,
            page_id=page_id,
            table_name=TABLE_OF[PagesRow],
            reason=reason,
            row_json=json.dumps({"source_uri": page.uri}),
        )
        return {
            PagesRow: [rejected_row(page, page_id, reason, self.job.started_at)],
            FindingsRow: [finding_row(self.job.run_id, page_id, Finding("page_rejected", reason))],
            QuarantineRow: [quarantined],
        }

    def rows(self) -> Rows:
        """All rows of the pages that were parsed, by row class."""
        rows: Rows = {}
        for page_id, outcome in self.outcomes.items():
            if outcome.reuse is not None:
                continue
            for row_class, found in outcome.rows.items():
                rows.setdefault(row_class, []).extend(found)
            rows.setdefault(InputsRow, []).append(outcome.input)
            if page_id in self.repeated:
                message = "Several raw files give this identity; the one fetched last counts, else the last in order"
                finding = Finding("identity_repeated", message)
                rows.setdefault(FindingsRow, []).append(finding_row(self.job.run_id, page_id, finding))
        if self.repeated:
            rows[SupersededInputsRow] = [
                SupersededInputsRow(**source._asdict()) for source in self.inputs if source.page_id in self.repeated
            ]
        return rows

    def reused(self, reuse: Reuse) -> list[InputsRow]:
        """The inputs of the pages that were not parsed, for one reason."""
        return [outcome.input for outcome in self.outcomes.values() if outcome.reuse is reuse]

    def rejections(self) -> tuple[tuple[str, str], ...]:
        """(page, reason) of each page that was rejected."""
        return tuple(outcome.rejection for outcome in self.outcomes.values() if outcome.rejection is not None)

    def set_aside(self, rows: Rows, table: str, row: SetAside) -> None:
        """Put a broken row into quarantine, with a finding on its page."""
        page_id = str(row.values.get("page_id") or str(row.values.get("procedure_id")).split("-", maxsplit=1)[0])
        quarantined = QuarantineRow(
            run_id=self.job.run_id, page_id=page_id, table_name=table, reason=row.reason, row_json=row.as_json()
        )
        rows.setdefault(QuarantineRow, []).append(quarantined)
        finding = Finding("row_quarantined", f"{table}: {row.reason}")
        rows.setdefault(FindingsRow, []).append(finding_row(self.job.run_id, page_id, finding))


def _read(entry: PageInput) -> tuple[RawPage, str | None]:
    """The page of an entry, and why it could not be read. Raises TransientError."""
    if not isinstance(entry, PageRef):
        return entry.page, entry.error
    try:
        return load_page(entry), None
    except PageRejected as rejected:
        return unread(entry, str(rejected)).page, str(rejected)


def _parsed(page: RawPage) -> ParsedPage:
    try:
        return parse_page(page)
    except PageRejected:
        raise
    except Exception as error:
        error.add_note(f"page: {page.uri}")
        raise


def _counts(earlier: _Outcome, later: _Outcome) -> _Outcome:
    """Which of two outcomes of one identity counts."""
    if (earlier.rejection is None) != (later.rejection is None):
        return earlier if earlier.rejection is None else later
    is_older = earlier.fetched_at is not None and (later.fetched_at is None or later.fetched_at < earlier.fetched_at)
    return earlier if is_older else later


def input_fingerprint(page: RawPage) -> str:
    """SHA-256 over everything that decides a page's rows, apart from the parser: bytes, identity and metadata."""
    digest = hashlib.sha256(page.body)
    digest.update(repr(page._replace(body=b"")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@contextmanager
def without_collection() -> Iterator[None]:
    """No cyclic garbage collection: a batch only grows, and looking through it again and again costs a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def run_batch(entries: list[PageInput], known: dict[str, Known], job: BatchJob, name: str) -> Staged:
    """Parse, check and stage one batch; its folder appears whole or not at all."""
    batch = _Batch(job, known)
    folder = Path(job.staging) / name
    partial = folder.with_name(f".{name}.partial")
    with without_collection():
        batch.take_all(entries)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        skipped = _write(batch, partial)
    put_in_place(partial, folder, job.parser_version)
    rejections = batch.rejections()
    return Staged(str(folder), len(batch.outcomes) - skipped - len(rejections), skipped, len(rejections), rejections)


def _write(batch: _Batch, folder: Path) -> int:
    """One Parquet file a table, of the rows that keep their model's rules; the others go to quarantine. The number of pages not parsed."""
    from pipelines.ingest.validate import check, to_table
    from schemas.tables import TABLE_BY_NAME
    from schemas.tables.bookkeeping import Inputs

    rows = batch.rows()
    for row_class in [*(row_class for row_class in rows if row_class not in _LAST), *_LAST]:
        if not rows.get(row_class):
            continue
        table = TABLE_OF[row_class]
        typed, wrong = to_table(TABLE_BY_NAME[table], rows[row_class])
        good, broken = check(TABLE_BY_NAME[table], typed)
        for row in (*wrong, *broken):
            batch.set_aside(rows, table, row)
        write_table(folder, table, good)
    reused = {reuse: batch.reused(reuse) for reuse in Reuse}
    for reuse, sources in reused.items():
        if sources:
            write_keys(folder, reuse, [source.page_id for source in sources])
    if stamps := [source for sources in reused.values() for source in sources]:
        write_table(folder, STAMPS, to_table(Inputs, stamps)[0])
    return len(stamps)
