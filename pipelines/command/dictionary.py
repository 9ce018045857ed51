"""The verb `dictionary`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipelines.command.options import app


@app.command()
def dictionary(
    table: Annotated[
        str | None, typer.Argument(help="One table, view or macro, such as risks or ops.runs (default: all).")
    ] = None,
) -> None:
    """Print the data dictionary, or what it says of one table, view or macro."""
    from pipelines.errors import SourceError
    from warehouse.errors import InvalidRequest
    from warehouse.schema.dictionary import entry, markdown

    if table is None:
        sys.stdout.write(markdown())
        return
    try:
        sys.stdout.write(entry(table))
    except InvalidRequest as error:
        raise SourceError(str(error)) from error
