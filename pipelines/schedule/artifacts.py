"""What Prefect's UI shows of a run (progress, artifacts), and what happens when Prefect itself fails. No call here ever fails a run."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import httpx
from prefect import Flow
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.runtime import deployment, flow_run
from prefect.settings import get_current_settings
from prefect.states import Cancelled

from pipelines.export.run import ExportSummary
from pipelines.reporting.progress import Counting
from pipelines.reporting.summary import markdown_of
from pipelines.schedule.server import unreachable
from pipelines.values import Staged, Summary
from warehouse.errors import GateClosed, WarehouseError

# Seconds between two updates of the progress in the UI.
_BETWEEN_UPDATES = 2.0
# Seconds without a call to Prefect's API after it could not be reached: each attempt would take about a minute.
_AWAY = 120.0
_logger = logging.getLogger("procwh")
Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")

# When Prefect's API was last found to be away (`time.monotonic`).
_away = {"since": -math.inf}


def unless_away(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """The value of a call to Prefect's API; None, and a line in the log, if it fails: that is no reason to fail a run."""
    if time.monotonic() - _away["since"] < _AWAY:
        return None
    try:
        return function(*arguments, **named)
    except Exception as error:
        if isinstance(error, httpx.TransportError):
            _away["since"] = time.monotonic()
        _logger.warning(
            "Prefect did not take %s (%s: %s); the run goes on", function.__name__, type(error).__name__, error
        )
        return None


class FlowProgress(Counting):
    """Reports the progress of a run to Prefect: its log, and a progress artifact."""

    def __init__(self, _logger: Any) -> None:
        super().__init__()
        self._logger, self._artifact, self._updated = _logger, None, 0.0

    _artifact: UUID | None

    def begin(self, run_id: str, files: int, pages: int | None) -> None:
        """Make the artifact, where the number of pages is known."""
        super().begin(run_id, files, pages)
        self._logger.info("run %s: %d files to read", run_id, files)
        if pages:
            self._artifact = unless_away(create_progress_artifact, 0.0, key="ingest-progress", description=self.far())

    def batch(self, staged: Staged) -> None:
        """Count its pages, and update the artifact if it is time."""
        super().batch(staged)
        is_time = time.monotonic() - self._updated > _BETWEEN_UPDATES or self.done == self.total
        if self._artifact and self.total and is_time:
            self._updated = time.monotonic()
            share = min(100.0, 100.0 * self.done / self.total)
            unless_away(update_progress_artifact, self._artifact, share, description=self.far())

    def stage(self, name: str) -> None:
        """Log it."""
        self._logger.info("%s", name)

    def end(self, status: object, **figures: object) -> None:
        """Log it."""
        self._logger.info("%s: %s", status, figures.get("error") or figures)


def show(summary: Summary) -> None:
    """The run's figures as a table artifact, its findings and what changed as a markdown artifact."""
    figures = [{"figure": name, "value": value} for name, value in summary.as_json().items()]
    unless_away(create_table_artifact, figures, key="ingest-run", description=f"Figures of run {summary.run_id}")
    unless_away(
        create_markdown_artifact,
        markdown_of(summary),
        key="ingest-findings",
        description="What changed, and what was found",
    )


def show_closed(closed: GateClosed) -> None:
    """What closed the gate, as a markdown artifact."""
    lines = "\n".join(f"- **{alarm.check}**: {alarm.figures}" for alarm in closed.alarms)
    text = f"The gate is closed, nothing was published.\n\n{lines}\n"
    unless_away(create_markdown_artifact, text, key="ingest-findings", description="What closed the gate")


def show_export(out: str, summary: ExportSummary) -> None:
    """The files of an export as a table artifact."""
    rows = [{"table": file.table, "rows": file.rows, "bytes": file.bytes} for file in summary.manifest.files]
    unless_away(create_table_artifact, rows, key="export-files", description=f"Files of the export in {out}")


def catch_up_once() -> None:
    """Cancel the other runs of this deployment that came due while the machine slept or no worker ran: this run does their work."""
    if not deployment.id:
        return

    def call_off() -> None:
        own = str(flow_run.id)
        due = FlowRunFilter.model_validate(
            {
                "deployment_id": {"any_": [deployment.id]},
                "state": {"type": {"any_": ["SCHEDULED"]}},
                "expected_start_time": {"before_": datetime.now(UTC).isoformat()},
            }
        )
        with get_client(sync_client=True) as client:
            for late in client.read_flow_runs(flow_run_filter=due):
                if str(late.id) != own and late.auto_scheduled:
                    client.set_flow_run_state(late.id, Cancelled(message=f"run {own} caught up for it"), force=True)

    unless_away(call_off)


class ExplainedFlow(Flow[Parameters, Returned]):
    """A flow that says what to start where Prefect's API is not there, instead of pages of HTTP errors."""

    def __call__(self, *arguments: Parameters.args, **named: Parameters.kwargs) -> Returned:  # type: ignore[override]
        """Run it. Raises WarehouseError if Prefect's API cannot be reached, or goes away."""
        try:
            return super().__call__(*arguments, **named)
        except httpx.TransportError as error:
            url = get_current_settings().api.url
            raise WarehouseError(
                f"Prefect at {url} went away in mid-run ({error}); what the run has done stands, see `procwh status`; "
                "start Prefect again with `prefect server start`"
            ) from None
        except RuntimeError as error:
            if not str(error).startswith("Failed to reach API"):
                raise
            raise WarehouseError(unreachable(str(get_current_settings().api.url))) from None


def explained(flow: Flow[Parameters, Returned]) -> Flow[Parameters, Returned]:
    """Make a flow an `ExplainedFlow`."""
    flow.__class__ = ExplainedFlow
    return flow
