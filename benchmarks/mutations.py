"""All mutations of golden cases: each gives a variant of a page with its exact truth, or None where it does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import (
    mutate_bytes,
    mutate_combined,
    mutate_documents,
    mutate_facts,
    mutate_html,
    mutate_plain,
    mutate_sections,
)
from benchmarks.golden import Case
from benchmarks.mutation import Mutation, random_for

MUTATIONS: dict[str, Mutation] = {
    mutation.name: mutation
    for module in (
        mutate_documents,
        mutate_facts,
        mutate_sections,
        mutate_plain,
        mutate_html,
        mutate_bytes,
        mutate_combined,
    )
    for mutation in module.MUTATIONS
}


def variants(case: Case, names: list[str] | None = None) -> Iterator[tuple[str, Case]]:
    """The variants of a case by the mutation that made them, in the order of the table; the same in every run."""
    for name in names if names is not None else MUTATIONS:
        made = MUTATIONS[name].make(case, random_for(case, name))
        if made is not None and made.page != case.page:
            yield name, made
