"""What if a state is attacked, threatened, or leaves an agreement on a day: who owes what, who does not, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from foedera.errors import Trouble, UsageError
from foedera.record.model import AgreementRow, Record
from foedera.treaties.chain_reaction import CHAINS, chain_reaction, with_rates
from foedera.treaties.explanation import walk
from foedera.treaties.filed_agreements import rows_of_file
from foedera.treaties.in_force import Law, law_of
from foedera.treaties.model import Answer, ChainStep, Question, WhatIf
from foedera.treaties.outside_facts import apply_assumptions
from foedera.treaties.who_is_bound import answers_under
from foedera.treaties.withdrawal import after_withdrawal
from foedera.world.agreement import FiledAgreement

KINDS = ("attack", "threat", "withdrawal")
CHOICES = ("record", "world", "both")


def what_if(question: Question, record: Record, world_agreements: Iterable[FiledAgreement | AgreementRow] = ()) -> WhatIf:
    """Answers the question from the record, the facts assumed, and the agreements of the file unless it asks for documents alone."""
    if question.kind not in KINDS:
        raise UsageError(Trouble("bad_choice", question.kind, detail=", ".join(KINDS)))
    if question.chain not in CHAINS:
        raise UsageError(Trouble("bad_choice", question.chain, detail=", ".join(CHAINS)))
    record, law = law_asked(question, record, tuple(world_agreements))
    return what_if_under(question, record, law)


def what_if_under(question: Question, record: Record, law: Law) -> WhatIf:
    """The answer under a law made before (`law_asked`): for many questions about one record, most of the work is done once."""
    chain: tuple[ChainStep, ...] = ()
    if question.kind == "withdrawal":
        answers, off = after_withdrawal(question, law)
    else:
        answers, off = answers_under(question, law)
        chain = chain_reaction(question, law, answers)
        answers = with_rates(answers, question)
    return WhatIf(question, _facts_used(record, (*answers, *off)), answers, off, chain)


def law_asked(question: Question, record: Record, world: Sequence[FiledAgreement | AgreementRow]) -> tuple[Record, Law]:
    """(the record with what the question assumes, the law it is asked under)."""
    if question.agreements not in CHOICES:
        raise UsageError(Trouble("bad_choice", question.agreements, detail=", ".join(CHOICES)))
    ours = () if question.agreements == "world" else record.agreements
    theirs = () if question.agreements == "record" else world
    both = law_of(replace(record, agreements=ours), rows_of_file(theirs), (a for a in theirs if isinstance(a, FiledAgreement)))
    assumed = apply_assumptions(replace(record, agreements=both.agreements), question.assume)
    return assumed, replace(both, agreements=assumed.agreements, clock=question.clock, presume=question.presume)


def _facts_used(record: Record, answers: Iterable[Answer]) -> tuple[str, ...]:
    """The outside facts of the record that a proof rests on, as they were written. Assumptions stand in the question already."""
    used = {proof.fact_id for answer in answers for proof in walk(answer.why)}
    return tuple(fact.text for fact in record.facts if fact.id in used and fact.source)
