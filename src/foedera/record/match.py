"""What speaks for two tellings being one, and what against, with a score that can be opened."""

import math
from dataclasses import dataclass
from functools import lru_cache

from foedera.record.model import Reason

LEAST_WEIGHT = 0.7  # below it two tellings stay apart, and are offered as perhaps the same
MOST_SCORE = 0.99  # no likeness is certainty


@dataclass(frozen=True, slots=True)
class Match:
    """`grounds` speak for one thing and add up to `weight`; where anything stands `against`, the two are kept apart."""

    weight: float
    grounds: tuple[Reason, ...]
    against: tuple[Reason, ...] = ()

    @property
    def fit(self) -> float:
        """The weight, 0 where something speaks against."""
        return 0.0 if self.against else self.weight

    @property
    def score(self) -> float:
        """The weight as a probability from 0 to 1."""
        return score_of(self.weight)


def score_of(weight: float) -> float:
    """Weights on a scale from 0 to 1 on which the least that joins is one half: each further `LEAST_WEIGHT` halves the doubt.

    >>> score_of(0.7), score_of(1.4)
    (0.5, 0.75)
    """
    return round(min(MOST_SCORE, 1 - math.pow(0.5, weight / LEAST_WEIGHT)), 2)


@lru_cache(maxsize=4096)  # the tellings of one component give the same few reasons to each other again and again
def ground(rule: str, **values: str) -> Reason:
    """A reason by its code and the values of its sentence."""
    return Reason(rule, tuple(values.items() if len(values) < 2 else sorted(values.items())))
