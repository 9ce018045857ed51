"""Records that hold a page in one of their columns, and JSON lines, which are such records."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipelines.sources.containers.members import ContainerError, Member, MemberError, one_line, too_large, with_metadata
from pipelines.sources.containers.metadata import is_absent, read_metadata, short_value, without_surrogates
from pipelines.sources.containers.packing import open_stream

# Names of columns, folded: without case, blanks, hyphens and underscores. The first that holds something is taken.
HTML_COLUMNS = ("html", "rawhtml", "pagehtml", "contenthtml", "bodyhtml", "htmlcontent", "htmlbody")
OPEN_COLUMNS = ("body", "content", "raw", "pagecontent", "rawcontent", "document")
TEXT_COLUMNS = ("text", "pagetext", "plaintext", "rawtext", "bodytext", "contenttext", "textcontent")
MARKDOWN_COLUMNS = ("markdown", "md", "contentmarkdown", "markdowncontent")
URL_COLUMNS = ("url", "uri", "link", "pageurl", "pageuri", "sourceurl", "sourceuri", "targeturl", "targeturi")
OTHER_URL_COLUMNS = ("warctargeturi", "finalurl", "requesturl", "originalurl", "canonicalurl", "href", "address")
TIME_COLUMNS = ("fetchedat", "crawledat", "retrievedat", "scrapedat", "downloadedat", "fetchtime", "crawltime")
OTHER_TIME_COLUMNS = ("fetchdate", "crawldate", "warcdate", "timestamp", "date")

CONTENT_COLUMNS: dict[str, str | None] = {
    **dict.fromkeys(HTML_COLUMNS, "text/html"),
    **dict.fromkeys(OPEN_COLUMNS),
    **dict.fromkeys(TEXT_COLUMNS, "text/plain"),
    **dict.fromkeys(MARKDOWN_COLUMNS, "text/markdown"),
}
FIELD_COLUMNS: dict[str, tuple[str, ...]] = {
    "url": URL_COLUMNS + OTHER_URL_COLUMNS,
    "fetched_at": TIME_COLUMNS + OTHER_TIME_COLUMNS,
    "code": ("code",),
    "code_system": ("codesystem",),
    "site": ("site",),
}


def folded(name: str) -> str:
    """A column's name as it stands in the lists of names: lower case, without blanks, hyphens and underscores."""
    return re.sub(r"[\s_-]", "", name).lower()


def column_list(names: list[str]) -> str:
    """Column names for a message: at most 20, each of at most 40 characters."""
    shown_names = ", ".join(name[:40] for name in names[:20])
    return without_surrogates(shown_names + (", ..." if len(names) > 20 else "")) or "none"


def record_member(name: str, record: Mapping[str, object], largest: int) -> Member:
    """The page and the metadata of one record, by the names of its columns.

    Never raises: a record without a page, or with one of more than `largest` bytes, gives a member with an `error`.
    """
    values: dict[str, object] = {}
    for key, value in record.items():
        if is_absent(values.get(folded(key))):
            values[folded(key)] = value
    metadata = read_metadata({field: _first(values, names) for field, names in FIELD_COLUMNS.items()})
    present = [column for column in CONTENT_COLUMNS if column in values]
    if not present:
        error = f"it has no text or HTML column; its columns: {column_list(list(record))}"
        return with_metadata(Member(name, b"", error=error), metadata)
    column = next((column for column in present if not is_absent(values[column])), present[0])
    try:
        member = _content(name, column, values[column], largest)
    except MemberError as error:
        member = Member(name, b"", media_type=CONTENT_COLUMNS[column], error=str(error))
    return with_metadata(member, metadata)


def _first(values: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((values[name] for name in names if not is_absent(values.get(name))), None)


def _content(name: str, column: str, value: object, largest: int) -> Member:
    if isinstance(value, bytes):
        body, charset = value, None
    elif isinstance(value, str) or value is None:
        body, charset = without_surrogates(value or "").encode(), "utf-8"
    else:
        raise MemberError(f"its column {column!r} holds no text: {short_value(value)}")
    if len(body) > largest:
        raise too_large(largest)
    return Member(name, body, media_type=CONTENT_COLUMNS[column], charset=charset)


def read_json_lines(path: Path, largest: int) -> Iterator[Member]:
    """The page of each line of a file of JSON objects, `line-1` and so on, up to `largest` bytes a line; blank lines are skipped.

    Raises ContainerError where the file is cut short or broken, after the lines before; OSError as `open` does.
    """
    with open_stream(path) as stream:
        for number, line in enumerate(_lines(stream, largest), 1):
            name = f"line-{number}"
            if isinstance(line, ContainerError):
                yield Member(name, b"", error=str(line))
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield _line_member(name, line, largest)


def _lines(stream: io.BufferedReader, largest: int) -> Iterator[bytes | ContainerError]:
    while line := stream.readline(largest + 1):
        if len(line) <= largest or line.endswith(b"\n"):
            yield line
            continue
        del line
        while (rest := stream.readline(64 * 1024)) and not rest.endswith(b"\n"):
            pass
        yield too_large(largest)


def _line_member(name: str, line: bytes, largest: int) -> Member:
    try:
        record: object = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Member(name, b"", error="the line is not UTF-8")
    except (ValueError, RecursionError) as error:
        return Member(name, b"", error=f"the line is no JSON: {one_line(error)}")
    if not isinstance(record, dict):
        return Member(name, b"", error=f"the line is no JSON object but {short_value(record)}")
    return record_member(name, record, largest)
