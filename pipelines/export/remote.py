"""Exports on other systems, through the drivers of fsspec.

Nothing can be moved into place there: the manifest leaves first and comes last, so that what is not whole has none, and a note of all names tells
the next export what it may replace.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.errors import SourceError
from schemas.manifest import DATA_PACKAGE, MANIFEST, PARTIAL, is_ours, read_manifest
from warehouse.errors import WarehouseError


class Place(NamedTuple):
    """A folder on another system: its address, a file system of fsspec, and the folder's path there."""

    address: str
    system: Any
    path: str


def listed(text: str) -> set[str]:
    """The names that a manifest of ours accounts for; none for any other file."""
    try:
        return {file.path for file in read_manifest(text).files} | {MANIFEST, DATA_PACKAGE}
    except ValueError:
        return set()


def refuse_foreign(names: set[str], known: set[str], out: str) -> None:
    """Raise SourceError if a place holds names that are not known."""
    if unknown := sorted(names - known):
        raise SourceError(
            f"{out} holds what no export of ours wrote ({unknown[0]}); name an empty or new folder with --out"
        )


def inside(out: str, outer: str) -> SourceError:
    """The error for a place that lies in an export: what is written there would ruin that one."""
    return SourceError(f"{out} lies in the export at {outer}; name a folder outside of it with --out")


def place_of(address: str) -> Place:
    """The place that an address names. Raises SourceError if its driver is not installed, or there is none."""
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(
            re.sub(r"^[A-Za-z][\w+.-]*(?=:)", lambda scheme: scheme[0].lower(), address)
        )
    except ImportError as error:
        raise SourceError(f"{address} needs a driver: {str(error).splitlines()[0]} (with pip)") from error
    except ValueError as error:
        raise SourceError(f"{address} names no place that can be written: {str(error).splitlines()[0]}") from error
    return Place(address, system, str(path).rstrip("/"))


@contextmanager
def _told(place: Place) -> Iterator[None]:
    """Whatever a driver raises is told as one line: each has errors of its own."""
    try:
        yield
    except (WarehouseError, SourceError):
        raise
    except Exception as error:
        reason = (str(error).splitlines() or [""])[0][:200]
        raise WarehouseError(
            f"{place.address} cannot be used: {type(error).__name__}: {reason}; mend that and run it again"
        ) from error


def _names(place: Place) -> set[str]:
    with _told(place):
        place.system.invalidate_cache()
        try:
            found = place.system.find(place.path)
        except FileNotFoundError:
            return set()
        return {str(name).removeprefix(place.path).lstrip("/") for name in found}


def _known(place: Place) -> set[str]:
    """The names that the manifest there, or the note of an export that did not end, accounts for."""
    names = _names(place)
    known: set[str] = set()
    with _told(place):
        if MANIFEST in names:
            known |= listed(place.system.cat_file(f"{place.path}/{MANIFEST}").decode("utf-8", "replace"))
        if PARTIAL in names:
            try:
                known |= {PARTIAL, *json.loads(place.system.cat_file(f"{place.path}/{PARTIAL}"))["files"]}
            except (ValueError, KeyError, TypeError):
                pass
    return known


def manifest_at(place: Place) -> str:
    """The manifest of the export at a place; empty if there is none. Raises WarehouseError if the place cannot be read."""
    names = _names(place)
    with _told(place):
        return place.system.cat_file(f"{place.path}/{MANIFEST}").decode("utf-8", "replace") if MANIFEST in names else ""


def check_place(place: Place) -> None:
    """Raise SourceError if the place holds something else than an export, or lies in one."""
    parent = place.path.rpartition("/")[0]
    while parent.strip("/"):
        # Whoever may write to a folder need not be let into those above it.
        text = ""
        with suppress(Exception):
            text = place.system.cat_file(f"{parent}/{MANIFEST}").decode("utf-8", "replace")
        if is_ours(text):
            raise inside(place.address, parent)
        parent = parent.rpartition("/")[0]
    refuse_foreign(_names(place), _known(place), place.address)


def upload(place: Place, folder: Path) -> None:
    """Put an export in its place; the manifest of the one before leaves first, its own comes last."""
    new = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    old = _names(place)
    known = _known(place)
    refuse_foreign(old, known, place.address)
    with _told(place):
        system, base = place.system, place.path
        system.makedirs(base, exist_ok=True)
        note = json.dumps({"files": sorted(known | set(new))})
        system.pipe_file(f"{base}/{PARTIAL}", note.encode())
        if MANIFEST in old:
            system.rm_file(f"{base}/{MANIFEST}")
        for name in new:
            if name != MANIFEST:
                if "/" in name:
                    system.makedirs(f"{base}/{name.rpartition('/')[0]}", exist_ok=True)
                system.put_file(str(folder / name), f"{base}/{name}")
        for name in sorted(old - set(new) - {MANIFEST, PARTIAL}):
            system.rm_file(f"{base}/{name}")
        system.put_file(str(folder / MANIFEST), f"{base}/{MANIFEST}")
        system.rm_file(f"{base}/{PARTIAL}")


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """A copy of a folder on another system, on this machine, for as long as it is looked at."""
    place = place_of(address)
    names = _names(place)
    if not names:
        raise SourceError(f"there is no export at {address}")
    if not names & {MANIFEST, PARTIAL, DATA_PACKAGE}:
        raise SourceError(f"there is no export at {address} (no {MANIFEST})")
    with tempfile.TemporaryDirectory(prefix="procwh-verify-") as folder:
        for name in names:
            target = Path(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with _told(place):
                place.system.get_file(f"{place.path}/{name}", str(target))
        yield Path(folder)
