"""One step further: those who give aid may be attacked in their turn."""

from collections.abc import Sequence
from dataclasses import replace

from foedera.treaties.in_force import Law
from foedera.treaties.model import Answer, ChainStep, Question, Verdict
from foedera.treaties.obligations import AID_CLASSES
from foedera.treaties.who_is_bound import answers_under


def chain_reaction(question: Question, law: Law, answers: Sequence[Answer]) -> tuple[ChainStep, ...]:
    """If a bearer gives aid and is attacked in turn, who owes it aid? Each bearer once, nobody attacked before."""
    aid = [a for a in answers if a.action_class in AID_CLASSES and a.verdict is not Verdict.NOT_BOUND]
    drawn_in = {a.bearer for a in aid}
    steps = []
    for bearer in dict.fromkeys(a.bearer for a in aid if a.bearer not in (question.by, question.on_whom)):
        then, _ = answers_under(replace(question, kind="attack", on_whom=bearer), law)
        owed = tuple(a for a in then if a.action_class in AID_CLASSES and a.bearer not in drawn_in and not _same_circle(a, question, law))
        if owed:
            steps.append(ChainStep(1, bearer, owed))
    return tuple(steps)


def _same_circle(answer: Answer, question: Question, law: Law) -> bool:
    """The one attacked first, under a treaty of many that is at work already: it draws nobody new in."""
    agreement = law.find(answer.agreement_id)
    return answer.bearer == question.on_whom and agreement is not None and len(agreement.parties) > 2
