"""Interstate wars as dyads of who attacked whom: the opening attack, and those who joined.

The rows are those of Berkemeier and Fuhrmann (2018), from the Correlates of War and the list of Reiter, Stam and Horowitz: one row per
pair of states and year.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from foedera.treaties.alliance_rows import Row, coded_day, number

# The file's code for "unknown", -9, was once replaced by NA everywhere, in the names of wars too: "1993-94" stands as "1993NA4".
_BROKEN_NAME = re.compile(r"(?<=\d)NA(?=\d)")


@dataclass(frozen=True, slots=True)
class Fight:
    """`by` attacked `on` (COW numbers); `joined`: it entered a war that others had begun. The span is first to last day of fighting."""

    by: str
    on: str
    since: date
    until: date
    joined: bool


@dataclass(frozen=True, slots=True)
class War:
    """A war and its fights by their first day."""

    name: str
    fights: tuple[Fight, ...]

    @property
    def first_day(self) -> date:
        """The day the fighting began."""
        return self.fights[0].since

    @property
    def last_day(self) -> date:
        """The last day that anyone fought."""
        return max(fight.until for fight in self.fights)

    def attacked_by(self, state: str) -> tuple[Fight, ...]:
        """The fights that this state began."""
        return tuple(fight for fight in self.fights if fight.by == state)

    def adversaries(self, state: str) -> frozenset[str]:
        """Everyone this state fought, whoever began."""
        return frozenset(f.on if f.by == state else f.by for f in self.fights if state in (f.by, f.on))


def wars(rows: Iterable[Row]) -> dict[str, War]:
    """The wars by name, each pair of states once: its years are put together."""
    found: dict[str, dict[tuple[str, str], Fight]] = {}
    for row in rows:
        fight = _fight(row)
        pairs = found.setdefault(war_name(row["larger_war_name"]), {})
        known = pairs.get((fight.by, fight.on))
        pairs[fight.by, fight.on] = _together(known, fight) if known else fight
    return {name: War(name, tuple(sorted(pairs.values(), key=_order))) for name, pairs in found.items()}


def war_name(name: str) -> str:
    """The name as it was before -9 became NA.

    >>> war_name("Border War 1993NA4")
    'Border War 1993-94'
    """
    return _BROKEN_NAME.sub("-9", name)


def _order(fight: Fight) -> tuple[date, bool, str, str]:
    return fight.since, fight.joined, fight.by, fight.on


def _together(one: Fight, other: Fight) -> Fight:
    return replace(one, since=min(one.since, other.since), until=max(one.until, other.until))


def _fight(row: Row) -> Fight:
    since = coded_day(row["year"], row["month_entry"], row["day_entry"])
    until = coded_day(row["year"], row["month_exit"], row["day_exit"])
    assert since and since.earliest and until and until.latest, row["larger_war_name"]
    return Fight(number(row["init_ccode"]), number(row["target_ccode"]), since.earliest, until.latest, row["joiner"] == "1")
