"""The verbs that read and change nothing: `status`, `dictionary`, `verify`, `settings`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from pipelines.command.options import Database, app, fail, settings_with

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


@app.command()
def dictionary() -> None:
    """Print the data dictionary."""
    from warehouse.schema.dictionary import markdown

    sys.stdout.write(markdown())


@app.command()
def verify(
    export_dir: Annotated[
        str | None, typer.Argument(help="An export to check against its manifest, instead of the warehouse.")
    ] = None,
    db: Database = None,
) -> None:
    """Check the warehouse's invariants, or an export against its manifest."""
    if export_dir is not None:
        _verify_export(export_dir)
        return
    from warehouse.checks.verify import verify as run

    total, violations = run(settings_with(db).db)
    for found in violations:
        sys.stdout.write(f"FAILED {found.check}: {found.rows} rows, the first {found.sample}\n")
    if violations:
        fail(f"{len(violations)} of {total} checks failed on {settings_with(db).db}")
        raise typer.Exit(1)
    sys.stdout.write(f"{total} checks passed on {settings_with(db).db}\n")


def _verify_export(address: str) -> None:
    from pipelines.errors import SourceError
    from pipelines.export.run import verify_export
    from warehouse.errors import InvalidRequest

    if not address:
        raise SourceError("the name of the export is empty; name a folder, or none to check the warehouse")
    try:
        files, wrong = verify_export(address)
    except InvalidRequest as error:
        raise SourceError(str(error)) from error
    for line in wrong:
        sys.stdout.write(f"FAILED {line}\n")
    if wrong:
        fail(f"{address} is not the export that its manifest describes; run the export again")
        raise typer.Exit(1)
    sys.stdout.write(f"{files} files are as their manifest says in {address}\n")


@app.command()
def settings() -> None:
    """Show every setting, its value and where it came from."""
    from pipelines.reporting.console import print_table
    from pipelines.settings import PREFIX, shown

    rows = [(f"{PREFIX}{row.name}".upper(), row.value, row.origin, row.description) for row in shown()]
    print_table(("setting", "value", "from", "meaning"), rows)
