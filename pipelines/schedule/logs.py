"""Prefect's log on standard error as JSON lines, for `procwh serve --log-json`."""

from __future__ import annotations

import logging
from typing import Any, TextIO

from pipelines.reporting.progress import write_json_line

# Makes Prefect, in this process and in those of the runs, log through the handler below.
JSON_CONSOLE = {"PREFECT_LOGGING_HANDLERS_CONSOLE_CLASS": "pipelines.schedule.logs.JsonConsole"}
_OF_RUNS = ("prefect.flow_runs", "prefect.task_runs")


class JsonConsole(logging.StreamHandler[TextIO]):
    """Warnings and errors, one JSON object a line.

    Of a run's own loggers only errors: the run itself writes its progress as JSON lines, rejected pages included.
    """

    def __init__(self, stream: TextIO | None = None, styles: object = None, level: int = logging.NOTSET) -> None:
        """`styles` is what Prefect's own handler takes: the colours of a terminal."""
        super().__init__(stream)
        self.setLevel(level)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, with the error's type and text where the record has one."""
        least = logging.ERROR if record.name.startswith(_OF_RUNS) else logging.WARNING
        if record.levelno < least:
            return
        fields: dict[str, Any] = {"logger": record.name}
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            fields["error"] = f"{type(error).__name__}: {error}"
        write_json_line(self.stream, record.levelname.lower(), record.getMessage(), **fields)
