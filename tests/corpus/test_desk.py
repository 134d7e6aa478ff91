"""The desk's answers: pages with cursors, counts, parts, searches with marked words, news; behind when much waits, fresh when little."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.event import listen
from tests.properties.test_grown_record import stories
from tests.record.made_up import treaty_pages

from foedera.corpus import desk_state, list_query
from foedera.corpus.desk import Desk, place_of
from foedera.corpus.desk_values import Saying
from foedera.corpus.filters import Filters
from foedera.corpus.listed_row import Kind
from foedera.corpus.record_of_store import record_of
from foedera.errors import UsageError
from foedera.reading.model import QuoteStatement
from foedera.record.judgements import JudgementKind
from foedera.record.judging import Request, judgement_on
from foedera.record.model import ReadDocument
from foedera.store import derived, lists
from foedera.store.store import Store
from foedera.values.span import Evidence
from foedera.views.record_json import record_to_json


def put(store: Store, *items: ReadDocument) -> None:
    for item in items:
        store.put(item.document, item.reading, "r")


@pytest.fixture
def store(record: str | Path) -> Iterator[Store]:
    kept = Store(record)
    put(kept, *treaty_pages())
    yield kept
    kept.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_an_empty_record(tmp_path: Path) -> None:
    desk = Desk(Store(tmp_path / "empty.db"))
    for kind in Kind:
        page = desk.listed(kind)
        assert (page.rows, page.next, page.total, page.or_more) == ((), None, 0, False)
        assert not any(desk.facets(kind).counts.values())
    assert desk.behind == 0 and desk.news("2000").documents == () and desk.actors().actors == ()
    assert desk.search("pacte").found == () and desk.search("").total == 0
    assert desk.part("AUT-HUN-2019").agreements == ()
    assert desk.row(Kind.EVENT, "event:x") is None and desk.statements_of("x") == ()


def test_pages_go_on_where_they_stopped(desk: Desk) -> None:
    whole = desk.listed(Kind.STATEMENT).rows
    first = desk.listed(Kind.STATEMENT, limit=2)
    assert first.next and first.rows == whole[:2] and first.total == len(whole) == 5
    second = desk.listed(Kind.STATEMENT, after=first.next, limit=3)
    assert second.rows == whole[2:] and second.next is None


def test_statements_have_their_words(desk: Desk, store: Store) -> None:
    texts = {item.document.id: item.document.text for item in store.items()}
    for row in desk.listed(Kind.STATEMENT).rows:
        assert row.document_id and row.title and row.title == texts[row.document_id][row.start : row.end]
    assert [row.title for row in desk.statements_of("c")] == ["signé en mars", "est entré en vigueur", "ont été échangés jeudi"]
    row = desk.statements_of("a")[0]
    assert desk.statement(row.id) == row and desk.row(Kind.STEP, row.about or "") is not None


@pytest.mark.parametrize("cursor", ["", "x", "1", "1.g", "-1.1", "01.1", "1." + "f" * 16, "9999999999.1", "1.1.1", "١.1"])
def test_a_cursor_that_is_none_is_refused(desk: Desk, cursor: str) -> None:
    with pytest.raises(UsageError, match="bad_cursor"):
        desk.listed(Kind.EVENT, after=cursor)
    with pytest.raises(UsageError, match="bad_cursor"):
        place_of(cursor)


def test_an_unknown_statement_is_named(desk: Desk) -> None:
    with pytest.raises(UsageError, match="unknown_row"):
        desk.statement("step:000000000000")


def test_days_with_an_open_end_count_as_the_known_one(store: Store) -> None:
    desk = Desk(store)
    rows = {row.id: row.days for row in desk.listed(Kind.STEP).rows}
    narrowed = desk.listed(Kind.STEP, Filters(from_day=date(2019, 5, 6), to_day=date(2019, 5, 6)))
    assert {row.id for row in narrowed.rows} == {"AUT-HUN-2019/ratified:AUT", "AUT-HUN-2019/ratified:HUN"}
    later = desk.listed(Kind.STEP, Filters(from_day=date(2020, 2, 1), to_day=date(2020, 2, 2)))
    assert {row.id for row in later.rows} == {name for name, days in rows.items() if days and days.latest == date(2020, 2, 27)}


def test_a_page_that_walked_enough_is_short_and_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_query, "MOST", 1)
    asked = Filters(country="AUT", certainty="attributed")
    page, found = desk.listed(Kind.STATEMENT, asked), []
    for _ in range(9):
        found += page.rows
        if page.next is None:
            break
        page = desk.listed(Kind.STATEMENT, asked, after=page.next)
    assert [row.title for row in found] == ["ont été échangés jeudi"] and page.next is None


def test_what_waits_is_taken_in_before_an_answer(desk: Desk, store: Store) -> None:
    before, change = desk.listed(Kind.DOCUMENT).total, desk.change
    put(store, stories.article(1).item)
    assert desk.listed(Kind.DOCUMENT).total == before + 1
    assert desk.change != change
    change = desk.change
    assert desk.change == change == Desk(store).change


def test_much_that_waits_is_said(desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.listed(Kind.DOCUMENT).total
    monkeypatch.setattr(desk_state, "MOST_TAKEN_IN", 3)
    put(store, *(stories.article(n).item for n in range(4)))
    assert desk.behind == 4 and desk.listed(Kind.DOCUMENT).total == before
    desk.catch_up()
    assert desk.behind == 0 and desk.listed(Kind.DOCUMENT).total == before + 4


def test_a_large_record_of_another_version_has_lists_that_are_behind(desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.listed(Kind.DOCUMENT)
    with store.deriving() as connection:
        derived.drop(connection)
    monkeypatch.setattr(desk_state, "MOST_TAKEN_IN", 2)
    for one in (desk, Desk(store)):
        assert one.behind == 3 and one.listed(Kind.DOCUMENT).rows == () and one.part("AUT-HUN-2019").agreements == ()
    desk.catch_up()
    assert desk.behind == 0 and desk.listed(Kind.DOCUMENT).total == 3


def test_judging_and_undoing_changes_lists_and_token(desk: Desk, store: Store) -> None:
    (agreement,) = desk.listed(Kind.AGREEMENT).rows
    documents = {item.document.id: item for item in store.items()}
    request = Request(JudgementKind.RENAME, agreement.id, "Pacte du Danube")
    change = desk.change
    store.add_judgement(judgement_on(record_of(store), documents.get, request, "desk", "2031-01-01T00:00:00", "its name"))
    assert desk.change != change
    assert desk.listed(Kind.AGREEMENT).rows[0].title == "Pacte du Danube" == desk.part(agreement.id).agreements[0].name
    store.undo_judgements("desk")
    assert desk.listed(Kind.AGREEMENT).rows[0].title == agreement.title
    judged, rejected = desk.change, desk.listed(Kind.STATEMENT).rows[0]
    request = Request(JudgementKind.REJECT, rejected.about or "")
    store.add_judgement(judgement_on(record_of(store), documents.get, request, "desk", "2031-01-02T00:00:00", "not so"))
    assert desk.change not in (judged, change)
    assert rejected.id not in {row.id for row in desk.listed(Kind.STATEMENT).rows}


def test_a_fact_changes_the_lists(desk: Desk, store: Store) -> None:
    change = desk.change
    fact = store.add_fact("AUT-HUN-2019 in_force 2019-06-06", "https://example.org")
    row = desk.row(Kind.STEP, "AUT-HUN-2019/in_force:AUT+HUN")
    assert row and row.date == "2019-06-06" and desk.change != change
    assert [one.id for one in desk.part("AUT-HUN-2019").facts] == [fact]


def test_what_was_removed_is_in_no_list(desk: Desk, store: Store) -> None:
    assert desk.row(Kind.DOCUMENT, "b")
    store.remove("b")
    assert desk.row(Kind.DOCUMENT, "b") is None and desk.statements_of("b") == ()
    assert {one.value for one in desk.facets(Kind.STATEMENT).counts["type"]}.isdisjoint({"ratified"})


def test_search_marks_what_was_found(desk: Desk) -> None:
    page = desk.search("ENTRE vigueur")
    (found,) = page.found
    assert found.row.id == "c" and page.total == 1 and page.next is None
    assert {piece.text for piece in found.words if piece.found} == {"entré", "vigueur"}
    assert Saying("Le pacte, signé en mars, est ") in found.words
    first = desk.search("pacte", limit=2)
    rest = desk.search("pacte", after=first.next, limit=2)
    assert len({one.row.id for one in (*first.found, *rest.found)}) == 3 == first.total and rest.next is None
    assert [one.row.id for one in desk.search("pacte", Filters(type="ratified")).found] == ["b"]
    assert desk.search("pacte", Filters(type="visit")).found == ()
    assert len(desk.search("pacte", Filters(agreement="AUT-HUN-2019")).found) == 3
    assert desk.search("pacte", Filters(agreement="AUT-HUN-2018")).found == ()


def test_who_said_what(store: Store) -> None:
    item = treaty_pages()[0]
    quote = QuoteStatement("Anna Gruber", "pacte de défense", Evidence(37, 53, item.document.text[37:53]))
    put(store, ReadDocument(item.document, replace(item.reading, quotes=(quote,))))
    desk = Desk(store)
    assert [row.type for row in desk.said_by("Anna Gruber").rows] == ["quotation"]
    assert {row.type for row in desk.said_by(["Anna Gruber", "APA"]).rows} == {"quotation", "instruments_exchanged"}
    assert desk.said_by("Nobody").rows == ()
    found = {one.id: (one.told, one.said) for one in desk.actors().actors}
    assert found["APA"] == (0, 1) and found["AUT"] == (5, 0)
    pages = [desk.actors(limit=1)]
    while pages[-1].next:
        pages.append(desk.actors(after=pages[-1].next, limit=1))
    assert [one.id for page in pages for one in page.actors] == [*found]


def test_news_tell_documents_and_what_they_tell_of(desk: Desk, store: Store) -> None:
    news = desk.news("2000-01-01")
    assert {one.row.id for one in news.documents} == {"a", "b", "c"} and not news.or_more
    assert {row.id for row in news.rows} == {row.id for row in desk.listed(Kind.STEP).rows}
    assert desk.news("9999").documents == ()
    assert len(desk.news("2000", limit=2).documents) == 2 and desk.news("2000", limit=2).or_more


def test_the_part_of_a_small_record_is_all_of_it(desk: Desk, store: Store) -> None:
    assert json.dumps(record_to_json(desk.part("AUT-HUN-2019"))) == json.dumps(record_to_json(record_of(store)))


def test_a_file_that_cannot_be_written_is_read_as_it_is(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    put(store, *treaty_pages())
    Desk(store).listed(Kind.EVENT)
    listen(store.engine, "checkout", lambda connection, *_: connection.execute("PRAGMA query_only=ON"))
    assert Desk(store).listed(Kind.DOCUMENT).total == 3
    store.close()


def test_who_only_reads_is_served_while_another_brings_the_lists_up_to_date(store: Store, desk: Desk) -> None:
    """The answer is that of the lists as they were, and its token another one than that of the whole answer later."""
    *most, last = treaty_pages()
    store.remove(last.document.id)
    before, change = desk.documents(), desk.change
    put(store, last)
    with ThreadPoolExecutor(1) as reader, store.growing():
        assert reader.submit(desk.documents).result(30) == before
        behind = reader.submit(lambda: desk.change).result(30)
    assert len(desk.documents().rows) == len(before.rows) + 1 == len(most) + 1
    assert len({change, behind, desk.change}) == 3
    assert not desk.change.startswith(behind)


def another(store: Store) -> None:
    """One more document, of a text of its own."""
    item = treaty_pages()[0]
    put(store, replace(item, document=replace(item.document, id="new", origin="new.txt", text=f"{item.document.text} Encore.")))


def test_who_wrote_waits_until_it_is_in_the_lists(store: Store, desk: Desk) -> None:
    assert len(desk.documents().rows) == len(treaty_pages())
    another(store)
    with ThreadPoolExecutor(1) as writer:
        with store.growing():
            waiting = writer.submit(desk.settle)
            with pytest.raises(TimeoutError):
                waiting.result(0.2)
        waiting.result(30)
        with store.growing():
            assert writer.submit(lambda: len(desk.documents().rows)).result(30) == len(treaty_pages()) + 1


def test_a_row_between_two_steps_of_being_made_again_is_waited_for(store: Store, desk: Desk) -> None:
    """Where documents are entered and their component is not resolved yet, the lists know no such row; it is not gone."""
    (told,) = desk.part("AUT-HUN-2019").agreements
    another(store)
    tables = (derived.row_ids, lists.listed)
    with ThreadPoolExecutor(1) as reader:
        with store.growing():
            with store.deriving() as connection:
                kept = [[dict(row) for row in connection.execute(select(table)).mappings()] for table in tables]
                for table in tables:
                    connection.execute(delete(table))
            asked = reader.submit(lambda: desk.part(told.id).agreements)
            with pytest.raises(TimeoutError):
                asked.result(0.6)
            with store.deriving() as connection:
                for table, rows in zip(tables, kept, strict=True):
                    connection.execute(insert(table), rows)
        assert [row.id for row in asked.result(30)] == [told.id]
    assert desk.part("AUT-HUN-1900").agreements == ()


def test_who_only_reads_does_not_wait_for_a_long_write_of_another(store: Store, desk: Desk, record: str | Path) -> None:
    before = desk.documents()
    another(store)
    other = Store(record)
    with ThreadPoolExecutor(1) as writer:
        begun, over = Event(), Event()

        def write() -> None:
            with other.deriving():
                begun.set()
                over.wait(30)

        written = writer.submit(write)
        begun.wait(30)
        assert desk.documents() == before
        over.set()
        written.result(30)
    assert len(desk.documents().rows) == len(before.rows) + 1
    other.close()


def test_what_is_written_while_lists_are_made_is_taken_in_next(store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A judgement that comes between the making and the look after it would else wait for the next change."""
    (told,), documents = desk.listed(Kind.AGREEMENT).rows, {item.document.id: item for item in store.items()}
    request = Request(JudgementKind.RENAME, told.id, "Pacte du Danube")
    late = judgement_on(record_of(store), documents.get, request, "desk", "2031-01-01T00:00:00", "its name")
    grow, came = desk_state.grow, [late]

    def growing(*asked: Any, **more: Any) -> bool:
        done = grow(*asked, **more)
        while came:
            store.add_judgement(came.pop())
        return done

    monkeypatch.setattr(desk_state, "grow", growing)
    store.add_fact("AUT-HUN-2019 instruments_exchanged 2019-06-06", "https://example.org")
    desk.listed(Kind.AGREEMENT)
    assert came == [] and [row.title for row in desk.listed(Kind.AGREEMENT).rows] == ["Pacte du Danube"]
