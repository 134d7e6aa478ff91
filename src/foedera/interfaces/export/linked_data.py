"""The record as JSON-LD: schema.org (Claim, Event, Legislation, NewsArticle) for what is said, PROV for where it comes from.

The context stands in the file itself: nothing is fetched to read it. Each account of a document is a Claim; it rates nothing as true.
"""

from collections.abc import Iterator
from typing import Any

from foedera import __version__
from foedera.interfaces.export.linked_names import PREFIX, iri
from foedera.interfaces.export.material import Material
from foedera.record.model import Account, ActorRow, AgreementRow, DocumentRow, EventRow, LifecycleRow, ProvisionRow, QuoteRow
from foedera.sources.model import Document
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.labels import Labels

Node = dict[str, Any]
_DAY = {"@type": "xsd:date"}
CONTEXT: Node = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "foedera": f"{PREFIX}term:",
    "schema:startDate": _DAY,
    "schema:endDate": _DAY,
    "schema:url": {"@type": "@id"},
}
READER = iri("software", __version__)


def linked_data(material: Material) -> Node:
    """One object: the context and the graph of all rows, in the record's order."""
    return {"@context": CONTEXT, "@graph": list(_nodes(material))}


def _nodes(material: Material) -> Iterator[Node]:
    record, labels = material.record, material.labels
    yield {"@id": READER, "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"], "schema:name": "Foedera",
           "schema:softwareVersion": __version__}  # fmt: skip
    documents = {document.id: document for document in material.documents()}
    yield from (_document(row, documents.get(row.id)) for row in record.documents)
    yield from (_actor(row) for row in record.actors)
    for agreement in record.agreements:
        yield _agreement(agreement, labels)
        for step in agreement.lifecycle:
            yield _step(step, agreement, labels)
            yield from (_claim(told, step.id, labels) for told in step.reported_by)
        for duty in agreement.provisions:
            yield _duty(duty, agreement, labels)
            yield from (_claim(told, duty.id, labels) for told in duty.reported_by)
    for event in record.events:
        yield _event(event, labels)
        yield from (_claim(told, event.id, labels) for told in event.reported_by)
    yield from (_quotation(quote) for quote in record.quotes)


def _filled(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [], ())}


def _document(row: DocumentRow, document: Document | None) -> Node:
    copied = {"@id": iri("document", row.copy_of)} if row.copy_of else None
    url = document.url if document and document.url and document.url.startswith(("http://", "https://")) else None
    return _filled({
        "@id": iri("document", row.id), "@type": ["schema:NewsArticle", "prov:Entity"], "schema:headline": row.title,
        "schema:publisher": {"@type": "schema:Organization", "schema:name": row.outlet} if row.outlet else None,
        "schema:inLanguage": row.lang, "schema:datePublished": row.published, "schema:url": url, "prov:wasDerivedFrom": copied,
        "foedera:publishedBetween": None if row.published else edtf_from_range(row.published_bounds),
    })  # fmt: skip


ACTOR_TYPES = {"state": "schema:Country", "person": "schema:Person"}


def _actor(row: ActorRow) -> Node:
    code = row.id.partition(":")[2]
    others = [name for name in row.names if name != row.name]
    return _filled({"@id": iri("actor", code), "@type": [ACTOR_TYPES.get(row.kind, "schema:Organization"), "prov:Agent"],
                    "schema:name": row.name, "schema:alternateName": others, "schema:identifier": code})  # fmt: skip


def _agreement(row: AgreementRow, labels: Labels) -> Node:
    return _filled({
        "@id": iri("agreement", row.id), "@type": ["schema:Legislation", "prov:Entity"], "schema:name": row.name,
        "schema:alternateName": [name for name in row.names if name != row.name],
        "schema:legislationType": labels.code("kind", row.kind.value),
        "schema:contributor": _ends("+".join(row.parties)), "schema:identifier": row.id,
    })  # fmt: skip


def _ends(codes: str | None) -> list[Node]:
    return [{"@id": iri("actor", code)} for code in (codes or "").split("+") if code]


def _dates(days: DateRange | None, told: str | None) -> Node:
    """The first and the last day it may be, and both as EDTF: `startDate` and `endDate` bound one day, they are no duration."""
    known = days or DateRange()
    ends = {"schema:startDate": known.earliest, "schema:endDate": known.latest}
    return {"foedera:edtf": edtf_from_range(days) or told} | {name: day.isoformat() for name, day in ends.items() if day}


def _step(row: LifecycleRow, agreement: AgreementRow, labels: Labels) -> Node:
    return _filled({
        "@id": iri("row", row.id), "@type": "schema:Event", "schema:name": f"{labels.step(row)} — {labels.actor(row.actor)}",
        "schema:about": {"@id": iri("agreement", agreement.id)}, "schema:actor": _ends(row.actor), "schema:location": row.place,
        "foedera:step": row.step.value, "foedera:status": row.status.value, "foedera:independentSources": row.independent_sources,
        **_dates(row.days, row.date),
    })  # fmt: skip


def _duty(row: ProvisionRow, agreement: AgreementRow, labels: Labels) -> Node:
    return _filled({
        "@id": iri("row", row.id), "@type": "schema:LegislationObject", "schema:isPartOf": {"@id": iri("agreement", agreement.id)},
        "schema:name": labels.code("action", row.action_class.value), "schema:text": row.action, "foedera:article": row.article,
        "foedera:bearer": row.bearer, "foedera:beneficiary": row.beneficiary,
        "foedera:trigger": row.trigger_class.value if row.trigger_class else None,
    })  # fmt: skip


def _event(row: EventRow, labels: Labels) -> Node:
    return _filled({
        "@id": iri("row", row.id), "@type": "schema:Event", "schema:name": labels.event(row), "schema:description": row.what,
        "schema:organizer": _ends(row.source), "schema:attendee": _ends(row.target), "schema:location": row.place,
        "foedera:type": row.type.value, "foedera:independentSources": row.independent_sources, **_dates(row.days, row.date),
    })  # fmt: skip


def _selector(start: int, end: int) -> Node:
    return {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}


def _claim(told: Account, row_id: str, labels: Labels) -> Node:
    """What one document says: its words, whom it has them from, and how surely it says so."""
    article = {"@id": iri("document", told.document_id)}
    voices = [{"@type": "schema:Thing", "schema:name": labels.actor(voice)} for voice in told.said_by]
    return _filled({
        "@id": iri("statement", f"{told.statement_id}@{told.document_id}"), "@type": ["schema:Claim", "prov:Entity"],
        "schema:text": told.evidence.text, "schema:about": {"@id": iri("row", row_id)}, "schema:appearance": article,
        "schema:author": voices or article, "prov:wasQuotedFrom": article, "prov:wasAttributedTo": {"@id": READER},
        "foedera:factuality": told.factuality.value, "oa:hasSelector": _selector(told.evidence.start, told.evidence.end),
    })  # fmt: skip


def _quotation(row: QuoteRow) -> Node:
    speaker = {"@type": "schema:Person", "schema:name": row.speaker} if row.speaker else None
    return _filled({
        "@id": iri("row", row.id), "@type": ["schema:Quotation", "prov:Entity"], "schema:text": row.text,
        "schema:spokenByCharacter": speaker, "prov:wasQuotedFrom": {"@id": iri("document", row.document_id)},
        "oa:hasSelector": _selector(row.evidence.start, row.evidence.end),
    })  # fmt: skip
