"""How a record is asked and written: every error named, every writer in its turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import local

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from foedera.errors import StoreError, Trouble
from foedera.store import derived
from foedera.store.databases.database import Place


def now() -> str:
    """This moment (UTC, ISO 8601, to the second)."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Transactions:
    """What every part of a store stands on: its engine, and transactions to read and to write in."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.engine: Engine = place.engine()
        self._turn = local()  # `connection`: the transaction in which this thread writes now

    @property
    def name(self) -> str:
        """How messages name the record: a file, or an address without its password."""
        return self.place.name

    @contextmanager
    def _errors_named(self) -> Iterator[None]:
        """Database errors as StoreError: disk full, no right to write, not a database, locked, no server, wrong password ..."""
        try:
            yield
        except DBAPIError as error:
            detail = self.place.without_secrets(str(error.orig)).strip().split("\n")[0]
            raise StoreError(Trouble(self.place.dialect.error_key(error), self.name, detail=detail)) from None

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A transaction of its own; that of the writer where this thread is one: it must not wait for a second connection meanwhile."""
        writing: Connection | None = getattr(self._turn, "connection", None)
        if writing is not None:
            yield writing
            return
        with self._errors_named(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that holds the record from its first look on: two processes that read and then write take turns."""
        if getattr(self._turn, "connection", None) is not None:
            raise RuntimeError("a writer began to write before its turn was over")
        with self._transaction() as connection:
            self.place.dialect.take_turn(connection)
            derived.drop_when_broken(connection)
            self._turn.connection = connection
            try:
                yield connection
            finally:
                self._turn.connection = None

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A transaction that reads the record as it was at one moment, whoever writes meanwhile."""
        with self._transaction() as connection:
            self.place.dialect.begin_looking(connection)
            yield connection
