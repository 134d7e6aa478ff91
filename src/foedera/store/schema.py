"""The record's tables, the same for every database, which each adds its own full-text search to (store/databases).

A document, its reading and its full-text row are written in one transaction. Judgements are a log: one is never changed, and undoing
it is written beside it. Users, tokens and the audit log serve those who share a record. What is derived from all this is only ever a
cache that can be made again.
"""

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, Table

from foedera.store.column_types import HASH, KEY, WORDS

SCHEMA_VERSION = 4

metadata = MetaData()

settings = Table("settings", metadata, Column("key", KEY, primary_key=True), Column("value", KEY, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", KEY, nullable=False, unique=True),
    Column("origin", KEY, nullable=False),
    Column("text_hash", HASH, nullable=False),
    Column("lang", KEY, nullable=False),
    Column("published", KEY),
    Column("title", KEY),
    Column("outlet", KEY),
    Column("details", WORDS, nullable=False),
    Column("text", WORDS, nullable=False),
    Index("documents_text_hash", "text_hash", unique=True),
)

readings = Table(
    "readings",
    metadata,
    Column("document_id", KEY, primary_key=True),
    Column("reader", KEY, nullable=False),
    Column("reading", WORDS, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("text", KEY, nullable=False),
    Column("source", KEY, nullable=False),
    Column("added_at", KEY, nullable=False),
)

additions = Table(
    "additions",
    metadata,
    Column("document_id", KEY, primary_key=True),
    Column("added_at", KEY, nullable=False),
)
"""When each document first came in (UTC, ISO 8601). Documents of a file older than schema 2 have no row: they were always there."""

additions_in_order = Index("additions_in_order", additions.c.added_at, additions.c.document_id)
"""For what came in last; a record made before there was this index gets it when its lists are begun."""

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", KEY, nullable=False, unique=True),
    Column("kind", KEY, nullable=False),
    Column("target", KEY, nullable=False),
    Column("value", WORDS),
    Column("who", KEY, nullable=False),
    Column("made_at", KEY, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("undone_at", KEY),
    Column("undone_by", KEY),
    sqlite_autoincrement=True,
)

judgement_marks = Table(
    "judgement_marks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("judgement_id", KEY, nullable=False),
    Column("other_side", Boolean, nullable=False),
    Column("document_id", KEY, nullable=False),
    Column("layer", KEY, nullable=False),
    Column("code", KEY, nullable=False),
    Column("actor", KEY),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", WORDS, nullable=False),
    Column("statement_id", KEY, nullable=False),
    Index("judgement_marks_judgement", "judgement_id"),
    Index("judgement_marks_document", "document_id"),
)
"""What each judgement is about: the words judged and what was read in them. A document taken out takes its marks with it."""

users = Table(
    "users",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", KEY, nullable=False, unique=True),
    Column("role", KEY, nullable=False),
    Column("password", KEY),
    Column("created_at", KEY, nullable=False),
    Column("disabled_at", KEY),
    sqlite_autoincrement=True,
)
"""Who may use a shared record. `password`: how it was hashed, the salt and the hash (store/credentials.py);
none for one who has tokens alone."""

tokens = Table(
    "tokens",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("user", KEY, nullable=False),
    Column("hash", KEY, nullable=False),
    Column("label", KEY, nullable=False),
    Column("created_at", KEY, nullable=False),
    Column("last_used_at", KEY),
    Column("revoked_at", KEY),
    Index("tokens_user", "user"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", KEY, nullable=False),
    Column("who", KEY, nullable=False),
    Column("act", KEY, nullable=False),
    Column("target", KEY, nullable=False),
    Column("detail", WORDS, nullable=False),
    sqlite_autoincrement=True,
)
"""Who did what in a shared record, oldest first. Lines are only ever added."""

not_read = Table(
    "not_read",
    metadata,
    Column("source", KEY, primary_key=True),
    Column("trouble", KEY, nullable=False),
    Column("detail", WORDS, nullable=False),
    Column("line", Integer),
    Column("at", KEY, nullable=False),
)
"""What could not be read, and why (key of a message, what fills it); a source that is read later is taken out."""
