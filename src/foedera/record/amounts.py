"""Numbers told of one flow: whether they can all be true, grew with time, or exclude each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from foedera.values.dates import DateRange
from foedera.values.quantity import Quantity

ABOUT = 0.1  # how far "about" reaches, as a share of the number
SLACK = 1.25  # a later, lower count within this ratio is no step back
LEAST_PART, LEAST_WHOLE = 0.25, 0.1  # of the greatest count: what is smaller counts something else
DAYS_OF_CHANGE = 14  # within fewer, two voices with two numbers differ
MOST_BACKWARD = 0.25  # share of pairs in which a later count is lower, beyond which the counts did not simply grow


@dataclass(frozen=True, slots=True)
class AmountTold:
    """`day`: when the count holds or was published; `days`: the period it covers, as told; `voices`: who counts."""

    quantity: Quantity
    day: date | None
    days: DateRange | None
    voices: frozenset[str] = frozenset()


def shown(quantity: Quantity) -> str:
    """The number with its modifier: ">10000", "~11000", "300"."""
    number = int(quantity.value) if float(quantity.value).is_integer() else quantity.value
    return f"{'' if quantity.mod == '=' else quantity.mod}{number}"


def can_both_hold(a: Quantity, b: Quantity) -> bool:
    """Whether one number can satisfy both: "more than 10,000" and "about 11,000" can."""
    low_a, high_a = _reach(a)
    low_b, high_b = _reach(b)
    return max(low_a, low_b) <= min(high_a, high_b)


def _reach(quantity: Quantity) -> tuple[float, float]:
    value, mod = quantity.value, quantity.mod
    if mod in (">", ">="):
        return value, float("inf")
    if mod in ("<", "<="):
        return 0.0, value
    return (value * (1 - ABOUT), value * (1 + ABOUT)) if mod == "~" else (value, value)


def comparable(amounts: Sequence[Quantity], partial: bool) -> float:
    """The least value that speaks of the same whole as the greatest; `partial`: parts of the whole are told too (contingents)."""
    most = max((q.value for q in amounts), default=0.0)
    return most * (LEAST_PART if partial else LEAST_WHOLE)


def kind_of_amounts(told: Sequence[AmountTold], *, cumulative: bool = False, per_period: bool = False) -> str:
    """compatible, revised_over_time or contradiction.

    `cumulative`: a count that can only grow (losses): none may go back. `per_period`: numbers of different times add up (deliveries).
    """
    pairs = [(a, b) for a, b in combinations(told, 2) if not can_both_hold(a.quantity, b.quantity)]
    pairs = [(a, b) for a, b in pairs if not (_of_other_periods(a, b) if per_period else _of_other_times(a, b))]
    if not pairs:
        return "compatible"
    return "revised_over_time" if _is_revised(told, pairs, cumulative) else "contradiction"


def _is_revised(told: Sequence[AmountTold], pairs: Sequence[tuple[AmountTold, AmountTold]], cumulative: bool) -> bool:
    """Counts told on different days that grew: by one voice that corrects itself, or over days enough for the count itself to change.

    Two voices with two numbers at about one time differ; the later and higher one revises nothing.
    """
    dated = [(a, b) for a, b in combinations(told, 2) if a.day and b.day and a.day != b.day]
    backward = sum(_is_backward(a, b) for a, b in dated)
    if not dated or backward > (0 if cumulative else MOST_BACKWARD) * len(dated):
        return False
    apart = [(a, b) for a, b in pairs if a.day and b.day and a.day != b.day]
    corrected = any(a.voices & b.voices for a, b in apart)
    return corrected or any(abs((a.day - b.day).days) >= DAYS_OF_CHANGE for a, b in apart if a.day and b.day)


def _of_other_times(a: AmountTold, b: AmountTold) -> bool:
    """Two closed periods of more than a day that share none: a count of March is no count of May."""
    x, y = a.days, b.days
    if not x or not y or x.is_day or y.is_day:
        return False
    return x.intersection(y).is_empty


def _of_other_periods(a: AmountTold, b: AmountTold) -> bool:
    """Two periods that begin or end otherwise: what went in March is no count of what went in the year."""
    x, y = a.days, b.days
    told = all(d is not None and d.earliest is not None for d in (x, y))
    return told and x != y


def _is_backward(a: AmountTold, b: AmountTold) -> bool:
    earlier, later = sorted((a, b), key=lambda t: t.day or date.min)
    return later.quantity.value * SLACK < earlier.quantity.value
