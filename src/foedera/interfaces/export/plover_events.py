"""Steps and events in the terms of PLOVER, the ontology of political event data, as JSON lines.

Which category a code falls under follows the PLOVER reference (Open Event Data Alliance): to sign, ratify or finalize an agreement is
SUPPORT, joint manoeuvres are COOPERATE, arms and personnel given are AID, accusations DISAPPROVE; what is still to come is AGREE where it
is cooperative, with the context "future". PLOVER has no category for losses or for denials of fact: they are left out.
"""

from collections.abc import Iterator
from typing import Any

from foedera.interfaces.exact_json import exact_json
from foedera.interfaces.export.material import Material
from foedera.record.model import Account, EventRow, LifecycleRow
from foedera.values.codes import EventType, Factuality, Status, Step
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.labels import Labels
from foedera.views.record_tables import counted

Json = dict[str, Any]
STEPS = {
    Step.NEGOTIATED: "CONSULT", Step.SIGNED: "SUPPORT", Step.ADOPTED_BY_CHAMBER: "SUPPORT", Step.RATIFIED: "SUPPORT",
    Step.INSTRUMENTS_EXCHANGED: "SUPPORT", Step.IN_FORCE: "SUPPORT", Step.SUSPENDED: "SANCTION", Step.WITHDRAWN: "SANCTION",
    Step.TERMINATED: "SANCTION",
}  # fmt: skip
EVENTS = {
    EventType.VISIT: "CONSULT", EventType.MEETING: "CONSULT", EventType.DEPLOYMENT: "MOBILIZE", EventType.TRANSFER: "AID",
    EventType.SANCTION: "SANCTION", EventType.ATTACK: "ASSAULT", EventType.ACCUSATION: "DISAPPROVE", EventType.EXERCISE: "MOBILIZE",
    EventType.THREAT: "THREATEN",
}  # fmt: skip
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
MILITARY = frozenset({EventType.DEPLOYMENT, EventType.ATTACK, EventType.EXERCISE})


def plover_lines(material: Material) -> Iterator[str]:
    """A line for each step or event that PLOVER has a category for."""
    for agreement in material.record.agreements:
        for step in agreement.lifecycle:
            if step.step in STEPS and step.status is not Status.DENIED:
                yield exact_json(_step(step, agreement.id, material.labels)) + "\n"
    for event in material.record.events:
        if event.type in EVENTS and event.factuality is not Factuality.DENIED:
            yield exact_json(_event(event, material.labels)) + "\n"


def _step(row: LifecycleRow, agreement_id: str, labels: Labels) -> Json:
    """Parties that act together are each other's recipients."""
    future = row.status is Status.FUTURE
    parties = row.actor.split("+")
    head = {"id": row.id, "event_type": "AGREE" if future and STEPS[row.step] in COOPERATIVE else STEPS[row.step]}
    ends = {"actors": _actors(parties, labels), "recipients": _actors(parties if len(parties) > 1 else [], labels)}
    more = {"context": ["diplomatic", *(["future"] if future else [])], "agreement": agreement_id, "code": row.step.value}
    return head | _dates(row.days, row.date) | ends | more | _told(row.reported_by, row.factuality, row.independent_sources)


def _event(row: EventRow, labels: Labels) -> Json:
    actors, recipients = ((code or "").split("+") if code else [] for code in (row.source, row.target))
    category = "COOPERATE" if row.type is EventType.EXERCISE and len(actors) > 1 else EVENTS[row.type]
    future = row.factuality is Factuality.FORECAST
    if future and category in COOPERATIVE:
        category = "AGREE"
    context = [*(["military"] if row.type in MILITARY else []), *(["future"] if future else [])]
    ends = {"actors": _actors(actors, labels), "recipients": _actors(recipients, labels)}
    more = {"context": context, "code": row.type.value, "what": row.what, "quantities": [counted(q.quantity) for q in row.quantities]}
    head = {"id": row.id, "event_type": category}
    return head | _dates(row.days, row.date) | ends | more | _told(row.reported_by, row.factuality, row.independent_sources)


def _actors(codes: list[str], labels: Labels) -> list[Json]:
    return [{"code": code, "name": labels.actor(code)} for code in codes if code]


def _dates(days: DateRange | None, told: str | None) -> Json:
    """`event_date` only where it is one day; the bounds and EDTF say what is known otherwise."""
    known = days or DateRange()
    first, last = (day.isoformat() if day else None for day in (known.earliest, known.latest))
    return {"event_date": first if known.is_day else None, "earliest": first, "latest": last, "edtf": edtf_from_range(days) or told}


def _told(accounts: tuple[Account, ...], factuality: Factuality, sources: int) -> Json:
    quoted = [{"document": a.document_id, "start": a.evidence.start, "end": a.evidence.end, "text": a.evidence.text} for a in accounts]
    return {"factuality": factuality.value, "independent_sources": sources, "accounts": quoted}
