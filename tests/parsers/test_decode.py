"""Bytes to text: which encoding a declared label means."""

from __future__ import annotations

import pytest
from webencodings.labels import LABELS

from parsers.decode import decode


def read(body: bytes, label: str) -> tuple[str, str, list[str]]:
    """Text, encoding, and the codes of the findings of bytes that are declared as `label`."""
    text, encoding, findings = decode(body, clean=True, declared=label)
    return text, encoding, [found.code for found in findings]


@pytest.mark.parametrize(
    ("label", "body", "text", "encoding"),
    [
        ("iso-8859-1", b"\x93caf\xe9\x94", "“café”", "windows-1252"),
        ("ISO_8859-1:1987", b"\x93caf\xe9\x94", "“café”", "windows-1252"),
        (" 'latin1' ", b"\x93caf\xe9\x94", "“café”", "windows-1252"),
        ("us-ascii", b"\x93caf\xe9\x94", "“café”", "windows-1252"),
        ("iso-8859-15", b"20 \xa4, \x9c", "20 €, \x9c", "iso8859-15"),
        ("csISOLatin9", b"20 \xa4", "20 €", "iso8859-15"),
        ("iso-8859-9", b"\x93\xfe\x94", "“ş”", "cp1254"),
        ("x-cp1251", b"\xe4\xe0", "да", "cp1251"),
        ("gb2312", "镕".encode("gbk"), "镕", "gbk"),
        ("shift_jis", "①".encode("cp932"), "①", "cp932"),
        ("unicode-1-1-utf-8", "é".encode(), "é", "utf-8"),
    ],
)
def test_labels_are_read_as_browsers_do(label: str, body: bytes, text: str, encoding: str) -> None:
    assert read(body, label) == (text, encoding, [])


@pytest.mark.parametrize(("label", "codec"), [("cp437", "cp437"), ("latin-1", "cp1252"), ("mac_latin2", "mac_latin2")])
def test_labels_that_only_python_knows_are_read_too(label: str, codec: str) -> None:
    text, _, findings = read(b"caf\x82 \x9c", label)
    assert (text, findings) == (b"caf\x82 \x9c".decode(codec), [])


@pytest.mark.parametrize(
    ("label", "text"),
    [("windows-1252", "\x81é"), ("windows-1254", "\x81é"), ("windows-874", "\x81้"), ("iso8859_9", "\x81é")],
)
def test_bytes_without_a_meaning_in_a_windows_code_page_are_controls(label: str, text: str) -> None:
    assert read(b"\x81\xe9", label)[::2] == (text, [])


def test_a_byte_that_no_browser_reads_is_a_finding() -> None:
    assert read(b"a\xff\xe1 and more", "windows-1253")[1:] == ("windows-1252", ["encoding_wrong", "encoding_assumed"])


@pytest.mark.parametrize("label", ["iso-8859-1", "ascii", "windows-1252", "iso-8859-15"])
def test_western_labels_on_pages_that_are_utf8(label: str) -> None:
    assert read("20 €".encode(), label) == ("20 €", "utf-8", ["encoding_wrong"])


@pytest.mark.parametrize(
    "label", ["utf-16", "utf-16be", "iso-2022-kr", "x-user-defined", "utf-7", "base64", "no such", "a\0b", "é"]
)
def test_labels_that_no_page_can_mean_are_findings(label: str) -> None:
    assert read("20 €".encode(), label) == ("20 €", "utf-8", ["encoding_wrong"])


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_of_the_standard_is_known(label: str) -> None:
    text, encoding, findings = read("é".encode(), label)
    assert text
    assert encoding
    assert set(findings) <= {"encoding_wrong", "characters_replaced", "characters_removed"}
