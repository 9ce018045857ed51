"""The command `procwh`: one module a verb, under its name. Heavy libraries are imported by the verb that uses them."""

from __future__ import annotations

import io
import os
import signal
import sys

import typer

from pipelines.command import (
    dictionary,
    diff,
    export,
    ingest,
    inspect,
    prune,
    quarantine,
    serve,
    settings,
    sql,
    status,
    verify,
    version,
)
from pipelines.command.options import app, discard_output, print_error

__all__ = [
    "dictionary",
    "diff",
    "export",
    "ingest",
    "inspect",
    "main",
    "prune",
    "quarantine",
    "serve",
    "settings",
    "sql",
    "status",
    "verify",
    "version",
]

# The exit code that Typer gives an interrupt.
_INTERRUPTED = 130


def main() -> None:
    """Run the command and exit: 0 done, 1 failed, 2 wrong use. A known error is one line on standard error."""
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
        print_error(str(error))
        sys.exit(2)
    except WarehouseError as error:
        print_error(str(error))
        sys.exit(1)
    except BrokenPipeError:
        discard_output()
        sys.exit(0)
    except OSError as error:
        print_error(
            f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}; `procwh status` tells what is published"
        )
        sys.exit(1)
    except (KeyboardInterrupt, typer.Abort):
        print_error("interrupted; nothing was published")
        sys.exit(1)


def _interrupt(number: int, frame: object) -> None:
    """End in order on SIGTERM as on Ctrl-C, so that the run gets its row; on a second signal end at once, which is safe at any moment."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _end_at_once)
    raise KeyboardInterrupt


def _end_at_once(number: int, frame: object) -> None:
    os._exit(1)


def _misused(error: typer.TyperException) -> None:
    """Print wrong use in one line that names the help, and exit with 2; a help that is several lines is printed as it is."""
    context = getattr(error, "ctx", None)
    message = str(getattr(error, "format_message", error.__str__)()).rstrip()
    if "\n" in message:
        sys.stderr.write(f"{message}\n")
    else:
        print_error(f"{message.removesuffix('.')}; see `{context.command_path if context else 'procwh'} --help`")
    sys.exit(2)
