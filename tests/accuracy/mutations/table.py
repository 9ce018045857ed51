"""All mutations of golden cases: each gives a variant of a page with its exact truth, or None where it does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from tests.accuracy.golden import Case
from tests.accuracy.mutations import bytes as byte_mutations
from tests.accuracy.mutations import combined, documents, facts, html, plain, sections
from tests.accuracy.mutations.base import Mutation, random_for

MUTATIONS: dict[str, Mutation] = {
    mutation.name: mutation
    for module in (
        documents,
        facts,
        sections,
        plain,
        html,
        byte_mutations,
        combined,
    )
    for mutation in module.MUTATIONS
}


def variants(case: Case, names: list[str] | None = None) -> Iterator[tuple[str, Case]]:
    """The variants of a case by the mutation that made them, in the order of the table; the same in every run."""
    for name in names if names is not None else MUTATIONS:
        made = MUTATIONS[name].make(case, random_for(case, name))
        if made is not None and made.page != case.page:
            yield name, made
