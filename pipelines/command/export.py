"""The verb `export`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from pipelines.command.options import AsJson, Database, app, settings_with
from warehouse.export.formats import FORMATS


@app.command()
def export(
    format: Annotated[str, typer.Option("--format", help="What to write.", metavar="|".join(FORMATS))],
    out: Annotated[
        str, typer.Option("--out", help="A folder, or an address such as s3://bucket/folder.", metavar="DIR")
    ],
    table: Annotated[
        list[str] | None,
        typer.Option("--table", help="A table, as often as you like (default: all of main).", metavar="T"),
    ] = None,
    more: Annotated[list[str] | None, typer.Argument(help="Further tables.", metavar="[T ...]")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            help="Only what changed after this run, or after the export in DIR (`last`), with a column `change`; `start`: all.",
            metavar="RUN",
        ),
    ] = None,
    columns: Annotated[
        str | None, typer.Option("--columns", help="Only these, and the keys; separated by commas.", metavar="A,B")
    ] = None,
    partition_by: Annotated[
        str | None,
        typer.Option("--partition-by", help="A folder for each `code_system` or `site`.", metavar="COLUMN"),
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", help="CSV: one character, or `tab` (default: a comma).")
    ] = None,
    null: Annotated[
        str | None, typer.Option("--null", help='CSV: what stands for null (default: nothing; an empty text is "").')
    ] = None,
    excel_safe: Annotated[
        bool, typer.Option("--excel-safe", help="CSV: for a spreadsheet; no text is taken for a formula.")
    ] = False,
    without_descriptors: Annotated[
        bool, typer.Option("--without-descriptors", help="Leave out the wording of billing codes (AMA, ADA).")
    ] = False,
    as_json: AsJson = False,
    db: Database = None,
) -> None:
    """Write tables as files, with a manifest and a data package; `procwh verify DIR` checks them."""
    from pipelines.export.run import ExportOptions
    from pipelines.export.run import export as run
    from warehouse.export.options import START

    for name, values in (
        ("--table", (*(table or ()), *(more or ()))),
        ("--columns", () if columns is None else (columns,)),
    ):
        _refuse_empty(name, values)
    options = ExportOptions(
        out,
        format,
        tables=_split(*(table or ()), *(more or ())),
        since=since,
        columns=_split(columns or ""),
        partition_by=partition_by,
        delimiter=delimiter,
        null=null,
        excel_safe=excel_safe,
        without_descriptors=without_descriptors,
    )
    summary = run(options, settings_with(db).db)
    if as_json:
        sys.stdout.write(json.dumps(summary.as_json(), ensure_ascii=False) + "\n")
        return
    manifest = summary.manifest
    what = "everything" if manifest.since in (None, START) else f"what changed after run {manifest.since}"
    sys.stdout.write(
        f"{len(manifest.files)} files with {summary.rows} rows ({summary.size} bytes) written to {out}: "
        f"{what}, as of run {manifest.run_id}\n"
    )


def _refuse_empty(name: str, values: tuple[str, ...]) -> None:
    """An option without a value, such as a shell variable that is not set, does not mean everything."""
    from pipelines.errors import SourceError

    if any(not _split(value) for value in values):
        raise SourceError(f"{name} is empty; name what to export, or leave {name} out")


def _split(*values: str) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())
