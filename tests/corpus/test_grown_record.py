"""The rows kept beside the documents: begun again after a stop, changed by facts and judgements, gone with the document they came from."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.event import listen, remove
from tests.record.made_up import event, pact, page, step, treaty_pages

from foedera.corpus import grown_record as grown
from foedera.corpus.facts_of_store import facts_of
from foedera.corpus.record_of_store import grown_record, record_of
from foedera.errors import StoreError
from foedera.record.judgements import JudgementKind
from foedera.record.judging import Request, judgement_on
from foedera.record.model import ReadDocument, Record
from foedera.record.record_from_readings import record_from_readings
from foedera.store import derived
from foedera.store.store import Store
from foedera.values.codes import EventType, Step
from foedera.views.record_json import record_to_json
from foedera.world.load_world import load_world

SHORT = {"grown_dirty", "grown_pending", "grown_todo", "grown_state"}
TOLD = "Le Zanzarim livre des obus à la Quirinie, dit le journal. " + " ".join(f"mot{n}" for n in range(40))


def delivery(name: str, published: str) -> ReadDocument:
    told = event(TOLD, "Le Zanzarim livre des obus à la Quirinie", EventType.TRANSFER, "ZAN", "QUI", number=(300.0, "=", "obus"))
    return page(name, TOLD + f" Dépêche {name}.", published=published, events=[told])


@pytest.fixture
def store(record: str | Path) -> Iterator[Store]:
    kept = filled(record)
    yield kept
    kept.close()


def filled(record: str | Path) -> Store:
    kept = Store(record)
    for item in (*treaty_pages(), delivery("x", "2020-05-01"), delivery("y", "2020-05-02")):
        kept.put(item.document, item.reading, "r")
    return kept


def as_json(record: Record) -> str:
    return json.dumps(record_to_json(record))


def made_from_nothing(store: Store) -> str:
    return as_json(record_from_readings(store.items(), facts_of(store), store.judgements(), world=load_world()))


def test_update_that_was_stopped_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def stopped(*arguments: object) -> Record:
        calls.append(arguments)
        if len(calls) > 2:
            raise KeyboardInterrupt
        return resolve(*arguments)  # type: ignore[arg-type]

    resolve = grown.component_rows
    monkeypatch.setattr(grown, "component_rows", stopped)
    monkeypatch.setattr(grown, "BATCH", 1)
    with pytest.raises(KeyboardInterrupt):
        grown_record(store).update()
    monkeypatch.setattr(grown, "component_rows", resolve)
    assert as_json(record_of(store)) == made_from_nothing(store)


def test_page_that_comes_while_the_record_is_made_is_in_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    late = [delivery("z", "2020-05-03")]
    update = grown.GrownRecord.update

    def interrupted(self: grown.GrownRecord) -> grown.Growth:
        growth = update(self)
        while late:
            item = late.pop()
            store.put(item.document, item.reading, "r")
        return growth

    monkeypatch.setattr(grown.GrownRecord, "update", interrupted)
    assert "z" in {d.id for d in record_of(store).documents}
    assert as_json(record_of(store)) == made_from_nothing(store)


def judge_an_event(other: Store) -> None:
    record = record_from_readings(other.items(), facts_of(other), other.judgements(), world=load_world())
    request = Request(JudgementKind.REJECT, record.events[0].id)
    other.add_judgement(judgement_on(record, other.held, request, "desk", "2031-01-01T00:00:00", "not so"))


def add_a_fact(other: Store) -> None:
    other.add_fact("AUT-HUN-2019 instruments_exchanged 2019-06-06", "https://example.org")


def read_a_page_again(other: Store) -> None:
    less = page("x", TOLD + " Dépêche x.", published="2020-05-01")
    other.put(less.document, less.reading, "another reader")


def remove_a_page(other: Store) -> None:
    other.remove("x")


def note_only(store: Store) -> None:
    """The first step of an update that is stopped after it."""
    with store.deriving() as connection:
        grown_record(store)._start(connection)


def make_all(store: Store) -> None:
    grown_record(store).update()


ACTS = [judge_an_event, add_a_fact, read_a_page_again, remove_a_page]
MEANWHILE = [("sqlite", *case) for case in product((2, 4, 7, 8, 10), (None, note_only, make_all), ACTS)]
MEANWHILE += [("postgresql", *case) for case in product((4, 8), (None, make_all), ACTS)]


@pytest.mark.parametrize(("new_record", "moment", "then", "act"), MEANWHILE, indirect=["new_record"])
def test_what_another_process_does_between_two_steps_is_seen(
    store: Store, monkeypatch: pytest.MonkeyPatch, act: Callable[[Store], None], moment: int, then: Callable[[Store], None] | None
) -> None:
    monkeypatch.setattr(grown, "BATCH", 1)
    other, deriving, steps = Store(store.path), store.deriving, count(1)
    before = made_from_nothing(other)

    def interrupted() -> AbstractContextManager[Connection]:
        if next(steps) == moment:
            act(other)
            if then:
                then(other)
        return deriving()

    monkeypatch.setattr(store, "deriving", interrupted)
    grown_record(store).update()
    assert next(steps) > moment
    assert as_json(record_of(other)) == made_from_nothing(other) != before
    other.close()


def test_another_version_that_takes_over_is_not_written_into(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    other, enter = Store(store.path), grown.GrownRecord._enter_some

    def overtaken(self: grown.GrownRecord) -> int:
        with other.deriving() as connection:
            derived.start_again(connection, "another version")
        return enter(self)

    monkeypatch.setattr(grown.GrownRecord, "_enter_some", overtaken)
    monkeypatch.setattr(grown, "FEW", 1)
    with pytest.raises(StoreError, match="record_locked"):
        grown_record(store).update()
    assert as_json(record_of(store)) == made_from_nothing(store)
    with other.deriving() as connection:
        assert connection.execute(derived.pages.select()).first() is None


def test_pages_judged_together_are_entered_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record = record_of(store)
    ratified = next(r for a in record.agreements for r in a.lifecycle if r.step == Step.SIGNED)
    documents = {i.document.id: i for i in store.items()}
    request = Request(JudgementKind.ACCEPT, ratified.id)
    store.add_judgement(judgement_on(record, documents.get, request, "desk", "2031-01-01T00:00:00", "seen"))
    monkeypatch.setattr(grown, "BATCH", 1)
    assert len({a.document_id for a in ratified.reported_by}) == 2 == grown_record(store).update().documents
    (again,) = (i for i in store.items() if i.document.id == "c")
    store.put(again.document, again.reading, "another reader")
    assert grown_record(store).update().documents == 2
    assert as_json(record_of(store)) == made_from_nothing(store)


def test_facts_come_and_go(store: Store) -> None:
    before = as_json(record_of(store))
    fact = store.add_fact("AUT-HUN-2019 instruments_exchanged 2019-06-06", "https://example.org")
    after = as_json(record_of(store))
    assert after == made_from_nothing(store) != before
    assert '"2019-06-06"' in after
    store.remove_fact(fact)
    assert as_json(record_of(store)) == before


def test_merge_of_rows_of_two_components(store: Store) -> None:
    other = page(
        "z",
        "Une cargaison est arrivée.",
        published="2020-05-03",
        events=[event("Une cargaison est arrivée.", "Une cargaison est arrivée", EventType.TRANSFER, "ZAN", None)],
    )
    store.put(other.document, other.reading, "r")
    record = record_of(store)
    first, second = (next(e.id for e in record.events if e.target == target) for target in ("QUI", None))
    request = Request(JudgementKind.MERGE, first, second)
    documents = {i.document.id: i for i in store.items()}
    store.add_judgement(judgement_on(record, documents.get, request, "desk", "2031-01-01T00:00:00", "seen"))
    assert as_json(record_of(store)) == made_from_nothing(store)
    assert len(record_of(store).events) == len(record.events) - 1
    store.undo_judgements("desk")
    assert as_json(record_of(store)) == made_from_nothing(store)


def test_page_read_again_otherwise(store: Store) -> None:
    record_of(store)
    signed = pact(step("Le pacte fut signé.", "fut signé", Step.SIGNED, date="2018-03-05"))
    again = page("a", "Le pacte fut signé.", published="2018-03-06", agreements=[signed])
    store.put(again.document, again.reading, "another reader")
    assert as_json(record_of(store)) == made_from_nothing(store)


def test_what_is_kept_of_a_removed_page_goes_with_it(tmp_path: Path) -> None:
    store = filled(tmp_path / "r.db")
    record_of(store)
    store.remove("x")
    store.remove("y")
    record_of(store)
    store.close()
    kept = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"Zanzarim" not in kept and b"ZAN" not in kept


def test_other_version_makes_everything_again(store: Store) -> None:
    record_of(store)
    with store.deriving() as connection:
        connection.execute(derived.state.update().where(derived.state.c.key == "version").values(value="an older one"))
        connection.execute(derived.rows.delete())
    assert grown_record(store).update().documents == 5
    assert as_json(record_of(store)) == made_from_nothing(store)


def test_only_what_changed_is_made_again(store: Store) -> None:
    record_of(store)
    assert grown_record(store).update() == grown.Growth()
    extra = delivery("z", "2020-05-03")
    store.put(extra.document, extra.reading, "r")
    growth = grown_record(store).update()
    assert growth.documents == 1
    assert growth.components < len(record_of(store).documents)


def test_no_table_is_read_through_for_one_more_article(tmp_path: Path) -> None:
    store = filled(tmp_path / "r.db")
    record_of(store)
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if not many and statement.startswith(("SELECT", "INSERT", "DELETE")):
            asked.append((statement, parameters))

    extra = delivery("z", "2020-05-03")
    listen(store.engine, "before_cursor_execute", note)
    store.put(extra.document, extra.reading, "r")
    grown_record(store).update()
    remove(store.engine, "before_cursor_execute", note)
    with closing(sqlite3.connect(store.path)) as connection:
        plans = [row[3] for query, values in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]
    read_through = {plan.split()[1] for plan in plans if plan.startswith("SCAN")}
    assert "grown_dirty" in read_through  # short lists of what is to be done are
    assert not read_through & {"documents", "readings", *(t.name for t in derived.derived.sorted_tables)} - SHORT
