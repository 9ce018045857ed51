"""The command `procwh`: one function a verb. Heavy libraries are imported by the verb that uses them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipelines.ingest import Options
    from pipelines.settings import Settings

app = typer.Typer(
    name="procwh",
    help="Raw pages about medical procedures into tables that people can trust.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Database = Annotated[
    Path | None,
    typer.Option(
        "--db", help="The published warehouse (default: PROCWH_DB, else var/procedures.duckdb).", metavar="PATH"
    ),
]


MOST_HEADINGS = 50
Sources = Annotated[list[Path] | None, typer.Argument(help="Files or folders with raw pages (default: raw/).")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
Workers = Annotated[int | None, typer.Option(help="Worker processes (default: one a core).", min=1)]


def _settings(db: Path | None) -> Settings:
    """The settings in force, with the database as given on the command line."""
    from pipelines.settings import read_settings

    settings = read_settings()
    return settings.model_copy(update={"db": db}) if db is not None else settings


def _options(settings: Settings, workers: int | None, **options: bool) -> Options:
    from pipelines.ingest import Options

    return Options(workers or settings.workers, limits=settings.thresholds(), **options)


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
    accept: Annotated[bool, typer.Option("--accept", help="Publish even if the audit finds something.")] = False,
    workers: Workers = None,
) -> None:
    """Read raw pages, parse, check, load, audit and publish them.

    Read are .txt, .md, .html, .htm and .xhtml, each also .gz or .zst; .zip, .tar and .tar.gz of these; .jsonl, .parquet and .warc.
    """
    from pipelines.ingest import PagesRejected
    from pipelines.ingest import ingest as run
    from pipelines.progress import progress_bar
    from pipelines.report import print_summary

    settings = _settings(db)
    options = _options(settings, workers, checksum=checksum, full=full, accept=accept, strict=strict)
    with progress_bar(quiet=as_json) as progress:
        try:
            summary = run(paths or [settings.raw], settings.db, settings.raw, options, progress)
        except PagesRejected as error:
            if as_json:
                sys.stdout.write(json.dumps(error.summary.as_json()) + "\n")
            raise
    print_summary(summary, settings.db, to_stderr=as_json)
    if as_json:
        sys.stdout.write(json.dumps(summary.as_json()) + "\n")


@app.command()
def diff(
    paths: Sources = None,
    db: Database = None,
    as_json: AsJson = False,
    full: Annotated[bool, typer.Option("--full", help="As if every page were parsed again.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything would change.")] = False,
    workers: Workers = None,
) -> None:
    """Show what an ingest would change, and change nothing. Exits with 1 if the gate would stay closed."""
    from pipelines.preview import preview
    from pipelines.progress import progress_bar
    from pipelines.report import print_preview

    settings = _settings(db)
    with progress_bar(quiet=as_json) as progress:
        found = preview(
            paths or [settings.raw], settings.db, settings.raw, _options(settings, workers, full=full), progress
        )
    if as_json:
        sys.stdout.write(json.dumps(found.as_json(), default=str, ensure_ascii=False) + "\n")
    else:
        print_preview(found)
    if found.alarms or (exit_code and found.tables):
        raise typer.Exit(1)


quarantine = typer.Typer(help="What was set aside and why; try it again.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(quarantine, name="quarantine")


@quarantine.command("list")
def quarantine_list(
    db: Database = None,
    rows: Annotated[bool, typer.Option("--rows", help="Every row, instead of a line a reason.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what was set aside, by reason."""
    from pipelines import display
    from warehouse.quarantine import list_quarantine

    found = list_quarantine(_settings(db).db, rows)
    if as_json:
        display.print_json(found.columns, found.rows)
    elif found.rows:
        display.print_table(found.columns, found.rows)
    else:
        sys.stdout.write("nothing is in quarantine\n")


@quarantine.command("replay")
def quarantine_replay(
    db: Database = None,
    reason: Annotated[str | None, typer.Option(help="Only what was set aside for a reason with these words.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Publish even if the audit finds something.")] = False,
    workers: Workers = None,
) -> None:
    """Try the pages again with today's parser and schemas; what passes is loaded and leaves the quarantine."""
    from pipelines.progress import progress_bar
    from pipelines.replay import replay
    from pipelines.report import print_summary

    settings = _settings(db)
    with progress_bar(quiet=False) as progress:
        summary, gone = replay(settings.db, settings.raw, _options(settings, workers, accept=accept), progress, reason)
    print_summary(summary, settings.db, to_stderr=False)
    if gone:
        fail(f"{gone} raw files are no longer there; what they gave stays in quarantine")


@app.command()
def settings() -> None:
    """Show every setting, its value and where it came from."""
    from pipelines.display import print_table
    from pipelines.settings import PREFIX, shown

    rows = [(f"{PREFIX}{row.name}".upper(), row.value, row.origin, row.description) for row in shown()]
    print_table(("setting", "value", "from", "meaning"), rows)


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="One page.")],
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write text and rows side by side as one HTML page.", metavar="OUT")
    ] = None,
) -> None:
    """Parse one page and show its sections, items, facts, findings and unclaimed text."""
    from parsers.page import PageRejected
    from pipelines.errors import SourceError
    from pipelines.inspection import inspection, show
    from pipelines.sources import PageRef, entries, load_page, open_sources, raw_files

    source = open_sources([file], _settings(None).raw)[0]
    found = list(islice((entry for each in raw_files(source) for entry in entries(each)), 2))
    entry = found[0] if found else None
    if entry is None or file.is_dir():
        raise SourceError(f"{file} is not one page; name a file such as raw/sample/G0991-guided-shoulder-injection.txt")
    try:
        if not isinstance(entry, PageRef) and entry.error is not None:
            raise PageRejected(entry.error)
        page = load_page(entry) if isinstance(entry, PageRef) else entry.page
        if len(found) > 1:
            fail(f"{file} holds several pages; this is the first, {page.uri}")
        if html is not None:
            _write_html(inspection(page), file, html)
        if as_json:
            sys.stdout.write(json.dumps(inspection(page), ensure_ascii=False, default=str, indent=1) + "\n")
        elif html is None:
            show(page)
    except PageRejected as error:
        fail(f"{file} is rejected: {error}")
        raise typer.Exit(1) from error


def _write_html(inspected: dict[str, Any], file: Path, out: Path) -> None:
    from pipelines.errors import SourceError
    from pipelines.inspection_page import render

    if out.exists() and out.samefile(file):
        raise SourceError(f"{out} is the page itself; name another file for --html")
    try:
        out.write_text(render(inspected), encoding="utf-8", newline="\n")
    except OSError as error:
        raise SourceError(f"{out} cannot be written: {error.strerror}; name a file in a folder that exists") from error
    sys.stderr.write(f"written: {out}\n")


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
    from pipelines.display import print_json, print_table
    from warehouse.query import read_status

    if drift:
        from pipelines.drift import as_result, read_drift

        inbox = as_result(read_drift(_settings(db).db, MOST_HEADINGS))
        (print_json if as_json else print_table)(inbox.columns, inbox.rows)
        return
    found = read_status(_settings(db).db, last)
    if as_json:
        parts = {
            name: [dict(zip(part.columns, row, strict=True)) for row in part.rows]
            for name, part in found._asdict().items()
        }
        sys.stdout.write(json.dumps(parts, default=str, ensure_ascii=False) + "\n")
        return
    for title, part in zip(("Last runs", "Tables", "Pages", "Findings"), found, strict=True):
        print_table(part.columns, part.rows, title)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SELECT.")],
    db: Database = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array of objects.")] = False,
) -> None:
    """Ask the published warehouse a read-only question."""
    from pipelines import display
    from warehouse.query import run_sql

    result = run_sql(_settings(db).db, query)
    show: Callable[..., None] = display.print_csv if as_csv else display.print_json if as_json else display.print_table
    show(result.columns, result.rows)


@app.command()
def dictionary() -> None:
    """Print the data dictionary."""
    from schemas.dictionary import markdown

    sys.stdout.write(markdown())


@app.command()
def verify(db: Database = None) -> None:
    """Check the warehouse's invariants."""
    from warehouse.verify import verify as run

    total, violations = run(_settings(db).db)
    for found in violations:
        sys.stdout.write(f"FAILED {found.check}: {found.rows} rows, the first {found.sample}\n")
    if violations:
        fail(f"{len(violations)} of {total} checks failed on {_settings(db).db}")
        raise typer.Exit(1)
    sys.stdout.write(f"{total} checks passed on {_settings(db).db}\n")


def fail(message: str) -> None:
    """Print one error on standard error."""
    sys.stderr.write(f"procwh: {message}\n")


def main() -> None:
    """Run the command; a known error is one line on standard error, and the exit code says which kind it is."""
    from pipelines.errors import SourceError
    from warehouse.errors import WarehouseError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except SourceError as error:
        fail(str(error))
        sys.exit(2)
    except WarehouseError as error:
        fail(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}; nothing was published")
        sys.exit(1)
    except KeyboardInterrupt:
        fail("interrupted; nothing was published")
        sys.exit(1)
