"""The summary of a run, as a person reads it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.values import Preview, Summary

# Rejected pages that are named, sample rows a table, and characters of a value.
_SHOWN = 20
_SAMPLES = 3
_WIDE = 60


def print_summary(summary: Summary, database: Path, *, to_stderr: bool) -> None:
    """What was read, loaded and set aside; on standard error where standard output is for a program."""
    out = sys.stderr if to_stderr else sys.stdout
    counts = summary.counts
    print_rejections(summary.rejections)
    if counts.seen == 0:
        sys.stderr.write("procwh: no page was found; put .txt or .html files there, or name another folder\n")
    gone = f", {counts.gone} gone" if counts.gone else ""
    out.write(
        f"{counts.seen} pages seen: {counts.loaded} loaded, {counts.unchanged} unchanged, {counts.duplicate} duplicate, {counts.rejected} rejected{gone}\n"
        f"{counts.procedures} procedures published in {database} ({summary.seconds:.1f} s, run {summary.run_id})\n"
    )


def print_rejections(rejections: Sequence[tuple[str, str]]) -> None:
    """Which pages were rejected, and why, on standard error; given as (page, reason)."""
    for page, reason in rejections[:_SHOWN]:
        sys.stderr.write(f"rejected {page}: {reason}\n")
    if len(rejections) > _SHOWN:
        sys.stderr.write(f"... and {len(rejections) - _SHOWN} more; `procwh ingest --json` names all\n")


def print_preview(found: Preview) -> None:
    """What an ingest would change: figures, a line a table, samples, new headings, and what would close the gate."""
    from pipelines.reporting.console import print_table

    counts = found.counts
    print_rejections(found.rejections)
    sys.stdout.write(
        f"{counts.seen} pages: {counts.loaded} would be loaded, {counts.unchanged} are unchanged, "
        f"{counts.duplicate} duplicate, {counts.rejected} rejected, {counts.gone} gone\n"
    )
    if not found.tables:
        sys.stdout.write("no row would change\n")
        return
    rows = [(diff.table, diff.added, diff.removed, diff.changed) for diff in found.tables]
    print_table(("table", "added", "removed", "changed"), rows)
    for diff in found.tables:
        for sign, row in diff.samples[:_SAMPLES]:
            values = ", ".join(f"{name}={_short(value)}" for name, value in row.items() if value is not None)
            sys.stdout.write(f"{sign} {diff.table}: {values}\n")
    for heading, pages in found.new_headings:
        sys.stdout.write(f"a new heading that nobody knows: {heading} ({pages} pages)\n")
    for alarm in found.alarms:
        sys.stdout.write(f"the gate would stay closed: {alarm.check}: {alarm.figures}\n")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "\u2026"


def markdown_of(summary: Summary) -> str:
    """What a run changed and found, as Markdown."""
    effects, counts = summary.effects, summary.counts
    lines = [f"## Run {summary.run_id}", "", "| versions | pages |", "|---|---|"]
    lines += [f"| {change} | {pages} |" for change, pages in (*effects.changes, ("gone", counts.gone))]
    if effects.examples:
        lines += ["", "For example:", ""]
        lines += [f"- {change}: `{page}`" for change, page in effects.examples]
    if summary.rejections:
        lines += ["", "## Rejected", ""]
        lines += [f"- `{page}`: {reason}" for page, reason in summary.rejections[:_SHOWN]]
    lines += ["", "## Findings", "", "| severity | finding | times |", "|---|---|---|"]
    lines += [f"| {severity} | {code} | {times} |" for severity, code, times in effects.findings]
    return "\n".join(lines) + "\n"
