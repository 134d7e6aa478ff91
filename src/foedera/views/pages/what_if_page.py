"""The answer to a what-if question: the short answer, then each duty with its conditions and a proof that folds open, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.record.model import Record
from foedera.treaties.model import Answer, ChainStep, Question, WhatIf
from foedera.views.labels import Labels
from foedera.views.pages.proof import ProofNode, proof_node
from foedera.views.pages.table import Table
from foedera.views.positions import position_lines
from foedera.views.proof_words import ProofWords, proof_words
from foedera.views.question_notes import question_notes
from foedera.views.what_if_summary import summary_lines
from foedera.views.what_if_text import asked_line


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of the short answer, `depth` steps in."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """A condition in words. `state`: assumed, met, unmet, unknown or disputed; `flips`: without it the duty falls away."""

    state: str
    words: str
    flips: bool


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One duty, for all who owe it alike; the proof is that of the first."""

    verdict: str
    verdict_words: str
    bearers: tuple[str, ...]
    beneficiary: str
    agreement: str
    agreement_id: str
    own: bool
    article: int | None
    duty: str
    conditions: tuple[ConditionShown, ...]
    caveats: tuple[str, ...]
    notes: tuple[str, ...]
    why: ProofNode


@dataclass(frozen=True, slots=True)
class ChainShown:
    """One further step, in words, with who would owe what."""

    words: str
    answers: tuple[AnswerShown, ...]


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """The whole answer."""

    asked: str
    notes: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    answers: tuple[AnswerShown, ...]
    not_bound: tuple[AnswerShown, ...]
    breaches: tuple[AnswerShown, ...]
    chain: tuple[ChainShown, ...]


_SAME_DUTY = ("verdict", "agreement_id", "article", "action", "beneficiary", "conditions", "caveats", "presumed", "would_settle")


def what_if_page(answer: WhatIf, record: Record, labels: Labels) -> WhatIfPage:
    """The page of an answer."""
    question: Question = answer.question
    said = proof_words(question, record, labels)
    own = frozenset(a.id for a in record.agreements)
    return WhatIfPage(
        asked=asked_line(question, said),
        notes=tuple(question_notes(question, record, labels)),
        summary=tuple(_line(text) for text in tuple(summary_lines(answer, said))[1:]),
        answers=_shown(answer.answers, said, own),
        not_bound=_shown_by_reason(answer.not_bound, said, own),
        breaches=_shown(answer.breaches, said, own),
        chain=tuple(ChainShown(_step_words(s, labels), _shown(s.answers, said, own)) for s in answer.chain),
    )


def _step_words(step: ChainStep, labels: Labels) -> str:
    return labels.words.say(f"what_if.chain.{step.rule}", bearer=labels.actor(step.assumes), step=str(step.step))


def _line(text: str) -> SummaryLine:
    bare = text.lstrip(" ")
    return SummaryLine((len(text) - len(bare)) // 2, bare.removeprefix("- "))


def _shown(answers: Iterable[Answer], said: ProofWords, own: frozenset[str]) -> tuple[AnswerShown, ...]:
    """A duty that several states owe alike is shown once."""
    return _grouped(((tuple(getattr(a, key) for key in _SAME_DUTY), a) for a in answers), said, own)


def _shown_by_reason(answers: Iterable[Answer], said: ProofWords, own: frozenset[str]) -> tuple[AnswerShown, ...]:
    """All duties of an agreement that do not bind for one reason are shown as one."""
    return _grouped((((a.agreement_id, a.beneficiary, a.why.rule, *(p.rule for p in a.why.because)), a) for a in answers), said, own)


def _grouped(keyed: Iterable[tuple[object, Answer]], said: ProofWords, own: frozenset[str]) -> tuple[AnswerShown, ...]:
    found: dict[object, list[Answer]] = {}
    for key, answer in keyed:
        found.setdefault(key, []).append(answer)
    return tuple(_answer(group[0], tuple(dict.fromkeys(a.bearer for a in group)), said, own) for group in found.values())


def _answer(answer: Answer, bearers: tuple[str, ...], said: ProofWords, own: frozenset[str]) -> AnswerShown:
    say = said.labels.words.say
    duty = " · ".join(part for part in (said.filed.action(answer.provision_id, answer.action), said.filed.delay(answer)) if part)
    conditions = tuple(
        ConditionShown(c.state, say(f"what_if.condition.{c.state}", text=said.filed.condition(c, answer.provision_id)), c.would_flip)
        for c in answer.conditions
    )
    return AnswerShown(
        answer.verdict.value,
        say(f"what_if.verdict.{answer.verdict}"),
        tuple(map(said.labels.actor, bearers)),
        said.labels.actor(answer.beneficiary),
        said.names.get(answer.agreement_id, answer.agreement_id),
        answer.agreement_id,
        answer.agreement_id in own,
        answer.article,
        duty,
        conditions,
        said.filed.caveats(answer),
        tuple(_notes(answer, said)),
        proof_node(answer.why, said),
    )


def _notes(answer: Answer, said: ProofWords) -> Iterable[str]:
    say = said.labels.words.say
    if answer.presumed:
        yield say("what_if.provisional" if "provisional" in answer.presumed else "what_if.presumed")
    if answer.until:
        yield say("what_if.until", day=said.labels.day(answer.until.isoformat()))
    if answer.likelihood is not None:
        yield say("what_if.summary.likelihood", share=str(round(answer.likelihood * 100)))
    yield from (say("what_if.would_settle", fact=fact) for fact in answer.would_settle)
    yield from position_lines(answer, said)
    yield from (say("what_if.reading", document=r.document_id, text=r.evidence.text) for r in answer.readings)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def answers_table(page: WhatIfPage) -> Table:
    """One line a duty, for a spreadsheet."""
    rows = tuple(
        (a.verdict, "; ".join(a.bearers), a.beneficiary, a.agreement_id, a.article, a.duty, _joined(c.words for c in a.conditions),
         _joined(a.caveats))
        for a in (*page.answers, *page.not_bound)
    )
    return Table(("verdict", "bearers", "beneficiary", "agreement", "article", "duty", "conditions", "caveats"), rows)
