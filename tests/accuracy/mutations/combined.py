"""Variants that several mutations made one after the other, as real pages have more than one quirk."""

from __future__ import annotations

from random import Random

from tests.accuracy.golden import Case
from tests.accuracy.mutations import bytes as byte_mutations
from tests.accuracy.mutations import documents, facts, html, plain, sections
from tests.accuracy.mutations.base import Mutation

# One mutation of each, in this order: what is said, how it is printed, its sections, its markup or lines, its bytes.
_STAGES: tuple[tuple[Mutation, ...], ...] = (
    facts.MUTATIONS,
    documents.MUTATIONS,
    sections.MUTATIONS,
    html.MUTATIONS + plain.MUTATIONS,
    html.MUTATIONS + plain.MUTATIONS,
    byte_mutations.MUTATIONS,
)
_TRIES = 4


def combined(case: Case, random: Random) -> Case | None:
    """A mutation out of every stage, where one of a few tries applies."""
    made = case
    for stage in _STAGES:
        for mutation in random.sample(stage, _TRIES):
            if (changed := mutation.make(made, random)) is not None:
                made = changed
                break
    return made if made is not case else None


MUTATIONS: tuple[Mutation, ...] = tuple(
    Mutation(f"combined_{number}", "one mutation of each kind, one after the other", combined) for number in range(1, 7)
)
