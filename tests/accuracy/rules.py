"""How often each rule of the parser decides, on the golden pages and on their variants."""

from __future__ import annotations

from collections import Counter

from schemas.vocabulary.rules import DECISIONS, RULES
from tests.accuracy.measuring import GOLDEN, Measured
from tests.accuracy.report import grid

_TITLES = {"section": "What opens a section", "boilerplate": "What is the site's", "title": "What gives the title"}
_HEAD = """\
# Accuracy by rule

Written with [accuracy](accuracy.md) by `python -m tests.accuracy.run --write`: how often each rule of the parser (`schemas/vocabulary/rules.py`, in the warehouse
`ops.rules`) has decided on the golden pages and on their variants. A stretch of boilerplate counts once, however many lines it has. A rule with 0 on the golden
pages has no page that shows it.
"""


def rule_lines(pages: list[Measured]) -> list[str]:
    """How often each rule decides, as one table, and the rules that never do on a golden page."""
    counted = _counts(pages)
    rows = [[rule.decides, rule.name, *counted[rule.name]] for rule in RULES]
    unused = [name for _, name, golden, _ in rows if golden == "0"]
    return [*grid(["decides", "rule", "golden pages", "variants"], rows), "", _unused(unused)]


def document(pages: list[Measured]) -> str:
    """The text of docs/accuracy-by-rule.md: a table for each kind of rule, with the reasons."""
    counted = _counts(pages)
    parts = [_HEAD]
    for decides in DECISIONS:
        rows = [[f"`{rule.name}`", *counted[rule.name], rule.reason] for rule in RULES if rule.decides == decides]
        table = grid(["rule", "golden pages", "variants", "why"], rows)
        parts.append(f"## {_TITLES[decides]}\n\n" + "\n".join(table) + "\n")
    return "\n".join(parts)


def _counts(pages: list[Measured]) -> dict[str, tuple[str, str]]:
    """By rule how often it decides on golden pages and on variants; empty where no variant was measured."""
    golden: Counter[str] = Counter()
    variants: Counter[str] = Counter()
    for page in pages:
        (golden if page.mutation == GOLDEN else variants).update(page.rules)
    has_variants = any(page.mutation != GOLDEN for page in pages)
    return {rule.name: (str(golden[rule.name]), str(variants[rule.name]) if has_variants else "") for rule in RULES}


def _unused(names: list[str]) -> str:
    return f"{len(names)} of {len(RULES)} rules decide nothing on a golden page: {', '.join(names) or 'none'}"
