"""What leaving an agreement ends, from which day, and what goes on binding the state that left and its partners."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from foedera.errors import Trouble, UsageError
from foedera.record.model import AgreementRow, LifecycleRow
from foedera.treaties.explanation import ASKED
from foedera.treaties.in_force import standing_between
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty, row_days
from foedera.treaties.model import Answer, Proof, Question, Verdict
from foedera.treaties.obligations import PERMISSION, Duty, Fit, duties_towards
from foedera.treaties.outside_facts import near_ids
from foedera.treaties.who_is_bound import binding_answer, duty_proof, not_bound_answer
from foedera.values.codes import Factuality, Status, Step
from foedera.values.dates import day_range, edtf_from_range
from foedera.values.durations import day_after


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a withdrawal changes. `notice`: the duration between notice and effect; None: the file knows of none, so it counts at once."""

    answers: tuple[Answer, ...]
    ended: tuple[Answer, ...]
    takes_effect: date
    notice: str | None


def agreement_asked(question: Question, law: Law) -> AgreementRow:
    """The agreement a question is about. Raises UsageError, naming those with ids like it, when there is none."""
    agreement = law.find(question.on_whom)
    if agreement is None:
        raise UsageError(Trouble("unknown_agreement", question.on_whom, detail=near_ids(question.on_whom, law.agreements)))
    return agreement


def after_withdrawal(question: Question, law: Law) -> Leaving:
    """Notice is given on the day of the question; what binds is weighed on the day on which it takes effect."""
    agreement = agreement_asked(question, law)
    parties = law.parties_on(agreement, question.on)
    if question.by not in parties:
        raise UsageError(Trouble("no_party", question.by, detail=agreement.id))
    effect, notice, rule = _effect_of(agreement, question, law)
    left = replace(agreement, lifecycle=(*agreement.lifecycle, asked_row(agreement, Step.WITHDRAWN, question.by, effect)))
    after = law.with_agreements(left if a is agreement else a for a in law.agreements)
    then = replace(question, on=effect)
    pairs = [ends for p in parties if p != question.by for ends in ((question.by, p), (p, question.by))]
    known = [answer for duty in duties_between(pairs, after, effect) if (answer := _duty_after(duty, then, law, after, rule)) is not None]
    ended = tuple(replace(a, until=effect) for a in known if a.verdict is Verdict.NOT_BOUND)
    return Leaving(tuple(a for a in known if a.verdict is not Verdict.NOT_BOUND), ended, effect, notice)


def _effect_of(agreement: AgreementRow, question: Question, law: Law) -> tuple[date, str | None, Proof | None]:
    """(day on which a notice given that day takes effect, notice, the rule that says so)."""
    filed = law.file_of(agreement)
    if filed is None or filed.withdrawal.notice is None:
        return question.on, None, None
    leaving, effect = filed.withdrawal, day_after(question.on, filed.withdrawal.notice or "P0D")
    entered = [row_days(r, law.published).latest for r in agreement.lifecycle if r.step is Step.IN_FORCE]
    first = min((day for day in entered if day), default=None)
    if leaving.not_before and first:
        effect = max(effect, day_after(first, leaving.not_before))
    article = str(leaving.article) if leaving.article is not None else ""
    values = (("agreement", agreement.id), ("article", article), ("duration", leaving.notice or "P0D"))
    return effect, leaving.notice, Proof("notice_of_article" if article else "notice_told", values, fact_id=law.ground_of(agreement))


def duties_between(pairs: list[tuple[str, str]], law: Law, day: date) -> Iterator[Duty]:
    """Every duty under this law that the first of a pair owes the second, in the order of the pairs."""
    for bearer, owed in pairs:
        for agreement in law.agreements_of(owed):
            yield from (d for d in duties_towards(agreement, law.parties_on(agreement, day), owed) if d.bearer == bearer)


def _duty_after(duty: Duty, question: Question, before: Law, after: Law, rule: Proof | None) -> Answer | None:
    """The duty once the state has left; None when it would not bind that day anyway."""
    original = before.find(duty.agreement.id) or duty.agreement
    was = standing_between(original, duty.bearer, duty.beneficiary, question.on, before)
    if was.certainty is Certainty.NOT or duty.provision.strength == PERMISSION:
        return None
    before_leaving = binding_answer(duty, Fit.STANDING, was, question, before)
    if before_leaving.verdict is Verdict.NOT_BOUND:
        return None
    standing = standing_between(duty.agreement, duty.bearer, duty.beneficiary, question.on, after)
    if standing.certainty is Certainty.NOT:
        because = (standing.proof, *((rule,) if rule else ()), was.proof)
        return not_bound_answer(duty, duty_proof("not_bound", duty, question, because))
    return binding_answer(duty, Fit.STANDING, standing, question, after)


def asked_row(agreement: AgreementRow, step: Step, actor: str, day: date) -> LifecycleRow:
    """A step of the lifecycle that rests on the question alone."""
    days = day_range(day)
    row_id = f"{agreement.id}/{step}:{actor}"
    return LifecycleRow(row_id, step, actor, Status.DONE, days, edtf_from_range(days), (), None, Factuality.STATED, (), 0, facts=(ASKED,))
