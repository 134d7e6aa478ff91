"""Who protects whom on a day, and by whose choice; which attack would bring in most states: for the terminal and as JSON."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from foedera.record.model import Record
from foedera.treaties.model import Question
from foedera.treaties.protection import Decider, Protection, Rank
from foedera.views.labels import Labels
from foedera.views.proof_words import ProofWords, proof_words
from foedera.views.what_if_json import answer_to_json
from foedera.views.words import words
from foedera.world.load_world import load_world

INDENT = "  "


def protection_words(day: date, agreements: str, record: Record, lang: str) -> ProofWords:
    """The words for answers about protection on a day."""
    return proof_words(Question("attack", "", "", day, agreements), record, Labels(words(lang), load_world(), lang))


def protection_text(state: str, day: date, towards: Sequence[Protection], by: Sequence[Protection], said: ProofWords) -> str:
    """Two lists: who promised to defend the state, and whom it promised to defend, by whose choice aid comes."""
    say, name = said.labels.words.say, said.labels.actor_in_sentence(state)
    on = said.labels.day(day.isoformat())
    lines = [say("what_if.protects.who_protects", state=name, day=on, count=_states({p.answer.bearer for p in towards}, said))]
    lines += _by_decider(towards, "bearer", said) or [INDENT + say("what_if.protects.nobody")]
    lines += ["", say("what_if.protects.whom_it_protects", state=name, day=on, count=_states({p.answer.beneficiary for p in by}, said))]
    lines += _by_decider(by, "beneficiary", said) or [INDENT + say("what_if.protects.nobody")]
    return "\n".join(lines) + "\n"


def _states(found: Collection[str | None], said: ProofWords) -> str:
    return said.labels.words.say("what_if.summary.one_state" if len(found) == 1 else "what_if.summary.states", count=str(len(found)))


def _by_decider(found: Sequence[Protection], end: str, said: ProofWords) -> list[str]:
    lines = []
    for decider in Decider:
        mine = [p for p in found if p.decided_by is decider]
        if mine:
            lines.append(INDENT + said.labels.words.say(f"what_if.protects.decided_by.{decider}"))
            lines += _lines(mine, end, said)
    return lines


def _lines(found: Iterable[Protection], end: str, said: ProofWords) -> Iterator[str]:
    """One line for each agreement, verdict and duty, with all the states at this end of it."""
    groups: dict[tuple[object, ...], list[Protection]] = {}
    for p in found:
        groups.setdefault((p.answer.agreement_id, p.answer.verdict, p.answer.article, p.answer.action), []).append(p)
    say = said.labels.words.say
    for (_, verdict, *_), group in groups.items():
        answer = group[0].answer
        names = ", ".join(sorted({said.labels.actor(getattr(p.answer, end)) for p in group}))
        article = say("what_if.article", number=str(answer.article)) if answer.article is not None else ""
        under = say("what_if.summary.states_under", states=names, agreement=said.agreement_in_sentence(answer.agreement_id) + article)
        yield INDENT * 2 + say("what_if.protects.line", verdict=say(f"what_if.verdict.{verdict}"), text=under)
        if caveats := said.filed.caveats(answer):
            yield INDENT * 3 + say("what_if.caveat", text=" ; ".join(caveats))
        hangs = [said.filed.condition(c, answer.provision_id) for c in answer.conditions if c.would_flip]
        if hangs:
            yield INDENT * 3 + say("what_if.summary.provided", conditions=" ; ".join(hangs))


def protection_to_json(state: str, day: date, towards: Sequence[Protection], by: Sequence[Protection], said: ProofWords) -> dict[str, Any]:
    """{"state", "on", "protected_by": [...], "protects": [...]}; each an answer with "decided_by" beside its fields."""
    sides = {"protected_by": [_one(p, said) for p in towards], "protects": [_one(p, said) for p in by]}
    return {"state": state, "on": day.isoformat()} | sides


def _one(protection: Protection, said: ProofWords) -> dict[str, Any]:
    return answer_to_json(protection.answer, said) | {"decided_by": str(protection.decided_by)}


def ranks_text(ranks: Sequence[Rank], by: str, day: date, said: ProofWords) -> str:
    """One line a state, the one whose attack would bring in most states first."""
    say, labels = said.labels.words.say, said.labels
    on = labels.day(day.isoformat())
    heading = say("what_if.protects.ranks_by", by=labels.actor_in_sentence(by), day=on) if by else say("what_if.protects.ranks", day=on)
    lines = [say("what_if.protects.rank", state=labels.actor(r.state), bound=str(len(r.bound)), open=str(len(r.open))) for r in ranks]
    return "\n".join((heading, *(INDENT + line for line in lines or [say("what_if.protects.nobody")]))) + "\n"


def ranks_to_json(ranks: Sequence[Rank], by: str, day: date) -> dict[str, Any]:
    """{"by", "on", "ranks": [{"state", "bound": [codes], "open": [codes]}]}."""
    rows = [{"state": r.state, "bound": list(r.bound), "open": list(r.open)} for r in ranks]
    return {"by": by or None, "on": day.isoformat(), "ranks": rows}
