"""Readings to and from the JSON of contract READING.md. Unknown fields are ignored, missing ones are None or empty."""

from dataclasses import fields
from typing import Any

from foedera.reading.model import (
    AgreementReading,
    DatePhrase,
    EventStatement,
    ObligationStatement,
    QuoteStatement,
    Reading,
    StepStatement,
)
from foedera.reading.sureness import AGREEMENT, DUTY, EVENT, QUOTE, STEP, confidence
from foedera.values.codes import ActionClass, AgreementKind, EventType, Factuality, Status, Step, TriggerClass
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence, Span

Json = dict[str, Any]


def evidence_to_json(evidence: Evidence) -> Json:
    """Place and words of an evidence: offsets in code points, end exclusive."""
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def _evidence(data: Any) -> Evidence:
    return Evidence(int(data["start"]), int(data["end"]), str(data["text"]))


def _quantity_to_json(quantity: Quantity | None) -> Json | None:
    if quantity is None:
        return None
    value: float | int = int(quantity.value) if quantity.value == int(quantity.value) else quantity.value
    return {"value": value, "mod": quantity.mod, "unit": quantity.unit}


def phrase_to_json(phrase: DatePhrase | None) -> Json | None:
    """A time expression with what it has a value for; None stays None."""
    if phrase is None:
        return None
    data: Json = {f.name: getattr(phrase, f.name) for f in fields(phrase) if f.name != "span"}
    return {"start": phrase.span.start, "end": phrase.span.end, **{k: v for k, v in data.items() if v is not None}}


def phrase_from_json(data: Any) -> DatePhrase | None:
    """The time expression of its JSON; None where there is none. Raises KeyError without a place in the text."""
    if not isinstance(data, dict):
        return None
    known = {f.name for f in fields(DatePhrase)} - {"span"}
    values = {k: v for k, v in data.items() if k in known}
    values.setdefault("value", None)
    return DatePhrase(Span(int(data["start"]), int(data["end"])), **values)


def _step_to_json(s: StepStatement) -> Json:
    return {
        "step": s.step.value,
        "actor": s.actor,
        "status": s.status.value,
        "date": s.date,
        "place": s.place,
        "scope": s.scope,
        "said_by": list(s.said_by),
        "factuality": s.factuality.value,
        "evidence": evidence_to_json(s.evidence),
        "date_phrase": phrase_to_json(s.date_phrase),
        **_found(STEP, s.reader),
    }


def _obligation_to_json(o: ObligationStatement) -> Json:
    return {
        "bearer": o.bearer,
        "beneficiary": o.beneficiary,
        "action": o.action,
        "action_class": o.action_class.value,
        "trigger": o.trigger,
        "trigger_class": o.trigger_class.value if o.trigger_class else None,
        "article": o.article,
        "caveats": list(o.caveats),
        "conditions": list(o.conditions),
        "strength": o.strength,
        "delay": o.delay,
        "said_by": list(o.said_by),
        "factuality": o.factuality.value,
        "evidence": evidence_to_json(o.evidence),
        **_found(DUTY, o.reader),
    }


def _agreement_to_json(a: AgreementReading) -> Json:
    return {
        "name_in_text": a.name_in_text,
        "parties": list(a.parties),
        "kind": a.kind.value,
        "evidence": evidence_to_json(a.evidence) if a.evidence else None,
        "aliases": list(a.aliases),
        "duration": a.duration,
        "article_count": a.article_count,
        "replaces": list(a.replaces),
        "steps": [_step_to_json(s) for s in a.steps],
        "obligations": [_obligation_to_json(o) for o in a.obligations],
        **_found(AGREEMENT, a.reader),
    }


def _event_to_json(e: EventStatement) -> Json:
    return {
        "type": e.type.value,
        "source": e.source,
        "target": e.target,
        "what": e.what,
        "quantity": _quantity_to_json(e.quantity),
        "date": e.date,
        "place": e.place,
        "factuality": e.factuality.value,
        "said_by": list(e.said_by),
        "also_said_by": list(e.also_said_by),
        "evidence": evidence_to_json(e.evidence),
        **_found(EVENT, e.reader),
        "date_phrase": phrase_to_json(e.date_phrase),
    }


def _quote_to_json(q: QuoteStatement) -> Json:
    return {"speaker": q.speaker, "text": q.text, "via": q.via, "evidence": evidence_to_json(q.evidence), **_found(QUOTE, q.reader)}


def _found(kind: str, reader: str) -> Json:
    """Who found it and how sure it is; nothing for a statement of which neither is known."""
    return {"reader": reader, "confidence": confidence(kind, reader)} if reader else {}


def statement_to_json(statement: StepStatement | ObligationStatement | EventStatement | QuoteStatement) -> Json:
    """One statement, in the fields it has in a reading."""
    if isinstance(statement, StepStatement):
        return _step_to_json(statement)
    if isinstance(statement, ObligationStatement):
        return _obligation_to_json(statement)
    return _event_to_json(statement) if isinstance(statement, EventStatement) else _quote_to_json(statement)


def reading_to_json(reading: Reading) -> Json:
    """One line of `--readings`; mentions and loose date phrases stay inside Foedera."""
    return {
        "id": reading.document_id,
        "lang": reading.lang,
        "published": reading.published,
        "title": reading.title,
        "outlet": reading.outlet,
        "agreements": [_agreement_to_json(a) for a in reading.agreements],
        "events": [_event_to_json(e) for e in reading.events],
        "quotes": [_quote_to_json(q) for q in reading.quotes],
        "reader": reading.reader,
    }


def _names(value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    values = value if isinstance(value, list) else [value]
    return tuple(str(v) for v in values)


def _step(d: Json) -> StepStatement:
    return StepStatement(
        step=Step(d["step"]),
        actor=str(d.get("actor") or ""),
        status=Status(d.get("status") or "done"),
        evidence=_evidence(d["evidence"]),
        date=d.get("date"),
        place=d.get("place"),
        scope=d.get("scope"),
        said_by=_names(d.get("said_by")),
        factuality=Factuality(d.get("factuality") or "stated"),
        date_phrase=phrase_from_json(d.get("date_phrase")),
        reader=str(d.get("reader") or ""),
    )


def _obligation(d: Json) -> ObligationStatement:
    trigger_class = d.get("trigger_class")
    return ObligationStatement(
        bearer=str(d.get("bearer") or ""),
        action=str(d.get("action") or ""),
        action_class=ActionClass(d["action_class"]),
        evidence=_evidence(d["evidence"]),
        beneficiary=d.get("beneficiary"),
        trigger=d.get("trigger"),
        trigger_class=TriggerClass(trigger_class) if trigger_class else None,
        article=d.get("article"),
        caveats=_names(d.get("caveats")),
        conditions=_names(d.get("conditions")),
        strength=d.get("strength"),
        delay=d.get("delay"),
        said_by=_names(d.get("said_by")),
        factuality=Factuality(d.get("factuality") or "stated"),
        reader=str(d.get("reader") or ""),
    )


def _agreement(d: Json) -> AgreementReading:
    return AgreementReading(
        name_in_text=str(d.get("name_in_text") or ""),
        parties=tuple(sorted(d.get("parties") or ())),
        kind=AgreementKind(d["kind"]),
        evidence=_evidence(d["evidence"]) if d.get("evidence") else None,
        aliases=_names(d.get("aliases")),
        duration=d.get("duration"),
        article_count=d.get("article_count"),
        replaces=_names(d.get("replaces")),
        steps=tuple(_step(s) for s in d.get("steps") or ()),
        obligations=tuple(_obligation(o) for o in d.get("obligations") or ()),
        reader=str(d.get("reader") or ""),
    )


def _event(d: Json) -> EventStatement:
    q = d.get("quantity")
    return EventStatement(
        type=EventType(d["type"]),
        source=d.get("source"),
        target=d.get("target"),
        what=str(d.get("what") or ""),
        evidence=_evidence(d["evidence"]),
        quantity=Quantity(q["value"], q.get("mod") or "=", q.get("unit")) if q else None,
        date=d.get("date"),
        place=d.get("place"),
        factuality=Factuality(d.get("factuality") or "stated"),
        said_by=_names(d.get("said_by")),
        also_said_by=_names(d.get("also_said_by")),
        date_phrase=phrase_from_json(d.get("date_phrase")),
        reader=str(d.get("reader") or ""),
    )


def _quote(d: Json) -> QuoteStatement:
    return QuoteStatement(d.get("speaker"), str(d.get("text") or ""), _evidence(d["evidence"]), d.get("via"), str(d.get("reader") or ""))


def reading_from_json(d: Json) -> Reading:
    """The reading a JSON line holds. Raises KeyError or ValueError naming what is missing or no code of the contract."""
    return Reading(
        document_id=str(d["id"]),
        lang=str(d.get("lang") or ""),
        published=d.get("published"),
        title=d.get("title"),
        outlet=d.get("outlet"),
        agreements=tuple(_agreement(a) for a in d.get("agreements") or ()),
        events=tuple(_event(e) for e in d.get("events") or ()),
        quotes=tuple(_quote(q) for q in d.get("quotes") or ()),
        reader=str(d.get("reader") or "imported"),
    )
