"""`foedera world`: check, list and show, in both languages."""

import json

import pytest
from typer.testing import CliRunner

from foedera.interfaces.cli.main import app
from foedera.world.checks import Fault
from foedera.world.load_agreements import load_agreements


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["world", *arguments])
    return result.exit_code, result.output


def test_check_says_how_much_is_sound() -> None:
    code, text = run("check", "--lang", "en")
    assert code == 0
    assert f"{len(load_agreements()) + 1} agreements" in text and "no fault" in text


@pytest.mark.parametrize(("lang", "told"), [("en", "no such state or organisation: QQQ"), ("fr", "État ou organisation inconnus : QQQ")])
def test_check_names_each_fault_and_fails(lang: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedera.world.checked_files.faults_of", lambda *_: (Fault("A-B-1900", "unknown_state", "QQQ"),))
    code, text = run("check", "--lang", lang)
    assert code == 1
    assert "A-B-1900" in text and told in text


def test_list_is_of_one_state() -> None:
    code, text = run("list", "--party", "nzl", "--json")
    assert code == 0
    assert "ANZUS-1951" in {row["id"] for row in json.loads(text)}
    assert "NATO-1949" not in text


def test_list_refuses_an_unknown_state() -> None:
    assert run("list", "--party", "QQQ", "--lang", "en")[0] == 2


def test_show_marks_what_nobody_verified() -> None:
    code, text = run("show", "anzus-1951", "--lang", "en")
    assert code == 0
    assert "Suspended: United States towards New Zealand" in text and "Not verified:" in text
    assert "Suspendu : États-Unis envers Nouvelle-Zélande" in run("show", "ANZUS-1951", "--lang", "fr")[1]


def test_show_offers_near_ids() -> None:
    code, text = run("show", "NATO-1950", "--lang", "en")
    assert code == 2
    assert "NATO-1949" in text


def test_sanctions_against_a_state_on_a_day() -> None:
    code, text = run("sanctions", "PRK", "--on", "2024-06-01", "--json")
    assert code == 0
    assert "UN-PRK" in {row["id"] for row in json.loads(text)}
    assert "UN-PRK" not in run("sanctions", "prk", "--on", "2000-06-01", "--json")[1]
    assert "Conseil" not in run("sanctions", "IRN", "--lang", "en")[1]
    assert "sans effet juridique, disent : Chine, Iran, Russie" in run("sanctions", "IRN", "--on", "2025-12-01", "--lang", "fr")[1]


@pytest.mark.parametrize("arguments", [("sanctions", "QQQ"), ("sanctions", "PRK", "--on", "tomorrow")])
def test_sanctions_refuse_what_makes_no_sense(arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2


def test_show_for_other_programs() -> None:
    told = json.loads(run("show", "RIO-1947", "--json")[1])
    spans = [(p["since"], p["until"], bool(p["contested"])) for p in told["parties"] if p["state"] == "VEN"]
    assert [contested for _, _, contested in spans] == [False, True]
    assert {duty["label"] for duty in told["duties"]} == {"aid", "consult"}
    assert "parties.VEN" in told["unverified"]


def test_list_tells_what_is_not_known_to_be_in_force_and_what_binds_nobody() -> None:
    by_id = {line.split()[0]: line for line in run("list", "--lang", "en")[1].splitlines()}
    for agreement in load_agreements():
        line = by_id[agreement.id]
        assert ("entry into force not known" in line) is (not agreement.in_force)
        assert line.endswith("[not binding]") is (not agreement.binding)
