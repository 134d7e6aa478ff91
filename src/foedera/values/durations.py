"""Durations of the calendar as ISO 8601 writes them ("P1Y", "P6M", "P90D"), and the day that lies so long after another."""

import re
from calendar import monthrange
from datetime import date, timedelta

_FORM = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def parts_of(duration: str) -> tuple[int, int, int]:
    """(years, months, days) of a duration; weeks count as seven days. Raises ValueError for any other form.

    >>> parts_of("P1Y6M")
    (1, 6, 0)
    """
    found = _FORM.fullmatch(duration)
    if found is None:
        raise ValueError(duration)
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return years, months, weeks * 7 + days


def day_after(day: date, duration: str) -> date:
    """The day that lies `duration` after `day`; where the month is too short, its last day.

    >>> day_after(date(2024, 8, 31), "P6M")
    datetime.date(2025, 2, 28)
    """
    years, months, days = parts_of(duration)
    month = day.month - 1 + months
    year, month = day.year + years + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) + timedelta(days=days)
