"""What a mutation is: a named, pure change of a case, with its truth."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from tests.accuracy.golden import Case

Make = Callable[[Case, Random], Case | None]


class Mutation(NamedTuple):
    """One way to make a variant: its name, what it does, and the function, which gives None where it does not apply."""

    name: str
    says: str
    make: Make


def random_for(case: Case, name: str) -> Random:
    """The random numbers of one variant: the same in every run, on every machine."""
    return Random(f"{case.name}/{name}")


def chance(random: Random, share: float) -> bool:
    """True in a share of the calls."""
    return random.random() < share
