"""The verbs `quarantine list` and `quarantine replay`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.command.options import Accept, AsJson, Database, WorkerCount, app, options_of, print_error, settings_with

# Reasons that an error names.
_SHOWN = 5

quarantine = typer.Typer(help="What was set aside and why; try it again.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(quarantine, name="quarantine")


@quarantine.command("list")
def quarantine_list(
    db: Database = None,
    rows: Annotated[bool, typer.Option("--rows", help="Every row, instead of a line a reason.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what was set aside, by reason."""
    from pipelines.reporting import console as display
    from warehouse.read.quarantine import list_quarantine

    found = list_quarantine(settings_with(db).db, rows)
    if as_json:
        display.print_json(found.columns, found.rows)
    elif found.rows:
        display.print_table(found.columns, found.rows)
    else:
        sys.stdout.write("nothing is in quarantine\n")


@quarantine.command("replay")
def quarantine_replay(
    db: Database = None,
    reason: Annotated[
        str | None, typer.Option(help="Only what was set aside for a reason that contains these words.")
    ] = None,
    accept: Accept = False,
    workers: WorkerCount = None,
) -> None:
    """Try the pages again with today's parser and schemas; what passes is loaded and leaves the quarantine."""
    from pipelines.ingest.replay import replay
    from pipelines.reporting.progress import shown_progress
    from pipelines.reporting.summary import print_summary

    settings = settings_with(db)
    if reason is not None:
        _check_reason(settings.db, reason)
    with shown_progress() as progress:
        summary, gone = replay(
            settings.db, settings.raw, options_of(settings, workers, accept=accept), progress, reason
        )
    if summary is not None:
        print_summary(summary, settings.db, to_stderr=False)
    elif not gone:
        sys.stdout.write("nothing is in quarantine that could be tried again\n")
    if gone:
        print_error(
            f"{gone} raw {'file is' if gone == 1 else 'files are'} no longer there; what it gave stays in quarantine"
        )


def _check_reason(database: Path, words: str) -> None:
    """Raise SourceError for words of no reason in quarantine. Of an empty quarantine there is nothing to say."""
    from pipelines.errors import SourceError
    from warehouse.read.quarantine import list_quarantine

    found = list_quarantine(database)
    column = found.columns.index("reason")
    reasons = list(dict.fromkeys(row[column] for row in found.rows))
    if reasons and not any(words.lower() in reason.lower() for reason in reasons):
        listed = ", ".join(repr(reason) for reason in reasons[:_SHOWN])
        more = f" and {len(reasons) - _SHOWN} more (`procwh quarantine list`)" if len(reasons) > _SHOWN else ""
        raise SourceError(f"no reason in quarantine has the words {words!r}; the reasons are {listed}{more}")
