"""What has changed since the last run: which files must be read, and what an interrupted run has staged already."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from pipelines.ingest.batch import Known, without_collection
from pipelines.ingest.plan import Plan
from pipelines.ingest.staging import Reuse, staged_by, staged_inputs, write_keys
from pipelines.retry import retried
from pipelines.sources.files import RawFile, covers, file_at, file_of, raw_files
from warehouse.load.load import known_pages, superseded_inputs
from warehouse.schema.database import open_reader
from warehouse.values import KnownPage, Shard, Superseded


class Changes(NamedTuple):
    """What a run has to read.

    `known`: pages by key that workers need not parse again if they find the same input; `shards`: what is staged already;
    `scopes`: locations that are covered beside those of the plan.
    """

    files: tuple[RawFile, ...]
    known: dict[str, Known]
    shards: tuple[Shard, ...]
    scopes: tuple[str, ...] = ()

    @property
    def is_countable(self) -> bool:
        """Whether the number of pages is known: no file is a container."""
        return all(file.is_page for file in self.files)


class _Ledger(NamedTuple):
    """What the warehouse knows: pages by key, and raw files whose pages another raw file gives."""

    pages: dict[str, KnownPage]
    superseded: list[Superseded]

    def read_by(self, parser: str) -> _Ledger:
        """The part that was read by a version of the parser."""
        pages = {key: page for key, page in self.pages.items() if page.parser_version == parser}
        return _Ledger(
            pages, [each for each in self.superseded if each.parser_version == parser and each.page_id in pages]
        )


@without_collection()
def find_changes(plan: Plan) -> Changes:
    """List the sources, leave out files that have not changed, and reuse what an interrupted run has staged.

    Removes what else earlier runs have staged. Raises OSError if a source cannot be listed.
    """
    ledger = _ledger(plan)
    files = retried(lambda: [file for source in plan.sources for file in raw_files(source)])
    loaded = ledger.read_by(plan.job.parser_version)
    skipped: set[str] = set()
    if not (plan.options.checksum or plan.options.full):
        files, skipped = _without_unchanged(plan, files, loaded)
    copies = _copies_outside(plan, ledger, skipped)
    shards: list[Shard] = []
    if skipped:
        unread = Path(plan.job.staging) / "unread"
        write_keys(unread, Reuse.LOADED, sorted(skipped))
        shards.append(Shard(unread))
    known = {
        key: Known(Reuse.LOADED, page.input_sha256)
        for key, page in loaded.pages.items()
        if page.status == "current" and not plan.options.full
    }
    resumed: list[Shard] = []
    for folder in _interrupted_batches(plan):
        resumed.append(Shard(folder, is_leftover=True))
        known.update({key: Known(Reuse.STAGED, sha) for key, sha in staged_inputs(folder).items()})
    found = [file for location in copies for file in file_at(location, plan.raw_root)]
    return Changes((*files, *found), known, (*resumed, *shards), tuple(copies))


def _ledger(plan: Plan) -> _Ledger:
    if not plan.workplace.published.exists():
        return _Ledger({}, [])
    with open_reader(plan.workplace.published, earlier=True) as connection:
        return _Ledger(known_pages(connection), superseded_inputs(connection))


def _without_unchanged(plan: Plan, files: list[RawFile], loaded: _Ledger) -> tuple[list[RawFile], set[str]]:
    """The files to read, and the keys of pages in the others, whose size and time are those of the last run.

    A duplicate is left out only with the page that holds its rows, whose place it may have to take; a file whose page another
    file gives is left out only with that file, or where the run does not cover that file.
    """
    pages: dict[str, list[tuple[str, KnownPage]]] = {}
    for key, page in loaded.pages.items():
        if page.status != "gone":
            pages.setdefault(file_of(page.location), []).append((key, page))
    others: dict[str, list[Superseded]] = {}
    for each in loaded.superseded:
        others.setdefault(file_of(each.location), []).append(each)
    same = {
        file.location for file in files if _is_same(file, pages.get(file.location, []), others.get(file.location, []))
    }
    unread = {key for location in same for key, _ in pages.get(location, [])}

    def is_settled(location: str) -> bool:
        holders = (page.duplicate_of for _, page in pages.get(location, []))
        given_elsewhere = (each.page_id for each in others.get(location, []))
        return all(key is None or key in unread for key in holders) and all(
            key in unread or not _is_covered(plan, loaded.pages[key].location) for key in given_elsewhere
        )

    settled = {location for location in same if is_settled(location)}
    skipped = {key for location in settled for key, _ in pages.get(location, [])}
    skipped |= {each.page_id for location in settled for each in others.get(location, []) if each.page_id not in unread}
    return [file for file in files if file.location not in settled], skipped


def _is_same(file: RawFile, pages: list[tuple[str, KnownPage]], others: list[Superseded]) -> bool:
    """Whether everything that came from a file was read from it as it is now."""
    found: list[KnownPage | Superseded] = [*(page for _, page in pages), *others]
    return bool(found) and all(each.stamp == file.stamp and each.input_sha256 for each in found)


def _is_covered(plan: Plan, location: str) -> bool:
    return any(covers(source.scope, location) for source in plan.sources)


def _copies_outside(plan: Plan, ledger: _Ledger, skipped: set[str]) -> list[str]:
    """Files outside the run whose pages are duplicates of one in it: they are read too, since that page may change."""
    return sorted(
        {
            file_of(page.location)
            for page in ledger.pages.values()
            if (holder := ledger.pages.get(page.duplicate_of or "")) is not None
            and page.duplicate_of not in skipped
            and _is_covered(plan, holder.location)
            and not _is_covered(plan, page.location)
        }
    )


def _interrupted_batches(plan: Plan) -> list[Path]:
    """The whole batches that interrupted runs of the same parser have staged, oldest first; everything else is removed."""
    found: list[Path] = []
    for run in sorted(plan.workplace.staging.glob("*")) if plan.workplace.staging.exists() else []:
        for folder in sorted(run.iterdir()) if run.is_dir() and run.name != plan.run.run_id else []:
            if not plan.options.full and staged_by(folder) == plan.job.parser_version:
                found.append(folder)
            else:
                shutil.rmtree(folder, ignore_errors=True)
    return found
