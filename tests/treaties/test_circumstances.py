"""Scope, conditions and exceptions: what of a question decides whether a duty that is in force is called up."""

from typing import Any

import pytest

from foedera.errors import UsageError
from foedera.treaties.model import Condition

from .filed_worlds import AID, asked, filed, rules_of, verdicts
from .situations import record_of

ASIA = {"scope": {"areas": ["asia"]}}


def verdict_of(duty: dict[str, Any], attack: tuple[str, str] = ("CHN", "JPN"), **question: Any) -> str:
    pact = filed("JPN-USA", ["JPN", "USA"], {**AID, **duty})
    bearer = "USA" if attack[1] == "JPN" else "JPN"
    return verdicts(asked([pact], attack=attack, **question))[f"{bearer} JPN-USA"]


@pytest.mark.parametrize(("duty", "attack", "question", "verdict"), [
    (ASIA, ("CHN", "JPN"), {}, "bound"),
    (ASIA, ("CHN", "USA"), {}, "not_bound"),
    (ASIA, ("CHN", "USA"), {"at": "JPN", "on_forces": True}, "bound"),
    ({"scope": {"areas": ["territory"], "forces_abroad": False}}, ("CHN", "USA"), {"at": "SYR"}, "not_bound"),
    ({"scope": {"areas": ["territory"], "forces_abroad": True}}, ("CHN", "USA"), {"at": "SYR"}, "bound"),
    ({"scope": {"areas": ["territory"]}}, ("CHN", "USA"), {"at": "SYR"}, "undetermined"),
    ({"scope": {"areas": ["territory"]}}, ("CHN", "USA"), {"at": "hawaii"}, "bound"),
    ({"scope": {"areas": ["metropolitan"]}}, ("CHN", "USA"), {"at": "hawaii"}, "not_bound"),
    ({"scope": {"adversaries": ["RUS"]}}, ("CHN", "JPN"), {}, "not_bound"),
    ({"scope": {"adversaries": ["RUS"]}}, ("RUS+CHN", "JPN"), {}, "bound"),
    ({"scope": {"not_adversaries": ["CHN"]}}, ("CHN", "JPN"), {}, "not_bound"),
    ({"conditions": ["several_attackers"]}, ("CHN", "JPN"), {}, "not_bound"),
    ({"conditions": ["several_attackers"]}, ("CHN+RUS", "JPN"), {}, "bound"),
    ({"conditions": ["unprovoked"]}, ("CHN", "JPN"), {}, "bound"),
    ({"conditions": ["unprovoked"]}, ("CHN", "JPN"), {"provoked": True}, "contested"),
    ({"conditions": ["unprovoked"]}, ("CHN", "JPN"), {"provoked": True, "met": ("unprovoked",)}, "bound"),
    ({}, ("CHN", "JPN"), {"provoked": True}, "bound"),
    ({"conditions": ["request"]}, ("CHN", "JPN"), {}, "bound"),
    ({"conditions": ["nuclear_weapons_used"]}, ("CHN", "JPN"), {"unmet": ("nuclear_weapons_used",)}, "not_bound"),
    ({"conditions": ["request"]}, ("CHN", "JPN"), {"unmet": ("request",)}, "not_bound"),
])  # fmt: skip
def test_the_circumstances_decide(duty: dict[str, Any], attack: tuple[str, str], question: dict[str, Any], verdict: str) -> None:
    assert verdict_of(duty, attack, **question) == verdict


def conditions_of(duty: dict[str, Any], **question: Any) -> dict[str | None, Condition]:
    answer = asked([filed("JPN-USA", ["JPN", "USA"], {**AID, **duty})], attack=("CHN", "JPN"), **question)
    return {c.code: c for c in (*answer.answers, *answer.not_bound)[0].conditions}


def test_a_condition_that_is_not_known_is_named_as_one_that_would_end_the_duty() -> None:
    found = conditions_of({"conditions": ["request", "external"]})
    assert {code: (c.state, c.would_flip) for code, c in found.items()} == {
        "trigger": ("assumed", False), "request": ("unknown", True), "external": ("met", False)}  # fmt: skip
    assert conditions_of({"conditions": ["request"]}, met=("request",))["request"].state == "assumed"


@pytest.mark.parametrize(("exception", "bearer", "verdict"), [
    ({}, "FRA", "not_bound"), ({"bearers": ["ITA"]}, "FRA", "bound"), ({"bearers": ["FRA"]}, "FRA", "not_bound"),
    ({"beneficiaries": ["FRA"]}, "FRA", "bound"), ({"adversaries": ["BLR"]}, "FRA", "not_bound"),
    ({"since": "2005-01-01"}, "FRA", "bound"), ({"since": "1995-01-01", "until": "1999-01-01"}, "FRA", "bound"),
    ({"areas": ["europe"]}, "FRA", "not_bound"), ({"areas": ["asia"]}, "FRA", "bound"), ({"since": "2000"}, "FRA", "undetermined"),
])  # fmt: skip
def test_an_exception_takes_away_the_rule_it_names(exception: dict[str, Any], bearer: str, verdict: str) -> None:
    row = {"label": "without", "to": "aid", "text": {"en": "not here", "fr": "pas ici"}, **exception}
    trio = filed("TRIO", ["FRA", "POL", "ITA"], exceptions=[row])
    answer = asked([trio], attack=("BLR", "POL"))
    assert verdicts(answer)[f"{bearer} TRIO"] == verdict
    assert ("excepted" in rules_of(next(a for a in (*answer.answers, *answer.not_bound) if a.bearer == bearer))) is (verdict == "not_bound")


def test_an_attack_by_a_fellow_party_leaves_a_question() -> None:
    answer = asked([filed("TRIO", ["FRA", "POL", "ITA"])], attack=("ITA", "POL"))
    (aid,) = [a for a in answer.answers if a.bearer == "FRA"]
    assert "fellow_party" in {c.code for c in aid.conditions if c.would_flip}


def test_nuclear_weapons_are_not_taken_for_used_because_the_attack_comes_from_outside() -> None:
    found = conditions_of({"conditions": ["nuclear_weapons_used"]})["nuclear_weapons_used"]
    assert (found.state, found.would_flip) == ("unknown", True)


@pytest.mark.parametrize(("exception", "by", "verdict"), [
    ({}, "BLR", "contested"), ({"bearers": ["ITA"]}, "BLR", "bound"), ({"not_adversaries": ["BLR"]}, "BLR", "bound"),
    ({"not_adversaries": ["RUS"]}, "BLR", "contested"), ({"not_adversaries": ["RUS"]}, "BLR+RUS", "bound"),
])  # fmt: skip
def test_an_exception_that_is_itself_disputed_leaves_the_duty_disputed(exception: dict[str, Any], by: str, verdict: str) -> None:
    row = {"label": "without", "to": "aid", "contested": True, "text": {"en": "not here", "fr": "pas ici"}, **exception}
    answer = asked([filed("TRIO", ["FRA", "POL", "ITA"], exceptions=[row])], attack=(by, "POL"))
    assert verdicts(answer)["FRA TRIO"] == verdict


def test_a_leg_that_one_party_alone_calls_suspended_is_disputed_and_the_others_stand() -> None:
    leg = {"of": ["FRA"], "towards": ["POL"], "since": "1999-01-01", "alone": "FRA", "text": {"en": "frozen", "fr": "gelé"}, "source": "x"}
    answer = asked([filed("TRIO", ["FRA", "POL", "ITA"], suspensions=[leg])], attack=("BLR", "POL"))
    assert (verdicts(answer)["FRA TRIO"], verdicts(answer)["ITA TRIO"]) == ("contested", "bound")
    assert "leg_suspended_alone" in rules_of(next(a for a in answer.answers if a.bearer == "FRA"))


@pytest.mark.parametrize(("parties", "verdict"), [(["FRA", "POL"], "bound"), (["ITA", "POL"], "not_bound")])
def test_a_duty_that_waits_for_a_special_treaty_binds_only_between_its_parties(parties: list[str], verdict: str) -> None:
    waits = {**AID, "conditions": [{"code": "special_treaty", "under": ["SPECIAL-1"]}]}
    charter, special = filed("CHARTER-1", ["FRA", "POL", "ITA"], waits), filed("SPECIAL-1", parties)
    assert verdicts(asked([charter, special], attack=("BLR", "POL")))["FRA CHARTER-1"] == verdict


@pytest.mark.parametrize(("at", "verdict"), [(None, "bound"), ("SYR", "not_bound")])
def test_an_attack_calls_up_consultation_only_in_the_area_that_it_names(at: str | None, verdict: str) -> None:
    consult = {**AID, "action_class": "consult", "trigger_class": "threat", "scope": {"areas": ["metropolitan", "pacific"]}}
    pact = filed("JPN-USA", ["JPN", "USA"], consult)
    assert verdicts(asked([pact], attack=("RUS", "USA"), at=at))["JPN JPN-USA"] == verdict


@pytest.mark.parametrize(("attackers", "verdict"), [("BLR", "not_bound"), ("BLR+RUS", "bound"), ("RUS", "bound")])
def test_an_exception_for_one_attacker_is_none_for_another(attackers: str, verdict: str) -> None:
    row = {"label": "without", "to": "aid", "text": {"en": "not here", "fr": "pas ici"}, "adversaries": ["BLR"]}
    answer = asked([filed("TRIO", ["FRA", "POL", "ITA"], exceptions=[row])], attack=(attackers, "POL"))
    assert verdicts(answer)["FRA TRIO"] == verdict


@pytest.mark.parametrize(("attackers", "verdict"), [("ITA", "not_bound"), ("ITA+BLR", "bound"), ("BLR+ITA", "bound"), ("BLR", "bound")])
def test_an_outsider_beside_a_fellow_party_calls_the_duty_up(attackers: str, verdict: str) -> None:
    trio = filed("TRIO", ["FRA", "POL", "ITA"], {**AID, "scope": {"fellow_parties": False}})
    assert verdicts(asked([trio], attack=(attackers, "POL")))["FRA TRIO"] == verdict


@pytest.mark.parametrize("question", [{"met": ("nonsense",)}, {"unmet": ("x",)}, {"at": "atlantis"}, {"chain": "maybe"}, {"clock": "sun"}])
def test_a_part_of_a_question_that_makes_no_sense_is_refused(question: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        asked([], attack=("CHN", "JPN"), **question)


@pytest.mark.parametrize(("event", "trigger_told", "verdict"), [
    ({"attack": ["CHN", "JPN"], "date": "2000-05-01"}, True, "bound"),
    ({"attack": ["CHN", "JPN"], "date": "2000-07-01"}, False, "bound"),
    ({"attack": ["CHN", "JPN"], "date": "2000-05-01", "factuality": "hedged"}, False, "bound"),
    ({"attack": ["JPN", "CHN"], "date": "2000-05-01"}, False, "contested"),
    ({"attack": ["JPN", "CHN"], "date": "2000-07-01"}, False, "bound"),
    ({"attack": ["JPN", "CHN"], "date": "2000-05-01", "factuality": "denied"}, False, "bound"),
    ({"attack": ["JPN", "RUS"], "date": "2000-05-01"}, False, "bound"),
])  # fmt: skip
def test_what_documents_tell_is_evidence_for_conditions(event: dict[str, Any], trigger_told: bool, verdict: str) -> None:
    pact = filed("JPN-USA", ["JPN", "USA"], {**AID, "conditions": ["unprovoked"]})
    answer = asked([pact], record=record_of({"agreements": [], "events": [event]}), attack=("CHN", "JPN"))
    (aid,) = answer.answers
    assert str(aid.verdict) == verdict
    assert {c.code: bool(c.words) for c in aid.conditions} == {"trigger": trigger_told, "unprovoked": verdict == "contested"}
    alone = asked([pact], record=record_of({"agreements": [], "events": [event]}), attack=("CHN", "JPN"), met=("unprovoked",))
    assert str(alone.answers[0].verdict) == "bound"
