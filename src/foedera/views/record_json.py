"""The whole record as JSON, in the shape of contract RECORD.md: the same record always gives the same text."""

from typing import Any

from foedera.record.model import (
    Account,
    ActorRow,
    AgreementRow,
    Disagreement,
    DocumentRow,
    EventRow,
    Joined,
    JudgementRow,
    LifecycleRow,
    PerhapsSame,
    ProvisionRow,
    QuoteRow,
    Reason,
    Record,
    SourceWords,
)
from foedera.treaties.lifecycle import statuses_on_latest_day
from foedera.values.dates import DateRange, edtf_from_range
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence

Json = dict[str, Any]


def record_to_json(record: Record) -> Json:
    """One object: documents, actors, agreements, events, quotes, disagreements, copies, facts, merged ids, judgements, what is hidden."""
    return {
        "documents": [_document(d) for d in record.documents],
        "actors": [_actor(a) for a in record.actors],
        "agreements": [_agreement(a, status) for a, status in zip(record.agreements, statuses_on_latest_day(record), strict=True)],
        "events": [_event(e) for e in record.events],
        "quotes": [_quote(q) for q in record.quotes],
        "disagreements": [_disagreement(d) for d in record.disagreements],
        "copies": [list(group) for group in record.copies],
        "perhaps_same": [_perhaps(p) for p in record.perhaps_same],
        "dating_conflicts": [{"about": c.about, "reasons": [_reason(r) for r in c.reasons]} for c in record.conflicts],
        "facts": [
            {"id": f.id, "agreement": f.agreement_id, "step": f.step, "actor": f.actor, "date": f.date, "source": f.source, "text": f.text}
            for f in record.facts
        ],
        "merged_ids": dict(record.merged_ids),
        "judgements": [_judgement(j) for j in record.judgements],
        "hidden": [{"id": h.id, "judgement": h.judgement} for h in record.hidden],
    }


def _evidence(document_id: str, evidence: Evidence) -> Json:
    return {"doc": document_id, "start": evidence.start, "end": evidence.end, "text": evidence.text}


def _words(words: SourceWords | None) -> Json | None:
    return _evidence(words.document_id, words.evidence) if words else None


def _reason(reason: Reason) -> Json:
    found: Json = {"rule": reason.rule}
    if reason.values:
        found["values"] = dict(reason.values)
    return found | {"evidence": _words(reason.words)}


def _joined(rows: tuple[Joined, ...]) -> list[Json]:
    return [
        {"statement": j.statement_id, "with": j.with_statement, "score": j.score, "grounds": [_reason(r) for r in j.grounds]} for j in rows
    ]


def _perhaps(pair: PerhapsSame) -> Json:
    grounds, against = [_reason(r) for r in pair.grounds], [_reason(r) for r in pair.against]
    return {"rows": list(pair.rows), "score": pair.score, "grounds": grounds, "against": against}


def _account(account: Account) -> Json:
    return {
        "statement": account.statement_id,
        "evidence": _evidence(account.document_id, account.evidence),
        "factuality": account.factuality,
        "said_by": list(account.said_by),
        "also_said_by": list(account.also_said_by),
        "in_words": account.in_words,
        "date_in_reading": account.date_in_reading,
        "reader": account.reader or None,
    }


def _document(row: DocumentRow) -> Json:
    return {
        "id": row.id,
        "outlet": row.outlet,
        "lang": row.lang,
        "title": row.title,
        "published": row.published,
        "published_bounds": _bounds(row.published_bounds),
        "bounds_why": [_reason(r) for r in row.bounds_why],
        "copy_of": row.copy_of,
        "derived_share": row.derived_share,
        "copy_degree": row.copy_degree,
        "copy_why": [_reason(r) for r in row.copy_why],
        "credits": list(row.credits),
    }


def _bounds(days: DateRange) -> str | None:
    """Bounds written as days, even where a month or a year would say the same."""
    low, high = days.earliest, days.latest
    if low is None or high is None or low == high:
        return edtf_from_range(days)
    return f"{low.isoformat()}/{high.isoformat()}"


def _actor(row: ActorRow) -> Json:
    found = {"id": row.id, "kind": row.kind, "name": row.name, "names": list(row.names), "state": row.state}
    return found | {"named": [_words(w) for w in row.named], "joined_why": [_reason(r) for r in row.joined_why]}


def _agreement(row: AgreementRow, status: dict[str, str | None]) -> Json:
    return {
        "id": row.id,
        "parties": list(row.parties),
        "kind": row.kind,
        "name": row.name,
        "names": list(row.names),
        "duration": row.duration,
        "article_count": row.article_count,
        "replaces": list(row.replaces),
        "status_on_latest_day": status,
        "lifecycle": [_lifecycle(r) for r in row.lifecycle],
        "provisions": [_provision(p) for p in row.provisions],
        "joined": _joined(row.joined),
    }


def _lifecycle(row: LifecycleRow) -> Json:
    return {
        "id": row.id,
        "step": row.step,
        "actor": row.actor or None,
        "status": row.status,
        "date": row.date,
        "date_why": [_reason(r) for r in row.date_why],
        "weekday": row.weekday,
        "place": row.place,
        "scope": row.scope,
        "factuality": row.factuality,
        "reported_by": [_account(a) for a in row.reported_by],
        "independent_sources": row.independent_sources,
        "facts": list(row.facts),
        "joined": _joined(row.joined),
    }


def _provision(row: ProvisionRow) -> Json:
    return {
        "id": row.id,
        "article": row.article,
        "bearer": row.bearer,
        "beneficiary": row.beneficiary,
        "action": row.action,
        "action_class": row.action_class,
        "strength": row.strength,
        "delay": row.delay,
        "trigger": row.trigger,
        "trigger_class": row.trigger_class,
        "conditions": list(row.conditions),
        "caveats": list(row.caveats),
        "factuality": row.factuality,
        "reported_by": [_account(a) for a in row.reported_by],
        "joined": _joined(row.joined),
    }


def _event(row: EventRow) -> Json:
    return {
        "id": row.id,
        "type": row.type,
        "source": row.source,
        "target": row.target,
        "what": row.what,
        "date": row.date,
        "date_why": [_reason(r) for r in row.date_why],
        "place": row.place,
        "quantities": [_quantity(q.quantity) | {"reported_by": list(q.reported_by)} for q in row.quantities],
        "factuality": row.factuality,
        "reported_by": [_account(a) for a in row.reported_by],
        "independent_sources": row.independent_sources,
        "joined": _joined(row.joined),
    }


def _quantity(quantity: Quantity) -> Json:
    value = int(quantity.value) if float(quantity.value).is_integer() else quantity.value
    return {"value": value, "mod": quantity.mod, "unit": quantity.unit}


def _quote(row: QuoteRow) -> Json:
    return {"id": row.id, "speaker": row.speaker, "text": row.text, "via": row.via, "evidence": _evidence(row.document_id, row.evidence)}


def _disagreement(row: Disagreement) -> Json:
    return {
        "id": row.id,
        "about": row.about,
        "field": row.field,
        "kind": row.kind,
        "aspect": row.aspect or None,
        "values": [
            {
                "value": v.value,
                "docs": list(v.documents),
                "origin": list(v.origin),
                "independent_sources": v.independent_sources,
                "evidence": [_words(w) for w in v.words],
            }
            for v in row.values
        ],
    }


def _judgement(row: JudgementRow) -> Json:
    return {
        "id": row.id,
        "kind": row.kind,
        "target": row.target,
        "value": row.value,
        "who": row.who,
        "when": row.when,
        "why": row.why,
        "fit": row.fit,
        "rows": list(row.rows),
        "statements": list(row.statements),
        "evidence": [_words(w) for w in row.words],
    }
