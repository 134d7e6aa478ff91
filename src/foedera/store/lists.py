"""Tables of the cache from which lists are read: one line for each row of the record, and the lines that have each value, in order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Executable, Index, Integer, Table, bindparam, delete, select, update

from foedera.store.column_types import KEY, NUMBER_64, WORDS
from foedera.store.derived_metadata import derived

NUMBER = NUMBER_64().with_variant(Integer(), "sqlite")  # of 62 bits; as INTEGER it is the key of SQLite's own tree
AT_ONCE = 500  # values in one question to the database
ALL = ""
"""The facet that every row of a kind has, with one value, the empty one."""

SPREADS = (0, 62)  # days; beyond the last, the spread is its number of entries
Value = tuple[str, str, str]
"""Kind, facet and value."""

listed = Table(
    "grown_listed",
    derived,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("component", KEY, nullable=False),
    Column("document_id", KEY),
    Column("low", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("facets", KEY, nullable=False),
    Column("line", WORDS, nullable=False),
    Index("grown_listed_component", "component"),
    Index("grown_listed_document", "document_id"),
)
"""The lines (corpus/listed_row.py), without the words of statements, which are the document's. `number`: a hash of kind and id;
`low`, `day`: ordinals of the first and last day, 0 for none; `facets`: numbers of the line's values; `document_id`: of statements."""

values = Table(
    "grown_values",
    derived,
    Column("number", Integer, primary_key=True),
    Column("kind", KEY, nullable=False),
    Column("facet", KEY, nullable=False),
    Column("value", KEY, nullable=False),
    Column("count", Integer, nullable=False),
    Index("grown_values_value", "value", "facet", "kind", unique=True),
    Index("grown_values_count", "kind", "facet", "count", "value"),
)
"""A value by which rows of a kind are filtered, with the number of rows that have it."""

postings = Table(
    "grown_postings",
    derived,
    Column("value", Integer, primary_key=True, autoincrement=False),
    Column("spread", Integer, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("low", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The lines that have a value, in the order of lists. A line of several days stands here twice: under `spread` 0 as all do, and under that
of its length, so that those which begin before a day and end after it are found among few."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is kept; see the columns of `listed`."""

    number: int
    component: str
    document_id: str | None
    low: int
    day: int
    facets: tuple[int, ...]
    line: str


def spread_of(low: int, day: int) -> int:
    """Under which spread a line of these days stands beside 0; 0 for one day or none.

    >>> [spread_of(100, 100), spread_of(100, 107), spread_of(100, 500)]
    [0, 1, 2]
    """
    return next((n for n, most in enumerate(SPREADS) if day - low <= most), len(SPREADS))


def lines_of(connection: Connection, components: Sequence[str], numbers: Sequence[int] = ()) -> list[Line]:
    """The lines of these components, and those of these numbers, wherever they stand."""
    found = _lines_where(connection, listed.c.component, components)
    return found + _lines_where(connection, listed.c.number, sorted({*numbers}.difference(line.number for line in found)))


def _lines_where(connection: Connection, column: ColumnElement[Any], wanted: Sequence[str] | Sequence[int]) -> list[Line]:
    found: list[Line] = []
    for start in range(0, len(wanted), AT_ONCE):
        rows = connection.execute(select(listed).where(column.in_(wanted[start : start + AT_ONCE])))
        found += [_line(row) for row in rows]
    return found


def _line(row: Any) -> Line:
    return Line(row.number, row.component, row.document_id, row.low, row.day, values_in(row.facets), row.line)


def values_in(facets: str) -> tuple[int, ...]:
    """The numbers of values that the column `facets` holds.

    >>> values_in("3,14")
    (3, 14)
    """
    return tuple(map(int, facets.split(","))) if facets else ()


def forget_lines(connection: Connection, components: Sequence[str]) -> None:
    """Take the lines of these components out of all lists."""
    change_lines(connection, lines_of(connection, components), ())


def change_lines(connection: Connection, gone: Iterable[Line], come: Iterable[Line]) -> None:
    """Put these lines in the place of those; values that no line has any more are forgotten."""
    old, new = {line.number: line for line in gone}, {line.number: line for line in come}
    _many(connection, delete(listed).where(listed.c.number == bindparam("n")), [{"n": n} for n in sorted(old)])
    _many(connection, listed.insert(), [_columns(line) for _, line in sorted(new.items())])
    moved = {n for n in {*old, *new} if _place(old.get(n)) != _place(new.get(n))}
    stood = {posting for number, line in old.items() if number in moved for posting in _postings(line)}
    stands = {posting for number, line in new.items() if number in moved for posting in _postings(line)}
    key = [postings.c.value, postings.c.spread, postings.c.day, postings.c.number]
    here = [column == bindparam(f"old_{column.name}") for column in key]
    left = [{f"old_{name}": one[n] for n, name in enumerate(PLACE)} for one in sorted(stood - stands)]
    _many(connection, delete(postings).where(*here), left)
    _many(connection, postings.insert(), [dict(zip((*PLACE, "low"), one, strict=True)) for one in sorted(stands - stood)])
    _count(connection, Counter(v for line in new.values() for v in line.facets), Counter(v for line in old.values() for v in line.facets))


PLACE = ("value", "spread", "day", "number")


def _columns(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "component": line.component,
        "document_id": line.document_id,
        "low": line.low,
        "day": line.day,
        "facets": ",".join(map(str, line.facets)),
        "line": line.line,
    }


def _place(line: Line | None) -> tuple[int, int, tuple[int, ...]] | None:
    """What decides in which lists a line stands, and where."""
    return (line.low, line.day, line.facets) if line else None


def _postings(line: Line) -> Iterator[tuple[int, int, int, int, int]]:
    spread = spread_of(line.low, line.day)
    for value in line.facets:
        yield value, 0, line.day, line.number, line.low
        if spread:
            yield value, spread, line.day, line.number, line.low


def _count(connection: Connection, more: Counter[int], fewer: Counter[int]) -> None:
    changes = [{"n": value, "by": more[value] - fewer[value]} for value in sorted(more | fewer) if more[value] != fewer[value]]
    _many(connection, update(values).where(values.c.number == bindparam("n")).values(count=values.c.count + bindparam("by")), changes)
    without = delete(values).where(values.c.number == bindparam("n"), values.c.count <= 0)
    _many(connection, without, [{"n": one["n"]} for one in changes if one["by"] < 0])


def _many(connection: Connection, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def value_numbers(connection: Connection, wanted: Iterable[Value]) -> dict[Value, int]:
    """The number of each value; those that are not known yet are given one, with no line so far."""
    every = {*wanted}
    found = known_numbers(connection, every)
    missing = sorted(every - found.keys())
    if missing:
        _many(connection, values.insert(), [{"kind": k, "facet": f, "value": v, "count": 0} for k, f, v in missing])
        found |= known_numbers(connection, missing)
    return found


def known_numbers(connection: Connection, wanted: Iterable[Value]) -> dict[Value, int]:
    """The numbers of those of these values that some line has."""
    every = {*wanted}
    texts = sorted({value for _, _, value in every})
    found: dict[Value, int] = {}
    for start in range(0, len(texts), AT_ONCE):
        rows = connection.execute(select(values).where(values.c.value.in_(texts[start : start + AT_ONCE])))
        found |= {(row.kind, row.facet, row.value): row.number for row in rows if (row.kind, row.facet, row.value) in every}
    return found
