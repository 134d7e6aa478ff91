"""How the record's file is asked and written: every error named, every writer in its turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError, OperationalError

from foedera.errors import StoreError, Trouble
from foedera.store import derived


def now() -> str:
    """This moment (UTC, ISO 8601, to the second)."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Transactions:
    """What every part of a store stands on: its engine, and transactions to read and to write in."""

    path: Path
    engine: Engine

    @contextmanager
    def _errors_named(self) -> Iterator[None]:
        """Database errors as StoreError: disk full, no right to write, not a database, locked."""
        try:
            yield
        except (OperationalError, DatabaseError) as error:
            reason = str(error.orig).lower()
            keys = {"full": "disk_full", "readonly": "record_read_only", "not a database": "record_not_ours", "locked": "record_locked"}
            key = next((k for words, k in keys.items() if words in reason), "record_failed")
            raise StoreError(Trouble(key, str(self.path), detail=str(error.orig))) from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._errors_named(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that holds the file from its first look on: two processes that read and then write take turns."""
        with self._transaction() as connection:
            connection.execute(text("BEGIN IMMEDIATE"))
            derived.drop_when_broken(connection)
            yield connection
