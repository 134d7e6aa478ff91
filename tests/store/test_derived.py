"""The kept rows may be dropped in any way at any time, and are told of every change, whoever makes it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.test_store import a_document, a_reading

from foedera.store import derived
from foedera.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = Store(tmp_path / "r.db")
    kept.put(a_document(), a_reading(), "reader 1")
    with kept.deriving() as connection:
        derived.start_again(connection, "1")
        connection.execute(derived.pending.delete())
    return kept


def otherwise(store: Store, *statements: str) -> None:
    """What another program does to the file."""
    with closing(sqlite3.connect(store.path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def waiting(store: Store) -> list[str]:
    with store.deriving() as connection:
        return [*connection.execute(derived.pending.select()).scalars()]


@pytest.mark.parametrize("gone", [[t.name for t in derived.derived.sorted_tables], ["grown_pending"], ["grown_rows"]])
def test_pages_still_come_when_tables_are_dropped(store: Store, gone: list[str]) -> None:
    otherwise(store, *(f"DROP TABLE {name}" for name in gone))
    store.put(a_document(id="b1", origin="b1.txt", text="Autre texte."), a_reading("b1"), "reader 1")
    store.remove("a1")
    assert [i.document.id for i in store.items()] == ["b1"]
    with store.deriving() as connection:
        assert derived.version_of(connection) is None


def test_a_trigger_that_is_gone_makes_everything_to_be_looked_at_again(store: Store) -> None:
    otherwise(store, "DROP TRIGGER grown_readings_insert")
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
    otherwise(store, change)
    assert waiting(store) == ["a1"]
    with store.deriving() as connection:
        assert derived.change_of(connection) != before
