"""What an entry into force would change: the duties it brings to life, and those of agreements it replaces."""

from dataclasses import replace

from foedera.record.model import AgreementRow
from foedera.treaties.in_force import standing_between
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Answer, Question, Verdict
from foedera.treaties.obligations import PERMISSION, Duty, Fit
from foedera.treaties.who_is_bound import NON_BINDING, binding_answer, duty_proof, not_bound_answer
from foedera.treaties.withdrawal import agreement_asked, asked_row, duties_between
from foedera.values.codes import Step


def after_entry(question: Question, law: Law) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
    """(duties that bind, or may bind, once the agreement is in force from the day asked; duties between its parties that it ends)."""
    agreement = agreement_asked(question, law)
    entered = _entered(agreement, question)
    after = law.with_agreements(entered if a is agreement else a for a in law.agreements)
    parties = after.parties_on(entered, question.on)
    pairs = [(one, other) for one in parties for other in parties if one != other]
    found = [answer for duty in duties_between(pairs, after, question.on) if (answer := _change(duty, question, law, after)) is not None]
    return tuple(a for a in found if a.verdict is not Verdict.NOT_BOUND), tuple(a for a in found if a.verdict is Verdict.NOT_BOUND)


def _entered(agreement: AgreementRow, question: Question) -> AgreementRow:
    """The agreement as in force from the day asked: other tellings of its entry give way."""
    kept = tuple(r for r in agreement.lifecycle if r.step is not Step.IN_FORCE)
    return replace(agreement, lifecycle=(*kept, asked_row(agreement, Step.IN_FORCE, "+".join(agreement.parties), question.on)))


def _change(duty: Duty, question: Question, before: Law, after: Law) -> Answer | None:
    """The duty after the entry: new duties of the agreement asked, and what ends elsewhere; None where nothing changes."""
    if duty.provision.strength == PERMISSION:
        return None
    standing = standing_between(duty.agreement, duty.bearer, duty.beneficiary, question.on, after)
    if duty.agreement.id == question.on_whom and standing.certainty is not Certainty.NOT:
        answer = binding_answer(duty, Fit.STANDING, standing, question, after)
        return answer if answer.verdict is not Verdict.NOT_BOUND or answer.why.rule == NON_BINDING else None
    was = standing_between(before.find(duty.agreement.id) or duty.agreement, duty.bearer, duty.beneficiary, question.on, before)
    if standing.certainty is Certainty.NOT and was.certainty is not Certainty.NOT:
        return not_bound_answer(duty, duty_proof("not_bound", duty, question, (standing.proof, was.proof)))
    return None
