"""A corpus of HTML pages of a given size, made from the sample pages: the same content in the markup that real sites wrap it in."""

from __future__ import annotations

from html import escape
from pathlib import Path

from parsers.page import RawPage
from parsers.parse import ParsedPage, parse_page

SAMPLE = Path(__file__).resolve().parents[2] / "raw" / "sample"
PAGE_BYTES = 33_000


def make_corpus(folder: Path, pages: int, page_bytes: int = PAGE_BYTES) -> int:
    """Write `pages` different HTML pages of about `page_bytes` bytes each; the number of bytes written."""
    parsed = [_parsed(path) for path in sorted(SAMPLE.glob("*.txt"))]
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for number in range(pages):
        body = _page(parsed[number % len(parsed)], number, page_bytes).encode()
        (folder / f"page-{number:06d}.html").write_bytes(body)
        written += len(body)
    return written


def _parsed(path: Path) -> ParsedPage:
    return parse_page(RawPage(path.name, path.read_bytes(), path.name, "text/plain"))


def _page(parsed: ParsedPage, number: int, page_bytes: int) -> str:
    procedure = parsed.procedures[0]
    menu = "".join(
        f'<li class="menu__item menu__item--{i}"><a class="menu__link" href="/codes/{i}">Codes of group {i}</a></li>'
        for i in range(40)
    )
    sections = []
    for section in procedure.sections:
        heading = escape(section.heading or section.key.title())
        items = "".join(
            f'<li class="list__item">{escape(f"{item.label}: " if item.label else "")}{escape(item.text)}</li>'
            if item.kind != "paragraph"
            else f'<p class="prose prose--wide">{escape(f"{item.label}: " if item.label else "")}{escape(item.text)} ({number})</p>'
            for item in section.items
        )
        wrapped = (
            f'<ul class="list list--bulleted">{items}</ul>'
            if "<li" in items and "<p" not in items
            else f'<div class="block__body">{items}</div>'
        )
        sections.append(
            f'<section class="block block--{section.key}"><h2 class="block__title">{heading}</h2>{wrapped}</section>'
        )
    head = (
        f'<head><meta charset="utf-8"><title>{escape(procedure.title)}</title><link rel="stylesheet" href="/site.css">'
    )
    page = (
        f'{{}}</head><body class="page"><header class="top"><a class="top__logo" href="/">Codes</a><nav><ul class="menu">{menu}</ul></nav></header>'
        f'<main class="content"><h1 class="title">{escape(procedure.title)}</h1><p class="system">{procedure.code_system or "HCPCS"} code</p>{"".join(sections)}</main>'
        f'<footer class="foot"><ul>{menu}</ul><p>All codes {number}</p></footer></body></html>'
    )
    filler = "window.app=window.app||[];window.app.push({id:1,kind:'view'});\n"
    room = max(0, page_bytes - len(page) - len(head) - 50)
    script = f"<script>{filler * (room // len(filler))}</script>"
    return '<!doctype html><html lang="en">' + head + page.replace("{}", script, 1)
