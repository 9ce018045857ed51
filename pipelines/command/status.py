"""The verb `status`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from pipelines.command.options import Database, app, settings_with

# Unknown headings that `--drift` shows.
MOST_HEADINGS = 50


@app.command()
def status(
    db: Database = None,
    last: Annotated[int, typer.Option(help="How many runs to show.", min=1)] = 10,
    drift: Annotated[
        bool, typer.Option("--drift", help="Unknown headings instead: how many pages have each, and what it may mean.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Show the last runs, what each did, and what is published."""
    from pipelines.reporting.console import print_json, print_table
    from warehouse.read.status import read_status

    if drift:
        from pipelines.reporting.drift import as_result, read_drift

        inbox = as_result(read_drift(settings_with(db).db, MOST_HEADINGS))
        (print_json if as_json else print_table)(inbox.columns, inbox.rows)
        return
    found = read_status(settings_with(db).db, last)
    if as_json:
        parts = {
            name: [dict(zip(part.columns, row, strict=True)) for row in part.rows]
            for name, part in found._asdict().items()
        }
        sys.stdout.write(json.dumps(parts, default=str, ensure_ascii=False) + "\n")
        return
    titles = ("Last runs", "Runs without a row yet", "Tables", "Pages", "Findings", "On disk")
    for title, part in zip(titles, found, strict=True):
        if part.rows:
            print_table(part.columns, part.rows, title)
