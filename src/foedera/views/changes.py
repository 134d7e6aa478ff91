"""What a record says now and did not say before: new rows, days tightened or moved, differences, what was decided. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedera.record.model import (
    AgreementRow,
    Disagreement,
    EventRow,
    JudgementRow,
    LifecycleRow,
    ProvisionRow,
    Reason,
    Record,
)
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.labels import Labels
from foedera.views.row_titles import RowNames, row_name, row_title
from foedera.views.rows import accounts_of

Told = LifecycleRow | EventRow | ProvisionRow
KINDS = (
    "agreement",
    "step",
    "duty",
    "event",
    "status",
    "date_tightened",
    "date_moved",
    "date_widened",
    "published",
    "certainty",
    "disagreement",
    "disagreement_over",
    "gone",
    "fact",
    "judgement",
    "document",
)
_NEW = {LifecycleRow: "step", EventRow: "event", ProvisionRow: "duty"}


@dataclass(frozen=True, slots=True)
class Side:
    """What the record said or says, and the documents it rests on."""

    text: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the record then and now. `old` None: new; `new` None: gone. `why`: what now dates it."""

    kind: str
    id: str
    title: str
    old: Side | None = None
    new: Side | None = None
    why: tuple[Reason, ...] = ()


def changes_between(old: Record, new: Record, labels: Labels) -> tuple[Change, ...]:
    """The differences, in order of kind and then of the rows. Rows are matched by the statements they hold, not by their ids."""
    found = [*_agreements(old, new, labels), *_told(old, new, labels), *_documents(old, new, labels)]
    found += [*_disagreements(old, new, labels), *_facts(old, new, labels), *_judgements(old, new, labels)]
    order = {c.id: n for n, c in reversed([*enumerate(found)])}
    return tuple(sorted(found, key=lambda c: (KINDS.index(c.kind), order[c.id], c.id)))


def _rows(record: Record) -> Iterator[Told]:
    for agreement in record.agreements:
        yield from agreement.lifecycle
        yield from agreement.provisions
    yield from record.events


def _documents_of(row: Told | AgreementRow) -> tuple[str, ...]:
    return tuple(sorted({a.document_id for a in accounts_of(row)}))


def _agreements(old: Record, new: Record, labels: Labels) -> Iterator[Change]:
    before = {key: a for a in old.agreements for key in a.statements}
    kept = set()
    for agreement in new.agreements:
        was = next((before[k] for k in agreement.statements if k in before), None)
        if was is None:
            yield Change("agreement", agreement.id, labels.agreement(agreement), None, Side(agreement.id, _documents_of(agreement)))
        else:
            kept.add(was.id)
    for agreement in old.agreements:
        if agreement.id not in kept:
            yield Change("gone", agreement.id, labels.agreement(agreement), Side(agreement.id, _documents_of(agreement)))


def _told(old: Record, new: Record, labels: Labels) -> Iterator[Change]:
    before: dict[tuple[str, str], Told] = {}
    for row in _rows(old):
        before |= {_key(row, a.statement_id): row for a in row.reported_by}
    kept, names = set(), RowNames(new, labels)
    for row in _rows(new):
        was = next((before[k] for a in row.reported_by if (k := _key(row, a.statement_id)) in before), None)
        if was is None:
            yield Change(_NEW[type(row)], row.id, names.of(row.id), None, _said(row, labels))
        else:
            kept.add(was.id)
            yield from _changed(was, row, names.of(row.id), labels)
    names = RowNames(old, labels)
    for row in _rows(old):
        if row.id not in kept and row.reported_by:
            yield Change("gone", row.id, names.of(row.id), _said(row, labels))


def _key(row: Told, statement_id: str) -> tuple[str, str]:
    """A statement told of several actors makes a row for each."""
    return statement_id, row.actor if isinstance(row, LifecycleRow) else ""


def _said(row: Told, labels: Labels) -> Side:
    dated = isinstance(row, LifecycleRow | EventRow)
    text = labels.day(_day(row)) if dated else row_name(row, labels)
    return Side(f"{text} [{labels.certainty_of(row)}]", _documents_of(row))


def _day(row: Told) -> str | None:
    return None if isinstance(row, ProvisionRow) else edtf_from_range(row.days) or row.date


def _changed(was: Told, row: Told, title: str, labels: Labels) -> Iterator[Change]:
    if isinstance(was, LifecycleRow) and isinstance(row, LifecycleRow) and was.status is not row.status:
        old, new = (Side(labels.code("status", r.status.value), _documents_of(r)) for r in (was, row))
        yield Change("status", row.id, title, old, new)
    if not isinstance(row, ProvisionRow) and not isinstance(was, ProvisionRow) and was.days != row.days:
        old, new = (Side(labels.day(_day(r)), _documents_of(r)) for r in (was, row))
        yield Change(_date_kind(was.days, row.days), row.id, title, old, new, row.date_why)
    if was.factuality is not row.factuality:
        old, new = (Side(labels.certainty_of(r), _documents_of(r)) for r in (was, row))
        yield Change("certainty", row.id, title, old, new)


def _date_kind(old: DateRange | None, new: DateRange | None) -> str:
    was, now = old or DateRange(), new or DateRange()
    if was.contains_range(now):
        return "date_tightened"
    return "date_widened" if now.contains_range(was) else "date_moved"


def _documents(old: Record, new: Record, labels: Labels) -> Iterator[Change]:
    before = {d.id: d for d in old.documents}
    for row in new.documents:
        was = before.get(row.id)
        if was is None:
            yield Change("document", row.id, row_title(row, labels), None, Side(row.outlet or row.id, (row.id,)))
        elif was.published_bounds != row.published_bounds:
            then, now = (Side(labels.day(edtf_from_range(d.published_bounds)), (d.id,)) for d in (was, row))
            yield Change("published", row.id, row.title or row.id, then, now, row.bounds_why)


def _disagreements(old: Record, new: Record, labels: Labels) -> Iterator[Change]:
    moved = {was.id: now.id for was, now in _same_rows(old, new)}
    before = {(moved.get(d.about, d.about), d.field, d.aspect): d for d in old.disagreements}
    now = {(d.about, d.field, d.aspect): d for d in new.disagreements}
    then_named, named = RowNames(old, labels), RowNames(new, labels)
    for key, row in now.items():
        was = before.get(key)
        if was is None or (was.kind, _values(was)) != (row.kind, _values(row)):
            title = f"{named.of(row.about)} ({labels.code('field', row.field)})"
            yield Change("disagreement", row.id, title, _differing(was, labels) if was else None, _differing(row, labels))
    for key, was in before.items():
        if key not in now:
            title = f"{then_named.of(was.about)} ({labels.code('field', was.field)})"
            yield Change("disagreement_over", was.id, title, _differing(was, labels))


def _same_rows(old: Record, new: Record) -> Iterable[tuple[Told, Told]]:
    now = {_key(row, a.statement_id): row for row in _rows(new) for a in row.reported_by}
    for row in _rows(old):
        for account in row.reported_by:
            if (key := _key(row, account.statement_id)) in now:
                yield row, now[key]
                break


def _values(row: Disagreement) -> tuple[str, ...]:
    return tuple(v.value for v in row.values)


def _differing(row: Disagreement, labels: Labels) -> Side:
    documents = tuple(sorted({d for v in row.values for d in v.documents}))
    return Side(labels.words.say("codes.titled", title=labels.code("disagreement", row.kind), rest=" / ".join(_values(row))), documents)


def _facts(old: Record, new: Record, labels: Labels) -> Iterator[Change]:
    before = {f.id for f in old.facts}
    yield from (Change("fact", f.id, row_name(f, labels), None, Side(f.source)) for f in new.facts if f.id not in before)


def _judgements(old: Record, new: Record, labels: Labels) -> Iterator[Change]:
    before, now = {j.id for j in old.judgements}, {j.id for j in new.judgements}
    for row in new.judgements:
        if row.id not in before:
            yield _judged(row, labels)
    for row in old.judgements:
        if row.id not in now:
            change = _judged(row, labels)
            yield Change(change.kind, row.id, change.title, change.new)


def _judged(row: JudgementRow, labels: Labels) -> Change:
    from foedera.views.judgement_lines import judgement_line

    documents = tuple(sorted({w.document_id for w in row.words}))
    return Change("judgement", row.id, row.target, None, Side(judgement_line(row, labels.words), documents))
