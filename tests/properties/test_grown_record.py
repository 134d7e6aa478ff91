"""The grown record is the record made from nothing, whatever came and went in whatever order; and what went leaves no trace in it."""

import importlib.util
import json
import sys
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.event import listen
from tests.conftest import NewRecord
from tests.record.made_up import event, pact, page, step, treaty_pages

from foedera.corpus.record_of_store import grown_record, record_of
from foedera.errors import StoreError
from foedera.reading.model import AgreementReading
from foedera.record.model import ReadDocument
from foedera.record.record_from_readings import record_from_readings
from foedera.store import derived
from foedera.store.store import Store
from foedera.values.codes import AgreementKind, EventType, Step
from foedera.views.record_json import record_to_json
from foedera.world.load_world import load_world

STORIES = Path(__file__).resolve().parents[2] / "benchmarks" / "made_up_stories.py"
_spec = importlib.util.spec_from_file_location("made_up_stories", STORIES)
assert _spec and _spec.loader
stories = importlib.util.module_from_spec(_spec)
sys.modules["made_up_stories"] = stories
_spec.loader.exec_module(stories)

FAST = settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
OLD = "Le traité d'amitié fut signé en 1987 par Vienne et Varsovie."
NEW = "Le pacte signé en 2019 remplace le traité d'amitié de 1987, dit Vienne."
MANY = "Le pacte ABCD a été signé par trois capitales le 4 avril 1999."
MORE = "Une quatrième capitale a rejoint le pacte ABCD en mai 2004."
PUNISHED = "Londres sanctionne Minsk et Caracas. Tokyo sanctionne Minsk."


def linked_pages() -> list[ReadDocument]:
    """A treaty replaced by another, one of many parties told twice with other parties, and sanctions with two targets."""
    old = AgreementReading(
        "traité d'amitié de 1987",
        ("AUT", "POL"),
        AgreementKind.FRIENDSHIP,
        steps=(step(OLD, "signé en 1987", Step.SIGNED, "AUT+POL", "1987"),),
    )
    new = pact(step(NEW, "signé en 2019", Step.SIGNED, date="2019"), replaces=["traité d'amitié de 1987"])
    three = AgreementReading(
        "pacte ABCD",
        ("BEL", "DNK", "NLD"),
        AgreementKind.MUTUAL_DEFENCE,
        steps=(step(MANY, "signé", Step.SIGNED, "BEL+DNK+NLD", "1999-04-04"),),
    )
    four = AgreementReading(
        "pacte ABCD", ("BEL", "DNK", "LUX", "NLD"), AgreementKind.MUTUAL_DEFENCE, steps=(step(MORE, "rejoint", Step.SIGNED, "LUX", "1999"),)
    )
    sanctions = [
        event(PUNISHED, "Londres sanctionne Minsk et Caracas", EventType.SANCTION, "GBR", "BLR+VEN"),
        event(PUNISHED, "Tokyo sanctionne Minsk", EventType.SANCTION, "JPN", "BLR"),
    ]
    return [
        page("o", OLD, published="1987-05-02", agreements=[old]),
        page("n", NEW, published="2019-06-01", agreements=[new]),
        page("m", MANY, published="1999-04-05", agreements=[three]),
        page("l", MORE, published="2004-05-03", agreements=[four]),
        page("s", PUNISHED, published="2021-01-01", events=sanctions),
    ]


@lru_cache(maxsize=1)
def pool() -> tuple[ReadDocument, ...]:
    """Twenty articles of two stories and a half, with copies and an undated page, and those above."""
    told = [stories.article(n).item for n in (0, 3, 4, 7, 8, 9, 10, 13, 17, 19, 20, 24, 25)]
    return (*told, *treaty_pages(), *linked_pages())


def changed(item: ReadDocument) -> ReadDocument:
    """The same page as a newer reader, or a better copy, would have it: fewer statements, another day of publication."""
    published = None if item.document.published else "2020-02-02"
    reading = replace(item.reading, published=published, events=item.reading.events[1:], agreements=item.reading.agreements[:1])
    return ReadDocument(replace(item.document, published=published), reading)


def exported(store: Store) -> str:
    return json.dumps(record_to_json(record_of(store)))


def made_from_nothing(store: Store) -> str:
    return json.dumps(record_to_json(record_from_readings(store.items(), world=load_world())))


ACTS = st.lists(st.tuples(st.sampled_from(("put", "put", "put", "remove", "change", "look")), st.integers(0, 20)), min_size=4, max_size=30)


@FAST
@given(ACTS)
def test_grown_is_made_from_nothing(new_record: NewRecord, acts: list[tuple[str, int]]) -> None:
    here: dict[str, ReadDocument] = {}
    with closing(Store(new_record())) as store:
        for act, number in acts:
            item = pool()[number % len(pool())]
            name = item.document.id
            if act == "remove" and name in here:
                store.remove(name)
                del here[name]
            elif act in ("put", "change"):
                here[name] = item if act == "put" else changed(item)
                store.put(here[name].document, here[name].reading, act)
            elif act == "look":
                grown_record(store).update()
        assert exported(store) == made_from_nothing(store)
        assert {*here} == {i.document.id for i in store.items()}


@FAST
@given(st.permutations(range(8)), st.integers(1, 7))
def test_batches_and_order_do_not_matter(new_record: NewRecord, order: list[int], cut: int) -> None:
    items = [pool()[n] for n in (0, 3, 5, 11, 13, 15, 16, 17)]
    with closing(Store(new_record())) as store:
        for count, number in enumerate(order):
            store.put(items[number].document, items[number].reading, "r")
            if count % cut == 0:
                grown_record(store).update()
        assert exported(store) == made_from_nothing(store)


def test_one_more_article_touches_its_own_components_only(record: str | Path) -> None:
    store = Store(record)
    for number in range(40):
        item = stories.article(number).item
        store.put(item.document, item.reading, "r")
    grown_record(store).update()
    with store.deriving() as connection:
        before = dict(map(tuple, connection.execute(derived.rows.select())))
    extra = stories.article(45).item
    store.put(extra.document, extra.reading, "r")
    growth = grown_record(store).update()
    with store.deriving() as connection:
        after = dict(map(tuple, connection.execute(derived.rows.select())))
    assert growth.documents == 1
    assert before.items() <= after.items()
    assert growth.components == len(after) - len(before) > 1
    assert grown_record(store).update().components == 0
    store.close()


def test_file_that_cannot_be_written_is_still_read(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    for item in treaty_pages():
        store.put(item.document, item.reading, "r")
    expected = made_from_nothing(store)
    listen(store.engine, "checkout", lambda connection, *_: connection.execute("PRAGMA query_only=ON"))
    with pytest.raises(StoreError, match="record_read_only"):
        grown_record(store).update()
    assert exported(store) == expected
    store.close()
