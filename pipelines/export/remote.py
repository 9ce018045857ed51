"""Exports on other systems, through the drivers of fsspec.

Nothing can be renamed into place there: the old manifest is removed first and the new one written last, so that an incomplete export has none, and a
note that lists all names tells the next export which files it may replace.
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


class RemoteFolder(NamedTuple):
    """A folder on another system: its address, a file system of fsspec, and the folder's path there."""

    address: str
    system: Any
    path: str


def listed(text: str) -> set[str]:
    """The files that a manifest of `procwh export` lists, with its own; none for any other text."""
    try:
        return {file.path for file in read_manifest(text).files} | {MANIFEST, DATA_PACKAGE}
    except ValueError:
        return set()


def refuse_foreign(names: set[str], known: set[str], out: str) -> None:
    """Raise SourceError if a folder holds files other than the known ones."""
    if unknown := sorted(names - known):
        raise SourceError(
            f"{out} holds files that `procwh export` did not write ({unknown[0]}); name an empty or new folder with --out"
        )


def nested(out: str, outer: str) -> SourceError:
    """The error for a folder inside another export, which would no longer be what its manifest says."""
    return SourceError(f"{out} lies in the export at {outer}; name a folder outside of it with --out")


def place_of(address: str) -> RemoteFolder:
    """The folder that an address names. Raises SourceError if its driver is not installed, or there is none."""
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(
            re.sub(r"^[A-Za-z][\w+.-]*(?=:)", lambda scheme: scheme[0].lower(), address)
        )
    except ImportError as error:
        raise SourceError(f"{address} needs a driver: {str(error).splitlines()[0]} (with pip)") from error
    except ValueError as error:
        raise SourceError(f"{address} names no folder that can be written to: {str(error).splitlines()[0]}") from error
    return RemoteFolder(address, system, str(path).rstrip("/"))


@contextmanager
def _driver_errors(place: RemoteFolder) -> Iterator[None]:
    """Whatever a driver raises becomes a WarehouseError of one line: each driver has exceptions of its own."""
    try:
        yield
    except (WarehouseError, SourceError):
        raise
    except Exception as error:
        reason = (str(error).splitlines() or [""])[0][:200]
        raise WarehouseError(
            f"{place.address} cannot be used: {type(error).__name__}: {reason}; fix that and run it again"
        ) from error


def _names(place: RemoteFolder) -> set[str]:
    with _driver_errors(place):
        place.system.invalidate_cache()
        try:
            found = place.system.find(place.path)
        except FileNotFoundError:
            return set()
        return {str(name).removeprefix(place.path).lstrip("/") for name in found}


def _known(place: RemoteFolder) -> set[str]:
    """The files that the manifest there lists, or the note of an export that was not finished."""
    names = _names(place)
    known: set[str] = set()
    with _driver_errors(place):
        if MANIFEST in names:
            known |= listed(place.system.cat_file(f"{place.path}/{MANIFEST}").decode("utf-8", "replace"))
        if PARTIAL in names:
            try:
                known |= {PARTIAL, *json.loads(place.system.cat_file(f"{place.path}/{PARTIAL}"))["files"]}
            except (ValueError, KeyError, TypeError):
                pass
    return known


def manifest_at(place: RemoteFolder) -> str:
    """The manifest of the export at a place; empty if there is none. Raises WarehouseError if the place cannot be read."""
    names = _names(place)
    with _driver_errors(place):
        return place.system.cat_file(f"{place.path}/{MANIFEST}").decode("utf-8", "replace") if MANIFEST in names else ""


def check_place(place: RemoteFolder) -> None:
    """Raise SourceError if the folder holds anything but an export, or lies in one."""
    parent = place.path.rpartition("/")[0]
    while parent.strip("/"):
        # Who may write to a folder need not have access to those above it.
        text = ""
        with suppress(Exception):
            text = place.system.cat_file(f"{parent}/{MANIFEST}").decode("utf-8", "replace")
        if is_ours(text):
            raise nested(place.address, parent)
        parent = parent.rpartition("/")[0]
    refuse_foreign(_names(place), _known(place), place.address)


def upload(place: RemoteFolder, folder: Path) -> None:
    """Upload an export: the manifest of the one before is removed first, its own is written last."""
    new = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    old = _names(place)
    known = _known(place)
    refuse_foreign(old, known, place.address)
    with _driver_errors(place):
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
    """A local copy of a folder on another system, for as long as it is needed."""
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
            with _driver_errors(place):
                place.system.get_file(f"{place.path}/{name}", str(target))
        yield Path(folder)
