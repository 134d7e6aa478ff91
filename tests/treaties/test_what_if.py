"""Situations of tests/cases/what_if: who is bound on a day, and why not."""

from typing import Any

import pytest

from foedera.errors import UsageError
from foedera.treaties.explanation import walk
from foedera.treaties.obligations import is_each
from foedera.treaties.what_if import law_asked, what_if, what_if_under

from .situations import load_situations, question_of, record_of, told_by

SITUATIONS = load_situations()


@pytest.mark.parametrize(("name", "situation"), SITUATIONS, ids=[name for name, _ in SITUATIONS])
def test_situation(name: str, situation: dict[str, Any]) -> None:
    told = told_by(what_if(question_of(situation["ask"]), record_of(situation)))
    expected = situation["expect"]
    assert {key: sorted(told[key]) for key in expected} == {key: sorted(values) for key, values in expected.items()}


@pytest.mark.parametrize(("name", "situation"), SITUATIONS, ids=[name for name, _ in SITUATIONS])
def test_every_proof_ends_in_words_or_a_fact(name: str, situation: dict[str, Any]) -> None:
    answer = what_if(question_of(situation["ask"]), record_of(situation))
    for found in (*answer.answers, *answer.not_bound):
        grounds = [p for p in walk(found.why) if p.words or p.fact_id]
        assert grounds or found.why.rule == "no_party", found.why


ASKED_OF_A_STATE = [(name, s) for name, s in SITUATIONS if "withdrawal" not in s["ask"]]


@pytest.mark.parametrize(("name", "situation"), ASKED_OF_A_STATE, ids=[name for name, _ in ASKED_OF_A_STATE])
def test_every_party_beside_the_one_attacked_is_told_of_and_each_duty_once(name: str, situation: dict[str, Any]) -> None:
    question = question_of(situation["ask"])
    record, law = law_asked(question, record_of(situation), ())
    answer = what_if_under(question, record, law)
    told = [(a.agreement_id, a.provision_id, a.bearer) for a in (*answer.answers, *answer.not_bound)]
    assert len(told) == len(set(told))
    mutual = [a for a in law.agreements_of(question.on_whom) if all(is_each(p.bearer) for p in a.provisions)]
    for agreement in mutual:
        parties = law.parties_on(agreement, question.on)
        others = set(parties) - {*question.attackers, question.on_whom} if question.on_whom in parties else set()
        assert others <= {bearer for of, _, bearer in told if of == agreement.id}


@pytest.mark.parametrize("ask", [
    {"attack": ["UKR", "RUS"], "day": "2024-12-10", "agreements": "all"},
    {"attack": ["UKR", "RUS"], "day": "2024-12-10", "assume": ["NOSUCH-1900 in_force 2024-12-04"]},
    {"withdrawal": ["PRK", "NOSUCH-1900"], "day": "2024-12-10"},
    {"withdrawal": ["FRA", "PRK-RUS-2024"], "day": "2024-12-10"},
])
def test_a_question_that_makes_no_sense_is_refused(ask: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        what_if(question_of(ask), record_of(SITUATIONS[0][1]))
