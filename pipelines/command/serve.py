"""The verb `serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.command.options import Database, LogJson, Sources, WorkerCount, app, settings_with
from warehouse.export.formats import FORMATS


@app.command()
def serve(
    paths: Sources = None,
    cron: Annotated[
        str | None, typer.Option("--cron", help='When, as a cron expression of five fields: "0 2 * * *", or @daily.')
    ] = None,
    interval: Annotated[float | None, typer.Option("--interval", help="Every so many seconds instead.", min=1)] = None,
    timezone: Annotated[str, typer.Option("--timezone", help="The time zone of --cron, as Europe/Paris.")] = "UTC",
    export_to: Annotated[
        str | None, typer.Option("--export", help="Export here after each ingest that published.", metavar="DIR")
    ] = None,
    export_format: Annotated[
        str, typer.Option("--format", help="What to export.", metavar="|".join(FORMATS))
    ] = "parquet",
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            help="Export only what changed: after the last export (`last`), or after this run.",
            metavar="last|RUN",
        ),
    ] = None,
    without_descriptors: Annotated[
        bool,
        typer.Option("--without-descriptors", help="Leave the wording of billing codes (AMA, ADA) out of the export."),
    ] = False,
    port: Annotated[int | None, typer.Option(help="Port of a Prefect server of our own (default: a free one).")] = None,
    db: Database = None,
    workers: WorkerCount = None,
    log_json: LogJson = False,
) -> None:
    """Run the ingest on a schedule, by Prefect, until it is ended.

    Without PREFECT_API_URL it brings up a Prefect server of its own on loopback, and takes it down at the end.
    """
    from pipelines.errors import SourceError
    from pipelines.reporting.progress import write_json_line
    from pipelines.schedule.serve import ScheduledJob
    from pipelines.schedule.serve import serve as run
    from pipelines.schedule.timing import Schedule

    if export_format not in FORMATS:
        raise SourceError(f"there is no format {export_format}; give {' or '.join(FORMATS)}")
    for name, given in (("--since", since is not None), ("--without-descriptors", without_descriptors)):
        if given and export_to is None:
            raise SourceError(f"{name} is for the export; name its folder with --export, or leave {name} out")
    settings = settings_with(db)
    job = ScheduledJob(
        tuple(str(path) for path in paths or ()),
        settings.db,
        workers,
        export_to,
        export_format,
        since,
        without_descriptors,
        log_json,
    )

    def announce(line: str) -> None:
        if log_json:
            write_json_line(sys.stderr, "info", line)
            return
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    schedule = Schedule(cron, interval, timezone)
    schedule.check()
    _check_warehouse(settings.db, since)
    run(job, schedule, port, announce)


def _check_warehouse(database: Path, since: str | None) -> None:
    """Refuse, before a schedule begins, a file that no run could write, and a run that no export could begin with."""
    from pipelines.errors import SourceError
    from pipelines.export.last import LAST
    from warehouse.errors import InvalidRequest
    from warehouse.export.delta import find_since
    from warehouse.export.options import START
    from warehouse.schema.database import open_reader
    from warehouse.schema.migrate import needs_migration

    is_earlier = database.exists() and needs_migration(database)
    if since is None or since in (LAST, START) or is_earlier:
        return
    if not database.exists():
        raise SourceError(f"there is no warehouse at {database} that knows run {since}; give --since {LAST}")
    try:
        with open_reader(database) as connection:
            find_since(connection, since, database)
    except InvalidRequest as error:
        raise SourceError(str(error)) from error
