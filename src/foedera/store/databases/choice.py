"""Which database a record is in, told from how it is named; and rows written where their key may be held already."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table

from foedera.errors import Trouble, UsageError
from foedera.store.databases.database import Dialect, Place
from foedera.store.databases.postgres import POSTGRES, SCHEMES, PostgresPlace
from foedera.store.databases.sqlite import SQLITE, SqlitePlace

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")  # of another kind than ours: taken for a file, its password would be told

_DIALECTS: Mapping[str, Dialect] = {"sqlite": SQLITE, "postgresql": POSTGRES}


def place_of(record: str | Path) -> Place:
    """The place named: `postgresql://user@host/database`, or a file. UsageError for an address that cannot be read."""
    if isinstance(record, str) and (address := record.strip()).partition("://")[0].lower() in SCHEMES and "://" in address:
        return PostgresPlace.from_address(address)
    if isinstance(record, str) and _ADDRESS.match(record.strip()):
        raise UsageError(Trouble("bad_record_address", record.strip().partition("://")[0] + "://…"))
    return SqlitePlace(Path(record))


def is_there(record: str | Path) -> bool:
    """Whether there may be a record at this place; where only a server can tell, yes."""
    return place_of(record).is_there()


def dialect_of(connection: Connection) -> Dialect:
    """What the database of this connection says in its own way."""
    return _DIALECTS[connection.dialect.name]


def replace_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows; one whose key is held takes the place of the row that was there."""
    if rows:
        insert = dialect_of(connection).insert(table)
        taken = {c.name: insert.excluded[c.name] for c in table.columns if not c.primary_key}
        connection.execute(insert.on_conflict_do_update(index_elements=[*table.primary_key.columns], set_=taken), list(rows))


def add_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write those of the rows whose key is not held."""
    if rows:
        connection.execute(dialect_of(connection).insert(table).on_conflict_do_nothing(), list(rows))


def add_selected(connection: Connection, table: Table, columns: Sequence[str], rows: Select[Any]) -> None:
    """Write those of the rows of a question whose key is not held; the question must have a condition (SQLite would misread it)."""
    connection.execute(dialect_of(connection).insert(table).from_select(list(columns), rows).on_conflict_do_nothing())
