"""Days that one telling of an event lends to another: of one occasion told twice, and of what a denial denies."""

from collections.abc import Sequence
from dataclasses import replace

from foedera.reading.event_merging import FoundEvent
from foedera.reading.model import EventStatement
from foedera.values.codes import EventType, Factuality

_OCCASIONS = frozenset({EventType.VISIT, EventType.MEETING})
_DAY = len("2024-06-19")
_NEAR = 350  # characters between two tellings of one occasion
_DONE = frozenset({Factuality.STATED, Factuality.ATTRIBUTED, Factuality.HEDGED})


def dated_by_others(found: Sequence[FoundEvent]) -> list[FoundEvent]:
    """The events; a denial has the day of what it denies, a meeting without a day that of the visit told beside it."""
    events = [f.event for f in found]
    return [replace(f, event=_dated(f.event, events)) for f in found]


def _dated(event: EventStatement, events: Sequence[EventStatement]) -> EventStatement:
    if event.factuality is Factuality.DENIED:
        return _denial(event, events)
    if event.date is None and event.type in _OCCASIONS and event.factuality in _DONE:
        near = [e for e in events if e.date and len(e.date) == _DAY and e.factuality in _DONE and _is_one_occasion(e, event)]
        days = {e.date for e in near}
        return replace(event, date=near[0].date, date_phrase=near[0].date_phrase) if len(days) == 1 else event
    return event


def _denial(event: EventStatement, events: Sequence[EventStatement]) -> EventStatement:
    """The day on which somebody denies bounds nothing."""
    same = (event.type, event.source, event.target)
    told = [e for e in events if (e.type, e.source, e.target) == same and e.factuality in _DONE and e.date]
    bound = (event.date or "").removeprefix("../")
    if told and not (bound and bound < (told[0].date or "")):
        return replace(event, date=told[0].date, date_phrase=told[0].date_phrase)
    return event


def _is_one_occasion(left: EventStatement, right: EventStatement) -> bool:
    ends = {frozenset((left.source, left.target)), frozenset((right.source, right.target))}
    gap = max(left.evidence.start - right.evidence.end, right.evidence.start - left.evidence.end)
    return left.type in _OCCASIONS and len(ends) == 1 and None not in next(iter(ends)) and gap <= _NEAR
