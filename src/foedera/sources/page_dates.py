"""The day a page gives for itself, in the words of its language: "publié le 3 mars 2023 à 7h05" is 2023-03-03T07:05."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.values.span import Span

FIRST_YEAR, LAST_YEAR = 1600, 2199  # no newspaper is older than 1605 (the Relation of Strasbourg); beyond the other, a slip of the pen
_BLANK = "[ \\xa0\\u202f]"
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z| ?[+-]\d{2}:?\d{2})?)?)?$")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date as the page writes it: where, and what it says in EDTF (a day, a day with a time, or a month)."""

    span: Span
    edtf: str


@lru_cache(maxsize=8)
def _months(pack: LanguagePack) -> dict[str, int]:
    return {str(name): int(number) for name, number in pack.table("calendar").get("months", {}).items()}


def filled(pattern: str, pack: LanguagePack) -> str:
    """A pattern of the page table with the calendar's words in its slots; a blank stands for any blank that keeps the line."""
    calendar, page = pack.table("calendar"), pack.table("page")
    words = {"month": "|".join(sorted(_months(pack), key=len, reverse=True)), "weekday": "|".join(calendar.get("weekdays", {}))}
    pattern = pattern.replace("{clock}", page.get("clock", "")).replace(" ", _BLANK)
    return pattern.replace("{month}", f"(?P<month>{words['month']})").replace("{weekday}", f"(?:{words['weekday']})")


@lru_cache(maxsize=8)
def _patterns(pack: LanguagePack) -> tuple[re.Pattern[str], ...]:
    page = pack.table("page")
    sources = [*page.get("dates", ()), *([page["months_only"]] if "months_only" in page else [])]
    return tuple(re.compile(r"(?<!\w)" + filled(p, pack) + r"(?!\w)", re.IGNORECASE) for p in sources)


def dates_in(text: str, start: int, end: int, pack: LanguagePack) -> Iterator[PageDate]:
    """Full dates with a year (and bare months with one) from start to end, the more exact reading first at each place."""
    taken: list[Span] = []
    for pattern in _patterns(pack):
        for match in pattern.finditer(text, start, end):
            edtf = _edtf_of(match, pack)
            span = Span(*match.span())
            if edtf and not any(t.start < span.end and span.start < t.end for t in taken):
                taken.append(span)
                yield PageDate(span, edtf)


def _edtf_of(match: re.Match[str], pack: LanguagePack) -> str | None:
    found = match.groupdict()
    month = int(found["monthnumber"]) if found.get("monthnumber") else _months(pack)[found["month"].lower()]
    if not found.get("day"):
        return f"{found['year']}-{month:02}" if FIRST_YEAR <= int(found["year"]) <= LAST_YEAR else None
    return _day(int(found["year"]), month, int(found["day"]), _hour(found), found.get("minute"))


def _hour(found: dict[str, str | None]) -> int | None:
    if not found.get("hour"):
        return None
    hour, half = int(found["hour"] or 0), (found.get("half") or "").lower()
    return hour % 12 + (12 if half == "p" else 0) if half else hour


def _day(year: int, month: int, day: int, hour: int | None, minute: str | None) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        moment = datetime(year, month, day, hour or 0, int(minute or 0))
    except ValueError:
        return None
    return moment.strftime("%Y-%m-%d") if hour is None else moment.strftime("%Y-%m-%dT%H:%M")


def publication_from_iso(text: str) -> str | None:
    """A day, a day with a time or a month as ISO 8601 writes it, brought to EDTF without seconds and zone; None for anything else.

    >>> publication_from_iso("2024-11-12T08:48:10+01:00"), publication_from_iso("2024-13-01")
    ('2024-11-12T08:48', None)
    """
    match = _ISO.match(text.strip())
    if not match:
        return None
    year, month, day, hour, minute = match.groups()
    full = _day(int(year), int(month), int(day or 1), int(hour) if hour else None, minute)
    return full if day or full is None else full[:7]
