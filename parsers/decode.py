"""Bytes to text: byte-order mark, declared encoding, UTF-8, then windows-1252 with a finding."""

from __future__ import annotations

import codecs
import re

import webencodings
from bs4.dammit import EncodingDetector

from parsers.page import Finding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers refuse these when a page or its HTTP header declares them, or read them only behind a byte-order mark.
_REFUSED = ("utf-16le", "utf-16be", "x-user-defined", "replacement")
# Codecs of Python that no page declares in earnest, or that need a byte-order mark.
_NO_PAGE_CODECS = ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw")
# Declared out of habit, also on pages that are UTF-8.
_HABITUAL = ("windows-1252", "iso-8859-15")
_C1_CONTROLS = "procwh-c1-controls"
_REMOVED = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_NOT_OF_TEXT = bytes((*range(9), *range(0x0E, 0x20), 0x7F))
# In these a byte below 0x80 is that character, and no character below 0x80 comes of anything else.
_ASCII_BASED = ("utf-8", "windows-1252")
_BINARY = re.compile(
    rb"%PDF-|\x89PNG|PK\x03\x04|GIF8|\xff\xd8\xff|\x1f\x8b|\x7fELF|\xd0\xcf\x11\xe0|7z\xbc\xaf|Rar!|BZh|\x28\xb5\x2f\xfd"
)
_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_SAMPLE = 65536
# ftfy's pattern takes a tenth of the time of a page. Whatever it finds holds one of these characters, or two beyond ASCII side by side.
_ODD_PAIR = re.compile("[^\x00-\x7f](?:(?<=[\x80-\x9f\u0152\u0153\u00c2\u00c3])|[^\x00-\x7f])")


def is_clean(body: bytes) -> bool:
    """Whether bytes hold no NUL and no control characters but white space: true of most pages, so later checks can be skipped."""
    return len(body.translate(None, _NOT_OF_TEXT)) == len(body)


def is_binary(body: bytes, *, clean: bool) -> bool:
    """Whether bytes are no text in any encoding: a known binary format, or too many control characters. `clean` is what `is_clean` says."""
    if _BINARY.match(body):
        return True
    if clean:
        return False
    sample = body[:_SAMPLE]
    if _wide_encoding(sample) is not None or any(sample.startswith(bom) for bom, _ in _BOMS):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls * 50 > len(sample) or sample.count(0) * 10 > len(sample)


def decode(
    body: bytes, *, clean: bool, declared: str | None = None, is_html: bool = False
) -> tuple[str, str, list[Finding]]:
    """Text of `body`, the name of the encoding that it was read in, and findings.

    `clean` is what `is_clean` says. Line ends become line feeds; NUL and other control characters are removed. Never raises.
    """
    findings: list[Finding] = []
    text, encoding = _decode(body, declared, is_html, findings)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not (clean and encoding in _ASCII_BASED) and _REMOVED.search(text):
        text, count = _REMOVED.subn("", text)
        findings.append(Finding("characters_removed", f"{count} control characters such as NUL were removed"))
    if "\ufeff" in text:
        text = text.lstrip("\ufeff")
    if "\ufffd" in text:
        findings.append(
            Finding("characters_replaced", f"{text.count(chr(0xFFFD))} characters could not be read (U+FFFD)")
        )
    return text, encoding, findings


def find_mojibake(text: str) -> Finding | None:
    """A finding where a text looks as if it was decoded twice, by ftfy's judgement; the text is kept as it is."""
    if text.isascii() or _ODD_PAIR.search(text) is None:
        return None
    from ftfy.badness import BADNESS_RE

    match = BADNESS_RE.search(text)
    if match is None:
        return None
    return Finding("mojibake", "The text looks as if it was decoded twice; it is kept as it is", None, *match.span())


def _decode(body: bytes, declared: str | None, is_html: bool, findings: list[Finding]) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace"), encoding
    if (wide := _wide_encoding(body)) is not None:
        findings.append(Finding("encoding_assumed", f"No encoding is declared; the bytes look like {wide}"))
        return body.decode(wide, "replace"), wide
    if body.isascii():
        return body.decode("ascii"), "utf-8"
    label = declared or (EncodingDetector.find_declared_encoding(body, is_html=True) if is_html else None)
    if label is not None:
        read = _decode_declared(body, label.strip().strip("'\"").lower(), findings)
        if read is not None:
            return read
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_legacy(body, findings)


def _decode_declared(body: bytes, label: str, findings: list[Finding]) -> tuple[str, str] | None:
    name, codec = _codec_of(label)
    if name in _HABITUAL:
        try:
            if _looks_utf8(text := body.decode("utf-8")):
                findings.append(Finding("encoding_wrong", f"Declared as {label}, but the bytes are UTF-8"))
                return text, "utf-8"
        except UnicodeDecodeError:
            pass
    try:
        if codec is None:
            raise LookupError(label)
        text = body.decode(codec, _C1_CONTROLS if name.startswith("windows-") else "strict")
        return text, name if name == "windows-1252" else codec
    except (LookupError, UnicodeError, ValueError):
        findings.append(Finding("encoding_wrong", f"The declared encoding {label[:40]!r} does not fit the bytes"))
        return None


def _codec_of(label: str) -> tuple[str, str | None]:
    """The name of a label in the Encoding Standard (WHATWG), and Python's codec for it; None if there is none for pages.

    Labels that the standard does not know, such as `cp437` or `latin_1`, are read as Python does: browsers would guess.
    """
    try:
        encoding = webencodings.lookup(label) or webencodings.lookup(codecs.lookup(label).name)
        if encoding is not None:
            return encoding.name, None if encoding.name in _REFUSED else encoding.codec_info.name
        codec = codecs.lookup(label)
    except (LookupError, ValueError):
        return label, None
    return label, codec.name if codec._is_text_encoding and not codec.name.startswith(_NO_PAGE_CODECS) else None


def _looks_utf8(text: str) -> bool:
    return not text.isascii()


def _decode_legacy(body: bytes, findings: list[Finding]) -> tuple[str, str]:
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    # Whole multi-byte sequences do not come about by chance: a page with more of them than of broken ones is UTF-8.
    if good > bad or body[:-3].isascii():
        return text, "utf-8"
    findings.append(
        Finding("encoding_assumed", "No encoding is declared and the bytes are not UTF-8; read as windows-1252")
    )
    return _decode_1252(body), "windows-1252"


def _decode_1252(body: bytes) -> str:
    return body.decode("cp1252", _C1_CONTROLS)


def _as_control(error: UnicodeError) -> tuple[str, int]:
    """A byte without a meaning in a windows code page, as browsers read it: the C1 control of that number."""
    if isinstance(error, UnicodeDecodeError) and 0x80 <= (byte := error.object[error.start]) < 0xA0:
        return chr(byte), error.start + 1
    raise error


codecs.register_error(_C1_CONTROLS, _as_control)


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: plain text in it has a NUL in every second byte, or three in four."""
    sample = body[:4096]
    if sample.count(0) * 5 < len(sample) * 2 or len(sample) < 8:
        return None
    quarters = [sample[offset::4].count(0) / max(1, len(sample[offset::4])) for offset in range(4)]
    if min(quarters[1:]) > 0.7 and quarters[0] < 0.3:
        return "utf-32-le"
    if min(quarters[:3]) > 0.7 and quarters[3] < 0.3:
        return "utf-32-be"
    if min(quarters[1], quarters[3]) > 0.7 and max(quarters[0], quarters[2]) < 0.3:
        return "utf-16-le"
    if min(quarters[0], quarters[2]) > 0.7 and max(quarters[1], quarters[3]) < 0.3:
        return "utf-16-be"
    return None
