"""What the pages of the desk and the API ask of a record: lists, counts, parts of the record, searches, each at a bounded cost.

Everything is read from the lists of the cache (store/lists.py), never from the whole record. Before an answer, what little waits is taken
in; where much waits (a first reading, a new version of Foedera), `behind` says so, and the answers are those of the lists as they are.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, select

from foedera.corpus import list_query
from foedera.corpus.desk_state import WAITS, DeskState
from foedera.corpus.desk_values import ActorPage, FacetCount, FacetCounts, FoundPage, ListedActor, ListedPage, NewDocument, News, SearchPage
from foedera.corpus.filters import FACETS, NO_FILTERS, Filters
from foedera.corpus.found_words import marked
from foedera.corpus.list_query import Place, rows_at
from foedera.corpus.listed_row import Kind, ListedRow, number_of
from foedera.corpus.record_of_store import grow
from foedera.corpus.record_part import components_at, components_with, record_of_components, rows_of_components
from foedera.errors import Trouble, UsageError
from foedera.record.model import Record
from foedera.store import schema
from foedera.store.lists import listed
from foedera.store.store import Store
from foedera.world.world import World

LIMIT = 50  # rows of a page, unless more or fewer are asked for
MOST_VALUES = 100  # of a filter in its menu
MOST_ACTORS = 1000  # states and organisations, and as many voices
MOST_NEAR = 40  # events around an agreement
MOST_FOUND = 2000  # documents of one search, the last that came
MOST_RANKED = 500  # documents of a search that are put in order of worth


class Desk:
    """One record as the desk sees it. Filters of a kind of row that has no such values leave nothing."""

    def __init__(self, store: Store, world: World | None = None) -> None:
        self._store, self._world = store, world
        self._state = DeskState(store)

    @property
    def behind(self) -> int:
        """Documents that are not in the lists yet, more than are taken in before a page. `catch_up` takes them in."""
        return self._state.bring_up_to_date().waiting

    def catch_up(self) -> None:
        """Take in all that waits; minutes for a large record that is read for the first time."""
        grow(self._store)

    @property
    def change(self) -> str:
        """A token that is another one after every change of documents, facts or judgements, and of Foedera, and while lists are behind."""
        return self._state.token()

    def settle(self) -> bool:
        """Wait until the lists have what was written before, where little waits. Whether they have it."""
        asked, before = WAITS.set(True), self._state.grown
        try:
            now = self._state.bring_up_to_date()
            return self._state.is_fresh(now) or self._state.grown > before
        finally:
            WAITS.reset(asked)

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        self._state.bring_up_to_date()
        with self._store.looking() as connection:
            yield connection

    # --- lists ------------------------------------------------------------------------------------------------------------------------

    def listed(self, kind: str, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> ListedPage:
        """A page of the rows of a kind (`Kind`), newest first."""
        return self._page(kind, filters, (), after, limit)

    def documents(self, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> ListedPage:
        """A page of documents, those published last first."""
        return self.listed(Kind.DOCUMENT, filters, after=after, limit=limit)

    def said_by(
        self, actor: str | Sequence[str], filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT
    ) -> ListedPage:
        """What an actor said, about whom and when: a page of statements. `actor`: a code, or all names that documents give the actor."""
        names = [actor] if isinstance(actor, str) else actor
        return self._page(Kind.STATEMENT, filters, [("voice", name) for name in names], after, limit)

    def _page(self, kind: str, filters: Filters, among: Sequence[tuple[str, str]], after: str | None, limit: int) -> ListedPage:
        place = place_of(after)
        with self._looking() as connection:
            asked = list_query.wanted(connection, kind, filters, among)
            if asked is None:
                return ListedPage((), None, 0)
            found = list_query.find(connection, asked, place, limit + 1)
            places = found.places[:limit]
            total, or_more = list_query.counted(connection, asked)
            rows = rows_at(connection, [number for _, number in places])
        last = places[-1] if len(found.places) > limit else found.stopped
        return ListedPage(rows, cursor_of(last) if last else None, total, or_more)

    def facets(self, kind: str, filters: Filters = NO_FILTERS, *, most: int = MOST_VALUES) -> FacetCounts:
        """Counts for the filter menu: of the rows that these filters leave, how many have each value; `most` values of a filter."""
        with self._looking() as connection:
            if filters.is_open:
                counts = {name: list_query.commonest(connection, kind, name, most) for name in FACETS}
                return FacetCounts({name: tuple(FacetCount(*one) for one in some) for name, some in counts.items()})
            asked = list_query.wanted(connection, kind, filters)
            if asked is None:
                return FacetCounts(dict.fromkeys(FACETS, ()))
            counted, or_more = list_query.sampled(connection, asked)
        ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return FacetCounts({f: tuple(FacetCount(v, n) for (g, v), n in ordered if g == f)[:most] for f in FACETS}, or_more)

    def actors(self, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> ActorPage:
        """States, organisations and voices of the statements that the filters leave, those that most are told of or said by first."""
        start = _start(after)
        counts = self.facets(Kind.STATEMENT, filters, most=MOST_ACTORS).counts
        told = {one.value: one.count for one in counts["country"]}
        said = {one.value: one.count for one in counts["voice"]}
        names = sorted({*told, *said}, key=lambda name: (-told.get(name, 0) - said.get(name, 0), name))
        found = tuple(ListedActor(name, name, told.get(name, 0), said.get(name, 0)) for name in names[start : start + limit])
        return ActorPage(found, str(start + limit) if start + limit < len(names) else None)

    # --- rows and parts of the record -------------------------------------------------------------------------------------------------

    def row(self, kind: str, row_id: str) -> ListedRow | None:
        """The line of one row, None when there is none of that id."""
        found = self._row(kind, row_id)
        return self._row(kind, row_id) if found is None and self._is_perhaps_between() else found

    def _row(self, kind: str, row_id: str) -> ListedRow | None:
        with self._looking() as connection:
            found = rows_at(connection, [number_of(kind, row_id)])
        return found[0] if found else None

    def agreement_names(self, ids: Sequence[str]) -> dict[str, str]:
        """The names of these agreements, by id; unknown ones are left out."""
        with self._looking() as connection:
            return {row.id: row.title for row in rows_at(connection, [number_of(Kind.AGREEMENT, name) for name in ids])}

    def rows_named(self, ids: Sequence[str]) -> dict[str, ListedRow]:
        """The lines of these agreements, steps, duties, events and statements, by id; those that are not there are left out."""
        kinds = (Kind.STATEMENT, Kind.EVENT, Kind.PROVISION, Kind.STEP, Kind.AGREEMENT)  # an event has the id of a statement: it is meant
        with self._looking() as connection:
            found = rows_at(connection, [number_of(kind, name) for name in ids for kind in kinds])
        return {row.id: row for row in sorted(found, key=lambda row: kinds.index(row.kind))}

    def statement(self, statement_id: str) -> ListedRow:
        """One statement. UsageError `unknown_row` when there is none."""
        found = self.row(Kind.STATEMENT, statement_id)
        if found is None:
            raise UsageError(Trouble("unknown_row", statement_id, detail="—"))
        return found

    def statements_of(self, document_id: str) -> tuple[ListedRow, ...]:
        """Every statement of a document, in the order of its text."""
        with self._looking() as connection:
            found = rows_at(connection, _told_in(connection, [document_id]))
        return tuple(sorted(found, key=lambda row: (row.start or 0, row.end or 0, row.id)))

    def part(self, *ids: str) -> Record:
        """The rows of these ids with all that stands in one component with them: views work on it as on the whole record.

        Ids of agreements, steps, duties, events, disagreements, documents and statements, also those they had earlier; unknown ones are
        passed over. Of the actors, those that the documents of the part name.
        """
        found = self._part(ids)
        return self._part(ids) if not found.documents and self._is_perhaps_between() else found

    def _part(self, ids: Sequence[str]) -> Record:
        with self._looking() as connection:
            laid = self._state.laid(connection)
            components = components_with(connection, sorted({*ids, *laid.statements_judged_as(ids)}))
            return record_of_components(connection, components, laid.facts, laid.judged)

    def _is_perhaps_between(self) -> bool:
        """Whether a row that was not found may have been between two steps of being made again, which are over now."""
        with self._store.looking() as connection:
            if self._state.is_fresh(self._state.looked(connection)):
                return False
        self.settle()
        return True

    def rows_with(self, *ids: str) -> Record:
        """As `part`, of the rows alone: no page, no actor and no copy is told of. What a queue of many rows is made from."""
        with self._looking() as connection:
            laid = self._state.laid(connection)
            return rows_of_components(connection, components_with(connection, ids), laid.facts, laid.judged)

    def components(self, names: Sequence[str]) -> Record:
        """The rows of these components of the record alone, as `rows_with`; nothing of them is kept in memory."""
        with self._looking() as connection:
            laid = self._state.laid(connection)
            return rows_of_components(connection, names, laid.facts, laid.judged, once=True)

    def around(self, agreement_id: str) -> Record:
        """As `part`, with the last events in which a party of the agreement acts or is acted on: what a brief is made from."""
        with self._looking() as connection:
            laid = self._state.laid(connection)
            found = rows_at(connection, [number_of(Kind.AGREEMENT, agreement_id)])
            near = [("country", code) for row in found for code in (row.actor or "").split("+")]
            asked = list_query.wanted(connection, Kind.EVENT, NO_FILTERS, near) if near else None
            places = list_query.find(connection, asked, None, MOST_NEAR).places if asked else ()
            components = {*components_with(connection, [agreement_id]), *components_at(connection, [number for _, number in places])}
            return record_of_components(connection, sorted(components), laid.facts, laid.judged)

    # --- searches and news ------------------------------------------------------------------------------------------------------------

    def search(self, words: str, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> SearchPage:
        """Documents that hold all these words, accents and case ignored, best first; see `SearchPage` where there are many."""
        start, many = _start(after), len(names := self._store.hits(words, limit=MOST_FOUND, best=False)) > MOST_RANKED
        names = names if many else self._store.hits(words, limit=MOST_RANKED)
        with self._looking() as connection:
            numbers = _left(connection, names, filters)
            rows = rows_at(connection, numbers[start : start + limit])
        around = self._store.words_around(words, [row.id for row in rows])
        pages = tuple(FoundPage(row, marked(around.get(row.id, ""), words)) for row in rows)
        further = str(start + limit) if start + limit < len(numbers) else None
        return SearchPage(pages, further, len(numbers), len(names) == MOST_FOUND, many)

    def news(self, since: str, *, limit: int = LIMIT) -> News:
        """What came in since a day or a time (UTC, ISO 8601): documents, and the rows that they tell of."""
        added = schema.additions.c
        query = select(added.document_id, added.added_at).where(added.added_at >= since)
        with self._looking() as connection:
            last = connection.execute(query.order_by(added.added_at.desc(), added.document_id).limit(limit + 1)).all()
            came = {number_of(Kind.DOCUMENT, name): when for name, when in last[:limit]}
            documents = rows_at(connection, [*came])
            told = rows_at(connection, _told_in(connection, [row.id for row in documents]), with_words=False)
            about = sorted({name for row in told for name in (row.about, *row.also_about) if name})
            rows = rows_at(connection, [number_of(kind, name) for name in about for kind in (Kind.EVENT, Kind.STEP, Kind.PROVISION)])
        new = tuple(NewDocument(row, came[number_of(Kind.DOCUMENT, row.id)]) for row in documents)
        return News(new, tuple(sorted(rows, key=lambda row: (row.kind, row.id))), len(last) > limit)


def _left(connection: Connection, documents: Sequence[str], filters: Filters) -> list[int]:
    """The numbers of those of these documents that the filters leave, in their order."""
    numbers = [number_of(Kind.DOCUMENT, name) for name in documents]
    if filters.is_open:
        return numbers
    asked = list_query.wanted(connection, Kind.DOCUMENT, filters)
    return list_query.among(connection, asked, numbers) if asked else []


def _told_in(connection: Connection, documents: Sequence[str]) -> list[int]:
    """The numbers of all statements of these documents."""
    return [*connection.execute(select(listed.c.number).where(listed.c.document_id.in_(documents))).scalars()]


def cursor_of(place: Place) -> str:
    """The place in a list as text.

    >>> cursor_of((738000, 255))
    '738000.ff'
    """
    return f"{place[0]}.{place[1]:x}"


def place_of(cursor: str | None) -> Place | None:
    """The place that `cursor_of` wrote; UsageError `bad_cursor` for what it did not."""
    if cursor is None:
        return None
    day, _, number = cursor.partition(".")
    try:
        found = int(day), int(number, 16)
    except ValueError:
        raise UsageError(Trouble("bad_cursor", cursor[:LIMIT])) from None
    if cursor_of(found) != cursor or not 0 <= found[1] < 2**62 or not 0 <= found[0] < 2**31:
        raise UsageError(Trouble("bad_cursor", cursor[:LIMIT]))
    return found


def _start(after: str | None) -> int:
    if after is not None and not (after.isascii() and after.isdigit() and len(after) < 10):
        raise UsageError(Trouble("bad_cursor", after[:LIMIT]))
    return int(after or 0)
