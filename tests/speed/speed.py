"""`make bench`: what the whole job costs, beside the bare parse of the same bytes by others, in one run; and memory by corpus size.

With `AGAINST=CHECKOUT` it compares the whole job with that of another checkout of this project instead, in turn over the same pages.
Costs are CPU seconds of the whole process and its workers (user and system), so that waiting and parallel work do not blur them.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.speed.corpus import make_corpus

SMALL, LARGE = 500, 4000
ROUNDS = 3
CHECKOUT = Path(__file__).resolve().parents[2]
_BARE = {
    "lxml, bare parse": "from lxml import etree\np=etree.HTMLParser(encoding='utf-8')\nuse=lambda b: etree.fromstring(b,p)",
    "BeautifulSoup with lxml, bare parse": "from bs4 import BeautifulSoup\nuse=lambda b: BeautifulSoup(b,'lxml')",
    "BeautifulSoup with html.parser, bare parse": "from bs4 import BeautifulSoup\nuse=lambda b: BeautifulSoup(b,'html.parser')",
}


def _cpu(command: list[str], checkout: Path = CHECKOUT) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory (MiB, the largest process) of a command and its children.

    It runs in the folder of a checkout, whose code it imports, with the libraries of this one.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=checkout)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, after.ru_maxrss / 1024


def _ingest(folder: Path, database: Path) -> list[str]:
    return [
        sys.executable,
        "-c",
        "from pipelines.command import main; main()",
        "ingest",
        str(folder),
        "--db",
        str(database),
    ]


def _bare(setup: str, folder: Path) -> list[str]:
    loop = f"import pathlib\n{setup}\nfor f in sorted(pathlib.Path({str(folder)!r}).iterdir()): use(f.read_bytes())"
    return [sys.executable, "-c", loop]


def compare(other: Path) -> None:
    """Measure the whole job of this checkout and of another one in turn, after a round that warms both, and print the best of each."""
    best: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for pages in (SMALL, LARGE):
            make_corpus(work / str(pages), pages)
        for turn in range(-1, ROUNDS):
            for label, checkout in (("other", other), ("this", CHECKOUT)):
                seconds = []
                for pages in (SMALL, LARGE) if turn >= 0 else (SMALL,):
                    database = work / f"{label}-{turn}-{pages}.duckdb"
                    seconds.append(_cpu(_ingest(work / str(pages), database), checkout)[0])
                if turn >= 0:
                    best[label] = list(map(min, zip(best.get(label, seconds), seconds, strict=True)))
    each = {label: (large - small) / (LARGE - SMALL) * 1000 for label, (small, large) in best.items()}
    sys.stdout.write("| whole job | CPU ms a page | ratio |\n|---|---|---|\n")
    for label, place in (("other", other), ("this", CHECKOUT)):
        sys.stdout.write(f"| {label}: {place} | {each[label]:.3f} | {each[label] / each['other']:.3f} |\n")


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--against", type=Path, metavar="CHECKOUT", help="compare the whole job with this checkout's")
    if other := options.parse_args().against:
        compare(other.resolve())
        return
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        small, large = work / "small", work / "large"
        make_corpus(small, SMALL)
        size = make_corpus(large, LARGE)
        start, _, _ = _cpu([sys.executable, "-c", "pass"])
        rows = [("python, start only", start, 0.0)]
        for label, setup in _BARE.items():
            pages = SMALL if "html.parser" in label else LARGE
            folder = small if "html.parser" in label else large
            cpu, _, _ = _cpu(_bare(setup, folder))
            rows.append((label, cpu, (cpu - start) / pages * 1000))
        cpu_small, _, memory_small = _cpu(_ingest(small, work / "small.duckdb"))
        cpu_large, wall, memory_large = _cpu(_ingest(large, work / "large.duckdb"))
        per_page = (cpu_large - cpu_small) / (LARGE - SMALL) * 1000
        again, again_wall, _ = _cpu(_ingest(large, work / "large.duckdb"))
    base = next(each for label, _, each in rows if label.startswith("BeautifulSoup with lxml"))
    sys.stdout.write(f"{LARGE} pages, {size / LARGE / 1000:.1f} KB each\n\n")
    sys.stdout.write("| what | CPU ms a page | ratio to BeautifulSoup with lxml |\n|---|---|---|\n")
    for label, _, each in rows[1:]:
        sys.stdout.write(f"| {label} | {each:.2f} | {each / base:.2f} |\n")
    sys.stdout.write(
        f"| procwh ingest: read, parse, check, load, publish | {per_page:.2f} | {per_page / base:.2f} |\n\n"
    )
    sys.stdout.write(
        f"fixed start-up {cpu_small - per_page * SMALL / 1000:.1f} s CPU; {LARGE} pages in {wall:.1f} s; a second, unchanged run in {again_wall:.1f} s ({again:.1f} s CPU)\n"
    )
    sys.stdout.write(
        f"peak memory of the largest process: {memory_small:.0f} MiB with {SMALL} pages, {memory_large:.0f} MiB with {LARGE}\n"
    )


if __name__ == "__main__":
    main()
