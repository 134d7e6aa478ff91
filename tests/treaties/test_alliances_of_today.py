"""The alliances people ask about, by the file of agreements as it stands."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.record.model import Record
from foedera.treaties.model import Answer, Question, Verdict
from foedera.treaties.obligations import AID_CLASSES
from foedera.treaties.what_if import what_if
from foedera.world.load_agreements import load_agreements

from .filed_worlds import rules_of

CASES = Path(__file__).parent.parent / "cases" / "what_if" / "world"
QUESTIONS = [q for path in sorted(CASES.glob("*.yaml")) for q in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]]


def answers_to(case: dict[str, Any]) -> list[Answer]:
    ask = dict(case["ask"])
    by, on_whom = ask.pop("attack")
    question = Question("attack", by, on_whom, date.fromisoformat(str(ask.pop("day"))), "world", chain="none", **ask)
    answer = what_if(question, Record(), load_agreements())
    mine = (a for a in (*answer.answers, *answer.not_bound) if a.agreement_id == case["agreement"])
    return [a for a in mine if a.action_class in AID_CLASSES]


@pytest.mark.parametrize("case", QUESTIONS, ids=[q["name"] for q in QUESTIONS])
def test_who_is_bound(case: dict[str, Any]) -> None:
    found = answers_to(case)
    told = {verdict: {a.bearer for a in found if a.verdict == verdict} for verdict in Verdict}
    for verdict, states in case["expect"].items():
        assert set(states) <= told[Verdict(verdict)], case["source"]
        assert states or not told[Verdict(verdict)], case["source"]


@pytest.mark.parametrize("case", [q for q in QUESTIONS if "rule" in q], ids=[q["name"] for q in QUESTIONS if "rule" in q])
def test_the_proof_says_why_not(case: dict[str, Any]) -> None:
    first = case["expect"]["not_bound"][0]
    why = next(a for a in answers_to(case) if a.bearer == first)
    assert case["rule"] in rules_of(why)
