"""Lists read from the cache: the lines that have all of some values and lie in some days, in order, each page at a bounded cost.

A page walks down the lines of the value that fewest have, and looks up for each whether it has the others too. Of a narrow pair of wide
values it may walk MOST lines and find few: the page is then short, and the next goes on from where it stopped.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, bindparam, exists, func, select, tuple_

from foedera.corpus.filters import Filters
from foedera.corpus.listed_row import Kind, ListedRow, number_of
from foedera.corpus.listing import row_of_line
from foedera.store.lists import ALL, AT_ONCE, SPREADS, Value, listed, postings, values, values_in
from foedera.store.schema import documents

MOST = 8000  # lines that one page walks
MOST_COUNTED = 1000  # lines that are counted one by one
MOST_SAMPLED = 600  # lines of which values are counted
Place = tuple[int, int]
"""Day and number: where a line stands in every list that it is in."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines that have a value of each group, and lie in the days (ordinals) from `low` to `high`. Groups are not empty.

    `only`: the lines of these numbers and no others.
    """

    groups: tuple[tuple[int, ...], ...]
    low: int | None = None
    high: int | None = None
    only: tuple[int, ...] | None = None

    @property
    def has_days(self) -> bool:
        """Whether it asks for days."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class Found:
    """Places in order; `stopped`: the last place looked at, None where all were."""

    places: tuple[Place, ...]
    stopped: Place | None = None


def wanted(connection: Connection, kind: str, filters: Filters, among: Sequence[tuple[str, str]] = ()) -> Wanted | None:
    """What these filters ask for; None where no line can have it. `among`: further facets with values, of which any one is to be had.

    A document is asked for by agreement where a statement of it is of that agreement.
    """
    only = _told_of(connection, filters.agreement) if kind == Kind.DOCUMENT and filters.agreement else None
    asked: list[list[Value]] = [[(kind, f, v)] for f, v in filters.values().items() if only is None or f != "agreement"]
    asked += [[(kind, name, value) for name, value in among]] if among else []
    groups = [_known(connection, some) for some in asked or [[(kind, ALL, "")]]]
    if not all(groups):
        return None
    groups.sort(key=lambda group: (sum(group.values()), sorted(group)))
    low, high = filters.from_day, filters.to_day
    ends = low.toordinal() if low else None, high.toordinal() if high else None
    return Wanted(tuple(tuple(sorted(group)) for group in groups), *ends, only)


def _told_of(connection: Connection, agreement: str) -> tuple[int, ...]:
    """The numbers of the documents that tell of an agreement, `MOST` of them at most."""
    p = postings.c
    for value in _known(connection, [(Kind.STATEMENT, "agreement", agreement)]):
        told = select(listed.c.document_id).join_from(postings, listed, listed.c.number == p.number).where(p.value == value, p.spread == 0)
        return tuple(number_of(Kind.DOCUMENT, name) for name in connection.execute(told.distinct().limit(MOST)).scalars())
    return ()


def _known(connection: Connection, some: Sequence[Value]) -> dict[int, int]:
    """The numbers of these values with how many lines have each."""
    named = [(values.c.kind == kind) & (values.c.facet == facet) & (values.c.value == value) for kind, facet, value in some]
    found: dict[int, int] = {}
    for one in named:
        found |= {row.number: row.count for row in connection.execute(select(values.c.number, values.c["count"]).where(one))}
    return found


def find(connection: Connection, asked: Wanted, after: Place | None, limit: int) -> Found:
    """The first lines after a place, so many at most."""
    if asked.only is not None:
        held = sorted((place for place in _places(connection, asked, asked.only) if after is None or place < after), reverse=True)
        return Found(tuple(held[:limit]))
    places: set[Place] = set()
    stopped: list[Place] = []
    for value in asked.groups[0]:
        for spread in _spreads(asked):
            some = _walked(connection, asked, (value, spread), after, limit)
            places.update(some.places)
            stopped += [some.stopped] if some.stopped else []
    cut = max(stopped, default=None)
    kept = [place for place in sorted(places, reverse=True) if cut is None or place >= cut][:limit]
    return Found(tuple(kept), cut if len(kept) < limit else None)


def _walked(connection: Connection, asked: Wanted, along: tuple[int, int], after: Place | None, limit: int) -> Found:
    """The first lines after a place among those of one value and spread."""
    p, further = postings.c, _further(asked, along[1])
    walk = select(p.day, p.number).where(p.value == along[0], p.spread == along[1], *_in_days(asked, along[1]))
    walk = walk.order_by(p.day.desc(), p.number.desc())
    walk = walk.where(tuple_(p.day, p.number) < tuple_(*after)) if after else walk
    last = connection.execute(walk.offset(MOST - 1).limit(1)).first() if further else None
    met = walk.where(*further, *([tuple_(p.day, p.number) >= tuple_(*last)] if last else []))
    places = tuple((row.day, row.number) for row in connection.execute(met.limit(limit)))
    return Found(places, (last.day, last.number) if last and len(places) < limit else None)


def _spreads(asked: Wanted) -> range:
    """Lines whose last day lies in the days stand under spread 0; those that end later are found under their spread."""
    return range(len(SPREADS) + 1) if asked.high is not None else range(1)


def _in_days(asked: Wanted, spread: int) -> list[ColumnElement[bool]]:
    """Where on the walk these days lie."""
    p, low, high = postings.c, asked.low, asked.high
    if high is None:
        return [p.day >= max(1, low)] if low is not None else []
    if spread == 0:
        return [p.day >= max(1, low or 1), p.day <= high]
    most = [p.day <= high + SPREADS[spread]] if spread < len(SPREADS) else []
    return [p.day > high, *most]


def _further(asked: Wanted, spread: int) -> list[ColumnElement[bool]]:
    """That a line begins in time, where it ends after the days, and has a value of every other group."""
    p, found = postings.c, []
    if spread and asked.high is not None:
        found.append(p.low <= asked.high)
    for group in asked.groups[1:]:
        other = postings.alias()
        same = (other.c.spread == 0) & (other.c.day == p.day) & (other.c.number == p.number)
        found.append(exists().where(other.c.value.in_(group), same))
    return found


def counted(connection: Connection, asked: Wanted) -> tuple[int, bool]:
    """How many lines there are; whether there may be more than were counted."""
    if len(asked.groups) == len(asked.groups[0]) == 1 and not asked.has_days and asked.only is None:
        held = select(values.c["count"]).where(values.c.number == asked.groups[0][0])
        return int(connection.execute(held).scalar() or 0), False
    found = find(connection, asked, None, MOST_COUNTED + 1)
    return min(len(found.places), MOST_COUNTED), len(found.places) > MOST_COUNTED or found.stopped is not None


def commonest(connection: Connection, kind: str, facet: str, most: int) -> list[tuple[str, int]]:
    """The values of a facet that most rows of a kind have, with the number of rows."""
    number = values.c["count"]
    query = select(values.c.value, number).where(values.c.kind == kind, values.c.facet == facet)
    return [(value, count) for value, count in connection.execute(query.order_by(number.desc(), values.c.value).limit(most))]


def sampled(connection: Connection, asked: Wanted) -> tuple[Counter[tuple[str, str]], bool]:
    """How many of the first lines have each facet and value; whether there are further lines."""
    found = find(connection, asked, None, MOST_SAMPLED + 1)
    numbers = [number for _, number in found.places[:MOST_SAMPLED]]
    counts: Counter[int] = Counter()
    for some in _in_fives(numbers):
        held = connection.execute(select(listed.c.facets).where(listed.c.number.in_(some))).scalars()
        counts.update(value for facets in held for value in values_in(facets))
    named: Counter[tuple[str, str]] = Counter()
    for some in _in_fives(sorted(counts)):
        rows = connection.execute(select(values.c.number, values.c.facet, values.c.value).where(values.c.number.in_(some)))
        named.update({(row.facet, row.value): counts[row.number] for row in rows})
    return named, len(found.places) > MOST_SAMPLED or found.stopped is not None


def _in_fives(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]


def rows_at(connection: Connection, numbers: Sequence[int], *, with_words: bool = True) -> tuple[ListedRow, ...]:
    """The lines of these numbers in their order, statements with their words (unless not wanted); what is not here is left out."""
    found: dict[int, ListedRow] = {}
    for some in _in_fives(numbers):
        kept = connection.execute(select(listed.c.number, listed.c.line).where(listed.c.number.in_(some)))
        found |= {number: row_of_line(line) for number, line in kept}
    words = _words(connection, found) if with_words else {}
    return tuple(replace(found[n], title=words[n]) if n in words else found[n] for n in numbers if n in found)


def _words(connection: Connection, rows: Mapping[int, ListedRow]) -> dict[int, str]:
    """The words of the statements among these rows, cut out of their documents."""
    cut = func.substr(documents.c.text, bindparam("start"), bindparam("length"))
    query = select(cut).where(documents.c.id == bindparam("name"))
    found: dict[int, str] = {}
    for number, row in rows.items():
        if row.kind is Kind.STATEMENT and row.start is not None and row.end is not None:
            at = {"start": row.start + 1, "length": row.end - row.start, "name": row.document_id}
            found[number] = connection.execute(query, at).scalar() or ""
    return found


def among(connection: Connection, asked: Wanted, numbers: Sequence[int]) -> list[int]:
    """Those of these lines that are asked for, in the order in which they were given."""
    kept = {number for _, number in _places(connection, asked, numbers)} & {*(numbers if asked.only is None else asked.only)}
    return [number for number in numbers if number in kept]


def _places(connection: Connection, asked: Wanted, numbers: Sequence[int]) -> list[Place]:
    """The places of those of these lines that have the values and lie in the days."""
    at, found = listed.c, list[Place]()
    wanted = [_has_one_of(group) for group in asked.groups]
    if asked.has_days:
        wanted.append(at.day >= max(1, asked.low or 1))
        wanted += [at.low <= asked.high] if asked.high is not None else []
    for some in _in_fives(numbers):
        rows = connection.execute(select(at.day, at.number).where(at.number.in_(some), *wanted))
        found += [(row.day, row.number) for row in rows]
    return found


def _has_one_of(group: Sequence[int]) -> ColumnElement[bool]:
    """That a line has a value of these."""
    at, p = listed.c, postings.c
    return exists().where(p.value.in_(group), p.spread == 0, p.day == at.day, p.number == at.number)
