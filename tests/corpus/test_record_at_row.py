"""A question about one row is answered from its part of the record, with the answer of the whole."""

from pathlib import Path

import pytest
from tests.record.test_judgements import pages

from foedera.corpus import record_at_row, record_in_parts
from foedera.corpus.record_at_row import record_around, record_at
from foedera.corpus.record_of_store import record_of
from foedera.errors import StoreError, Trouble, UsageError
from foedera.interfaces.cli.rows_text import accounts_text, row_text, why_text
from foedera.record.model import ActorRow, Record
from foedera.store.store import Store
from foedera.views.brief import brief_of
from foedera.views.labels import Labels
from foedera.views.rows import accounts_of, agreement_by_id, row_by_id, rows_of
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


@pytest.mark.parametrize("lower", [False, True])
def test_a_brief_of_a_large_record_needs_no_more_than_its_part(store: Store, monkeypatch: pytest.MonkeyPatch, lower: bool) -> None:
    whole, documents = record_of(store), [item.document for item in store.items()]
    monkeypatch.setattr(record_in_parts, "MOST_WHOLE", 1)
    monkeypatch.setattr(record_at_row, "record_of", no_whole)
    for name in (None, *(row.id for row in whole.agreements)):
        part, named = record_around(store, name.lower() if name and lower else name)
        assert named is not None
        told, brief = (brief_of(record, named, documents, LABELS) for record in (part, whole))
        assert (told.status, told.duties, told.sources[:1]) == (brief.status, brief.duties, brief.sources[:1])
        assert {line.id for line in told.events} <= {line.id for line in brief.events}


def test_an_unknown_agreement_of_a_large_record_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_in_parts, "MOST_WHOLE", 1)
    monkeypatch.setattr(record_at_row, "record_of", no_whole)
    part, named = record_around(store, "NOWHERE-1900")
    with pytest.raises(UsageError) as refused:
        agreement_by_id(part, named)
    assert refused.value.trouble.key == "unknown_agreement"


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
