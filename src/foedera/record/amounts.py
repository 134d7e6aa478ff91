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
MOST_BACKWARD = 0.25  # share of pairs in which a later count is lower, beyond which the counts did not simply grow


@dataclass(frozen=True, slots=True)
class AmountTold:
    """`day`: when the count holds or was published; `days`: the period it covers, as told."""

    quantity: Quantity
    day: date | None
    days: DateRange | None


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


def kind_of_amounts(told: Sequence[AmountTold], cumulative: bool = False) -> str:
    """compatible, revised_over_time or contradiction. `cumulative`: a count that can only grow (losses), so that none may go back."""
    pairs = list(combinations(told, 2))
    if all(can_both_hold(a.quantity, b.quantity) or _of_other_times(a, b) for a, b in pairs):
        return "compatible"
    dated = [(a, b) for a, b in pairs if a.day and b.day and a.day != b.day]
    backward = sum(_is_backward(a, b) for a, b in dated)
    return "revised_over_time" if dated and backward <= (0 if cumulative else MOST_BACKWARD) * len(dated) else "contradiction"


def _of_other_times(a: AmountTold, b: AmountTold) -> bool:
    """Two closed periods that differ: a count of March is no count of the year."""
    closed = all(t.days and t.days.earliest and t.days.latest for t in (a, b))
    return closed and a.days != b.days


def _is_backward(a: AmountTold, b: AmountTold) -> bool:
    earlier, later = sorted((a, b), key=lambda t: t.day or date.min)
    return later.quantity.value * SLACK < earlier.quantity.value
