"""Where documents differ, and whether the values can all be true. Nothing is averaged; things of different units are never compared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foedera.record.amounts import AmountTold, comparable, kind_of_amounts, shown
from foedera.record.event_tellings import EventTelling
from foedera.record.independent_sources import independent_sources, origins
from foedera.record.lifecycle import RowDraft
from foedera.record.model import Account, Disagreement, DisagreementValue, SourceWords
from foedera.record.same_event import EventDraft
from foedera.record.statement_ids import short_hash
from foedera.record.tellings import Telling
from foedera.values.codes import EventType, Factuality, Status, Step
from foedera.values.dates import DateRange, range_from_edtf

CONTRADICTION, COMPATIBLE = "contradiction", "compatible"


@dataclass(frozen=True)
class Told:
    """A value as one account gives it."""

    value: str
    account: Account


def disagreement(
    about: str,
    field: str,
    kind: str,
    told: Iterable[Told],
    copy_root: Mapping[str, str],
    *,
    aspect: str = "",
    beside: tuple[DisagreementValue, ...] = (),
) -> Disagreement | None:
    """The item, None when all give one value, or one voice in one document gives them all.

    `aspect`: see `Disagreement`. `beside`: values that no document gives (the world file's).
    """
    by_value: dict[str, list[Account]] = defaultdict(list)
    for one in told:
        by_value[one.value].append(one.account)
    voices = {(a.document_id, *origins(a, copy_root)) for some in by_value.values() for a in some}
    if len(by_value) + len(beside) < 2 or len(voices) + len(beside) < 2:
        return None
    values = tuple(
        DisagreementValue(
            value,
            tuple(sorted({a.document_id for a in some})),
            tuple(sorted({o for a in some for o in (*a.said_by[:1], *a.also_said_by)})),
            independent_sources(some, copy_root),
            tuple(sorted({SourceWords(a.document_id, a.evidence) for a in some}, key=lambda w: (w.document_id, w.evidence))),
        )
        for value, some in sorted(by_value.items())
    )
    key = (about, field, aspect) if aspect else (about, field)
    return Disagreement("disagreement:" + short_hash(*key, *sorted(by_value)), about, field, kind, (*values, *beside), aspect)


def date_disagreement(about: str, tellings: Sequence[Telling], copy_root: Mapping[str, str]) -> Disagreement | None:
    """Days that cannot be one: all the dates told, when two of them exclude each other."""
    dated = [t for t in tellings if t.done and t.told_days and _closed(t.told_days)]
    days = {t.told_days for t in dated if t.told_days}
    if not any(a.intersection(b).is_empty for a in days for b in days):
        return None
    return disagreement(about, "date", CONTRADICTION, [Told(t.statement.date or "", t.account()) for t in dated], copy_root)


def _closed(days: DateRange) -> bool:
    return days.earliest is not None and days.latest is not None


def amount_disagreements(
    events: Sequence[EventDraft], published: Mapping[str, date | None], copy_root: Mapping[str, str]
) -> list[Disagreement]:
    """For each flow (who, to whom, of what) the numbers told, kept side by side."""
    flows: dict[tuple[str, ...], list[tuple[EventDraft, EventTelling]]] = defaultdict(list)
    for draft in events:
        for one in draft.tellings:
            if one.event.quantity and one.unit and not one.telling.denied:
                flows[str(one.event.type), one.event.source or "", one.event.target or "", one.unit].append((draft, one))
    found = []
    for (event_type, *_), every in sorted(flows.items()):
        least = comparable([one.event.quantity for _, one in every if one.event.quantity], event_type == EventType.DEPLOYMENT)
        some = [(draft, one) for draft, one in every if one.event.quantity and one.event.quantity.value >= least]
        told = [_amount(one, published) for _, one in some]
        about = max((draft.id for draft, _ in some), key=lambda key: (sum(d.id == key for d, _ in some), key))
        kind = kind_of_amounts(told, cumulative=event_type == EventType.CASUALTIES, per_period=event_type == EventType.TRANSFER)
        found.append(
            disagreement(
                about,
                "quantity",
                kind,
                [Told(shown(t.quantity), one.telling.account()) for t, (_, one) in zip(told, some, strict=True)],
                copy_root,
            )
        )
    return [d for d in found if d]


def _amount(one: EventTelling, published: Mapping[str, date | None]) -> AmountTold:
    assert one.event.quantity is not None
    days = one.telling.told_days
    day = (days.latest or days.earliest) if days else None
    voices = frozenset((*one.event.said_by[:1], *one.event.also_said_by))
    return AmountTold(one.event.quantity, day or published.get(one.telling.document_id), days, voices)


def denial_disagreements(events: Sequence[EventDraft], copy_root: Mapping[str, str]) -> list[Disagreement]:
    """What some tell and others deny."""
    sides: dict[tuple[str, str], list[EventDraft]] = defaultdict(list)
    for draft in events:
        kind, _, ends = draft.tellings[0].side
        sides[kind, ends].append(draft)
    found = []
    for _, some in sorted(sides.items()):
        accounts = [(d.id, t.telling) for d in some for t in d.tellings if not t.telling.announced]
        if not _is_answered(some):
            continue
        about = max((key for key, t in accounts if not t.denied), key=lambda key: (sum(k == key for k, _ in accounts), key))
        told = [Told("denied" if t.denied else "stated", t.account()) for _, t in accounts]
        found.append(disagreement(about, "factuality", CONTRADICTION, told, copy_root))
    return [d for d in found if d]


def _is_answered(drafts: Sequence[EventDraft]) -> bool:
    """Whether a denial meets a telling: one that is more than hedged, denied by one of the two sides or in words of the same subject."""
    tellings = [t for d in drafts for t in d.tellings if not t.telling.announced]
    told = [t for t in tellings if t.telling.done and t.event.factuality is not Factuality.HEDGED]
    denied = [t for t in tellings if t.telling.denied]
    sides = {code for t in tellings for end in (t.event.source, t.event.target) for code in (end or "").split("+")}
    return any(set(d.event.said_by + d.event.also_said_by) & sides or d.subject & t.subject for d in denied for t in told)


def status_disagreements(agreement_id: str, rows: Sequence[RowDraft], copy_root: Mapping[str, str]) -> list[Disagreement]:
    """A step that some say is or will be done and others deny."""
    by_act: dict[tuple[Step, str], list[RowDraft]] = defaultdict(list)
    for row in rows:
        by_act[row.step, row.actor].append(row)
    found = []
    for (step, actor), some in sorted(by_act.items()):
        if _denied_and_told(some):
            about = f"{agreement_id}/{step}" + (f":{actor}" if actor else "")
            found.append(
                disagreement(about, "status", CONTRADICTION, [Told(r.status, t.account()) for r in some for t in r.tellings], copy_root)
            )
    return [d for d in found if d]


def _denied_and_told(rows: Sequence[RowDraft]) -> bool:
    """Denied by some, told by others; "not done on that day" does not deny what is still to come."""
    denied = [t for r in rows if r.status is Status.DENIED for t in r.tellings]
    told = {r.status for r in rows} - {Status.DENIED}
    return bool(denied) and (Status.DONE in told or (Status.FUTURE in told and any(t.statement.date is None for t in denied)))


def replaced_disagreement(agreement_id: str, told: Sequence[tuple[str, Account]], copy_root: Mapping[str, str]) -> Disagreement | None:
    """Documents that name other agreements as replaced: one list is finer than the other."""
    lists: dict[str, list[tuple[str, Account]]] = defaultdict(list)
    for name, account in told:
        lists[account.document_id].append((name, account))
    values = [Told("; ".join(sorted(name for name, _ in some)), some[0][1]) for _, some in sorted(lists.items())]
    return disagreement(f"{agreement_id}/replaces", "identity", COMPATIBLE, values, copy_root)


def without_repeats(found: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """Each once: the date of a visit and of the talks during it, told by the same documents, is one dispute."""
    kept: dict[tuple[object, ...], Disagreement] = {}
    for one in sorted(found, key=lambda d: (d.about, d.field, d.id)):
        key = (one.field, tuple(v.value for v in one.values), _documents(one)) if one.field == "date" else (one.id,)
        kept.setdefault(key, one)
    return tuple(sorted(kept.values(), key=lambda d: (d.about, d.field, d.id)))


def _documents(one: Disagreement) -> tuple[str, ...]:
    return tuple(sorted({d for v in one.values for d in v.documents}))


def first_day(published: str | None) -> date | None:
    """The earliest day of a publication in EDTF; None when nothing is known."""
    days = range_from_edtf(published)
    return days.earliest if days else None
