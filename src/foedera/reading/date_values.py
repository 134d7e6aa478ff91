"""What a time expression means, given the day of publication and the day the text was last telling of.

Two values come out: `edtf`, as the record uses it (contract READING.md), and `timex`, as TimeML writes it.
"""

import calendar
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from foedera.reading.date_grammar import DateMatch
from foedera.reading.date_setting import Meaning, Published, Setting

_SEASON_MONTHS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 3)}
_PERIODS = {"S": "PT{}S", "MIN": "PT{}M", "H": "PT{}H", "D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y"}
_MULTIPLES = {"Q": ("M", 3), "HY": ("M", 6), "DE": ("Y", 10), "CE": ("Y", 100)}
_DAYS = {"D": 1, "W": 7}
_SHIFT_KINDS = {(True, True): "later", (True, False): "earlier", (False, True): "ahead", (False, False): "ago"}
_NEAR_FUTURE_DAYS = 75


def meaning_of(match: DateMatch, setting: Setting) -> Meaning:
    """The meaning of a match in its setting."""
    return _READERS[match.kind](match, setting)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _days(low: date, high: date) -> str:
    return f"{low.isoformat()}/{high.isoformat()}"


def _week_timex(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _valid(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _date(match: DateMatch, setting: Setting) -> Meaning:
    slots = match.slots
    if "season" in slots:
        return _season(slots, setting)
    year, month, day = slots.get("year"), slots.get("month", slots.get("monthnum")), slots.get("day")
    if "told_year" in match.rule:
        told = Published.from_edtf(setting.told).year
        year = told + int(match.rule["told_year"]) if told else None
    if match.rule.get("today") and not day:
        return _weekday(slots, setting)
    if month and day:
        return _month_day(slots, setting, year, month, day)
    if month:
        return _month(slots, setting, year, month)
    if year:
        return Meaning("year", f"{year}", f"{year}", year=year, anchor="none")
    return _weekday(slots, setting)


def _clocked(meaning: Meaning, slots: dict[str, Any]) -> Meaning:
    """The same with the hour or part of the day that the words add."""
    day = meaning.edtf if meaning.told_day or (meaning.edtf or "").startswith("XXXX") else None
    if "hour" in slots:
        hour = _hour(slots)
        clock = f"{hour:02d}:{slots.get('minute') or 0:02d}"
        return replace(meaning, timex_type="TIME", timex=f"{day}T{clock}" if day else None)
    if "part" in slots:
        return replace(meaning, timex_type="TIME", timex=f"{day}T{slots['part']}" if day else None)
    return meaning


def _hour(slots: dict[str, Any]) -> int:
    hour, half = int(slots["hour"]), slots.get("half")
    if half == "p" and hour < 12:
        return hour + 12
    return 0 if half == "a" and hour == 12 else hour


def _month_day(slots: dict[str, Any], setting: Setting, year: int | None, month: int, day: int) -> Meaning:
    weekday = slots.get("weekday")
    found = _valid(year, month, day) if year else _nearest(setting, month, day, weekday, slots.get("direction"))
    kind = "day" if year else "weekday_day" if weekday is not None else "month_day"
    edtf = found.isoformat() if found else f"{year or 'XXXX'}-{month:02d}-{day:02d}"
    anchor = "none" if year else "publication"
    return _clocked(
        Meaning(kind, edtf, edtf, year=year, month=month, day=day, weekday=weekday, anchor=anchor, told_day=found), slots
    )


def _nearest(setting: Setting, month: int, day: int, weekday: int | None, direction: int | None) -> date | None:
    """The day of an unnamed year: that of the neighbour's year, of the weekday, or the one on the side that the clause looks to."""
    if setting.year:
        return _valid(setting.year, month, day)
    published = setting.published
    if published.year is None:
        return None
    days = [d for y in (published.year, published.year - 1, published.year + 1) if (d := _valid(y, month, day))]
    if published.day is None:
        return days[0] if days else None
    fitting = [d for d in days if d.weekday() == weekday] or days
    if weekday is not None and len(fitting) == 1:
        return fitting[0]
    return _on_side(fitting, published.day, direction or (1 if setting.ahead else -1 if setting.past else 0))


def _on_side(days: list[date], now: date, direction: int) -> date | None:
    past, future = [d for d in days if d <= now], [d for d in days if d >= now]
    soon = [d for d in future if (d - now).days <= _NEAR_FUTURE_DAYS]
    if direction > 0:
        return min(future, default=max(past, default=None))
    if direction == 0 and soon:
        return min(soon)
    return max(past, default=min(future, default=None))


def _month(slots: dict[str, Any], setting: Setting, year: int | None, month: int) -> Meaning:
    told = year or _year_of_month(setting, month, slots.get("direction"))
    edtf = f"{told or 'XXXX'}-{month:02d}"
    return Meaning("month", edtf, edtf, year=year, month=month, anchor="none" if year else "publication")


def _year_of_month(setting: Setting, month: int, direction: int | None) -> int | None:
    """The latest such month up to that of publication; the first from it on where the words look ahead."""
    published = setting.published
    if setting.year or published.year is None or published.month is None:
        return setting.year or published.year
    if direction == 1 or (setting.ahead and direction is None):
        return published.year + (month < published.month or (direction == 1 and month == published.month))
    return published.year - (month > published.month)


def _weekday(slots: dict[str, Any], setting: Setting) -> Meaning:
    weekday, published = slots.get("weekday"), setting.published
    assert weekday is not None
    if published.day is None:
        month = published.edtf if published.month else None
        return _clocked(Meaning("weekday", month, month, weekday=weekday), slots)
    found = published.day + timedelta(days=_weekday_offset(weekday, published.day, slots.get("direction"), setting.ahead))
    return _clocked(Meaning("weekday", found.isoformat(), found.isoformat(), weekday=weekday, told_day=found), slots)


def _weekday_offset(weekday: int, now: date, direction: int | None, ahead: bool) -> int:
    """Days from publication: 0 to 6 back; forward where the words look ahead; "last" and "next" leave the day itself out."""
    back = (now.weekday() - weekday) % 7
    if direction == -1:
        return -(back or 7)
    if direction == 1:
        return 7 - back
    return (-back) % 7 if ahead else -back


def _season(slots: dict[str, Any], setting: Setting) -> Meaning:
    season, year, direction = str(slots["season"]), slots.get("year"), slots.get("direction")
    first, last = _SEASON_MONTHS[season]
    told = year or (None if setting.general else _year_of_season(setting, first, direction))
    if told is None:
        return Meaning("season", f"XXXX-{first:02d}/XXXX-{last:02d}", f"XXXX-{season}")
    end = told + (last < first)
    edtf = f"{told}-{first:02d}/{end}-{last:02d}"
    return Meaning("season", edtf, f"{told}-{season}", year=year, anchor="none" if year else "publication")


def _year_of_season(setting: Setting, first: int, direction: int | None) -> int | None:
    published = setting.published
    if published.year is None or published.month is None:
        return published.year
    if direction == 1 or setting.ahead:
        return published.year + (first < published.month)
    return published.year - (first > published.month)


def _relative_day(match: DateMatch, setting: Setting) -> Meaning:
    offset = int(match.slots["relday"])
    kind = {-2: "before_yesterday", -1: "yesterday", 0: "today", 1: "tomorrow"}.get(offset, "after_tomorrow")
    if setting.general:
        return Meaning("nowadays", None, "PRESENT_REF")
    return _clocked(_counted(kind, setting.published.day, offset, setting, "publication"), match.slots)


def _story_day(match: DateMatch, setting: Setting) -> Meaning:
    offset = int(match.slots["storyday"])
    return _clocked(_counted("story_day", setting.now, offset, setting, "event"), match.slots)


def _counted(kind: str, start: date | None, offset: int, setting: Setting, anchor: str) -> Meaning:
    if start is None:
        month = setting.published.edtf if setting.published.month else None
        return Meaning(kind, month, month, offset_days=offset, anchor=anchor)
    found = start + timedelta(days=offset)
    return Meaning(kind, found.isoformat(), found.isoformat(), offset_days=offset, anchor=anchor, told_day=found)


def _part_today(match: DateMatch, setting: Setting) -> Meaning:
    return _clocked(_counted("today", setting.published.day, 0, setting, "publication"), {"part": "NI", **match.slots})


def _part_story(match: DateMatch, setting: Setting) -> Meaning:
    part = match.slots.get("part") or match.rule.get("default_part")
    return _clocked(_counted("story_day", setting.now, 0, setting, "event"), {"part": part})


def _weekend(match: DateMatch, setting: Setting) -> Meaning:
    now = setting.published.day
    direction = match.slots.get("direction", 1 if setting.ahead else 0)
    if now is None:
        return Meaning("weekend", None, None)
    monday = week_of(now)[0]
    weeks = direction if direction or now.weekday() >= 5 or setting.ahead else -1
    saturday = monday + timedelta(days=5 + 7 * (weeks if not setting.ahead or now.weekday() >= 5 else 0))
    return Meaning("weekend", _days(saturday, saturday + timedelta(days=1)), f"{_week_timex(saturday)}-WE")


def _relative_unit(match: DateMatch, setting: Setting) -> Meaning:
    direction = int(match.slots.get("direction", match.rule.get("direction", 0)))
    published = setting.published
    if match.rule.get("from_story"):
        published = Published.from_edtf(setting.told or published.edtf)
    name = {-1: "last", 0: "this", 1: "next"}[direction]
    reader = {"W": _week_unit, "M": _month_unit, "Y": _year_unit}.get(match.slots["unit"])
    word = {"W": "week", "M": "month", "Y": "year"}.get(match.slots["unit"], "period")
    edtf, timex = reader(published, direction, setting.ahead) if reader else (None, None)
    return Meaning(f"{name}_{word}", edtf, timex, anchor="event" if match.rule.get("from_story") else "publication")


def _week_unit(published: Published, direction: int, ahead: bool) -> tuple[str | None, str | None]:
    if published.day is None:
        return None, None
    monday, sunday = week_of(published.day + timedelta(weeks=direction))
    timex = _week_timex(monday)
    if direction:
        return _days(monday, sunday), timex
    return (_days(published.day, sunday) if ahead else _days(monday, published.day)), timex


def _month_unit(published: Published, direction: int, ahead: bool) -> tuple[str | None, str | None]:
    if published.year is None or published.month is None:
        return None, None
    months = published.year * 12 + published.month - 1 + direction
    edtf = f"{months // 12:04d}-{months % 12 + 1:02d}"
    return edtf, edtf


def _year_unit(published: Published, direction: int, ahead: bool) -> tuple[str | None, str | None]:
    edtf = None if published.year is None else f"{published.year + direction:04d}"
    return edtf, edtf


def _part_of_unit(match: DateMatch, setting: Setting) -> Meaning:
    meaning = _relative_unit(match, setting)
    return replace(meaning, kind="part_of_" + meaning.kind.split("_")[-1])


def _month_week(match: DateMatch, setting: Setting) -> Meaning:
    """The n-th seven days of a month; the last seven for "last"."""
    slots, ordinal = match.slots, int(match.slots["ordinal"])
    month = slots["month"]
    year = slots.get("year") or _year_of_month(setting, month, slots.get("direction"))
    if year is None:
        return Meaning("month_week", f"XXXX-{month:02d}", f"XXXX-{month:02d}", month=month)
    length = calendar.monthrange(year, month)[1]
    first = length - 6 if ordinal < 0 else 7 * ordinal - 6
    low, high = date(year, month, first), date(year, month, min(first + 6, length))
    return Meaning("month_week", _days(low, high), _week_timex(low), year=slots.get("year"), month=month)


def period(amount: float | None, unit: str) -> str:
    """A TimeML duration; X where the amount is not told.

    >>> period(2, "D"), period(None, "DE")
    ('P2D', 'PX0Y')
    """
    base, factor = _MULTIPLES.get(unit, (unit, 1))
    if amount is None:
        return _PERIODS[base].format("X0" if unit == "DE" else "X00" if unit == "CE" else "X")
    return _PERIODS[base].format(f"{amount * factor:g}")


def _duration(match: DateMatch, setting: Setting) -> Meaning:
    slots = match.slots
    amount, unit = slots.get("num", match.rule.get("amount")), slots.get("unit")
    value = match.rule.get("period") or period(amount, unit or "D")
    shift = slots.get("shift") or setting.shift
    if shift is None or unit is None or amount is None:
        return Meaning("duration", value, value, "DURATION", anchor="none")
    from_story = setting.shift_from_story and "shift" not in slots
    start = Published.from_edtf(setting.told or setting.published.edtf) if from_story else setting.published
    edtf = _shifted(start, int(amount) * shift, unit, from_story and not setting.of_event)
    kind = "of_event" if setting.of_event else _SHIFT_KINDS[from_story, shift > 0]
    if "shift" in slots:
        return Meaning(kind, edtf, _ago_timex(edtf), anchor="publication")
    return Meaning(kind, edtf, value, "DURATION", anchor="event" if from_story else "publication")


def _ago_timex(edtf: str | None) -> str | None:
    return _week_timex(date.fromisoformat(edtf[:10])) if edtf and "/" in edtf else edtf


def _shifted(start: Published, amount: int, unit: str, exact: bool) -> str | None:
    """The day, week, month or year that lies `amount` units from the start; years keep the month told where `exact`."""
    base, factor = _MULTIPLES.get(unit, (unit, 1))
    amount *= factor
    if start.year is None or abs(amount) > 5000:
        return None
    if base == "Y":
        year = f"{start.year + amount:04d}"
        return f"{year}-{start.month:02d}" if exact and start.month else year
    if base == "M" and start.month:
        months = start.year * 12 + start.month - 1 + amount
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if start.day is None or base not in _DAYS:
        return None
    found = start.day + timedelta(days=amount * _DAYS[base])
    return _days(*week_of(found)) if base == "W" else found.isoformat()


def _vague_duration(match: DateMatch, setting: Setting) -> Meaning:
    value = period(None, match.slots["unit"])
    if (match.slots.get("shift") or setting.shift) == -1 and not setting.shift_from_story:
        return Meaning("recently", _until(setting.published.edtf), value, "DURATION")
    return Meaning("duration", value, value, "DURATION", anchor="none")


def _recent(match: DateMatch, setting: Setting) -> Meaning:
    amount, unit = match.slots.get("num"), match.slots.get("unit")
    timex = "PAST_REF" if unit is None else period(amount, unit)
    return Meaning("recently", _until(setting.published.edtf), timex, "DATE" if unit is None else "DURATION")


def _coming(match: DateMatch, setting: Setting) -> Meaning:
    edtf = f"{setting.published.edtf}/.." if setting.published.edtf else None
    return Meaning("ahead", edtf, period(match.slots.get("num"), match.slots["unit"]), "DURATION")


def _set(match: DateMatch, setting: Setting) -> Meaning:
    slots = match.slots
    if "weekday" in slots:
        value = f"XXXX-WXX-{slots['weekday'] + 1}"
    else:
        value = period(slots.get("num", 1), slots.get("unit") or match.rule["every"])
    return Meaning("set", None, value, "SET", weekday=slots.get("weekday"), anchor="none")


def _until(edtf: str | None) -> str | None:
    return f"../{edtf}" if edtf else None


def _ref(match: DateMatch, setting: Setting) -> Meaning:
    kind = {"PRESENT_REF": "nowadays", "PAST_REF": "once"}.get(match.rule["timex"], "someday")
    return Meaning(kind, None, match.rule["timex"])


def _recently(match: DateMatch, setting: Setting) -> Meaning:
    return Meaning("recently", _until(setting.published.edtf), "PAST_REF")


def _earlier(match: DateMatch, setting: Setting) -> Meaning:
    now = setting.now.isoformat() if setting.now else setting.published.edtf
    return Meaning("earlier", _until(now), "PAST_REF", anchor="event")


def _decade(match: DateMatch, setting: Setting) -> Meaning:
    digits = match.slots.get("decade")
    if not isinstance(digits, int):
        return Meaning("decade", None, None)
    first = digits if digits > 99 else 1900 + digits
    return Meaning("decade", f"{first}/{first + 9}", str(first // 10), anchor="none")


def _century(match: DateMatch, setting: Setting) -> Meaning:
    number = match.slots.get("century")
    if not number or number > 21:
        return Meaning("century", None, None)
    return Meaning("century", f"{100 * number - 99:04d}/{100 * number:04d}", f"{number - 1:02d}", anchor="none")


def _time(match: DateMatch, setting: Setting) -> Meaning:
    day = setting.now.isoformat() if setting.now else None
    clock = f"{_hour(match.slots):02d}:{match.slots.get('minute') or 0:02d}" if "hour" in match.slots else match.rule.get("clock")
    return Meaning("time", None, f"{day}T{clock}" if day else None, "TIME", anchor="event")


_READERS = {
    "date": _date, "relative_day": _relative_day, "story_day": _story_day, "part_today": _part_today, "part_story": _part_story,
    "weekend": _weekend, "relative_unit": _relative_unit, "part_of_unit": _part_of_unit, "month_week": _month_week, "duration": _duration,
    "vague_duration": _vague_duration, "recent": _recent, "coming": _coming, "set": _set, "ref": _ref, "recently": _recently,
    "earlier": _earlier, "decade": _decade, "century": _century, "time": _time,
}  # fmt: skip
