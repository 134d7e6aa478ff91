"""Small things that every page shows alike: a day with its uncertainty, how surely something is told, quoted words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from foedera.record.model import Account, EventRow, LifecycleRow, ProvisionRow
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.labels import Labels

BAR = 100.0  # a bar is drawn on a line so long
RECENT = 1500  # days before the last one that the line shows
LEAST = 1.5  # and no part of it is shorter than this


@dataclass(frozen=True, slots=True)
class Bar:
    """Where an interval lies on its page's line of time, from 0 to 100. `opens`, `closes` False: nothing bounds it on that side."""

    start: float
    length: float
    is_day: bool
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day or an interval: EDTF (None: unknown), in words, and its bar on the page's line of time (None: no bound at all)."""

    edtf: str | None
    words: str
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """How surely something is told: `code` is that of values/codes.Factuality, `words` say it with the voices."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a document at `start` to `end` of its text, and how it tells them. `in_words`: the date as told."""

    statement_id: str
    document_id: str
    source: str
    start: int
    end: int
    text: str
    badge: Badge | None = None
    in_words: str = ""


class Scale:
    """The line of time of one page: from the first to the last day its rows speak of; what is much older stands at its left edge."""

    def __init__(self, days: Iterable[DateRange | None]) -> None:
        ends = [end for d in days if d for end in (d.earliest, d.latest) if end]
        self.last = max(ends, default=None)
        self.first = min((end for end in ends if self.last and (self.last - end).days <= RECENT), default=None)
        if self.first and self.last and (self.last - self.first).days < 30:
            self.first -= timedelta(days=15) if self.first > date(1, 2, 1) else timedelta()
            self.last += timedelta(days=15) if self.last < date(9999, 11, 1) else timedelta()

    def place(self, day: date) -> float:
        """Where a day lies, from 0 to 100. Only for a scale that has days."""
        assert self.first and self.last
        span = max((self.last - self.first).days, 1)
        return round(min(max((day - self.first).days / span, 0.0), 1.0) * BAR, 2)

    def bar(self, days: DateRange | None) -> Bar | None:
        """The bar of an interval; None where nothing bounds it."""
        if days is None or (days.earliest is None and days.latest is None) or self.first is None:
            return None
        start = self.place(days.earliest) if days.earliest else 0.0
        end = self.place(days.latest) if days.latest else BAR
        length = max(round(end - start, 2), LEAST)
        return Bar(min(start, BAR - length), length, days.is_day, days.earliest is not None, days.latest is not None)


def day_shown(days: DateRange | None, edtf: str | None, labels: Labels, scale: Scale | None = None) -> Day:
    """The day of a row: its bounds where there are any, else the date as read."""
    text = edtf_from_range(days) or edtf
    return Day(text, labels.day(text), scale.bar(days) if scale else None)


def badge_of(row: LifecycleRow | EventRow | ProvisionRow, labels: Labels) -> Badge:
    """How surely the row is told, by its first account."""
    return Badge(row.factuality.value, labels.certainty_of(row))


def quoted(account: Account, sources: dict[str, str], labels: Labels) -> Quoted:
    """The words of an account; `sources` names documents by id."""
    at, badge = account.evidence, Badge(account.factuality.value, labels.certainty(account.factuality, account.said_by))
    name = sources.get(account.document_id, account.document_id)
    return Quoted(account.statement_id, account.document_id, name, at.start, at.end, at.text, badge, account.in_words or "")
