"""The short answer first: who is bound, about whom it is open or disputed, and on what it hangs, in names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from foedera.treaties.explanation import FILE_MARK
from foedera.treaties.model import Answer, Verdict, WhatIf
from foedera.treaties.obligations import AID_CLASSES
from foedera.treaties.who_is_bound import NON_BINDING
from foedera.values.codes import ActionClass
from foedera.views.proof_words import ProofWords

INDENT = "  "
STANDING = "duty_standing"  # the rule of a duty that nothing needs to call up
LASTING = ("withdrawal", "entry")  # questions about what binds from then on, not about a case
OTHER = "other"
KINDS_OF_DUTY = {"defence": (ActionClass.DEFENCE,), "aid": tuple(c for c in AID_CLASSES if c is not ActionClass.DEFENCE)}
ALIKE = 3  # so many agreements, or more, that say the same are told in one line
AT_ALL_TIMES = (ActionClass.COOPERATION, ActionClass.COORDINATION)  # promised without a case by nearly every treaty of partnership
SHOWN = (Verdict.BOUND, Verdict.UNDETERMINED, Verdict.CONTESTED)


def summary_lines(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    """The heading, a line for each verdict and agreement, then what the duties hang on, conflicts and the chain."""
    say = said.labels.words.say
    yield say("what_if.summary.heading")
    if answer.takes_effect:
        yield INDENT + _leaving(answer, said)
    told = [a for a in answer.answers if answer.question.kind in LASTING or not _standing(a)]
    lines = [line for verdict in SHOWN for line in _of_verdict(verdict, told, said)] + list(_standing_line(answer, said))
    yield from lines or [INDENT + say(_nobody(answer))]
    if answer.question.kind in LASTING:
        yield from _ended(answer, said)
    yield from _declared(answer, said)
    if answer.breaches:
        yield INDENT + say("what_if.summary.breaches")
        yield from _agreements(answer.breaches, said)
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
        holes = {"states": ", ".join(sorted(map(said.labels.actor, bearers))), "attacker": said.labels.actor_in_sentence(attacker)}
        holes |= {"first": said.agreement_in_sentence(first), "second": said.agreement_in_sentence(second)}
        yield INDENT * 2 + said.labels.words.say("what_if.summary.conflict", **holes)


def _nobody(answer: WhatIf) -> str:
    return "what_if.summary.nobody_left" if answer.question.kind in LASTING else "what_if.summary.nobody"


def _of_verdict(verdict: Verdict, answers: Sequence[Answer], said: ProofWords) -> Iterator[str]:
    """Defence first, then other aid, then everything else; each agreement once, with all who owe the same duties under it."""
    for kind in (*KINDS_OF_DUTY, OTHER):
        mine = [a for a in answers if a.verdict is verdict and _kind_of(a) == kind]
        if mine:
            states = {a.bearer for a in mine}
            count = _counted("one_state", "states", len(states), said)
            yield INDENT + said.labels.words.say(f"what_if.summary.{verdict}_{kind}", count=count)
            yield from _agreements(mine, said)


def _kind_of(answer: Answer) -> str:
    return next((kind for kind, classes in KINDS_OF_DUTY.items() if answer.action_class in classes), OTHER)


def _standing(answer: Answer) -> bool:
    """A promise that holds at all times, whatever attack or threat is asked about: told in one line at the end.

    Of what documents tell, aid and consultation stay with what is due: the case that calls them up may not have been told.
    """
    at_all_times = any(p.rule == STANDING for p in answer.why.because)
    return at_all_times and ((answer.provision_id or "").startswith(FILE_MARK) or answer.action_class in AT_ALL_TIMES)


def _standing_line(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    mine = sorted({said.labels.actor(a.bearer) for a in answer.answers if _standing(a) and a.verdict is Verdict.BOUND})
    if mine and answer.question.kind not in LASTING:
        yield INDENT + said.labels.words.say("what_if.summary.standing", states=", ".join(mine))


def _counted(one: str, several: str, count: int, said: ProofWords) -> str:
    """A number of things: "1 state", "3 states"."""
    return said.labels.words.say(f"what_if.summary.{one if count == 1 else several}", count=str(count))


def _agreements(answers: Iterable[Answer], said: ProofWords) -> Iterator[str]:
    """For each agreement the states that owe the same duties under it, then each of these duties; agreements that say the same together."""
    owed: dict[tuple[str, str], dict[object, Answer]] = {}
    for a in answers:
        owed.setdefault((a.agreement_id, a.bearer), {}).setdefault((a.article, a.action), a)
    groups: dict[tuple[object, ...], list[str]] = {}
    for (agreement_id, bearer), duties in owed.items():
        groups.setdefault((agreement_id, *duties), []).append(bearer)
    alike: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}
    told: dict[tuple[str, ...], list[Answer]] = {}
    for key, bearers in groups.items():
        here = list(owed[str(key[0]), bearers[0]].values())
        lines = (*_duty_lines(here, said), "", *_hanging_lines(here, said))
        alike.setdefault(lines, []).append((str(key[0]), bearers))
        told[lines] = here
    for lines, agreements in alike.items():
        yield from (_told_together if len(agreements) >= ALIKE else _told_apart)(agreements, told[lines], said)


def _told_apart(here: Sequence[tuple[str, list[str]]], duties: Sequence[Answer], said: ProofWords) -> Iterator[str]:
    for agreement_id, bearers in here:
        names = ", ".join(sorted(map(said.labels.actor, bearers)))
        under = said.labels.words.say("what_if.summary.states_under", states=names, agreement=said.agreement_in_sentence(agreement_id))
        yield from _duties(under, ", ", duties, said)


def _told_together(here: Sequence[tuple[str, list[str]]], duties: Sequence[Answer], said: ProofWords) -> Iterator[str]:
    """ "Albania (ALB-UKR-2025), Belgium (BEL-UKR-2024), ...: the duty": the ids tell the agreements."""
    named = sorted(f"{', '.join(sorted(map(said.labels.actor, bearers)))} ({agreement_id})" for agreement_id, bearers in here)
    yield from _duties(", ".join(named), " — ", duties, said)


def _duties(under: str, joint: str, duties: Sequence[Answer], said: ProofWords) -> Iterator[str]:
    lines = list(_duty_lines(duties, said))
    article = _article(duties[0], "what_if.summary.article", said)
    if len(duties) == 1:
        yield INDENT * 2 + _titled(under + (joint + article if article else ""), duties[0], said)
    else:
        yield INDENT * 2 + under
        yield from (f"{INDENT * 3}- {line}" for line in lines)
    yield from (INDENT * 3 + line for line in _hanging_lines(duties, said))


def _duty_lines(duties: Sequence[Answer], said: ProofWords) -> Iterator[str]:
    return (_titled(_article(duty, "what_if.summary.article", said), duty, said) for duty in duties)


def _hanging_lines(duties: Sequence[Answer], said: ProofWords) -> Iterator[str]:
    """What the duties hang on, what is reserved, how often such duties were honoured, and what would settle the matter."""
    say = said.labels.words.say
    hangs = [said.filed.condition(c, a.provision_id) for a in duties for c in a.conditions if c.would_flip]
    if hangs:
        yield say("what_if.summary.provided", conditions=" ; ".join(dict.fromkeys(hangs)))
    if reserves := dict.fromkeys(text for a in duties for text in said.filed.caveats(a)):
        yield say("what_if.caveat", text=" ; ".join(reserves))
    if duties[0].likelihood is not None:
        yield say("what_if.summary.likelihood", share=_percent(duties[0].likelihood))
    yield from (say("what_if.would_settle", fact=fact) for fact in dict.fromkeys(f for a in duties for f in a.would_settle))


def _declared(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    """What was promised without legal force, in one line: who, and under what."""
    found: dict[str, dict[str, None]] = {}
    for a in answer.not_bound:
        if a.why.rule == NON_BINDING:
            found.setdefault(a.agreement_id, {})[said.labels.actor(a.bearer)] = None
    say, named = said.labels.words.say, said.agreement_in_sentence
    under = [say("what_if.summary.states_under", states=", ".join(sorted(who)), agreement=named(i)) for i, who in found.items()]
    if under:
        yield INDENT + say("what_if.summary.declared", agreements=" ; ".join(under))


def _article(answer: Answer, key: str, said: ProofWords) -> str:
    return said.labels.words.say(key, number=str(answer.article)) if answer.article is not None else ""


def _titled(title: str, answer: Answer, said: ProofWords) -> str:
    """What is to be done after where it stands; one of the two where the other is not told."""
    action = said.filed.action_explained(answer.provision_id, answer.action)
    return said.labels.words.say("codes.titled", title=title, rest=action) if action and title else action or title


def _percent(share: float) -> str:
    return f"{round(share * 100)}"


def _leaving(answer: WhatIf, said: ProofWords) -> str:
    say, day = said.labels.words.say, said.labels.day(answer.takes_effect.isoformat() if answer.takes_effect else None)
    if answer.notice is None:
        return say("what_if.summary.leaves_at_once", day=day)
    return say("what_if.summary.leaves_on", day=day, notice=said.duration(answer.notice))


def _ended(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    ended = [a for a in answer.not_bound if a.why.rule != NON_BINDING]
    if ended:
        yield INDENT + said.labels.words.say("what_if.summary.ended", count=_counted("one_duty", "duties", len(ended), said))
        yield from _agreements(ended, said)


def _chain(answer: WhatIf, said: ProofWords) -> Iterator[str]:
    say, labels = said.labels.words.say, said.labels
    if not answer.chain:
        return
    drawn = sorted({a.bearer for step in answer.chain for a in step.answers if a.verdict is Verdict.BOUND}, key=labels.actor)
    maybe = sorted({a.bearer for step in answer.chain for a in step.answers if a.bearer not in drawn}, key=labels.actor)
    steps = _counted("one_step", "steps", max(step.step for step in answer.chain), said)
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
