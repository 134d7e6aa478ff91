"""judge and undo as a person uses them."""

import json
from pathlib import Path

import pytest
from tests.interfaces.test_command_line import record, run

FORCE = "PRK-RUS-2024/in_force:PRK+RUS"
__all__ = ["record"]


def judge(record: Path, *arguments: str) -> None:
    done = run("judge", *arguments, "--by", "desk", "--why", "vu au Journal officiel", "--record", str(record))
    assert done.exit_code == 0, done.output


def exported(record: Path) -> dict[str, object]:
    return json.loads(run("export", "--record", str(record)).stdout)  # type: ignore[no-any-return]


def test_reject_and_undo_leave_the_export_as_it_was(record: Path) -> None:
    before = exported(record)
    judge(record, FORCE, "reject")
    steps = [row["id"] for a in exported(record)["agreements"] for row in a["lifecycle"]]  # type: ignore[attr-defined]
    assert FORCE not in steps
    assert run("undo", "--by", "desk", "--record", str(record)).exit_code == 0
    assert exported(record) == before


def test_corrections_are_marked_where_the_row_is_shown(record: Path) -> None:
    judge(record, FORCE, "correct", "date=2024-12-05", "place=Klow")
    shown = run("show", FORCE, "--record", str(record), "--lang", "fr").stdout
    assert "5 décembre 2024" in shown and "✓ corrigé → place=Klow par desk" in shown and "Journal officiel" in shown
    assert "✓ corrigé" in run("brief", "--markdown", "-", "--record", str(record), "--lang", "fr").stdout
    marks = json.loads(run("show", FORCE, "--record", str(record), "--json").stdout)["judgements"]
    assert [(j["kind"], j["value"], j["who"], j["fit"]) for j in marks] == [
        ("correct", "date=2024-12-05", "desk", "fits"),
        ("correct", "place=Klow", "desk", "fits"),
    ]
    assert " ✓" in run("show", "--record", str(record)).stdout


def test_hidden_row_says_that_it_is_hidden(record: Path) -> None:
    judge(record, FORCE, "hide")
    asked = run("show", FORCE, "--record", str(record))
    assert asked.exit_code == 2 and "foedera undo" in asked.stderr
    judge(record, "PRK-RUS-2024", "hide")
    asked = run("brief", "PRK-RUS-2024", "--record", str(record))
    assert asked.exit_code == 2 and "foedera undo" in asked.stderr


def test_renamed_agreement_is_shown_under_its_new_name(record: Path) -> None:
    judge(record, "PRK-RUS-2024", "rename", "Traité", "de", "juin")
    assert "Traité de juin" in run("show", "--record", str(record)).stdout


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_list_tells_what_no_longer_fits(record: Path, lang: str) -> None:
    assert "foedera review" in run("judge", "--record", str(record), "--lang", lang).stdout
    judge(record, FORCE, "accept")
    texts, text = record.parent / "texts", "La Ruritanie se tait."
    texts.mkdir()
    (texts / "one.txt").write_text(text, encoding="utf-8")
    readings = record.parent / "readings.jsonl"
    readings.write_text(json.dumps({"id": "one", "lang": "fr"}) + "\n", encoding="utf-8")
    whole = (record.parent / "one.txt").read_text(encoding="utf-8")
    (texts / "one.txt").write_text(whole, encoding="utf-8")
    assert run("import", str(readings), "--texts", str(texts), "--record", str(record)).exit_code == 0
    listed = run("judge", "--record", str(record), "--lang", lang).stdout
    assert {"fr": "ne convient plus", "en": "no longer fits"}[lang] in listed and "desk" in listed
    assert json.loads(run("judge", "--json", "--record", str(record)).stdout)[0]["fit"] == "gone"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([FORCE, "reject", "--by", "desk"], "--why"),
        ([FORCE, "reject", "--why", "x"], "--by"),
        ([FORCE, "reject", "now", "--by", "desk", "--why", "x"], "reject"),
        ([FORCE, "correct", "--by", "desk", "--why", "x"], "FIELD=VALUE"),
        ([FORCE, "correct", "dates=2024", "--by", "desk", "--why", "x"], "place"),
        ([FORCE, "bless", "--by", "desk", "--why", "x"], "accept, reject"),
        (["PRK-RUS-2025", "reject", "--by", "desk", "--why", "x"], "PRK-RUS-2025"),
    ],
)
def test_what_is_asked_wrongly_is_said_and_nothing_is_kept(record: Path, arguments: list[str], told: str) -> None:
    asked = run("judge", *arguments, "--record", str(record), "--lang", "en")
    assert asked.exit_code == 2 and told in asked.stderr
    assert json.loads(run("judge", "--json", "--record", str(record)).stdout) == []


def test_undo_by_number_and_back_to_a_judgement(record: Path) -> None:
    for decision in ("accept", "hide", "accept"):
        judge(record, "PRK-RUS-2024/signed:PRK+RUS" if decision == "accept" else FORCE, decision)
    log = json.loads(run("judge", "--json", "--record", str(record)).stdout)
    assert run("undo", "--to", log[0]["id"], "--record", str(record)).exit_code == 0
    log = json.loads(run("judge", "--json", "--record", str(record)).stdout)
    assert [j["undone_at"] is None for j in log] == [True, False, False]
    assert run("undo", "5", "--record", str(record)).exit_code == 0
    assert run("undo", "--record", str(record)).exit_code == 1
    assert run("undo", "--to", "judgement:none", "--record", str(record)).exit_code == 1


def test_of_several_corrections_all_are_kept_or_none(record: Path) -> None:
    asked = run("judge", FORCE, "correct", "date=2024-12-05", "nonsense=1", "--by", "desk", "--why", "x", "--record", str(record))
    assert asked.exit_code == 2 and "nonsense" in asked.stderr
    assert json.loads(run("judge", "--record", str(record), "--json").stdout) == []
    judge(record, FORCE, "correct", "date=2024-12-05", "date=2024-12-06")
    kept = json.loads(run("judge", "--record", str(record), "--json").stdout)
    assert [j["value"] for j in kept] == ["date=2024-12-05", "date=2024-12-06"]
    assert "6 December 2024" in run("show", FORCE, "--record", str(record), "--lang", "en").stdout
