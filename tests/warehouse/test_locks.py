"""Locks on files and folders: one holder, a name for who it is, and none that outlives its process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from warehouse.load.locks import LockTaken, folder_locked, is_locked, take_lock_file, try_folder_lock

ROOT = Path(__file__).resolve().parents[2]
# Another process takes a lock, says so, and keeps it until it is killed.
HOLDER = "import sys, time\nfrom pathlib import Path\nfrom warehouse.load.locks import {0}\nheld = {0}(Path(sys.argv[1]))\nprint('held', flush=True)\ntime.sleep(60)"


def holder(function: str, path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(function), str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_lock_file_names_its_holder_and_is_free_when_closed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text("process 1 of a run that is long over", encoding="utf-8")
    assert not is_locked(path)
    with take_lock_file(path):
        assert path.read_text(encoding="utf-8") == f"process {os.getpid()}"
        assert is_locked(path)
        with pytest.raises(LockTaken) as taken:
            take_lock_file(path)
        assert taken.value.holder == f"process {os.getpid()}"
        assert path.read_text(encoding="utf-8") == f"process {os.getpid()}", "who did not get it leaves the name alone"
    assert not is_locked(path)


def test_lock_file_without_a_name_is_held_by_somebody_unknown(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with take_lock_file(path):
        path.write_text("", encoding="utf-8")
        with pytest.raises(LockTaken, match="unknown"):
            take_lock_file(path)


def test_lock_file_is_waited_for_and_no_longer_than_asked(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = take_lock_file(path)
    began = time.monotonic()
    with pytest.raises(LockTaken):
        take_lock_file(path, wait=0.3)
    assert 0.3 <= time.monotonic() - began < 5
    threading.Timer(0.3, first.close).start()
    take_lock_file(path, wait=20).close()


@pytest.mark.parametrize("function", ["take_lock_file", "try_folder_lock"])
def test_lock_of_a_killed_process_is_free(tmp_path: Path, function: str) -> None:
    path = tmp_path if function == "try_folder_lock" else tmp_path / "lock"
    process = holder(function, path)
    if function == "try_folder_lock":
        assert try_folder_lock(path) is None
    else:
        with pytest.raises(LockTaken, match=f"process {process.pid}"):
            take_lock_file(path)
    process.kill()
    process.wait()
    if function == "try_folder_lock":
        descriptor = try_folder_lock(path)
        assert descriptor is not None
        os.close(descriptor)
    else:
        take_lock_file(path).close()


def test_missing_lock_file_is_not_locked_and_not_made(tmp_path: Path) -> None:
    assert not is_locked(tmp_path / "lock")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError):
        take_lock_file(tmp_path / "no folder" / "lock")


def test_folder_is_locked_by_one_at_a_time(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with folder_locked(tmp_path):
            order.append("second")

    thread = threading.Thread(target=second)
    with folder_locked(tmp_path):
        thread.start()
        assert try_folder_lock(tmp_path) is None
        time.sleep(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_no_other_module_locks() -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for folder in ("schemas", "parsers", "warehouse", "pipelines")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"\b(fcntl|flock|lockf)\b", path.read_text(encoding="utf-8"))
    ]
    assert users == ["warehouse/load/locks.py"]
