"""A telling of an event with what tells it from others: its sides, the persons in its words, what is counted, what it is about."""

from dataclasses import dataclass, field
from functools import cached_property

from foedera.reading.model import EventStatement
from foedera.record.agreements import stems_of
from foedera.record.match import Match
from foedera.record.tellings import Telling
from foedera.values.codes import EventType
from foedera.values.dates import DateRange

NO_DIRECTION = frozenset({EventType.MEETING, EventType.EXERCISE})
OF_PERSONS = frozenset({EventType.MEETING, EventType.VISIT})


@dataclass(frozen=True)
class EventTelling:
    """`persons`: skeletons of the names in its words; `spellings`: (skeleton, word as written); `unit`: the class of what is counted.

    `common`: stems of the words that name its actors, which tell no subject. `published`: the days in which the page can have come out.
    `speakers`: the states for which those speak who say it, as far as told.
    """

    telling: Telling
    event: EventStatement
    persons: frozenset[str]
    unit: str | None
    spellings: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    common: frozenset[str] = field(default=frozenset(), compare=False)
    published: DateRange | None = None
    speakers: frozenset[str] = frozenset()

    @cached_property
    def side(self) -> tuple[str, str, str]:
        """Bucket in which two tellings must be to be one event."""
        ends = [_code(self.event.source), _code(self.event.target)]
        if self.event.type in NO_DIRECTION:
            ends = ["+".join(sorted(filter(None, "+".join(ends).split("+")))), ""]
        mood = "denied" if self.telling.denied else "to_come" if self.telling.announced else "told"
        return str(self.event.type), mood, ">".join(ends)

    @cached_property
    def subject(self) -> frozenset[str]:
        """The stems of what happened and where, without those that name its actors."""
        return stems_of(f"{self.event.what} {self.event.place or ''}") - self.common

    @cached_property
    def matches(self) -> dict[str, Match]:
        """Comparisons made so far, by the other telling's id: each is needed to join the two and to say why."""
        return {}

    def spelled(self, skeleton: str) -> str:
        """A person's name as this document writes it."""
        return dict(self.spellings).get(skeleton, skeleton)


def _code(actor: str | None) -> str:
    return "+".join(sorted((actor or "").split("+")))
