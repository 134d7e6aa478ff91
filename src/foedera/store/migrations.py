"""Steps from one schema version to the next; the store backs a file up before the first of them."""

from collections.abc import Callable

from sqlalchemy import Connection

from foedera.store import schema
from foedera.store.databases.choice import dialect_of


def _add_tables(connection: Connection) -> None:
    """Version 2 only adds tables: judgements, what they are about, and when each document came in."""
    schema.metadata.create_all(connection, checkfirst=True)


def _add_users_and_mend_search(connection: Connection) -> None:
    """Version 3 adds users, tokens and the audit log. The full-text index learns of updates; those it missed are made good."""
    schema.metadata.create_all(connection, checkfirst=True)
    dialect_of(connection).mend_full_text(connection)


def _add_not_read(connection: Connection) -> None:
    """Version 4 only adds a table: what could not be read, and why."""
    schema.metadata.create_all(connection, checkfirst=True)


MIGRATIONS: dict[int, Callable[[Connection], None]] = {1: _add_tables, 2: _add_users_and_mend_search, 3: _add_not_read}
