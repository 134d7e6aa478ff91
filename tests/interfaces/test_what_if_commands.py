"""whatif and protects as a person uses them, by the file of agreements alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from foedera.interfaces.cli.main import app

ON = ("--on", "2025-06-01", "--agreements", "world")


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question about the file of agreements needs no record."""
    monkeypatch.setenv("FOEDERA_RECORD", str(tmp_path / "none.db"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def asked(*arguments: str) -> dict[str, Any]:
    done = run("whatif", *arguments, *ON, "--json", "--lang", "en")
    assert done.exit_code == 0, done.stderr or done.exception
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def bound(answer: dict[str, Any], agreement: str) -> set[str]:
    mine = (a for a in answer["answers"] if a["agreement"] == agreement and a["verdict"] == "bound")
    return {a["bearer"] for a in mine if a["action_class"] == "defence"}


@pytest.mark.parametrize("place", ["hawaii", "Hawaï", "Hawaii"])
def test_a_place_is_a_code_or_a_name(place: str) -> None:
    answer = asked("--attack", "RUS:USA", "--at", place, "--chain", "none")
    assert answer["question"]["at"] == "hawaii" and bound(answer, "NATO-1949") == set()


def test_several_attackers_are_one_side() -> None:
    answer = asked("--attack", "RUS,BLR:POL", "--chain", "none")
    assert answer["question"]["attackers"] == ["RUS", "BLR"] and answer["question"]["attack"] == ["RUS+BLR", "POL"]
    assert not {"RUS", "BLR"} & {a["bearer"] for a in answer["answers"] if a["verdict"] == "bound" and a["action_class"] == "defence"}


def test_a_plain_question_keeps_the_form_of_the_contract() -> None:
    answer = asked("--attack", "RUS:EST")
    assert set(answer["question"]) == {"attack", "on", "agreements", "assume", "facts"}
    assert {"question", "answers", "not_bound", "chain"} <= set(answer)
    assert {"step", "assumes", "answers"} <= set(answer["chain"][0])


def test_a_claim_of_provocation_makes_duties_contested() -> None:
    answer = asked("--attack", "KOR:PRK", "--provoked", "--chain", "none")
    assert answer["question"]["provoked"] is True
    assert {a["verdict"] for a in answer["answers"] if any(c.get("code") == "unprovoked" for c in a["conditions"])} <= {"contested"}


def test_a_disputed_duty_names_who_would_hold_what() -> None:
    answer = asked("--attack", "KOR:PRK", "--provoked", "--chain", "none")
    held = [{p["held_by"] for p in a["positions"]} for a in answer["answers"] if a["verdict"] == "contested"]
    assert all(holders == {"KOR", "PRK"} for holders in held)
    steps = [s for s in asked("--attack", "RUS:EST", "--chain", "all")["chain"] if s["rule"] == "aid_taken_for_attack"]
    aided = [a for s in steps for a in s["answers"] if a["verdict"] == "contested"]
    assert aided and all(a["positions"] for a in aided)


def test_the_short_answer_stands_alone() -> None:
    short = run("whatif", "--attack", "RUS:EST", "--short", *ON, "--lang", "en").stdout
    whole = run("whatif", "--attack", "RUS:EST", *ON, "--lang", "en").stdout
    assert whole.startswith(short.rstrip()) and "why:" not in short and len(short.splitlines()) < 20


def test_rates_come_with_their_source() -> None:
    text = run("whatif", "--attack", "RUS:EST", "--chain", "rates", *ON, "--lang", "en").stdout
    assert "Berkemeier" in text and "41 %" in text
    chain = asked("--attack", "RUS:EST", "--chain", "rates")["chain"]
    assert all(step["likelihood"] == round(0.41 ** step["step"], 4) for step in chain if step["rule"] == "attacked_in_turn")


def test_leaving_tells_the_day_on_which_it_takes_effect() -> None:
    answer = asked("--withdrawal", "USA:NATO-1949")
    assert (answer["takes_effect"], answer["notice"]) == ("2026-06-01", "P1Y")
    assert {a["until"] for a in answer["not_bound"] if a["agreement"] == "NATO-1949"} == {"2026-06-01"}


def test_an_entry_into_force_is_a_question() -> None:
    answer = asked("--entry", "PAK-SAU-2025")
    assert answer["question"]["entry"] == ["PAK-SAU-2025"]
    assert {a["bearer"] for a in answer["answers"]} == {"PAK", "SAU"}


@pytest.mark.parametrize(("compare", "bearer"), [("2023-04-04", "USA"), ("RUS:NOR", "USA"), ("RUS:NOR@2025-01-01", "USA")])
def test_two_questions_side_by_side(compare: str, bearer: str) -> None:
    done = run("whatif", "--attack", "RUS:FIN", "--on", "2023-04-03", "--agreements", "world", "--compare", compare, "--json")
    changes = json.loads(done.stdout)["changes"]
    mine = [c for c in changes if c["agreement"] == "NATO-1949" and c["article"] == 5 and c["bearer"] == bearer]
    assert [(c["first"], c["second"]) for c in mine] == [("not_bound", "bound")]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("command", [
    ["whatif", "--attack", "RUS:EST", *ON], ["whatif", "--threat", "CHN:JPN", *ON], ["whatif", "--withdrawal", "ARM:CST-1992", *ON],
    ["whatif", "--entry", "PAK-SAU-2025", *ON], ["whatif", "--attack", "RUS:EST", "--compare", "2000-01-01", *ON],
    ["protects", "JPN", *ON], ["protects", *ON], ["protects", "--by", "RUS", *ON],
])  # fmt: skip
def test_every_question_answers_in_both_languages(lang: str, command: list[str]) -> None:
    done = run(*command, "--lang", lang)
    assert done.exit_code == 0 and len(done.stdout.splitlines()) > 3, done.stderr or done.exception
    assert "…" not in done.stdout.replace("--source …", "").replace("...", "")


def test_who_protects_whom_and_by_whose_choice() -> None:
    found = json.loads(run("protects", "JPN", *ON, "--json").stdout)
    assert [(a["bearer"], a["decided_by"]) for a in found["protected_by"]] == [("USA", "protector")]
    assert found["protects"] == []


def test_the_ranking_names_the_attack_that_brings_in_most() -> None:
    ranks = json.loads(run("protects", *ON, "--json").stdout)["ranks"]
    counts = [len(r["bound"]) for r in ranks]
    assert counts == sorted(counts, reverse=True) and counts[0] > 30
    assert "RUS" not in {r["state"] for r in json.loads(run("protects", "--by", "RUS", *ON, "--json").stdout)["ranks"]}


@pytest.mark.parametrize("command", [
    ["whatif", "--attack", "RUS:EST", "--threat", "RUS:EST", *ON], ["whatif", "--attack", "RUS:RUS", *ON],
    ["whatif", "--attack", ",:EST", *ON],
    ["whatif", "--attack", "RUS:EST", "--at", "Atlantis", *ON], ["whatif", "--attack", "RUS:EST", "--chain", "maybe", *ON],
    ["whatif", "--attack", "RUS:EST", "--met", "luck", *ON], ["whatif", "--attack", "RUS:EST", "--compare", "x", *ON],
    ["whatif", "--entry", "NOSUCH-1900", *ON], ["whatif", "--attack", "RUS:EST", "--clock", "sun", *ON],
    ["protects", "ZZZ", *ON], ["protects", "JPN", "--on", "soon", "--agreements", "world"],
])  # fmt: skip
def test_asked_wrongly_is_exit_2_with_the_next_step(command: list[str]) -> None:
    done = run(*command, "--lang", "en")
    assert done.exit_code == 2 and done.stderr.strip() and not done.stdout


def test_without_a_record_a_question_about_documents_says_what_to_do() -> None:
    done = run("whatif", "--attack", "RUS:EST", "--on", "2025-06-01", "--lang", "en")
    assert done.exit_code == 1 and "foedera read" in done.stderr


@pytest.mark.parametrize(("place", "name"), [("GUM", "guam"), ("grl", "greenland"), ("GIB", "gibraltar"), ("Pologne", "POL")])
def test_a_place_may_be_given_by_its_iso_code_or_by_a_state_s_name(place: str, name: str) -> None:
    assert asked("--attack", "CHN:USA", "--at", place, "--chain", "none")["question"]["at"] == name


def test_an_iso_code_and_the_place_s_own_code_are_one_question() -> None:
    by_iso, by_name = (asked("--attack", "CHN:USA", "--at", at, "--chain", "none") for at in ("GUM", "guam"))
    assert by_iso["answers"] == by_name["answers"] and bound(by_iso, "ANZUS-1951") == {"AUS", "NZL"}


def test_leaving_one_agreement_ends_its_own_duties_alone() -> None:
    ended = asked("--withdrawal", "USA:NATO-1949")["not_bound"]
    assert {a["agreement"] for a in ended} == {"NATO-1949"} and {"USA"} < {a["bearer"] for a in ended}


@pytest.mark.parametrize(("question", "day", "told"), [
    ("USA:SUN", "2025-06-01", "Soviet Union (SUN) ended on"), ("RUS:EST", "1700-01-01", "Estonia (EST) stands in the data"),
    ("RUS:DDR", "1985-01-01", "ask about: Soviet Union (SUN)"), ("RUS:EST", "2300-01-01", "The data end on"),
])  # fmt: skip
def test_states_and_days_out_of_the_data_are_told(question: str, day: str, told: str) -> None:
    arguments = ("whatif", "--attack", question, "--on", day, "--agreements", "world", "--lang", "en")
    assert told in run(*arguments, "--short").stdout
    assert any(told in note for note in json.loads(run(*arguments, "--json").stdout)["notes"])


def test_protection_of_a_state_that_has_ended_is_told() -> None:
    assert run("protects", "SUN", *ON, "--lang", "en").stdout.startswith("Soviet Union (SUN) ended on 26 December 1991")


def test_a_plain_question_has_no_notes() -> None:
    assert "notes" not in asked("--attack", "RUS:POL")


def test_an_entry_of_long_ago_is_told() -> None:
    assert "already in force, since 24 August 1949" in run("whatif", "--entry", "NATO-1949", *ON, "--short", "--lang", "en").stdout


def test_the_short_answer_keeps_reserves_and_declarations() -> None:
    short = run("whatif", "--attack", "RUS:IRL", "--short", *ON, "--lang", "en").stdout
    assert "special character" in short and "Declared, not binding: " in short and "(HELSINKI-1975)" in short


def test_security_assistance_is_not_told_as_defence() -> None:
    lines = run("whatif", "--attack", "RUS:UKR", "--short", *ON, "--lang", "en").stdout.splitlines()
    (line,) = [n for n, line in enumerate(lines) if "(ALB-UKR-2025)" in line and "security assistance" in line]
    assert "(FRA-UKR-2024)" in lines[line] and lines[line - 1].startswith("  Bound to give other aid")
    assert not any(text.startswith("  Bound to help defend") for text in lines)


def test_each_change_of_a_comparison_names_its_article() -> None:
    text = run("whatif", "--attack", "RUS:FIN", "--compare", "2020-01-01", *ON, "--lang", "en").stdout
    headings = [line for line in text.splitlines()[3:] if line and not line.startswith(" ")]
    assert any("(NATO-1949), article 5: " in h for h in headings) and len(headings) == len(set(headings))


def test_states_may_be_named_in_any_language() -> None:
    by_code, english, french = (asked("--attack", ends, "--chain", "none") for ends in ("RUS:EST", "Russia:Estonia", "russie:Estonie"))
    assert by_code == english == french


@pytest.mark.parametrize(("arguments", "told"), [
    (("--attack", "RUS:EST", "--agreements", "world"), "--on 2024-12-10"),
    (("--attack", "RUS:EST", "--met", "request", "--unmet", "request", *ON), "both"),
    (("--attack", "RUS:EST", "--at", "QQQ", *ON), "QQQ: no such place"),
    (("--attack", "RUS:Atlantis", *ON), "Atlantis: no state"),
])  # fmt: skip
def test_what_is_not_understood_is_told_clearly(arguments: tuple[str, ...], told: str) -> None:
    done = run("whatif", *arguments, "--lang", "en")
    assert done.exit_code == 2 and told in done.stderr
