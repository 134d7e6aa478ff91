"""Steps from one schema version to the next; the store backs the file up before the first of them."""

from collections.abc import Callable

from sqlalchemy import Connection

from foedera.store import schema


def _add_tables(connection: Connection) -> None:
    """Version 2 only adds tables: judgements, what they are about, and when each document came in."""
    schema.metadata.create_all(connection, checkfirst=True)


MIGRATIONS: dict[int, Callable[[Connection], None]] = {1: _add_tables}
