"""The verb `ingest`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from pipelines.command.options import (
    Accept,
    Database,
    LogJson,
    Sources,
    WorkerCount,
    app,
    options_of,
    reporting_success,
    settings_with,
)


@app.command()
def ingest(
    paths: Sources = None,
    db: Database = None,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object of the run's figures.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Publish nothing and exit with 1 if a page is rejected.")
    ] = False,
    checksum: Annotated[
        bool, typer.Option("--checksum", help="Read every file, even if its size and time are unchanged.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Parse every page again.")] = False,
    accept: Accept = False,
    workers: WorkerCount = None,
    log_json: LogJson = False,
) -> None:
    """Read raw pages, parse, check, load, audit and publish them.

    Read are .txt, .md, .html, .htm and .xhtml, each also .gz or .zst; .zip, .tar and .tar.gz of these; .jsonl, .parquet and .warc.
    """
    from pipelines.ingest.run import PagesRejected
    from pipelines.ingest.run import ingest as run
    from pipelines.reporting.progress import shown_progress
    from pipelines.reporting.summary import print_rejections, print_summary
    from warehouse.errors import GateClosed

    settings = settings_with(db)
    options = options_of(settings, workers, checksum=checksum, full=full, accept=accept, strict=strict)
    with shown_progress(log_json=log_json, quiet=as_json) as progress:
        try:
            summary = run(paths or [settings.raw], settings.db, settings.raw, options, progress)
        except (GateClosed, PagesRejected) as error:
            if not log_json:
                print_rejections(error.rejected)
            if as_json:
                sys.stdout.write(json.dumps(error.figures) + "\n")
            raise
    with reporting_success():
        if not log_json:
            print_summary(summary, settings.db, to_stderr=as_json)
        if as_json:
            sys.stdout.write(json.dumps(summary.as_json()) + "\n")
