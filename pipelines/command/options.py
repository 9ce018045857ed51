"""What the verbs share: the application, their common options, and the settings in force."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.ingest.plan import IngestOptions
    from pipelines.settings import ProcwhSettings

app = typer.Typer(
    name="procwh",
    help="Raw pages about medical procedures into tables that people can trust.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Database = Annotated[
    Path | None,
    typer.Option(
        "--db", help="The published warehouse (default: PROCWH_DB, else var/procedures.duckdb).", metavar="PATH"
    ),
]
Sources = Annotated[list[Path] | None, typer.Argument(help="Files or folders with raw pages (default: raw/).")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
WorkerCount = Annotated[int | None, typer.Option(help="Worker processes (default: one a core).", min=1)]
LogJson = Annotated[bool, typer.Option("--log-json", help="Log as JSON lines on standard error.")]
Accept = Annotated[bool, typer.Option("--accept", help="Publish even if the audit finds something.")]


def settings_with(db: Path | None) -> ProcwhSettings:
    """The settings in force, with the database as given on the command line."""
    from pipelines.settings import read_settings

    settings = read_settings()
    return settings.model_copy(update={"db": db}) if db is not None else settings


def options_of(settings: ProcwhSettings, workers: int | None, **options: bool) -> IngestOptions:
    """The options of a run, with what the settings say where the command line is silent."""
    from pipelines.ingest.plan import IngestOptions

    return IngestOptions(
        workers or settings.workers,
        limits=settings.thresholds(),
        wait=settings.wait,
        webhook=settings.webhook,
        drift_pages=settings.drift_pages,
        **options,
    )


def discard_output() -> None:
    """Send the rest of standard output nowhere: its reader is gone, or it cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def reporting_success() -> Iterator[None]:
    """Print the result of a job that is done, and stays done where the result cannot be printed."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        print_error(
            f"it is done and published, but standard output cannot be written: {error.strerror}; see `procwh status`"
        )
        discard_output()


def print_error(message: str) -> None:
    """Print one error on standard error."""
    sys.stderr.write(f"procwh: {message}\n")
