"""The verbs that read and change nothing: `status`, `sql`, `dictionary`, `verify`, `settings`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
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
    from pipelines.display import print_json, print_table
    from warehouse.status import read_status

    if drift:
        from pipelines.drift import as_result, read_drift

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
def sql(
    query: Annotated[str, typer.Argument(help="One SELECT.")],
    db: Database = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array of objects.")] = False,
) -> None:
    """Ask the published warehouse a read-only question."""
    from pipelines import display
    from warehouse.query import run_sql

    result = run_sql(settings_with(db).db, query)
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

    total, violations = run(settings_with(db).db)
    for found in violations:
        sys.stdout.write(f"FAILED {found.check}: {found.rows} rows, the first {found.sample}\n")
    if violations:
        fail(f"{len(violations)} of {total} checks failed on {settings_with(db).db}")
        raise typer.Exit(1)
    sys.stdout.write(f"{total} checks passed on {settings_with(db).db}\n")


@app.command()
def settings() -> None:
    """Show every setting, its value and where it came from."""
    from pipelines.display import print_table
    from pipelines.settings import PREFIX, shown

    rows = [(f"{PREFIX}{row.name}".upper(), row.value, row.origin, row.description) for row in shown()]
    print_table(("setting", "value", "from", "meaning"), rows)
