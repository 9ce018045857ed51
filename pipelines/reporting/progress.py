"""The progress of a run, in the form that suits whoever started it: a bar on a terminal, plain lines in a log file, JSON lines for log collectors."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from pipelines.values import Staged

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

# Seconds between two plain lines: a run that ends sooner prints only its result.
_BETWEEN_LINES = 10.0


class Progress:
    """Receives the progress of a run. This one ignores it."""

    def begin(self, run_id: str, files: int, pages: int | None) -> None:
        """Staging begins: the number of files to read, and of pages (None if containers hold an unknown number)."""

    def batch(self, staged: Staged) -> None:
        """A batch is staged."""

    def stage(self, name: str) -> None:
        """The run has reached a stage of `ops.runs.stage`."""

    def end(self, status: object, **figures: object) -> None:
        """The run is over, with its figures or its error."""


SILENT = Progress()


class Counting(Progress):
    """Counts pages and measures the speed."""

    def __init__(self) -> None:
        self.done, self.total, self.began = 0, None, time.monotonic()

    done: int
    total: int | None

    def begin(self, run_id: str, files: int, pages: int | None) -> None:
        """Count from here."""
        self.done, self.total, self.began = 0, pages, time.monotonic()

    def batch(self, staged: Staged) -> None:
        """Count its pages."""
        self.done += staged.parsed + staged.skipped + staged.rejected

    @property
    def speed(self) -> float:
        """Pages a second since staging began."""
        return self.done / max(time.monotonic() - self.began, 1e-6)

    def far(self) -> str:
        """How far it is, in words: pages done, of how many, pages a second, and the time left."""
        of = f" of {self.total:,}" if self.total is not None else ""
        left = ""
        if self.total is not None and self.speed > 0 and self.done < self.total:
            left = f", {_span((self.total - self.done) / self.speed)} left"
        return f"{self.done:,}{of} pages ({self.speed:,.0f} pages/s{left})"


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return (
        f"{minutes // 60} h {minutes % 60:02} min"
        if minutes >= 60
        else f"{minutes} min {rest:02} s"
        if minutes
        else f"{rest} s"
    )


class Lines(Counting):
    """A plain line every ten seconds; for a log file."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out, self._last = out, time.monotonic()

    def batch(self, staged: Staged) -> None:
        """Count its pages, and print a line if it is time."""
        super().batch(staged)
        if time.monotonic() - self._last >= _BETWEEN_LINES:
            self._last = time.monotonic()
            self._out.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} staging: {self.far()}\n")
            self._out.flush()


class JsonLines(Counting):
    """One JSON object a line for everything that happens; for log collectors."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out, self._run_id = out, ""

    def begin(self, run_id: str, files: int, pages: int | None) -> None:
        """Count from here."""
        super().begin(run_id, files, pages)
        self._run_id = run_id
        self._write("info", "staging begins", files=files, pages=pages)

    def batch(self, staged: Staged) -> None:
        """Count its pages, and write a line for it and for each rejected page."""
        super().batch(staged)
        for page, reason in staged.rejections:
            self._write("warning", "page rejected", page=page, reason=reason)
        self._write(
            "info",
            "batch staged",
            batch=staged.folder.rpartition("/")[2],
            parsed=staged.parsed,
            skipped=staged.skipped,
            rejected=staged.rejected,
            pages_done=self.done,
            pages_per_second=round(self.speed, 1),
        )

    def stage(self, name: str) -> None:
        """Write a line."""
        self._write("info", "stage reached", stage=name)

    def end(self, status: object, **figures: object) -> None:
        """Write a line, an error unless the run published."""
        self._write("info" if status == "published" else "error", "run ended", status=status, **figures)

    def _write(self, level: str, message: str, **fields: Any) -> None:
        of_run = {"run_id": self._run_id} if self._run_id else {}
        write_json_line(self._out, level, message, **(of_run | fields))


def write_json_line(out: TextIO, level: str, message: str, /, **fields: Any) -> None:
    """One JSON object on a line: `time` (UTC, ISO 8601), `level`, `message`, and what else there is to say."""
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level, "message": message}
    out.write(json.dumps(line | fields, ensure_ascii=False, default=str) + "\n")
    out.flush()


class Combined(Progress):
    """Reports to several at once."""

    def __init__(self, *reports: Progress) -> None:
        self._reports = reports

    def begin(self, run_id: str, files: int, pages: int | None) -> None:
        """Staging begins."""
        for each in self._reports:
            each.begin(run_id, files, pages)

    def batch(self, staged: Staged) -> None:
        """A batch is staged."""
        for each in self._reports:
            each.batch(staged)

    def stage(self, name: str) -> None:
        """The run has reached a stage."""
        for each in self._reports:
            each.stage(name)

    def end(self, status: object, **figures: object) -> None:
        """The run is over."""
        for each in self._reports:
            each.end(status, **figures)


class _TerminalBar(Counting):
    """One bar on a terminal, with pages a second and the time left."""

    def __init__(self, bar: Bar, task: TaskID) -> None:
        super().__init__()
        self._bar, self._task = bar, task

    def begin(self, run_id: str, files: int, pages: int | None) -> None:
        """Count from here."""
        super().begin(run_id, files, pages)
        self._bar.update(self._task, description="staging", total=pages)

    def batch(self, staged: Staged) -> None:
        """Count its pages, and move the bar."""
        super().batch(staged)
        self._bar.update(self._task, completed=self.done, far=self.far())

    def stage(self, name: str) -> None:
        """Show it beside the bar."""
        self._bar.update(self._task, description=name)


@contextmanager
def shown_progress(*, log_json: bool = False, quiet: bool = False) -> Iterator[Progress]:
    """The progress that a command shows on standard error: JSON lines, a bar on a terminal, or plain lines."""
    if log_json:
        yield JsonLines(sys.stderr)
    elif quiet:
        yield SILENT
    elif not sys.stderr.isatty():
        yield Lines(sys.stderr)
    else:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[far]}"),
            TimeElapsedColumn(),
        )
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            yield _TerminalBar(bar, bar.add_task("planning", total=None, far=""))
