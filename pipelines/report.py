"""The summary of a run, as a person reads it."""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines.ingest import Summary

_SHOWN = 20


def print_summary(summary: Summary, database: Path, *, to_stderr: bool) -> None:
    """What was read, loaded and set aside; on standard error where standard output is for a program."""
    out = sys.stderr if to_stderr else sys.stdout
    counts = summary.counts
    for page, reason in summary.rejections[:_SHOWN]:
        sys.stderr.write(f"rejected {page}: {reason}\n")
    if len(summary.rejections) > _SHOWN:
        sys.stderr.write(f"... and {len(summary.rejections) - _SHOWN} more; see ops.quarantine\n")
    if counts.seen == 0:
        sys.stderr.write("procwh: no page was found; put .txt or .html files there, or name another folder\n")
    gone = f", {counts.gone} gone" if counts.gone else ""
    out.write(
        f"{counts.seen} pages seen: {counts.loaded} loaded, {counts.unchanged} unchanged, {counts.duplicate} duplicate, {counts.rejected} rejected{gone}\n"
        f"{counts.procedures} procedures published in {database} ({summary.seconds:.1f} s, run {summary.run_id})\n"
    )
