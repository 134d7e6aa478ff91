"""The record in order of time: steps and events, each with its interval, so that uncertainty can be drawn."""

from dataclasses import dataclass
from datetime import date

from foedera.record.model import Account, EventRow, LifecycleRow, Record
from foedera.values.dates import DateRange
from foedera.views.chosen_rows import ends_of
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


def _entry(row: LifecycleRow | EventRow, kind: str, label: str, labels: Labels) -> TimelineEntry:
    certainty = labels.certainty_of(row)
    return TimelineEntry(row.id, kind, label, row.days, row.date, certainty, row.factuality.value, row.reported_by, row.independent_sources)


def _order(entry: TimelineEntry) -> tuple[date, date, str]:
    days = entry.days or DateRange()
    return (days.earliest or days.latest or date.max, days.latest or date.max, entry.id)


def timeline_of(record: Record, labels: Labels, agreement_id: str | None = None) -> tuple[TimelineEntry, ...]:
    """Entries in order of their first possible day, the undated last.

    With an agreement: its steps, and the events around it, in which one of its parties acts or is acted on.
    """
    agreements = [a for a in record.agreements if agreement_id in (None, a.id)]
    parties = {party for a in agreements for party in a.parties}
    events = [e for e in record.events if agreement_id is None or ends_of(e) & parties]
    entries = [_entry(s, "step", f"{labels.step(s)} — {labels.actor(s.actor)}", labels) for a in agreements for s in a.lifecycle]
    entries += [_entry(e, "event", f"{labels.event(e)} — {e.what}", labels) for e in events]
    return tuple(sorted(entries, key=_order))
