"""Ids of statements: a short hash of what is said and where, so that reading the same words again gives the same id."""

import hashlib

from foedera.reading.model import AgreementReading, EventStatement, ObligationStatement, QuoteStatement, StepStatement

LENGTH = 12


def short_hash(*parts: object) -> str:
    """The first hexadecimal digits of a hash of the parts."""
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:LENGTH]


def step_id(document_id: str, agreement: AgreementReading, step: StepStatement) -> str:
    who = "+".join(agreement.parties)
    return "step:" + short_hash(document_id, who, step.step, step.actor, step.status, step.evidence.start, step.evidence.end)


def obligation_id(document_id: str, duty: ObligationStatement) -> str:
    said = (duty.bearer, duty.action_class, duty.trigger_class, duty.article, duty.action)
    return "duty:" + short_hash(document_id, *said, duty.evidence.start, duty.evidence.end)


def event_id(document_id: str, event: EventStatement) -> str:
    q = event.quantity
    amount = (q.value, q.mod, q.unit) if q else ()
    said = (event.type, event.source, event.target, event.factuality)
    return "event:" + short_hash(document_id, *said, event.evidence.start, event.evidence.end, *amount)


def quote_id(document_id: str, quote: QuoteStatement) -> str:
    return "quote:" + short_hash(document_id, quote.speaker, quote.evidence.start, quote.evidence.end)
