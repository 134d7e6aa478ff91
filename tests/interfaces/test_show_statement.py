"""show STATEMENT: "why did you read that?", on the terminal and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.interfaces.test_command_line import run

TEXT = "Le président kényan s'est rendu mardi à Kampala. La Norvège a ratifié le traité de pêche avec l'Islande, a annoncé Oslo.\n"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", str(tmp_path / "one.txt"), "--text-lang", "fr", "--record", str(tmp_path / "r.db")).exit_code == 0
    return tmp_path / "r.db"


def _rows(record: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("show", "--record", str(record), "--json").stdout)
    return found


def _step(record: Path) -> str:
    accounts = [r["reported_by"] for r in _rows(record) if r.get("step") == "ratified"][0]
    return str(accounts[0]["statement_id"])


@pytest.mark.parametrize(
    ("lang", "told"),
    [("fr", ["Étape step:", "Ce qui l’a déclenché", "« ratifié »"]), ("en", ["Step step:", "What set it off", "« a annoncé »"])],
)
def test_a_step_with_its_words_and_rule(record: Path, lang: str, told: list[str]) -> None:
    shown = run("show", _step(record), "--record", str(record), "--lang", lang).stdout
    assert "packs/fr/lifecycle_verbs.yaml, steps.1" in shown and "nsubj" in shown
    assert [t for t in told if t not in shown] == []


def test_the_row_of_an_event_goes_first(record: Path) -> None:
    event = next(r for r in _rows(record) if r.get("type") == "visit")
    shown = run("show", event["id"], "--record", str(record), "--lang", "en").stdout
    assert shown.startswith(event["id"]) and "event_cues.frames.travel" in shown and "both readers" in shown
    whole = json.loads(run("show", event["id"], "--record", str(record), "--json").stdout)
    assert whole["reported_by"] and whole["judgements"] == []
    assert whole["read"]["why"]["rules"][0]["words"] == "s'est rendu"
    assert [t["upos"] for t in whole["read"]["why"]["sentences"][0]["tokens"]][:2] == ["DET", "NOUN"]


def test_accounts_and_why_name_the_reader_and_the_statement(record: Path) -> None:
    row = next(r["id"] for r in _rows(record) if r.get("type") == "visit")
    assert "(both readers)" in run("accounts", row, "--record", str(record), "--lang", "en").stdout
    assert "deux lecteurs" in run("why", row, "--record", str(record), "--lang", "fr").stdout


def test_what_came_from_outside_has_no_rule(record: Path, tmp_path: Path) -> None:
    reading = {"id": "one", "lang": "fr", "events": [{"type": "visit", "source": "KEN", "target": "UGA", "what": "visite",
               "evidence": {"start": 0, "end": 19, "text": TEXT[:19]}}]}  # fmt: skip
    (tmp_path / "r.jsonl").write_text(json.dumps(reading) + "\n", encoding="utf-8")
    other = str(tmp_path / "other.db")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("import", str(tmp_path / "r.jsonl"), "--texts", str(tmp_path / "texts"), "--record", other).exit_code == 0
    event = next(r for r in json.loads(run("show", "--record", other, "--json").stdout) if r.get("type") == "visit")
    shown = run("show", event["id"], "--record", other, "--lang", "en").stdout
    assert "it came from outside" in shown and "does not read this there again" in shown
