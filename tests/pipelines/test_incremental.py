"""A run over what was there before: only what may have changed is opened, only what has changed is parsed, only what differs is loaded."""

from __future__ import annotations

import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pipelines.ingest.batch
import pipelines.ingest.plan
import pipelines.ingest.pool
import pipelines.ingest.run
import pipelines.sources.pages
from pipelines.ingest.plan import IngestOptions
from pipelines.values import Summary
from tests.support.house import House as CommonHouse
from tests.support.house import begin_with_copies, page
from warehouse.checks.verify import verify

# Notes every file below a folder that a run opens.
OPENED = """
import atexit, os, sys
under, opened = os.path.realpath(sys.argv.pop(1)) + os.sep, []
atexit.register(lambda: sys.stderr.write("OPENED " + " ".join(sorted(set(opened))) + "\\n"))

def note(event, arguments):
    if event == "open" and not isinstance(arguments[0], int):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path.startswith(under) and os.path.exists(path):
            opened.append(path.removeprefix(under))

sys.addaudithook(note)
from pipelines.command import main
main()
"""


class House(CommonHouse):
    """A house that notes what runs read there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.read: list[str] = []
        self.unpacked: list[str] = []
        self.parsed: list[str] = []

    def put_zip(self, name: str, members: dict[str, str]) -> Path:
        with zipfile.ZipFile(self.raw / name, "w") as archive:
            for member, body in members.items():
                archive.writestr(member, body)
        return self.raw / name

    def put_lines(self, name: str, *records: dict[str, str]) -> Path:
        return self.put(name, "".join(json.dumps(record) + "\n" for record in records))

    def ingest(self, *paths: Path, **options: Any) -> Summary:
        for noted in (self.read, self.unpacked, self.parsed):
            noted.clear()
        return super().ingest(*paths, **options)

    def work(self) -> tuple[list[str], list[str], list[str]]:
        """Of the last run: pages that were read, containers that were, and pages that were parsed."""
        return self.read, self.unpacked, self.parsed

    def risks(self) -> dict[str, str]:
        return dict(
            self.ask(
                "SELECT pages.source_uri, risks.text FROM risks JOIN procedures USING (procedure_id) JOIN pages USING (page_id)"
            )
        )

    def changes(self) -> list[tuple[Any, ...]]:
        return self.ask("SELECT source_uri, change FROM history.pages ORDER BY valid_from, source_uri")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_warehouse: Path) -> House:
    """A house that notes what is read, and whose first run begins with a copy of an empty warehouse, which is quicker."""
    house = House(tmp_path)
    load_page = pipelines.ingest.batch.load_page
    read_members, parse_page = pipelines.sources.pages.read_members, pipelines.ingest.batch.parse_page

    def noted(calls: list[str], name: Callable[[Any], str], function: Callable[..., Any]) -> Callable[..., Any]:
        def call(first: Any, *rest: Any) -> Any:
            calls.append(name(first))
            return function(first, *rest)

        return call

    begin_with_copies(monkeypatch, empty_warehouse)
    monkeypatch.setattr(pipelines.ingest.batch, "load_page", noted(house.read, lambda ref: ref.uri, load_page))
    monkeypatch.setattr(
        pipelines.sources.pages, "read_members", noted(house.unpacked, lambda path: path.name, read_members)
    )
    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", noted(house.parsed, lambda page: page.uri, parse_page))
    return house


def touch(path: Path) -> None:
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1_000_000_000))


def counts(summary: Summary) -> tuple[int, int, int, int, int]:
    """Seen, loaded, unchanged, duplicate, rejected."""
    return summary.counts[:5]


# --- files ------------------------------------------------------------------------------------------------------------


def test_unchanged_files_are_not_opened(run_command: Any, tmp_path: Path) -> None:
    """As the system tells it: neither pages nor sidecars nor containers."""
    house = House(tmp_path)
    house.put("a.txt", page(), code="J0001")
    house.put("in/b.txt", page("hip"))
    house.put("in/copy.txt", page("hip"))
    house.put("empty.txt", "")
    house.put_zip("c.zip", {"one.txt": page("arm"), "two.txt": page("leg")})
    house.put_lines("d.jsonl", {"url": "https://example.org/d", "text": page("toe")})
    opened = []
    for change in (None, None, "in/b.txt"):
        if change is not None:
            house.put(change, page("hip", "Fever"))
        done = run_command(house.raw, "ingest", house.raw, "--db", house.database, program=OPENED)
        assert done.returncode == 0, done.stderr
        opened.append(done.stderr.splitlines()[-1].split()[1:])
    assert opened[0] == ["a.txt", "a.txt.meta.json", "c.zip", "d.jsonl", "empty.txt", "in/b.txt", "in/copy.txt"]
    assert opened[1] == []
    # The copy is read again, since it has to take the place of the page that changed.
    assert opened[2] == ["in/b.txt", "in/copy.txt"]


def test_unchanged_pages_are_not_read(house: House) -> None:
    for name in "abc":
        house.put(f"{name}.txt", page(name))
    house.put("copy.txt", page("a"))
    house.put("empty.txt", "")
    assert counts(house.ingest()) == (5, 3, 0, 1, 1)
    assert sorted(house.read) == ["a.txt", "b.txt", "c.txt", "copy.txt", "empty.txt"]
    for _ in range(2):
        assert counts(house.ingest()) == (5, 0, 3, 1, 1)
        assert house.work() == ([], [], [])


def test_only_the_changed_page_is_read(house: House) -> None:
    for name in "abc":
        house.put(f"{name}.txt", page(name))
    house.ingest()
    house.put("b.txt", page("b", "Fever"))
    house.put("d.txt", page("d"))
    (house.raw / "c.txt").unlink()
    summary = house.ingest()
    assert (counts(summary), summary.counts.gone) == ((3, 2, 1, 0, 0), 1)
    assert house.work() == (["b.txt", "d.txt"], [], ["b.txt", "d.txt"])
    assert house.risks() == {"a.txt": "Bleeding", "b.txt": "Fever", "c.txt": "Bleeding", "d.txt": "Bleeding"}


def test_touched_page_is_read_and_not_parsed(house: House) -> None:
    path = house.put("a.txt", page())
    house.put("b.txt", page("hip"))
    house.ingest()
    touch(path)
    assert counts(house.ingest()) == (2, 0, 2, 0, 0)
    assert house.work() == (["a.txt"], [], [])
    assert house.changes() == [("a.txt", "new"), ("b.txt", "new")]


def test_touched_page_is_read_once(house: House) -> None:
    """A mirror that writes every file anew must not make all later runs read everything."""
    path = house.put("a.txt", page())
    house.ingest()
    touch(path)
    house.ingest()
    house.ingest()
    assert house.read == []


def test_touched_copy_is_still_a_duplicate(house: House) -> None:
    house.put("a.txt", page())
    copy = house.put("b.txt", page())
    house.ingest()
    touch(copy)
    assert counts(house.ingest()) == (2, 0, 1, 1, 0)
    assert house.read == ["b.txt"]
    house.ingest()
    assert house.work() == ([], [], [])


def test_page_put_back_with_its_old_time_is_no_change(house: House) -> None:
    path = house.put("a.txt", page())
    house.ingest()
    status = path.stat()
    house.put("a.txt", page(risk="Fever"))
    house.ingest()
    house.put("a.txt", page())
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)
    assert house.risks() == {"a.txt": "Bleeding"}


def test_older_file_in_the_place_of_a_page_is_a_change(house: House) -> None:
    """By its time alone it would be older than what was read."""
    path = house.put("a.txt", page())
    house.ingest()
    house.put("a.txt", page(risk="Bruising"))
    os.utime(path, ns=(0, 0))
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)


def test_checksum_reads_all_and_parses_what_changed(house: House) -> None:
    for name in "ab":
        house.put(f"{name}.txt", page(name))
    house.put_zip("c.zip", {"one.txt": page("arm")})
    house.ingest()
    status = (house.raw / "a.txt").stat()
    house.put("a.txt", page("a", "Bruising"))
    os.utime(house.raw / "a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    house.ingest()
    assert house.work() == ([], [], []), "size and time are as they were"
    assert counts(house.ingest(checksum=True)) == (3, 1, 2, 0, 0)
    assert house.work() == (["a.txt", "b.txt"], ["c.zip"], ["a.txt"])


def test_full_parses_all_and_loads_what_differs(house: House) -> None:
    for name in "ab":
        house.put(f"{name}.txt", page(name))
    house.put_zip("c.zip", {"one.txt": page("arm")})
    house.ingest()
    assert counts(house.ingest(full=True)) == (3, 0, 3, 0, 0)
    assert house.work() == (["a.txt", "b.txt"], ["c.zip"], ["a.txt", "b.txt", "c.zip!/one.txt"])
    assert {change for _, change in house.changes()} == {"new"}


def test_folders_and_raw_roots_are_walked_apart(house: House) -> None:
    house.put("one/a.txt", page("a"))
    house.put("two/b.txt", page("b"))
    house.ingest(house.raw / "one")
    assert counts(house.ingest()) == (2, 1, 1, 0, 0)
    assert house.read == ["two/b.txt"]
    assert counts(house.ingest(house.raw / "two" / "b.txt")) == (1, 0, 1, 0, 0)
    assert house.read == []


def test_page_that_moves_is_read_again_and_is_another(house: House) -> None:
    path = house.put("a.txt", page())
    house.put("b.txt", page("hip"))
    house.ingest()
    path.rename(house.raw / "moved.txt")
    summary = house.ingest()
    assert (counts(summary), summary.counts.gone) == ((2, 1, 1, 0, 0), 1)
    assert house.read == ["moved.txt"]
    assert house.statuses() == {"a.txt": "gone", "b.txt": "current", "moved.txt": "current"}


@pytest.mark.parametrize(("name", "other"), [("a.htm", "a.html"), ("a.txt", "a.txt.gz"), ("c.zip", "c.zip.txt")])
def test_run_over_one_file_says_nothing_of_one_whose_name_begins_alike(house: House, name: str, other: str) -> None:
    import gzip

    for each in (name, other):
        if each.endswith(".zip"):
            house.put_zip(each, {"one.txt": page("arm")})
        elif each.endswith(".gz"):
            (house.raw / each).write_bytes(gzip.compress(page(each).encode()))
        else:
            house.put(each, page(each))
    house.ingest()
    assert house.ingest(house.raw / name).counts.gone == 0
    assert set(house.statuses().values()) == {"current"}


# --- sidecars ---------------------------------------------------------------------------------------------------------


def test_changed_sidecar_is_noticed(house: House) -> None:
    house.put("a.txt", page(), code="J0001")
    house.put("b.txt", page("hip"))
    house.ingest()
    house.put("a.txt", page(), code="J0002")
    assert counts(house.ingest()) == (2, 1, 1, 0, 0)
    assert house.work() == (["a.txt"], [], ["a.txt"])
    assert house.ask("SELECT code FROM procedures WHERE source_uri = 'a.txt'") == [("J0002",)]


def test_sidecar_of_the_same_size_and_a_later_time_is_noticed_with_the_page_untouched(house: House) -> None:
    path = house.put("a.txt", page(), code="J0001")
    house.ingest()
    sidecar = Path(f"{path}.meta.json")
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("J0001", "J0003"), encoding="utf-8")
    touch(sidecar)
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)
    assert house.ask("SELECT code FROM procedures") == [("J0003",)]


def test_sidecar_that_comes_and_goes_is_noticed(house: House) -> None:
    path = house.put("a.txt", page())
    house.ingest()
    codes = []
    for code in ("J0001", None):
        if code is not None:
            Path(f"{path}.meta.json").write_text(json.dumps({"code": code}), encoding="utf-8")
        else:
            Path(f"{path}.meta.json").unlink()
        assert counts(house.ingest()) == (1, 1, 0, 0, 0)
        codes.append(house.ask("SELECT code FROM procedures")[0][0])
    assert codes == ["J0001", None]


def test_touched_sidecar_is_read_once(house: House) -> None:
    path = house.put("a.txt", page(), code="J0001")
    house.ingest()
    touch(Path(f"{path}.meta.json"))
    assert counts(house.ingest()) == (1, 0, 1, 0, 0)
    assert house.work() == (["a.txt"], [], [])
    house.ingest()
    assert house.read == []


def test_sidecar_with_another_address_settles(house: House) -> None:
    house.put("a.txt", page(), url="https://example.org/one")
    house.put("b.txt", page("hip"))
    house.ingest()
    house.put("a.txt", page(), url="https://example.org/another")
    assert house.ingest().counts.gone == 1
    assert house.statuses() == {
        "b.txt": "current",
        "https://example.org/another": "current",
        "https://example.org/one": "gone",
    }
    house.ingest()
    assert house.work() == ([], [], []), "what is gone is no reason to read a file again and again"


# --- containers -------------------------------------------------------------------------------------------------------


def test_members_of_an_unchanged_container_are_not_read(house: House) -> None:
    house.put("a.txt", page())
    house.put_zip("b.zip", {"one.txt": page("arm"), "two.txt": page("leg"), "empty.txt": ""})
    house.put_lines("c.jsonl", {"url": "https://example.org/c", "text": page("toe")})
    assert counts(house.ingest()) == (5, 4, 0, 0, 1)
    assert house.unpacked == ["b.zip", "c.jsonl"]
    house.put("a.txt", page(risk="Fever"))
    assert counts(house.ingest()) == (5, 1, 3, 0, 1)
    assert house.work() == (["a.txt"], [], ["a.txt"])


def test_changed_member_loads_that_page_alone(house: House) -> None:
    members = {f"{name}.txt": page(name) for name in "abcde"}
    house.put_zip("z.zip", members)
    house.ingest()
    house.put_zip("z.zip", members | {"c.txt": page("c", "Fever")})
    assert counts(house.ingest()) == (5, 1, 4, 0, 0)
    assert house.work() == ([], ["z.zip"], ["z.zip!/c.txt"])
    assert house.changes() == [(f"z.zip!/{name}.txt", "new") for name in "abcde"] + [("z.zip!/c.txt", "source")]
    house.ingest()
    assert house.work() == ([], [], []), "the members that did not change are known to lie in the new container"


def test_touched_container_is_read_once(house: House) -> None:
    path = house.put_zip("z.zip", {"a.txt": page("a"), "b.txt": page("b")})
    house.ingest()
    touch(path)
    assert counts(house.ingest()) == (2, 0, 2, 0, 0)
    assert house.work() == ([], ["z.zip"], [])
    house.ingest()
    assert house.unpacked == []


def test_member_that_is_taken_out_is_gone_and_the_container_settles(house: House) -> None:
    members = {f"{name}.txt": page(name) for name in "abc"}
    house.put_zip("z.zip", members)
    house.ingest()
    members.pop("b.txt")
    house.put_zip("z.zip", members)
    summary = house.ingest()
    assert (counts(summary), summary.counts.gone) == ((2, 0, 2, 0, 0), 1)
    house.ingest()
    assert house.work() == ([], [], []), "what is gone is no reason to read a container again and again"


def test_member_that_is_put_in_is_loaded_alone(house: House) -> None:
    house.put_zip("z.zip", {"a.txt": page("a")})
    house.ingest()
    house.put_zip("z.zip", {"a.txt": page("a"), "b.txt": page("b")})
    assert counts(house.ingest()) == (2, 1, 1, 0, 0)
    assert house.parsed == ["z.zip!/b.txt"]


def test_container_that_is_deleted_takes_its_pages_with_it(house: House) -> None:
    path = house.put_zip("z.zip", {"a.txt": page("a"), "b.txt": page("b")})
    house.put("c.txt", page("c"))
    house.ingest()
    path.unlink()
    assert house.ingest().counts.gone == 2
    assert house.statuses() == {"c.txt": "current", "z.zip!/a.txt": "gone", "z.zip!/b.txt": "gone"}


# --- one address in two places ----------------------------------------------------------------------------------------

ADDRESS = "https://example.org/knee"
PLACES: dict[str, Callable[[House], Any]] = {
    "the later fetched first": lambda house: [
        house.put("a.txt", page(risk="Late"), url=ADDRESS, fetched_at="2026-10-03T00:00:00Z"),
        house.put("b.txt", page(risk="Early"), url=ADDRESS, fetched_at="2026-10-01T00:00:00Z"),
    ],
    "the later fetched last": lambda house: [
        house.put("a.txt", page(risk="Early"), url=ADDRESS, fetched_at="2026-10-01T00:00:00Z"),
        house.put("b.txt", page(risk="Late"), url=ADDRESS, fetched_at="2026-10-03T00:00:00Z"),
    ],
    "without a time": lambda house: [
        house.put("a.txt", page(risk="Early"), url=ADDRESS),
        house.put("b.txt", page(risk="Late"), url=ADDRESS),
    ],
    "in two containers": lambda house: [
        house.put_lines("a.jsonl", {"url": ADDRESS, "text": page(risk="Early"), "fetched_at": "2026-10-01T00:00:00Z"}),
        house.put_lines("b.jsonl", {"url": ADDRESS, "text": page(risk="Late"), "fetched_at": "2026-10-03T00:00:00Z"}),
    ],
}


@pytest.mark.parametrize("places", PLACES)
def test_one_address_in_two_files_is_settled_once(house: House, places: str) -> None:
    PLACES[places](house)
    house.ingest()
    for options in ({}, {}, {"checksum": True}):
        assert counts(house.ingest(**options)) == (1, 0, 1, 0, 0)
        assert house.risks() == {ADDRESS: "Late"}
    assert house.changes() == [(ADDRESS, "new")]


def test_file_that_another_with_its_address_outdates_is_not_parsed_in_every_run(house: House) -> None:
    """A crawl a month in a folder of its own: all but the last would be parsed for nothing each time."""
    PLACES["the later fetched last"](house)
    house.ingest()
    house.ingest()
    assert house.parsed == []


def test_of_two_files_with_one_address_the_one_fetched_anew_takes_over(house: House) -> None:
    PLACES["the later fetched last"](house)
    house.ingest()
    house.put("a.txt", page(risk="Latest"), url=ADDRESS, fetched_at="2026-10-05T00:00:00Z")
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)
    for _ in range(2):
        assert house.risks() == {ADDRESS: "Latest"}
        assert counts(house.ingest()) == (1, 0, 1, 0, 0)


def test_of_two_files_with_one_address_the_other_takes_over_when_one_is_deleted(house: House) -> None:
    _, late = PLACES["the later fetched last"](house)
    house.put("c.txt", page("hip"))
    house.ingest()
    late.unlink()
    Path(f"{late}.meta.json").unlink()
    summary = house.ingest()
    assert (counts(summary), summary.counts.gone) == ((2, 1, 1, 0, 0), 0)
    assert house.risks()[ADDRESS] == "Early"
    assert counts(house.ingest()) == (2, 0, 2, 0, 0)


def test_one_address_in_two_batches_is_settled_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines.ingest.pool, "BATCH_PAGES", 1)
    path = house.put_lines(
        "a.jsonl", {"url": ADDRESS, "text": page(risk="Early")}, {"url": ADDRESS, "text": page(risk="Late")}
    )
    house.ingest()
    assert house.risks() == {ADDRESS: "Late"}
    touch(path)
    assert counts(house.ingest()) == (1, 0, 1, 0, 0)
    assert house.risks() == {ADDRESS: "Late"}
    assert house.changes() == [(ADDRESS, "new")]


def test_readable_page_is_not_told_as_rejected_for_another_file_with_its_address(house: House) -> None:
    house.put("a.txt", "", url=ADDRESS)
    house.put("b.txt", page(), url=ADDRESS)
    summary = house.ingest()
    assert counts(summary) == (1, 1, 0, 0, 0)
    assert summary.rejections == ()


# --- time -------------------------------------------------------------------------------------------------------------


def test_second_run_over_many_files_takes_a_fraction_of_the_time(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    house = House(tmp_path)
    for number in range(3000):
        house.put(f"{number % 30:02}/{number:04}.txt", page(f"joint {number}", f"Pain of kind {number}"))
    seconds = []
    for _ in range(2):
        began = time.monotonic()
        summary = pipelines.ingest.run.ingest([house.raw], house.database, house.raw, IngestOptions(workers=2))
        seconds.append(time.monotonic() - began)
    assert counts(summary) == (3000, 0, 3000, 0, 0)
    assert seconds[1] < seconds[0] / 5, seconds
    assert verify(house.database)[1] == []
    assert capfd.readouterr() == ("", ""), "worker processes say nothing"


# --- duplicates outside the run's paths -------------------------------------------------------------------------------


@pytest.mark.parametrize("becomes", ["changed", "deleted", "unreadable"])
def test_copy_elsewhere_takes_over_when_its_page_no_longer_holds_the_bytes(house: House, becomes: str) -> None:
    """A run over one folder changes what a page of another folder stands for: its text must not drop out."""
    first, copy = house.put("one/a.txt", page(risk="Fever")), house.put("two/a.txt", page(risk="Fever"))
    house.put("one/b.txt", page("hip"))
    house.ingest()
    assert house.statuses() == {"one/a.txt": "current", "one/b.txt": "current", "two/a.txt": "duplicate"}
    if becomes == "changed":
        first.write_text(page(risk="Chills"), encoding="utf-8")
    elif becomes == "deleted":
        first.unlink()
    else:
        first.write_bytes(b"\x00\x01" * 99)
    house.ingest(house.raw / "one")
    assert "Fever" in house.risks().values()
    assert verify(house.database)[1] == []
    if becomes == "changed":
        assert house.risks()["two/a.txt"] == "Fever"
        assert house.statuses()["two/a.txt"] == "current"
    copy.unlink()
    house.ingest(house.raw / "one")
    house.ingest()
    assert house.statuses()["two/a.txt"] == "gone"
    assert verify(house.database)[1] == []


def test_unchanged_page_does_not_make_a_run_look_at_its_copies_elsewhere(house: House) -> None:
    house.put("one/a.txt", page())
    house.put("two/a.txt", page())
    house.ingest()
    house.ingest(house.raw / "one")
    assert house.work() == ([], [], [])
