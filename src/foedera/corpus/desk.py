"""What the pages of the desk and the API ask of a record: lists, counts, parts of the record, searches, each at a bounded cost."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from foedera.corpus.desk_values import (
    ActorPage,
    FacetCount,
    FacetCounts,
    FoundPage,
    ListedActor,
    ListedPage,
    NewDocument,
    News,
    Saying,
    SearchPage,
)
from foedera.corpus.filters import FACETS, NO_FILTERS, Filters
from foedera.corpus.listed_row import Kind, Listed, ListedRow, listed_rows, page_of
from foedera.corpus.record_of_store import record_of
from foedera.errors import Trouble, UsageError
from foedera.record.model import Record
from foedera.store.store import Store
from foedera.world.world import World

LIMIT = 50  # rows of a page, unless more or fewer are asked for


class Desk:
    """One record as the desk sees it."""

    def __init__(self, store: Store, world: World | None = None) -> None:
        self._store, self._world = store, world

    @property
    def behind(self) -> int:
        """Documents that are not in the lists yet: more than could be taken in before this page."""
        return 0

    @property
    def change(self) -> str:
        """A token that is another one after every change of documents, facts or judgements."""
        held = (self._store.added_at(), self._store.facts(), self._store.judgements())
        return hashlib.sha256(repr(held).encode()).hexdigest()[:16]

    @cached_property
    def _record(self) -> Record:
        return record_of(self._store)

    @cached_property
    def _listed(self) -> tuple[Listed, ...]:
        pages = {item.document.id: page_of(item) for item in self._store.items()}
        return tuple(sorted(listed_rows(self._record, pages), key=lambda one: (-one.day, -one.number)))

    def _matching(self, kind: str, filters: Filters) -> list[Listed]:
        return [one for one in self._listed if one.row.kind == kind and matches(one, filters)]

    def listed(self, kind: str, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> ListedPage:
        """A page of the rows of a kind (`Kind`), newest first."""
        found = self._matching(kind, filters)
        return _page(found, after, limit)

    def facets(self, kind: str, filters: Filters = NO_FILTERS) -> FacetCounts:
        """Counts for the filter menu: of the rows that these filters leave, how many have each value."""
        counted = Counter(facet for one in self._matching(kind, filters) for facet in one.facets)
        ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return FacetCounts({name: tuple(FacetCount(f[1], n) for f, n in ordered if f[0] == name) for name in FACETS})

    def part(self, *ids: str) -> Record:
        """The rows of these ids with all that stands in one component with them: views work on it as on the whole record."""
        return self._record

    def around(self, agreement_id: str) -> Record:
        """As `part`, with the events in which a party of the agreement acts or is acted on: what a brief is made from."""
        return self._record

    def row(self, kind: str, row_id: str) -> ListedRow | None:
        """The line of one row, None when there is none of that id."""
        return next((one.row for one in self._listed if one.row.kind == kind and one.row.id == row_id), None)

    def statement(self, statement_id: str) -> ListedRow:
        """One statement. UsageError `unknown_row` when there is none."""
        found = self.row(Kind.STATEMENT, statement_id)
        if found is None:
            raise UsageError(Trouble("unknown_row", statement_id, detail="—"))
        return found

    def statements_of(self, document_id: str) -> tuple[ListedRow, ...]:
        """Every statement of a document, in the order of its text."""
        found = [o.row for o in self._listed if o.row.kind is Kind.STATEMENT and o.row.document_id == document_id]
        return tuple(sorted(found, key=lambda r: (r.start or 0, r.end or 0, r.id)))

    def said_by(self, actor: str, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> ListedPage:
        """What an actor (a code, or a name as documents give it) said, about whom and when: a page of statements, newest first."""
        return _page([o for o in self._matching(Kind.STATEMENT, filters) if ("voice", actor) in o.facets], after, limit)

    def actors(self, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> ActorPage:
        """States, organisations and voices of the statements that the filters leave."""
        counts = Counter(f for one in self._matching(Kind.STATEMENT, filters) for f in one.facets if f[0] in ("country", "voice"))
        names = sorted({value for _, value in counts}, key=lambda n: (-counts["country", n] - counts["voice", n], n))
        start = _start(after)
        rows = [ListedActor(n, n, counts["country", n], counts["voice", n]) for n in names[start : start + limit]]
        return ActorPage(tuple(rows), str(start + limit) if start + limit < len(names) else None)

    def documents(self, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> ListedPage:
        """A page of documents, those published last first."""
        return self.listed(Kind.DOCUMENT, filters, after=after, limit=limit)

    def search(self, words: str, filters: Filters = NO_FILTERS, *, after: str | None = None, limit: int = LIMIT) -> SearchPage:
        """Documents that hold all these words, accents and case ignored, best first."""
        rows = {one.row.id: one.row for one in self._matching(Kind.DOCUMENT, filters)}
        found = [d for d in self._store.search(words, limit=1000) if d.id in rows]
        start = _start(after)
        shown = tuple(FoundPage(rows[d.id], (Saying(d.words),)) for d in found[start : start + limit])
        return SearchPage(shown, str(start + limit) if start + limit < len(found) else None, len(found))

    def news(self, since: str, *, limit: int = LIMIT) -> News:
        """What came in since a day or a time (UTC, ISO 8601)."""
        added = {n: t for n, t in self._store.added_at().items() if t >= since}
        found = [NewDocument(o.row, added[o.row.id]) for o in self._listed if o.row.kind is Kind.DOCUMENT and o.row.id in added]
        found.sort(key=lambda one: one.added_at, reverse=True)
        names = {one.row.id for one in found[:limit]}
        about = {o.row.about for o in self._listed if o.row.kind is Kind.STATEMENT and o.row.document_id in names}
        rows = tuple(o.row for o in self._listed if o.row.kind in (Kind.EVENT, Kind.STEP, Kind.PROVISION) and o.row.id in about)
        return News(tuple(found[:limit]), rows, len(found) > limit)


def matches(one: Listed, filters: Filters) -> bool:
    """Whether the filters leave this row."""
    held = {*one.facets}
    if any(facet not in held for facet in filters.values().items()):
        return False
    low, high = filters.from_day, filters.to_day
    if low is None and high is None:
        return True
    return bool(one.day) and (low is None or one.day >= low.toordinal()) and (high is None or one.low <= high.toordinal())


def _start(after: str | None) -> int:
    if after is not None and not after.isdigit():
        raise UsageError(Trouble("bad_cursor", after))
    return int(after or 0)


def _page(found: Iterable[Listed], after: str | None, limit: int) -> ListedPage:
    rows, start = [one.row for one in found], _start(after)
    return ListedPage(tuple(rows[start : start + limit]), str(start + limit) if start + limit < len(rows) else None, len(rows))
