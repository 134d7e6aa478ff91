"""Actors a clause leaves out: two ends told as one subject, a flow told before, or the two states spoken of last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from foedera.reading.attribution import voices_at
from foedera.reading.context import Context
from foedera.reading.event_amounts import amounts_of
from foedera.reading.event_arguments import Arguments, Party, acting_code, marker_before, scope_of
from foedera.reading.event_cues import CueMatch, EventWords, event_words
from foedera.reading.event_objects import about_span
from foedera.reading.model import EventStatement
from foedera.values.codes import EventType, Factuality

_SENT = frozenset({EventType.DEPLOYMENT, EventType.TRANSFER})
_OFFICIAL = frozenset({"body", "state", "office", "organisation", "person"})
_OFTEN = 2  # mentions from which a document tells much of a state
_TWO_BACK = 8  # words before a cue in which "the two" is looked for
_BACK = 500  # characters in which "the two leaders" are looked for
Flow = tuple[str | None, str | None]


@dataclass(slots=True)
class Told:
    """What the document has told so far: the last flow of each type and the last event that somebody may deny."""

    flows: dict[EventType, Flow] = field(default_factory=dict)
    last: EventStatement | None = None
    met: dict[frozenset[str], str] = field(default_factory=dict)
    attack: tuple[int, str | None, str] | None = None

    def remember(self, event: EventStatement, promised: bool = False, sentence: int = -1) -> None:
        """Keep what a later clause may take up; what is only promised does not displace what was sent."""
        if event.type is EventType.ATTACK and event.target and event.factuality is not Factuality.DENIED:
            self.attack = sentence, event.source, event.target
        if event.said_by:
            self.last = event
        if event.type in (EventType.VISIT, EventType.MEETING) and event.date and event.source and event.target:
            self.met[frozenset((event.source, event.target))] = event.date
        whole = event.source and (event.target or event.type in (EventType.CASUALTIES, EventType.EXERCISE))
        if whole and not (promised and event.type in self.flows):
            self.flows[event.type] = (event.source, event.target)

    def meeting_date(self, arguments: Arguments) -> str | None:
        """When the two met or one visited the other, as told last; None where nothing is."""
        source, target = arguments.source, arguments.target
        return self.met.get(frozenset((source.code, target.code))) if source and target else None

    def flow(self, type_: EventType) -> Flow | None:
        """The actors of the last flow of this type, else (for people and goods sent, and for losses) of the nearest kind told."""
        others = {
            EventType.DEPLOYMENT: (EventType.TRANSFER,),
            EventType.TRANSFER: (EventType.DEPLOYMENT,),
            EventType.CASUALTIES: (EventType.DEPLOYMENT,),
        }
        return next((self.flows[t] for t in (type_, *others.get(type_, ())) if t in self.flows), None)


def completed(context: Context, cue: CueMatch, found: Arguments, parties: Sequence[Party], told: Told) -> Arguments | None:
    """The arguments when the frame has all it needs, else None; joint actors are shared out, missing ones taken from what was told."""
    frame, table = cue.frame, event_words(context.pack)
    source, target = _shared(cue, found.source, found.target)
    source = _with_source(context, cue, source, target, told, table)
    target = target or _the_land(context, cue, source, table)
    if frame.type in _SENT and (source is None or (target and source.actors == target.actors)):
        source = _of_what_is_sent(cue, target, parties, table) or source
    if frame.inherits:
        source, target = _inherited(cue, source, target, told)
        if (source is None) != (target is None) and frame.type in _SENT:
            source, target = _partner(context, cue, source, target)
    if source is None and frame.type is EventType.CASUALTIES:
        source = _lost(context, cue, table) or (_struck(context, cue, told, table) if not frame.needs else None)
    target = _with_target(context, cue, source, target, parties, told)
    if frame.pair and source and not target and source.mentions and source.mentions[0].kind == "organisation":
        return Arguments(source, None, found.passive)
    pairs = frame.pair and (frame.is_noun or (source is None and target is None and _is_told_of_two(cue, table)))
    if pairs and not frame.is_noun and _is_of_officials(cue, table):
        most = _most_told_of(context, _OFTEN)[:2]
        source, target = (_lent(most[0], cue), _lent(most[1], cue)) if len(most) == 2 else (source, target)
    elif pairs and not (source and target):
        source, target = _pair(context, cue, source, target)
    if source and target and set(source.actors) & set(target.actors):
        if "target" in frame.needs and not frame.own:
            return None
        return Arguments(source, None, found.passive)
    slots = {"source": source, "target": target}
    return None if any(slots[need] is None for need in frame.needs) else Arguments(source, target, found.passive)


def _with_source(
    context: Context, cue: CueMatch, source: Party | None, target: Party | None, told: Told, table: EventWords
) -> Party | None:
    """The source: "they" who were sent before, or who announces what somebody suffers, where nobody else is told."""
    if cue.frame.by_pronoun and source is None and _is_told_of_them(cue, table) and EventType.DEPLOYMENT in told.flows:
        source = _lent(told.flows[EventType.DEPLOYMENT][0], cue)
    return _imposer(context, cue) if cue.frame.by_voice and source is None and target is not None else source


def _with_target(
    context: Context, cue: CueMatch, source: Party | None, target: Party | None, parties: Sequence[Party], told: Told
) -> Party | None:
    """The target: whom words are aimed at, the neighbour, the land where something is struck or that was struck before."""
    frame, table = cue.frame, event_words(context.pack)
    if source is None or target is not None:
        return target
    if "target" in frame.needs:
        target = _neighbour(context, cue, source, table)
    if frame.aimed:
        target = target or _aimed_at(context, cue, source, parties)
    if target or frame.type is not EventType.ATTACK or frame.is_noun or "target" not in frame.needs:
        return target
    before = told.flows.get(EventType.ATTACK)
    return _where_struck(cue, source, parties, table) or (_lent(before[1], cue) if before and before[0] == source.code else None)


def _is_told_of_them(cue: CueMatch, table: EventWords) -> bool:
    """Whether the subject is a plural pronoun ("they are fighting"): those sent, told of before."""
    return bool(set(cue.words.between(cue.first - 3, cue.first).split()) & table.small.get("they", frozenset()))


def _is_told_of_two(cue: CueMatch, table: EventWords) -> bool:
    """Whether "the two", "both" begin the clause that the cue ends ("the two leaders met"), or "the ministers" of both open it."""
    before = cue.words.between(cue.first - _TWO_BACK, cue.first).split()
    return _is_of_officials(cue, table) or bool(set(before) & table.small.get("two", frozenset()))


def _is_of_officials(cue: CueMatch, table: EventWords) -> bool:
    before = cue.words.between(scope_of(cue, table)[0], cue.first)
    return table.patterns["officials_of_both"].fullmatch(before) is not None


def _aimed_at(context: Context, cue: CueMatch, source: Party, parties: Sequence[Party]) -> Party | None:
    """The other state of the sentence, told behind the cue rather than before it, else the one spoken of last in the sentence before."""
    others = [p for p in parties if not set(p.actors) & set(source.actors) and len(p.actors) == 1]
    states = [p for p in others if p.mentions and p.mentions[0].kind != "organisation"]
    behind, ahead = [p for p in states if p.first >= cue.last], [p for p in states if p.last <= cue.first]
    if behind or ahead:
        return (behind or ahead[::-1])[0]
    here = cue.words.sentence
    before = next((s for s in context.sentences if s.index == here.index - 1 and s.paragraph == here.paragraph), None)
    named = context.mentions_in(before.span) if before else ()
    codes = [code for m in reversed(named) if m.kind != "organisation" and (code := acting_code(m))]
    return next((_lent(c, cue) for c in codes if "+" not in c and c not in source.actors), None)


def _where_struck(cue: CueMatch, source: Party, parties: Sequence[Party], table: EventWords) -> Party | None:
    """The land told before the verb as the place of what is struck ("villages in Chad hit by Libyan rockets")."""
    first, _ = scope_of(cue, table)
    before = [p for p in parties if first <= p.first and p.last <= cue.first and not set(p.actors) & set(source.actors)]
    before = [p for p in before if not set(cue.words.between(p.last, cue.first).split()) & table.small["relative"]]
    lands = [p for p in before if marker_before(p, cue.words, table, 0) in table.small["where"]]
    return lands[-1] if lands and all(m.kind in ("state", "place") for m in lands[-1].mentions) else None


def _lost(context: Context, cue: CueMatch, table: EventWords) -> Party | None:
    """Whose people the numbers of a loss count ("killed at least nine Kenyan sailors")."""
    for amount in amounts_of(context, cue, table):
        named = [m for m in context.mentions_in(amount.span) if context.document.text[m.span.start - 1 : m.span.start] != "-"]
        codes = [code for m in named if (code := acting_code(m)) and "+" not in code]
        if codes:
            return _lent(codes[0], cue)
    return None


def _struck(context: Context, cue: CueMatch, told: Told, table: EventWords) -> Party | None:
    """Whose people an attack told in the same sentence kills; those of both where it says "on both sides"."""
    if told.attack is None or told.attack[0] != cue.words.sentence.index or not context.world.is_state(told.attack[2]):
        return None
    _, source, target = told.attack
    both = table.patterns["both_sides"].search(cue.words.between(0, len(cue.words.sentence.tokens)))
    return _lent(f"{source}+{target}" if both and source else target, cue)


def _of_what_is_sent(cue: CueMatch, target: Party | None, parties: Sequence[Party], table: EventWords) -> Party | None:
    """The state that what is sent is called by, where nobody else sends it ("ten Kenyan howitzers arrived")."""
    about = about_span(cue, table)
    if about is None:
        return None
    first, last = cue.words.index_of(about.start), cue.words.index_of(about.end - 1) + 1
    for party in parties:
        behind = bool(table.small.get("adjectives_after"))
        gap = party.first - last if behind else first - party.last
        between = cue.words.between(*((last, party.first) if behind else (party.last, first))).split()
        parting = table.small["articles"] | table.small["markers"] | table.small["and"] | {","}
        beside = 0 <= gap <= 1 and not party.last <= cue.first < first and not set(between) & parting
        holds = party.first <= first and last <= party.last
        if (beside or holds) and _is_nation(party) and not (target and set(party.actors) & set(target.actors)):
            return party
    return None


def _is_nation(party: Party) -> bool:
    return bool(party.mentions) and party.mentions[0].kind in ("state", "demonym", "group")


def _neighbour(context: Context, cue: CueMatch, source: Party, table: EventWords) -> Party | None:
    """The only other state that the document tells much of, where "its neighbour" stands behind the cue."""
    near = cue.words.between(cue.last, cue.last + _TWO_BACK).split(" , ")[0].split()
    owned = any(a in table.small["possessive"] and b in table.small["neighbours"] for a, b in pairwise(near))
    others = [code for code in _most_told_of(context, _OFTEN) if code not in source.actors]
    return _lent(others[0], cue) if owned and len(others) == 1 else None


def _the_land(context: Context, cue: CueMatch, source: Party | None, table: EventWords) -> Party | None:
    """The state the document names most, where people come to "the capital" or "the country" without a name."""
    comes = cue.frame.type in (EventType.DEPLOYMENT, EventType.VISIT) and "target" in cue.frame.needs and not cue.frame.is_noun
    if not comes or source is None or not table.patterns["the_land"].search(cue.words.between(cue.last, cue.last + _TWO_BACK)):
        return None
    return next((_lent(code, cue) for code in _main_states(context) if code not in source.actors), None)


def _imposer(context: Context, cue: CueMatch) -> Party | None:
    """The state whose body announces what somebody suffers without a word on who does it ("sanctions will hit X, the ministry said")."""
    voices = voices_at(context, cue.span)
    named = [m for m in context.mentions if voices.said_by and m.actor == voices.said_by[0] and acting_code(m)]
    bodies = [m for m in named if m.kind in _OFFICIAL]
    code = acting_code(bodies[0]) if bodies else None
    return Party((code,), (bodies[0],), cue.first, cue.last) if code and voices.factuality is Factuality.FORECAST else None


def _shared(cue: CueMatch, source: Party | None, target: Party | None) -> tuple[Party | None, Party | None]:
    """Both ends of what two do together; those who drill together stay one."""
    if not cue.frame.joint:
        return source, target
    if cue.frame.type is EventType.EXERCISE:
        if source and target:
            actors = tuple(dict.fromkeys(source.actors + target.actors))
            return replace(source, actors=actors, mentions=source.mentions + target.mentions), None
        return source, None
    if source and not target and len(source.actors) > 1:
        return replace(source, actors=source.actors[:1]), replace(source, actors=source.actors[1:])
    return source, target


def _lent(code: str | None, cue: CueMatch) -> Party | None:
    return Party(tuple(code.split("+")), (), cue.first, cue.last) if code else None


def _inherited(cue: CueMatch, source: Party | None, target: Party | None, told: Told) -> tuple[Party | None, Party | None]:
    flow = told.flow(cue.frame.type)
    if flow is None:
        return source, target
    if source is None and (target is None or target.code == flow[1]):
        source = _lent(flow[0], cue)
    if target is None and "target" in cue.frame.needs and source is not None and source.code == flow[0]:
        target = _lent(flow[1], cue)
    return source, target


def _pair(context: Context, cue: CueMatch, source: Party | None, target: Party | None) -> tuple[Party | None, Party | None]:
    """The two states spoken of last before the cue, or the one that joins the end already known."""
    codes: list[str] = [c for p in (source, target) if p for c in p.actors]
    for mention in reversed(context.mentions):
        code = acting_code(mention)
        if code and cue.span.start - _BACK <= mention.span.start < cue.span.start and "+" not in code and mention.kind != "organisation":
            codes += [code] if code not in codes else []
    if len(codes) < 2:
        return source, target
    return source or _lent(codes[1], cue), target or _lent(codes[0] if source is None else codes[1], cue)


def _most_told_of(context: Context, least: int = 1) -> tuple[str, ...]:
    """The states told of `least` times or more, by themselves, their people, persons and bodies, the one told of most first."""
    counts = Counter(code for m in context.mentions if (code := acting_code(m)) and context.world.is_state(code))
    return tuple(code for code, times in counts.most_common() if times >= least)


def _main_states(context: Context) -> tuple[str, ...]:
    """The two states the document names most (the earlier first when equally often)."""
    counts: dict[str, int] = {}
    for mention in context.mentions:
        code = acting_code(mention)
        if code and "+" not in code and mention.kind in ("state", "place"):
            counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts, key=lambda c: -counts[c])[:2])


def _partner(context: Context, cue: CueMatch, source: Party | None, target: Party | None) -> tuple[Party | None, Party | None]:
    """The missing end, when the document is mostly about the known end and one other state."""
    known = source or target
    main = _main_states(context)
    if known is None or known.code not in main or len(main) < 2:
        return source, target
    other = _lent(main[1 - main.index(known.code)], cue)
    return source or other, target or other
