"""The Markdown that pages are written in: CommonMark, tables and strikethrough, the plugins' constructs, and marks of site generators.

Inline tokens know where they end in their content (`token.meta["end"]`) if that cannot be told from the token.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

# Lists and quotes in each other; what is deeper is read as plain text.
MAX_NESTING = 40

# A line that is only a mark: a fence of an admonition (with its title), a template's tag, attributes, a list of contents, a page break.
_MARK_LINE = re.compile(
    r":{3,}(?:[ \t]*\{[^\n]*\}[ \t]*|[ \t]*[\w-]*[ \t]*(?:\[(?P<bracketed>[^\]\n]+)\]|(?P<title>[^\s{\[:][^\n{]*)?)(?:\{[^\n]*\})?[ \t]*)\Z"
    r"|\{\{[^{}\n]+\}\}\Z|\{%[^\n]*%\}\Z|\{:?[ \t]*(?:[#.:][\w-]|[\w-]+=)[^{}\n]*\}\Z"
    r"|\[(?:\[_?TOC_?\]|TOC)\]\Z|\\(?:newpage|pagebreak|clearpage)\Z"
    # An element whose content is Markdown again, as `<div markdown>`.
    r"|<(?:div|section|article|figure|details)\b[^<>]*\smarkdown\b[^<>]*>\Z",
    re.I,
)

# Marks inside a line, by their first character; the first group, if there is one, is words between two marks.
_MARKS: dict[str, re.Pattern[str]] = {
    "{": re.compile(
        r"\{\{[^{}\n]{0,600}\}\}|\{%[^\n]{0,600}?%\}|\{:?[ ]?(?:[#.][\w-]|-\}|[\w-]{1,40}=)[^{}\n]{0,300}\}?(?<=\})"
    ),
    "[": re.compile(r"\[\^[^\s\]\[]{1,100}\]|\[-?@[^\[\]\n]{1,300}\]"),
    "@": re.compile(r"(?<![\w.])@[a-z]{2,12}-[\w-]*\w"),
    "~": re.compile(r"(?<!~)~(?!~)([^\s~]{1,20})~(?!~)"),
    "^": re.compile(r"\^([^\s^\[]{1,20})\^"),
    # A hard break with nothing behind it.
    "\\": re.compile(r"\\(?=\s*\Z)"),
    "=": re.compile(r"(?<!=)==(?=[^\s=])([^=\n]{1,300})(?<=\S)==(?!=)"),
}


def _mark(state: StateInline, silent: bool) -> bool:
    """A mark that is no word: a token `mark`; words between two marks as text."""
    pattern = _MARKS.get(state.src[state.pos])
    found = pattern.match(state.src, state.pos, state.posMax) if pattern else None
    if found is None:
        return False
    if not silent:
        if found.re.groups:
            state.push("mark", "", 0).meta["end"] = found.start(1)
            state.push("text", "", 0).content = found[1]
        state.push("mark", "", 0).meta["end"] = found.end()
    state.pos = found.end()
    return True


def _mark_line(state: StateBlock, line: int, _: int, silent: bool) -> bool:
    """A line that is only a mark: a token `mark_line`, whose content is the title that it gives."""
    if state.is_code_block(line):
        return False
    begin = state.bMarks[line] + state.tShift[line]
    if state.src[begin : begin + 1] not in (":", "{", "[", "\\", "<"):
        return False
    found = _MARK_LINE.match(state.src[begin : state.eMarks[line]].rstrip())
    if found is None:
        return False
    if not silent:
        token = state.push("mark_line", "", 0)
        token.content = (found["bracketed"] or found["title"] or "").strip()
        token.map = [line, line + 1]
        state.line = line + 1
    return True


_InlineRule = Callable[[StateInline, bool], bool]


def _with_end(rule: _InlineRule) -> _InlineRule:
    """An inline rule whose last token knows where it ends."""

    def run(state: StateInline, silent: bool) -> bool:
        matched = rule(state, silent)
        if matched and not silent and state.tokens:
            state.tokens[-1].meta["end"] = state.pos
        return matched

    return run


@cache
def parser() -> MarkdownIt:
    """The parser: one of a process, since it keeps nothing of a page."""
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "tasklists": True})
    markdown.enable(["table", "strikethrough"])
    markdown.use(deflist_plugin).use(admon_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    markdown.disable("footnote_ref")  # one of the marks
    markdown.core.ruler.disable("text_join")
    for name, rule in (("link", link), ("image", image), ("autolink", autolink), ("html_inline", html_inline)):
        markdown.inline.ruler.at(name, _with_end(rule))
    markdown.inline.ruler.after("escape", "mark", _mark)
    ends = ["paragraph", "reference", "blockquote", "list"]
    markdown.block.ruler.before("table", "mark_line", _mark_line, {"alt": ends})
    return markdown
