"""How a record is asked and written: every error named, every writer in its turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock, local

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as TooLong

from foedera.errors import StoreError, Trouble
from foedera.store import derived
from foedera.store.databases.database import HURRY, PATIENCE, Place

READ_ONLY = frozenset({"record_read_only", "record_no_right"})
"""Troubles of a record that may be read and will not be written: a file or a database user without that right."""

NOT_WRITABLE = READ_ONLY | {"record_locked", "disk_full"}
"""Troubles of a record that may be read and cannot be written now."""


def now() -> str:
    """This moment (UTC, ISO 8601, to the second)."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Transactions:
    """What every part of a store stands on: its engine, and transactions to read and to write in."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.engine: Engine = place.engine()
        self._one_grows = Lock()
        self._own = local()  # `writing`, `looking`: the transactions in which this thread writes or looks now

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
        except TooLong:
            raise StoreError(Trouble("server_busy", self.name)) from None

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A transaction; that in which this thread writes or looks, where it does: it must not wait for a second connection meanwhile."""
        held: Connection | None = getattr(self._own, "writing", None) or getattr(self._own, "looking", None)
        if held is not None:
            yield held
            return
        with self._new_transaction() as connection:
            yield connection

    @contextmanager
    def _new_transaction(self) -> Iterator[Connection]:
        with self._errors_named(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _held_as(self, kind: str, connection: Connection) -> Iterator[Connection]:
        before = getattr(self._own, kind, None)
        setattr(self._own, kind, connection)
        try:
            yield connection
        finally:
            setattr(self._own, kind, before)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that holds the record from its first look on: two processes that read and then write take turns."""
        if getattr(self._own, "writing", None) is not None:
            raise RuntimeError("a writer began to write before its turn was over")
        with self._new_transaction() as connection:
            self.place.dialect.take_turn(connection, self._patience())
            derived.drop_when_broken(connection)
            with self._held_as("writing", connection):
                yield connection

    def _patience(self) -> float:
        """Seconds that this thread waits for its turn to write."""
        return float(getattr(self._own, "patience", PATIENCE))

    @contextmanager
    def growing(self, *, wait: bool = True) -> Iterator[bool]:
        """While one brings what is derived up to date, others who would wait for it here, and not among the writers for a turn.

        Without `wait` nobody waits long: False where another is at it, and a turn that does not come soon is a StoreError `record_locked`.
        """
        if not self._one_grows.acquire(blocking=wait):
            yield False
            return
        self._own.patience = PATIENCE if wait else HURRY
        try:
            with self._new_transaction() as connection:
                yield self.place.dialect.begin_growing(connection, wait=wait)
        finally:
            del self._own.patience
            self._one_grows.release()

    def waited_for_growth(self, *, wait: bool) -> bool:
        """Wait, without `wait` not long, while another thread brings what is derived up to date. Whether one did, and is done."""
        if not self._one_grows.locked() or not self._one_grows.acquire(timeout=PATIENCE if wait else HURRY):
            return False
        self._one_grows.release()
        return True

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """For questions that need no transaction around them: each is answered as of its own moment, at the least cost."""
        with self._errors_named(), self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A transaction that reads the record as it was at one moment, whoever writes meanwhile; what it calls reads in it too."""
        with self._new_transaction() as connection:
            self.place.dialect.begin_looking(connection)
            with self._held_as("looking", connection):
                yield connection
