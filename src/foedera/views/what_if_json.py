"""Answers to what-if questions as JSON (contract RECORD.md)."""

from typing import Any

from foedera.record.model import Record
from foedera.treaties.model import Answer, ChainStep, Condition, Conflict, Proof, Question, WhatIf
from foedera.views.labels import Labels
from foedera.views.positions import positions_of
from foedera.views.proof_words import ProofWords, evidence_to_json, proof_words
from foedera.views.question_notes import question_notes
from foedera.views.what_if_summary import summary_to_json
from foedera.views.words import words
from foedera.world.load_world import load_world


def what_if_to_json(answer: WhatIf, record: Record, lang: str) -> dict[str, Any]:
    """The whole answer; `why` and `assumes` are worded in `lang`, all else is the same in every language."""
    said = proof_words(answer.question, record, Labels(words(lang), load_world(), lang))
    found: dict[str, Any] = {
        "question": _question(answer.question, answer.facts),
        "summary": summary_to_json(answer, said),
        "answers": [answer_to_json(a, said) for a in answer.answers],
        "not_bound": [answer_to_json(a, said) for a in answer.not_bound],
        "chain": [_chain_step(step, said) for step in answer.chain],
        "conflicts": [_conflict(conflict, said) for conflict in answer.conflicts],
        "breaches": [answer_to_json(a, said) for a in answer.breaches],
    }
    if answer.takes_effect:
        found |= {"takes_effect": answer.takes_effect.isoformat(), "notice": answer.notice}
    if notes := list(question_notes(answer.question, record, said.labels)):
        found["notes"] = notes
    return found


def _conflict(conflict: Conflict, said: ProofWords) -> dict[str, Any]:
    between = [
        {"agreement": a.agreement_id, "article": a.article, "beneficiary": a.beneficiary, "verdict": str(a.verdict)}
        for a in (conflict.first, conflict.second)
    ]
    return {"bearer": conflict.bearer, "between": between, "why": proof_to_json(conflict.why, said)}


def _question(question: Question, facts: tuple[str, ...]) -> dict[str, Any]:
    ends = [question.on_whom] if question.kind == "entry" else [question.by, question.on_whom]
    asked: dict[str, Any] = {question.kind: ends, "on": question.on.isoformat()}
    asked |= {"agreements": question.agreements, "assume": list(question.assume), "facts": list(facts)}
    return asked | _terms(question)


def _terms(question: Question) -> dict[str, Any]:
    """What else the question puts; only what differs from a plain question."""
    plain = Question(question.kind, question.by, question.on_whom, question.on)
    names = ("at", "on_forces", "provoked", "met", "unmet", "chain", "clock", "presume")
    found: dict[str, Any] = {n: getattr(question, n) for n in names if getattr(question, n) != getattr(plain, n)}
    if len(question.attackers) > 1:
        found["attackers"] = list(question.attackers)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def answer_to_json(answer: Answer, said: ProofWords) -> dict[str, Any]:
    """One answer; a duty that does not bind has the same fields."""
    found: dict[str, Any] = {
        "verdict": str(answer.verdict),
        "bearer": answer.bearer,
        "beneficiary": answer.beneficiary,
        "agreement": answer.agreement_id,
        "article": answer.article,
        "action": said.filed.action(answer.provision_id, answer.action),
        "action_class": str(answer.action_class) if answer.action_class else None,
        "strength": answer.strength,
        "delay": said.filed.delay(answer),
        "conditions": [_condition(c, answer, said) for c in answer.conditions],
        "caveats": list(said.filed.caveats(answer)) if said.filed.duty(answer.provision_id) else list(answer.caveats),
        "presumed": list(answer.presumed),
        "why": proof_to_json(answer.why, said),
    }
    if answer.would_settle:
        found["would_settle"] = list(answer.would_settle)
    if answer.until:
        found["until"] = answer.until.isoformat()
    if answer.likelihood is not None:
        found["likelihood"] = answer.likelihood
    if positions := positions_of(answer, said):
        found["positions"] = positions
    if answer.readings:
        found["readings"] = [evidence_to_json(w) for w in answer.readings]
    return found


def _condition(condition: Condition, answer: Answer, said: ProofWords) -> dict[str, Any]:
    text = said.filed.condition(condition, answer.provision_id) if said.filed.duty(answer.provision_id) else condition.text
    found: dict[str, Any] = {"text": text, "state": condition.state}
    if condition.code and said.filed.duty(answer.provision_id):
        found["code"] = condition.code
    return found | ({"would_flip": True} if condition.would_flip else {})


def proof_to_json(proof: Proof, said: ProofWords) -> dict[str, Any]:
    """{"conclusion", "rule", "evidence", "because"}, with "fact" where it rests on an outside fact."""
    found: dict[str, Any] = {"conclusion": said.sentence(proof), "rule": proof.rule, "evidence": evidence_to_json(proof.words)}
    if proof.fact_id:
        found["fact"] = proof.fact_id
        if ground := said.ground(proof):
            found["ground"] = ground
    return found | {"because": [proof_to_json(part, said) for part in proof.because]}


def _chain_step(step: ChainStep, said: ProofWords) -> dict[str, Any]:
    assumes = said.labels.words.say(f"what_if.chain_assumes.{step.rule}", bearer=said.labels.actor_in_sentence(step.assumes))
    answers = [answer_to_json(a, said) for a in step.answers]
    found = {"step": step.step, "assumes": assumes, "bearer": step.assumes, "rule": step.rule, "answers": answers}
    return found | ({"likelihood": step.likelihood} if step.likelihood is not None else {})
