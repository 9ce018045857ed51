"""`procwh inspect`: everything that a page gives, as a tree or as JSON, without a database."""

from __future__ import annotations

from typing import Any

from parsers.page import Finding, RawPage
from parsers.parse import ParsedPage, Procedure, parse_page
from parsers.table_rows import page_rows
from schemas.rows import TABLE_OF
from schemas.vocabulary.sections import TYPED_TABLES


def inspection(page: RawPage) -> dict[str, Any]:
    """The parsed page as a JSON-ready object: page, procedures with the rows of every table, findings, unclaimed text.

    Raises PageRejected if no readable text can be had from it.
    """
    parsed = parse_page(page)
    read, counts = parsed.read, parsed.account
    tables = {
        TABLE_OF[row_class]: [row._asdict() for row in rows] for row_class, rows in page_rows(parsed, page).items()
    }
    return {
        "source_uri": page.uri,
        "site": parsed.site,
        "media_type": read.media_type,
        "encoding": read.encoding,
        "content_chars": counts.content,
        "claimed_chars": counts.claimed,
        "chrome_chars": counts.boilerplate,
        "unclaimed_chars": counts.unclaimed,
        "tables": tables,
        "findings": [
            {
                "code": f.code,
                "severity": f.severity,
                "section": f.section,
                "char_start": f.start,
                "char_end": f.end,
                "message": f.message,
            }
            for f in parsed.findings
        ],
        "chrome": [
            {"rule": rule, "char_start": start, "char_end": end, "text": read.text[start:end]}
            for start, end, rule in parsed.boilerplate
        ],
        "unclaimed": [
            {"char_start": start, "char_end": end, "text": read.text[start:end]} for start, end in counts.gaps
        ],
        "text": read.text,
    }


def show(page: RawPage) -> None:
    """Print a page as a tree: sections with their items and facts, with line numbers; below it findings and unclaimed text, in colour."""
    from rich.markup import escape
    from rich.tree import Tree

    from pipelines.reporting.console import console

    parsed = parse_page(page)
    out = console()
    for procedure in parsed.procedures:
        code = f"{procedure.code_system or 'no code system'} {procedure.code or 'no code'}" + (
            f" (from {procedure.code_origin})" if procedure.code_origin else ""
        )
        title = f"[bold]{escape(procedure.title)}[/] [dim]{procedure.title_rule}[/]"
        tree = Tree(f"{title}\n{escape(code)}")
        _names(tree, procedure)
        _sections(tree, procedure, parsed)
        out.print(tree)
    _remarks(out, parsed)


def _line(parsed: ParsedPage, offset: int) -> int:
    return parsed.read.text.count("\n", 0, offset) + 1


def _names(tree: Any, procedure: Procedure) -> None:
    from rich.markup import escape

    if procedure.names:
        branch = tree.add("names")
        for name, kind in procedure.names:
            branch.add(f"{escape(name)} [dim]{kind}[/]")


def _sections(tree: Any, procedure: Procedure, parsed: ParsedPage) -> None:
    from rich.markup import escape

    by_table = {TABLE_OF[row_class]: rows for row_class, rows in procedure.rows.items()}
    shown: set[str] = set()
    for section, state in zip(procedure.sections, procedure.states, strict=True):
        heading = escape(section.heading) if section.heading else "[italic]no heading[/]"
        branch = tree.add(
            f"[bold cyan]{section.key}[/] {heading} [dim]line {_line(parsed, section.start)}, {state}, {section.rule}[/]"
        )
        for item in section.items:
            label = f"[yellow]{escape(item.label)}:[/] " if item.label else ""
            under = f" [dim]under {escape(item.subsection)}[/]" if item.subsection else ""
            branch.add(
                f"{'  ' * item.depth}{escape(item.marker or '')} {label}{escape(item.text)}{under} [dim]line {_line(parsed, item.start)}[/]"
            )
        for table in TYPED_TABLES.get(section.key, ()):
            if table not in shown and (rows := by_table.get(table)):
                shown.add(table)
                facts = branch.add(f"[green]{table}[/] [dim]{len(rows)} rows[/]")
                for row in rows:
                    values = {
                        name: value
                        for name, value in row._asdict().items()
                        if name not in ("procedure_id", "char_start", "char_end", "position") and value is not None
                    }
                    facts.add(escape(", ".join(f"{name}={value}" for name, value in values.items())))


def counts_line(parsed: ParsedPage) -> str:
    """What became of a page's characters, in one line below what is shown of it."""
    counts = parsed.account
    return f"\n{counts.content:,} characters: {counts.claimed:,} in rows and headings, {counts.boilerplate:,} chrome, {counts.unclaimed:,} unclaimed"


def _remarks(out: Any, parsed: ParsedPage) -> None:
    from rich.markup import escape

    out.print(counts_line(parsed))
    for start, end, rule in parsed.boilerplate:
        out.print(f"  [dim]chrome ({rule}): {escape(' '.join(parsed.read.text[start:end].split())[:100])}[/]")
    for start, end in parsed.account.gaps:
        out.print(
            f"  [bold red]unclaimed, line {_line(parsed, start)}: {escape(' '.join(parsed.read.text[start:end].split())[:200])}[/]"
        )
    for found in parsed.findings:
        out.print(
            f"  [{_COLOURS[found.severity]}]{found.severity}[/] {found.code}: {escape(found.message)}{_where(parsed, found)}"
        )


_COLOURS = {"info": "blue", "warning": "yellow", "error": "red"}


def _where(parsed: ParsedPage, found: Finding) -> str:
    return f" [dim]line {_line(parsed, found.start)}[/]" if found.start is not None else ""
