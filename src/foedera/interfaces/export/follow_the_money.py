"""The record as entities of FollowTheMoney, a line each: what investigators' graph tools (Aleph, OpenAleph, yente) load.

States and organs are PublicBody, organisations Organization, people Person, documents Article. Agreements, steps and events are Event with
their Articles as proof. Each account is a Documentation: the entity, the Article, the words, how surely. Duties are UnknownLink from who
owes to the agreement, quotations Note. Schemata and properties are those of followthemoney 4.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from hashlib import sha1
from typing import Any

from foedera.interfaces.exact_json import exact_json
from foedera.interfaces.export.material import Material
from foedera.record.model import Account, ActorRow, AgreementRow, DocumentRow, EventRow, LifecycleRow, ProvisionRow, QuoteRow
from foedera.sources.model import Document
from foedera.values.control_characters import CONTROLS
from foedera.values.dates import DateRange, edtf_from_range, range_from_edtf
from foedera.views.labels import Labels

Entity = dict[str, Any]
SCHEMATA = {"state": "PublicBody", "body": "PublicBody", "organisation": "Organization", "person": "Person"}
_UNWANTED = dict.fromkeys([*map(ord, CONTROLS), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], " ")


def ftm_lines(material: Material) -> Iterator[str]:
    """Entity after entity as JSON: {"id", "schema", "properties"}, each id once."""
    seen: set[str] = set()
    for entity in _entities(material):
        if entity["id"] not in seen:
            seen.add(entity["id"])
            yield exact_json(entity) + "\n"


def entity_id(kind: str, name: str) -> str:
    """The id of an entity: the same for the same row in every export."""
    return f"foedera-{kind}-{sha1(name.encode('utf-8', 'replace'), usedforsecurity=False).hexdigest()[:20]}"


def _entities(material: Material) -> Iterator[Entity]:
    record, labels = material.record, material.labels
    documents = {document.id: document for document in material.documents()}
    yield from (_article(row, documents.get(row.id)) for row in record.documents)
    yield from (_actor(row) for row in record.actors)
    yield from (_named(code, labels) for code in _codes(material))
    for agreement in record.agreements:
        yield from _agreement(agreement, labels)
    for event in record.events:
        yield from _event(event, labels)
    yield from (_note(quote) for quote in record.quotes)


def _entity(kind: str, row_id: str, schema: str, /, **properties: Iterable[str | None]) -> Entity:
    """Values in one line, without what the programs that read them clean away; properties without a value are left out."""
    cleaned = {key: list(dict.fromkeys(filter(None, map(_clean, values)))) for key, values in properties.items()}
    return {"id": entity_id(kind, row_id), "schema": schema, "properties": {key: values for key, values in cleaned.items() if values}}


def _clean(value: str | None) -> str:
    return " ".join((value or "").translate(_UNWANTED).split())


# --- who and where ---------------------------------------------------------------------------------------------------------------------


def _article(row: DocumentRow, document: Document | None) -> Entity:
    url = document.url if document and (document.url or "").startswith(("http://", "https://")) else None
    days = range_from_edtf(row.published) or row.published_bounds
    return _entity("document", row.id, "Article", title=[row.title or row.id], publisher=[row.outlet], sourceUrl=[url],
                   publishedAt=[_date(days)], language=[_language(row.lang)], author=[document.byline if document else None])  # fmt: skip


def _actor(row: ActorRow) -> Entity:
    code = row.id.partition(":")[2]
    state = row.state or (code if row.kind == "state" else None)
    others = [name for name in row.names if name != row.name]
    return _entity("actor", code, SCHEMATA.get(row.kind, "LegalEntity"), name=[row.name], alias=others, country=[_country(state)])


def _named(code: str, labels: Labels) -> Entity:
    """Who takes part without a row of its own."""
    state = code.partition(":")[0]
    schema = "PublicBody" if labels.world.is_state(state) else "LegalEntity"
    return _entity("actor", code, schema, name=[labels.actor(code)], country=[_country(state)])


def _codes(material: Material) -> Iterator[str]:
    for agreement in material.record.agreements:
        yield from agreement.parties
        yield from (code for step in agreement.lifecycle for code in _ends(step.actor))
    for event in material.record.events:
        yield from (*_ends(event.source), *_ends(event.target))


def _ends(codes: str | None) -> list[str]:
    return [code for code in (codes or "").split("+") if code]


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    """ISO 3166-1 alpha-3 to alpha-2, from CLDR; codes that stand for several territories are left out."""
    from babel.core import get_global

    return {code: found[0].lower() for code, found in get_global("territory_aliases").items() if len(code) == 3 and len(found) == 1}


def _country(state: str | None) -> str | None:
    return _territories().get(state or "")


@lru_cache(maxsize=8)
def _language(code: str) -> str | None:
    """ISO 639-1 to 639-3, from CLDR."""
    from babel.core import get_global

    return next((long for long, short in sorted(get_global("language_aliases").items()) if short == code and len(long) == 3), None)


# --- what happened ---------------------------------------------------------------------------------------------------------------------


def _agreement(row: AgreementRow, labels: Labels) -> Iterator[Entity]:
    yield _entity("row", row.id, "Event", name=[row.name], alias=[n for n in row.names if n != row.name], involved=_ids(row.parties),
                  keywords=[labels.code("kind", row.kind.value)], country=map(_country, row.parties), recordId=[row.id],
                  proof=[entity_id("document", name) for name in row.documents])  # fmt: skip
    for step in row.lifecycle:
        yield _dated(step, f"{labels.step(step)} — {row.name}", _ends(step.actor), [labels.code("step", step.step.value)])
        yield from (_documentation(step.id, told, labels) for told in step.reported_by)
    for duty in row.provisions:
        yield from _owed(duty, row, labels)


def _event(row: EventRow, labels: Labels) -> Iterator[Entity]:
    yield _dated(row, f"{labels.event(row)} — {row.what}", [*_ends(row.source), *_ends(row.target)], [labels.code("event", row.type.value)])
    yield from (_documentation(row.id, told, labels) for told in row.reported_by)


def _dated(row: LifecycleRow | EventRow, name: str, ends: list[str], keywords: list[str]) -> Entity:
    days = row.days or DateRange()
    bounds = {} if _date(days) else {"startDate": [_day(days.earliest)], "endDate": [_day(days.latest)]}
    return _entity("row", row.id, "Event", name=[name], involved=_ids(ends), keywords=keywords, location=[row.place], recordId=[row.id],
                   country=map(_country, ends), date=[_date(days)], **bounds,
                   proof=[entity_id("document", told.document_id) for told in row.reported_by])  # fmt: skip


def _documentation(row_id: str, told: Account, labels: Labels) -> Entity:
    """One account: the words in the Article on which the entity rests."""
    article = entity_id("document", told.document_id)
    return _entity("statement", f"{told.statement_id}@{row_id}", "Documentation", entity=[entity_id("row", row_id)],
                   document=[article], role=[told.factuality.value], summary=[told.evidence.text], recordId=[told.statement_id],
                   description=[labels.certainty(told.factuality, told.said_by)], proof=[article])  # fmt: skip


def _owed(duty: ProvisionRow, agreement: AgreementRow, labels: Labels) -> Iterator[Entity]:
    """A link for each party that owes it: all of them where the words name none."""
    bearers = [duty.bearer] if duty.bearer in agreement.parties else agreement.parties
    proof = [entity_id("document", told.document_id) for told in duty.reported_by]
    for bearer in bearers:
        yield _entity("duty", f"{duty.id}@{bearer}", "UnknownLink", subject=_ids([bearer]), object=[entity_id("row", agreement.id)],
                      role=[labels.code("action", duty.action_class.value)], description=[duty.action], recordId=[duty.id],
                      summary=[told.evidence.text for told in duty.reported_by], proof=proof)  # fmt: skip


def _note(row: QuoteRow) -> Entity:
    article = entity_id("document", row.document_id)
    return _entity("quote", row.id, "Note", name=[row.speaker or row.id], description=[row.text], entity=[article], proof=[article])


def _ids(codes: Iterable[str]) -> list[str]:
    return [entity_id("actor", code) for code in codes]


def _date(days: DateRange) -> str | None:
    """A day, a month or a year: the only dates that FollowTheMoney writes."""
    edtf = edtf_from_range(days)
    return None if edtf is None or "/" in edtf else edtf


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
