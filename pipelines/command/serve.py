"""The verb `serve`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipelines.command.options import Database, Sources, Workers, app, settings_with
from warehouse.export.formats import FORMATS


@app.command()
def serve(
    paths: Sources = None,
    cron: Annotated[str | None, typer.Option("--cron", help='When, as a cron expression: "0 2 * * *".')] = None,
    interval: Annotated[float | None, typer.Option("--interval", help="Every so many seconds instead.", min=1)] = None,
    timezone: Annotated[str, typer.Option("--timezone", help="The time zone of --cron, as Europe/Paris.")] = "UTC",
    export_to: Annotated[
        str | None, typer.Option("--export", help="Export here after each ingest that published.", metavar="DIR")
    ] = None,
    export_format: Annotated[
        str, typer.Option("--format", help="What to export.", metavar="|".join(FORMATS))
    ] = "parquet",
    port: Annotated[int | None, typer.Option(help="Port of a Prefect server of our own (default: a free one).")] = None,
    db: Database = None,
    workers: Workers = None,
) -> None:
    """Run the ingest on a schedule, by Prefect, until it is ended.

    Without PREFECT_API_URL it brings up a Prefect server of its own on loopback, and takes it down at the end.
    """
    from pipelines.errors import SourceError
    from pipelines.schedule.serve import Schedule, Served
    from pipelines.schedule.serve import serve as run
    from warehouse.schema.migrate import needs_migration

    if export_format not in FORMATS:
        raise SourceError(f"there is no format {export_format}; give {' or '.join(FORMATS)}")
    settings = settings_with(db)
    served = Served(tuple(str(path) for path in paths or ()), settings.db, workers, export_to, export_format)

    def say(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    if settings.db.exists():
        # A file that no run could write is refused before a schedule begins.
        needs_migration(settings.db)
    run(served, Schedule(cron, interval, timezone), port, say)
