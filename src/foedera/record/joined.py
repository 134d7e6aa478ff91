"""Why statements stand in one row: for each, the statement of the row that it goes with best, the score and the grounds."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from foedera.reading.model import StepStatement
from foedera.record.agreement_match import compare_agreements
from foedera.record.agreements import ToldAgreement
from foedera.record.event_match import compare
from foedera.record.event_tellings import EventTelling
from foedera.record.lifecycle import EACH_FOR_ITSELF
from foedera.record.match import Match, ground
from foedera.record.model import Joined
from foedera.record.statement_ids import agreement_id
from foedera.record.tellings import Telling
from foedera.values.codes import Step
from foedera.values.dates import DateRange, edtf_from_range

One = TypeVar("One")
MOST_COMPARED = 24  # members of a row that each one is compared with: a long row needs no more to say why
STEP, DAYS, OPEN_DAYS, ALONE = 1.4, 1.0, 0.4, 0.35


def joined(members: Sequence[One], id_of: Callable[[One], str], match: Callable[[One, One], Match]) -> tuple[Joined, ...]:
    """The best match of every member with another one; nothing for a row of one statement."""
    found = []
    for n, one in enumerate(members):
        others = [o for k, o in enumerate(members[:MOST_COMPARED]) if k != n]
        matches = [(m.fit, m.weight, id_of(other), m) for other in others if (m := match(one, other))]
        if matches:
            fit, _, other_id, best = min(matches, key=lambda m: (-m[0], -m[1], m[2]))
            found.append(Joined(id_of(one), other_id, best.score if fit else 0.0, best.grounds))
    return tuple(found)


def joined_events(members: Sequence[EventTelling]) -> tuple[Joined, ...]:
    """For each telling of an event, the other it is most like, with how much and why."""
    return joined(members, lambda t: t.telling.id, compare)


def joined_agreements(group: Sequence[ToldAgreement]) -> tuple[Joined, ...]:
    """For each telling of an agreement, the other it is most like, with how much and why."""
    return joined(group, lambda t: agreement_id(t.document_id, t.reading), compare_agreements)


def joined_steps(tellings: Sequence[Telling]) -> tuple[Joined, ...]:
    """For each telling of a step, the other it is most like, with how much and why."""
    return joined(tellings, lambda t: t.id, compare_steps)


def compare_steps(a: Telling, b: Telling) -> Match:
    """Two tellings of one step of one agreement: the days they tell either meet or do not."""
    said = a.statement
    assert isinstance(said, StepStatement)
    return _compared_steps(said.step, a.told_days, b.told_days)


@lru_cache(maxsize=4096)  # most pages tell the same few days of a step
def _compared_steps(step: Step, x: DateRange | None, y: DateRange | None) -> Match:
    rule = "same_step_of_party" if step in EACH_FOR_ITSELF else "same_step"
    grounds, weight = [ground(rule, step=str(step))], STEP
    if x and y:
        both = x.intersection(y)
        if both.is_empty:
            days = {"first": edtf_from_range(x) or "", "second": edtf_from_range(y) or ""}
            return Match(weight - ALONE, (*grounds, ground("one_step_once", **days)))
        closed = all(d.earliest is not None and d.latest is not None for d in (x, y))
        weight += DAYS if closed else OPEN_DAYS
        grounds.append(ground("same_days" if closed else "days_fit", date=edtf_from_range(both) or ""))
    return Match(weight, tuple(grounds))
