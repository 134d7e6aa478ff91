"""What words such as a bare weekday, a bare month or "last week" allow, seen from the day of publication: (first, last) functions of it.

Days are ordinal numbers (1 = 0001-01-01); no function ever decreases.
"""

import calendar
from collections.abc import Callable
from datetime import date

from foedera.record.constraint_network import FIRST, LAST, DayMap

Rule = tuple[DayMap, DayMap]


def _clip(day: int) -> int:
    return min(max(day, FIRST), LAST)


def not_after(p: int) -> int:
    """The day of the anchor itself, as a bound."""
    return p


def shifted(first: int, last: int) -> Rule:
    """From `first` to `last` days after the anchor."""
    return _moved(first), _moved(last)


def _moved(by: int) -> DayMap:
    return (lambda p: _clip(p + by)) if by else not_after


BARE_WEEKDAY = shifted(-6, 0)
SAME_DAY = shifted(0, 0)


def _day(year: int, month: int, day: int) -> int:
    if year < 1:
        return FIRST
    return date(year, month, min(day, calendar.monthrange(year, month)[1])).toordinal()


def latest_month(month: int) -> Rule:
    """Such a month, the latest not after the month of the anchor."""

    def year_of(p: int) -> int:
        now = date.fromordinal(p)
        return now.year if month <= now.month else now.year - 1

    return (lambda p: _day(year_of(p), month, 1)), (lambda p: _day(year_of(p), month, 31))


def latest_month_day(month: int, day: int) -> Rule:
    """Such a day of the year, the latest not after the anchor."""

    def found(p: int) -> int:
        now = date.fromordinal(p)
        here = _day(now.year, month, day)
        return here if here <= p else _day(now.year - 1, month, day)

    return found, found


def weeks_away(weeks: int) -> Rule:
    """A day of the calendar week (Monday to Sunday) that lies `weeks` weeks from the anchor's."""

    def monday(p: int) -> int:
        return p - (p - 1) % 7

    return (lambda p: _clip(monday(p) + 7 * weeks)), (lambda p: _clip(monday(p) + 7 * weeks + 6))


def months_away(months: int) -> Rule:
    """A day of the calendar month that lies `months` months from the anchor's."""

    def at(day: int) -> Callable[[int], int]:
        def found(p: int) -> int:
            now = date.fromordinal(p)
            count = now.year * 12 + now.month - 1 + months
            year, month = divmod(count, 12)
            return _day(min(year, 9999), month + 1, day)

        return found

    return at(1), at(31)


def years_away(years: int) -> Rule:
    """A day of the calendar year that lies `years` years from the anchor's."""
    return (lambda p: _day(_year(p, years), 1, 1)), (lambda p: _day(_year(p, years), 12, 31))


def _year(p: int, years: int) -> int:
    return min(date.fromordinal(p).year + years, 9999)
