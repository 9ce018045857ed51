"""The folder of a staged batch: one Parquet file a table, and a note, written last, by which it is known to be whole."""

from __future__ import annotations

import json
import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

# Inputs of pages that were not parsed: a file that was touched, and holds what it held, has another stamp.
STAMPS = "stamps"
_NOTE = "batch.json"


class Reuse(Enum):
    """Why a page is not parsed again. The value names the file of such pages' keys in a staged folder."""

    LOADED = "unchanged"  # its rows are in the warehouse
    STAGED = "resumed"  # its rows are in a batch that an interrupted run staged


def write_table(folder: Path, name: str, table: pyarrow.Table) -> None:
    """Stage one file."""
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, folder / f"{name}.parquet", compression="lz4")


def write_keys(folder: Path, reuse: Reuse, page_ids: list[str]) -> None:
    """Stage the keys of pages that are not parsed again."""
    import pyarrow

    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder, reuse.value, pyarrow.table({"page_id": page_ids}))


def put_in_place(partial: Path, folder: Path, parser_version: str) -> None:
    """Finish a batch: note its parser and the size of each file, and rename its folder, so that it appears whole or not at all."""
    sizes = {file.name: file.stat().st_size for file in partial.iterdir()}
    note = {"parser_version": parser_version, "files": sizes}
    (partial / _NOTE).write_text(json.dumps(note), encoding="utf-8")
    os.replace(partial, folder)


def staged_by(folder: Path) -> str | None:
    """The parser that staged a whole batch; None if it is not whole: a file is missing, or of another size than was written."""
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        if all((folder / name).stat().st_size == size for name, size in note["files"].items()):
            return str(note["parser_version"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def staged_inputs(folder: Path) -> dict[str, str]:
    """The pages of a staged batch, each with the hash of the input that it was parsed from."""
    import pyarrow.parquet

    path = folder / "inputs.parquet"
    if not path.exists():
        return {}
    columns = pyarrow.parquet.read_table(path, columns=["page_id", "input_sha256"]).to_pydict()
    pairs = zip(columns["page_id"], columns["input_sha256"], strict=True)
    return {page_id: sha for page_id, sha in pairs if sha is not None}
