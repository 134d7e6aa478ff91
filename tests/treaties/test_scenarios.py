"""Every file of agreements ships scenarios: a day and facts, and who is bound by which duty. All of them hold."""

from dataclasses import fields
from datetime import date

import pytest

from foedera.record.model import Record
from foedera.treaties.model import Question, Verdict
from foedera.treaties.what_if import what_if
from foedera.world.agreement import FiledAgreement, FiledScenario
from foedera.world.load_agreements import load_agreements

FILED = load_agreements()
SCENARIOS = [(agreement, scenario) for agreement in FILED for scenario in agreement.scenarios]
NAMES = [f"{a.id}:{s.on}:{s.kind}:{'+'.join(s.by)}:{s.on_whom}:{s.duty}:{s.at}" for a, s in SCENARIOS]


def question_of(scenario: FiledScenario) -> Question:
    asked = {"at": scenario.at, "on_forces": scenario.on_forces, "provoked": scenario.provoked, "chain": "none"}
    known = {field.name for field in fields(Question)}
    return Question(scenario.kind, "+".join(scenario.by), scenario.on_whom, date.fromisoformat(scenario.on), "world", scenario.assume,
                    **{name: value for name, value in asked.items() if name in known})  # type: ignore[arg-type]


def verdicts_of(agreement: FiledAgreement, scenario: FiledScenario) -> dict[str, Verdict]:
    """The verdict for each state that bears, or would bear, the scenario's duty."""
    duty = agreement.duty(scenario.duty)
    assert duty is not None
    wanted = f"file:{agreement.id}#{duty.label}"
    answer = what_if(question_of(scenario), Record(), FILED)
    mine = [a for a in (*answer.answers, *answer.not_bound) if a.provision_id == wanted]
    return {a.bearer: a.verdict for a in mine}


@pytest.mark.parametrize(("agreement", "scenario"), SCENARIOS, ids=NAMES)
def test_a_scenario_holds(agreement: FiledAgreement, scenario: FiledScenario) -> None:
    found = verdicts_of(agreement, scenario)
    for verdict, states in scenario.verdicts:
        told = {state: str(found.get(state, Verdict.NOT_BOUND)) for state in states}
        assert told == dict.fromkeys(states, verdict), scenario.because


def test_scenarios_ask_for_every_verdict() -> None:
    assert {verdict for _, s in SCENARIOS for verdict, _ in s.verdicts} == set(map(str, Verdict))
