"""The short answer first: who is bound, about whom it is open or disputed, and on what it hangs, in names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from foedera.treaties.model import Answer, Verdict, WhatIf
from foedera.treaties.obligations import AID_CLASSES
from foedera.views.proof_words import ProofWords

INDENT = "  "
SHOWN = (Verdict.BOUND, Verdict.UNDETERMINED, Verdict.CONTESTED)
Group = tuple[Answer, tuple[str, ...]]


def summary_lines(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    """The heading, a line for each verdict and agreement, then what the duties hang on, conflicts and the chain."""
    say = said.labels.words.say
    yield say("what_if.summary.heading")
    if answer.takes_effect:
        yield INDENT + _leaving(answer, said)
    lines = [line for verdict in SHOWN for line in _of_verdict(verdict, answer.answers, said)]
    yield from lines or [INDENT + say(_nobody(answer))]
    if answer.question.kind in ("withdrawal", "entry") and answer.not_bound:
        yield from _ended(answer, said)
    yield from _conflicts(answer, said)
    yield from _chain(answer, said)


def _conflicts(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    """The pairs of agreements that disagree, each once, with all the states that stand between them."""
    groups: dict[tuple[str, str, str | None], list[str]] = {}
    for c in answer.conflicts:
        groups.setdefault((c.first.agreement_id, c.second.agreement_id, c.second.beneficiary), []).append(c.bearer)
    if groups:
        yield INDENT + said.labels.words.say("what_if.summary.conflicts")
    for (first, second, attacker), bearers in groups.items():
        holes = {"states": ", ".join(sorted(map(said.labels.actor, bearers))), "attacker": said.labels.actor(attacker)}
        holes |= {"first": said.agreement(first), "second": said.agreement(second)}
        yield INDENT * 2 + said.labels.words.say("what_if.summary.conflict", **holes)


def _nobody(answer: WhatIf) -> str:
    return "what_if.summary.nobody_left" if answer.question.kind in ("withdrawal", "entry") else "what_if.summary.nobody"


def _of_verdict(verdict: Verdict, answers: Sequence[Answer], said: ProofWords) -> Iterator[str]:
    """Aid first, then everything else; each agreement once, with all who owe it that duty."""
    for aid in (True, False):
        groups = _grouped(a for a in answers if a.verdict is verdict and (a.action_class in AID_CLASSES) is aid)
        if not groups:
            continue
        states = {b for _, bearers in groups for b in bearers}
        key = f"what_if.summary.{verdict}_{'aid' if aid else 'other'}"
        yield INDENT + said.labels.words.say(key, count=said.labels.words.say(_count_key(len(states)), count=str(len(states))))
        for answer, bearers in groups:
            yield from _group(answer, bearers, said)


def _count_key(count: int) -> str:
    return "what_if.summary.one_state" if count == 1 else "what_if.summary.states"


def _grouped(answers: Iterable[Answer]) -> list[Group]:
    found: dict[object, list[Answer]] = {}
    for a in answers:
        found.setdefault((a.agreement_id, a.article, a.action, a.would_settle), []).append(a)
    return [(group[0], tuple(dict.fromkeys(a.bearer for a in group))) for group in found.values()]


def _group(answer: Answer, bearers: Sequence[str], said: ProofWords) -> Iterator[str]:
    say, labels = said.labels.words.say, said.labels
    names = ", ".join(sorted(map(labels.actor, bearers)))
    article = say("what_if.article", number=str(answer.article)) if answer.article is not None else ""
    action = said.filed.action(answer.provision_id, answer.action)
    line = say("what_if.summary.states_under", states=names, agreement=said.agreement(answer.agreement_id) + article)
    yield INDENT * 2 + (say("codes.titled", title=line, rest=action) if action else line)
    hangs = [said.filed.condition(c, answer.provision_id) for c in answer.conditions if c.would_flip]
    if hangs:
        yield INDENT * 3 + say("what_if.summary.provided", conditions=" ; ".join(hangs))
    if answer.likelihood is not None:
        yield INDENT * 3 + say("what_if.summary.likelihood", share=_percent(answer.likelihood))
    for fact in answer.would_settle:
        yield INDENT * 3 + say("what_if.would_settle", fact=fact)


def _percent(share: float) -> str:
    return f"{round(share * 100)}"


def _leaving(answer: WhatIf, said: ProofWords) -> str:
    say, day = said.labels.words.say, said.labels.day(answer.takes_effect.isoformat() if answer.takes_effect else None)
    if answer.notice is None:
        return say("what_if.summary.leaves_at_once", day=day)
    return say("what_if.summary.leaves_on", day=day, notice=said.duration(answer.notice))


def _ended(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    groups = _grouped(answer.not_bound)
    yield INDENT + said.labels.words.say("what_if.summary.ended", count=str(len(answer.not_bound)))
    for one, bearers in groups:
        yield from _group(one, bearers, said)


def _chain(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    say, labels = said.labels.words.say, said.labels
    if not answer.chain:
        return
    drawn = sorted({a.bearer for step in answer.chain for a in step.answers if a.verdict is Verdict.BOUND}, key=labels.actor)
    maybe = sorted({a.bearer for step in answer.chain for a in step.answers if a.bearer not in drawn}, key=labels.actor)
    steps = str(max(step.step for step in answer.chain))
    if drawn:
        yield INDENT + say("what_if.summary.chain_bound", steps=steps, states=", ".join(map(labels.actor, drawn)))
    if maybe:
        yield INDENT + say("what_if.summary.chain_open", steps=steps, states=", ".join(map(labels.actor, maybe)))


def summary_to_json(answer: WhatIf, said: ProofWords) -> dict[str, Any]:
    """{"bound": {"aid": [codes], "other": [codes]}, ... , "text": the lines as shown}."""
    found: dict[str, Any] = {}
    for verdict in SHOWN:
        mine = [a for a in answer.answers if a.verdict is verdict]
        found[str(verdict)] = {
            "aid": _codes(a for a in mine if a.action_class in AID_CLASSES),
            "other": _codes(a for a in mine if a.action_class not in AID_CLASSES),
        }
    return found | {"text": list(summary_lines(answer, said))}


def _codes(answers: Iterable[Answer]) -> list[str]:
    return sorted({a.bearer for a in answers})
