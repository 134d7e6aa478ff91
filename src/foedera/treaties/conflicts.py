"""Duties of one state that are both alive and cannot both be kept: aid to the one attacked, and a promise to the attacker."""

from collections.abc import Iterable, Iterator

from foedera.record.model import ProvisionRow
from foedera.treaties.in_force import standing_between
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Answer, Conflict, Proof, Question, Verdict
from foedera.treaties.obligations import AID_CLASSES, Fit
from foedera.treaties.who_is_bound import binding_answer
from foedera.values.codes import ActionClass
from foedera.values.duty_codes import Strength

FORBIDDING = (ActionClass.NON_AGGRESSION, ActionClass.NON_AID, ActionClass.NON_HOSTILE_AGREEMENT)
PASSIVE = (Strength.NEUTRALITY, Strength.NON_AGGRESSION)


def conflicts_in(question: Question, answers: Iterable[Answer], law: Law) -> tuple[Conflict, ...]:
    """For each duty of aid that is bound or open: what its bearer promised the attackers at all times, and still owes them.

    Foedera reports the pair and decides nothing: the Charter (art. 51, 103) and the words of each treaty may settle it.
    """
    aid = [a for a in answers if a.action_class in AID_CLASSES and a.verdict is not Verdict.NOT_BOUND]
    first = {a.bearer: a for a in reversed(aid)}
    found = []
    for bearer, answer in sorted(first.items()):
        promises = (p for attacker in question.attackers for p in _promises(bearer, attacker, question, law)
                    if p.agreement_id != answer.agreement_id)  # what one agreement says against itself it means to say
        for promise in {(p.beneficiary, p.agreement_id): p for p in reversed(list(promises))}.values():
            ends = (("bearer", bearer), ("actor", promise.beneficiary or ""))
            values = (*ends, ("agreement", answer.agreement_id), ("by", promise.agreement_id))
            found.append(Conflict(bearer, answer, promise, Proof("duties_disagree", values, because=(answer.why, promise.why))))
    return tuple(found)


def breaches_in(question: Question, law: Law) -> tuple[Answer, ...]:
    """What the attackers themselves have promised the one attacked not to do: the attack, if it is one, would break it."""
    if question.kind != "attack":
        return ()
    found = [p for attacker in question.attackers for p in _promises(attacker, question.on_whom, question, law)]
    return tuple({(a.bearer, a.agreement_id, a.provision_id or a.action): a for a in reversed(found)}.values())[::-1]


def _forbids(provision: ProvisionRow) -> bool:
    """Whether the provision forbids, at all times, acting against the one it is owed to."""
    return provision.trigger_class is None and (provision.action_class in FORBIDDING or provision.strength in PASSIVE)


def _promises(bearer: str, attacker: str, question: Question, law: Law) -> Iterator[Answer]:
    """What `bearer` owes the attacker that forbids acting against it; what is called up only when the attacker is a victim is none."""
    for agreement in law.agreements_of(attacker):
        if bearer not in law.parties_on(agreement, question.on) or not any(map(_forbids, agreement.provisions)):
            continue
        for duty in law.duties_towards(agreement, attacker, question.on):
            if duty.bearer == bearer and _forbids(duty.provision):
                standing = standing_between(agreement, bearer, attacker, question.on, law)
                if standing.certainty is not Certainty.NOT:
                    answer = binding_answer(duty, Fit.STANDING, standing, question, law)
                    yield from (answer,) if answer.verdict is not Verdict.NOT_BOUND else ()
