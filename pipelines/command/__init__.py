"""The command `procwh`: one function a verb. Heavy libraries are imported by the verb that uses them."""

from __future__ import annotations

import io
import os
import signal
import sys

import typer

from pipelines.command import export, ingest, inspect, prune, quarantine, questions, serve, sql
from pipelines.command.options import app, fail, speak_no_more

__all__ = ["export", "ingest", "inspect", "main", "prune", "quarantine", "questions", "serve", "sql"]


# What Typer makes of an interrupt.
_INTERRUPTED = 130


def main() -> None:
    """Run the command; a known error is one line on standard error, and the exit code says which kind it is."""
    from pipelines.errors import SourceError
    from warehouse.errors import WarehouseError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _interrupt)
    try:
        code = app(prog_name="procwh", standalone_mode=False) or 0
        sys.stdout.flush()
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(code)
    except typer.TyperException as error:
        _misused(error)
    except SourceError as error:
        fail(str(error))
        sys.exit(2)
    except WarehouseError as error:
        fail(str(error))
        sys.exit(1)
    except BrokenPipeError:
        speak_no_more()
        sys.exit(0)
    except OSError as error:
        fail(
            f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}; `procwh status` tells what is published"
        )
        sys.exit(1)
    except (KeyboardInterrupt, typer.Abort):
        fail("interrupted; nothing was published")
        sys.exit(1)


def _interrupt(number: int, frame: object) -> None:
    """End in order on SIGTERM as on Ctrl-C, and the run gets its row. Whoever asks twice does not want to wait: any moment is safe to end at."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _end_at_once)
    raise KeyboardInterrupt


def _end_at_once(number: int, frame: object) -> None:
    os._exit(1)


def _misused(error: typer.TyperException) -> None:
    """Wrong use, in one line that says where the right one is described; of a verb alone, what it offers."""
    context = getattr(error, "ctx", None)
    message = str(getattr(error, "format_message", error.__str__)()).rstrip()
    if "\n" in message:
        sys.stderr.write(f"{message}\n")
    else:
        fail(f"{message.removesuffix('.')}; see `{context.command_path if context else 'procwh'} --help`")
    sys.exit(2)
