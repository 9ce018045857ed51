"""The verb `diff`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from pipelines.command.options import AsJson, Database, Sources, WorkerCount, app, options_of, settings_with


@app.command()
def diff(
    paths: Sources = None,
    db: Database = None,
    as_json: AsJson = False,
    full: Annotated[bool, typer.Option("--full", help="As if every page were parsed again.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything would change.")] = False,
    workers: WorkerCount = None,
) -> None:
    """Show what an ingest would change, and change nothing. Exits with 1 if the gate would stay closed."""
    from pipelines.ingest.preview import preview
    from pipelines.reporting.progress import shown_progress
    from pipelines.reporting.summary import print_preview

    settings = settings_with(db)
    with shown_progress(quiet=as_json) as progress:
        found = preview(
            paths or [settings.raw], settings.db, settings.raw, options_of(settings, workers, full=full), progress
        )
    if as_json:
        sys.stdout.write(json.dumps(found.as_json(), default=str, ensure_ascii=False) + "\n")
    else:
        print_preview(found)
    if found.alarms or (exit_code and found.tables):
        raise typer.Exit(1)
