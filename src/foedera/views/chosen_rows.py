"""A part of the record: one agreement and what happened around it, one country, one span of days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from foedera.record.model import AgreementRow, DocumentRow, EventRow, LifecycleRow, Record
from foedera.values.dates import DateRange
from foedera.views.rows import agreement_by_id


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for: an agreement by id, a state by code, days both included. None: no limit."""

    agreement: str | None = None
    country: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> DateRange | None:
        """The span of days; None when neither end is given."""
        return DateRange(self.since, self.until) if self.since or self.until else None


def chosen_rows(record: Record, chosen: Chosen) -> Record:
    """The record with the rows asked for and what goes with them: documents that tell of them, quotations in those, what differs on them.

    A step or event is kept when it may lie in the span of days; one of which no day is known is left out once a span is asked for.
    Raises UsageError for an unknown agreement.
    """
    if chosen == Chosen():
        return record
    agreements = tuple(_in_span(a, chosen.days) for a in _agreements(record, chosen))
    if chosen.days:
        agreements = tuple(a for a in agreements if a.lifecycle)
    events = tuple(e for e in record.events if _is_asked(e, agreements, chosen) and _may_lie_in(e, chosen.days))
    return _with_what_goes_along(record, agreements, events, chosen)


def _agreements(record: Record, chosen: Chosen) -> Iterable[AgreementRow]:
    named = (agreement_by_id(record, chosen.agreement),) if chosen.agreement else record.agreements
    return [a for a in named if chosen.country is None or chosen.country in a.parties]


def _in_span(agreement: AgreementRow, days: DateRange | None) -> AgreementRow:
    return replace(agreement, lifecycle=tuple(s for s in agreement.lifecycle if _may_lie_in(s, days)))


def _may_lie_in(row: LifecycleRow | EventRow, days: DateRange | None) -> bool:
    return days is None or (row.days is not None and not row.days.intersection(days).is_empty)


def ends_of(event: EventRow) -> frozenset[str]:
    """The codes of all who act in the event or are acted on."""
    return frozenset(part for code in (event.source, event.target) if code for part in code.split("+"))


def _is_asked(event: EventRow, agreements: tuple[AgreementRow, ...], chosen: Chosen) -> bool:
    """An event around the agreement asked for (a party acts or is acted on), and of the country asked for."""
    ends = ends_of(event)
    around = not chosen.agreement or any(ends & {*a.parties} for a in agreements)
    return around and (chosen.country is None or chosen.country in ends)


def _with_what_goes_along(
    record: Record, agreements: tuple[AgreementRow, ...], events: tuple[EventRow, ...], chosen: Chosen
) -> Record:
    rows = {e.id for e in events} | {a.id for a in agreements}
    rows |= {s.id for a in agreements for s in a.lifecycle} | {d.id for a in agreements for d in a.provisions}
    telling = {told.document_id for e in events for told in e.reported_by} | {d for a in agreements for d in _documents_of(a)}
    codes = {code for e in events for code in ends_of(e)} | {p for a in agreements for p in a.parties} | {chosen.country or ""}
    ids = {a.id for a in agreements}
    return replace(
        record,
        agreements=agreements,
        events=events,
        documents=tuple(d for d in record.documents if d.id in telling or _copied(d, telling)),
        actors=tuple(a for a in record.actors if a.id.partition(":")[2] in codes or a.state in codes),
        quotes=tuple(q for q in record.quotes if q.document_id in telling),
        disagreements=tuple(d for d in record.disagreements if d.about in rows or d.about.split("/")[0] in ids),
        copies=tuple(group for group in record.copies if telling.intersection(group)),
        conflicts=tuple(c for c in record.conflicts if c.about in rows),
        perhaps_same=tuple(p for p in record.perhaps_same if rows.intersection(p.rows)),
        facts=tuple(f for f in record.facts if f.agreement_id in ids),
        judgements=tuple(j for j in record.judgements if rows.intersection(j.rows)),
    )


def _documents_of(agreement: AgreementRow) -> Iterable[str]:
    yield from agreement.documents
    yield from (told.document_id for step in agreement.lifecycle for told in step.reported_by)
    yield from (told.document_id for duty in agreement.provisions for told in duty.reported_by)


def _copied(row: DocumentRow, telling: set[str]) -> bool:
    """A page that a telling one copies is one of the sources too, though it may word the row otherwise."""
    return row.copy_of in telling
