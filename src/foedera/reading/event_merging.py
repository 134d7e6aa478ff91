"""One event told twice in a document is one record."""

from collections.abc import Sequence

from foedera.reading.model import EventStatement
from foedera.values.codes import EventType
from foedera.values.dates import range_from_edtf

_NO_DIRECTION = frozenset({EventType.MEETING, EventType.EXERCISE})


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
    )


def merged(body: Sequence[EventStatement], titles: Sequence[EventStatement]) -> tuple[EventStatement, ...]:
    """Each event once: the first of the body, a title's only when the body does not tell it; in the order of the text."""
    kept: list[EventStatement] = []
    for event in body:
        if not any(is_told_again(event, other) for other in kept):
            kept.append(event)
    known = {(e.type, _actors(e)) for e in kept}
    kept += [e for e in titles if (e.type, _actors(e)) not in known]
    return tuple(sorted(kept, key=lambda e: (e.evidence.start, e.evidence.end, e.type)))
