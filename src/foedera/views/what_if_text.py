"""Answers to what-if questions for the terminal: who owes what, with the proof indented under it."""

from collections.abc import Iterable, Iterator

from foedera.record.model import Record
from foedera.treaties.chain_reaction import RATES
from foedera.treaties.model import Answer, Proof, Question, WhatIf
from foedera.views.labels import Labels
from foedera.views.positions import position_lines
from foedera.views.proof_words import ProofWords, proof_words
from foedera.views.question_notes import question_notes
from foedera.views.what_if_summary import summary_lines
from foedera.views.words import words
from foedera.world.honouring_rates import load_honouring_rates
from foedera.world.load_world import load_world

INDENT = "  "
Bearers = tuple[str, ...]


def what_if_text(answer: WhatIf, record: Record, lang: str, short: bool = False) -> str:
    """Plain text, one fact a line: the summary; unless `short`, every duty with its proof, what does not bind, and what may follow."""
    said = proof_words(answer.question, record, Labels(words(lang), load_world(), lang))
    say = said.labels.words.say
    lines = [asked_line(answer.question, said), *_terms(answer.question, said)]
    lines += question_notes(answer.question, record, said.labels)
    lines += [say("what_if.fact_used", fact=fact) for fact in answer.facts]
    lines += ["", *summary_lines(answer, said), *([] if short else _details(answer, said))]
    if answer.question.chain == RATES:
        lines += ["", say("what_if.rates_note", source=load_honouring_rates().source)]
    return "\n".join(lines).rstrip() + "\n"


def _details(answer: WhatIf, said: ProofWords) -> list[str]:
    """Every duty with its proof, then what does not bind or ends, then what may follow."""
    say = said.labels.words.say
    lines, seen = ["", say("what_if.details_heading"), ""], set[Proof]()
    lines += [line for a, bearers in _same_duty(answer.answers) for line in _answer(a, bearers, said, seen)] or [say("what_if.nobody"), ""]
    if answer.not_bound:
        lines.append(say("what_if.ended_heading" if answer.question.kind in ("withdrawal", "entry") else "what_if.not_bound_heading"))
        lines += [line for a, bearers in _same_reason(answer.not_bound) for line in _answer(a, bearers, said, seen, INDENT)]
    if answer.breaches:
        lines.append(say("what_if.breaches_heading"))
        lines += [line for a, bearers in _same_duty(answer.breaches) for line in _answer(a, bearers, said, seen, INDENT)]
    for step in answer.chain:
        lines.append(say(f"what_if.chain.{step.rule}", bearer=said.labels.actor_in_sentence(step.assumes), step=str(step.step)))
        lines += [line for a, bearers in _same_duty(step.answers) for line in _headline(a, bearers, said, INDENT)]
    return lines


def _same_duty(answers: Iterable[Answer]) -> list[tuple[Answer, Bearers]]:
    """A duty that several states owe alike is shown once, with all who owe it and the proof for the first."""
    keys = ("verdict", "agreement_id", "article", "action", "beneficiary", "conditions", "caveats", "presumed", "would_settle")
    return _grouped((tuple(getattr(answer, key) for key in keys), answer) for answer in answers)


def _same_reason(answers: Iterable[Answer]) -> list[tuple[Answer, Bearers]]:
    """All duties of an agreement that do not bind for one reason are shown as one."""
    return _grouped(((a.agreement_id, a.beneficiary, a.why.rule, *(part.rule for part in a.why.because)), a) for a in answers)


def _grouped(keyed: Iterable[tuple[object, Answer]]) -> list[tuple[Answer, Bearers]]:
    found: dict[object, list[Answer]] = {}
    for key, answer in keyed:
        found.setdefault(key, []).append(answer)
    return [(group[0], tuple(dict.fromkeys(a.bearer for a in group))) for group in found.values()]


def asked_line(question: Question, said: ProofWords) -> str:
    """The question in one sentence."""
    day = said.labels.day(question.on.isoformat())
    name = said.labels.actor_in_sentence
    on_whom = said.agreement_in_sentence(question.on_whom) if question.kind in ("withdrawal", "entry") else name(question.on_whom)
    several = "_by_several" if len(question.attackers) > 1 else ""
    return said.labels.words.say(f"what_if.question.{question.kind}{several}", by=name(question.by), on_whom=on_whom, day=day)


def _terms(question: Question, said: ProofWords) -> Iterator[str]:
    """What else the question puts: a place, a target, a claim, conditions, facts, the clock."""
    say = said.labels.words.say
    if question.at:
        yield say("what_if.term.at", place=said.place(question.at))
    for asked, key in ((question.on_forces, "on_forces"), (question.provoked, "provoked"), (not question.presume, "strict"),
                       (question.clock == "signed", "signed_clock")):  # fmt: skip
        if asked:
            yield say(f"what_if.term.{key}")
    yield from (say("what_if.term.met", code=say(f"what_if.condition_code.{code}")) for code in question.met)
    yield from (say("what_if.term.unmet", code=say(f"what_if.condition_code.{code}")) for code in question.unmet)
    yield from (say("what_if.term.assume", fact=fact) for fact in question.assume)


def _headline(answer: Answer, bearers: Bearers, said: ProofWords, indent: str) -> Iterator[str]:
    say = said.labels.words.say
    article = say("what_if.article", number=str(answer.article)) if answer.article is not None else ""
    ends = f"{', '.join(map(said.labels.actor, bearers))} → {said.labels.actor(answer.beneficiary)}"
    yield f"{indent}{say(f'what_if.verdict.{answer.verdict}')} · {ends} · {said.agreement(answer.agreement_id)}{article}"
    duty = " · ".join(part for part in (said.filed.action_explained(answer.provision_id, answer.action), said.filed.delay(answer)) if part)
    if duty:
        yield f"{indent}{INDENT}{duty}"


def _answer(answer: Answer, bearers: Bearers, said: ProofWords, seen: set[Proof], indent: str = "") -> Iterator[str]:
    say, inner = said.labels.words.say, indent + INDENT
    yield from _headline(answer, bearers, said, indent)
    for condition in answer.conditions:
        flips = say("what_if.would_flip") if condition.would_flip else ""
        yield inner + say(f"what_if.condition.{condition.state}", text=said.filed.condition(condition, answer.provision_id)) + flips
    for caveat in said.filed.caveats(answer):
        yield inner + say("what_if.caveat", text=caveat)
    if answer.presumed:
        yield inner + say("what_if.provisional" if "provisional" in answer.presumed else "what_if.presumed")
    if answer.until:
        yield inner + say("what_if.until", day=said.labels.day(answer.until.isoformat()))
    if answer.likelihood is not None:
        yield inner + say("what_if.summary.likelihood", share=str(round(answer.likelihood * 100)))
    for fact in answer.would_settle:
        yield inner + say("what_if.would_settle", fact=fact)
    yield from (inner + line for line in position_lines(answer, said))
    for reading in answer.readings:
        yield inner + say("what_if.reading", document=reading.document_id, text=reading.evidence.text)
    yield inner + say("what_if.why")
    yield from _tree(answer.why, said, seen, inner + INDENT)
    yield ""


def _tree(proof: Proof, said: ProofWords, seen: set[Proof], indent: str) -> Iterator[str]:
    """The proof and what it rests on; what was shown under an earlier answer is not shown twice."""
    text = f" « {' '.join(proof.words.evidence.text.split())} »" if proof.words else ""
    again = proof.because and proof in seen
    ground = f" [{said.ground(proof)}]" if said.ground(proof) else ""
    yield f"{indent}- {said.sentence(proof)}{text}{ground}" + (said.labels.words.say("what_if.above") if again else "")
    if again:
        return
    seen.add(proof)
    for part in proof.because:
        yield from _tree(part, said, seen, indent + INDENT)
