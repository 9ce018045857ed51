"""Results on standard output: tables for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import json
import math
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

# Columns of a console whose output is piped: wide enough that nothing wraps.
WIDE = 10_000


class _Console(Console):
    """A console whose reader may close the pipe (`| head`), which is no failure."""

    def on_broken_pipe(self) -> None:
        """Send the rest nowhere, and exit with 0."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0)


def console(*, error: bool = False) -> Console:
    """A console on standard output or error that wraps on a terminal, and never when piped."""
    stream = sys.stderr if error else sys.stdout
    return _Console(
        file=stream, width=None if stream.isatty() else WIDE, highlight=False, soft_wrap=not stream.isatty()
    )


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str | None = None) -> None:
    """A result as a table: aligned and ruled on a terminal, the same without colour when piped."""
    out = console()
    table = RichTable(
        title=title, title_justify="left", header_style="bold", box=_box(), pad_edge=False, show_edge=False
    )
    for index, column in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[index], (int, float)) or row[index] is None for row in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    out.print(table)


def _box() -> Any:
    from rich import box

    return box.SIMPLE_HEAD


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A result as CSV (RFC 4180, UTF-8), row by row."""
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)


def print_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A result as a JSON array of objects, one a line."""
    mark = "["
    for row in rows:
        found = {column: plain(value) for column, value in zip(columns, row, strict=True)}
        sys.stdout.write(f"{mark}\n {json.dumps(found, ensure_ascii=False)}")
        mark = ","
    sys.stdout.write("[]\n" if mark == "[" else "\n]\n")


def plain(value: Any) -> Any:
    """A value that JSON can hold: NaN and infinities become None, moments ISO 8601, bytes hexadecimal."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return float(value) if int(value.as_tuple().exponent) < 0 else int(value)
        case datetime() | date() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case list() | tuple():
            return [plain(each) for each in value]
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case _:
            return str(value)


def _cell(value: Any) -> Any:
    """A value as CSV shows it: as in JSON, but a null is empty and a number has all its digits."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() | Decimal():
            return value
        case list() | tuple() | dict():
            return json.dumps(plain(value), ensure_ascii=False)
        case _:
            return plain(value)
