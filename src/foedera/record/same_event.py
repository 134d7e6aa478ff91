"""Which events told in different documents are one: same actors and kind, and days, persons, amounts and places that go together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from foedera.reading.model import EventStatement
from foedera.record import calendar_rules as rules
from foedera.record.agreements import stems_of
from foedera.record.constraint_network import Between
from foedera.record.dating import Act, GivenRule, Surety, published_of
from foedera.record.event_match import compare
from foedera.record.event_tellings import OF_PERSONS, EventTelling
from foedera.record.grouping import grouped
from foedera.record.match import LEAST_WEIGHT
from foedera.record.model import ReadDocument, Reason
from foedera.record.names import name_words, skeleton
from foedera.record.tellings import event_tellings
from foedera.record.told_dates import told_variable
from foedera.record.units import suffered_class, suffered_classes
from foedera.values.codes import EventType
from foedera.values.dates import range_from_edtf
from foedera.world.world import World

PLACES = ("place", "body")
NAMED_KINDS = ("person", "office", "outlet")
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+)+")
UnitClasses = dict[str, str]


@dataclass(frozen=True)
class EventDraft:
    """One event with all its tellings, before it is dated."""

    id: str
    tellings: tuple[EventTelling, ...]

    @property
    def variable(self) -> str:
        """The name of the event's day in the network of dates."""
        return f"act:{self.id}"

    @property
    def act(self) -> Act:
        """The act that the event's tellings date together."""
        return Act(self.variable, tuple(t.telling for t in self.tellings))


def told_events(items: Sequence[ReadDocument], units: UnitClasses, world: World | None = None) -> list[EventTelling]:
    """All events of all documents, with the persons named in their words."""
    known = _known_name_words(items) - _place_words(items, world)
    found = []
    for item in items:
        published, common = range_from_edtf(published_of(item)), _actor_stems(item)
        for telling in event_tellings(item):
            event = telling.statement
            assert isinstance(event, EventStatement)
            words = {w: skeleton(w) for w in name_words(event.evidence.text) if w[:1].isupper() and len(w) > 2}
            persons = frozenset(known & set(words.values()))
            spellings = tuple(sorted((bones, word) for word, bones in words.items() if bones in persons))
            found.append(
                EventTelling(
                    telling,
                    event,
                    persons,
                    _unit(event, item.document.lang, units),
                    spellings,
                    common,
                    published,
                    _speakers(item, event),
                )
            )
    guests = {visit.telling.id: meeting for visit, meeting in hosts(found) if not visit.persons}
    return [
        replace(one, persons=guest.persons, spellings=guest.spellings) if (guest := guests.get(one.telling.id)) else one for one in found
    ]


def _speakers(item: ReadDocument, event: EventStatement) -> frozenset[str]:
    """The states for which those speak who say it, as far as the page tells them: "a North Korean envoy" speaks for North Korea."""
    voices = (*event.said_by[:1], *event.also_said_by)
    if not voices:
        return frozenset()
    states = {name: m.state for m in item.reading.mentions if m.state for name in (m.actor, m.text)}
    named = {stems_of(name): state for name, state in states.items()}
    found = {states.get(voice) or next((s for n, s in named.items() if n and n <= stems_of(voice)), None) for voice in voices}
    return frozenset(state for state in found if state)


def _actor_stems(item: ReadDocument) -> frozenset[str]:
    """Stems of the words that name someone in the page: actors are compared by their codes."""
    names = {m.text for m in item.reading.mentions if m.kind not in PLACES}
    return frozenset(stem for name in names for stem in stems_of(name))


def _known_name_words(items: Sequence[ReadDocument]) -> set[str]:
    """Skeletons of the words of persons' names: those mentioned, those who speak, and runs of two capitals in the text."""
    names: set[str] = set()
    for item in items:
        reading = item.reading
        names |= {m.text for m in reading.mentions if m.kind == "person"}
        names |= {q.speaker for q in reading.quotes if q.speaker}
        if not reading.mentions:
            names |= set(_FULL_NAME.findall(item.document.text))
    return {skeleton(w) for n in names for w in name_words(n) if len(w) > 2}


def _place_words(items: Sequence[ReadDocument], world: World | None) -> set[str]:
    """Skeletons of the words that name states, towns and bodies: they tell no persons apart."""
    words = _capitalised({m.text for item in items for m in item.reading.mentions if m.kind not in NAMED_KINDS})
    if world is not None:
        words.update(*(_place_words_of(world, lang) for lang in {item.document.lang for item in items}))
    return words


@lru_cache(maxsize=8)
def _place_words_of(world: World, lang: str) -> frozenset[str]:
    named = world.names(lang).items()
    return frozenset(_capitalised({form for form, meanings in named if not any(m.kind == "person" for m in meanings)}))


def _capitalised(forms: Iterable[str]) -> set[str]:
    return {skeleton(w) for form in forms for w in name_words(form) if w[:1].isupper()}


def _unit(event: EventStatement, lang: str, units: UnitClasses) -> str | None:
    """The class of what is counted; of losses, what those counted suffered."""
    if event.quantity is None:
        return None
    word = (event.quantity.unit or "").lower()
    known = units.get(word) or units.get(word.split()[0]) if word else None
    if event.type is EventType.CASUALTIES and known not in suffered_classes(lang):
        return suffered_class(event.evidence.text, event.quantity.unit or "", lang) or known
    return known or word.rstrip("s") or None


def same_events(told: Sequence[EventTelling]) -> list[EventDraft]:
    """The tellings grouped into events, each with the id of its first telling in order of document."""
    buckets: dict[tuple[str, str, str], list[EventTelling]] = defaultdict(list)
    for one in told:
        buckets[one.side].append(one)
    drafts = []
    for _, some in sorted(buckets.items()):
        for group in grouped(sorted(some, key=_order), _fit):
            members = tuple(sorted(group, key=lambda t: (t.telling.document_id, t.event.evidence, t.telling.id)))
            drafts.append(EventDraft(min(m.telling.id for m in members), members))
    return sorted(drafts, key=lambda d: d.id)


def _order(one: EventTelling) -> tuple[int, bool, str, str]:
    """The fullest tellings first: they decide what the vaguer ones join."""
    details = bool(one.telling.told_days or one.telling.phrase) + bool(one.event.quantity) + bool(one.persons) + bool(one.event.place)
    return (-details, one.telling.told_days is None, one.telling.document_id, one.telling.id)


def _fit(one: EventTelling, group: list[EventTelling]) -> float:
    fits = []
    for other in group:
        fits.append(compare(one, other).fit)
        if fits[-1] <= 0:
            return 0.0
    if max(fits) < LEAST_WEIGHT:
        return 0.0
    return sum(fits) / len(fits) + 0.01 * len(fits)


def visit_rules(told: Sequence[EventTelling]) -> list[GivenRule]:
    """A visit without a date falls on the day of the one dated meeting of the same two sides in the same document."""
    found = []
    for visit, meeting in hosts(told):
        reason = Reason("meeting_during_visit", (), meeting.telling.words)
        rule = Between(told_variable(visit.telling), told_variable(meeting.telling), reason, *rules.SAME_DAY, same_day=True)
        found.append(GivenRule(Surety.INFERRED, ("visit", visit.telling.id), rule))
    return found


def hosts(told: Sequence[EventTelling]) -> list[tuple[EventTelling, EventTelling]]:
    """(visit without date, meeting with one) pairs: the only two of their kind between the two sides in the document."""
    by_side: dict[tuple[str, frozenset[str]], list[EventTelling]] = defaultdict(list)
    for one in told:
        if one.telling.done and one.event.type in OF_PERSONS and one.event.source and one.event.target:
            by_side[one.telling.document_id, frozenset((one.event.source, one.event.target))].append(one)
    found = []
    for _, some in sorted(by_side.items(), key=lambda pair: (pair[0][0], sorted(pair[0][1]))):
        visits = [o for o in some if o.event.type is EventType.VISIT]
        meetings = [o for o in some if o.event.type is EventType.MEETING and (o.telling.told_days or o.telling.phrase)]
        if len(visits) == 1 and len(meetings) == 1 and not visits[0].telling.told_days and not visits[0].telling.phrase:
            visit, meeting = visits[0], meetings[0]
            if not visit.persons or visit.persons & meeting.persons:
                found.append((visit, meeting))
    return found


def talks_rules(events: Sequence[EventDraft]) -> list[GivenRule]:
    """The one visit and the one meeting that a guest is named in, with dates that hang on publication, are of one day."""
    found = []
    by_sides: dict[frozenset[str], list[EventDraft]] = defaultdict(list)
    for draft in events:
        first = draft.tellings[0]
        if first.event.type in OF_PERSONS and first.telling.done and first.event.source and first.event.target:
            by_sides[frozenset((first.event.source, first.event.target))].append(draft)
    for some in by_sides.values():
        for visit in some:
            others = [d for d in some if d is not visit and _persons(d) & _persons(visit)]
            if (
                visit.tellings[0].event.type is not EventType.VISIT
                or len(others) != 1
                or others[0].tellings[0].event.type is not EventType.MEETING
            ):
                continue
            if _relative(visit) and _relative(others[0]):
                reason = Reason("meeting_during_visit", (), others[0].tellings[0].telling.words)
                rule = Between(visit.variable, others[0].variable, reason, *rules.SAME_DAY, same_day=True)
                found.append(GivenRule(Surety.SAME_EVENT, ("talks", visit.id), rule))
    return found


def _persons(draft: EventDraft) -> frozenset[str]:
    return frozenset(p for t in draft.tellings for p in t.persons)


def _relative(draft: EventDraft) -> bool:
    """No telling gives a day of its own, one at least gives words such as "last week"."""
    return all(t.telling.told_days is None for t in draft.tellings) and any(t.telling.phrase for t in draft.tellings)
