"""The record's tables, the same for every database; SQLite adds full-text search over the texts, accents ignored.

A document, its reading and its full-text row are written in one transaction. Judgements are a log: one is never changed, and undoing
it is written beside it. Users, tokens and the audit log serve those who share a record. What is derived from all this is only ever a
cache that can be made again.
"""

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = 3

metadata = MetaData()

settings = Table("settings", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("origin", String, nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("lang", String, nullable=False),
    Column("published", String),
    Column("title", String),
    Column("outlet", String),
    Column("details", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("documents_text_hash", "text_hash", unique=True),
)

readings = Table(
    "readings",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("reader", String, nullable=False),
    Column("reading", Text, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", String, nullable=False),
    Column("source", String, nullable=False),
    Column("added_at", String, nullable=False),
)

additions = Table(
    "additions",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("added_at", String, nullable=False),
)
"""When each document first came in (UTC, ISO 8601). Documents of a file older than schema 2 have no row: they were always there."""

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("value", Text),
    Column("who", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("undone_at", String),
    Column("undone_by", String),
    sqlite_autoincrement=True,
)

judgement_marks = Table(
    "judgement_marks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("judgement_id", String, nullable=False),
    Column("other_side", Boolean, nullable=False),
    Column("document_id", String, nullable=False),
    Column("layer", String, nullable=False),
    Column("code", String, nullable=False),
    Column("actor", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("statement_id", String, nullable=False),
    Index("judgement_marks_judgement", "judgement_id"),
    Index("judgement_marks_document", "document_id"),
)
"""What each judgement is about: the words judged and what was read in them. A document taken out takes its marks with it."""

users = Table(
    "users",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("password", String),
    Column("created_at", String, nullable=False),
    Column("disabled_at", String),
    sqlite_autoincrement=True,
)
"""Who may use a shared record. `password`: how it was hashed, the salt and the hash (store/credentials.py);
none for one who has tokens alone."""

tokens = Table(
    "tokens",
    metadata,
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("label", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("last_used_at", String),
    Column("revoked_at", String),
    Index("tokens_user", "user"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("act", String, nullable=False),
    Column("target", String, nullable=False),
    Column("detail", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Who did what in a shared record, oldest first. Lines are only ever added."""

CREATE_FULL_TEXT = """CREATE VIRTUAL TABLE IF NOT EXISTS documents_fts USING fts5(
    title, text, content='documents', content_rowid='number', tokenize="unicode61 remove_diacritics 2")"""

FULL_TEXT_TRIGGERS = (
    """CREATE TRIGGER IF NOT EXISTS documents_fts_insert AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER IF NOT EXISTS documents_fts_delete AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END""",
    """CREATE TRIGGER IF NOT EXISTS documents_fts_update AFTER UPDATE ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
)
