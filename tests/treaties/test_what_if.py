"""Situations of tests/cases/what_if: who is bound on a day, and why not."""

from typing import Any

import pytest

from foedera.errors import UsageError
from foedera.treaties.explanation import walk
from foedera.treaties.model import Verdict
from foedera.treaties.what_if import what_if

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


def test_what_does_not_bind_stands_apart() -> None:
    for _, situation in SITUATIONS:
        answer = what_if(question_of(situation["ask"]), record_of(situation))
        assert all(a.verdict is not Verdict.NOT_BOUND for a in answer.answers)
        assert all(a.verdict is Verdict.NOT_BOUND for a in answer.not_bound)


@pytest.mark.parametrize("ask", [
    {"attack": ["UKR", "RUS"], "day": "2024-12-10", "agreements": "all"},
    {"attack": ["UKR", "RUS"], "day": "2024-12-10", "assume": ["NOSUCH-1900 in_force 2024-12-04"]},
    {"withdrawal": ["PRK", "NOSUCH-1900"], "day": "2024-12-10"},
    {"withdrawal": ["FRA", "PRK-RUS-2024"], "day": "2024-12-10"},
])
def test_a_question_that_makes_no_sense_is_refused(ask: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        what_if(question_of(ask), record_of(SITUATIONS[0][1]))
