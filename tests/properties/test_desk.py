"""The desk's lists and parts are those of the whole record, whatever came, went or was judged; paging visits every row once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.corpus.whole_record_lists import Whole, whole_of
from tests.properties.test_grown_record import pool
from tests.properties.test_judgements import WISHES, judged
from tests.record.test_judgements import pages

from foedera.corpus import list_query
from foedera.corpus.desk import Desk
from foedera.corpus.filters import FACETS, Filters
from foedera.corpus.listed_row import Kind, ListedRow
from foedera.record.model import ActorRow, OutsideFact, Record
from foedera.store.store import Store
from foedera.views.brief import brief_of, brief_to_json
from foedera.views.judgement_lines import marks_on
from foedera.views.labels import Labels
from foedera.views.rows import row_by_id, rows_of
from foedera.views.why import why_sections
from foedera.views.words import words
from foedera.world.load_world import load_world

FAST = settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
ACTS = st.lists(st.tuples(st.sampled_from(("put", "put", "remove", "look")), st.integers(0, 20)), min_size=4, max_size=12)
NewRecord = Callable[[], str | Path]
DAYS = st.none() | st.dates(date(1980, 1, 1), date(2026, 1, 1))


@st.composite
def filters(draw: st.DrawFn) -> dict[str, int | date | None]:
    """For some facets which of the values that are there to take; and days."""
    asked = {name: draw(st.integers(0, 9)) for name in draw(st.lists(st.sampled_from(FACETS), max_size=2))}
    return {**asked, "from": draw(DAYS), "to": draw(DAYS)}


def chosen(asked: dict[str, int | date | None], whole: Whole, kind: Kind) -> Filters:
    """The filters with values that rows of this kind have."""
    found: dict[str, str] = {}
    for name, number in asked.items():
        of = Kind.STATEMENT if kind is Kind.DOCUMENT and name == "agreement" else kind
        values = sorted({v for one in whole.lines if one.row.kind is of for f, v in one.facets if f == name})
        if isinstance(number, int) and values:
            found[name] = values[number % len(values)]
    low, high = asked["from"], asked["to"]
    if isinstance(low, date) and isinstance(high, date) and low > high:
        low, high = high, low
    return replace(Filters(**found), from_day=low, to_day=high)  # type: ignore[arg-type]


def paged(desk: Desk, kind: Kind, filters: Filters, limit: int) -> list[ListedRow]:
    """All pages of a list."""
    found: list[ListedRow] = []
    after = None
    while True:
        page = desk.listed(kind, filters, after=after, limit=limit)
        assert len(page.rows) <= limit
        found += page.rows
        if page.next is None:
            return found
        assert page.next != after
        after = page.next


def acted(store: Store, acts: list[tuple[str, int]]) -> Desk:
    """The desk of a store to which this was done."""
    desk = Desk(store)
    for act, number in acts:
        item = pool()[number % len(pool())]
        here = {one.document.id for one in store.items()}
        if act == "put":
            store.put(item.document, item.reading, "r")
        elif act == "remove" and item.document.id in here:
            store.remove(item.document.id)
        elif act == "look":
            desk.listed(Kind.EVENT)
    return desk


@contextmanager
def store_of(new_record: NewRecord) -> Iterator[Store]:
    """A store of its own."""
    store = Store(new_record())
    yield store
    store.close()


@FAST
@given(acts=ACTS, asked=st.lists(filters(), min_size=3, max_size=6), limit=st.integers(1, 9))
def test_lists_are_the_whole_record_filtered(
    new_record: NewRecord, acts: list[tuple[str, int]], asked: list[dict[str, int | date | None]], limit: int
) -> None:
    with store_of(new_record) as store, patch.object(list_query, "MOST", 7):  # pages give up walking soon
        desk = acted(store, acts)
        whole = whole_of(store)
        for kind in Kind:
            assert paged(desk, kind, Filters(), limit) == whole.listed(kind)
            for one in asked:
                narrowed = chosen(one, whole, kind)
                assert paged(desk, kind, narrowed, limit) == whole.listed(kind, narrowed)


@FAST
@given(WISHES)
def test_judged_rows_are_listed_as_judged(new_record: NewRecord, wishes: list[tuple[str, int, int]]) -> None:
    with store_of(new_record) as store:
        for item in pages():
            store.put(item.document, item.reading, "r")
        desk = Desk(store)
        desk.listed(Kind.EVENT)
        for one in judged(wishes, pages()):
            store.add_judgement(one)
        whole = whole_of(store)
        for kind in Kind:
            assert paged(desk, kind, Filters(), 3) == whole.listed(kind)
        parts_tell_what_the_whole_tells(desk, whole.record)


@FAST
@given(acts=ACTS)
def test_parts_tell_what_the_whole_record_tells(new_record: NewRecord, acts: list[tuple[str, int]]) -> None:
    with store_of(new_record) as store:
        desk = acted(store, acts)
        parts_tell_what_the_whole_tells(desk, whole_of(store).record)


def parts_tell_what_the_whole_tells(desk: Desk, whole: Record) -> None:
    labels = Labels(words("en"), load_world(), "en")
    for row in rows_of(whole):
        if isinstance(row, ActorRow | OutsideFact):
            continue
        part = desk.part(row.id)
        assert row_by_id(part, row.id) == row
        assert why_sections(row, part, labels) == why_sections(row, whole, labels)
        assert marks_on(part, row.id, labels.words) == marks_on(whole, row.id, labels.words)
    for agreement in whole.agreements:
        around = desk.around(agreement.id)
        documents = [item.document for item in desk._store.items()]
        assert brief_to_json(brief_of(around, agreement.id, documents, labels)) == brief_to_json(
            brief_of(whole, agreement.id, documents, labels)
        )
