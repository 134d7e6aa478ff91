"""Ids of statements: a short hash of what is said and where, so that reading the same words again gives the same id."""

import hashlib

from foedera.reading.model import AgreementReading, EventStatement, ObligationStatement, QuoteStatement, StepStatement

LENGTH = 12


def short_hash(*parts: object) -> str:
    """The first hexadecimal digits of a hash of the parts."""
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:LENGTH]


def step_id(document_id: str, agreement: AgreementReading, step: StepStatement) -> str:
    """The id of a step as one document tells it: the same for the same words, parties and codes."""
    who = "+".join(agreement.parties)
    said = (who, step.step, step.actor, step.status, step.evidence.start, step.evidence.end)
    return step.given_id or "step:" + short_hash(document_id, *said)


def obligation_id(document_id: str, duty: ObligationStatement) -> str:
    """The id of a duty as one document tells it: the same for the same words and codes."""
    said = (duty.bearer, duty.action_class, duty.trigger_class, duty.article, duty.action)
    return duty.given_id or "duty:" + short_hash(document_id, *said, duty.evidence.start, duty.evidence.end)


def event_id(document_id: str, event: EventStatement) -> str:
    """The id of an event as one document tells it: the same for the same words, codes and amount."""
    q = event.quantity
    amount = (q.value, q.mod, q.unit) if q else ()
    said = (event.type, event.source, event.target, event.factuality)
    return event.given_id or "event:" + short_hash(document_id, *said, event.evidence.start, event.evidence.end, *amount)


def quote_id(document_id: str, quote: QuoteStatement) -> str:
    """The id of a quotation in one document: the same for the same words and speaker."""
    return quote.given_id or "quote:" + short_hash(document_id, quote.speaker, quote.evidence.start, quote.evidence.end)


def agreement_id(document_id: str, agreement: AgreementReading) -> str:
    """The id of what one document tells of an agreement, steps and duties left out."""
    at = agreement.evidence
    where = (at.start, at.end) if at else ()
    return agreement.given_id or "told:" + short_hash(document_id, *agreement.parties, agreement.name_in_text, *where)


def named_id(document_id: str, actor: str) -> str:
    """The id of one document's naming of an actor."""
    return "named:" + short_hash(document_id, actor)
