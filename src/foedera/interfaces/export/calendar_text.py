"""Days as a calendar (iCalendar, RFC 5545): all-day entries; what is not sure of its day lasts as long as it may, and says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from foedera.values.control_characters import CONTROLS
from foedera.values.dates import DateRange

LINE_BYTES = 75  # RFC 5545, section 3.1: octets of a line, its end left out
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"} | dict.fromkeys(CONTROLS - {"\n", "\t"}))
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000))


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry: `days` it may fall on (one end at least is known), `sure` when it is said to have happened, without hedge or denial."""

    id: str
    title: str
    note: str
    days: DateRange
    sure: bool = True
    categories: tuple[str, ...] = ()
    url: str | None = None


def calendar_text(name: str, about: str, entries: Iterable[CalendarEntry], stamp: datetime) -> str:
    """The whole calendar. `stamp`, in UTC, is when it was last brought up to date: the same entries and stamp give the same bytes.

    Entries without any day are left out: a calendar has no place for them.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Foedera//Foedera//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_text(name)}", f"NAME:{_text(name)}", f"DESCRIPTION:{_text(about)}"]
    for entry in entries:
        lines += _entry(entry, stamp)
    return "".join(f"{piece}\r\n" for line in (*lines, "END:VCALENDAR") for piece in _folded(line))


def _entry(entry: CalendarEntry, stamp: datetime) -> list[str]:
    first, last = entry.days.earliest or entry.days.latest, entry.days.latest or entry.days.earliest
    if first is None or last is None:
        return []
    status = "CONFIRMED" if entry.sure and entry.days.is_day else "TENTATIVE"
    lines = ["BEGIN:VEVENT", f"UID:{uuid5(NAMESPACE_URL, f'foedera:{entry.id}')}", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"]
    lines += [f"DTSTART;VALUE=DATE:{_day(first)}", f"DTEND;VALUE=DATE:{_day(_after(last))}"]
    lines += [f"SUMMARY:{_text(entry.title)}", f"DESCRIPTION:{_text(entry.note)}", f"STATUS:{status}", "TRANSP:TRANSPARENT"]
    lines += [f"CATEGORIES:{','.join(map(_text, entry.categories))}"] if entry.categories else []
    lines += [f"URL:{entry.url}"] if entry.url and entry.url.isprintable() and " " not in entry.url else []
    return [*lines, "END:VEVENT"]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _after(day: date) -> date:
    """The day after, which the end of an all-day entry names; the last day that there is stays."""
    return day if day == date.max else day + timedelta(days=1)


def _text(value: str) -> str:
    """A value of type TEXT (section 3.3.11): line ends of any kind are one, what steers a terminal is left out."""
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_SURROGATES).translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces short enough, no character cut in two; each piece but the first begins with a space."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE_BYTES:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
