"""The job: what is loaded, replaced, set aside and kept, what readers see meanwhile, and what happens when it fails."""

from __future__ import annotations

import gzip
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

import pipelines.ingest.batch
import pipelines.ingest.plan
import pipelines.ingest.pool
import pipelines.ingest.run
import warehouse.load.load
from parsers.page import page_key
from pipelines.errors import SourceError
from pipelines.values import Summary
from schemas.model import columns_of
from schemas.rows import BenefitsRow, DurationsRow, IndicationsRow, ProceduresRow
from schemas.tables import CONTENT_TABLES, MAIN_TABLES
from tests.support.house import House as CommonHouse
from tests.support.house import ask_all, begin_with_copies, page, state
from warehouse.checks.verify import verify
from warehouse.errors import WarehouseError
from warehouse.load.publish import Workplace, held


class House(CommonHouse):
    """A house that tells what is published of its pages."""

    def risks(self) -> dict[str, list[str]]:
        return dict(
            self.ask(
                "SELECT source_uri, list(text ORDER BY position) FROM risks JOIN procedures USING (procedure_id) GROUP BY ALL"
            )
        )

    def content(self, but: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of the main tables, apart from when a run saw a page."""
        left_out = ("first_seen_at", "last_seen_at", *but)
        columns = {
            model.sql_name: [c.name for c in columns_of(model) if c.name not in left_out] for model in MAIN_TABLES
        }
        answers = ask_all(
            self.database, [f"SELECT {', '.join(names)} FROM {table} ORDER BY ALL" for table, names in columns.items()]
        )
        return dict(zip(columns, answers, strict=True))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_warehouse: Path) -> House:
    begin_with_copies(monkeypatch, empty_warehouse)
    return House(tmp_path)


def long_page(name: str = "Knee Scan") -> str:
    return f"{page(name)}\nName of the Procedure:\n\n{name}\n\nIndications\n\n  • Swelling\n  • Pain\n\nDuration\n\n10 minutes\n"


def counts(summary: Summary) -> tuple[int, int, int, int, int]:
    """Seen, loaded, unchanged, duplicate, rejected."""
    found = summary.counts
    assert found.seen == found.loaded + found.unchanged + found.duplicate + found.rejected
    return found.seen, found.loaded, found.unchanged, found.duplicate, found.rejected


# --- runs -------------------------------------------------------------------------------------------------------------


def test_first_run_loads_every_page(house: House) -> None:
    house.put("J0001-knee.txt", page())
    house.put("deep/er/J0002-hip.html", "<h1>Imaging of the hip</h1><h2>Risks</h2><ul><li>Bruising</li></ul>")
    house.put("J0003-arm.md", page("Arm Scan"))
    house.put("J0004-leg.txt.gz", gzip.compress(page("Leg Scan").encode()))
    house.put("notes.pdf", b"%PDF-1.4")
    house.put("deep/.hidden.txt", page("Hidden"))
    summary = house.ingest()
    assert counts(summary) == (4, 4, 0, 0, 0)
    assert summary.status == "published"
    assert house.statuses() == dict.fromkeys(
        ("J0001-knee.txt", "J0003-arm.md", "J0004-leg.txt.gz", "deep/er/J0002-hip.html"), "current"
    )
    assert house.ask("SELECT code FROM procedures ORDER BY code") == [("J0001",), ("J0002",), ("J0003",), ("J0004",)]
    assert house.one("SELECT procedure_id FROM procedures WHERE code = 'J0001'") == f"{page_key('J0001-knee.txt')}-1"


def test_second_run_loads_nothing_and_changes_no_row(house: House) -> None:
    house.put("J0001-knee.txt", long_page())
    house.put("J0002-hip.txt", long_page("Hip Scan"))
    house.put("J0002-copy.txt", long_page("Hip Scan"))
    house.put("empty.txt", b"")
    first = house.ingest()
    assert counts(first) == (4, 2, 0, 1, 1)
    before, findings = house.content(), house.ask("SELECT page_id, code, message FROM ops.findings ORDER BY ALL")
    second = house.ingest()
    assert counts(second) == (4, 0, 2, 1, 1)
    assert house.content() == before
    assert house.ask("SELECT page_id, code, message FROM ops.findings ORDER BY ALL") == findings
    assert house.one("SELECT count(*) FROM ops.quarantine") == 1
    house.is_sound()


def test_keys_of_runs_sort_by_time(house: House) -> None:
    """`procwh status` and `--since` go by it; a run of a few pages takes less than a second."""
    runs = [pipelines.ingest.plan.make_plan([house.raw], house.database, house.raw).run.run_id for _ in range(20)]
    assert runs == sorted(runs)
    assert len(set(runs)) == len(runs)


def test_each_run_is_recorded_with_its_counts_and_times(house: House) -> None:
    house.put("J0001-knee.txt", page())
    house.put("empty.txt", b"")
    runs = [house.ingest(), house.ingest()]
    columns = "run_id, status, pages_seen, pages_loaded, pages_unchanged, pages_duplicate, pages_rejected, procedures"
    recorded = house.ask(f"SELECT {columns} FROM ops.runs ORDER BY started_at")
    assert recorded == [(run.run_id, "published", *counts(run), 1) for run in runs]
    assert house.one("SELECT count(*) FROM ops.runs WHERE finished_at < started_at OR length(parser_version) < 8") == 0
    printed = runs[0].as_json()
    assert (printed["pages_seen"], printed["pages_rejected"], printed["run_id"]) == (2, 1, recorded[0][0])
    starts = tuple(row[0] for row in house.ask("SELECT started_at FROM ops.runs ORDER BY started_at"))
    assert house.ask("SELECT DISTINCT first_seen_at, last_seen_at FROM pages") == [starts]


def test_changed_page_is_replaced_and_the_others_stay(house: House) -> None:
    house.put("J0001-knee.txt", page())
    house.put("J0002-hip.txt", page("Hip Scan", "Bruising"))
    house.ingest()
    before = house.content()
    first_seen = house.one("SELECT first_seen_at FROM pages WHERE source_uri = 'J0001-knee.txt'")
    house.put("J0001-knee.txt", page(risk="Fever"))
    assert counts(house.ingest()) == (2, 1, 1, 0, 0)
    assert house.risks() == {"J0001-knee.txt": ["Fever"], "J0002-hip.txt": ["Bruising"]}
    after = house.content()
    assert [row[0] for row in after["procedures"]] == [row[0] for row in before["procedures"]]
    assert house.one("SELECT first_seen_at FROM pages WHERE source_uri = 'J0001-knee.txt'") == first_seen
    hip = f"{page_key('J0002-hip.txt')}-1"
    for model in CONTENT_TABLES:
        kept = [row for row in before[model.sql_name] if row[0] == hip]
        assert [row for row in after[model.sql_name] if row[0] == hip] == kept
    house.put("J0001-knee.txt", page())
    assert counts(house.ingest()) == (2, 1, 1, 0, 0)
    assert house.content() == before


def test_other_parser_reads_every_page_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("J0001-knee.txt", page())
    house.ingest()
    before = house.content()
    read: list[str] = []
    parse = pipelines.ingest.batch.parse_page
    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", lambda page: read.append(page.uri) or parse(page))
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "another parser")
    assert counts(house.ingest()) == (1, 0, 1, 0, 0), "the same rows are no new version"
    assert house.content() == before
    assert house.one("SELECT parser_version FROM ops.inputs") == "another parser"
    assert counts(house.ingest()) == (1, 0, 1, 0, 0)
    assert read == ["J0001-knee.txt"]


def test_reading_everything_again_changes_no_row(house: House) -> None:
    house.put("a.txt", page())
    house.put("b.txt", page())
    house.put("c.txt", b"")
    house.ingest()
    before = house.content()
    assert counts(house.ingest(checksum=True)) == (3, 0, 1, 1, 1)
    assert house.content() == before
    assert counts(house.ingest(full=True)) == (3, 0, 1, 1, 1)
    assert house.content() == before


def test_change_that_size_and_time_do_not_tell_is_seen_by_checksum(house: House) -> None:
    path = house.put("a.txt", page(risk="Bleeding"))
    house.ingest()
    status = path.stat()
    house.put("a.txt", page(risk="Bruising"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(house.ingest()) == (1, 0, 1, 0, 0)
    assert counts(house.ingest(checksum=True)) == (1, 1, 0, 0, 0)
    assert house.risks() == {"a.txt": ["Bruising"]}


# --- duplicates -------------------------------------------------------------------------------------------------------


def test_the_page_that_was_there_first_keeps_its_rows(house: House) -> None:
    house.put("b.txt", page())
    house.ingest()
    house.put("a.txt", page())
    assert counts(house.ingest()) == (2, 0, 1, 1, 0)
    assert house.statuses() == {"a.txt": "duplicate", "b.txt": "current"}


def test_same_bytes_are_loaded_once_and_the_other_is_named_and_promoted_when_the_first_is_deleted(house: House) -> None:
    first = house.put("a/J0001-knee.txt", page())
    house.put("b/J0002-knee.txt", page())
    assert counts(house.ingest()) == (2, 1, 0, 1, 0)
    assert house.statuses() == {"a/J0001-knee.txt": "current", "b/J0002-knee.txt": "duplicate"}
    holder, reason, text, characters = house.ask(
        "SELECT duplicate_of, reason, text, content_chars FROM pages WHERE status = 'duplicate'"
    )[0]
    assert holder == page_key("a/J0001-knee.txt")
    assert "a/J0001-knee.txt" in reason
    assert (text, characters) == (None, 0)
    assert house.ask("SELECT code FROM procedures") == [("J0001",)]
    house.is_sound()
    first.unlink()
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)
    assert house.statuses() == {"a/J0001-knee.txt": "gone", "b/J0002-knee.txt": "current"}
    assert house.risks()["b/J0002-knee.txt"] == ["Bleeding"]
    house.is_sound()


def test_duplicate_is_promoted_when_the_first_changes(house: House) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        house.put(name, page())
    assert counts(house.ingest()) == (3, 1, 0, 2, 0)
    duplicates = "SELECT source_uri, duplicate_of FROM pages WHERE status = 'duplicate' ORDER BY ALL"
    assert house.ask(duplicates) == [("b.txt", page_key("a.txt")), ("c.txt", page_key("a.txt"))]
    house.put("a.txt", page(risk="Fever"))
    assert counts(house.ingest()) == (3, 2, 0, 1, 0)
    assert house.ask(duplicates) == [("c.txt", page_key("b.txt"))]
    assert house.risks() == {"a.txt": ["Fever"], "b.txt": ["Bleeding"]}
    assert house.one("SELECT count(*) FROM pages WHERE (duplicate_of IS NULL) = (text IS NULL)") == 0
    house.is_sound()


def test_page_that_becomes_a_copy_gives_up_its_rows(house: House) -> None:
    house.put("a.txt", page())
    house.put("b.txt", page(risk="Fever"))
    house.ingest()
    house.put("b.txt", page())
    assert counts(house.ingest()) == (2, 0, 1, 1, 0)
    assert house.risks() == {"a.txt": ["Bleeding"]}


# --- gone -------------------------------------------------------------------------------------------------------------


def test_deleted_page_is_gone_and_its_rows_stay_until_it_comes_back(house: House) -> None:
    knee = house.put("a.txt", page())
    house.put("b.txt", page("Hip Scan"))
    house.ingest()
    before = house.content()
    knee.unlink()
    summary = house.ingest()
    assert counts(summary) == (1, 0, 1, 0, 0)
    assert summary.counts.gone == 1
    assert house.statuses() == {"a.txt": "gone", "b.txt": "current"}
    after = house.content()
    assert {**after, "pages": []} == {**before, "pages": []}
    assert house.one("SELECT text FROM pages WHERE status = 'gone'") == page()
    house.is_sound()
    house.put("a.txt", page())
    assert counts(house.ingest()) == (2, 1, 1, 0, 0)
    assert house.content() == before
    house.is_sound()


def test_run_over_one_folder_says_nothing_of_the_others(house: House) -> None:
    house.put("one/a.txt", page())
    house.put("one-more/b.txt", page("Hip Scan"))
    house.put("two/c.txt", page("Arm Scan"))
    house.ingest()
    (house.raw / "one-more" / "b.txt").unlink()
    (house.raw / "two" / "c.txt").unlink()
    house.ingest(house.raw / "one")
    assert set(house.statuses().values()) == {"current"}
    house.ingest()
    assert house.statuses() == {"one/a.txt": "current", "one-more/b.txt": "gone", "two/c.txt": "gone"}


def test_page_named_twice_is_seen_once(house: House) -> None:
    path = house.put("a.txt", page())
    assert counts(house.ingest(house.raw, path)) == (1, 1, 0, 0, 0)
    assert counts(house.ingest(path)) == (1, 0, 1, 0, 0)


def test_folder_outside_the_raw_root_names_pages_relative_to_itself(house: House, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    (other / "in").mkdir(parents=True)
    (other / "in" / "a.txt").write_text(page(), encoding="utf-8")
    house.ingest(other)
    assert house.statuses() == {"in/a.txt": "current"}


# --- pages that cannot be read ----------------------------------------------------------------------------------------


def test_unreadable_pages_are_rejected_and_the_rest_is_loaded(house: House) -> None:
    house.put("good.txt", page())
    house.put("empty.txt", b"")
    house.put("blank.txt", b" \r\n\t\n")
    house.put("binary.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    house.put("noise.html", bytes(range(256)) * 20)
    house.put("broken.txt.gz", b"\x1f\x8bnot gzip at all")
    house.put("nothing.html", "<html><head><title>T</title></head><body><script>x</script></body></html>")
    (house.raw / "dangling.txt").symlink_to(house.raw / "nowhere.txt")
    summary = house.ingest()
    assert counts(summary) == (8, 1, 0, 0, 7)
    assert {uri for uri, status in house.statuses().items() if status == "current"} == {"good.txt"}
    rejected = house.ask(
        "SELECT page_id, reason, text, content_chars FROM pages WHERE status = 'rejected' ORDER BY page_id"
    )
    assert all(reason and "\n" not in reason and text is None and size == 0 for _, reason, text, size in rejected)
    quarantined = house.ask("SELECT page_id, reason, table_name, run_id FROM ops.quarantine ORDER BY page_id")
    assert quarantined == [(page_id, reason, "pages", summary.run_id) for page_id, reason, _, _ in rejected]
    assert sorted(
        house.ask("SELECT page_id FROM ops.findings WHERE code = 'page_rejected' AND severity = 'error'")
    ) == [row[:1] for row in rejected]
    assert {uri for uri, _ in summary.rejections} == set(house.statuses()) - {"good.txt"}
    house.is_sound()


def test_rejected_page_is_tried_again_and_leaves_quarantine(house: House) -> None:
    house.put("a.txt", b"")
    assert counts(house.ingest()) == (1, 0, 0, 0, 1)
    house.put("a.txt", page())
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)
    assert house.ask("SELECT status, reason FROM pages") == [("current", None)]
    assert house.one("SELECT count(*) FROM ops.quarantine") == 0


def test_page_that_can_no_longer_be_read_keeps_its_rows(house: House) -> None:
    house.put("a.txt", page())
    house.ingest()
    house.put("a.txt", b"")
    assert counts(house.ingest()) == (1, 0, 0, 0, 1)
    assert house.statuses() == {"a.txt": "rejected"}
    assert house.risks() == {"a.txt": ["Bleeding"]}
    house.is_sound()
    house.put("a.txt", page())
    assert counts(house.ingest()) == (1, 0, 1, 0, 0), "its rows are there still"
    assert house.ask("SELECT status, reason FROM pages") == [("current", None)]
    assert house.one("SELECT count(*) FROM ops.quarantine") == 0
    house.is_sound()


NAMES = [
    "!/x.txt",
    "back\\slash.txt",
    'double"quote.txt',
    "per%20cent.txt",
    "quote'd.txt",
    "semi;colon.txt",
    "ümläut.txt",
    "with space.txt",
    "[x].txt",
    "*.txt",
]


def test_any_file_name(house: House) -> None:
    for number, name in enumerate(NAMES):
        house.put(name, page(risk=f"Risk {number}"))
    assert counts(house.ingest()) == (len(NAMES), len(NAMES), 0, 0, 0)
    assert house.statuses() == dict.fromkeys(NAMES, "current")
    assert counts(house.ingest()) == (len(NAMES), 0, len(NAMES), 0, 0)


def test_file_name_that_is_no_utf8_is_still_accounted_for(house: House) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(house.raw) + b"/J0585-caf\xe9.txt"))).write_text(page(), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    house.put("good.txt", page("Hip Scan"))
    seen, loaded, _, _, rejected = counts(house.ingest())
    assert seen == 2
    assert loaded + rejected == 2 and loaded >= 1
    assert len(house.statuses()) == 2
    house.is_sound()


@pytest.mark.parametrize(
    "addresses",
    [
        ["http://["],
        [
            "http://example.org:port/a",
            "not an address",
            "x" * 5000,
            "https://[::1]/x",
            "//",
            "a'b",
            "https://example.org/a b?c=d#e",
        ],
    ],
    ids=["no address", "odd"],
)
def test_page_with_a_broken_address_is_still_accounted_for(house: House, addresses: list[str]) -> None:
    for number, address in enumerate(addresses):
        house.put(f"J000{number}-knee.txt", page(risk=f"Risk {number}"), url=address)
    house.put("good.txt", page("Hip Scan"))
    seen, loaded, _, _, rejected = counts(house.ingest())
    assert seen == loaded + rejected == len(addresses) + 1
    assert len(house.statuses()) == seen and house.statuses()["good.txt"] == "current"
    house.is_sound()


def test_empty_folder_publishes_an_empty_warehouse(house: House) -> None:
    assert counts(house.ingest()) == (0, 0, 0, 0, 0)
    assert house.one("SELECT count(*) FROM pages") == 0
    assert house.one("SELECT count(*) FROM section_kinds") == 21


def test_missing_path_is_wrong_use(house: House) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        house.ingest(house.raw / "nowhere")
    assert not house.database.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["{raw}/nowhere"], 2),
        (["{raw}/a.pdf"], 2),
        (["{raw}", "{raw}/nowhere"], 2),
        (["{raw}", "--db", "{raw}/a.pdf/x.duckdb"], 1),
        (["{raw}", "--db", "{raw}/a.pdf"], 1),
        (["{raw}", "--db", "{raw}"], 1),
    ],
)
def test_mistakes_are_one_line_without_a_traceback(house: House, call: Any, arguments: list[str], code: int) -> None:
    house.put("a.txt", page())
    house.put("a.pdf", b"%PDF-1.4 and so on")
    filled = [argument.format(raw=house.raw) for argument in arguments]
    done = call("ingest", *filled, *([] if "--db" in filled else ["--db", house.database]))
    assert (done.code, done.out) == (code, ""), done
    assert done.err.startswith("procwh: ") and done.err.count("\n") == 1, done
    assert not house.database.exists()
    assert (house.raw / "a.pdf").read_bytes() == b"%PDF-1.4 and so on"


# --- metadata ---------------------------------------------------------------------------------------------------------


def test_sidecar_gives_identity_code_and_time(house: House) -> None:
    address = "https://genhealth.ai/code/hcpcs/J0001-knee"
    house.put(
        "any-name.txt", page(), url=address, code="J0002", code_system="HCPCS", fetched_at="2026-10-03T10:15:00+02:00"
    )
    house.put("other.txt", page("Hip Scan"), code="64493", site="hips.example", fetched_at="2026-10-03")
    house.ingest()
    assert house.ask("SELECT source_uri, page_id, fetched_at, site FROM pages ORDER BY source_uri") == [
        (address, page_key(address), datetime(2026, 10, 3, 8, 15), "genhealth.ai"),
        ("other.txt", page_key("other.txt"), datetime(2026, 10, 3), "hips.example"),
    ]
    assert house.ask("SELECT source_uri, code_system, code, code_origin FROM procedures ORDER BY source_uri") == [
        (address, "HCPCS", "J0002", "sidecar"),
        ("other.txt", "CPT", "64493", "sidecar"),
    ]
    assert house.ask("SELECT page_id FROM ops.findings WHERE code = 'code_conflict'") == [(page_key(address),)]
    house.put("other.txt", page("Hip Scan"), code="64494")
    assert counts(house.ingest()) == (2, 1, 1, 0, 0), "a changed sidecar is a changed page"
    assert house.one("SELECT code FROM procedures WHERE source_uri = 'other.txt'") == "64494"


def test_page_keeps_its_identity_when_its_file_moves(house: House) -> None:
    address = "https://example.org/knee"
    moved = house.put("a.txt", page(), url=address)
    house.put("b.txt", page("Hip Scan"))
    house.ingest()
    before = house.content(but=("code", "code_origin"))
    (house.raw / "new").mkdir()
    for name in ("a.txt", "a.txt.meta.json"):
        (house.raw / name).rename(house.raw / "new" / name)
    assert not moved.exists()
    house.ingest()
    assert house.content(but=("code", "code_origin")) == before
    assert set(house.statuses().values()) == {"current"}


def test_of_two_files_with_one_address_the_later_fetched_counts(house: House) -> None:
    address = "https://example.org/knee"
    house.put("a.txt", page(risk="Fever"), url=address, fetched_at="2026-10-03T00:00:00Z")
    house.put("b.txt", page(risk="Bleeding"), url=address, fetched_at="2026-10-01T00:00:00Z")
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)
    assert house.risks() == {address: ["Fever"]}


SIDECARS = [
    b"{not json",
    b"",
    b"[]",
    b"\xff\xfe\x00",
    b'{"fetched_at": "yesterday"}',
    b'{"code_system": "nonsense"}',
    b'{"url": 5}',
    b"null",
    b"[" * 100_000,
]


def test_broken_sidecar_is_remarked_and_the_page_is_loaded(house: House) -> None:
    for number, sidecar in enumerate(SIDECARS):
        path = house.put(f"J000{number}-knee.txt", page(risk=f"Risk {number}"))
        Path(f"{path}.meta.json").write_bytes(sidecar)
    assert counts(house.ingest()) == (len(SIDECARS), len(SIDECARS), 0, 0, 0)
    remarks = house.ask(
        "SELECT source_uri, severity, message FROM ops.findings JOIN pages USING (page_id) WHERE code = 'metadata_invalid' ORDER BY ALL"
    )
    names = [f"J000{number}-knee.txt" for number in range(len(SIDECARS))]
    assert [row[0] for row in remarks] == names
    assert all(severity == "warning" and message and "\n" not in message for _, severity, message in remarks)
    assert house.ask("SELECT source_uri, code, code_origin FROM procedures ORDER BY ALL") == [
        (name, name[:5], "uri") for name in names
    ]


# --- broken rows ------------------------------------------------------------------------------------------------------


def test_broken_row_is_quarantined_and_the_rest_of_the_page_is_loaded(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.put("a.txt", long_page())
    house.put("b.txt", long_page("Hip Scan"))
    house.ingest()
    before = house.content()
    parse = pipelines.ingest.batch.page_rows

    def broken(*arguments: Any) -> Any:
        rows = parse(*arguments)
        if rows[ProceduresRow][0].source_uri == "a.txt":
            first, *others = rows[IndicationsRow]
            rows[IndicationsRow] = [first._replace(kind="no such kind"), *others]
            rows[DurationsRow] = [row._replace(min_minutes="ten") for row in rows[DurationsRow]]
        return rows

    monkeypatch.setattr(pipelines.ingest.batch, "page_rows", broken)
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "broken")
    assert counts(house.ingest()) == (2, 1, 1, 0, 0)
    key = page_key("a.txt")
    quarantined = {
        row[0]: row[1:] for row in house.ask("SELECT table_name, page_id, reason, row_json FROM ops.quarantine")
    }
    assert set(quarantined) == {"indications", "durations"}
    assert all(row[0] == key for row in quarantined.values())
    assert "kind" in quarantined["indications"][1] and "no such kind" in quarantined["indications"][1]
    row = json.loads(quarantined["indications"][2])
    assert (row["procedure_id"], row["kind"], row["text"]) == (f"{key}-1", "no such kind", "Swelling")
    assert json.loads(quarantined["durations"][2])["min_minutes"] == "ten"
    findings = house.ask("SELECT page_id, severity FROM ops.findings WHERE code = 'row_quarantined'")
    assert findings == [(key, "error")] * 2
    after = house.content()
    lost = {table: [row for row in before[table] if row not in after[table]] for table in before}
    assert {table: len(rows) for table, rows in lost.items() if rows} == {"indications": 1, "durations": 1}
    assert lost["indications"][0][0] == f"{key}-1"


def test_quarantined_row_leaves_quarantine_once_it_is_mended(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page())
    parse = pipelines.ingest.batch.page_rows
    with monkeypatch.context() as patch:
        patch.setattr(
            pipelines.ingest.batch,
            "page_rows",
            lambda *arguments: {
                **parse(*arguments),
                BenefitsRow: [BenefitsRow(f"{page_key('a.txt')}-1", 0, "x", 0, 1)],
            },
        )
        patch.setattr(pipelines.ingest.plan, "parser_version", lambda: "broken")
        house.ingest()
        assert house.ask("SELECT table_name, run_id FROM ops.quarantine") == [
            ("benefits", house.one("SELECT run_id FROM ops.runs"))
        ]
    house.ingest()
    assert house.one("SELECT count(*) FROM ops.quarantine") == 0
    assert house.one("SELECT count(*) FROM ops.findings WHERE code = 'row_quarantined'") == 0


def test_bug_in_the_parser_is_loud_and_publishes_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page())
    house.ingest()
    before = state(house.database)

    def parse(*arguments: Any) -> Any:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", parse)
    monkeypatch.setattr(pipelines.ingest.plan, "parser_version", lambda: "broken")
    with pytest.raises(ZeroDivisionError):
        house.ingest()
    assert state(house.database) == before


# --- publishing -------------------------------------------------------------------------------------------------------


def fail(*arguments: Any) -> Any:
    raise RuntimeError("the disk is full")


FAILURES = [
    (pipelines.ingest.run, "load"),
    (pipelines.ingest.run, "publish"),
    (warehouse.load.load, "run_step"),
    (warehouse.load.load, "insert_record"),
]


def test_failing_run_publishes_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page())
    with monkeypatch.context() as patch:
        patch.setattr(warehouse.load.load, "insert_record", fail)
        with pytest.raises(RuntimeError):
            house.ingest()
    assert not house.database.exists()
    house.ingest()
    before = state(house.database)
    house.put("a.txt", page(risk="Fever"))
    house.put("b.txt", page("Hip Scan"))
    for module, name in FAILURES:
        with monkeypatch.context() as patch:
            patch.setattr(module, name, fail)
            with pytest.raises(RuntimeError):
                house.ingest()
        assert state(house.database) == before, name
    assert counts(house.ingest()) == (2, 2, 0, 0, 0)
    assert house.one("SELECT count(*) FROM ops.runs WHERE status = 'published'") == 2
    house.is_sound()


def test_reader_keeps_what_it_has_open_and_a_new_one_sees_the_new(house: House, run_command: Any) -> None:
    house.put("a.txt", page())
    house.ingest()
    question = "SELECT text FROM risks"
    with duckdb.connect(str(house.database), read_only=True) as reader:
        assert reader.execute(question).fetchall() == [("Bleeding",)]
        house.put("a.txt", page(risk="Fever"))
        assert run_command("ingest", house.raw, "--db", house.database).returncode == 0
        assert reader.execute(question).fetchall() == [("Bleeding",)]
        assert reader.execute("SELECT count(*) FROM section_items").fetchall()[0][0] > 0
        done = run_command("sql", question, "--db", house.database, "--csv")
        assert done.stdout == "text\r\nFever\r\n"
    assert house.ask(question) == [("Fever",)]


def test_second_writer_is_told_who_is_writing(house: House, run_command: Any) -> None:
    house.put("a.txt", page())
    with held(Workplace(house.database.absolute())):
        with pytest.raises(WarehouseError, match=f"process {os.getpid()}"):
            house.ingest()
        done = run_command("ingest", house.raw, "--db", house.database, "--json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("procwh: another ingest (process ") and done.stderr.count("\n") == 1
    assert not house.database.exists()
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)


def test_lock_of_a_dead_writer_does_not_stop_the_next(house: House) -> None:
    house.put("a.txt", page())
    workplace = Workplace(house.database.absolute())
    workplace.folder.mkdir(parents=True)
    workplace.lock_file.write_text("process 1", encoding="utf-8")
    workplace.next_file.write_bytes(b"half a database")
    assert counts(house.ingest()) == (1, 1, 0, 0, 0)


def test_published_file_stands_alone_and_can_be_opened_by_older_tools(house: House) -> None:
    house.put("a.txt", page())
    house.ingest()
    house.ingest()
    with duckdb.connect(str(house.database), read_only=True) as connection:
        tags = connection.execute(
            "SELECT tags FROM duckdb_databases() WHERE database_name = ?", [house.database.stem]
        ).fetchall()
    assert tags[0][0]["storage_version"].startswith("v1.5.0")
    left = [path for path in house.database.parent.rglob("*") if path.is_file()]
    assert {path.name for path in left} <= {house.database.name, "lock"}


def test_database_of_something_else_is_left_alone(house: House) -> None:
    house.put("a.txt", page())
    house.database.parent.mkdir(parents=True)
    with duckdb.connect(str(house.database)) as connection:
        connection.execute("CREATE TABLE mine (i INTEGER)")
    before = house.database.read_bytes()
    with pytest.raises(WarehouseError, match="not a procedure warehouse"):
        house.ingest()
    assert house.database.read_bytes() == before


# --- versions, interrupted runs, the gate -----------------------------------------------------------------------------


def test_history_keeps_every_version(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    path = house.put("a.txt", page())
    house.put("b.txt", page("Hip Scan"))
    house.ingest()
    house.put("a.txt", page(risk="Fever"))
    house.ingest()
    path.unlink()
    house.ingest()
    house.put("a.txt", page(risk="Chills"))
    house.ingest()
    versions = house.ask(
        """SELECT r.change, r.text, r.valid_to IS NULL FROM history.risks r
        JOIN history.procedures USING (version_id, procedure_id) WHERE source_uri = 'a.txt' ORDER BY r.valid_from"""
    )
    assert versions == [("new", "Bleeding", False), ("source", "Fever", False), ("reappeared", "Chills", True)]
    assert house.ask("SELECT change, count(*) FROM history.pages WHERE source_uri = 'b.txt' GROUP BY ALL") == [
        ("new", 1)
    ]
    assert house.one("SELECT count(*) FROM history.risks WHERE valid_to <= valid_from") == 0
    house.is_sound()


def test_interrupted_run_is_taken_up_where_it_stopped(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("a.txt", page())
    house.put("b.txt", page("Hip Scan"))
    with monkeypatch.context() as patch:
        patch.setattr(pipelines.ingest.run, "load", fail)
        with pytest.raises(RuntimeError):
            house.ingest()
    house.put("b.txt", page("Hip Scan", "Fever"))
    house.put("c.txt", page("Arm Scan"))
    read: list[str] = []
    parse = pipelines.ingest.batch.parse_page
    monkeypatch.setattr(pipelines.ingest.batch, "parse_page", lambda page: read.append(page.uri) or parse(page))
    assert counts(house.ingest()) == (3, 3, 0, 0, 0)
    assert read == ["b.txt", "c.txt"]
    assert house.risks() == {"a.txt": ["Bleeding"], "b.txt": ["Fever"], "c.txt": ["Bleeding"]}
    house.is_sound()


def test_gate_stays_closed_where_many_pages_are_lost(house: House, call: Any) -> None:
    for number in range(12):
        house.put(f"J{number:04}-knee.txt", page(risk=f"Risk {number}"))
    house.ingest()
    before = state(house.database)
    for number in range(8):
        (house.raw / f"J{number:04}-knee.txt").unlink()
    done = call("ingest", house.raw, "--db", house.database, "--json")
    assert (done.code, json.loads(done.out)["status"]) == (1, "gate_closed")
    assert "8 of 12 pages" in done.err and "--accept" in done.err and "Traceback" not in done.err
    assert state(house.database) == before
    assert call("ingest", house.raw, "--db", house.database, "--accept").code == 0
    assert house.ask("SELECT status, count(*) FROM pages GROUP BY ALL ORDER BY ALL") == [("current", 4), ("gone", 8)]
    house.is_sound()


# --- workers ----------------------------------------------------------------------------------------------------------


def test_same_tables_whatever_the_number_of_workers(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small batches on two processes, and all at once in this one."""
    found: list[dict[str, Any]] = []
    for workers in (1, 2):
        (tmp_path / str(workers)).mkdir()
        house = House(tmp_path / str(workers))
        for path in sorted((repository / "raw" / "sample").iterdir()):
            house.put(path.name, path.read_bytes())
        for number in range(12):
            house.put(f"J{number:04}-knee.txt", page(f"Scan {number % 10}"))
        house.put("empty.txt", b"")
        if workers == 2:
            monkeypatch.setattr(pipelines.ingest.pool, "BATCH_PAGES", 5)
        summary = house.ingest(workers=workers)
        found.append(
            {
                "counts": summary.counts,
                "rejections": summary.rejections,
                "findings": house.ask(
                    "SELECT page_id, code, severity, section, char_start, char_end, message FROM ops.findings ORDER BY ALL"
                ),
                "quarantine": house.ask(
                    "SELECT page_id, table_name, reason, row_json FROM ops.quarantine ORDER BY ALL"
                ),
                "inputs": house.ask("SELECT * EXCLUDE (stamp) FROM ops.inputs ORDER BY ALL"),
                **house.content(),
            }
        )
        house.is_sound()
    assert found[0]["counts"].duplicate == 2
    assert found[0].keys() == found[1].keys()
    for name in found[0]:
        assert found[0][name] == found[1][name], name


def test_sample_pages_are_sound(sample_warehouse: Path, repository: Path) -> None:
    checks, violations = verify(sample_warehouse)
    assert checks > 50 and violations == []
    pages = [path for path in (repository / "raw" / "sample").iterdir() if not path.name.endswith(".meta.json")]
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        assert connection.execute(
            "SELECT count(*), sum(unclaimed_chars) FROM pages WHERE status = 'current'"
        ).fetchall() == [(len(pages), 0)]
        assert connection.execute("SELECT count(*) FROM procedures WHERE code IS NULL").fetchall() == [(0,)]
        assert connection.execute("SELECT count(*) FROM ops.quarantine").fetchall() == [(0,)]
