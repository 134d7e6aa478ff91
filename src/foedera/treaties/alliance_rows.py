"""Alliance obligations as ATOP codes them (Leeds, Ritter, Mitchell and Long 2002): who promised what, in which phase, under which limits.

ATOP dates an alliance from its signature. A member-level row is one member in one phase of one alliance; a pledge binds the member
of the row towards the others. ATOP says that a pledge is limited, and by what kind of limit; it names the adversary meant only where
the treaty names a threat (columns STATTHR1 and STATTHR2), and never the place.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foedera.values.dates import DateRange, day_range, month_range, year_range

Row = Mapping[str, str]
LAST_DAY = date.max


class Pledge(StrEnum):
    """The five kinds of obligation that ATOP tells apart, in its own order."""

    DEFENCE = "defence"
    OFFENCE = "offence"
    NEUTRALITY = "neutrality"
    NON_AGGRESSION = "non_aggression"
    CONSULTATION = "consultation"


class Limit(StrEnum):
    """What a pledge may be limited to: an adversary, a place, one conflict, a number of adversaries, demands refused, an attack that
    was not provoked, an ally that was attacked, a request."""

    ADVERSARY = "adversary"
    LOCATION = "location"
    CONFLICT = "conflict"
    NUMBER = "number"
    DEMANDS = "demands"
    UNPROVOKED = "unprovoked"
    ATTACKED = "attacked"
    REQUEST = "request"


COLUMNS = {Pledge.DEFENCE: "defense", Pledge.OFFENCE: "offense", Pledge.NEUTRALITY: "neutral", Pledge.NON_AGGRESSION: "nonagg",
           Pledge.CONSULTATION: "consul"}
_PREFIXES = {Pledge.DEFENCE: "def", Pledge.OFFENCE: "off", Pledge.NEUTRALITY: "neu", Pledge.CONSULTATION: "con"}
_LIMIT_COLUMNS = {Limit.ADVERSARY: "coadv", Limit.LOCATION: "coloc", Limit.CONFLICT: "cocon", Limit.NUMBER: "conum", Limit.DEMANDS: "codem",
                  Limit.UNPROVOKED: "conpr", Limit.ATTACKED: "coatt", Limit.REQUEST: "coreq"}
_ABSENT = ("", ".", "NA", "0", "0.0")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one member of an alliance promised the others in one phase. `member` and `threats` are COW numbers.

    `since` is the day of signature or accession, `until` the day the phase or the membership ended (None: not over when coded);
    `in_wartime`: concluded while a member was at war.
    """

    alliance: str
    phase: int
    member: str
    since: DateRange
    until: DateRange | None
    pledges: frozenset[Pledge]
    limits: Mapping[Pledge, frozenset[Limit]]
    threats: frozenset[str]
    in_wartime: bool

    def may_overlap(self, first: date, last: date) -> bool:
        """Whether it may have been in effect on some day from first to last: an unknown day is given its widest span."""
        begun = self.since.earliest or date.min
        over = LAST_DAY if self.until is None else self.until.latest or LAST_DAY
        return begun <= last and over >= first

    def limits_of(self, pledge: Pledge) -> frozenset[Limit]:
        """What limits the pledge; empty where nothing does."""
        return self.limits.get(pledge, frozenset())


@dataclass(frozen=True, slots=True)
class Alliance:
    """One ATOP alliance over its whole life; `last_year` is None while it is in effect."""

    id: str
    first_year: int
    last_year: int | None
    pledges: frozenset[Pledge]

    def in_effect_in(self, year: int) -> bool:
        """Whether the alliance was in effect on some day of the year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def commitments(rows: Iterable[Row]) -> tuple[Commitment, ...]:
    """ATOP member-level rows, in the order of the file."""
    return tuple(_commitment(row) for row in rows)


def alliances(rows: Iterable[Row]) -> tuple[Alliance, ...]:
    """ATOP alliance-level rows: a pledge counts when any member gave it in any phase."""
    return tuple(Alliance(number(row["atopid"]), int(number(row["begyr"])), _year(row["endyr"]), _pledges(row)) for row in rows)


def number(text: str) -> str:
    """A code as ATOP's files write it, as a whole number: "1020.0" is "1020"."""
    return str(int(float(text)))


def _year(text: str) -> int | None:
    return None if text in _ABSENT else int(number(text))


def _pledges(row: Row) -> frozenset[Pledge]:
    return frozenset(pledge for pledge, column in COLUMNS.items() if row[column] not in _ABSENT)


def _commitment(row: Row) -> Commitment:
    since = coded_day(row["yrent"], row["moent"], row["dayent"])
    assert since is not None, f"alliance {row['atopid']} has no year of entry"
    pledges = _pledges(row)
    limits = {pledge: _limits(row, pledge) for pledge in Pledge if pledge in pledges and pledge in _PREFIXES}
    threats = frozenset(number(row[column]) for column in ("statthr1", "statthr2") if row[column] not in _ABSENT)
    until = coded_day(row["yrexit"], row["moexit"], row["dayexit"])
    return Commitment(number(row["atopid"]), int(number(row["phase"])), number(row["member"]), since, until, pledges, limits, threats,
                      row["wartime"] not in _ABSENT)


def _limits(row: Row, pledge: Pledge) -> frozenset[Limit]:
    prefix = _PREFIXES[pledge]
    return frozenset(limit for limit, column in _LIMIT_COLUMNS.items() if row.get(prefix + column, "") not in _ABSENT)


def coded_day(year: str, month: str, day: str) -> DateRange | None:
    """A day in three columns, where 0 or nothing is unknown; None without a year.

    >>> coded_day("1848", "3", "0")
    DateRange(earliest=datetime.date(1848, 3, 1), latest=datetime.date(1848, 3, 31))
    """
    known = [int(float(part)) if part not in _ABSENT else 0 for part in (year, month, day)]
    if not known[0]:
        return None
    if not known[1]:
        return year_range(known[0])
    if not known[2]:
        return month_range(known[0], known[1])
    return day_range(date(known[0], known[1], min(known[2], calendar.monthrange(known[0], known[1])[1])))
