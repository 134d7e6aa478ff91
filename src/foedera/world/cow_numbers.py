"""Correlates of War numbers of states: what data sets on alliances and wars call them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from foedera.values.dates import DateRange

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class CowState:
    """A member of the COW state system: its number, its letters, our codes for it, and its names where we have no code."""

    number: int
    letters: str
    codes: tuple[str, ...]
    span: DateRange
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CowNumbers:
    """Every member, in the order of the file: a row bound to some days stands before the one it narrows."""

    states: tuple[CowState, ...]

    def state_of(self, code: str, day: date) -> CowState | None:
        """The member that one of our codes is on a day; None for a state outside the system.

        >>> load_cow_numbers().state_of("DEU", date(1960, 1, 1)).number
        260
        """
        return next((s for s in self.states if code in s.codes and s.span.contains(day)), None)

    def code_of(self, number: int) -> str:
        """Our latest code for a number; "COW240" for a state that we have none for.

        >>> load_cow_numbers().code_of(365), load_cow_numbers().code_of(240)
        ('RUS', 'COW240')
        """
        found = [s for s in self.states if s.number == number and s.codes]
        return found[-1].codes[-1] if found else f"COW{number}"


@lru_cache(maxsize=1)
def load_cow_numbers() -> CowNumbers:
    """The numbers of the world file."""
    text = (resources.files("foedera.world") / "cow_numbers.yaml").read_text(encoding="utf-8")
    return CowNumbers(tuple(map(_state, yaml.load(text, Loader)["states"])))


def _state(row: dict[str, Any]) -> CowState:
    span = DateRange(row.get("since"), row.get("until"))
    return CowState(row["number"], row["letters"], tuple(row["codes"]), span, row.get("names", {}))
