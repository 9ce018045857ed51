"""A raw folder and a warehouse of its own, a small page to put into it, and what is published, as rows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

import pipelines.ingest.run
from pipelines.ingest.plan import IngestOptions
from pipelines.values import Summary
from warehouse.checks.verify import verify
from warehouse.load.publish import Workplace, prepare

Row = tuple[Any, ...]


def page(name: str = "Knee Scan", risk: str = "Bleeding", *more: str) -> str:
    """A page of few tables: each table takes a moment to check."""
    risks = "".join(f"  • {text}\n" for text in (risk, *more))
    return f"Imaging, {name.lower()}; single view\n\nHCPCS code\n\nRisks and Complications\n\n{risks}\nSimilar Codes\n"


def put(path: Path, body: str | bytes, **sidecar: Any) -> Path:
    """Write a raw file, its folders, and a sidecar if fields of one are given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
    if sidecar:
        Path(f"{path}.meta.json").write_text(json.dumps(sidecar), encoding="utf-8")
    return path


def ingest(raw: Path, database: Path, raw_root: Path | None = None, **options: Any) -> Summary:
    """Ingest a folder in this process; options are those of `Options`."""
    return pipelines.ingest.run.ingest([raw], database, raw_root or raw, IngestOptions(**{"workers": 1, **options}))


def ask(database: Path, sql: str) -> list[Row]:
    """The rows of one query on a published file."""
    return ask_all(database, [sql])[0]


def ask_all(database: Path, questions: list[str]) -> list[list[Row]]:
    """The rows of each query, all on the same published state."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return [connection.execute(sql).fetchall() for sql in questions]


def state(database: Path) -> list[list[Row]]:
    """All that is published, but for the list of runs, which has failed runs too."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE table_name <> 'runs' ORDER BY ALL"
        ).fetchall()
        return [connection.execute(f"SELECT * FROM {'.'.join(table)} ORDER BY ALL").fetchall() for table in tables]


class House:
    """A raw folder and a warehouse of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.raw, self.database = folder, folder / "raw", folder / "var" / "procedures.duckdb"
        self.raw.mkdir()

    def put(self, name: str, body: str | bytes, **sidecar: Any) -> Path:
        """Write a raw file, with a sidecar if fields of one are given."""
        return put(self.raw / name, body, **sidecar)

    def ingest(self, *paths: Path, **options: Any) -> Summary:
        """Ingest some paths, or the raw folder."""
        how = IngestOptions(**{"workers": 1, **options})
        return pipelines.ingest.run.ingest(list(paths) or [self.raw], self.database, self.raw, how)

    def ask(self, sql: str) -> list[Row]:
        """The rows of one query on what is published."""
        return ask(self.database, sql)

    def one(self, sql: str) -> Any:
        """The only value of a query."""
        ((value,),) = self.ask(sql)
        return value

    def statuses(self) -> dict[str, str]:
        """Status by page."""
        return dict(self.ask("SELECT source_uri, status FROM pages ORDER BY ALL"))

    def is_sound(self) -> None:
        """Every invariant of the warehouse holds."""
        assert verify(self.database)[1] == []


def begin_with_copies(patch: pytest.MonkeyPatch, empty_warehouse: Path) -> None:
    """Let first runs begin with a copy of an empty warehouse: making the tables each time takes too long."""

    def prepared(workplace: Workplace) -> Path:
        target = prepare(workplace)
        return target if target.exists() else Path(shutil.copyfile(empty_warehouse, target))

    patch.setattr(pipelines.ingest.run, "prepare", prepared)
