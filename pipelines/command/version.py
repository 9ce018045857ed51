"""The option `--version`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipelines.command.options import app

_DISTRIBUTION = "procedure-warehouse"


def _print_version(is_asked: bool) -> None:
    """Print the versions of the program, of its tables and of its parser, and end."""
    if not is_asked:
        return
    from importlib.metadata import PackageNotFoundError, version

    from parsers.version import parser_version
    from warehouse.schema.ddl import SCHEMA_VERSION

    try:
        program = version(_DISTRIBUTION)
    except PackageNotFoundError:
        program = "of a checkout that is not installed"
    sys.stdout.write(f"procwh {program} (schema {SCHEMA_VERSION}, parser {parser_version()})\n")
    raise typer.Exit


@app.callback()
def global_options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Print the versions of program, schema and parser.",
        ),
    ] = False,
) -> None:
    """The options of the command itself."""
