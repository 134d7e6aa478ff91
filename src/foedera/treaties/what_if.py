"""What if a state is attacked, threatened, leaves an agreement, or one enters into force: who owes what, who does not, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from foedera.errors import Trouble, UsageError
from foedera.record.model import AgreementRow, Record
from foedera.treaties.chain_reaction import CHAINS, chain_reaction, with_rates
from foedera.treaties.conflicts import breaches_in, conflicts_in
from foedera.treaties.entry_question import after_entry
from foedera.treaties.explanation import walk
from foedera.treaties.filed_agreements import rows_of_file
from foedera.treaties.law import Law, law_of
from foedera.treaties.model import Answer, Question, WhatIf
from foedera.treaties.outside_facts import apply_assumptions
from foedera.treaties.who_is_bound import answers_under
from foedera.treaties.withdrawal import after_withdrawal
from foedera.values.duty_codes import ConditionCode
from foedera.world.agreement import FiledAgreement
from foedera.world.geography import geography, place_code
from foedera.world.load_world import load_world

KINDS = ("attack", "threat", "withdrawal", "entry")
CHOICES = ("record", "world", "both")
CLOCKS = ("in_force", "signed")


def what_if(question: Question, record: Record, world_agreements: Iterable[FiledAgreement | AgreementRow] = ()) -> WhatIf:
    """Answers the question from the record, the facts assumed, and the agreements of the file unless it asks for documents alone."""
    question = _checked(question)
    record, law = law_asked(question, record, tuple(world_agreements))
    return what_if_under(question, record, law)


def what_if_under(question: Question, record: Record, law: Law) -> WhatIf:
    """The answer under a law made before (`law_asked`): for many questions about one record, most of the work is done once."""
    match question.kind:
        case "withdrawal":
            left = after_withdrawal(question, law)
            used = _facts_used(record, (*left.answers, *left.ended))
            return WhatIf(question, used, left.answers, left.ended, takes_effect=left.takes_effect, notice=left.notice)
        case "entry":
            answers, off = after_entry(question, law)
            return WhatIf(question, _facts_used(record, (*answers, *off)), answers, off)
    answers, off = answers_under(question, law)
    chain, conflicts = chain_reaction(question, law, answers), conflicts_in(question, answers, law)
    answers = with_rates(answers, question)
    return WhatIf(question, _facts_used(record, (*answers, *off)), answers, off, chain, conflicts, breaches_in(question, law))


def law_asked(question: Question, record: Record, world: Sequence[FiledAgreement | AgreementRow]) -> tuple[Record, Law]:
    """(the record with what the question assumes, the law it is asked under)."""
    if question.agreements == "world":
        record = replace(record, agreements=(), events=())
    theirs = () if question.agreements == "record" else world
    both = law_of(record, rows_of_file(theirs), (a for a in theirs if isinstance(a, FiledAgreement)))
    assumed = apply_assumptions(replace(record, agreements=both.agreements), question.assume)
    return assumed, replace(both, agreements=assumed.agreements, clock=question.clock, presume=question.presume)


def _checked(question: Question) -> Question:
    """The question, its place by the code of the areas. Raises UsageError when a part is not among the choices there are."""
    chosen = ((question.kind, KINDS), (question.agreements, CHOICES), (question.chain, CHAINS), (question.clock, CLOCKS))
    for value, choices in chosen:
        if value not in choices:
            raise UsageError(Trouble("bad_choice", value, detail=", ".join(choices)))
    for code in (*question.met, *question.unmet):
        if code not in list(ConditionCode):
            raise UsageError(Trouble("bad_choice", code, detail=", ".join(ConditionCode)))
    if both := sorted({*question.met} & {*question.unmet}):
        raise UsageError(Trouble("met_and_unmet", ", ".join(both)))
    if question.at is None or load_world().is_state(question.at):
        return question
    place = place_code(question.at)
    if place is None:
        raise UsageError(Trouble("unknown_place", question.at, detail=", ".join(sorted(geography().areas))))
    return replace(question, at=place)


def _facts_used(record: Record, answers: Iterable[Answer]) -> tuple[str, ...]:
    """The outside facts of the record that a proof rests on, as they were written. Assumptions stand in the question already."""
    if not record.facts:
        return ()
    used = {proof.fact_id for answer in answers for proof in walk(answer.why)}
    return tuple(fact.text for fact in record.facts if fact.id in used and fact.source)
