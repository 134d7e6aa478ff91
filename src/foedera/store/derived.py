"""Tables of what follows from documents, facts and judgements: a cache by component, which may be dropped at any time and made again.

Triggers note every document that comes, changes or goes, whoever writes it, so that the cache knows what it has not seen yet.
"""

import json

from sqlalchemy import Boolean, Column, Connection, Float, Index, Integer, MetaData, String, Table, Text, delete, inspect, select, text

derived = MetaData()

state = Table("grown_state", derived, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
pending = Table(
    "grown_pending",
    derived,
    Column("document_id", String, primary_key=True),
    Column("copies_only", Boolean, nullable=False, server_default=text("0")),
    Column("judged", Boolean, nullable=False, server_default=text("0")),
)
"""Documents that came, changed or went since the cache last looked. `copies_only`: only the pages they were grouped with did;
`judged`: the other documents of the judgements on them wait with them already."""

pages = Table(
    "grown_pages",
    derived,
    Column("number", Integer, primary_key=True),
    Column("document_id", String, nullable=False, unique=True),
    Column("lang", String, nullable=False),
    Column("runs", Text, nullable=False),
    Column("marks", Text, nullable=False),
    Column("names", Text, nullable=False),
)
"""A document as the search for copies and for actors sees it: sampled runs of words, marks, and a reading of names alone."""

keys = Table(
    "grown_keys",
    derived,
    Column("key", String, primary_key=True),
    Column("document_id", String, primary_key=True),
    Index("grown_keys_document", "document_id"),
    sqlite_with_rowid=False,
)
links = Table(
    "grown_links",
    derived,
    Column("key", String, primary_key=True),
    Column("token", String, primary_key=True),
    Column("document_id", String, primary_key=True),
    Column("seeks", Boolean, nullable=False),
    Index("grown_links_token", "token", "seeks", "key"),
    Index("grown_links_document", "document_id"),
    sqlite_with_rowid=False,
)
homes = Table(
    "grown_homes",
    derived,
    Column("key", String, primary_key=True),
    Column("component", String, nullable=False),
    Index("grown_homes_component", "component"),
    sqlite_with_rowid=False,
)
dirty = Table("grown_dirty", derived, Column("key", String, primary_key=True), Column("touched", Boolean, nullable=False))
"""Keys whose component has to be looked at again; `touched`: what stands under the key itself has changed."""

todo = Table("grown_todo", derived, Column("component", String, primary_key=True))
rows = Table("grown_rows", derived, Column("component", String, primary_key=True), Column("rows", Text, nullable=False))
row_ids = Table(
    "grown_row_ids",
    derived,
    Column("id", String, primary_key=True),
    Column("component", String, primary_key=True),
    Index("grown_row_ids_component", "component"),
    sqlite_with_rowid=False,
)
runs = Table(
    "grown_runs",
    derived,
    Column("run", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
marks = Table(
    "grown_marks",
    derived,
    Column("mark", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
pairs = Table(
    "grown_pairs",
    derived,
    Column("first", String, primary_key=True),
    Column("second", String, primary_key=True),
    Column("share", Float, nullable=False),
    Column("translated", Boolean, nullable=False),
    Index("grown_pairs_second", "second"),
)
"""Pages that are alike, and how (see `Likeness`); first and second in alphabetical order."""

copies = Table(
    "grown_copies",
    derived,
    Column("document_id", String, primary_key=True),
    Column("head", String, nullable=False),
    Column("copy", Text, nullable=False),
    Index("grown_copies_head", "head"),
)
"""What each page of a group of copies is in it; `head`: the first of the group in order of id."""

_CHANGED = "INSERT OR REPLACE INTO grown_state(key, value) VALUES ('change', hex(randomblob(16)));"
_NOTED = "INSERT OR REPLACE INTO grown_pending(document_id) VALUES ({row}.{column});"
_SIDES = {"INSERT": ("new",), "UPDATE": ("old", "new"), "DELETE": ("old",)}
TRIGGERS = {
    f"grown_{table}_{act}".lower(): f"CREATE TRIGGER grown_{table}_{act} AFTER {act} ON {table} BEGIN ".lower()
    + " ".join((_CHANGED, *(_NOTED.format(row=row, column=column) for row in rows)))
    + " END"
    for table, column in (("documents", "id"), ("readings", "document_id"))
    for act, rows in _SIDES.items()
}
EVERY_DOCUMENT = "INSERT OR REPLACE INTO grown_pending(document_id) SELECT document_id FROM readings"


def start_again(connection: Connection, version: str) -> None:
    """Empty tables for this version of the code and its words; every document is to be looked at."""
    drop(connection)
    derived.create_all(connection)
    for trigger in TRIGGERS.values():
        connection.execute(text(trigger))
    connection.execute(text(EVERY_DOCUMENT))
    connection.execute(text(_CHANGED))
    connection.execute(state.insert().values(key="version", value=version))


def drop(connection: Connection) -> None:
    """Leave nothing of the cache in the file, its triggers first: a table that they write to must not go before them."""
    for name in _names(connection, "trigger"):
        connection.execute(text(f'DROP TRIGGER "{name}"'))
    derived.drop_all(connection)


def drop_when_broken(connection: Connection) -> None:
    """Drop what is left of the cache where a table or a trigger of it is missing: nobody could write to the file otherwise."""
    held = {*_names(connection, "table"), *_names(connection, "trigger")}
    if held and not held >= {*derived.tables, *TRIGGERS}:
        drop(connection)


def _names(connection: Connection, kind: str) -> list[str]:
    query = text(r"SELECT name FROM sqlite_master WHERE type = :kind AND name LIKE 'grown\_%' ESCAPE '\' ORDER BY name")
    return [*connection.execute(query, {"kind": kind}).scalars()]


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
    return inspect(connection).has_table(state.name)


def is_waiting(connection: Connection) -> bool:
    """Whether anything is still to be looked at or made again."""
    return any(connection.execute(select(table).limit(1)).first() is not None for table in (pending, dirty, todo))


def forget_document(connection: Connection, document_id: str) -> None:
    """Take the document's words out of the cache, with all rows of the components it told of; these are to be made again."""
    if not is_kept(connection):
        return
    own = select(keys.c.key).where(keys.c.document_id == document_id)
    touched = [*connection.execute(own).scalars()]
    components = [*connection.execute(select(homes.c.component).where(homes.c.key.in_(own)).distinct()).scalars()]
    for table in (rows, row_ids):
        connection.execute(delete(table).where(table.c.component.in_(components)))
    forget_copies(connection, document_id)
    for table in (keys, links, pages, pending):
        connection.execute(delete(table).where(table.c.document_id == document_id))
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
        connection.execute(pending.insert().prefix_with("OR IGNORE"), [{"document_id": name, "copies_only": True} for name in others])


def touch_documents(connection: Connection, names: list[str]) -> None:
    """All that these documents tell is to be looked at again."""
    touch(connection, [*connection.execute(select(keys.c.key).where(keys.c.document_id.in_(names))).scalars()])


def touch(connection: Connection, some: list[str]) -> None:
    """These keys are to be looked at again."""
    if some:
        connection.execute(dirty.insert().prefix_with("OR REPLACE"), [{"key": key, "touched": True} for key in sorted(set(some))])
