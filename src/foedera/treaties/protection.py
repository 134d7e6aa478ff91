"""Who protects whom on a day, who decides whether the protection comes, and which attack would bring in most states."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foedera.treaties.in_force import certainty_on
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Answer, Question, Verdict
from foedera.treaties.who_is_bound import aid_owed
from foedera.values.codes import ActionClass
from foedera.values.duty_codes import ConditionCode, Strength


class Decider(StrEnum):
    """Whose choice it is whether aid comes, by the words of the duty."""

    TREATY = "treaty"  # nobody's: the treaty leaves no choice
    PROTECTOR = "protector"
    PROTECTED = "protected"  # it must ask
    TOGETHER = "together"  # the parties or their organ decide
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class Protection:
    """One promise of aid: `answer.bearer` to `answer.beneficiary`, whatever the attacker; `decided_by`: whose choice it is."""

    answer: Answer
    decided_by: Decider


@dataclass(frozen=True, slots=True)
class Rank:
    """How many states an attack on `state` would bring in: those bound, and those about whom it is open."""

    state: str
    bound: tuple[str, ...]
    open: tuple[str, ...]


_TOGETHER = {ConditionCode.JOINT_FINDING, ConditionCode.AGREED_MEASURES, ConditionCode.ORGAN_DECIDES}
_OWN_CHOICE = (Strength.ACTION_DEEMED_NECESSARY, Strength.CONSTITUTIONAL_PROCESSES, Strength.PERMISSION)


def decided_by(answer: Answer) -> Decider:
    """Read from the conditions first (a finding, an organ, a request), then from how strongly the duty binds."""
    codes = {c.code for c in answer.conditions}
    if codes & _TOGETHER:
        return Decider.TOGETHER
    if ConditionCode.OWN_FINDING in codes or answer.strength in _OWN_CHOICE:
        return Decider.PROTECTOR
    if ConditionCode.REQUEST in codes:
        return Decider.PROTECTED
    return Decider.TREATY if answer.strength else Decider.NOT_TOLD


def protectors_of(state: str, day: date, law: Law) -> tuple[Protection, ...]:
    """Every promise of defence to `state` that is bound or open on `day`, against an attacker nobody names."""
    question = Question("attack", "", state, day)
    return tuple(Protection(a, decided_by(a)) for a in aid_owed(question, law, ()) if a.action_class == ActionClass.DEFENCE)


def protected_by(state: str, day: date, law: Law) -> tuple[Protection, ...]:
    """Every promise of defence that `state` has made and that is bound or open on `day`."""
    partners = dict.fromkeys(p for a in law.agreements_of(state) for p in law.parties_on(a, day) if p != state)
    others = {p for a in law.agreements for p in a.parties} | set(partners)
    found = []
    for partner in sorted(partners):
        question = Question("attack", "", partner, day)
        found += [a for a in aid_owed(question, law, others - {state}) if a.bearer == state and a.action_class == ActionClass.DEFENCE]
    return tuple(Protection(a, decided_by(a)) for a in found)


def states_in(day: date, law: Law) -> tuple[str, ...]:
    """Every state that is, or may be, party to an agreement on `day`, by code."""
    found: set[str] = set()
    for agreement in law.agreements:
        found.update(p for p in law.parties_on(agreement, day) if p not in found and _in(agreement.id, p, day, law))
    return tuple(sorted(found))


def _in(agreement_id: str, party: str, day: date, law: Law) -> bool:
    agreement = law.find(agreement_id)
    return agreement is not None and certainty_on(agreement, party, day, law) is not Certainty.NOT


def widest_attacks(day: date, law: Law, by: str = "") -> tuple[Rank, ...]:
    """For each state: who would be bound to aid it if attacked (by `by`, or by nobody named); the most bound first, then by code."""
    ranks = [_rank(state, day, law, by) for state in states_in(day, law) if state not in by.split("+")]
    return tuple(sorted((r for r in ranks if r.bound or r.open), key=lambda r: (-len(r.bound), -len(r.open), r.state)))


def _rank(state: str, day: date, law: Law, by: str) -> Rank:
    question = Question("attack", by, state, day)
    aid = [a for a in aid_owed(question, law, question.attackers) if a.action_class == ActionClass.DEFENCE]
    bound = _bearers(aid, Verdict.BOUND)
    return Rank(state, bound, tuple(b for b in sorted({a.bearer for a in aid}) if b not in bound))


def _bearers(answers: list[Answer], verdict: Verdict) -> tuple[str, ...]:
    return tuple(sorted({a.bearer for a in answers if a.verdict is verdict}))


def network(day: date, law: Law) -> Iterator[tuple[str, str, Protection]]:
    """(protector, protected, promise) for every promise of defence that is bound or open on `day`, by protected state."""
    for state in states_in(day, law):
        for protection in protectors_of(state, day, law):
            yield protection.answer.bearer, state, protection
