"""What is left to do: which files need not be opened, and what an interrupted run has staged already."""

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
    """What is left to read: files, what workers need not parse again, shards that are there already, and scopes beyond the plan's."""

    files: tuple[RawFile, ...]
    known: dict[str, Known]
    shards: tuple[Shard, ...]
    scopes: tuple[str, ...] = ()

    @property
    def is_countable(self) -> bool:
        """Whether each file is one page, and none a container of an unknown number."""
        return all(file.is_page for file in self.files)


class _Ledger(NamedTuple):
    """What the warehouse knows: pages by key, and the raw files whose pages another raw file gives."""

    pages: dict[str, KnownPage]
    superseded: list[Superseded]

    def read_by(self, parser: str) -> _Ledger:
        """The part that a parser has read."""
        pages = {key: page for key, page in self.pages.items() if page.parser_version == parser}
        return _Ledger(
            pages, [each for each in self.superseded if each.parser_version == parser and each.page_id in pages]
        )


@without_collection()
def find_changes(plan: Plan) -> Changes:
    """List the sources, leave out files that have not changed, and take up what an interrupted run has staged."""
    ledger = _ledger(plan)
    files = retried(lambda: [file for source in plan.sources for file in raw_files(source)])
    loaded = ledger.read_by(plan.job.parser_version)
    skipped: set[str] = set()
    if not (plan.options.checksum or plan.options.full):
        files, skipped = _without_unchanged(plan, files, loaded)
    orphans = _orphaned(plan, ledger, skipped)
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
    leftovers: list[Shard] = []
    for folder in _leftovers(plan):
        leftovers.append(Shard(folder, is_leftover=True))
        known.update({key: Known(Reuse.STAGED, sha) for key, sha in staged_inputs(folder).items()})
    found = [file for location in orphans for file in file_at(location, plan.raw_root)]
    return Changes((*files, *found), known, (*leftovers, *shards), tuple(orphans))


def _ledger(plan: Plan) -> _Ledger:
    if not plan.workplace.published.exists():
        return _Ledger({}, [])
    with open_reader(plan.workplace.published, earlier=True) as connection:
        return _Ledger(known_pages(connection), superseded_inputs(connection))


def _without_unchanged(plan: Plan, files: list[RawFile], loaded: _Ledger) -> tuple[list[RawFile], set[str]]:
    """Files to read, and the keys of pages in files whose size and time are those of the last run.

    A duplicate is passed over only with the page that holds its bytes, since it may have to take its place; a file whose page another one
    gives only with that other one, or where the run does not cover that.
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

    def stands(key: str) -> bool:
        return key in unread or not _is_covered(plan, loaded.pages[key].location)

    settled = {
        location
        for location in same
        if all(page.duplicate_of is None or page.duplicate_of in unread for _, page in pages.get(location, []))
        and all(stands(each.page_id) for each in others.get(location, []))
    }
    skipped = {key for location in settled for key, _ in pages.get(location, [])}
    skipped |= {each.page_id for location in settled for each in others.get(location, []) if each.page_id not in unread}
    return [file for file in files if file.location not in settled], skipped


def _is_same(file: RawFile, pages: list[tuple[str, KnownPage]], others: list[Superseded]) -> bool:
    """Whether all that came from a file was read from it as it is now."""
    found: list[KnownPage | Superseded] = [*(page for _, page in pages), *others]
    return bool(found) and all(each.stamp == file.stamp and each.input_sha256 for each in found)


def _is_covered(plan: Plan, location: str) -> bool:
    return any(covers(source.scope, location) for source in plan.sources)


def _orphaned(plan: Plan, ledger: _Ledger, skipped: set[str]) -> list[str]:
    """Files outside the run with a page whose text a page of this run holds, and may hold no longer: they have to be read too."""
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


def _leftovers(plan: Plan) -> list[Path]:
    """Whole batches that an interrupted run of the same parser has staged, oldest first; all else there is removed."""
    found: list[Path] = []
    for run in sorted(plan.workplace.staging.glob("*")) if plan.workplace.staging.exists() else []:
        for folder in sorted(run.iterdir()) if run.is_dir() and run.name != plan.run.run_id else []:
            if not plan.options.full and staged_by(folder) == plan.job.parser_version:
                found.append(folder)
            else:
                shutil.rmtree(folder, ignore_errors=True)
    return found
