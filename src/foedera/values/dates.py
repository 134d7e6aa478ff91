"""Days and intervals of days, written in EDTF (ISO 8601-2) as contract READING.md fixes it.

`a/b` means "on some day from a to b", `../b` "on or before b", `a/..` "on or after a"; an unknown year is `XXXX`.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T[\d:.+Z-]*)?[~?%]?$")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Some day from `earliest` to `latest`, both included; None is an open end."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in it: it ends before it begins."""
        return self.earliest is not None and self.latest is not None and self.earliest > self.latest

    def intersection(self, other: "DateRange") -> "DateRange":
        """Days in both; may be empty (`is_empty`)."""
        lows = [d for d in (self.earliest, other.earliest) if d]
        highs = [d for d in (self.latest, other.latest) if d]
        return DateRange(max(lows) if lows else None, min(highs) if highs else None)

    def contains(self, day: date) -> bool:
        """Whether the day lies in it, both ends included; an open end holds everything on its side."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def contains_range(self, other: "DateRange") -> bool:
        """Whether every day of the other lies in it."""
        return self.intersection(other) == other


ALWAYS = DateRange()


def day_range(day: date) -> DateRange:
    """The one day."""
    return DateRange(day, day)


def month_range(year: int, month: int) -> DateRange:
    """From the first to the last day of a month. Raises ValueError for a month that is none."""
    return DateRange(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_range(year: int) -> DateRange:
    """From 1 January to 31 December."""
    return DateRange(date(year, 1, 1), date(year, 12, 31))


def _part_range(part: str) -> DateRange | None:
    match = _PART.match(part)
    if not match:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    try:
        if year is None:
            return None
        if month is None:
            return year_range(year)
        return month_range(year, month) if day is None else day_range(date(year, month, day))
    except ValueError:
        return None


def range_from_edtf(edtf: str | None) -> DateRange | None:
    """The interval an EDTF string names; None for null, an unknown year or what cannot be read.

    >>> range_from_edtf("2024-06/2024-07-02")
    DateRange(earliest=datetime.date(2024, 6, 1), latest=datetime.date(2024, 7, 2))
    """
    if not edtf:
        return None
    parts = edtf.split("/")
    if len(parts) == 1:
        return _part_range(edtf)
    if len(parts) != 2:
        return None
    ends = [ALWAYS if p in ("", "..") else _part_range(p) for p in parts]
    low, high = ends
    if low is None or high is None:
        return None
    return DateRange(low.earliest, high.latest)


def edtf_from_range(days: DateRange | None) -> str | None:
    """The shortest EDTF string for the interval: a day, a month, a year, or `a/b`; None when nothing is known.

    >>> edtf_from_range(month_range(2024, 6))
    '2024-06'
    """
    if days is None or (days.earliest is None and days.latest is None):
        return None
    low, high = days.earliest, days.latest
    if low is None or high is None:
        return f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}"
    if low == high:
        return low.isoformat()
    if days == year_range(low.year):
        return f"{low.year:04d}"
    if days == month_range(low.year, low.month):
        return f"{low.year:04d}-{low.month:02d}"
    return f"{low.isoformat()}/{high.isoformat()}"
