"""Putting what is told into groups, one after the other, each where it fits best."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def grouped(told: Iterable[T], fit: Callable[[T, list[T]], float]) -> list[list[T]]:
    """Each in the group it fits best, the first of equals; alone where `fit` gives no group more than 0. The order of `told` counts."""
    groups: list[list[T]] = []
    for one in told:
        scored = [(score, -n) for n, group in enumerate(groups) if (score := fit(one, group)) > 0]
        if scored:
            groups[-max(scored)[1]].append(one)
        else:
            groups.append([one])
    return groups
