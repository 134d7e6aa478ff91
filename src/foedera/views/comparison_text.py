"""Two answers side by side, for the terminal and as JSON."""

from collections.abc import Iterator
from typing import Any

from foedera.record.model import Record
from foedera.treaties.comparison import Change, Comparison
from foedera.treaties.model import Answer, Proof, Verdict
from foedera.views.labels import Labels
from foedera.views.proof_words import ProofWords, proof_words
from foedera.views.question_notes import question_notes
from foedera.views.what_if_json import proof_to_json
from foedera.views.what_if_text import asked_line
from foedera.views.words import words
from foedera.world.load_world import load_world

INDENT = "  "


def _said(comparison: Comparison, record: Record, lang: str) -> ProofWords:
    return proof_words(comparison.second.question, record, Labels(words(lang), load_world(), lang))


def comparison_text(comparison: Comparison, record: Record, lang: str) -> str:
    """Both questions, then every duty whose verdict differs, with the reason that holds in each."""
    said = _said(comparison, record, lang)
    say = said.labels.words.say
    lines = [
        say("what_if.compare.first", question=asked_line(comparison.first.question, said)),
        say("what_if.compare.second", question=asked_line(comparison.second.question, said)),
        *dict.fromkeys(n for one in (comparison.first, comparison.second) for n in question_notes(one.question, record, said.labels)),
        "",
    ]
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in comparison.changes:
        answer, verdicts = change.answer, (_verdict(change.first), _verdict(change.second))
        groups.setdefault((*verdicts, answer.agreement_id, answer.article, answer.action), []).append(change)
    for (first, second, *_), changes in groups.items():
        lines += _group(Verdict(str(first)), Verdict(str(second)), changes, said)
    same = "what_if.compare.same_one" if comparison.same == 1 else "what_if.compare.same"
    lines.append(say(same, count=str(comparison.same)) if groups else say("what_if.compare.nothing"))
    return "\n".join(lines) + "\n"


def _verdict(answer: Answer | None) -> Verdict:
    return answer.verdict if answer else Verdict.NOT_BOUND


def _group(first: Verdict, second: Verdict, changes: list[Change], said: ProofWords) -> Iterator[str]:
    say, answer = said.labels.words.say, changes[0].answer
    names = ", ".join(sorted({said.labels.actor(c.answer.bearer) for c in changes}))
    article = say("what_if.article", number=str(answer.article)) if answer.article is not None else ""
    action = said.filed.action_explained(answer.provision_id, answer.action)
    under = said.agreement(answer.agreement_id) + article
    yield say("codes.titled", title=under, rest=action) if action else under
    verdicts = {"first": say(f"what_if.verdict.{first}"), "second": say(f"what_if.verdict.{second}")}
    yield INDENT + say("what_if.compare.change", states=names, **verdicts)
    for key, one in (("why_first", changes[0].first), ("why_second", changes[0].second)):
        if one is not None and one.why.because:
            yield INDENT * 2 + say(f"what_if.compare.{key}", why=_reason(one.why.because[0], said))
    yield ""


def _reason(proof: Proof, said: ProofWords) -> str:
    """The reason in a sentence; where it has one for each of two states, both."""
    parts = proof.because if proof.rule == "in_force_between" else (proof,)
    return " ; ".join(said.sentence(part) for part in parts)


def comparison_to_json(comparison: Comparison, record: Record, lang: str) -> dict[str, Any]:
    """{"first", "second": what was asked, "changes": [...], "same": count}; a change has both verdicts and both proofs."""
    said = _said(comparison, record, lang)
    return {"first": asked_line(comparison.first.question, said), "second": asked_line(comparison.second.question, said),
            "changes": [_change(c, said) for c in comparison.changes], "same": comparison.same}  # fmt: skip


def _change(change: Change, said: ProofWords) -> dict[str, Any]:
    answer = change.answer
    return {
        "bearer": answer.bearer, "beneficiary": answer.beneficiary, "agreement": answer.agreement_id, "article": answer.article,
        "action": said.filed.action(answer.provision_id, answer.action), "first": str(_verdict(change.first)),
        "second": str(_verdict(change.second)), "why_first": proof_to_json(change.first.why, said) if change.first else None,
        "why_second": proof_to_json(change.second.why, said) if change.second else None,
    }  # fmt: skip
