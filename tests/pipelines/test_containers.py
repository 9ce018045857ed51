"""Containers of pages: what is read out of each kind, and what happens where one is broken."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.sources.containers import (
    ContainerError,
    Member,
    is_container,
    read_members,
    read_metadata,
    read_sidecar,
    unpack,
)

HTML = b"<html><body><h1>Shoulder Joint Rinse</h1><p>It takes 15 minutes.</p></body></html>"
TEXT = "Knee brace fitting\n\nPurpose\nÀ la carte, for comfort.\n".encode()
SIDECAR = {"url": "https://clinic.example/rinse", "fetched_at": "2024-05-06T07:08:09+02:00", "code": 29805}
FETCHED = datetime(2024, 5, 6, 5, 8, 9)

Make = Callable[[Path, dict[str, bytes]], None]


def gzipped(data: bytes) -> bytes:
    """Packed, and the same whenever: it names tests."""
    return gzip.compress(data, mtime=0)


def zstd(data: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


def make_zip(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)


def tar_bytes(files: dict[str, bytes], kind: int = tarfile.PAX_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=kind) as archive:
        for name, body in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return buffer.getvalue()


def make_tar(path: Path, files: dict[str, bytes]) -> None:
    data = tar_bytes(files)
    if path.name.lower().endswith("gz"):
        data = gzipped(data)
    path.write_bytes(zstd(data) if path.name.endswith(".zst") else data)


ARCHIVES = [
    pytest.param("pages.zip", make_zip, id="zip"),
    pytest.param("pages.tar", make_tar, id="tar"),
    pytest.param("pages.tar.gz", make_tar, id="tar.gz"),
    pytest.param("pages.TGZ", make_tar, id="tgz"),
    pytest.param("pages.tar.zst", make_tar, id="tar.zst"),
]


def until_error(members: Iterable[Member]) -> tuple[list[Member], str]:
    """The members before a ContainerError, and its message; the message is empty if there was none."""
    found: list[Member] = []
    message = ""
    try:
        found.extend(members)
    except ContainerError as error:
        message = str(error)
    assert "\n" not in message
    return found, message


def jsonl(path: Path, *lines: object) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text + "\n", "utf-8")
    return path


# --- names and single packed files


def test_containers_are_known_by_name_in_any_case() -> None:
    for name in ("a.zip", "A.ZIP", "a.tar", "a.tar.gz", "a.tgz", "a.jsonl", "a.JSONL.gz", "a.ndjson.zst", "a.parquet"):
        assert is_container(name), name
    assert is_container("crawl-00001.warc.gz")
    for name in ("a.html", "a.html.gz", "a.gz", "zip", "a.zip.meta.json", "a.json", "a.zst"):
        assert not is_container(name), name


def test_an_unknown_kind_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContainerError):
        read_members(tmp_path / "page.html")


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    for name in ("a.zip", "a.tar", "a.tar.gz", "a.jsonl", "a.parquet", "a.warc"):
        with pytest.raises(FileNotFoundError):
            list(read_members(tmp_path / name))


@pytest.mark.parametrize(("name", "pack"), [("p.html.gz", gzipped), ("p.html.zst", zstd), ("P.HTML.GZ", gzipped)])
def test_unpack(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(pack(HTML))
    assert unpack(path) == HTML
    path.write_bytes(pack(HTML) + pack(TEXT))
    assert unpack(path) == HTML + TEXT, "files of several gzip members or frames are common"
    path.write_bytes(pack(b""))
    assert unpack(path) == b""


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzipped), (".zst", zstd)])
def test_unpack_refuses_what_is_broken(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"page.txt{suffix}"
    whole = pack(bytes(range(256)) * 40)
    for data, words in (
        (b"", "cut short"),
        (whole[:2], "cut short"),
        (whole[:-3], "cut short"),
        (whole[: len(whole) // 2], "cut short"),
        (b"plain text that is not packed at all", "broken"),
        (whole + b"some text behind it", "broken"),
    ):
        path.write_bytes(data)
        with pytest.raises(ContainerError, match=words) as caught:
            unpack(path)
        assert "\n" not in str(caught.value)


def test_unpack_refuses_a_wrong_checksum(tmp_path: Path) -> None:
    data = bytearray(gzipped(HTML))
    data[-8] ^= 0xFF
    (tmp_path / "a.gz").write_bytes(data)
    with pytest.raises(ContainerError, match="broken"):
        unpack(tmp_path / "a.gz")


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzipped), (".zst", zstd)])
def test_unpack_stops_at_the_cap(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"page.html{suffix}"
    path.write_bytes(pack(b"a" * 5000))
    assert len(unpack(path, 5000)) == 5000
    with pytest.raises(ContainerError, match="larger than 4999 bytes"):
        unpack(path, 4999)


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzipped), (".zst", zstd)])
def test_a_bomb_costs_little_memory(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / f"bomb.txt{suffix}"
    path.write_bytes(pack(bytes(300_000_000)))
    tracemalloc.start()
    with pytest.raises(ContainerError, match="larger than 1 MiB"):
        unpack(path, 1024 * 1024)
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


# --- archives


@pytest.mark.parametrize(("name", "make"), ARCHIVES)
def test_archive_of_pages(tmp_path: Path, name: str, make: Make) -> None:
    path = tmp_path / name
    make(
        path,
        {
            "cpt/29805-rinse.html": HTML,
            "./notes/brace.TXT": TEXT,
            "read.md": b"# Brace",
            "a.xhtml": HTML,
            "a.htm": HTML,
            "logo.png": b"\x89PNG",
            "packed.html.gz": gzipped(HTML),
            "packed.txt.zst": zstd(TEXT),
            ".hidden.html": HTML,
            "__MACOSX/cpt/._29805-rinse.html": b"\0\5\26\7",
            ".git/page.html": HTML,
            "ünïcode/Käse-手術.html": HTML,
            "../up.txt": TEXT,
            "empty.txt": b"",
        },
    )
    members = list(read_members(path))
    assert {member.name: member.body for member in members} == {
        "cpt/29805-rinse.html": HTML,
        "notes/brace.TXT": TEXT,
        "read.md": b"# Brace",
        "a.xhtml": HTML,
        "a.htm": HTML,
        "packed.html.gz": HTML,
        "packed.txt.zst": TEXT,
        "ünïcode/Käse-手術.html": HTML,
        "../up.txt": TEXT,
        "empty.txt": b"",
    }
    types = {member.name: member.media_type for member in members}
    assert types["a.htm"] == types["a.xhtml"] == types["packed.html.gz"] == "text/html"
    assert types["notes/brace.TXT"] == types["packed.txt.zst"] == "text/plain"
    assert types["read.md"] == "text/markdown"
    assert {(member.error, member.url, member.charset, member.remarks) for member in members} == {
        (None, None, None, ())
    }


@pytest.mark.parametrize(("name", "make"), ARCHIVES)
def test_sidecars_in_an_archive_stand_before_or_after(tmp_path: Path, name: str, make: Make) -> None:
    path = tmp_path / name
    sidecar = json.dumps(SIDECAR).encode()
    make(
        path,
        {
            "a.html.meta.json": sidecar,
            "a.html": HTML,
            "b.html.gz": gzipped(HTML),
            "b.html.gz.meta.json": json.dumps({"code_system": "cpt", "site": "clinic"}).encode(),
            "c.html": HTML,
            "c.html.meta.json": b"{broken",
            "d.html": HTML,
        },
    )
    a, b, c, d = read_members(path)
    assert (a.url, a.fetched_at, a.code) == ("https://clinic.example/rinse", FETCHED, "29805")
    assert (b.body, b.code_system, b.site) == (HTML, "CPT", "clinic")
    assert (c.url, c.error, len(c.remarks)) == (None, None, 1)
    assert d == Member("d.html", HTML, media_type="text/html")


@pytest.mark.parametrize(("name", "make"), ARCHIVES)
def test_one_bad_member_does_not_cost_the_others(tmp_path: Path, name: str, make: Make) -> None:
    path = tmp_path / name
    make(
        path,
        {
            "a.html": HTML,
            "big.txt": b"x" * 3000,
            "bomb.html.gz": gzipped(bytes(3000)),
            "cut.html.gz": gzipped(HTML)[:-9],
            "inner.zip": b"PK",
            "inner.jsonl.gz": b"",
            "z.html": HTML,
        },
    )
    members = {member.name: member for member in read_members(path, largest=2000)}
    assert {name for name, member in members.items() if member.error is None} == {"a.html", "z.html"}
    assert members["big.txt"].error == members["bomb.html.gz"].error == "larger than 2000 bytes unpacked"
    assert "cut short" in str(members["cut.html.gz"].error)
    assert "container" in str(members["inner.zip"].error)
    assert "container" in str(members["inner.jsonl.gz"].error)
    assert all(member.body == b"" for member in members.values() if member.error)


@pytest.mark.parametrize(("name", "make"), ARCHIVES)
def test_an_archive_without_members_and_one_that_is_none(tmp_path: Path, name: str, make: Make) -> None:
    path = tmp_path / name
    make(path, {})
    assert list(read_members(path)) == []
    for data in (b"", b"this is a letter and no archive\n" * 100, bytes(range(256)) * 8):
        path.write_bytes(data)
        found, message = until_error(read_members(path))
        assert found == []
        assert message


@pytest.mark.parametrize(("name", "make"), ARCHIVES)
def test_a_cut_archive_gives_what_is_whole(tmp_path: Path, name: str, make: Make) -> None:
    path = tmp_path / name
    noise = [bytes((position * seed * 37) % 251 for position in range(20_000)) for seed in range(1, 9)]
    make(path, {"p.meta.json": b"{}", **{f"{number}.txt": body for number, body in enumerate(noise)}})
    whole = path.read_bytes()
    previous = -1
    for part in (0.1, 0.3, 0.5, 0.7, 0.9):
        path.write_bytes(whole[: int(len(whole) * part)])
        found, message = until_error(read_members(path))
        assert message
        assert [member.body for member in found] == noise[: len(found)]
        assert len(found) >= previous
        previous = len(found)
    assert previous >= 4


def test_encrypted_members_of_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    make_zip(path, {"a.html": HTML, "b.html": HTML, "b.html.meta.json": b"{}"})
    data = bytearray(path.read_bytes())
    for name in (b"a.html", b"b.html.meta.json"):
        data[data.rindex(name) - 46 + 8] |= 1
    path.write_bytes(data)
    a, b = read_members(path)
    assert a.error == "it is encrypted"
    assert (b.body, b.error) == (HTML, None)
    assert b.remarks == ("the sidecar cannot be read: it is encrypted",)


def test_a_damaged_member_of_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.html", HTML)
        archive.writestr("b.html", TEXT)
    path.write_bytes(path.read_bytes().replace(b"Shoulder", b"shoulder"))
    a, b = read_members(path)
    assert a.body == b""
    assert "damaged" in str(a.error)
    assert b.body == TEXT


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_of_a_zip(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.html", HTML)
    assert [member.body for member in read_members(path)] == [HTML]
    data = bytearray(path.read_bytes())
    data[60:70] = b"\xff" * 10
    path.write_bytes(data)
    assert "damaged" in str(next(read_members(path)).error)


def test_links_and_folders_of_a_zip_are_no_pages(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.html")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("folder.html/", "")
        archive.writestr("a.html", HTML)
    assert [member.name for member in read_members(tmp_path / "a.zip")] == ["a.html"]


def test_zip_names_in_utf8_without_the_flag_and_with_backslashes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    make_zip(path, {"dir_x/Kaase.html": HTML, "plain.html": HTML})
    path.write_bytes(path.read_bytes().replace(b"dir_x/Kaase", "dir\\x/Käse".encode()))
    assert [member.name for member in read_members(path)] == ["dir/x/Käse.html", "plain.html"]


def test_a_zip_written_to_a_pipe_and_then_cut(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", HTML)
        with archive.open("wide.txt", "w", force_zip64=True) as member:
            member.write(TEXT)
        archive.writestr("c.html", HTML)
        archive.writestr("a.html.meta.json", json.dumps(SIDECAR))
    path = tmp_path / "a.zip"
    whole = pipe.getvalue()
    path.write_bytes(whole)
    assert [member.name for member in read_members(path)] == ["a.html", "wide.txt", "c.html"]
    path.write_bytes(whole[: whole.index(b"PK\x01\x02") + 40])
    found, message = until_error(read_members(path))
    assert [(member.name, member.body) for member in found] == [("a.html", HTML), ("wide.txt", TEXT), ("c.html", HTML)]
    assert found[0].code == "29805"
    assert "cut short" in message


def test_bombs_and_damage_in_a_cut_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    make_zip(path, {"bomb.txt": bytes(500_000), "bad.html": HTML * 20, "good.html": HTML})
    data = path.read_bytes()
    start = data.index(b"bad.html") + len("bad.html")
    data = data[:start] + b"\xff" * 8 + data[start + 8 : data.index(b"PK\x01\x02")]
    path.write_bytes(data)
    found, message = until_error(read_members(path, largest=10_000))
    assert [member.name for member in found] == ["bomb.txt", "bad.html", "good.html"]
    assert "larger than" in str(found[0].error)
    assert "damaged" in str(found[1].error)
    assert found[2].body == HTML
    assert message


def test_links_devices_and_folders_of_a_tar_are_no_pages(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo(f"odd{kind.decode()}.html")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("a.html")
        info.size = len(HTML)
        archive.addfile(info, io.BytesIO(HTML))
    assert [member.name for member in read_members(tmp_path / "a.tar")] == ["a.html"]


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_and_odd_names_of_a_tar(tmp_path: Path, kind: int) -> None:
    long = f"{'folder/' * 20}ä-page.html"
    (tmp_path / "a.tar").write_bytes(tar_bytes({long: HTML, "b.txt": TEXT}, kind))
    assert [member.name for member in read_members(tmp_path / "a.tar")] == [long, "b.txt"]


def test_tar_names_that_are_not_utf8(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.GNU_FORMAT, encoding="latin-1") as archive:
        archive.addfile(tarfile.TarInfo("Käse.html"))
    (member,) = read_members(tmp_path / "a.tar")
    assert member.name == "Käse.html"


def test_a_tar_with_a_broken_header_in_the_middle(tmp_path: Path) -> None:
    data = bytearray(tar_bytes({"a.html": HTML, "b.html": HTML, "c.html": HTML}, tarfile.USTAR_FORMAT))
    data[1024 + 10] ^= 0xFF
    (tmp_path / "a.tar").write_bytes(data)
    found, message = until_error(read_members(tmp_path / "a.tar"))
    assert [member.name for member in found] == ["a.html"]
    assert "header" in message


def test_a_tar_without_an_end_and_one_with_another_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    data = tar_bytes({"a.html": HTML}, tarfile.USTAR_FORMAT)
    for bytes_, words in ((data[:1024], "end marker"), (data + data, "follows the end")):
        path.write_bytes(bytes_)
        found, message = until_error(read_members(path))
        assert [member.body for member in found] == [HTML]
        assert words in message


def test_hostile_sizes_in_a_tar(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    for kind, size in ((tarfile.REGTYPE, -1024), (tarfile.XHDTYPE, 1 << 40), (tarfile.GNUTYPE_LONGNAME, 1 << 40)):
        info = tarfile.TarInfo("a.html")
        info.type, info.size = kind, size
        path.write_bytes(info.tobuf(tarfile.GNU_FORMAT) + bytes(2048))
        assert "size" in until_error(read_members(path))[1]
    info = tarfile.TarInfo("a.html")
    info.pax_headers = {"size": "-2048"}
    path.write_bytes(info.tobuf(tarfile.PAX_FORMAT) + bytes(2048))
    assert until_error(read_members(path))[1]


def test_a_gzip_checksum_behind_the_last_member_of_a_tar_is_looked_at(tmp_path: Path) -> None:
    data = bytearray(gzipped(tar_bytes({"a.html": HTML})))
    data[-8] ^= 0xFF
    (tmp_path / "a.tgz").write_bytes(data)
    found, message = until_error(read_members(tmp_path / "a.tgz"))
    assert [member.body for member in found] == [HTML]
    assert "broken" in message


# --- JSON lines


@pytest.mark.parametrize(("suffix", "pack"), [("", bytes), (".gz", gzipped), (".zst", zstd)])
def test_json_lines(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    records = [
        {
            "url": "https://a.example/1",
            "html": HTML.decode(),
            "fetched_at": 1714972089,
            "code": 64493,
            "code_system": "CPT4",
        },
        {"URI": "https://a.example/2", "Text": TEXT.decode(), "crawledAt": "2024-05-06", "site": "a"},
        {"Page URL": "https://a.example/3", "content": "Either"},
    ]
    path = tmp_path / f"pages.ndjson{suffix}"
    path.write_bytes(pack(b"\xef\xbb\xbf" + "\r\n\r\n".join(map(json.dumps, records)).encode()))
    first, second, third = read_members(path)
    assert first == Member(
        "line-1", HTML, "https://a.example/1", "text/html", "utf-8", FETCHED, code="64493", code_system="CPT"
    )
    assert second == Member(
        "line-3", TEXT, "https://a.example/2", "text/plain", "utf-8", datetime(2024, 5, 6), site="a"
    )
    assert (third.name, third.url, third.media_type, third.body) == ("line-5", "https://a.example/3", None, b"Either")


def test_broken_lines_do_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = (
        b'{"text": "good", "url": "u"}',
        b'{"text": "cut',
        b"",
        b'["a list"]',
        b"12",
        b'{"text": "\xff", "url": "u"}',
        b'{"url": "u", "title": "no page"}',
        b'{"text": 5, "url": "u"}',
        b'{"html": {"nested": 1}, "url": "u"}',
        b"[" * 100_000,
        b'{"text": "last"}',
    )
    path.write_bytes(b"\n".join(lines))
    members = list(read_members(path))
    assert [member.name for member in members] == [f"line-{number}" for number in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11)]
    assert [member.body for member in members if member.error is None] == [b"good", b"last"]
    errors = {member.name: str(member.error) for member in members if member.error}
    assert "no JSON:" in errors["line-2"]
    assert "a list" in errors["line-4"]
    assert "UTF-8" in errors["line-6"]
    assert "url, title" in errors["line-7"]
    assert "'text' holds no text: 5" in errors["line-8"]
    assert "an object" in errors["line-9"]
    assert not any("\n" in error for error in errors.values())
    assert next(member for member in members if member.name == "line-8").url == "u"


def test_the_first_column_that_holds_something_is_taken(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        {"text": "t", "html": "<p>h</p>", "content": "c"},
        {"text": "t", "html": "", "content": None},
        {"md": "# m", "TEXT": " ", "Text": "t"},
        {"text": None, "html": None},
        {"url": "", "uri": None, "link": "l", "text": "t", "timestamp": "", "date": "2024-01-02"},
    )
    a, b, c, d, e = read_members(path)
    assert (a.body, a.media_type) == (b"<p>h</p>", "text/html")
    assert (b.body, b.media_type) == (b"t", "text/plain")
    assert c.body == b"t"
    assert (d.body, d.error) == (b"", None)
    assert (e.url, e.fetched_at, e.remarks) == ("l", datetime(2024, 1, 2), ())


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", '{"text": "a\\ud800b \\ud83d\\ude00", "url": "u\\udfff"}')
    (member,) = read_members(path)
    assert (member.body.decode(), member.url) == ("a\ufffdb 😀", "u\ufffd")


def test_lines_are_capped(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", {"text": "ab"}, {"text": "x" * 300_000}, {"text": "é" * 40}, {"text": "cd"})
    members = list(read_members(path, largest=100))
    assert [member.body for member in members] == [b"ab", b"", b"", b"cd"]
    assert members[1].error == members[2].error == "larger than 100 bytes unpacked"
    path.write_text(json.dumps({"text": "y" * 300_000}))
    assert [member.error for member in read_members(path, largest=100)] == ["larger than 100 bytes unpacked"]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzipped), (".zst", zstd)])
def test_cut_json_lines_give_what_is_whole(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    bodies = [f"{number} {zlib.crc32(bytes([number]))}" * 30 for number in range(200)]
    path = tmp_path / f"a.jsonl{suffix}"
    half = pack("\n".join(json.dumps({"text": body}) for body in bodies[:100]).encode() + b"\n")
    path.write_bytes(half + pack(json.dumps({"text": "second"}).encode())[:-5])
    found, message = until_error(read_members(path))
    assert [member.body.decode() for member in found] == bodies[:100]
    assert "cut short" in message


def test_an_empty_file_of_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n\n  \n")
    assert list(read_members(tmp_path / "a.jsonl")) == []


# --- Parquet


def make_parquet(path: Path, **columns: object) -> Path:
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_parquet(tmp_path: Path) -> None:
    import pyarrow

    zone = timezone(timedelta(hours=2))
    moments = [datetime(2024, 5, 6, 7, 8, 9, tzinfo=zone).astimezone(UTC), None, datetime(2024, 5, 6, tzinfo=UTC)]
    path = make_parquet(
        tmp_path / "a.parquet",
        HTML=pyarrow.array([HTML, b"", None], pyarrow.binary()),
        text=["t1", TEXT.decode(), None],
        url=["https://a.example/1", "https://a.example/2", None],
        fetched_at=pyarrow.array(moments, pyarrow.timestamp("us", "Europe/Paris")),
        code=pyarrow.array([64493, None, 20610], pyarrow.int64()),
        code_system=pyarrow.array(["cpt", "ICD-10", "?"]).dictionary_encode(),
        extra=pyarrow.array([[1], [2], [3]]),
    )
    first, second, third = read_members(path)
    assert first == Member(
        "row-1", HTML, "https://a.example/1", "text/html", None, FETCHED, code="64493", code_system="CPT"
    )
    assert second == Member("row-2", TEXT, "https://a.example/2", "text/plain", "utf-8", None, code_system="ICD-10-CM")
    assert (third.body, third.error, third.url, third.code) == (b"", None, None, "20610")
    assert third.fetched_at == datetime(2024, 5, 6)
    assert third.remarks == ("code_system: '?' is no known code system",)


def test_types_of_parquet_columns(tmp_path: Path) -> None:
    import pyarrow

    for kind in (pyarrow.large_string(), pyarrow.string_view(), pyarrow.large_binary(), pyarrow.binary_view()):
        path = make_parquet(tmp_path / "a.parquet", content=pyarrow.array(["page"], kind))
        assert [member.body for member in read_members(path)] == [b"page"], kind
    when = date(2024, 5, 6)
    for values in (
        pyarrow.array([when]),
        pyarrow.array([when], pyarrow.date64()),
        pyarrow.array([datetime(2024, 5, 6)], pyarrow.timestamp("s")),
        pyarrow.array([1714953600]),
        pyarrow.array([1714953600000.0]),
        pyarrow.array([Decimal("1714953600.0")]),
        pyarrow.array(["2024-05-06T00:00:00Z"]),
        pyarrow.array([b"2024-05-06"]),
    ):
        path = make_parquet(tmp_path / "a.parquet", text=["page"], date=values, code=pyarrow.array([99213.0]))
        (member,) = read_members(path)
        assert (member.fetched_at, member.code, member.remarks) == (datetime(2024, 5, 6), "99213", ()), values.type


def test_impossible_times_in_parquet_are_remarks(tmp_path: Path) -> None:
    import pyarrow

    for values in (
        pyarrow.array([2**62], pyarrow.timestamp("us")),
        pyarrow.array([2**30], pyarrow.date32()),
        pyarrow.array([5], pyarrow.time32("s")),
        pyarrow.array([True]),
        pyarrow.array([20240506]),
    ):
        path = make_parquet(tmp_path / "a.parquet", text=["page"], timestamp=values)
        (member,) = read_members(path)
        assert (member.body, member.fetched_at, len(member.remarks)) == (b"page", None, 1), values.type


def test_text_in_parquet_that_is_not_utf8_stays_bytes(tmp_path: Path) -> None:
    import pyarrow

    broken = pyarrow.array([b"caf\xe9"], pyarrow.binary()).view(pyarrow.string())
    (member,) = read_members(make_parquet(tmp_path / "a.parquet", text=broken, url=broken))
    assert (member.body, member.charset, member.url) == (b"caf\xe9", None, "caf\ufffd")


def test_parquet_without_pages(tmp_path: Path) -> None:
    path = make_parquet(tmp_path / "a.parquet", url=["u"], Title=["t"], text=[5])
    assert until_error(read_members(path)) == ([], "it has no text or HTML column; its columns: url, Title, text")
    path = make_parquet(tmp_path / "a.parquet", text=make_strings([]))
    assert list(read_members(path)) == []


def make_strings(values: list[str]) -> object:
    import pyarrow

    return pyarrow.array(values, pyarrow.string())


def test_parquet_rows_are_capped(tmp_path: Path) -> None:
    path = make_parquet(tmp_path / "a.parquet", text=["a", "b" * 50, "c"])
    assert [member.body for member in read_members(path, largest=20)] == [b"a", b"", b"c"]


def test_broken_parquet(tmp_path: Path) -> None:
    whole = make_parquet(tmp_path / "a.parquet", text=[f"page {number}" for number in range(99)]).read_bytes()
    for data in (b"", b"PAR1", b"no parquet at all", whole[:-9], whole[: len(whole) // 2], whole[50:]):
        (tmp_path / "a.parquet").write_bytes(data)
        found, message = until_error(read_members(tmp_path / "a.parquet"))
        assert found == []
        assert "Parquet" in message
    damaged = bytearray(whole)
    damaged[8:200] = b"\xff" * 192
    (tmp_path / "a.parquet").write_bytes(damaged)
    assert until_error(read_members(tmp_path / "a.parquet"))[1]


# --- WARC


def record(kind: str, url: str, block: bytes, content_type: str, number: int = 0, extra: str = "") -> bytes:
    """One WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-06T05:08:09Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:08}-0000-4000-8000-000000000000>\r\n{extra}"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(url: str, body: bytes, *headers: str, status: str = "200 OK", number: int = 0, extra: str = "") -> bytes:
    """A WARC record of an answer; an HTML page if no headers are given."""
    head = "\r\n".join((f"HTTP/1.1 {status}", *(headers or ("Content-Type: text/html",)), "", ""))
    return record("response", url, head.encode() + body, "application/http; msgtype=response", number, extra)


def make_warc(path: Path, *records: bytes) -> Path:
    info = record("warcinfo", "", b"software: own hands\r\n", "application/warc-fields")
    pack = gzipped if path.name.endswith(".gz") else bytes
    path.write_bytes(b"".join(pack(data) for data in (info, *records)))
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    page = "https://clinic.example/a"
    path = make_warc(
        tmp_path / name,
        record(
            "request", page, b"GET /a HTTP/1.1\r\nHost: clinic.example\r\n\r\n", "application/http; msgtype=request"
        ),
        response(page, HTML, 'Content-Type: Text/HTML; Charset="ISO-8859-1"', "Content-Type: image/png", number=1),
        response(page + "/moved", HTML, status="301 Moved"),
        response(page + "/gone", HTML, status="404 Not Found"),
        response(page + "/logo", b"\x89PNG", "Content-Type: image/png"),
        response("https://clinic.example/robots.txt", b"User-agent: *", "Content-Type: text/plain"),
        response(f"<{page}/text>", TEXT, "content-type:text/plain;charset=utf-8", status="203 OK", number=2),
        response(page + "/x", HTML, "Content-Type: application/xhtml+xml", number=3),
        response(page + "/untyped", HTML, "Server: s"),
        record("conversion", page, TEXT, "text/plain", 4),
        record("resource", "file:///brace.html", HTML, "text/html", 5),
        record("metadata", page, b"a: b", "application/warc-fields"),
        response(page, HTML, number=6, extra="WARC-Truncated: length\r\n"),
    )
    members = list(read_members(path))
    assert [(member.url, member.body, member.media_type, member.charset) for member in members] == [
        (page, HTML, "text/html", "ISO-8859-1"),
        (page + "/text", TEXT, "text/plain", "utf-8"),
        (page + "/x", HTML, "text/html", None),
        (page, TEXT, "text/plain", None),
        ("file:///brace.html", HTML, "text/html", None),
        (page, HTML, "text/html", None),
    ]
    assert {member.fetched_at for member in members} == {FETCHED}
    assert [(member.name[:17], member.error) for member in members] == [(f"urn:uuid:{n:08}", None) for n in range(1, 7)]
    assert members[-1].remarks == ("the crawler cut the page short (length)",)


def deflated(data: bytes, window: int = zlib.MAX_WBITS) -> bytes:
    encoder = zlib.compressobj(wbits=window)
    return encoder.compress(data) + encoder.flush()


def chunked(data: bytes) -> bytes:
    return b"".join(
        b"%x;ext=1\r\n%s\r\n" % (len(data[at : at + 9]), data[at : at + 9]) for at in range(0, len(data), 9)
    ) + (b"0\r\nTrailer: 1\r\n\r\n")


@pytest.mark.parametrize(
    ("encoding", "transfer", "payload"),
    [
        ("gzip", "", gzipped(HTML)),
        ("x-gzip", "", gzipped(HTML)),
        ("deflate", "", deflated(HTML)),
        ("deflate", "", deflated(HTML, -zlib.MAX_WBITS)),
        ("zstd", "", zstd(HTML)),
        ("identity", "", HTML),
        ("gzip, deflate", "", deflated(gzipped(HTML))),
        ("gzip", "Chunked", chunked(gzipped(HTML))),
        ("", "chunked", chunked(HTML)),
        ("", "chunked", HTML),
        ("", "chunked", b"%x;name=%s\r\n%s\r\n0\r\n" % (len(HTML), b"x" * 80, HTML)),
        ("gzip", "chunked", HTML),
        ("deflate", "", HTML),
        ("br", "", HTML),
    ],
)
def test_encodings_of_a_warc_payload(tmp_path: Path, encoding: str, transfer: str, payload: bytes) -> None:
    headers = ("Content-Type: text/html", f"Content-Encoding: {encoding}", f"Transfer-Encoding: {transfer}")
    path = make_warc(tmp_path / "a.warc", response("https://a.example/", payload, *headers))
    assert [(member.body, member.error) for member in read_members(path)] == [(HTML, None)]


@pytest.mark.parametrize(
    ("encoding", "transfer", "payload", "words"),
    [
        ("gzip", "", gzipped(HTML)[:-9], "cut short"),
        ("gzip", "", gzipped(bytes(9000)), "larger than"),
        ("deflate", "", deflated(bytes(9000)), "larger than"),
        ("zstd", "", zstd(bytes(9000)), "larger than"),
        ("br", "", b"\x8b\x03\x80abc\x03\xff\xfe", "br"),
        ("", "chunked", chunked(HTML)[:-40], "cut short"),
        ("", "chunked", b"5\r\nhello\r\nzz\r\n", "broken"),
        ("", "", b"a" * 2_000_000, "larger than"),
        ("", "", b"a" * 4001, "larger than"),
    ],
)
def test_payloads_that_cannot_be_read(tmp_path: Path, encoding: str, transfer: str, payload: bytes, words: str) -> None:
    headers = ("Content-Type: text/html", f"Content-Encoding: {encoding}", f"Transfer-Encoding: {transfer}")
    first = response("https://a.example/", payload, *headers)
    path = make_warc(tmp_path / "a.warc", first, response("https://a.example/2", HTML))
    bad, good = read_members(path, largest=4000)
    assert words in str(bad.error)
    assert (bad.body, bad.url, good.body) == (b"", "https://a.example/", HTML)


def test_a_huge_record_that_is_no_page_is_passed_over(tmp_path: Path) -> None:
    video = response("https://a.example/v", b"v" * 3_000_000, "Content-Type: video/mp4")
    path = make_warc(tmp_path / "a.warc", video, response("https://a.example/2", HTML))
    assert [member.body for member in read_members(path, largest=4000)] == [HTML]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_cut_warc_gives_what_is_whole(tmp_path: Path, name: str) -> None:
    path = make_warc(tmp_path / name, *(response(f"https://a.example/{number}", HTML * 30) for number in range(6)))
    whole = path.read_bytes()
    for part in (0.3, 0.6, 0.95):
        path.write_bytes(whole[: int(len(whole) * part)])
        found, message = until_error(read_members(path))
        assert "cut short" in message
        assert [member.url for member in found] == [f"https://a.example/{number}" for number in range(len(found))]
        assert {member.body for member in found} <= {HTML * 30}
    assert len(found) == 5


def test_a_warc_in_one_gzip_member_is_read_too(tmp_path: Path) -> None:
    data = response("https://a.example/1", HTML) + response("https://a.example/2", TEXT)
    (tmp_path / "a.warc.gz").write_bytes(gzipped(data))
    assert [member.body for member in read_members(tmp_path / "a.warc.gz")] == [HTML, TEXT]


def test_broken_records_of_a_warc(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = [response(f"https://a.example/{number}", HTML) for number in range(3)]
    length = next(line for line in records[1].splitlines() if line.startswith(b"Content-Length"))
    for broken in (
        records[1].replace(length, b"Content-Length: many"),
        records[1].replace(length, b"Content-Length: 90"),
        records[1].replace(length, b"X-Length: 5"),
        b"some text that got in between\r\nand more\r\n\r\n",
        b"\r\n\r\nsome text\r\n",
        records[1].replace(b"HTTP/1.1 200 OK", b"just some words"),
    ):
        (tmp_path / "a.warc").write_bytes(records[0] + broken + records[2])
        members = list(read_members(tmp_path / "a.warc"))
        good = [member.url for member in members if member.error is None]
        assert good[-1] == "https://a.example/2"
        assert len(members) - len(good) == 1, broken
    assert capsys.readouterr().err == ""


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("gzipped", [True, False])
def test_what_another_writer_writes(tmp_path: Path, gzipped: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / ("a.warc.gz" if gzipped else "a.warc")
    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=gzipped)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "warcio"}))
        for url in ("https://a.example/1", "https://a.example/2"):
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(HTML), http_headers=http))
    found = [(member.url, member.body, member.charset) for member in read_members(path)]
    assert found == [(f"https://a.example/{number}", HTML, "utf-8") for number in (1, 2)]
    assert all(member.fetched_at is not None for member in read_members(path))


def test_a_file_that_is_no_warc(tmp_path: Path) -> None:
    for data, words in ((b"", "empty"), (b"<html>", "no WARC"), (gzipped(b"WARC/1.0\r\n"), "no WARC")):
        (tmp_path / "a.warc").write_bytes(data)
        found, message = until_error(read_members(tmp_path / "a.warc"))
        assert found == []
        assert words in message


# --- metadata


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-06T05:08:09", FETCHED),
        ("2024-05-06T05:08:09Z", FETCHED),
        ("2024-05-06t05:08:09z", FETCHED),
        ("2024-05-06 05:08:09 UTC", FETCHED),
        ("2024-05-06 07:08:09 +02:00", FETCHED),
        ("2024-05-06T00:08:09-0500", FETCHED),
        ("20240506T050809Z", FETCHED),
        (" 2024-05-06T05:08:09.123456789Z ", FETCHED.replace(microsecond=123456)),
        ("2024-05-06T05:08", datetime(2024, 5, 6, 5, 8)),
        ("2024-05-06", datetime(2024, 5, 6)),
        ("20240506", datetime(2024, 5, 6)),
        (1714972089, FETCHED),
        (1714972089.5, FETCHED.replace(microsecond=500000)),
        (1714972089000, FETCHED),
        (datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=2))), FETCHED),
        (FETCHED, FETCHED),
        (date(2024, 5, 6), datetime(2024, 5, 6)),
    ],
)
def test_times(value: object, expected: datetime) -> None:
    assert read_metadata({"fetched_at": value}) == (None, expected, None, None, None, ())


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "May 6, 2024",
        "2024-13-01",
        "2024-02-30T00:00:00Z",
        "2024-05-06T25:00:00Z",
        "20240506050809",
        "2024",
        "1714972089",
        "0001-01-01T00:00:00+14:00",
        "2024-05-06T05:08:09Z or so",
        "x" * 10_000,
        "a\nb",
        "\ud800",
        True,
        0,
        -1,
        20240506,
        10**40,
        1e308,
        float("inf"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        [],
        {},
        ["2024-05-06"],
        object(),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_times_that_cannot_be_used_are_remarks(value: object) -> None:
    metadata = read_metadata({"fetched_at": value})
    assert metadata.fetched_at is None
    (remark,) = metadata.remarks
    assert remark.startswith("fetched_at: ")
    assert remark.endswith(" is no ISO 8601 time")
    assert len(remark) < 150
    assert "\n" not in remark
    remark.encode()


def test_the_other_fields() -> None:
    read = read_metadata({"url": " u ", "code": " 64493 ", "code_system": " CPT ", "site": "s", "more": 1})
    assert read == ("u", None, "64493", "CPT", "s", ())
    assert read_metadata({"code_system": "hcpcs  Level II"}).code_system == "HCPCS"
    assert read_metadata({"code": 64493.0}).code == "64493"
    nothing = {"url": "", "fetched_at": None, "code": float("nan"), "code_system": " ", "site": ""}
    assert read_metadata(nothing) == read_metadata({}) == (None, None, None, None, None, ())
    wrong = {"url": 5, "fetched_at": "x", "code": ["1"], "code_system": "LOINC", "site": {"a": 1}}
    assert read_metadata(wrong) == (
        *(None,) * 5,
        (
            "url: 5 is no text",
            "fetched_at: 'x' is no ISO 8601 time",
            "code: a list is no code",
            "code_system: 'LOINC' is no known code system",
            "site: an object is no text",
        ),
    )
    assert read_metadata({"code": 1.5}).remarks == ("code: 1.5 is no code",)
    assert read_metadata({"code": True}).remarks == ("code: true is no code",)


def test_sidecars() -> None:
    assert read_sidecar(b"\xef\xbb\xbf" + json.dumps(SIDECAR).encode()).fetched_at == FETCHED
    for body in (b"", b"{", b"\xff\xfe", b"[1]", b"null", b"[" * 100_000, b"NaN", b'"text"'):
        metadata = read_sidecar(body)
        assert metadata[:5] == (None,) * 5
        assert len(metadata.remarks) == 1


# --- streaming


def big_member(number: int) -> bytes:
    return (b"%06d " % number) * 40_000


def write_big(path: Path, count: int) -> None:
    bodies: Iterator[tuple[str, bytes]] = ((f"{number}.txt", big_member(number)) for number in range(count))
    if path.name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in bodies:
                archive.writestr(name, body)
    elif ".tar" in path.name:
        with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as tar:
            for name, body in bodies:
                info = tarfile.TarInfo(name)
                info.size = len(body)
                tar.addfile(info, io.BytesIO(body))
    elif ".warc" in path.name:
        make_warc(
            path, *(response(f"https://a.example/{name}", body, "Content-Type: text/plain") for name, body in bodies)
        )
    elif path.name.endswith(".parquet"):
        make_parquet(path, text=[body.decode() for _, body in bodies])
    else:
        with gzip.open(path, "wb") as file:
            for _, body in bodies:
                file.write(json.dumps({"text": body.decode()}).encode() + b"\n")


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.jsonl.gz", "a.warc.gz", "a.warc", "a.parquet"])
def test_one_member_at_a_time(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_big(path, 200)
    next(read_members(path))
    tracemalloc.start()
    count = 0
    for count, member in enumerate(read_members(path), 1):
        assert member.body == big_member(count - 1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200
    limit = 40 if name == "a.parquet" else 10
    assert peak < limit * len(big_member(0)), f"{peak} bytes for members of {len(big_member(0))}"


def test_members_are_read_only_when_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    jsonl(path, *({"text": "x" * 100_000} for _ in range(200)))
    members = read_members(path)
    with open(path, "r+b") as file:
        assert next(members).error is None
        file.seek(150 * 100_000)
        file.write(b"\n" + struct.pack("<Q", 0) + b"\n")
    assert sum(member.error is not None for member in members) >= 1
