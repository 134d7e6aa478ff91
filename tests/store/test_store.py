"""The record's file: what is written is read back, what is removed leaves no trace, older and foreign files are refused."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from foedera.errors import StoreError
from foedera.reading.model import ActorMention, AgreementReading, DatePhrase, EventStatement, QuoteStatement, Reading, StepStatement
from foedera.sources.model import Document, Line, LineRole
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


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    store.put(a_document(), a_reading(), "reader 1")
    (item,) = store.items()
    assert item.document == a_document()
    assert item.reading == a_reading()


def test_same_text_is_one_document(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    store.put(a_document(), a_reading(), "reader 1")
    again = a_document(id="other", origin="other.txt")
    assert store.id_for(again) == "a1"
    assert store.holds(again, "reader 1")
    assert not store.holds(again, "reader 2")
    assert not store.holds(replace(again, published="2031-05-07"), "reader 1")


def test_same_name_elsewhere_is_another_document(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    store.put(a_document(), a_reading(), "reader 1")
    assert store.id_for(a_document(text="Autre texte.", origin="elsewhere/a1.txt")) not in ("a1", "")
    assert store.id_for(a_document(text="Autre texte.")) == "a1"


def test_same_name_taken_by_two_processes_at_once_loses_neither_page(tmp_path: Path) -> None:
    one, two = Store(tmp_path / "r.db"), Store(tmp_path / "r.db")
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


def test_search_ignores_accents(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    store.put(a_document(), a_reading(), "reader 1")
    (found,) = store.search("RATIFIE traite")
    assert (found.id, found.title, found.published) == ("a1", "Titre", "2031-05-06") and "ratifié" in found.words
    assert store.search('"') == ()


def test_facts_are_kept_once_and_removed(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
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


def test_other_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(StoreError) as refused:
        Store(path)
    assert refused.value.trouble.key == "record_not_ours"


def test_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE settings SET value = '99'")
    connection.close()
    with pytest.raises(StoreError) as refused:
        Store(path)
    assert refused.value.trouble.key == "record_newer"


def as_version_1(path: Path) -> None:
    """The file as the first version of the schema wrote it."""
    with sqlite3.connect(path) as connection:
        for table in ("additions", "judgements", "judgement_marks", "users", "tokens", "audit"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP TRIGGER documents_fts_update")
        connection.execute("UPDATE settings SET value = '1' WHERE key = 'schema_version'")
    connection.close()


def test_older_schema_is_backed_up_and_migrated(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    store = Store(path)
    store.put(a_document(), a_reading(), "reader 1")
    store.close()
    as_version_1(path)
    migrated = Store(path)
    assert [i.document.id for i in migrated.items()] == ["a1"]
    assert migrated.judgements() == () and migrated.added_at() == {}
    assert (tmp_path / "r.db-backup-1").exists()
    migrated.close()
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


def as_version_2(path: Path) -> None:
    """The file as the second version of the schema wrote it: without users, its search told of what comes and goes alone."""
    with sqlite3.connect(path) as connection:
        for table in ("users", "tokens", "audit"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP TRIGGER documents_fts_update")
        connection.execute("UPDATE settings SET value = '2' WHERE key = 'schema_version'")
    connection.close()


def retitled(path: Path, title: str) -> None:
    """What another program may do to the file."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE documents SET title = ?, text = replace(text, 'Klow', 'Douma')", (title,))
    connection.close()


def test_search_learns_of_another_programs_update(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    store = Store(path)
    store.put(a_document(), a_reading(), "reader 1")
    retitled(path, "Manchette")
    assert store.search("titre") == store.search("klow") == ()
    assert [f.id for f in store.search("manchette douma")] == ["a1"]


def test_update_that_an_older_search_missed_is_made_good(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    store = Store(path)
    store.put(a_document(), a_reading(), "reader 1")
    store.close()
    as_version_2(path)
    retitled(path, "Manchette")
    migrated = Store(path)
    assert migrated.search("titre") == () and [f.id for f in migrated.search("manchette")] == ["a1"]
    assert migrated.users() == () and (tmp_path / "r.db-backup-2").exists()
    retitled(path, "Chapeau")
    assert [f.id for f in migrated.search("chapeau")] == ["a1"]
