"""Rows of the record from drafts and the days found for them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from foedera.record import statement_ids
from foedera.record.agreements import ToldAgreement, all_names, best_kind, best_name
from foedera.record.constraint_network import ConstraintNetwork
from foedera.record.dating import published_of
from foedera.record.independent_sources import independent_sources
from foedera.record.joined import joined_agreements, joined_events, joined_steps
from foedera.record.lifecycle import RowDraft
from foedera.record.model import (
    Account,
    AgreementRow,
    DocumentRow,
    EventRow,
    LifecycleRow,
    ProvisionRow,
    QuantityAccount,
    QuoteRow,
    ReadDocument,
    Reason,
)
from foedera.record.page_sources import PAGE, credited_outlets
from foedera.record.same_event import EventDraft
from foedera.record.statement_ids import quote_id
from foedera.record.tellings import Telling
from foedera.record.told_dates import published_variable, told_variable
from foedera.record.wire_copies import Copies
from foedera.values.codes import Factuality
from foedera.values.dates import DateRange, edtf_from_range

FACTUALITY = (Factuality.STATED, Factuality.ATTRIBUTED, Factuality.HEDGED, Factuality.FORECAST, Factuality.DENIED)
UPPER_BY_PAGE = frozenset({"same_act", "done_before_published", "published_as_said"})


def surest(accounts: Sequence[Account]) -> Factuality:
    """The surest way in which any document tells it."""
    return min((a.factuality for a in accounts), key=FACTUALITY.index, default=Factuality.STATED)


def days_and_why(network: ConstraintNetwork, variable: str, tellings: Sequence[Telling]) -> tuple[DateRange | None, tuple[Reason, ...]]:
    """The days found. An end told as open ("since ...") stays open when only the day of publication would close it."""
    days = network.days(variable)
    if days is None:
        return None, ()
    told = [t.told_days for t in tellings if t.told_days]
    if told and all(t.latest is None for t in told) and {r.rule for r in network.why_bound(variable, 1)} <= UPPER_BY_PAGE:
        return DateRange(days.earliest, None), network.why_bound(variable, 0)
    return days, network.why(variable)


def bound_reasons(network: ConstraintNetwork, variable: str, days: DateRange | None) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """What the earliest and the latest day rest on, each from the nearest rule back to the words; nothing for an open end."""
    low = network.why_bound(variable, 0) if days and days.earliest else ()
    high = network.why_bound(variable, 1) if days and days.latest else ()
    return low, high


def row_about(agreement_id: str, draft: RowDraft) -> str:
    """What a disagreement about the row names: "PRK-RUS-2024/ratified:PRK"."""
    return f"{agreement_id}/{draft.step}" + (f":{draft.actor}" if draft.actor else "")


def quotes_told(items: Sequence[ReadDocument]) -> tuple[QuoteRow, ...]:
    """Every quotation, in order of document and place, each once."""
    rows = {
        quote_id(item.document.id, q): QuoteRow(quote_id(item.document.id, q), q.speaker, q.text, q.via, item.document.id, q.evidence)
        for item in items
        for q in item.reading.quotes
    }
    return tuple(sorted(rows.values(), key=lambda r: (r.document_id, r.evidence, r.id)))


def lifecycle_row(agreement_id: str, draft: RowDraft, network: ConstraintNetwork, copy_root: Mapping[str, str]) -> LifecycleRow:
    """The row of a step, with its days, the reasons for them and every account. `copy_root`: what each document counts as."""
    days, why = days_and_why(network, draft.variable, draft.tellings)
    low, high = bound_reasons(network, draft.variable, days)
    accounts = tuple(t.account() for t in draft.tellings)
    said = [t.statement for t in draft.tellings]
    return LifecycleRow(
        id=lifecycle_id(agreement_id, draft),
        step=draft.step,
        actor=draft.actor,
        status=draft.status,
        days=days,
        date=edtf_from_range(days),
        date_why=why,
        place=most_told(s.place for s in said),
        factuality=surest(accounts),
        reported_by=accounts,
        independent_sources=independent_sources(accounts, copy_root),
        scope=most_told(getattr(s, "scope", None) for s in said),
        weekday=None if days and days.is_day else network.weekday(draft.variable),
        facts=tuple(sorted({v for r in why if r.rule == "outside_fact" for k, v in r.values if k == "fact"})),
        joined=joined_steps(draft.tellings),
        why_earliest=low,
        why_latest=high,
    )


def most_told(values: Iterable[str | None]) -> str | None:
    """The value most tellings give, the first in order of the alphabet on a tie."""
    told = Counter(v for v in values if v)
    return min(told, key=lambda v: (-told[v], v), default=None)


def agreement_row(
    agreement_id: str,
    group: Sequence[ToldAgreement],
    lifecycle: tuple[LifecycleRow, ...],
    provisions: tuple[ProvisionRow, ...],
    replaces: tuple[str, ...],
) -> AgreementRow:
    """The row of an agreement from all that tell of it; `group` is not empty and of one set of parties."""
    counts = [t.reading.article_count for t in group if t.reading.article_count]
    told = dict(sorted((statement_ids.agreement_id(t.document_id, t.reading), t.document_id) for t in group))
    return AgreementRow(
        id=agreement_id,
        parties=tuple(sorted(set(group[0].reading.parties))),
        kind=best_kind(group),
        name=best_name(group),
        names=all_names(group),
        duration=most_told(t.reading.duration for t in group),
        article_count=min(counts, key=lambda c: (-counts.count(c), c), default=None),
        replaces=replaces,
        lifecycle=lifecycle,
        provisions=provisions,
        statements=tuple(told),
        documents=tuple(told.values()),
        joined=joined_agreements(group),
    )


def dated_rows(
    ids: Sequence[str], rows: Sequence[Sequence[RowDraft]], events: Sequence[EventDraft], documents: Iterable[str]
) -> dict[str, str]:
    """The id of the row that each variable of the dating network stands for."""
    found = {published_variable(name): name for name in documents}
    for agreement_id, drafts in zip(ids, rows, strict=True):
        for draft in drafts:
            row = lifecycle_id(agreement_id, draft)
            found |= {draft.variable: row} | {told_variable(t): row for t in draft.tellings}
    for event in events:
        found |= {event.variable: event.id} | {told_variable(t.telling): event.id for t in event.tellings}
    return found


def lifecycle_id(agreement_id: str, draft: RowDraft) -> str:
    """The id of a lifecycle row: AGREEMENT/step[:actor][:status][#n]."""
    status = "" if draft.status == "done" else f":{draft.status}"
    number = f"#{draft.number + 1}" if draft.number else ""
    return f"{row_about(agreement_id, draft)}{status}{number}"


def event_row(draft: EventDraft, network: ConstraintNetwork, copy_root: Mapping[str, str]) -> EventRow:
    """The row of an event, with its days, the reasons for them and every account. `copy_root`: what each document counts as."""
    tellings = tuple(t.telling for t in draft.tellings)
    days, why = days_and_why(network, draft.variable, tellings)
    low, high = bound_reasons(network, draft.variable, days)
    accounts = tuple(t.account() for t in tellings)
    events = [t.event for t in draft.tellings]
    amounts = list(dict.fromkeys(e.quantity for e in events if e.quantity))
    return EventRow(
        id=draft.id,
        type=events[0].type,
        source=most_told(e.source for e in events),
        target=most_told(e.target for e in events),
        what=max(events, key=lambda e: (len(e.what), e.what)).what,
        days=days,
        date=edtf_from_range(days),
        date_why=why,
        place=most_told(e.place for e in events),
        quantities=tuple(QuantityAccount(q, tuple(n for n, e in enumerate(events) if e.quantity == q)) for q in amounts),
        reported_by=accounts,
        independent_sources=independent_sources(accounts, copy_root),
        factuality=surest(accounts),
        joined=joined_events(draft.tellings),
        why_earliest=low,
        why_latest=high,
    )


def document_row(item: ReadDocument, network: ConstraintNetwork, copies: Copies) -> DocumentRow:
    """The row of a document, with the days it may have been published on and what it copies."""
    document, variable = item.document, published_variable(item.document.id)
    bounds = network.days(variable) or DateRange()
    low, high = bound_reasons(network, variable, bounds)
    return DocumentRow(
        id=document.id,
        outlet=document.outlet or item.reading.outlet,
        lang=document.lang,
        title=document.title or item.reading.title,
        published=published_of(item),
        published_bounds=bounds,
        bounds_why=network.why(variable),
        why_earliest=low,
        why_latest=high,
        counts_as=copies.root.get(document.id, PAGE + document.id),
        copy_of=copies.copy_of.get(document.id),
        derived_share=round(copies.share.get(document.id, 0.0), 2),
        copy_degree=copies.degree.get(document.id, "none"),
        copy_why=copies.why.get(document.id, ()),
        credits=credited_outlets(item),
    )
