"""Judgements laid over readings: what is rejected is left out, what is corrected says what the person said. Pure, document by document.

Each judgement is matched with the readings as they are now, and never with what another judgement made of them, so that judging,
undoing and re-reading may come in any order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from foedera.reading.model import AgreementReading, EventStatement, ObligationStatement, QuoteStatement, StepStatement
from foedera.record.corrections import corrected, field_and_value
from foedera.record.judgements import Judgement, JudgementKind, Layer, Mark
from foedera.record.model import ReadDocument
from foedera.record.said import Said, found_again, implied_id, said_in
from foedera.record.statement_ids import agreement_id, event_id, obligation_id, quote_id, step_id
from foedera.sources.model import Document

Kind = TypeVar("Kind", StepStatement, ObligationStatement, EventStatement, QuoteStatement)
VERDICTS = (JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT)
TWO_SIDED = (JudgementKind.MERGE, JudgementKind.SPLIT)


class Fit(StrEnum):
    """How a judgement goes with the readings as they are now."""

    FITS = "fits"  # every statement judged is read as it was
    MOVED = "moved"  # found again in the same words by a newer reader
    PARTLY = "partly"  # some of what was judged is no longer read
    GONE = "gone"  # nothing of it is


@dataclass(frozen=True, slots=True)
class Placed:
    """A judgement with the ids of the statements it is about now. `actors`: (statement, actor) where only one actor's part was judged."""

    judgement: Judgement
    fit: Fit
    statements: tuple[str, ...]
    others: tuple[str, ...] = ()
    actors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedItems:
    """The documents as they are after judgement, and where each judgement found its statements."""

    items: tuple[ReadDocument, ...]
    placed: tuple[Placed, ...] = ()


@dataclass(slots=True)
class _Verdict:
    """What the judgements on one statement come to; `actors`: of a step told of several, what they come to for one of these."""

    rejected: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, "_Verdict"] = field(default_factory=dict)

    def of(self, actor: str) -> "_Verdict":
        """What holds for one actor."""
        return self.actors.get(actor, self)


def judged_items(items: Iterable[ReadDocument], judgements: Iterable[Judgement]) -> JudgedItems:
    """The documents with the judgements laid over them, and where each judgement now stands, oldest first."""
    documents = tuple(items)
    ordered = sorted({j.id: j for j in judgements}.values(), key=lambda j: j.order)
    if not ordered:
        return JudgedItems(documents)
    marked = {m.document_id for j in ordered for m in (*j.marks, *j.others)}
    said = {i.document.id: said_in(i) for i in documents if i.document.id in marked}
    placed = tuple(_placed(j, said) for j in ordered)
    verdicts = _verdicts(placed, said)
    return JudgedItems(tuple(_laid_over(i, verdicts) if i.document.id in said else i for i in documents), placed)


def _placed(judgement: Judgement, said: Mapping[str, Mapping[str, Said]]) -> Placed:
    here = [(m, found_again(m, said.get(m.document_id, {}))) for m in judgement.marks]
    there = [(m, found_again(m, said.get(m.document_id, {}))) for m in judgement.others]
    both = [*here, *there]
    found = [(m, s) for m, s in both if s is not None]
    sides = [any(s for _, s in side) for side in ([here, there] if judgement.kind in TWO_SIDED else [here])]
    if not all(sides):
        fit = Fit.GONE
    elif len(found) < len(both):
        fit = Fit.PARTLY
    else:
        fit = Fit.FITS if all(m.statement_id == s.id for m, s in found) else Fit.MOVED
    actors = tuple((s.id, m.actor) for m, s in found if m.actor)
    return Placed(judgement, fit, _ids(here), _ids(there), actors)


def _ids(side: Sequence[tuple[Mark, Said | None]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.id for _, s in side if s))


def _verdicts(placed: Iterable[Placed], said: Mapping[str, Mapping[str, Said]]) -> dict[str, _Verdict]:
    """By statement: the last of accept, reject and correct decides whether it stands; of corrections the last of each field counts."""
    layers = {key: one.layer for known in said.values() for key, one in known.items()}
    found: dict[str, _Verdict] = defaultdict(_Verdict)
    for one in placed:
        if one.judgement.kind in VERDICTS and one.fit is not Fit.GONE:
            for key in one.statements:
                _decide(found[key], one.judgement, layers[key], {a for s, a in one.actors if s == key})
    return dict(found)


def _decide(verdict: _Verdict, judgement: Judgement, layer: Layer, actors: set[str]) -> None:
    """What is judged for one actor changes nothing for the others; what is judged for all counts for each."""
    for actor in sorted(actors):
        held = verdict.of(actor)
        verdict.actors[actor] = _Verdict(held.rejected, dict(held.changes))
    for one in [verdict.actors[a] for a in sorted(actors)] or [verdict, *verdict.actors.values()]:
        one.rejected = judgement.kind is JudgementKind.REJECT
        if judgement.kind is JudgementKind.CORRECT:
            try:
                name, value = field_and_value(layer, judgement.value or "")
            except (KeyError, ValueError):
                continue  # a field or code that this version no longer has
            one.changes[name] = value


def _laid_over(item: ReadDocument, verdicts: Mapping[str, _Verdict]) -> ReadDocument:
    name, reading = item.document.id, item.reading
    changed = replace(
        reading,
        agreements=tuple(a for one in reading.agreements for a in _agreement(item.document, one, verdicts)),
        events=_kept(reading.events, lambda e: event_id(name, e), verdicts),
        quotes=_kept(reading.quotes, lambda q: quote_id(name, q), verdicts),
    )
    return _page(ReadDocument(item.document, changed), verdicts.get(name))


def _page(item: ReadDocument, verdict: _Verdict | None) -> ReadDocument:
    if verdict is None or not verdict.changes:
        return item
    document = corrected(item.document, item.document.id, verdict.changes)
    assert isinstance(document, Document)
    if "published" in verdict.changes:
        document = replace(document, published_evidence=None)
    return ReadDocument(document, replace(item.reading, **verdict.changes))


def _agreement(document: Document, agreement: AgreementReading, verdicts: Mapping[str, _Verdict]) -> tuple[AgreementReading, ...]:
    """The agreement as judged; none where it was rejected. Its steps keep their ids when its parties are corrected."""
    name = document.id
    verdict = verdicts.get(key := agreement_id(name, agreement), _Verdict())
    if verdict.rejected:
        return ()
    steps = _kept(agreement.steps, lambda s: step_id(name, agreement, s), verdicts)
    if "parties" in verdict.changes:
        steps = tuple(replace(s, given_id=step_id(name, agreement, s)) for s in steps)
    duties = _kept(agreement.obligations, lambda o: obligation_id(name, o), verdicts)
    ended = tuple(r for r in agreement.replaces if not verdicts.get(implied_id(document, agreement, r), _Verdict()).rejected)
    judged = replace(agreement, steps=steps, obligations=duties, replaces=ended)
    if verdict.changes:
        changed = corrected(judged, key, verdict.changes)
        assert isinstance(changed, AgreementReading)
        judged = changed
    return (judged,)


def _kept(statements: tuple[Kind, ...], id_of: Any, verdicts: Mapping[str, _Verdict]) -> tuple[Kind, ...]:
    found: list[Kind] = []
    for statement in statements:
        verdict = verdicts.get(key := id_of(statement))
        found += [statement] if verdict is None else _as_judged(statement, key, verdict)
    return tuple(found)


def _as_judged(statement: Kind, key: str, verdict: _Verdict) -> list[Kind]:
    """The statement as judged, none where it was rejected; a step one statement for all actors that were judged alike."""
    if not isinstance(statement, StepStatement) or not verdict.actors:
        return [] if verdict.rejected else [_changed(statement, key, verdict.changes)]
    return [_changed(statement, key, {"actor": "+".join(some)} | changes) for changes, some in _alike(statement.actor, verdict)]


def _alike(actor: str, verdict: _Verdict) -> list[tuple[dict[str, Any], list[str]]]:
    """The changes that hold for some of the actors, with these, in order; those for whom the statement was rejected are left out."""
    told = set(filter(None, actor.split("+")))
    if "actor" in verdict.changes:
        told = (told & verdict.actors.keys()) | set(verdict.changes["actor"].split("+"))
    found: list[tuple[dict[str, Any], list[str]]] = []
    for one in sorted(told):
        changes = verdict.of(one).changes
        if not verdict.of(one).rejected:
            group = next((some for known, some in found if known == changes), None)
            if group is None:
                found.append((changes, [one]))
            else:
                group.append(one)
    return found


def _changed(statement: Kind, key: str, changes: Mapping[str, Any]) -> Kind:
    if not changes:
        return statement
    judged = corrected(statement, key, changes)
    assert isinstance(judged, type(statement))
    return judged
