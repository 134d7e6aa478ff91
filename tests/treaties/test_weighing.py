"""What is weighed without a proof, to pass over what does not bind, is what the proofs say."""

from datetime import date

import pytest

from foedera.record.model import Record
from foedera.treaties.circumstances import circumstances, defeated
from foedera.treaties.in_force import certainty_between, certainty_on, standing_between, standing_on
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Question
from foedera.treaties.obligations import Duty
from foedera.treaties.what_if import law_asked, what_if, what_if_under
from foedera.world.load_agreements import load_agreements

DAYS = (date(1939, 9, 1), date(1986, 9, 1), date(2025, 6, 1))
ASKED = (
    Question("attack", "RUS", "", DAYS[0], "world"),
    Question("attack", "ARG+VEN", "", DAYS[0], "world", provoked=True),
    Question("attack", "USA", "", DAYS[0], "world", at="pacific", on_forces=True),
    Question("attack", "TUR", "", DAYS[0], "world", met=("unprovoked",), unmet=("own_finding",)),
    Question("threat", "CHN", "", DAYS[0], "world"),
)


@pytest.fixture(scope="module")
def law() -> Law:
    return law_asked(ASKED[0], Record(), load_agreements())[1]


def _pairs(law: Law, day: date) -> list[tuple[str, str]]:
    """Every ninth ordered pair of parties of each agreement."""
    return [(a.id, f"{x}>{y}") for a in law.agreements for x in law.parties_on(a, day) for y in law.parties_on(a, day) if x != y][::9]


@pytest.mark.parametrize("day", DAYS)
def test_what_is_in_force_between_two(law: Law, day: date) -> None:
    for agreement_id, ends in _pairs(law, day):
        agreement, (bearer, beneficiary) = law.find(agreement_id), ends.split(">")
        assert agreement is not None
        assert certainty_on(agreement, bearer, day, law) is standing_on(agreement, bearer, day, law).certainty
        told = standing_between(agreement, bearer, beneficiary, day, law)
        assert certainty_between(agreement, bearer, beneficiary, day, law) is told.certainty, (agreement_id, ends)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("asked", ASKED, ids=lambda q: f"{q.kind} by {q.by}")
def test_what_the_circumstances_take_away(law: Law, asked: Question, day: date) -> None:
    taken = {True: 0, False: 0}
    for agreement in law.agreements:
        for attacked in law.parties_on(agreement, day)[:4]:
            question = Question(asked.kind, asked.by, attacked, day, "world", at=asked.at, on_forces=asked.on_forces,
                                provoked=asked.provoked, met=asked.met, unmet=asked.unmet)
            for fit, provision, bearers in law.asked_of(agreement, question):
                duty = Duty(agreement, provision, bearers[-1], attacked)
                found = defeated(duty, fit, question, law)
                taken[found] += 1
                assert found is (circumstances(duty, fit, question, law).outcome is Certainty.NOT), (provision.id, attacked)
    assert taken[True] > 10 and taken[False] > 10


def test_a_law_that_has_answered_before_answers_as_a_new_one() -> None:
    ends = (("RUS", "POL"), ("USA", "NZL"), ("RUS", "ARM"))
    asked = [Question("attack", by, on_whom, day, "world") for day in DAYS for by, on_whom in ends]
    record, law = law_asked(asked[0], Record(), load_agreements())
    before = [what_if_under(question, record, law) for question in reversed(asked)][::-1]
    assert before == [what_if(question, Record(), load_agreements()) for question in asked]
