"""A large record read part by part: every row of it once, in no more memory than a part takes."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from foedera.corpus.desk import Desk
from foedera.corpus.spool import Key, Spool
from foedera.record.model import Record
from foedera.store import derived, schema
from foedera.store.store import Store
from foedera.views.record_tables import Line, RecordTable

MOST_WHOLE = 5_000  # documents of a record that is taken into memory as a whole
AT_ONCE = 250  # components of one part
ACTORS = "actors"  # the one table whose rows are drawn from all documents together
Progress = Callable[[int, int], None]
"""Told how many parts are done, and of how many."""


def is_large(store: Store) -> bool:
    """Whether a record is better read part by part."""
    with store.looking() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.documents)).scalar_one()) > MOST_WHOLE


def parts_of(store: Store, progress: Progress | None = None) -> Iterator[Record]:
    """The rows of the record, brought up to date first, judged; each in one part, with no actors and no pages but those that stand there.

    What is written meanwhile may be in the later parts.
    """
    desk = Desk(store)
    desk.catch_up()
    with store.looking() as connection:
        names = [*connection.execute(select(derived.rows.c.component).order_by(derived.rows.c.component)).scalars()]
    for start in range(0, len(names), AT_ONCE):
        yield desk.components(names[start : start + AT_ONCE])
        if progress:
            progress(min(start + AT_ONCE, len(names)), len(names))


def lines_in_parts(store: Store, table: RecordTable, progress: Progress | None = None) -> Iterator[Line]:
    """The lines of a table of the whole record, in the order in which the whole record has them; days as ISO dates.

    They are put in order on disk. Not of `ACTORS`, which no part can tell.
    """
    with Spool(parts=4) as spool:
        for part in parts_of(store, progress):
            spool.add(_keyed(part, table))
        for text in spool.lines():
            yield json.loads(text)


def _keyed(part: Record, table: RecordTable) -> Iterator[tuple[Key, str]]:
    for key, row in _single_rows(part):
        for number, line in enumerate(table.lines(row)):
            yield (*key, number), json.dumps({name: _cell(value) for name, value in line.items()}, ensure_ascii=False)


def _cell(value: str | int | float | date | None) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _single_rows(part: Record) -> Iterator[tuple[tuple[str | int, ...], Record]]:
    """Each row of the record as a record of its own, with its place among all: (kind of row, what rows of that kind are in order of)."""
    bare = Record()
    yield from (((0, a.id, ""), replace(bare, agreements=(a,))) for a in part.agreements)
    yield from (((1, e.id, ""), replace(bare, events=(e,))) for e in part.events)
    yield from (((2, d.id, ""), replace(bare, documents=(d,))) for d in part.documents)
    yield from (((3, q.document_id, _in_order((q.evidence.start, q.evidence.end), q.id)), replace(bare, quotes=(q,))) for q in part.quotes)
    yield from (((4, d.about, f"{d.field} {d.id}"), replace(bare, disagreements=(d,))) for d in part.disagreements)


def _in_order(numbers: Iterable[int], name: str) -> str:
    return " ".join((*(f"{number:09d}" for number in numbers), name))
