"""What an event is about: the soldiers, ships or goods named near its cue."""

from foedera.reading.event_arguments import scope_of
from foedera.reading.event_cues import CueMatch, EventWords
from foedera.values.codes import EventType
from foedera.values.span import Span

_ABOUT_AFTER, _ABOUT_BEFORE = 14, 12  # tokens around a cue in which what is sent is named
_SENT = frozenset({EventType.TRANSFER, EventType.DEPLOYMENT})


def about_span(cue: CueMatch, table: EventWords) -> Span | None:
    """The word of the frame's class nearest to the cue, inside the clause and within reach; after the cue first."""
    if cue.frame.about is None:
        return None
    first, last = scope_of(cue, table)
    words, pattern = cue.words, table.classes[cue.frame.about]
    after = pattern.search(words.between(cue.first, min(last, cue.last + _ABOUT_AFTER)))
    if after:
        start = words.starts[cue.first]
        return words.span(words.index_at(start + after.start()), words.index_at(start + after.end() - 1) + 1)
    low = max(first, cue.first - _ABOUT_BEFORE)
    before = list(pattern.finditer(words.between(low, cue.first)))
    if not before:
        return None
    start = words.starts[low]
    return words.span(words.index_at(start + before[-1].start()), words.index_at(start + before[-1].end() - 1) + 1)


def is_of_same_thing(cue: CueMatch, other: CueMatch, table: EventWords) -> bool:
    """Whether one word sends one thing by two frames: a ship sent under its own flag is no ship delivered."""
    about = about_span(cue, table) if cue.frame.type in _SENT and other.frame.type in _SENT else None
    return about is not None and about == about_span(other, table)
