"""The ingest as plain functions: plan, stage, load, audit, publish. The command and the flow both call these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from pipelines.ingest.changes import Changes, find_changes
from pipelines.ingest.plan import DEFAULT_OPTIONS, IngestOptions, Plan, make_plan, now, with_new_run_id
from pipelines.ingest.pool import stage_batches
from pipelines.reporting.progress import SILENT, Progress
from pipelines.reporting.webhook import tell_drift, telling
from pipelines.values import Staged, Summary
from warehouse.connection import transaction
from warehouse.errors import Alarm, GateClosed, StorageError, WarehouseError
from warehouse.gate.audit import audit
from warehouse.gate.drift import new_headings
from warehouse.load import journal
from warehouse.load.load import effects_of, load, rejected_pages
from warehouse.load.publish import clear_copies, clear_staging, held, prepare, publish
from warehouse.schema.database import open_writer
from warehouse.values import Counts, Effects, Shard


class PagesRejected(WarehouseError):
    """Pages were rejected, which the options do not allow: nothing was published."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.figures, self.rejected = summary.as_json(), summary.rejections
        page, reason = summary.rejections[0]
        super().__init__(
            f"{summary.counts.rejected} pages were rejected, nothing was published (--strict): {page}: {reason}"
        )


@contextmanager
def writing(plan: Plan) -> Iterator[Plan]:
    """Hold the warehouse for a run, and see that it gets its row in `ops.runs` whatever happens.

    Gives the plan with an id from the moment the warehouse was free. Raises WarehouseError if another run holds it too long.
    """
    with held(plan.workplace, plan.options.wait):
        plan = with_new_run_id(plan)
        try:
            begin_stage(plan, "planning")
            yield plan
        except BaseException as error:
            status = "gate_closed" if isinstance(error, GateClosed) else "failed"
            if plan.journal.is_published:
                # The run is published: what goes wrong afterwards does not undo that.
                raise
            with suppress(OSError):
                clear_copies(plan.workplace)
                plan.journal.end(status, now(), _cause(error))
            if not isinstance(error, StorageError):
                _publish_journal(plan)
            plan.progress.end(status, error=_cause(error))
            raise


def begin_stage(plan: Plan, stage: str, counts: Counts | None = None) -> None:
    """Note in the journal, and for whoever watches, that the run begins a stage."""
    plan.journal.reach(stage, counts)
    plan.progress.stage(stage)


def _cause(error: BaseException) -> str:
    """What ended a run, with the page that it was at where that is known."""
    if not isinstance(error, Exception):
        return "interrupted"
    text = str(error) if isinstance(error, (WarehouseError, OSError)) else f"{type(error).__name__}: {error}"
    return "; ".join((text, *getattr(error, "__notes__", ())))


def _publish_journal(plan: Plan) -> None:
    """Publish the rows in `ops.runs` of runs that did not publish, and nothing else. If that fails the next run does it."""
    if not plan.workplace.published.exists():
        return
    try:
        with open_writer(prepare(plan.workplace)) as connection, transaction(connection):
            journal.insert_pending(connection, plan.workplace.journal)
        publish(plan.workplace)
        journal.forget(plan.workplace.journal)
    except (WarehouseError, OSError):
        with suppress(OSError):
            clear_copies(plan.workplace)


class LoadResult(NamedTuple):
    """A run's result, loaded but not yet published.

    `alarms`: what would close the gate; `rejections`: (page, reason) pairs; `effects`: what it changed and found;
    `new_headings`: unknown headings that are new, with their number of pages.
    """

    counts: Counts
    alarms: list[Alarm]
    rejections: tuple[tuple[str, str], ...]
    effects: Effects
    new_headings: list[tuple[str, int]]


def load_and_audit(plan: Plan, changes: Changes, staged: list[Staged]) -> LoadResult:
    """Load what was staged into a copy of the published file, and audit it. Raises WarehouseError where the loader does."""
    begin_stage(plan, "loading")
    target = prepare(plan.workplace)
    run = plan.run._replace(scopes=(*plan.run.scopes, *changes.scopes))
    shards = [*changes.shards, *(Shard(Path(batch.folder)) for batch in staged)]
    with open_writer(target) as connection:
        journal.insert_pending(connection, plan.workplace.journal, except_run=run.run_id)
        counts = load(connection, shards, run, now())
        begin_stage(plan, "auditing", counts)
        published = plan.workplace.last_good
        alarms = audit(connection, published, run, plan.options.limits)
        headings = new_headings(connection, published, plan.options.drift_pages)
        return LoadResult(counts, alarms, rejected_pages(connection, run), effects_of(connection, run), headings)


def load_and_publish(plan: Plan, changes: Changes, staged: list[Staged]) -> Summary:
    """Load, audit, and publish by one rename. Raises GateClosed for an alarm, PagesRejected for a rejected page, unless the options allow them."""
    counts, alarms, rejections, effects, headings = load_and_audit(plan, changes, staged)
    seconds = max(0.0, (now() - plan.run.started_at).total_seconds())
    if alarms and not plan.options.accept:
        closed = Summary(plan.run.run_id, "gate_closed", counts, seconds, rejections, effects)
        raise GateClosed(alarms, closed.as_json(), rejections)
    if plan.options.strict and counts.rejected:
        raise PagesRejected(Summary(plan.run.run_id, "failed", counts, seconds, rejections, effects))
    begin_stage(plan, "publishing", counts)
    publish(plan.workplace)
    plan.journal.is_published = True
    journal.forget(plan.workplace.journal)
    with suppress(OSError):
        clear_staging(plan.workplace)
    summary = Summary(plan.run.run_id, "published", counts, seconds, rejections, effects)
    plan.progress.end(**summary.as_json())
    tell_drift(plan.options.webhook, plan.workplace.published, headings)
    return summary


def ingest(
    paths: Sequence[Path],
    database: Path,
    raw_root: Path,
    options: IngestOptions = DEFAULT_OPTIONS,
    progress: Progress = SILENT,
    stage: Callable[[Plan, Changes], list[Staged]] = stage_batches,
) -> Summary:
    """The whole job: read, parse, check, load, audit, publish. Raises SourceError or WarehouseError; then nothing is published.

    `stage` is how the batches are staged: on worker processes of this one, or as a flow's tasks.
    """
    with (
        telling(options.webhook, database),
        writing(make_plan(paths, database, raw_root, options, progress=progress)) as plan,
    ):
        changes = find_changes(plan)
        begin_stage(plan, "staging")
        return load_and_publish(plan, changes, stage(plan, changes))
