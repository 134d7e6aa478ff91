"""Why a statement of a store was read so: its document is read again with the language pack and world of today."""

from collections.abc import Iterator
from dataclasses import dataclass

from foedera.language.pack import languages, load_pack
from foedera.reading.model import Reading
from foedera.reading.read_document import context_of, read_document
from foedera.reading.why_read import Statement, WhyRead, kind_of, why_read
from foedera.record.model import Account, ReadDocument, Record
from foedera.record.statement_ids import agreement_id, event_id, obligation_id, quote_id, step_id
from foedera.store.store import Store
from foedera.world.load_world import load_world


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement as kept, its document, the agreement it belongs to, and why it was read so: None where today's reader has it not."""

    id: str
    document_id: str
    kind: str
    statement: Statement
    agreement: str | None
    why: WhyRead | None


def statements_of(document_id: str, reading: Reading) -> Iterator[tuple[str, Statement, str | None]]:
    """Every statement of a reading with its id and the name of the agreement it is about."""
    for agreement in reading.agreements:
        name = agreement.name_in_text
        yield agreement_id(document_id, agreement), agreement, name
        yield from ((step_id(document_id, agreement, s), s, name) for s in agreement.steps)
        yield from ((obligation_id(document_id, o), o, name) for o in agreement.obligations)
    yield from ((event_id(document_id, e), e, None) for e in reading.events)
    yield from ((quote_id(document_id, q), q, None) for q in reading.quotes)


def documents_of_statement(record: Record, statement_id: str) -> tuple[str, ...]:
    """The document that holds a statement, as the record's rows tell it; nothing for an id that is no statement's."""
    for agreement in record.agreements:
        told = dict(zip(agreement.statements, agreement.documents, strict=True))
        if statement_id in told:
            return (told[statement_id],)
    found = [a.document_id for a in _accounts(record) if a.statement_id == statement_id]
    return tuple((found or [q.document_id for q in record.quotes if q.id == statement_id])[:1])


def _accounts(record: Record) -> Iterator[Account]:
    for agreement in record.agreements:
        yield from (a for step in agreement.lifecycle for a in step.reported_by)
        yield from (a for duty in agreement.provisions for a in duty.reported_by)
    yield from (a for event in record.events for a in event.reported_by)


def statement_shown(store: Store, record: Record, statement_id: str) -> StatementShown | None:
    """The statement of this id; None when the record has none."""
    for document_id in documents_of_statement(record, statement_id):
        item = store.item(document_id)
        for key, statement, agreement in statements_of(document_id, item.reading):
            if key == statement_id:
                return StatementShown(key, document_id, kind_of(statement), statement, agreement, _why(item, key))
    return None


def _why(item: ReadDocument, statement_id: str) -> WhyRead | None:
    """Read again by both readers, then by the shallow one alone, until the statement comes out."""
    document = item.document
    if document.lang not in languages():
        return None
    pack, world = load_pack(document.lang), load_world()
    for shallow in (False, True):
        reading = read_document(document, pack, world, shallow=shallow)
        again = next((s for key, s, _ in statements_of(document.id, reading) if key == statement_id), None)
        if again is not None:
            return why_read(context_of(document, pack, world, shallow=shallow), again)
    return None
