"""A question about one row is answered from its part of the record, with the answer of the whole."""

from pathlib import Path

import pytest
from tests.record.test_judgements import pages

from foedera.corpus import record_at_row
from foedera.corpus.record_at_row import record_at
from foedera.corpus.record_of_store import record_of
from foedera.errors import StoreError, Trouble
from foedera.interfaces.cli.rows_text import accounts_text, row_text, why_text
from foedera.record.model import ActorRow, Record
from foedera.store.store import Store
from foedera.views.labels import Labels
from foedera.views.rows import accounts_of, row_by_id, rows_of
from foedera.views.words import words
from foedera.world.load_world import load_world

LABELS = Labels(words("fr"), load_world(), "fr")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "r.db")
    for item in pages():
        made.put(item.document, item.reading, "r")
    return made


def no_whole(_: Store) -> Record:
    raise AssertionError("the whole record was made")


def test_every_row_is_told_as_by_the_whole_record(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = record_of(store)
    monkeypatch.setattr(record_at_row, "record_of", no_whole)
    rows = [row for row in rows_of(whole) if not isinstance(row, ActorRow)]
    assert len(rows) > 5
    for row in rows:
        part = record_at(store, row.id)
        assert row_by_id(part, row.id) == row
        for told in (row_text, accounts_text, why_text):
            assert told(row, part, LABELS) == told(row, whole, LABELS)


def test_a_statement_finds_its_row(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = record_of(store)
    monkeypatch.setattr(record_at_row, "record_of", no_whole)
    for account in (a for row in rows_of(whole) for a in accounts_of(row)):
        found = row_by_id(record_at(store, account.statement_id), account.statement_id)
        assert found == row_by_id(whole, account.statement_id)


def test_actors_and_unknown_ids_are_looked_for_in_the_whole_record(store: Store) -> None:
    whole = record_of(store)
    assert whole.actors
    for name in (whole.actors[0].id, "NOWHERE-1900"):
        assert record_at(store, name) == whole


def test_where_nothing_can_be_kept_the_whole_record_answers(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = record_of(store)

    def refused(*_: object) -> None:
        raise StoreError(Trouble("record_read_only", "r.db"))

    monkeypatch.setattr(record_at_row, "Desk", refused)
    assert record_at(store, whole.events[0].id if whole.events else whole.agreements[0].id) == whole
