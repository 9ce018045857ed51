"""The verb `verify`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipelines.command.options import Database, app, print_error, settings_with


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
        print_error(f"{len(violations)} of {total} checks failed on {settings_with(db).db}")
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
        print_error(f"{address} is not the export that its manifest describes; run the export again")
        raise typer.Exit(1)
    sys.stdout.write(f"{files} files are as their manifest says in {address}\n")
