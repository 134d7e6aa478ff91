"""The record's file: what is written is read back, what is removed leaves no trace, older and foreign files are refused."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from foedera.errors import StoreError
from foedera.reading.model import ActorMention, AgreementReading, DatePhrase, EventStatement, QuoteStatement, Reading, StepStatement
from foedera.sources.model import Document, Line, LineRole
from foedera.store.databases.choice import place_of
from foedera.store.store import Store
from foedera.values.codes import AgreementKind, EventType, Factuality, Status, Step
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence, Span

TEXT = "Lundi, la Ruritanie a ratifié le traité signé avec la Syldavie à Klow."


def a_document(**changes: object) -> Document:
    document = Document("a1", TEXT, "fr", title="Titre", published="2031-05-06", origin="a1.txt", lines=(Line(Span(0, 5), LineRole.TITLE),))
    return replace(document, **changes)  # type: ignore[arg-type]


def a_reading(document_id: str = "a1") -> Reading:
    phrase = DatePhrase(Span(0, 5), "Lundi", "weekday", "2031-05-05", weekday=0)
    evidence = Evidence(7, 28, TEXT[7:28])
    step = StepStatement(Step.RATIFIED, "RUR", Status.DONE, evidence, date="2031-05-05", said_by=("KLOW",), date_phrase=phrase)
    agreement = AgreementReading("traité", ("RUR", "SYL"), AgreementKind.FRIENDSHIP, evidence, ("pacte",), steps=(step,))
    event = EventStatement(EventType.VISIT, "RUR", None, "visite", evidence, Quantity(12, ">", "gardes"), factuality=Factuality.HEDGED)
    quote = QuoteStatement("Ottokar", "le traité signé avec", Evidence(29, 49, TEXT[29:49]), "KLOW")
    mention = ActorMention(Span(10, 19), "Ruritanie", "RUR", "state")
    return Reading(document_id, "fr", "2031-05-06", "Titre", None, (agreement,), (event,), (quote,), (phrase,), (mention,))


def test_what_is_written_is_read_back(record: str | Path) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    (item,) = store.items()
    assert item.document == a_document()
    assert item.reading == a_reading()


def test_same_text_is_one_document(record: str | Path) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    again = a_document(id="other", origin="other.txt")
    assert store.id_for(again) == "a1"
    assert store.holds(again, "reader 1")
    assert not store.holds(again, "reader 2")
    assert not store.holds(replace(again, published="2031-05-07"), "reader 1")


def test_same_name_elsewhere_is_another_document(record: str | Path) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    assert store.id_for(a_document(text="Autre texte.", origin="elsewhere/a1.txt")) not in ("a1", "")
    assert store.id_for(a_document(text="Autre texte.")) == "a1"


def test_same_name_taken_by_two_processes_at_once_loses_neither_page(record: str | Path) -> None:
    one, two = Store(record), Store(record)
    first, second = a_document(id="index", origin="a/index.txt"), a_document(id="index", origin="b/index.txt", text="Autre texte.")
    assert one.id_for(first) == two.id_for(second) == "index"
    ids = [one.put(first, a_reading("index"), "reader 1"), two.put(second, a_reading("index"), "reader 1")]
    assert {(i.document.id, i.document.text, i.reading.document_id) for i in one.items()} == {
        ("index", TEXT, "index"),
        (ids[1], "Autre texte.", ids[1]),
    }
    assert two.id_for(second) == ids[1] != "index"


def test_removed_document_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    store = Store(path)
    store.put(a_document(), a_reading(), "reader 1")
    assert [f.id for f in store.search("ruritanie")] == ["a1"]
    store.remove("a1")
    assert store.items() == () and store.search("ruritanie") == ()
    store.close()
    kept = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"Ruritanie" not in kept and b"ruritanie" not in kept


def test_search_ignores_accents(record: str | Path) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    (found,) = store.search("RATIFIE traite")
    assert (found.id, found.title, found.published) == ("a1", "Titre", "2031-05-06") and "ratifié" in found.words
    assert store.search('"') == ()


def test_facts_are_kept_once_and_removed(record: str | Path) -> None:
    store = Store(record)
    first = store.add_fact("RUR-SYL-2031 in_force 2031-06-01", "https://example.org")
    assert store.add_fact("RUR-SYL-2031 in_force 2031-06-01", "https://example.org") == first
    assert len(store.facts()) == 1
    store.remove_fact(first)
    assert store.facts() == ()


@pytest.mark.parametrize("content", [b"", b"not a database at all, only words " * 40])
def test_foreign_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.db"
    path.write_bytes(content)
    if not content:
        Store(path)
        return
    with pytest.raises(StoreError) as refused:
        Store(path)
    assert refused.value.trouble.key == "record_not_ours"
    assert path.read_bytes() == content


def otherwise(record: str | Path, *statements: str) -> None:
    """What another program does to a record."""
    engine = place_of(record).engine()
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_newer_schema_is_refused(record: str | Path) -> None:
    Store(record).close()
    otherwise(record, "UPDATE settings SET value = '99'")
    with pytest.raises(StoreError) as refused:
        Store(record)
    assert refused.value.trouble.key == "record_newer"


def test_a_place_where_others_keep_something_else_is_left_alone(record: str | Path) -> None:
    otherwise(record, "CREATE TABLE theirs (x integer)")
    with pytest.raises(StoreError) as refused:
        Store(record)
    assert refused.value.trouble.key == "record_not_ours"


def as_version(number: int, record: str | Path) -> None:
    """The record as an older version of the schema left it."""
    new = {1: ("additions", "judgements", "judgement_marks"), 2: ("users", "tokens", "audit")}
    gone = [f"DROP TABLE {table}" for version, tables in new.items() if version >= number for table in tables]
    if not isinstance(record, str):
        gone.append("DROP TRIGGER documents_fts_update")
    otherwise(record, *gone, f"UPDATE settings SET value = '{number}' WHERE key = 'schema_version'")


@pytest.mark.parametrize("number", [1, 2])
def test_older_schema_is_migrated(record: str | Path, number: int) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    store.close()
    as_version(number, record)
    migrated = Store(record)
    assert [i.document.id for i in migrated.items()] == [f.id for f in migrated.search("klow")] == ["a1"]
    assert migrated.judgements() == () and migrated.users() == () and bool(migrated.added_at()) == (number > 1)


def test_an_older_file_is_backed_up_once(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Store(path).close()
    as_version(1, path)
    assert [p.name for p in Store(path).backups] == ["r.db-backup-1"]
    Store(path).close()
    assert len(list(tmp_path.glob("*backup*"))) == 1


def test_missing_record_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        Store(tmp_path / "none.db", create=False)
    assert refused.value.trouble.key == "record_missing"


def test_a_text_taken_again_under_another_name_leaves_nothing_behind(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    store.put(a_document(), a_reading(), "reader 1")
    store.put(a_document(id="b1", origin="b1.txt"), a_reading("b1"), "reader 2")
    assert [(i.document.id, i.reading.document_id) for i in store.items()] == [("b1", "b1")]
    store.remove("b1")
    store.close()
    assert b"Ruritanie" not in b"".join(p.read_bytes() for p in tmp_path.iterdir())


def test_a_question_mark_in_the_name_is_part_of_the_name(tmp_path: Path) -> None:
    Store(tmp_path / "a?mode=memory.db").close()
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".db"] == ["a?mode=memory.db"]


def test_asking_never_makes_a_record_of_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "e.db").write_bytes(b"")
    with pytest.raises(StoreError):
        Store(tmp_path / "e.db", create=False)
    assert (tmp_path / "e.db").read_bytes() == b""


@pytest.mark.parametrize("value", ["abc", None])
def test_damaged_settings_are_no_record_of_ours(tmp_path: Path, value: str | None) -> None:
    path = tmp_path / "r.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE settings (key, value)")
        if value:
            connection.execute("INSERT INTO settings VALUES ('schema_version', ?)", (value,))
    connection.close()
    with pytest.raises(StoreError) as refused:
        Store(path)
    assert refused.value.trouble.key == "record_not_ours"


RETITLED = "UPDATE documents SET title = 'Manchette', text = replace(text, 'Klow', 'Douma')"


def test_search_learns_of_another_programs_update(record: str | Path) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    otherwise(record, RETITLED)
    assert store.search("titre") == store.search("klow") == ()
    assert [f.id for f in store.search("manchette douma")] == ["a1"]


def test_update_that_an_older_search_missed_is_made_good(record: str | Path) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    store.close()
    as_version(2, record)
    otherwise(record, RETITLED)
    migrated = Store(record)
    assert migrated.search("titre") == () and [f.id for f in migrated.search("manchette")] == ["a1"]
    otherwise(record, "UPDATE documents SET title = 'Chapeau'")
    assert [f.id for f in migrated.search("chapeau")] == ["a1"]


def test_a_writer_waits_for_no_second_connection(record: str | Path) -> None:
    store = Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    with store.deriving() as connection:
        connection.execute(text("UPDATE documents SET title = 'Manchette'"))
        assert store.engine.pool.checkedout() == 1  # type: ignore[attr-defined]
        assert store.item("a1").document.title == "Manchette" and store.judgements() == ()
        assert store.engine.pool.checkedout() == 1  # type: ignore[attr-defined]
        with pytest.raises(RuntimeError):
            store.add_fact("RUR-SYL-2031 in_force 2031-06-01", "https://example.org")
    assert store.item("a1").document.title == "Manchette" and store.facts() == ()
    store.close()


def test_who_looks_sees_one_moment(record: str | Path) -> None:
    store, other = Store(record), Store(record)
    store.put(a_document(), a_reading(), "reader 1")
    with store.looking():
        assert [i.document.id for i in store.items()] == ["a1"]
        other.put(a_document(id="b1", origin="b1.txt", text="Autre page."), a_reading("b1"), "reader 1")
        assert [i.document.id for i in store.items()] == ["a1"]
        assert store.engine.pool.checkedout() == 1  # type: ignore[attr-defined]
    assert [i.document.id for i in store.items()] == ["a1", "b1"]
    store.close()
    other.close()
