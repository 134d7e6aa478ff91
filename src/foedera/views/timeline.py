"""The record in order of time: steps and events, each with its interval, so that uncertainty can be drawn."""

from dataclasses import dataclass
from datetime import date

from foedera.record.model import Account, AgreementRow, Record
from foedera.values.dates import DateRange
from foedera.views.labels import Labels


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """`kind` is step or event; `days` None or open where nothing tells; `accounts` are who reports it."""

    id: str
    kind: str
    label: str
    days: DateRange | None
    date: str | None
    certainty: str
    factuality: str
    accounts: tuple[Account, ...]
    independent_sources: int


def _steps(agreement: AgreementRow, labels: Labels) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            row.id,
            "step",
            f"{labels.step(row)} — {labels.actor(row.actor)}",
            row.days,
            row.date,
            labels.certainty(row.factuality, row.reported_by[0].said_by if row.reported_by else ()),
            row.factuality.value,
            row.reported_by,
            row.independent_sources,
        )
        for row in agreement.lifecycle
    ]


def _events(record: Record, labels: Labels) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            row.id,
            "event",
            f"{labels.event(row)} — {row.what}",
            row.days,
            row.date,
            labels.certainty(row.factuality, row.reported_by[0].said_by if row.reported_by else ()),
            row.factuality.value,
            row.reported_by,
            row.independent_sources,
        )
        for row in record.events
    ]


def _order(entry: TimelineEntry) -> tuple[date, date, str]:
    days = entry.days or DateRange()
    return (days.earliest or days.latest or date.max, days.latest or date.max, entry.id)


def timeline_of(record: Record, labels: Labels, agreement_id: str | None = None) -> tuple[TimelineEntry, ...]:
    """Entries in order of their first possible day, the undated last. With an agreement: its steps, and events between its parties."""
    agreements = [a for a in record.agreements if agreement_id in (None, a.id)]
    entries = [e for a in agreements for e in _steps(a, labels)]
    entries += _events(record, labels)
    return tuple(sorted(entries, key=_order))
