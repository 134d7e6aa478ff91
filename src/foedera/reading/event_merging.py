"""One event told twice in a document is one record."""

from collections.abc import Sequence
from dataclasses import dataclass

from foedera.reading.model import EventStatement
from foedera.values.codes import EventType, Factuality
from foedera.values.dates import range_from_edtf

_NO_DIRECTION = frozenset({EventType.MEETING, EventType.EXERCISE})
_SENT = frozenset({EventType.DEPLOYMENT, EventType.TRANSFER})
_TOLD_AS_DONE = frozenset({Factuality.STATED, Factuality.ATTRIBUTED, Factuality.HEDGED})


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """A statement with the persons named in it, whether a noun told it, and what befell those it counts (dead, wounded, captured)."""

    event: EventStatement
    persons: frozenset[str]
    is_noun: bool
    losses: frozenset[str] = frozenset()


def _actors(event: EventStatement) -> tuple[object, ...]:
    source, target = frozenset((event.source or "").split("+")), frozenset((event.target or "").split("+"))
    return (frozenset((source, target)),) if event.type in _NO_DIRECTION else (source, target)


def _same_date(left: EventStatement, right: EventStatement) -> bool:
    """Whether both dates can be one: an unknown date fits every other."""
    a, b = range_from_edtf(left.date), range_from_edtf(right.date)
    return a is None or b is None or not a.intersection(b).is_empty


def _same_amount(left: EventStatement, right: EventStatement) -> bool:
    a, b = left.quantity, right.quantity
    return (a is None) == (b is None) and (a is None or b is None or a.value == b.value)


def is_told_again(event: EventStatement, earlier: EventStatement) -> bool:
    """Whether `event` tells what `earlier` told: type, actors, amount and factuality equal, dates not apart."""
    return (
        event.type is earlier.type
        and _actors(event) == _actors(earlier)
        and event.factuality is earlier.factuality
        and _same_amount(event, earlier)
        and _same_date(event, earlier)
        and (event.factuality is not Factuality.DENIED or event.said_by[:1] == earlier.said_by[:1])
    )


def _is_repeated(new: FoundEvent, old: FoundEvent) -> bool:
    """Whether the new one only takes up the old: told again of the same persons, or a noun without a number for a flow already told.

    Those captured first and wounded then are two losses.
    Somebody new beside one of them ("he saw X", later "he saw Y") makes it another; so does another date where only one names anybody.
    """
    if new.losses and old.losses and not new.losses & old.losses:
        return False
    same_persons = new.persons <= old.persons or old.persons <= new.persons
    if bool(new.persons) != bool(old.persons) and None not in (new.event.date, old.event.date):
        same_persons = new.event.date == old.event.date
    if is_told_again(new.event, old.event) and same_persons:
        return True
    same_flow = new.event.type is old.event.type and _actors(new.event) == _actors(old.event)
    return new.is_noun and new.event.type in _SENT and new.event.quantity is None and new.event.factuality in _TOLD_AS_DONE and same_flow


def merged(body: Sequence[FoundEvent], titles: Sequence[FoundEvent]) -> tuple[EventStatement, ...]:
    """Each event once: the first of the body, a title's only when the body does not tell it; in the order of the text."""
    kept: list[FoundEvent] = []
    for found in body:
        if not any(_is_repeated(found, other) for other in kept):
            kept.append(found)
    known = {(f.event.type, _actors(f.event)) for f in kept}
    events = [f.event for f in kept] + [f.event for f in titles if (f.event.type, _actors(f.event)) not in known]
    return tuple(sorted(events, key=lambda e: (e.evidence.start, e.evidence.end, e.type)))
