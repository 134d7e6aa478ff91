"""Every file of agreements ships scenarios: a day and facts, and who is bound by which duty. All of them hold."""

from datetime import date
from functools import cache

import pytest

from foedera.record.model import Record
from foedera.treaties.law import Law
from foedera.treaties.model import Question, Verdict
from foedera.treaties.obligations import Fit, fit_of
from foedera.treaties.what_if import law_asked, what_if_under
from foedera.world.agreement import FiledAgreement, FiledScenario
from foedera.world.load_agreements import load_agreements, load_charter
from foedera.world.load_world import load_world

FILED, CHARTER = load_agreements(), load_charter()
SCENARIOS = [(agreement, scenario) for agreement in (*FILED, *CHARTER) for scenario in agreement.scenarios]
NAMES = [f"{a.id}:{s.on}:{s.kind}:{'+'.join(s.by)}:{s.on_whom}:{s.duty}:{s.at}" for a, s in SCENARIOS]


@cache
def law_of_the_file(assume: tuple[str, ...], charter: bool) -> tuple[Record, Law]:
    """The law of the file alone, or of the Charter alone, under these assumptions: made once, as a server would."""
    return law_asked(Question("attack", "", "", date(2024, 1, 1), "world", assume), Record(), CHARTER if charter else FILED)


def question_of(scenario: FiledScenario) -> Question:
    day = date.fromisoformat(scenario.on)
    return Question(scenario.kind, "+".join(scenario.by), scenario.on_whom, day, "world", scenario.assume, at=scenario.at,
                    on_forces=scenario.on_forces, provoked=scenario.provoked, chain="none")


def verdicts_of(agreement: FiledAgreement, scenario: FiledScenario) -> dict[str, Verdict]:
    """The verdict for each state that bears, or would bear, the scenario's duty."""
    duty = agreement.duty(scenario.duty)
    assert duty is not None
    wanted = f"file:{agreement.id}#{duty.label}"
    answer = what_if_under(question_of(scenario), *law_of_the_file(scenario.assume, agreement in CHARTER))
    mine = [a for a in (*answer.answers, *answer.not_bound) if a.provision_id == wanted]
    return {a.bearer: a.verdict for a in mine}


def states_of(agreement: FiledAgreement, scenario: FiledScenario) -> tuple[set[str], set[str]]:
    """(parties of any time with those who carry on their treaties, those who owe the duty to the one attacked that day)."""
    law, day = law_of_the_file(scenario.assume, agreement in CHARTER)[1], date.fromisoformat(scenario.on)
    row = law.find(agreement.id)
    assert row is not None
    owed = (d for d in law.duties_towards(row, scenario.on_whom, day) if d.provision.id == f"file:{agreement.id}#{scenario.duty}")
    asked = {d.bearer for d in owed if fit_of(d.provision, scenario.kind) is not Fit.OUT_OF_SCOPE}
    return {*row.parties, *law.parties_on(row, day)}, asked


@pytest.mark.parametrize(("agreement", "scenario"), SCENARIOS, ids=NAMES)
def test_a_scenario_holds(agreement: FiledAgreement, scenario: FiledScenario) -> None:
    found = verdicts_of(agreement, scenario)
    parties, asked = states_of(agreement, scenario)
    for verdict, states in scenario.verdicts:
        strangers = {load_world().state_name(state, "en") for state in states if state not in parties}
        assert all(name in scenario.because for name in strangers), "no party of any time: the reason must say so by name"
        assert set(states) & asked <= set(found), "one who owes the duty, of which nothing is said"
        told = {state: str(found.get(state, Verdict.NOT_BOUND)) for state in states}
        assert told == dict.fromkeys(states, verdict), scenario.because


def test_scenarios_ask_for_every_verdict() -> None:
    assert {verdict for _, s in SCENARIOS for verdict, _ in s.verdicts} == set(map(str, Verdict))
