"""unknown: what to teach Foedera next, from the texts of a record."""

import json
from pathlib import Path

import pytest
from tests.interfaces.test_command_line import run


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text("La France écrit à Zubrowka. Le Japon a zébré Zubrowka.\n", encoding="utf-8")
    assert run("read", str(tmp_path / "one.txt"), "--text-lang", "fr", "--record", str(tmp_path / "r.db")).exit_code == 0
    return tmp_path / "r.db"


@pytest.mark.parametrize(("lang", "told"), [("fr", "nom  Zubrowka  — 2 ×"), ("en", "name  Zubrowka  — 2 ×")])
def test_names_with_count_and_sentence(record: Path, lang: str, told: str) -> None:
    shown = run("unknown", "--record", str(record), "--lang", lang).stdout
    assert told in shown and "« La France écrit à Zubrowka. » (one)" in shown


def test_one_kind_and_a_least_count(record: Path) -> None:
    found = json.loads(run("unknown", "--kind", "verb", "--record", str(record), "--json").stdout)
    assert {c["kind"] for c in found} == {"verb"}
    assert [c["text"] for c in json.loads(run("unknown", "--least", "2", "--record", str(record), "--json").stdout)] == ["Zubrowka"]
    assert run("unknown", "--kind", "noun", "--record", str(record)).exit_code == 2


def test_nothing_unknown_is_said(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("La France a signé un traité avec le Japon à Paris.\n", encoding="utf-8")
    run("read", str(tmp_path / "two.txt"), "--record", str(tmp_path / "r.db"))
    assert "Rien" in run("unknown", "--record", str(tmp_path / "r.db"), "--lang", "fr").stdout
