"""One batch of pages: parsed, checked and staged as Parquet. The unit of work of a worker process and of a flow's task."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.page import Finding, PageRejected, RawPage
from parsers.parse import ParsedPage, parse_page
from parsers.table_rows import page_key, page_rows
from pipelines.retry import RETRIES, TransientError, pauses
from pipelines.sources.files import PageInput, PageRef, load_page, unread
from pipelines.values import Staged

if TYPE_CHECKING:
    from pipelines.ingest.validate import SetAside

Rows = dict[str, list[tuple[Any, ...]]]
DONE = "batch.json"
# Written last: checking the other tables adds to them.
REMARKS = ("findings", "quarantine")


class Known(NamedTuple):
    """What need not be parsed again: a page's input, and whether its rows are loaded (`unchanged`) or staged (`resumed`)."""

    status: str
    input_sha256: str | None


class Job(NamedTuple):
    """What a worker needs beside the pages: the run, its clock, the parser, and the folder to stage in."""

    run_id: str
    started_at: datetime
    parser_version: str
    staging: str


class _Batch:
    """Collects the outcome of each page of a batch: its rows, table by table, or that it is unchanged."""

    def __init__(self, job: Job, known: dict[str, Known]) -> None:
        self.job, self.known = job, known
        self.outcomes: dict[str, tuple[datetime | None, Rows]] = {}
        self.rejections: dict[str, tuple[str, str]] = {}
        self.repeated: set[str] = set()
        self.sources: list[tuple[Any, ...]] = []

    def take(self, entry: PageInput) -> None:
        """Read, compare and parse one page; whatever is wrong with it becomes a rejection. Raises TransientError if that may pass."""
        if isinstance(entry, PageRef):
            try:
                page, error = load_page(entry), None
            except PageRejected as rejected:
                page, error = unread(entry, str(rejected)).page, str(rejected)
        else:
            page, error = entry.page, entry.error
        page_id = page_key(page.uri)
        fingerprint = None if error else input_fingerprint(page)
        before = self.known.get(page_id)
        if before is not None and fingerprint is not None and before.input_sha256 == fingerprint:
            stamp = (page_id, entry.location, entry.stamp, fingerprint, self.job.parser_version)
            self._put(page_id, page, {before.status: [(page_id,)], "stamps": [stamp]}, stamp)
            return
        try:
            if error is not None:
                raise PageRejected(error)
            rows = self._rows(page, page_id, self._parsed(page))
        except PageRejected as rejected:
            rows = self._rejected(page, page_id, str(rejected))
        source = (page_id, entry.location, entry.stamp, fingerprint, self.job.parser_version)
        rows["inputs"] = [source]
        self._put(page_id, page, rows, source)

    def _parsed(self, page: RawPage) -> ParsedPage:
        try:
            return parse_page(page)
        except PageRejected:
            raise
        except Exception as error:
            error.add_note(f"page: {page.uri}")
            raise

    def take_all(self, entries: list[PageInput]) -> None:
        """Take every page; those that could not be read for an error that may pass again after a pause, at last as rejected."""
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

    def _put(self, page_id: str, page: RawPage, rows: Rows, source: tuple[Any, ...]) -> None:
        """Of two pages with one identity the one fetched later counts, else the later one."""
        self.sources.append(source)
        earlier = self.outcomes.get(page_id)
        if earlier is not None:
            self.repeated.add(page_id)
            if page_id in self.rejections and "quarantine" not in earlier[1] and "quarantine" in rows:
                del self.rejections[page_id]
                return
            if "quarantine" in earlier[1] and "quarantine" not in rows:
                self.rejections.pop(page_id, None)
                earlier = None
        if earlier is not None and earlier[0] is not None and (page.fetched_at is None or page.fetched_at < earlier[0]):
            return
        self.outcomes[page_id] = (page.fetched_at, rows)

    def _rows(self, page: RawPage, page_id: str, parsed: ParsedPage) -> Rows:
        rows = page_rows(parsed, page)
        read, counts = parsed.read, parsed.account
        text = (read.text, counts.content, counts.claimed, counts.chrome, counts.unclaimed)
        rows["pages"] = [
            self._page_row(page, page_id, parsed.site, "current", None, read.media_type, read.encoding, text)
        ]
        rows["findings"] = [self._finding(page_id, found) for found in parsed.findings]
        return rows

    def _rejected(self, page: RawPage, page_id: str, reason: str) -> Rows:
        self.rejections[page_id] = (page.uri, reason)
        return {
            "pages": [self._page_row(page, page_id, page.site, "rejected", reason, None, None, (None, 0, 0, 0, 0))],
            "findings": [self._finding(page_id, Finding("page_rejected", reason))],
            "quarantine": [(self.job.run_id, page_id, "pages", reason, json.dumps({"source_uri": page.uri}))],
        }

    def _finding(self, page_id: str, found: Finding) -> tuple[Any, ...]:
        return (
            self.job.run_id,
            page_id,
            found.code,
            found.severity,
            found.section,
            found.start,
            found.end,
            found.message,
        )

    def _page_row(
        self, page: RawPage, page_id: str, site: str | None, status: str, reason: str | None, media_type: str | None, encoding: str | None,
        text: tuple[str | None, int, int, int, int],
    ) -> tuple[Any, ...]:  # fmt: skip
        digest = hashlib.sha256(page.body).hexdigest() if page.body or status == "current" else None
        now = self.job.started_at
        return (
            page_id,
            page.uri,
            site,
            status,
            reason,
            None,
            media_type,
            encoding,
            len(page.body),
            digest,
            page.fetched_at,
            now,
            now,
            *text,
        )

    def tables(self) -> Rows:
        """All rows by table; the tables `unchanged` and `resumed` hold keys of pages that were not parsed."""
        rows: Rows = {}
        for page_id, (_, outcome) in self.outcomes.items():
            for table, found in outcome.items():
                rows.setdefault(table, []).extend(found)
            if page_id in self.repeated and "pages" in outcome:
                message = "Several raw files give this identity; the one fetched last counts, else the last in order"
                rows.setdefault("findings", []).append(self._finding(page_id, Finding("identity_repeated", message)))
        if self.repeated:
            rows["superseded_inputs"] = [source for source in self.sources if source[0] in self.repeated]
        return rows

    def set_aside(self, rows: Rows, table: str, row: SetAside) -> None:
        """Put a broken row into quarantine, with a finding on its page."""
        page_id = str(row.values.get("page_id") or str(row.values.get("procedure_id")).split("-", maxsplit=1)[0])
        rows.setdefault("quarantine", []).append((self.job.run_id, page_id, table, row.reason, row.as_json()))
        rows.setdefault("findings", []).append(
            self._finding(page_id, Finding("row_quarantined", f"{table}: {row.reason}"))
        )


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


def run_batch(entries: list[PageInput], known: dict[str, Known], job: Job, name: str) -> Staged:
    """Parse, check and stage one batch; its folder appears whole or not at all."""
    batch = _Batch(job, known)
    folder = Path(job.staging) / name
    partial = folder.with_name(f".{name}.partial")
    with without_collection():
        batch.take_all(entries)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        skipped = _write(batch, partial)
    parsed = len(batch.outcomes) - skipped - len(batch.rejections)
    staged = Staged(str(folder), parsed, skipped, len(batch.rejections), tuple(batch.rejections.values()))
    sizes = {file.name: file.stat().st_size for file in partial.iterdir()}
    note = {"parser_version": job.parser_version, "files": sizes}
    (partial / DONE).write_text(json.dumps(note), encoding="utf-8")
    os.replace(partial, folder)
    return staged


def write_keys(folder: Path, table: str, keys: list[str]) -> None:
    """Stage a list of pages' keys: of those that are unchanged, or that an interrupted run has staged."""
    import pyarrow
    import pyarrow.parquet

    folder.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(pyarrow.table({"page_id": keys}), folder / f"{table}.parquet", compression="lz4")


def staged_by(folder: Path) -> str | None:
    """The parser that staged a whole batch; None if it is not whole: a file is missing, or of another size than it was written with."""
    try:
        note = json.loads((folder / DONE).read_text(encoding="utf-8"))
        if all((folder / name).stat().st_size == size for name, size in note["files"].items()):
            return str(note["parser_version"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def staged_inputs(folder: Path) -> dict[str, str]:
    """The pages of a staged batch with the input that each was parsed from."""
    import pyarrow.parquet

    path = folder / "inputs.parquet"
    if not path.exists():
        return {}
    columns = pyarrow.parquet.read_table(path, columns=["page_id", "input_sha256"]).to_pydict()
    pairs = zip(columns["page_id"], columns["input_sha256"], strict=True)
    return {page_id: sha for page_id, sha in pairs if sha is not None}


def _write(batch: _Batch, folder: Path) -> int:
    """One Parquet file a table, of the rows that keep their model's rules; the others go to quarantine. The number of pages skipped."""
    import pyarrow.parquet

    from pipelines.ingest.validate import check, to_table
    from schemas.tables import TABLE_BY_NAME
    from schemas.tables.bookkeeping import Inputs

    rows = batch.tables()
    if stamps := rows.pop("stamps", []):
        pyarrow.parquet.write_table(to_table(Inputs, stamps)[0], folder / "stamps.parquet", compression="lz4")
    keys = {table: [row[0] for row in rows.pop(table, [])] for table in ("unchanged", "resumed")}
    for table in [*(name for name in rows if name not in REMARKS), *REMARKS]:
        if not rows.get(table):
            continue
        typed, wrong = to_table(TABLE_BY_NAME[table], rows[table])
        good, broken = check(TABLE_BY_NAME[table], typed)
        for row in (*wrong, *broken):
            batch.set_aside(rows, table, row)
        pyarrow.parquet.write_table(good, folder / f"{table}.parquet", compression="lz4")
    for table, found in keys.items():
        if found:
            write_keys(folder, table, found)
    return sum(map(len, keys.values()))
