"""changes: what the record says since a day, before and now, from what had come in by then."""

import json
import sqlite3
from pathlib import Path

import pytest
from tests.interfaces.test_command_line import run

EARLY = "La Ruritanie se tait. Le 19 juin 2024 à Pyongyang, Moscou et Pyongyang ont signé un traité de défense mutuelle.\n"
LATE = "Moscou et Pyongyang ont ratifié le traité de défense mutuelle signé le 19 juin 2024 à Pyongyang, le 11 novembre 2024.\n"
FIRST, SECOND = "2031-03-01", "2031-03-08"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with one document of a first day and one of a week later."""
    for name, text, day in (("early", EARLY, FIRST), ("late", LATE, SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert run("read", str(tmp_path / f"{name}.txt"), "--record", str(tmp_path / "r.db")).exit_code == 0
        with sqlite3.connect(tmp_path / "r.db") as connection:
            connection.execute("UPDATE additions SET added_at = ? WHERE document_id = ?", (f"{day}T09:00:00+00:00", name))
        connection.close()
    return tmp_path / "r.db"


def changes(record: Path, since: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in json.loads(run("changes", "--since", since, "--record", str(record), "--json").stdout):
        found.setdefault(row["kind"], []).append(row["id"])
    return found


def test_only_what_the_later_document_brought_is_new(record: Path) -> None:
    found = changes(record, SECOND)
    assert found["document"] == ["late"]
    assert sorted(found["step"]) == ["PRK-RUS-2024/ratified:PRK", "PRK-RUS-2024/ratified:RUS"]
    assert "agreement" not in found and "event" not in found


def test_from_the_first_day_everything_is_new_and_later_nothing(record: Path) -> None:
    assert changes(record, FIRST)["document"] == ["early", "late"] and changes(record, FIRST)["agreement"] == ["PRK-RUS-2024"]
    assert changes(record, "2031-03-09") == {}


def test_judgements_are_changes_and_so_is_what_they_do(record: Path) -> None:
    signed = "PRK-RUS-2024/signed:PRK+RUS"
    assert run("judge", signed, "reject", "--by", "desk", "--why", "autre traité", "--record", str(record)).exit_code == 0
    with sqlite3.connect(record) as connection:
        connection.execute("UPDATE judgements SET made_at = '2031-03-10T09:00:00'")
    connection.close()
    found = changes(record, "2031-03-10")
    assert found["gone"] == [signed] and len(found["judgement"]) == 1
    assert changes(record, "2031-03-11") == {}


def test_a_correction_moves_a_date_and_both_are_shown(record: Path) -> None:
    row = "PRK-RUS-2024/signed:PRK+RUS"
    assert run("judge", row, "correct", "date=2024-06-18", "--by", "desk", "--why", "x", "--record", str(record)).exit_code == 0
    told_in = {"fr": ("avant : 19 juin 2024", "maintenant : 18 juin 2024"), "en": ("before: 19 June 2024", "now: 18 June 2024")}
    for lang, words in told_in.items():
        with sqlite3.connect(record) as connection:
            connection.execute("UPDATE judgements SET made_at = '2031-03-10T09:00:00'")
        connection.close()
        told = run("changes", "--since", "2031-03-10", "--record", str(record), "--lang", lang).stdout
        assert all(w in told for w in words) and "early" in told


@pytest.mark.parametrize(("lang", "told"), [("fr", "Rien n’a changé depuis le 2 mai"), ("en", "Nothing has changed since 2 May")])
def test_nothing_new_is_said(record: Path, lang: str, told: str) -> None:
    assert told in run("changes", "--since", "2099-05-02", "--record", str(record), "--lang", lang).stdout


def test_a_day_that_is_none_is_said(record: Path) -> None:
    asked = run("changes", "--since", "mardi", "--record", str(record), "--lang", "fr")
    assert asked.exit_code == 2 and "mardi" in asked.stderr


@pytest.mark.parametrize("since", ["20310308", "2031-W10-6"])
def test_a_day_may_be_written_in_any_iso_form(record: Path, since: str) -> None:
    assert changes(record, since) == changes(record, SECOND)
    assert "8 March 2031" in run("changes", "--since", since, "--record", str(record), "--lang", "en").stdout
