"""The examples in the docs: every one is run, and what it prints is compared with what the page shows.

Run are fenced blocks marked `console` (`$ command`, `> ` where it goes on, then its output) and `python` (its output in the next block, marked `text`),
from top to bottom, in a folder with a copy of `raw/sample` and a warehouse of it; a page whose first command is an ingest makes its own.
`python -m tests.docs.examples [PAGE ...]` writes what is printed today into the pages.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
DATABASE = Path("var") / "procedures.duckdb"
_FENCE = re.compile(r"^```(?P<kind>[\w-]+)(?P<flags>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)
_COMMAND = re.compile(r"^\$ (?P<command>.*(?:\n> .*)*)\n?(?P<output>(?:(?!\$ ).*\n?)*)", re.M)


class Example(NamedTuple):
    """One command or snippet: what it is, the output that the page shows, and where that stands in the page."""

    kind: str
    code: str
    shown: str
    start: int
    end: int


def examples(page: str) -> list[Example]:
    """Every example of a page, in its order."""
    found: list[Example] = []
    blocks = list(_FENCE.finditer(page))
    for number, block in enumerate(blocks):
        if block["kind"] == "console":
            for match in _COMMAND.finditer(block["body"]):
                at = block.start("body")
                code = match["command"].replace("\n> ", "\n")
                found.append(Example("console", code, match["output"], at + match.start("output"), at + match.end()))
        elif block["kind"] == "python" and number + 1 < len(blocks) and blocks[number + 1]["kind"] == "text":
            output = blocks[number + 1]
            found.append(Example("python", block["body"], output["body"], output.start("body"), output.end("body")))
    return found


def makes_its_own_warehouse(found: list[Example]) -> bool:
    """Whether a page starts without a warehouse, because its first command makes one."""
    return bool(found) and " ingest" in found[0].code


def run(example: Example, names: dict[str, Any]) -> str:
    """What an example prints, standard output and standard error together, in the current folder."""
    with _captured() as printed:
        if example.kind == "python":
            exec(compile(example.code, "example", "exec"), names)  # the page's own snippet
        elif (words := shlex.split(example.code))[0].endswith("procwh"):
            _procwh(words[1:])
        else:
            path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
            done = subprocess.run(
                ["bash", "-c", example.code],
                capture_output=True,
                text=True,
                timeout=60,
                env=os.environ | {"PATH": path},
            )
            sys.stdout.write(done.stdout + done.stderr)
    lines = [line.rstrip() for line in printed().replace("\r\n", "\n").replace(f"{Path.cwd()}/", "").splitlines()]
    return "\n".join(lines).strip("\n") + "\n" if any(lines) else ""


def _procwh(arguments: list[str]) -> None:
    from pipelines.command import main

    before = sys.argv
    sys.argv = ["procwh", *arguments]
    try:
        main()
    except SystemExit:
        pass
    finally:
        sys.argv = before


@contextlib.contextmanager
def _captured() -> Iterator[Any]:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield lambda: stream.buffer.getvalue().decode("utf-8")


def stable(text: str) -> str:
    """An output without what differs from run to run: keys of runs, moments, seconds, sizes, the number of checks and the width of columns."""
    text = re.sub(r"\b\d{8}T\d{12}-[0-9a-f]{4}\b", "RUN", text)
    text = re.sub(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z?", "MOMENT", text)
    text = re.sub(r"\b\d+\.\d+ s\b", "SECONDS", text)
    text = re.sub(r"^(.*RUN.*) \d+\.\d\b", r"\1 SECONDS", text, flags=re.M)
    text = re.sub(r"^(.*(?:duckdb|parquet)\S*) +\d+$", r"\1 BYTES", text, flags=re.M)
    text = re.sub(r"\b\d+ checks passed", "CHECKS passed", text)
    text = re.sub(r"─+", "─", re.sub(r"[ \t]+", " ", text))
    return "\n".join(line.strip() for line in text.strip().splitlines())


@contextlib.contextmanager
def folder_for(page: list[Example], warehouse: Path | None) -> Iterator[None]:
    """Work in a fresh folder with the sample pages, and with a warehouse of them unless the page makes its own."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="procwh-docs-") as name:
        folder = Path(name).resolve()
        shutil.copytree(ROOT / "raw" / "sample", folder / "raw" / "sample")
        os.chdir(folder)
        try:
            if not makes_its_own_warehouse(page):
                DATABASE.parent.mkdir()
                if warehouse is None:
                    with _captured():
                        _procwh(["ingest"])
                else:
                    shutil.copy(warehouse, DATABASE)
            yield
        finally:
            os.chdir(before)


def rewritten(page: str) -> str:
    """A page with what its examples print today; where that is the same in all that counts, as it was."""
    found = examples(page)
    pieces: list[tuple[Example, str]] = []
    with folder_for(found, None):
        names: dict[str, Any] = {"__name__": "example"}
        for example in found:
            printed = run(example, names)
            if stable(printed) != stable(example.shown):
                blank = "\n" if example.shown.endswith("\n\n") else ""
                pieces.append((example, printed + blank))
    for example, printed in reversed(pieces):
        page = page[: example.start] + printed + page[example.end :]
    return page


def main() -> None:
    """Write what the examples print into the pages named, or into all."""
    for path in [Path(name) for name in sys.argv[1:]] or PAGES:
        text = path.read_text(encoding="utf-8")
        if examples(text) and (new := rewritten(text)) != text:
            path.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
