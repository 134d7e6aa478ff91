"""Where an event took place, when that is named and is neither actor."""

from collections.abc import Sequence

from foedera.reading.context import Context
from foedera.reading.event_arguments import Party, marker_before
from foedera.reading.event_cues import CueMatch, EventWords
from foedera.reading.model import ActorMention
from foedera.values.span import Span

_FAR = 14  # tokens between the cue and the place


def place_of(context: Context, cue: CueMatch, scope: Span, ends: Sequence[str | None], table: EventWords) -> str | None:
    """The nearest place of the clause that "in", "à", "near" ... opens: a code for a state that is no actor, else its name in the text."""
    actors = {code for end in ends if end for code in end.split("+")}
    found: list[tuple[int, str]] = []
    for mention in context.mentions_in(scope):
        first = cue.words.index_of(mention.span.start)
        last = cue.words.index_of(mention.span.end - 1) + 1
        gap = max(first - cue.last, cue.first - last, 0)
        value = _place(mention, actors)
        if value and gap <= _FAR and _is_where(mention, first, last, cue, table):
            found.append((gap + (_FAR if first < cue.first else 0), value))
    return min(found)[1] if found else None


def _place(mention: ActorMention, actors: set[str]) -> str | None:
    """What the mention says of the place: nothing where it only names an actor."""
    if mention.kind == "place":
        return mention.text
    return mention.actor if mention.kind == "state" and mention.actor not in actors else None


def _is_where(mention: ActorMention, first: int, last: int, cue: CueMatch, table: EventWords) -> bool:
    party = Party((mention.actor,), (mention,), first, last)
    floor = cue.last if first >= cue.last else 0
    return marker_before(party, cue.words, table, floor) in table.small["where"]
