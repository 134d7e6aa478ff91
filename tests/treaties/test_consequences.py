"""What follows from an answer: chains, duties that disagree, comparisons, who protects whom."""

from datetime import date
from typing import Any

import pytest

from foedera.record.model import Record
from foedera.treaties.comparison import compared
from foedera.treaties.model import Question
from foedera.treaties.protection import Decider, protected_by, protectors_of, widest_attacks
from foedera.treaties.what_if import law_asked
from foedera.world.agreement import FiledAgreement
from foedera.world.honouring_rates import load_honouring_rates

from .filed_worlds import AID, asked, filed

RING = [filed("A-B", ["FRA", "POL"]), filed("B-C", ["POL", "ITA"]), filed("C-A", ["ITA", "FRA"]), filed("C-D", ["ITA", "ESP"])]
DAY = date(2000, 6, 1)


def steps(chain: str, world: list[FiledAgreement] = RING) -> list[tuple[int, str, list[str]]]:
    return [(s.step, s.assumes, [a.bearer for a in s.answers]) for s in asked(world, attack=("BLR", "FRA"), chain=chain).chain]


def test_a_chain_to_the_end_draws_each_state_in_once() -> None:
    assert steps("all") == [(1, "ITA", ["ESP"])]
    line = [filed("A-B", ["FRA", "POL"]), filed("B-C", ["POL", "ITA"]), filed("C-D", ["ITA", "ESP"]), filed("D-A", ["ESP", "FRA"])]
    assert steps("all", line) == [(1, "POL", ["ITA"])]
    assert steps("all", line[:3]) == [(1, "POL", ["ITA"]), (2, "ITA", ["ESP"])]
    assert [step[:2] for step in steps("one", line[:3])] == [(1, "POL")]


def test_nothing_follows_when_nobody_acts() -> None:
    assert steps("none") == []


def test_shares_multiply_along_a_chain() -> None:
    line = [filed("A-B", ["FRA", "POL"]), filed("B-C", ["POL", "ITA"])]
    answer = asked(line, attack=("BLR", "FRA"), chain="rates")
    share = load_honouring_rates().of("defence")
    assert [a.likelihood for a in answer.answers] == [share]
    assert [(s.likelihood, [a.likelihood for a in s.answers]) for s in answer.chain] == [(share, [round(share * share, 4)])]


def test_the_attackers_allies_are_disputed_at_most() -> None:
    answer = asked([filed("A-B", ["FRA", "POL"]), filed("X-Y", ["BLR", "RUS"])], attack=("BLR", "FRA"), chain="all")
    (step,) = [s for s in answer.chain if s.rule == "aid_taken_for_attack"]
    assert [(a.bearer, a.verdict) for a in step.answers] == [("RUS", "contested")]


@pytest.mark.parametrize("helper", ["ITA", "POL"])
def test_aid_to_the_attacker_is_owed_against_whichever_helper_its_treaty_names(helper: str) -> None:
    against_one = filed("X-Y", ["BLR", "RUS"], {**AID, "scope": {"adversaries": [helper]}})
    answer = asked([filed("TRIO", ["FRA", "POL", "ITA"]), against_one], attack=("BLR", "FRA"), chain="all")
    assert sorted(a.bearer for a in answer.answers) == ["ITA", "POL"]
    steps_of_others = [[a.bearer for a in s.answers] for s in answer.chain if s.rule == "aid_taken_for_attack"]
    assert steps_of_others == [["RUS"]]
    other = filed("X-Y", ["BLR", "RUS"], {**AID, "scope": {"adversaries": ["ESP"]}})
    alone = asked([filed("TRIO", ["FRA", "POL", "ITA"]), other], attack=("BLR", "FRA"), chain="all")
    assert not [s for s in alone.chain if s.rule == "aid_taken_for_attack"]


SUPPORT = {**AID, "action_class": "support"}


@pytest.mark.parametrize("likelier", ["POL", "ITA"])
def test_of_two_paths_in_one_round_the_likelier_counts(likelier: str) -> None:
    """Spain is reached through Poland and through Italy; one of the two comes to act more often, whichever is asked first."""
    rates = load_honouring_rates()
    assert rates.of("support") > rates.of("defence")
    helpers = {state: SUPPORT if state == likelier else AID for state in ("POL", "ITA")}
    world = [filed(f"FRA-{state}", ["FRA", state], duty) for state, duty in helpers.items()]
    world += [filed(f"{state}-ESP", [state, "ESP"]) for state in helpers] + [filed("ESP-GRC", ["ESP", "GRC"])]
    chain = asked(world, attack=("BLR", "FRA"), chain="rates").chain
    assert [(s.step, s.assumes, [a.bearer for a in s.answers]) for s in chain] == [(1, likelier, ["ESP"]), (2, "ESP", ["GRC"])]
    assert chain[1].likelihood == round(rates.of("support") * rates.of("defence"), 4)


PEACE = {"label": "peace", "bearer": "each party", "action": {"en": "keep peace", "fr": "garder la paix"}, "action_class": "non_aggression"}


@pytest.mark.parametrize(("duty", "found"), [
    (PEACE, [("POL", "FRA-POL", "BLR-POL")]),
    ({**PEACE, "until": "1999-01-01"}, []),
    ({**PEACE, "bearer": "BLR", "beneficiary": "POL"}, []),
    ({**PEACE, "action_class": "consult"}, []),
    ({**PEACE, "action_class": "non_aid", "trigger": {"en": "attack", "fr": "attaque"}, "trigger_class": "armed_attack"}, []),
])  # fmt: skip
def test_two_live_duties_that_disagree_are_reported(duty: dict[str, Any], found: list[tuple[str, str, str]]) -> None:
    world = [filed("FRA-POL", ["FRA", "POL"]), filed("BLR-POL", ["BLR", "POL"], duty)]
    conflicts = asked(world, attack=("BLR", "FRA")).conflicts
    assert [(c.bearer, c.first.agreement_id, c.second.agreement_id) for c in conflicts] == found


@pytest.mark.parametrize(("duty", "question", "broken"), [
    (PEACE, {"attack": ("BLR", "POL")}, ["BLR"]), (PEACE, {"attack": ("BLR+RUS", "POL")}, ["BLR"]), (PEACE, {"threat": ("BLR", "POL")}, []),
    (PEACE, {"attack": ("RUS", "POL")}, []),
    ({**PEACE, "bearer": "POL", "beneficiary": "BLR"}, {"attack": ("BLR", "POL")}, []),
    ({**PEACE, "until": "1999-01-01"}, {"attack": ("BLR", "POL")}, []),
    ({**PEACE, "action_class": "consult"}, {"attack": ("BLR", "POL")}, []),
])  # fmt: skip
def test_a_promise_that_the_attack_would_break_is_named(duty: dict[str, Any], question: dict[str, Any], broken: list[str]) -> None:
    answer = asked([filed("BLR-POL", ["BLR", "POL"], duty)], **question)
    assert [a.bearer for a in answer.breaches] == broken
    assert not set(answer.question.attackers) & {a.bearer for a in answer.answers if "attack" in question}


def test_a_comparison_tells_what_changes_and_counts_the_rest() -> None:
    trio = filed("TRIO", ["FRA", "POL", "ITA 1995-01-01/"])
    found = compared(asked([trio], "1994-06-01", attack=("BLR", "POL")), asked([trio], attack=("BLR", "POL")))
    assert [(c.answer.bearer, c.first and str(c.first.verdict), c.second and str(c.second.verdict)) for c in found.changes] == [
        ("ITA", "not_bound", "bound")]  # fmt: skip
    assert found.same == 1
    same = compared(found.second, found.second)
    assert (same.changes, same.same) == ((), 2)


def test_a_comparison_of_two_targets_sets_bearer_beside_bearer() -> None:
    world = [filed("TRIO", ["FRA", "POL", "ITA"])]
    found = compared(asked(world, attack=("BLR", "POL")), asked(world, attack=("BLR", "FRA")))
    assert {(c.answer.bearer) for c in found.changes} == {"FRA", "POL"} and found.same == 1


@pytest.mark.parametrize(("duty", "decider"), [
    ({}, Decider.TREATY), ({"strength": "constitutional_processes"}, Decider.PROTECTOR),
    ({"strength": "action_deemed_necessary"}, Decider.PROTECTOR),
    ({"conditions": ["request"]}, Decider.PROTECTED), ({"conditions": ["organ_decides", "request"]}, Decider.TOGETHER),
    ({"conditions": ["own_finding"]}, Decider.PROTECTOR), ({"strength": None}, Decider.NOT_TOLD),
])  # fmt: skip
def test_whose_choice_protection_is(duty: dict[str, Any], decider: Decider) -> None:
    (promise,) = protectors_of("POL", DAY, _law([filed("FRA-POL", ["FRA", "POL"], {**AID, **duty})]))
    assert (promise.answer.bearer, promise.decided_by) == ("FRA", decider)


def test_one_who_protects_is_not_always_protected() -> None:
    law = _law([filed("FRA-POL", ["FRA", "POL"], {**AID, "bearer": "FRA", "beneficiary": "POL"})])
    assert [p.answer.bearer for p in protectors_of("POL", DAY, law)] == ["FRA"] and protectors_of("FRA", DAY, law) == ()
    assert [p.answer.beneficiary for p in protected_by("FRA", DAY, law)] == ["POL"] and protected_by("POL", DAY, law) == ()


def test_the_attack_that_brings_in_most_states_comes_first() -> None:
    law = _law([filed("TRIO", ["FRA", "POL", "ITA"]), filed("A-D", ["FRA", "ESP"])])
    assert [(r.state, r.bound) for r in widest_attacks(DAY, law)] == [
        ("FRA", ("ESP", "ITA", "POL")), ("ITA", ("FRA", "POL")), ("POL", ("FRA", "ITA")), ("ESP", ("FRA",))]  # fmt: skip
    assert [r.state for r in widest_attacks(DAY, law, "ITA")] == ["FRA", "ESP", "POL"]


def _law(world: list[FiledAgreement]) -> Any:
    return law_asked(Question("attack", "", "", DAY), Record(), world)[1]
