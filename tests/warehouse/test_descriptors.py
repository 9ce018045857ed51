"""The licence switch on pages that repeat the wording of their code in all the ways in which pages do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.export.run import ExportOptions, export
from pipelines.ingest.plan import IngestOptions as RunOptions
from pipelines.ingest.run import ingest

TITLE = "Rinsing of the shoulder joint, guided: single rinse"
PAGE = """{title}

HCPCS code

Name of the Procedure:

Shoulder Rinse

Summary

{repeat}

Risks and Complications

  • {repeat}
  • Soreness

Similar Codes
"""


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize(
    ("title", "repeat"),
    [
        (TITLE, TITLE),
        (TITLE, f"This is {TITLE.upper()}."),
        (TITLE, "Rinsing of the shoulder joint,\nguided: single rinse"),
        (f"{TITLE}.", f"Also called {TITLE} by some"),
        (TITLE, "“Rinsing of the shoulder joint”, guided - single rinse"),
        ("Rinsing of the shoulder’s joint, single", "The rinsing of the shoulder's joint (single) is done."),
    ],
)
def test_no_cell_and_no_row_says_the_wording(tmp_path: Path, title: str, repeat: str) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "G0999-rinse.txt").write_text(PAGE.format(title=title, repeat=repeat), encoding="utf-8")
    ingest([raw], tmp_path / "w.duckdb", raw, RunOptions(workers=1))
    export(ExportOptions(str(tmp_path / "out"), "csv", without_descriptors=True), tmp_path / "w.duckdb")
    for path in (tmp_path / "out").glob("*.csv"):
        assert words(title) not in words(path.read_text(encoding="utf-8")), path.name
    export(ExportOptions(str(tmp_path / "whole"), "csv"), tmp_path / "w.duckdb")
    assert words(title) in words((tmp_path / "whole" / "procedures.csv").read_text(encoding="utf-8"))
    assert "Soreness" in (tmp_path / "out" / "risks.csv").read_text(encoding="utf-8")
