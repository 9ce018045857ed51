"""The verb `prune`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from pipelines.command.options import AsJson, Database, app, settings_with


@app.command()
def prune(
    keep_days: Annotated[
        int | None, typer.Option("--keep-days", help="What is younger stays (default: PROCWH_KEEP_DAYS).", min=0)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be removed, and remove nothing.")] = False,
    as_json: AsJson = False,
    db: Database = None,
) -> None:
    """Remove superseded versions, rows of runs, and staged batches older than a number of days.

    What is current stays, whatever its age. Try it with --dry-run first: the history that is removed is gone for good.
    """
    from datetime import timedelta

    from pipelines.ingest.plan import now
    from warehouse.load.prune import find_old
    from warehouse.load.prune import prune as run
    from warehouse.load.publish import Workplace, held

    settings = settings_with(db)
    days = settings.keep_days if keep_days is None else keep_days
    workplace, before = Workplace(settings.db.absolute()), now() - timedelta(days=days)
    if dry_run:
        found = find_old(workplace, before)
    else:
        with held(workplace, settings.wait):
            found = run(workplace, before)
    if as_json:
        sys.stdout.write(
            json.dumps({**found._asdict(), "before": f"{before:%Y-%m-%dT%H:%M:%SZ}", "dry_run": dry_run}) + "\n"
        )
        return
    would = "would be removed" if dry_run else "removed"
    sys.stdout.write(
        f"{would}, older than {days} days ({before:%Y-%m-%d %H:%M} UTC): {found.versions} superseded versions with {found.rows} rows, "
        f"{found.runs} runs, {found.staged} folders of staged batches ({found.staged_bytes:,} bytes)\n"
    )
