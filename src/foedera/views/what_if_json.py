"""Answers to what-if questions as JSON (contract RECORD.md)."""

from typing import Any

from foedera.record.model import Record
from foedera.treaties.model import Answer, ChainStep, Condition, Proof, Question, WhatIf
from foedera.views.labels import Labels
from foedera.views.proof_words import ProofWords, evidence_to_json, proof_words
from foedera.views.words import words
from foedera.world.load_world import load_world


def what_if_to_json(answer: WhatIf, record: Record, lang: str) -> dict[str, Any]:
    """The whole answer; `why` and `assumes` are worded in `lang`, all else is the same in every language."""
    said = proof_words(answer.question, record, Labels(words(lang), load_world(), lang))
    return {
        "question": _question(answer.question, answer.facts),
        "answers": [answer_to_json(a, said) for a in answer.answers],
        "not_bound": [answer_to_json(a, said) for a in answer.not_bound],
        "chain": [_chain_step(step, said) for step in answer.chain],
    }


def _question(question: Question, facts: tuple[str, ...]) -> dict[str, Any]:
    asked: dict[str, Any] = {question.kind: [question.by, question.on_whom], "on": question.on.isoformat()}
    return asked | {"agreements": question.agreements, "assume": list(question.assume), "facts": list(facts)}


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
    if answer.readings:
        found["readings"] = [evidence_to_json(w) for w in answer.readings]
    return found


def _condition(condition: Condition, answer: Answer, said: ProofWords) -> dict[str, Any]:
    text = said.filed.condition(condition, answer.provision_id) if said.filed.duty(answer.provision_id) else condition.text
    found: dict[str, Any] = {"text": text, "state": condition.state}
    return found | ({"would_flip": True} if condition.would_flip else {})


def proof_to_json(proof: Proof, said: ProofWords) -> dict[str, Any]:
    """{"conclusion", "rule", "evidence", "because"}, with "fact" where it rests on an outside fact."""
    found: dict[str, Any] = {"conclusion": said.sentence(proof), "rule": proof.rule, "evidence": evidence_to_json(proof.words)}
    if proof.fact_id:
        found["fact"] = proof.fact_id
    return found | {"because": [proof_to_json(part, said) for part in proof.because]}


def _chain_step(step: ChainStep, said: ProofWords) -> dict[str, Any]:
    assumes = said.labels.words.say("what_if.chain_assumes", bearer=said.labels.actor(step.assumes))
    return {"step": step.step, "assumes": assumes, "bearer": step.assumes, "answers": [answer_to_json(a, said) for a in step.answers]}
