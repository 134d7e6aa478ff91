"""Everything that one document says, statement by statement, as judgements point to it; and what was judged found again there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedera.reading.model import AgreementReading, EventStatement, ObligationStatement, QuoteStatement, StepStatement
from foedera.record.judgements import Layer, Mark
from foedera.record.model import ReadDocument
from foedera.record.replaced import step_of_replacement
from foedera.record.statement_ids import agreement_id, event_id, named_id, obligation_id, quote_id, step_id
from foedera.sources.model import Document
from foedera.values.span import Evidence

Statement = AgreementReading | StepStatement | ObligationStatement | EventStatement | QuoteStatement | Document | str


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: its id, what kind of thing it is, and the words.

    `statement` is the thing itself; for a naming the actor's name, for the
    end of an agreement that another replaces the name of what ends.
    """

    id: str
    document_id: str
    layer: Layer
    code: str
    evidence: Evidence
    statement: Statement

    @property
    def is_implied(self) -> bool:
        """Whether it follows from other words: it can be rejected, but there is nothing in it to correct."""
        return self.layer is Layer.STEP and isinstance(self.statement, str)

    def mark(self, actor: str | None = None) -> Mark:
        """The mark by which a judgement finds the statement again; `actor` where it is about one of its actors."""
        return Mark(self.document_id, self.layer, self.code, self.evidence, self.id, actor)


def said_in(item: ReadDocument) -> dict[str, Said]:
    """All that the document says, by id, in the order of the text's layers; the document itself has its own id."""
    name = item.document.id
    found = [Said(name, name, Layer.DOCUMENT, "", Evidence(0, 0, ""), item.document)]
    for agreement in item.reading.agreements:
        found += _of_agreement(name, agreement)
        found += [_implied(item, agreement, replaced) for replaced in agreement.replaces]
    found += [Said(event_id(name, e), name, Layer.EVENT, e.type.value, e.evidence, e) for e in item.reading.events]
    found += [Said(quote_id(name, q), name, Layer.QUOTE, "", q.evidence, q) for q in item.reading.quotes]
    found += _named(item)
    return {one.id: one for one in reversed(found)}


def _of_agreement(name: str, agreement: AgreementReading) -> list[Said]:
    words = [agreement.evidence, *(s.evidence for s in agreement.steps), *(o.evidence for o in agreement.obligations)]
    at = next((w for w in words if w), Evidence(0, 0, ""))
    found = [Said(agreement_id(name, agreement), name, Layer.AGREEMENT, "+".join(sorted(agreement.parties)), at, agreement)]
    found += [Said(step_id(name, agreement, s), name, Layer.STEP, s.step.value, s.evidence, s) for s in agreement.steps]
    found += [Said(obligation_id(name, o), name, Layer.DUTY, o.action_class.value, o.evidence, o) for o in agreement.obligations]
    return found


def _implied(item: ReadDocument, agreement: AgreementReading, replaced: str) -> Said:
    """The end of what the agreement replaces: a step without a statement of its own, known by the name of what ends."""
    step = _step_implied(item.document, agreement, replaced)
    return Said(implied_id(item.document, agreement, replaced), item.document.id, Layer.STEP, step.step.value, step.evidence, replaced)


def _step_implied(document: Document, agreement: AgreementReading, replaced: str) -> StepStatement:
    return step_of_replacement(document.text, agreement, replaced, "+".join(sorted(set(agreement.parties))))


def implied_id(document: Document, agreement: AgreementReading, replaced: str) -> str:
    """The id of the step by which what an agreement replaces ends."""
    return step_id(document.id, agreement, _step_implied(document, agreement, replaced))


def _named(item: ReadDocument) -> list[Said]:
    """The first naming of each actor, and of each speaker whom nothing else names."""
    first: dict[str, Evidence] = {}
    for mention in item.reading.mentions:
        first.setdefault(mention.actor, Evidence(mention.span.start, mention.span.end, mention.text))
    for quote in item.reading.quotes:
        if quote.speaker:
            first.setdefault(quote.speaker, quote.evidence)
    name = item.document.id
    return [Said(named_id(name, actor), name, Layer.ACTOR, actor, evidence, actor) for actor, evidence in first.items()]


def found_again(mark: Mark, said: Mapping[str, Said]) -> Said | None:
    """What the mark points to in a reading of its document: the very statement, else the one of its kind at or in the same words.

    A newer reader may cut the words otherwise: of the statements of one layer and kind, the one that shares most of the marked words is
    it. Where the text itself has changed, the same words elsewhere in it are.
    """
    if mark.statement_id in said:
        return said[mark.statement_id]
    alike = [s for s in said.values() if s.layer is mark.layer and s.code == mark.code]
    overlapping = [(_overlap(mark, s), _told_of(mark, s), s.id) for s in alike if _overlap(mark, s) > 0]
    if overlapping:
        return said[max(overlapping, key=lambda o: (o[0], o[1], o[2]))[2]]
    moved = [s for s in alike if s.evidence.text and s.evidence.text == mark.evidence.text]
    if mark.layer in (Layer.DOCUMENT, Layer.AGREEMENT, Layer.ACTOR) and len(alike) == 1:
        moved = alike
    return min(moved, key=lambda s: (abs(s.evidence.start - mark.evidence.start), s.id), default=None)


def _overlap(mark: Mark, said: Said) -> int:
    a, b = mark.evidence, said.evidence
    return min(a.end, b.end) - max(a.start, b.start)


def _told_of(mark: Mark, said: Said) -> bool:
    """Of two steps in the same words, the one told of the actor judged."""
    return isinstance(said.statement, StepStatement) and mark.actor is not None and mark.actor in said.statement.actor.split("+")


def marks_of(statement_ids: Iterable[str], said: Mapping[str, Said], actor: str | None = None) -> tuple[Mark, ...]:
    """Marks on these statements; `actor` narrows steps told of several actors to one."""
    found = [said[s] for s in dict.fromkeys(statement_ids) if s in said]
    return tuple(one.mark(_part(one, actor)) for one in found)


def _part(said: Said, actor: str | None) -> str | None:
    told = set(filter(None, said.statement.actor.split("+"))) if isinstance(said.statement, StepStatement) else set()
    return actor if len(told) > 1 and actor in told else None
