"""The record's tables, the same for every database; SQLite adds full-text search over the texts, accents ignored.

A document, its reading and its full-text row are written in one transaction. Nothing derived is stored: the record is computed.
"""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = 1

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

CREATE_FULL_TEXT = """CREATE VIRTUAL TABLE IF NOT EXISTS documents_fts USING fts5(
    title, text, content='documents', content_rowid='number', tokenize="unicode61 remove_diacritics 2")"""

FULL_TEXT_TRIGGERS = (
    """CREATE TRIGGER IF NOT EXISTS documents_fts_insert AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER IF NOT EXISTS documents_fts_delete AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END""",
)
