"""The values that parsing passes on: a raw page, its blocks, and the findings made on the way."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import NamedTuple

from parsers.source_map import SourceMap
from schemas.vocabulary.findings import SEVERITY_OF


class RawPage(NamedTuple):
    """One page as a source yields it: its identity, its bytes, and what is known of it from outside.

    `uri` is the page's identity (address, else relative path); `path` is where it was found, for messages and for
    the file name's code. `code`, `code_system`, `site` and `fetched_at` come from a sidecar or a container's columns.
    """

    uri: str
    body: bytes
    path: str = ""
    media_type: str | None = None
    charset: str | None = None
    site: str | None = None
    code: str | None = None
    code_system: str | None = None
    fetched_at: datetime | None = None
    remarks: tuple[str, ...] = ()


def page_key(uri: str) -> str:
    """The key of a page: sixteen hexadecimal digits made from its identity."""
    return hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Cell(NamedTuple):
    """One cell that holds for a table row, whether printed in it or in a row before.

    `start:end` cuts it out of the page's text, `entries` its lines if it holds a list (else itself). `headers` are the headings of its
    column, the outermost first. `is_head`: it heads its row. `is_carried`: it was printed before, and spans this row too.
    """

    text: str
    start: int
    end: int
    entries: tuple[tuple[int, int], ...]
    headers: tuple[str, ...]
    is_head: bool
    is_carried: bool


class Block(NamedTuple):
    """One line, list item or table row of a page's text.

    `start` and `end` cut `text` out of the page's text; `marker_start` is where its printed marker begins (`start` if
    none is printed). `gap` counts blank lines before it. `level` is 1 to 6 for HTML headings, 7 for what only looks
    like one, 8 for one within what another of these opens, 0 for the rest. `strong` counts the characters at its start that are set in
    bold. `boilerplate` names the rule by which the reader took it for boilerplate of the site; `link_only` says that all of it is a link;
    `tag` is the nearest element that begins a block, empty where there is no markup. `cells` are those of a table row whose table has
    headings, spans or lists; None for other rows.
    """

    kind: str
    text: str
    start: int
    end: int
    marker: str = ""
    marker_start: int = -1
    depth: int = 0
    gap: int = 1
    level: int = 0
    strong: int = 0
    href: str | None = None
    boilerplate: str | None = None
    link_only: bool = False
    tag: str = ""
    cells: tuple[Cell, ...] | None = None


class Finding(NamedTuple):
    """One finding: a code of `schemas.vocabulary.findings`, a message, and where on the page."""

    code: str
    message: str
    section: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def severity(self) -> str:
        """`info`, `warning` or `error`, as the finding's code says."""
        return SEVERITY_OF[self.code]


class ReadPage(NamedTuple):
    """What a reader gives: the page's text, its blocks, and how the bytes were read.

    Where the text holds marks (Markdown), blocks cut the words of `source_map`, which leads back to the text.
    """

    text: str
    blocks: list[Block]
    media_type: str
    encoding: str
    findings: list[Finding]
    metadata_title: str | None = None
    structured: tuple[dict[str, object], ...] = ()
    language: str | None = None
    source_map: SourceMap | None = None

    @property
    def words(self) -> str:
        """The text that the blocks' spans cut."""
        return self.text if self.source_map is None else self.source_map.words


class PageRejected(Exception):
    """No readable text can be had from a page; the message says why."""
