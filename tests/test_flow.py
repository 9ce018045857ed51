"""The job as a Prefect flow: one real run on an ephemeral server gives what the plain function gives."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb

from schemas.model import columns_of
from schemas.tables import MAIN_TABLES

RUN = """
import json, sys
from pipelines.flows import ingest

if __name__ == "__main__":
    json.dump(ingest([sys.argv[1]], sys.argv[2], workers=2), open(sys.argv[3], "w"))
"""
GROUPS = """
import json, sys
from pipelines.flows import MOST_TASKS, groups

found = {}
for workers in (1, 2, 8, 64):
    sizes = [len(group) for group in groups(enumerate([] for _ in range(int(sys.argv[1]))), workers)]
    found[workers] = [len(sizes), sum(sizes), min(sizes), sizes == sorted(sizes[:-1]) + sizes[-1:]]
order = [number for group in groups(enumerate([[]] * 1000), 2) for number, _ in group]
json.dump({"most": MOST_TASKS, "found": found, "in_order": order == list(range(1000)), "none": list(groups(iter([]), 2))}, open(sys.argv[2], "w"))
"""


def run(
    program: str, folder: Path, environment: dict[str, str], *arguments: object
) -> subprocess.CompletedProcess[str]:
    """Run a program with a Prefect of its own: its home, its database, its ephemeral server."""
    (folder / "program.py").write_text(program, encoding="utf-8")
    prefect = {
        "PREFECT_HOME": str(folder / "prefect"), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120", "PREFECT_LOGGING_LEVEL": "WARNING", "NO_COLOR": "1",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, str(folder / "program.py"), *map(str, arguments)],
        cwd=folder, env=environment | prefect, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=280,
    )  # fmt: skip


def content(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that do not tell of the run and its time."""
    changing = ("first_seen_at", "last_seen_at", "run_id")
    with duckdb.connect(str(database), read_only=True) as connection:
        found = {}
        for model in MAIN_TABLES:
            kept = [column.name for column in columns_of(model) if column.name not in changing]
            found[model.sql_name] = connection.execute(
                f"SELECT {', '.join(kept)} FROM {model.sql_name} ORDER BY ALL"
            ).fetchall()
        found["findings"] = connection.execute("SELECT * EXCLUDE (run_id) FROM ops.findings ORDER BY ALL").fetchall()
        found["inputs"] = connection.execute("SELECT * EXCLUDE (stamp) FROM ops.inputs ORDER BY ALL").fetchall()
        found["runs"] = connection.execute(
            "SELECT * EXCLUDE (run_id, started_at, finished_at, seconds), finished_at >= started_at, length(run_id) FROM ops.runs"
        ).fetchall()
    return found


def test_flow_gives_what_the_plain_function_gives(
    tmp_path: Path, repository: Path, sample_warehouse: Path, isolated_environment: dict[str, str]
) -> None:
    database = tmp_path / "flow.duckdb"
    shutil.copytree(repository / "raw" / "sample", tmp_path / "raw" / "sample")
    done = run(RUN, tmp_path, isolated_environment, "raw/sample", database, tmp_path / "summary.json")
    assert done.returncode == 0, done.stderr[-4000:]
    assert "Traceback" not in done.stderr
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    flow, plain = content(database), content(sample_warehouse)
    assert flow.keys() == plain.keys()
    for table in plain:
        assert flow[table] == plain[table], table
    assert (summary["status"], summary["pages_seen"], summary["pages_loaded"], summary["procedures"]) == (
        "published",
        14,
        14,
        14,
    )
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute("SELECT run_id FROM ops.runs").fetchall() == [(summary["run_id"],)]


def test_groups_stay_few_whatever_the_number_of_batches(tmp_path: Path, isolated_environment: dict[str, str]) -> None:
    batches = 1_000_000
    done = run(GROUPS, tmp_path, isolated_environment, batches, tmp_path / "groups.json")
    assert done.returncode == 0, done.stderr[-4000:]
    found = json.loads((tmp_path / "groups.json").read_text(encoding="utf-8"))
    assert found["in_order"] and found["none"] == []
    for workers, (_, total, smallest, growing) in found["found"].items():
        assert total == batches and smallest >= 1 and growing, workers
    counts = {workers: number for workers, (number, *_) in found["found"].items()}
    assert {workers: number for workers, number in counts.items() if number >= found["most"]} == {}
