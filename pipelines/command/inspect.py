"""The verb `inspect`."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.command.options import app, print_error, settings_with


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="One page.")],
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Line by line, what became of each and by which rule; with --json a list.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write text and rows side by side as one HTML page.", metavar="OUT")
    ] = None,
) -> None:
    """Parse one page and show its sections, items, facts, findings and unclaimed text."""
    from parsers.page import PageRejected
    from pipelines.errors import SourceError
    from pipelines.inspection.result import inspection, show
    from pipelines.inspection.why import reasons, show_reasons
    from pipelines.sources.files import open_sources, raw_files
    from pipelines.sources.pages import PageRef, load_page, page_inputs

    source = open_sources([file], settings_with(None).raw)[0]
    found = list(islice((entry for each in raw_files(source) for entry in page_inputs(each)), 2))
    entry = found[0] if found else None
    if entry is None or file.is_dir():
        raise SourceError(f"{file} is not one page; name a file such as raw/sample/G0991-guided-shoulder-injection.txt")
    try:
        if not isinstance(entry, PageRef) and entry.error is not None:
            raise PageRejected(entry.error)
        page = load_page(entry) if isinstance(entry, PageRef) else entry.page
        if len(found) > 1:
            print_error(f"{file} holds several pages; this is the first, {page.uri}")
        if html is not None:
            _write_html(inspection(page), file, html)
        if as_json:
            shown = reasons(page) if why else inspection(page)
            sys.stdout.write(json.dumps(shown, ensure_ascii=False, default=str, indent=1) + "\n")
        elif why or html is None:
            (show_reasons if why else show)(page)
    except PageRejected as error:
        print_error(f"{file} is rejected: {error}")
        raise typer.Exit(1) from error


def _write_html(inspected: dict[str, Any], file: Path, out: Path) -> None:
    from pipelines.errors import SourceError
    from pipelines.inspection.html import render

    if out.exists() and out.samefile(file):
        raise SourceError(f"{out} is the page itself; name another file for --html")
    try:
        out.write_text(render(inspected), encoding="utf-8", newline="\n")
    except OSError as error:
        raise SourceError(f"{out} cannot be written: {error.strerror}; name a file in a folder that exists") from error
    sys.stderr.write(f"written: {out}\n")
