"""A record into another place, whole and verified, or not at all: between files and databases, in every direction.

What is derived is left behind: it is made again where it is asked for. The copy is one transaction; before it ends, every table is read
back and compared with what was read, by the number of rows and a hash of all they hold.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from foedera.errors import StoreError, Trouble
from foedera.store import schema
from foedera.store.databases.choice import place_of
from foedera.store.store import Store

AT_ONCE = 500  # rows in memory

COPIED = tuple(table for table in schema.metadata.sorted_tables if table is not schema.settings)
"""All that is not derived, but the version of the schema, which is that of this Foedera in both places."""

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """What a table holds in both places: its rows and SHA-256, in hexadecimal, over all of them in order of their key."""

    name: str
    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of a copy. `new`: something was written; otherwise the same record stood there already."""

    tables: tuple[CopiedTable, ...]
    new: bool


def copy_record(source: Store, target: Store, told: Told = lambda table, done, of: None) -> Copied:
    """Copy all that a store holds into an empty one; a target that holds the very same is left as it is.

    `told` hears the table, the rows that are written and how many there are. StoreError when the target holds something else, and when
    what is read back is not what was written: in both cases the target is as it was.
    """
    with source.looking() as reading, target.deriving() as writing:
        if any(_count(writing, table) for table in COPIED):
            held = _contents(writing)
            if held != _contents(reading):
                raise StoreError(Trouble("copy_target_not_empty", target.name))
            return Copied(held, new=False)
        written = tuple(_copy_table(reading, writing, table, told) for table in COPIED)
        target.place.dialect.set_counters(writing, COPIED)
        wrong = [a.name for a, b in zip(written, _contents(writing), strict=True) if a != b]
        if wrong:
            raise StoreError(Trouble("copy_differs", target.name, detail=", ".join(wrong)))
    return Copied(written, new=True)


def discard_empty(target: str | Path) -> None:
    """Take away a file that a copy was to go into, where it holds nothing; whatever else stands there stays."""
    place = place_of(target)
    if not place.is_there():
        return
    try:
        store = Store(target, create=False)
        with store.looking() as reading:
            is_empty = not any(_count(reading, table) for table in COPIED)
        store.close()
    except StoreError:  # no record, or none that can be asked now
        return
    if is_empty:
        place.discard()


def _copy_table(reading: Connection, writing: Connection, table: Table, told: Told) -> CopiedTable:
    """Write all rows of a table; its contents as they were read."""
    every, rows, digest = _count(reading, table), 0, hashlib.sha256()
    names = [column.name for column in table.columns]
    for some in _batches(reading, table):
        writing.execute(insert(table), [dict(zip(names, row, strict=True)) for row in some])
        rows += len(some)
        _take_in(digest, some)
        told(table.name, rows, every)
    return CopiedTable(table.name, rows, digest.hexdigest())


def _contents(connection: Connection) -> tuple[CopiedTable, ...]:
    return tuple(_content(connection, table) for table in COPIED)


def _content(connection: Connection, table: Table) -> CopiedTable:
    rows, digest = 0, hashlib.sha256()
    for some in _batches(connection, table):
        rows += len(some)
        _take_in(digest, some)
    return CopiedTable(table.name, rows, digest.hexdigest())


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Sequence[Any]]]:
    """All rows in order of their key, some at a time: both databases order texts by their code points."""
    (key,) = table.primary_key.columns
    query = select(table).order_by(key).limit(AT_ONCE)
    last = None
    while some := connection.execute(query if last is None else query.where(key > last)).all():
        yield some
        last = some[-1]._mapping[key.name]


def _take_in(digest: Any, rows: Sequence[Sequence[Any]]) -> None:
    for row in rows:
        digest.update(json.dumps([*row], ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
