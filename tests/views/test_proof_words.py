"""Every verdict of every scenario has a proof, in both languages, each of whose leaves is a quotation or a sourced fact."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import lru_cache

import pytest

from foedera.record.model import Record
from foedera.treaties.law import Law
from foedera.treaties.model import Proof, Question, WhatIf
from foedera.treaties.what_if import law_asked, what_if_under
from foedera.views.labels import Labels
from foedera.views.proof_words import ProofWords, proof_words
from foedera.views.what_if_text import what_if_text
from foedera.views.words import words
from foedera.world.agreement import FiledScenario
from foedera.world.load_agreements import load_agreements
from foedera.world.load_world import load_world

LANGUAGES = ("en", "fr")
FILED = load_agreements()
SCENARIOS = [(a.id, s) for a in FILED for s in a.scenarios]
MORE = [
    Question("withdrawal", "USA", "NATO-1949", date(2025, 6, 1), "world"),
    Question("entry", "", "PAK-SAU-2025", date(2025, 12, 1), "world"),
    Question("attack", "RUS", "EST", date(2025, 6, 1), "world", chain="all"),
    Question("attack", "RUS+BLR", "POL", date(2025, 6, 1), "world", provoked=True, chain="rates"),
    Question("attack", "IRN", "USA", date(2025, 6, 1), "world", at="SYR", on_forces=True, presume=False),
    Question("attack", "UKR", "RUS", date(2024, 8, 1), "world", clock="signed", unmet=("state_of_war", "request")),
]


@lru_cache(maxsize=4)
def law(clock: str, presume: bool) -> Law:
    return law_asked(Question("attack", "", "", date(2000, 1, 1), "world", clock=clock, presume=presume), Record(), FILED)[1]


@lru_cache(maxsize=1000)
def law_about(agreement_id: str) -> Law:
    """The law of one agreement and of those that replace it: what its scenarios are about."""
    whole = law("in_force", True)
    return whole.with_agreements(a for a in whole.agreements if a.id == agreement_id or agreement_id in a.replaces)


def question_of(scenario: FiledScenario) -> Question:
    known = {f.name for f in fields(FiledScenario)} & {"at", "on_forces", "provoked"}
    more = {name: getattr(scenario, name) for name in known}
    return Question(scenario.kind, "+".join(scenario.by), scenario.on_whom, date.fromisoformat(scenario.on), "world", chain="none", **more)


def proofs_of(answer: WhatIf) -> Iterator[Proof]:
    yield from (a.why for a in (*answer.answers, *answer.not_bound))
    yield from (a.why for step in answer.chain for a in step.answers)
    yield from (c.why for c in answer.conflicts)
    yield from (a.why for a in answer.breaches)


@lru_cache(maxsize=1)
def every_proof() -> tuple[Proof, ...]:
    """Each proof of each scenario once."""
    answers = [what_if_under(question_of(s), Record(), law_about(agreement_id)) for agreement_id, s in SCENARIOS if not s.assume]
    answers += [what_if_under(q, Record(), law(q.clock, q.presume)) for q in MORE]
    seen: dict[int, Proof] = {}
    stack = [p for answer in answers for p in proofs_of(answer)]
    while stack:
        proof = stack.pop()
        if id(proof) not in seen:  # proofs are shared, and `stack` and `answers` keep each alive
            seen[id(proof)] = proof
            stack += proof.because
    return tuple({(p.rule, p.values, p.fact_id, bool(p.words), bool(p.because)): p for p in seen.values()}.values())


def test_every_leaf_is_a_quotation_or_a_fact_with_its_source() -> None:
    assert len(every_proof()) > 1000
    bare = {p.rule for p in every_proof() if not p.because and not p.words and not p.fact_id}
    assert bare == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_of_a_proof_has_a_whole_sentence(lang: str) -> None:
    said = words_for(lang)
    for proof in {(p.rule, tuple(name for name, _ in p.values)): p for p in every_proof()}.values():
        assert words(lang).has(f"rules.{proof.rule}"), proof.rule
        assert "…" not in said.sentence(proof), proof


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_ground_of_the_file_says_where_it_comes_from(lang: str) -> None:
    said = words_for(lang)
    grounds = {p.fact_id for p in every_proof() if p.fact_id and p.fact_id.startswith("file:")}
    assert len(grounds) > 100
    assert [g for g in sorted(grounds) if not (said.filed.ground(g) or "").strip()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("question", MORE, ids=lambda q: f"{q.kind}-{q.on_whom}")
def test_the_short_answer_comes_first_and_names_states(lang: str, question: Question) -> None:
    text = what_if_text(what_if_under(question, Record(), law(question.clock, question.presume)), Record(), lang)
    short, details = text.split(words(lang).say("what_if.details_heading"))
    assert words(lang).say("what_if.summary.heading") in short and len(short) < len(details)
    assert not [line for line in short.splitlines() if line.strip() in ("USA", "RUS", "POL")]


def words_for(lang: str) -> ProofWords:
    return proof_words(Question("attack", "", "", date(2025, 1, 1), "world"), Record(), Labels(words(lang), load_world(), lang))
