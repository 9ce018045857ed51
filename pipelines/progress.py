"""Progress of a run on a terminal: one bar with pages a second; nothing when piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipelines.batch import Staged


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[Staged], None]]:
    """A callback that moves the bar by a batch. Without a terminal on standard error it does nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda staged: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TextColumn("{task.completed:,.0f} pages"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, rate="")

        def advance(staged: Staged) -> None:
            bar.advance(task, staged.parsed + staged.skipped + staged.rejected)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:,.0f} pages/s" if speed else "")

        yield advance
