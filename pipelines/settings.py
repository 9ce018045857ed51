"""Where things are unless a user says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT_DATABASE = Path("var/procedures.duckdb")
RAW_ROOT = Path("raw")


def database_path(given: Path | None) -> Path:
    """The published warehouse: as given, else `PROCWH_DB`, else the default."""
    if given is not None:
        return given
    from_environment = os.environ.get("PROCWH_DB")
    return Path(from_environment) if from_environment else DEFAULT_DATABASE
