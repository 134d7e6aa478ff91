"""Attacks that documents tell of, as evidence for the conditions of duties: told as done, by the day asked about."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from foedera.record.model import EventRow, SourceWords
from foedera.treaties.explanation import words_of
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import DOUBTFUL, Certainty, certainty_of
from foedera.treaties.model import Condition, Question
from foedera.values.duty_codes import ConditionCode

DISPUTED, UNKNOWN, ASSUMED = "disputed", "unknown", "assumed"


def attack_told(by: Collection[str], on_whom: str, day: date, law: Law) -> SourceWords | None:
    """The words of the first account of an attack by one of `by` on `on_whom`, done by `day`; None where no document tells of one."""
    for source in by:
        for event in law.attacks.get((source, on_whom), ()):
            if _was_done(event, day):
                return words_of(event.reported_by[0])
    return None


def _was_done(event: EventRow, day: date) -> bool:
    done = event.days is not None and certainty_of(event.days, day) is Certainty.CERTAIN
    return done and event.factuality not in DOUBTFUL and bool(event.reported_by)


def with_evidence(condition: Condition, question: Question, beneficiary: str, law: Law) -> Condition:
    """The condition with what documents tell for it, or against it.

    The attack that the question puts is still assumed, and quoted where it is told. That it is unprovoked is disputed once an earlier
    attack by the one attacked is told; Foedera does not say which of the two was first to blame.
    """
    if question.kind != "attack" or not law.attacks:
        return condition
    if condition.state == ASSUMED and condition.code not in list(ConditionCode):
        words = attack_told(question.attackers, beneficiary, question.on, law)
        return replace(condition, words=words, rule="condition_told") if words else condition
    if condition.code == ConditionCode.UNPROVOKED and condition.state in (UNKNOWN, DISPUTED):
        words = next((w for a in question.attackers if (w := attack_told((beneficiary,), a, question.on, law))), None)
        holder = (("actor", question.by),)
        return replace(condition, words=words, state=DISPUTED, rule="earlier_attack_told", values=holder) if words else condition
    return condition
