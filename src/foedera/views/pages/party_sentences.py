"""How an agreement stands for its parties on a day, one sentence for all parties of whom the same is true: the top of its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.record.model import AgreementRow
from foedera.treaties.lifecycle import Certainty, StepsReached, applies_to
from foedera.treaties.standing import Standing
from foedera.values.codes import Status, Step
from foedera.views.labels import Labels
from foedera.views.pages.shown import day_shown

MANY = 8  # parties of one sentence that are named; the table below has all of them


@dataclass(frozen=True, slots=True)
class PartySentence:
    """One sentence. `standing`: the code whose sign goes with it (certain, possible, contested, not); `states`: whom it is true of."""

    standing: str
    states: tuple[str, ...]
    parties: str
    text: str


def what_is_true_of(row: AgreementRow, reached: StepsReached, standing: Standing, labels: Labels) -> str:
    """What is true of one party: in force or not, and the last certain step with its day."""
    told = labels.words.say(f"web.in_force.{standing.certainty.value}")
    if reached.step is None:
        return labels.words.say("web.agreement.now_no_step", standing=told)
    steps = [s for s in row.lifecycle if s.step == reached.step and s.status is Status.DONE and applies_to(s, row, reached.party)]
    day = day_shown(steps[-1].days, steps[-1].date, labels).words if steps else labels.day(None)
    if reached.step is Step.IN_FORCE and standing.certainty is Certainty.CERTAIN:
        return labels.words.say("web.agreement.now_since", standing=told, day=day)
    return labels.words.say("web.agreement.now", standing=told, step=labels.code("step", reached.step.value), day=day)


def party_sentences(parties: Iterable[tuple[str, str, str]], labels: Labels) -> tuple[PartySentence, ...]:
    """One sentence for each thing that is true of some: `parties` are states with their standing and what is true of them."""
    groups: dict[tuple[str, str], list[str]] = {}
    for state, standing, text in parties:
        groups.setdefault((standing, text), []).append(state)
    return tuple(PartySentence(standing, tuple(states), _named(states, labels), text) for (standing, text), states in groups.items())


def _named(states: list[str], labels: Labels) -> str:
    names = ", ".join(labels.actor(state) for state in states[:MANY])
    more = len(states) - MANY
    return f"{names} {labels.words.say('web.more_states', count=str(more))}" if more > 0 else names
