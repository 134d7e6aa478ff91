"""The kept rows may be dropped in any way at any time, and are told of every change, whoever makes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.test_store import a_document, a_reading, otherwise

from foedera.store import derived
from foedera.store.store import Store


@pytest.fixture
def store(record: str | Path) -> Iterator[Store]:
    kept = Store(record)
    kept.put(a_document(), a_reading(), "reader 1")
    with kept.deriving() as connection:
        derived.start_again(connection, "1")
        connection.execute(derived.pending.delete())
    yield kept
    kept.close()


def waiting(store: Store) -> list[str]:
    with store.deriving() as connection:
        return [*connection.execute(derived.pending.select()).scalars()]


@pytest.mark.parametrize("gone", [[t.name for t in derived.derived.sorted_tables], ["grown_pending"], ["grown_rows"]])
def test_pages_still_come_when_tables_are_dropped(store: Store, gone: list[str]) -> None:
    otherwise(store.path, *(f"DROP TABLE {name}" for name in gone))
    store.put(a_document(id="b1", origin="b1.txt", text="Autre texte."), a_reading("b1"), "reader 1")
    store.remove("a1")
    assert [i.document.id for i in store.items()] == ["b1"]
    with store.deriving() as connection:
        assert derived.version_of(connection) is None


def test_a_trigger_that_is_gone_makes_everything_to_be_looked_at_again(store: Store) -> None:
    with store.deriving() as connection:
        assert derived.version_of(connection) == "1"
    otherwise(store.path, f"DROP TRIGGER grown_readings_insert{' ON readings' if isinstance(store.path, str) else ''}")
    with store.deriving() as connection:
        assert derived.version_of(connection) is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET published = '2031-05-07'",
        "UPDATE readings SET reading = replace(reading, 'RUR', 'BOR')",
        "DELETE FROM documents",
        "DELETE FROM readings",
    ],
)
def test_every_change_is_noted(store: Store, change: str) -> None:
    with store.deriving() as connection:
        before = derived.change_of(connection)
    assert before and waiting(store) == []
    otherwise(store.path, change)
    assert waiting(store) == ["a1"]
    with store.deriving() as connection:
        assert derived.change_of(connection) != before
