"""A part of the record: the components that hold some rows, with the documents that they are told from, as a record of their own."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, select

from foedera.corpus.decoded_rows import DecodedRows
from foedera.corpus.grown_copies import groups_with
from foedera.corpus.judged_documents import JudgedDocuments
from foedera.corpus.listed_row import Kind, number_of
from foedera.reading.model import Reading
from foedera.record.actors import actor_rows
from foedera.record.judged_record import judged_record
from foedera.record.model import OutsideFact, ReadDocument, Record
from foedera.record.record_from_readings import united
from foedera.record.row_codec import row_from_json
from foedera.sources.model import Document
from foedera.store import derived
from foedera.store.lists import AT_ONCE, listed

T = TypeVar("T", str, int)
_ROWS, _NAMES = DecodedRows(Record), DecodedRows(Reading)


def components_with(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The components that hold the rows or statements of these ids; a step or a duty stands with its agreement."""
    wanted = sorted({*ids, *(name.partition("/")[0] for name in ids)})
    numbers = [number_of(kind, name) for name in wanted for kind in Kind]
    return sorted({*_components_named(connection, wanted), *components_at(connection, numbers)})


def _components_named(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The components whose rows (not their statements) have these ids."""
    table, found = derived.row_ids, set[str]()
    for some in _some(ids):
        found.update(connection.execute(select(table.c.component).where(table.c.id.in_(some))).scalars())
    return found


def components_at(connection: Connection, numbers: Sequence[int]) -> list[str]:
    """The components that hold the lines of these numbers."""
    found: set[str] = set()
    for some in _some(numbers):
        found.update(connection.execute(select(listed.c.component).where(listed.c.number.in_(some))).scalars())
    return sorted(found)


def record_of_components(
    connection: Connection, components: Sequence[str], facts: tuple[OutsideFact, ...], judged: JudgedDocuments
) -> Record:
    """The rows of these components, and of the pages that they are told from, with the judgements on any of these documents."""
    parts = _rows_of(connection, components)
    named = {name for part in parts for name in documents_of(part)}
    missing = sorted(named - {d.id for part in parts for d in part.documents})
    parts += [_pages_only(part, named) for part in _rows_of(connection, sorted(_components_named(connection, missing) - {*components}))]
    names = sorted(named | {d.id for part in parts for d in part.documents})
    actors = actor_rows(named_parts(connection, names))
    return judged_record(united(parts, actors, groups_with(connection, names), facts), judged.among(names).placed)


def rows_of_components(
    connection: Connection, components: Sequence[str], facts: tuple[OutsideFact, ...], judged: JudgedDocuments, *, once: bool = False
) -> Record:
    """The rows of these components alone, judged: without their pages, the actors that these name and what they copy.

    `once`: they will not be asked for again soon, and are not kept in memory.
    """
    parts = _rows_of(connection, components, once=once)
    names = {name for part in parts for name in (*documents_of(part), *(d.id for d in part.documents))}
    return judged_record(united(parts, (), (), facts), judged.among(names).placed)


def named_parts(connection: Connection, names: Sequence[str]) -> list[ReadDocument]:
    """These documents with their names alone, in order of id."""
    table, found = derived.pages, list[ReadDocument]()
    for some in _some(names):
        held = select(table.c.document_id, table.c.lang, table.c.names).where(table.c.document_id.in_(some))
        found += [ReadDocument(Document(name, "", lang), _NAMES.of(told)) for name, lang, told in connection.execute(held)]
    return sorted(found, key=lambda item: item.document.id)


def _rows_of(connection: Connection, components: Sequence[str], *, once: bool = False) -> list[Record]:
    found: list[Record] = []
    for some in _some(components):
        table = derived.rows
        held = select(table.c.rows).where(table.c.component.in_(some)).order_by(table.c.component)
        found += [row_from_json(Record, text) if once else _ROWS.of(text) for text in connection.execute(held).scalars()]
    return found


def documents_of(part: Record) -> set[str]:
    """The documents that rows of a record are told from."""
    accounts = [a for event in part.events for a in event.reported_by]
    accounts += [a for agreement in part.agreements for row in agreement.lifecycle for a in row.reported_by]
    accounts += [a for agreement in part.agreements for row in agreement.provisions for a in row.reported_by]
    found = {account.document_id for account in accounts} | {name for agreement in part.agreements for name in agreement.documents}
    return found | {name for one in part.disagreements for value in one.values for name in value.documents}


def _pages_only(part: Record, names: set[str]) -> Record:
    """What a component tells of these pages themselves: their rows, what is quoted in them, what speaks against their days."""
    return Record(
        documents=tuple(d for d in part.documents if d.id in names),
        quotes=tuple(q for q in part.quotes if q.document_id in names),
        conflicts=tuple(c for c in part.conflicts if c.about in names),
    )


def _some(values: Sequence[T]) -> list[Sequence[T]]:
    return [values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE)]
