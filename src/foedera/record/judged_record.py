"""What judgements do to the finished rows: names given, rows hidden, actors merged, and where each judgement now stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from foedera.record.judged_items import Fit, Placed
from foedera.record.judgements import JudgementKind, Layer
from foedera.record.model import (
    ActorRow,
    AgreementRow,
    DocumentRow,
    EventRow,
    HiddenRow,
    JudgementRow,
    LifecycleRow,
    PerhapsSame,
    ProvisionRow,
    QuoteRow,
    Record,
    SourceWords,
)

JudgedRow = AgreementRow | LifecycleRow | ProvisionRow | EventRow | QuoteRow | DocumentRow | ActorRow
R = TypeVar("R", AgreementRow, LifecycleRow, ProvisionRow, EventRow, QuoteRow, DocumentRow, ActorRow)
NAME_FIELDS: Mapping[type, str] = {AgreementRow: "name", ActorRow: "name", EventRow: "what", ProvisionRow: "action", DocumentRow: "title"}
UNKNOWN_YEAR = "XXXX"


def rows_to_judge(record: Record) -> Iterator[JudgedRow]:
    """Every row that a judgement may speak of, agreements with their steps and duties first."""
    for agreement in record.agreements:
        yield agreement
        yield from agreement.lifecycle
        yield from agreement.provisions
    yield from record.events
    yield from record.documents
    yield from record.actors
    yield from record.quotes


def judged_record(record: Record, placed: Sequence[Placed]) -> Record:
    """The record with the judgements' rows, names, hidings and merges of actors; and every earlier id that still leads to a row."""
    if placed:
        record = replace(record, actors=_merged_actors(record.actors, placed))
        rows = _Rows(record)
        judged = tuple(_judgement_row(p, rows.of(p)) for p in placed)
        record = _shown(replace(record, judgements=judged, perhaps_same=_not_told_apart(record.perhaps_same, rows, placed)), rows, placed)
    return replace(record, merged_ids=_merged_ids(record, placed))


class _Rows:
    """The rows that hold a statement."""

    def __init__(self, record: Record) -> None:
        self.by_statement: dict[tuple[Layer, str], list[JudgedRow]] = defaultdict(list)
        for layer, key, row in _held(record):
            self.by_statement[layer, key].append(row)

    def of(self, placed: Placed) -> tuple[JudgedRow, ...]:
        """The rows a judgement bears on, in order; for a step told of several actors, those of the actors judged."""
        actors, given = dict(placed.actors), _actors_given(placed)
        found: dict[str, JudgedRow] = {}
        for layer, keys in _keys(placed):
            for row in (r for key in keys for r in self.by_statement[layer, key]):
                told = {actors.get(key) for key in keys} - {None}
                if not isinstance(row, LifecycleRow) or not told or row.actor in told | given:
                    found[row.id] = row
        return tuple(row for _, row in sorted(found.items()))


def _actors_given(placed: Placed) -> set[str]:
    """The actors that a correction puts in the place of those read."""
    name, _, value = (placed.judgement.value or "").partition("=")
    corrects = placed.judgement.kind is JudgementKind.CORRECT and name.strip() == "actor"
    return {part.strip() for part in value.split("+")} if corrects else set()


def _keys(placed: Placed) -> Iterator[tuple[Layer, tuple[str, ...]]]:
    """The layer judged with the statements on it; an actor is known by the name it is given."""
    layers = {m.layer for m in placed.judgement.marks}
    for layer in sorted(layers):
        codes = tuple(sorted({m.code for m in (*placed.judgement.marks, *placed.judgement.others) if m.layer is layer}))
        yield layer, codes if layer is Layer.ACTOR else (*placed.statements, *placed.others)


def _held(record: Record) -> Iterator[tuple[Layer, str, JudgedRow]]:
    for agreement in record.agreements:
        yield from ((Layer.AGREEMENT, key, agreement) for key in agreement.statements)
        yield from ((Layer.STEP, a.statement_id, row) for row in agreement.lifecycle for a in row.reported_by)
        yield from ((Layer.DUTY, a.statement_id, row) for row in agreement.provisions for a in row.reported_by)
    yield from ((Layer.EVENT, a.statement_id, row) for row in record.events for a in row.reported_by)
    yield from ((Layer.QUOTE, row.id, row) for row in record.quotes)
    yield from ((Layer.DOCUMENT, row.id, row) for row in record.documents)
    yield from ((Layer.ACTOR, name, row) for row in record.actors for name in {*row.names, row.name})


def _judgement_row(placed: Placed, rows: Sequence[JudgedRow]) -> JudgementRow:
    j = placed.judgement
    return JudgementRow(
        id=j.id,
        kind=j.kind.value,
        target=j.target,
        value=j.value,
        who=j.who,
        when=j.when,
        why=j.why,
        fit=placed.fit.value,
        rows=tuple(r.id for r in rows),
        statements=tuple(m.statement_id for m in j.marks),
        words=tuple(SourceWords(m.document_id, m.evidence) for m in j.marks),
    )


def _merged_actors(actors: tuple[ActorRow, ...], placed: Iterable[Placed]) -> tuple[ActorRow, ...]:
    """Actors that a person found to be one: under the first one's id and name, with the names of both."""
    found = list(actors)
    for one in placed:
        if one.judgement.kind is not JudgementKind.MERGE or Layer.ACTOR not in {m.layer for m in one.judgement.marks}:
            continue
        here, there = ({m.code for m in side} for side in (one.judgement.marks, one.judgement.others))
        first = [a for a in found if here & {*a.names, a.name}]
        second = [a for a in found if there & {*a.names, a.name} and a not in first]
        if one.fit is not Fit.GONE and first and second:
            names = tuple(sorted({n for a in (*first, *second) for n in (*a.names, a.name)}))
            whole = replace(first[0], names=names, state=first[0].state or second[0].state)
            found = [whole if a is first[0] else a for a in found if a is first[0] or a not in (*first, *second)]
    return tuple(found)


def _not_told_apart(pairs: tuple[PerhapsSame, ...], rows: "_Rows", placed: Iterable[Placed]) -> tuple[PerhapsSame, ...]:
    """The pairs offered as perhaps one, without those that a person has split."""
    splits = [frozenset(r.id for r in rows.of(p)) for p in placed if p.judgement.kind is JudgementKind.SPLIT]
    return tuple(pair for pair in pairs if not any(split >= set(pair.rows) for split in splits))


def _shown(record: Record, rows: _Rows, placed: Sequence[Placed]) -> Record:
    """The rows under the names given to them, without those hidden."""
    names: dict[str, str] = {}
    hidden: dict[str, str] = {}
    for one in placed:
        kind, value = one.judgement.kind, one.judgement.value
        if kind is JudgementKind.RENAME and value:
            names |= {row.id: value for row in rows.of(one)}
        if kind is JudgementKind.HIDE:
            hidden |= {row.id: one.judgement.id for row in rows.of(one)}
    if not names and not hidden:
        return record
    agreements = tuple(
        replace(a, lifecycle=_left(a.lifecycle, names, hidden), provisions=_left(a.provisions, names, hidden)) for a in record.agreements
    )
    return replace(
        record,
        documents=_left(record.documents, names, {}),
        actors=_left(record.actors, names, hidden),
        agreements=_left(agreements, names, hidden),
        events=_left(record.events, names, hidden),
        quotes=_left(record.quotes, names, hidden),
        disagreements=tuple(d for d in record.disagreements if d.about not in hidden and d.about.split("/")[0] not in hidden),
        perhaps_same=tuple(p for p in record.perhaps_same if not set(p.rows) & hidden.keys()),
        hidden=tuple(HiddenRow(row, judgement) for row, judgement in sorted(hidden.items())),
    )


def _left(rows: tuple[R, ...], names: Mapping[str, str], hidden: Mapping[str, str]) -> tuple[R, ...]:
    return tuple(_named(row, names) for row in rows if row.id not in hidden)


def _named(row: R, names: Mapping[str, str]) -> R:
    field = NAME_FIELDS.get(type(row))
    given: dict[str, Any] = {field: names[row.id]} if field and row.id in names else {}
    return replace(row, **given)


def _merged_ids(record: Record, placed: Iterable[Placed]) -> tuple[tuple[str, str], ...]:
    """(earlier id, id of the row now): statements that could have named an event, agreements before their year was known, rows judged."""
    found = {a.statement_id: e.id for e in record.events for a in e.reported_by}
    heads: dict[str, list[str]] = defaultdict(list)
    for agreement in record.agreements:
        heads[_head(agreement.id)].append(agreement.id)
    found |= {f"{head}-{UNKNOWN_YEAR}": ids[0] for head, ids in heads.items() if len(ids) == 1}
    rows = {j.id: j.rows for j in record.judgements}
    for one in placed:
        now = rows.get(one.judgement.id, ())
        if len(now) == 1:
            ids = {one.judgement.target.partition("@")[0]}
            ids |= {one.judgement.value} if one.judgement.kind is JudgementKind.MERGE and one.judgement.value else set()
            found |= dict.fromkeys(ids, now[0])
    kept = _row_ids(record)
    return tuple(sorted((old, new) for old, new in found.items() if old not in kept and new in kept))


def _head(agreement_id: str) -> str:
    """Reads "PRK-RUS" in "PRK-RUS-2024-b"."""
    parts = agreement_id.split("-")
    while len(parts) > 1 and (parts[-1].isdigit() or parts[-1] == UNKNOWN_YEAR or (len(parts[-1]) == 1 and parts[-1].islower())):
        parts.pop()
    return "-".join(parts)


def _row_ids(record: Record) -> set[str]:
    rows: Iterator[JudgedRow] = (r for _, _, r in _held(record))
    return {r.id for r in rows}
