"""A copy is the same record in another place, in every direction; one that is cut off, or not wanted there, leaves nothing behind."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, text
from tests.conftest import NewRecord
from tests.record.made_up import treaty_pages
from tests.store.test_judgement_log import judgement
from tests.store.test_store import a_document, a_reading, otherwise
from typer.testing import CliRunner

from foedera.corpus.record_of_store import record_of
from foedera.errors import StoreError
from foedera.interfaces.cli.main import app
from foedera.store import copy_record as copying
from foedera.store.copy_record import CopiedTable, Told, copy_record
from foedera.store.store import Store
from foedera.views.record_json import record_to_json

HOSTILE = "Zéro \0 et \U0010ffff0, “guillemets” ; ̀ ‮ fin 🕊"


def filled(place: str | Path) -> Store:
    store = Store(place)
    for item in treaty_pages():
        store.put(item.document, item.reading, "r")
    store.put(a_document(), a_reading(), "reader 1")
    store.put(a_document(id="gone", origin="gone.txt", text="Autre."), a_reading("gone"), "reader 1")
    store.put(a_document(id="hostile", origin="h\0.txt", text=HOSTILE), a_reading("hostile"), "reader 1")
    store.remove("gone")  # leaves a gap in the numbers
    store.add_fact("AUT-HUN-2019 instruments_exchanged 2019-06-06", "https://example.org")
    store.add_judgement(judgement())
    store.add_judgement(judgement(1))
    store.undo_judgements("desk")
    store.add_user("ada", "admin", "a long enough word")
    store.note_audit("ada", "copied", "all")
    record_of(store)
    return store


def told(store: Store) -> object:
    return json.dumps(record_to_json(record_of(store))), store.items(), store.judgement_log(), store.facts(), store.users(), store.audit()


@pytest.fixture(params=["sqlite to sqlite", "sqlite to postgresql", "postgresql to sqlite", "postgresql to postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str | Path, str | Path]:
    def place(kind: str, name: str) -> str | Path:
        records: NewRecord = request.getfixturevalue("postgres_records") if kind == "postgresql" else lambda: tmp_path / name
        return records()

    source, _, target = request.param.split()
    return place(source, "a.db"), place(target, "b.db")


def test_a_copy_is_the_same_record(places: tuple[str | Path, str | Path]) -> None:
    source, target = filled(places[0]), Store(places[1])
    heard: list[tuple[str, int, int]] = []
    copied = copy_record(source, target, lambda *one: heard.append(one))
    rows = {table.name: table.rows for table in copied.tables}
    assert copied.new and rows == rows | {"documents": 5, "readings": 5, "judgements": 2, "facts": 1, "users": 1, "audit": 1}
    assert ("documents", 5, 5) in heard
    assert told(source) == told(target)
    assert [f.id for f in target.search("zero GUILLEMETS")] == ["hostile"]
    assert target.item("hostile").document.text == HOSTILE and target.item("hostile").document.origin == "h\0.txt"
    again = copy_record(source, target)
    assert not again.new and again.tables == copied.tables
    for store in (source, target):  # the copy goes on as the source does
        store.put(a_document(id="new", origin="new.txt", text="Encore un texte."), a_reading("new"), "reader 1")
        store.add_judgement(judgement(2))
    assert told(source) == told(target)
    assert [f.id for f in target.search("encore")] == ["new"]
    source.close()
    target.close()


def test_what_holds_another_record_is_refused(places: tuple[str | Path, str | Path]) -> None:
    source, target = filled(places[0]), Store(places[1])
    target.put(a_document(), a_reading(), "reader 1")
    before = told(target)
    with pytest.raises(StoreError, match="copy_target_not_empty"):
        copy_record(source, target)
    assert told(target) == before
    source.close()
    target.close()


def test_a_copy_that_is_cut_off_leaves_nothing(places: tuple[str | Path, str | Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 2)
    source, target = filled(places[0]), Store(places[1])

    def cut_off(table: str, done: int, of: int) -> None:
        if table == "documents" and done > 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_record(source, target, cut_off)
    assert target.items() == () and target.facts() == ()
    assert copy_record(source, target).new and told(source) == told(target)
    source.close()
    target.close()


def test_a_copy_that_came_out_otherwise_is_not_kept(places: tuple[str | Path, str | Path]) -> None:
    source, target = filled(places[0]), Store(places[1])
    if isinstance(target.path, str):
        function = "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.source = 'x'; RETURN NEW; END $$"
        otherwise(target.path, function, "CREATE TRIGGER spoil BEFORE INSERT ON facts FOR EACH ROW EXECUTE FUNCTION spoil()")
    else:
        otherwise(target.path, "CREATE TRIGGER spoil AFTER INSERT ON facts BEGIN UPDATE facts SET source = 'x'; END")
    with pytest.raises(StoreError, match="copy_differs") as refused:
        copy_record(source, target)
    assert refused.value.trouble.detail == "facts" and target.items() == ()
    source.close()
    target.close()


def test_the_command(tmp_path: Path) -> None:
    run, files = CliRunner(), [str(tmp_path / name) for name in ("a.db", "b.db")]
    assert run.invoke(app, ["copy", *files, "--lang", "en"]).exit_code == 1
    filled(files[0]).close()
    first, again = (run.invoke(app, ["copy", *files, "--lang", lang]) for lang in ("en", "fr"))
    assert first.exit_code == 0 and "documents: 5 rows" in first.stdout and "read back" in first.stdout
    assert again.exit_code == 0 and "rien n’a été écrit" in again.stdout
    shown = json.loads(run.invoke(app, ["copy", *files, "--json"]).stdout)
    assert shown["new"] is False and {t["name"]: t["rows"] for t in shown["tables"]}["documents"] == 5
    Store(files[0]).remove("a1")
    assert run.invoke(app, ["copy", *files]).exit_code == 1


@pytest.fixture
def to_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record that is copied two rows at a time."""
    monkeypatch.setattr(copying, "AT_ONCE", 2)
    filled(tmp_path / "a.db").close()
    return tmp_path / "a.db"


def stopping(monkeypatch: pytest.MonkeyPatch, act: Callable[[Connection], None]) -> None:
    """Something happens to the target while the second pair of documents is written."""
    def copy_table(reading: Connection, writing: Connection, table: Table, told: Told) -> CopiedTable:
        def heard(name: str, done: int, of: int) -> None:
            if name == "documents" and done == 4:
                act(writing)
            told(name, done, of)

        return as_it_is(reading, writing, table, heard)

    as_it_is = copying._copy_table
    monkeypatch.setattr(copying, "_copy_table", copy_table)


def interrupt(_: Connection) -> None:
    raise KeyboardInterrupt


def fill_the_disk(writing: Connection) -> None:
    """The file may have no more pages than it has: what SQLite then says is what it says of a full disk."""
    writing.execute(text("PRAGMA max_page_count = 1"))


@pytest.mark.parametrize(("happens", "code", "told"), [(interrupt, 130, "begins anew"), (fill_the_disk, 1, "disk is full")])
def test_the_command_cut_off_leaves_no_file(
    to_cut: Path, monkeypatch: pytest.MonkeyPatch, happens: Callable[[Connection], None], code: int, told: str
) -> None:
    command = ["copy", str(to_cut), str(to_cut.with_name("b.db")), "--lang", "en"]
    with monkeypatch.context() as only_now:
        stopping(only_now, happens)
        stopped = CliRunner().invoke(app, command)
    assert stopped.exit_code == code and told in stopped.stderr and "Nothing was copied" in stopped.stderr
    assert [path.name for path in to_cut.parent.glob("b.db*")] == []
    assert CliRunner().invoke(app, command).exit_code == 0


def test_a_file_that_was_there_stays_when_the_copy_is_cut_off(to_cut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = to_cut.with_name("b.db")
    Store(there).close()
    stopping(monkeypatch, interrupt)
    assert CliRunner().invoke(app, ["copy", str(to_cut), str(there)]).exit_code == 130
    assert there.exists()


def test_a_connection_cut_in_the_middle_leaves_nothing(to_cut: Path, monkeypatch: pytest.MonkeyPatch, postgres_records: NewRecord) -> None:
    place = str(postgres_records())

    def cut(writing: Connection) -> None:
        number = writing.execute(text("SELECT pg_backend_pid()")).scalar()
        otherwise(place, f"SELECT pg_terminate_backend({number})")

    command = ["copy", str(to_cut), place, "--lang", "en"]
    with monkeypatch.context() as only_now:
        stopping(only_now, cut)
        stopped = CliRunner().invoke(app, command)
    assert stopped.exit_code == 1 and "does not answer" in stopped.stderr and "Nothing was copied" in stopped.stderr
    assert Store(place).items() == ()
    assert CliRunner().invoke(app, command).exit_code == 0
