"""What leaving an agreement ends, and what goes on binding the state that left and its partners."""

from dataclasses import replace

from foedera.errors import Trouble, UsageError
from foedera.record.model import LifecycleRow
from foedera.treaties.explanation import ASKED
from foedera.treaties.in_force import Law, standing_on
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Answer, Question, Verdict
from foedera.treaties.obligations import PERMISSION, Duty, Fit, duties_towards
from foedera.treaties.outside_facts import near_ids
from foedera.treaties.who_is_bound import binding_answer, duty_proof, not_bound_answer
from foedera.values.codes import Factuality, Status, Step
from foedera.values.dates import day_range, edtf_from_range


def after_withdrawal(question: Question, law: Law) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
    """(what still binds the state that leaves and its partners; what its leaving ends)."""
    agreement = law.find(question.on_whom)
    if agreement is None:
        raise UsageError(Trouble("unknown_agreement", question.on_whom, detail=near_ids(question.on_whom, law.agreements)))
    if question.by not in law.parties_on(agreement, question.on):
        raise UsageError(Trouble("no_party", question.by, detail=agreement.id))
    left = replace(agreement, lifecycle=(*agreement.lifecycle, _withdrawal_row(question)))
    after = replace(law, agreements=tuple(left if a.id == agreement.id else a for a in law.agreements))
    partners = [p for p in law.parties_on(agreement, question.on) if p != question.by]
    asked = [(one, other) for p in partners for one, other in ((question.by, p), (p, question.by))]
    found = [_duty_after(duty, question, law, after) for bearer, owed in asked for a in after.agreements
             for duty in duties_towards(a, after.parties_on(a, question.on), owed) if duty.bearer == bearer]
    known = [answer for answer in found if answer is not None]
    return tuple(a for a in known if a.verdict is not Verdict.NOT_BOUND), tuple(a for a in known if a.verdict is Verdict.NOT_BOUND)


def _duty_after(duty: Duty, question: Question, before: Law, after: Law) -> Answer | None:
    """The duty once the state has left; None when it did not bind before either."""
    original = before.find(duty.agreement.id) or duty.agreement
    was = standing_on(original, duty.bearer, question.on, before)
    if was.certainty is Certainty.NOT or duty.provision.strength == PERMISSION:
        return None
    standing = standing_on(duty.agreement, question.by if duty.agreement.id == question.on_whom else duty.bearer, question.on, after)
    if standing.certainty is Certainty.NOT:
        return not_bound_answer(duty, duty_proof("not_bound", duty, question, (standing.proof, was.proof)))
    return binding_answer(duty, Fit.STANDING, standing, question, after)


def _withdrawal_row(question: Question) -> LifecycleRow:
    days = day_range(question.on)
    row_id = f"{question.on_whom}/{Step.WITHDRAWN}:{question.by}"
    date = edtf_from_range(days)
    return LifecycleRow(row_id, Step.WITHDRAWN, question.by, Status.DONE, days, date, (), None, Factuality.STATED, (), 0, facts=(ASKED,))
