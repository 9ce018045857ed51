"""The verb `sql`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.command.options import Database, app, settings_with


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SELECT.")],
    db: Database = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON array of objects.")] = False,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", help="Write the rows as a Parquet file.", metavar="OUT")
    ] = None,
) -> None:
    """Ask the published warehouse a read-only question."""
    from pipelines.errors import SourceError
    from pipelines.reporting import console as display
    from warehouse.errors import InvalidRequest
    from warehouse.read.query import ask

    given = {"--csv": as_csv, "--json": as_json, "--parquet": parquet is not None}
    if sum(given.values()) > 1:
        raise SourceError(f"{', '.join(name for name in given if given[name])} exclude each other; give one of them")
    database = settings_with(db).db
    try:
        if parquet is not None:
            _write(database, query, parquet)
            return
        with ask(database, query) as answer:
            if as_csv:
                display.print_csv(answer.columns, answer.rows)
            elif as_json:
                display.print_json(answer.columns, answer.rows)
            else:
                display.print_table(answer.columns, list(answer.rows))
    except InvalidRequest as error:
        raise SourceError(str(error)) from error


def _write(database: Path, query: str, out: Path) -> None:
    from pipelines.errors import SourceError
    from warehouse.read.query import write_parquet

    if out.exists() and database.exists() and out.samefile(database):
        raise SourceError(f"{out} is the warehouse itself; name another file for --parquet")
    try:
        if out.exists() and not out.is_file():
            raise IsADirectoryError(0, "it is a folder, or no file of its own")
        # Where OUT is a link, what it leads to is replaced, not the link.
        rows = write_parquet(database, query, out.resolve())
    except OSError as error:
        raise SourceError(f"{out} cannot be written: {error.strerror}; name a file in a folder that exists") from error
    sys.stdout.write(f"{rows} rows written to {out}\n")
