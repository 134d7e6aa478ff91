"""The record: documents, readings, outside facts, judgements. One transaction for each put in; nothing is ever half-written."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from weakref import finalize

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from foedera.errors import StoreError, Trouble
from foedera.reading.model import Reading
from foedera.record.judgements import Judgement
from foedera.record.model import ReadDocument
from foedera.sources.model import Document
from foedera.store import derived, judgement_log, schema
from foedera.store.databases.choice import place_of
from foedera.store.databases.database import PATIENCE
from foedera.store.databases.search_terms import search_terms
from foedera.store.databases.words_around import words_around
from foedera.store.held_log import Held, HeldLog
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.judgement_pages import JudgementPages
from foedera.store.not_read import NotReadList
from foedera.store.rows import document_from_row, document_to_row, reading_from_row, reading_to_row, text_hash
from foedera.store.transactions import now
from foedera.store.users import Users

MOST_AT_ONCE = 500  # documents in one question to the database


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that holds the words looked for; `words` are those around the first of them."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    words: str


class Store(Users, NotReadList, JudgementPages):
    """One record. `path` is a SQLite file or the address of a PostgreSQL database (`postgresql://user@host/database`).

    It is made when absent (`create`), refused with a clear message when it is none of ours.
    """

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        self.path = path
        place = place_of(path)
        place.check(create=create)
        super().__init__(place)
        self._log = HeldLog()
        finalize(self, self.engine.dispose)  # connections are given back with the last mention of the store, or at the latest at the end
        with self._errors_named():
            self._open(create=create)

    def close(self) -> None:
        """Give the file back; the store is not used after that."""
        self.engine.dispose()

    def _open(self, *, create: bool) -> None:
        with self.engine.begin() as connection:
            tables = self.place.dialect.tables(connection)
            if tables >= {*schema.metadata.tables} and self._schema_version(connection) == schema.SCHEMA_VERSION:
                return
            if not tables and not create:
                raise StoreError(Trouble("record_missing", self.name))
        self._make_or_mend()

    def _make_or_mend(self) -> None:
        with self.engine.begin() as connection:
            self.place.dialect.take_turn(connection, PATIENCE)  # another process may have been quicker: from here on it is seen
            tables = self.place.dialect.tables(connection)
            if not tables:
                self._create(connection)
                return
            if "settings" not in tables:
                raise StoreError(Trouble("record_not_ours", self.name))
            version = self._schema_version(connection)
            if version == schema.SCHEMA_VERSION and not tables >= set(schema.metadata.tables):
                schema.metadata.create_all(connection, checkfirst=True)  # tables of a cache, made anew when they are gone
        if version > schema.SCHEMA_VERSION:
            raise StoreError(Trouble("record_newer", self.name, detail=str(version)))
        if version < schema.SCHEMA_VERSION:
            self._migrate()

    def _schema_version(self, connection: Connection) -> int:
        found = connection.execute(select(schema.settings.c.value).where(schema.settings.c.key == "schema_version")).scalar()
        if not str(found).isdigit():
            raise StoreError(Trouble("record_not_ours", self.name))
        return int(str(found))

    def _create(self, connection: Connection) -> None:
        schema.metadata.create_all(connection)
        self.place.dialect.create_full_text(connection)
        connection.execute(insert(schema.settings).values(key="schema_version", value=str(schema.SCHEMA_VERSION)))

    def _migrate(self) -> None:
        """Bring an older record to this schema; a file as it was is kept beside it first. Of several processes the first does it alone."""
        from foedera.store.migrations import MIGRATIONS

        with self._writing() as connection:
            version = self._schema_version(connection)
            if version >= schema.SCHEMA_VERSION:
                return
            self.place.back_up(self.engine, version)
            for step in range(version, schema.SCHEMA_VERSION):
                MIGRATIONS[step](connection)
            connection.execute(
                schema.settings.update().where(schema.settings.c.key == "schema_version").values(value=str(schema.SCHEMA_VERSION))
            )

    # --- documents --------------------------------------------------------------------------------------------------------------------

    def id_for(self, document: Document) -> str:
        """The id this document has or will have here: that of the same text, else its own, made different when another origin holds it."""
        with self._transaction() as connection:
            same_text = schema.documents.c.text_hash == text_hash(document.text)
            same = connection.execute(select(schema.documents.c.id).where(same_text)).scalar()
            return str(same) if same is not None else self._own_id(connection, document)

    def _own_id(self, connection: Connection, document: Document) -> str:
        """The document's id, made different when it is that of another text from elsewhere."""
        held = select(schema.documents.c.origin, schema.documents.c.text_hash).where(schema.documents.c.id == document.id)
        holder = connection.execute(held).first()
        if holder is None or holder.origin == document.origin or holder.text_hash == text_hash(document.text):
            return document.id
        return f"{document.id}-{hashlib.sha256(document.origin.encode()).hexdigest()[:6]}"

    def holds(self, document: Document, reader: str) -> bool:
        """Whether this very text, with this language and day of publication, was read here by this reader."""
        query = (
            select(schema.documents.c.lang, schema.documents.c.published, schema.readings.c.reader)
            .join(schema.readings, schema.readings.c.document_id == schema.documents.c.id)
            .where(schema.documents.c.text_hash == text_hash(document.text))
        )
        with self._transaction() as connection:
            row = connection.execute(query).first()
        return row is not None and (row.lang, row.published, row.reader) == (document.lang, document.published, reader)

    def known(self, text: str, reader: str) -> Document | None:
        """The document of this very text, when this reader has read it; None otherwise."""
        query = (
            select(schema.documents)
            .join(schema.readings, schema.readings.c.document_id == schema.documents.c.id)
            .where(schema.documents.c.text_hash == text_hash(text), schema.readings.c.reader == reader)
        )
        with self._transaction() as connection:
            row = connection.execute(query).mappings().first()
        return document_from_row(row) if row else None

    def put(self, document: Document, reading: Reading, reader: str) -> str:
        """Write a document and its reading, in place of what stood under the same id or the same text. The id it now has here.

        That is another than its own where another process has meanwhile given that one to a text from elsewhere.
        """
        with self._writing() as connection:
            document = replace(document, id=self._own_id(connection, document))
            reading = replace(reading, document_id=document.id)
            row = document_to_row(document)
            replaced = (schema.documents.c.id == document.id) | (schema.documents.c.text_hash == row["text_hash"])
            gone = select(schema.documents.c.id).where(replaced)
            connection.execute(
                delete(schema.readings).where(
                    schema.readings.c.document_id.in_(gone) | (schema.readings.c.document_id == document.id)
                )
            )
            self._keep_history(connection, row)
            connection.execute(delete(schema.documents).where(replaced))
            connection.execute(insert(schema.documents).values(row))
            connection.execute(insert(schema.readings).values(reading_to_row(reading, reader)))
            connection.execute(delete(schema.not_read).where(schema.not_read.c.source == document.origin))
        return document.id

    def _keep_history(self, connection: Connection, row: dict[str, Any]) -> None:
        """When the document first came in, and what was judged in it, go on under its id; under a new id too where the text is the same."""
        table = schema.documents
        same_text = select(table.c.id).where(table.c.text_hash == row["text_hash"], table.c.id != row["id"])
        known = connection.execute(select(schema.documents.c.id).where(schema.documents.c.id == row["id"])).scalar() is not None
        for old in connection.execute(same_text).scalars().all():
            judgement_log.rename_document(connection, old, row["id"])
            moved = schema.additions.update().where(schema.additions.c.document_id == old)
            connection.execute(schema.additions.delete().where(schema.additions.c.document_id == row["id"]))
            connection.execute(moved.values(document_id=row["id"]))
            known = True
        if not known:
            connection.execute(schema.additions.delete().where(schema.additions.c.document_id == row["id"]))
            connection.execute(insert(schema.additions).values(document_id=row["id"], added_at=now()))

    @property
    def backups(self) -> tuple[Path, ...]:
        """The files kept beside the record when an older Foedera's record was brought up to date: they stay as they were."""
        return self.place.backups

    def remove(self, document_id: str) -> None:
        """Take a document out, with all that was read in it. No trace of its words stays in the file; its backups are left alone."""
        with self._writing() as connection:
            gone = connection.execute(delete(schema.documents).where(schema.documents.c.id == document_id)).rowcount
            connection.execute(delete(schema.readings).where(schema.readings.c.document_id == document_id))
            connection.execute(delete(schema.additions).where(schema.additions.c.document_id == document_id))
            judgement_log.forget_document(connection, document_id)
            derived.forget_document(connection, document_id)
            if not gone:
                raise StoreError(Trouble("unknown_document", document_id))
            self.place.dialect.sweep_index(connection)
        with self._errors_named():
            self.place.dialect.sweep(self.engine)

    def items(self) -> tuple[ReadDocument, ...]:
        """Every document with its reading, in order of id."""
        return self._items(schema.documents.c.id == schema.readings.c.document_id)

    def items_of(self, names: Sequence[str]) -> tuple[ReadDocument, ...]:
        """These documents with their readings, in order of id; what is not here is left out."""
        found: list[ReadDocument] = []
        with self._transaction() as connection:
            for start in range(0, len(names), MOST_AT_ONCE):
                some = names[start : start + MOST_AT_ONCE]
                query = select(schema.documents, schema.readings.c.reading).join_from(
                    schema.documents, schema.readings, schema.readings.c.document_id == schema.documents.c.id
                )
                rows = connection.execute(query.where(schema.documents.c.id.in_(some))).mappings().all()
                found += [ReadDocument(document_from_row(r), reading_from_row(r)) for r in rows]
        return tuple(sorted(found, key=lambda item: item.document.id))

    @contextmanager
    def deriving(self) -> Iterator[Connection]:
        """A transaction in which to keep what follows from the documents (store/derived.py)."""
        with self._writing() as connection:
            yield connection

    def item(self, document_id: str) -> ReadDocument:
        """One document with its reading; StoreError when there is none of that id."""
        found = self.held(document_id)
        if found is None:
            raise StoreError(Trouble("unknown_document", document_id))
        return found

    def held(self, document_id: str) -> ReadDocument | None:
        """One document with its reading, None when there is none of that id."""
        found = self._items(schema.documents.c.id == document_id)
        return found[0] if found else None

    def _items(self, which: ColumnElement[bool]) -> tuple[ReadDocument, ...]:
        query = (
            select(schema.documents, schema.readings.c.reading)
            .join(schema.readings, schema.readings.c.document_id == schema.documents.c.id)
            .where(which)
            .order_by(schema.documents.c.id)
        )
        with self._transaction() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(ReadDocument(document_from_row(r), reading_from_row(r)) for r in rows)

    def search(self, words: str, *, limit: int = 50) -> tuple[FoundDocument, ...]:
        """Documents holding all these words and phrases ("…"), accents and case ignored, best first."""
        if not (asked := search_terms(words)):
            return ()
        with self._transaction() as connection:
            return tuple(FoundDocument(*row) for row in self.place.dialect.found(connection, asked, limit))

    def hits(self, words: str, *, limit: int, best: bool = True) -> tuple[str, ...]:
        """The ids of documents holding all these words: the best first, or else those that came last first, at less cost."""
        if not (asked := search_terms(words)):
            return ()
        with self._transaction() as connection:
            return tuple(self.place.dialect.hits(connection, asked, limit, best=best))

    def words_around(self, words: str, documents: Sequence[str]) -> dict[str, str]:
        """For each of these documents the words around the first that is looked for."""
        asked, table = search_terms(words), schema.documents.c
        with self._transaction() as connection:
            texts = connection.execute(select(table.id, table.text).where(table.id.in_(documents))).all()
        return {row.id: words_around(row.text, asked) for row in texts}

    # --- outside facts ----------------------------------------------------------------------------------------------------------------

    def add_fact(self, fact_text: str, source: str) -> str:
        """Keep an outside fact as given; its id is a hash of what it says. Adding it again changes nothing."""
        fact_id = "fact:" + hashlib.sha256(f"{fact_text}\n{source}".encode()).hexdigest()[:10]
        with self._writing() as connection:
            if connection.execute(select(schema.facts.c.id).where(schema.facts.c.id == fact_id)).scalar() is None:
                connection.execute(insert(schema.facts).values(id=fact_id, text=fact_text, source=source, added_at=now()))
        return fact_id

    def remove_fact(self, fact_id: str) -> None:
        """Take an outside fact out. Raises StoreError when no fact has this id."""
        with self._writing() as connection:
            gone = connection.execute(delete(schema.facts).where(schema.facts.c.id == fact_id)).rowcount
        if not gone:
            raise StoreError(Trouble("unknown_document", fact_id))

    def facts(self) -> tuple[tuple[str, str, str], ...]:
        """(id, text, source) of every outside fact, in order of id."""
        with self._transaction() as connection:
            rows = connection.execute(select(schema.facts).order_by(schema.facts.c.id)).all()
        return tuple((r.id, r.text, r.source) for r in rows)

    # --- judgements -------------------------------------------------------------------------------------------------------------------

    def add_judgement(self, judgement: Judgement) -> None:
        """Add a judgement to the log. Giving the very same one again (same id) changes nothing."""
        self.add_judgements([judgement])

    def add_judgements(self, judgements: Sequence[Judgement]) -> None:
        """Add judgements to the log, all of them or none."""
        with self._writing() as connection:
            for one in judgements:
                if connection.execute(select(schema.judgements.c.id).where(schema.judgements.c.id == one.id)).scalar() is None:
                    judgement_log.write(connection, one)

    def judgement_log(self) -> tuple[LoggedJudgement, ...]:
        """Every judgement ever given, those undone too, oldest first."""
        return self._held_log().log

    def _held_log(self) -> Held:
        with self._transaction() as connection:
            return self._log.read(connection)

    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements that hold, oldest first."""
        return self._held_log().standing

    def undo_judgements(self, who: str, *, last: int = 1, back_to: str | None = None) -> tuple[Judgement, ...]:
        """Undo the last judgements that hold, or all that came after `back_to` (which stays). Those undone, newest first.

        Raises StoreError when `back_to` is no judgement of this record. What is undone stays in the log.
        """
        with self._writing() as connection:
            log = self._log.read(connection).log
            place = next((logged.number for logged in log if logged.judgement.id == back_to), None)
            if back_to is not None and place is None:
                raise StoreError(Trouble("unknown_judgement", back_to))
            holding = [logged for logged in reversed(log) if logged.undone_at is None]
            undone = [logged.judgement for logged in (holding[:last] if place is None else (h for h in holding if h.number > place))]
            judgement_log.undo(connection, [j.id for j in undone], who, now())
        return tuple(undone)

    def take_back(self, ids: Sequence[str], who: str) -> tuple[Judgement, ...]:
        """Undo those of these judgements that hold. Those undone, newest first."""
        with self._writing() as connection:
            holding = [logged for logged in reversed(self._log.read(connection).log) if logged.undone_at is None]
            undone = tuple(logged.judgement for logged in holding if logged.judgement.id in ids)
            judgement_log.undo(connection, [j.id for j in undone], who, now())
        return undone

    # --- history ----------------------------------------------------------------------------------------------------------------------

    def added_at(self, among: Sequence[str] | None = None) -> dict[str, str]:
        """When each document and each outside fact first came in (UTC, ISO 8601); those of an older file are not in it.

        `among`: only these documents are looked for.
        """
        came = select(schema.additions.c.document_id, schema.additions.c.added_at)
        if among is not None:
            came = came.where(schema.additions.c.document_id.in_(among))
        with self._transaction() as connection:
            documents = connection.execute(came).all()
            facts = connection.execute(select(schema.facts.c.id, schema.facts.c.added_at)).all()
        return {row[0]: row[1] for row in (*documents, *facts)}
