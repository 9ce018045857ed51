"""The webhook: what it is told and when, on a receiver of this machine; and that no receiver ever costs a run."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pipelines.ingest.run
import pipelines.reporting.webhook
from pipelines.reporting.webhook import notify
from tests.support.prefect_parts import Receiver, page, receiving, write_pages


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def ingest(call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> Callable[..., Any]:
    """`procwh ingest raw` with the receiver as its webhook."""
    monkeypatch.setenv("PROCWH_WEBHOOK", receiver.url)
    write_pages(tmp_path / "raw", 20)
    return lambda *options: call("ingest", "raw", "--db", "w.duckdb", "--workers", 1, *options)


def break_pages(folder: Path, count: int = 12) -> None:
    for number in range(count):
        (folder / f"p{number:02}.txt").write_bytes(b"\x00\x01" * 50)


def test_good_run_is_not_told(ingest: Any, receiver: Receiver) -> None:
    assert [ingest().code, ingest().code, ingest("--full").code] == [0, 0, 0]
    assert receiver.sent == []


def test_closed_gate_is_told_with_its_figures(ingest: Any, receiver: Receiver, tmp_path: Path) -> None:
    assert ingest().code == 0
    break_pages(tmp_path / "raw")
    done = ingest()
    assert done.code == 1 and "gate is closed" in done.err
    (text,) = receiver.texts
    assert text.startswith("procwh: the gate of w.duckdb is closed, nothing was published\n• ")
    assert "12" in text and receiver.types == {"application/json"}
    assert ingest("--accept").code == 0 and len(receiver.sent) == 1


def test_failure_is_told_with_its_cause(
    ingest: Any, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ingest().code == 0
    (tmp_path / "raw" / "bad.txt").write_bytes(b"\x00\x01" * 50)
    assert ingest("--strict").code == 1
    assert "w.duckdb failed" in receiver.texts[-1] and "bad.txt" in receiver.texts[-1]

    def full(*arguments: Any) -> None:
        raise OSError(28, "No space left on device", "next.duckdb")

    with monkeypatch.context() as patch:
        patch.setattr(pipelines.ingest.run, "publish", full)
        assert ingest("--full").code == 1
    assert "No space left on device" in receiver.texts[-1]
    assert len(receiver.sent) == 2


def test_missing_source_is_told_and_an_interruption_is_not(
    call: Any, ingest: Any, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("ingest", "nowhere", "--db", "w.duckdb").code == 2
    assert "nowhere" in receiver.texts[0]

    def interrupt(*arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipelines.ingest.run, "find_changes", interrupt)
    assert ingest().code != 0
    assert len(receiver.sent) == 1, "who ends a run knows"


def test_new_heading_is_told_once(ingest: Any, receiver: Receiver, tmp_path: Path) -> None:
    assert ingest().code == 0
    for number in range(6):
        text = page(f"d{number}").replace("Similar Codes", "Payment Pathways\n\n  • Something else\n\nSimilar Codes")
        (tmp_path / "raw" / f"d{number}.txt").write_text(text, encoding="utf-8")
    assert ingest().code == 0
    (text,) = receiver.texts
    assert "new headings" in text and "• payment pathways (6 pages)" in text.lower() and "status --drift" in text
    assert ingest("--full").code == 0 and len(receiver.sent) == 1


@pytest.mark.parametrize("trouble", ["down", "slow", "500", "bad address", "no http"])
def test_receiver_never_costs_a_run(
    ingest: Any, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    assert ingest().code == 0
    monkeypatch.setattr(pipelines.reporting.webhook, "_TIMEOUT", 0.3)
    listener = socket.create_server(("127.0.0.1", 0))
    if trouble == "down":
        listener.close()
    receiver.delay, receiver.status = (1.0 if trouble == "slow" else 0.0), (500 if trouble == "500" else 200)
    port = listener.getsockname()[1] if trouble == "no http" else 9
    url = {"down": "http://127.0.0.1:9/x", "bad address": "http://[::x/", "no http": f"http://127.0.0.1:{port}/"}
    monkeypatch.setenv("PROCWH_WEBHOOK", url.get(trouble, receiver.url))
    break_pages(tmp_path / "raw")
    done = ingest()
    assert done.code == 1 and "gate is closed" in done.err, "the error is the run's own"
    assert "Traceback" not in done.err
    assert ingest("--accept").code == 0
    listener.close()


def test_long_text_is_cut_and_no_webhook_is_no_call(receiver: Receiver) -> None:
    assert notify(receiver.url, "x" * 100_000) and len(receiver.texts[0]) <= 4000
    assert not notify(None, "x") and not notify("", "x")
    assert len(receiver.sent) == 1


def test_secret_of_the_address_is_not_logged(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    receiver.status = 404
    assert not notify(f"{receiver.url}/T000/B000/s3cret", "x")
    assert "s3cret" not in caplog.text and "404" in caplog.text
