"""Steps and events in order of time, each drawn with its uncertainty, month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foedera.views.labels import Labels
from foedera.views.pages.lines import Line, ListRow, lines_of

DAY_OF_NONE = date.min


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one month, newest first; the undated have no month."""

    words: str
    lines: tuple[Line, ...]


def month_groups(rows: Iterable[ListRow], labels: Labels) -> tuple[Group, ...]:
    """Rows by the last month in which they may lie, the newest month first."""
    ordered = sorted(rows, key=lambda r: (last_day(r), r.kind, r.id), reverse=True)
    groups: dict[str, list[Line]] = {}
    for line in lines_of(ordered, labels):
        day = last_day(line.row)
        groups.setdefault(labels.day(day.isoformat()[:7] if day > DAY_OF_NONE else None), []).append(line)
    return tuple(Group(words, tuple(lines)) for words, lines in groups.items())


def last_day(row: ListRow) -> date:
    """The last day on which the row may lie, an open end taken as the known one; the first of all days for an undated row."""
    return (row.days.latest or row.days.earliest if row.days else None) or DAY_OF_NONE
