"""Tables of what follows from documents, facts and judgements: a cache by component, which may be dropped at any time and made again.

Triggers note every document that comes, changes or goes, whoever writes it, so that the cache knows what it has not seen yet.
"""

import json
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import Boolean, Column, Connection, Float, Index, Integer, Table, delete, false, insert, select

from foedera.store.column_types import KEY, NUMBER_64, WORDS
from foedera.store.databases.choice import add_rows, dialect_of, replace_rows
from foedera.store.databases.database import NOTING_PREFIX
from foedera.store.derived_metadata import derived
from foedera.store.lists import forget_lines
from foedera.store.schema import additions_in_order, readings

state = Table("grown_state", derived, Column("key", KEY, primary_key=True), Column("value", WORDS, nullable=False))
pending = Table(
    "grown_pending",
    derived,
    Column("document_id", KEY, primary_key=True),
    Column("copies_only", Boolean, nullable=False, server_default=false()),
    Column("judged", Boolean, nullable=False, server_default=false()),
)
"""Documents that came, changed or went since the cache last looked. `copies_only`: only the pages they were grouped with did;
`judged`: the other documents of the judgements on them wait with them already."""

pages = Table(
    "grown_pages",
    derived,
    Column("number", Integer, primary_key=True),
    Column("document_id", KEY, nullable=False, unique=True),
    Column("lang", KEY, nullable=False),
    Column("runs", WORDS, nullable=False),
    Column("marks", WORDS, nullable=False),
    Column("names", WORDS, nullable=False),
)
"""A document as the search for copies and for actors sees it: sampled runs of words, marks, and a reading of names alone."""

keys = Table(
    "grown_keys",
    derived,
    Column("key", KEY, primary_key=True),
    Column("document_id", KEY, primary_key=True),
    Index("grown_keys_document", "document_id"),
    sqlite_with_rowid=False,
)
links = Table(
    "grown_links",
    derived,
    Column("key", KEY, primary_key=True),
    Column("token", KEY, primary_key=True),
    Column("document_id", KEY, primary_key=True),
    Column("seeks", Boolean, nullable=False),
    Index("grown_links_token", "token", "seeks", "key"),
    Index("grown_links_document", "document_id"),
    sqlite_with_rowid=False,
)
homes = Table(
    "grown_homes",
    derived,
    Column("key", KEY, primary_key=True),
    Column("component", KEY, nullable=False),
    Index("grown_homes_component", "component"),
    sqlite_with_rowid=False,
)
dirty = Table("grown_dirty", derived, Column("key", KEY, primary_key=True), Column("touched", Boolean, nullable=False))
"""Keys whose component has to be looked at again; `touched`: what stands under the key itself has changed."""

todo = Table("grown_todo", derived, Column("component", KEY, primary_key=True))
rows = Table("grown_rows", derived, Column("component", KEY, primary_key=True), Column("rows", WORDS, nullable=False))
row_ids = Table(
    "grown_row_ids",
    derived,
    Column("id", KEY, primary_key=True),
    Column("component", KEY, primary_key=True),
    Index("grown_row_ids_component", "component"),
    sqlite_with_rowid=False,
)
runs = Table(
    "grown_runs",
    derived,
    Column("run", NUMBER_64, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
marks = Table(
    "grown_marks",
    derived,
    Column("mark", KEY, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
pairs = Table(
    "grown_pairs",
    derived,
    Column("first", KEY, primary_key=True),
    Column("second", KEY, primary_key=True),
    Column("share", Float, nullable=False),
    Column("translated", Boolean, nullable=False),
    Index("grown_pairs_second", "second"),
)
"""Pages that are alike, and how (see `Likeness`); first and second in alphabetical order."""

copies = Table(
    "grown_copies",
    derived,
    Column("document_id", KEY, primary_key=True),
    Column("head", KEY, nullable=False),
    Column("copy", WORDS, nullable=False),
    Index("grown_copies_head", "head"),
)
"""What each page of a group of copies is in it; `head`: the first of the group in order of id."""

WATCHED = {"documents": "id", "readings": "document_id"}
"""The tables of which every change is noted, whoever makes it, with the column of the document's id."""


def start_again(connection: Connection, version: str) -> None:
    """Empty tables for this version of the code and its words; every document is to be looked at."""
    drop(connection)
    derived.create_all(connection)
    additions_in_order.create(connection, checkfirst=True)
    dialect_of(connection).watch(connection, WATCHED)
    connection.execute(insert(pending).from_select(["document_id"], select(readings.c.document_id)))
    replace_rows(connection, state, [{"key": "change", "value": uuid4().hex}, {"key": "version", "value": version}])


def drop(connection: Connection) -> None:
    """Leave nothing of the cache in the record, its triggers first: a table that they write to must not go before them."""
    dialect_of(connection).unwatch(connection)
    derived.drop_all(connection)


def drop_when_broken(connection: Connection) -> None:
    """Drop what is left of the cache where a table or a trigger of it is missing: nobody could write to the record otherwise."""
    dialect = dialect_of(connection)
    tables = {name for name in dialect.tables(connection) if name.startswith(NOTING_PREFIX)}
    triggers = dialect.watching(connection)
    if (tables or triggers) and not (tables >= {*derived.tables} and triggers >= dialect.watchers(WATCHED)):
        drop(connection)


def change_of(connection: Connection) -> str | None:
    """A token that is another one after every change of a document or a reading, whoever made it."""
    return connection.execute(select(state.c.value).where(state.c.key == "change")).scalar()


def version_of(connection: Connection) -> str | None:
    """The version that made what is kept; None where nothing is."""
    if not is_kept(connection):
        return None
    return connection.execute(select(state.c.value).where(state.c.key == "version")).scalar()


def is_kept(connection: Connection) -> bool:
    """Whether this store has the tables of what is derived from documents."""
    return state.name in dialect_of(connection).tables(connection)


def is_whole(connection: Connection) -> bool:
    """Whether this store has all tables of what is derived from documents."""
    return dialect_of(connection).tables(connection) >= {*derived.tables}


def is_waiting(connection: Connection) -> bool:
    """Whether anything is still to be looked at or made again."""
    return any(connection.execute(select(table).limit(1)).first() is not None for table in (pending, dirty, todo))


def forget_document(connection: Connection, document_id: str) -> None:
    """Take the document's words out of the cache, with all rows of the components it told of; these are to be made again."""
    if is_kept(connection):
        forget_documents(connection, [document_id])


def forget_documents(connection: Connection, names: Sequence[str]) -> None:
    """As `forget_document`, of several at once, where the cache is kept: what they tell of together is taken out once."""
    if not names:
        return
    own = select(keys.c.key).where(keys.c.document_id.in_(names))
    touched = [*connection.execute(own).scalars()]
    components = [*connection.execute(select(homes.c.component).where(homes.c.key.in_(own)).distinct()).scalars()]
    for table in (rows, row_ids):
        connection.execute(delete(table).where(table.c.component.in_(components)))
    forget_lines(connection, components)
    for name in names:
        forget_copies(connection, name)
    for table in (keys, links, pages, pending):
        connection.execute(delete(table).where(table.c.document_id.in_(names)))
    touch(connection, touched)


def forget_copies(connection: Connection, document_id: str) -> None:
    """Take the document out of the search for copies. What it was a copy of, or what copied it, is to be looked at again."""
    page = connection.execute(select(pages.c.number, pages.c.runs, pages.c.marks).where(pages.c.document_id == document_id)).first()
    if page is None:
        return
    for table, column, held in ((runs, runs.c.run, page.runs), (marks, marks.c.mark, page.marks)):
        connection.execute(delete(table).where(column.in_(json.loads(held)), table.c.number == page.number))
    head = select(copies.c.head).where(copies.c.document_id == document_id).scalar_subquery()
    group = [*connection.execute(select(copies.c.document_id).where(copies.c.head == head)).scalars()]
    connection.execute(delete(copies).where(copies.c.document_id.in_(group)))
    connection.execute(delete(pairs).where((pairs.c.first == document_id) | (pairs.c.second == document_id)))
    others = [name for name in group if name != document_id]
    touch_documents(connection, others)
    if others:
        add_rows(connection, pending, [{"document_id": name, "copies_only": True} for name in others])


def touch_documents(connection: Connection, names: list[str]) -> None:
    """All that these documents tell is to be looked at again."""
    touch(connection, [*connection.execute(select(keys.c.key).where(keys.c.document_id.in_(names))).scalars()])


def touch(connection: Connection, some: list[str]) -> None:
    """These keys are to be looked at again."""
    if some:
        replace_rows(connection, dirty, [{"key": key, "touched": True} for key in sorted(set(some))])
