"""A record in one SQLite file: FTS5 for the search, one writer at a time, the file swept after a removal."""

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import copymode
from sqlite3 import OperationalError, connect
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from foedera.errors import StoreError, Trouble
from foedera.store.databases.database import NOTING_PREFIX, PATIENCE
from foedera.store.databases.search_terms import Term

_FULL_TEXT = """CREATE VIRTUAL TABLE IF NOT EXISTS documents_fts USING fts5(
    title, text, content='documents', content_rowid='number', tokenize="unicode61 remove_diacritics 2")"""

_FULL_TEXT_TRIGGERS = (
    """CREATE TRIGGER IF NOT EXISTS documents_fts_insert AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER IF NOT EXISTS documents_fts_delete AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END""",
    """CREATE TRIGGER IF NOT EXISTS documents_fts_update AFTER UPDATE ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
)

_CHANGED = "INSERT OR REPLACE INTO grown_state(key, value) VALUES ('change', hex(randomblob(16)));"
_NOTED = "INSERT OR REPLACE INTO grown_pending(document_id) VALUES ({row}.{column});"
_SIDES = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
_ERRORS = {"full": "disk_full", "readonly": "record_read_only", "not a database": "record_not_ours", "locked": "record_locked"}


def _question(terms: Sequence[Term]) -> str:
    """The terms as a question to the index, signs and all."""
    return " AND ".join("(" + " OR ".join('"' + phrase.replace('"', '""') + '"' for phrase in term) + ")" for term in terms)


class SqliteDialect:
    """SQLite's part of `Dialect`."""

    def insert(self, table: Table) -> Any:
        """See `Dialect`."""
        return sqlite.insert(table)

    def take_turn(self, connection: Connection, seconds: float) -> None:
        """The file is held from here on: two processes that read and then write take turns."""
        if seconds == PATIENCE:
            connection.execute(text("BEGIN IMMEDIATE"))
            return
        connection.execute(text(_waiting(seconds)))
        try:
            connection.execute(text("BEGIN IMMEDIATE"))
        finally:  # who has the connection after this one may have more patience
            connection.execute(text(_waiting(PATIENCE)))

    def begin_growing(self, connection: Connection, *, wait: bool) -> bool:
        """A file knows one lock alone, that of its writers: they take turns there."""
        return True

    def begin_looking(self, connection: Connection) -> None:
        """See `Dialect`: a reader of a file in WAL mode sees it as it was at its first look."""
        connection.execute(text("BEGIN"))

    def tables(self, connection: Connection) -> set[str]:
        """See `Dialect`."""
        return set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())

    def create_full_text(self, connection: Connection) -> None:
        """An index of its own over the table of documents, which triggers keep true."""
        for statement in (_FULL_TEXT, *_FULL_TEXT_TRIGGERS):
            connection.execute(text(statement))

    def mend_full_text(self, connection: Connection) -> None:
        """See `Dialect`."""
        self.create_full_text(connection)
        connection.execute(text("INSERT INTO documents_fts(documents_fts) VALUES ('rebuild')"))

    def found(self, connection: Connection, terms: Sequence[Term], limit: int) -> list[Sequence[Any]]:
        """Best first by BM25, the default of FTS5."""
        query = text(
            "SELECT d.id, d.title, d.outlet, d.published, snippet(documents_fts, 1, '', '', '…', 16) AS words "
            "FROM documents_fts f JOIN documents d ON d.number = f.rowid WHERE documents_fts MATCH :w ORDER BY rank, d.id LIMIT :n"
        )
        return [*connection.execute(query, {"w": _question(terms), "n": limit})]

    def hits(self, connection: Connection, terms: Sequence[Term], limit: int, *, best: bool) -> list[str]:
        """See `Dialect`."""
        order = "rank, d.id" if best else "f.rowid DESC"
        query = "SELECT d.id FROM documents_fts f JOIN documents d ON d.number = f.rowid WHERE documents_fts MATCH :w"
        return [*connection.execute(text(f"{query} ORDER BY {order} LIMIT :n"), {"w": _question(terms), "n": limit}).scalars()]

    def watchers(self, watched: Mapping[str, str]) -> set[str]:
        """See `Dialect`."""
        return {f"{NOTING_PREFIX}{table}_{act}" for table in watched for act in _SIDES}

    def watch(self, connection: Connection, watched: Mapping[str, str]) -> None:
        """See `Dialect`."""
        for table, column in watched.items():
            for act, rows in _SIDES.items():
                noted = " ".join(_NOTED.format(row=row, column=column) for row in rows)
                connection.execute(text(f"CREATE TRIGGER {NOTING_PREFIX}{table}_{act} AFTER {act} ON {table} BEGIN {_CHANGED} {noted} END"))

    def watching(self, connection: Connection) -> set[str]:
        """See `Dialect`."""
        query = text(r"SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'grown\_%' ESCAPE '\'")
        return set(connection.execute(query).scalars())

    def unwatch(self, connection: Connection) -> None:
        """See `Dialect`."""
        for name in sorted(self.watching(connection)):
            connection.execute(text(f'DROP TRIGGER "{name}"'))

    def sweep_index(self, connection: Connection) -> None:
        """See `Dialect`."""
        connection.execute(text("INSERT INTO documents_fts(documents_fts) VALUES ('optimize')"))

    def sweep(self, engine: Engine) -> None:
        """No byte of what was removed stays in the file."""
        with engine.connect() as connection:
            raw = connection.execution_options(isolation_level="AUTOCOMMIT")
            raw.execute(text("VACUUM"))
            raw.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def set_counters(self, connection: Connection, tables: Sequence[Table]) -> None:
        """SQLite goes on after the greatest number by itself."""

    def error_key(self, error: DBAPIError) -> str:
        """See `Dialect`."""
        reason = str(error.orig).lower()
        return next((key for words, key in _ERRORS.items() if words in reason), "record_failed")


SQLITE = SqliteDialect()


def _waiting(seconds: float) -> str:
    return f"PRAGMA busy_timeout={round(1000 * seconds)}"


def _prepare_connection(connection: Any, _record: Any) -> None:
    connection.execute(_waiting(PATIENCE))
    _keep_a_log(connection)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")


def _keep_a_log(connection: Any) -> None:
    """Readers do not wait for the writer (WAL). Of several who open a new file at once SQLite lets one change that and tells the others
    at once that it is locked, however patient they are (a change of mode does not call its busy handler): they come again.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


@dataclass(frozen=True, slots=True)
class SqlitePlace:
    """A record's file."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name as it was given."""
        return str(self.path)

    @property
    def short_name(self) -> str:
        """See `Place`."""
        return self.path.stem

    @property
    def dialect(self) -> SqliteDialect:
        """SQLite's."""
        return SQLITE

    @property
    def backups(self) -> tuple[Path, ...]:
        """See `Place`."""
        return tuple(sorted(p for p in self.path.parent.iterdir() if p.name.startswith(f"{self.path.name}-backup-")))

    def is_there(self) -> bool:
        """See `Place`."""
        return self.path.exists()

    def check(self, *, create: bool) -> None:
        """See `Place`; an empty file is no record yet."""
        if not create and (not self.path.exists() or (self.path.is_file() and not self.path.stat().st_size)):
            raise StoreError(Trouble("record_missing", self.name))
        if self.path.is_dir() or not self.path.parent.is_dir():
            raise StoreError(Trouble("record_not_a_file", self.name))

    def engine(self) -> Engine:
        """See `Place`."""
        engine = create_engine(URL.create("sqlite", database=str(self.path)))
        event.listen(engine, "connect", _prepare_connection)
        return engine

    def back_up(self, engine: Engine, version: int) -> None:
        """The file as it was is kept beside it: what was last committed, also while its writer's turn goes on; whole or not at all."""
        kept = self.path.with_name(f"{self.path.name}-backup-{version}")
        half = kept.with_name(f"{kept.name}.part")
        half.unlink(missing_ok=True)
        half.touch()
        copymode(self.path, half)  # who may not read the record may not read its copy
        with engine.connect() as connection, closing(connect(half)) as copy:
            connection.connection.driver_connection.backup(copy)  # type: ignore[union-attr]  # that of sqlite3
        half.replace(kept)

    def discard(self) -> None:
        """See `Place`."""
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def without_secrets(self, text: str) -> str:
        """A file has none."""
        return text
