"""Duties of one state that are both alive and cannot both be kept: aid to the one attacked, and a promise to the attacker."""

from collections.abc import Iterable, Iterator

from foedera.record.model import AgreementRow, ProvisionRow
from foedera.treaties.in_force import standing_between
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Answer, Conflict, Proof, Question, Verdict
from foedera.treaties.obligations import AID_CLASSES, Duty, Fit
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
    promised = _promised_to(question.attackers, question, law)
    found = []
    for bearer, answer in sorted(first.items()):
        # what one agreement says against itself it means to say
        promises = [p for p in _promises(bearer, promised, question, law) if p.agreement_id != answer.agreement_id]
        for promise in {(p.beneficiary, p.agreement_id): p for p in reversed(promises)}.values():
            ends = (("bearer", bearer), ("actor", promise.beneficiary or ""))
            values = (*ends, ("agreement", answer.agreement_id), ("by", promise.agreement_id))
            found.append(Conflict(bearer, answer, promise, Proof("duties_disagree", values, because=(answer.why, promise.why))))
    return tuple(found)


def breaches_in(question: Question, law: Law) -> tuple[Answer, ...]:
    """What the attackers themselves have promised the one attacked not to do: the attack, if it is one, would break it."""
    if question.kind != "attack":
        return ()
    promised = _promised_to((question.on_whom,), question, law)
    found = [p for attacker in question.attackers for p in _promises(attacker, promised, question, law)]
    return tuple({(a.bearer, a.agreement_id, a.provision_id or a.action): a for a in reversed(found)}.values())[::-1]


def _forbids(provision: ProvisionRow) -> bool:
    """Whether the provision forbids, at all times, acting against the one it is owed to."""
    return provision.trigger_class is None and (provision.action_class in FORBIDDING or provision.strength in PASSIVE)


Forbidding = list[tuple[ProvisionRow, tuple[str, ...]]]
Promised = tuple[AgreementRow, str, Forbidding]


def _promised_to(states: Iterable[str], question: Question, law: Law) -> list[Promised]:
    """For each agreement of these states in turn: the agreement, the state, and what forbids its parties acting against that state.

    What is called up only when the state is a victim is none.
    """
    found = ((agreement, state, _forbidding(agreement, state, question, law)) for state in states for agreement in law.agreements_of(state))
    return [promised for promised in found if promised[2]]


def _promises(bearer: str, promised: list[Promised], question: Question, law: Law) -> Iterator[Answer]:
    """Those of the promises that `bearer` has made and that bind it, or may."""
    for agreement, state, forbidding in promised:
        for provision in (provision for provision, bearers in forbidding if bearer in bearers):
            standing = standing_between(agreement, bearer, state, question.on, law)
            if standing.certainty is not Certainty.NOT:
                answer = binding_answer(Duty(agreement, provision, bearer, state), Fit.STANDING, standing, question, law)
                yield from (answer,) if answer.verdict is not Verdict.NOT_BOUND else ()


def _forbidding(agreement: AgreementRow, state: str, question: Question, law: Law) -> Forbidding:
    """The provisions that forbid acting against the state, with those of the parties that owe them to it."""
    places = law.remembered(("forbidding",), agreement, lambda: tuple(n for n, p in enumerate(agreement.provisions) if _forbids(p)))
    if not places:
        return []
    parties, owed = law.parties_on(agreement, question.on), law.owed_to(agreement, state, question.on)
    return [(agreement.provisions[n], tuple(b for b in bearers if b in parties)) for n, bearers in owed if n in places]
