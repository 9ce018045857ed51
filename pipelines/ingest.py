"""The ingest as plain functions: plan, batches on worker processes, load, publish. The command and the flow both call these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from pipelines.batch import Staged
from pipelines.plan import DEFAULTS, Options, Plan, make_plan, now
from pipelines.stage import Progress, stage
from pipelines.work import Work, find_work
from warehouse import journal
from warehouse.audit import audit
from warehouse.database import open_writer, transaction
from warehouse.errors import Alarm, GateClosed, WarehouseError
from warehouse.load import load, rejected_pages
from warehouse.publish import clear_staging, held, prepare, publish
from warehouse.run import Counts, Shard


class Summary(NamedTuple):
    """What a run did. `rejections` are (page, reason) pairs."""

    run_id: str
    status: str
    counts: Counts
    seconds: float
    rejections: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, object]:
        """The object that `procwh ingest --json` prints."""
        counts = self.counts
        return {
            "run_id": self.run_id, "status": self.status, "pages_seen": counts.seen, "pages_loaded": counts.loaded,
            "pages_unchanged": counts.unchanged, "pages_duplicate": counts.duplicate, "pages_rejected": counts.rejected,
            "pages_gone": counts.gone, "procedures": counts.procedures, "seconds": round(self.seconds, 3),
        }  # fmt: skip


class PagesRejected(WarehouseError):
    """Pages were rejected, and the options do not allow that: nothing was published."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        page, reason = summary.rejections[0]
        super().__init__(
            f"{summary.counts.rejected} pages were rejected, nothing was published (--strict): {page}: {reason}"
        )


@contextmanager
def writing(plan: Plan, wait: float = 0) -> Iterator[None]:
    """Hold the warehouse for a run, and see to its row in `ops.runs` whatever becomes of it."""
    with held(plan.workplace, wait):
        plan.journal.reach("planning")
        try:
            yield
        except BaseException as error:
            status = "gate_closed" if isinstance(error, GateClosed) else "failed"
            with suppress(OSError):
                plan.journal.end(status, now(), _cause(error))
            _publish_journal(plan)
            raise


def _cause(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    return str(error) if isinstance(error, (WarehouseError, OSError)) else f"{type(error).__name__}: {error}"


def _publish_journal(plan: Plan) -> None:
    """Publish the rows of runs that did not publish, and nothing else. Where that cannot be done the next run does it."""
    if not plan.workplace.published.exists():
        return
    with suppress(WarehouseError, OSError):
        with open_writer(prepare(plan.workplace)) as connection, transaction(connection):
            journal.take_in(connection, plan.workplace.journal)
        publish(plan.workplace)
        journal.forget(plan.workplace.journal)


def apply(plan: Plan, work: Work, staged: list[Staged]) -> tuple[Counts, list[Alarm], tuple[tuple[str, str], ...]]:
    """Load what was staged into a copy of the published file, and audit it: figures, alarms, and rejected pages with reasons."""
    plan.journal.reach("loading")
    target = prepare(plan.workplace)
    run = plan.run._replace(scopes=(*plan.run.scopes, *work.scopes))
    shards = [*work.shards, *(Shard(Path(batch.folder)) for batch in staged)]
    with open_writer(target) as connection:
        journal.take_in(connection, plan.workplace.journal, but=run.run_id)
        counts = load(connection, shards, run, now())
        plan.journal.reach("auditing", counts)
        rejections = rejected_pages(connection, run)
        return counts, audit(connection, plan.workplace.last_good, run, plan.options.limits), rejections


def finish(plan: Plan, work: Work, staged: list[Staged]) -> Summary:
    """Load, audit and publish in one rename. Raises GateClosed if the audit finds something and the options do not accept it."""
    counts, alarms, rejections = apply(plan, work, staged)
    if alarms and not plan.options.accept:
        raise GateClosed(alarms)
    if plan.options.strict and counts.rejected:
        seconds = (now() - plan.run.started_at).total_seconds()
        raise PagesRejected(Summary(plan.run.run_id, "failed", counts, seconds, rejections))
    plan.journal.reach("publishing", counts)
    publish(plan.workplace)
    journal.forget(plan.workplace.journal)
    clear_staging(plan.workplace)
    seconds = max(0.0, (now() - plan.run.started_at).total_seconds())
    return Summary(plan.run.run_id, "published", counts, seconds, rejections)


def ingest(
    paths: Sequence[Path],
    database: Path,
    raw_root: Path,
    options: Options = DEFAULTS,
    progress: Progress = lambda staged: None,
    wait: float = 0,
) -> Summary:
    """The whole job: read, parse, check, load, audit, publish. Raises SourceError, WarehouseError; nothing is published then."""
    plan = make_plan(paths, database, raw_root, options)
    with writing(plan, wait):
        work = find_work(plan)
        plan.journal.reach("staging")
        return finish(plan, work, stage(plan, work, progress))
